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

/* ---- codes, turned: for few tokens, where groups of 16 have codes of 2 bits and more ------------
 */

/*
 * A vector of bytes has four groups in each lane of 128 bits, one in each two bits of all its
 * bytes, so a group's codes would be added in four sums. The vector is taken four times instead,
 * turned by one number of 32 bits each time, and of number j the bits of group j are taken:
 *
 *   turned by   number 0        1               2               3
 *   0           group 0, q 0    group 1, q 1    group 2, q 2    group 3, q 3      (q: which four
 *   1           group 0, q 1    group 1, q 2    group 2, q 3    group 3, q 0       codes of its 16)
 *   …
 *
 * which gives four times the sums of N_LANES groups, in no need of being added to each other.
 */
static ALWAYS_INLINE bool block_is_turned(enum matrix_kind kind)
{
    return block_codes_of(kind).low_bits == 2;
}

/* What lane i of a vector of turned codes is: its group; of a block's 256 codes 2 bits lie in 32
 * bytes for 128 codes. */
static ALWAYS_INLINE unsigned block_turned_group(unsigned i)
{
    return i / 8 * 8 + i % 4 * 2 + i / 4 % 2;
}

/* Vector v of a step: what is turned by even and by odd numbers. */
struct turned {
    ints codes[2];
};

static ALWAYS_INLINE struct turned block_turned(enum matrix_kind kind, const uint8_t *data,
                                                unsigned v)
{
    /* By the bits of groups 0 to 3 of a lane: bits 2 and 6, for groups 0 and 2, and for 1 and 3. */
    static const uint8_t evens[16] = {0, 4, 0, 4, 0x40, 0x44, 0x40, 0x44,
                                      0, 4, 0, 4, 0x40, 0x44, 0x40, 0x44};
    static const uint8_t odds[16] = {0,    0,    4,    4,    0,    0,    4,    4,
                                     0x40, 0x40, 0x44, 0x44, 0x40, 0x40, 0x44, 0x44};
    const struct block_codes layout = block_codes_of(kind);
    const ints low = ints_load(data + layout.low_at + v * UNIT_COLUMNS);
    if (layout.high_bits == 0) {
        return (struct turned){{low, low}};
    }
    const ints high = bits_of_turned(data + layout.high_at, v);
    const ints even = join_bits(look_up(evens, high), low, 0x33);
    const ints odd = join_bits(look_up(odds, high), shift_down(low, 2), 0x33);
    return (struct turned){{by_turns(even, odd), by_turns(odd, even)}};
}

/* Where the codes of group j of four begin. */
static ALWAYS_INLINE ints turned_shifts(enum matrix_kind kind)
{
    return block_codes_of(kind).high_bits == 0 ? ints_of_four(0, 2, 4, 6)
                                               : ints_of_four(0, 0, 4, 4);
}

/* The codes of vector k of four: each where it begins in its byte if the sums are wide enough for
 * that, and sums are to be shifted in the end (turned_sums); otherwise from bit 0 on. */
static ALWAYS_INLINE ints turned_codes(enum matrix_kind kind, const struct turned *turned,
                                       unsigned k)
{
    const ints codes = turn(turned->codes[k % 2], k);
    if (IS_NARROW) {
        return low_bits(shift_lanes_down(codes, turned_shifts(kind)), block_code_bits(kind));
    }
    return ints_and(codes,
                    block_codes_of(kind).high_bits == 0
                        ? ints_of_four(0x03030303, 0x0c0c0c0c, 0x30303030, (int32_t)0xc0c0c0c0)
                        : ints_of_four(0x07070707, 0x07070707, 0x70707070, 0x70707070));
}

/* Sums in the order of the groups. */
static ALWAYS_INLINE ints turned_sums(enum matrix_kind kind, ints sums)
{
    return unturn(IS_NARROW ? sums : shift_signed_lanes_down(sums, turned_shifts(kind)));
}

/* ---- scales ---------------------------------------------------------------------------------- */

/* Of a vector of groups. The shifts of types of 256 codes are minimums, their negatives; no shifts
 * where the kind has none. */
struct block_scales {
    floats scales;
    floats shifts;
};

static ALWAYS_INLINE bool block_has_minimums(enum matrix_kind kind)
{
    return block_format_of(kind).has_shifts && block_format_of(kind).n_codes == BLOCK_MAX_CODES;
}

