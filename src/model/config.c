/*
 * config.json -> struct model_config. The family's row says which keys mean something and what they
 * are when absent; absent and null are two things, as they are for transformers: an absent
 * sliding_window is the family's default, a null one is none.
 *
 * Keys that are not read here are ignored, except those that would change what is computed
 * (check_guards): better no answer than a wrong one.
 */
#include "model/config.h"

#include <math.h>
#include <string.h>
#include "model/families.h"

struct source {
    const json_t *json;
    const struct family *family;
    struct model_config *config;
    struct arena *arena;
    struct error *err;
};

/* ---- numbers -------------------------------------------------------------------------------- */

static bool read_size(const struct source *source, const char *key, int64_t fallback, int64_t high,
                      size_t *out)
{
    int64_t value = fallback;
    if (!json_read_integer(source->json, key, 1, high, &value, source->err)) {
        return false;
    }
    *out = (size_t)value;
    return true;
}

/* As read_size, for keys where null means none: 0. */
static bool read_optional_size(const struct source *source, const char *key, int64_t fallback,
                               int64_t high, size_t *out)
{
    if (json_is_null(json_object_get(source->json, key))) {
        *out = 0;
        return true;
    }
    return read_size(source, key, fallback, high, out);
}

static bool read_number(const struct source *source, const char *key, double fallback, double low,
                        double high, double *out)
{
    *out = fallback;
    return json_read_real(source->json, key, low, high, out, source->err);
}

static bool read_float(const struct source *source, const char *key, double fallback, double low,
                       double high, float *out)
{
    double value;
    if (!read_number(source, key, fallback, low, high, &value)) {
        return false;
    }
    *out = (float)value;
    return true;
}

static bool read_flag(const struct source *source, const char *key, bool fallback, bool *out)
{
    *out = fallback;
    return json_read_bool(source->json, key, out, source->err);
}

static bool read_sizes(const struct source *source)
{
    const struct family_defaults *defaults = &source->family->defaults;
    struct model_config *config = source->config;
    return read_size(source, "hidden_size", defaults->hidden_size, MODEL_MAX_HIDDEN_SIZE,
                     &config->hidden_size) &&
           read_size(source, "num_hidden_layers", defaults->n_layers, MODEL_MAX_LAYERS,
                     &config->n_layers) &&
           read_size(source, "num_attention_heads", defaults->n_heads, MODEL_MAX_HEADS,
                     &config->n_heads) &&
           read_optional_size(source, "num_key_value_heads", defaults->n_kv_heads, MODEL_MAX_HEADS,
                              &config->n_kv_heads) &&
           read_optional_size(source, "head_dim", defaults->head_dim, MODEL_MAX_HEAD_DIM,
                              &config->head_dim) &&
           read_size(source, "intermediate_size", defaults->ffn_size, MODEL_MAX_FFN_SIZE,
                     &config->ffn_size) &&
           read_size(source, "vocab_size", defaults->vocabulary_size, MODEL_MAX_VOCABULARY,
                     &config->vocabulary_size) &&
           read_size(source, "max_position_embeddings", defaults->n_max_positions,
                     MODEL_MAX_POSITIONS, &config->n_max_positions);
}

static bool derive_heads(const struct source *source)
{
    struct model_config *config = source->config;
    if (config->n_kv_heads == 0) {
        config->n_kv_heads = config->n_heads;
    }
    if (config->n_heads % config->n_kv_heads != 0) {
        return error_set(source->err, ERROR_MALFORMED,
                         "\"num_key_value_heads\": %zu does not divide the %zu attention heads",
                         config->n_kv_heads, config->n_heads);
    }
    if (config->head_dim == 0) {
        if (config->hidden_size % config->n_heads != 0) {
            return error_set(source->err, ERROR_MALFORMED,
                             "\"hidden_size\": %zu is no multiple of the %zu attention heads, and "
                             "\"head_dim\" is not given",
                             config->hidden_size, config->n_heads);
        }
        config->head_dim = config->hidden_size / config->n_heads;
    }
    if (config->head_dim > MODEL_MAX_HEAD_DIM) {
        return error_set(source->err, ERROR_MALFORMED, "heads of %zu dimensions, more than %d",
                         config->head_dim, MODEL_MAX_HEAD_DIM);
    }
    return true;
}

