/*
 * How many threads a computation should have here: the physical cores that this process may use by
 * its affinity; of several kinds of cores the fast ones, as the slowest worker sets the pace; and
 * no more than the processor quota of its group.
 */
#ifndef BASE_CORES_H
#define BASE_CORES_H

#include <stddef.h>

/* At least 1. */
unsigned cores_available(void);

#if defined(__linux__)
/* Those among allowed cpus, without the quota, by what a tree as in /sys/devices tells. An allowed
 * cpu of number i < n_cpus is a bit of allowed[i / n], n being the bits of a word. */
unsigned cores_in_tree(const char *root, const unsigned long *allowed, size_t n_cpus);
#endif

#endif
