/*
 * Products of a model with its weights, and with what an adapter adds to them.
 */
#ifndef MODEL_PROJECTION_H
#define MODEL_PROJECTION_H

#include "model/block.h"
#include "model/product.h"

struct projection {
    enum product product;
    const struct matrix *weight;
    const float *bias; /* NULL: none */
    float *y;          /* [n_rows, weight->n_rows] */
};

enum { MAX_PROJECTIONS = 3 };

/* At most MAX_PROJECTIONS products of one layer with the same x [n_rows, weight->n_columns]. */
void project_rows(const struct block_call *call, size_t layer, const struct projection *projections,
                  size_t n, const float *x, size_t n_rows);

#endif
