/*
 * What the products on 512-bit vectors are made of: loads, the unpacking of weight codes, the dot
 * product of bytes and the transposition of results. vector_256.h has the same names for 256 bits;
 * kernels/x86 is written once over both.
 *
 * A "unit" is one vector of weight codes as bytes, in the order of the activations' codes.
 */
#ifndef KERNELS_AVX512_VECTOR_512_H
#define KERNELS_AVX512_VECTOR_512_H

#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/compiler.h"
#include "kernels/kernels.h"

/* The slab: what stays in a second-level cache of 1 MiB or more, beside the activations. */
enum { N_LANES = 16, UNIT_COLUMNS = 64, SLAB_BYTES = KERNEL_SLAB_BYTES };
#define TILE_TOKENS 12
/* The most rows of digits that panels of packed weights are multiplied by. */
enum { SEVERAL_ROWS_X = 32 };

/* Whether dot_step sums in 16 bits. */
#ifdef __AVX512VNNI__
#define IS_NARROW 0
#else
#define IS_NARROW 1
#endif

typedef __m512i ints;
typedef __m512 floats;

static ALWAYS_INLINE ints ints_zero(void)
{
    return _mm512_setzero_si512();
}

static ALWAYS_INLINE ints ints_all(int32_t x)
{
    return _mm512_set1_epi32(x);
}

static ALWAYS_INLINE ints ints_load(const void *data)
{
    return _mm512_loadu_si512(data);
}

static ALWAYS_INLINE void ints_store(void *data, ints x)
{
    _mm512_storeu_si512(data, x);
}

/* Has the compiler hold *x in one register here. */
static ALWAYS_INLINE void ints_pin(ints *x)
{
    __asm__("" : "+v"(*x));
}

static ALWAYS_INLINE ints ints_add(ints a, ints b)
{
    return _mm512_add_epi32(a, b);
}

static ALWAYS_INLINE ints ints_times(ints a, ints b)
{
    return _mm512_mullo_epi32(a, b);
}

static ALWAYS_INLINE floats floats_all(float x)
{
    return _mm512_set1_ps(x);
}

static ALWAYS_INLINE floats floats_load(const float *data)
{
    return _mm512_loadu_ps(data);
}

static ALWAYS_INLINE void floats_store(float *data, floats x)
{
    _mm512_storeu_ps(data, x);
}

/* The first n lanes. */
static ALWAYS_INLINE void floats_store_some(float *data, floats x, size_t n)
{
    _mm512_mask_storeu_ps(data, (__mmask16)((1u << n) - 1), x);
}

static ALWAYS_INLINE floats floats_add(floats a, floats b)
{
    return _mm512_add_ps(a, b);
}

static ALWAYS_INLINE floats floats_times(floats a, floats b)
{
    return _mm512_mul_ps(a, b);
}

static ALWAYS_INLINE floats floats_fma(floats a, floats b, floats c)
{
    return _mm512_fmadd_ps(a, b, c);
}

static ALWAYS_INLINE floats floats_of_ints(ints x)
{
    return _mm512_cvtepi32_ps(x);
}

static ALWAYS_INLINE floats floats_of_f16(const void *data)
{
    return _mm512_cvtph_ps(_mm256_loadu_si256(data));
}

static ALWAYS_INLINE floats floats_of_bf16(const void *data)
{
    __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256(data));
    return _mm512_castsi512_ps(_mm512_slli_epi32(wide, 16));
}

