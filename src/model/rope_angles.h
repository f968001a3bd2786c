/*
 * Angles of rotary positions. The frequencies of a rope are computed once, when the model opens;
 * sessions ask for cosines and sines of the positions they are at.
 *
 * Kinds, with f_i = base^(-2i/n) for the pairs i of the n rotated dimensions:
 *
 *   default    f_i
 *   linear     f_i / factor
 *   dynamic    f_i, but beyond n_max_positions from a base that grows with the length:
 *              base * (factor * length / n_max_positions - (factor - 1))^(n / (n - 2))
 *   llama3     f_i for waves shorter than original / high_frequency_factor, f_i / factor for those
 *              longer than original / low_frequency_factor, a blend of both between
 *   yarn       a ramp from f_i to f_i / factor over the pairs that turn beta_fast to beta_slow
 *              times within the original length; cosines and sines times an attention factor
 *   longrope   f_i / short_factor_i up to the original length, f_i / long_factor_i beyond; cosines
 *              and sines times an attention factor
 *   factors    f_i / short_factor_i
 *
 * Frequencies and angles are 32-bit floats, rounded where the transformers library rounds them:
 * at position 100,000 the rounding of a frequency moves an angle by a hundredth of a turn.
 */
#ifndef MODEL_ROPE_ANGLES_H
#define MODEL_ROPE_ANGLES_H

#include "model/config.h"

struct rope_angles {
    struct rope_config config;
    size_t n_pairs;
    float attention_factor;
    const float *frequencies;      /* [n_pairs] */
    const float *long_frequencies; /* [n_pairs], beyond the original length; NULL: the same */
};

/* The frequencies are put into the arena, which must outlive them. */
bool rope_angles_init(struct rope_angles *angles, const struct rope_config *config,
                      struct arena *arena, struct error *err);

/*
 * Cosines and sines [n_tokens, n_pairs] of the positions. `length` is the number of positions of
 * the sequence up to the end of what is being computed (a whole prompt, or all before and including
 * a generated token): the dynamic and longrope kinds depend on it, the others do not.
 */
void rope_angles_fill(const struct rope_angles *angles, const size_t *positions, size_t n_tokens,
                      size_t length, float *cosines, float *sines);

#endif
