/*
 * The pool; see pool.h.
 *
 * A task is announced by raising `ticket`; each worker runs it and lowers `n_running`; the caller
 * spins until that is 0. A worker that has spun in vain sleeps on a condition variable. Spinning
 * matters: a decode step is hundreds of tasks of a few microseconds, and waking a halted virtual
 * core costs more than such a task.
 */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "base/clock.h"
#include "base/memory.h"

/* Spins are pauses of the processor, 40 to 140 cycles each: up to about a millisecond before
 * sleeping, which a caller that samples and prints between two steps does not take. A yield every
 * few microseconds costs little where nothing else wants the core. */
enum { SPINS_BEFORE_SLEEP = 20000, SPINS_BEFORE_YIELD = 64, CACHE_LINE_BYTES = 64 };

struct worker {
    struct pool *pool;
    pthread_t thread;
    unsigned index;
    double waiting_seconds; /* written by the worker, read while no task runs */
};

struct pool {
    ALIGNED(CACHE_LINE_BYTES) atomic_uint ticket; /* number of the announced task */
    ALIGNED(CACHE_LINE_BYTES) atomic_uint n_running;
    ALIGNED(CACHE_LINE_BYTES) atomic_uint n_sleeping;
    atomic_bool is_closing;
    atomic_bool counts_waiting;
    double counting_since; /* written while no task runs, as is the next */
    double task_seconds;   /* that the caller spent in tasks, waiting included, while counting */
    pool_task *task;
    void *context;
    unsigned n_workers;
    unsigned n_started;
    pthread_mutex_t callers; /* held while a task runs */
    pthread_mutex_t sleep_mutex;
    pthread_cond_t wake;
    struct worker workers[POOL_MAX_WORKERS];
};

static void relax(unsigned n_spins)
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
    /* With fewer cores than workers a spinning worker must let the working one run. */
    if (n_spins % SPINS_BEFORE_YIELD == SPINS_BEFORE_YIELD - 1) {
        sched_yield();
    }
}

/* Waits until `ticket` differs from the one last seen and returns it. */
static unsigned next_ticket(struct pool *pool, unsigned seen)
{
    for (unsigned n = 0; n < SPINS_BEFORE_SLEEP; n++) {
        unsigned ticket = atomic_load_explicit(&pool->ticket, memory_order_acquire);
        if (ticket != seen) {
            return ticket;
        }
        relax(n);
    }
    pthread_mutex_lock(&pool->sleep_mutex);
    atomic_fetch_add(&pool->n_sleeping, 1);
    while (atomic_load(&pool->ticket) == seen) {
        pthread_cond_wait(&pool->wake, &pool->sleep_mutex);
    }
    atomic_fetch_sub(&pool->n_sleeping, 1);
    pthread_mutex_unlock(&pool->sleep_mutex);
    return atomic_load(&pool->ticket);
}

static void announce(struct pool *pool)
{
    atomic_fetch_add(&pool->ticket, 1);
    /* A worker counts itself as sleeping under the mutex before it looks at the ticket a last
     * time, and both are sequentially consistent: either we see it, or it sees the ticket. */
    if (atomic_load(&pool->n_sleeping) > 0) {
        pthread_mutex_lock(&pool->sleep_mutex);
        pthread_cond_broadcast(&pool->wake);
        pthread_mutex_unlock(&pool->sleep_mutex);
    }
}

/* When a wait begins, if waits are counted; else 0. */
static double begin_waiting(struct pool *pool)
{
    bool counts = atomic_load_explicit(&pool->counts_waiting, memory_order_relaxed);
    return counts ? clock_seconds() : 0;
}

/* What was before the counting began is left out. */
static void end_waiting(struct worker *worker, double since)
{
    const struct pool *pool = worker->pool;
    if (atomic_load_explicit(&pool->counts_waiting, memory_order_relaxed)) {
        double start = since > pool->counting_since ? since : pool->counting_since;
        worker->waiting_seconds += clock_seconds() - start;
    }
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    unsigned seen = 0;
    for (;;) {
        double since = begin_waiting(pool);
        seen = next_ticket(pool, seen);
        end_waiting(worker, since);
        if (atomic_load(&pool->is_closing)) {
            return NULL;
        }
        pool->task(pool->context, worker->index, pool->n_workers);
        atomic_fetch_sub_explicit(&pool->n_running, 1, memory_order_release);
    }
}

