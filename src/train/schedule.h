/*
 * Learning rates by step, as mlx.optimizers has them: a constant or a decay, and a linear warmup
 * before it. Pure functions of the step.
 */
#ifndef TRAIN_SCHEDULE_H
#define TRAIN_SCHEDULE_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

enum schedule_kind {
    SCHEDULE_CONSTANT,    /* first */
    SCHEDULE_EXPONENTIAL, /* first * rate^step */
    SCHEDULE_STEP,        /* first * rate^floor(step / n_steps) */
    SCHEDULE_COSINE,      /* from first to last in n_steps, by half a cosine */
    SCHEDULE_LINEAR,      /* from first to last in n_steps */
};

struct schedule {
    enum schedule_kind kind;
    double first, last, rate;
    uint64_t n_steps;
    /* For steps 0 to n_warmup: linear from warmup_first to first; the schedule then starts at 0 for
     * step n_warmup + 1, as mlx-lm joins them. 0: none. */
    uint64_t n_warmup;
    double warmup_first;
};

/* Finds a kind by mlx's name ("cosine_decay", …) and sets its arguments in mlx's order. */
bool schedule_init(struct schedule *schedule, const char *name, const double *arguments,
                   size_t n_arguments, struct error *err);

/* The rate of an update; the first is number 0. */
double schedule_rate(const struct schedule *schedule, uint64_t step);

#endif
