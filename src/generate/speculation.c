/*
 * Guesses; see speculation.h.
 *
 *   in the cache      computed ahead (n_ahead)
 *   ... the cat sat | on  the  mat .            guesses: what followed "the cat sat" before,
 *                   ^ n_tokens                  or what a draft model says
 *
 * The logits after each of them lie in the workspace. The caller draws from session->logits; if it
 * draws what was guessed, the next logits are there already, otherwise the rest is taken back. What
 * is ahead shows nowhere: n_tokens, tokens and logits are those of plain decoding, windows move on
 * for sure tokens only, and guesses that would change the angles of a rope are not computed.
 *
 * What the text says costs nothing and is asked first; a draft model is asked where that does not
 * pay. Both lists are compared with what is drawn, so that the chances of both are known.
 */
#include "generate/speculation.h"

#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/real.h"
#include "generate/ngram_index.h"
#include "generate/pace.h"

enum {
    MAX_GUESSES = PACE_MAX_TOKENS - 1,
    FEW_MISSED =
        2, /* tokens that a draft model misses in regular use: a guess and the draw after */
};

_Static_assert((int)PACE_MAX_TOKENS <= (int)WORKSPACE_LOGIT_ROWS,
               "all logits of a step lie in the workspace together");

/* What may come next. */
struct guesses {
    uint32_t ids[MAX_GUESSES];
    size_t kinds[MAX_GUESSES];
    size_t n;
    size_t n_checked; /* whose token has been drawn */
    bool is_drafted;
};

struct speculation {
    struct ngram_index *index; /* NULL: no lookup */
    struct draft *draft;       /* NULL: no draft model */
    size_t n_draft_most;
    bool is_resting; /* the draft model, which seems not to pay */
    struct pace pace;
    struct guesses found, drafted;
    struct guesses *computed; /* those of the last step */
    size_t n_ahead; /* tokens in the cache beyond session->n_tokens: the next of `computed` */
    const float *rows[PACE_MAX_TOKENS]; /* logits of the last step */
    size_t row;                         /* the one that is in session->logits */
    struct speculation_counts counts;
};

/* ---- taking and giving back ------------------------------------------------------------------ */

bool speculation_plan(const struct model *model, const struct backend *backend,
                      const struct session_options *options, struct session_memory *out,
                      struct error *err)
{
    if (options->lookup) {
        out->scratch_bytes += ngram_index_bytes(options->context_tokens);
    }
    return draft_plan(model, backend, options, out, err);
}

/* Without a draft. *out is NULL when the options ask for no guesses. */
static bool create(struct speculation **out, const struct session_options *options,
                   struct error *err)
{
    *out = NULL;
    if (!options->lookup && options->draft_model == NULL) {
        return true;
    }
    struct speculation *speculation = memory_array(1, sizeof *speculation, err);
    if (speculation == NULL ||
        (options->lookup &&
         !ngram_index_create(&speculation->index, options->context_tokens, err))) {
        speculation_destroy(speculation);
        return false;
    }
    pace_init(&speculation->pace);
    speculation->n_draft_most = options->draft_tokens;
    speculation->drafted.is_drafted = true;
    *out = speculation;
    return true;
}

bool speculation_create(struct speculation **out, const struct model *model,
                        struct backend *backend, const struct session_options *options,
                        struct error *err)
{
    if (!create(out, options, err)) {
        return false;
    }
    if (options->draft_model != NULL &&
        !draft_create(&(*out)->draft, model, backend, options, err)) {
        speculation_destroy(*out);
        *out = NULL;
        return false;
    }
    return true;
}

bool speculation_fork(const struct speculation *speculation, struct speculation **out,
                      const struct session_options *options, struct error *err)
{
    if (!create(out, options, err) || *out == NULL) {
        return speculation == NULL;
    }
    (*out)->pace = speculation->pace;
    if (speculation->draft != NULL && !draft_fork(speculation->draft, &(*out)->draft, err)) {
        speculation_destroy(*out);
        *out = NULL;
        return false;
    }
    return true;
}

