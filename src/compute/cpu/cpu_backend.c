/*
 * The CPU as a backend: the operations as kernels over a fixed pool of threads. Rows, or ranges of
 * numbers, are split over the workers; no result depends on how. Work of a few microseconds runs on
 * the caller's thread, since handing it out would take longer. Products are in cpu_linear.c,
 * attention in cpu_attention.c.
 *
 * Passes of many rows are bound by arithmetic: all threads work. One row is bound by the memory,
 * which a few threads may saturate: how many is measured on the passes themselves
 * (thread_choice.h), unless it was said.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include "base/clock.h"
#include "base/cores.h"
#include "base/memory.h"
#include "base/pool.h"
#include "compute/backend.h"
#include "compute/cpu/cpu_attention.h"
#include "compute/cpu/cpu_linear.h"
#include "compute/cpu/cpu_peak.h"
#include "compute/cpu/thread_choice.h"

/* In multiplications of numbers that are at hand, about a nanosecond for ten. */
enum {
    SMALL_WORK = 64 * 1024,
    WORK_OF_EXP = 4, /* per number, in the same unit */
    WORK_OF_DECODE = 4,
    WORK_OF_NORM = 2,
    STEP = 256, /* numbers; a multiple of a cache line */
};

struct cpu_backend {
    struct backend backend; /* first: a backend is one of these */
    struct pool *pool;
    struct kernels kernels;
    atomic_uint n_step_threads;  /* 0: not yet known */
    struct thread_choice choice; /* used by passes that are alone */
    atomic_uint n_begun;         /* passes */
    atomic_uint n_open;
};

static struct cpu_backend *cpu_of(struct backend *backend)
{
    return (struct cpu_backend *)backend;
}

/* Does [first, last) of an operation whose arguments are in context. */
typedef void part_of_work(const struct kernels *kernels, const void *context, size_t first,
                          size_t last);

struct split {
    const struct kernels *kernels;
    part_of_work *part;
    const void *context;
    size_t n;
    size_t step;
};

static void run_share(void *context, unsigned worker, unsigned n_workers)
{
    const struct split *split = context;
    size_t first;
    size_t last;
    pool_share(split->n, split->step, worker, n_workers, &first, &last);
    if (first < last) {
        split->part(split->kernels, split->context, first, last);
    }
}

/* Runs a part over [0, n), cut at multiples of `step`. */
static void run(struct backend *backend, part_of_work *part, const void *context, size_t n,
                size_t step, size_t n_work)
{
    struct cpu_backend *cpu = cpu_of(backend);
    if (n_work < SMALL_WORK || n <= step) {
        part(&cpu->kernels, context, 0, n);
        return;
    }
    struct split split = {
        .kernels = &cpu->kernels, .part = part, .context = context, .n = n, .step = step};
    pool_run(cpu->pool, run_share, &split);
}

static void cpu_destroy(struct backend *backend)
{
    if (backend != NULL) {
        pool_destroy(cpu_of(backend)->pool);
        free(backend);
    }
}

static size_t cpu_scratch_bytes(const struct backend *backend, const struct compute_limits *limits)
{
    const struct cpu_backend *cpu = (const struct cpu_backend *)backend;
    unsigned n_workers = pool_n_workers(cpu->pool);
    size_t linear = cpu_linear_scratch_bytes(n_workers, limits->n_tokens, limits->n_columns);
    size_t attention = cpu_attention_scratch_bytes(n_workers, limits->key_dim, limits->value_dim);
    return linear > attention ? linear : attention;
}

static void cpu_backend_linear(struct backend *backend, enum precision precision,
                               const struct linear *linears, size_t n_linears, const float *x,
                               size_t x_stride, size_t n_tokens, void *scratch)
{
    struct cpu_backend *cpu = cpu_of(backend);
    cpu_linear(cpu->pool, &cpu->kernels, precision, linears, n_linears, x, x_stride, n_tokens,
               scratch);
}

struct embed_work {
    const struct matrix *table;
    const uint32_t *tokens;
    float scale;
    float *y;
};

