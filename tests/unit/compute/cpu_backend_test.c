/* The backend's operations: each does its kernel's work on every row, and no number of threads and
 * no level changes a bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "compute/backend.h"

/* Large enough that work is handed out, and no multiple of anything. */
enum { N_TOKENS = 67, N_HEADS = 11, HEAD_DIM = 134, N = N_HEADS * HEAD_DIM, STRIDE = N + 3 };

/* All operations one after the other on one buffer; what is left of them is compared. */
struct work {
    float x[N_TOKENS * STRIDE];
    float y[N_TOKENS * STRIDE];
    float weight[N];
    float bias[N];
    float cosines[N_TOKENS * HEAD_DIM / 2];
    float sines[N_TOKENS * HEAD_DIM / 2];
    float embedded[N_TOKENS * N];
    uint8_t page[1 << 20];
};

static void fill(float *x, size_t n, uint32_t seed)
{
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        x[i] = (float)(seed >> 8) * 0x1p-23f - 1.0f;
    }
}

static struct work *work_create(void)
{
    struct work *work = memory_array(1, sizeof *work, NULL);
    assert_non_null(work);
    fill(work->x, N_TOKENS * STRIDE, 1);
    fill(work->y, N_TOKENS * STRIDE, 2);
    fill(work->weight, N, 3);
    fill(work->bias, N, 4);
    fill(work->cosines, N_TOKENS * HEAD_DIM / 2, 5);
    fill(work->sines, N_TOKENS * HEAD_DIM / 2, 6);
    return work;
}

static void run_rows(struct backend *backend, struct work *work)
{
    const struct backend_operations *operations = backend->operations;
    struct norm norm = {.kind = NORM_RMS, .eps = 1e-5f, .weight = work->weight};
    operations->norm(backend, &norm, work->x, STRIDE, N_TOKENS, N, work->x, STRIDE);
    norm.kind = NORM_LAYER;
    norm.bias = work->bias;
    operations->norm(backend, &norm, work->x, STRIDE, N_TOKENS, N, work->y, STRIDE);
    struct rope rope = {.n_pairs = HEAD_DIM / 2 - 1,
                        .is_interleaved = true,
                        .cosines = work->cosines,
                        .sines = work->sines};
    operations->rope(backend, &rope, work->y, STRIDE, N_TOKENS, N_HEADS, HEAD_DIM);
    operations->gate(backend, ACTIVATION_SILU, work->x, work->y, N_TOKENS * STRIDE, work->x);
    operations->gate(backend, ACTIVATION_GELU_TANH, work->y, work->x, N_TOKENS * STRIDE, work->y);
    operations->add_scaled(backend, work->x, work->y, N_TOKENS * STRIDE, 0.7f);
    operations->scale_and_cap(backend, work->x, N_TOKENS * STRIDE, 3.0f, 2.0f);
}

static void run_cache(struct backend *backend, struct work *work)
{
    const struct backend_operations *operations = backend->operations;
    struct kv_layout layout = kv_layout_of(KV_INT8, 5, 64, 48);
    assert_true(layout.layer_bytes + 128 <= sizeof work->page);
    uint8_t *pages[KERNEL_BLOCK_POSITIONS];
    size_t positions[KERNEL_BLOCK_POSITIONS];
    for (size_t t = 0; t < KERNEL_BLOCK_POSITIONS; t++) {
        pages[t] = work->page;
        positions[t] = KERNEL_BLOCK_POSITIONS - 1 - t;
    }
    operations->store_kv(backend, &layout, 128, pages, positions, KERNEL_BLOCK_POSITIONS, work->x,
                         work->y);
}

static void run_embed(struct backend *backend, struct work *work)
{
    struct matrix table = {.kind = MATRIX_FLOAT,
                           .float_type = FLOAT_F32,
                           .n_rows = N_TOKENS,
                           .n_columns = N,
                           .data = (const uint8_t *)work->x,
                           .row_bytes = STRIDE * sizeof(float)};
    uint32_t tokens[N_TOKENS];
    for (uint32_t t = 0; t < N_TOKENS; t++) {
        tokens[t] = t * 7 % N_TOKENS;
    }
    backend->operations->embed(backend, &table, tokens, N_TOKENS, 1.5f, work->embedded);
    for (size_t t = 0; t < N_TOKENS; t++) {
        for (size_t i = 0; i < N; i += 13) {
            float expected = work->x[tokens[t] * STRIDE + i] * 1.5f;
            assert_true(work->embedded[t * N + i] == expected);
        }
    }
}

static struct work *run_with(unsigned n_threads, enum kernel_level level)
{
    struct backend *backend = NULL;
    struct backend_options options = {.n_threads = n_threads, .cap = level};
    assert_true(cpu_backend_create(&backend, &options, NULL));
    struct work *work = work_create();
    run_rows(backend, work);
    run_cache(backend, work);
    run_embed(backend, work);
    backend->operations->destroy(backend);
    return work;
}

static void threads_and_levels_give_the_same_bits(void **state)
{
    (void)state;
    struct work *expected = run_with(1, KERNEL_LEVEL_SCALAR);
    for (enum kernel_level level = 0; level < KERNEL_N_LEVELS; level++) {
        for (unsigned n = 1; kernels_supported(level) && n <= 5; n += 2) {
            struct work *work = run_with(n, level);
            assert_memory_equal(work, expected, sizeof *work);
            free(work);
        }
    }
    free(expected);
}

/* What lies between the rows is not touched. */
static void strides_are_kept(void **state)
{
    (void)state;
    struct backend *backend = NULL;
    struct backend_options options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    assert_true(cpu_backend_create(&backend, &options, NULL));
    struct work *work = work_create();
    struct work *before = work_create();
    struct norm norm = {.kind = NORM_RMS, .eps = 1e-5f};
    backend->operations->norm(backend, &norm, work->x, STRIDE, N_TOKENS, N, work->y, STRIDE);
    struct rope rope = {.n_pairs = HEAD_DIM / 2, .cosines = work->cosines, .sines = work->sines};
    backend->operations->rope(backend, &rope, work->x, STRIDE, N_TOKENS, N_HEADS, HEAD_DIM);
    for (size_t t = 0; t < N_TOKENS; t++) {
        size_t gap = t * STRIDE + N;
        assert_memory_equal(work->x + gap, before->x + gap, (STRIDE - N) * sizeof(float));
        assert_memory_equal(work->y + gap, before->y + gap, (STRIDE - N) * sizeof(float));
    }
    free(work);
    free(before);
    backend->operations->destroy(backend);
}

static void bad_thread_counts_are_refused(void **state)
{
    (void)state;
    struct backend *backend = NULL;
    struct backend_options options = {.n_threads = 100000, .cap = KERNEL_N_LEVELS};
    struct error err = {0};
    assert_false(cpu_backend_create(&backend, &options, &err));
    assert_int_equal(err.code, ERROR_ARGUMENT);
    options.n_threads = 0;
    assert_true(cpu_backend_create(&backend, &options, NULL));
    assert_non_null(backend->operations->kernels(backend)->rms_norm);
    backend->operations->destroy(backend);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_and_levels_give_the_same_bits),
        cmocka_unit_test(strides_are_kept),
        cmocka_unit_test(bad_thread_counts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
