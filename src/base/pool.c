/*
 * The pool; see pool.h.
 *
 * A task is announced by a new ticket: its number, and how many workers it is for. Each of them
 * runs it and lowers `n_running`; the caller spins until that is 0. A worker that has spun in vain
 * marks itself as sleeping and waits on a condition variable of its own; whoever announces looks
 * for marks among those that the task is for. So workers that are not used sleep on, undisturbed.
 * Spinning matters: a decode step is hundreds of tasks of a few microseconds, and waking a halted
 * virtual core costs more than such a task.
 */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include "base/clock.h"
#include "base/memory.h"

/* Spins are pauses of the processor, 40 to 140 cycles each: up to about a millisecond before
 * sleeping, which a caller that samples and prints between two steps does not take. A yield every
 * few microseconds costs little where nothing else wants the core. */
enum { SPINS_BEFORE_SLEEP = 20000, SPINS_BEFORE_YIELD = 64, CACHE_LINE_BYTES = 64 };

/* A ticket: the low bits tell how many workers it is for, the others count. */
enum { TICKET_BITS = 16, WORD_BITS = 64, N_WORDS = POOL_MAX_WORKERS / WORD_BITS };
static const uint64_t ticket_number = (uint64_t)1 << TICKET_BITS;

struct worker {
    ALIGNED(CACHE_LINE_BYTES) struct pool *pool;
    pthread_t thread;
    pthread_cond_t wake;
    unsigned index;
    double busy_seconds; /* written by the worker, read while no task runs */
};

