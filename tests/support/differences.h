/* Derivatives by finite differences in double precision, to hold gradients against. */
#ifndef TESTS_SUPPORT_DIFFERENCES_H
#define TESTS_SUPPORT_DIFFERENCES_H

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include "base/random.h"

/* A function of n numbers, and the gradient that was computed for it. */
typedef double difference_function(const double *x, void *context);

/* Even in [-1, 1), the same for the same seed and place. */
static inline float difference_number(uint64_t seed, size_t i)
{
    return (float)(2.0 * random_uniform(seed, i) - 1.0);
}

/* Every element of the gradient within tolerance of the largest one; x is left as it was. */
static inline void difference_check(difference_function *f, void *context, double *x, size_t n,
                                    const float *gradient, double tolerance)
{
    const double step = 1e-5;
    double worst = 0, largest = 0;
    for (size_t i = 0; i < n; i++) {
        double kept = x[i];
        x[i] = kept + step;
        double above = f(x, context);
        x[i] = kept - step;
        double below = f(x, context);
        x[i] = kept;
        double derivative = (above - below) / (2 * step);
        worst = fmax(worst, fabs(derivative - (double)gradient[i]));
        largest = fmax(largest, fabs(derivative));
    }
    if (!(worst <= tolerance * largest) || !(largest > 0)) {
        fail_msg("off by %g of %g", worst, largest);
    }
}

#endif
