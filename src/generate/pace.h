/*
 * What guessing costs and gains here and now: how long computing one, two, … tokens at once takes,
 * what a draft model takes, and how often guesses of a kind come true. From these follows how many
 * guesses are worth computing, which may be none. Plain numbers; nothing is owned.
 */
#ifndef GENERATE_PACE_H
#define GENERATE_PACE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    PACE_MAX_TOKENS = 8, /* computed at once */
    PACE_MEMORY = 8,     /* measurements of a cost that are remembered */
    /* Kinds of guesses. Those found in the text are ordered: one that was never seen is taken to be
     * like the one before. */
    PACE_LOOKUP = 0,
    PACE_LOOKUP_KINDS = 6,
    PACE_DRAFT = PACE_LOOKUP + PACE_LOOKUP_KINDS, /* of a draft model, by its own opinion */
    PACE_DRAFT_KINDS = 6,
    PACE_ANY_DRAFT = PACE_DRAFT + PACE_DRAFT_KINDS, /* of a draft model, before it is asked */
    PACE_KINDS,
};

/* Seconds that something takes. */
struct pace_cost {
    double seconds[PACE_MEMORY]; /* the last measurements, in turn */
    size_t n_measured;
    size_t step; /* when it was measured last */
    size_t rest; /* steps until it is worth another try, however dear it seems */
};

struct pace {
    struct pace_cost costs[PACE_MAX_TOKENS + 1]; /* by number of tokens; the first is not used */
    struct pace_cost guess;                      /* one guess of the draft model */
    struct pace_cost reading; /* one token that the draft model has to catch up */
    struct pace_chance {
        double value;
        size_t n_seen;
    } chances[PACE_KINDS];
    size_t n_steps;
    double total_seconds, tried_seconds; /* of computing; of trials that had not seemed to pay */
    bool always;                         /* guess as if it cost nothing */
};

void pace_init(struct pace *pace);

/* So many tokens were computed at once, in so many seconds. */
void pace_note_cost(struct pace *pace, size_t n_tokens, double seconds);
/* The draft model took so long for each guess, and for each token that it had missed. */
void pace_note_guess_cost(struct pace *pace, double seconds);
void pace_note_reading_cost(struct pace *pace, double seconds);

/* A guess came true or not; whether it had been computed makes no difference. */
void pace_note_guess(struct pace *pace, size_t kind, bool was_right);

/* How likely a guess of this kind is right, if the one before it is. */
double pace_chance(const struct pace *pace, size_t kind);

/* How many of n_most guesses, of these chances, make tokens come fastest; 0: none pays.
 * guess_seconds: what making one guess costs. */
size_t pace_choose(const struct pace *pace, const double *chances, size_t n_most,
                   double guess_seconds);

/* What one guess of the draft model costs; 0 before it is known. */
double pace_guess_seconds(const struct pace *pace);

/* What asking the draft model for one guess costs, all in all, when it has missed n tokens. */
double pace_trial_seconds(const struct pace *pace, size_t n_missed);
/* Whether what does not seem to pay may be tried for so long all the same: trials together take a
 * small share of the time. One that is made is to be noted; what it shows then weighs more. */
bool pace_may_try(const struct pace *pace, double seconds);
void pace_note_trial(struct pace *pace, double seconds);

#endif
