/* Timelines; see session.h. */
#include "generate/session.h"

#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "generate/speculation.h"
#include "model/adapter.h"

/* ---- opening --------------------------------------------------------------------------------- */

static bool make_plan(const struct model *model, const struct session_options *options,
                      struct kv_plan *plan, struct error *err)
{
    return kv_plan_init(plan, &model->config, options->kv_type, options->context_tokens,
                        options->chunk_tokens, err);
}

bool session_plan(const struct model *model, const struct backend *backend,
                  const struct session_options *options, struct session_memory *out,
                  struct error *err)
{
    struct kv_plan plan;
    size_t n_workspace;
    if (!make_plan(model, options, &plan, err) ||
        !workspace_size(model, backend, options->chunk_tokens, &n_workspace, err)) {
        return false;
    }
    out->kv_bytes = kv_plan_bytes(&plan);
    out->scratch_bytes = n_workspace + options->context_tokens * sizeof(uint32_t) +
                         model->config.vocabulary_size * sizeof(float);
    return speculation_plan(model, backend, options, out, err);
}

/* A session without a cache and guesses. */
static struct session *create(const struct model *model, struct backend *backend,
                              const struct session_options *options, struct error *err)
{
    struct session *session = memory_array(1, sizeof *session, err);
    if (session == NULL) {
        return NULL;
    }
    session->model = model;
    session->backend = backend;
    session->options = *options;
    session->tokens = memory_array(options->context_tokens, sizeof(uint32_t), err);
    session->logits = memory_array(model->config.vocabulary_size, sizeof(float), err);
    if (session->tokens == NULL || session->logits == NULL ||
        !workspace_create(&session->workspace, model, backend, options->chunk_tokens, err)) {
        session_close(session);
        return NULL;
    }
    return session;
}

bool session_open(struct session **out, const struct model *model, struct backend *backend,
                  const struct session_options *options, struct error *err)
{
    struct kv_plan plan;
    if (!make_plan(model, options, &plan, err)) {
        return false;
    }
    struct session *session = create(model, backend, options, err);
    if (session == NULL || !kv_cache_create(&session->cache, &plan, err) ||
        !speculation_create(&session->speculation, model, backend, options, err)) {
        session_close(session);
        return false;
    }
    *out = session;
    return true;
}

void session_close(struct session *session)
{
    if (session != NULL) {
        kv_cache_destroy(session->cache);
        workspace_destroy(session->workspace);
        speculation_destroy(session->speculation);
        free(session->tokens);
        free(session->logits);
        free(session);
    }
}

bool session_set_adapter(struct session *session, const struct adapter *adapter, struct error *err)
{
    if (adapter != session->adapter) {
        if (adapter != NULL &&
            !workspace_reserve_rank(session->workspace, adapter->largest_rank, err)) {
            return false;
        }
        session_rewind(session, 0);
        session->adapter = adapter;
    }
    return true;
}

bool session_fork(const struct session *session, struct session **out, struct error *err)
{
    struct session *fork = create(session->model, session->backend, &session->options, err);
    if (fork == NULL || !session_set_adapter(fork, session->adapter, err) ||
        !kv_cache_fork(session->cache, &fork->cache, err) ||
        !speculation_fork(session->speculation, &fork->speculation, &session->options, err)) {
        session_close(fork);
        return false;
    }
    kv_cache_rewind(fork->cache, session->n_tokens); /* guesses may be computed beyond */
    memcpy(fork->tokens, session->tokens, session->n_tokens * sizeof *fork->tokens);
    memcpy(fork->logits, session->logits,
           session->model->config.vocabulary_size * sizeof *fork->logits);
    fork->n_tokens = session->n_tokens;
    fork->has_logits = session->has_logits;
    fork->rope_length = session->rope_length;
    *out = fork;
    return true;
}

/* ---- moving ---------------------------------------------------------------------------------- */

size_t session_rewind(struct session *session, size_t n)
{
    if (n < session->n_tokens) {
        n = kv_cache_rewind(session->cache, n) ? n : 0;
        if (n == 0) {
            kv_cache_rewind(session->cache, 0);
        }
        speculation_cut(session->speculation, session->tokens, n);
        session->n_tokens = n;
        session->has_logits = false;
    }
    return session->n_tokens;
}

