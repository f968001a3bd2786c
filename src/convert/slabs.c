/* Sharing out slabs; see slabs.h. */
#include "convert/slabs.h"

#include <pthread.h>

struct run {
    const struct slabs *slabs;
    atomic_size_t n_taken;
    atomic_bool stops;
    pthread_mutex_t lock; /* of the failure */
    struct error failure;
    size_t failed_slab;
};

/* The work that a slab belongs to. */
static size_t find_work(const struct slabs *slabs, size_t slab)
{
    size_t low = 0;
    size_t high = slabs->n_works;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (slabs->first[middle] <= slab) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static void fail(struct run *run, size_t slab, const struct error *err)
{
    pthread_mutex_lock(&run->lock);
    if (run->failure.code == ERROR_NONE || slab < run->failed_slab) {
        run->failure = *err;
        run->failed_slab = slab;
    }
    pthread_mutex_unlock(&run->lock);
    atomic_store(&run->stops, true);
}

static void run_worker(void *context, unsigned worker, unsigned n_workers)
{
    struct run *run = context;
    const struct slabs *slabs = run->slabs;
    (void)n_workers;
    while (!atomic_load(&run->stops)) {
        struct error err = {ERROR_NONE, ""};
        size_t slab = atomic_fetch_add(&run->n_taken, 1);
        if (slab >= slabs->first[slabs->n_works]) {
            return;
        }
        size_t work = find_work(slabs, slab);
        bool ok = slabs->make(slabs->context, worker, work, slab - slabs->first[work], &err);
        if (ok && worker == 0 && !slabs->tell(slabs->context)) {
            ok = error_set(&err, ERROR_CANCELLED, "the conversion was cancelled");
        }
        if (!ok) {
            fail(run, slab, &err);
        }
    }
}

bool slabs_run(const struct slabs *slabs, struct pool *pool, struct error *err)
{
    struct run run = {.slabs = slabs, .lock = PTHREAD_MUTEX_INITIALIZER};
    pool_run(pool, run_worker, &run);
    pthread_mutex_destroy(&run.lock);
    return run.failure.code == ERROR_NONE ||
           error_set(err, run.failure.code, "%s", run.failure.message);
}
