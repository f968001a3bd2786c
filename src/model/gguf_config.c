/*
 * Metadata -> config.json -> struct model_config. Rows of two tables say which key of the one is
 * which key of the other, so that everything that is checked for a config.json is checked here,
 * too. What config.json cannot say is set afterwards:
 *
 *   - Architectures that descend from llama have their query and key rows permuted, so that a pair
 *     that rotates together lies side by side: their rope is interleaved.
 *   - Norms hold the whole weight, where the family's own checkpoints hold weight - 1.
 *   - A bias is there if its tensor is.
 *   - Ropes whose frequencies are scaled one by one have the factors in a tensor.
 *
 * A key that is absent has the default of those who define the format, not of the family.
 */
#include "model/gguf_config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include "model/gguf_architectures.h"

enum { KEY_BYTES = 128 };

/* Metadata on its way to a config.json. */
struct source {
    const struct gguf *gguf;
    const struct gguf_architecture *architecture;
    json_t *json;
    struct error *err;
};

/* ---- keys ----------------------------------------------------------------------------------- */

/* "llama.block_count"; returns the text. */
static const char *key_of(const struct source *source, const char *name, char key[KEY_BYTES])
{
    snprintf(key, KEY_BYTES, "%s.%s", source->architecture->name, name);
    return key;
}

static bool has(const struct source *source, const char *name)
{
    char key[KEY_BYTES];
    return gguf_find(source->gguf, key_of(source, name, key)) != NULL;
}

static bool put(const struct source *source, json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0 ||
           error_set(source->err, ERROR_MEMORY, "out of memory");
}

static bool read_integer(const struct source *source, const char *name, int64_t low, int64_t high,
                         int64_t *out)
{
    char key[KEY_BYTES];
    return gguf_read_integer(source->gguf, key_of(source, name, key), low, high, out, source->err);
}

static bool read_real(const struct source *source, const char *name, double low, double high,
                      double *out)
{
    char key[KEY_BYTES];
    return gguf_read_real(source->gguf, key_of(source, name, key), low, high, out, source->err);
}

static bool missing(const struct source *source, const char *name)
{
    char key[KEY_BYTES];
    return error_set(source->err, ERROR_MALFORMED, "%s: \"%s\" is missing", source->gguf->file,
                     key_of(source, name, key));
}

/* ---- numbers -------------------------------------------------------------------------------- */

