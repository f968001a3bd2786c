/*
 * Quantized weights times a few tokens, at the speed of the memory. The weights are read once, and
 * nothing else may take longer than that.
 *
 * Each row is read front to back before the next (rows side by side would fall into the same cache
 * sets). The sums of N_LANES groups at a time are brought into one vector, lane = group, and from
 * there the p_g into scratch. When N_LANES rows are done they are transposed, lane = row, and added
 * in the order of the groups:
 *
 *     row 0   p_0 p_1 p_2 …          y lanes: row 0, row 1, …
 *     row 1   p_0 p_1 p_2 …    ->      y = p_0 + p_1 + p_2 …
 */
#ifndef KERNELS_X86_FEW_TOKENS_H
#define KERNELS_X86_FEW_TOKENS_H

#include "kernels/x86/quantized_weights.h"

enum { FEW_TOKENS = 4, PREFETCH_BYTES = 4096, LINE_BYTES = 64 };

/* The activations that meet one block of N_LANES groups, for each token. */
struct block_x {
    const int8_t *codes[FEW_TOKENS];
    const float *scales[FEW_TOKENS];
    const float *shifts[FEW_TOKENS];
    const int32_t *sums[FEW_TOKENS];
};

struct padded_x {
    int8_t codes[FEW_TOKENS][N_LANES * MAX_GROUP];
    float scales[FEW_TOKENS][N_LANES];
    float shifts[FEW_TOKENS][N_LANES];
    int32_t sums[FEW_TOKENS][N_LANES];
};

/* Asked for more tokens than there are, it gives the last one again. */
static ALWAYS_INLINE struct block_x block_of_x(const struct activations *x, unsigned n_tokens,
                                               size_t first_group)
{
    struct block_x block;
    size_t n_groups = x->n_columns / x->group;
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        size_t token = t < x->n_tokens ? t : x->n_tokens - 1;
        block.codes[t] = x->codes + token * x->code_stride + first_group * x->group;
        block.scales[t] = x->scales + token * n_groups + first_group;
        block.shifts[t] = x->shifts + token * n_groups + first_group;
        block.sums[t] = x->sums + token * n_groups + first_group;
    }
    return block;
}

static struct block_x pad_x(const struct activations *x, struct block_x block, unsigned n_tokens,
                            size_t n_groups, struct padded_x *padded)
{
    memset(padded, 0, sizeof(*padded));
    for (unsigned t = 0; t < n_tokens; t++) {
        memcpy(padded->codes[t], block.codes[t], n_groups * x->group);
        memcpy(padded->scales[t], block.scales[t], n_groups * sizeof(float));
        memcpy(padded->shifts[t], block.shifts[t], n_groups * sizeof(float));
        memcpy(padded->sums[t], block.sums[t], n_groups * sizeof(int32_t));
        block.codes[t] = padded->codes[t];
        block.scales[t] = padded->scales[t];
        block.shifts[t] = padded->shifts[t];
        block.sums[t] = padded->sums[t];
    }
    return block;
}

/* Integer sums of N_LANES groups of one row with each token. */
static ALWAYS_INLINE void sum_block(const uint8_t *data, const struct block_x *x, ints *sums,
                                    unsigned bits, unsigned group, bool is_fp4, unsigned n_tokens)
{
    const unsigned n_units = N_LANES * group / UNIT_COLUMNS;
    const unsigned units_per_sum = group > UNIT_COLUMNS ? group / UNIT_COLUMNS : 1;
    const unsigned n_quads = n_units / units_per_sum / 4;
    const unsigned quad_columns = 4 * units_per_sum * UNIT_COLUMNS;
    ints quads[FEW_TOKENS][4];
    for (unsigned q = 0; q < n_quads; q++) {
        ints v[FEW_TOKENS][4];
        UNROLLED
        for (unsigned u = 0; u < 4 * units_per_sum; u++) {
            ints codes = unpack_unit(data + q * quad_columns * bits / 8, bits, group, is_fp4, u);
            UNROLLED
            for (unsigned t = 0; t < n_tokens; t++) {
                const int8_t *codes_x = x->codes[t] + q * quad_columns + u * UNIT_COLUMNS;
                ints *sum = &v[t][u / units_per_sum];
                ints before = u % units_per_sum == 0 ? ints_zero() : *sum;
                *sum = dot_bytes(before, codes, ints_load(codes_x), bits);
            }
        }
        UNROLLED
        for (unsigned t = 0; t < n_tokens; t++) {
            quads[t][q] = sum_quads(v[t]);
        }
    }
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        sums[t] = group_sums(quads[t], group);
    }
}

