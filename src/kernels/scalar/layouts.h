/* The layouts of kernels/matrix.h, one element at a time: weight_at is the definition of each. */
#ifndef KERNELS_SCALAR_LAYOUTS_H
#define KERNELS_SCALAR_LAYOUTS_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include "kernels/matrix.h"
#include "kernels/numbers.h"

/* Element i of n floats of `type` at any alignment. */
static inline float float_at(const uint8_t *data, enum float_type type, size_t i)
{
    uint32_t word;
    uint16_t half;
    if (type == FLOAT_F32) {
        memcpy(&word, data + 4 * i, sizeof(word));
        return float_of_bits(word);
    }
    memcpy(&half, data + 2 * i, sizeof(half));
    return type == FLOAT_F16 ? float_of_f16(half) : float_of_bf16(half);
}

/* Code i of a little-endian stream of `bits`-bit codes, 1 <= bits <= 8. */
static inline unsigned code_at(const uint8_t *data, unsigned bits, size_t i)
{
    size_t first_bit = i * bits;
    unsigned shift = (unsigned)(first_bit % 8);
    unsigned window = data[first_bit / 8];
    if (shift + bits > 8) {
        window |= (unsigned)data[first_bit / 8 + 1] << 8;
    }
    return window >> shift & ((1u << bits) - 1);
}

/* Twice the value of an E2M1 code. */
static inline int doubled_e2m1(unsigned code)
{
    static const int8_t doubled[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};
    return doubled[code & 15];
}

/* Scale of a group of an fp kind. */
static inline float fp_scale_at(enum matrix_kind kind, const uint8_t *scales, size_t group)
{
    return kind == MATRIX_NVFP4 ? float_of_e4m3(scales[group]) : float_of_e8m0(scales[group]);
}

/* Half the doubled code: exact, as is the value itself. */
static inline float float_of_e2m1(unsigned code)
{
    float magnitude = (float)doubled_e2m1(code & 7) * 0.5f;
    return code & 8 ? -magnitude : magnitude;
}

/* Column k of a row, decoded. */
static inline float weight_at(const struct matrix *matrix, size_t row, size_t k)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    if (matrix->kind == MATRIX_FLOAT) {
        return float_at(data, matrix->float_type, k);
    }
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    size_t g = k / matrix->group;
    if (matrix->kind == MATRIX_AFFINE) {
        const uint8_t *biases = matrix->biases + row * matrix->scale_row_bytes;
        return fmaf(float_at(scales, matrix->float_type, g), (float)code_at(data, matrix->bits, k),
                    float_at(biases, matrix->float_type, g));
    }
    float value =
        matrix->kind == MATRIX_MXFP8 ? float_of_e4m3(data[k]) : float_of_e2m1(code_at(data, 4, k));
    return value * fp_scale_at(matrix->kind, scales, g);
}

/* Where element i of a group stands among the codes of activations that meet weights of `bits`. */
static inline size_t activation_position(unsigned bits, size_t group, size_t i)
{
    if (bits != 2 && bits != 4) {
        return i;
    }
    size_t n_runs = 8 / bits;
    return i % n_runs * (group / n_runs) + i / n_runs;
}

#endif
