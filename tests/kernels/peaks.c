/* Limits of the machine by processor time; see peaks.h. */
#include "kernels/peaks.h"

#include <time.h>

double peak_seconds(const struct pool *pool)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return ((double)used.tv_sec + (double)used.tv_nsec * 1e-9) / (double)pool_n_workers(pool);
}

double peak_read(struct pool *pool, const struct kernels *kernels, const uint8_t *data,
                 size_t n_bytes)
{
    double start = peak_seconds(pool);
    double n = cpu_peak(pool, kernels, PEAK_READ, data, n_bytes);
    return n / (peak_seconds(pool) - start);
}

double peak_of(struct pool *pool, const struct kernels *kernels, enum peak peak)
{
    double start = peak_seconds(pool);
    double n = cpu_peak(pool, kernels, peak, NULL, 0);
    return n / (peak_seconds(pool) - start);
}
