/*
 * From logits to a token. The order and the meaning of every step are those of mlx-lm:
 *
 *   logit bias; repetition, presence, frequency penalty (over the last tokens of prompt and answer)
 *   logprob = logit - log(sum(exp(logits)))          these are the reported ones
 *   temperature 0: the largest; ties go to the lower id
 *   top-p   sorted from the least likely, keep where the running sum is > 1 - p
 *   min-p   drop logprob < max + log(min_p), keeping at least min_tokens_to_keep
 *   XTC     with its probability: of the tokens over the threshold keep only the least likely
 *   top-k   keep the k most likely; ties go to the lower ids
 *   draw in proportion to exp(logprob / temperature)
 *
 * The draw at sequence position i uses the random numbers 2i and 2i + 1 of the seed, so it does not
 * depend on what was drawn before.
 */
#ifndef GENERATE_SAMPLER_H
#define GENERATE_SAMPLER_H

#include "base/error.h"
#include "kernels/kernels.h"
#include "silex/silex.h"

struct sampler;

/* Tells what is wrong with settings: a value out of its range, a biased token that does not exist.
 */
bool sampler_check(const silex_sampling *sampling, size_t n_vocabulary, struct error *err);

bool sampler_create(struct sampler **out, size_t n_vocabulary, struct error *err);
void sampler_destroy(struct sampler *sampler); /* NULL is allowed */

struct sampler_input {
    const float *logits;     /* [n_vocabulary] */
    const uint32_t *history; /* prompt and answer so far */
    size_t n_history;
    const uint32_t *exempt; /* never removed by XTC */
    size_t n_exempt;
};

/* Allocates nothing. */
silex_candidate sampler_draw(struct sampler *sampler, const struct kernels *kernels,
                             const silex_sampling *sampling, const struct sampler_input *input);

/* The n most likely tokens of the last draw, most likely first; returns how many. */
size_t sampler_top(const struct sampler *sampler, size_t n, silex_candidate *out);

#endif
