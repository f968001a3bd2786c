/* The kernels of the scalar level: the specification of all others. */
#ifndef KERNELS_SCALAR_SCALAR_H
#define KERNELS_SCALAR_SCALAR_H

#include "kernels/kernels.h"

#define X(name) kernel_##name name##_scalar;
KERNELS(X)
#undef X

#endif
