/*
 * Quantized weights times a few tokens in floats, for every level with vectors: each weight is read
 * once, decoded in registers and multiplied there.
 *
 * A sum is one chain of fmas in each lane, in which the next waits for the last. Several rows side
 * by side hide that; more than a few would share too few cache sets. Each row asks the memory for
 * what follows it in the next tile, so that distance does not depend on where a row ends.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_DIRECT_VECTOR_H
#define KERNELS_VECTOR_DIRECT_VECTOR_H

#include "kernels/vector/decode_vector.h"

enum {
    DIRECT_MAX_ROWS = DIRECT_ROWS > DIRECT_FEW_ROWS ? DIRECT_ROWS : DIRECT_FEW_ROWS,
    DIRECT_MAX_SUMS = DIRECT_ROWS > DIRECT_FEW_ROWS *DIRECT_FEW_TOKENS
                          ? DIRECT_ROWS
                          : DIRECT_FEW_ROWS *DIRECT_FEW_TOKENS,
};

/* Rows and tokens that are multiplied together. Past the ends the last ones are repeated. */
struct direct_tile {
    const struct matrix *matrix;
    size_t n_groups;
    size_t rows[DIRECT_MAX_ROWS];
    const float *x[DIRECT_FEW_TOKENS];
};

/* sums[t * n_rows + r] += the products of the columns of one group, whose codes start at
 * data[r]. */
static ALWAYS_INLINE void add_direct_group(const uint8_t **data, const float *const *x, size_t k,
                                           size_t group, size_t ahead,
                                           const struct group_values *values, enum matrix_kind kind,
                                           unsigned bits, unsigned n_rows, unsigned n_tokens,
                                           struct lanes *sums)
{
    const unsigned n_steps = steps_of(kind);
    const size_t end = k + group;
    do {
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            PREFETCH(data[r] + ahead);
        }
        UNROLLED
        for (unsigned step = 0; step < n_steps; step++) {
            UNROLLED
            for (unsigned r = 0; r < n_rows; r++) {
                struct lanes weights = decode_step(kind, bits, &values[r], data[r], step);
                UNROLLED
                for (unsigned t = 0; t < n_tokens; t++) {
                    struct lanes v = lanes_in_order(bits, lanes_load(x[t] + k + step * N_LANES));
                    struct lanes *sum = &sums[t * n_rows + r];
                    *sum = lanes_fma(weights, v, *sum);
                    lanes_pin(sum);
                }
            }
        }
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            data[r] += n_steps * N_LANES * bits / 8;
        }
        k += n_steps * N_LANES;
    } while (k < end);
}

static ALWAYS_INLINE void multiply_direct_tile(const struct direct_tile *tile,
                                               enum matrix_kind kind, unsigned bits,
                                               unsigned n_rows, unsigned n_tokens,
                                               float *results /* [n_tokens, n_rows] */)
{
    const struct matrix *matrix = tile->matrix;
    const size_t n_groups = tile->n_groups;
    const size_t group = matrix->group;
    struct group_block blocks[DIRECT_MAX_ROWS];
    const uint8_t *data[DIRECT_MAX_ROWS];
    struct lanes sums[DIRECT_MAX_SUMS];
    UNROLLED
    for (unsigned r = 0; r < n_rows; r++) {
        data[r] = matrix->data + tile->rows[r] * matrix->row_bytes;
    }
    UNROLLED
    for (unsigned i = 0; i < n_rows * n_tokens; i++) {
        sums[i] = lanes_set(0.0f);
    }
    for (size_t g = 0; g < n_groups; g++) {
        size_t i = g % N_LANES;
        if (i == 0) {
            for (unsigned r = 0; r < n_rows; r++) {
                load_groups(matrix, kind, tile->rows[r], g, step_at(g, n_groups), &blocks[r]);
            }
        }
        struct group_values values[DIRECT_MAX_ROWS];
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            values[r] = group_values_of(kind, bits, blocks[r].scales + i, blocks[r].biases + i);
        }
        add_direct_group(data, tile->x, g * group, group, n_rows * matrix->row_bytes, values, kind,
                         bits, n_rows, n_tokens, sums);
    }
    UNROLLED
    for (unsigned i = 0; i < n_rows * n_tokens; i++) {
        results[i] = lanes_sum(lanes_in_plain_order(bits, sums[i]));
    }
}

/* One instance for each layout, for one token and for several. */
static ALWAYS_INLINE void multiply_direct(const struct matrix *matrix, size_t first_row,
                                          size_t n_rows, const float *x, size_t x_stride,
                                          size_t n_tokens, float *y, size_t y_stride,
                                          enum matrix_kind kind, unsigned bits, unsigned tile_rows,
                                          unsigned tile_tokens)
{
    struct direct_tile tile = {.matrix = matrix, .n_groups = matrix->n_columns / matrix->group};
    for (size_t row = 0; row < n_rows; row += tile_rows) {
        size_t rows_left = n_rows - row < tile_rows ? n_rows - row : tile_rows;
        for (size_t r = 0; r < tile_rows; r++) {
            tile.rows[r] = first_row + row + (r < rows_left ? r : rows_left - 1);
        }
        for (size_t token = 0; token < n_tokens; token += tile_tokens) {
            size_t tokens_left = n_tokens - token < tile_tokens ? n_tokens - token : tile_tokens;
            for (size_t t = 0; t < tile_tokens; t++) {
                tile.x[t] = x + (token + (t < tokens_left ? t : tokens_left - 1)) * x_stride;
            }
            float results[DIRECT_MAX_SUMS];
            multiply_direct_tile(&tile, kind, bits, tile_rows, tile_tokens, results);
            for (size_t t = 0; t < tokens_left; t++) {
                memcpy(y + (token + t) * y_stride + first_row + row, results + t * tile_rows,
                       rows_left * sizeof(float));
            }
        }
    }
}

typedef void direct_function(const struct matrix *matrix, size_t first_row, size_t n_rows,
                             const float *x, size_t x_stride, size_t n_tokens, float *y,
                             size_t y_stride);

#define X(name, kind, bits)                                                                        \
    static void direct_one_##name(const struct matrix *matrix, size_t first_row, size_t n_rows,    \
                                  const float *x, size_t x_stride, size_t n_tokens, float *y,      \
                                  size_t y_stride)                                                 \
    {                                                                                              \
        multiply_direct(matrix, first_row, n_rows, x, x_stride, n_tokens, y, y_stride, kind, bits, \
                        DIRECT_ROWS, 1);                                                           \
    }                                                                                              \
    static void direct_few_##name(const struct matrix *matrix, size_t first_row, size_t n_rows,    \
                                  const float *x, size_t x_stride, size_t n_tokens, float *y,      \
                                  size_t y_stride)                                                 \
    {                                                                                              \
        multiply_direct(matrix, first_row, n_rows, x, x_stride, n_tokens, y, y_stride, kind, bits, \
                        DIRECT_FEW_ROWS, DIRECT_FEW_TOKENS);                                       \
    }
QUANTIZED_LAYOUTS(X)
#undef X

static direct_function *direct_function_of(const struct matrix *matrix, size_t n_tokens)
{
#define X(name, of_kind, of_bits)                                                                  \
    if (matrix->kind == (of_kind) && matrix->bits == (of_bits)) {                                  \
        return n_tokens == 1 ? direct_one_##name : direct_few_##name;                              \
    }
    QUANTIZED_LAYOUTS(X)
#undef X
    return NULL;
}

#endif
#endif
