/* The second half of an adapter's product on the CPU; see backend_operations.add_low_rank. */
#ifndef COMPUTE_CPU_CPU_LOW_RANK_H
#define COMPUTE_CPU_CPU_LOW_RANK_H

#include "base/pool.h"
#include "compute/backend.h"

void cpu_low_rank(struct pool *pool, const struct kernels *kernels, const struct low_rank_sum *sums,
                  size_t n_sums, size_t n_tokens);

#endif
