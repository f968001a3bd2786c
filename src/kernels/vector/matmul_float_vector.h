/*
 * Weights times floats, for every level with vectors; see math_vector.h for how it becomes a
 * level's, scalar/ for what it does. Quantized weights go to direct_vector.h.
 *
 * The product of float weights walks blocks of rows and tokens that stay in the first-level cache
 * for a piece of the columns, and in them tiles of LINEAR_ROWS x LINEAR_TOKENS sums that stay in
 * registers. Sums are saved between the pieces, all lanes of them, so that each lane still adds its
 * columns in order. At the rims of the last block, rows and tokens are repeated and the results
 * dropped.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_MATMUL_FLOAT_VECTOR_H
#define KERNELS_VECTOR_MATMUL_FLOAT_VECTOR_H

#include "kernels/vector/direct_vector.h"

enum { BLOCK_ROWS = 32, BLOCK_TOKENS = LINEAR_TOKENS, BLOCK_COLUMNS = 128 };

/* sums[t * n_rows + r] += the products of the columns from first to last - 1, lane by lane; their
 * number is a multiple of N_LANES, and not 0. */
static ALWAYS_INLINE void add_whole_steps(const uint8_t *const *rows, const float *const *x,
                                          size_t first, size_t last, enum float_type type,
                                          unsigned n_rows, unsigned n_tokens, struct lanes *sums)
{
    struct lanes acc[LINEAR_TOKENS * LINEAR_ROWS];
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            acc[t * n_rows + r] = sums[t * n_rows + r];
        }
    }
    size_t k = first;
    do {
        struct lanes w[LINEAR_ROWS];
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            w[r] = weights_at(rows[r], type, k, N_LANES);
        }
        UNROLLED
        for (unsigned t = 0; t < n_tokens; t++) {
            struct lanes v = lanes_load(x[t] + k);
            UNROLLED
            for (unsigned r = 0; r < n_rows; r++) {
                acc[t * n_rows + r] = lanes_fma(w[r], v, acc[t * n_rows + r]);
                lanes_pin(&acc[t * n_rows + r]);
            }
        }
        k += N_LANES;
    } while (k < last);
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            sums[t * n_rows + r] = acc[t * n_rows + r];
        }
    }
}

/* The same for the last columns of a row, fewer than N_LANES. */
static void add_rest(const uint8_t *const *rows, const float *const *x, size_t first, size_t n,
                     enum float_type type, unsigned n_rows, unsigned n_tokens, struct lanes *sums)
{
    for (unsigned t = 0; t < n_tokens; t++) {
        struct lanes v = lanes_get(x[t] + first, n);
        for (unsigned r = 0; r < n_rows; r++) {
            struct lanes *sum = &sums[t * n_rows + r];
            *sum = lanes_fma(weights_at(rows[r], type, first, n), v, *sum);
        }
    }
}

/* Some rows of a matrix and some tokens of its input, and where their products go. */
struct float_block {
    const struct matrix *matrix;
    size_t first_row;
    size_t n_rows; /* up to BLOCK_ROWS */
    const float *x;
    size_t x_stride;
    size_t n_tokens; /* up to BLOCK_TOKENS */
    float *y;        /* of the first token */
    size_t y_stride;
};

/* The tile that starts at row r and token t of the block; past the end the last ones are repeated.
 */
static ALWAYS_INLINE void add_tile(const struct float_block *block, size_t r, size_t t,
                                   size_t first, size_t last, enum float_type type, unsigned n_rows,
                                   unsigned n_tokens, struct lanes *sums)
{
    const uint8_t *rows[LINEAR_ROWS];
    const float *x[LINEAR_TOKENS];
    for (size_t i = 0; i < n_rows; i++) {
        size_t row = r + i < block->n_rows ? r + i : block->n_rows - 1;
        rows[i] = block->matrix->data + (block->first_row + row) * block->matrix->row_bytes;
    }
    for (size_t i = 0; i < n_tokens; i++) {
        size_t token = t + i < block->n_tokens ? t + i : block->n_tokens - 1;
        x[i] = block->x + token * block->x_stride;
    }
    if (first == 0) {
        for (size_t i = 0; i < (size_t)n_rows * n_tokens; i++) {
            sums[i] = lanes_set(0.0f);
        }
    }
    size_t n_rest = (last - first) % N_LANES;
    if (first < last - n_rest) {
        add_whole_steps(rows, x, first, last - n_rest, type, n_rows, n_tokens, sums);
    }
    if (n_rest > 0) {
        add_rest(rows, x, last - n_rest, n_rest, type, n_rows, n_tokens, sums);
    }
}

