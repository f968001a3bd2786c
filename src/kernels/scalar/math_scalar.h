/*
 * What the scalar kernels share: our exp and tanh, and the 16 lanes of a sum.
 * These are definitions: every level does the same operations in the same order, so that it gives
 * the same bits (docs/numerics.md). fmaf and sqrtf round correctly everywhere; nothing else of the
 * C library is used. A NaN is a NaN: its sign and payload are not defined.
 */
#ifndef KERNELS_SCALAR_MATH_SCALAR_H
#define KERNELS_SCALAR_MATH_SCALAR_H

#include <math.h>
#include <string.h>
#include "kernels/numbers.h"

enum { N_LANES = 16 };

/* The lanes of a sum, added by halves. */
static inline float lanes_tree(const float lanes[N_LANES])
{
    float sum[N_LANES];
    memcpy(sum, lanes, sizeof sum);
    for (int half = N_LANES / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
            sum[l] += sum[l + half];
        }
    }
    return sum[0];
}

/* Adding this to |x| < 2^22 leaves round-half-even(x) in the low bits. */
#define ROUNDING_NUMBER 0x1.8p23f

/*
 * e^x. With n = round(x / ln 2) and r = x - n ln 2, |r| <= 0.35: e^r by a polynomial of degree 6,
 * then n is added to its exponent. Under 1 unit in the last place. Results that would be smaller
 * than the smallest normal number are +0, those too large +infinity; NaN stays NaN.
 */
static inline float exp_scalar(float x)
{
    float shifted = fmaf(x, 0x1.715476p0f, ROUNDING_NUMBER);
    float n = shifted - ROUNDING_NUMBER;
    float r = fmaf(n, -0x1.63p-1f, x);
    r = fmaf(n, 0x1.bd0106p-13f, r);
    float p = 0x1.6a234ep-10f;
    p = fmaf(p, r, 0x1.123a6cp-7f);
    p = fmaf(p, r, 0x1.5558f4p-5f);
    p = fmaf(p, r, 0x1.55549p-3f);
    p = fmaf(p, r, 0x1.fffffcp-2f);
    p = fmaf(p, r, 1.0f);
    p = fmaf(p, r, 1.0f);
    float y = float_of_bits(bits_of_float(p) + (bits_of_float(shifted) << 23));
    y = x <= 0x1.62e42ep6f ? y : x + INFINITY;
    return x < -0x1.5d589ep6f ? 0.0f : y;
}

/*
 * e^x for the weights of a softmax, where x is 0 or below: n = round(x / ln 2), r = x / ln 2 - n,
 * 2^r by a polynomial of degree 5 that is 1 at 0, times 2^n, made of the bits that n has after
 * adding the number below. Relative error 2.6e-7 down to -9, 1.3e-6 below; +0 below -87; NaN
 * stays NaN.
 */
#define POWER_NUMBER (ROUNDING_NUMBER + 127.0f)

static inline float softmax_exp_scalar(float x)
{
    float shifted = fmaf(x, 0x1.715476p0f, POWER_NUMBER);
    float n = shifted - POWER_NUMBER;
    float r = fmaf(x, 0x1.715476p0f, -n);
    float p = 0x1.5bb9fep-10f;
    p = fmaf(p, r, 0x1.3cea88p-7f);
    p = fmaf(p, r, 0x1.c6b754p-5f);
    p = fmaf(p, r, 0x1.ebf9bcp-3f);
    p = fmaf(p, r, 0x1.62e42ap-1f);
    p = fmaf(p, r, 1.0f);
    float y = p * float_of_bits(bits_of_float(shifted) << 23);
    return x < -87.0f ? 0.0f : y;
}

/* tanh: odd polynomial below 0.55, where 1 - 2 / (e^2x + 1) would cancel. Under 2 units in the last
 * place. */
static inline float tanh_scalar(float x)
{
    float a = fabsf(x);
    float z = a * a;
    float p = -0x1.9b302ap-8f;
    p = fmaf(p, z, 0x1.593d02p-6f);
    p = fmaf(p, z, -0x1.b9287ap-5f);
    p = fmaf(p, z, 0x1.110d26p-3f);
    p = fmaf(p, z, -0x1.55554ap-2f);
    float small = fmaf(p * z, a, a);
    float large = 1.0f - 2.0f / (exp_scalar(a + a) + 1.0f);
    return copysignf(a < 0.55f ? small : large, x);
}

#endif
