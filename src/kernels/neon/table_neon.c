/* What the NEON level does better than the levels below. */
#include "kernels/neon/neon.h"

const struct kernels kernels_neon = {
    .level = KERNEL_LEVEL_NEON,
    .decode_rows = decode_rows_neon,
    .matmul_float = matmul_float_neon,
    .quantize_rows = quantize_rows_neon,
    .matmul_quantized = matmul_quantized_neon,
    .attend_block = attend_block_neon,
    .store_kv = store_kv_neon,
    .rms_norm = rms_norm_neon,
    .layer_norm = layer_norm_neon,
    .rope = rope_neon,
    .gate = gate_neon,
    .add_scaled = add_scaled_neon,
    .scale = scale_neon,
    .soft_cap = soft_cap_neon,
    .exp_sum = exp_sum_neon,
    .maximum = maximum_neon,
};
