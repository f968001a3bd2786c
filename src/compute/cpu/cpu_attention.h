/*
 * Attention on the CPU: which worker walks which rows through the pages of the cache. Rows are
 * independent of each other, and a row meets its blocks in rising order; so neither the number of
 * workers nor the tiles can be seen in the result.
 */
#ifndef COMPUTE_CPU_CPU_ATTENTION_H
#define COMPUTE_CPU_CPU_ATTENTION_H

#include "base/pool.h"
#include "compute/backend.h"

size_t cpu_attention_scratch_bytes(unsigned n_workers, size_t key_dim, size_t value_dim);

/* See backend_operations.attend. */
void cpu_attend(struct pool *pool, const struct kernels *kernels, const struct attention *attention,
                const struct attention_span *spans, size_t n_spans, void *scratch);

#endif