/*
 * How the small integers of a block of 256 codes are found among 16 bytes of it, for each group:
 * bytes `places` of them become one number of 32 bits, the lowest one first, and the integer is
 *
 *   number >> low_shift & low_mask | number >> high_shift & high_mask
 *
 * They are greater than the scales by block_scale_offset. block_eight_scales tells it in words.
 */
struct integer_places {
    bool has_low_shifts;
    bool has_high;
    int32_t places[16];
    int32_t low_shifts[16];
    int32_t low_masks[16];
    int32_t high_shifts[16];
    int32_t high_masks[16];
};

#define PLACE(a, b, c) (int32_t)((a) | (b) << 8 | (c) << 16 | 0x80000000u)
#define NONE           0x80u
#define TWICE(...)                                                                                 \
    {                                                                                              \
        __VA_ARGS__, __VA_ARGS__                                                                   \
    }
#define ALL(x) TWICE(x, x, x, x, x, x, x, x)
#define IN_ORDER(X)                                                                                \
    {                                                                                              \
        X(0), X(1), X(2), X(3), X(4), X(5), X(6), X(7), X(8), X(9), X(10), X(11), X(12), X(13),    \
            X(14), X(15)                                                                           \
    }

#define X(i) PLACE(i, NONE, NONE)
static const struct integer_places places_Q2_K = {
    false, false, IN_ORDER(X), ALL(0), ALL(15), ALL(0), ALL(0),
};
static const struct integer_places places_Q2_K_minimums = {
    true, false, IN_ORDER(X), ALL(4), ALL(15), ALL(0), ALL(0),
};
#undef X
#define X(i) PLACE(2 + i % 8, 10 + i % 4, NONE)
#define Y(i) i / 8 * 4
#define Z(i) 4 + i / 4 * 2
static const struct integer_places places_Q3_K = {
    true, true, IN_ORDER(X), IN_ORDER(Y), ALL(15), IN_ORDER(Z), ALL(0x30),
};
#undef X
#undef Y
#undef Z
#define X(i) PLACE(i % 8 < 4 ? 4 + i % 4 : 12 + i % 4, i % 8 < 4 ? NONE : 4 + i % 4, NONE)
static const struct integer_places places_Q4_K = {
    false,
    true,
    IN_ORDER(X),
    ALL(0),
    TWICE(63, 63, 63, 63, 15, 15, 15, 15),
    ALL(10),
    TWICE(0, 0, 0, 0, 0x30, 0x30, 0x30, 0x30),
};
#undef X
#define X(i) PLACE(8 + i % 8, i % 8 < 4 ? NONE : 4 + i % 8, NONE)
static const struct integer_places places_Q4_K_minimums = {
    true,
    true,
    IN_ORDER(X),
    TWICE(0, 0, 0, 0, 4, 4, 4, 4),
    TWICE(63, 63, 63, 63, 15, 15, 15, 15),
    ALL(10),
    TWICE(0, 0, 0, 0, 0x30, 0x30, 0x30, 0x30),
};
#undef X
#define X(i) PLACE(4 + i % 8 / 2, 2, 3)
#define Y(i) i % 2 * 4
#define Z(i) 4 + i % 8 * 2
static const struct integer_places places_IQ4_XS = {
    true, true, IN_ORDER(X), IN_ORDER(Y), ALL(15), IN_ORDER(Z), ALL(0x30),
};
#undef X
#undef Y
#undef Z
#undef PLACE
#undef NONE
#undef TWICE
#undef ALL
#undef IN_ORDER

/* Where those 16 bytes are. */
static ALWAYS_INLINE unsigned integers_at(enum matrix_kind kind)
{
    return kind == MATRIX_BLOCK_Q3_K ? 94 : kind == MATRIX_BLOCK_Q6_K ? 192 : 0;
}

/* The integers for groups from lane `first` of `places` on. */
static ALWAYS_INLINE floats floats_of_integers(ints bytes, const struct integer_places *places,
                                               unsigned first, int offset)
{
    const ints numbers = bytes_at(bytes, ints_load(places->places + first));
    const ints low_mask = ints_load(places->low_masks + first);
    ints integers = numbers;
    if (places->has_low_shifts) {
        integers = shift_lanes_down(numbers, ints_load(places->low_shifts + first));
    }
    if (places->has_high) {
        const ints high = shift_lanes_down(numbers, ints_load(places->high_shifts + first));
        integers = select_bits(integers, low_mask, high, ints_load(places->high_masks + first));
    } else {
        integers = ints_and(integers, low_mask);
    }
    return floats_of_ints(offset == 0 ? integers : ints_subtract(integers, ints_all(offset)));
}

