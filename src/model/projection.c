/*
 * An adapter's product is made in two steps: a x beside the products of the weights, as one more
 * small matrix that reads the same x, and then y += scale * (b (a x)).
 */
#include "model/projection.h"

#include "model/adapter.h"

/* The low-rank pairs of one call. Parts of a fused module share their first matrix, and then its
 * product. */
struct additions {
    struct low_rank_sum sums[MAX_PROJECTIONS];
    size_t n_sums;
    struct linear linears[2 * MAX_PROJECTIONS];
    size_t n_linears;
    size_t n_used; /* numbers of the workspace */
};

static void add_product(struct additions *additions, const struct low_rank *low_rank,
                        const struct projection *projection, struct workspace *w, size_t n_rows)
{
    struct low_rank_sum *sum = &additions->sums[additions->n_sums++];
    *sum = (struct low_rank_sum){
        .low_rank = low_rank,
        .h_stride = low_rank->a.n_rows,
        .bias = low_rank->factors != NULL ? projection->bias : NULL,
        .y = projection->y,
        .y_stride = projection->weight->n_rows,
    };
    for (size_t i = 0; i + 1 < additions->n_sums; i++) {
        if (additions->sums[i].low_rank->a.data == low_rank->a.data) {
            sum->h = additions->sums[i].h;
            return;
        }
    }
    float *h = w->low_rank + additions->n_used;
    additions->n_used += n_rows * low_rank->a.n_rows;
    sum->h = h;
    additions->linears[additions->n_linears++] =
        (struct linear){&low_rank->a, NULL, h, low_rank->a.n_rows, FINENESS_ONE_DIGIT};
}

void project_rows(const struct block_call *call, size_t layer, const struct projection *projections,
                  size_t n, const float *x, size_t n_rows)
{
    const struct backend_operations *operations = call->backend->operations;
    const struct input_observer *observer = &call->workspace->observer;
    struct additions additions = {.n_sums = 0};
    if (observer->observe != NULL) {
        observer->observe(observer->context, layer, projections[0].product, x, n_rows,
                          projections[0].weight->n_columns);
    }
    for (size_t i = 0; i < n; i++) {
        const struct low_rank *low_rank =
            adapter_find(call->adapter, layer, projections[i].product);
        if (low_rank != NULL) {
            add_product(&additions, low_rank, &projections[i], call->workspace, n_rows);
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct projection *p = &projections[i];
        const struct low_rank *low_rank = adapter_find(call->adapter, layer, p->product);
        bool is_bias_late = low_rank != NULL && low_rank->factors != NULL;
        additions.linears[additions.n_linears++] =
            (struct linear){p->weight, is_bias_late ? NULL : p->bias, p->y, p->weight->n_rows,
                            fineness_of(p->product)};
    }
    operations->linear(call->backend, call->precision, additions.linears, additions.n_linears, x,
                       projections[0].weight->n_columns, n_rows, call->workspace->scratch);
    if (additions.n_sums > 0) {
        operations->add_low_rank(call->backend, additions.sums, additions.n_sums, n_rows);
    }
}
