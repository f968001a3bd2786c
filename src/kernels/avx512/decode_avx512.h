/* Sixteen weights in one AVX-512 register; what the functions do is told in vector/decode_vector.h.
 */
#ifndef KERNELS_AVX512_DECODE_AVX512_H
#define KERNELS_AVX512_DECODE_AVX512_H
#if defined(__AVX512F__) && defined(__AVX512BW__)

#include "kernels/avx512/lanes_avx512.h"
#include "kernels/matrix.h"

enum { DIRECT_ROWS = 4, DIRECT_FEW_ROWS = 4, DIRECT_FEW_TOKENS = 4 };

/* Codes of up to 4 bits look their weights up in `values`; for all others that is the scale. */
struct group_values {
    __m512 values, bias;
};

static ALWAYS_INLINE __m512i iota(void)
{
    return _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

static ALWAYS_INLINE struct group_values group_values_of(enum matrix_kind kind, unsigned bits,
                                                         const float *scale, const float *bias)
{
    __m512 scales = _mm512_set1_ps(*scale);
    if (kind == MATRIX_MXFP8) {
        return (struct group_values){.values = scales};
    }
    if (kind != MATRIX_AFFINE) {
        __m512 values = _mm512_setr_ps(0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 6.0f, -0.0f, -0.5f,
                                       -1.0f, -1.5f, -2.0f, -3.0f, -4.0f, -6.0f);
        return (struct group_values){.values = _mm512_mul_ps(values, scales)};
    }
    __m512 biases = _mm512_set1_ps(*bias);
    if (bits > 4) {
        return (struct group_values){scales, biases};
    }
    /* The permutation takes 4 bits of an index, some of which may be of the next code. */
    float codes[16];
    UNROLLED
    for (unsigned i = 0; i < 16; i++) {
        codes[i] = (float)(i & ((1u << bits) - 1));
    }
    return (struct group_values){.values = _mm512_fmadd_ps(scales, _mm512_loadu_ps(codes), biases)};
}

static ALWAYS_INLINE __m512i four_bytes(const uint8_t *data)
{
    int32_t word;
    memcpy(&word, data, sizeof(word));
    return _mm512_set1_epi32(word);
}

/* Codes of 2, 3 or 4 bits in the low bits of their lanes, others above them. 3 bits: a half of the
 * lanes each from the four bytes in which they lie; 4 bits: see lanes_in_order. */
static ALWAYS_INLINE __m512i low_codes(const uint8_t *data, unsigned bits, unsigned step)
{
    if (bits == 2) {
        return _mm512_srlv_epi32(four_bytes(data + 4 * step), _mm512_slli_epi32(iota(), 1));
    }
    if (bits == 4) {
        int64_t words;
        memcpy(&words, data + 8 * step, sizeof(words));
        __m512i shifts = _mm512_and_si512(_mm512_slli_epi32(iota(), 1), _mm512_set1_epi32(~3));
        return _mm512_srlv_epi32(_mm512_set1_epi64(words), shifts);
    }
    unsigned late = step == 0 ? 0 : 8; /* the last three bytes are read with the one before them */
    __m512i low = four_bytes(data + 6 * step);
    __m512i high = four_bytes(data + 3 + 5 * step);
    __m512i column = _mm512_and_si512(iota(), _mm512_set1_epi32(7));
    __m512i shifts = _mm512_add_epi32(_mm512_add_epi32(column, column), column);
    shifts = _mm512_mask_add_epi32(shifts, 0xff00, shifts, _mm512_set1_epi32((int)late));
    return _mm512_srlv_epi32(_mm512_mask_mov_epi32(low, 0xff00, high), shifts);
}

/*
 * Codes of 5 or 6 bits. The two bytes in which a code lies go to its lane; there it stays where it
 * is, s bits up, and becomes the last bits of a float 2^(23-s) + code.
 */
static ALWAYS_INLINE __m512 high_codes(const uint8_t *data, unsigned bits, unsigned step)
{
    unsigned first = step == 0 ? 0 : 4 * bits - 16; /* within the 32 columns */
    __m512i window = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)(data + first)));
    __m512i bit = _mm512_mullo_epi32(iota(), _mm512_set1_epi32((int)bits));
    __m512i byte = _mm512_add_epi32(_mm512_srli_epi32(bit, 3),
                                    _mm512_set1_epi32((int)(2 * bits * step - first)));
    __m512i shift = _mm512_and_si512(bit, _mm512_set1_epi32(7));
    __m512i mask = _mm512_sllv_epi32(_mm512_set1_epi32((1 << bits) - 1), shift);
    __m512i offset = _mm512_slli_epi32(_mm512_sub_epi32(_mm512_set1_epi32(127 + 23), shift), 23);
    __m512i two_bytes = _mm512_add_epi32(byte, _mm512_slli_epi32(byte, 8));
    window = _mm512_shuffle_epi8(window, _mm512_add_epi32(two_bytes, _mm512_set1_epi32(0x100)));
    window = _mm512_ternarylogic_epi32(window, mask, offset, 0xea); /* (window & mask) | offset */
    return _mm512_sub_ps(_mm512_castsi512_ps(window), _mm512_castsi512_ps(offset));
}

/* lanes_load_small_e4m3 of one half of 32 bytes, most of it done for both at once. */
static ALWAYS_INLINE struct lanes small_e4m3(const uint8_t *data, unsigned step)
{
    __m512i wide = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const void *)data));
    wide = _mm512_and_si512(_mm512_slli_epi16(wide, 7), _mm512_set1_epi16(~0x4000));
    return lanes_of(_mm512_cvtph_ps(step == 0 ? _mm512_castsi512_si256(wide)
                                              : _mm512_extracti64x4_epi64(wide, 1)));
}

static ALWAYS_INLINE struct lanes decode_step(enum matrix_kind kind, unsigned bits,
                                              const struct group_values *group, const uint8_t *data,
                                              unsigned step)
{
    if (kind == MATRIX_MXFP8) {
        struct lanes value = lanes_multiply(small_e4m3(data, step), lanes_set(256.0f));
        return lanes_multiply(value, lanes_of(group->values));
    }
    if (bits <= 4) {
        return lanes_of(_mm512_permutexvar_ps(low_codes(data, bits, step), group->values));
    }
    struct lanes codes =
        bits == 8 ? lanes_load_u8(data + 16 * step) : lanes_of(high_codes(data, bits, step));
    return lanes_fma(lanes_of(group->values), codes, lanes_of(group->bias));
}

/* With 4 bits, every second lane has a column of the first eight: 0, 8, 1, 9, 2, … */
static ALWAYS_INLINE struct lanes lanes_in_order(unsigned bits, struct lanes plain)
{
    __m512i from = _mm512_setr_epi32(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
    return bits == 4 ? lanes_of(_mm512_permutexvar_ps(from, plain.v)) : plain;
}

static ALWAYS_INLINE struct lanes lanes_in_plain_order(unsigned bits, struct lanes ordered)
{
    __m512i from = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
    return bits == 4 ? lanes_of(_mm512_permutexvar_ps(from, ordered.v)) : ordered;
}

#endif
#endif