/* Half of 2^(byte - 127). A byte of 0 or 1 gives the denormals 2^-128 and 2^-127; 255 infinity. */
static ALWAYS_INLINE floats floats_of_half_e8m0(const void *data)
{
    __m512i byte = _mm512_cvtepu8_epi32(_mm_loadu_si128(data));
    __m512i halved = _mm512_sub_epi32(byte, _mm512_set1_epi32(1));
    __m512i normal = _mm512_slli_epi32(halved, 23);
    __m512i tiny = _mm512_sllv_epi32(_mm512_set1_epi32(0x00200000), byte);
    normal =
        _mm512_mask_mov_epi32(normal, _mm512_cmple_epi32_mask(byte, _mm512_set1_epi32(1)), tiny);
    normal = _mm512_mask_mov_epi32(normal, _mm512_cmpeq_epi32_mask(byte, _mm512_set1_epi32(255)),
                                   _mm512_set1_epi32(0x7f800000));
    return _mm512_castsi512_ps(normal);
}

/* Half of the E4M3 number: its lower bits are those of an f16 that is 256 times too small. */
static ALWAYS_INLINE floats floats_of_half_e4m3(const void *data)
{
    __m256i byte = _mm256_cvtepu8_epi16(_mm_loadu_si128(data));
    __m256i low = _mm256_slli_epi16(_mm256_and_si256(byte, _mm256_set1_epi16(0x7f)), 7);
    __m256i sign = _mm256_slli_epi16(_mm256_and_si256(byte, _mm256_set1_epi16(0x80)), 8);
    __m512 small = _mm512_cvtph_ps(_mm256_or_si256(low, sign));
    return _mm512_mul_ps(small, _mm512_set1_ps(128.0f));
}

/* ---- the dot product of bytes */

static ALWAYS_INLINE ints low_nibbles(ints bytes)
{
    return _mm512_and_si512(bytes, _mm512_set1_epi8(15));
}

static ALWAYS_INLINE ints high_nibbles(ints bytes)
{
    return low_nibbles(_mm512_srli_epi16(bytes, 4));
}

/* 32-bit sums of pairs of 16-bit sums. */
static ALWAYS_INLINE ints widen(ints narrow)
{
    return _mm512_madd_epi16(narrow, _mm512_set1_epi16(1));
}

/* The same of the upper halves of codes of 8 bits. */
static ALWAYS_INLINE ints widen_upper(ints narrow)
{
    return _mm512_madd_epi16(narrow, _mm512_set1_epi16(16));
}

/*
 * The products of unsigned codes and activations, summed step by step: first, next, …, last, which
 * gives the sums of four columns in each lane, times the number of steps. `bits` bounds the codes.
 * Without VNNI pairs are summed in 16 bits until then: the caller sees to it that they fit
 * (narrow_steps); codes of 8 bits are taken apart, 2 * 15 * 127 = 3810, and the upper halves
 * weighted by 16 when pairs of pairs are summed in 32 bits.
 */
static ALWAYS_INLINE ints dot_first(ints codes, ints x, unsigned bits)
{
#if IS_NARROW
    if (bits < 8) {
        return _mm512_maddubs_epi16(codes, x);
    }
    ints low = _mm512_maddubs_epi16(low_nibbles(codes), x);
    ints high = _mm512_maddubs_epi16(high_nibbles(codes), x);
    return ints_add(widen(low), widen_upper(high));
#else
    (void)bits;
    return _mm512_dpbusd_epi32(ints_zero(), codes, x);
#endif
}

static ALWAYS_INLINE ints dot_next(ints sum, ints codes, ints x, unsigned bits)
{
#if IS_NARROW
    ints next = dot_first(codes, x, bits);
    return bits < 8 ? _mm512_add_epi16(sum, next) : ints_add(sum, next);
#else
    (void)bits;
    return _mm512_dpbusd_epi32(sum, codes, x);
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
    return _mm512_add_epi16(acc, _mm512_maddubs_epi16(codes, x));
#else
    return _mm512_dpbusd_epi32(acc, codes, x);
#endif
}

/* ---- unpacking */

/* The lowest bits of each byte. */
static ALWAYS_INLINE ints low_bits(ints bytes, unsigned bits)
{
    return _mm512_and_si512(bytes, _mm512_set1_epi8((char)((1u << bits) - 1)));
}