static bool put_sizes(const struct source *source)
{
    static const struct {
        const char *name;
        const char *key;
        int64_t high;
    } rows[] = {
        {"block_count", "num_hidden_layers", MODEL_MAX_LAYERS},
        {"context_length", "max_position_embeddings", MODEL_MAX_POSITIONS},
        {"embedding_length", "hidden_size", MODEL_MAX_HIDDEN_SIZE},
        {"feed_forward_length", "intermediate_size", MODEL_MAX_FFN_SIZE},
        {"attention.head_count", "num_attention_heads", MODEL_MAX_HEADS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t value = 0;
        if (!read_integer(source, rows[i].name, 1, rows[i].high, &value)) {
            return false;
        }
        if (value == 0) {
            return missing(source, rows[i].name);
        }
        if (!put(source, source->json, rows[i].key, json_integer(value))) {
            return false;
        }
    }
    const struct gguf_tensor *table = gguf_find_tensor(source->gguf, "token_embd.weight");
    if (table == NULL || table->n_dimensions != 2 || table->shape[0] > MODEL_MAX_VOCABULARY) {
        return error_set(source->err, ERROR_MALFORMED, "%s: %s", source->gguf->file,
                         table == NULL ? "tensor \"token_embd.weight\" is missing"
                                       : "tensor \"token_embd.weight\": expected a matrix with a "
                                         "row for each token");
    }
    return put(source, source->json, "vocab_size", json_integer((json_int_t)table->shape[0]));
}

static int64_t integer_of(const struct source *source, const char *key)
{
    return (int64_t)json_integer_value(json_object_get(source->json, key));
}

/* Heads of keys and values, and their width, which rotates whole or in part. */
static bool put_heads(const struct source *source)
{
    int64_t n_heads = integer_of(source, "num_attention_heads");
    int64_t n_kv_heads = n_heads;
    int64_t width = integer_of(source, "hidden_size") / n_heads;
    if (!read_integer(source, "attention.head_count_kv", 1, MODEL_MAX_HEADS, &n_kv_heads) ||
        !read_integer(source, "attention.key_length", 1, MODEL_MAX_HEAD_DIM, &width)) {
        return false;
    }
    int64_t value_width = width;
    int64_t rotated = width;
    if (!read_integer(source, "attention.value_length", 1, MODEL_MAX_HEAD_DIM, &value_width) ||
        !read_integer(source, "rope.dimension_count", 1, MODEL_MAX_HEAD_DIM, &rotated)) {
        return false;
    }
    if (value_width != width || rotated > width) {
        return error_set(source->err, ERROR_UNSUPPORTED,
                         "%s: no support for heads of %lld dimensions with %s %lld",
                         source->gguf->file, (long long)width,
                         value_width != width ? "values of" : "rotation of",
                         (long long)(value_width != width ? value_width : rotated));
    }
    /* Half a dimension more, so that the product with the width rounds down to what is meant. */
    double part = rotated == width ? 1 : ((double)rotated + 0.5) / (double)width;
    return put(source, source->json, "num_key_value_heads", json_integer(n_kv_heads)) &&
           put(source, source->json, "head_dim", json_integer(width)) &&
           put(source, source->json, "partial_rotary_factor", json_real(part));
}

static bool put_reals(const struct source *source)
{
    const struct {
        const char *name;
        const char *key;
    } rows[] = {
        {"attention.layer_norm_rms_epsilon", "rms_norm_eps"},
        {"attention.layer_norm_epsilon", "layer_norm_eps"},
        {"attn_logit_softcapping", "attn_logit_softcapping"},
        {"final_logit_softcapping", "final_logit_softcapping"},
        {"attention.scale", "attention_multiplier"},
        {"embedding_scale", "embedding_multiplier"},
        {"residual_scale", "residual_multiplier"},
        {"logit_scale", source->architecture->logit_scale},
        {"rope.freq_base", "rope_theta"},
        {"rope.freq_base_swa", "rope_local_base_freq"},
    };
    bool has_epsilon = false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = 0;
        if (!has(source, rows[i].name) || rows[i].key == NULL) {
            continue;
        }
        has_epsilon = has_epsilon || i < 2;
        if (!read_real(source, rows[i].name, -1e18, 1e18, &value) ||
            !put(source, source->json, rows[i].key, json_real(value))) {
            return false;
        }
    }
    if (!has_epsilon) {
        return missing(source, rows[0].name);
    }
    return has(source, "rope.freq_base") ||
           put(source, source->json, "rope_theta", json_real(10000));
}

/* ---- windows -------------------------------------------------------------------------------- */

/* Every how many layers one has no window, or for each layer whether it has one. */
static bool put_window_pattern(const struct source *source)
{
    char key[KEY_BYTES];
    key_of(source, "attention.sliding_window_pattern", key);
    const struct gguf_value *value = gguf_find(source->gguf, key);
    if (value == NULL) {
        return true;
    }
    if (value->type != GGUF_ARRAY) {
        int64_t period = 0;
        return gguf_read_integer(source->gguf, key, 1, MODEL_MAX_LAYERS, &period, source->err) &&
               put(source, source->json, "sliding_window_pattern", json_integer(period));
    }
    const struct gguf_value *array;
    json_t *types = json_array();
    bool ok = gguf_read_array(source->gguf, key, GGUF_BOOL, &array, source->err);
    for (size_t i = 0; ok && i < array->n_items; i++) {
        const char *type = array->bytes.data[i] != 0 ? "sliding_attention" : "full_attention";
        ok = json_array_append_new(types, json_string(type)) == 0 ||
             error_set(source->err, ERROR_MEMORY, "out of memory");
    }
    ok = ok && put(source, source->json, "layer_types", json_incref(types));
    json_decref(types);
    return ok;
}

static bool put_windows(const struct source *source)
{
    const struct gguf_architecture *row = source->architecture;
    int64_t window = row->window == WINDOW_USUALLY ? row->usual_window : 0;
    const char *type = row->model_type;
    if (!read_integer(source, "attention.sliding_window", 0, MODEL_MAX_POSITIONS, &window)) {
        return false;
    }
    if (window > 0 && row->window == NO_WINDOW) {
        return error_set(source->err, ERROR_UNSUPPORTED,
                         "%s: no support for sliding windows in models of architecture \"%s\"",
                         source->gguf->file, row->name);
    }
    if (window == 0 && row->window == WINDOW_NEEDED) {
        return missing(source, "attention.sliding_window");
    }
    if (window > 0 && row->windowed_type != NULL) {
        type = row->windowed_type;
    }
    return put(source, source->json, "model_type", json_string(type)) &&
           put(source, source->json, "sliding_window",
               window > 0 ? json_integer(window) : json_null()) &&
           (window == 0 || put_window_pattern(source));
}

