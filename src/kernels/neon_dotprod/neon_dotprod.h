/* The kernels of the NEON dotprod level. */
#ifndef KERNELS_NEON_DOTPROD_NEON_DOTPROD_H
#define KERNELS_NEON_DOTPROD_NEON_DOTPROD_H

#include "kernels/kernels.h"

kernel_matmul_quantized matmul_quantized_neon_dotprod;
kernel_matmul_blocks matmul_blocks_neon_dotprod;
kernel_peak_integer peak_integer_neon_dotprod;

#endif
