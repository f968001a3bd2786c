/* Every kernel has a scalar entry. */
#include "kernels/scalar/scalar.h"

const struct kernels kernels_scalar = {
    .level = KERNEL_LEVEL_SCALAR,
    .decode_rows = decode_rows_scalar,
    .matmul_float = matmul_float_scalar,
    .quantize_rows = quantize_rows_scalar,
    .matmul_quantized = matmul_quantized_scalar,
};