/* ---- ropes ---------------------------------------------------------------------------------- */

static bool read_factors(const struct source *source, const char *name, json_t *array)
{
    const struct gguf_tensor *tensor = gguf_find_tensor(source->gguf, name);
    if (tensor == NULL || tensor->n_dimensions != 1 || strcmp(tensor->type->name, "F32") != 0 ||
        tensor->shape[0] > MODEL_MAX_HEAD_DIM) {
        return error_set(source->err, ERROR_MALFORMED, "%s: tensor \"%s\": %s", source->gguf->file,
                         name, tensor == NULL ? "is missing" : "expected a vector of F32");
    }
    for (size_t i = 0; i < tensor->shape[0]; i++) {
        float value;
        memcpy(&value, tensor->bytes.data + 4 * i, sizeof value);
        /* What is not a number is no factor either; json has no word for it. */
        double factor = isfinite(value) ? (double)value : 0;
        if (json_array_append_new(array, json_real(factor)) != 0) {
            return error_set(source->err, ERROR_MEMORY, "out of memory");
        }
    }
    return true;
}

/* longrope's two lists; a file with one list only has it for any length. */
static bool put_long_factors(const struct source *source, json_t *rope)
{
    static const char *const names[] = {"rope_factors_short.weight", "rope_factors_long.weight"};
    static const char *const keys[] = {"short_factor", "long_factor"};
    for (size_t i = 0; i < 2; i++) {
        json_t *array = json_array();
        bool ok =
            read_factors(source, names[i], array) && put(source, rope, keys[i], json_incref(array));
        json_decref(array);
        if (!ok) {
            return false;
        }
    }
    double factor = 1;
    return read_real(source, "rope.scaling.attn_factor", 1e-6, 1e9, &factor) &&
           put(source, rope, "attention_factor", json_real(factor));
}

