/* The options of the library's generation, made of the settings. */
#ifndef GENERATION_H
#define GENERATION_H

#include "base/error.h"
#include "engine.h"
#include "settings.h"
#include "silex/silex.h"

/* Owns the arrays that the options point into. */
struct generation {
    silex_generate_options options;
    silex_logit_bias *logit_bias;
    uint32_t *end_tokens;
};

/* A seed is drawn when tokens are drawn and none was given: read it in
 * options.sampling.seed. Callbacks are left empty. */
bool generation_init(struct generation *generation, const struct engine *engine,
                     const struct settings *settings, struct error *err);
void generation_clear(struct generation *generation); /* safe on a zeroed struct */

const char *generation_finish_text(silex_finish finish);

/* Tokens of the prompt that were computed, per second; 0 when that took no time. */
double generation_prompt_speed(const silex_result *result);
double generation_speed(const silex_result *result);

#endif
