/* What the AVX2 level does better than the levels below. */
#include "kernels/avx2/avx2.h"

const struct kernels kernels_avx2 = {
    .level = KERNEL_LEVEL_AVX2,
};
