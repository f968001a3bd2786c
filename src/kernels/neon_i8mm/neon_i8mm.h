/* The kernels of the NEON i8mm level. */
#ifndef KERNELS_NEON_I8MM_NEON_I8MM_H
#define KERNELS_NEON_I8MM_NEON_I8MM_H

#include "kernels/kernels.h"

kernel_matmul_quantized matmul_quantized_neon_i8mm;
kernel_matmul_blocks matmul_blocks_neon_i8mm;
kernel_peak_integer peak_integer_neon_i8mm;

#endif
