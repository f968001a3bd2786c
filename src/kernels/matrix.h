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
 * The scalar decode_rows kernel is the definition of every layout.
 */
#ifndef KERNELS_MATRIX_H
#define KERNELS_MATRIX_H

#include <stddef.h>
#include <stdint.h>

enum float_type { FLOAT_F32, FLOAT_F16, FLOAT_BF16 };

enum matrix_kind { MATRIX_FLOAT, MATRIX_AFFINE, MATRIX_MXFP4, MATRIX_NVFP4, MATRIX_MXFP8 };

struct matrix {
    enum matrix_kind kind;
    enum float_type float_type; /* of the elements (float), or of scales and biases (affine) */
    unsigned bits;              /* quantized: 2, 3, 4, 5, 6 or 8 */
    unsigned group;             /* quantized: columns per scale; divides n_columns */
    size_t n_rows;
    size_t n_columns;
    const uint8_t *data; /* [n_rows, row_bytes] */
    size_t row_bytes;
    const uint8_t *scales; /* quantized: [n_rows, scale_row_bytes] */
    const uint8_t *biases; /* affine: as scales */
    size_t scale_row_bytes;
};

#endif
