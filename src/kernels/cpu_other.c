/* CPU levels of an architecture for which there is scalar code only. */
#if !defined(__x86_64__) && !defined(__aarch64__)

#include "kernels/cpu.h"

bool cpu_runs_level(enum kernel_level level)
{
    return level == KERNEL_LEVEL_SCALAR;
}

#endif
