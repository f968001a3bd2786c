/* The limits of the machine, on all workers; see cpu_peak.h. */
#include "compute/cpu/cpu_peak.h"

#include <string.h>

enum {
    ROUNDS = 2 * 1000 * 1000, /* of peak kernels at levels with vectors: ten milliseconds or so */
    SCALAR_ROUNDS = ROUNDS / 16,
    PAGE_BYTES = 4096,
};

struct peak_work {
    const struct kernels *kernels;
    enum peak peak;
    const uint8_t *bytes;
    size_t n_bytes;
    uint64_t n_done[POOL_MAX_WORKERS];
};

/* One word of each cache line: that brings the whole line, and leaves room for more of them on
 * their way than if every word were waited for. */
static uint64_t sum_words(const uint8_t *bytes, size_t n_bytes)
{
    enum { LINE_BYTES = 64, N_SUMS = 4, AHEAD_BYTES = 4096 };
    uint64_t sums[N_SUMS] = {0};
    for (size_t i = 0; i + N_SUMS * LINE_BYTES <= n_bytes; i += N_SUMS * LINE_BYTES) {
        for (size_t j = 0; j < N_SUMS; j++) {
            uint64_t word;
            PREFETCH(bytes + i + j * LINE_BYTES + AHEAD_BYTES);
            memcpy(&word, bytes + i + j * LINE_BYTES, sizeof word);
            sums[j] += word;
        }
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
}

static uint64_t read_part(const struct peak_work *work, unsigned worker, unsigned n_workers)
{
    size_t first, last;
    pool_share(work->n_bytes, PAGE_BYTES, worker, n_workers, &first, &last);
    volatile uint64_t sum = sum_words(work->bytes + first, last - first);
    (void)sum; /* stored, so that nothing is left out */
    return last - first;
}

static void run_part(void *context, unsigned worker, unsigned n_workers)
{
    struct peak_work *work = context;
    size_t n = work->kernels->level == KERNEL_LEVEL_SCALAR ? SCALAR_ROUNDS : ROUNDS;
    switch (work->peak) {
    case PEAK_READ:
        work->n_done[worker] = read_part(work, worker, n_workers);
        break;
    case PEAK_INTEGER:
        work->n_done[worker] = work->kernels->peak_integer(n);
        break;
    case PEAK_FLOAT:
        work->n_done[worker] = work->kernels->peak_float(n);
        break;
    }
}

double cpu_peak(struct pool *pool, const struct kernels *kernels, enum peak peak,
                const uint8_t *bytes, size_t n_bytes)
{
    struct peak_work work = {.kernels = kernels, .peak = peak, .bytes = bytes, .n_bytes = n_bytes};
    pool_run(pool, run_part, &work);
    double n_done = 0;
    for (unsigned i = 0; i < pool_n_workers(pool); i++) {
        n_done += (double)work.n_done[i];
    }
    return n_done;
}
