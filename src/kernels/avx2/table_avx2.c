/* What the AVX2 level does better than the levels below. */
#include "kernels/avx2/avx2.h"

const struct kernels kernels_avx2 = {
    .level = KERNEL_LEVEL_AVX2,
    .decode_rows = decode_rows_avx2,
    .matmul_float = matmul_float_avx2,
    .quantize_rows = quantize_rows_avx2,
    .matmul_quantized = matmul_quantized_avx2,
    .attend_block = attend_block_avx2,
    .store_kv = store_kv_avx2,
    .rms_norm = rms_norm_avx2,
    .layer_norm = layer_norm_avx2,
    .rope = rope_avx2,
    .gate = gate_avx2,
    .add_scaled = add_scaled_avx2,
    .scale = scale_avx2,
    .soft_cap = soft_cap_avx2,
    .exp_sum = exp_sum_avx2,
    .maximum = maximum_avx2,
};
