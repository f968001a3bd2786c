/* The kernels of the AVX-VNNI (256 bits) level. */
#ifndef KERNELS_AVX_VNNI_AVX_VNNI_H
#define KERNELS_AVX_VNNI_AVX_VNNI_H

#include "kernels/kernels.h"

kernel_matmul_quantized matmul_quantized_avx_vnni;
kernel_matmul_blocks matmul_blocks_avx_vnni;
kernel_peak_integer peak_integer_avx_vnni;

#endif
