/* The parts that the layouts of kernels/matrix.h are made of, one element at a time. */
#ifndef KERNELS_SCALAR_LAYOUTS_H
#define KERNELS_SCALAR_LAYOUTS_H

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
