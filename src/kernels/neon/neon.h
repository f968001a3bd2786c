/* The kernels of the NEON level. */
#ifndef KERNELS_NEON_NEON_H
#define KERNELS_NEON_NEON_H

#include "kernels/kernels.h"

#define X(name) kernel_##name name##_neon;
KERNELS(X)
#undef X

#endif
