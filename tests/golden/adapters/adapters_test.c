/*
 * Adapters beside PEFT and mlx-lm: every folder beside this file is a small adapter for one of the
 * checkpoints in ../models, with the logits that its maker computes (make_adapters.py). In exact
 * precision every logit must be within 1e-4 of the largest magnitude. In both precisions it must
 * have the same bits for any number of threads, CPU level and chunk, beside a session without the
 * adapter in one batch, and after the adapter was taken off and put on again.
 *
 *   adapters_test FOLDER     one case
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "generate/session.h"
#include "model/adapter.h"

enum { CONTEXT_TOKENS = 64, MAX_PATH = 4096 };

struct golden {
    char folder[MAX_PATH], base[MAX_PATH];
    struct bytes prompt; /* u32 */
    struct bytes logits; /* f32 [n_prompt, n_vocabulary] */
    size_t n_prompt, n_vocabulary;
};

/* How a run is done. */
struct way {
    unsigned n_threads;
    enum kernel_level cap;
    size_t chunk_tokens;
    enum precision precision;
    bool has_adapter;
    bool is_switched; /* off and on again in between */
    bool is_stepped;  /* the second half of the prompt in a batch with a session without adapter */
};

struct run {
    struct folder *folder;
    struct model *model;
    struct backend *backend;
    struct adapter *adapter;
    struct session *session, *other;
    float *logits; /* [n_prompt, n_vocabulary] */
    size_t n_vocabulary, n_first;
};

static bool keep(void *context, size_t part, size_t index, const float *logits)
{
    struct run *run = context;
    (void)part;
    memcpy(run->logits + (run->n_first + index) * run->n_vocabulary, logits,
           run->n_vocabulary * sizeof *logits);
    return true;
}

static bool append(struct run *run, struct session *session, const uint32_t *tokens, size_t n,
                   struct error *err)
{
    const struct session_append append = {
        .tokens = tokens, .n_tokens = n, .every_logits = true, .sink = keep, .sink_context = run};
    return session_append(session, &append, err);
}

/* Half of the prompt as one, then token by token beside the session without adapter. */
static bool step_beside(struct run *run, const uint32_t *tokens, size_t n, struct error *err)
{
    size_t half = n / 2;
    if (!append(run, run->other, tokens, half, err) ||
        !append(run, run->session, tokens, half, err)) {
        return false;
    }
    for (size_t i = half; i < n; i++) {
        struct session *const both[] = {run->other, run->session};
        const uint32_t ids[] = {tokens[i], tokens[i]};
        if (!session_step(both, ids, 2, err)) {
            return false;
        }
        memcpy(run->logits + i * run->n_vocabulary, run->session->logits,
               run->n_vocabulary * sizeof *run->logits);
    }
    return true;
}

static bool open_run(struct run *run, const struct golden *golden, const struct way *way,
                     struct error *err)
{
    const struct backend_options backend = {.n_threads = way->n_threads, .cap = way->cap};
    const struct session_options options = {.context_tokens = CONTEXT_TOKENS,
                                            .chunk_tokens = way->chunk_tokens,
                                            .precision = way->precision,
                                            .kv_type = KV_F32};
    run->n_vocabulary = golden->n_vocabulary;
    if (!folder_open(&run->folder, golden->base, err) ||
        !model_open(&run->model, run->folder, err) ||
        !cpu_backend_create(&run->backend, &backend, err) ||
        !session_open(&run->session, run->model, run->backend, &options, err) ||
        !session_open(&run->other, run->model, run->backend, &options, err)) {
        return false;
    }
    const struct kernels *kernels = run->backend->operations->kernels(run->backend);
    struct folder *folder;
    return !way->has_adapter ||
           (folder_open(&folder, golden->folder, err) &&
            adapter_open(&run->adapter, run->model, run->folder, kernels, folder, err) &&
            session_set_adapter(run->session, run->adapter, err));
}

static void close_run(struct run *run)
{
    session_close(run->session);
    session_close(run->other);
    adapter_close(run->adapter);
    model_close(run->model);
    if (run->backend != NULL) {
        run->backend->operations->destroy(run->backend);
    }
    folder_close(run->folder);
}

/* The logits of one way, to be freed; NULL on failure. */
static float *run_way(const struct golden *golden, const struct way *way, struct error *err)
{
    struct run run = {.folder = NULL};
    const uint32_t *tokens = (const uint32_t *)(const void *)golden->prompt.data;
    run.logits = calloc(golden->n_prompt * golden->n_vocabulary, sizeof *run.logits);
    bool ok = run.logits != NULL && open_run(&run, golden, way, err);
    if (ok && way->is_switched) {
        ok = append(&run, run.session, tokens, 3, err) &&
             session_set_adapter(run.session, NULL, err) && run.session->n_tokens == 0 &&
             append(&run, run.session, tokens, 5, err) &&
             session_set_adapter(run.session, run.adapter, err) && run.session->n_tokens == 0;
    }
    ok = ok && (way->is_stepped ? step_beside(&run, tokens, golden->n_prompt, err)
                                : append(&run, run.session, tokens, golden->n_prompt, err));
    close_run(&run);
    if (!ok) {
        free(run.logits);
        return NULL;
    }
    return run.logits;
}

