/*
 * The types of a file; see gguf_mix.h. Vectors stay in 32 bits. What a head loses shows in every
 * token, so that it gets more bits. Below 6 bits values and down projections, which lose most, do
 * so, too, in an eighth of the layers at either end and in every third between: what users know as
 * the "M" of a type.
 */
#include "convert/gguf_mix.h"

#include <stdio.h>
#include <string.h>
#include "kernels/blocks.h"
#include "model/families.h"

static const struct gguf_mix mixes[] = {
    {"f32", "F32", "F32", "F32", 0},      {"f16", "F16", "F16", "F16", 1},
    {"bf16", "BF16", "BF16", "BF16", 32}, {"q8_0", "Q8_0", "Q8_0", "Q8_0", 7},
    {"q4_0", "Q4_0", "Q4_0", "Q6_K", 2},  {"q4_1", "Q4_1", "Q4_1", "Q6_K", 3},
    {"q5_0", "Q5_0", "Q5_0", "Q6_K", 8},  {"q5_1", "Q5_1", "Q5_1", "Q6_K", 9},
    {"q4_k", "Q4_K", "Q6_K", "Q6_K", 15}, {"q5_k", "Q5_K", "Q6_K", "Q6_K", 17},
    {"q6_k", "Q6_K", "Q6_K", "Q6_K", 18},
};

enum { N_MIXES = sizeof mixes / sizeof mixes[0] };

bool gguf_mix_find(const struct gguf_mix **out, const char *name, struct error *err)
{
    char list[200] = "";
    size_t n = 0;
    for (size_t i = 0; i < N_MIXES; i++) {
        if (strcmp(mixes[i].name, name) == 0) {
            *out = &mixes[i];
            return true;
        }
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i > 0 ? ", " : "", mixes[i].name);
    }
    return error_set(err, ERROR_ARGUMENT, "no support for GGUF of type \"%.40s\"; there are %s",
                     name, list);
}

/* Where the rows do not make blocks of 256: a type of blocks of 32 with no fewer bits. */
static const char *smaller_blocks(const char *name)
{
    static const char *const rows[][2] = {
        {"Q4_K", "Q5_0"},
        {"Q5_K", "Q5_1"},
        {"Q6_K", "Q8_0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i][0], name) == 0) {
            return rows[i][1];
        }
    }
    return "F16";
}

static bool has_more_bits(size_t layer, size_t n_layers)
{
    size_t eighth = n_layers / 8;
    return layer < eighth || layer >= 7 * n_layers / 8 || (layer - eighth) % 3 == 2;
}

/* The module ends with the family's name of a part. */
static bool is_part(const struct source_tensor *tensor, const char *part)
{
    size_t n = strlen(tensor->path);
    size_t n_part = part != NULL ? strlen(part) : 0;
    return n_part > 0 && n > n_part && strcmp(tensor->path + n - n_part, part) == 0;
}

static const char *wanted_type(const struct gguf_mix *mix, const struct source_tensor *tensor,
                               const struct source *source)
{
    const struct model_config *config = &source->numbers;
    const struct family_names *names = config->row->names;
    if (tensor->path == NULL) {
        return "F32";
    }
    if (tensor->layer == SOURCE_NO_LAYER) {
        bool is_head = strcmp(tensor->path, "lm_head") == 0 || config->is_tied;
        return is_head ? mix->head : mix->base;
    }
    bool matters = is_part(tensor, names->value) || is_part(tensor, names->query_key_value) ||
                   is_part(tensor, names->down);
    return matters && has_more_bits(tensor->layer, config->n_layers) ? mix->careful : mix->base;
}

const struct gguf_tensor_type *gguf_mix_type(const struct gguf_mix *mix,
                                             const struct source_tensor *tensor,
                                             const struct source *source, bool *is_fallback)
{
    const struct gguf_tensor_type *type = gguf_tensor_type_find(wanted_type(mix, tensor, source));
    *is_fallback = false;
    while (tensor->matrix.n_columns % type->n_elements != 0) {
        *is_fallback = true;
        type = gguf_tensor_type_find(smaller_blocks(type->name));
    }
    return type;
}

enum matrix_kind gguf_mix_kind(const struct gguf_tensor_type *type, enum float_type *float_type)
{
    static const struct {
        const char *name;
        enum matrix_kind kind;
    } rows[] = {
#define X(name, n_codes, n_bytes, group, has_shifts) {#name, MATRIX_BLOCK_##name},
        MATRIX_BLOCKS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].name, type->name) == 0) {
            return rows[i].kind;
        }
    }
    *float_type = strcmp(type->name, "F32") == 0   ? FLOAT_F32
                  : strcmp(type->name, "F16") == 0 ? FLOAT_F16
                                                   : FLOAT_BF16;
    return MATRIX_FLOAT;
}