void speculation_destroy(struct speculation *speculation)
{
    if (speculation != NULL) {
        ngram_index_destroy(speculation->index);
        draft_destroy(speculation->draft);
        free(speculation);
    }
}

void speculation_set_always(struct speculation *speculation, bool always)
{
    if (speculation != NULL) {
        speculation->pace.always = always;
    }
}

static void forget_guesses(struct speculation *speculation)
{
    speculation->found.n = speculation->found.n_checked = 0;
    speculation->drafted.n = speculation->drafted.n_checked = 0;
}

void speculation_cut(struct speculation *speculation, const uint32_t *ids, size_t n)
{
    if (speculation == NULL) {
        return;
    }
    if (speculation->index != NULL) {
        ngram_index_cut(speculation->index, ids, n);
    }
    if (speculation->draft != NULL) {
        draft_cut(speculation->draft, n);
    }
    forget_guesses(speculation);
}

struct speculation_counts speculation_count(const struct speculation *speculation)
{
    return speculation != NULL ? speculation->counts : (struct speculation_counts){0};
}

/* ---- guesses --------------------------------------------------------------------------------- */

/* Adds a guess and its chance, given the guesses before it. */
static void add_guess(struct speculation *speculation, struct guesses *guesses, uint32_t id,
                      size_t kind, double chances[MAX_GUESSES])
{
    guesses->ids[guesses->n] = id;
    guesses->kinds[guesses->n] = kind;
    chances[guesses->n++] = pace_chance(&speculation->pace, kind);
}

/* Compares the next guess with what was drawn. */
static bool check_guess(struct speculation *speculation, struct guesses *guesses, uint32_t token)
{
    if (guesses->n_checked == guesses->n) {
        return false;
    }
    size_t i = guesses->n_checked++;
    bool is_right = guesses->ids[i] == token;
    pace_note_guess(&speculation->pace, guesses->kinds[i], is_right);
    if (guesses->is_drafted) {
        pace_note_guess(&speculation->pace, PACE_ANY_DRAFT, is_right);
    }
    if (!is_right) {
        guesses->n = guesses->n_checked = 0;
    }
    return is_right;
}

/* How many guesses could be computed after the token at n_tokens. */
static size_t limit_guesses(const struct session *session, size_t n_most)
{
    size_t n_room = session->options.context_tokens - session->n_tokens - 1;
    size_t n_rows = session->workspace->n_tokens - 1;
    n_most = n_most > 0 ? n_most - 1 : 0; /* what follows the last guess is drawn as well */
    n_most = n_most < MAX_GUESSES ? n_most : MAX_GUESSES;
    n_most = n_most < n_room ? n_most : n_room;
    n_most = n_most < n_rows ? n_most : n_rows;
    return session_is_steady(session, n_most + 1) ? n_most : 0;
}

/* ---- guesses from the text ------------------------------------------------------------------- */

/* Longer matches are likelier to go on. */
static size_t kind_of_match(size_t n_equal)
{
    static const size_t limits[PACE_LOOKUP_KINDS - 1] = {2, 3, 5, 9, 19};
    size_t kind = 0;
    while (kind < PACE_LOOKUP_KINDS - 1 && n_equal > limits[kind]) {
        kind++;
    }
    return PACE_LOOKUP + kind;
}

/* What followed the last of ids [n] before; a repetition is continued into itself. Returns how many
 * guesses to compute, at most n_most. */
static size_t look_up(struct speculation *speculation, const uint32_t *ids, size_t n, size_t n_most)
{
    struct guesses *found = &speculation->found;
    double chances[MAX_GUESSES];
    found->n = found->n_checked = 0;
    ngram_index_extend(speculation->index, ids, n - 1);
    struct ngram_match match = ngram_index_find(speculation->index, ids, n);
    while (match.n_equal > 0 && found->n < MAX_GUESSES) {
        size_t place = match.place + found->n;
        uint32_t id = place < n ? ids[place] : found->ids[place - n];
        add_guess(speculation, found, id, kind_of_match(match.n_equal + found->n), chances);
    }
    return pace_choose(&speculation->pace, chances, found->n < n_most ? found->n : n_most, 0.0);
}