/* ---- features ------------------------------------------------------------------------------- */

static bool read_activation(const struct source *source)
{
    static const struct {
        const char *text;
        enum activation_kind kind;
    } rows[] = {
        {"silu", ACTIVATION_SILU},
        {"swish", ACTIVATION_SILU},
        {"gelu_pytorch_tanh", ACTIVATION_GELU_TANH},
        {"gelu_new", ACTIVATION_GELU_TANH},
    };
    const char *text = source->family->default_activation;
    if (!json_read_text(source->json, source->family->activation_key, &text, source->err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(text, rows[i].text) == 0) {
            source->config->activation = rows[i].kind;
            return true;
        }
    }
    return error_set(source->err, ERROR_UNSUPPORTED,
                     "\"%s\": no support for \"%.60s\"; supported are silu and gelu_pytorch_tanh",
                     source->family->activation_key, text);
}

static bool read_biases(const struct source *source)
{
    const struct family *family = source->family;
    struct model_config *config = source->config;
    bool attention;
    bool ffn;
    if (!read_flag(source, "attention_bias", family->is_biased, &attention) ||
        !read_flag(source, "mlp_bias", false, &ffn)) {
        return false;
    }
    config->has_query_key_value_bias = family->query_key_value_bias == BIAS_ALWAYS ||
                                       (family->query_key_value_bias == BIAS_IF_GIVEN && attention);
    config->has_output_bias =
        family->output_bias == BIAS_ALWAYS || (family->output_bias == BIAS_IF_GIVEN && attention);
    config->has_ffn_bias =
        family->ffn_bias == BIAS_ALWAYS || (family->ffn_bias == BIAS_IF_GIVEN && ffn);
    return true;
}

static bool read_attention_scale(const struct source *source)
{
    struct model_config *config = source->config;
    double value = 0;
    switch (source->family->scale_rule) {
    case SCALE_HEAD_DIM:
        value = 1 / sqrt((double)config->head_dim);
        break;
    case SCALE_QUERY_SCALAR:
        if (!read_number(source, "query_pre_attn_scalar", 256, 1e-6, 1e9, &value)) {
            return false;
        }
        value = 1 / sqrt(value);
        break;
    case SCALE_ATTENTION_MULTIPLIER:
        if (!read_number(source, "attention_multiplier", 1, -1e9, 1e9, &value)) {
            return false;
        }
        break;
    }
    config->attention_scale = (float)value;
    return true;
}

/* A cap: null means none. */
static bool read_cap(const struct source *source, const char *key, double fallback, float *out)
{
    *out = 0;
    return json_is_null(json_object_get(source->json, key)) ||
           read_float(source, key, fallback, 1e-6, 1e9, out);
}

static bool read_scales(const struct source *source)
{
    const struct family *family = source->family;
    struct model_config *config = source->config;
    config->embedding_scale =
        family->is_embedding_scaled ? (float)sqrt((double)config->hidden_size) : 1;
    config->residual_scale = 1;
    config->logit_scale = 1;
    if (family->has_caps && (!read_cap(source, "attn_logit_softcapping",
                                       family->defaults.attention_cap, &config->attention_cap) ||
                             !read_cap(source, "final_logit_softcapping",
                                       family->defaults.final_cap, &config->final_cap))) {
        return false;
    }
    double logits_scaling = 1;
    if (family->has_multipliers &&
        (!read_float(source, "embedding_multiplier", 1, -1e9, 1e9, &config->embedding_scale) ||
         !read_float(source, "residual_multiplier", 1, -1e9, 1e9, &config->residual_scale) ||
         !read_number(source, "logits_scaling", 1, 1e-9, 1e9, &logits_scaling))) {
        return false;
    }
    config->logit_scale = (float)(1 / logits_scaling);
    return family->default_logit_scale == 0 ||
           read_float(source, "logit_scale", family->default_logit_scale, -1e9, 1e9,
                      &config->logit_scale);
}

