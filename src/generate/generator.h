/*
 * The loop: prompt in, tokens out, for one session or several in one batch. What a session gets
 * does not depend on who shares the batch.
 */
#ifndef GENERATE_GENERATOR_H
#define GENERATE_GENERATOR_H

#include "generate/session.h"
#include "silex/silex.h"
#include "text/tokenizer.h"

struct generate_request {
    struct session *session;
    const uint32_t *prompt;
    size_t n_prompt;
    bool truncates;     /* a prompt that does not fit loses its middle instead of failing */
    size_t keep_tokens; /* of its beginning, when truncated */
};

/* Sessions share one model and precision, and tokenizer is the model's (NULL: there is none,
 * and no text). results [n_requests] are
 * filled on success; on failure they are empty. A session whose is_cancelled is set ends its
 * generation at the next token or chunk; the caller clears the flag before it starts. */
bool generate(const struct tokenizer *tokenizer, const struct generate_request *requests,
              size_t n_requests, const silex_generate_options *options, silex_result *results,
              struct error *err);
void generate_result_clear(silex_result *result);

#endif
