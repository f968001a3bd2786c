/* The way back through a gate, against finite differences. */
#include "kernels/kernels.h"
#include "support/differences.h"

enum { N = 37 };

static double value(const double *x, void *context)
{
    enum activation_kind kind = *(const enum activation_kind *)context;
    double sum = 0;
    for (size_t i = 0; i < N; i++) {
        double g = x[i];
        double u = sqrt(2 / acos(-1.0)) * (g + 0.044715 * g * g * g);
        double a = kind == ACTIVATION_SILU ? g / (1 + exp(-g)) : 0.5 * g * (1 + tanh(u));
        sum += (double)difference_number(7, i) * a * x[N + i];
    }
    return sum;
}

static void check(enum activation_kind kind, float range)
{
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    float x[2 * N], dy[N], d[2 * N];
    double wide[2 * N];
    for (size_t i = 0; i < N; i++) {
        x[i] = range * difference_number(5, i);
        x[N + i] = difference_number(6, i);
        dy[i] = difference_number(7, i);
    }
    for (size_t i = 0; i < 2 * N; i++) {
        wide[i] = (double)x[i];
    }
    kernels.gate_backward(kind, x, x + N, dy, N, d, d + N);
    difference_check(value, &kind, wide, 2 * N, d, 1e-6);
}

static void test_differences(void **state)
{
    (void)state;
    for (float range = 0.1f; range < 200.0f; range *= 8.0f) {
        check(ACTIVATION_SILU, range);
        check(ACTIVATION_GELU_TANH, range);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_differences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
