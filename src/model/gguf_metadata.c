/* A model's numbers as metadata; see gguf_metadata.h. The keys are told in gguf_config.c. */
#include "model/gguf_metadata.h"

#include <math.h>
#include <stdio.h>
#include "model/families.h"
#include "model/gguf_architectures.h"
#include "model/gguf_config.h"
#include "model/rope_angles.h"

enum { KEY_BYTES = 128 };

struct writer {
    struct gguf_header *header;
    const struct model_config *config;
    const struct gguf_architecture *architecture;
    struct gguf_metadata *out;
    struct arena *arena;
    struct error *err;
};

static const char *key_of(const struct writer *writer, const char *name, char key[KEY_BYTES])
{
    snprintf(key, KEY_BYTES, "%s.%s", writer->architecture->name, name);
    return key;
}

static void put_size(const struct writer *writer, const char *name, size_t value)
{
    char key[KEY_BYTES];
    gguf_header_u32(writer->header, key_of(writer, name, key), (uint32_t)value);
}

static void put_real(const struct writer *writer, const char *name, double value)
{
    char key[KEY_BYTES];
    gguf_header_f32(writer->header, key_of(writer, name, key), (float)value);
}

static void put_text(const struct writer *writer, const char *name, const char *text)
{
    char key[KEY_BYTES];
    gguf_header_text(writer->header, key_of(writer, name, key),
                     (struct bytes){(const uint8_t *)text, strlen(text)});
}

/* ---- numbers -------------------------------------------------------------------------------- */

static void put_sizes(const struct writer *writer)
{
    const struct model_config *config = writer->config;
    const struct {
        const char *name;
        size_t value;
    } rows[] = {
        {"block_count", config->n_layers},
        {"context_length", config->n_max_positions},
        {"embedding_length", config->hidden_size},
        {"feed_forward_length", config->ffn_size},
        {"attention.head_count", config->n_heads},
        {"attention.head_count_kv", config->n_kv_heads},
        {"attention.key_length", config->head_dim},
        {"attention.value_length", config->head_dim},
        {"rope.dimension_count", config->ropes[0].n_dims},
        {"vocab_size", config->vocabulary_size},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        put_size(writer, rows[i].name, rows[i].value);
    }
}

/* What a reader takes where attention.scale is not given. */
static double usual_scale(const struct writer *writer)
{
    const struct model_config *config = writer->config;
    bool is_wide = writer->architecture->wide_layers == (int64_t)config->n_layers;
    return 1 / sqrt((double)(is_wide ? config->hidden_size / config->n_heads : config->head_dim));
}

static void put_scales(const struct writer *writer)
{
    const struct model_config *config = writer->config;
    const char *logit_scale = writer->architecture->logit_scale;
    double usual = usual_scale(writer);
    put_real(writer,
             config->norm_kind == NORM_LAYER ? "attention.layer_norm_epsilon"
                                             : "attention.layer_norm_rms_epsilon",
             (double)config->norm_eps);
    if (config->attention_cap > 0) {
        put_real(writer, "attn_logit_softcapping", (double)config->attention_cap);
    }
    if (config->final_cap > 0) {
        put_real(writer, "final_logit_softcapping", (double)config->final_cap);
    }
    if (config->row->has_multipliers) {
        put_real(writer, "embedding_scale", (double)config->embedding_scale);
        put_real(writer, "residual_scale", (double)config->residual_scale);
    }
    bool is_usual = fabs((double)config->attention_scale / usual - 1) <= 1e-6;
    if (config->row->has_multipliers || !is_usual) {
        put_real(writer, "attention.scale", (double)config->attention_scale);
    }
    if (!config->row->has_multipliers && !is_usual) {
        writer->out->remark =
            "llama.cpp does not read the scale of attention of this architecture: "
            "it will compute with another one";
    }
    if (logit_scale != NULL) {
        bool divides = strcmp(logit_scale, "logits_scaling") == 0;
        double scale = (double)config->logit_scale;
        put_real(writer, "logit_scale", divides ? 1 / scale : scale);
    }
}

/* The window of those layers that have one; 0 where none has, or they differ. */
static size_t window_of(const struct model_config *config)
{
    size_t window = 0;
    for (size_t i = 0; i < config->n_layers; i++) {
        size_t one = config->layers[i].window;
        if (one > 0 && window > 0 && one != window) {
            return 0;
        }
        window = one > 0 ? one : window;
    }
    return window;
}

/* Whether windows are where the architecture has them, so that nothing needs to be said. */
static bool is_usual_pattern(const struct model_config *config)
{
    int64_t period = config->row->window_period;
    for (size_t i = 0; i < config->n_layers; i++) {
        bool is_usual = period == 0 || (int64_t)(i + 1) % period != 0;
        if (is_usual != (config->layers[i].window > 0)) {
            return false;
        }
    }
    return true;
}

