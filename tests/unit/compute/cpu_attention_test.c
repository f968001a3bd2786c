/*
 * Attention against a softmax written down in double precision over what the cache holds, and the
 * same bits from every number of threads, every cut of the tokens into calls and every CPU level.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "compute/backend.h"
#include "kernels/numbers.h"

enum { N_THREAD_COUNTS = 2, MAX_TOKENS = 160 };

struct shape {
    enum kv_type type;
    size_t n_kv_heads;
    size_t n_heads;
    size_t key_dim;
    size_t value_dim;
    size_t n_past; /* positions before the first query */
    size_t n_tokens;
    size_t window; /* 0: none */
    float cap;
};

static const struct shape shapes[] = {
    {KV_F32, 1, 1, 16, 16, 0, 1, 0, 0},      {KV_F16, 2, 4, 64, 64, 0, 130, 0, 0},
    {KV_F16, 2, 6, 32, 48, 37, 70, 50, 30},  {KV_INT8, 1, 5, 24, 40, 200, 33, 0, 0},
    {KV_INT8, 2, 2, 128, 128, 500, 1, 0, 0}, {KV_F32, 3, 9, 20, 7, 63, 66, 64, 0},
    {KV_F16, 1, 70, 16, 16, 100, 3, 0, 0},   {KV_F32, 2, 4, 96, 96, 700, 2, 512, 50},
    {KV_F16, 1, 8, 128, 128, 200, 20, 0, 0}, {KV_INT8, 2, 4, 80, 80, 0, 129, 17, 0},
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void fill(float *x, size_t n, float size, uint32_t seed)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = size * ((float)next_random(&seed) * 0x1p-23f - 1.0f);
    }
}

/* One shape with its cache and queries. */
struct problem {
    struct shape shape;
    struct kv_layout layout;
    size_t n_positions;
    uint8_t *pages[64];
    float *queries;
    float *outputs;
    struct attention_span spans[MAX_TOKENS];
};

static void problem_open(struct problem *problem, struct shape shape, struct backend *backend)
{
    *problem = (struct problem){.shape = shape};
    problem->layout = kv_layout_of(shape.type, shape.n_kv_heads, shape.key_dim, shape.value_dim);
    problem->n_positions = shape.n_past + shape.n_tokens;
    size_t n_pages = (problem->n_positions + 63) / 64;
    for (size_t b = 0; b < n_pages; b++) {
        problem->pages[b] = memory_pages(problem->layout.layer_bytes, NULL);
        memset(problem->pages[b], 0xFF, problem->layout.layer_bytes); /* unseen: NaN */
    }
    size_t n_keys = shape.n_kv_heads * shape.key_dim;
    size_t n_values = shape.n_kv_heads * shape.value_dim;
    float *keys = memory_array(problem->n_positions * n_keys, sizeof *keys, NULL);
    float *values = memory_array(problem->n_positions * n_values, sizeof *values, NULL);
    fill(keys, problem->n_positions * n_keys, 2.0f, 1);
    fill(values, problem->n_positions * n_values, 3.0f, 2);
    for (size_t p = 0; p < problem->n_positions; p++) {
        uint8_t *page = problem->pages[p / 64];
        size_t position_in_page = p % 64;
        backend->operations->store_kv(backend, &problem->layout, 0, &page, &position_in_page, 1,
                                      keys + p * n_keys, values + p * n_values);
    }
    free(keys);
    free(values);
    problem->queries = memory_array(shape.n_tokens * shape.n_heads * shape.key_dim, 4, NULL);
    problem->outputs = memory_array(shape.n_tokens * shape.n_heads * shape.value_dim, 4, NULL);
    fill(problem->queries, shape.n_tokens * shape.n_heads * shape.key_dim, 2.0f, 3);
    for (size_t t = 0; t < shape.n_tokens; t++) {
        size_t last = shape.n_past + t + 1;
        problem->spans[t] = (struct attention_span){
            .queries = problem->queries + t * shape.n_heads * shape.key_dim,
            .output = problem->outputs + t * shape.n_heads * shape.value_dim,
            .pages = (const uint8_t *const *)problem->pages,
            .first = shape.window != 0 && last > shape.window ? last - shape.window : 0,
            .last = last};
    }
}

