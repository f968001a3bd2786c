/*
 * Products added up in chains, for every level with vectors; see math_vector.h for how this becomes
 * a level's, scalar/matmul_float_scalar.c for what it does.
 *
 * A tile of rows x chunks of 16 columns stays in registers while k passes: one number of a is
 * broadcast to meet all chunks of a row of b. Tiles of the same columns follow each other, so that
 * their part of b stays in the first-level cache if the caller cuts k short enough. ATTENTION_SUMS,
 * a number of the level, says how many sums stay in registers. A sum waits for its last product, so
 * eight and more go side by side: of a single chunk, twice the rows.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_MULTIPLY_ADD_VECTOR_H
#define KERNELS_VECTOR_MULTIPLY_ADD_VECTOR_H

#include "kernels/kernels.h"
#include "kernels/vector/math_vector.h"

enum {
    CHAIN_ROWS = 6,
    CHAIN_CHUNKS = ATTENTION_SUMS >= 4 * CHAIN_ROWS ? 4 : 1,
    NARROW_ROWS = ATTENTION_SUMS >= 2 * CHAIN_ROWS ? 2 * CHAIN_ROWS : CHAIN_ROWS,
    MOST_SUMS = CHAIN_ROWS * CHAIN_CHUNKS > NARROW_ROWS ? CHAIN_ROWS *CHAIN_CHUNKS : NARROW_ROWS,
    AHEAD_STEP = 8,
    ROWS_APART = 3, /* whose numbers of a are reached from one pointer */
};

/* What is asked for while tiles are multiplied, a cache line every AHEAD_STEP numbers of k. */
struct ahead {
    const float *numbers;
    size_t n;
    size_t n_asked;
};

/* n_rows rows from row i on, n_chunks chunks from column c on; only a single chunk may have fewer
 * than 16 lanes, m. */
static ALWAYS_INLINE void add_chain_tile(const struct multiply_add *product, size_t i, size_t c,
                                         size_t n_rows, size_t n_chunks, size_t m,
                                         struct ahead *ahead)
{
    struct lanes sums[MOST_SUMS];
    const float *a[NARROW_ROWS / ROWS_APART];
    const float *b = product->b + c;
    float *y = product->y + i * product->y_stride + c;
    UNROLLED
    for (size_t r = 0; r < n_rows; r += ROWS_APART) {
        a[r / ROWS_APART] = product->a + (i + r) * product->a_row;
    }
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        UNROLLED
        for (size_t j = 0; j < n_chunks; j++) {
            sums[r * n_chunks + j] = lanes_get(y + r * product->y_stride + j * N_LANES, m);
        }
    }
    for (size_t k = 0; k < product->n_inner; k++) {
        struct lanes columns[CHAIN_CHUNKS];
        if (k % AHEAD_STEP == 0 && ahead->n_asked < ahead->n) {
            PREFETCH_FAR(ahead->numbers + ahead->n_asked);
            ahead->n_asked += N_LANES;
        }
        UNROLLED
        for (size_t j = 0; j < n_chunks; j++) {
            columns[j] = lanes_get(b + j * N_LANES, m);
        }
        UNROLLED
        for (size_t r = 0; r < n_rows; r++) {
            struct lanes x = lanes_set(a[r / ROWS_APART][r % ROWS_APART * product->a_row]);
            UNROLLED
            for (size_t j = 0; j < n_chunks; j++) {
                sums[r * n_chunks + j] = lanes_fma(x, columns[j], sums[r * n_chunks + j]);
                lanes_pin(&sums[r * n_chunks + j]);
            }
        }
        UNROLLED
        for (size_t r = 0; r < n_rows; r += ROWS_APART) {
            a[r / ROWS_APART] += product->a_column;
        }
        b += product->b_stride;
    }
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        UNROLLED
        for (size_t j = 0; j < n_chunks; j++) {
            lanes_put(y + r * product->y_stride + j * N_LANES, m, sums[r * n_chunks + j]);
        }
    }
}

static ALWAYS_INLINE void add_chain_rows(const struct multiply_add *product, size_t c,
                                         size_t n_chunks, size_t m, struct ahead *ahead)
{
    size_t i = 0;
    for (; n_chunks == 1 && i + NARROW_ROWS <= product->n_rows; i += NARROW_ROWS) {
        add_chain_tile(product, i, c, NARROW_ROWS, 1, m, ahead);
    }
    for (; i + CHAIN_ROWS <= product->n_rows; i += CHAIN_ROWS) {
        add_chain_tile(product, i, c, CHAIN_ROWS, n_chunks, m, ahead);
    }
    for (; i + 2 <= product->n_rows; i += 2) {
        add_chain_tile(product, i, c, 2, n_chunks, m, ahead);
    }
    if (i < product->n_rows) {
        add_chain_tile(product, i, c, 1, n_chunks, m, ahead);
    }
}

void KERNEL(multiply_add)(const struct multiply_add *product)
{
    struct ahead ahead = {product->ahead, product->n_ahead, 0};
    size_t n = product->n_columns;
    size_t c = 0;
    for (; c + CHAIN_CHUNKS * N_LANES <= n; c += CHAIN_CHUNKS * N_LANES) {
        add_chain_rows(product, c, CHAIN_CHUNKS, N_LANES, &ahead);
    }
    for (; CHAIN_CHUNKS > 1 && c + N_LANES <= n; c += N_LANES) {
        add_chain_rows(product, c, 1, N_LANES, &ahead);
    }
    if (c < n) {
        add_chain_rows(product, c, 1, n - c, &ahead);
    }
}

#endif
#endif