static void put_windows(const struct writer *writer)
{
    const struct model_config *config = writer->config;
    size_t window = window_of(config);
    char key[KEY_BYTES];
    if (writer->architecture->window == NO_WINDOW || window == 0) {
        return;
    }
    put_size(writer, "attention.sliding_window", window);
    if (writer->architecture->windowed_type != NULL) {
        writer->out->remark = "llama.cpp has no windows in this architecture: it will compute "
                              "texts that are longer than the window otherwise";
    }
    if (!is_usual_pattern(config)) {
        gguf_header_array(writer->header, key_of(writer, "attention.sliding_window_pattern", key),
                          GGUF_BOOL, config->n_layers);
        for (size_t i = 0; i < config->n_layers; i++) {
            gguf_header_item_bool(writer->header, config->layers[i].window > 0);
        }
    }
}

/* ---- ropes ---------------------------------------------------------------------------------- */

static bool add_factors(const struct writer *writer, const char *name, const float *factors,
                        size_t n)
{
    struct gguf_metadata *out = writer->out;
    float *copy = arena_array(writer->arena, n, sizeof *copy, writer->err);
    if (copy != NULL) {
        memcpy(copy, factors, n * sizeof *copy);
        out->ropes[out->n_ropes++] = (struct gguf_rope_tensor){name, copy, n};
    }
    return copy != NULL;
}

/* One factor for each pair: by how much it turns slower than a rope that is not scaled. */
static bool add_frequencies(const struct writer *writer, const struct rope_angles *angles)
{
    struct rope_config plain = angles->config;
    struct rope_angles unscaled;
    plain.kind = ROPE_DEFAULT;
    float *factors = arena_array(writer->arena, angles->n_pairs, sizeof *factors, writer->err);
    if (factors == NULL || !rope_angles_init(&unscaled, &plain, writer->arena, writer->err)) {
        return false;
    }
    for (size_t i = 0; i < angles->n_pairs; i++) {
        factors[i] = unscaled.frequencies[i] / angles->frequencies[i];
    }
    return add_factors(writer, "rope_freqs.weight", factors, angles->n_pairs);
}

static void put_yarn(const struct writer *writer, const struct rope_angles *angles)
{
    const struct rope_config *rope = &angles->config;
    double factor = rope->factor > 0
                        ? rope->factor
                        : (double)rope->n_max_positions / (double)rope->n_original_positions;
    double usual = 1 + 0.1 * log(factor);
    put_text(writer, "rope.scaling.type", "yarn");
    put_real(writer, "rope.scaling.factor", factor);
    put_size(writer, "rope.scaling.original_context_length", rope->n_original_positions);
    if (rope->beta_fast > 0) {
        put_real(writer, "rope.scaling.yarn_beta_fast", rope->beta_fast);
    }
    if (rope->beta_slow > 0) {
        put_real(writer, "rope.scaling.yarn_beta_slow", rope->beta_slow);
    }
    /* llama.cpp multiplies the one with what it computes itself, and forgets the other. */
    if (fabs((double)angles->attention_factor / usual - 1) > 1e-6) {
        put_real(writer, "rope.scaling.yarn_attn_factor", (double)angles->attention_factor);
        put_real(writer, "rope.scaling.attn_factor", (double)angles->attention_factor / usual);
    }
}

static bool put_longrope(const struct writer *writer, const struct rope_angles *angles)
{
    const struct rope_config *rope = &angles->config;
    put_text(writer, "rope.scaling.type", "longrope");
    put_size(writer, "rope.scaling.original_context_length", rope->n_original_positions);
    put_real(writer, "rope.scaling.attn_factor", (double)angles->attention_factor);
    return add_factors(writer, "rope_factors_short.weight", rope->short_factors, angles->n_pairs) &&
           add_factors(writer, "rope_factors_long.weight", rope->long_factors, angles->n_pairs);
}

static bool put_ropes(const struct writer *writer)
{
    const struct model_config *config = writer->config;
    const struct rope_config *rope = &config->ropes[0];
    struct rope_angles angles;
    if (!rope_angles_init(&angles, rope, writer->arena, writer->err)) {
        return false;
    }
    put_real(writer, "rope.freq_base", rope->base);
    if (config->n_ropes > 1) {
        put_real(writer, "rope.freq_base_swa", config->ropes[1].base);
    }
    switch (rope->kind) {
    case ROPE_DEFAULT:
        return true;
    case ROPE_LINEAR:
        put_text(writer, "rope.scaling.type", "linear");
        put_real(writer, "rope.scaling.factor", rope->factor);
        return true;
    case ROPE_LLAMA3:
    case ROPE_FACTORS:
        return add_frequencies(writer, &angles);
    case ROPE_YARN:
        put_yarn(writer, &angles);
        return true;
    case ROPE_LONGROPE:
        return put_longrope(writer, &angles);
    case ROPE_DYNAMIC:
        break;
    }
    return error_set(writer->err, ERROR_UNSUPPORTED,
                     "GGUF has no words for a rope that is scaled by the length of the text");
}

