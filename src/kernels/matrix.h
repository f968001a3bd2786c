/*
 * A weight matrix as its file holds it: a borrowed view on mapped bytes, at any alignment. Rows are
 * output features, columns are inputs; every row is contiguous.
 *
 * Layouts (docs/formats/mlx-quantization.md tells where they come from):
 *
 * - float: columns x f32, f16 or bf16.
 *
 * - affine: a little-endian bit stream of `bits`-bit codes, element i at bits [i*bits, (i+1)*bits);
 *   beside it a scale and a bias per group of 32, 64 or 128 columns: w = fma(scale, code, bias) in
 *   32-bit float.
 *
 * - mxfp4: 4-bit E2M1 codes, low nibble first; an E8M0 scale byte per 32 columns:
 *   w = e2m1 * 2^(s-127).
 *
 * - nvfp4: 4-bit E2M1 codes; an E4M3 scale byte per 16 columns: w = e2m1 * e4m3(s).
 *
 * - mxfp8: 8-bit E4M3 codes; an E8M0 scale byte per 32 columns: w = e4m3 * 2^(s-127).
 *
 * - blocks: those of GGUF (kernels/blocks.h), one behind the other; scales are inside.
 *
 * The scalar decode_rows kernel is the definition of every layout.
 */
#ifndef KERNELS_MATRIX_H
#define KERNELS_MATRIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(name, codes of a block, its bytes, codes that share a scale, whether they share a shift). */
#define MATRIX_BLOCKS(X)                                                                           \
    X(Q4_0, 32, 18, 32, false)                                                                     \
    X(Q4_1, 32, 20, 32, true)                                                                      \
    X(Q5_0, 32, 22, 32, false)                                                                     \
    X(Q5_1, 32, 24, 32, true)                                                                      \
    X(Q8_0, 32, 34, 32, false)                                                                     \
    X(Q2_K, 256, 84, 16, true)                                                                     \
    X(Q3_K, 256, 110, 16, false)                                                                   \
    X(Q4_K, 256, 144, 32, true)                                                                    \
    X(Q5_K, 256, 176, 32, true)                                                                    \
    X(Q6_K, 256, 210, 16, false)                                                                   \
    X(IQ4_NL, 32, 18, 32, false)                                                                   \
    X(IQ4_XS, 256, 136, 32, false)                                                                 \
    X(MXFP4, 32, 17, 32, false)

enum float_type { FLOAT_F32, FLOAT_F16, FLOAT_BF16 };

enum matrix_kind {
    MATRIX_FLOAT,
    MATRIX_AFFINE,
    MATRIX_MXFP4,
    MATRIX_NVFP4,
    MATRIX_MXFP8,
#define X(name, n_codes, n_bytes, group, has_shifts) MATRIX_BLOCK_##name,
    MATRIX_BLOCKS(X)
#undef X
        MATRIX_N_KINDS,
    MATRIX_FIRST_BLOCK = MATRIX_BLOCK_Q4_0,
};

static inline bool matrix_is_blocks(enum matrix_kind kind)
{
    return kind >= MATRIX_FIRST_BLOCK;
}

/* Whether fast precision multiplies integers; all others are decoded and multiplied in float. */
static inline bool matrix_has_integer_product(enum matrix_kind kind)
{
    return kind != MATRIX_FLOAT && kind != MATRIX_MXFP8;
}

struct matrix {
    enum matrix_kind kind;
    enum float_type float_type; /* of the elements (float), or of scales and biases (affine) */
    unsigned bits;              /* of MLX's kinds: 2, 3, 4, 5, 6 or 8 */
    unsigned group;             /* of MLX's kinds: columns per scale; divides n_columns */
    size_t n_rows;
    size_t n_columns;
    const uint8_t *data; /* [n_rows, row_bytes] */
    size_t row_bytes;
    const uint8_t *scales; /* of MLX's kinds: [n_rows, scale_row_bytes] */
    const uint8_t *biases; /* affine: as scales */
    size_t scale_row_bytes;
};

#endif
