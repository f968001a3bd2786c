/* What the AVX-512 VNNI level does better than the levels below. */
#include "kernels/avx512_vnni/avx512_vnni.h"

const struct kernels kernels_avx512_vnni = {
    .level = KERNEL_LEVEL_AVX512_VNNI,
    .matmul_quantized = matmul_quantized_avx512_vnni,
    .matmul_blocks = matmul_blocks_avx512_vnni,
    .peak_integer = peak_integer_avx512_vnni,
};