static void problem_close(struct problem *problem)
{
    for (size_t b = 0; b < (problem->n_positions + 63) / 64; b++) {
        memory_pages_free(problem->pages[b], problem->layout.layer_bytes);
    }
    free(problem->queries);
    free(problem->outputs);
}

static void *open_scratch(struct backend *backend, const struct shape *shape)
{
    struct compute_limits limits = {.n_tokens = shape->n_tokens,
                                    .n_columns = 64,
                                    .key_dim = shape->key_dim,
                                    .value_dim = shape->value_dim};
    size_t n_bytes = (backend->operations->scratch_bytes(backend, &limits) + 63) & ~(size_t)63;
    return aligned_alloc(64, n_bytes);
}

static void attend(struct problem *problem, struct backend *backend, size_t n_tokens_per_call)
{
    const struct shape *shape = &problem->shape;
    struct attention attention = {.layout = &problem->layout,
                                  .n_heads = shape->n_heads,
                                  .scale = 1.0f / sqrtf((float)shape->key_dim),
                                  .cap = shape->cap};
    void *scratch = open_scratch(backend, shape);
    for (size_t t = 0; t < shape->n_tokens; t += n_tokens_per_call) {
        size_t n = shape->n_tokens - t;
        n = n < n_tokens_per_call ? n : n_tokens_per_call;
        backend->operations->attend(backend, &attention, problem->spans + t, n, scratch);
    }
    free(scratch);
}

static double element(enum kv_type type, const void *run, size_t i)
{
    switch (type) {
    case KV_F32:
        return (double)((const float *)run)[i];
    case KV_F16:
        return (double)float_of_f16(((const uint16_t *)run)[i]);
    default:
        return (double)((const int8_t *)run)[i];
    }
}

/* One output row, as a textbook has it. */
static void reference(const struct problem *problem, size_t token, size_t head, double *output)
{
    const struct shape *shape = &problem->shape;
    const struct attention_span *span = &problem->spans[token];
    size_t kv_head = head / (shape->n_heads / shape->n_kv_heads);
    double total = 0;
    memset(output, 0, shape->value_dim * sizeof *output);
    for (size_t p = span->first; p < span->last; p++) {
        struct kv_block block = kv_layout_block(&problem->layout, problem->pages[p / 64], kv_head);
        bool is_int8 = shape->type == KV_INT8;
        size_t j = p % 64;
        double score = 0;
        for (size_t i = 0; i < shape->key_dim; i++) {
            score += (double)span->queries[head * shape->key_dim + i] *
                     element(shape->type, block.keys, (j / 16 * shape->key_dim + i) * 16 + j % 16);
        }
        score *= is_int8 ? (double)block.key_scales[j] : 1.0;
        score /= sqrt((double)shape->key_dim);
        if (shape->cap > 0) {
            score = (double)shape->cap * tanh(score / (double)shape->cap);
        }
        double weight = exp(score);
        total += weight;
        weight *= is_int8 ? (double)block.value_scales[j] : 1.0;
        for (size_t d = 0; d < shape->value_dim; d++) {
            output[d] += weight * element(shape->type, block.values, j * shape->value_dim + d);
        }
    }
    for (size_t d = 0; d < shape->value_dim; d++) {
        output[d] /= total;
    }
}

static struct backend *open_backend(unsigned n_threads, enum kernel_level cap)
{
    struct backend *backend = NULL;
    struct backend_options options = {.n_threads = n_threads, .cap = cap};
    assert_true(cpu_backend_create(&backend, &options, NULL));
    return backend;
}

