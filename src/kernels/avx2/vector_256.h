/*
 * What the products on 256-bit vectors are made of; the names and meanings of vector_512.h.
 */
#ifndef KERNELS_AVX2_VECTOR_256_H
#define KERNELS_AVX2_VECTOR_256_H

#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "base/compiler.h"

/* The slab stays in a second-level cache of 256 KiB. */
enum { N_LANES = 8, UNIT_COLUMNS = 32, SLAB_BYTES = 160 * 1024 };
#define TILE_TOKENS 6
/* The most rows of digits that panels of packed weights are multiplied by. */
enum { SEVERAL_ROWS_X = 16 };

/* Whether dot_step sums in 16 bits. */
#ifdef __AVXVNNI__
#define IS_NARROW 0
#else
#define IS_NARROW 1
#endif

typedef __m256i ints;
typedef __m256 floats;

static ALWAYS_INLINE ints ints_zero(void)
{
    return _mm256_setzero_si256();
}

static ALWAYS_INLINE ints ints_all(int32_t x)
{
    return _mm256_set1_epi32(x);
}

static ALWAYS_INLINE ints ints_load(const void *data)
{
    return _mm256_loadu_si256(data);
}

static ALWAYS_INLINE void ints_store(void *data, ints x)
{
    _mm256_storeu_si256(data, x);
}

/* Has the compiler hold *x in one register here. */
static ALWAYS_INLINE void ints_pin(ints *x)
{
    __asm__("" : "+x"(*x));
}

static ALWAYS_INLINE ints ints_add(ints a, ints b)
{
    return _mm256_add_epi32(a, b);
}

static ALWAYS_INLINE ints ints_times(ints a, ints b)
{
    return _mm256_mullo_epi32(a, b);
}

static ALWAYS_INLINE floats floats_all(float x)
{
    return _mm256_set1_ps(x);
}

static ALWAYS_INLINE floats floats_load(const float *data)
{
    return _mm256_loadu_ps(data);
}

static ALWAYS_INLINE void floats_store(float *data, floats x)
{
    _mm256_storeu_ps(data, x);
}

/* The first n lanes. */
static ALWAYS_INLINE void floats_store_some(float *data, floats x, size_t n)
{
    if (n == N_LANES) {
        _mm256_storeu_ps(data, x);
        return;
    }
    float lanes[N_LANES];
    _mm256_storeu_ps(lanes, x);
    memcpy(data, lanes, n * sizeof(float));
}

static ALWAYS_INLINE floats floats_add(floats a, floats b)
{
    return _mm256_add_ps(a, b);
}

static ALWAYS_INLINE floats floats_times(floats a, floats b)
{
    return _mm256_mul_ps(a, b);
}

static ALWAYS_INLINE floats floats_fma(floats a, floats b, floats c)
{
    return _mm256_fmadd_ps(a, b, c);
}

static ALWAYS_INLINE floats floats_of_ints(ints x)
{
    return _mm256_cvtepi32_ps(x);
}

static ALWAYS_INLINE floats floats_of_f16(const void *data)
{
    return _mm256_cvtph_ps(_mm_loadu_si128(data));
}

static ALWAYS_INLINE floats floats_of_bf16(const void *data)
{
    __m256i wide = _mm256_cvtepu16_epi32(_mm_loadu_si128(data));
    return _mm256_castsi256_ps(_mm256_slli_epi32(wide, 16));
}

static ALWAYS_INLINE floats floats_of_bits(ints x)
{
    return _mm256_castsi256_ps(x);
}

static ALWAYS_INLINE ints bits_of_floats(floats x)
{
    return _mm256_castps_si256(x);
}

/* Half of 2^(byte - 127). A byte of 0 or 1 gives the denormals 2^-128 and 2^-127; 255 infinity. */
static ALWAYS_INLINE floats floats_of_half_e8m0(const void *data)
{
    __m256i byte = _mm256_cvtepu8_epi32(_mm_loadl_epi64(data));
    __m256i normal = _mm256_slli_epi32(_mm256_sub_epi32(byte, _mm256_set1_epi32(1)), 23);
    __m256i tiny = _mm256_sllv_epi32(_mm256_set1_epi32(0x00200000), byte);
    __m256i is_tiny = _mm256_cmpgt_epi32(_mm256_set1_epi32(2), byte);
    __m256i is_infinite = _mm256_cmpeq_epi32(byte, _mm256_set1_epi32(255));
    normal = _mm256_blendv_epi8(normal, tiny, is_tiny);
    normal = _mm256_blendv_epi8(normal, _mm256_set1_epi32(0x7f800000), is_infinite);
    return _mm256_castsi256_ps(normal);
}

