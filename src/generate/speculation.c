/*
 * Guesses; see speculation.h.
 *
 *   in the cache      computed ahead (n_ahead)
 *   ... the cat sat | on  the  mat .            guesses: what followed "the cat sat" before
 *                   ^ n_tokens
 *
 * The logits after each of them lie in the workspace. The caller draws from session->logits; if it
 * draws what was guessed, the next logits are there already, otherwise the rest is taken back. What
 * is ahead shows nowhere: n_tokens, tokens and logits are those of plain decoding, windows move on
 * for sure tokens only, and guesses that would change the angles of a rope are not computed.
 */
#include "generate/speculation.h"

#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"
#include "generate/ngram_index.h"
#include "generate/pace.h"

enum { MAX_GUESSES = PACE_MAX_TOKENS - 1 };

_Static_assert((int)PACE_MAX_TOKENS <= (int)WORKSPACE_LOGIT_ROWS,
               "all logits of a step lie in the workspace together");

struct speculation {
    struct ngram_index *index;
    struct pace pace;
    uint32_t guesses[MAX_GUESSES];
    size_t kinds[MAX_GUESSES];
    size_t n_guesses;
    size_t n_checked; /* guesses whose token has been drawn */
    size_t n_ahead;   /* tokens in the cache beyond session->n_tokens: the next guesses */
    const float *rows[PACE_MAX_TOKENS]; /* logits of the last step */
    size_t row;                         /* the one that is in session->logits */
    struct speculation_counts counts;
};

/* ---- taking and giving back ------------------------------------------------------------------ */

uint64_t speculation_bytes(const struct session_options *options)
{
    return options->lookup ? ngram_index_bytes(options->context_tokens) : 0;
}

bool speculation_create(struct speculation **out, const struct session_options *options,
                        struct error *err)
{
    *out = NULL;
    if (!options->lookup) {
        return true;
    }
    struct speculation *speculation = memory_array(1, sizeof *speculation, err);
    if (speculation == NULL ||
        !ngram_index_create(&speculation->index, options->context_tokens, err)) {
        speculation_destroy(speculation);
        return false;
    }
    *out = speculation;
    return true;
}

void speculation_destroy(struct speculation *speculation)
{
    if (speculation != NULL) {
        ngram_index_destroy(speculation->index);
        free(speculation);
    }
}

void speculation_cut(struct speculation *speculation, const uint32_t *ids, size_t n)
{
    if (speculation != NULL) {
        ngram_index_cut(speculation->index, ids, n);
        speculation->n_guesses = 0;
    }
}

struct speculation_counts speculation_count(const struct speculation *speculation)
{
    return speculation != NULL ? speculation->counts : (struct speculation_counts){0};
}

/* ---- guessing -------------------------------------------------------------------------------- */

/* Longer matches are likelier to go on. */
static size_t kind_of_match(size_t n_equal)
{
    static const size_t limits[PACE_KINDS - 1] = {2, 3, 5, 9, 19};
    size_t kind = 0;
    while (kind < PACE_KINDS - 1 && n_equal > limits[kind]) {
        kind++;
    }
    return kind;
}

/* What followed the last ids of ids [n] before; a repetition is continued into itself. */
static void look_up(struct speculation *speculation, const uint32_t *ids, size_t n)
{
    speculation->n_guesses = speculation->n_checked = 0;
    ngram_index_extend(speculation->index, ids, n - 1);
    struct ngram_match match = ngram_index_find(speculation->index, ids, n);
    for (size_t i = 0; match.n_equal > 0 && i < MAX_GUESSES; i++) {
        size_t place = match.place + i;
        speculation->guesses[i] = place < n ? ids[place] : speculation->guesses[place - n];
        speculation->kinds[i] = kind_of_match(match.n_equal + i);
        speculation->n_guesses++;
    }
}

/* How many of the guesses to compute. */
static size_t choose(const struct session *session, size_t n_most)
{
    const struct speculation *speculation = session->speculation;
    size_t n_room = session->options.context_tokens - session->n_tokens - 1;
    size_t n_rows = session->workspace->n_tokens - 1;
    double chances[MAX_GUESSES];
    n_most = n_most > 0 ? n_most - 1 : 0; /* what follows the last guess is drawn as well */
    n_most = n_most < speculation->n_guesses ? n_most : speculation->n_guesses;
    n_most = n_most < n_room ? n_most : n_room;
    n_most = n_most < n_rows ? n_most : n_rows;
    for (size_t i = 0; i < n_most; i++) {
        chances[i] = pace_chance(&speculation->pace, speculation->kinds[i]);
    }
    size_t n = pace_choose(&speculation->pace, chances, n_most, 0.0);
    return session_is_steady(session, n + 1) ? n : 0;
}

/* Compares the next guess with what was drawn. */
static bool check_guess(struct speculation *speculation, uint32_t token)
{
    if (speculation->n_checked == speculation->n_guesses) {
        return false;
    }
    size_t i = speculation->n_checked++;
    bool is_right = speculation->guesses[i] == token;
    pace_note_guess(&speculation->pace, speculation->kinds[i], is_right);
    if (!is_right) {
        speculation->n_guesses = 0;
        speculation->n_checked = 0;
    }
    return is_right;
}

/* ---- steps ----------------------------------------------------------------------------------- */

static bool keep_row(void *context, size_t part, size_t index, const float *logits)
{
    struct speculation *speculation = context;
    (void)part;
    speculation->rows[index] = logits;
    return true;
}

/* The next token is what was guessed. */
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

/* Computes the token, which is sure, with guesses after it. */
static bool run_ahead(struct session *session, uint32_t token, size_t n_guesses, struct error *err)
{
    struct speculation *speculation = session->speculation;
    uint32_t *tokens = session->tokens + session->n_tokens;
    if (!kv_cache_reserve(session->cache, 1 + n_guesses, err)) {
        return false;
    }
    tokens[0] = token;
    memcpy(tokens + 1, speculation->guesses, n_guesses * sizeof *tokens);
    const struct forward_part part = {
        .cache = session->cache,
        .tokens = tokens,
        .n_tokens = 1 + n_guesses,
        .n_guessed = n_guesses,
        .rope_length = session->n_tokens + 1,
        .logits = LOGITS_ALL,
    };
    forward(session->model, session->backend, session->options.precision, session->workspace, &part,
            1, keep_row, speculation);
    speculation->counts.n_proposed += n_guesses;
    speculation->row = 0;
    speculation->n_ahead = n_guesses;
    session->n_tokens++;
    session->rope_length = session->n_tokens;
    memcpy(session->logits, speculation->rows[0],
           session->model->config.vocabulary_size * sizeof *session->logits);
    return true;
}

bool speculation_step(struct session *session, uint32_t token, size_t n_most, struct error *err)
{
    struct speculation *speculation = session->speculation;
    if (check_guess(speculation, token) && speculation->n_ahead > 0) {
        accept(session);
        return true;
    }
    take_back(session);
    if (session->n_tokens == session->options.context_tokens || !session_is_steady(session, 1)) {
        return session_step(&session, &token, 1, err);
    }
    session->tokens[session->n_tokens] = token;
    look_up(speculation, session->tokens, session->n_tokens + 1);
    size_t n = choose(session, n_most);
    double started = clock_seconds();
    /* Where memory for guesses cannot be had, there may be enough for the token. */
    bool ok = n > 0 && run_ahead(session, token, n, NULL);
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
        session->speculation->n_guesses = session->speculation->n_checked = 0;
    }
}
