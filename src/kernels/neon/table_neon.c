/* What the NEON level does better than the levels below. */
#include "kernels/neon/neon.h"

const struct kernels kernels_neon = {
    .level = KERNEL_LEVEL_NEON,
};
