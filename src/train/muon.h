/*
 * Muon's direction: a matrix with the singular vectors of the gradient's momentum and singular
 * values near 1, by Newton and Schulz' iteration with Jordan's polynomial (K. Jordan and others,
 * Muon: An optimizer for hidden layers in neural networks, 2024).
 */
#ifndef TRAIN_MUON_H
#define TRAIN_MUON_H

#include "compute/backend.h"

/* Makes x nearly orthogonal, in place; shared over the threads. The scratch is 64-byte aligned. */
void muon_orthogonalize(struct backend *backend, float *x /* [n_rows, n_columns] */, size_t n_rows,
                        size_t n_columns, unsigned n_iterations, void *scratch);

size_t muon_scratch_bytes(const struct backend *backend, size_t n_rows, size_t n_columns);

#endif
