/*
 * An adapter as its folder holds it, before any model is known: of mlx-lm (adapters.safetensors
 * beside adapter_config.json) or of PEFT (adapter_model.safetensors beside the same).
 * docs/formats/adapter.md tells both.
 */
#ifndef MODEL_ADAPTER_FILE_H
#define MODEL_ADAPTER_FILE_H

#include "formats/json.h"
#include "formats/safetensors.h"

enum adapter_format { ADAPTER_MLX, ADAPTER_PEFT };

/* One matrix of the model that gets a product of two small ones, W + scale b a. An embedding's rows
 * are looked up, not multiplied with, so that both formats call a what others call b. */
struct adapter_module {
    const char *path; /* without what a format puts in front: "model.layers.0.self_attn.q_proj" */
    const struct safetensors_tensor *a;         /* [rank, n_columns]; turned: [n_columns, rank] */
    const struct safetensors_tensor *b;         /* [n_rows, rank]; turned: [rank, n_rows] */
    const struct safetensors_tensor *magnitude; /* DoRA: [n_rows]; NULL: none */
    bool is_turned;                             /* mlx's, and PEFT's of an embedding */
    bool is_embedding;
    size_t n_rows, n_columns, rank;
    float scale;
};

/* A tensor of the model that is given anew. */
struct adapter_tensor {
    const char *name; /* "model.layers.0.input_layernorm.weight" */
    const struct safetensors_tensor *tensor;
};

struct adapter_file {
    enum adapter_format format;
    const char *file; /* name of the tensors' file, for messages */
    struct adapter_module *modules;
    size_t n_modules;
    struct adapter_tensor *tensors;
    size_t n_tensors;
    struct safetensors set; /* of the folder's files, which must outlive this */
    struct arena arena;
};

/* Clear it on failure, too. */
bool adapter_file_read(struct adapter_file *out, struct folder *folder, struct error *err);

/* One file of tensors without its configuration; names tell the form, scales are 1. */
bool adapter_file_read_values(struct adapter_file *out, struct folder *folder, const char *name,
                              struct error *err);
void adapter_file_clear(struct adapter_file *file);

/* F32, F16 or BF16. */
bool adapter_tensor_is_float(const struct safetensors_tensor *tensor);

#endif
