/* The limits that the benches compare with, by processor time. */
#ifndef TESTS_KERNELS_PEAKS_H
#define TESTS_KERNELS_PEAKS_H

#include "compute/cpu/cpu_peak.h"

/* CPU time of this process for each worker of the pool. On a machine that is busy with other things
 * it is what the wall clock would show on an idle one; what neighbours take of the caches, the
 * memory and the other half of a core remains. */
double peak_seconds(const struct pool *pool);

/* Bytes per second read from `data`, each worker its own part; multiply-adds per second. */
double peak_read(struct pool *pool, const struct kernels *kernels, const uint8_t *data,
                 size_t n_bytes);
double peak_of(struct pool *pool, const struct kernels *kernels, enum peak peak);

#endif
