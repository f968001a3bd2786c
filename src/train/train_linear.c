/*
 * Matrices with adapters; see train_linear.h.
 *
 *   there   z = scale d(x) A;  y = W x + z B + bias;  DoRA: factors * (W x + z B) + bias
 *   back    DoRA: dm += dy * before / lengths; dy *= factors
 *           dz = scale dy B^T;  dB += z^T dy;  dA += d(x)^T dz;  dx += dy W + d(dz A^T)
 *
 * Dropout: element i of row t of a module's input is kept if its random number says so.
 */
#include "train/train_linear.h"

#include <string.h>
#include "base/random.h"
#include "train/chain_product.h"
#include "train/input_product.h"

enum { SMALL_WORK = 16 * 1024, COLUMN_STEP = 16 };

static void run(const struct pass *pass, pool_task *task, void *context, size_t n_numbers)
{
    if (n_numbers < SMALL_WORK) {
        task(context, 0, 1);
    } else {
        pass->backend->operations->share(pass->backend, task, context);
    }
}

void linear_multiply(const struct pass *pass, size_t n_rows, const float *a, size_t n_inner,
                     const struct matrix *b, bool is_new, float *y, size_t n)
{
    const struct product_term term = {a, n_inner, 1, b};
    const struct product_call call = {
        .n_rows = n_rows,
        .terms = &term,
        .n_terms = 1,
        .y = y,
        .y_stride = n,
        .is_new = is_new,
    };
    product_add(pass->backend, &call, pass->product_scratch);
}

void linear_add_tokens(const struct pass *pass, const float *a, size_t n_a, const float *b,
                       size_t n_b, size_t n_tokens, float *y, size_t y_stride)
{
    struct matrix rows = product_floats(b, n_tokens, n_b, n_b);
    const struct product_term term = {a, 1, n_a, &rows};
    const struct product_call call = {
        .n_rows = n_a,
        .terms = &term,
        .n_terms = 1,
        .y = y,
        .y_stride = y_stride,
    };
    product_add(pass->backend, &call, pass->product_scratch);
}

/* ---- dropout --------------------------------------------------------------------------------- */

struct drop_job {
    const struct pass *pass;
    const struct linear_dropout *dropout;
    uint64_t stream;
    const float *x;
    float *y;
    bool adds;
};

static void drop_rows(void *context, unsigned worker, unsigned n_workers)
{
    const struct drop_job *job = context;
    const struct linear_dropout *dropout = job->dropout;
    float kept = 1.0f / (1.0f - job->pass->dropout);
    double limit = (double)job->pass->dropout;
    size_t first, last;
    pool_share(dropout->n_rows, 1, worker, n_workers, &first, &last);
    for (size_t t = first; t < last; t++) {
        size_t row = dropout->rows != NULL ? dropout->rows[t] : t;
        uint64_t index = (job->pass->first_token + row) * dropout->n;
        for (size_t i = 0; i < dropout->n; i++) {
            float v = job->x[t * dropout->n + i] * kept;
            v = random_uniform(job->stream, index + i) >= limit ? v : 0.0f;
            float *y = &job->y[t * dropout->n + i];
            *y = job->adds ? *y + v : v;
        }
    }
}

void linear_drop(const struct pass *pass, const struct linear_dropout *dropout, const float *x,
                 float *y, bool adds)
{
    struct drop_job job = {
        .pass = pass,
        .dropout = dropout,
        .stream = random_bits(pass->stream, dropout->number),
        .x = x,
        .y = y,
        .adds = adds,
    };
    run(pass, drop_rows, &job, dropout->n_rows * dropout->n);
}

static void drop(const struct pass *pass, const struct adapter *adapter, const float *x, float *y,
                 bool adds)
{
    const struct linear_dropout dropout = {
        .number = adapter->number,
        .n_rows = pass->n_rows,
        .n = adapter->n_inputs,
    };
    linear_drop(pass, &dropout, x, y, adds);
}

bool linear_drops(const struct pass *pass)
{
    return pass->is_training && pass->dropout > 0.0f;
}

