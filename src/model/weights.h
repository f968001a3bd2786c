/*
 * The tensors of a model, bound by name to its structure. Matrices are views on the mapped files;
 * norms and biases, a few KB per layer, are kept as f32.
 */
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H

#include "formats/safetensors.h"
#include "model/config.h"
#include "model/quantization.h"

/* Matrices of one block. A fused tensor of a file (qkv_proj, gate_up_proj) is bound as views on its
 * rows, so that the rest of the code does not know. */
struct layer_weights {
    struct matrix query, key, value, output;
    const float *query_bias, *key_bias, *value_bias, *output_bias; /* NULL: none */
    const float *query_norm, *key_norm;                            /* NULL: none */
    const float *query_norm_bias, *key_norm_bias;
    struct matrix gate, up, down;
    const float *gate_bias, *up_bias, *down_bias;
    /* Norms by place, NULL where the place has none. The offset of the family is added already. */
    const float *attention_pre_norm, *attention_pre_norm_bias;
    const float *attention_post_norm, *attention_post_norm_bias;
    const float *ffn_pre_norm, *ffn_pre_norm_bias;
    const float *ffn_post_norm, *ffn_post_norm_bias;
};

struct model_weights {
    struct matrix embedding; /* [vocabulary, hidden] */
    struct matrix head;      /* [vocabulary, hidden]; the embedding where tied */
    const float *head_bias;
    const float *final_norm, *final_norm_bias;
    struct layer_weights *layers; /* [n_layers] */
    uint64_t n_parameters;
    uint64_t n_bytes; /* of all tensors bound */
    uint64_t
        n_bytes_per_token; /* read to make one token: all but the embedding rows not looked up */
};

/* What the binding found. Tensors that no part of the model asked for and that are not known to be
 * harmless are told, never silent. */
struct weight_report {
    const char **unused; /* names, in order */
    size_t n_unused;
    const bool *is_used; /* [n_tensors], for each tensor of the set */
    const char *body;    /* what stands before "layers.0.…": "model.", … */
    const char *head;    /* the module of the head: "lm_head", … */
};

/*
 * Binds the tensors to the model that config describes: every one must be there, of the right type
 * and shape. Decides config->is_tied. Views point into the files of `tensors`, which must outlive
 * the weights; the rest is put into the arena.
 */
bool model_weights_bind(struct model_weights *weights, struct weight_report *report,
                        struct model_config *config, const struct quantization *quantization,
                        const struct safetensors *tensors, struct arena *arena, struct error *err);

/* The module at `path` alone, as a view of the same kind. */
bool model_weights_matrix(const struct safetensors *tensors,
                          const struct quantization *quantization, const char *path, size_t n_rows,
                          size_t n_columns, struct matrix *out, struct error *err);

/* A view on some rows of a matrix. */
struct matrix model_weights_rows(const struct matrix *matrix, size_t first, size_t n);

#endif
