/*
 * mlx-lm's recipes, which choose much as llama.cpp's Q4_K_M does: values and down projections of
 * the first and the last eighth of the layers and of every third between them, and the head, have
 * more bits.
 */
#include "convert/recipe.h"

#include <string.h>

static const struct {
    const char *name;
    unsigned low, high;
} recipes[] = {
    {"mixed_2_6", 2, 6},
    {"mixed_3_4", 3, 4},
    {"mixed_3_6", 3, 6},
    {"mixed_4_6", 4, 6},
};

bool recipe_read(struct recipe *recipe, enum matrix_kind kind, unsigned bits, unsigned group,
                 const char *name, struct error *err)
{
    struct quantization_scheme usual = quantization_usual(kind);
    *recipe =
        (struct recipe){{kind, bits != 0 ? bits : usual.bits, group != 0 ? group : usual.group}, 0};
    if (name != NULL) {
        size_t i = 0;
        while (i < sizeof recipes / sizeof recipes[0] && strcmp(recipes[i].name, name) != 0) {
            i++;
        }
        if (i == sizeof recipes / sizeof recipes[0]) {
            return error_set(err, ERROR_ARGUMENT,
                             "there is no recipe \"%.60s\"; there are mixed_2_6, mixed_3_4, "
                             "mixed_3_6 and mixed_4_6",
                             name);
        }
        if (kind != MATRIX_AFFINE || bits != 0) {
            return error_set(err, ERROR_ARGUMENT,
                             "the recipe %s chooses the bits itself, and the mode affine",
                             recipes[i].name);
        }
        recipe->base.bits = recipes[i].low;
        recipe->high_bits = recipes[i].high;
    }
    return kind == MATRIX_FLOAT || quantization_is_known(&recipe->base) ||
           error_set(err, ERROR_ARGUMENT,
                     "no support for %u bits in groups of %u, mode %s; affine has 2, 3, 4, 5, 6 or "
                     "8 bits in groups of 32, 64 or 128, mxfp4 4 in 32, nvfp4 4 in 16, mxfp8 8 in "
                     "32",
                     recipe->base.bits, recipe->base.group, quantization_kind_text(kind));
}

static bool has_more_bits(const struct source_tensor *tensor, size_t n_layers)
{
    size_t eighth = n_layers / 8;
    size_t layer = tensor->layer;
    if (strcmp(tensor->path, "lm_head") == 0) {
        return true;
    }
    if (layer == SOURCE_NO_LAYER ||
        (strstr(tensor->path, "v_proj") == NULL && strstr(tensor->path, "down_proj") == NULL)) {
        return false;
    }
    return layer < eighth || layer >= 7 * n_layers / 8 || (layer - eighth) % 3 == 2;
}

struct quantization_scheme recipe_scheme(const struct recipe *recipe,
                                         const struct source_tensor *tensor, size_t n_layers)
{
    struct quantization_scheme scheme = recipe->base;
    if (scheme.kind == MATRIX_FLOAT || tensor->path == NULL ||
        tensor->matrix.n_columns % scheme.group != 0) {
        return (struct quantization_scheme){.kind = MATRIX_FLOAT};
    }
    if (recipe->high_bits != 0 && has_more_bits(tensor, n_layers)) {
        scheme.bits = recipe->high_bits;
    }
    return scheme;
}
