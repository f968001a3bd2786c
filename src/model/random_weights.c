/*
 * Random weights; see random_weights.h.
 *
 * A quantized matrix is not drawn in floats and quantized: its codes are drawn as bits, and its
 * scales such that the weights come out with the wanted spread.
 */
#include "model/random_weights.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/random.h"
#include "kernels/numbers.h"
#include "model/families.h"

enum {
    NAME_BYTES = 256,
    TENSORS_PER_LAYER = 64, /* more than any family has */
    TENSORS_BESIDE = 16,
    LIMIT_BYTES = 1 << 30,
};

static const double usual_deviation = 0.02;

/* ---- planning ------------------------------------------------------------------------------- */

struct planner {
    struct random_weights *weights;
    const struct model_config *config;
    const struct random_recipe *recipe;
    struct error *err;
};

/* FNV-1a. */
static uint64_t hash_text(const char *text)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (uint8_t)*text) * 0x100000001B3u;
    }
    return hash;
}

static enum safetensors_dtype dtype_of(enum float_type type)
{
    return type == FLOAT_F32   ? SAFETENSORS_F32
           : type == FLOAT_F16 ? SAFETENSORS_F16
                               : SAFETENSORS_BF16;
}

/* Scales and biases, which share a module's name, share random numbers. */
static bool add(struct planner *planner, const char *path, const char *suffix,
                enum safetensors_dtype dtype, size_t n_rows, size_t n_columns,
                struct random_fill fill)
{
    struct random_weights *weights = planner->weights;
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    struct safetensors_tensor *tensor = &weights->tensors[weights->n_tensors];
    size_t element_bytes = dtype == SAFETENSORS_F32 || dtype == SAFETENSORS_U32 ? 4
                           : dtype == SAFETENSORS_U8                            ? 1
                                                                                : 2;
    *tensor = (struct safetensors_tensor){
        .name = arena_text(&weights->arena, name, strlen(name), planner->err),
        .dtype = dtype,
        .n_dimensions = n_columns > 0 ? 2 : 1,
        .shape = {n_rows, n_columns},
        .bytes = {NULL, n_rows * (n_columns > 0 ? n_columns : 1) * element_bytes},
    };
    fill.stream =
        random_bits(planner->recipe->seed, hash_text(path) + (strcmp(suffix, ".weight") == 0));
    weights->fills[weights->n_tensors] = fill;
    weights->n_bytes += tensor->bytes.n_bytes;
    weights->n_tensors += tensor->name != NULL;
    return tensor->name != NULL;
}

static bool add_floats(struct planner *planner, const char *path, const char *suffix, size_t n_rows,
                       size_t n_columns, double mean, double spread)
{
    struct random_fill fill = {.kind = RANDOM_FLOATS,
                               .float_type = planner->recipe->float_type,
                               .mean = (float)mean,
                               .spread = (float)spread};
    return add(planner, path, suffix, dtype_of(fill.float_type), n_rows, n_columns, fill);
}

static bool is_to_train(const struct planner *planner)
{
    return planner->recipe->deviation > 0;
}

/* A matrix that is not quantized. `is_sum`: its product is added to the residual stream, which
 * happens twice in a layer. */
static bool add_matrix(struct planner *planner, const char *path, size_t n_rows, size_t n_columns,
                       bool is_sum)
{
    double deviation = planner->recipe->deviation;
    if (!is_to_train(planner)) {
        return add_floats(planner, path, ".weight", n_rows, n_columns, 0,
                          usual_deviation * sqrt(3));
    }
    if (is_sum) {
        deviation /= sqrt(2 * (double)planner->config->n_layers);
    }
    struct random_fill fill = {.kind = RANDOM_NORMAL,
                               .float_type = planner->recipe->float_type,
                               .spread = (float)deviation};
    return add(planner, path, ".weight", dtype_of(fill.float_type), n_rows, n_columns, fill);
}

/* Codes are even in [0, n), so their deviation is n / sqrt(12); scales vary by a quarter, and the
 * bias puts zero into the middle. */
static bool add_affine(struct planner *planner, const char *path, size_t n_rows, size_t n_groups,
                       unsigned bits)
{
    double n_codes = (double)(1u << bits);
    double scale = usual_deviation / sqrt((n_codes * n_codes - 1) / 12);
    double bias = -0.5 * (n_codes - 1) * scale;
    return add_floats(planner, path, ".scales", n_rows, n_groups, scale, 0.25 * scale) &&
           add_floats(planner, path, ".biases", n_rows, n_groups, bias, 0.25 * bias);
}

