/*
 * Blocks of GGUF times a few tokens, at the speed of the memory: few_tokens.h for blocks. What
 * differs is how codes and scales are found, and that codes are taken out in the order of the
 * columns, so that the activations keep theirs.
 */
#ifndef KERNELS_X86_BLOCKS_FEW_H
#define KERNELS_X86_BLOCKS_FEW_H

#include "kernels/x86/block_weights.h"
#include "kernels/x86/few_tokens.h"

/* The codes of one row of activations, in the order of turned codes. */
static inline void turn_codes(const int8_t *codes, size_t n_groups, int8_t *out)
{
    for (size_t g = 0; g < n_groups; g += N_LANES) {
        for (unsigned k = 0; k < 4; k++) {
            for (unsigned i = 0; i < N_LANES; i++, out += 4) {
                memcpy(out, codes + (g + block_turned_group(i)) * 16 + (i + k) % 4 * 4, 4);
            }
        }
    }
}

/*
 * The activations, once more: in the order in which codes are taken out (block_unit, block_fold,
 * block_turned), with zeros behind them up to a whole number of steps, and sums times the offset of
 * the codes.
 */
static ALWAYS_INLINE struct few_x few_blocks_x_at(enum matrix_kind kind,
                                                  const struct activations *x, size_t n_padded,
                                                  uint8_t *scratch)
{
    const unsigned group = block_format_of(kind).group;
    const size_t n_groups = x->n_columns / group;
    const size_t stride = few_x_bytes(n_padded, group);
    memset(scratch, 0, x->n_tokens * x->n_digits * stride);
    for (size_t r = 0; r < x->n_tokens * x->n_digits; r++) {
        const int8_t *codes = x->codes + r * x->code_stride;
        int8_t *out = (int8_t *)scratch + r * stride;
        if (block_is_turned(kind)) {
            turn_codes(codes, n_groups, out);
            continue;
        }
        if (!block_is_folded(kind)) {
            memcpy(out, codes, x->n_columns);
            continue;
        }
        for (size_t step = 0; step < n_groups; step += N_LANES) {
            for (unsigned i = 0; i < N_LANES; i++) { /* lane i % N_QUARTERS of a fold */
                const unsigned f = i / N_QUARTERS;
                const size_t g = step + block_fold_group(kind, f, i % N_QUARTERS);
                int8_t *to = out + step * group + (f * N_QUARTERS + i) * 16;
                if (g < n_groups) {
                    memcpy(to, codes + g * group, 16);
                    memcpy(to + UNIT_COLUMNS, codes + g * group + 16, 16);
                }
            }
        }
    }
    const int32_t offset = (int32_t)block_codes_of(kind).offset;
    for (size_t t = 0; t < x->n_tokens; t++) {
        uint8_t *numbers = scratch + t * x->n_digits * stride + n_padded * group;
        memcpy(numbers, x->scales + t * n_groups, n_groups * sizeof(float));
        numbers += n_padded * sizeof(float);
        memcpy(numbers, x->shifts + t * n_groups, n_groups * sizeof(float));
        numbers += n_padded * sizeof(float);
        for (size_t g = 0; g < n_groups; g++) {
            int32_t sum = offset * x->sums[t * n_groups + g];
            memcpy(numbers + g * sizeof sum, &sum, sizeof sum);
        }
    }
    const float *scales = (const float *)(const void *)(scratch + n_padded * group);
    return (struct few_x){
        .codes = (const int8_t *)scratch,
        .scales = scales,
        .shifts = scales + n_padded,
        .sums = (const int32_t *)(scales + 2 * n_padded),
        .stride = stride,
        .n_digits = x->n_digits,
    };
}

/* Asks for the part of a step that unit u of all its units stands for: evenly over the step, so
 * that the memory never waits. */
static ALWAYS_INLINE void ask_for_unit(enum matrix_kind kind, const uint8_t *data, unsigned u)
{
    const unsigned n_units = block_step_codes(kind) / UNIT_COLUMNS;
    const unsigned n_lines = (block_step_bytes(kind) + 63) / 64;
    UNROLLED
    for (unsigned i = u * n_lines / n_units; i < (u + 1) * n_lines / n_units; i++) {
        PREFETCH_FAR(data + FAR_BYTES + 64 * i);
        PREFETCH(data + NEAR_BYTES + 64 * i);
    }
}

