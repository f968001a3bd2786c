/*
 * One fixed set of threads that run the same task together. The caller is worker 0; the others
 * spin a little for the next task and then sleep. Two threads may share a pool: their tasks run
 * one after the other.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdatomic.h>
#include <stddef.h>
#include "base/error.h"

struct pool;

enum { POOL_MAX_WORKERS = 256 };

/* n_workers counts the caller: 1 starts no thread. */
bool pool_create(struct pool **out, unsigned n_workers, struct error *err);
void pool_destroy(struct pool *pool); /* NULL is allowed */
unsigned pool_n_workers(const struct pool *pool);

/* Further tasks are run by the first n workers only, 1 <= n <= pool_n_workers; the others sleep.
 * At first all work. Any thread may say so at any time. */
void pool_use(struct pool *pool, unsigned n);
unsigned pool_n_used(const struct pool *pool);

/* Called once per worker with 0 <= worker < n_workers, that is, those used; returns when all have
 * returned. */
typedef void pool_task(void *context, unsigned worker, unsigned n_workers);
void pool_run(struct pool *pool, pool_task *task, void *context);

/* How the time since the counting began was lost. */
struct pool_waiting {
    double barrier_seconds; /* of all workers used: in tasks, but not at work */
    double alone_seconds;   /* in which no task ran, so that the others had nothing to do */
};

/* Begins, from 0, or ends counting; it costs each worker two looks at the clock for each task. To
 * be called while no task runs, as is pool_waiting_of. With one worker nothing is ever lost. */
void pool_count_waiting(struct pool *pool, bool counts);
struct pool_waiting pool_waiting_of(const struct pool *pool);

/* For work whose parts take unequal time, or cores that are not equally fast: takes the next piece
 * of [0, n), cut at multiples of `step`; false when nothing is left. `taken` starts at 0. Pieces
 * are large first, for long streams through memory, and small last, so that nobody is waited for.
 */
bool pool_take(atomic_size_t *taken, size_t n, size_t step, unsigned n_workers, size_t *first,
               size_t *last);

/* In a task: waits for what other workers of it bring to 0. */
void pool_wait_until_zero(const atomic_size_t *n_left);

/* The part of [0, n) that falls to one worker, cut at multiples of `step`: *first <= *last. */
void pool_share(size_t n, size_t step, unsigned worker, unsigned n_workers, size_t *first,
                size_t *last);

#endif
