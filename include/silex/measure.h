/*
 * Silex for those who measure: random models of any shape, written without a download.
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
    /* Called on the calling thread; fraction in [0, 1]. Return false to cancel. */
    bool (*progress)(void *user, const char *stage, double fraction);
    void *user;
} silex_random_options;

/* Writes the checkpoint that a config.json (an object as text) describes, with random weights near
 * those that networks begin with: config.json, model.safetensors, quantized where config.json says
 * so, and a byte-level tokenizer of the vocabulary's size, whose ids of beginning and end are put
 * into config.json. Floats are of its "torch_dtype" or "dtype"; bfloat16 where it has neither.
 * `path` becomes a new directory, which appears when it is complete; memory stays small. */
SILEX_API silex_status silex_random_model_write(const char *path, const char *config_json,
                                                const silex_random_options *options,
                                                silex_error *error);

#ifdef __cplusplus
}
#endif

#endif