/* The products of codes of one or two vectors, which are units u and u + 1 of their step, with
 * each row of digits; not yet added over the columns. */
static ALWAYS_INLINE void multiply_units(enum matrix_kind kind, const ints *codes, unsigned n,
                                         unsigned u, const struct few_x *x, size_t column,
                                         ints (*products)[4], unsigned i, unsigned n_rows_x)
{
    const unsigned bits = block_code_bits(kind);
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        const int8_t *codes_x = of_row(x, x->codes + column + u * UNIT_COLUMNS, r);
        ints sum = dot_first(codes[0], ints_load(codes_x), bits);
        if (n == 2) {
            sum = dot_next(sum, codes[1], ints_load(codes_x + UNIT_COLUMNS), bits);
        }
        products[r][i] = dot_last(sum, bits);
    }
}

/* sum_blocks for turned codes. */
static ALWAYS_INLINE void sum_turned(enum matrix_kind kind, const uint8_t *data, unsigned v,
                                     const struct few_x *x, size_t column, ints *sums,
                                     unsigned n_rows_x)
{
    const unsigned bits = block_code_bits(kind);
    const struct turned turned = block_turned(kind, data, v);
    UNROLLED
    for (unsigned k = 0; k < 4; k++) {
        const unsigned u = 4 * v + k;
        ask_for_unit(kind, data, u);
        const ints codes = turned_codes(kind, &turned, k);
        UNROLLED
        for (unsigned r = 0; r < n_rows_x; r++) {
            const ints codes_x = ints_load(of_row(x, x->codes + column + u * UNIT_COLUMNS, r));
            sums[r] =
                k == 0 ? dot_first(codes, codes_x, bits) : dot_next(sums[r], codes, codes_x, bits);
        }
    }
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        sums[r] = turned_sums(kind, dot_last(sums[r], bits));
    }
}

/* Integer sums of the N_LANES groups of vector v of a step, which starts at `column`, with each row
 * of digits; those of the unsigned codes. */
static ALWAYS_INLINE void sum_blocks(enum matrix_kind kind, const uint8_t *data, unsigned v,
                                     const struct few_x *x, size_t column, ints *sums,
                                     unsigned n_rows_x)
{
    const unsigned group = block_format_of(kind).group;
    const bool is_folded = block_is_folded(kind);
    const unsigned n_units = N_LANES * group / UNIT_COLUMNS;
    const unsigned n_together = is_folded ? 2 : 1;
    const uint64_t largest = 4 * n_together * 127 * block_largest_code(kind);
    ints quads[FEW_ROWS_X][2];
    UNROLLED
    for (unsigned q = 0; q < n_units / n_together / 4; q++) {
        ints products[FEW_ROWS_X][4];
        UNROLLED
        for (unsigned i = 0; i < 4; i++) {
            const unsigned u = v * n_units + (4 * q + i) * n_together;
            ints codes[2];
            ask_for_unit(kind, data, u);
            if (is_folded) {
                ask_for_unit(kind, data, u + 1);
                block_fold(kind, data, i, codes);
            } else {
                codes[0] = block_unit(kind, data, u);
            }
            multiply_units(kind, codes, n_together, u, x, column, products, i, n_rows_x);
        }
        UNROLLED
        for (unsigned r = 0; r < n_rows_x; r++) {
            quads[r][q] = sum_quads(products[r], largest);
        }
    }
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        sums[r] = is_folded ? block_unfold(kind, quads[r][0]) : group_sums(quads[r], group / 4);
    }
}

/* The p_g of vector v of a step of one row, whose first group is `first`; those of the token whose
 * first digits are row r at partial[r * partial_stride]. */
