/*
 * How 256-bit vectors get at the blocks of GGUF; the names and meanings of blocks_512.h.
 */
#ifndef KERNELS_AVX2_BLOCKS_256_H
#define KERNELS_AVX2_BLOCKS_256_H

#include "kernels/avx2/vector_256.h"
#include "kernels/block_codes.h"

/* Unit u of codes that lie in runs. */
static ALWAYS_INLINE ints load_runs(const uint8_t *data, size_t stride, unsigned run, unsigned bits,
                                    unsigned u, unsigned to)
{
    if (run == 16) { /* two times 16 codes */
        const __m128i *bytes = (const void *)(data + u * stride);
        __m256i w = _mm256_broadcastsi128_si256(_mm_loadu_si128(bytes));
        return _mm256_srlv_epi64(w, _mm256_setr_epi64x(0, 0, 4, 4));
    }
    if (bits == 8) {
        return ints_load(data + u * stride);
    }
    unsigned n = 8 / bits; /* times 32 or 64 codes in a run */
    unsigned pieces = run / 32;
    __m256i w = ints_load(data + u / (n * pieces) * run + u % pieces * 32);
    unsigned s = u / pieces % n * bits;
    return s >= to ? shift_down(w, s - to)
                   : _mm256_sllv_epi64(w, _mm256_set1_epi64x((long long)to - (long long)s));
}

static ALWAYS_INLINE ints load_lanes(const uint8_t *data, size_t stride)
{
    const __m128i *low = (const void *)data;
    const __m128i *high = (const void *)(data + stride);
    __m256i w = _mm256_castsi128_si256(_mm_loadu_si128(low));
    return _mm256_inserti128_si256(w, _mm_loadu_si128(high), 1);
}

static ALWAYS_INLINE void load_lanes_by_twos(const uint8_t *data, ints v[2])
{
    v[0] = load_lanes(data, 32);
    v[1] = load_lanes(data + 16, 32);
}

static ALWAYS_INLINE ints load_fifth_bits(const uint8_t *data, unsigned bit)
{
    __m256i w = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)data));
    const long long n = bit < 4 ? 4 - (long long)bit : (long long)bit - 4;
    return bit < 4 ? _mm256_sllv_epi64(w, _mm256_setr_epi64x(n, n, n - 2, n - 2))
                   : _mm256_srlv_epi64(w, _mm256_setr_epi64x(n, n, n + 2, n + 2));
}

/* a, with the bits of b where the mask, the same for each byte, has them. */
static ALWAYS_INLINE ints join_bits(ints a, ints b, unsigned mask)
{
    return _mm256_or_si256(a, _mm256_and_si256(b, _mm256_set1_epi8((char)mask)));
}

/* Sets bit 4 of the codes whose bit is set among 32. */
static ALWAYS_INLINE ints join_fifth_bits(ints codes, const uint8_t *data, size_t stride,
                                          unsigned u)
{
    const __m256i to_byte =
        _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    const __m256i bit = _mm256_set1_epi64x((long long)0x8040201008040201u);
    __m256i bits = ints_all((int32_t)(uint32_t)block_word_4(data + u * stride));
    bits = _mm256_and_si256(_mm256_shuffle_epi8(bits, to_byte), bit);
    return join_bits(codes, _mm256_cmpeq_epi8(bits, bit), 16);
}

static ALWAYS_INLINE ints join_fifth_halves(ints codes, const uint8_t *data, size_t stride)
{
    const __m256i to_byte = _mm256_setr_epi64x(0, 0x0101010101010101, 0, 0x0101010101010101);
    const __m256i bit = _mm256_set1_epi64x((long long)0x8040201008040201u);
    __m128i low = _mm_set1_epi16((short)block_word_2(data));
    __m128i high = _mm_set1_epi16((short)block_word_2(data + stride));
    __m256i bits = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), to_byte);
    bits = _mm256_and_si256(bits, bit);
    return join_bits(codes, _mm256_cmpeq_epi8(bits, bit), 16);
}

static ALWAYS_INLINE ints look_up(const uint8_t values[16], ints codes)
{
    __m128i table = _mm_loadu_si128((const void *)values);
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), codes);
}

static ALWAYS_INLINE ints flip_signs(ints codes)
{
    return _mm256_xor_si256(codes, _mm256_set1_epi8((char)0x80));
}

