/* Activations to 8 bits, for every level with vectors; see math_vector.h for how they become a
 * level's, scalar/ for what they do. */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_LINEAR_VECTOR_H
#define KERNELS_VECTOR_LINEAR_VECTOR_H

#include "kernels/kernels.h"
#include "kernels/numbers.h"
#include "kernels/vector/math_vector.h"

enum { MAX_GROUP = 128 };

/* The largest magnitude; NaN before infinity before all numbers. */
static float largest_magnitude(const float *x, unsigned n)
{
    struct lanes largest = lanes_set(0.0f);
    struct lanes zeros = lanes_set(0.0f); /* NaN where there is a NaN or an infinity */
    for (unsigned i = 0; i < n; i += N_LANES) {
        struct lanes v = lanes_load(x + i);
        largest = lanes_larger(lanes_magnitude(v), largest);
        zeros = lanes_fma(v, lanes_set(0.0f), zeros);
    }
    if (LIKELY(lanes_sum(zeros) == 0.0f)) {
        return lanes_largest(largest);
    }
    uint32_t bits = 0;
    for (unsigned i = 0; i < n; i++) {
        uint32_t magnitude = bits_of_float(x[i]) & 0x7fffffffu;
        bits = magnitude > bits ? magnitude : bits;
    }
    return float_of_bits(bits);
}

/* 16 codes, not yet rounded. */
static ALWAYS_INLINE struct lanes codes_of(const float *x, struct lanes inverse)
{
    struct lanes v = lanes_multiply(lanes_load(x), inverse);
    return lanes_smaller(lanes_larger(v, lanes_set(-127.0f)), lanes_set(127.0f));
}

/* Two runs: the even elements, then the odd ones. */
static void encode_two_runs(const float *x, unsigned group, struct lanes inverse, int8_t *codes)
{
    for (unsigned i = 0; i < group; i += 2 * N_LANES) {
        struct lanes even;
        struct lanes odd;
        lanes_unzip(codes_of(x + i, inverse), codes_of(x + i + N_LANES, inverse), &even, &odd);
        lanes_store_i8(codes + i / 2, even);
        lanes_store_i8(codes + (group + i) / 2, odd);
    }
}

/* Four runs: every fourth element, from the first, the second, the third and the fourth on. */
static void encode_four_runs(const float *x, unsigned group, struct lanes inverse, int8_t *codes)
{
    for (unsigned i = 0; i < group; i += 4 * N_LANES) {
        struct lanes even[2];
        struct lanes odd[2];
        UNROLLED
        for (unsigned j = 0; j < 2; j++) {
            const float *pair = x + i + 2 * j * N_LANES;
            lanes_unzip(codes_of(pair, inverse), codes_of(pair + N_LANES, inverse), &even[j],
                        &odd[j]);
        }
        struct lanes runs[4];
        lanes_unzip(even[0], even[1], &runs[0], &runs[2]);
        lanes_unzip(odd[0], odd[1], &runs[1], &runs[3]);
        UNROLLED
        for (unsigned r = 0; r < 4; r++) {
            lanes_store_i8(codes + (r * group + i) / 4, runs[r]);
        }
    }
}

/* Any number of runs; more than one only for groups too small for the functions above. */
static void encode_runs(const float *x, unsigned group, unsigned n_runs, struct lanes inverse,
                        int8_t *codes)
{
    int8_t plain[MAX_GROUP];
    for (unsigned i = 0; i < group; i += N_LANES) {
        lanes_store_i8(plain + i, codes_of(x + i, inverse));
    }
    for (unsigned i = 0; i < group; i++) {
        codes[i % n_runs * (group / n_runs) + i / n_runs] = plain[i];
    }
}

static void encode_group(const float *x, unsigned group, unsigned bits, float scale, int8_t *codes)
{
    struct lanes inverse = lanes_set(scale);
    if (bits == 4 && group >= 2 * N_LANES) {
        encode_two_runs(x, group, inverse, codes);
    } else if (bits == 2 && group >= 4 * N_LANES) {
        encode_four_runs(x, group, inverse, codes);
    } else if (bits == 2 || bits == 4) {
        encode_runs(x, group, 8 / bits, inverse, codes);
    } else {
        for (unsigned i = 0; i < group; i += N_LANES) {
            lanes_store_i8(codes + i, codes_of(x + i, inverse));
        }
    }
}

static int32_t sum_codes(const int8_t *codes, unsigned group)
{
    struct lanes sum = lanes_set(0.0f); /* of small integers: exact */
    for (unsigned i = 0; i < group; i += N_LANES) {
        sum = lanes_add(sum, lanes_load_i8(codes + i));
    }
    return (int32_t)lanes_sum(sum);
}

static void quantize_group(const float *x, const struct activations *out, int8_t *codes, size_t i)
{
    float largest = largest_magnitude(x, out->group);
    float inverse = 127.0f / largest;
    if (inverse == INFINITY) {
        memset(codes, 0, out->group);
        out->scales[i] = 0;
        out->shifts[i] = 0;
        out->sums[i] = 0;
        return;
    }
    encode_group(x, out->group, out->bits, inverse, codes);
    int32_t sum = sum_codes(codes, out->group);
    out->scales[i] = largest / 127.0f;
    out->sums[i] = sum;
    out->shifts[i] = out->scales[i] * (float)sum;
}

void KERNEL(quantize_rows)(const float *x, size_t x_stride, size_t first_token, size_t n_tokens,
                           struct activations *out)
{
    size_t n_groups = out->n_columns / out->group;
    for (size_t t = first_token; t < first_token + n_tokens; t++) {
        for (size_t g = 0; g < n_groups; g++) {
            quantize_group(x + t * x_stride + g * out->group, out,
                           out->codes + t * out->code_stride + g * out->group, t * n_groups + g);
        }
    }
}

#endif
#endif