static void embed_part(const struct kernels *kernels, const void *context, size_t first,
                       size_t last)
{
    const struct embed_work *work = context;
    size_t n = work->table->n_columns;
    for (size_t t = first; t < last; t++) {
        kernels->decode_rows(work->table, work->tokens[t], 1, work->y + t * n);
    }
    if (work->scale != 1.0f) {
        kernels->scale(work->y + first * n, (last - first) * n, work->scale);
    }
}

static void cpu_embed(struct backend *backend, const struct matrix *table, const uint32_t *tokens,
                      size_t n_tokens, float scale, float *y)
{
    struct embed_work work = {table, tokens, scale, y};
    run(backend, embed_part, &work, n_tokens, 1, n_tokens * table->n_columns * WORK_OF_DECODE);
}

struct norm_work {
    const struct norm *norm;
    const float *x;
    size_t x_stride;
    size_t n;
    float *y;
    size_t y_stride;
};

static void norm_part(const struct kernels *kernels, const void *context, size_t first, size_t last)
{
    const struct norm_work *work = context;
    const struct norm *norm = work->norm;
    for (size_t r = first; r < last; r++) {
        const float *x = work->x + r * work->x_stride;
        float *y = work->y + r * work->y_stride;
        if (norm->kind == NORM_RMS) {
            kernels->rms_norm(x, work->n, norm->weight, norm->eps, y);
        } else {
            kernels->layer_norm(x, work->n, norm->weight, norm->bias, norm->eps, y);
        }
    }
}

static void cpu_norm(struct backend *backend, const struct norm *norm, const float *x,
                     size_t x_stride, size_t n_rows, size_t n, float *y, size_t y_stride)
{
    struct norm_work work = {norm, x, x_stride, n, y, y_stride};
    run(backend, norm_part, &work, n_rows, 1, n_rows * n * WORK_OF_NORM);
}

struct rope_work {
    const struct rope *rope;
    float *x;
    size_t x_stride;
    size_t n_heads;
    size_t head_dim;
};

static void rope_part(const struct kernels *kernels, const void *context, size_t first, size_t last)
{
    const struct rope_work *work = context;
    const struct rope *rope = work->rope;
    for (size_t t = first; t < last; t++) {
        kernels->rope(work->x + t * work->x_stride, work->n_heads, work->head_dim, rope->n_pairs,
                      rope->cosines + t * rope->n_pairs, rope->sines + t * rope->n_pairs,
                      rope->is_interleaved);
    }
}

static void cpu_rope(struct backend *backend, const struct rope *rope, float *x, size_t x_stride,
                     size_t n_tokens, size_t n_heads, size_t head_dim)
{
    struct rope_work work = {rope, x, x_stride, n_heads, head_dim};
    run(backend, rope_part, &work, n_tokens, 1, n_tokens * n_heads * rope->n_pairs * 2);
}

struct store_work {
    const struct kv_layout *layout;
    size_t layer_offset;
    uint8_t *const *pages;
    const size_t *positions_in_page;
    const float *keys;
    const float *values;
};

static void store_part(const struct kernels *kernels, const void *context, size_t first,
                       size_t last)
{
    const struct store_work *work = context;
    const struct kv_layout *layout = work->layout;
    for (size_t t = first; t < last; t++) {
        kv_layout_store(layout, kernels, work->pages[t] + work->layer_offset,
                        work->positions_in_page[t],
                        work->keys + t * layout->n_heads * layout->key_dim,
                        work->values + t * layout->n_heads * layout->value_dim);
    }
}

static void cpu_store_kv(struct backend *backend, const struct kv_layout *layout,
                         size_t layer_offset, uint8_t *const *pages,
                         const size_t *positions_in_page, size_t n_tokens, const float *keys,
                         const float *values)
{
    struct store_work work = {layout, layer_offset, pages, positions_in_page, keys, values};
    run(backend, store_part, &work, n_tokens, 1,
        n_tokens * layout->n_heads * (layout->key_dim + layout->value_dim));
}