/*
 * Ropes whose angles depend on the length of the sequence: what is in the cache was turned by
 * `old` and the sequence is about to be `new` long. Longrope changes its factors at one length; a
 * prompt that crosses it is computed anew, as is a dynamic rope's beyond its limit, so that a
 * prompt's result never depends on what the cache held. A dynamic rope's single steps keep the keys
 * they have, as the reference does.
 */
static bool must_recompute(const struct model_config *config, size_t old, size_t new, bool is_step)
{
    for (size_t i = 0; i < config->n_ropes; i++) {
        const struct rope_config *rope = &config->ropes[i];
        size_t limit = rope->n_original_positions;
        if (rope->kind == ROPE_LONGROPE && (old > limit) != (new > limit)) {
            return true;
        }
        if (rope->kind == ROPE_DYNAMIC && !is_step &&
            (old > rope->n_max_positions || new > rope->n_max_positions)) {
            return true;
        }
    }
    return false;
}

bool session_is_steady(const struct session *session, size_t n)
{
    return !must_recompute(&session->model->config, session->rope_length, session->n_tokens + n,
                           n == 1);
}

size_t session_keep(struct session *session, size_t n_common, size_t n_total)
{
    bool is_stale = must_recompute(&session->model->config, session->rope_length, n_total, false);
    return session_rewind(session, is_stale ? 0 : n_common);
}

/* Copies the last logits on their way to the caller's sink. */
struct last_logits {
    struct session *session;
    forward_sink *sink;
    void *context;
    size_t first_index; /* of the running chunk, in the caller's counting */
    size_t n_tokens;    /* of the whole append */
    bool is_stopped;
};

static bool keep_logits(void *context, size_t part, size_t index, const float *logits)
{
    struct last_logits *last = context;
    size_t n_vocabulary = last->session->model->config.vocabulary_size;
    index += last->first_index;
    if (index + 1 == last->n_tokens) {
        memcpy(last->session->logits, logits, n_vocabulary * sizeof *logits);
        last->session->has_logits = true;
    }
    if (last->sink != NULL && !last->sink(last->context, part, index, logits)) {
        last->is_stopped = true;
    }
    return !last->is_stopped;
}

/* Runs tokens [n_tokens, n_end) of the session's list, chunk by chunk. The first n_silent of them
 * are computed anew and have no logits for the caller. */
static bool run_chunks(struct session *session, size_t n_end, size_t n_silent, size_t rope_length,
                       const struct session_append *append, struct error *err)
{
    struct last_logits last = {.session = session,
                               .sink = append->sink,
                               .context = append->sink_context,
                               .n_tokens = append->n_tokens};
    size_t n_first = session->n_tokens;
    while (session->n_tokens < n_end) {
        size_t n_done = session->n_tokens - n_first;
        size_t n_left = n_end - session->n_tokens;
        if (n_done < n_silent && n_left > n_silent - n_done) {
            n_left = n_silent - n_done; /* a chunk is silent or not */
        }
        size_t n = n_left < session->options.chunk_tokens ? n_left : session->options.chunk_tokens;
        bool is_silent = n_done < n_silent;
        bool is_last = session->n_tokens + n == n_end;
        if (atomic_load(&session->is_cancelled)) {
            return error_set(err, ERROR_CANCELLED, "cancelled after %zu of %zu tokens", n_done,
                             n_end - n_first);
        }
        if (!kv_cache_reserve(session->cache, n, err)) {
            return false;
        }
        const struct forward_part part = {
            .cache = session->cache,
            .tokens = session->tokens + session->n_tokens,
            .n_tokens = n,
            .rope_length = rope_length,
            .logits = is_silent              ? LOGITS_NONE
                      : append->every_logits ? LOGITS_ALL
                      : is_last              ? LOGITS_LAST
                                             : LOGITS_NONE,
        };
        last.first_index = n_done - (is_silent ? 0 : n_silent);
        forward(session->model, session->adapter, session->backend, session->options.precision,
                session->workspace, &part, 1, keep_logits, &last);
        session->n_tokens += n;
        session->rope_length = rope_length;
        if (last.is_stopped || (append->progress != NULL &&
                                !append->progress(append->progress_context,
                                                  session->n_tokens - n_first, n_end - n_first))) {
            return error_set(err, ERROR_CANCELLED, "cancelled by the caller");
        }
    }
    return true;
}

