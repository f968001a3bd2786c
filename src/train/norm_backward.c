/* The way back through a norm; see norm_backward.h. Weights come first, since dx may be written
 * over dy: columns are shared over the threads there, rows afterwards. */
#include "train/norm_backward.h"

#include <math.h>
#include "train/lane_sum.h"

enum {
    SMALL_WORK = 16 * 1024, /* numbers below which waking the workers costs more */
    COLUMN_STEP = 16,
};

/* Sum of a * (b - shift) * c. */
static float sum_along(const float *a, const float *b, float shift, const float *c, size_t n)
{
    float lanes[LANE_SUM_LANES] = {0};
    size_t i = 0;
    for (; i + LANE_SUM_LANES <= n; i += LANE_SUM_LANES) {
        for (size_t l = 0; l < LANE_SUM_LANES; l++) {
            lanes[l] += (b[i + l] - shift) * a[i + l] * c[i + l];
        }
    }
    for (size_t l = 0; i + l < n; l++) {
        lanes[l] += (b[i + l] - shift) * a[i + l] * c[i + l];
    }
    return lane_sum_tree(lanes);
}

static float sum_of(const float *x, size_t n)
{
    float lanes[LANE_SUM_LANES] = {0};
    for (size_t i = 0; i < n; i++) {
        lanes[i % LANE_SUM_LANES] += x[i];
    }
    return lane_sum_tree(lanes);
}

static float sum_of_squares(const float *x, float mean, size_t n)
{
    float lanes[LANE_SUM_LANES] = {0};
    size_t i = 0;
    for (; i + LANE_SUM_LANES <= n; i += LANE_SUM_LANES) {
        for (size_t l = 0; l < LANE_SUM_LANES; l++) {
            lanes[l] += (x[i + l] - mean) * (x[i + l] - mean);
        }
    }
    for (size_t l = 0; i + l < n; l++) {
        lanes[l] += (x[i + l] - mean) * (x[i + l] - mean);
    }
    return lane_sum_tree(lanes);
}

struct row_sizes {
    float mean;
    float r;
};

static struct row_sizes measure(const struct norm_backward *call, size_t row)
{
    const float *x = call->x + row * call->n;
    bool is_layer = call->norm->kind == NORM_LAYER;
    float n = (float)call->n;
    float mean = is_layer ? sum_of(x, call->n) / n : 0.0f;
    return (struct row_sizes){
        .mean = mean,
        .r = 1.0f / sqrtf(sum_of_squares(x, mean, call->n) / n + call->norm->eps),
    };
}

static void write_row(const struct norm_backward *call, size_t row)
{
    const float *x = call->x + row * call->n;
    const float *dy = call->dy + row * call->n;
    const float *weight = call->norm->weight;
    float *dx = call->dx + row * call->n;
    struct row_sizes sizes = measure(call, row);
    bool is_layer = call->norm->kind == NORM_LAYER;
    float n = (float)call->n;
    float r = sizes.r;
    float g_mean = is_layer ? lane_sum_products(dy, weight, call->n) / n : 0.0f;
    float along = sum_along(dy, x, sizes.mean, weight, call->n) * r * r / n;
    for (size_t i = 0; call->adds && i < call->n; i++) {
        dx[i] += r * (dy[i] * weight[i] - g_mean - (x[i] - sizes.mean) * along);
    }
    for (size_t i = 0; !call->adds && i < call->n; i++) {
        dx[i] = r * (dy[i] * weight[i] - g_mean - (x[i] - sizes.mean) * along);
    }
}

static void write_rows(void *context, unsigned worker, unsigned n_workers)
{
    const struct norm_backward *call = context;
    size_t first, last;
    pool_share(call->n_rows, 1, worker, n_workers, &first, &last);
    for (size_t row = first; row < last; row++) {
        write_row(call, row);
    }
}

static void measure_rows(void *context, unsigned worker, unsigned n_workers)
{
    const struct norm_backward *call = context;
    size_t first, last;
    pool_share(call->n_rows, 1, worker, n_workers, &first, &last);
    for (size_t row = first; row < last; row++) {
        struct row_sizes sizes = measure(call, row);
        call->scratch[2 * row] = sizes.mean;
        call->scratch[2 * row + 1] = sizes.r;
    }
}

static void add_weights(void *context, unsigned worker, unsigned n_workers)
{
    const struct norm_backward *call = context;
    size_t first, last;
    pool_share(call->n, COLUMN_STEP, worker, n_workers, &first, &last);
    for (size_t row = 0; row < call->n_rows; row++) {
        const float *x = call->x + row * call->n;
        const float *dy = call->dy + row * call->n;
        float mean = call->scratch[2 * row];
        float r = call->scratch[2 * row + 1];
        for (size_t i = first; call->d_weight != NULL && i < last; i++) {
            call->d_weight[i] += dy[i] * ((x[i] - mean) * r);
        }
        for (size_t i = first; call->d_bias != NULL && i < last; i++) {
            call->d_bias[i] += dy[i];
        }
    }
}

void norm_backward(struct backend *backend, const struct norm_backward *call)
{
    pool_task *const tasks[] = {measure_rows, add_weights, write_rows};
    bool has_weights = call->d_weight != NULL || call->d_bias != NULL;
    for (size_t i = has_weights ? 0 : 2; i < sizeof tasks / sizeof tasks[0]; i++) {
        /* The tasks read the call alone; a task's context is not const. */
        struct norm_backward copy = *call;
        if (call->n_rows * call->n < SMALL_WORK) {
            tasks[i](&copy, 0, 1);
        } else {
            backend->operations->share(backend, tasks[i], &copy);
        }
    }
}
