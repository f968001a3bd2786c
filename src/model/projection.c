/*
 * An adapter's product is made beside that of the weights: y = w x + scale * (b (a x)). Parts of a
 * fused module share its first matrix, and then a x.
 */
#include "model/projection.h"

#include "model/adapter.h"

/* Where a x of linear i will be: where one before it has the same a, there; else behind them. */
static float *place_of_first(const struct linear *linears, size_t i, float *next)
{
    for (size_t j = 0; j < i; j++) {
        if (linears[j].low_rank != NULL &&
            linears[j].low_rank->a.data == linears[i].low_rank->a.data) {
            return linears[j].h;
        }
    }
    return next;
}

void project_rows(const struct block_call *call, size_t layer, const struct projection *projections,
                  size_t n, const float *x, size_t n_rows)
{
    const struct input_observer *observer = &call->workspace->observer;
    size_t n_columns = projections[0].weight->n_columns;
    struct linear linears[MAX_PROJECTIONS];
    float *next = call->workspace->low_rank;
    if (observer->observe != NULL) {
        observer->observe(observer->context, layer, projections[0].product, x, n_rows, n_columns);
    }
    for (size_t i = 0; i < n; i++) {
        const struct projection *p = &projections[i];
        linears[i] = (struct linear){
            .weight = p->weight,
            .bias = p->bias,
            .y = p->y,
            .y_stride = p->weight->n_rows,
            .fineness = fineness_of(p->product),
            .low_rank = adapter_find(call->adapter, layer, p->product),
        };
        if (linears[i].low_rank != NULL) {
            linears[i].h = place_of_first(linears, i, next);
            next += linears[i].h == next ? n_rows * linears[i].low_rank->a.n_rows : 0;
        }
    }
    call->backend->operations->linear(call->backend, call->precision, linears, n, x, n_columns,
                                      n_rows, call->workspace->scratch);
}
