/* CPU levels of 64-bit ARM on Linux and Android: the kernel lists the extensions. */
#if defined(__aarch64__) && defined(__linux__)

#include "kernels/cpu.h"

#include <asm/hwcap.h>
#include <sys/auxv.h>

bool cpu_runs_level(enum kernel_level level)
{
    bool has_dotprod = (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
    bool has_i8mm = (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0;
    switch (level) {
    case KERNEL_LEVEL_SCALAR:
    case KERNEL_LEVEL_NEON:
        return true;
    case KERNEL_LEVEL_NEON_DOTPROD:
        return has_dotprod;
    case KERNEL_LEVEL_NEON_I8MM:
        return has_dotprod && has_i8mm;
    default:
        return false;
    }
}

#endif
