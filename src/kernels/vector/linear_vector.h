/* Activations to integers, for every level with vectors; see math_vector.h for how they become a
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

/* What makes digits of numbers. */
struct digits {
    struct lanes inverse; /* 127 / the largest magnitude of the group */
    bool is_second;
};

/* 16 digits, not yet rounded. */
static ALWAYS_INLINE struct lanes digits_of(const float *x, const struct digits *digits)
{
    struct lanes v = lanes_multiply(lanes_load(x), digits->inverse);
    v = lanes_smaller(lanes_larger(v, lanes_set(-127.0f)), lanes_set(127.0f));
    if (!digits->is_second) {
        return v;
    }
    struct lanes shift = lanes_set(0x1.8p23f); /* adding it rounds to integers */
    struct lanes first = lanes_subtract(lanes_add(v, shift), shift);
    return lanes_multiply(lanes_subtract(v, first), lanes_set(KERNEL_DIGIT_BASE));
}

/* Two runs: the even elements, then the odd ones. */
static void encode_two_runs(const float *x, unsigned group, const struct digits *digits,
                            int8_t *codes)
{
    for (unsigned i = 0; i < group; i += 2 * N_LANES) {
        struct lanes even;
        struct lanes odd;
        lanes_unzip(digits_of(x + i, digits), digits_of(x + i + N_LANES, digits), &even, &odd);
        lanes_store_i8(codes + i / 2, even);
        lanes_store_i8(codes + (group + i) / 2, odd);
    }
}

/* Four runs: every fourth element, from the first, the second, the third and the fourth on. */
static void encode_four_runs(const float *x, unsigned group, const struct digits *digits,
                             int8_t *codes)
{
    for (unsigned i = 0; i < group; i += 4 * N_LANES) {
        struct lanes even[2];
        struct lanes odd[2];
        UNROLLED
        for (unsigned j = 0; j < 2; j++) {
            const float *pair = x + i + 2 * j * N_LANES;
            lanes_unzip(digits_of(pair, digits), digits_of(pair + N_LANES, digits), &even[j],
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
static void encode_runs(const float *x, unsigned group, unsigned n_runs,
                        const struct digits *digits, int8_t *codes)
{
    int8_t plain[MAX_GROUP];
    for (unsigned i = 0; i < group; i += N_LANES) {
        lanes_store_i8(plain + i, digits_of(x + i, digits));
    }
    for (unsigned i = 0; i < group; i++) {
        codes[i % n_runs * (group / n_runs) + i / n_runs] = plain[i];
    }
}

static void encode_group(const float *x, unsigned group, unsigned bits, const struct digits *digits,
                         int8_t *codes)
{
    if (bits == 4 && group >= 2 * N_LANES) {
        encode_two_runs(x, group, digits, codes);
    } else if (bits == 2 && group >= 4 * N_LANES) {
        encode_four_runs(x, group, digits, codes);
    } else if (bits == 2 || bits == 4) {
        encode_runs(x, group, 8 / bits, digits, codes);
    } else {
        for (unsigned i = 0; i < group; i += N_LANES) {
            lanes_store_i8(codes + i, digits_of(x + i, digits));
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

/* Group i of all; `codes` is where its first digits go. */
static void quantize_group(const float *x, const struct activations *out, int8_t *codes, size_t i)
{
    float largest = largest_magnitude(x, out->group);
    float inverse = 127.0f / largest;
    bool is_zero = inverse == INFINITY;
    struct digits digits = {.inverse = lanes_set(inverse)};
    int32_t sum = 0;
    for (unsigned d = 0; d < out->n_digits; d++, codes += out->code_stride) {
        if (is_zero) {
            memset(codes, 0, out->group);
            continue;
        }
        digits.is_second = d == 1;
        encode_group(x, out->group, out->bits, &digits, codes);
        sum = sum * KERNEL_DIGIT_BASE + sum_codes(codes, out->group);
    }
    float largest_code = out->n_digits == 2 ? 127.0f * KERNEL_DIGIT_BASE : 127.0f;
    out->scales[i] = is_zero ? 0 : largest / largest_code;
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
                           out->codes + t * out->n_digits * out->code_stride + g * out->group,
                           t * n_groups + g);
        }
    }
}

#endif
#endif
