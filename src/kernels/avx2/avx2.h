/* The kernels of the AVX2 level. */
#ifndef KERNELS_AVX2_AVX2_H
#define KERNELS_AVX2_AVX2_H

#include "kernels/kernels.h"

extern const struct kernels kernels_avx2;

kernel_decode_rows decode_rows_avx2;
kernel_matmul_float matmul_float_avx2;
kernel_quantize_rows quantize_rows_avx2;
kernel_matmul_quantized matmul_quantized_avx2;
kernel_attend_block attend_block_avx2;
kernel_store_kv store_kv_avx2;
kernel_rms_norm rms_norm_avx2;
kernel_layer_norm layer_norm_avx2;
kernel_rope rope_avx2;
kernel_gate gate_avx2;
kernel_add_scaled add_scaled_avx2;
kernel_scale scale_avx2;
kernel_soft_cap soft_cap_avx2;
kernel_exp_sum exp_sum_avx2;
kernel_maximum maximum_avx2;

#endif
