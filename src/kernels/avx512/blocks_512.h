/*
 * How 512-bit vectors get at the blocks of GGUF; blocks_256.h has the same names for 256 bits, and
 * kernels/x86/block_weights.h is written over both.
 */
#ifndef KERNELS_AVX512_BLOCKS_512_H
#define KERNELS_AVX512_BLOCKS_512_H

#include "kernels/avx512/vector_512.h"
#include "kernels/block_codes.h"

/* The low bits of unit u of codes that lie in runs (kernels/block_codes.h), which start at `data`,
 * and `stride` bytes later those of the next block or of the next 32 codes. Codes are shifted to
 * bit `to`; what is beside them is to be masked. */
static ALWAYS_INLINE ints load_runs(const uint8_t *data, size_t stride, unsigned run, unsigned bits,
                                    unsigned u, unsigned to)
{
    if (run == 16) { /* two runs of two times 16 codes */
        const __m128i *first = (const void *)(data + 2 * u * stride);
        const __m128i *second = (const void *)(data + (2 * u + 1) * stride);
        __m512i w = _mm512_broadcast_i32x4(_mm_loadu_si128(first));
        w = _mm512_mask_broadcast_i32x4(w, 0xff00, _mm_loadu_si128(second));
        return _mm512_srlv_epi64(w, _mm512_setr_epi64(0, 0, 4, 4, 0, 0, 4, 4));
    }
    if (bits == 8) {
        const __m256i *first = (const void *)(data + 2 * u * stride);
        const __m256i *second = (const void *)(data + (2 * u + 1) * stride);
        __m512i w = _mm512_castsi256_si512(_mm256_loadu_si256(first));
        return _mm512_inserti64x4(w, _mm256_loadu_si256(second), 1);
    }
    if (run == 64) {
        __m512i w = ints_load(data + u / 2 * 64);
        return shift_down(w, u % 2 * 4); /* never with a place to go to */
    }
    unsigned n = 8 / bits; /* times 32 codes in a run */
    __m512i w = _mm512_broadcast_i64x4(_mm256_loadu_si256((const void *)(data + 2 * u / n * 32)));
    long long s = (long long)(2 * u % n * bits) - (long long)to;
    long long t = s + (long long)bits;
    return to == 0 ? _mm512_srlv_epi64(w, _mm512_setr_epi64(s, s, s, s, t, t, t, t))
                   : _mm512_rorv_epi64(w, _mm512_setr_epi64(s, s, s, s, t, t, t, t));
}

/* Lane i of 128 bits: 16 bytes, `stride` bytes behind those of lane i - 1. */
static ALWAYS_INLINE ints load_lanes(const uint8_t *data, size_t stride)
{
    const __m128i *p[4];
    for (unsigned i = 0; i < 4; i++) {
        p[i] = (const void *)(data + i * stride);
    }
    __m512i w = _mm512_castsi128_si512(_mm_loadu_si128(p[0]));
    w = _mm512_mask_broadcast_i32x4(w, 0x00f0, _mm_loadu_si128(p[1]));
    w = _mm512_mask_broadcast_i32x4(w, 0x0f00, _mm_loadu_si128(p[2]));
    return _mm512_mask_broadcast_i32x4(w, 0xf000, _mm_loadu_si128(p[3]));
}

/* The same twice, from one sequence of bytes: a lane of v[0], one of v[1], the next of v[0], … */
static ALWAYS_INLINE void load_lanes_by_twos(const uint8_t *data, ints v[2])
{
    ints low = ints_load(data);
    ints high = ints_load(data + 64);
    v[0] = _mm512_shuffle_i32x4(low, high, 0x88);
    v[1] = _mm512_shuffle_i32x4(low, high, 0xdd);
}

/* In lane i bit `bit` + 2 i of each of 16 bytes, as bit 4; the others are to be masked. */
static ALWAYS_INLINE ints load_fifth_bits(const uint8_t *data, unsigned bit)
{
    __m512i w = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)data));
    const long long n = (long long)bit - 4;
    return _mm512_rorv_epi64(w, _mm512_setr_epi64(n, n, n + 2, n + 2, n + 4, n + 4, n + 6, n + 6));
}

