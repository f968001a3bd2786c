/* What an adapter adds to a product on the CPU; see struct linear. */
#ifndef COMPUTE_CPU_CPU_LOW_RANK_H
#define COMPUTE_CPU_CPU_LOW_RANK_H

#include "compute/backend.h"

/* For the rows first to last - 1, whose products with the weights are there without a bias if the
 * adapter has factors, with it if not. */
void cpu_low_rank_add(const struct kernels *kernels, enum precision precision,
                      const struct linear *linear, size_t n_tokens, size_t first, size_t last);

#endif
