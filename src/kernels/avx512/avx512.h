/* The kernels of the AVX-512 level. */
#ifndef KERNELS_AVX512_AVX512_H
#define KERNELS_AVX512_AVX512_H

#include "kernels/kernels.h"

extern const struct kernels kernels_avx512;

#endif
