/*
 * Products of large matrices in chains, shared over the threads: y += a b, with b in any type that
 * weights have. A piece of b is decoded once for all rows of a that meet it, a is packed once for
 * all pieces of b.
 */
#ifndef TRAIN_CHAIN_PRODUCT_H
#define TRAIN_CHAIN_PRODUCT_H

#include "compute/backend.h"

struct product_term {
    const float *a; /* element (i, k) at a[i * a_row + k * a_column]; one of the two is 1 */
    size_t a_row;
    size_t a_column;
    const struct matrix *b; /* [k, columns of y] */
};

struct product_call {
    size_t n_rows; /* of y */
    const struct product_term *terms;
    size_t n_terms; /* at least 1 */
    float *y;       /* [n_rows, y_stride] */
    size_t y_stride;
    bool is_new; /* y begins as zeros, whatever lies there */
};

/* y[i, c] = fma(a[i, k], b[k, c], y[i, c]) for k rising, term after term. */
void product_add(struct backend *backend, const struct product_call *call, void *scratch);

/* For calls of up to so many rows. The scratch is 64-byte aligned. */
size_t product_scratch_bytes(const struct backend *backend, size_t n_rows);

/* A matrix of floats, rows row_stride apart. */
struct matrix product_floats(const float *values, size_t n_rows, size_t n_columns,
                             size_t row_stride);

/* out[c * out_stride + r] = x[r * x_stride + c] */
void product_transpose(const float *x, size_t x_stride, size_t n_rows, size_t n_columns, float *out,
                       size_t out_stride);

#endif
