/* The kernels of the AVX-512 VNNI level. */
#ifndef KERNELS_AVX512_VNNI_AVX512_VNNI_H
#define KERNELS_AVX512_VNNI_AVX512_VNNI_H

#include "kernels/kernels.h"

kernel_matmul_quantized matmul_quantized_avx512_vnni;
kernel_matmul_blocks matmul_blocks_avx512_vnni;
kernel_peak_integer peak_integer_avx512_vnni;

#endif