/* Half of the E4M3 number: its lower bits are those of an f16 that is 256 times too small. */
static ALWAYS_INLINE floats floats_of_half_e4m3(const void *data)
{
    __m128i byte = _mm_cvtepu8_epi16(_mm_loadl_epi64(data));
    __m128i low = _mm_slli_epi16(_mm_and_si128(byte, _mm_set1_epi16(0x7f)), 7);
    __m128i sign = _mm_slli_epi16(_mm_and_si128(byte, _mm_set1_epi16(0x80)), 8);
    return _mm256_mul_ps(_mm256_cvtph_ps(_mm_or_si128(low, sign)), _mm256_set1_ps(128.0f));
}

/* ---- the dot product of bytes */

static ALWAYS_INLINE ints low_nibbles(ints bytes)
{
    return _mm256_and_si256(bytes, _mm256_set1_epi8(15));
}

static ALWAYS_INLINE ints high_nibbles(ints bytes)
{
    return low_nibbles(_mm256_srli_epi16(bytes, 4));
}

/* 32-bit sums of pairs of 16-bit sums. */
static ALWAYS_INLINE ints widen(ints narrow)
{
    return _mm256_madd_epi16(narrow, _mm256_set1_epi16(1));
}

/* The same of the upper halves of codes of 8 bits. */
static ALWAYS_INLINE ints widen_upper(ints narrow)
{
    return _mm256_madd_epi16(narrow, _mm256_set1_epi16(16));
}

/* The sums of products, as in vector_512.h. */
static ALWAYS_INLINE ints dot_first(ints codes, ints x, unsigned bits)
{
#if IS_NARROW
    if (bits < 8) {
        return _mm256_maddubs_epi16(codes, x);
    }
    ints low = _mm256_maddubs_epi16(low_nibbles(codes), x);
    ints high = _mm256_maddubs_epi16(high_nibbles(codes), x);
    return ints_add(widen(low), widen_upper(high));
#else
    (void)bits;
    return _mm256_dpbusd_avx_epi32(ints_zero(), codes, x);
#endif
}

static ALWAYS_INLINE ints dot_next(ints sum, ints codes, ints x, unsigned bits)
{
#if IS_NARROW
    ints next = dot_first(codes, x, bits);
    return bits < 8 ? _mm256_add_epi16(sum, next) : ints_add(sum, next);
#else
    (void)bits;
    return _mm256_dpbusd_avx_epi32(sum, codes, x);
#endif
}

static ALWAYS_INLINE ints dot_last(ints sum, unsigned bits)
{
    return IS_NARROW && bits < 8 ? widen(sum) : sum;
}

/* One step of many, for codes that were taken apart if they had 8 bits. */
static ALWAYS_INLINE ints dot_step(ints acc, ints codes, ints x)
{
#if IS_NARROW
    return _mm256_add_epi16(acc, _mm256_maddubs_epi16(codes, x));
#else
    return _mm256_dpbusd_avx_epi32(acc, codes, x);
#endif
}

/* ---- unpacking */

/* The lowest bits of each byte. */
static ALWAYS_INLINE ints low_bits(ints bytes, unsigned bits)
{
    return _mm256_and_si256(bytes, _mm256_set1_epi8((char)((1u << bits) - 1)));
}

/* All bits; what comes from the byte above is to be masked. */
static ALWAYS_INLINE ints shift_down(ints x, unsigned n)
{
    return n == 0 ? x : _mm256_srlv_epi64(x, _mm256_set1_epi64x((long long)n));
}

