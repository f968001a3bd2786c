/* Sessions at the public line: planning, opening, moving, saving. */
#include <stdlib.h>
#include <string.h>
#include "api/api.h"
#include "base/memory.h"
#include "base/system_memory.h"
#include "generate/snapshot.h"

enum {
    DEFAULT_CHUNK_TOKENS = 256,
    DEFAULT_KEEP_TOKENS = 4,
    SMALLEST_DEFAULT_CONTEXT = 4096,
    MAX_CHUNK = 1 << 16,
    DEFAULT_DRAFT_TOKENS = 3,
    MAX_DRAFT_TOKENS = 7, /* with the token before them as many as are computed at once */
};

/* ---- options --------------------------------------------------------------------------------- */

static bool read_kv_type(const silex_session_options *options, enum precision precision,
                         enum kv_type *out, struct error *err)
{
    switch (options->kv_bits) {
    case 0:
        *out = precision == PRECISION_EXACT ? KV_F32 : KV_F16;
        return true;
    case 8:
        *out = KV_INT8;
        return true;
    case 16:
        *out = KV_F16;
        return true;
    case 32:
        *out = KV_F32;
        return true;
    default:
        return error_set(err, ERROR_ARGUMENT, "kv_bits is %u: expected 8, 16 or 32",
                         options->kv_bits);
    }
}

/* The positions that the model was made for; a dynamic rope stretches them. */
static size_t natural_context(const struct model_config *config)
{
    size_t n =
        config->n_max_positions < API_MAX_CONTEXT ? config->n_max_positions : API_MAX_CONTEXT;
    for (size_t i = 0; i < config->n_ropes; i++) {
        const struct rope_config *rope = &config->ropes[i];
        if (rope->kind == ROPE_DYNAMIC && rope->factor > 1.0 &&
            rope->factor * (double)n <= (double)API_MAX_CONTEXT) {
            n = (size_t)(rope->factor * (double)n);
        }
    }
    return n;
}

/* A model that is its own draft is there once. */
static uint64_t weight_bytes(const silex_model *model, const struct session_options *options)
{
    const struct model *draft = options->draft_model;
    return model->model->weights.n_bytes +
           (draft != NULL && draft != model->model ? draft->weights.n_bytes : 0);
}

/* The model's own context, or the half, the quarter, … of it that fits in half of the memory that
 * is left beside the weights. */
static bool choose_context(const silex_model *model, struct session_options *options,
                           struct error *err)
{
    uint64_t available = system_memory_available();
    uint64_t n_weights = weight_bytes(model, options);
    uint64_t n_free = available > n_weights ? (available - n_weights) / 2 : available / 4;
    options->context_tokens = natural_context(&model->model->config);
    struct session_memory memory;
    for (;;) {
        if (!session_plan(model->model, model->backend, options, &memory, err)) {
            return false;
        }
        if (available == 0 || memory.kv_bytes <= n_free ||
            options->context_tokens / 2 < SMALLEST_DEFAULT_CONTEXT) {
            return true;
        }
        options->context_tokens /= 2;
    }
}

static bool is_same_token(struct bytes a, struct bytes b)
{
    return (a.data == NULL) == (b.data == NULL) && a.n_bytes == b.n_bytes &&
           (a.n_bytes == 0 || memcmp(a.data, b.data, a.n_bytes) == 0);
}

/* Ids mean nothing to a draft model that knows other tokens by them. Rows that no token uses may
 * differ in number. */
static bool check_same_tokens(const struct tokenizer *ours, const struct tokenizer *theirs,
                              struct error *err)
{
    uint32_t n_ours = tokenizer_n_tokens(ours), n_theirs = tokenizer_n_tokens(theirs);
    for (uint32_t id = 0; id < n_ours || id < n_theirs; id++) {
        struct bytes a = tokenizer_token(ours, id), b = tokenizer_token(theirs, id);
        if (!is_same_token(a, b)) {
            return error_set(err, ERROR_ARGUMENT,
                             "the draft model has another vocabulary: token %u is \"%.*s\", there "
                             "\"%.*s\"",
                             id, (int)(a.n_bytes < 100 ? a.n_bytes : 100),
                             a.data != NULL ? (const char *)a.data : "",
                             (int)(b.n_bytes < 100 ? b.n_bytes : 100),
                             b.data != NULL ? (const char *)b.data : "");
        }
    }
    return true;
}