/* What goes into an adapter. */
static const float *adapter_input(const struct pass *pass, const struct adapter *adapter,
                                  const float *x)
{
    if (!linear_drops(pass)) {
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

static void multiply_input(const struct pass *pass, const struct input_product *products,
                           size_t n_products, const float *x, size_t n_inputs, size_t n_rows)
{
    const struct input_products call = {
        .n_rows = n_rows,
        .x = x,
        .n_inner = n_inputs,
        .products = products,
        .n_products = n_products,
    };
    input_multiply(pass->backend, &call, pass->product_scratch);
}

static void multiply_fast(const struct pass *pass, const struct linear *linears, size_t n_linears,
                          const float *x, size_t n_rows)
{
    pass->backend->operations->linear(pass->backend, pass->precision, linears, n_linears, x,
                                      linears[0].weight->n_columns, n_rows, pass->scratch);
}

static struct input_product product_of(const struct linear *linear)
{
    return (struct input_product){
        .weight = linear->weight,
        .bias = linear->bias,
        .y = linear->y,
        .y_stride = linear->y_stride,
    };
}

void linear_forward_exact(const struct pass *pass, const struct linear *linear, const float *x,
                          size_t n_rows, const float *z, const float *u, size_t rank)
{
    struct input_product product = product_of(linear);
    product.z = z;
    product.u = u;
    product.rank = rank;
    multiply_input(pass, &product, 1, x, linear->weight->n_columns, n_rows);
}

void linear_forward(const struct pass *pass, const struct linear *linear, const float *x,
                    size_t n_rows)
{
    if (pass->precision == PRECISION_FAST) {
        multiply_fast(pass, linear, 1, x, n_rows);
    } else {
        linear_forward_exact(pass, linear, x, n_rows, NULL, NULL, 0);
    }
}

/* The adapters of the group stand together. */
static void find_adapters(const struct linear_group *group, size_t *first, size_t *last)
{
    const struct train_layer *layer = group->layer;
    for (*first = 0; *first < layer->n_adapters; (*first)++) {
        if (layer->adapters[*first].first_part >= group->first) {
            break;
        }
    }
    for (*last = *first; *last < layer->n_adapters; (*last)++) {
        if (layer->adapters[*last].first_part >= group->first + group->n_parts) {
            break;
        }
    }
}

/* z, which the tape keeps. */
static void reduce(const struct pass *pass, const struct linear_group *group, size_t index)
{
    const struct adapter *adapter = &group->layer->adapters[index];
    float *reduced = group->tape->reduced[index];
    size_t rank = pass->layers->rank;
    const float *x = adapter_input(pass, adapter, group->x);
    struct matrix a = product_floats(adapter->a->values, adapter->n_inputs, rank, rank);
    linear_multiply(pass, pass->n_rows, x, adapter->n_inputs, &a, true, reduced, rank);
    pass->kernels->scale(reduced, pass->n_rows * rank, pass->layers->scale);
}

void linear_group_reduce(const struct pass *pass, const struct linear_group *group)
{
    size_t first, last;
    find_adapters(group, &first, &last);
    for (size_t i = first; i < last; i++) {
        reduce(pass, group, i);
    }
}

/* What an adapter adds, after products that could not do it. */
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
        linear_multiply(pass, pass->n_rows, group->tape->reduced[index], rank, &b, false,
                        y[p - group->first], n);
    }
}