/* Codes of 2 or 4 bits; see vector_512.h. */
static ALWAYS_INLINE ints unpack_runs(const uint8_t *data, unsigned bits, unsigned group,
                                      unsigned unit)
{
    const __m256i mask = _mm256_set1_epi8((char)((1u << bits) - 1));
    unsigned run = group * bits / 8;
    long long b = bits;
    __m256i w;
    if (run >= 32) {
        w = ints_load(data + unit * 32 % run);
        w = _mm256_srlv_epi64(w, _mm256_set1_epi64x(b * (unit * 32 / run)));
    } else if (run == 16) {
        long long s = b * 2 * unit;
        w = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)data));
        w = _mm256_srlv_epi64(w, _mm256_setr_epi64x(s, s, s + b, s + b));
    } else if (bits == 2) {
        w = _mm256_broadcastq_epi64(_mm_loadl_epi64((const void *)data));
        w = _mm256_srlv_epi64(w, _mm256_setr_epi64x(0, 2, 4, 6));
    } else {
        w = _mm256_castsi128_si256(_mm_loadu_si128((const void *)data));
        w = _mm256_permute4x64_epi64(w, 0x50);
        w = _mm256_srlv_epi64(w, _mm256_setr_epi64x(0, 4, 0, 4));
    }
    return _mm256_and_si256(w, mask);
}

/* Where 32 codes of 3, 5 or 6 bits are found: see unpack_odd. */
struct odd_layout {
    int8_t to_word[32];
    int16_t factors[16];
};

/* Bytes of the pair p of codes of b bits; the second half of the unit was loaded `late` bytes
 * before its first code. */
#define WORD(b, p, late) (2 * (b) * (p)) / 8 + (late), (2 * (b) * (p)) / 8 + 1 + (late)
#define WORDS(b, late)                                                                             \
    WORD(b, 0, late), WORD(b, 1, late), WORD(b, 2, late), WORD(b, 3, late), WORD(b, 4, late),      \
        WORD(b, 5, late), WORD(b, 6, late), WORD(b, 7, late)
#define FACTOR(b, p) 1 << (16 - 2 * (b)-2 * (b) * (p) % 8)
#define FACTORS(b)                                                                                 \
    FACTOR(b, 0), FACTOR(b, 1), FACTOR(b, 2), FACTOR(b, 3), FACTOR(b, 4), FACTOR(b, 5),            \
        FACTOR(b, 6), FACTOR(b, 7)
#define ODD_LAYOUT(b, late)                                                                        \
    {                                                                                              \
        {WORDS(b, 0), WORDS(b, late)},                                                             \
        {                                                                                          \
            FACTORS(b), FACTORS(b)                                                                 \
        }                                                                                          \
    }

static const struct odd_layout odd_layouts[3] = {ODD_LAYOUT(3, 2), ODD_LAYOUT(5, 6),
                                                 ODD_LAYOUT(6, 4)};

/*
 * 32 codes of 3, 5 or 6 bits, in order, from 4 * bits bytes, of which each half goes into one
 * 128-bit lane. The bytes that hold a pair of codes go into one 16-bit word; a multiplication
 * shifts the pair to the top of the word, from where its codes are shifted to their bytes.
 */
static ALWAYS_INLINE ints unpack_odd(const uint8_t *data, unsigned bits)
{
    const struct odd_layout *layout = &odd_layouts[bits / 2 - 1];
    __m128i low;
    __m128i high;
    if (bits == 3) {
        low = _mm_loadl_epi64((const void *)data);
        high = _mm_loadl_epi64((const void *)(data + 4));
    } else {
        low = _mm_loadu_si128((const void *)data);
        high = _mm_loadu_si128((const void *)(data + 4 * bits - 16));
    }
    __m256i w = _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
    w = _mm256_shuffle_epi8(w, ints_load(layout->to_word));
    w = _mm256_mullo_epi16(w, ints_load(layout->factors));
    const short mask = (short)((1u << bits) - 1);
    __m256i upper = _mm256_srl_epi16(w, _mm_cvtsi32_si128(8 - (int)bits));
    __m256i lower = _mm256_srl_epi16(w, _mm_cvtsi32_si128(16 - 2 * (int)bits));
    return _mm256_or_si256(_mm256_and_si256(upper, _mm256_set1_epi16((short)(mask << 8))),
                           _mm256_and_si256(lower, _mm256_set1_epi16(mask)));
}

/* The doubled E2M1 values plus 12, which makes them unsigned. */
static ALWAYS_INLINE ints decode_fp4_codes(ints codes)
{
    const __m256i values = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(12, 13, 14, 15, 16, 18, 20, 24, 12, 11, 10, 9, 8, 6, 4, 0));
    return _mm256_shuffle_epi8(values, codes);
}

