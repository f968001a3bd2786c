/*
 * Weights to float in registers, for every level with vectors. A level's file includes its
 * decode_<level>.h, which gives sixteen weights of one row at a time:
 *
 *   group_values_of       what the weights of one group have in common, from its scale and bias
 *   decode_step           the weights of step 0 or 1 (the first or the second sixteen) of the 32
 *                         columns whose codes start at `data`; reads no byte outside of them.
 *                         nvfp4: of the 16 columns of a group, step 0
 *   lanes_in_order        sixteen numbers in the order of the lanes in which decode_step gives
 *                         columns, which the level chooses for each number of bits
 *   lanes_in_plain_order  and back
 *
 * with kind and bits as constants. Scales and biases are made floats sixteen groups at a time.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_DECODE_VECTOR_H
#define KERNELS_VECTOR_DECODE_VECTOR_H

#include "kernels/kernels.h"
#include "kernels/vector/blocks_vector.h"
#include "kernels/vector/math_vector.h"

/* X(name, kind, bits) of the quantized layouts of MLX. */
#define QUANTIZED_LAYOUTS(X)                                                                       \
    X(affine_2, MATRIX_AFFINE, 2)                                                                  \
    X(affine_3, MATRIX_AFFINE, 3)                                                                  \
    X(affine_4, MATRIX_AFFINE, 4)                                                                  \
    X(affine_5, MATRIX_AFFINE, 5)                                                                  \
    X(affine_6, MATRIX_AFFINE, 6)                                                                  \
    X(affine_8, MATRIX_AFFINE, 8)                                                                  \
    X(mxfp4, MATRIX_MXFP4, 4)                                                                      \
    X(nvfp4, MATRIX_NVFP4, 4)                                                                      \
    X(mxfp8, MATRIX_MXFP8, 8)

/* Lanes of m floats of `type` at any alignment, the others +0. */
static ALWAYS_INLINE struct lanes weights_at(const uint8_t *row, enum float_type type, size_t k,
                                             size_t m)
{
    size_t n_bytes = type == FLOAT_F32 ? 4 : 2;
    const uint8_t *data = row + k * n_bytes;
    uint8_t part[N_LANES * sizeof(float)] = {0};
    data = LIKELY(m == N_LANES) ? data : memcpy(part, data, m * n_bytes);
    if (type == FLOAT_F32) {
        return lanes_load((const void *)data);
    }
    return type == FLOAT_F16 ? lanes_load_f16((const void *)data)
                             : lanes_load_bf16((const void *)data);
}

/* Steps of 16 columns that decode_step tells apart. */
static ALWAYS_INLINE unsigned steps_of(enum matrix_kind kind)
{
    return kind == MATRIX_NVFP4 ? 1 : 2;
}

/* Scales or biases of m groups of a row, from group g on. */
static ALWAYS_INLINE struct lanes scales_at(const struct matrix *matrix, enum matrix_kind kind,
                                            const uint8_t *scales, size_t g, size_t m)
{
    if (kind == MATRIX_AFFINE) {
        return weights_at(scales, matrix->float_type, g, m);
    }
    uint8_t part[N_LANES] = {0};
    const uint8_t *data = m == N_LANES ? scales + g : memcpy(part, scales + g, m);
    if (kind == MATRIX_NVFP4) {
        return lanes_multiply(lanes_load_small_e4m3(data), lanes_set(256.0f));
    }
    return lanes_load_e8m0(data);
}

/* Up to sixteen groups of a row. */
struct group_block {
    float scales[N_LANES];
    float biases[N_LANES]; /* affine */
};

static ALWAYS_INLINE void load_groups(const struct matrix *matrix, enum matrix_kind kind,
                                      size_t row, size_t g, size_t m, struct group_block *block)
{
    size_t offset = row * matrix->scale_row_bytes;
    lanes_store(block->scales, scales_at(matrix, kind, matrix->scales + offset, g, m));
    if (kind == MATRIX_AFFINE) {
        lanes_store(block->biases, scales_at(matrix, kind, matrix->biases + offset, g, m));
    }
}

static ALWAYS_INLINE void decode_quantized_row(const struct matrix *matrix, size_t row, float *out,
                                               enum matrix_kind kind, unsigned bits)
{
    const unsigned n_steps = steps_of(kind);
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    size_t n_groups = matrix->n_columns / matrix->group;
    /* Of rows with few groups sixteen are loaded, too, where enough rows follow: a part of a
     * register goes through memory. */
    bool has_more = (matrix->n_rows - row - 1) * matrix->scale_row_bytes >= N_LANES * sizeof(float);
    struct group_block block;
    for (size_t g = 0; g < n_groups; g++) {
        size_t i = g % N_LANES;
        if (i == 0) {
            size_t m = has_more ? N_LANES : step_at(g, n_groups);
            load_groups(matrix, kind, row, g, m, &block);
        }
        struct group_values values =
            group_values_of(kind, bits, block.scales + i, block.biases + i);
        for (size_t k = 0; k < matrix->group; k += n_steps * N_LANES) {
            UNROLLED
            for (unsigned step = 0; step < n_steps; step++) {
                struct lanes weights = decode_step(kind, bits, &values, data, step);
                lanes_store(out + step * N_LANES, lanes_in_plain_order(bits, weights));
            }
            out += n_steps * N_LANES;
            data += n_steps * N_LANES * bits / 8;
        }
    }
}

static void decode_float_row(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k += N_LANES) {
        size_t m = step_at(k, matrix->n_columns);
        lanes_put(out + k, m, weights_at(data, matrix->float_type, k, m));
    }
}

static void decode_row(const struct matrix *matrix, size_t row, float *out)
{
    if (matrix->kind == MATRIX_FLOAT) {
        decode_float_row(matrix, row, out);
        return;
    }
    if (matrix_is_blocks(matrix->kind)) {
        decode_blocks_row(matrix, row, out);
        return;
    }
#define X(name, of_kind, of_bits)                                                                  \
    if (matrix->kind == (of_kind) && matrix->bits == (of_bits)) {                                  \
        decode_quantized_row(matrix, row, out, of_kind, of_bits);                                  \
        return;                                                                                    \
    }
    QUANTIZED_LAYOUTS(X)
#undef X
}

void KERNEL(decode_rows)(const struct matrix *matrix, size_t first_row, size_t n_rows, float *out)
{
    for (size_t r = 0; r < n_rows; r++) {
        decode_row(matrix, first_row + r, out + r * matrix->n_columns);
    }
}

#endif
#endif
