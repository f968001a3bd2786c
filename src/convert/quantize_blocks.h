/*
 * Rows of 32-bit floats -> the blocks of GGUF, byte for byte as ggml's reference quantizers write
 * them; kernels/blocks.h is the way back.
 */
#ifndef CONVERT_QUANTIZE_BLOCKS_H
#define CONVERT_QUANTIZE_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include "kernels/matrix.h"

/* No number may be larger: scales are halves. */
enum { QUANTIZE_BLOCKS_LARGEST = 32768 };

/* Whether rows can be written as these blocks: not IQ4_NL, IQ4_XS and MXFP4. */
bool quantize_blocks_has(enum matrix_kind kind);

/* One row of n numbers, a whole number of blocks. `importance` [n] says how much the square of an
 * error matters in each column, or is NULL: then large numbers matter more. False, with nothing
 * said of the bytes, where a number is not finite or too large. */
bool quantize_blocks(enum matrix_kind kind, const float *row, size_t n, const float *importance,
                     uint8_t *out);

#endif
