/*
 * Matrices with adapters; see train_linear.h.
 *
 *   there   z = scale d(x) A                y = W x + z B + bias;  DoRA: factors * (W x + z B) +
 * bias back    dz = scale dy B^T               dB += z^T dy;  dA += d(x)^T dz dx += dy W + d(dz
 * A^T)          DoRA: dm += dy * before / lengths; dy *= factors first
 *
 * Dropout: element i of row t of a module's input is kept if its random number says so.
 */
#include "train/train_linear.h"

#include <string.h>
#include "base/random.h"
#include "model/product.h"
#include "train/chain_product.h"

enum { SMALL_WORK = 16 * 1024, COLUMN_STEP = 16 };

static void run(const struct pass *pass, pool_task *task, void *context, size_t n_numbers)
{
    if (n_numbers < SMALL_WORK) {
        task(context, 0, 1);
    } else {
        pass->backend->operations->share(pass->backend, task, context);
    }
}

/* y += a b */
static void add_product(const struct pass *pass, const float *a, size_t n_rows, size_t n_inner,
                        const struct matrix *b, float *y, size_t y_stride)
{
    struct product_call call = {
        .n_rows = n_rows,
        .a = a,
        .a_row = n_inner,
        .a_column = 1,
        .b = b,
        .y = y,
        .y_stride = y_stride,
    };
    product_add(pass->backend, &call, pass->product_scratch);
}

/* y += a^T b, both with a row for each token. */
static void add_token_product(const struct pass *pass, const float *a, size_t n_a, const float *b,
                              size_t n_b, size_t n_tokens, float *y, size_t y_stride)
{
    struct matrix rows = product_floats(b, n_tokens, n_b, n_b);
    struct product_call call = {
        .n_rows = n_a,
        .a = a,
        .a_row = 1,
        .a_column = n_a,
        .b = &rows,
        .y = y,
        .y_stride = y_stride,
    };
    product_add(pass->backend, &call, pass->product_scratch);
}

/* ---- dropout --------------------------------------------------------------------------------- */

struct drop_job {
    const struct pass *pass;
    uint64_t stream;
    const float *x;
    float *y;
    size_t n;
    bool adds;
};

/* y = d(x), or y += d(x) */
static void drop_rows(void *context, unsigned worker, unsigned n_workers)
{
    const struct drop_job *job = context;
    float kept = 1.0f / (1.0f - job->pass->dropout);
    double limit = (double)job->pass->dropout;
    size_t first, last;
    pool_share(job->pass->n_rows, 1, worker, n_workers, &first, &last);
    for (size_t t = first; t < last; t++) {
        uint64_t index = (job->pass->first_token + t) * job->n;
        for (size_t i = 0; i < job->n; i++) {
            float v = job->x[t * job->n + i] * kept;
            v = random_uniform(job->stream, index + i) >= limit ? v : 0.0f;
            float *y = &job->y[t * job->n + i];
            *y = job->adds ? *y + v : v;
        }
    }
}

static void drop(const struct pass *pass, const struct adapter *adapter, const float *x, float *y,
                 bool adds)
{
    struct drop_job job = {
        .pass = pass,
        .stream = random_bits(pass->stream, adapter->number),
        .x = x,
        .y = y,
        .n = adapter->n_inputs,
        .adds = adds,
    };
    run(pass, drop_rows, &job, pass->n_rows * job.n);
}

static bool drops(const struct pass *pass)
{
    return pass->is_training && pass->dropout > 0.0f;
}

/* What goes into an adapter. */
static const float *adapter_input(const struct pass *pass, const struct adapter *adapter,
                                  const float *x)
{
    if (!drops(pass)) {
        return x;
    }
    drop(pass, adapter, x, pass->dropped, false);
    return pass->dropped;
}

/* ---- columns: biases, magnitudes ------------------------------------------------------------- */

struct column_job {
    size_t n_rows;
    size_t n;
    const float *dy;       /* [n_rows, n] */
    const float *by;       /* the same, or NULL for ones */
    const float *divisors; /* [n], or NULL for ones */
    float *sums;           /* [n] */
};

/* sums += dy * by / divisors, token after token. */
static void add_columns(void *context, unsigned worker, unsigned n_workers)
{
    const struct column_job *job = context;
    size_t first, last;
    pool_share(job->n, COLUMN_STEP, worker, n_workers, &first, &last);
    for (size_t t = 0; t < job->n_rows; t++) {
        const float *dy = job->dy + t * job->n;
        for (size_t i = first; job->by == NULL && i < last; i++) {
            job->sums[i] += dy[i];
        }
        for (size_t i = first; job->by != NULL && i < last; i++) {
            job->sums[i] += dy[i] * job->by[t * job->n + i] / job->divisors[i];
        }
    }
}

struct factor_job {
    size_t n_rows;
    size_t n;
    const float *x;       /* [n_rows, n] */
    const float *factors; /* [n] */
    const float *bias;    /* [n], or NULL */
    float *y;             /* [n_rows, n], may be x */
};