static void cpu_backend_attend(struct backend *backend, const struct attention *attention,
                               const struct attention_span *spans, size_t n_spans, void *scratch)
{
    struct cpu_backend *cpu = cpu_of(backend);
    cpu_attend(cpu->pool, &cpu->kernels, attention, spans, n_spans, scratch);
}

struct gate_work {
    enum activation_kind kind;
    const float *gate;
    const float *up;
    float *y;
};

static void gate_part(const struct kernels *kernels, const void *context, size_t first, size_t last)
{
    const struct gate_work *work = context;
    kernels->gate(work->kind, work->gate + first, work->up + first, last - first, work->y + first);
}

static void cpu_gate(struct backend *backend, enum activation_kind kind, const float *gate,
                     const float *up, size_t n, float *y)
{
    struct gate_work work = {kind, gate, up, y};
    run(backend, gate_part, &work, n, STEP, n * WORK_OF_EXP);
}

struct add_work {
    float *x;
    const float *y;
    float scale;
};

static void add_part(const struct kernels *kernels, const void *context, size_t first, size_t last)
{
    const struct add_work *work = context;
    kernels->add_scaled(work->x + first, work->y + first, last - first, work->scale);
}

static void cpu_add_scaled(struct backend *backend, float *x, const float *y, size_t n, float scale)
{
    struct add_work work = {x, y, scale};
    run(backend, add_part, &work, n, STEP, n);
}

struct cap_work {
    float *x;
    float scale;
    float cap;
};

static void cap_part(const struct kernels *kernels, const void *context, size_t first, size_t last)
{
    const struct cap_work *work = context;
    if (work->scale != 1.0f) {
        kernels->scale(work->x + first, last - first, work->scale);
    }
    if (work->cap > 0) {
        kernels->soft_cap(work->x + first, last - first, work->cap);
    }
}

static void cpu_scale_and_cap(struct backend *backend, float *x, size_t n, float scale, float cap)
{
    struct cap_work work = {x, scale, cap};
    if (scale != 1.0f || cap > 0) {
        run(backend, cap_part, &work, n, STEP, cap > 0 ? n * WORK_OF_EXP : n);
    }
}

/* ---- threads --------------------------------------------------------------------------------- */

static void cpu_share(struct backend *backend, pool_task *task, void *context)
{
    pool_run(cpu_of(backend)->pool, task, context);
}

static unsigned cpu_n_threads(const struct backend *backend)
{
    return pool_n_workers(((const struct cpu_backend *)backend)->pool);
}

static unsigned cpu_n_step_threads(const struct backend *backend)
{
    return atomic_load(&((const struct cpu_backend *)backend)->n_step_threads);
}

static void cpu_use_step_threads(struct backend *backend, unsigned n)
{
    unsigned n_most = cpu_n_threads(backend);
    atomic_store(&cpu_of(backend)->n_step_threads, n < n_most ? n : n_most);
}

/* A pass that begins while another is open is not measured, so one at most uses the choice. */
static void cpu_begin_pass(struct backend *backend, size_t n_rows, struct backend_pass *pass)
{
    struct cpu_backend *cpu = cpu_of(backend);
    bool is_alone = atomic_fetch_add(&cpu->n_open, 1) == 0;
    unsigned n = n_rows == 1 ? atomic_load(&cpu->n_step_threads) : pool_n_workers(cpu->pool);
    *pass = (struct backend_pass){.number = atomic_fetch_add(&cpu->n_begun, 1) + 1};
    if (n == 0 && is_alone) {
        n = pass->n_threads = thread_choice_next(&cpu->choice);
        pass->processor_start = clock_processor_seconds();
        pass->start = clock_seconds();
    }
    pool_use(cpu->pool, n > 0 ? n : pool_n_workers(cpu->pool));
}

/*
 * Threads that wait spin, so they all had a core if that much time was spent. Where another program
 * holds one, fewer threads would seem to be as fast. The system counts other threads' time by the
 * tick of its clock, so of passes that are shorter nothing can be said, and they pass.
 */
