/* Sixteen lanes in two AVX2 registers; what the functions do is told in vector/rows_vector.h. */
#ifndef KERNELS_AVX2_LANES_AVX2_H
#define KERNELS_AVX2_LANES_AVX2_H
#if defined(__AVX2__) && defined(__FMA__) && defined(__F16C__)

#include <immintrin.h>
#include <stdint.h>
#include <string.h>
#include "base/compiler.h"

enum { ATTENTION_SUMS = 6, ATTENTION_DIRECT = 6 };
enum { LINEAR_ROWS = 2, LINEAR_TOKENS = 3, LINEAR_ONE_ROWS = 1 };

struct lanes {
    __m256 low, high;
};

static ALWAYS_INLINE struct lanes lanes_of(__m256 low, __m256 high)
{
    return (struct lanes){low, high};
}

static ALWAYS_INLINE struct lanes lanes_set(float x)
{
    return lanes_of(_mm256_set1_ps(x), _mm256_set1_ps(x));
}

static ALWAYS_INLINE struct lanes lanes_load(const float *p)
{
    return lanes_of(_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8));
}

static ALWAYS_INLINE void lanes_store(float *p, struct lanes a)
{
    _mm256_storeu_ps(p, a.low);
    _mm256_storeu_ps(p + 8, a.high);
}

static ALWAYS_INLINE struct lanes lanes_load_f16(const uint16_t *p)
{
    const __m128i *halves = (const __m128i *)(const void *)p;
    return lanes_of(_mm256_cvtph_ps(_mm_loadu_si128(halves)),
                    _mm256_cvtph_ps(_mm_loadu_si128(halves + 1)));
}

static ALWAYS_INLINE void lanes_store_f16(uint16_t *p, struct lanes a)
{
    __m128i *halves = (__m128i *)(void *)p;
    _mm_storeu_si128(halves, _mm256_cvtps_ph(a.low, _MM_FROUND_TO_NEAREST_INT));
    _mm_storeu_si128(halves + 1, _mm256_cvtps_ph(a.high, _MM_FROUND_TO_NEAREST_INT));
}

static ALWAYS_INLINE struct lanes lanes_load_bf16(const uint16_t *p)
{
    const __m128i *halves = (const __m128i *)(const void *)p;
    __m256i low = _mm256_cvtepu16_epi32(_mm_loadu_si128(halves));
    __m256i high = _mm256_cvtepu16_epi32(_mm_loadu_si128(halves + 1));
    return lanes_of(_mm256_castsi256_ps(_mm256_slli_epi32(low, 16)),
                    _mm256_castsi256_ps(_mm256_slli_epi32(high, 16)));
}

static ALWAYS_INLINE struct lanes lanes_load_u8(const uint8_t *p)
{
    __m128i codes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m256i low = _mm256_cvtepu8_epi32(codes);
    __m256i high = _mm256_cvtepu8_epi32(_mm_unpackhi_epi64(codes, codes));
    return lanes_of(_mm256_cvtepi32_ps(low), _mm256_cvtepi32_ps(high));
}

/* E4M3 numbers divided by 256: then their lower bits are those of the same number as an f16. */
static ALWAYS_INLINE struct lanes lanes_load_small_e4m3(const uint8_t *p)
{
    __m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
    /* The sign is in the uppermost bit now, and in the next, where it may not be. */
    __m256i halves = _mm256_and_si256(_mm256_slli_epi16(wide, 7), _mm256_set1_epi16(~0x4000));
    return lanes_of(_mm256_cvtph_ps(_mm256_castsi256_si128(halves)),
                    _mm256_cvtph_ps(_mm256_extracti128_si256(halves, 1)));
}

static ALWAYS_INLINE __m256 exponents(__m256i bytes)
{
    __m256i floats = _mm256_slli_epi32(bytes, 23);
    return _mm256_castsi256_ps(_mm256_max_epu32(floats, _mm256_set1_epi32(0x00400000)));
}

/* 2^(byte - 127): bytes of exponents, 0 the one below the normal ones. */
static ALWAYS_INLINE struct lanes lanes_load_e8m0(const uint8_t *p)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    return lanes_of(exponents(_mm256_cvtepu8_epi32(bytes)),
                    exponents(_mm256_cvtepu8_epi32(_mm_unpackhi_epi64(bytes, bytes))));
}

static ALWAYS_INLINE struct lanes lanes_load_i8(const int8_t *p)
{
    __m128i codes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m256i low = _mm256_cvtepi8_epi32(codes);
    __m256i high = _mm256_cvtepi8_epi32(_mm_unpackhi_epi64(codes, codes));
    return lanes_of(_mm256_cvtepi32_ps(low), _mm256_cvtepi32_ps(high));
}

static ALWAYS_INLINE void lanes_store_i8(int8_t *p, struct lanes a)
{
    __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(a.low), _mm256_cvtps_epi32(a.high));
    words = _mm256_permute4x64_epi64(words, 0xD8);
    __m128i codes =
        _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128((__m128i *)(void *)p, codes);
}

/* Has the compiler hold *a in registers here. */
static ALWAYS_INLINE void lanes_pin(struct lanes *a)
{
    __asm__("" : "+x"(a->low), "+x"(a->high));
}

static ALWAYS_INLINE struct lanes lanes_add(struct lanes a, struct lanes b)
{
    return lanes_of(_mm256_add_ps(a.low, b.low), _mm256_add_ps(a.high, b.high));
}

