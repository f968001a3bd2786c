/*
 * y += scale * (b h). Rows are split over the workers; each element is one chain over the rank, in
 * order, and one fma, however rows and tokens are cut. A block of rows is summed on the stack.
 */
#include "compute/cpu/cpu_low_rank.h"

#include <string.h>

enum {
    BLOCK_ROWS = 512,
    ROW_STEP = 64,
    MAX_SUMS = 8,           /* of one task; more are done in several */
    SMALL_WORK = 64 * 1024, /* products that one worker does sooner than it can hand them out */
};

struct low_rank_job {
    const struct kernels *kernels;
    const struct low_rank_sum *sums;
    size_t n_sums;
    size_t n_tokens;
    atomic_size_t taken[MAX_SUMS];
};

static void add_block(const struct kernels *kernels, const struct low_rank_sum *sum, size_t token,
                      size_t row, size_t n_rows)
{
    const struct low_rank *low_rank = sum->low_rank;
    const float *h = sum->h + token * sum->h_stride;
    const float *factors = low_rank->factors;
    float *y = sum->y + token * sum->y_stride + row;
    float products[BLOCK_ROWS];
    memset(products, 0, n_rows * sizeof *products);
    for (size_t k = 0; k < low_rank->a.n_rows; k++) {
        kernels->add_scaled(products, low_rank->b + k * low_rank->n_rows + row, n_rows, h[k]);
    }
    kernels->add_scaled(y, products, n_rows, low_rank->scale);
    for (size_t i = 0; factors != NULL && i < n_rows; i++) {
        y[i] *= factors[row + i];
    }
    for (size_t i = 0; sum->bias != NULL && i < n_rows; i++) {
        y[i] += sum->bias[row + i];
    }
}

static void add_rows(const struct low_rank_job *job, const struct low_rank_sum *sum, size_t first,
                     size_t last)
{
    for (size_t row = first; row < last; row += BLOCK_ROWS) {
        size_t n_rows = last - row < BLOCK_ROWS ? last - row : BLOCK_ROWS;
        for (size_t token = 0; token < job->n_tokens; token++) {
            add_block(job->kernels, sum, token, row, n_rows);
        }
    }
}

static void run_sums(void *context, unsigned worker, unsigned n_workers)
{
    struct low_rank_job *job = context;
    (void)worker;
    for (size_t i = 0; i < job->n_sums; i++) {
        size_t first, last;
        while (pool_take(&job->taken[i], job->sums[i].low_rank->n_rows, ROW_STEP, n_workers, &first,
                         &last)) {
            add_rows(job, &job->sums[i], first, last);
        }
    }
}

void cpu_low_rank(struct pool *pool, const struct kernels *kernels, const struct low_rank_sum *sums,
                  size_t n_sums, size_t n_tokens)
{
    for (size_t i = 0; i < n_sums && n_tokens > 0; i += MAX_SUMS) {
        struct low_rank_job job = {
            .kernels = kernels,
            .sums = sums + i,
            .n_sums = n_sums - i < MAX_SUMS ? n_sums - i : MAX_SUMS,
            .n_tokens = n_tokens,
        };
        size_t n_work = 0;
        for (size_t k = 0; k < job.n_sums; k++) {
            n_work += job.sums[k].low_rank->n_rows * job.sums[k].low_rank->a.n_rows * n_tokens;
        }
        if (n_work < SMALL_WORK) {
            run_sums(&job, 0, 1);
        } else {
            pool_run(pool, run_sums, &job);
        }
    }
}