static bool had_its_cores(const struct backend_pass *pass, double seconds)
{
    static const double tick_seconds = 0.004;
    double processor_seconds = clock_processor_seconds() - pass->processor_start;
    return processor_seconds >
           0.95 * seconds * pass->n_threads - tick_seconds * (pass->n_threads - 1);
}

static void cpu_end_pass(struct backend *backend, const struct backend_pass *pass)
{
    struct cpu_backend *cpu = cpu_of(backend);
    if (pass->start > 0) {
        double seconds = clock_seconds() - pass->start;
        if (atomic_load(&cpu->n_begun) == pass->number && had_its_cores(pass, seconds)) {
            thread_choice_note(&cpu->choice, seconds);
        } else {
            thread_choice_note_disturbed(&cpu->choice);
        }
        if (thread_choice_is_made(&cpu->choice)) {
            atomic_store(&cpu->n_step_threads, thread_choice_next(&cpu->choice));
        }
    }
    atomic_fetch_sub(&cpu->n_open, 1);
}

static double cpu_backend_peak(struct backend *backend, enum peak peak, const uint8_t *bytes,
                               size_t n_bytes)
{
    struct cpu_backend *cpu = cpu_of(backend);
    unsigned n = peak == PEAK_READ ? atomic_load(&cpu->n_step_threads) : 0;
    pool_use(cpu->pool, n > 0 ? n : pool_n_workers(cpu->pool));
    return cpu_peak(cpu->pool, &cpu->kernels, peak, bytes, n_bytes);
}

static void cpu_count_waiting(struct backend *backend, bool counts)
{
    pool_count_waiting(cpu_of(backend)->pool, counts);
}

static void cpu_waiting(const struct backend *backend, double *barrier_seconds,
                        double *alone_seconds)
{
    const struct cpu_backend *cpu = (const struct cpu_backend *)backend;
    struct pool_waiting waiting = pool_waiting_of(cpu->pool);
    *barrier_seconds = waiting.barrier_seconds;
    *alone_seconds = waiting.alone_seconds;
}

static const struct kernels *cpu_kernels(const struct backend *backend)
{
    return &((const struct cpu_backend *)backend)->kernels;
}

static const struct backend_operations cpu_operations = {
    .name = "cpu",
    .destroy = cpu_destroy,
    .scratch_bytes = cpu_scratch_bytes,
    .linear = cpu_backend_linear,
    .embed = cpu_embed,
    .norm = cpu_norm,
    .rope = cpu_rope,
    .store_kv = cpu_store_kv,
    .attend = cpu_backend_attend,
    .gate = cpu_gate,
    .add_scaled = cpu_add_scaled,
    .scale_and_cap = cpu_scale_and_cap,
    .share = cpu_share,
    .n_threads = cpu_n_threads,
    .n_step_threads = cpu_n_step_threads,
    .use_step_threads = cpu_use_step_threads,
    .begin_pass = cpu_begin_pass,
    .end_pass = cpu_end_pass,
    .peak = cpu_backend_peak,
    .count_waiting = cpu_count_waiting,
    .waiting = cpu_waiting,
    .kernels = cpu_kernels,
};

bool cpu_backend_create(struct backend **out, const struct backend_options *options,
                        struct error *err)
{
    unsigned n_threads = options->n_threads;
    if (n_threads == 0) {
        n_threads = cores_available();
        n_threads = n_threads < POOL_MAX_WORKERS ? n_threads : POOL_MAX_WORKERS;
    }
    struct cpu_backend *cpu = memory_array(1, sizeof *cpu, err);
    if (cpu == NULL) {
        return false;
    }
    cpu->backend.operations = &cpu_operations;
    cpu->kernels = kernels_select(options->cap);
    if (!pool_create(&cpu->pool, n_threads, err)) {
        free(cpu);
        return false;
    }
    thread_choice_init(&cpu->choice, n_threads);
    if (options->n_threads > 0 || thread_choice_is_made(&cpu->choice)) {
        atomic_store(&cpu->n_step_threads, n_threads);
    }
    *out = &cpu->backend;
    return true;
}
