/* Some columns of a weight matrix, as a view on them. */
#ifndef TRAIN_MATRIX_COLUMNS_H
#define TRAIN_MATRIX_COLUMNS_H

#include "kernels/matrix.h"

/* Every kind can be cut at multiples of it: it holds whole blocks, groups and bytes. */
enum { MATRIX_COLUMN_STEP = 256 };

/* Columns first to first + n - 1, or as many as there are; `first` is a multiple of the step. */
struct matrix matrix_columns(const struct matrix *matrix, size_t first, size_t n);

#endif