/* Keys that other families, or custom code, give a meaning that is not computed here. */
static bool check_guards(const struct source *source)
{
    static const struct {
        const char *key;
        bool allowed;
    } rows[] = {
        {"use_bidirectional_attention", false},
        {"rope_traditional", false},
        {"rope_interleaved", false},
        {"use_qk_norm", false},
        {"use_parallel_block", true},
        {"use_gated_activation", true},
        {"alibi", false},
        {"use_mrope", false},
        {"add_cross_attention", false},
        {"lm_head_bias", false},
    };
    static const char *const nulls[] = {"clip_qkv", "model_file", "logit_softcap"};
    static const char *const caps[] = {"attn_logit_softcapping", "final_logit_softcapping"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool value = rows[i].allowed;
        if (!json_read_bool(source->json, rows[i].key, &value, source->err)) {
            return false;
        }
        if (value != rows[i].allowed) {
            return error_set(source->err, ERROR_UNSUPPORTED, "\"%s\": no support for %s",
                             rows[i].key, value ? "true" : "false");
        }
    }
    for (size_t i = 0; i < sizeof nulls / sizeof nulls[0] + sizeof caps / sizeof caps[0]; i++) {
        bool is_cap = i >= sizeof nulls / sizeof nulls[0];
        const char *key = is_cap ? caps[i - sizeof nulls / sizeof nulls[0]] : nulls[i];
        const json_t *value = json_object_get(source->json, key);
        if (value != NULL && !json_is_null(value) && !(is_cap && source->family->has_caps)) {
            return error_set(source->err, ERROR_UNSUPPORTED,
                             "\"%s\": no support for it in models of type \"%s\"", key,
                             source->family->name);
        }
    }
    return true;
}

/* ---- ropes ---------------------------------------------------------------------------------- */

static const struct rope_kind_row {
    const char *text;
    enum rope_kind kind;
    bool needs_factor;
} rope_kinds[] = {
    {"default", ROPE_DEFAULT, false}, {"linear", ROPE_LINEAR, true},
    {"dynamic", ROPE_DYNAMIC, true},  {"llama3", ROPE_LLAMA3, true},
    {"yarn", ROPE_YARN, false},       {"longrope", ROPE_LONGROPE, false},
    {"su", ROPE_LONGROPE, false},
};

