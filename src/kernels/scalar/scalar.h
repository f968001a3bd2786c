/* The kernels of the scalar level: the specification of all others. */
#ifndef KERNELS_SCALAR_SCALAR_H
#define KERNELS_SCALAR_SCALAR_H

#include "kernels/kernels.h"

extern const struct kernels kernels_scalar;

kernel_decode_rows decode_rows_scalar;
kernel_matmul_float matmul_float_scalar;
kernel_quantize_rows quantize_rows_scalar;
kernel_matmul_quantized matmul_quantized_scalar;
kernel_attend_block attend_block_scalar;
kernel_store_kv store_kv_scalar;
kernel_rms_norm rms_norm_scalar;
kernel_layer_norm layer_norm_scalar;
kernel_rope rope_scalar;
kernel_gate gate_scalar;
kernel_add_scaled add_scaled_scalar;
kernel_scale scale_scalar;
kernel_soft_cap soft_cap_scalar;
kernel_exp_sum exp_sum_scalar;
kernel_maximum maximum_scalar;

#endif
