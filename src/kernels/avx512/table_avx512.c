/* What the AVX-512 level does better than the levels below. */
#include "kernels/avx512/avx512.h"

const struct kernels kernels_avx512 = {
    .level = KERNEL_LEVEL_AVX512,
};
