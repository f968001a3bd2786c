/* Sixteen lanes in one AVX-512 register; what the functions do is told in vector/rows_vector.h. */
#ifndef KERNELS_AVX512_LANES_AVX512_H
#define KERNELS_AVX512_LANES_AVX512_H
#if defined(__AVX512F__) && defined(__AVX512DQ__)

#include <immintrin.h>
#include <stdint.h>
#include <string.h>
#include "base/compiler.h"

enum { ATTENTION_SUMS = 24, ATTENTION_DIRECT = 8 };
enum { LINEAR_ROWS = 4, LINEAR_TOKENS = 6, LINEAR_ONE_ROWS = 1 };

struct lanes {
    __m512 v;
};

static ALWAYS_INLINE struct lanes lanes_of(__m512 v)
{
    return (struct lanes){v};
}

static ALWAYS_INLINE struct lanes lanes_set(float x)
{
    return lanes_of(_mm512_set1_ps(x));
}

static ALWAYS_INLINE struct lanes lanes_load(const float *p)
{
    return lanes_of(_mm512_loadu_ps(p));
}

static ALWAYS_INLINE void lanes_store(float *p, struct lanes a)
{
    _mm512_storeu_ps(p, a.v);
}

static ALWAYS_INLINE struct lanes lanes_load_f16(const uint16_t *p)
{
    return lanes_of(_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(const void *)p)));
}

static ALWAYS_INLINE void lanes_store_f16(uint16_t *p, struct lanes a)
{
    _mm256_storeu_si256((__m256i *)(void *)p, _mm512_cvtps_ph(a.v, _MM_FROUND_TO_NEAREST_INT));
}

static ALWAYS_INLINE struct lanes lanes_load_bf16(const uint16_t *p)
{
    __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(const void *)p));
    return lanes_of(_mm512_castsi512_ps(_mm512_slli_epi32(wide, 16)));
}

static ALWAYS_INLINE struct lanes lanes_load_u8(const uint8_t *p)
{
    __m128i codes = _mm_loadu_si128((const __m128i *)(const void *)p);
    return lanes_of(_mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(codes)));
}

/* E4M3 numbers divided by 256: then their lower bits are those of the same number as an f16. */
static ALWAYS_INLINE struct lanes lanes_load_small_e4m3(const uint8_t *p)
{
    __m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
    /* The sign is in the uppermost bit now, and in the next, where it may not be. */
    __m256i halves = _mm256_and_si256(_mm256_slli_epi16(wide, 7), _mm256_set1_epi16(~0x4000));
    return lanes_of(_mm512_cvtph_ps(halves));
}

/* 2^(byte - 127): bytes of exponents, 0 the one below the normal ones. */
static ALWAYS_INLINE struct lanes lanes_load_e8m0(const uint8_t *p)
{
    __m512i bytes = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(const void *)p));
    __m512i floats = _mm512_max_epu32(_mm512_slli_epi32(bytes, 23), _mm512_set1_epi32(0x00400000));
    return lanes_of(_mm512_castsi512_ps(floats));
}

static ALWAYS_INLINE struct lanes lanes_load_i8(const int8_t *p)
{
    __m128i codes = _mm_loadu_si128((const __m128i *)(const void *)p);
    return lanes_of(_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(codes)));
}

static ALWAYS_INLINE void lanes_store_i8(int8_t *p, struct lanes a)
{
    __m128i codes = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(a.v));
    _mm_storeu_si128((__m128i *)(void *)p, codes);
}

/* Has the compiler hold *a in a register here. */
static ALWAYS_INLINE void lanes_pin(struct lanes *a)
{
    __asm__("" : "+v"(a->v));
}

static ALWAYS_INLINE struct lanes lanes_add(struct lanes a, struct lanes b)
{
    return lanes_of(_mm512_add_ps(a.v, b.v));
}

static ALWAYS_INLINE struct lanes lanes_subtract(struct lanes a, struct lanes b)
{
    return lanes_of(_mm512_sub_ps(a.v, b.v));
}

static ALWAYS_INLINE struct lanes lanes_multiply(struct lanes a, struct lanes b)
{
    return lanes_of(_mm512_mul_ps(a.v, b.v));
}

static ALWAYS_INLINE struct lanes lanes_divide(struct lanes a, struct lanes b)
{
    return lanes_of(_mm512_div_ps(a.v, b.v));
}

static ALWAYS_INLINE struct lanes lanes_fma(struct lanes a, struct lanes b, struct lanes c)
{
    return lanes_of(_mm512_fmadd_ps(a.v, b.v, c.v));
}

static ALWAYS_INLINE struct lanes lanes_negate(struct lanes a)
{
    return lanes_of(_mm512_xor_ps(a.v, _mm512_set1_ps(-0.0f)));
}

static ALWAYS_INLINE struct lanes lanes_magnitude(struct lanes a)
{
    return lanes_of(_mm512_andnot_ps(_mm512_set1_ps(-0.0f), a.v));
}

static ALWAYS_INLINE struct lanes lanes_copy_sign(struct lanes a, struct lanes sign)
{
    __m512 bit = _mm512_and_ps(_mm512_set1_ps(-0.0f), sign.v);
    return lanes_of(_mm512_or_ps(lanes_magnitude(a).v, bit));
}

static ALWAYS_INLINE struct lanes lanes_larger(struct lanes a, struct lanes b)
{
    return lanes_of(_mm512_max_ps(a.v, b.v));
}

static ALWAYS_INLINE struct lanes lanes_smaller(struct lanes a, struct lanes b)
{
    return lanes_of(_mm512_min_ps(a.v, b.v));
}

static ALWAYS_INLINE struct lanes lanes_if_less(struct lanes a, struct lanes b, struct lanes yes,
                                                struct lanes no)
{
    return lanes_of(_mm512_mask_blend_ps(_mm512_cmp_ps_mask(a.v, b.v, _CMP_LT_OQ), no.v, yes.v));
}

static ALWAYS_INLINE struct lanes lanes_add_exponent(struct lanes a, struct lanes shifted)
{
    __m512i n = _mm512_slli_epi32(_mm512_castps_si512(shifted.v), 23);
    return lanes_of(_mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(a.v), n)));
}

static ALWAYS_INLINE struct lanes lanes_power(struct lanes shifted)
{
    return lanes_of(_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_castps_si512(shifted.v), 23)));
}

static ALWAYS_INLINE float lanes_sum(struct lanes a)
{
    __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(a.v), _mm512_extractf32x8_ps(a.v, 1));
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

static ALWAYS_INLINE float lanes_largest(struct lanes a)
{
    return _mm512_reduce_max_ps(a.v);
}

static ALWAYS_INLINE float lanes_first(struct lanes a)
{
    return _mm512_cvtss_f32(a.v);
}

static ALWAYS_INLINE void lanes_unzip(struct lanes a, struct lanes b, struct lanes *even,
                                      struct lanes *odd)
{
    __m512i evens = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    __m512i odds = _mm512_add_epi32(evens, _mm512_set1_epi32(1));
    even->v = _mm512_permutex2var_ps(a.v, evens, b.v);
    odd->v = _mm512_permutex2var_ps(a.v, odds, b.v);
}

static ALWAYS_INLINE void lanes_zip(struct lanes even, struct lanes odd, struct lanes *a,
                                    struct lanes *b)
{
    __m512i low = _mm512_set_epi32(23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
    __m512i high = _mm512_add_epi32(low, _mm512_set1_epi32(8));
    a->v = _mm512_permutex2var_ps(even.v, low, odd.v);
    b->v = _mm512_permutex2var_ps(even.v, high, odd.v);
}

#endif
#endif
