/* Learning rates; see schedule.h. */
#include "train/schedule.h"

#include <math.h>
#include <string.h>
#include "base/real.h"

static const double pi = 3.14159265358979323846;

static const struct row {
    const char *name;
    enum schedule_kind kind;
    size_t n_least, n_most; /* arguments */
    const char *usage;
} rows[] = {
    {"exponential_decay", SCHEDULE_EXPONENTIAL, 2, 2, "[first, rate]"},
    {"step_decay", SCHEDULE_STEP, 3, 3, "[first, rate, steps]"},
    {"cosine_decay", SCHEDULE_COSINE, 2, 3, "[first, steps, last]"},
    {"linear_schedule", SCHEDULE_LINEAR, 3, 3, "[first, last, steps]"},
};

static bool set_steps(struct schedule *schedule, double n, const char *name, struct error *err)
{
    if (!(n >= 1 && n <= 1e15) || floor(n) != n) {
        return error_set(err, ERROR_ARGUMENT, "%s: steps must be a whole number from 1 on, not %g",
                         name, n);
    }
    schedule->n_steps = (uint64_t)n;
    return true;
}

bool schedule_init(struct schedule *schedule, const char *name, const double *arguments,
                   size_t n_arguments, struct error *err)
{
    const struct row *row = NULL;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        row = strcmp(rows[i].name, name) == 0 ? &rows[i] : row;
    }
    if (row == NULL) {
        return error_set(err, ERROR_ARGUMENT,
                         "no schedule \"%.100s\"; there are cosine_decay, linear_schedule, "
                         "exponential_decay and step_decay",
                         name);
    }
    if (n_arguments < row->n_least || n_arguments > row->n_most) {
        return error_set(err, ERROR_ARGUMENT, "%s: expected the arguments %s, found %zu", name,
                         row->usage, n_arguments);
    }
    for (size_t i = 0; i < n_arguments; i++) {
        if (!isfinite(arguments[i])) {
            return error_set(err, ERROR_ARGUMENT, "%s: argument %zu is no number", name, i + 1);
        }
    }
    *schedule = (struct schedule){.kind = row->kind, .first = arguments[0]};
    switch (row->kind) {
    case SCHEDULE_STEP:
        schedule->rate = arguments[1];
        return set_steps(schedule, arguments[2], name, err);
    case SCHEDULE_COSINE:
        schedule->last = n_arguments > 2 ? arguments[2] : 0;
        return set_steps(schedule, arguments[1], name, err);
    case SCHEDULE_LINEAR:
        schedule->last = arguments[1];
        return set_steps(schedule, arguments[2], name, err);
    default:
        schedule->rate = arguments[1];
        return true;
    }
}

static double between(double first, double last, uint64_t step, uint64_t n_steps)
{
    double s = (double)(step < n_steps ? step : n_steps);
    return s * ((last - first) / (double)n_steps) + first;
}

double schedule_rate(const struct schedule *schedule, uint64_t step)
{
    if (schedule->n_warmup > 0) {
        if (step <= schedule->n_warmup) {
            return between(schedule->warmup_first, schedule->first, step, schedule->n_warmup);
        }
        step -= schedule->n_warmup + 1;
    }
    double s = (double)step;
    switch (schedule->kind) {
    case SCHEDULE_EXPONENTIAL:
        return schedule->first * real_pow(schedule->rate, s);
    case SCHEDULE_STEP:
        return schedule->first * real_pow(schedule->rate, (double)(step / schedule->n_steps));
    case SCHEDULE_COSINE:
        s = (double)(step < schedule->n_steps ? step : schedule->n_steps);
        return schedule->last + 0.5 * (1.0 + real_cos(pi / (double)schedule->n_steps * s)) *
                                    (schedule->first - schedule->last);
    case SCHEDULE_LINEAR:
        return between(schedule->first, schedule->last, step, schedule->n_steps);
    default:
        return schedule->first;
    }
}