static ALWAYS_INLINE floats floats_of_f16_apart(const uint8_t *data, size_t stride)
{
    __m128i v = _mm_cvtsi32_si128((int)block_word_2(data));
    v = _mm_insert_epi16(v, (int)block_word_2(data + stride), 1);
    v = _mm_insert_epi16(v, (int)block_word_2(data + 2 * stride), 2);
    v = _mm_insert_epi16(v, (int)block_word_2(data + 3 * stride), 3);
    v = _mm_insert_epi16(v, (int)block_word_2(data + 4 * stride), 4);
    v = _mm_insert_epi16(v, (int)block_word_2(data + 5 * stride), 5);
    v = _mm_insert_epi16(v, (int)block_word_2(data + 6 * stride), 6);
    v = _mm_insert_epi16(v, (int)block_word_2(data + 7 * stride), 7);
    return _mm256_cvtph_ps(v);
}

static ALWAYS_INLINE floats floats_of_exponents_apart(const uint8_t *data, size_t stride)
{
    __m128i v = _mm_cvtsi32_si128(data[0]);
    v = _mm_insert_epi8(v, data[stride], 1);
    v = _mm_insert_epi8(v, data[2 * stride], 2);
    v = _mm_insert_epi8(v, data[3 * stride], 3);
    v = _mm_insert_epi8(v, data[4 * stride], 4);
    v = _mm_insert_epi8(v, data[5 * stride], 5);
    v = _mm_insert_epi8(v, data[6 * stride], 6);
    v = _mm_insert_epi8(v, data[7 * stride], 7);
    __m256i byte = _mm256_cvtepu8_epi32(v);
    __m256i normal = _mm256_slli_epi32(_mm256_sub_epi32(byte, ints_all(1)), 23);
    __m256i tiny = _mm256_sllv_epi32(ints_all(0x00200000), byte);
    __m256i is_tiny = _mm256_cmpgt_epi32(ints_all(2), byte);
    return _mm256_castsi256_ps(_mm256_blendv_epi8(normal, tiny, is_tiny));
}

static ALWAYS_INLINE ints ints_subtract(ints a, ints b)
{
    return _mm256_sub_epi32(a, b);
}

static ALWAYS_INLINE floats floats_negated(floats x)
{
    return _mm256_xor_ps(x, _mm256_set1_ps(-0.0f));
}

static ALWAYS_INLINE floats floats_fnma(floats a, floats b, floats c)
{
    return _mm256_fnmadd_ps(a, b, c);
}

static ALWAYS_INLINE ints ints_of_bytes(const uint8_t *data)
{
    return _mm256_cvtepi8_epi32(_mm_loadl_epi64((const void *)data));
}

/* Vectors have the groups of one block. */
static ALWAYS_INLINE floats floats_all_two(const float *first, const float *second)
{
    (void)second;
    return _mm256_set1_ps(*first);
}

static ALWAYS_INLINE ints bytes_all_two(const uint8_t *first, const uint8_t *second)
{
    (void)second;
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)first));
}

static ALWAYS_INLINE ints bytes_at(ints bytes, ints places)
{
    return _mm256_shuffle_epi8(bytes, places);
}

static ALWAYS_INLINE ints shift_lanes_down(ints x, ints counts)
{
    return _mm256_srlv_epi32(x, counts);
}

static ALWAYS_INLINE ints shift_signed_lanes_down(ints x, ints counts)
{
    return _mm256_srav_epi32(x, counts);
}

static ALWAYS_INLINE ints select_bits(ints a, ints mask_a, ints b, ints mask_b)
{
    return _mm256_or_si256(_mm256_and_si256(a, mask_a), _mm256_and_si256(b, mask_b));
}

static ALWAYS_INLINE ints ints_and(ints a, ints b)
{
    return _mm256_and_si256(a, b);
}

/* ---- turned codes */

static ALWAYS_INLINE ints turn(ints x, unsigned k)
{
    return k == 0   ? x
           : k == 1 ? _mm256_shuffle_epi32(x, 0x39)
           : k == 2 ? _mm256_shuffle_epi32(x, 0x4e)
                    : _mm256_shuffle_epi32(x, 0x93);
}

static ALWAYS_INLINE ints ints_of_four(int32_t a, int32_t b, int32_t c, int32_t d)
{
    return _mm256_setr_epi32(a, b, c, d, a, b, c, d);
}

static ALWAYS_INLINE ints by_turns(ints even, ints odd)
{
    return _mm256_blend_epi32(even, odd, 0xaa);
}

static ALWAYS_INLINE ints bits_of_turned(const uint8_t *data, unsigned v)
{
    ints w = ints_load(data);
    return v == 0 ? low_nibbles(w) : high_nibbles(w);
}

static ALWAYS_INLINE ints unturn(ints sums)
{
    return _mm256_permutevar8x32_epi32(sums, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

#endif
