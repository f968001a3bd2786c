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

/* How many columns (a divisor of the group) 16-bit sums of products with codes up to `largest` can
 * take: a lane adds two products for every four columns. */
static ALWAYS_INLINE unsigned narrow_columns(unsigned bits, unsigned group, bool is_fp4)
{
    unsigned largest = is_fp4 ? 24 : bits == 8 ? 15 : (1u << bits) - 1;
    unsigned n_columns = group;
    while (n_columns / 2 * largest * 127 > 32767) {
        n_columns /= 2;
    }
    return n_columns;
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
