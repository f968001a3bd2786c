/* The kernels of the AVX2 level. */
#ifndef KERNELS_AVX2_AVX2_H
#define KERNELS_AVX2_AVX2_H

#include "kernels/kernels.h"

extern const struct kernels kernels_avx2;

#endif
