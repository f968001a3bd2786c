/* Random weight matrices of every layout, for checks and benches. */
#ifndef TESTS_KERNELS_RANDOM_MATRIX_H
#define TESTS_KERNELS_RANDOM_MATRIX_H

#include "kernels/checker.h"

struct format {
    enum matrix_kind kind;
    enum float_type float_type;
    unsigned bits;
    unsigned group; /* 1 for float, the codes of a block for blocks */
};

/* All layouts: float, affine of all bits, groups and scale types, the fp kinds, and blocks. */
enum { N_MLX_FORMATS = 3 + 6 * 3 * 3 + 3 };
enum { N_FORMATS = N_MLX_FORMATS + MATRIX_N_KINDS - MATRIX_FIRST_BLOCK };
struct format format_at(size_t i);
void format_name(const struct format *format, char *name, size_t n_bytes);

/* Sizes, no data. */
struct matrix matrix_shape(const struct format *format, size_t n_rows, size_t n_columns);

/* Placed at no alignment and filled: random codes, or all of the largest; scales and float weights
 * of the kind of numbers asked for. */
enum checker_codes { CODES_RANDOM, CODES_LARGEST };
struct matrix matrix_place(struct checker *checker, const struct format *format, size_t n_rows,
                           size_t n_columns, enum checker_numbers numbers,
                           enum checker_codes codes);
void matrix_release(struct checker *checker, const struct matrix *matrix);

#endif