static bool put_yarn(const struct source *source, json_t *rope)
{
    static const struct {
        const char *name;
        const char *key;
    } rows[] = {
        {"rope.scaling.yarn_beta_fast", "beta_fast"},
        {"rope.scaling.yarn_beta_slow", "beta_slow"},
        {"rope.scaling.yarn_attn_factor", "attention_factor"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = 0;
        if (has(source, rows[i].name) && (!read_real(source, rows[i].name, 0, 1e9, &value) ||
                                          !put(source, rope, rows[i].key, json_real(value)))) {
            return false;
        }
    }
    return true;
}

/* rope_scaling of config.json. */
static bool fill_rope(const struct source *source, json_t *rope)
{
    char key[KEY_BYTES];
    struct bytes kind = {(const uint8_t *)"linear", 6};
    double factor = 0;
    int64_t n_original = 0;
    if (!gguf_read_text(source->gguf, key_of(source, "rope.scaling.type", key), &kind,
                        source->err) ||
        !read_real(source, "rope.scale_linear", 0, 1e9, &factor) ||
        !read_real(source, "rope.scaling.factor", 0, 1e9, &factor) ||
        !read_integer(source, "rope.scaling.original_context_length", 1, MODEL_MAX_POSITIONS,
                      &n_original)) {
        return false;
    }
    char text[16] = "";
    memcpy(text, kind.data, kind.n_bytes < sizeof text ? kind.n_bytes : sizeof text - 1);
    bool is_long = strcmp(text, "longrope") == 0 ||
                   gguf_find_tensor(source->gguf, "rope_factors_long.weight") != NULL;
    if (!is_long && (strcmp(text, "none") == 0 || factor == 0 || factor == 1)) {
        return true;
    }
    bool is_yarn = strcmp(text, "yarn") == 0;
    if (!is_long && !is_yarn && strcmp(text, "linear") != 0) {
        return error_set(source->err, ERROR_UNSUPPORTED,
                         "%s: \"%s\": no support for \"%.15s\"; supported are none, linear, yarn "
                         "and longrope",
                         source->gguf->file, key, text);
    }
    return put(source, rope, "rope_type", json_string(is_long ? "longrope" : text)) &&
           (factor == 0 || put(source, rope, "factor", json_real(factor))) &&
           (n_original == 0 || put(source, source->json, "original_max_position_embeddings",
                                   json_integer(n_original))) &&
           (!is_long || put_long_factors(source, rope)) && (!is_yarn || put_yarn(source, rope));
}

static bool put_rope(const struct source *source)
{
    json_t *rope = json_object();
    bool ok = rope != NULL ? fill_rope(source, rope)
                           : error_set(source->err, ERROR_MEMORY, "out of memory");
    ok = ok && put(source, source->json, "rope_scaling", json_incref(rope));
    json_decref(rope);
    return ok;
}

/* The factors of llama3's rope, already computed: one list for every length. */
static bool take_factors(const struct source *source, struct model_config *config,
                         struct arena *arena)
{
    static const char name[] = "rope_freqs.weight";
    const struct gguf_tensor *tensor = gguf_find_tensor(source->gguf, name);
    struct rope_config *rope = &config->ropes[0];
    if (tensor == NULL) {
        return true;
    }
    if (rope->kind != ROPE_DEFAULT || config->n_ropes != 1 || tensor->n_dimensions != 1 ||
        tensor->shape[0] != rope->n_dims / 2 || strcmp(tensor->type->name, "F32") != 0) {
        return error_set(source->err, ERROR_UNSUPPORTED,
                         "%s: tensor \"%s\": expected %zu factors in F32 for an unscaled rope",
                         source->gguf->file, name, rope->n_dims / 2);
    }
    float *factors = arena_array(arena, tensor->shape[0], sizeof *factors, source->err);
    for (size_t i = 0; factors != NULL && i < tensor->shape[0]; i++) {
        memcpy(&factors[i], tensor->bytes.data + 4 * i, sizeof *factors);
        if (!(factors[i] > 1e-6f && factors[i] < 1e9f)) {
            return error_set(source->err, ERROR_MALFORMED,
                             "%s: tensor \"%s\": expected numbers above 0", source->gguf->file,
                             name);
        }
    }
    rope->kind = ROPE_FACTORS;
    rope->short_factors = factors;
    return factors != NULL;
}

/* ---- what is not computed here -------------------------------------------------------------- */

static bool check_guards(const struct source *source)
{
    static const struct {
        const char *name;
        double allowed;
    } numbers[] = {
        {"expert_count", 0},
        {"attention.temperature_scale", 0},
        {"attention.clamp_kqv", 0},
        {"attention.max_alibi_bias", 0},
        {"attention.temperature_length", 0},
        {"nextn_predict_layers", 0},
        {"rope.scaling.yarn_log_multiplier", 0},
        {"rope.scaling.yarn_ext_factor", 1},
        {"rope.scaling.alpha", 0},
        {"pooling_type", 0},
    };
    static const char *const unknown[] = {
        "rope.dimension_sections",    "attention.key_length_mla",
        "attention.shared_kv_layers", "rope.dimension_count_swa",
        "attention.key_length_swa",   "deepstack_mapping",
        "attention.recurrent_layers", "embedding_length_per_layer_input",
    };
    char key[KEY_BYTES];
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        double value = numbers[i].allowed;
        if (!read_real(source, numbers[i].name, -1e18, 1e18, &value)) {
            return false;
        }
        if (value != numbers[i].allowed) {
            return error_set(source->err, ERROR_UNSUPPORTED, "%s: \"%s\": no support for %g",
                             source->gguf->file, key_of(source, numbers[i].name, key), value);
        }
    }
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        if (has(source, unknown[i])) {
            return error_set(source->err, ERROR_UNSUPPORTED, "%s: \"%s\": no support for it",
                             source->gguf->file, key_of(source, unknown[i], key));
        }
    }
    bool is_causal = true;
    return gguf_read_bool(source->gguf, key_of(source, "attention.causal", key), &is_causal,
                          source->err) &&
           (is_causal || error_set(source->err, ERROR_UNSUPPORTED,
                                   "%s: \"%s\": no support for models that look ahead",
                                   source->gguf->file, key));
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool find_architecture(const struct gguf *gguf, const struct gguf_architecture **out,
                              struct error *err)
{
    static const char key[] = "general.architecture";
    struct bytes name = {NULL, 0};
    if (!gguf_read_text(gguf, key, &name, err)) {
        return false;
    }
    if (name.data == NULL) {
        return error_set(err, ERROR_MALFORMED, "%s: \"%s\" is missing", gguf->file, key);
    }
    *out = gguf_architecture_find(name);
    char list[300];
    return *out != NULL ||
           error_set(err, ERROR_UNSUPPORTED,
                     "%s: no support for models of architecture \"%.*s\"; supported are %s",
                     gguf->file, (int)(name.n_bytes < 100 ? name.n_bytes : 100),
                     (const char *)name.data, gguf_architecture_list(list, sizeof list));
}

static bool has_tensor(const struct gguf *gguf, const char *name)
{
    return gguf_find_tensor(gguf, name) != NULL;
}