/* The codes of E2M1 have a root mean square of 2.9, those of RANDOM_E4M3 of 259. */
static bool add_quantized(struct planner *planner, const char *path, size_t n_rows,
                          size_t n_columns, const struct quantization_scheme *scheme)
{
    static const uint8_t scale_bytes[] = {
        [MATRIX_MXFP4] = 119, /* 2^-8, 2^-7 */
        [MATRIX_NVFP4] = 3,   /* 3 and 4 times 2^-9 */
        [MATRIX_MXFP8] = 113, /* 2^-14, 2^-13 */
    };
    struct random_fill codes = {.kind = scheme->kind == MATRIX_MXFP8 ? RANDOM_E4M3 : RANDOM_BITS};
    size_t n_words = n_columns * scheme->bits / 32;
    size_t n_groups = n_columns / scheme->group;
    if (!add(planner, path, ".weight", SAFETENSORS_U32, n_rows, n_words, codes)) {
        return false;
    }
    if (scheme->kind == MATRIX_AFFINE) {
        return add_affine(planner, path, n_rows, n_groups, scheme->bits);
    }
    struct random_fill scales = {.kind = RANDOM_BYTES, .low = scale_bytes[scheme->kind]};
    return add(planner, path, ".scales", SAFETENSORS_U8, n_rows, n_groups, scales);
}

static bool plan_matrix(struct planner *planner, const char *path, size_t n_rows, size_t n_columns,
                        bool is_sum)
{
    const struct quantization *quantization = planner->recipe->quantization;
    struct quantization_scheme scheme;
    bool is_named;
    if (!quantization_find(quantization, path, quantization->rules != NULL, &scheme, &is_named,
                           planner->err)) {
        return false;
    }
    return scheme.kind == MATRIX_FLOAT || n_columns % scheme.group != 0
               ? add_matrix(planner, path, n_rows, n_columns, is_sum)
               : add_quantized(planner, path, n_rows, n_columns, &scheme);
}

/* Parts with a NULL name are absent in the family. */
static bool plan_part(struct planner *planner, size_t layer, const char *name, size_t n_rows,
                      size_t n_columns, bool has_bias)
{
    const struct family_names *names = planner->config->row->names;
    bool is_sum = name == names->output || name == names->down;
    double spread = is_to_train(planner) ? 0 : usual_deviation * sqrt(3);
    char path[NAME_BYTES];
    snprintf(path, sizeof path, "model.layers.%zu.%s", layer, name != NULL ? name : "");
    return name == NULL ||
           (plan_matrix(planner, path, n_rows, n_columns, is_sum) &&
            (!has_bias || add_floats(planner, path, ".bias", n_rows, 0, 0, spread)));
}

static bool plan_norm(struct planner *planner, const char *path, size_t n)
{
    return add_floats(planner, path, ".weight", n, 0,
                      1 - (double)planner->config->norm_weight_offset,
                      is_to_train(planner) ? 0 : 0.1);
}

static bool plan_layer_norm(struct planner *planner, size_t layer, const char *name, size_t n)
{
    char path[NAME_BYTES];
    snprintf(path, sizeof path, "model.layers.%zu.%s", layer, name != NULL ? name : "");
    return name == NULL || plan_norm(planner, path, n);
}

static bool plan_layer(struct planner *planner, size_t layer)
{
    const struct model_config *config = planner->config;
    const struct family_names *names = config->row->names;
    size_t n = config->hidden_size;
    size_t n_ffn = config->ffn_size;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    bool is_full = config->query_key_norm == QUERY_KEY_NORM_FULL;
    bool has_bias = config->has_query_key_value_bias;
    return plan_layer_norm(planner, layer, names->attention_pre_norm, n) &&
           plan_part(planner, layer, names->query_key_value, n_query + 2 * n_key, n, has_bias) &&
           plan_part(planner, layer, names->query, n_query, n, has_bias) &&
           plan_part(planner, layer, names->key, n_key, n, has_bias) &&
           plan_part(planner, layer, names->value, n_key, n, has_bias) &&
           plan_layer_norm(planner, layer, names->query_norm,
                           is_full ? n_query : config->head_dim) &&
           plan_layer_norm(planner, layer, names->key_norm, is_full ? n_key : config->head_dim) &&
           plan_part(planner, layer, names->output, n, n_query, config->has_output_bias) &&
           plan_layer_norm(planner, layer, names->attention_post_norm, n) &&
           plan_layer_norm(planner, layer, names->ffn_pre_norm, n) &&
           plan_part(planner, layer, names->gate_up, 2 * n_ffn, n, config->has_ffn_bias) &&
           plan_part(planner, layer, names->gate, n_ffn, n, config->has_ffn_bias) &&
           plan_part(planner, layer, names->up, n_ffn, n, config->has_ffn_bias) &&
           plan_part(planner, layer, names->down, n, n_ffn, config->has_ffn_bias) &&
           plan_layer_norm(planner, layer, names->ffn_post_norm, n);
}