/* All bits; what comes from the byte above is to be masked. */
static ALWAYS_INLINE ints shift_down(ints x, unsigned n)
{
    return n == 0 ? x : _mm512_srlv_epi64(x, _mm512_set1_epi64((long long)n));
}

/* Codes of 2 or 4 bits. A group's bytes, shifted by 0, bits, 2 * bits, … give its runs one after
 * the other. `data` is where the unit's first group starts, `unit` its number within that group. */
static ALWAYS_INLINE ints unpack_runs(const uint8_t *data, unsigned bits, unsigned group,
                                      unsigned unit)
{
    const __m512i mask = _mm512_set1_epi8((char)((1u << bits) - 1));
    unsigned run = group * bits / 8;
    long long b = bits;
    __m512i w;
    if (run >= 64) {
        w = ints_load(data + unit * 64 % run);
        w = _mm512_srlv_epi64(w, _mm512_set1_epi64(b * (unit * 64 / run)));
    } else if (run == 32) {
        long long s = b * 2 * unit;
        w = _mm512_broadcast_i64x4(_mm256_loadu_si256((const void *)data));
        w = _mm512_srlv_epi64(w, _mm512_setr_epi64(s, s, s, s, s + b, s + b, s + b, s + b));
    } else if (run == 16 && bits == 2) {
        w = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)data));
        w = _mm512_srlv_epi64(w, _mm512_setr_epi64(0, 0, 2, 2, 4, 4, 6, 6));
    } else if (run == 16) {
        w = _mm512_castsi256_si512(_mm256_loadu_si256((const void *)data));
        w = _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 1, 0, 1, 2, 3, 2, 3), w);
        w = _mm512_srlv_epi64(w, _mm512_setr_epi64(0, 0, 4, 4, 0, 0, 4, 4));
    } else if (bits == 2) {
        w = _mm512_castsi128_si512(_mm_loadu_si128((const void *)data));
        w = _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 0, 0, 0, 1, 1, 1, 1), w);
        w = _mm512_srlv_epi64(w, _mm512_setr_epi64(0, 2, 4, 6, 0, 2, 4, 6));
    } else {
        w = _mm512_castsi256_si512(_mm256_loadu_si256((const void *)data));
        w = _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 0, 1, 1, 2, 2, 3, 3), w);
        w = _mm512_srlv_epi64(w, _mm512_setr_epi64(0, 4, 0, 4, 0, 4, 0, 4));
    }
    return _mm512_and_si512(w, mask);
}

/* Where 64 codes of 3, 5 or 6 bits are found: see unpack_odd. */
struct odd_layout {
    int16_t to_lane[32];
    int8_t to_word[64];
    int16_t shifts[32];
};

#define LANE(b, l)                                                                                 \
    (l) * (b), (l) * (b) + 1, (l) * (b) + 2, (l) * (b) + 3, (l) * (b) + 4, (l) * (b) + 5,          \
        (l) * (b) + 6, (l) * (b) + 7
#define WORD(b, p) (2 * (b) * (p)) / 8, (2 * (b) * (p)) / 8 + 1
#define WORDS(b)                                                                                   \
    WORD(b, 0), WORD(b, 1), WORD(b, 2), WORD(b, 3), WORD(b, 4), WORD(b, 5), WORD(b, 6), WORD(b, 7)
#define SHIFTS(b)                                                                                  \
    0, 2 * (b) % 8, 4 * (b) % 8, 6 * (b) % 8, 8 * (b) % 8, 10 * (b) % 8, 12 * (b) % 8, 14 * (b) % 8
#define ODD_LAYOUT(b)                                                                              \
    {                                                                                              \
        {LANE(b, 0), LANE(b, 1), LANE(b, 2), LANE(b, 3)},                                          \
            {WORDS(b), WORDS(b), WORDS(b), WORDS(b)},                                              \
        {                                                                                          \
            SHIFTS(b), SHIFTS(b), SHIFTS(b), SHIFTS(b)                                             \
        }                                                                                          \
    }