bool gguf_metadata_put(struct gguf_header *header, const struct model_config *config,
                       struct gguf_metadata *out, struct arena *arena, struct error *err)
{
    struct writer writer = {header, config, gguf_architecture_of(config->family), out, arena, err};
    char list[300];
    if (writer.architecture == NULL) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "no architecture of GGUF for models of type \"%s\"; there are %s",
                         config->family, gguf_architecture_list(list, sizeof list));
    }
    *out = (struct gguf_metadata){
        .architecture = writer.architecture->name,
        .pairs_rows = writer.architecture->is_interleaved && !config->row->is_rope_interleaved,
        .norm_offset = config->row->norm_weight_offset,
    };
    put_sizes(&writer);
    put_scales(&writer);
    put_windows(&writer);
    return put_ropes(&writer);
}

/* ---- reading back --------------------------------------------------------------------------- */

static bool is_near(double a, double b)
{
    return fabs(a - b) <= 1e-6 * fmax(fabs(a), fabs(b));
}

/* What the reader found otherwise; NULL: nothing. */
static const char *find_difference(const struct model_config *a, const struct model_config *b)
{
    const struct {
        const char *what;
        double a, b;
    } rows[] = {
        {"the size of hidden states", (double)a->hidden_size, (double)b->hidden_size},
        {"the number of layers", (double)a->n_layers, (double)b->n_layers},
        {"the number of heads", (double)a->n_heads, (double)b->n_heads},
        {"the number of key heads", (double)a->n_kv_heads, (double)b->n_kv_heads},
        {"the size of heads", (double)a->head_dim, (double)b->head_dim},
        {"the feed-forward size", (double)a->ffn_size, (double)b->ffn_size},
        {"the kind of norm", a->norm_kind, b->norm_kind},
        {"the place of norms", a->norm_place, b->norm_place},
        {"norms of queries and keys", a->query_key_norm, b->query_key_norm},
        {"the epsilon of norms", (double)a->norm_eps, (double)b->norm_eps},
        {"the activation", a->activation, b->activation},
        {"the scale of attention", (double)a->attention_scale, (double)b->attention_scale},
        {"the cap of attention", (double)a->attention_cap, (double)b->attention_cap},
        {"the cap of logits", (double)a->final_cap, (double)b->final_cap},
        {"the scale of embeddings", (double)a->embedding_scale, (double)b->embedding_scale},
        {"the scale of residuals", (double)a->residual_scale, (double)b->residual_scale},
        {"the scale of logits", (double)a->logit_scale, (double)b->logit_scale},
        {"the number of ropes", (double)a->n_ropes, (double)b->n_ropes},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!is_near(rows[i].a, rows[i].b)) {
            return rows[i].what;
        }
    }
    return NULL;
}

/* Frequencies and factors of both, pair by pair. */
static bool is_same_rope(const struct rope_config *a, const struct rope_config *b,
                         struct arena *arena)
{
    struct rope_angles x;
    struct rope_angles y;
    if (!rope_angles_init(&x, a, arena, NULL) || !rope_angles_init(&y, b, arena, NULL) ||
        x.n_pairs != y.n_pairs ||
        !is_near((double)x.attention_factor, (double)y.attention_factor) ||
        (x.long_frequencies == NULL) != (y.long_frequencies == NULL)) {
        return false;
    }
    for (size_t i = 0; i < x.n_pairs; i++) {
        if (!is_near((double)x.frequencies[i], (double)y.frequencies[i]) ||
            (x.long_frequencies != NULL &&
             !is_near((double)x.long_frequencies[i], (double)y.long_frequencies[i]))) {
            return false;
        }
    }
    return true;
}

static bool is_same_rotation(const struct model_config *a, const struct model_config *b)
{
    for (size_t i = 0; i < a->n_layers; i++) {
        if (a->layers[i].rope != b->layers[i].rope) {
            return false;
        }
    }
    return true;
}

bool gguf_metadata_check(const struct gguf *gguf, const struct model_config *config, char *note,
                         size_t n_note_bytes, struct error *err)
{
    struct arena arena;
    struct model_config back;
    arena_init(&arena, (size_t)1 << 28);
    bool ok = gguf_config_read(&back, gguf, &arena, err);
    const char *difference = ok ? find_difference(&back, config) : NULL;
    for (size_t i = 0; ok && difference == NULL && i < config->n_ropes; i++) {
        difference = is_same_rope(&back.ropes[i], &config->ropes[i], &arena) ? NULL : "the rope";
    }
    if (ok && difference == NULL && !is_same_rotation(&back, config)) {
        difference = "which layers rotate";
    }
    for (size_t i = 0; ok && difference == NULL && i < config->n_layers; i++) {
        size_t window = config->layers[i].window;
        if (back.layers[i].window != window && note[0] == '\0') {
            snprintf(note, n_note_bytes,
                     "GGUF has no words for the window of %zu tokens in layer %zu: longer texts "
                     "will be computed otherwise",
                     window, i);
        }
    }
    arena_clear(&arena);
    return ok &&
           (difference == NULL || error_set(err, ERROR_UNSUPPORTED,
                                            "GGUF has no words for %s of this model", difference));
}