static void agrees_with_a_softmax_in_double_precision(void **state)
{
    (void)state;
    struct backend *backend = open_backend(2, KERNEL_N_LEVELS);
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        struct problem problem;
        problem_open(&problem, shapes[s], backend);
        attend(&problem, backend, shapes[s].n_tokens);
        double expected[256];
        for (size_t t = 0; t < shapes[s].n_tokens; t++) {
            for (size_t h = 0; h < shapes[s].n_heads; h++) {
                reference(&problem, t, h, expected);
                for (size_t d = 0; d < shapes[s].value_dim; d++) {
                    double found = (double)problem.spans[t].output[h * shapes[s].value_dim + d];
                    if (!(fabs(found - expected[d]) <= 2e-6)) {
                        fail_msg("shape %zu token %zu head %zu element %zu: expected %.9g, "
                                 "found %.9g",
                                 s, t, h, d, expected[d], found);
                    }
                }
            }
        }
        problem_close(&problem);
    }
    backend->operations->destroy(backend);
}

static void threads_calls_and_levels_give_the_same_bits(void **state)
{
    (void)state;
    static const unsigned thread_counts[N_THREAD_COUNTS] = {1, 5};
    static const size_t cuts[] = {1, 7, MAX_TOKENS};
    struct backend *scalar = open_backend(1, KERNEL_LEVEL_SCALAR);
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        struct problem problem;
        problem_open(&problem, shapes[s], scalar);
        size_t n_bytes =
            shapes[s].n_tokens * shapes[s].n_heads * shapes[s].value_dim * sizeof(float);
        attend(&problem, scalar, shapes[s].n_tokens);
        float *first = memory_array(n_bytes, 1, NULL);
        memcpy(first, problem.outputs, n_bytes);
        for (enum kernel_level level = 0; level < KERNEL_N_LEVELS; level++) {
            for (size_t i = 0; kernels_supported(level) && i < N_THREAD_COUNTS; i++) {
                struct backend *backend = open_backend(thread_counts[i], level);
                for (size_t c = 0; c < sizeof cuts / sizeof cuts[0]; c++) {
                    memset(problem.outputs, 0xFF, n_bytes);
                    attend(&problem, backend, cuts[c]);
                    assert_memory_equal(problem.outputs, first, n_bytes);
                }
                backend->operations->destroy(backend);
            }
        }
        free(first);
        problem_close(&problem);
    }
    scalar->operations->destroy(scalar);
}

/* Spans of several sequences in one call, as in a batch of sessions. */
static void sequences_in_one_call_do_not_meet(void **state)
{
    (void)state;
    struct backend *backend = open_backend(3, KERNEL_N_LEVELS);
    struct problem problems[3];
    struct attention_span spans[MAX_TOKENS];
    float *alone[3];
    size_t n_spans = 0;
    struct shape shape = {KV_F16, 2, 4, 32, 32, 0, 0, 0, 0};
    for (size_t i = 0; i < 3; i++) {
        shape.n_past = 70 * i;
        shape.n_tokens = i == 1 ? 40 : 1;
        problem_open(&problems[i], shape, backend);
        attend(&problems[i], backend, shape.n_tokens);
        size_t n = shape.n_tokens * shape.n_heads * shape.value_dim;
        alone[i] = memory_array(n, sizeof(float), NULL);
        memcpy(alone[i], problems[i].outputs, n * sizeof(float));
        memset(problems[i].outputs, 0xFF, n * sizeof(float));
        memcpy(spans + n_spans, problems[i].spans, shape.n_tokens * sizeof *spans);
        n_spans += shape.n_tokens;
    }
    struct attention attention = {.layout = &problems[0].layout,
                                  .n_heads = shape.n_heads,
                                  .scale = 1.0f / sqrtf((float)shape.key_dim)};
    shape.n_tokens = n_spans;
    void *scratch = open_scratch(backend, &shape);
    backend->operations->attend(backend, &attention, spans, n_spans, scratch);
    free(scratch);
    for (size_t i = 0; i < 3; i++) {
        size_t n = problems[i].shape.n_tokens * shape.n_heads * shape.value_dim;
        assert_memory_equal(problems[i].outputs, alone[i], n * sizeof(float));
        free(alone[i]);
        problem_close(&problems[i]);
    }
    backend->operations->destroy(backend);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_a_softmax_in_double_precision),
        cmocka_unit_test(threads_calls_and_levels_give_the_same_bits),
        cmocka_unit_test(sequences_in_one_call_do_not_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
