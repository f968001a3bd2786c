/*
 * `silex lora --test` beside PEFT and mlx-lm: each adapter beside this file, put into a trainer,
 * must give the loss on the prompt that follows from the logits of its maker (adapters_test.c).
 * What a trainer cannot hold must be refused by name.
 *
 *   adapter_loss_test FOLDER     one case
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/folder.h"
#include "compute/backend.h"
#include "train/tuner_adapter.h"

enum { MAX_PATH = 4096, MAX_PROMPT = 256 };

static float number(struct bytes bytes, size_t i)
{
    float x;
    memcpy(&x, bytes.data + i * sizeof x, sizeof x);
    return x;
}

/* The sum over the prompt's tokens but the first. */
static double expected_loss(const uint32_t *prompt, struct bytes logits, size_t n, size_t n_words)
{
    double loss = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        double sum = 0;
        for (size_t w = 0; w < n_words; w++) {
            sum += exp((double)number(logits, i * n_words + w));
        }
        loss += log(sum) - (double)number(logits, i * n_words + prompt[i + 1]);
    }
    return loss;
}

/* What mlx-lm calls a tensor the trainer must call the same, so that mlx-lm loads what is saved. */
static bool check_names(const struct tuner_adapter *given, const struct train_tensor *tensors,
                        size_t n, struct error *err)
{
    const struct safetensors *set = &given->file.set;
    for (size_t i = 0; given->file.format == ADAPTER_MLX && i < set->n_tensors; i++) {
        size_t k = 0;
        while (k < n && strcmp(tensors[k].name, set->tensors[i].name) != 0) {
            k++;
        }
        if (k == n) {
            return error_set(err, ERROR_MALFORMED, "nothing is called \"%s\" here",
                             set->tensors[i].name);
        }
    }
    return true;
}

static bool evaluate(const char *base, const char *adapter, const uint32_t *prompt, size_t n,
                     double *loss, struct error *err)
{
    struct folder *folder = NULL;
    struct model *model = NULL;
    struct backend *backend = NULL;
    struct trainer *trainer = NULL;
    struct tuner_adapter given = {.folder = NULL};
    struct trainer_options options = {.n_rows = MAX_PROMPT, .seed = 9};
    const struct backend_options backend_options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    const struct train_sequence sequence = {.tokens = prompt, .n_tokens = n};
    const struct train_batch batch = {&sequence, 1, 1.0f, 0};
    struct train_result result = {.loss = 0};
    bool ok = folder_open(&folder, base, err) && model_open(&model, folder, err) &&
              cpu_backend_create(&backend, &backend_options, err) &&
              tuner_adapter_open(&given, adapter, model, &options, err) &&
              trainer_open(&trainer, model, backend, &options, err);
    if (ok) {
        size_t n_tensors;
        struct train_tensor *tensors = trainer_tensors(trainer, &n_tensors);
        ok = check_names(&given, tensors, n_tensors, err) &&
             tuner_adapter_fill(&given, model, options.scale, tensors, n_tensors, err);
    }
    if (ok) {
        trainer_values_changed(trainer);
        ok = trainer_evaluate(trainer, &batch, &result, err);
    }
    *loss = result.loss;
    trainer_close(trainer);
    tuner_adapter_close(&given);
    model_close(model);
    if (backend != NULL) {
        backend->operations->destroy(backend);
    }
    folder_close(folder);
    return ok;
}

static bool compare(const char *folder_name, struct folder *folder, struct safetensors *reference,
                    struct error *err)
{
    static uint32_t prompt[MAX_PROMPT];
    char path[MAX_PATH];
    struct bytes bytes, base;
    if (!folder_read(folder, "reference.safetensors", &bytes, err) ||
        !folder_read(folder, "base", &base, err) ||
        !safetensors_add(reference, "reference.safetensors", bytes, err) ||
        !safetensors_finish(reference, err)) {
        return false;
    }
    const struct safetensors_tensor *tokens = safetensors_find(reference, "prompt");
    const struct safetensors_tensor *logits = safetensors_find(reference, "logits");
    if (tokens == NULL || logits == NULL || logits->shape[0] > MAX_PROMPT) {
        return error_set(err, ERROR_MALFORMED, "no reference");
    }
    size_t n = logits->shape[0];
    memcpy(prompt, tokens->bytes.data, n * sizeof *prompt);
    snprintf(path, sizeof path, "%s/../../models/%.*s", folder_name, (int)base.n_bytes - 1,
             (const char *)base.data);
    double expected = expected_loss(prompt, logits->bytes, n, logits->shape[1]), loss;
    if (!evaluate(path, folder_name, prompt, n, &loss, err)) {
        bool is_whole =
            strstr(folder_name, "-head") != NULL || strstr(folder_name, "embedding") != NULL;
        bool is_told = strstr(err->message, "served and fused, not trained") != NULL;
        printf("%s\n", err->message);
        *err = is_whole && is_told ? (struct error){0} : *err;
        return is_whole && is_told;
    }
    printf("%s: loss %.6f, expected %.6f\n", folder_name, loss, expected);
    return fabs(loss - expected) <= 1e-4 * expected;
}

int main(int n_arguments, char **arguments)
{
    struct error err = {ERROR_NONE, ""};
    struct folder *folder = NULL;
    struct safetensors reference;
    safetensors_init(&reference);
    bool ok = n_arguments == 2 && folder_open(&folder, arguments[1], &err) &&
              compare(arguments[1], folder, &reference, &err);
    if (err.code != ERROR_NONE) {
        fprintf(stderr, "%s\n", err.message);
    }
    safetensors_clear(&reference);
    folder_close(folder);
    return ok ? 0 : 1;
}