/* The p_g of N_LANES groups of one row, those of token t at partial[t * partial_stride]. */
static ALWAYS_INLINE void multiply_block(const struct matrix *matrix, struct row_groups groups,
                                         const struct block_x *x, float *partial,
                                         size_t partial_stride, unsigned bits, unsigned group,
                                         bool is_fp4, unsigned n_tokens)
{
    ints sums[FEW_TOKENS];
    sum_block(groups.data, x, sums, bits, group, is_fp4, n_tokens);
    floats scales = load_scales(matrix, groups.scales);
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        ints sum = sums[t];
        if (is_fp4) {
            sum = ints_add(sum, ints_times(ints_load(x->sums[t]), ints_all(-FP4_OFFSET)));
        }
        floats p =
            floats_times(floats_times(scales, floats_load(x->scales[t])), floats_of_ints(sum));
        if (!is_fp4) {
            p = floats_fma(load_scales(matrix, groups.biases), floats_load(x->shifts[t]), p);
        }
        floats_store(partial + t * partial_stride, p);
    }
}

static ALWAYS_INLINE void prefetch_block(const uint8_t *data, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i += LINE_BYTES) {
        PREFETCH(data + PREFETCH_BYTES + i);
    }
}

/* Adds n_groups p_g of N_LANES rows, `stride` apart, in order. */
static floats add_groups(const float *partial, size_t stride, size_t n_groups)
{
    floats y = floats_all(-0.0f); /* the one number that changes nothing when p_0 is added */
    for (size_t g = 0; g < n_groups; g += N_LANES) {
        ints v[N_LANES];
        UNROLLED
        for (unsigned r = 0; r < N_LANES; r++) {
            v[r] = ints_load(partial + r * stride + g);
        }
        transpose(v);
        if (n_groups - g >= N_LANES) {
            UNROLLED
            for (unsigned i = 0; i < N_LANES; i++) {
                y = floats_add(y, floats_of_bits(v[i]));
            }
        } else {
            for (unsigned i = 0; i < n_groups - g; i++) {
                y = floats_add(y, floats_of_bits(v[i]));
            }
        }
    }
    return y;
}

/* What the rows of one call share. */
struct few_tokens {
    const struct matrix *matrix;
    const struct activations *x;
    size_t n_whole; /* groups in whole blocks of N_LANES */
    size_t n_rest;
    struct block_x rest; /* the activations of the rest, padded */
    struct padded_x padded_x;
    struct padded_groups padded_groups;
};

static ALWAYS_INLINE void multiply_row(struct few_tokens *few, size_t row, float *partial,
                                       size_t partial_stride, unsigned bits, unsigned group,
                                       bool is_fp4, unsigned n_tokens)
{
    const struct matrix *matrix = few->matrix;
    struct row_groups groups = groups_of_row(matrix, row);
    for (size_t g = 0; g < few->n_whole; g += N_LANES) {
        struct block_x block = block_of_x(few->x, n_tokens, g);
        prefetch_block(groups.data, N_LANES * group * bits / 8);
        multiply_block(matrix, groups, &block, partial + g, partial_stride, bits, group, is_fp4,
                       n_tokens);
        groups = skip_groups(matrix, groups, N_LANES);
    }
    if (few->n_rest > 0) {
        groups = pad_groups(matrix, groups, few->n_rest, &few->padded_groups);
        multiply_block(matrix, groups, &few->rest, partial + few->n_whole, partial_stride, bits,
                       group, is_fp4, n_tokens);
    }
}

/* One instance for each layout and either 1 or FEW_TOKENS tokens. */
static ALWAYS_INLINE void multiply_few(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                       const struct activations *x, float *y, size_t y_stride,
                                       void *scratch, unsigned bits, unsigned group, bool is_fp4,
                                       unsigned n_tokens)
{
    size_t n_groups = matrix->n_columns / group;
    size_t stride = (n_groups + N_LANES - 1) / N_LANES * N_LANES;
    struct few_tokens few;
    few.matrix = matrix;
    few.x = x;
    few.n_whole = n_groups / N_LANES * N_LANES;
    few.n_rest = n_groups - few.n_whole;
    if (few.n_rest > 0) {
        few.rest =
            pad_x(x, block_of_x(x, n_tokens, few.n_whole), n_tokens, few.n_rest, &few.padded_x);
        memset(&few.padded_groups, 0, sizeof(few.padded_groups));
    }
    float *partial = scratch; /* [n_tokens, N_LANES, stride] */
    for (size_t row = 0; row < n_rows; row += N_LANES) {
        size_t n = n_rows - row < N_LANES ? n_rows - row : N_LANES;
        for (size_t r = 0; r < n; r++) {
            multiply_row(&few, first_row + row + r, partial + r * stride, N_LANES * stride, bits,
                         group, is_fp4, n_tokens);
        }
        for (size_t t = 0; t < x->n_tokens; t++) {
            floats_store_some(y + t * y_stride + first_row + row,
                              add_groups(partial + t * N_LANES * stride, stride, n_groups), n);
        }
    }
}

#endif