static bool read_rope_kind(const struct source *source, const json_t *parameters,
                           struct rope_config *rope)
{
    const char *text = "default";
    if (!json_read_text(parameters, "type", &text, source->err) ||
        !json_read_text(parameters, "rope_type", &text, source->err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof rope_kinds / sizeof rope_kinds[0]; i++) {
        if (strcmp(text, rope_kinds[i].text) != 0) {
            continue;
        }
        rope->kind = rope_kinds[i].kind;
        if (rope->kind == ROPE_YARN && source->family->is_yarn_longrope) {
            rope->kind = ROPE_LONGROPE;
        }
        if (rope_kinds[i].needs_factor && !json_is_number(json_object_get(parameters, "factor"))) {
            return error_set(source->err, ERROR_MALFORMED, "rope of type \"%s\" without \"factor\"",
                             text);
        }
        return true;
    }
    return error_set(source->err, ERROR_UNSUPPORTED,
                     "no support for rope of type \"%.60s\"; supported are default, linear, "
                     "dynamic, llama3, yarn, longrope",
                     text);
}

/* The rotated part of a head. */
static bool read_rope_dimensions(const struct source *source, const json_t *parameters,
                                 struct rope_config *rope)
{
    double usual = source->family->defaults.partial_rotation;
    double part = usual > 0 ? usual : 1;
    if (!json_read_real(source->json, "partial_rotary_factor", 0, 1, &part, source->err) ||
        !json_read_real(parameters, "partial_rotary_factor", 0, 1, &part, source->err)) {
        return false;
    }
    if (usual == 0 && part != 1) {
        return error_set(source->err, ERROR_UNSUPPORTED,
                         "\"partial_rotary_factor\": models of type \"%s\" rotate whole heads",
                         source->family->name);
    }
    rope->n_dims = (size_t)((double)source->config->head_dim * part);
    if (rope->n_dims == 0 || rope->n_dims % 2 != 0) {
        return error_set(source->err, ERROR_MALFORMED,
                         "rotating %zu of the %zu dimensions of a head: expected an even number",
                         rope->n_dims, source->config->head_dim);
    }
    return true;
}

/* One factor per rotated pair. */
static const float *read_factors(const struct source *source, const json_t *parameters,
                                 const char *key, size_t n)
{
    const json_t *array;
    if (!json_read_array(parameters, key, &array, source->err)) {
        return NULL;
    }
    if (array == NULL || json_array_size(array) != n) {
        error_set(source->err, ERROR_MALFORMED, "\"%s\": expected %zu numbers, found %zu", key, n,
                  json_array_size(array));
        return NULL;
    }
    float *factors = arena_array(source->arena, n, sizeof *factors, source->err);
    for (size_t i = 0; factors != NULL && i < n; i++) {
        const json_t *item = json_array_get(array, i);
        double value = json_number_value(item);
        if (!json_is_number(item) || !(value > 1e-6 && value < 1e9)) {
            error_set(source->err, ERROR_MALFORMED, "\"%s\": expected numbers above 0", key);
            return NULL;
        }
        factors[i] = (float)value;
    }
    return factors;
}

static bool read_longrope(const struct source *source, const json_t *parameters,
                          struct rope_config *rope)
{
    rope->short_factors = read_factors(source, parameters, "short_factor", rope->n_dims / 2);
    rope->long_factors = rope->short_factors != NULL
                             ? read_factors(source, parameters, "long_factor", rope->n_dims / 2)
                             : NULL;
    return rope->long_factors != NULL;
}

static bool read_llama3(const struct source *source, const json_t *parameters,
                        struct rope_config *rope)
{
    if (!json_read_real(parameters, "low_freq_factor", 1e-6, 1e9, &rope->low_frequency_factor,
                        source->err) ||
        !json_read_real(parameters, "high_freq_factor", 1e-6, 1e9, &rope->high_frequency_factor,
                        source->err)) {
        return false;
    }
    if (!(rope->high_frequency_factor > rope->low_frequency_factor) ||
        rope->low_frequency_factor == 0) {
        return error_set(source->err, ERROR_MALFORMED,
                         "rope of type \"llama3\": expected \"low_freq_factor\" below "
                         "\"high_freq_factor\"");
    }
    return true;
}

/* The length the model was first trained for: config.json's top before the rope's own. */
static bool read_original_positions(const struct source *source, const json_t *parameters,
                                    struct rope_config *rope)
{
    static const char key[] = "original_max_position_embeddings";
    int64_t n = source->family->defaults.n_original_positions;
    if (n == 0) {
        n = (int64_t)rope->n_max_positions;
        if (!json_read_integer(parameters, key, 1, MODEL_MAX_POSITIONS, &n, source->err)) {
            return false;
        }
    }
    if (!json_read_integer(source->json, key, 1, MODEL_MAX_POSITIONS, &n, source->err)) {
        return false;
    }
    rope->n_original_positions = (size_t)n;
    return true;
}

/* parameters: the object of a rope; what it does not say comes from the top of config.json. */
static bool read_rope(const struct source *source, const json_t *parameters, double base,
                      struct rope_config *rope)
{
    rope->base = base;
    rope->is_interleaved = source->family->is_rope_interleaved;
    rope->n_max_positions = source->config->n_max_positions;
    rope->is_truncated = true;
    struct error *err = source->err;
    return json_read_real(parameters, "rope_theta", 1.0001, 1e18, &rope->base, err) &&
           read_rope_kind(source, parameters, rope) &&
           read_rope_dimensions(source, parameters, rope) &&
           read_original_positions(source, parameters, rope) &&
           json_read_real(parameters, "factor", 1e-6, 1e9, &rope->factor, err) &&
           json_read_real(parameters, "beta_fast", 0, 1e9, &rope->beta_fast, err) &&
           json_read_real(parameters, "beta_slow", 0, 1e9, &rope->beta_slow, err) &&
           json_read_real(parameters, "mscale", 0, 1e9, &rope->mscale, err) &&
           json_read_real(parameters, "mscale_all_dim", 0, 1e9, &rope->mscale_all_dim, err) &&
           json_read_real(parameters, "attention_factor", 0, 1e9, &rope->attention_factor, err) &&
           json_read_bool(parameters, "truncate", &rope->is_truncated, err) &&
           (rope->kind != ROPE_LLAMA3 || read_llama3(source, parameters, rope)) &&
           (rope->kind != ROPE_LONGROPE || read_longrope(source, parameters, rope));
}

/* rope_scaling (transformers 4) where it says anything, else rope_parameters (transformers 5);
 * never NULL on success. */
static bool find_rope(const struct source *source, const json_t *nothing, const json_t **out)
{
    const json_t *scaling;
    const json_t *parameters;
    if (!json_read_object(source->json, "rope_scaling", &scaling, source->err) ||
        !json_read_object(source->json, "rope_parameters", &parameters, source->err)) {
        return false;
    }
    *out = scaling != NULL && json_object_size(scaling) > 0 ? scaling
           : parameters != NULL                             ? parameters
                                                            : nothing;
    return true;
}

/* Two ropes: that of full layers, which rope_theta and rope_scaling describe, and that of layers
 * with a window, which rope_local_base_freq does. transformers 5 has both in rope_parameters. */
static bool read_two_ropes(const struct source *source, const json_t *nothing)
{
    struct model_config *config = source->config;
    double base;
    double local_base;
    const json_t *parameters;
    const json_t *global = NULL;
    const json_t *local = NULL;
    if (!read_number(source, "rope_theta", source->family->defaults.rope_base, 1.0001, 1e18,
                     &base) ||
        !read_number(source, "rope_local_base_freq", source->family->defaults.local_rope_base,
                     1.0001, 1e18, &local_base) ||
        !json_read_object(source->json, "rope_parameters", &parameters, source->err)) {
        return false;
    }
    if (parameters != NULL) {
        if (!json_read_object(parameters, "full_attention", &global, source->err) ||
            !json_read_object(parameters, "sliding_attention", &local, source->err)) {
            return false;
        }
    } else if (!find_rope(source, nothing, &global)) {
        return false;
    }
    config->n_ropes = 2;
    return read_rope(source, global != NULL ? global : nothing, base, &config->ropes[0]) &&
           read_rope(source, local != NULL ? local : nothing, local_base, &config->ropes[1]);
}

static bool read_ropes(const struct source *source)
{
    struct model_config *config = source->config;
    json_t *nothing = json_object();
    if (nothing == NULL) {
        return error_set(source->err, ERROR_MEMORY, "out of memory");
    }
    bool ok;
    if (source->family->rope_rule == ROPE_GLOBAL_AND_LOCAL) {
        ok = read_two_ropes(source, nothing);
    } else {
        double base;
        const json_t *parameters;
        config->n_ropes = 1;
        ok = read_number(source, "rope_theta", source->family->defaults.rope_base, 1.0001, 1e18,
                         &base) &&
             find_rope(source, nothing, &parameters) &&
             read_rope(source, parameters, base, &config->ropes[0]);
    }
    json_decref(nothing);
    return ok;
}

/* ---- layers --------------------------------------------------------------------------------- */

/* Which layers rotate: 1 or 0 for each, or every n-th not. */
static bool read_rotation_list(const struct source *source)
{
    struct model_config *config = source->config;
    size_t interval;
    const json_t *list;
    if (!read_size(source, "no_rope_layer_interval", 4, MODEL_MAX_LAYERS, &interval) ||
        !json_read_array(source->json, "no_rope_layers", &list, source->err)) {
        return false;
    }
    if (list != NULL && json_array_size(list) < config->n_layers) {
        return error_set(source->err, ERROR_MALFORMED,
                         "\"no_rope_layers\": %zu entries for %zu layers", json_array_size(list),
                         config->n_layers);
    }
    for (size_t i = 0; i < config->n_layers; i++) {
        const json_t *item = json_array_get(list, i);
        if (list != NULL && !json_is_integer(item)) {
            return error_set(source->err, ERROR_MALFORMED,
                             "\"no_rope_layers\": expected integers, found %s",
                             json_type_text(item));
        }
        bool rotates = list != NULL ? json_integer_value(item) != 0 : (i + 1) % interval != 0;
        config->layers[i].rope = rotates ? 0 : ROPE_NONE;
    }
    return true;
}

/* Windows by the family's rule. */
static bool apply_window_rule(const struct source *source, size_t window, bool is_used)
{
    const struct family *family = source->family;
    struct model_config *config = source->config;
    int64_t period = family->window_period;
    int64_t first = 28;
    if (!json_read_integer(source->json, "sliding_window_pattern", 1, MODEL_MAX_LAYERS, &period,
                           source->err) ||
        !json_read_integer(source->json, "max_window_layers", 0, INT64_MAX, &first, source->err)) {
        return false;
    }
    for (size_t i = 0; i < config->n_layers; i++) {
        struct layer_config *layer = &config->layers[i];
        bool is_windowed = false;
        switch (family->window_rule) {
        case WINDOW_NEVER:
            break;
        case WINDOW_EVERY_LAYER:
            is_windowed = true;
            break;
        case WINDOW_FROM_LAYER:
            is_windowed = is_used && (int64_t)i >= first;
            break;
        case WINDOW_BUT_EVERY_NTH:
            is_windowed = (int64_t)(i + 1) % period != 0;
            break;
        case WINDOW_WITHOUT_ROTATION:
            is_windowed = is_used && layer->rope == ROPE_NONE;
            break;
        }
        layer->window = is_windowed ? window : 0;
    }
    return true;
}

/* layer_types, where given, decide; families that do not read them may only repeat the rule. */
static bool apply_layer_types(const struct source *source, const json_t *types, size_t window)
{
    struct model_config *config = source->config;
    enum window_rule rule = source->family->window_rule;
    bool is_fixed = rule == WINDOW_NEVER || rule == WINDOW_EVERY_LAYER;
    if (json_array_size(types) != config->n_layers) {
        return error_set(source->err, ERROR_MALFORMED,
                         "\"layer_types\": %zu entries for %zu layers", json_array_size(types),
                         config->n_layers);
    }
    for (size_t i = 0; i < config->n_layers; i++) {
        const char *type = json_string_value(json_array_get(types, i));
        bool is_sliding = type != NULL && strcmp(type, "sliding_attention") == 0;
        if (type == NULL || (!is_sliding && strcmp(type, "full_attention") != 0)) {
            return error_set(source->err, ERROR_UNSUPPORTED,
                             "\"layer_types\": expected full_attention or sliding_attention, found "
                             "\"%.60s\"",
                             type != NULL ? type : json_type_text(json_array_get(types, i)));
        }
        if (is_sliding && window == 0) {
            return error_set(source->err, ERROR_MALFORMED,
                             "\"layer_types\": layer %zu is sliding_attention, but there is no "
                             "\"sliding_window\"",
                             i);
        }
        size_t layer_window = is_sliding ? window : 0;
        if (is_fixed && layer_window != config->layers[i].window) {
            return error_set(source->err, ERROR_UNSUPPORTED,
                             "\"layer_types\": no support for %s in layer %zu of models of type "
                             "\"%s\"",
                             type, i, source->family->name);
        }
        config->layers[i].window = layer_window;
    }
    return true;
}

static bool read_layers(const struct source *source)
{
    const struct family *family = source->family;
    struct model_config *config = source->config;
    config->layers =
        arena_array(source->arena, config->n_layers, sizeof *config->layers, source->err);
    size_t window = 0;
    bool is_used;
    const json_t *types;
    if (config->layers == NULL ||
        !read_optional_size(source, "sliding_window", family->defaults.window, MODEL_MAX_POSITIONS,
                            &window) ||
        !read_flag(source, "use_sliding_window", false, &is_used) ||
        !json_read_array(source->json, "layer_types", &types, source->err)) {
        return false;
    }
    if (family->window_rule == WINDOW_FROM_LAYER && !is_used) {
        window = 0;
    }
    if (family->rope_rule == ROPE_LISTED_LAYERS && !read_rotation_list(source)) {
        return false;
    }
    if (!apply_window_rule(source, window, is_used) ||
        (types != NULL && !apply_layer_types(source, types, window))) {
        return false;
    }
    for (size_t i = 0; i < config->n_layers; i++) {
        struct layer_config *layer = &config->layers[i];
        bool is_windowed = layer->window > 0;
        if (family->rope_rule == ROPE_WINDOWED_LAYERS) {
            layer->rope = is_windowed ? 0 : ROPE_NONE;
        } else if (family->rope_rule == ROPE_GLOBAL_AND_LOCAL) {
            layer->rope = is_windowed ? 1 : 0;
        }
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool find_family(const json_t *json, const struct family **out, struct error *err)
{
    const char *type = NULL;
    if (!json_read_text(json, "model_type", &type, err)) {
        return false;
    }
    if (type == NULL) {
        return error_set(err, ERROR_MALFORMED, "\"model_type\" is missing");
    }
    *out = family_find(type);
    if (*out == NULL && json_object_get(json, "text_config") == NULL) {
        *out = family_find_wrapped(type);
    }
    return *out != NULL || family_refuse(type, err);
}

json_t *model_config_text_part(const json_t *json, struct error *err)
{
    const json_t *text;
    const char *type = NULL;
    if (!json_read_object(json, "text_config", &text, err) ||
        !json_read_text(json, "model_type", &type, err)) {
        return NULL;
    }
    json_t *part = json_copy_whole(json, err);
    bool ok = part != NULL;
    if (ok && text != NULL && (type == NULL || family_find(type) == NULL)) {
        const struct family *wrapped = type != NULL ? family_find_wrapped(type) : NULL;
        ok = json_object_del(part, "text_config") == 0 &&
             (wrapped == NULL ||
              json_object_set_new(part, "model_type", json_string(wrapped->name)) == 0) &&
             json_object_update(part, (json_t *)text) == 0;
    }
    if (!ok) {
        json_decref(part);
        error_set(err, ERROR_MEMORY, "out of memory");
        return NULL;
    }
    return part;
}

static bool read_all(const struct source *source)
{
    const struct family *family = source->family;
    struct model_config *config = source->config;
    config->family = family->name;
    config->row = family;
    config->norm_kind = family->norm_kind;
    config->norm_place = family->norm_place;
    config->norm_weight_offset = family->norm_weight_offset;
    config->query_key_norm = family->query_key_norm;
    config->is_tied_given = json_is_boolean(json_object_get(source->json, "tie_word_embeddings"));
    return read_sizes(source) && derive_heads(source) &&
           read_float(source, family->eps_key, family->defaults.norm_eps, 0, 1,
                      &config->norm_eps) &&
           read_activation(source) && read_biases(source) && read_attention_scale(source) &&
           read_scales(source) && check_guards(source) &&
           read_flag(source, "tie_word_embeddings", family->defaults.is_tied, &config->is_tied) &&
           read_ropes(source) && read_layers(source);
}

bool model_config_read_from(struct model_config *config, const json_t *json, const char *file,
                            struct arena *arena, struct error *err)
{
    *config = (struct model_config){.family = NULL};
    const char *outer = json_string_value(json_object_get(json, "model_type"));
    json_t *part = model_config_text_part(json, err);
    struct source source = {part, NULL, config, arena, err};
    bool ok = part != NULL && find_family(part, &source.family, err) && read_all(&source);
    config->is_wrapped = outer != NULL && family_find(outer) == NULL;
    json_decref(part);
    return ok || error_context(err, "%s", file);
}

bool model_config_read(struct model_config *config, const json_t *json, struct arena *arena,
                       struct error *err)
{
    return model_config_read_from(config, json, "config.json", arena, err);
}
