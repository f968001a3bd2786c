/* The way back through attention, against finite differences: sequences of several lengths, shared
 * keys, windows, caps. */
#include <stdlib.h>
#include "support/differences.h"
#include "train/attention_backward.h"

enum { N_HEADS = 4, N_KV_HEADS = 2, HEAD_DIM = 3, N_SEQUENCES = 3 };

static const size_t starts[N_SEQUENCES + 1] = {0, 3, 4, 4 + 51};

struct problem {
    size_t window;
    double scale, cap;
    const float *d_output;
};

/* One query: its part of sum(d_output * output). */
static double query_value(const struct problem *problem, const double *x, size_t start, size_t i,
                          size_t head)
{
    size_t n_rows = starts[N_SEQUENCES];
    const double *query = x + (i * N_HEADS + head) * HEAD_DIM;
    const double *keys = x + n_rows * N_HEADS * HEAD_DIM;
    const double *values = keys + n_rows * N_KV_HEADS * HEAD_DIM;
    size_t kv_head = head / (N_HEADS / N_KV_HEADS);
    size_t n = i + 1 - start;
    size_t first = problem->window > 0 && n > problem->window ? i + 1 - problem->window : start;
    double sum = 0, result = 0;
    for (size_t j = first; j <= i; j++) {
        double score = 0, along = 0;
        for (size_t d = 0; d < HEAD_DIM; d++) {
            size_t at = (j * N_KV_HEADS + kv_head) * HEAD_DIM + d;
            score += query[d] * keys[at];
            along += (double)problem->d_output[(i * N_HEADS + head) * HEAD_DIM + d] * values[at];
        }
        score *= problem->scale;
        score = problem->cap > 0 ? problem->cap * tanh(score / problem->cap) : score;
        sum += exp(score);
        result += exp(score) * along;
    }
    return result / sum;
}

static double value(const double *x, void *context)
{
    double sum = 0;
    for (size_t s = 0; s < N_SEQUENCES; s++) {
        for (size_t i = starts[s]; i < starts[s + 1]; i++) {
            for (size_t head = 0; head < N_HEADS; head++) {
                sum += query_value(context, x, starts[s], i, head);
            }
        }
    }
    return sum;
}

static void check(struct backend *backend, size_t window, float cap)
{
    size_t n_rows = starts[N_SEQUENCES];
    size_t n_query = n_rows * N_HEADS * HEAD_DIM;
    size_t n_key = n_rows * N_KV_HEADS * HEAD_DIM;
    size_t n = n_query + 2 * n_key;
    float *x = malloc((2 * n + n_query) * sizeof *x);
    double *wide = malloc(n * sizeof *wide);
    void *scratch = malloc(attention_backward_scratch_bytes(backend, HEAD_DIM, 60));
    assert_true(x != NULL && wide != NULL && scratch != NULL);
    float *d = x + n;
    float *d_output = d + n;
    for (size_t i = 0; i < n; i++) {
        x[i] = 2.0f * difference_number(3, i);
        wide[i] = (double)x[i];
        d[i] = NAN; /* all is written */
    }
    for (size_t i = 0; i < n_query; i++) {
        d_output[i] = difference_number(4, i);
    }
    const struct attention_backward call = {
        .n_heads = N_HEADS,
        .n_kv_heads = N_KV_HEADS,
        .head_dim = HEAD_DIM,
        .window = window,
        .scale = 0.4f,
        .cap = cap,
        .starts = starts,
        .n_sequences = N_SEQUENCES,
        .query = x,
        .key = x + n_query,
        .value = x + n_query + n_key,
        .d_output = d_output,
        .d_query = d,
        .d_key = d + n_query,
        .d_value = d + n_query + n_key,
    };
    attention_backward(backend, &call, 60, scratch);
    struct problem problem = {window, (double)0.4f, (double)cap, d_output};
    difference_check(value, &problem, wide, n, d, 2e-6);
    free(scratch);
    free(wide);
    free(x);
}

static void test_differences(void **state)
{
    check(*state, 0, 0.0f);
    check(*state, 5, 0.0f);
    check(*state, 0, 1.5f);
    check(*state, 49, 3.0f);
    check(*state, 1, 0.0f);
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
