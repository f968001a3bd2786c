/* What the machine could do at best, measured: the limits that the benches compare with. */
#ifndef TESTS_KERNELS_PEAKS_H
#define TESTS_KERNELS_PEAKS_H

#include "base/pool.h"
#include "kernels/kernels.h"

/* Bytes per second read from `data` by all workers of the pool, each its own part. */
double peak_read(struct pool *pool, const uint8_t *data, size_t n_bytes);

/* 8-bit multiply-adds and 32-bit float FMAs per second of all workers together, in registers only,
 * with the widest instructions of the level; 0 where the level has none or nobody has written it.
 */
double peak_integer(struct pool *pool, enum kernel_level level);
double peak_float(struct pool *pool, enum kernel_level level);

#endif
