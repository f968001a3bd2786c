/*
 * Parity with the reference implementation: every folder beside this file is a tiny checkpoint with
 * what transformers computes with it (make_models.py). In exact precision every logit of the prompt
 * must be within 1e-4 of the largest magnitude, and 64 greedy tokens must be the same ids.
 *
 *   models_test FOLDER     one case
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "model/forward.h"

enum { CHUNK_TOKENS = 16 };

/* One sequence at work. */
struct run {
    struct model *model;
    struct backend *backend;
    struct workspace *workspace;
    struct kv_plan plan;
    struct kv_cache *cache;
    const float *expected; /* [n_prompt, vocabulary], NULL once past the prompt */
    size_t position;
    double largest;    /* magnitude among the expected */
    double difference; /* largest so far */
    uint32_t best;     /* of the last logits */
};

static bool take_logits(void *context, size_t part, size_t index, const float *logits)
{
    (void)part;
    struct run *run = context;
    size_t n = run->model->config.vocabulary_size;
    run->best = 0;
    for (size_t i = 0; i < n; i++) {
        if (logits[i] > logits[run->best]) {
            run->best = (uint32_t)i;
        }
        if (run->expected != NULL) {
            double expected = (double)run->expected[(run->position + index) * n + i];
            double difference = fabs((double)logits[i] - expected);
            run->largest = fmax(run->largest, fabs(expected));
            run->difference = difference <= run->difference ? run->difference : difference;
        }
    }
    return true;
}

static bool step(struct run *run, const uint32_t *tokens, size_t n, size_t length,
                 struct error *err)
{
    if (!kv_cache_reserve(run->cache, n, err)) {
        return false;
    }
    struct forward_part part = {.cache = run->cache,
                                .tokens = tokens,
                                .n_tokens = n,
                                .rope_length = length,
                                .logits = LOGITS_ALL};
    forward(run->model, run->backend, PRECISION_EXACT, run->workspace, &part, 1, take_logits, run);
    run->position += n;
    return true;
}

/* Starts over with `tokens` and takes them all, in chunks. */
static bool prefill(struct run *run, const uint32_t *tokens, size_t n, struct error *err)
{
    kv_cache_rewind(run->cache, 0);
    run->position = 0;
    for (size_t first = 0; first < n; first += CHUNK_TOKENS) {
        size_t n_chunk = n - first < CHUNK_TOKENS ? n - first : CHUNK_TOKENS;
        if (!step(run, tokens + first, n_chunk, n, err)) {
            return false;
        }
    }
    return true;
}

/* Whether the angles of all positions change between a length and the next: then the keys of the
 * cache are of no more use. The base of a dynamic rope changes with every token, and keys keep the
 * base that they were made with, as in transformers. */
static bool passes_original_length(const struct model *model, size_t length)
{
    for (size_t i = 0; i < model->config.n_ropes; i++) {
        const struct rope_config *rope = &model->config.ropes[i];
        if (rope->kind == ROPE_LONGROPE && length == rope->n_original_positions + 1) {
            return true;
        }
    }
    return false;
}

static const void *find_data(const struct safetensors *set, const char *name, size_t n_bytes)
{
    const struct safetensors_tensor *tensor = safetensors_find(set, name);
    if (tensor == NULL || (n_bytes != 0 && tensor->bytes.n_bytes != n_bytes)) {
        return NULL;
    }
    void *copy = malloc(tensor->bytes.n_bytes + 1);
    if (copy != NULL) {
        memcpy(copy, tensor->bytes.data, tensor->bytes.n_bytes);
    }
    return copy;
}