static const struct odd_layout odd_layouts[3] = {ODD_LAYOUT(3), ODD_LAYOUT(5), ODD_LAYOUT(6)};

/*
 * 64 codes of 3, 5 or 6 bits, in order, from 8 * bits bytes. Sixteen codes are 2 * bits bytes: they
 * go into one 128-bit lane, there the bytes that hold a pair of codes into one 16-bit word (a pair
 * spans at most two bytes); the pair is shifted down and its upper code moved to the upper byte.
 */
static ALWAYS_INLINE ints unpack_odd(const uint8_t *data, unsigned bits)
{
    const struct odd_layout *layout = &odd_layouts[bits / 2 - 1];
    const __mmask32 words = (__mmask32)((1ull << 4 * bits) - 1);
    __m512i w = _mm512_maskz_loadu_epi16(words, data);
    w = _mm512_permutexvar_epi16(ints_load(layout->to_lane), w);
    w = _mm512_shuffle_epi8(w, ints_load(layout->to_word));
    w = _mm512_srlv_epi16(w, ints_load(layout->shifts));
    const __m512i low_bytes = _mm512_set1_epi16(0x00ff);
    __m512i upper = _mm512_sllv_epi16(w, _mm512_set1_epi16((short)(8 - bits)));
    w = _mm512_ternarylogic_epi32(low_bytes, w, upper, 0xca); /* low_bytes ? w : upper */
    return _mm512_and_si512(w, _mm512_set1_epi8((char)((1u << bits) - 1)));
}

/* The doubled E2M1 values plus 12, which makes them unsigned. */
static ALWAYS_INLINE ints decode_fp4_codes(ints codes)
{
    const __m512i values = _mm512_broadcast_i32x4(
        _mm_setr_epi8(12, 13, 14, 15, 16, 18, 20, 24, 12, 11, 10, 9, 8, 6, 4, 0));
    return _mm512_shuffle_epi8(values, codes);
}

/* ---- from units to sums of groups, and from rows to lanes */

/* In each 128-bit lane: a0 + a1, a2 + a3, b0 + b1, b2 + b3. None is larger than `largest`. */
static ALWAYS_INLINE ints add_neighbours(ints a, ints b, uint64_t largest)
{
    if (largest <= 32767) {
        return widen(_mm512_packs_epi32(a, b));
    }
    floats even = _mm512_shuffle_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b), 0x88);
    floats odd = _mm512_shuffle_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b), 0xdd);
    return ints_add(_mm512_castps_si512(even), _mm512_castps_si512(odd));
}

/* In each 128-bit lane: the sums of the four lanes of a, b, c, d. */
static ALWAYS_INLINE ints sum_quads(const ints *v, uint64_t largest)
{
    return add_neighbours(add_neighbours(v[0], v[1], largest), add_neighbours(v[2], v[3], largest),
                          2 * largest);
}

static ALWAYS_INLINE ints pair_quads(ints a, ints b)
{
    return _mm512_add_epi32(_mm512_shuffle_i32x4(a, b, 0x88), _mm512_shuffle_i32x4(a, b, 0xdd));
}

/* The sums of 16 groups, in order, each of which has n_lanes lanes: from the add_neighbours (2
 * lanes) or sum_quads of their vectors. */
static ALWAYS_INLINE ints group_sums(const ints *quads, unsigned n_lanes)
{
    if (n_lanes == 2) {
        return _mm512_permutexvar_epi32(
            _mm512_setr_epi32(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15), quads[0]);
    }
    if (n_lanes == 4) {
        return _mm512_permutexvar_epi32(
            _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), quads[0]);
    }
    if (n_lanes == 8) {
        return _mm512_permutexvar_epi32(
            _mm512_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15),
            pair_quads(quads[0], quads[1]));
    }
    return pair_quads(pair_quads(quads[0], quads[1]), pair_quads(quads[2], quads[3]));
}