struct pool {
    ALIGNED(CACHE_LINE_BYTES) _Atomic uint64_t ticket; /* of the announced task */
    ALIGNED(CACHE_LINE_BYTES) atomic_uint n_running;
    ALIGNED(CACHE_LINE_BYTES) _Atomic uint64_t sleeping[N_WORDS]; /* a bit for each worker */
    atomic_uint n_used;
    atomic_bool is_closing;
    atomic_bool counts_waiting;
    double counting_since; /* written while no task runs */
    double task_seconds;   /* that the caller spent in tasks, waiting included, while counting */
    double held_seconds;   /* the same, for all workers that were used */
    pool_task *task;
    void *context;
    unsigned n_workers;
    unsigned n_started;
    pthread_mutex_t callers; /* held while a task runs */
    pthread_mutex_t sleep_mutex;
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

static bool is_for(uint64_t ticket, const struct worker *worker)
{
    return worker->index < ticket % ticket_number;
}

static _Atomic uint64_t *sleeping_word(struct worker *worker)
{
    return &worker->pool->sleeping[worker->index / WORD_BITS];
}

/* Waits for a ticket for this worker other than the one last seen, and returns it. */
static uint64_t next_ticket(struct worker *worker, uint64_t seen)
{
    struct pool *pool = worker->pool;
    uint64_t ticket;
    for (unsigned n = 0; n < SPINS_BEFORE_SLEEP; n++) {
        ticket = atomic_load_explicit(&pool->ticket, memory_order_acquire);
        if (ticket != seen && is_for(ticket, worker)) {
            return ticket;
        }
        relax(n);
    }
    uint64_t bit = (uint64_t)1 << worker->index % WORD_BITS;
    pthread_mutex_lock(&pool->sleep_mutex);
    atomic_fetch_or(sleeping_word(worker), bit);
    while ((ticket = atomic_load(&pool->ticket)) == seen || !is_for(ticket, worker)) {
        pthread_cond_wait(&worker->wake, &pool->sleep_mutex);
    }
    atomic_fetch_and(sleeping_word(worker), ~bit);
    pthread_mutex_unlock(&pool->sleep_mutex);
    return ticket;
}

/* Wakes those of 64 workers that sleep and are among the first n of the pool. */
static void wake_word(struct pool *pool, unsigned word, unsigned n)
{
    uint64_t mask =
        n - word * WORD_BITS < WORD_BITS ? ((uint64_t)1 << n % WORD_BITS) - 1 : ~(uint64_t)0;
    if ((atomic_load(&pool->sleeping[word]) & mask) == 0) {
        return;
    }
    pthread_mutex_lock(&pool->sleep_mutex);
    uint64_t bits = atomic_load(&pool->sleeping[word]) & mask;
    for (unsigned i = 0; i < WORD_BITS; i++) {
        if (bits >> i & 1) {
            pthread_cond_signal(&pool->workers[word * WORD_BITS + i].wake);
        }
    }
    pthread_mutex_unlock(&pool->sleep_mutex);
}

/* For the first n workers, the caller among them. */
static void announce(struct pool *pool, unsigned n)
{
    uint64_t last = atomic_load_explicit(&pool->ticket, memory_order_relaxed);
    atomic_store(&pool->ticket, (last / ticket_number + 1) * ticket_number + n);
    /* A worker marks itself as sleeping before it looks at the ticket a last time, and both are
     * sequentially consistent: either we see the mark, or it sees the ticket. */
    for (unsigned word = 0; word * WORD_BITS < n; word++) {
        wake_word(pool, word, n);
    }
}

static bool counts(const struct pool *pool)
{
    return atomic_load_explicit(&pool->counts_waiting, memory_order_relaxed);
}

static void run_task(struct worker *worker, unsigned n_workers)
{
    struct pool *pool = worker->pool;
    if (!counts(pool)) {
        pool->task(pool->context, worker->index, n_workers);
        return;
    }
    double start = clock_seconds();
    pool->task(pool->context, worker->index, n_workers);
    worker->busy_seconds += clock_seconds() - start;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    uint64_t ticket = 0;
    for (;;) {
        ticket = next_ticket(worker, ticket);
        if (atomic_load(&pool->is_closing)) {
            return NULL;
        }
        run_task(worker, (unsigned)(ticket % ticket_number));
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
    atomic_store(&pool->n_used, n_workers);
    pthread_mutex_init(&pool->callers, NULL);
    pthread_mutex_init(&pool->sleep_mutex, NULL);
    for (unsigned i = 0; i < n_workers; i++) {
        pool->workers[i] = (struct worker){.pool = pool, .index = i};
        pthread_cond_init(&pool->workers[i].wake, NULL);
    }
    for (unsigned i = 1; i < n_workers; i++) {
        struct worker *worker = &pool->workers[i];
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
    announce(pool, pool->n_workers);
    for (unsigned i = 1; i <= pool->n_started; i++) {
        pthread_join(pool->workers[i].thread, NULL);
    }
    for (unsigned i = 0; i < pool->n_workers; i++) {
        pthread_cond_destroy(&pool->workers[i].wake);
    }
    pthread_mutex_destroy(&pool->sleep_mutex);
    pthread_mutex_destroy(&pool->callers);
    free(pool);
}

unsigned pool_n_workers(const struct pool *pool)
{
    return pool->n_workers;
}

void pool_use(struct pool *pool, unsigned n)
{
    atomic_store_explicit(&pool->n_used, n, memory_order_relaxed);
}

unsigned pool_n_used(const struct pool *pool)
{
    return atomic_load_explicit(&pool->n_used, memory_order_relaxed);
}

void pool_run(struct pool *pool, pool_task *task, void *context)
{
    if (pool->n_workers == 1) {
        task(context, 0, 1);
        return;
    }
    pthread_mutex_lock(&pool->callers);
    unsigned n = pool_n_used(pool);
    double start = counts(pool) ? clock_seconds() : 0;
    pool->task = task;
    pool->context = context;
    if (n > 1) {
        atomic_store(&pool->n_running, n - 1);
        announce(pool, n);
    }
    run_task(&pool->workers[0], n);
    for (unsigned i = 0; atomic_load_explicit(&pool->n_running, memory_order_acquire) > 0; i++) {
        relax(i);
    }
    if (start > 0) {
        double seconds = clock_seconds() - start;
        pool->task_seconds += seconds;
        pool->held_seconds += seconds * n;
    }
    pthread_mutex_unlock(&pool->callers);
}

void pool_count_waiting(struct pool *pool, bool is_counted)
{
    for (unsigned i = 0; i < pool->n_workers; i++) {
        pool->workers[i].busy_seconds = 0;
    }
    pool->task_seconds = 0;
    pool->held_seconds = 0;
    pool->counting_since = clock_seconds();
    atomic_store(&pool->counts_waiting, is_counted);
}

struct pool_waiting pool_waiting_of(const struct pool *pool)
{
    if (pool->n_workers == 1) {
        return (struct pool_waiting){0};
    }
    double busy = 0;
    for (unsigned i = 0; i < pool->n_workers; i++) {
        busy += pool->workers[i].busy_seconds;
    }
    double barrier = pool->held_seconds - busy;
    return (struct pool_waiting){.barrier_seconds = barrier > 0 ? barrier : 0,
                                 .alone_seconds =
                                     clock_seconds() - pool->counting_since - pool->task_seconds};
}

bool pool_take(atomic_size_t *taken, size_t n, size_t step, unsigned n_workers, size_t *first,
               size_t *last)
{
    /* Half of what would be an equal share of the rest. */
    size_t n_taken = atomic_load_explicit(taken, memory_order_relaxed);
    size_t n_piece;
    do {
        if (n_taken >= n) {
            return false;
        }
        n_piece = (n - n_taken) / (2 * n_workers) / step * step;
        n_piece = n_piece > step ? n_piece : step;
        n_piece = n_piece < n - n_taken ? n_piece : n - n_taken;
    } while (!atomic_compare_exchange_weak_explicit(taken, &n_taken, n_taken + n_piece,
                                                    memory_order_relaxed, memory_order_relaxed));
    *first = n_taken;
    *last = n_taken + n_piece;
    return true;
}

void pool_wait_until_zero(const atomic_size_t *n_left)
{
    for (unsigned n = 0; atomic_load_explicit(n_left, memory_order_acquire) > 0; n++) {
        relax(n);
    }
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
