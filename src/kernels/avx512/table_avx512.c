/* What the AVX-512 level does better than the levels below. */
#include "kernels/avx512/avx512.h"

const struct kernels kernels_avx512 = {
    .level = KERNEL_LEVEL_AVX512,
    .decode_rows = decode_rows_avx512,
    .matmul_float = matmul_float_avx512,
    .quantize_rows = quantize_rows_avx512,
    .matmul_quantized = matmul_quantized_avx512,
    .attend_block = attend_block_avx512,
    .store_kv = store_kv_avx512,
    .rms_norm = rms_norm_avx512,
    .layer_norm = layer_norm_avx512,
    .rope = rope_avx512,
    .gate = gate_avx512,
    .add_scaled = add_scaled_avx512,
    .scale = scale_avx512,
    .soft_cap = soft_cap_avx512,
    .exp_sum = exp_sum_avx512,
    .maximum = maximum_avx512,
};
