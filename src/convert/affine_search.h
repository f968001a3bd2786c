/*
 * Better codes for MLX's affine format than MLX's own rule finds: the format leaves free which
 * scale and bias a group has, and they are searched for what loses least.
 */
#ifndef CONVERT_AFFINE_SEARCH_H
#define CONVERT_AFFINE_SEARCH_H

#include "kernels/matrix.h"

enum { AFFINE_MAX_GROUP = 128 };

/* One group of 32, 64 or 128 finite numbers below 2^127. *scale and *bias come in as MLX has them,
 * before they are rounded to `type`, and go out rounded; so what is lost is never more than there.
 * `weights` [group] says how much the square of each error matters; NULL: all alike. */
void affine_search(const float *x, const float *weights, unsigned group, unsigned bits,
                   enum float_type type, float *scale, float *bias, uint8_t *codes);

#endif
