/*
 * Which modules of an MLX checkpoint are quantized, and how: config.json's "quantization", with a
 * base scheme and, by the path of a module, exceptions. docs/formats/mlx-quantization.md.
 */
#ifndef MODEL_QUANTIZATION_H
#define MODEL_QUANTIZATION_H

#include "formats/json.h"
#include "kernels/matrix.h"

struct quantization_scheme {
    enum matrix_kind kind; /* MATRIX_FLOAT: not quantized */
    unsigned bits;
    unsigned group;
};

struct quantization {
    const json_t *rules; /* borrowed; NULL: nothing is quantized */
    struct quantization_scheme base;
};

/* json is what model_config_text_part gives, and must outlive the result. A scheme other than
 * MLX's is ERROR_UNSUPPORTED and named. */
bool quantization_read(struct quantization *quantization, const json_t *json, struct error *err);

/* The scheme of the module at `path` ("model.layers.0.mlp.up_proj"): its own rule (is_named), else
 * the base scheme where the checkpoint holds scales for it, else MATRIX_FLOAT. */
bool quantization_find(const struct quantization *quantization, const char *path, bool has_scales,
                       struct quantization_scheme *out, bool *is_named, struct error *err);

/* Whether there is such a scheme. */
bool quantization_is_known(const struct quantization_scheme *scheme);

/* Bits and group of a kind where nothing else is said. */
struct quantization_scheme quantization_usual(enum matrix_kind kind);

/* "affine", "mxfp4", … */
const char *quantization_kind_text(enum matrix_kind kind);

#endif
