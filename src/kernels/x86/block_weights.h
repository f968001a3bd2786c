/*
 * How the products of the x86-64 levels get at blocks of GGUF: units of unsigned codes in the order
 * of the columns, and the scales of N_LANES groups. Written over blocks_256.h and blocks_512.h; one
 * of them is included before this file.
 *
 * All takes place in steps: whole blocks that are whole vectors of N_LANES groups. The kind is a
 * constant where it matters.
 */
#ifndef KERNELS_X86_BLOCK_WEIGHTS_H
#define KERNELS_X86_BLOCK_WEIGHTS_H

#include "kernels/block_codes.h"

enum { BLOCK_MAX_STEP_BYTES = 16 * 34, N_QUARTERS = UNIT_COLUMNS / 16 };

static ALWAYS_INLINE unsigned block_step_groups(enum matrix_kind kind)
{
    struct block_format format = block_format_of(kind);
    unsigned n = format.n_codes / format.group; /* of a block */
    return n < N_LANES ? N_LANES : n;
}

static ALWAYS_INLINE unsigned block_step_codes(enum matrix_kind kind)
{
    return block_step_groups(kind) * block_format_of(kind).group;
}

static ALWAYS_INLINE unsigned block_step_bytes(enum matrix_kind kind)
{
    struct block_format format = block_format_of(kind);
    return block_step_codes(kind) / format.n_codes * format.n_bytes;
}

/* ---- codes, in the order of the columns ----------------------------------------------------- */

static ALWAYS_INLINE ints block_look_up(enum block_values values, ints codes)
{
    static const uint8_t curve[16] = {1,   24,  45,  63,  79,  93,  106, 118,
                                      129, 141, 153, 166, 181, 197, 217, 241};
    if (values == BLOCK_VALUES_CURVE) {
        return look_up(curve, codes);
    }
    return values == BLOCK_VALUES_E2M1 ? decode_fp4_codes(codes) : codes;
}

/* Unit u of the blocks that start at `data`. */
static ALWAYS_INLINE ints block_unit(enum matrix_kind kind, const uint8_t *data, unsigned u)
{
    const struct block_format format = block_format_of(kind);
    const struct block_codes layout = block_codes_of(kind);
    const unsigned high_mask = ((1u << layout.high_bits) - 1) << layout.low_bits;
    size_t stride = format.n_bytes;
    if (format.n_codes > UNIT_COLUMNS) {
        const unsigned n_units = format.n_codes / UNIT_COLUMNS;
        data += u / n_units * stride;
        u %= n_units;
        stride = layout.low_run;
    }
    ints codes = load_runs(data + layout.low_at, stride, layout.low_run, layout.low_bits, u, 0);
    if (layout.low_bits == 8) {
        return flip_signs(codes);
    }
    codes = low_bits(codes, layout.low_bits);
    if (layout.high_run == 4) {
        codes = join_fifth_bits(codes, data + layout.high_at, stride, u);
    } else if (layout.high_run == 32) {
        ints high = load_runs(data + layout.high_at, 0, 32, layout.high_bits, u, layout.low_bits);
        codes = join_bits(codes, high, high_mask);
    }
    return block_look_up(layout.values, codes);
}

/* ---- codes, folded: for few tokens, where groups of 32 have codes of 4 bits and more ----------
 */

static ALWAYS_INLINE bool block_is_folded(enum matrix_kind kind)
{
    return block_format_of(kind).group == 32 && block_codes_of(kind).low_bits == 4;
}

/* Fold f of four that make N_LANES groups: each lane of 128 bits has the first half of a group in
 * codes[0], the second one in codes[1], so that both meet in the same four sums. Group
 * block_fold_group(kind, f, i) of the step is in lane i. */
