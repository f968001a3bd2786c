/* The kernels of the AVX2 level. */
#ifndef KERNELS_AVX2_AVX2_H
#define KERNELS_AVX2_AVX2_H

#include "kernels/kernels.h"

#define X(name) kernel_##name name##_avx2;
KERNELS(X)
#undef X

#endif
