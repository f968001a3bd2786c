/*
 * Costs and chances; see pace.h.
 *
 * Computing k guesses with the token before them gives 1 + p1 + p1 p2 + … tokens on the average,
 * where p1, p2, … are the chances of the guesses, and takes as long as k + 1 tokens at once. The
 * number with the most tokens per second is chosen, and none unless it is clearly faster than one
 * token after the other.
 *
 * Sizes that were never tried are taken to be cheap, so that they are tried where that could pay;
 * measurements that are old count as never made, for contexts grow and machines change.
 */
#include "generate/pace.h"

#define FIRST_CHANCE   0.1  /* of the first kind, before anything is seen */
#define LEAST_GAIN     1.05 /* of the speed, to guess at all */
#define COST_OF_A_MORE 0.1  /* a further token, relative to the first; hoped for when unknown */

enum {
    FIRST_WEIGHT = 3, /* the n-th observation weighs one in n + FIRST_WEIGHT … */
    LAST_WEIGHT = 24, /* … but never less than one in so many */
    COST_WEIGHT = 4,
    STEPS_VALID = 1024,
};

void pace_note_cost(struct pace *pace, size_t n_tokens, double seconds)
{
    struct pace_cost *cost = &pace->costs[n_tokens];
    pace->n_steps++;
    if (!cost->is_measured || pace->n_steps - cost->step > STEPS_VALID) {
        cost->seconds = seconds;
    } else {
        /* What else the machine did meanwhile is no reason to give up. */
        double most = 2.0 * cost->seconds;
        cost->seconds += ((seconds < most ? seconds : most) - cost->seconds) / COST_WEIGHT;
    }
    cost->is_measured = true;
    cost->step = pace->n_steps;
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

static bool is_known(const struct pace *pace, size_t n_tokens)
{
    const struct pace_cost *cost = &pace->costs[n_tokens];
    return cost->is_measured && pace->n_steps - cost->step <= STEPS_VALID;
}

size_t pace_choose(const struct pace *pace, const double *chances, size_t n_most,
                   double guess_seconds)
{
    if (!is_known(pace, 1)) {
        return 0;
    }
    double single = pace->costs[1].seconds;
    double seconds = single;
    double reached = 1.0;
    double n_tokens = 1.0;
    double best_rate = LEAST_GAIN / single;
    size_t best = 0;
    for (size_t k = 1; k <= n_most && k < PACE_MAX_TOKENS; k++) {
        reached *= chances[k - 1];
        n_tokens += reached;
        seconds =
            is_known(pace, k + 1) ? pace->costs[k + 1].seconds : seconds + COST_OF_A_MORE * single;
        double rate = n_tokens / (seconds + (double)k * guess_seconds);
        if (rate > best_rate) {
            best_rate = rate;
            best = k;
        }
    }
    return best;
}