bool pool_create(struct pool **out, unsigned n_workers, struct error *err)
{
    if (n_workers < 1 || n_workers > POOL_MAX_WORKERS) {
        return error_set(err, ERROR_ARGUMENT, "%u threads: expected 1 to %d", n_workers,
                         POOL_MAX_WORKERS);
    }
    size_t n_bytes = (sizeof(struct pool) + CACHE_LINE_BYTES - 1) / CACHE_LINE_BYTES;
    struct pool *pool = aligned_alloc(CACHE_LINE_BYTES, n_bytes * CACHE_LINE_BYTES);
    if (pool == NULL) {
        return error_set(err, ERROR_MEMORY, "out of memory: thread pool");
    }
    *pool = (struct pool){.n_workers = n_workers};
    pthread_mutex_init(&pool->callers, NULL);
    pthread_mutex_init(&pool->sleep_mutex, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pool->workers[0].pool = pool;
    for (unsigned i = 1; i < n_workers; i++) {
        struct worker *worker = &pool->workers[i];
        *worker = (struct worker){.pool = pool, .index = i};
        if (pthread_create(&worker->thread, NULL, work, worker) != 0) {
            pool_destroy(pool);
            return error_set(err, ERROR_MEMORY, "thread %u of %u could not be started", i + 1,
                             n_workers);
        }
        pool->n_started++;
    }
    *out = pool;
    return true;
}

void pool_destroy(struct pool *pool)
{
    if (pool == NULL) {
        return;
    }
    atomic_store(&pool->is_closing, true);
    announce(pool);
    for (unsigned i = 1; i <= pool->n_started; i++) {
        pthread_join(pool->workers[i].thread, NULL);
    }
    pthread_cond_destroy(&pool->wake);
    pthread_mutex_destroy(&pool->sleep_mutex);
    pthread_mutex_destroy(&pool->callers);
    free(pool);
}

unsigned pool_n_workers(const struct pool *pool)
{
    return pool->n_workers;
}

void pool_run(struct pool *pool, pool_task *task, void *context)
{
    if (pool->n_workers == 1) {
        task(context, 0, 1);
        return;
    }
    pthread_mutex_lock(&pool->callers);
    double start = begin_waiting(pool);
    pool->task = task;
    pool->context = context;
    atomic_store(&pool->n_running, pool->n_workers - 1);
    announce(pool);
    task(context, 0, pool->n_workers);
    double since = begin_waiting(pool);
    for (unsigned n = 0; atomic_load_explicit(&pool->n_running, memory_order_acquire) > 0; n++) {
        relax(n);
    }
    end_waiting(&pool->workers[0], since);
    pool->task_seconds += start > 0 ? clock_seconds() - start : 0;
    pthread_mutex_unlock(&pool->callers);
}

void pool_count_waiting(struct pool *pool, bool counts)
{
    for (unsigned i = 0; counts && i < pool->n_workers; i++) {
        pool->workers[i].waiting_seconds = 0;
    }
    pool->task_seconds = 0;
    pool->counting_since = clock_seconds();
    atomic_store(&pool->counts_waiting, counts);
}

/* While the caller is alone every other worker waits, which is not the barriers' doing. */
struct pool_waiting pool_waiting_of(const struct pool *pool)
{
    if (pool->n_workers == 1) {
        return (struct pool_waiting){0};
    }
    double seconds = 0;
    for (unsigned i = 0; i < pool->n_workers; i++) {
        seconds += pool->workers[i].waiting_seconds;
    }
    double alone = clock_seconds() - pool->counting_since - pool->task_seconds;
    double barrier = seconds - alone * (pool->n_workers - 1);
    return (struct pool_waiting){.barrier_seconds = barrier > 0 ? barrier : 0,
                                 .alone_seconds = alone};
}

void pool_share(size_t n, size_t step, unsigned worker, unsigned n_workers, size_t *first,
                size_t *last)
{
    size_t n_steps = (n + step - 1) / step;
    size_t low = n_steps * worker / n_workers * step;
    size_t high = n_steps * (worker + 1) / n_workers * step;
    *first = low < n ? low : n;
    *last = high < n ? high : n;
}