static bool read_draft(const silex_model *model, const silex_session_options *options,
                       struct session_options *out, struct error *err)
{
    const silex_model *draft = options->draft_model;
    if (draft == NULL) {
        return options->draft_tokens == 0 ||
               error_set(err, ERROR_ARGUMENT, "draft_tokens without a draft_model");
    }
    out->draft_model = draft->model;
    out->draft_tokens = options->draft_tokens > 0 ? options->draft_tokens : DEFAULT_DRAFT_TOKENS;
    if (draft->model == NULL) {
        return error_set(err, ERROR_ARGUMENT, "the draft model was opened without its weights");
    }
    if (out->draft_tokens > MAX_DRAFT_TOKENS) {
        return error_set(err, ERROR_LIMIT, "draft_tokens is %zu: expected at most %d",
                         out->draft_tokens, MAX_DRAFT_TOKENS);
    }
    if (model->tokenizer != NULL && draft->tokenizer != NULL) {
        return draft == model || check_same_tokens(model->tokenizer, draft->tokenizer, err);
    }
    size_t n_ours = model->model->config.vocabulary_size;
    size_t n_theirs = draft->model->config.vocabulary_size;
    if (model->tokenizer != draft->tokenizer || n_ours != n_theirs) {
        return error_set(
            err, ERROR_ARGUMENT,
            "the draft model cannot be compared: %s has a tokenizer; %zu tokens, there "
            "%zu",
            model->tokenizer != NULL   ? "it has none, the model"
            : draft->tokenizer != NULL ? "the model has none, it"
                                       : "neither",
            n_ours, n_theirs);
    }
    return true;
}

bool api_read_options(const silex_model *model, const silex_session_options *options,
                      struct session_options *out, struct error *err)
{
    *out = (struct session_options){
        .precision = options->precision == SILEX_PRECISION_EXACT ? PRECISION_EXACT : PRECISION_FAST,
        .context_tokens = options->context_tokens,
        .chunk_tokens = options->chunk_tokens > 0 ? options->chunk_tokens : DEFAULT_CHUNK_TOKENS,
        .lookup = options->lookup,
    };
    if (model->model == NULL) {
        return error_set(err, ERROR_ARGUMENT, "the model was opened without its weights");
    }
    if (options->precision > SILEX_PRECISION_EXACT || options->overflow > SILEX_OVERFLOW_TRUNCATE) {
        return error_set(err, ERROR_ARGUMENT, "unknown precision or overflow policy");
    }
    if (out->context_tokens > API_MAX_CONTEXT || out->chunk_tokens > MAX_CHUNK) {
        return error_set(err, ERROR_LIMIT, "contexts have at most %d tokens, chunks at most %d",
                         API_MAX_CONTEXT, MAX_CHUNK);
    }
    return read_kv_type(options, out->precision, &out->kv_type, err) &&
           read_draft(model, options, out, err);
}

static bool read_options(const silex_model *model, const silex_session_options *options,
                         struct session_options *out, struct error *err)
{
    return api_read_options(model, options, out, err) &&
           (out->context_tokens > 0 || choose_context(model, out, err));
}

/* ---- planning and opening -------------------------------------------------------------------- */

static const silex_session_options defaults;

static bool plan_memory(const silex_model *model, const struct session_options *options,
                        silex_memory_plan *out, struct error *err)
{
    struct session_memory memory;
    if (!session_plan(model->model, model->backend, options, &memory, err)) {
        return false;
    }
    *out = (silex_memory_plan){
        .context_tokens = options->context_tokens,
        .weight_bytes = weight_bytes(model, options),
        .kv_bytes = memory.kv_bytes,
        .scratch_bytes = memory.scratch_bytes,
        .available_bytes = system_memory_available(),
    };
    out->total_bytes = out->weight_bytes + out->kv_bytes + out->scratch_bytes;
    out->fits = out->available_bytes == 0 || out->total_bytes <= out->available_bytes;
    return true;
}

silex_status silex_session_memory(const silex_model *model, const silex_session_options *options,
                                  silex_memory_plan *out, silex_error *error)
{
    struct error err = {0};
    struct session_options inner;
    if (model == NULL || out == NULL) {
        return api_refuse(error, "silex_session_memory: an argument is missing");
    }
    bool ok = read_options(model, options != NULL ? options : &defaults, &inner, &err) &&
              plan_memory(model, &inner, out, &err);
    return ok ? SILEX_OK : api_fail(&err, error);
}

/* Weights are mapped and can be read again from the file; the cache and the buffers cannot, so they
 * must fit. */
static bool check_memory(const silex_model *model, const struct session_options *options,
                         struct error *err)
{
    silex_memory_plan plan;
    if (!plan_memory(model, options, &plan, err)) {
        return false;
    }
    uint64_t n_needed = plan.kv_bytes + plan.scratch_bytes;
    return plan.available_bytes == 0 || n_needed <= plan.available_bytes ||
           error_set(err, ERROR_DOES_NOT_FIT,
                     "a context of %zu tokens needs %llu MiB beside the weights; %llu MiB are "
                     "available",
                     plan.context_tokens, (unsigned long long)(n_needed >> 20),
                     (unsigned long long)(plan.available_bytes >> 20));
}

