/*
 * Products of one input with all matrices of weights that read it, in chains, shared over the
 * threads; with what adapters add to them.
 */
#ifndef TRAIN_INPUT_PRODUCT_H
#define TRAIN_INPUT_PRODUCT_H

#include "compute/backend.h"

/* y[t, c] = bias[c], then + x[t, k] w[c, k] for k rising, then + z[t, r] u[c, r] for r rising: one
 * chain of fmas. */
struct input_product {
    const struct matrix *weight; /* [n_outputs, n_inner], of any type */
    const float *bias;           /* [n_outputs], or NULL for zeros */
    float *y;                    /* [n_rows, y_stride] */
    size_t y_stride;
    const float *z; /* [n_rows, rank], or NULL */
    const float *u; /* [n_outputs, rank] */
    size_t rank;
};

struct input_products {
    size_t n_rows;
    const float *x; /* [n_rows, n_inner] */
    size_t n_inner;
    const struct input_product *products;
    size_t n_products; /* at most INPUT_MOST_PRODUCTS */
};

enum { INPUT_MOST_PRODUCTS = 8 };

void input_multiply(struct backend *backend, const struct input_products *call, void *scratch);

/* For up to so many rows, and an input and ranks of up to so many numbers. The scratch is 64-byte
 * aligned. */
size_t input_scratch_bytes(const struct backend *backend, size_t n_rows, size_t n_inner,
                           size_t rank);

#endif
