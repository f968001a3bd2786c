/* The AVX-512 level does everything better than the levels below. */
#include "kernels/avx512/avx512.h"

#define X(name) .name = name##_avx512,
const struct kernels kernels_avx512 = {.level = KERNEL_LEVEL_AVX512, KERNELS(X)};
#undef X
