/*
 * Written once for all levels that have vectors: our exp and tanh over `struct lanes`, sixteen
 * floats in as many registers as the level needs. A level's file defines KERNEL(name), includes its
 * lanes (lanes_<level>.h) and then the bodies of this folder, which thereby become its kernels:
 *
 *   #define KERNEL(name) name##_avx2
 *   #include "kernels/avx2/lanes_avx2.h"
 *   #include "kernels/vector/rows_vector.h"
 *
 * The lanes' functions do in each lane what their names say, rounded once. lanes_larger(a, b) is
 * a > b ? a : b, lanes_smaller(a, b) is a < b ? a : b, lanes_if_less(a, b, yes, no) is
 * a < b ? yes : no; so a NaN gives the last one. lanes_add_exponent(a, shifted) adds the integer in
 * the low bits of `shifted` to the exponent of a. lanes_power(shifted) is the float whose
 * exponent is the low 8 bits of `shifted`, positive and with no fraction. lanes_sum adds by halves,
 * as all sums do. lanes_store_i8 rounds half to even, from [-128, 127]. lanes_unzip parts even and
 * odd elements of 32, lanes_zip joins them. lanes_pin has the compiler hold lanes in registers.
 *
 * The scalar definitions are in scalar/math_scalar.h; the kernel checker holds these against them.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_MATH_VECTOR_H
#define KERNELS_VECTOR_MATH_VECTOR_H

#include <math.h>
#include <stdint.h>
#include <string.h>
#include "base/compiler.h"

enum { N_LANES = 16 };

/* Elements of the step that starts at i: a whole one, or what is left. */
static ALWAYS_INLINE size_t step_at(size_t i, size_t n)
{
    return n - i < N_LANES ? n - i : N_LANES;
}

/* The first m of the lanes, the others +0. */
static ALWAYS_INLINE struct lanes lanes_get(const float *p, size_t m)
{
    if (LIKELY(m == N_LANES)) {
        return lanes_load(p);
    }
    float part[N_LANES] = {0};
    memcpy(part, p, m * sizeof *p);
    return lanes_load(part);
}

static ALWAYS_INLINE void lanes_put(float *p, size_t m, struct lanes a)
{
    if (LIKELY(m == N_LANES)) {
        lanes_store(p, a);
        return;
    }
    float part[N_LANES];
    lanes_store(part, a);
    memcpy(p, part, m * sizeof *p);
}

/* a with +0 in all but the first m lanes. */
static ALWAYS_INLINE struct lanes lanes_keep(struct lanes a, size_t m)
{
    if (LIKELY(m == N_LANES)) {
        return a;
    }
    float part[N_LANES] = {0};
    lanes_put(part, m, a);
    return lanes_load(part);
}

static ALWAYS_INLINE struct lanes lanes_exp(struct lanes x)
{
    struct lanes rounding = lanes_set(0x1.8p23f);
    struct lanes shifted = lanes_fma(x, lanes_set(0x1.715476p0f), rounding);
    struct lanes n = lanes_subtract(shifted, rounding);
    struct lanes r = lanes_fma(n, lanes_set(-0x1.63p-1f), x);
    r = lanes_fma(n, lanes_set(0x1.bd0106p-13f), r);
    struct lanes p = lanes_set(0x1.6a234ep-10f);
    p = lanes_fma(p, r, lanes_set(0x1.123a6cp-7f));
    p = lanes_fma(p, r, lanes_set(0x1.5558f4p-5f));
    p = lanes_fma(p, r, lanes_set(0x1.55549p-3f));
    p = lanes_fma(p, r, lanes_set(0x1.fffffcp-2f));
    p = lanes_fma(p, r, lanes_set(1.0f));
    p = lanes_fma(p, r, lanes_set(1.0f));
    struct lanes y = lanes_add_exponent(p, shifted);
    /* x < the first float that overflows; a NaN goes the other way and stays one. */
    y = lanes_if_less(x, lanes_set(0x1.62e43p6f), y, lanes_add(x, lanes_set(INFINITY)));
    return lanes_if_less(x, lanes_set(-0x1.5d589ep6f), lanes_set(0.0f), y);
}

/* e^x for x <= 0; see softmax_exp_scalar. */
static ALWAYS_INLINE struct lanes lanes_softmax_exp(struct lanes x)
{
    struct lanes rounding = lanes_set(0x1.8p23f + 127.0f);
    struct lanes inverse = lanes_set(0x1.715476p0f);
    struct lanes shifted = lanes_fma(x, inverse, rounding);
    struct lanes r = lanes_fma(x, inverse, lanes_subtract(rounding, shifted));
    struct lanes p = lanes_set(0x1.5bb9fep-10f);
    p = lanes_fma(p, r, lanes_set(0x1.3cea88p-7f));
    p = lanes_fma(p, r, lanes_set(0x1.c6b754p-5f));
    p = lanes_fma(p, r, lanes_set(0x1.ebf9bcp-3f));
    p = lanes_fma(p, r, lanes_set(0x1.62e42ap-1f));
    p = lanes_fma(p, r, lanes_set(1.0f));
    struct lanes y = lanes_multiply(p, lanes_power(shifted));
    return lanes_if_less(x, lanes_set(-87.0f), lanes_set(0.0f), y);
}

static ALWAYS_INLINE struct lanes lanes_tanh(struct lanes x)
{
    struct lanes one = lanes_set(1.0f);
    struct lanes a = lanes_magnitude(x);
    struct lanes z = lanes_multiply(a, a);
    struct lanes p = lanes_set(-0x1.9b302ap-8f);
    p = lanes_fma(p, z, lanes_set(0x1.593d02p-6f));
    p = lanes_fma(p, z, lanes_set(-0x1.b9287ap-5f));
    p = lanes_fma(p, z, lanes_set(0x1.110d26p-3f));
    p = lanes_fma(p, z, lanes_set(-0x1.55554ap-2f));
    struct lanes small = lanes_fma(lanes_multiply(p, z), a, a);
    struct lanes e = lanes_exp(lanes_add(a, a));
    struct lanes large = lanes_subtract(one, lanes_divide(lanes_set(2.0f), lanes_add(e, one)));
    return lanes_copy_sign(lanes_if_less(a, lanes_set(0.55f), small, large), x);
}

#endif
#endif
