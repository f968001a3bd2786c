/*
 * The config.json that the family's own checkpoints would have. gguf_config_json gives most of it;
 * here it gets what readers of such files expect beyond, and loses what only our own reader knows:
 *
 *   - ropes: no empty rope_scaling; the factors of llama3's rope, which the file has computed, go
 *     back to the four numbers they were computed from, or the conversion is refused
 *   - names: architectures, the activation, biases, ids of beginning and end
 *   - the type of floats, unless blocks are most of the file
 */
#include "convert/source_gguf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/families.h"
#include "model/gguf_config.h"
#include "model/gguf_tensors.h"

enum { MAX_END_TOKENS = 64 };

static bool set(struct source *source, const char *key, json_t *value, struct error *err)
{
    return json_object_set_new(source->config, key, value) == 0 ||
           error_set(err, ERROR_MEMORY, "out of memory");
}

/* ---- ropes ---------------------------------------------------------------------------------- */

/* The factor by which llama3's rope divides the frequency of a pair. */
static double llama3_factor(const struct rope_config *rope, size_t pair, double factor,
                            double original)
{
    const double low = 1, high = 4;
    double length =
        2 * 3.14159265358979323846 * pow(rope->base, 2 * (double)pair / (double)rope->n_dims);
    if (length < original / high) {
        return 1;
    }
    if (length > original / low) {
        return factor;
    }
    double part = (original / length - low) / (high - low);
    return 1 / ((1 - part) / factor + part);
}

static bool is_llama3(const struct rope_config *rope, double factor, double original)
{
    for (size_t i = 0; i < rope->n_dims / 2; i++) {
        double wanted = llama3_factor(rope, i, factor, original);
        if (fabs((double)rope->short_factors[i] - wanted) > 1e-5 * wanted) {
            return false;
        }
    }
    return true;
}

/* All models that have it were made for 8192 positions first; others, maybe, for a power of two. */
static bool put_llama3(struct source *source, struct error *err)
{
    enum { USUAL = 8192, SMALLEST = 16, N_TRIED = 20 };
    const struct rope_config *rope = &source->numbers.ropes[0];
    double factor = 0;
    for (size_t i = 0; i < rope->n_dims / 2; i++) {
        factor = (double)rope->short_factors[i] > factor ? (double)rope->short_factors[i] : factor;
    }
    /* Computed in 32 bits, a whole number may come out beside it. */
    factor = fabs(factor - rint(factor)) < 1e-4 * factor ? rint(factor) : factor;
    for (int i = 0; i < N_TRIED; i++) {
        int original = i == 0 ? USUAL : SMALLEST << (i - 1);
        if (is_llama3(rope, factor, original)) {
            json_t *scaling =
                json_pack("{s:s, s:s, s:f, s:f, s:f, s:i}", "rope_type", "llama3", "type", "llama3",
                          "factor", factor, "low_freq_factor", 1.0, "high_freq_factor", 4.0,
                          "original_max_position_embeddings", original);
            return set(source, "rope_scaling", scaling, err);
        }
    }
    return error_set(err, ERROR_UNSUPPORTED,
                     "%s: tensor \"rope_freqs.weight\": a config.json has no words for these "
                     "factors: they are not those of a llama3 rope",
                     source->gguf.file);
}

/* A number that the file has in 32 bits, in as few digits as give those back. */
static double short_real(double value)
{
    char text[40];
    for (int n_digits = 1; n_digits <= 9; n_digits++) {
        snprintf(text, sizeof text, "%.*g", n_digits, value);
        if ((float)strtod(text, NULL) == (float)value) {
            return strtod(text, NULL);
        }
    }
    return value;
}

/* All numbers of an object, and of the lists and objects in it. */
static void shorten(json_t *json)
{
    const char *key;
    json_t *value;
    size_t i;
    json_object_foreach(json, key, value)
    {
        if (json_is_object(value)) {
            shorten(value); /* rope_scaling: no deeper */
        } else if (json_is_real(value)) {
            json_real_set(value, short_real(json_real_value(value)));
        }
        for (i = 0; i < json_array_size(value); i++) {
            json_t *item = json_array_get(value, i);
            if (json_is_real(item)) {
                json_real_set(item, short_real(json_real_value(item)));
            }
        }
    }
}

