/* The kernels of the scalar level: the specification of all others. */
#ifndef KERNELS_SCALAR_SCALAR_H
#define KERNELS_SCALAR_SCALAR_H

#include "kernels/kernels.h"

extern const struct kernels kernels_scalar;

kernel_decode_rows decode_rows_scalar;
kernel_matmul_float matmul_float_scalar;
kernel_quantize_rows quantize_rows_scalar;
kernel_matmul_quantized matmul_quantized_scalar;

#endif
