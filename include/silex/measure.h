/*
 * Silex for those who measure: what the machine can do at best, what a model has to do at least,
 * how long threads wait for each other, and random models of any shape, written without a download.
 *
 * The rules of silex/silex.h hold here too.
 */
#ifndef SILEX_MEASURE_H
#define SILEX_MEASURE_H

#include <silex/silex.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- random models -------------------------------------------------------------------------- */

typedef struct silex_random_options {
    uint64_t seed; /* the same seed and config.json give the same files */
    /* Weights to train from: normal, with the "initializer_range" of config.json (0.02) as their
     * deviation, smaller where they are added to the residual stream; norms one, biases zero. */
    bool for_training;
    const char *tokenizer; /* a directory whose tokenizer is taken; NULL: one is made */
    /* Called on the calling thread; fraction in [0, 1]. Return false to cancel. */
    bool (*progress)(void *user, const char *stage, double fraction);
    void *user;
} silex_random_options;

/* Writes the checkpoint that a config.json (an object as text) describes, with random weights near
 * those that networks begin with: config.json, model.safetensors, quantized where config.json says
 * so, and a byte-level tokenizer of the vocabulary's size. The tokenizer's ids of beginning, end
 * and padding are put into config.json; a tokenizer that is given does not replace those that are
 * there. Floats are of its "torch_dtype" or "dtype"; bfloat16 where it has neither. `path` becomes
 * a new directory, which appears when it is complete; memory stays small. */
SILEX_API silex_status silex_random_model_write(const char *path, const char *config_json,
                                                const silex_random_options *options,
                                                silex_error *error);

/* ---- the machine ---------------------------------------------------------------------------- */

typedef struct silex_machine {
    char cpu_name[128];   /* "" when the system does not tell */
    char cpu_levels[128]; /* of this build that this processor has, as in "scalar avx2 avx512" */
} silex_machine;

SILEX_API void silex_machine_describe(silex_machine *out);

typedef enum silex_peak {
    SILEX_PEAK_READ = 0, /* bytes read from memory */
    SILEX_PEAK_INTEGER,  /* 8-bit multiply-adds */
    SILEX_PEAK_FLOAT,    /* 32-bit float multiply-adds */
    SILEX_PEAK_WEIGHTS   /* bytes read of the model's weights where they lie */
} silex_peak;

/* Measures peaks with the threads and the CPU level of a model, whose sessions must rest
 * meanwhile. It takes memory to read from: 1 GiB, or less where less is free. */
typedef struct silex_meter silex_meter;

SILEX_API silex_status silex_meter_open(const silex_model *model, silex_meter **out,
                                        silex_error *error);
SILEX_API void silex_meter_close(silex_meter *meter); /* NULL is allowed */
SILEX_API uint64_t silex_meter_bytes(const silex_meter *meter);
/* Per second, by ten to a hundred milliseconds of nothing else. Weights are those of the
 * feed-forward layers, as many as the meter has bytes: mapped pages may be slower to read than
 * others, and the first time they come from the disk. 0 where they are so few that caches would be
 * measured. */
SILEX_API double silex_meter_peak(silex_meter *meter, silex_peak peak);

/* ---- the model ------------------------------------------------------------------------------ */

typedef struct silex_task {
    size_t depth;      /* tokens that each session holds before */
    size_t n_tokens;   /* appended to each */
    size_t n_sessions; /* in one batch; 0: 1 */
    bool is_prompt;    /* all tokens at once, logits after the last; else one after the other */
} silex_task;

typedef struct silex_work {
    double integer_products; /* 8-bit multiply-adds */
    double float_products;   /* 32-bit float multiply-adds */
    double bytes;            /* of weights and cache; of a prompt, each read once */
} silex_work;

/* What such a task takes at least in sessions with these options; divided by the peaks it is the
 * time at best. */
SILEX_API silex_status silex_model_work(const silex_model *model,
                                        const silex_session_options *options,
                                        const silex_task *task, silex_work *out,
                                        silex_error *error);

/* Computes every guess of lookup or a draft model, whether that pays or not: to see what guesses
 * cost, or to test them. False: as usual. */
SILEX_API void silex_session_guess_always(silex_session *session, bool always);

typedef struct silex_waiting {
    double
        barrier_seconds;  /* of all threads together: for the slowest, or for the next operation */
    double alone_seconds; /* in which one thread worked and the others had nothing to do */
} silex_waiting;

/* Begins, from 0, or ends counting how the model's threads wait. It costs two looks at the clock
 * for each wait. While no session computes, as the next. */
SILEX_API void silex_model_count_waiting(silex_model *model, bool counts);
SILEX_API void silex_model_waiting(const silex_model *model, silex_waiting *out);

#ifdef __cplusplus
}
#endif

#endif
