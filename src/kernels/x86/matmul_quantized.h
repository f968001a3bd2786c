/*
 * The quantized product of the x86-64 levels, written once over vector_256.h and vector_512.h; one
 * of them is included before this file. It has the bits of the scalar kernel: integer sums are
 * exact, whatever their order, and the float part of each group is the scalar formula in a lane.
 *
 * This file chooses by the number of rows of digits: an instance for each layout and number of
 * few, or the way for several or many.
 */
#ifndef KERNELS_X86_MATMUL_QUANTIZED_H
#define KERNELS_X86_MATMUL_QUANTIZED_H

#include "kernels/x86/few_tokens.h"
#include "kernels/x86/many_tokens.h"
#include "kernels/x86/several_tokens.h"

typedef void few_function(const struct matrix *matrix, size_t first_row, size_t n_rows,
                          const struct activations *x, float *y, size_t y_stride, void *scratch);

/* X(name, bits, group, whether the codes are E2M1) */
#define LAYOUTS(X)                                                                                 \
    X(2_32, 2, 32, false)                                                                          \
    X(2_64, 2, 64, false)                                                                          \
    X(2_128, 2, 128, false)                                                                        \
    X(3_32, 3, 32, false)                                                                          \
    X(3_64, 3, 64, false)                                                                          \
    X(3_128, 3, 128, false)                                                                        \
    X(4_32, 4, 32, false)                                                                          \
    X(4_64, 4, 64, false)                                                                          \
    X(4_128, 4, 128, false)                                                                        \
    X(5_32, 5, 32, false)                                                                          \
    X(5_64, 5, 64, false)                                                                          \
    X(5_128, 5, 128, false)                                                                        \
    X(6_32, 6, 32, false)                                                                          \
    X(6_64, 6, 64, false)                                                                          \
    X(6_128, 6, 128, false)                                                                        \
    X(8_32, 8, 32, false)                                                                          \
    X(8_64, 8, 64, false)                                                                          \
    X(8_128, 8, 128, false)                                                                        \
    X(fp4_16, 4, 16, true)                                                                         \
    X(fp4_32, 4, 32, true)

/* Instances for exact numbers of rows of digits: X(n, name, bits, group, is_fp4) */
#define COUNTS(X, name, bits, group, is_fp4)                                                       \
    X(1, name, bits, group, is_fp4)                                                                \
    X(2, name, bits, group, is_fp4)                                                                \
    X(3, name, bits, group, is_fp4)                                                                \
    X(4, name, bits, group, is_fp4)

#define FEW(n, name, bits, group, is_fp4)                                                          \
    static void few_##n##_##name(const struct matrix *matrix, size_t first_row, size_t n_rows,     \
                                 const struct activations *x, float *y, size_t y_stride,           \
                                 void *scratch)                                                    \
    {                                                                                              \
        multiply_few(matrix, first_row, n_rows, x, y, y_stride, scratch, bits, group, is_fp4, n);  \
    }
#define X(name, bits, group, is_fp4)                                                               \
    COUNTS(FEW, name, bits, group, is_fp4)                                                         \
    static void fill_##name(const struct matrix *matrix, size_t row, size_t last_row,              \
                            const struct panels *panels, size_t p)                                 \
    {                                                                                              \
        fill_panel(matrix, row, last_row, panels, p, bits, group, is_fp4);                         \
    }
LAYOUTS(X)
#undef X
#undef FEW

struct layout {
    unsigned bits;
    unsigned group;
    bool is_fp4;
    few_function *few[FEW_ROWS_X + 1]; /* by the number of rows of digits */
    fill_function *fill;
};

static const struct layout layouts[] = {
#define FEW(n, name, bits, group, is_fp4) [n] = few_##n##_##name,
#define X(name, bits, group, is_fp4)                                                               \
    {bits, group, is_fp4, {COUNTS(FEW, name, bits, group, is_fp4)}, fill_##name},
    LAYOUTS(X)
#undef X
#undef FEW
};

static inline void matmul_quantized(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                    const struct activations *x, float *y, size_t y_stride,
                                    void *scratch)
{
    bool is_fp4 = matrix->kind != MATRIX_AFFINE;
    const struct layout *layout = layouts;
    while (layout->bits != matrix->bits || layout->group != matrix->group ||
           layout->is_fp4 != is_fp4) {
        layout++;
    }
    size_t n_rows_x = x->n_tokens * x->n_digits;
    /* Groups of E2M1 codes are small: adding up their lanes costs more than transposing rows. */
    if (n_rows_x <= (is_fp4 ? FEW_ROWS_X - 1u : FEW_ROWS_X)) {
        layout->few[n_rows_x](matrix, first_row, n_rows, x, y, y_stride, scratch);
    } else if (n_rows_x <= SEVERAL_ROWS_X) {
        multiply_several(matrix, first_row, n_rows, x, y, y_stride, scratch);
    } else {
        multiply_many(matrix, first_row, n_rows, x, y, y_stride, scratch, panels_of(matrix),
                      layout->fill);
    }
}

#endif