static void multiply_columns(void *context, unsigned worker, unsigned n_workers)
{
    const struct factor_job *job = context;
    size_t first, last;
    pool_share(job->n_rows, 1, worker, n_workers, &first, &last);
    for (size_t t = first; t < last; t++) {
        for (size_t i = 0; i < job->n; i++) {
            float v = job->x[t * job->n + i] * job->factors[i];
            job->y[t * job->n + i] = job->bias != NULL ? v + job->bias[i] : v;
        }
    }
}

/* ---- there ----------------------------------------------------------------------------------- */

/* Rows that all begin with the bias. */
static void begin_rows(const float *bias, size_t n_rows, size_t n, float *y)
{
    for (size_t t = 0; t < n_rows; t++) {
        memcpy(y + t * n, bias, n * sizeof *y);
    }
}

void linear_forward(const struct pass *pass, const struct linear *linears, size_t n_linears,
                    const float *x, size_t n_rows)
{
    size_t n_inputs = linears[0].weight->n_columns;
    if (pass->precision == PRECISION_FAST) {
        pass->backend->operations->linear(pass->backend, pass->precision, linears, n_linears, x,
                                          n_inputs, n_rows, pass->scratch);
        return;
    }
    for (size_t i = 0; i < n_linears; i++) {
        const struct linear *linear = &linears[i];
        struct product_call call = {
            .n_rows = n_rows,
            .a = x,
            .a_row = n_inputs,
            .a_column = 1,
            .b = linear->weight,
            .is_b_turned = true,
            .is_new = linear->bias == NULL,
            .y = linear->y,
            .y_stride = linear->y_stride,
        };
        if (linear->bias != NULL) {
            begin_rows(linear->bias, n_rows, linear->y_stride, linear->y);
        }
        product_add(pass->backend, &call, pass->product_scratch);
    }
}

static void reduce(const struct pass *pass, const struct linear_group *group, size_t index)
{
    const struct adapter *adapter = &group->layer->adapters[index];
    float *reduced = group->tape->reduced[index];
    size_t rank = pass->layers->rank;
    const float *x = adapter_input(pass, adapter, group->x);
    struct matrix a = product_floats(adapter->a->values, adapter->n_inputs, rank, rank);
    memset(reduced, 0, pass->n_rows * rank * sizeof *reduced);
    add_product(pass, x, pass->n_rows, adapter->n_inputs, &a, reduced, rank);
    pass->kernels->scale(reduced, pass->n_rows * rank, pass->layers->scale);
}

static void add_reduced(const struct pass *pass, const struct linear_group *group, size_t index,
                        float *const *y)
{
    const struct adapter *adapter = &group->layer->adapters[index];
    size_t rank = pass->layers->rank;
    for (size_t p = adapter->first_part; p < adapter->first_part + adapter->n_parts; p++) {
        const struct train_linear *linear = &group->layer->linears[p];
        size_t n = linear->weight.n_rows;
        struct matrix b =
            product_floats(adapter->b->values + linear->first_output, rank, n, adapter->n_outputs);
        add_product(pass, group->tape->reduced[index], pass->n_rows, rank, &b, y[p - group->first],
                    n);
    }
}

static bool is_in_group(const struct linear_group *group, const struct adapter *adapter)
{
    return adapter->first_part >= group->first &&
           adapter->first_part < group->first + group->n_parts;
}

static bool has_magnitude(const struct train_linear *linear)
{
    return linear->adapter != NULL && linear->adapter->m != NULL;
}

static void apply_magnitude(const struct pass *pass, const struct train_linear *linear,
                            float *before, float *y)
{
    size_t n = linear->weight.n_rows;
    memcpy(before, y, pass->n_rows * n * sizeof *y);
    struct factor_job job = {
        .n_rows = pass->n_rows,
        .n = n,
        .x = before,
        .factors = linear->adapter->factors + linear->first_output,
        .bias = linear->bias,
        .y = y,
    };
    run(pass, multiply_columns, &job, pass->n_rows * n);
}

void linear_group_forward(const struct pass *pass, const struct linear_group *group,
                          float *const *y)
{
    static const enum product products[N_PARTS] = {
        [PART_QUERY] = PRODUCT_QUERY,   [PART_KEY] = PRODUCT_KEY,   [PART_VALUE] = PRODUCT_VALUE,
        [PART_OUTPUT] = PRODUCT_OUTPUT, [PART_GATE] = PRODUCT_GATE, [PART_UP] = PRODUCT_UP,
        [PART_DOWN] = PRODUCT_DOWN,
    };
    struct linear linears[N_PARTS];
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct train_linear *linear = &group->layer->linears[group->first + i];
        linears[i] = (struct linear){
            .weight = &linear->weight,
            .bias = has_magnitude(linear) ? NULL : linear->bias,
            .y = y[i],
            .y_stride = linear->weight.n_rows,
            .fineness = fineness_of(products[group->first + i]),
        };
    }
    linear_forward(pass, linears, group->n_parts, group->x, pass->n_rows);
    for (size_t a = 0; a < group->layer->n_adapters; a++) {
        if (is_in_group(group, &group->layer->adapters[a])) {
            reduce(pass, group, a);
            add_reduced(pass, group, a, y);
        }
    }
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct train_linear *linear = &group->layer->linears[group->first + i];
        if (has_magnitude(linear)) {
            apply_magnitude(pass, linear, group->tape->unscaled[group->first + i], y[i]);
        }
    }
}

