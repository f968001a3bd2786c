/* The kernels of the NEON level. */
#ifndef KERNELS_NEON_NEON_H
#define KERNELS_NEON_NEON_H

#include "kernels/kernels.h"

extern const struct kernels kernels_neon;

#endif
