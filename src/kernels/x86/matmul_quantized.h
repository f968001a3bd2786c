/*
 * The quantized product of the x86-64 levels, written once over vector_256.h and vector_512.h; one
 * of them is included before this file. It has the bits of the scalar kernel: integer sums are
 * exact, whatever their order, and the float part of each group is the scalar formula in a lane.
 *
 * This file chooses: an instance for each layout, for each number of few rows of digits or for
 * many.
 */
#ifndef KERNELS_X86_MATMUL_QUANTIZED_H
#define KERNELS_X86_MATMUL_QUANTIZED_H

#include "kernels/x86/few_tokens.h"
#include "kernels/x86/many_tokens.h"
#include "kernels/x86/several_tokens.h"

/* Up to so many tokens of two digits pass over so many bytes of weights pair by pair. */
enum { PAIRS_TOKENS = 6, PAIRS_BYTES = 128 * 1024 };

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
                            const struct panels *panels, uint8_t *out)                             \
    {                                                                                              \
        fill_codes(matrix, row, last_row, panels, out, bits, group, is_fp4);                       \
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

/* Tokens of two digits, a pair at a time, over rows that stay in a second-level cache meanwhile. */
static inline void multiply_pairs(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                  const struct activations *x, float *y, size_t y_stride,
                                  void *scratch, const struct layout *layout)
{
    const size_t n_groups = matrix->n_columns / matrix->group;
    const size_t n_piece = PAIRS_BYTES / matrix->row_bytes / N_LANES * N_LANES + N_LANES;
    for (size_t row = 0; row < n_rows; row += n_piece) {
        size_t n = n_rows - row < n_piece ? n_rows - row : n_piece;
        for (size_t t = 0; t < x->n_tokens; t += 2) {
            struct activations pair = *x;
            pair.n_tokens = x->n_tokens - t < 2 ? 1 : 2;
            pair.codes += t * x->n_digits * x->code_stride;
            pair.scales += t * n_groups;
            pair.shifts += t * n_groups;
            pair.sums += t * n_groups;
            layout->few[pair.n_tokens * x->n_digits](matrix, first_row + row, n, &pair,
                                                     y + t * y_stride, y_stride, scratch);
        }
    }
}

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
    if (n_rows_x <= FEW_ROWS_X) {
        layout->few[n_rows_x](matrix, first_row, n_rows, x, y, y_stride, scratch);
    } else if (x->n_digits == 2 && x->n_tokens <= PAIRS_TOKENS) {
        multiply_pairs(matrix, first_row, n_rows, x, y, y_stride, scratch, layout);
    } else if (x->n_digits == 1 && x->n_tokens <= SEVERAL_TOKENS) {
        multiply_several(matrix, first_row, n_rows, x, y, y_stride, scratch);
    } else {
        multiply_many(matrix, first_row, n_rows, x, y, y_stride, scratch, layout->fill);
    }
}

#endif