/* Sets bit 4 of the codes whose bit is set: lane i of `codes` goes with 16 bits, `stride` bytes
 * behind those of lane i - 1. */
static ALWAYS_INLINE ints join_fifth_halves(ints codes, const uint8_t *data, size_t stride)
{
    uint64_t bits = block_word_2(data) | block_word_2(data + stride) << 16 |
                    block_word_2(data + 2 * stride) << 32 | block_word_2(data + 3 * stride) << 48;
    return _mm512_mask_add_epi8(codes, _cvtu64_mask64(bits), codes, _mm512_set1_epi8(16));
}

/* a, with the bits of b where the mask, the same for each byte, has them. */
static ALWAYS_INLINE ints join_bits(ints a, ints b, unsigned mask)
{
    return _mm512_ternarylogic_epi32(a, b, _mm512_set1_epi8((char)mask), 0xf8); /* a | b & mask */
}

/* Sets bit 4 of the codes of unit u whose bit is set among 32 for each block. */
static ALWAYS_INLINE ints join_fifth_bits(ints codes, const uint8_t *data, size_t stride,
                                          unsigned u)
{
    uint64_t first = block_word_4(data + 2 * u * stride);
    uint64_t second = block_word_4(data + (2 * u + 1) * stride);
    return _mm512_mask_add_epi8(codes, _cvtu64_mask64(first | second << 32), codes,
                                _mm512_set1_epi8(16));
}

static ALWAYS_INLINE ints look_up(const uint8_t values[16], ints codes)
{
    __m128i table = _mm_loadu_si128((const void *)values);
    return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(table), codes);
}

static ALWAYS_INLINE ints flip_signs(ints codes)
{
    return _mm512_xor_si512(codes, _mm512_set1_epi8((char)0x80));
}

/* The N_LANES words of 16 bits that have the first byte of what lies `stride` bytes apart: of four
 * places, or where they lie wide apart of two, out of one vector at a time. */
static ALWAYS_INLINE __m256i words_apart(const uint8_t *data, size_t stride)
{
    const unsigned n = 3 * stride + 2 <= 64 ? 4 : 2;
    const __mmask32 words = (__mmask32)((1ull << ((n - 1) * stride / 2 + 1)) - 1);
    const uint64_t second = stride / 2;
    const uint64_t rest = n == 4 ? 2 * stride / 2 << 32 | 3 * stride / 2 << 48 : second << 48;
    const __m512i places = _mm512_set1_epi64((long long)(second << 16 | rest));
    /* Each leaves garbage behind its words, where the next ones go. */
    __m512i v = _mm512_permutexvar_epi16(places, _mm512_maskz_loadu_epi16(words, data));
    UNROLLED
    for (unsigned i = n; i < N_LANES; i += n) {
        const __mmask32 behind = 0xffffu & ~((1u << i) - 1);
        __m512i blocks = _mm512_maskz_loadu_epi16(words, data + i * stride);
        v = _mm512_mask_permutexvar_epi16(v, behind, places, blocks);
    }
    return _mm512_castsi512_si256(v);
}

/* N_LANES 16-bit floats, `stride` bytes apart. */
static ALWAYS_INLINE floats floats_of_f16_apart(const uint8_t *data, size_t stride)
{
    return _mm512_cvtph_ps(words_apart(data, stride));
}

/* 2^(byte - 128) of N_LANES bytes, an odd number of bytes apart; 0 and 1 give denormals. */
static ALWAYS_INLINE floats floats_of_exponents_apart(const uint8_t *data, size_t stride)
{
    /* Every second one is the upper byte of its word. */
    __m256i words = _mm256_srlv_epi16(words_apart(data, stride), _mm256_set1_epi32(8 << 16));
    __m512i byte = _mm512_and_si512(_mm512_cvtepu16_epi32(words), _mm512_set1_epi32(255));
    __m512i normal = _mm512_slli_epi32(_mm512_sub_epi32(byte, _mm512_set1_epi32(1)), 23);
    __m512i tiny = _mm512_sllv_epi32(_mm512_set1_epi32(0x00200000), byte);
    __mmask16 is_tiny = _mm512_cmple_epi32_mask(byte, _mm512_set1_epi32(1));
    return _mm512_castsi512_ps(_mm512_mask_mov_epi32(normal, is_tiny, tiny));
}

