/* CPU levels where nobody has said yet how to ask: scalar, and what the architecture guarantees. */
#if !defined(__x86_64__) && !(defined(__aarch64__) && (defined(__linux__) || defined(__APPLE__)))

#include "kernels/cpu.h"

bool cpu_runs_level(enum kernel_level level)
{
#if defined(__aarch64__)
    return level == KERNEL_LEVEL_SCALAR || level == KERNEL_LEVEL_NEON;
#else
    return level == KERNEL_LEVEL_SCALAR;
#endif
}

#endif