/* Tiles of n_rows x n_tokens; both divide the sizes of a full block. */
static ALWAYS_INLINE void multiply_block(const struct float_block *block, enum float_type type,
                                         unsigned n_rows, unsigned n_tokens)
{
    struct lanes sums[BLOCK_ROWS * BLOCK_TOKENS];
    size_t n_columns = block->matrix->n_columns;
    size_t tile_sums = (size_t)n_rows * n_tokens;
    for (size_t first = 0; first < n_columns; first += BLOCK_COLUMNS) {
        size_t last = n_columns - first < BLOCK_COLUMNS ? n_columns : first + BLOCK_COLUMNS;
        struct lanes *tile = sums;
        for (size_t t = 0; t < block->n_tokens; t += n_tokens) {
            for (size_t r = 0; r < block->n_rows; r += n_rows) {
                add_tile(block, r, t, first, last, type, n_rows, n_tokens, tile);
                tile += tile_sums;
            }
        }
    }
    size_t tiles_in_row = (block->n_rows + n_rows - 1) / n_rows;
    for (size_t t = 0; t < block->n_tokens; t++) {
        float *y = block->y + t * block->y_stride + block->first_row;
        for (size_t r = 0; r < block->n_rows; r++) {
            size_t tile = t / n_tokens * tiles_in_row + r / n_rows;
            y[r] = lanes_sum(sums[tile * tile_sums + t % n_tokens * n_rows + r % n_rows]);
        }
    }
}

/* LINEAR_ONE_ROWS rows of one token, from front to back, as the memory likes it. */
static ALWAYS_INLINE void multiply_one(const struct float_block *block, enum float_type type)
{
    enum { PREFETCH_BYTES = 2048 };
    const struct matrix *matrix = block->matrix;
    size_t n_bytes = type == FLOAT_F32 ? 4 : 2;
    for (size_t r = 0; r < block->n_rows; r += LINEAR_ONE_ROWS) {
        size_t n_left = block->n_rows - r < LINEAR_ONE_ROWS ? block->n_rows - r : LINEAR_ONE_ROWS;
        const uint8_t *rows[LINEAR_ONE_ROWS];
        struct lanes sums[LINEAR_ONE_ROWS];
        UNROLLED
        for (size_t i = 0; i < LINEAR_ONE_ROWS; i++) {
            size_t row = block->first_row + r + (i < n_left ? i : n_left - 1);
            rows[i] = matrix->data + row * matrix->row_bytes;
            sums[i] = lanes_set(0.0f);
        }
        for (size_t k = 0; k < matrix->n_columns; k += N_LANES) {
            size_t m = step_at(k, matrix->n_columns);
            struct lanes v = lanes_get(block->x + k, m);
            UNROLLED
            for (size_t i = 0; i < LINEAR_ONE_ROWS; i++) {
                PREFETCH(rows[i] + k * n_bytes + PREFETCH_BYTES);
                sums[i] = lanes_fma(weights_at(rows[i], type, k, m), v, sums[i]);
            }
        }
        for (size_t i = 0; i < n_left; i++) {
            block->y[block->first_row + r + i] = lanes_sum(sums[i]);
        }
    }
}

/* One instance for each type: the calls below are made with constants. */
static ALWAYS_INLINE void multiply_rows(struct float_block block, size_t n_rows, size_t n_tokens,
                                        enum float_type type)
{
    if (n_tokens == 1) {
        block.n_rows = n_rows;
        multiply_one(&block, type);
        return;
    }
    size_t last_row = block.first_row + n_rows;
    const float *x = block.x;
    float *y = block.y;
    for (; block.first_row < last_row; block.first_row += BLOCK_ROWS) {
        size_t rows_left = last_row - block.first_row;
        block.n_rows = rows_left < BLOCK_ROWS ? rows_left : BLOCK_ROWS;
        for (size_t t = 0; t < n_tokens; t += BLOCK_TOKENS) {
            block.n_tokens = n_tokens - t < BLOCK_TOKENS ? n_tokens - t : BLOCK_TOKENS;
            block.x = x + t * block.x_stride;
            block.y = y + t * block.y_stride;
            multiply_block(&block, type, LINEAR_ROWS, LINEAR_TOKENS);
        }
    }
}

void KERNEL(matmul_float)(const struct matrix *matrix, size_t first_row, size_t n_rows,
                          const float *x, size_t x_stride, size_t n_tokens, float *y,
                          size_t y_stride)
{
    if (matrix->kind != MATRIX_FLOAT) {
        direct_function_of(matrix, n_tokens)(matrix, first_row, n_rows, x, x_stride, n_tokens, y,
                                             y_stride);
        return;
    }
    struct float_block block = {.matrix = matrix,
                                .first_row = first_row,
                                .x = x,
                                .x_stride = x_stride,
                                .y = y,
                                .y_stride = y_stride};
    switch (matrix->float_type) {
    case FLOAT_F32:
        multiply_rows(block, n_rows, n_tokens, FLOAT_F32);
        break;
    case FLOAT_F16:
        multiply_rows(block, n_rows, n_tokens, FLOAT_F16);
        break;
    case FLOAT_BF16:
        multiply_rows(block, n_rows, n_tokens, FLOAT_BF16);
        break;
    }
}

#endif
#endif
