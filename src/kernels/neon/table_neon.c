/* The NEON level does everything better than the levels below. */
#include "kernels/neon/neon.h"

#define X(name) .name = name##_neon,
const struct kernels kernels_neon = {.level = KERNEL_LEVEL_NEON, KERNELS(X)};
#undef X