/* Number of greedy tokens that are right. */
static bool continue_greedily(struct run *run, uint32_t *tokens, size_t n_prompt,
                              const uint32_t *expected, size_t n_expected, size_t *n_right,
                              struct error *err)
{
    run->expected = NULL;
    for (*n_right = 0; *n_right < n_expected; ++*n_right) {
        if (run->best != expected[*n_right]) {
            return true;
        }
        size_t length = n_prompt + *n_right + 1;
        tokens[length - 1] = run->best;
        bool ok = passes_original_length(run->model, length)
                      ? prefill(run, tokens, length, err)
                      : step(run, &tokens[length - 1], 1, length, err);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool judge(const char *name, struct run *run, const struct safetensors *reference,
                  bool *is_right, struct error *err)
{
    size_t vocabulary = run->model->config.vocabulary_size;
    const struct safetensors_tensor *logits = safetensors_find(reference, "logits");
    if (logits == NULL || logits->n_dimensions != 2 || logits->shape[1] != vocabulary) {
        return error_set(err, ERROR_MALFORMED, "reference.safetensors: no fitting logits");
    }
    size_t n_prompt = logits->shape[0];
    const struct safetensors_tensor *greedy = safetensors_find(reference, "greedy");
    size_t n_greedy = greedy != NULL ? greedy->shape[0] : 0;
    uint32_t *tokens = memory_array(n_prompt + n_greedy, sizeof *tokens, err);
    const void *prompt = find_data(reference, "prompt", n_prompt * sizeof *tokens);
    const void *expected = find_data(reference, "greedy", n_greedy * sizeof *tokens);
    const void *numbers = find_data(reference, "logits", 0);
    bool ok =
        tokens != NULL && prompt != NULL && expected != NULL && numbers != NULL && n_greedy > 0;
    size_t n_right = 0;
    if (ok) {
        memcpy(tokens, prompt, n_prompt * sizeof *tokens);
        run->expected = numbers;
        ok = prefill(run, tokens, n_prompt, err) &&
             continue_greedily(run, tokens, n_prompt, expected, n_greedy, &n_right, err);
    } else {
        error_set(err, ERROR_MALFORMED, "reference.safetensors: prompt or greedy is missing");
    }
    free(tokens);
    free((void *)prompt);
    free((void *)expected);
    free((void *)numbers);
    double relative = run->difference / run->largest;
    *is_right = ok && relative < 1e-4 && n_right == n_greedy;
    printf("%s: logits within %.1e of %.2f, %zu of %zu greedy ids%s\n", name, relative,
           run->largest, n_right, n_greedy, *is_right ? "" : "  WRONG");
    return ok;
}

static bool prepare(struct run *run, struct folder *folder, size_t n_tokens, struct error *err)
{
    struct backend_options options = {.n_threads = 1, .cap = KERNEL_N_LEVELS};
    return model_open(&run->model, folder, err) &&
           cpu_backend_create(&run->backend, &options, err) &&
           kv_plan_init(&run->plan, &run->model->config, KV_F32, n_tokens, CHUNK_TOKENS, err) &&
           kv_cache_create(&run->cache, &run->plan, err) &&
           workspace_create(&run->workspace, run->model, run->backend, CHUNK_TOKENS, err);
}

int main(int n_arguments, char **arguments)
{
    enum { CONTEXT_TOKENS = 256 };
    struct error err = {ERROR_NONE, ""};
    struct folder *folder = NULL;
    struct bytes bytes;
    struct safetensors reference;
    struct run run = {.model = NULL};
    bool is_right = false;
    safetensors_init(&reference);
    bool ok = n_arguments == 2 && folder_open(&folder, arguments[1], &err) &&
              folder_read(folder, "reference.safetensors", &bytes, &err) &&
              safetensors_add(&reference, "reference.safetensors", bytes, &err) &&
              safetensors_finish(&reference, &err) && prepare(&run, folder, CONTEXT_TOKENS, &err) &&
              judge(strrchr(arguments[1], '/') + 1, &run, &reference, &is_right, &err);
    if (!ok) {
        fprintf(stderr, "%s: %s\n", n_arguments > 1 ? arguments[1] : "models_test FOLDER",
                err.message);
    }
    workspace_destroy(run.workspace);
    kv_cache_destroy(run.cache);
    if (run.backend != NULL) {
        run.backend->operations->destroy(run.backend);
    }
    model_close(run.model);
    safetensors_clear(&reference);
    folder_close(folder);
    return is_right ? 0 : 1;
}