/* ---- guesses of the draft model -------------------------------------------------------------- */

/* A draft model knows how sure it is. */
static size_t kind_of_draw(float logprob)
{
    double kind = real_exp((double)logprob) * PACE_DRAFT_KINDS;
    return PACE_DRAFT + (kind < PACE_DRAFT_KINDS - 1 ? (size_t)kind : PACE_DRAFT_KINDS - 1);
}

/* The draft session comes to hold the first n tokens. What it had missed is counted apart from what
 * it takes to guess. */
static bool follow(struct session *session, size_t n)
{
    struct speculation *speculation = session->speculation;
    size_t n_missing = draft_n_missing(speculation->draft, session, n);
    double started = clock_seconds();
    bool ok = draft_follow(speculation->draft, session, n);
    if (ok && n_missing > FEW_MISSED) {
        pace_note_reading_cost(&speculation->pace, (clock_seconds() - started) / (double)n_missing);
    }
    return ok;
}

/* Guesses until another one would not pay. chances [n_most] holds what is expected of each, and
 * then what each is worth. */
static void make_guesses(struct session *session, const struct drawing *drawing, double *chances,
                         size_t n_worth, size_t n_most)
{
    struct speculation *speculation = session->speculation;
    struct guesses *drafted = &speculation->drafted;
    double seconds = pace_guess_seconds(&speculation->pace);
    while (drafted->n < n_worth) {
        if (drafted->n > 0 && !draft_take(speculation->draft, drafted->ids[drafted->n - 1])) {
            break;
        }
        silex_candidate drawn = draft_draw(speculation->draft, drawing);
        add_guess(speculation, drafted, drawn.id, kind_of_draw(drawn.logprob), chances);
        n_worth = pace_choose(&speculation->pace, chances, n_most, seconds);
    }
}

/* A backend that finds out how many threads a token wants must not be shown another model's. */
static bool is_measuring(const struct backend *backend)
{
    return backend->operations->n_step_threads(backend) == 0;
}

/* Returns how many guesses to compute, at most n_most. */
static size_t ask_draft(struct session *session, const struct drawing *drawing, size_t n_most)
{
    struct speculation *speculation = session->speculation;
    struct pace *pace = &speculation->pace;
    struct guesses *drafted = &speculation->drafted;
    size_t n_tokens = session->n_tokens + 1;
    double chances[MAX_GUESSES];
    drafted->n = drafted->n_checked = 0;
    n_most = n_most < speculation->n_draft_most ? n_most : speculation->n_draft_most;
    if (n_most == 0 || (!pace->always && is_measuring(session->backend))) {
        return 0;
    }
    if (!pace->always && pace->guess.n_measured == 0) {
        n_most = 1; /* it may be dear */
    }
    for (size_t i = 0; i < n_most; i++) {
        chances[i] = pace_chance(pace, PACE_ANY_DRAFT);
    }
    size_t n_worth = pace_choose(pace, chances, n_most, pace_guess_seconds(pace));
    size_t n_missing = draft_n_missing(speculation->draft, session, n_tokens);
    double trial = pace_trial_seconds(pace, n_missing);
    bool is_trial = n_worth == 0 && pace_may_try(pace, trial);
    speculation->is_resting = n_worth == 0;
    if (is_trial) {
        pace_note_trial(pace, trial);
        n_worth = n_most = 1;
    }
    if (n_worth == 0 || (n_missing > FEW_MISSED && !follow(session, n_tokens - 1))) {
        return 0;
    }
    double started = clock_seconds();
    if (!follow(session, n_tokens)) {
        return 0;
    }
    make_guesses(session, drawing, chances, n_worth, n_most);
    pace_note_guess_cost(pace, (clock_seconds() - started) / (double)drafted->n);
    return is_trial ? drafted->n : pace_choose(pace, chances, drafted->n, 0.0);
}

void speculation_follow(struct session *session)
{
    struct speculation *speculation = session->speculation;
    if (speculation != NULL && speculation->draft != NULL && !speculation->is_resting) {
        follow(session, session->n_tokens);
    }
}

/* ---- steps ----------------------------------------------------------------------------------- */

