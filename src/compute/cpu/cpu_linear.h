/*
 * Weights times activations on the CPU: who unpacks what, in which blocks, on which worker. Output
 * rows are split over the workers, an inner dimension never; so the result does not depend on their
 * number, and by the contract of the kernels not on the level or on n_tokens either.
 */
#ifndef COMPUTE_CPU_CPU_LINEAR_H
#define COMPUTE_CPU_CPU_LINEAR_H

#include "base/pool.h"
#include "compute/backend.h"

/* Scratch for up to n_tokens rows of up to n_columns numbers. */
size_t cpu_linear_scratch_bytes(unsigned n_workers, size_t n_tokens, size_t n_columns);

/* See backend_operations.linear. */
void cpu_linear(struct pool *pool, const struct kernels *kernels, enum precision precision,
                const struct linear *linears, size_t n_linears, const float *x, size_t x_stride,
                size_t n_tokens, void *scratch);

#endif
