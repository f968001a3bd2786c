/* Every kernel has a scalar entry. */
#include "kernels/scalar/scalar.h"

#define X(name) .name = name##_scalar,
const struct kernels kernels_scalar = {.level = KERNEL_LEVEL_SCALAR, KERNELS(X)};
#undef X
