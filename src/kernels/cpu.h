/* What the CPU, and the operating system under us, can run. One file per architecture. */
#ifndef KERNELS_CPU_H
#define KERNELS_CPU_H

#include <stdbool.h>
#include "kernels/kernels.h"

/* Whether this machine has every instruction that the flags of `level` (cmake/kernel_levels.cmake)
 * let the compiler use, and saves their registers. Says nothing of what is built. */
bool cpu_runs_level(enum kernel_level level);

#endif
