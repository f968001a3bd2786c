/* What the machine could do at best: the limits that measurements compare with. */
#ifndef COMPUTE_CPU_CPU_PEAK_H
#define COMPUTE_CPU_CPU_PEAK_H

#include "base/pool.h"
#include "compute/backend.h"

/* backend_operations.peak on a pool and kernels. */
double cpu_peak(struct pool *pool, const struct kernels *kernels, enum peak peak,
                const uint8_t *bytes, size_t n_bytes);

#endif
