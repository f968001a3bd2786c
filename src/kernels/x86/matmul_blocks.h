/*
 * The product with blocks of GGUF on the x86-64 levels, with the bits of the scalar kernel; written
 * like matmul_quantized.h, with whose many tokens it shares all but the filling of the panels.
 */
#ifndef KERNELS_X86_MATMUL_BLOCKS_H
#define KERNELS_X86_MATMUL_BLOCKS_H

#include "kernels/x86/blocks_few.h"
#include "kernels/x86/many_tokens.h"

/* ---- many tokens */

static inline struct panels block_panels_of(const struct matrix *matrix)
{
    const struct block_format format = block_format_of(matrix->kind);
    const bool is_halves = IS_NARROW && block_code_bits(matrix->kind) == 8;
    const unsigned largest = is_halves ? 15 : block_largest_code(matrix->kind);
    const size_t n_units = (matrix->n_columns + UNIT_COLUMNS - 1) / UNIT_COLUMNS;
    return (struct panels){
        .codes_stride = n_units * N_LANES * VECTOR_BYTES,
        .n_groups = matrix->n_columns / format.group,
        .group = format.group,
        .n_narrow = narrow_columns_of(largest, format.group),
        .offset = (int)block_codes_of(matrix->kind).offset,
        .has_biases = format.has_shifts,
        .is_halves = is_halves,
    };
}

/* N_LANES rows of numbers, lane = group, into a panel of the next n groups, lane = row. */
static ALWAYS_INLINE void put_scales(ints *rows, size_t n, float *out)
{
    transpose(rows);
    for (size_t i = 0; i < n; i++) {
        ints_store(out + i * N_LANES, rows[i]);
    }
}

/* One instance for each kind: panel p, whose first row is `row`. */
static ALWAYS_INLINE void fill_blocks(enum matrix_kind kind, const struct matrix *matrix,
                                      size_t row, size_t last_row, const struct panels *panels,
                                      size_t p)
{
    const unsigned step_groups = block_step_groups(kind);
    const unsigned step_bytes = block_step_bytes(kind);
    const unsigned n_vectors = step_groups / N_LANES;
    const unsigned n_units = block_step_codes(kind) / UNIT_COLUMNS;
    const unsigned group = panels->group;
    uint8_t *codes = panels->codes + p * panels->codes_stride;
    float *scales = panels->scales + p * panels->n_groups * N_LANES;
    float *biases = panels->biases + p * panels->n_groups * N_LANES;
    uint8_t padded[N_LANES][BLOCK_MAX_STEP_BYTES];
    const uint8_t *rows[N_LANES];
    for (size_t r = 0; r < N_LANES; r++) {
        size_t index = row + r < last_row ? row + r : last_row;
        rows[r] = matrix->data + index * matrix->row_bytes;
    }
    for (size_t g = 0; g < panels->n_groups; g += step_groups) {
        const size_t n_left = panels->n_groups - g;
        if (UNLIKELY(n_left < step_groups)) {
            for (size_t r = 0; r < N_LANES; r++) {
                memset(padded[r], 0, step_bytes);
                rows[r] = memcpy(padded[r], rows[r], n_left * step_bytes / step_groups);
            }
        }
        for (unsigned u = 0; u < n_units && u * UNIT_COLUMNS < n_left * group; u++) {
            ints v[N_LANES];
            UNROLLED
            for (unsigned r = 0; r < N_LANES; r++) {
                v[r] = block_unit(kind, rows[r], u);
            }
            store_unit(panels, codes, v);
            codes += N_LANES * VECTOR_BYTES;
        }
        for (unsigned i = 0; i < n_vectors && i * N_LANES < n_left; i++) {
            const size_t first = g + i * N_LANES;
            const size_t n =
                panels->n_groups - first < N_LANES ? panels->n_groups - first : N_LANES;
            ints v[N_LANES];
            ints w[N_LANES];
            for (unsigned r = 0; r < N_LANES; r++) {
                struct block_scales row_scales = block_scales_of(kind, rows[r], i);
                v[r] = bits_of_floats(row_scales.scales);
                w[r] = bits_of_floats(block_has_minimums(kind) ? floats_negated(row_scales.shifts)
                                                               : row_scales.shifts);
            }
            put_scales(v, n, scales + first * N_LANES);
            if (panels->has_biases) {
                put_scales(w, n, biases + first * N_LANES);
            }
        }
        for (size_t r = 0; r < N_LANES; r++) {
            rows[r] += step_bytes;
        }
    }
}

/* ---- choosing */

/* Instances for exact numbers of rows of digits. */
#define BLOCK_COUNTS(X, name) X(1, name) X(2, name) X(3, name) X(4, name)

#define FEW(n, name)                                                                               \
    static void few_##n##_##name(const struct matrix *matrix, size_t first_row, size_t n_rows,     \
                                 const struct activations *x, float *y, size_t y_stride,           \
                                 void *scratch)                                                    \
    {                                                                                              \
        multiply_blocks_few(MATRIX_BLOCK_##name, matrix, first_row, n_rows, x, y, y_stride,        \
                            scratch, n);                                                           \
    }
#define X(name, n_codes, n_bytes, group, has_shifts)                                               \
    BLOCK_COUNTS(FEW, name)                                                                        \
    static void fill_##name(const struct matrix *matrix, size_t row, size_t last_row,              \
                            const struct panels *panels, size_t p)                                 \
    {                                                                                              \
        fill_blocks(MATRIX_BLOCK_##name, matrix, row, last_row, panels, p);                        \
    }
MATRIX_BLOCKS(X)
#undef X
#undef FEW

struct block_functions {
    kernel_matmul_blocks *few[FEW_ROWS_X + 1]; /* by the number of rows of digits */
    fill_function *fill;
};

static const struct block_functions block_functions[] = {
#define FEW(n, name)                                 [n] = few_##n##_##name,
#define X(name, n_codes, n_bytes, group, has_shifts) {{BLOCK_COUNTS(FEW, name)}, fill_##name},
    MATRIX_BLOCKS(X)
#undef X
#undef FEW
};

static inline void matmul_blocks(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                 const struct activations *x, float *y, size_t y_stride,
                                 void *scratch)
{
    const struct block_functions *functions = &block_functions[matrix->kind - MATRIX_FIRST_BLOCK];
    const size_t n_rows_x = x->n_tokens * x->n_digits;
    if (n_rows_x <= FEW_ROWS_X) {
        functions->few[n_rows_x](matrix, first_row, n_rows, x, y, y_stride, scratch);
    } else {
        multiply_many(matrix, first_row, n_rows, x, y, y_stride, scratch, block_panels_of(matrix),
                      functions->fill);
    }
}

#endif
