/*
 * Following and guessing; see draft.h.
 *
 *   owner    a b c d e          tokens
 *   draft    a b c x y          n_same = 3: what the draft session holds beyond were guesses
 *
 * The draft session is not moved with its owner's. It is compared when it is asked: what is not the
 * same is taken back, what is missing is computed, as one prompt. So rewinding, loading, reusing a
 * prefix and forgotten steps need no code here.
 */
#include "generate/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

struct draft {
    struct session *session;
    size_t n_same;  /* its first tokens are known to be those of the owner */
    float *widened; /* [n_owner]: logits, where the owner has more of them; else NULL */
    size_t n_owner; /* vocabulary of the owner */
};

/* ---- taking and giving back ------------------------------------------------------------------ */

static struct session_options options_of(const struct session_options *owner)
{
    struct session_options options = *owner;
    options.lookup = false;
    options.draft_model = NULL;
    return options;
}

static size_t n_widened(const struct model *owner, const struct model *model)
{
    size_t n = owner->config.vocabulary_size;
    return n > model->config.vocabulary_size ? n : 0;
}

bool draft_plan(const struct model *owner, const struct backend *backend,
                const struct session_options *options, struct session_memory *out,
                struct error *err)
{
    const struct session_options own = options_of(options);
    struct session_memory memory;
    if (options->draft_model == NULL) {
        return true;
    }
    if (!session_plan(options->draft_model, backend, &own, &memory, err)) {
        return error_context(err, "the draft model");
    }
    out->kv_bytes += memory.kv_bytes;
    out->scratch_bytes +=
        memory.scratch_bytes + n_widened(owner, options->draft_model) * sizeof(float);
    return true;
}

/* A draft without a session. */
static struct draft *create(size_t n_owner, size_t n_wide, struct error *err)
{
    struct draft *draft = memory_array(1, sizeof *draft, err);
    if (draft == NULL) {
        return NULL;
    }
    draft->n_owner = n_owner;
    if (n_wide > 0) {
        draft->widened = memory_array(n_wide, sizeof(float), err);
        if (draft->widened == NULL) {
            draft_destroy(draft);
            return NULL;
        }
    }
    return draft;
}

bool draft_create(struct draft **out, const struct model *owner, struct backend *backend,
                  const struct session_options *options, struct error *err)
{
    const struct session_options own = options_of(options);
    const struct model *model = options->draft_model;
    struct draft *draft = create(owner->config.vocabulary_size, n_widened(owner, model), err);
    if (draft == NULL || !session_open(&draft->session, model, backend, &own, err)) {
        draft_destroy(draft);
        return error_context(err, "the draft model");
    }
    *out = draft;
    return true;
}

bool draft_fork(const struct draft *draft, struct draft **out, struct error *err)
{
    struct draft *fork = create(draft->n_owner, draft->widened != NULL ? draft->n_owner : 0, err);
    if (fork == NULL || !session_fork(draft->session, &fork->session, err)) {
        draft_destroy(fork);
        return error_context(err, "the draft model");
    }
    fork->n_same = draft->n_same;
    *out = fork;
    return true;
}

void draft_destroy(struct draft *draft)
{
    if (draft != NULL) {
        session_close(draft->session);
        free(draft->widened);
        free(draft);
    }
}

/* ---- following ------------------------------------------------------------------------------- */

void draft_cut(struct draft *draft, size_t n)
{
    draft->n_same = draft->n_same < n ? draft->n_same : n;
}

size_t draft_n_missing(struct draft *draft, const struct session *owner, size_t n)
{
    const struct session *session = draft->session;
    size_t n_most = n < session->n_tokens ? n : session->n_tokens;
    while (draft->n_same < n_most &&
           session->tokens[draft->n_same] == owner->tokens[draft->n_same]) {
        draft->n_same++;
    }
    bool has_all = draft->n_same == n && session->n_tokens == n && session->has_logits;
    return has_all ? 0 : draft->n_same < n ? n - draft->n_same : 1;
}

static bool goes_on(void *context, size_t n_done, size_t n_total)
{
    struct session *owner = context;
    (void)n_done;
    (void)n_total;
    return !atomic_load(&owner->is_cancelled);
}

bool draft_follow(struct draft *draft, struct session *owner, size_t n)
{
    struct session *session = draft->session;
    size_t n_missing = draft_n_missing(draft, owner, n);
    if (n_missing == 0) {
        return true;
    }
    size_t n_kept = session_keep(session, n - n_missing, n);
    draft->n_same = n_kept;
    const struct session_append append = {
        .tokens = owner->tokens + n_kept,
        .n_tokens = n - n_kept,
        .progress = goes_on,
        .progress_context = owner,
    };
    /* A step keeps the keys it has where the angles of a rope depend on the length. */
    return append.n_tokens == 1 ? draft_take(draft, append.tokens[0])
                                : session_append(session, &append, NULL);
}

/* ---- guessing -------------------------------------------------------------------------------- */

/* Tokens that only the owner has are never guessed. */
static const float *logits_of(struct draft *draft)
{
    const struct session *session = draft->session;
    size_t n = session->model->config.vocabulary_size;
    if (draft->widened == NULL) {
        return session->logits;
    }
    memcpy(draft->widened, session->logits, n * sizeof(float));
    for (size_t i = n; i < draft->n_owner; i++) {
        draft->widened[i] = -INFINITY;
    }
    return draft->widened;
}

silex_candidate draft_draw(struct draft *draft, const struct drawing *drawing)
{
    const struct session *session = draft->session;
    const struct sampler_input input = {
        .logits = logits_of(draft),
        .history = session->tokens,
        .n_history = session->n_tokens,
        .exempt = drawing->exempt,
        .n_exempt = drawing->n_exempt,
    };
    return sampler_draw(drawing->sampler, session->backend->operations->kernels(session->backend),
                        drawing->sampling, &input);
}

bool draft_take(struct draft *draft, uint32_t guess)
{
    return session_step(&draft->session, &guess, 1, NULL);
}
