/*
 * The way back through a norm. With r = 1 / sqrt(sum(x^2) / n + eps), g = dy * weight:
 *
 *   RMS     y = x r weight             dx = r g - x r^3 / n sum(g x)
 *   layer   y = (x - mean) r weight    h = (x - mean) r; dx = r (g - sum(g) / n - h sum(g h) / n)
 *
 * and d_weight += dy * (x r or h), d_bias += dy, row after row.
 */
#ifndef TRAIN_NORM_BACKWARD_H
#define TRAIN_NORM_BACKWARD_H

#include "compute/backend.h"

struct norm_backward {
    const struct norm *norm; /* its weight is not NULL */
    size_t n_rows;
    size_t n;        /* numbers of a row */
    const float *x;  /* [n_rows, n]: what went in */
    const float *dy; /* [n_rows, n] */
    bool adds;       /* dx is added to, otherwise it is written and may be dy */
    float *dx;       /* [n_rows, n] */
    float *d_weight; /* [n], added to; NULL: not wanted */
    float *d_bias;   /* the same */
    float *scratch;  /* [2 * n_rows] */
};

void norm_backward(struct backend *backend, const struct norm_backward *call);

#endif
