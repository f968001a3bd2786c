/* The kernels of the AVX-512 level. */
#ifndef KERNELS_AVX512_AVX512_H
#define KERNELS_AVX512_AVX512_H

#include "kernels/kernels.h"

#define X(name) kernel_##name name##_avx512;
KERNELS(X)
#undef X

#endif
