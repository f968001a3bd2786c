/*
 * Products of large matrices in chains, shared over the threads: y += a b, with b in any type that
 * weights have. A piece of b is decoded once for all rows of a that meet it.
 */
#ifndef TRAIN_CHAIN_PRODUCT_H
#define TRAIN_CHAIN_PRODUCT_H

#include "compute/backend.h"

struct product_call {
    size_t n_rows;  /* of a and y */
    const float *a; /* element (i, k) at a[i * a_row + k * a_column], k as many as b has */
    size_t a_row;
    size_t a_column;
    const struct matrix *b;
    bool is_b_turned; /* b[c, k] stands for b[k, c] below: y += a b^T */
    bool is_new;      /* y begins at 0, whatever it holds */
    float *y;         /* [n_rows, y_stride] */
    size_t y_stride;
};

/* y[i, c] = fma(a[i, k], b[k, c], y[i, c]) for k rising. */
void product_add(struct backend *backend, const struct product_call *call, void *scratch);
size_t product_scratch_bytes(const struct backend *backend);

/* A matrix of floats, rows row_stride apart. */
struct matrix product_floats(const float *values, size_t n_rows, size_t n_columns,
                             size_t row_stride);

/* to[c, r] = from[r, c] */
void product_transpose(const float *from, size_t n_rows, size_t n_columns, float *to);

#endif
