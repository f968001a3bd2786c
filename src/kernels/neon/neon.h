/* The kernels of the NEON level. */
#ifndef KERNELS_NEON_NEON_H
#define KERNELS_NEON_NEON_H

#include "kernels/kernels.h"

extern const struct kernels kernels_neon;

kernel_decode_rows decode_rows_neon;
kernel_matmul_float matmul_float_neon;
kernel_quantize_rows quantize_rows_neon;
kernel_matmul_quantized matmul_quantized_neon;
kernel_attend_block attend_block_neon;
kernel_store_kv store_kv_neon;
kernel_rms_norm rms_norm_neon;
kernel_layer_norm layer_norm_neon;
kernel_rope rope_neon;
kernel_gate gate_neon;
kernel_add_scaled add_scaled_neon;
kernel_scale scale_neon;
kernel_soft_cap soft_cap_neon;
kernel_exp_sum exp_sum_neon;
kernel_maximum maximum_neon;

#endif
