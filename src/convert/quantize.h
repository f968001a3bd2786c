/*
 * Weights to MLX's codes: each rule is that of MLX on the CPU, bit for bit, words, scales and
 * biases. docs/convert.md tells the rules; tests/golden has vectors that MLX made.
 */
#ifndef CONVERT_QUANTIZE_H
#define CONVERT_QUANTIZE_H

#include <stddef.h>
#include "kernels/matrix.h"
#include "model/quantization.h"

/* Where the codes of some rows go, one row behind the other. */
struct quantized_rows {
    uint8_t *words;  /* n_columns * bits / 8 for each row */
    uint8_t *scales; /* affine: of the float type; others: a byte for each group */
    uint8_t *biases; /* affine only, as scales */
};

/* Rounds to a float type and back, as the checkpoint will hold the values. */
void quantize_round(float *x, size_t n, enum float_type type);

/* Writes floats of a type. */
void quantize_store(const float *x, size_t n, enum float_type type, uint8_t *out);

/* x: [n_rows, n_columns], values of float_type, all fit; the group divides n_columns. */
void quantize_rows_to(const struct quantization_scheme *scheme, enum float_type float_type,
                      const float *x, size_t n_rows, size_t n_columns, struct quantized_rows out);

/* The same for affine codes, but scale and bias of each group are searched (affine_search.h), so
 * that less is lost. importance [n_columns]: what the square of an error matters; NULL: all alike.
 */
void quantize_rows_better(const struct quantization_scheme *scheme, enum float_type float_type,
                          const float *x, const float *importance, size_t n_rows, size_t n_columns,
                          struct quantized_rows out);

/* The index of the first value that cannot be quantized: no number, or of 2^127 or more, so that a
 * range could overflow; n where all can. */
size_t quantize_find_unfit(const float *x, size_t n);

static inline size_t float_type_bytes(enum float_type type)
{
    return type == FLOAT_F32 ? 4 : 2;
}

#endif
