/* What the AVX-VNNI (256 bits) level does better than the levels below. */
#include "kernels/avx_vnni/avx_vnni.h"

const struct kernels kernels_avx_vnni = {
    .level = KERNEL_LEVEL_AVX_VNNI,
    .matmul_quantized = matmul_quantized_avx_vnni,
    .matmul_blocks = matmul_blocks_avx_vnni,
    .peak_integer = peak_integer_avx_vnni,
};
