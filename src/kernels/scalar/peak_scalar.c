/* The peaks of one number at a time. What is stored at the end keeps the loops from being left out.
 */
#include <math.h>
#include "kernels/scalar/scalar.h"

enum { N_SUMS = 8 };

uint64_t peak_integer_scalar(size_t n_rounds)
{
    volatile uint32_t given = 3;
    uint32_t factor = given;
    uint32_t sums[N_SUMS] = {0};
    for (size_t i = 0; i < n_rounds; i++) {
        for (size_t j = 0; j < N_SUMS; j++) {
            sums[j] = sums[j] * factor + factor;
        }
    }
    for (size_t j = 0; j < N_SUMS; j++) {
        given = sums[j];
    }
    return (uint64_t)n_rounds * N_SUMS;
}

uint64_t peak_float_scalar(size_t n_rounds)
{
    volatile float given = 0.5f;
    float factor = given;
    float sums[N_SUMS] = {0};
    for (size_t i = 0; i < n_rounds; i++) {
        for (size_t j = 0; j < N_SUMS; j++) {
            sums[j] = fmaf(sums[j], factor, factor);
        }
    }
    for (size_t j = 0; j < N_SUMS; j++) {
        given = sums[j];
    }
    return (uint64_t)n_rounds * N_SUMS;
}
