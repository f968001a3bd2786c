/*
 * Loops that measure what the arithmetic units can do: twelve independent sums in registers, no
 * memory. In assembly, so that nothing is optimized away. PEAK_LOOP(name, text, r, n) defines a
 * kernel of the instruction `text` on registers of kind r ("ymm", "zmm") that does n multiply-adds.
 */
#ifndef KERNELS_X86_PEAK_H
#define KERNELS_X86_PEAK_H

#include "kernels/kernels.h"

enum { PEAK_SUMS = 12 };

#define PEAK_ONE(text, r, sum) text " %%" r "0, %%" r "1, %%" r sum "\n\t"
/* Where a product of bytes and its addition are two instructions. */
#define PEAK_TWO(text, r, sum)                                                                     \
    "vpmaddubsw %%" r "0, %%" r "1, %%" r "2\n\tvpaddw %%" r "2, %%" r sum ", %%" r sum "\n\t"

#define PEAK_ROUND(X, text, r)                                                                     \
    X(text, r, "4")                                                                                \
    X(text, r, "5")                                                                                \
    X(text, r, "6")                                                                                \
    X(text, r, "7")                                                                                \
    X(text, r, "8")                                                                                \
    X(text, r, "9")                                                                                \
    X(text, r, "10")                                                                               \
    X(text, r, "11")                                                                               \
    X(text, r, "12")                                                                               \
    X(text, r, "13")                                                                               \
    X(text, r, "14")                                                                               \
    X(text, r, "15")

#define PEAK_ZERO(x) "vxorps %%xmm" x ", %%xmm" x ", %%xmm" x "\n\t"
#define PEAK_CLEAR                                                                                 \
    PEAK_ZERO("0")                                                                                 \
    PEAK_ZERO("1")                                                                                 \
    PEAK_ZERO("4")                                                                                 \
    PEAK_ZERO("5")                                                                                 \
    PEAK_ZERO("6")                                                                                 \
    PEAK_ZERO("7")                                                                                 \
    PEAK_ZERO("8")                                                                                 \
    PEAK_ZERO("9")                                                                                 \
    PEAK_ZERO("10")                                                                                \
    PEAK_ZERO("11")                                                                                \
    PEAK_ZERO("12")                                                                                \
    PEAK_ZERO("13")                                                                                \
    PEAK_ZERO("14")                                                                                \
    PEAK_ZERO("15")

#define PEAK_FUNCTION(name, round, n)                                                              \
    uint64_t name(size_t n_rounds)                                                                 \
    {                                                                                              \
        size_t left = n_rounds;                                                                    \
        if (left > 0) {                                                                            \
            __asm__ volatile(PEAK_CLEAR "1:\n\t" round "dec %0\n\tjnz 1b\n\tvzeroupper\n\t"        \
                             : "+r"(left)                                                          \
                             :                                                                     \
                             : "xmm0", "xmm1", "xmm2", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",     \
                               "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",       \
                               "cc");                                                              \
        }                                                                                          \
        return (uint64_t)n_rounds * PEAK_SUMS * (n);                                               \
    }

#define PEAK_LOOP(name, text, r, n)  PEAK_FUNCTION(name, PEAK_ROUND(PEAK_ONE, text, r), n)
#define PEAK_LOOP_OF_TWO(name, r, n) PEAK_FUNCTION(name, PEAK_ROUND(PEAK_TWO, "", r), n)

#endif
