/*
 * How the quantized products of the x86-64 levels get at the weights: units of codes, and the
 * scales of N_LANES groups. Written over vector_256.h and vector_512.h; one of them is included
 * before this file.
 */
#ifndef KERNELS_X86_QUANTIZED_WEIGHTS_H
#define KERNELS_X86_QUANTIZED_WEIGHTS_H

#include <string.h>
#include "kernels/kernels.h"

enum {
    MAX_GROUP = 128,
    FP4_OFFSET = 12, /* what decode_fp4_codes adds */
};

/* Unit u of the groups that start at `data`; see the vectors' header. */
static ALWAYS_INLINE ints unpack_unit(const uint8_t *data, unsigned bits, unsigned group,
                                      bool is_fp4, unsigned u)
{
    if (bits == 2 || bits == 4) {
        unsigned n_units = group > UNIT_COLUMNS ? group / UNIT_COLUMNS : 1; /* of a group */
        unsigned first_column = u / n_units * n_units * UNIT_COLUMNS;
        ints codes = unpack_runs(data + first_column * bits / 8, bits, group, u % n_units);
        return is_fp4 ? decode_fp4_codes(codes) : codes;
    }
    const uint8_t *unit = data + u * UNIT_COLUMNS * bits / 8;
    return bits == 8 ? ints_load(unit) : unpack_odd(unit, bits);
}

static ALWAYS_INLINE size_t scale_bytes(const struct matrix *matrix)
{
    if (matrix->kind != MATRIX_AFFINE) {
        return 1;
    }
    return matrix->float_type == FLOAT_F32 ? 4 : 2;
}

/* The scales or biases of N_LANES groups (fp4: half the scales). */
static ALWAYS_INLINE floats load_scales(const struct matrix *matrix, const uint8_t *data)
{
    if (matrix->kind == MATRIX_MXFP4) {
        return floats_of_half_e8m0(data);
    }
    if (matrix->kind == MATRIX_NVFP4) {
        return floats_of_half_e4m3(data);
    }
    if (matrix->float_type == FLOAT_BF16) {
        return floats_of_bf16(data);
    }
    return matrix->float_type == FLOAT_F16 ? floats_of_f16(data) : floats_of_bits(ints_load(data));
}

/* ---- whole vectors of weights, for few tokens */

/* A chunk is what one vector of bytes unpacks to: so many vectors of codes, each with every
 * n-th column. */
static ALWAYS_INLINE unsigned runs_of_bits(unsigned bits)
{
    return bits == 2 ? 4 : bits == 3 || bits == 4 ? 2 : 1;
}

/* Run `run` of the chunk at `data`. 3 bits are unpacked in pairs, as numbers of 6 bits. */
static ALWAYS_INLINE ints unpack_chunk(const uint8_t *data, unsigned bits, bool is_fp4,
                                       unsigned run)
{
    if (bits == 8) {
        return ints_load(data);
    }
    if (bits >= 5) {
        return unpack_odd(data, bits);
    }
    ints packed = bits == 3 ? unpack_odd(data, 6) : ints_load(data);
    ints codes = low_bits(shift_down(packed, run * bits), bits);
    return is_fp4 ? decode_fp4_codes(codes) : codes;
}

/* ---- bounds of the integer sums */

static ALWAYS_INLINE unsigned largest_code(unsigned bits, bool is_fp4)
{
    return is_fp4 ? 24 : (1u << bits) - 1;
}

/* No sum of n products of codes and activations is larger. */
static ALWAYS_INLINE uint64_t largest_sum(unsigned bits, bool is_fp4, unsigned n)
{
    return (uint64_t)n * largest_code(bits, is_fp4) * 127;
}

/* So many sums of two products with codes of up to 6 bits fit into 16 bits. */
static ALWAYS_INLINE unsigned narrow_steps(unsigned bits, bool is_fp4)
{
    return bits == 8 ? 1 : (unsigned)(32767 / largest_sum(bits, is_fp4, 2));
}

/* How many columns (a divisor of the group) 16-bit sums of products can take: a lane adds two
 * products for every four columns. */
static ALWAYS_INLINE unsigned narrow_columns_of(unsigned largest, unsigned group)
{
    unsigned n_columns = group;
    while (n_columns / 2 * largest * 127 > 32767) {
        n_columns /= 2;
    }
    return n_columns;
}

/* Codes of 8 bits have been taken apart. */
static ALWAYS_INLINE unsigned narrow_columns(unsigned bits, unsigned group, bool is_fp4)
{
    return narrow_columns_of(largest_code(bits == 8 ? 4 : bits, is_fp4), group);
}

/* Where a row's groups are. */
struct row_groups {
    const uint8_t *data;
    const uint8_t *scales;
    const uint8_t *biases; /* fp4: not used */
};

static ALWAYS_INLINE struct row_groups groups_of_row(const struct matrix *matrix, size_t row)
{
    struct row_groups groups = {
        .data = matrix->data + row * matrix->row_bytes,
        .scales = matrix->scales + row * matrix->scale_row_bytes,
    };
    if (matrix->kind == MATRIX_AFFINE) {
        groups.biases = matrix->biases + row * matrix->scale_row_bytes;
    }
    return groups;
}

static ALWAYS_INLINE struct row_groups skip_groups(const struct matrix *matrix,
                                                   struct row_groups groups, size_t n)
{
    size_t n_bytes = n * scale_bytes(matrix);
    groups.data += n * matrix->group * matrix->bits / 8;
    groups.scales += n_bytes;
    if (matrix->kind == MATRIX_AFFINE) {
        groups.biases += n_bytes;
    }
    return groups;
}

/* The last groups of a row, fewer than N_LANES, with zeros behind them: whole blocks can be read.
 */
struct padded_groups {
    uint8_t data[N_LANES * MAX_GROUP];
    uint8_t scales[N_LANES * sizeof(float)];
    uint8_t biases[N_LANES * sizeof(float)];
};

static struct row_groups pad_groups(const struct matrix *matrix, struct row_groups groups, size_t n,
                                    struct padded_groups *padded)
{
    size_t n_bytes = n * scale_bytes(matrix);
    memcpy(padded->data, groups.data, n * matrix->group * matrix->bits / 8);
    memcpy(padded->scales, groups.scales, n_bytes);
    if (matrix->kind == MATRIX_AFFINE) {
        memcpy(padded->biases, groups.biases, n_bytes);
    }
    return (struct row_groups){padded->data, padded->scales, padded->biases};
}

#endif