static ALWAYS_INLINE void block_fold(enum matrix_kind kind, const uint8_t *data, unsigned f,
                                     ints codes[2])
{
    const struct block_format format = block_format_of(kind);
    const struct block_codes layout = block_codes_of(kind);
    if (layout.low_run == 16) {
        const unsigned n_runs = format.n_codes / 32;
        const size_t stride = n_runs == 1 ? format.n_bytes : 16;
        const unsigned run = f * N_QUARTERS;
        data += run / n_runs * format.n_bytes + run % n_runs * 16;
        ints bytes = load_lanes(data + layout.low_at, stride);
        codes[0] = low_nibbles(bytes);
        codes[1] = high_nibbles(bytes);
        if (layout.high_bits > 0) {
            codes[0] = join_fifth_halves(codes[0], data + layout.high_at, stride);
            codes[1] = join_fifth_halves(codes[1], data + layout.high_at + 2, stride);
        }
    } else {
        const unsigned run = f / 2 * N_QUARTERS; /* of four in a block */
        data += run / 4 * format.n_bytes;
        ints bytes[2];
        load_lanes_by_twos(data + layout.low_at + run % 4 * 32, bytes);
        UNROLLED
        for (unsigned i = 0; i < 2; i++) {
            codes[i] = f % 2 == 0 ? low_nibbles(bytes[i]) : high_nibbles(bytes[i]);
            if (layout.high_bits > 0) {
                ints high = load_fifth_bits(data + layout.high_at + 16 * i, run % 4 * 2 + f % 2);
                codes[i] = join_bits(codes[i], high, 16);
            }
        }
    }
    codes[0] = block_look_up(layout.values, codes[0]);
    codes[1] = block_look_up(layout.values, codes[1]);
}

static ALWAYS_INLINE unsigned block_fold_group(enum matrix_kind kind, unsigned f, unsigned i)
{
    return block_codes_of(kind).low_run == 16 ? f * N_QUARTERS + i
                                              : 2 * (f / 2 * N_QUARTERS + i) + f % 2;
}

/* The sums of N_LANES groups, in order, of the sum_quads of the four folds. */
static ALWAYS_INLINE ints block_unfold(enum matrix_kind kind, ints quads)
{
    /* The order of folded runs of 32 bytes is that of groups with two lanes. */
    return group_sums(&quads, block_codes_of(kind).low_run == 16 ? 4 : 2);
}

/* ---- scales ---------------------------------------------------------------------------------- */

/* Where the integer scales of eight groups are: a block of 256 codes, and which half of it. */
struct eight {
    const uint8_t *block;
    unsigned half;
};

/* The first (i = 0) or second eight groups of vector v of a step; with eight lanes both are one. */
static ALWAYS_INLINE struct eight eight_of(enum matrix_kind kind, const uint8_t *data, unsigned v,
                                           unsigned i)
{
    const unsigned n_eights = block_format_of(kind).group == 32 ? 1 : 2; /* of a block */
    const unsigned at = v * (N_LANES / 8) + (N_LANES == 16 ? i : 0);
    return (struct eight){data + at / n_eights * block_format_of(kind).n_bytes, at % n_eights};
}

/* Of a vector of groups; no shifts where the kind has none. */
struct block_scales {
    floats scales;
    floats shifts;
};

/* Eight scales and eight minimums of 6 bits each (kernels/blocks.h) and what they are multiples of,
 * of one block or two. */
