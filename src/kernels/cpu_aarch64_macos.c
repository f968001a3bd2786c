/* CPU levels of 64-bit ARM on Apple's systems. */
#if defined(__aarch64__) && defined(__APPLE__)

#include "kernels/cpu.h"

#include <stddef.h>
#include <sys/sysctl.h>

static bool has(const char *name)
{
    int value = 0;
    size_t n_bytes = sizeof(value);
    return sysctlbyname(name, &value, &n_bytes, NULL, 0) == 0 && value != 0;
}

bool cpu_runs_level(enum kernel_level level)
{
    bool has_dotprod = has("hw.optional.arm.FEAT_DotProd");
    switch (level) {
    case KERNEL_LEVEL_SCALAR:
    case KERNEL_LEVEL_NEON:
        return true;
    case KERNEL_LEVEL_NEON_DOTPROD:
        return has_dotprod;
    case KERNEL_LEVEL_NEON_I8MM:
        return has_dotprod && has("hw.optional.arm.FEAT_I8MM");
    default:
        return false;
    }
}

#endif
