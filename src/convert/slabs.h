/*
 * Works that are cut into slabs of rows, shared out among the workers of a pool: each takes the
 * next slab of all. A failure stops the taking, and of several the one of the first slab is told,
 * which is what a single worker would have met.
 */
#ifndef CONVERT_SLABS_H
#define CONVERT_SLABS_H

#include "base/pool.h"

struct slabs {
    const size_t *first; /* [n_works + 1]: number of each work's first slab, and of all slabs */
    size_t n_works;
    /* Makes slab `slab` of one work; on any thread. */
    bool (*make)(void *context, unsigned worker, size_t work, size_t slab, struct error *err);
    /* After each slab of the calling thread; false cancels. */
    bool (*tell)(void *context);
    void *context;
};

bool slabs_run(const struct slabs *slabs, struct pool *pool, struct error *err);

#endif
