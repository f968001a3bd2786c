/*
 * Costs and chances; see pace.h.
 *
 * Computing k guesses with the token before them gives 1 + p1 + p1 p2 + … tokens on the average,
 * where p1, p2, … are the chances of the guesses, and takes as long as k + 1 tokens at once. The
 * number with the most tokens per second is chosen, and none unless it is clearly faster than one
 * token after the other.
 *
 * What else the machine does can only make a measurement too long, so a cost is the least of the
 * last few. A first one that was disturbed would still keep a size from being tried again: so sizes
 * are taken to be cheap where they were never tried, and again after a rest, which doubles each
 * time that it has passed. A rest that passed in vain costs one step, and only where the guesses
 * are likely to be right.
 *
 * A draft model costs time before anything is known of its guesses. Where it does not pay it is
 * asked again when all such trials are together a small share of the time.
 */
#include "generate/pace.h"

#include <string.h>

#define FIRST_CHANCE   0.1   /* of the first kind, before anything is seen */
#define LEAST_GAIN     1.05  /* of the speed, to guess at all */
#define COST_OF_A_MORE 0.1   /* a further token, relative to the first; hoped for when unknown */
#define TRIAL_SHARE    0.005 /* of the time, for what does not seem to pay */

enum {
    FIRST_WEIGHT = 3, /* the n-th observation weighs one in n + FIRST_WEIGHT … */
    LAST_WEIGHT = 24, /* … but never less than one in so many */
    TRIAL_WEIGHT = 6, /* and after a trial at least one in so many */
    FIRST_REST = 16,  /* steps */
    LONGEST_REST = 1024,
};

/* ---- costs ----------------------------------------------------------------------------------- */

static bool is_due(const struct pace *pace, const struct pace_cost *cost)
{
    return cost->n_measured == 0 || pace->n_steps - cost->step >= cost->rest;
}

static double least(const struct pace_cost *cost)
{
    size_t n = cost->n_measured < PACE_MEMORY ? cost->n_measured : PACE_MEMORY;
    double seconds = n > 0 ? cost->seconds[0] : 0.0;
    for (size_t i = 1; i < n; i++) {
        seconds = cost->seconds[i] < seconds ? cost->seconds[i] : seconds;
    }
    return seconds;
}

static void note(const struct pace *pace, struct pace_cost *cost, double seconds)
{
    size_t rest = is_due(pace, cost) && cost->n_measured > 0 ? 2 * cost->rest : FIRST_REST;
    if (pace->n_steps - cost->step >= LONGEST_REST) {
        cost->n_measured = 0; /* contexts grow, and machines change */
    }
    cost->seconds[cost->n_measured % PACE_MEMORY] = seconds;
    cost->n_measured++;
    cost->step = pace->n_steps;
    cost->rest = rest < LONGEST_REST ? rest : LONGEST_REST;
}

void pace_note_cost(struct pace *pace, size_t n_tokens, double seconds)
{
    pace->n_steps++;
    pace->total_seconds += seconds;
    note(pace, &pace->costs[n_tokens], seconds);
}

void pace_note_guess_cost(struct pace *pace, double seconds)
{
    note(pace, &pace->guess, seconds);
}

void pace_note_reading_cost(struct pace *pace, double seconds)
{
    note(pace, &pace->reading, seconds);
}

double pace_guess_seconds(const struct pace *pace)
{
    return least(&pace->guess);
}

/* ---- chances --------------------------------------------------------------------------------- */

/* Before anything is seen a draft model is believed, and for a while: it was given to be used. */
void pace_init(struct pace *pace)
{
    memset(pace, 0, sizeof *pace);
    for (size_t i = 0; i < PACE_DRAFT_KINDS; i++) {
        double opinion = ((double)i + 0.5) / PACE_DRAFT_KINDS;
        pace->chances[PACE_DRAFT + i] = (struct pace_chance){opinion, 1};
    }
    pace->chances[PACE_ANY_DRAFT] = (struct pace_chance){0.6, FIRST_WEIGHT};
}

void pace_note_guess(struct pace *pace, size_t kind, bool was_right)
{
    struct pace_chance *chance = &pace->chances[kind];
    chance->value = pace_chance(pace, kind);
    size_t weight =
        chance->n_seen + FIRST_WEIGHT < LAST_WEIGHT ? chance->n_seen + FIRST_WEIGHT : LAST_WEIGHT;
    chance->value += ((was_right ? 1.0 : 0.0) - chance->value) / (double)weight;
    chance->n_seen++;
}

double pace_chance(const struct pace *pace, size_t kind)
{
    for (size_t i = kind + 1; i-- > 0;) {
        if (pace->chances[i].n_seen > 0) {
            return pace->chances[i].value;
        }
    }
    return FIRST_CHANCE;
}

/* ---- choosing -------------------------------------------------------------------------------- */

/* What k + 1 tokens at once may take, if k of them take `seconds` and one takes `single`. */
static double hoped(double single, double seconds, size_t k)
{
    double more = k > 1 ? (seconds - single) / (double)(k - 1) : 0.0;
    return seconds + (more > COST_OF_A_MORE * single ? more : COST_OF_A_MORE * single);
}

size_t pace_choose(const struct pace *pace, const double *chances, size_t n_most,
                   double guess_seconds)
{
    if (pace->always) {
        return n_most;
    }
    if (is_due(pace, &pace->costs[1])) {
        return 0; /* a token alone is what all is compared with */
    }
    double single = least(&pace->costs[1]);
    double seconds = single;
    double reached = 1.0;
    double n_tokens = 1.0;
    double best_rate = LEAST_GAIN / single;
    size_t best = 0;
    bool is_tried = true;
    for (size_t k = 1; is_tried && k <= n_most && k < PACE_MAX_TOKENS; k++) {
        const struct pace_cost *cost = &pace->costs[k + 1];
        is_tried = !is_due(pace, cost); /* larger ones follow when it is */
        reached *= chances[k - 1];
        n_tokens += reached;
        seconds = is_tried ? least(cost) : hoped(single, seconds, k);
        double rate = n_tokens / (seconds + (double)k * guess_seconds);
        if (rate > best_rate) {
            best_rate = rate;
            best = k;
        }
    }
    return best;
}

double pace_trial_seconds(const struct pace *pace, size_t n_missed)
{
    double single = least(&pace->costs[1]);
    double pair = least(&pace->costs[2]);
    return least(&pace->guess) + (double)n_missed * least(&pace->reading) +
           (pair > single ? pair - single : COST_OF_A_MORE * single);
}

bool pace_may_try(const struct pace *pace, double seconds)
{
    return !is_due(pace, &pace->costs[1]) &&
           pace->tried_seconds + seconds <= TRIAL_SHARE * pace->total_seconds;
}

void pace_note_trial(struct pace *pace, double seconds)
{
    struct pace_chance *chance = &pace->chances[PACE_ANY_DRAFT];
    size_t n_most = TRIAL_WEIGHT - FIRST_WEIGHT;
    chance->n_seen = chance->n_seen < n_most ? chance->n_seen : n_most;
    pace->tried_seconds += seconds;
}