static ALWAYS_INLINE void multiply_step(enum matrix_kind kind, const uint8_t *data, unsigned v,
                                        const struct few_x *x, size_t first, float *partial,
                                        size_t partial_stride, unsigned n_rows_x)
{
    const bool has_shifts = block_format_of(kind).has_shifts;
    const bool has_two_digits = n_rows_x % 2 == 0 && x->n_digits == 2;
    const bool has_offset = block_codes_of(kind).offset != 0;
    const size_t at = first + v * N_LANES;
    ints sums[FEW_ROWS_X];
    if (block_is_turned(kind)) {
        sum_turned(kind, data, v, x, first * block_format_of(kind).group, sums, n_rows_x);
    } else {
        sum_blocks(kind, data, v, x, first * block_format_of(kind).group, sums, n_rows_x);
    }
    const struct block_scales scales_w = block_scales_of(kind, data, v);
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        ints sum = sums[r];
        if (has_two_digits && r % 2 == 1) {
            continue;
        }
        if (has_two_digits) {
            sum = ints_add(ints_times(sum, ints_all(KERNEL_DIGIT_BASE)), sums[r + 1]);
        }
        if (has_offset) {
            sum = ints_subtract(sum, ints_load(of_row(x, x->sums + at, r)));
        }
        floats scales_x = floats_load(of_row(x, x->scales + at, r));
        floats p = floats_times(floats_times(scales_w.scales, scales_x), floats_of_ints(sum));
        if (has_shifts) {
            floats shifts_x = floats_load(of_row(x, x->shifts + at, r));
            p = block_has_minimums(kind) ? floats_fnma(scales_w.shifts, shifts_x, p)
                                         : floats_fma(scales_w.shifts, shifts_x, p);
        }
        floats_store(partial + r * partial_stride + at, p);
    }
}

/* What the rows of one call share. */
struct few_blocks {
    struct few_x x;
    size_t n_groups;
    size_t n_padded; /* whole steps */
};

static ALWAYS_INLINE void multiply_block_row(enum matrix_kind kind, const uint8_t *data,
                                             const struct few_blocks *few, float *partial,
                                             unsigned n_rows_x)
{
    const unsigned step = block_step_groups(kind);
    const unsigned step_bytes = block_step_bytes(kind);
    uint8_t padded[BLOCK_MAX_STEP_BYTES];
    for (size_t g = 0; g < few->n_groups; g += step) {
        if (UNLIKELY(few->n_groups - g < step)) {
            memset(padded, 0, step_bytes);
            data = memcpy(padded, data, (few->n_groups - g) * step_bytes / step);
        }
        UNROLLED
        for (unsigned v = 0; v < step / N_LANES; v++) {
            multiply_step(kind, data, v, &few->x, g, partial, N_LANES * few->n_padded, n_rows_x);
        }
        data += step_bytes;
    }
}

/* One instance for each kind and number of rows of digits. */
static ALWAYS_INLINE void multiply_blocks_few(enum matrix_kind kind, const struct matrix *matrix,
                                              size_t first_row, size_t n_rows,
                                              const struct activations *x, float *y,
                                              size_t y_stride, void *scratch, unsigned n_rows_x)
{
    const unsigned group = block_format_of(kind).group;
    const unsigned step = block_step_groups(kind);
    struct few_blocks few;
    few.n_groups = matrix->n_columns / group;
    few.n_padded = (few.n_groups + step - 1) / step * step;
    float *partial = scratch; /* [n_rows_x, N_LANES, n_padded] */
    few.x = few_blocks_x_at(kind, x, few.n_padded,
                            (uint8_t *)(partial + n_rows_x * N_LANES * few.n_padded));
    for (size_t row = 0; row < n_rows; row += N_LANES) {
        size_t n = n_rows - row < N_LANES ? n_rows - row : N_LANES;
        for (size_t r = 0; r < n; r++) {
            multiply_block_row(kind, matrix->data + (first_row + row + r) * matrix->row_bytes, &few,
                               partial + r * few.n_padded, n_rows_x);
        }
        for (size_t t = 0; t < x->n_tokens; t++) {
            const float *token_partial = partial + t * x->n_digits * N_LANES * few.n_padded;
            floats_store_some(y + t * y_stride + first_row + row,
                              add_groups(token_partial, few.n_padded, few.n_groups), n);
        }
    }
}

#endif