/* Relative to the largest magnitude expected. */
static double difference_of(const struct golden *golden, const float *logits)
{
    double largest = 0, difference = 0;
    for (size_t i = 0; i < golden->n_prompt * golden->n_vocabulary; i++) {
        float expected;
        memcpy(&expected, golden->logits.data + i * sizeof expected, sizeof expected);
        double d = fabs((double)logits[i] - (double)expected);
        largest = fmax(largest, fabs((double)expected));
        difference = d <= difference ? difference : d;
    }
    return difference / largest;
}

static bool read_golden(struct golden *golden, struct folder *folder, struct safetensors *reference,
                        struct error *err)
{
    struct bytes bytes, base;
    if (!folder_read(folder, "reference.safetensors", &bytes, err) ||
        !folder_read(folder, "base", &base, err) ||
        !safetensors_add(reference, "reference.safetensors", bytes, err) ||
        !safetensors_finish(reference, err)) {
        return false;
    }
    const struct safetensors_tensor *prompt = safetensors_find(reference, "prompt");
    const struct safetensors_tensor *logits = safetensors_find(reference, "logits");
    if (prompt == NULL || logits == NULL || logits->n_dimensions != 2) {
        return error_set(err, ERROR_MALFORMED, "reference.safetensors: prompt or logits missing");
    }
    golden->prompt = prompt->bytes;
    golden->logits = logits->bytes;
    golden->n_prompt = logits->shape[0];
    golden->n_vocabulary = logits->shape[1];
    size_t n_name = base.n_bytes;
    while (n_name > 0 && base.data[n_name - 1] == '\n') {
        n_name--;
    }
    int n = snprintf(golden->base, sizeof golden->base, "%s/../../models/%.*s", golden->folder,
                     (int)n_name, (const char *)base.data);
    return n > 0 && (size_t)n < sizeof golden->base;
}

static bool same(const struct golden *golden, const float *a, const float *b)
{
    return memcmp(a, b, golden->n_prompt * golden->n_vocabulary * sizeof *a) == 0;
}

/* All ways of one precision give the bits of the first. */
static bool compare_ways(const struct golden *golden, enum precision precision, struct error *err)
{
    const enum kernel_level best = KERNEL_N_LEVELS;
    const struct way ways[] = {
        {1, best, 64, precision, true, false, false},
        {3, best, 64, precision, true, false, false},
        {2, best, 7, precision, true, false, false},
        {1, best, 1, precision, true, false, false},
        {2, best, 5, precision, true, true, false},
        {2, best, 64, precision, true, false, true},
        {1, KERNEL_LEVEL_SCALAR, 16, precision, true, false, false},
    };
    const struct way plain = {1, best, 64, precision, false, false, false};
    bool is_right = true;
    float *first = run_way(golden, &ways[0], err);
    float *without = run_way(golden, &plain, err);
    bool ok = first != NULL && without != NULL;
    if (ok && same(golden, first, without)) {
        printf("  the adapter changes nothing\n");
        is_right = false;
    }
    for (size_t i = 1; ok && i < sizeof ways / sizeof ways[0]; i++) {
        float *again = run_way(golden, &ways[i], err);
        ok = again != NULL;
        if (ok && !same(golden, first, again)) {
            printf("  way %zu of precision %d has other bits\n", i, (int)precision);
            is_right = false;
        }
        free(again);
    }
    if (ok && precision == PRECISION_EXACT) {
        double difference = difference_of(golden, first);
        printf("  logits within %.1e\n", difference);
        is_right = is_right && difference < 1e-4;
    }
    free(first);
    free(without);
    return ok && is_right;
}

int main(int n_arguments, char **arguments)
{
    struct error err = {ERROR_NONE, ""};
    struct golden golden = {.n_prompt = 0};
    struct folder *folder = NULL;
    struct safetensors reference;
    safetensors_init(&reference);
    if (n_arguments != 2) {
        fprintf(stderr, "adapters_test FOLDER\n");
        return 2;
    }
    snprintf(golden.folder, sizeof golden.folder, "%s", arguments[1]);
    printf("%s\n", golden.folder);
    bool ok = folder_open(&folder, golden.folder, &err) &&
              read_golden(&golden, folder, &reference, &err) &&
              compare_ways(&golden, PRECISION_EXACT, &err) &&
              compare_ways(&golden, PRECISION_FAST, &err);
    if (err.code != ERROR_NONE) {
        fprintf(stderr, "%s\n", err.message);
    }
    safetensors_clear(&reference);
    folder_close(folder);
    return ok ? 0 : 1;
}
