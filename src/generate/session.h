/*
 * One timeline of tokens: what has been computed, and how to compute more. A session owns its
 * key-value cache and its buffers; the model and the backend are shared.
 */
#ifndef GENERATE_SESSION_H
#define GENERATE_SESSION_H

#include <stdatomic.h>
#include "model/forward.h"

struct session_options {
    size_t context_tokens;
    size_t chunk_tokens; /* prompt tokens computed at a time */
    enum precision precision;
    enum kv_type kv_type;
    bool lookup; /* guess tokens from what stood before (generate/speculation.h) */
    const struct model *draft_model; /* NULL: none. It guesses tokens; outlives the session */
    size_t draft_tokens;             /* that it guesses at a time, at most */
};

struct speculation;

struct session {
    const struct model *model;
    const struct adapter *adapter; /* NULL: none; outlives the session */
    struct backend *backend;
    struct session_options options;
    struct kv_cache *cache;
    struct workspace *workspace;
    uint32_t *tokens; /* [context_tokens]; the first n_tokens are in the cache */
    size_t n_tokens;  /* as kv_cache_n_tokens */
    float *logits;    /* [vocabulary_size], after the last token; valid when has_logits */
    bool has_logits;
    size_t rope_length;              /* the length that decided the angles of the last tokens */
    struct speculation *speculation; /* NULL: no guesses */
    atomic_bool is_cancelled;
};

struct session_memory {
    uint64_t kv_bytes;
    uint64_t scratch_bytes;
};

/* What session_open would take; nothing is allocated. */
bool session_plan(const struct model *model, const struct backend *backend,
                  const struct session_options *options, struct session_memory *out,
                  struct error *err);

bool session_open(struct session **out, const struct model *model, struct backend *backend,
                  const struct session_options *options, struct error *err);
void session_close(struct session *session); /* NULL is allowed */

/* Keeps the first n tokens, or none if a window has passed too far to come back to n; returns how
 * many are left. */
size_t session_rewind(struct session *session, size_t n);

/* Prepares for a prompt of n_total tokens of which the session holds the first n_common: keeps as
 * many of them as can be reused without changing any result, and returns that number. */
size_t session_keep(struct session *session, size_t n_common, size_t n_total);

/* Whether the next n tokens can be computed in one call with the angles that they would get one by
 * one, and without computing any of the past anew. */
bool session_is_steady(const struct session *session, size_t n);

bool session_fork(const struct session *session, struct session **out, struct error *err);

/* From now on the session computes with that adapter of its model, or with none (NULL). What was
 * computed with another is forgotten: the session is empty. A draft model has no adapter: it
 * guesses, and the session judges. */
bool session_set_adapter(struct session *session, const struct adapter *adapter, struct error *err);

/* Called after each chunk; false cancels. */
typedef bool session_progress(void *context, size_t n_done, size_t n_total);

struct session_append {
    const uint32_t *tokens;
    size_t n_tokens;
    bool every_logits;  /* sink gets the logits after every token; else after the last */
    forward_sink *sink; /* may be NULL; part is 0, index counts the tokens of this call */
    void *sink_context;
    session_progress *progress; /* may be NULL */
    void *progress_context;
};

/* Appends a prompt or a part of one. Keeps the last logits. On ERROR_CANCELLED what was done before
 * stays. */
bool session_append(struct session *session, const struct session_append *append,
                    struct error *err);

/* One more token for each of several sessions of one model and precision, as one batch for each
 * adapter. Their
 * logits are in session->logits. On failure no session has moved, unless one had to compute its
 * past anew, since its angles change with the length: then those before it may have moved, and it
 * keeps what it has computed. */
bool session_step(struct session *const *sessions, const uint32_t *tokens, size_t n_sessions,
                  struct error *err);

#endif
