/* A matrix of 32-bit floats in 16-bit floats, for those who can do with eleven bits. */
#ifndef MODEL_HALF_MATRIX_H
#define MODEL_HALF_MATRIX_H

#include "base/arena.h"
#include "kernels/matrix.h"

/* The numbers are those of the matrix times a factor, a power of two, that brings the largest near
 * the largest of 16-bit floats; so small ones keep their digits. data NULL: there is an infinity or
 * a NaN, and no such matrix. */
struct half_matrix {
    struct matrix matrix;
    float factor;
};

/* From values [n_rows, n_columns]; the arena owns the result. It lies in panels of n_panel columns,
 * which are all rows one after the other: [n_panels * n_rows, n_panel], the last filled up with
 * zeros. n_panel = n_columns: as the values. */
bool half_matrix_make(struct half_matrix *out, const float *values, size_t n_rows, size_t n_columns,
                      size_t n_panel, struct arena *arena, struct error *err);

#endif
