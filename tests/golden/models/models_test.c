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
#include "generate/session.h"

enum { CHUNK_TOKENS = 16 };

/* One sequence at work. */
struct run {
    struct model *model;
    struct backend *backend;
    struct session *session;
    const float *expected; /* [n_prompt, vocabulary] */
    double largest;        /* magnitude among the expected */
    double difference;     /* largest so far */
};

static bool take_logits(void *context, size_t part, size_t index, const float *logits)
{
    (void)part;
    struct run *run = context;
    size_t n = run->model->config.vocabulary_size;
    for (size_t i = 0; i < n; i++) {
        double expected = (double)run->expected[index * n + i];
        double difference = fabs((double)logits[i] - expected);
        run->largest = fmax(run->largest, fabs(expected));
        run->difference = difference <= run->difference ? run->difference : difference;
    }
    return true;
}

static uint32_t most_likely(const struct run *run)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < run->model->config.vocabulary_size; i++) {
        best = run->session->logits[i] > run->session->logits[best] ? i : best;
    }
    return best;
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
static bool continue_greedily(struct run *run, const uint32_t *expected, size_t n_expected,
                              size_t *n_right, struct error *err)
{
    for (*n_right = 0; *n_right < n_expected; ++*n_right) {
        uint32_t token = most_likely(run);
        if (token != expected[*n_right]) {
            return true;
        }
        if (!session_step(&run->session, &token, 1, err)) {
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
    const void *prompt = find_data(reference, "prompt", n_prompt * sizeof(uint32_t));
    const void *expected = find_data(reference, "greedy", n_greedy * sizeof(uint32_t));
    const void *numbers = find_data(reference, "logits", 0);
    bool ok = prompt != NULL && expected != NULL && numbers != NULL && n_greedy > 0;
    size_t n_right = 0;
    if (ok) {
        const struct session_append append = {.tokens = prompt,
                                              .n_tokens = n_prompt,
                                              .every_logits = true,
                                              .sink = take_logits,
                                              .sink_context = run};
        run->expected = numbers;
        ok = session_append(run->session, &append, err) &&
             continue_greedily(run, expected, n_greedy, &n_right, err);
    } else {
        error_set(err, ERROR_MALFORMED, "reference.safetensors: prompt or greedy is missing");
    }
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
    const struct backend_options options = {.n_threads = 1, .cap = KERNEL_N_LEVELS};
    const struct session_options session = {.context_tokens = n_tokens,
                                            .chunk_tokens = CHUNK_TOKENS,
                                            .precision = PRECISION_EXACT,
                                            .kv_type = KV_F32};
    return model_open(&run->model, folder, err) &&
           cpu_backend_create(&run->backend, &options, err) &&
           session_open(&run->session, run->model, run->backend, &session, err);
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
    session_close(run.session);
    if (run.backend != NULL) {
        run.backend->operations->destroy(run.backend);
    }
    model_close(run.model);
    safetensors_clear(&reference);
    folder_close(folder);
    return is_right ? 0 : 1;
}
