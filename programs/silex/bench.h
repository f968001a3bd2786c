/*
 * What silex bench measures, and how it is told. docs/bench.md says what the numbers mean.
 */
#ifndef BENCH_H
#define BENCH_H

#include "energy.h"
#include "engine.h"
#include "settings.h"
#include "silex/measure.h"

enum { BENCH_N_PEAKS = SILEX_PEAK_WEIGHTS + 1 };

/* One run of a point, or the medians of all. */
struct bench_sample {
    double speed;    /* tokens per second, of all sessions together */
    double limit;    /* the same, at best */
    double share;    /* speed / limit */
    double barriers; /* share of the threads' time spent waiting for each other */
    double alone;    /* share of the time in which one thread worked and the others could not */
    double energy;   /* joules per token; NAN without a meter */
};

/* A row of the table. */
struct bench_point {
    bool is_prompt;
    size_t depth, n_sessions, n_tokens;
    struct bench_sample *samples; /* [n_trials], owned */
    struct bench_sample median;
    double least, most;        /* speed */
    size_t n_guesses, n_right; /* of all runs: computed with lookup or a draft model, come true */
};

/* Windows of equal length, one after the other. */
struct bench_sustained {
    double window_seconds;
    double *speeds; /* [n_windows], tokens per second; owned */
    size_t n_windows;
    double burst, sustained; /* the first window; the median of the last quarter */
    double energy;           /* joules per token; NAN without a meter */
};

struct bench {
    const struct settings *settings;
    silex_machine machine;
    struct engine engine;   /* its session is the first of … */
    silex_session **others; /* [n_sessions - 1] … those of the largest batch */
    size_t n_sessions;
    size_t context_tokens;
    uint32_t *ids;          /* [n_sessions, context_tokens], random */
    silex_memory_plan plan; /* of one session */
    double load_seconds;
    double first_token_seconds, again_seconds; /* as found, and once more */
    uint64_t peak_bytes;                       /* resident, without what the meter takes */
    double huge_page_bytes; /* of the weights, at the end; negative: the system does not tell */
    silex_meter *meter;
    struct energy energy;
    double peaks[BENCH_N_PEAKS]; /* medians */
    struct bench_point *points;
    size_t n_points;
    struct bench_sustained sustained; /* without windows where it was not asked for */
};

/* Measures what the settings ask for. To be cleared, on failure too. */
bool bench_run(struct bench *bench, const struct settings *settings, struct error *err);
void bench_clear(struct bench *bench);

/* Sorts the values; n > 0. */
double bench_median(double *values, size_t n);

void bench_show_text(const struct bench *bench);
void bench_show_json(const struct bench *bench);
void bench_show_csv(const struct bench *bench);

/* Writes a drawing of the speeds. */
bool bench_plot(const struct bench *bench, const char *path, struct error *err);

#endif
