/* What the NEON dotprod level does better than the levels below. */
#include "kernels/neon_dotprod/neon_dotprod.h"

const struct kernels kernels_neon_dotprod = {
    .level = KERNEL_LEVEL_NEON_DOTPROD,
    .matmul_quantized = matmul_quantized_neon_dotprod,
    .matmul_blocks = matmul_blocks_neon_dotprod,
    .peak_integer = peak_integer_neon_dotprod,
};
