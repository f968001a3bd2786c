/* The way back through norms, against finite differences. */
#include <string.h>
#include "support/differences.h"
#include "train/norm_backward.h"

enum { ROWS = 3, MOST = 40 };

/* f = sum of dy * norm(x), over x, weight and bias one behind the other. */
struct problem {
    enum norm_kind kind;
    double eps;
    size_t n;
    const float *dy;
};

static double value(const double *x, void *context)
{
    const struct problem *problem = context;
    size_t n = problem->n;
    const double *weight = x + ROWS * n;
    const double *bias = weight + n;
    double sum = 0;
    for (size_t r = 0; r < ROWS; r++) {
        const double *row = x + r * n;
        double mean = 0, square = 0;
        for (size_t i = 0; problem->kind == NORM_LAYER && i < n; i++) {
            mean += row[i] / (double)n;
        }
        for (size_t i = 0; i < n; i++) {
            square += (row[i] - mean) * (row[i] - mean) / (double)n;
        }
        for (size_t i = 0; i < n; i++) {
            double y = (row[i] - mean) / sqrt(square + problem->eps) * weight[i];
            y += problem->kind == NORM_LAYER ? bias[i] : 0;
            sum += y * (double)problem->dy[r * n + i];
        }
    }
    return sum;
}

static void check(struct backend *backend, enum norm_kind kind, size_t n, bool adds)
{
    float x[(ROWS + 2) * MOST], dy[ROWS * MOST], d[(ROWS + 2) * MOST], scratch[2 * ROWS];
    double wide[(ROWS + 2) * MOST];
    for (size_t i = 0; i < (ROWS + 2) * n; i++) {
        x[i] = difference_number(n, i);
        wide[i] = (double)x[i];
        d[i] = adds ? 1.0f : 0.0f;
    }
    for (size_t i = 0; i < ROWS * n; i++) {
        dy[i] = difference_number(n + 1, i);
    }
    const struct norm norm = {kind, 1e-3f, x + ROWS * n,
                              kind == NORM_LAYER ? x + (ROWS + 1) * n : NULL};
    struct norm_backward call = {
        .norm = &norm,
        .n_rows = ROWS,
        .n = n,
        .x = x,
        .dy = dy,
        .adds = adds,
        .dx = d,
        .d_weight = d + ROWS * n,
        .d_bias = kind == NORM_LAYER ? d + (ROWS + 1) * n : NULL,
        .scratch = scratch,
    };
    norm_backward(backend, &call);
    for (size_t i = 0; adds && i < (ROWS + 2) * n; i++) {
        d[i] -= 1.0f;
    }
    struct problem problem = {kind, 1e-3, n, dy};
    size_t n_vectors = kind == NORM_LAYER ? 2 : 1;
    difference_check(value, &problem, wide, (ROWS + n_vectors) * n, d, 1e-5);
    call.adds = false;
    call.d_weight = call.d_bias = NULL;
    call.dx = dy; /* in its place */
    float expected[ROWS * MOST];
    memcpy(expected, d, ROWS * n * sizeof *d);
    norm_backward(backend, &call);
    for (size_t i = 0; i < ROWS * n; i++) {
        assert_true(fabsf(dy[i] - expected[i]) < 1e-5f);
    }
}

static void test_differences(void **state)
{
    for (size_t n = 2; n <= MOST; n += n < 6 ? 1 : 17) {
        for (int adds = 0; adds < 2; adds++) {
            check(*state, NORM_RMS, n, adds != 0);
            check(*state, NORM_LAYER, n, adds != 0);
        }
    }
}

static int open_backend(void **state)
{
    struct backend *backend;
    const struct backend_options options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    bool ok = cpu_backend_create(&backend, &options, NULL);
    *state = backend;
    return ok ? 0 : -1;
}

static int close_backend(void **state)
{
    struct backend *backend = *state;
    backend->operations->destroy(backend);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_differences)};
    return cmocka_run_group_tests(tests, open_backend, close_backend);
}
