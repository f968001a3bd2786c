/*
 * Numbers -> integer codes and what they are multiplied by, so that the weighted square of what is
 * lost is small. ggml's reference quantizers define which of the many good answers is taken, down
 * to the last bit: what is summed in which order, which scales are tried, and when one is better.
 */
#ifndef CONVERT_BLOCK_FIT_H
#define CONVERT_BLOCK_FIT_H

#include <stdbool.h>
#include <stdint.h>

enum { FIT_MAX_NUMBERS = 32 };

/* The nearest integer, half to even, of numbers below 2^22; something defined for all others. */
int fit_nearest(float x);

/* x ~ scale * (code - top), codes from 0 to 2 * top - 1. Returns the scale, of either sign. */
float fit_signed(const float *x, const float *weights, unsigned n, int top, uint8_t *codes);

/* The same, code by code instead of scale by scale, with the squares as weights. */
float fit_signed_by_turns(const float *x, unsigned n, int top, uint8_t *codes);

/* What fit_shifted tries: scales for top + first + step * i codes, i from 0 to n_steps. */
struct fit_steps {
    int top;
    float first;
    float step;
    int n_steps;
    bool counts_magnitude; /* of what is lost, instead of its square */
};

/* x ~ scale * code - *minimum, codes from 0 to top; scale and minimum are not negative. */
float fit_shifted(const float *x, const float *weights, unsigned n, const struct fit_steps *steps,
                  uint8_t *codes, float *minimum);

/* x ~ scale * code for numbers that are not negative, codes from 0 to top. */
float fit_positive(const float *x, const float *weights, unsigned n, int top, uint8_t *codes);

#endif
