/*
 * An adapter's product is made in two steps: a x, small matrices that read the same x, and then
 * y = w x + scale * (b (a x)), each piece of it right after that piece of w x.
 */
#include "model/projection.h"

#include "model/adapter.h"

/* The first matrices of the adapters of one call. Parts of a fused module share theirs, and then
 * its product. */
struct first_steps {
    struct linear linears[MAX_PROJECTIONS];
    size_t n_linears;
    size_t n_used; /* numbers of the workspace */
};

/* Where a x of an adapter will be. */
static const float *add_first_step(struct first_steps *steps, const struct matrix *a,
                                   struct workspace *w, size_t n_rows)
{
    for (size_t i = 0; i < steps->n_linears; i++) {
        if (steps->linears[i].weight->data == a->data) {
            return steps->linears[i].y;
        }
    }
    float *h = w->low_rank + steps->n_used;
    steps->n_used += n_rows * a->n_rows;
    steps->linears[steps->n_linears++] = (struct linear){
        .weight = a,
        .y = h,
        .y_stride = a->n_rows,
    };
    return h;
}

void project_rows(const struct block_call *call, size_t layer, const struct projection *projections,
                  size_t n, const float *x, size_t n_rows)
{
    const struct backend_operations *operations = call->backend->operations;
    const struct input_observer *observer = &call->workspace->observer;
    size_t n_columns = projections[0].weight->n_columns;
    struct first_steps steps = {.n_linears = 0};
    struct linear linears[MAX_PROJECTIONS];
    if (observer->observe != NULL) {
        observer->observe(observer->context, layer, projections[0].product, x, n_rows, n_columns);
    }
    for (size_t i = 0; i < n; i++) {
        const struct projection *p = &projections[i];
        const struct low_rank *low_rank = adapter_find(call->adapter, layer, p->product);
        linears[i] = (struct linear){
            .weight = p->weight,
            .bias = p->bias,
            .y = p->y,
            .y_stride = p->weight->n_rows,
            .fineness = fineness_of(p->product),
            .low_rank = low_rank,
        };
        if (low_rank != NULL) {
            linears[i].h = add_first_step(&steps, low_rank_a(low_rank, call->precision),
                                          call->workspace, n_rows);
        }
    }
    if (steps.n_linears > 0) {
        operations->linear(call->backend, call->precision, steps.linears, steps.n_linears, x,
                           n_columns, n_rows, call->workspace->scratch);
    }
    operations->linear(call->backend, call->precision, linears, n, x, n_columns, n_rows,
                       call->workspace->scratch);
}
