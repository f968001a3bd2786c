/* Sixteen weights in two AVX2 registers; what the functions do is told in vector/decode_vector.h.
 */
#ifndef KERNELS_AVX2_DECODE_AVX2_H
#define KERNELS_AVX2_DECODE_AVX2_H
#if defined(__AVX2__) && defined(__FMA__) && defined(__F16C__)

#include "kernels/avx2/lanes_avx2.h"
#include "kernels/matrix.h"

enum { DIRECT_ROWS = 3, DIRECT_FEW_ROWS = 1, DIRECT_FEW_TOKENS = 4 };

/* Codes of up to 3 bits, and the magnitudes of fp4, look their weights up in `values`; for all
 * others that is the scale. */
struct group_values {
    __m256 values, bias;
};

static ALWAYS_INLINE __m256i iota(void)
{
    return _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
}

static ALWAYS_INLINE struct group_values group_values_of(enum matrix_kind kind, unsigned bits,
                                                         const float *scale, const float *bias)
{
    __m256 scales = _mm256_set1_ps(*scale);
    if (kind == MATRIX_MXFP8) {
        return (struct group_values){.values = scales};
    }
    if (kind != MATRIX_AFFINE) {
        __m256 values = _mm256_setr_ps(0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 6.0f);
        return (struct group_values){.values = _mm256_mul_ps(values, scales)};
    }
    __m256 biases = _mm256_set1_ps(*bias);
    if (bits > 3) {
        return (struct group_values){scales, biases};
    }
    /* The permutation takes 3 bits of an index, some of which may be of the next code. */
    __m256i codes = _mm256_and_si256(iota(), _mm256_set1_epi32((1 << bits) - 1));
    return (struct group_values){.values =
                                     _mm256_fmadd_ps(scales, _mm256_cvtepi32_ps(codes), biases)};
}

/* Eight codes of 2, 3 or 4 bits in the low bits of their lanes, others above them: those of half 0
 * or 1 of a step, from the four bytes in which they lie. */
static ALWAYS_INLINE __m256i low_codes(const uint8_t *data, unsigned bits, unsigned step,
                                       unsigned half)
{
    unsigned first_bit = (16 * step + 8 * half) * bits;
    unsigned last_byte = 4 * bits - 4; /* within the 32 columns */
    unsigned byte = first_bit / 8 < last_byte ? first_bit / 8 : last_byte;
    if (bits == 2) {
        byte = 4 * step;
    }
    int32_t word;
    memcpy(&word, data + byte, sizeof(word));
    __m256i shifts = _mm256_mullo_epi32(iota(), _mm256_set1_epi32((int)bits));
    shifts = _mm256_add_epi32(shifts, _mm256_set1_epi32((int)(first_bit - 8 * byte)));
    return _mm256_srlv_epi32(_mm256_set1_epi32(word), shifts);
}

/* Eight codes of 5 or 6 bits as floats; see decode_avx512.h. */
static ALWAYS_INLINE __m256 high_codes(const uint8_t *data, unsigned bits, unsigned step,
                                       unsigned half)
{
    unsigned first = step == 0 ? 0 : 4 * bits - 16;
    __m256i window = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)(data + first)));
    __m256i bit = _mm256_mullo_epi32(iota(), _mm256_set1_epi32((int)bits));
    __m256i byte = _mm256_add_epi32(_mm256_srli_epi32(bit, 3),
                                    _mm256_set1_epi32((int)((2 * step + half) * bits - first)));
    __m256i shift = _mm256_and_si256(bit, _mm256_set1_epi32(7));
    __m256i mask = _mm256_sllv_epi32(_mm256_set1_epi32((1 << bits) - 1), shift);
    __m256i offset = _mm256_slli_epi32(_mm256_sub_epi32(_mm256_set1_epi32(127 + 23), shift), 23);
    __m256i two_bytes = _mm256_add_epi32(byte, _mm256_slli_epi32(byte, 8));
    window = _mm256_shuffle_epi8(window, _mm256_add_epi32(two_bytes, _mm256_set1_epi32(0x100)));
    window = _mm256_or_si256(_mm256_and_si256(window, mask), offset);
    return _mm256_sub_ps(_mm256_castsi256_ps(window), _mm256_castsi256_ps(offset));
}

static ALWAYS_INLINE __m256 decode_half(enum matrix_kind kind, unsigned bits,
                                        const struct group_values *group, const uint8_t *data,
                                        unsigned step, unsigned half)
{
    if (bits >= 5) {
        return _mm256_fmadd_ps(group->values, high_codes(data, bits, step, half), group->bias);
    }
    __m256i codes = low_codes(data, bits, step, half);
    if (bits <= 3) {
        return _mm256_permutevar8x32_ps(group->values, codes);
    }
    if (kind == MATRIX_AFFINE) {
        codes = _mm256_and_si256(codes, _mm256_set1_epi32(15));
        return _mm256_fmadd_ps(group->values, _mm256_cvtepi32_ps(codes), group->bias);
    }
    __m256i sign = _mm256_and_si256(_mm256_slli_epi32(codes, 28), _mm256_set1_epi32(INT32_MIN));
    return _mm256_xor_ps(_mm256_permutevar8x32_ps(group->values, codes), _mm256_castsi256_ps(sign));
}

static ALWAYS_INLINE struct lanes decode_step(enum matrix_kind kind, unsigned bits,
                                              const struct group_values *group, const uint8_t *data,
                                              unsigned step)
{
    struct lanes values = lanes_of(group->values, group->values);
    if (kind == MATRIX_MXFP8) {
        struct lanes value = lanes_load_small_e4m3(data + 16 * step);
        return lanes_multiply(lanes_multiply(value, lanes_set(256.0f)), values);
    }
    if (bits == 8) {
        return lanes_fma(values, lanes_load_u8(data + 16 * step),
                         lanes_of(group->bias, group->bias));
    }
    return lanes_of(decode_half(kind, bits, group, data, step, 0),
                    decode_half(kind, bits, group, data, step, 1));
}

static ALWAYS_INLINE struct lanes lanes_in_order(unsigned bits, struct lanes plain)
{
    (void)bits;
    return plain;
}

static ALWAYS_INLINE struct lanes lanes_in_plain_order(unsigned bits, struct lanes ordered)
{
    (void)bits;
    return ordered;
}

#endif
#endif