/* What the integers of a block are multiples of: two 16-bit floats, or one and nothing. By way of
 * memory, from where any number is spread to all lanes at no cost. */
static ALWAYS_INLINE const float *block_factors(enum matrix_kind kind, const uint8_t *block,
                                                float all[4])
{
    const unsigned at = block_scale_at(kind);
    /* Four floats are converted, which are all of the block. */
    const unsigned n_before = at == 0 ? 0 : block_format_of(kind).has_shifts ? 2 : 3;
    const float *factors = all;
    _mm_storeu_ps(all, _mm_cvtph_ps(_mm_loadl_epi64((const void *)(block + at - 2 * n_before))));
    OPAQUE(factors);
    return factors + n_before;
}

/* Of vector v of a step of blocks of 256 codes. */
static ALWAYS_INLINE struct block_scales block_integer_scales(enum matrix_kind kind,
                                                              const uint8_t *data, unsigned v)
{
    const bool is_two =
        block_step_groups(kind) > block_format_of(kind).n_codes / block_format_of(kind).group;
    const unsigned lane = is_two ? 0 : v * N_LANES;
    const uint8_t *bytes = data + integers_at(kind);
    const size_t next = is_two ? block_format_of(kind).n_bytes : 0;
    float memory[2][4];
    const float *first = block_factors(kind, data, memory[0]);
    const float *second = is_two ? block_factors(kind, data + next, memory[1]) : first;
    struct block_scales all;
    /* Words of 64 bits where vectors are short: they leave the ports of vectors alone. */
    const bool is_word = N_LANES == 8 && (kind == MATRIX_BLOCK_Q3_K || kind == MATRIX_BLOCK_IQ4_XS);
    if (kind == MATRIX_BLOCK_Q6_K || is_word) {
        const uint64_t word = is_word ? block_eight_scales(kind, data, v) : 0;
        ints integers = ints_of_bytes(is_word ? (const uint8_t *)&word : bytes + lane);
        if (is_word) {
            integers = ints_subtract(integers, ints_all(block_scale_offset(kind)));
        }
        all.scales = floats_times(floats_all_two(first, second), floats_of_ints(integers));
        all.shifts = all.scales;
        return all;
    }
    const bool is_4_5 = kind == MATRIX_BLOCK_Q4_K || kind == MATRIX_BLOCK_Q5_K;
    const struct integer_places *places = is_4_5                      ? &places_Q4_K
                                          : kind == MATRIX_BLOCK_Q2_K ? &places_Q2_K
                                          : kind == MATRIX_BLOCK_Q3_K ? &places_Q3_K
                                                                      : &places_IQ4_XS;
    const ints packed = bytes_all_two(bytes, bytes + next);
    all.scales = floats_times(floats_all_two(first, second),
                              floats_of_integers(packed, places, lane, block_scale_offset(kind)));
    all.shifts = all.scales;
    if (block_has_minimums(kind)) {
        places = is_4_5 ? &places_Q4_K_minimums : &places_Q2_K_minimums;
        all.shifts = floats_times(floats_all_two(first + 1, second + 1),
                                  floats_of_integers(packed, places, lane, 0));
    }
    return all;
}

/* Those of vector v of the step at `data`. */
static ALWAYS_INLINE struct block_scales block_scales_of(enum matrix_kind kind, const uint8_t *data,
                                                         unsigned v)
{
    const struct block_format format = block_format_of(kind);
    struct block_scales all;
    if (format.n_codes == BLOCK_MAX_CODES) {
        return block_integer_scales(kind, data, v);
    }
    if (kind == MATRIX_BLOCK_MXFP4) {
        all.scales = floats_of_exponents_apart(data, format.n_bytes);
        all.shifts = all.scales;
        return all;
    }
    all.scales = floats_of_f16_apart(data, format.n_bytes);
    all.shifts = format.has_shifts ? floats_of_f16_apart(data + 2, format.n_bytes) : all.scales;
    return all;
}

#endif
