/*
 * CPU levels of x86-64. An instruction may be used when cpuid lists it and the operating system
 * saves its registers on a task switch (XCR0): a hypervisor or an old kernel may not.
 */
#if defined(__x86_64__)

#include "kernels/cpu.h"

#include <cpuid.h>
#include <stdint.h>

/* Bits of XCR0: xmm and ymm; those and the mask registers and both parts of zmm. */
enum { STATE_AVX = 0x06, STATE_AVX512 = 0xe6 };

struct leaf {
    unsigned eax, ebx, ecx, edx;
};

static struct leaf read_leaf(unsigned leaf, unsigned subleaf)
{
    struct leaf found = {0};
    if (__get_cpuid_count(leaf, subleaf, &found.eax, &found.ebx, &found.ecx, &found.edx) == 0) {
        return (struct leaf){0};
    }
    return found;
}

static uint32_t read_xcr0(void)
{
    uint32_t low;
    uint32_t high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

static bool has(unsigned value, unsigned bits)
{
    return (value & bits) == bits;
}

bool cpu_runs_level(enum kernel_level level)
{
    struct leaf one = read_leaf(1, 0);
    struct leaf seven = read_leaf(7, 0);
    struct leaf seven_one = seven.eax >= 1 ? read_leaf(7, 1) : (struct leaf){0};
    uint32_t state = has(one.ecx, 1u << 27) ? read_xcr0() : 0;

    bool avx2 = has(one.ecx, 1u << 28 | 1u << 29 | 1u << 12) /* AVX, F16C, FMA */ &&
                has(seven.ebx, 1u << 5) && has(state, STATE_AVX);
    bool avx512 = avx2 && has(seven.ebx, 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31) /* F DQ BW VL */
                  && has(state, STATE_AVX512);
    switch (level) {
    case KERNEL_LEVEL_SCALAR:
        return true;
    case KERNEL_LEVEL_AVX2:
        return avx2;
    case KERNEL_LEVEL_AVX_VNNI:
        return avx2 && has(seven_one.eax, 1u << 4);
    case KERNEL_LEVEL_AVX512:
        return avx512;
    case KERNEL_LEVEL_AVX512_VNNI:
        return avx512 && has(seven.ecx, 1u << 11);
    default:
        return false;
    }
}

#endif