/* Weights and adapters in one chain. */
static void multiply_group(const struct pass *pass, const struct linear_group *group,
                           const struct linear *linears)
{
    struct input_product products[N_PARTS];
    size_t rank = pass->layers->rank;
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct train_linear *linear = &group->layer->linears[group->first + i];
        const struct adapter *adapter = linear->adapter;
        products[i] = product_of(&linears[i]);
        if (adapter != NULL) {
            products[i].z = group->tape->reduced[adapter - group->layer->adapters];
            products[i].u = adapter->b_turned + linear->first_output * rank;
            products[i].rank = rank;
        }
    }
    multiply_input(pass, products, group->n_parts, group->x, linears[0].weight->n_columns,
                   pass->n_rows);
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
    struct linear linears[N_PARTS];
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct train_linear *linear = &group->layer->linears[group->first + i];
        linears[i] = (struct linear){
            .weight = &linear->weight,
            .bias = has_magnitude(linear) ? NULL : linear->bias,
            .y = y[i],
            .y_stride = linear->weight.n_rows,
            .fineness = FINENESS_TWO_DIGITS,
        };
    }
    linear_group_reduce(pass, group);
    if (pass->precision == PRECISION_FAST) {
        size_t first, last;
        find_adapters(group, &first, &last);
        multiply_fast(pass, linears, group->n_parts, group->x, pass->n_rows);
        for (size_t a = first; a < last; a++) {
            add_reduced(pass, group, a, y);
        }
    } else {
        multiply_group(pass, group, linears);
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

/* ---- back ------------------------------------------------------------------------------------ */

/* dz = scale dy B^T, into d_reduced; the gradients of the adapter's two matrices. That of A is
 * added to on its side, where it is as wide as the input. */
static void adapter_backward(const struct pass *pass, const struct linear_group *group,
                             size_t index, float *const *dy, float *d_reduced)
{
    const struct adapter *adapter = &group->layer->adapters[index];
    const float *reduced = group->tape->reduced[index];
    size_t rank = pass->layers->rank;
    size_t n_rows = pass->n_rows;
    size_t n_inputs = adapter->n_inputs;
    for (size_t p = adapter->first_part; p < adapter->first_part + adapter->n_parts; p++) {
        const struct train_linear *linear = &group->layer->linears[p];
        size_t n = linear->weight.n_rows;
        const float *d = dy[p - group->first];
        struct matrix b_turned =
            product_floats(adapter->b_turned + linear->first_output * rank, n, rank, rank);
        linear_add_tokens(pass, reduced, rank, d, n, n_rows,
                          adapter->b->gradient + linear->first_output, adapter->n_outputs);
        linear_multiply(pass, pass->n_rows, d, n, &b_turned, p == adapter->first_part, d_reduced,
                        rank);
    }
    pass->kernels->scale(d_reduced, n_rows * rank, pass->layers->scale);
    const float *x = adapter_input(pass, adapter, group->x);
    float *gradient = adapter->a->gradient;
    product_transpose(gradient, rank, n_inputs, rank, pass->d_turned, n_inputs);
    linear_add_tokens(pass, d_reduced, rank, x, n_inputs, n_rows, pass->d_turned, n_inputs);
    product_transpose(pass->d_turned, n_inputs, rank, n_inputs, gradient, rank);
}

/* dx = or += dy W of all parts, then + d(dz A^T) of all adapters. */
static void input_backward(const struct pass *pass, const struct linear_group *group,
                           float *const *dy, struct input_gradient to)
{
    struct product_term terms[2 * N_PARTS];
    struct matrix turned[N_PARTS];
    size_t n_terms = 0, first, last;
    size_t rank = pass->layers->rank;
    size_t n_inputs = group->layer->linears[group->first].weight.n_columns;
    find_adapters(group, &first, &last);
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct matrix *weight = &group->layer->linears[group->first + i].weight;
        terms[n_terms++] = (struct product_term){dy[i], weight->n_rows, 1, weight};
    }
    for (size_t i = 0; i < last - first; i++) {
        turned[i] =
            product_floats(group->layer->adapters[first + i].a_turned, rank, n_inputs, n_inputs);
        terms[n_terms++] = (struct product_term){pass->d_reduced[i], rank, 1, &turned[i]};
    }
    size_t n_dropped = linear_drops(pass) ? last - first : 0;
    const struct product_call call = {
        .n_rows = pass->n_rows,
        .terms = terms,
        .n_terms = n_terms - n_dropped,
        .y = to.dx,
        .y_stride = n_inputs,
        .is_new = !to.adds,
    };
    product_add(pass->backend, &call, pass->product_scratch);
    for (size_t i = 0; i < n_dropped; i++) {
        linear_multiply(pass, pass->n_rows, pass->d_reduced[i], rank, &turned[i], true,
                        pass->dropped, n_inputs);
        drop(pass, &group->layer->adapters[first + i], pass->dropped, to.dx, true);
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
        linear_add_tokens(pass, dy, n, x, n_inputs, n_rows,
                          linear->weight_tensor->gradient + linear->first_output * n_inputs,
                          n_inputs);
    }
}

void linear_group_backward(const struct pass *pass, const struct linear_group *group,
                           float *const *dy, struct input_gradient to)
{
    for (size_t i = 0; i < group->n_parts; i++) {
        const struct train_linear *linear = &group->layer->linears[group->first + i];
        linear_add_gradients(pass, linear, dy[i], group->x, pass->n_rows);
        if (has_magnitude(linear)) {
            magnitude_backward(pass, linear, group->tape->unscaled[group->first + i], dy[i]);
        }
    }
    size_t first, last;
    find_adapters(group, &first, &last);
    for (size_t a = first; a < last; a++) {
        adapter_backward(pass, group, a, dy, pass->d_reduced[a - first]);
    }
    if (to.dx != NULL) {
        input_backward(pass, group, dy, to);
    }
}
