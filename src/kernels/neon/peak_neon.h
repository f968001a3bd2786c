/* A loop over 24 independent sums, v8 to v31, as kernels/x86/peak.h has it for the other processor:
 * X(register) gives the text of one step, of n multiply-adds. */
#ifndef KERNELS_NEON_PEAK_NEON_H
#define KERNELS_NEON_PEAK_NEON_H

#include "kernels/kernels.h"

enum { PEAK_SUMS = 24 };

#define PEAK_FOUR(X, a, b, c, d) X(a) X(b) X(c) X(d)
#define PEAK_ROUND(X)                                                                              \
    PEAK_FOUR(X, "v8", "v9", "v10", "v11")                                                         \
    PEAK_FOUR(X, "v12", "v13", "v14", "v15")                                                       \
    PEAK_FOUR(X, "v16", "v17", "v18", "v19")                                                       \
    PEAK_FOUR(X, "v20", "v21", "v22", "v23")                                                       \
    PEAK_FOUR(X, "v24", "v25", "v26", "v27")                                                       \
    PEAK_FOUR(X, "v28", "v29", "v30", "v31")

#define PEAK_ZERO(x) "movi " x ".16b, #0\n\t"

#define PEAK_FUNCTION(name, X, n)                                                                  \
    uint64_t name(size_t n_rounds)                                                                 \
    {                                                                                              \
        size_t left = n_rounds;                                                                    \
        if (left > 0) {                                                                            \
            __asm__ volatile(                                                                      \
                PEAK_ZERO("v0") PEAK_ZERO("v1")                                                    \
                    PEAK_ROUND(PEAK_ZERO) "1:\n\t" PEAK_ROUND(X) "subs %0, %0, #1\n\tb.ne 1b\n\t"  \
                : "+r"(left)                                                                       \
                :                                                                                  \
                : "v0", "v1", "v2", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16",   \
                  "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27",     \
                  "v28", "v29", "v30", "v31", "cc");                                               \
        }                                                                                          \
        return (uint64_t)n_rounds * PEAK_SUMS * (n);                                               \
    }

#endif
