/*
 * The fewest threads with which making one token is as fast as with any number, found out while
 * tokens are made: results do not depend on the number, so trying costs no more than the time of
 * the tries. It is a matter of times alone; whoever takes them has the threads.
 */
#ifndef COMPUTE_CPU_THREAD_CHOICE_H
#define COMPUTE_CPU_THREAD_CHOICE_H

#include <stdbool.h>

enum { THREAD_CHOICE_PAIRS = 9 };

/* To be read by its functions alone. */
struct thread_choice {
    unsigned n_good;       /* as fast as any that was tried; the choice, when n_bad is one less */
    unsigned n_bad;        /* slower; 0: none yet */
    double relative;       /* time with n_good, of that with all */
    double least_relative; /* of all that were tried */
    unsigned n_unused;     /* first steps are slower, they do not count */
    double before;         /* the last step with n_good; 0: none yet */
    double ratios[THREAD_CHOICE_PAIRS]; /* of neighbouring steps, candidate to n_good */
    unsigned n_ratios;
};

/* Between 1 and n_most threads. */
void thread_choice_init(struct thread_choice *choice, unsigned n_most);

/* Threads for the next step; once made, the choice. */
unsigned thread_choice_next(const struct thread_choice *choice);
bool thread_choice_is_made(const struct thread_choice *choice);

/* How long a step with thread_choice_next took. */
void thread_choice_note(struct thread_choice *choice, double seconds);

/* Something else than the number of threads decided how long it took. */
void thread_choice_note_disturbed(struct thread_choice *choice);

#endif