bool linear_group_needs_output(const struct linear_group *group)
{
    for (size_t i = 0; i < group->n_parts; i++) {
        if (has_magnitude(&group->layer->linears[group->first + i])) {
            return true;
        }
    }
    return false;
}

void linear_group_reduce(const struct pass *pass, const struct linear_group *group)
{
    for (size_t a = 0; a < group->layer->n_adapters; a++) {
        if (is_in_group(group, &group->layer->adapters[a])) {
            reduce(pass, group, a);
        }
    }
}

/* ---- back ------------------------------------------------------------------------------------ */

static void adapter_backward(const struct pass *pass, const struct linear_group *group,
                             size_t index, float *const *dy, float *dx)
{
    const struct adapter *adapter = &group->layer->adapters[index];
    const float *reduced = group->tape->reduced[index];
    size_t rank = pass->layers->rank;
    size_t n_rows = pass->n_rows;
    memset(pass->d_reduced, 0, n_rows * rank * sizeof(float));
    for (size_t p = adapter->first_part; p < adapter->first_part + adapter->n_parts; p++) {
        const struct train_linear *linear = &group->layer->linears[p];
        size_t n = linear->weight.n_rows;
        const float *d = dy[p - group->first];
        struct matrix b_turned =
            product_floats(adapter->b_turned + linear->first_output * rank, n, rank, rank);
        add_token_product(pass, reduced, rank, d, n, n_rows,
                          adapter->b->gradient + linear->first_output, adapter->n_outputs);
        add_product(pass, d, n_rows, n, &b_turned, pass->d_reduced, rank);
    }
    pass->kernels->scale(pass->d_reduced, n_rows * rank, pass->layers->scale);
    const float *x = adapter_input(pass, adapter, group->x);
    add_token_product(pass, x, adapter->n_inputs, pass->d_reduced, rank, n_rows,
                      adapter->a->gradient, rank);
    if (dx == NULL) {
        return;
    }
    struct matrix a_turned =
        product_floats(adapter->a_turned, rank, adapter->n_inputs, adapter->n_inputs);
    float *to = dx;
    if (drops(pass)) {
        to = pass->dropped;
        memset(to, 0, n_rows * adapter->n_inputs * sizeof *to);
    }
    add_product(pass, pass->d_reduced, n_rows, rank, &a_turned, to, adapter->n_inputs);
    if (drops(pass)) {
        drop(pass, adapter, to, dx, true);
    }
}

static void magnitude_backward(const struct pass *pass, const struct train_linear *linear,
                               const float *before, float *dy)
{
    size_t n = linear->weight.n_rows;
    struct column_job sums = {
        .n_rows = pass->n_rows,
        .n = n,
        .dy = dy,
        .by = before,
        .divisors = linear->adapter->lengths + linear->first_output,
        .sums = linear->adapter->m->gradient + linear->first_output,
    };
    run(pass, add_columns, &sums, pass->n_rows * n);
    struct factor_job factors = {
        .n_rows = pass->n_rows,
        .n = n,
        .x = dy,
        .factors = linear->adapter->factors + linear->first_output,
        .y = dy,
    };
    run(pass, multiply_columns, &factors, pass->n_rows * n);
}

void linear_add_gradients(const struct pass *pass, const struct train_linear *linear,
                          const float *dy, const float *x, size_t n_rows)
{
    size_t n = linear->weight.n_rows;
    size_t n_inputs = linear->weight.n_columns;
    if (linear->bias_tensor != NULL) {
        struct column_job job = {
            .n_rows = n_rows,
            .n = n,
            .dy = dy,
            .sums = linear->bias_tensor->gradient + linear->first_output,
        };
        run(pass, add_columns, &job, n_rows * n);
    }
    if (linear->weight_tensor != NULL) {
        add_token_product(pass, dy, n, x, n_inputs, n_rows,
                          linear->weight_tensor->gradient + linear->first_output * n_inputs,
                          n_inputs);
    }
}

void linear_group_backward(const struct pass *pass, const struct linear_group *group,
                           float *const *dy, float *dx)
{
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct train_linear *linear = &group->layer->linears[group->first + i];
        linear_add_gradients(pass, linear, dy[i], group->x, pass->n_rows);
        if (has_magnitude(linear)) {
            magnitude_backward(pass, linear, group->tape->unscaled[group->first + i], dy[i]);
        }
        if (dx != NULL) {
            add_product(pass, dy[i], pass->n_rows, linear->weight.n_rows, &linear->weight, dx,
                        linear->weight.n_columns);
        }
    }
    for (size_t a = 0; a < group->layer->n_adapters; a++) {
        if (is_in_group(group, &group->layer->adapters[a])) {
            adapter_backward(pass, group, a, dy, dx);
        }
    }
}