static bool finish_ropes(struct source *source, struct error *err)
{
    const struct model_config *numbers = &source->numbers;
    const struct rope_config *rope = &numbers->ropes[0];
    json_t *scaling = json_object_get(source->config, "rope_scaling");
    shorten(source->config);
    /* Some readers know one name of it, some the other. */
    json_t *kind = json_object_get(scaling, "rope_type");
    if (kind != NULL && json_object_set(scaling, "type", kind) != 0) {
        return error_set(err, ERROR_MEMORY, "out of memory");
    }
    if (json_object_size(scaling) == 0) {
        json_object_del(source->config, "rope_scaling");
    }
    if (numbers->n_ropes > 0 && rope->n_dims == numbers->head_dim) {
        json_object_del(source->config, "partial_rotary_factor");
    } else if (numbers->n_ropes > 0) {
        double part = (double)rope->n_dims / (double)numbers->head_dim;
        bool is_whole = (size_t)(part * (double)numbers->head_dim) == rope->n_dims;
        if (is_whole && !set(source, "partial_rotary_factor", json_real(part), err)) {
            return false;
        }
        if (rope->is_interleaved && !numbers->row->is_rope_interleaved) {
            return error_set(err, ERROR_UNSUPPORTED,
                             "%s: no support for permuted rows where heads rotate in part",
                             source->gguf.file);
        }
    }
    return rope->kind != ROPE_FACTORS || put_llama3(source, err);
}

/* ---- names ---------------------------------------------------------------------------------- */

static bool put_ids(struct source *source, struct error *err)
{
    static const struct {
        const char *name, *key;
    } rows[] = {
        {"tokenizer.ggml.bos_token_id", "bos_token_id"},
        {"tokenizer.ggml.padding_token_id", "pad_token_id"},
    };
    uint32_t ends[MAX_END_TOKENS];
    size_t n_ends;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t id = -1;
        if (!gguf_read_integer(&source->gguf, rows[i].name, INT64_MIN, INT64_MAX, &id, err) ||
            (id >= 0 && id < (int64_t)source->numbers.vocabulary_size &&
             !set(source, rows[i].key, json_integer((json_int_t)id), err))) {
            return false;
        }
    }
    if (!gguf_end_tokens(&source->gguf, ends, MAX_END_TOKENS, &n_ends, err)) {
        return false;
    }
    json_t *list = json_array();
    bool ok = list != NULL || error_set(err, ERROR_MEMORY, "out of memory");
    for (size_t i = 0; ok && i < n_ends; i++) {
        ok = json_array_append_new(list, json_integer((json_int_t)ends[i])) == 0 ||
             error_set(err, ERROR_MEMORY, "out of memory");
    }
    ok = ok && (n_ends == 0 || set(source, "eos_token_id",
                                   json_incref(n_ends == 1 ? json_array_get(list, 0) : list), err));
    json_decref(list);
    return ok;
}

/* ---- after the binding ---------------------------------------------------------------------- */

/* The type of most matrices, where that is a type of floats. */
static bool put_float_type(struct source *source, struct error *err)
{
    static const char *const names[] = {
        [FLOAT_F32] = "float32", [FLOAT_F16] = "float16", [FLOAT_BF16] = "bfloat16"};
    size_t counts[3] = {0};
    size_t n_blocks = 0;
    for (size_t i = 0; i < source->n_tensors; i++) {
        const struct source_tensor *tensor = &source->tensors[i];
        if (tensor->path != NULL && tensor->matrix.kind == MATRIX_FLOAT) {
            counts[tensor->matrix.float_type]++;
        } else if (tensor->path != NULL) {
            n_blocks++;
        }
    }
    enum float_type best = FLOAT_BF16;
    for (enum float_type type = FLOAT_F32; type <= FLOAT_BF16; type++) {
        best = counts[type] > counts[best] ? type : best;
    }
    return set(source, "torch_dtype",
               json_string(names[n_blocks > counts[best] ? FLOAT_BF16 : best]), err);
}

bool source_gguf_finish(struct source *source, struct error *err)
{
    const struct model_config *numbers = &source->numbers;
    const struct family *row = numbers->row;
    if (row->query_key_value_bias == BIAS_IF_GIVEN &&
        !set(source, "attention_bias", json_boolean(numbers->has_query_key_value_bias), err)) {
        return false;
    }
    if (row->ffn_bias == BIAS_IF_GIVEN &&
        !set(source, "mlp_bias", json_boolean(numbers->has_ffn_bias), err)) {
        return false;
    }
    if (row->query_key_value_bias == BIAS_IF_GIVEN && row->output_bias == BIAS_IF_GIVEN &&
        numbers->has_output_bias != numbers->has_query_key_value_bias) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "%s: a config.json has no words for biases of only some projections",
                         source->gguf.file);
    }
    return put_float_type(source, err);
}

bool source_gguf_open(struct source *source, struct error *err)
{
    if (!gguf_open(&source->gguf, source->folder, err) ||
        !gguf_config_read(&source->numbers, &source->gguf, &source->arena, err)) {
        return false;
    }
    source->config = gguf_config_json(&source->gguf, err);
    if (source->config == NULL) {
        return false;
    }
    const struct family *row = source->numbers.row;
    return set(source, row->activation_key, json_string(row->default_activation), err) &&
           finish_ropes(source, err) &&
           set(source, "architectures", json_pack("[s]", row->class_name), err) &&
           put_ids(source, err) &&
           gguf_tensors_read(&source->set, &source->gguf, &source->numbers, err);
}