/* gemma's width that scores are divided by the root of. */
static bool put_query_scalar(const struct source *source)
{
    int64_t width = integer_of(source, "head_dim");
    double scale = 0;
    if (integer_of(source, "num_hidden_layers") == source->architecture->wide_layers) {
        width = integer_of(source, "hidden_size") / integer_of(source, "num_attention_heads");
    }
    return read_real(source, "attention.scale", 1e-9, 1e9, &scale) &&
           put(source, source->json, "query_pre_attn_scalar",
               json_real(scale > 0 ? 1 / (scale * scale) : (double)width));
}

static bool make_json(struct source *source)
{
    source->json = json_object();
    return (source->json != NULL || error_set(source->err, ERROR_MEMORY, "out of memory")) &&
           find_architecture(source->gguf, &source->architecture, source->err) &&
           check_guards(source) && put_sizes(source) && put_heads(source) && put_reals(source) &&
           put_windows(source) && put_rope(source) &&
           (source->architecture->wide_layers == 0 || put_query_scalar(source));
}

json_t *gguf_config_json(const struct gguf *gguf, struct error *err)
{
    struct source source = {gguf, NULL, NULL, err};
    if (!make_json(&source)) {
        json_decref(source.json);
        return NULL;
    }
    return source.json;
}

bool gguf_config_read(struct model_config *config, const struct gguf *gguf, struct arena *arena,
                      struct error *err)
{
    struct source source = {gguf, NULL, NULL, err};
    bool ok = make_json(&source) &&
              model_config_read_from(config, source.json, gguf->file, arena, err) &&
              take_factors(&source, config, arena);
    if (ok) {
        for (size_t i = 0; i < config->n_ropes; i++) {
            config->ropes[i].is_interleaved = source.architecture->is_interleaved;
        }
        config->norm_weight_offset = 0;
        config->is_tied = true; /* where no other head is there, or one that is the same */
        config->has_query_key_value_bias =
            has_tensor(gguf, "blk.0.attn_q.bias") || has_tensor(gguf, "blk.0.attn_qkv.bias");
        config->has_output_bias = has_tensor(gguf, "blk.0.attn_output.bias");
        config->has_ffn_bias = has_tensor(gguf, "blk.0.ffn_up.bias");
    }
    json_decref(source.json);
    return ok;
}

/* ---- what ends a text ----------------------------------------------------------------------- */

/* Ends of turns and of texts, in chat formats whose files name only one of them. */
static bool is_end(struct bytes token)
{
    static const char *const texts[] = {
        "<|eot_id|>", "<|im_end|>", "<|end|>",         "<end_of_turn>",         "<|endoftext|>",
        "<|eom_id|>", "<EOT>",      "<|end_of_text|>", "<|END_OF_TURN_TOKEN|>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (token.n_bytes == strlen(texts[i]) && memcmp(token.data, texts[i], token.n_bytes) == 0) {
            return true;
        }
    }
    return false;
}

static void add_end(uint32_t *ids, size_t n_limit, size_t *n_ids, uint32_t id)
{
    for (size_t i = 0; i < *n_ids; i++) {
        if (ids[i] == id) {
            return;
        }
    }
    if (*n_ids < n_limit) {
        ids[(*n_ids)++] = id;
    }
}

bool gguf_end_tokens(const struct gguf *gguf, uint32_t *ids, size_t n_limit, size_t *n_ids,
                     struct error *err)
{
    static const char *const keys[] = {
        "tokenizer.ggml.eos_token_id",
        "tokenizer.ggml.eot_token_id",
        "tokenizer.ggml.eom_token_id",
    };
    enum { CONTROL = 3 };
    const struct gguf_value *tokens;
    const struct gguf_value *types = gguf_find(gguf, "tokenizer.ggml.token_type");
    *n_ids = 0;
    if (!gguf_read_array(gguf, "tokenizer.ggml.tokens", GGUF_STRING, &tokens, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        int64_t id = -1;
        if (!gguf_read_integer(gguf, keys[i], INT64_MIN, INT64_MAX, &id, err)) {
            return false;
        }
        /* All bits set is "none" in some files. */
        if (id >= 0 && id < UINT32_MAX) {
            add_end(ids, n_limit, n_ids, (uint32_t)id);
        }
    }
    if (tokens == NULL || types == NULL || types->type != GGUF_ARRAY) {
        return true;
    }
    struct gguf_strings walk = gguf_strings_of(gguf, tokens);
    struct bytes token;
    for (uint32_t id = 0; gguf_strings_next(&walk, &token); id++) {
        int64_t type;
        if (is_end(token) && gguf_item_integer(types, id, &type) && type == CONTROL) {
            add_end(ids, n_limit, n_ids, id);
        }
    }
    return true;
}
