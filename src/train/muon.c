/* Muon's direction; see muon.h. */
#include "train/muon.h"

#include <math.h>
#include <string.h>
#include "base/placement.h"
#include "train/chain_product.h"

/* x' = a x + (b S + c S S) x with S = x x^T */
static const float polynomial[3] = {3.4445f, -4.7750f, 2.0315f};

/* A wide matrix x [n, m], n <= m. */
struct iteration {
    struct backend *backend;
    size_t n, m;
    float *next;   /* [n, m] */
    float *turned; /* [m, n] */
    float *square; /* [n, n] */
    float *fourth; /* [n, n] */
    void *product;
};

static void place(struct iteration *it, struct placement *placement)
{
    it->next = placement_floats(placement, it->n, it->m);
    it->turned = placement_floats(placement, it->n, it->m);
    it->square = placement_floats(placement, it->n, it->n);
    it->fourth = placement_floats(placement, it->n, it->n);
    it->product = placement_take(placement, 1, product_scratch_bytes(it->backend, it->n), 1);
}

static struct iteration begin(struct backend *backend, size_t n_rows, size_t n_columns)
{
    bool is_tall = n_rows > n_columns;
    return (struct iteration){
        .backend = backend,
        .n = is_tall ? n_columns : n_rows,
        .m = is_tall ? n_rows : n_columns,
    };
}

size_t muon_scratch_bytes(const struct backend *backend, size_t n_rows, size_t n_columns)
{
    struct placement placement = {.memory = NULL};
    struct iteration it = begin((struct backend *)(uintptr_t)backend, n_rows, n_columns);
    place(&it, &placement);
    return placement.n_bytes;
}

/* y (+)= a b, a [n, n_inner], b [n_inner, n_columns] */
static void multiply(const struct iteration *it, const float *a, size_t n_inner, const float *b,
                     size_t n_columns, float *y, bool is_new)
{
    const struct matrix matrix = product_floats(b, n_inner, n_columns, n_columns);
    const struct product_term term = {.a = a, .a_row = n_inner, .a_column = 1, .b = &matrix};
    const struct product_call call = {
        .n_rows = it->n,
        .terms = &term,
        .n_terms = 1,
        .y = y,
        .y_stride = n_columns,
        .is_new = is_new,
    };
    product_add(it->backend, &call, it->product);
}

static void iterate(const struct iteration *it, float *x)
{
    size_t n = it->n, m = it->m;
    product_transpose(x, m, n, m, it->turned, n);
    multiply(it, x, m, it->turned, n, it->square, true);
    multiply(it, it->square, n, it->square, n, it->fourth, true);
    for (size_t i = 0; i < n * n; i++) {
        it->fourth[i] = polynomial[1] * it->square[i] + polynomial[2] * it->fourth[i];
    }
    for (size_t i = 0; i < n * m; i++) {
        it->next[i] = polynomial[0] * x[i];
    }
    multiply(it, it->fourth, n, x, m, it->next, false);
    memcpy(x, it->next, n * m * sizeof *x);
}

static void divide_by_length(float *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)x[i] * (double)x[i];
    }
    float length = (float)sqrt(sum) + 1e-7f;
    for (size_t i = 0; i < n; i++) {
        x[i] /= length;
    }
}

void muon_orthogonalize(struct backend *backend, float *x, size_t n_rows, size_t n_columns,
                        unsigned n_iterations, void *scratch)
{
    struct placement placement = {.memory = scratch};
    struct iteration it = begin(backend, n_rows, n_columns);
    bool is_tall = n_rows > n_columns;
    place(&it, &placement);
    divide_by_length(x, n_rows * n_columns);
    if (is_tall) {
        product_transpose(x, n_columns, n_rows, n_columns, it.next, n_rows);
        memcpy(x, it.next, n_rows * n_columns * sizeof *x);
    }
    for (unsigned i = 0; i < n_iterations; i++) {
        iterate(&it, x);
    }
    if (is_tall) {
        product_transpose(x, n_rows, n_columns, n_rows, it.next, n_columns);
        memcpy(x, it.next, n_rows * n_columns * sizeof *x);
    }
}