silex_status silex_session_open(const silex_model *model, const silex_session_options *options,
                                silex_session **out, silex_error *error)
{
    struct error err = {0};
    struct session_options inner;
    if (model == NULL || out == NULL) {
        return api_refuse(error, "silex_session_open: an argument is missing");
    }
    options = options != NULL ? options : &defaults;
    silex_session *session = memory_array(1, sizeof *session, &err);
    if (session == NULL || !read_options(model, options, &inner, &err) ||
        !check_memory(model, &inner, &err) ||
        !session_open(&session->session, model->model, model->backend, &inner, &err)) {
        free(session);
        return api_fail(&err, error);
    }
    session->model = model;
    session->truncates = options->overflow == SILEX_OVERFLOW_TRUNCATE;
    session->keep_tokens = options->keep_tokens > 0 ? options->keep_tokens : DEFAULT_KEEP_TOKENS;
    *out = session;
    return SILEX_OK;
}

void silex_session_close(silex_session *session)
{
    if (session != NULL) {
        session_close(session->session);
        free(session);
    }
}

/* ---- moving ---------------------------------------------------------------------------------- */

const uint32_t *silex_session_tokens(const silex_session *session, size_t *n_tokens)
{
    *n_tokens = session->session->n_tokens;
    return session->session->tokens;
}

size_t silex_session_context(const silex_session *session)
{
    return session->session->options.context_tokens;
}

silex_status silex_session_rewind(silex_session *session, size_t n_tokens, silex_error *error)
{
    struct error err = {0};
    struct session *inner = session->session;
    if (n_tokens > inner->n_tokens) {
        return api_refuse(error, "silex_session_rewind: the session has fewer tokens");
    }
    size_t n_left = session_rewind(inner, n_tokens);
    if (n_left == n_tokens) {
        return SILEX_OK;
    }
    /* A window has passed: the tokens are still known, their past is computed anew. */
    const struct session_append append = {.tokens = inner->tokens, .n_tokens = n_tokens};
    atomic_store(&inner->is_cancelled, false);
    return session_append(inner, &append, &err) ? SILEX_OK : api_fail(&err, error);
}

silex_status silex_session_fork(const silex_session *session, silex_session **out,
                                silex_error *error)
{
    struct error err = {0};
    if (session == NULL || out == NULL) {
        return api_refuse(error, "silex_session_fork: an argument is missing");
    }
    silex_session *fork = memory_array(1, sizeof *fork, &err);
    if (fork == NULL || !session_fork(session->session, &fork->session, &err)) {
        free(fork);
        return api_fail(&err, error);
    }
    fork->model = session->model;
    fork->truncates = session->truncates;
    fork->keep_tokens = session->keep_tokens;
    *out = fork;
    return SILEX_OK;
}

silex_status silex_session_save(const silex_session *session, const char *path, silex_error *error)
{
    struct error err = {0};
    if (session == NULL || path == NULL) {
        return api_refuse(error, "silex_session_save: an argument is missing");
    }
    return snapshot_save(session->session, path, &err) ? SILEX_OK : api_fail(&err, error);
}

silex_status silex_session_load(silex_session *session, const char *path, silex_error *error)
{
    struct error err = {0};
    if (session == NULL || path == NULL) {
        return api_refuse(error, "silex_session_load: an argument is missing");
    }
    return snapshot_load(session->session, path, &err) ? SILEX_OK : api_fail(&err, error);
}

/* The public callback behind an internal one. */
struct logits_target {
    silex_logits_callback *callback;
    void *user;
};

static bool give_logits(void *context, size_t part, size_t index, const float *logits)
{
    const struct logits_target *target = context;
    (void)part;
    return target->callback(target->user, index, logits);
}

silex_status silex_session_append(silex_session *session, const uint32_t *ids, size_t n_ids,
                                  bool every_logits, silex_logits_callback *callback, void *user,
                                  silex_error *error)
{
    struct error err = {0};
    struct logits_target target = {callback, user};
    if (session == NULL || (ids == NULL && n_ids > 0)) {
        return api_refuse(error, "silex_session_append: an argument is missing");
    }
    const struct session_append append = {
        .tokens = ids,
        .n_tokens = n_ids,
        .every_logits = every_logits && callback != NULL,
        .sink = callback != NULL ? give_logits : NULL,
        .sink_context = &target,
    };
    atomic_store(&session->session->is_cancelled, false);
    return session_append(session->session, &append, &err) ? SILEX_OK : api_fail(&err, error);
}

void silex_session_cancel(silex_session *session)
{
    atomic_store(&session->session->is_cancelled, true);
}
