/*
 * What guessing costs and gains here and now: how long computing one, two, … tokens at once takes,
 * and how often guesses of a kind come true. From both follows how many guesses are worth
 * computing, which may be none. Plain numbers; nothing is owned.
 */
#ifndef GENERATE_PACE_H
#define GENERATE_PACE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    PACE_MAX_TOKENS = 8, /* computed at once */
    PACE_KINDS = 6,
};

struct pace {
    struct pace_cost {
        double seconds;
        size_t step;              /* when it was measured last */
        bool is_measured;         /* ever */
    } costs[PACE_MAX_TOKENS + 1]; /* by number of tokens; the first is not used */
    struct pace_chance {
        double value;
        size_t n_seen;
    } chances[PACE_KINDS];
    size_t n_steps;
};

/* So many tokens were computed at once, in so many seconds. */
void pace_note_cost(struct pace *pace, size_t n_tokens, double seconds);

/* A guess came true or not; whether it had been computed makes no difference. Kinds are ordered:
 * one that was never seen is taken to be like the one before. */
void pace_note_guess(struct pace *pace, size_t kind, bool was_right);

/* How likely a guess of this kind is right, if the one before it is. */
double pace_chance(const struct pace *pace, size_t kind);

/* How many of n_most guesses, of these chances, make tokens come fastest; 0: none pays.
 * guess_seconds: what making one guess costs. */
size_t pace_choose(const struct pace *pace, const double *chances, size_t n_most,
                   double guess_seconds);

#endif
