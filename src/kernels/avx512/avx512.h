/* The kernels of the AVX-512 level. */
#ifndef KERNELS_AVX512_AVX512_H
#define KERNELS_AVX512_AVX512_H

#include "kernels/kernels.h"

extern const struct kernels kernels_avx512;

kernel_decode_rows decode_rows_avx512;
kernel_matmul_float matmul_float_avx512;
kernel_quantize_rows quantize_rows_avx512;
kernel_matmul_quantized matmul_quantized_avx512;
kernel_attend_block attend_block_avx512;
kernel_store_kv store_kv_avx512;
kernel_rms_norm rms_norm_avx512;
kernel_layer_norm layer_norm_avx512;
kernel_rope rope_avx512;
kernel_gate gate_avx512;
kernel_add_scaled add_scaled_avx512;
kernel_scale scale_avx512;
kernel_soft_cap soft_cap_avx512;
kernel_exp_sum exp_sum_avx512;
kernel_maximum maximum_avx512;

#endif