/* ---- from units to sums of groups, and from rows to lanes */

/* In each 128-bit lane: a0 + a1, a2 + a3, b0 + b1, b2 + b3. None is larger than `largest`. */
static ALWAYS_INLINE ints add_neighbours(ints a, ints b, uint64_t largest)
{
    if (largest <= 32767) {
        return widen(_mm256_packs_epi32(a, b));
    }
    floats even = _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0x88);
    floats odd = _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0xdd);
    return ints_add(_mm256_castps_si256(even), _mm256_castps_si256(odd));
}

/* In each 128-bit lane: the sums of the four lanes of a, b, c, d. */
static ALWAYS_INLINE ints sum_quads(const ints *v, uint64_t largest)
{
    return add_neighbours(add_neighbours(v[0], v[1], largest), add_neighbours(v[2], v[3], largest),
                          2 * largest);
}

/* The sums of 8 groups, in order, each of which has n_lanes lanes. */
static ALWAYS_INLINE ints group_sums(const ints *quads, unsigned n_lanes)
{
    if (n_lanes == 2) {
        return _mm256_permutevar8x32_epi32(quads[0], _mm256_setr_epi32(0, 1, 4, 5, 2, 3, 6, 7));
    }
    if (n_lanes == 4) {
        return _mm256_permutevar8x32_epi32(quads[0], _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    }
    return _mm256_add_epi32(_mm256_permute2x128_si256(quads[0], quads[1], 0x20),
                            _mm256_permute2x128_si256(quads[0], quads[1], 0x31));
}

/* 8 x 8 elements of 32 bits, in place. */
static ALWAYS_INLINE void transpose(ints *v)
{
    ints t[8];
    UNROLLED
    for (unsigned i = 0; i < 8; i += 4) {
        ints a = _mm256_unpacklo_epi32(v[i], v[i + 1]);
        ints b = _mm256_unpackhi_epi32(v[i], v[i + 1]);
        ints c = _mm256_unpacklo_epi32(v[i + 2], v[i + 3]);
        ints d = _mm256_unpackhi_epi32(v[i + 2], v[i + 3]);
        t[i] = _mm256_unpacklo_epi64(a, c);
        t[i + 1] = _mm256_unpackhi_epi64(a, c);
        t[i + 2] = _mm256_unpacklo_epi64(b, d);
        t[i + 3] = _mm256_unpackhi_epi64(b, d);
    }
    UNROLLED
    for (unsigned i = 0; i < 4; i++) {
        v[i] = _mm256_permute2x128_si256(t[i], t[i + 4], 0x20);
        v[i + 4] = _mm256_permute2x128_si256(t[i], t[i + 4], 0x31);
    }
}

/* Four bytes of each of 8 rows in a vector; see vector_512.h. */
static ALWAYS_INLINE void load_transposed(const uint8_t *const *rows, size_t offset, ints *v)
{
    ints t[2][4];
    UNROLLED
    for (unsigned r = 0; r < 4; r++) {
        const __m128i *low = (const void *)(rows[r] + offset);
        const __m128i *high = (const void *)(rows[r + 4] + offset);
        UNROLLED
        for (unsigned q = 0; q < 2; q++) {
            ints w = _mm256_castsi128_si256(_mm_loadu_si128(low + q));
            t[q][r] = _mm256_inserti128_si256(w, _mm_loadu_si128(high + q), 1);
        }
    }
    UNROLLED
    for (unsigned q = 0; q < 2; q++) {
        ints a = _mm256_unpacklo_epi32(t[q][0], t[q][1]);
        ints b = _mm256_unpackhi_epi32(t[q][0], t[q][1]);
        ints c = _mm256_unpacklo_epi32(t[q][2], t[q][3]);
        ints d = _mm256_unpackhi_epi32(t[q][2], t[q][3]);
        v[4 * q] = _mm256_unpacklo_epi64(a, c);
        v[4 * q + 1] = _mm256_unpackhi_epi64(a, c);
        v[4 * q + 2] = _mm256_unpacklo_epi64(b, d);
        v[4 * q + 3] = _mm256_unpackhi_epi64(b, d);
    }
}

#endif