static ALWAYS_INLINE ints ints_subtract(ints a, ints b)
{
    return _mm512_sub_epi32(a, b);
}

static ALWAYS_INLINE floats floats_negated(floats x)
{
    return _mm512_castsi512_ps(
        _mm512_xor_si512(_mm512_castps_si512(x), _mm512_set1_epi32(INT32_MIN)));
}

/* c - a * b, one rounding. */
static ALWAYS_INLINE floats floats_fnma(floats a, floats b, floats c)
{
    return _mm512_fnmadd_ps(a, b, c);
}

/* N_LANES signed bytes. */
static ALWAYS_INLINE ints ints_of_bytes(const uint8_t *data)
{
    return _mm512_cvtepi8_epi32(_mm_loadu_si128((const void *)data));
}

/* One number in the first half of the lanes, one in the second. */
static ALWAYS_INLINE floats floats_all_two(const float *first, const float *second)
{
    floats x = _mm512_set1_ps(*first);
    return first == second ? x : _mm512_mask_broadcastss_ps(x, 0xff00, _mm_load_ss(second));
}

/* The same 16 bytes in every lane of 128 bits; others in the second half of them. */
static ALWAYS_INLINE ints bytes_all_two(const uint8_t *first, const uint8_t *second)
{
    __m512i x = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)first));
    return first == second
               ? x
               : _mm512_mask_broadcast_i32x4(x, 0xff00, _mm_loadu_si128((const void *)second));
}

/* Byte i is byte places[i] of its lane of 128 bits, 0 where that is negative. */
static ALWAYS_INLINE ints bytes_at(ints bytes, ints places)
{
    return _mm512_shuffle_epi8(bytes, places);
}

static ALWAYS_INLINE ints shift_lanes_down(ints x, ints counts)
{
    return _mm512_srlv_epi32(x, counts);
}

static ALWAYS_INLINE ints shift_signed_lanes_down(ints x, ints counts)
{
    return _mm512_srav_epi32(x, counts);
}

/* a & mask_a | b & mask_b */
static ALWAYS_INLINE ints select_bits(ints a, ints mask_a, ints b, ints mask_b)
{
    return _mm512_ternarylogic_epi32(_mm512_and_si512(a, mask_a), b, mask_b, 0xf8);
}

static ALWAYS_INLINE ints ints_and(ints a, ints b)
{
    return _mm512_and_si512(a, b);
}

/* ---- turned codes (x86/block_weights.h) */

/* In each lane of 128 bits number i is number i + k mod 4. */
static ALWAYS_INLINE ints turn(ints x, unsigned k)
{
    return k == 0   ? x
           : k == 1 ? _mm512_shuffle_epi32(x, 0x39)
           : k == 2 ? _mm512_shuffle_epi32(x, 0x4e)
                    : _mm512_shuffle_epi32(x, 0x93);
}

/* The same four numbers again and again. */
static ALWAYS_INLINE ints ints_of_four(int32_t a, int32_t b, int32_t c, int32_t d)
{
    return _mm512_set4_epi32(d, c, b, a);
}

/* Numbers of `even` and of `odd` by turns. */
static ALWAYS_INLINE ints by_turns(ints even, ints odd)
{
    return _mm512_mask_blend_epi32(0xaaaa, even, odd);
}

/* For each of the bytes that vector v of turned codes has two bits of, the four bits of the 32
 * bytes at `data` that belong to them. */
static ALWAYS_INLINE ints bits_of_turned(const uint8_t *data, unsigned v)
{
    (void)v;
    __m512i w = _mm512_broadcast_i64x4(_mm256_loadu_si256((const void *)data));
    return low_nibbles(_mm512_srlv_epi64(w, _mm512_setr_epi64(0, 0, 0, 0, 4, 4, 4, 4)));
}

/* Sums of turned groups in the order of the groups. */
static ALWAYS_INLINE ints unturn(ints sums)
{
    return _mm512_permutexvar_epi32(
        _mm512_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15), sums);
}

#endif