static bool keep_row(void *context, size_t part, size_t index, const float *logits)
{
    struct speculation *speculation = context;
    (void)part;
    speculation->rows[index] = logits;
    return true;
}

/* The next token is what was guessed and computed. */
static void accept(struct session *session)
{
    struct speculation *speculation = session->speculation;
    speculation->row++;
    speculation->n_ahead--;
    speculation->counts.n_accepted++;
    session->n_tokens++;
    session->rope_length = session->n_tokens;
    memcpy(session->logits, speculation->rows[speculation->row],
           session->model->config.vocabulary_size * sizeof *session->logits);
}

static void take_back(struct session *session)
{
    if (session->speculation->n_ahead > 0) {
        kv_cache_rewind(session->cache, session->n_tokens);
        session->speculation->n_ahead = 0;
    }
    kv_cache_advance(session->cache, 0, 0); /* windows pass what has become sure */
}

/* Computes the last token, which is sure, with the first guesses after it. */
static bool run_ahead(struct session *session, struct guesses *guesses, size_t n_guesses,
                      struct error *err)
{
    struct speculation *speculation = session->speculation;
    uint32_t *tokens = session->tokens + session->n_tokens;
    if (!kv_cache_reserve(session->cache, 1 + n_guesses, err)) {
        return false;
    }
    memcpy(tokens + 1, guesses->ids, n_guesses * sizeof *tokens);
    const struct forward_part part = {
        .cache = session->cache,
        .tokens = tokens,
        .n_tokens = 1 + n_guesses,
        .n_guessed = n_guesses,
        .rope_length = session->n_tokens + 1,
        .logits = LOGITS_ALL,
    };
    forward(session->model, session->adapter, session->backend, session->options.precision,
            session->workspace, &part, 1, keep_row, speculation);
    speculation->counts.n_proposed += n_guesses;
    speculation->computed = guesses;
    speculation->row = 0;
    speculation->n_ahead = n_guesses;
    session->n_tokens++;
    session->rope_length = session->n_tokens;
    memcpy(session->logits, speculation->rows[0],
           session->model->config.vocabulary_size * sizeof *session->logits);
    return true;
}

/* Which guesses to compute with the last token, and how many of them. */
static struct guesses *choose(struct session *session, const struct drawing *drawing, size_t n_most,
                              size_t *n)
{
    struct speculation *speculation = session->speculation;
    n_most = limit_guesses(session, n_most);
    *n = 0;
    if (speculation->index != NULL) {
        *n = look_up(speculation, session->tokens, session->n_tokens + 1, n_most);
    }
    if (*n > 0 || speculation->draft == NULL) {
        return &speculation->found;
    }
    *n = ask_draft(session, drawing, n_most);
    return &speculation->drafted;
}

bool speculation_step(struct session *session, uint32_t token, size_t n_most,
                      const struct drawing *drawing, struct error *err)
{
    struct speculation *speculation = session->speculation;
    bool was_found = check_guess(speculation, &speculation->found, token);
    bool was_drafted = check_guess(speculation, &speculation->drafted, token);
    bool was_guessed = speculation->computed == &speculation->found ? was_found : was_drafted;
    if (was_guessed && speculation->n_ahead > 0) {
        accept(session);
        return true;
    }
    take_back(session);
    if (session->n_tokens == session->options.context_tokens || !session_is_steady(session, 1)) {
        return session_step(&session, &token, 1, err);
    }
    size_t n;
    session->tokens[session->n_tokens] = token;
    struct guesses *guesses = choose(session, drawing, n_most, &n);
    double started = clock_seconds();
    /* Where memory for guesses cannot be had, there may be enough for the token. */
    bool ok = n > 0 && run_ahead(session, guesses, n, NULL);
    if (!ok) {
        n = 0;
        ok = session_step(&session, &token, 1, err);
    }
    pace_note_cost(&speculation->pace, 1 + n, clock_seconds() - started);
    return ok;
}

void speculation_end(struct session *session)
{
    if (session->speculation != NULL) {
        take_back(session);
        forget_guesses(session->speculation);
    }
}