/* 16 x 16 elements of 32 bits, in place. */
static ALWAYS_INLINE void transpose(ints *v)
{
    ints t[16];
    UNROLLED
    for (unsigned i = 0; i < 16; i += 4) {
        ints a = _mm512_unpacklo_epi32(v[i], v[i + 1]);
        ints b = _mm512_unpackhi_epi32(v[i], v[i + 1]);
        ints c = _mm512_unpacklo_epi32(v[i + 2], v[i + 3]);
        ints d = _mm512_unpackhi_epi32(v[i + 2], v[i + 3]);
        t[i] = _mm512_unpacklo_epi64(a, c);
        t[i + 1] = _mm512_unpackhi_epi64(a, c);
        t[i + 2] = _mm512_unpacklo_epi64(b, d);
        t[i + 3] = _mm512_unpackhi_epi64(b, d);
    }
    UNROLLED
    for (unsigned i = 0; i < 4; i++) {
        ints a = _mm512_shuffle_i32x4(t[i], t[i + 4], 0x88);
        ints b = _mm512_shuffle_i32x4(t[i], t[i + 4], 0xdd);
        ints c = _mm512_shuffle_i32x4(t[i + 8], t[i + 12], 0x88);
        ints d = _mm512_shuffle_i32x4(t[i + 8], t[i + 12], 0xdd);
        v[i] = _mm512_shuffle_i32x4(a, c, 0x88);
        v[i + 8] = _mm512_shuffle_i32x4(a, c, 0xdd);
        v[i + 4] = _mm512_shuffle_i32x4(b, d, 0x88);
        v[i + 12] = _mm512_shuffle_i32x4(b, d, 0xdd);
    }
}

/* Four bytes of each of 16 rows in a vector: v[i] has bytes 4 i to 4 i + 3. Parts of rows are
 * inserted as they are loaded, which any unit can do; shuffles are for one alone. */
static ALWAYS_INLINE void load_transposed(const uint8_t *const *rows, size_t offset, ints *v)
{
    ints t[4][4];
    UNROLLED
    for (unsigned r = 0; r < 4; r++) {
        UNROLLED
        for (unsigned i = 0; i < 4; i++) {
            const uint8_t *row = rows[r + 4 * i] + offset;
            OPAQUE(row);
            const __m128i *p = (const void *)row;
            UNROLLED
            for (unsigned q = 0; q < 4; q++) {
                __m128i part = _mm_loadu_si128(p + q);
                t[q][r] = i == 0   ? _mm512_castsi128_si512(part)
                          : i == 1 ? _mm512_inserti32x4(t[q][r], part, 1)
                          : i == 2 ? _mm512_inserti32x4(t[q][r], part, 2)
                                   : _mm512_inserti32x4(t[q][r], part, 3);
            }
        }
    }
    UNROLLED
    for (unsigned q = 0; q < 4; q++) {
        ints a = _mm512_unpacklo_epi32(t[q][0], t[q][1]);
        ints b = _mm512_unpackhi_epi32(t[q][0], t[q][1]);
        ints c = _mm512_unpacklo_epi32(t[q][2], t[q][3]);
        ints d = _mm512_unpackhi_epi32(t[q][2], t[q][3]);
        v[4 * q] = _mm512_unpacklo_epi64(a, c);
        v[4 * q + 1] = _mm512_unpackhi_epi64(a, c);
        v[4 * q + 2] = _mm512_unpacklo_epi64(b, d);
        v[4 * q + 3] = _mm512_unpackhi_epi64(b, d);
    }
}

static ALWAYS_INLINE floats floats_of_bits(ints x)
{
    return _mm512_castsi512_ps(x);
}

static ALWAYS_INLINE ints bits_of_floats(floats x)
{
    return _mm512_castps_si512(x);
}

#endif
