/*
 * See thread_choice.h.
 *
 * Bisection: fewer threads are as fast down to some number, and slower below. A candidate in the
 * middle takes turns with the fewest that are known to be as fast, since the length of the context
 * and the neighbours on the machine change from step to step; what counts is the median of the
 * ratios of neighbouring steps. A candidate that is as fast costs nothing but patience, and is
 * tried often; one that is clearly slower is given up after a few steps. As no candidate has less
 * than half of the threads of one that is as fast, finding out costs the time of four steps or so,
 * at worst eight.
 */
#include "compute/cpu/thread_choice.h"

enum {
    UNUSED_STEPS = 2, /* pages are mapped, and threads are waking */
    CLEAR_PAIRS = 2,  /* so many pairs more than others show that a candidate is slow */
};

static const double as_fast = 1.03;
static const double clearly_slower = 1.25;

void thread_choice_init(struct thread_choice *choice, unsigned n_most)
{
    *choice = (struct thread_choice){
        .n_good = n_most, .relative = 1, .least_relative = 1, .n_unused = UNUSED_STEPS};
}

bool thread_choice_is_made(const struct thread_choice *choice)
{
    return choice->n_good - choice->n_bad == 1;
}

static unsigned candidate_of(const struct thread_choice *choice)
{
    return (choice->n_good + choice->n_bad) / 2;
}

unsigned thread_choice_next(const struct thread_choice *choice)
{
    bool is_first = thread_choice_is_made(choice) || choice->n_unused > 0 || choice->before == 0;
    return is_first ? choice->n_good : candidate_of(choice);
}

static void sort_ratios(struct thread_choice *choice)
{
    double *ratios = choice->ratios;
    for (unsigned i = 1; i < choice->n_ratios; i++) {
        for (unsigned j = i; j > 0 && ratios[j] < ratios[j - 1]; j--) {
            double ratio = ratios[j];
            ratios[j] = ratios[j - 1];
            ratios[j - 1] = ratio;
        }
    }
}

static bool is_clearly_slower(const struct thread_choice *choice)
{
    unsigned n_slow = 0;
    for (unsigned i = 0; i < choice->n_ratios; i++) {
        n_slow += choice->ratios[i] > clearly_slower;
    }
    return n_slow >= choice->n_ratios - n_slow + CLEAR_PAIRS;
}

static void decide(struct thread_choice *choice, double ratio)
{
    double relative = choice->relative * ratio;
    if (relative < choice->least_relative) {
        choice->least_relative = relative;
    }
    if (relative <= as_fast * choice->least_relative) {
        choice->n_good = candidate_of(choice);
        choice->relative = relative;
    } else {
        choice->n_bad = candidate_of(choice);
    }
    choice->n_ratios = 0;
}

void thread_choice_note(struct thread_choice *choice, double seconds)
{
    if (thread_choice_is_made(choice) || !(seconds > 0)) {
        return;
    }
    if (choice->n_unused > 0) {
        choice->n_unused--;
        return;
    }
    if (choice->before == 0) {
        choice->before = seconds;
        return;
    }
    choice->ratios[choice->n_ratios++] = seconds / choice->before;
    choice->before = 0;
    if (choice->n_ratios == THREAD_CHOICE_PAIRS || is_clearly_slower(choice)) {
        sort_ratios(choice);
        decide(choice, choice->ratios[choice->n_ratios / 2]);
    }
}

/* The pair begins anew, with the number that is known to be as fast. */
void thread_choice_note_disturbed(struct thread_choice *choice)
{
    choice->before = 0;
}
