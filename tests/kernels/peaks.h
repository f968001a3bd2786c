/* What the machine could do at best, measured: the limits that the benches compare with. */
#ifndef TESTS_KERNELS_PEAKS_H
#define TESTS_KERNELS_PEAKS_H

#include "base/pool.h"
#include "kernels/kernels.h"

/* CPU time of this process for each worker of the pool. On a machine that is busy with other things
 * it is what the wall clock would show on an idle one; what neighbours take of the caches, the
 * memory and the other half of a core remains. */
double peak_seconds(const struct pool *pool);

/* Bytes per second read from `data` by all workers of the pool, each its own part. */
double peak_read(struct pool *pool, const uint8_t *data, size_t n_bytes);

/* 8-bit multiply-adds and 32-bit float FMAs per second of all workers together, in registers only,
 * with the widest instructions of the level; 0 where the level has none or nobody has written it.
 */
double peak_integer(struct pool *pool, enum kernel_level level);
double peak_float(struct pool *pool, enum kernel_level level);

#endif