static bool check_tokens(const struct session *session, const uint32_t *tokens, size_t n,
                         struct error *err)
{
    size_t n_vocabulary = session->model->config.vocabulary_size;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i] >= n_vocabulary) {
            return error_set(err, ERROR_ARGUMENT,
                             "token %zu is %u, but the model knows only %zu tokens", i, tokens[i],
                             n_vocabulary);
        }
    }
    if (n > session->options.context_tokens - session->n_tokens) {
        return error_set(err, ERROR_CONTEXT_FULL,
                         "%zu tokens do not fit: %zu of a context of %zu are in use", n,
                         session->n_tokens, session->options.context_tokens);
    }
    return true;
}

bool session_append(struct session *session, const struct session_append *append, struct error *err)
{
    size_t n_before = session->n_tokens;
    size_t n_end = n_before + append->n_tokens;
    size_t n_silent = 0;
    if (append->n_tokens == 0) {
        return true;
    }
    if (!check_tokens(session, append->tokens, append->n_tokens, err)) {
        return false;
    }
    memmove(session->tokens + n_before, append->tokens, append->n_tokens * sizeof(uint32_t));
    session->has_logits = false;
    if (n_before > 0 &&
        must_recompute(&session->model->config, session->rope_length, n_end, false)) {
        session_rewind(session, 0);
        n_silent = n_before;
    }
    return run_chunks(session, n_end, n_silent, n_end, append, err);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static bool keep_step_logits(void *context, size_t part, size_t index, const float *logits)
{
    struct session *const *sessions = context;
    struct session *session = sessions[part];
    (void)index;
    memcpy(session->logits, logits, session->model->config.vocabulary_size * sizeof *logits);
    session->has_logits = true;
    return true;
}

/* More sessions than this are stepped in several batches. */
enum { MAX_BATCH = 64 };

static void step_batch(struct session *const *sessions, size_t n_sessions)
{
    struct forward_part parts[MAX_BATCH] = {{0}};
    for (size_t i = 0; i < n_sessions; i++) {
        struct session *session = sessions[i];
        parts[i] = (struct forward_part){
            .cache = session->cache,
            .tokens = session->tokens + session->n_tokens,
            .n_tokens = 1,
            .rope_length = session->n_tokens + 1,
            .logits = LOGITS_LAST,
        };
    }
    forward(sessions[0]->model, sessions[0]->adapter, sessions[0]->backend,
            sessions[0]->options.precision, sessions[0]->workspace, parts, n_sessions,
            keep_step_logits, (void *)(uintptr_t)sessions);
    for (size_t i = 0; i < n_sessions; i++) {
        sessions[i]->n_tokens++;
        sessions[i]->rope_length = sessions[i]->n_tokens;
    }
}

/* A step over the length at which the angles change is a prompt computed anew. */
static bool recompute(struct session *session, uint32_t token, struct error *err)
{
    const struct session_append append = {.tokens = &token, .n_tokens = 1};
    return session_append(session, &append, err);
}

bool session_step(struct session *const *sessions, const uint32_t *tokens, size_t n_sessions,
                  struct error *err)
{
    struct session *batch[MAX_BATCH];
    size_t n_batch = 0;
    for (size_t i = 0; i < n_sessions; i++) {
        if (!check_tokens(sessions[i], &tokens[i], 1, err) ||
            !kv_cache_reserve(sessions[i]->cache, 1, err)) {
            return false;
        }
    }
    size_t n_rows = sessions[0]->workspace->n_tokens;
    n_rows = n_rows < MAX_BATCH ? n_rows : MAX_BATCH;
    for (size_t i = 0; i < n_sessions; i++) {
        struct session *session = sessions[i];
        if (!session_is_steady(session, 1)) {
            if (!recompute(session, tokens[i], err)) {
                return false;
            }
            continue;
        }
        if (n_batch > 0 && batch[0]->adapter != session->adapter) {
            step_batch(batch, n_batch);
            n_batch = 0;
        }
        session->tokens[session->n_tokens] = tokens[i];
        batch[n_batch++] = session;
        if (n_batch == n_rows) {
            step_batch(batch, n_batch);
            n_batch = 0;
        }
    }
    if (n_batch > 0) {
        step_batch(batch, n_batch);
    }
    return true;
}
