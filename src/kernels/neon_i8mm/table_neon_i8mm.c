/* What the NEON i8mm level does better than the levels below. */
#include "kernels/neon_i8mm/neon_i8mm.h"

const struct kernels kernels_neon_i8mm = {
    .level = KERNEL_LEVEL_NEON_I8MM,
    .matmul_quantized = matmul_quantized_neon_i8mm,
    .matmul_blocks = matmul_blocks_neon_i8mm,
    .peak_integer = peak_integer_neon_i8mm,
};
