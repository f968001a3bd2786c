/*
 * The tensors of a model, bound by name to its structure. Matrices are views on the mapped files;
 * norms and biases, a few KB per layer, are kept as f32.
 */
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H

#include "base/folder.h"
#include "model/config.h"

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

#endif