bool random_weights_plan(struct random_weights *weights, const struct model_config *config,
                         const struct random_recipe *recipe, struct error *err)
{
    *weights = (struct random_weights){.tensors = NULL};
    arena_init(&weights->arena, LIMIT_BYTES);
    struct planner planner = {weights, config, recipe, err};
    size_t n_most = config->n_layers * TENSORS_PER_LAYER + TENSORS_BESIDE;
    weights->tensors = arena_array(&weights->arena, n_most, sizeof *weights->tensors, err);
    weights->fills = arena_array(&weights->arena, n_most, sizeof *weights->fills, err);
    bool ok = weights->tensors != NULL && weights->fills != NULL &&
              plan_matrix(&planner, "model.embed_tokens", config->vocabulary_size,
                          config->hidden_size, false);
    for (size_t i = 0; ok && i < config->n_layers; i++) {
        ok = plan_layer(&planner, i);
    }
    return ok && plan_norm(&planner, "model.norm", config->hidden_size) &&
           (config->is_tied ||
            plan_matrix(&planner, "lm_head", config->vocabulary_size, config->hidden_size, false));
}

void random_weights_clear(struct random_weights *weights)
{
    arena_clear(&weights->arena);
    *weights = (struct random_weights){.tensors = NULL};
}

/* ---- filling -------------------------------------------------------------------------------- */

static void store_float(const struct random_fill *fill, float value, uint8_t *bytes, size_t i)
{
    uint32_t bits = bits_of_float(value);
    uint16_t half = fill->float_type == FLOAT_F16
                        ? f16_of_float(value)
                        : (uint16_t)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    if (fill->float_type == FLOAT_F32) {
        memcpy(bytes + 4 * i, &bits, sizeof bits);
    } else {
        memcpy(bytes + 2 * i, &half, sizeof half);
    }
}

/* Four numbers of 16 bits of each 64 random ones. */
static void fill_floats(const struct random_fill *fill, uint64_t first, uint8_t *bytes, size_t n)
{
    uint64_t word = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t index = first + i;
        if (i == 0 || index % 4 == 0) {
            word = random_bits(fill->stream, index / 4);
        }
        float part = (float)(word >> (16 * (index % 4)) & 0xFFFF) - 32767.5f;
        store_float(fill, fill->mean + fill->spread * (part * (1 / 32767.5f)), bytes, i);
    }
}

/* The sum of twelve even numbers of 16 bits is as good as normal, exact on every machine, and its
 * deviation is 2^16. */
static void fill_normal(const struct random_fill *fill, uint64_t first, uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int64_t sum = -12 * 32768 + 6; /* the mean is that of 0 to 65535 */
        for (uint64_t k = 0; k < 3; k++) {
            uint64_t word = random_bits(fill->stream, 3 * (first + i) + k);
            sum += (int64_t)(word & 0xFFFF) + (int64_t)(word >> 16 & 0xFFFF) +
                   (int64_t)(word >> 32 & 0xFFFF) + (int64_t)(word >> 48);
        }
        store_float(fill, fill->mean + fill->spread * ((float)sum * (1 / 65536.0f)), bytes, i);
    }
}

/* The code whose value is nearest to each of 256 even steps from -448 to 448. */
static void make_e4m3_table(uint8_t table[256])
{
    for (unsigned step = 0; step < 256; step++) {
        float wanted = fabsf(((float)step - 127.5f) * (448.0f / 127.5f));
        unsigned code = 0;
        while (code < 0x7E && fabsf(float_of_e4m3((uint8_t)(code + 1)) - wanted) <=
                                  fabsf(float_of_e4m3((uint8_t)code) - wanted)) {
            code++;
        }
        table[step] = (uint8_t)(code | (step < 128 ? 0x80u : 0));
    }
}

void random_weights_fill(const struct random_fill *fill, uint64_t offset, uint8_t *bytes,
                         size_t n_bytes)
{
    size_t size = fill->float_type == FLOAT_F32 ? 4 : 2;
    if (fill->kind == RANDOM_FLOATS) {
        fill_floats(fill, offset / size, bytes, n_bytes / size);
        return;
    }
    if (fill->kind == RANDOM_NORMAL) {
        fill_normal(fill, offset / size, bytes, n_bytes / size);
        return;
    }
    uint8_t table[256];
    if (fill->kind == RANDOM_E4M3) {
        make_e4m3_table(table);
    }
    for (size_t i = 0; i < n_bytes; i += 8) {
        uint64_t word = random_bits(fill->stream, (offset + i) / 8);
        uint8_t eight[8];
        if (fill->kind == RANDOM_BYTES) {
            word = (word & 0x0101010101010101u) + fill->low * 0x0101010101010101u;
        }
        memcpy(eight, &word, sizeof eight);
        for (size_t j = 0; fill->kind == RANDOM_E4M3 && j < 8; j++) {
            eight[j] = table[eight[j]];
        }
        memcpy(bytes + i, eight, n_bytes - i < 8 ? n_bytes - i : 8);
    }
}