static ALWAYS_INLINE struct lanes lanes_subtract(struct lanes a, struct lanes b)
{
    return lanes_of(_mm256_sub_ps(a.low, b.low), _mm256_sub_ps(a.high, b.high));
}

static ALWAYS_INLINE struct lanes lanes_multiply(struct lanes a, struct lanes b)
{
    return lanes_of(_mm256_mul_ps(a.low, b.low), _mm256_mul_ps(a.high, b.high));
}

static ALWAYS_INLINE struct lanes lanes_divide(struct lanes a, struct lanes b)
{
    return lanes_of(_mm256_div_ps(a.low, b.low), _mm256_div_ps(a.high, b.high));
}

static ALWAYS_INLINE struct lanes lanes_fma(struct lanes a, struct lanes b, struct lanes c)
{
    return lanes_of(_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high));
}

static ALWAYS_INLINE struct lanes lanes_negate(struct lanes a)
{
    __m256 sign = _mm256_set1_ps(-0.0f);
    return lanes_of(_mm256_xor_ps(a.low, sign), _mm256_xor_ps(a.high, sign));
}

static ALWAYS_INLINE struct lanes lanes_magnitude(struct lanes a)
{
    __m256 sign = _mm256_set1_ps(-0.0f);
    return lanes_of(_mm256_andnot_ps(sign, a.low), _mm256_andnot_ps(sign, a.high));
}

static ALWAYS_INLINE struct lanes lanes_copy_sign(struct lanes a, struct lanes sign)
{
    __m256 bit = _mm256_set1_ps(-0.0f);
    struct lanes magnitude = lanes_magnitude(a);
    return lanes_of(_mm256_or_ps(magnitude.low, _mm256_and_ps(bit, sign.low)),
                    _mm256_or_ps(magnitude.high, _mm256_and_ps(bit, sign.high)));
}

static ALWAYS_INLINE struct lanes lanes_larger(struct lanes a, struct lanes b)
{
    return lanes_of(_mm256_max_ps(a.low, b.low), _mm256_max_ps(a.high, b.high));
}

static ALWAYS_INLINE struct lanes lanes_smaller(struct lanes a, struct lanes b)
{
    return lanes_of(_mm256_min_ps(a.low, b.low), _mm256_min_ps(a.high, b.high));
}

static ALWAYS_INLINE struct lanes lanes_if_less(struct lanes a, struct lanes b, struct lanes yes,
                                                struct lanes no)
{
    return lanes_of(_mm256_blendv_ps(no.low, yes.low, _mm256_cmp_ps(a.low, b.low, _CMP_LT_OQ)),
                    _mm256_blendv_ps(no.high, yes.high, _mm256_cmp_ps(a.high, b.high, _CMP_LT_OQ)));
}

static ALWAYS_INLINE __m256 add_exponent(__m256 a, __m256 shifted)
{
    __m256i n = _mm256_slli_epi32(_mm256_castps_si256(shifted), 23);
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(a), n));
}

static ALWAYS_INLINE struct lanes lanes_add_exponent(struct lanes a, struct lanes shifted)
{
    return lanes_of(add_exponent(a.low, shifted.low), add_exponent(a.high, shifted.high));
}

static ALWAYS_INLINE __m256 power(__m256 shifted)
{
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_castps_si256(shifted), 23));
}

static ALWAYS_INLINE struct lanes lanes_power(struct lanes shifted)
{
    return lanes_of(power(shifted.low), power(shifted.high));
}

static ALWAYS_INLINE float lanes_sum(struct lanes a)
{
    __m256 eight = _mm256_add_ps(a.low, a.high);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

static ALWAYS_INLINE float lanes_largest(struct lanes a)
{
    __m256 eight = _mm256_max_ps(a.low, a.high);
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

static ALWAYS_INLINE float lanes_first(struct lanes a)
{
    return _mm256_cvtss_f32(a.low);
}

/* Of each pair the first (0x88) or the second (0xDD), over both registers. */
#define EVERY_SECOND(a, choice)                                                                    \
    _mm256_castpd_ps(_mm256_permute4x64_pd(                                                        \
        _mm256_castps_pd(_mm256_shuffle_ps((a).low, (a).high, (choice))), 0xD8))

static ALWAYS_INLINE void lanes_unzip(struct lanes a, struct lanes b, struct lanes *even,
                                      struct lanes *odd)
{
    *even = lanes_of(EVERY_SECOND(a, 0x88), EVERY_SECOND(b, 0x88));
    *odd = lanes_of(EVERY_SECOND(a, 0xDD), EVERY_SECOND(b, 0xDD));
}

static ALWAYS_INLINE struct lanes zip(__m256 even, __m256 odd)
{
    __m256 low = _mm256_unpacklo_ps(even, odd);
    __m256 high = _mm256_unpackhi_ps(even, odd);
    return lanes_of(_mm256_permute2f128_ps(low, high, 0x20),
                    _mm256_permute2f128_ps(low, high, 0x31));
}

static ALWAYS_INLINE void lanes_zip(struct lanes even, struct lanes odd, struct lanes *a,
                                    struct lanes *b)
{
    *a = zip(even.low, odd.low);
    *b = zip(even.high, odd.high);
}

#endif
#endif
