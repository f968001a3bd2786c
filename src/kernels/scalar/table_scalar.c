/* Every kernel has a scalar entry. */
#include "kernels/scalar/scalar.h"

const struct kernels kernels_scalar = {
    .level = KERNEL_LEVEL_SCALAR,
    .decode_rows = decode_rows_scalar,
    .matmul_float = matmul_float_scalar,
    .quantize_rows = quantize_rows_scalar,
    .matmul_quantized = matmul_quantized_scalar,
    .attend_block = attend_block_scalar,
    .store_kv = store_kv_scalar,
    .rms_norm = rms_norm_scalar,
    .layer_norm = layer_norm_scalar,
    .rope = rope_scalar,
    .gate = gate_scalar,
    .add_scaled = add_scaled_scalar,
    .scale = scale_scalar,
    .soft_cap = soft_cap_scalar,
    .exp_sum = exp_sum_scalar,
    .maximum = maximum_scalar,
};
