/* The AVX2 level does everything better than the levels below. */
#include "kernels/avx2/avx2.h"

#define X(name) .name = name##_avx2,
const struct kernels kernels_avx2 = {.level = KERNEL_LEVEL_AVX2, KERNELS(X)};
#undef X