static ALWAYS_INLINE struct block_scales block_six_bit_scales(const uint8_t *first,
                                                              const uint8_t *second)
{
    __m256i v = _mm256_castsi128_si256(_mm_loadu_si128((const void *)first));
    if (N_LANES == 16) {
        v = _mm256_inserti128_si256(v, _mm_loadu_si128((const void *)second), 1);
    }
    /* Words of a lane: two floats, bits of scales, bits of minimums, more bits of both. */
    __m256i low = _mm256_and_si256(v, _mm256_set1_epi8(63));
    __m256i top = _mm256_and_si256(_mm256_srli_epi32(v, 2), _mm256_set1_epi8(0x30));
    /* Word 3 into word 1, and shifted into word 2. */
    __m256i rest = _mm256_srlv_epi32(_mm256_shuffle_epi32(v, 0xff), _mm256_set1_epi64x(4));
    __m256i high = _mm256_or_si256(top, _mm256_and_si256(rest, _mm256_set1_epi8(15)));
    __m256i both =
        _mm256_alignr_epi8(_mm256_unpackhi_epi32(low, high), _mm256_unpacklo_epi32(low, high), 8);
    both = _mm256_permute4x64_epi64(both, 0xd8); /* scales of both blocks, minimums of both */
    floats scale = floats_of_halves(_mm256_shuffle_epi8(v, _mm256_set1_epi16(0x0100)));
    floats minimum = floats_of_halves(_mm256_shuffle_epi8(v, _mm256_set1_epi16(0x0302)));
    floats minimums = floats_of_bytes(_mm256_extracti128_si256(both, 1), 0);
    return (struct block_scales){
        floats_times(scale, floats_of_bytes(_mm256_castsi256_si128(both), 0)),
        floats_negated(floats_times(minimum, minimums)),
    };
}

struct block_numbers {
    __m128i scales; /* N_LANES bytes */
    __m128i minimums;
};

/* The integer scales and minimums of vector v of the step at `data`. */
static ALWAYS_INLINE struct block_numbers block_numbers_of(enum matrix_kind kind,
                                                           const uint8_t *data, unsigned v)
{
    const struct eight first = eight_of(kind, data, v, 0);
    const struct eight second = eight_of(kind, data, v, 1);
    struct block_numbers numbers = {_mm_setzero_si128(), _mm_setzero_si128()};
    if (kind == MATRIX_BLOCK_Q2_K) {
        __m128i both = bytes_of_lanes(first.block + 8 * first.half);
        numbers.scales = _mm_and_si128(both, _mm_set1_epi8(15));
        numbers.minimums = _mm_and_si128(_mm_srli_epi16(both, 4), _mm_set1_epi8(15));
    } else if (kind == MATRIX_BLOCK_Q6_K) {
        numbers.scales = bytes_of_lanes(first.block + 192 + 8 * first.half);
    } else {
        uint64_t low = block_eight_scales(kind, first.block, first.half);
        uint64_t high = N_LANES == 16 ? block_eight_scales(kind, second.block, second.half) : 0;
        numbers.scales = _mm_set_epi64x((long long)high, (long long)low);
    }
    return numbers;
}

/* Those of vector v of the step at `data`. */
static ALWAYS_INLINE struct block_scales block_scales_of(enum matrix_kind kind, const uint8_t *data,
                                                         unsigned v)
{
    const struct block_format format = block_format_of(kind);
    struct block_scales all;
    if (kind == MATRIX_BLOCK_MXFP4) {
        all.scales = floats_of_exponents_apart(data, format.n_bytes);
        all.shifts = all.scales;
        return all;
    }
    if (format.n_codes == 32) {
        all.scales = floats_of_f16_apart(data, format.n_bytes);
        all.shifts = format.has_shifts ? floats_of_f16_apart(data + 2, format.n_bytes) : all.scales;
        return all;
    }
    if (kind == MATRIX_BLOCK_Q4_K || kind == MATRIX_BLOCK_Q5_K) {
        return block_six_bit_scales(eight_of(kind, data, v, 0).block,
                                    eight_of(kind, data, v, 1).block);
    }
    const unsigned at = block_scale_at(kind);
    const uint8_t *first = eight_of(kind, data, v, 0).block + at;
    const uint8_t *second = eight_of(kind, data, v, 1).block + at;
    const struct block_numbers numbers = block_numbers_of(kind, data, v);
    all.scales = floats_times(floats_all_two(first, second),
                              floats_of_bytes(numbers.scales, block_scale_offset(kind)));
    all.shifts = all.scales;
    if (format.has_shifts) {
        floats minimums = floats_times(floats_all_two(first + 2, second + 2),
                                       floats_of_bytes(numbers.minimums, 0));
        all.shifts = floats_negated(minimums);
    }
    return all;
}

#endif
