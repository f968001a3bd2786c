/*
 * Parity of gradients with PyTorch's autograd, in double precision, on the tiny checkpoints of the
 * families (make_gradients.py): the gradient of every trainable tensor, of full fine-tuning, LoRA
 * and DoRA, within 1e-4 of its length; with and without checkpoints, and in passes of other
 * lengths, bit for bit the same.
 *
 *   gradients_test REFERENCE MODEL      a file of this folder, and the checkpoint
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/random.h"
#include "train/trainer.h"

enum { N_PATTERNS = 8, RANK = 4, MOST_PROMPT = 128 };

static const double tolerance = 1e-4;

struct run {
    struct folder *folder;
    struct folder *reference_folder;
    struct model *model;
    struct backend *backend;
    struct safetensors reference;
    uint32_t prompt[MOST_PROMPT];
    size_t n_prompt;
    size_t n_wrong;
    double worst; /* relative difference */
};

/* How the gradients are computed; no choice may show in them. */
struct way {
    bool has_checkpoints;
    size_t n_rows;
};

static const struct way ways[] = {{false, 100}, {true, 100}, {true, 44}};

/* The references have the names of the text model alone. */
static const char *text_name(const struct train_tensor *tensor)
{
    static const char wrapper[] = "language_model.";
    bool is_wrapped = strncmp(tensor->name, wrapper, sizeof wrapper - 1) == 0;
    return tensor->name + (is_wrapped ? sizeof wrapper - 1 : 0);
}

static uint32_t hash_of(const char *name)
{
    uint32_t value = 2166136261u;
    for (; *name != 0; name++) {
        value = (value ^ (uint8_t)*name) * 16777619u;
    }
    return value;
}

/* What make_gradients.py gives to adapters. */
static void set_values(struct trainer *trainer)
{
    size_t n;
    struct train_tensor *tensors = trainer_tensors(trainer, &n);
    for (size_t i = 0; i < n; i++) {
        struct train_tensor *tensor = &tensors[i];
        for (size_t j = 0; j < tensor->n_rows * tensor->n_columns; j++) {
            double uniform = random_uniform(hash_of(text_name(tensor)), j);
            float number = (float)((uniform - 0.5) * 0.5);
            if (tensor->role == TRAIN_MAGNITUDE) {
                tensor->values[j] *= 1.0f + number;
            } else if (tensor->role != TRAIN_WEIGHT && tensor->role != TRAIN_BIAS) {
                tensor->values[j] = number;
            }
        }
    }
    trainer_values_changed(trainer);
}

static const double *find(struct run *run, const char *tuning, const char *tensor, size_t n)
{
    char name[300];
    snprintf(name, sizeof name, "%s%s%s", tuning, tensor[0] != 0 ? "/" : "", tensor);
    const struct safetensors_tensor *found = safetensors_find(&run->reference, name);
    if (found == NULL || found->dtype != SAFETENSORS_F64 || found->bytes.n_bytes != 8 * n) {
        printf("%s: the reference has none of that shape\n", name);
        run->n_wrong++;
        return NULL;
    }
    return (const double *)(const void *)found->bytes.data;
}

static void compare(struct run *run, const char *tuning, const struct train_tensor *tensor)
{
    double expected[1 + N_PATTERNS];
    const double *stored = find(run, tuning, text_name(tensor), 1 + N_PATTERNS);
    if (stored == NULL) {
        return;
    }
    memcpy(expected, stored, sizeof expected);
    size_t n = tensor->n_rows * tensor->n_columns;
    double sums[1 + N_PATTERNS] = {0};
    for (size_t i = 0; i < n; i++) {
        double g = (double)tensor->gradient[i];
        sums[0] += g * g;
        for (size_t p = 0; p < N_PATTERNS; p++) {
            sums[1 + p] += random_bits(p, i) & 1 ? -g : g;
        }
    }
    sums[0] = sqrt(sums[0]);
    double worst = 0;
    for (size_t p = 0; p < 1 + N_PATTERNS; p++) {
        double difference = fabs(sums[p] - expected[p]) / expected[0];
        worst = difference <= worst ? worst : difference;
    }
    run->worst = worst <= run->worst ? run->worst : worst;
    if (!(worst < tolerance)) {
        printf("%s/%s: off by %.2e of %.4e\n", tuning, tensor->name, worst, expected[0]);
        run->n_wrong++;
    }
}

static bool compute(struct run *run, enum tuning tuning, bool has_ends, struct way way,
                    struct trainer **out, double *loss, struct error *err)
{
    const char *const keys[] = {"mlp.down_proj", "model.embed_tokens", "lm_head"};
    struct trainer_options options = {
        .tuning = tuning,
        .rank = RANK,
        .scale = 2.5f,
        .keys = has_ends ? keys : NULL,
        .n_keys = !has_ends                    ? 0
                  : run->model->config.is_tied ? 2
                                               : 3,
        .trains_ends = tuning == TUNING_FULL,
        .has_checkpoints = way.has_checkpoints,
        .n_rows = way.n_rows,
        .n_longest = 44,
    };
    uint8_t mask[46];
    for (size_t i = 0; i < sizeof mask; i++) {
        mask[i] = i % 5 != 0;
    }
    const struct train_sequence sequences[] = {
        {.tokens = run->prompt, .n_tokens = 40},
        {.tokens = run->prompt + 10,
         .n_tokens = 46,
         .first_target = 10,
         .last_target = 46,
         .mask = mask},
    };
    struct train_batch batch = {.sequences = sequences, .n_sequences = 2};
    struct train_result result, again;
    batch.weight = 1.0f / (float)train_batch_n_targets(&batch);
    if (!trainer_open(out, run->model, run->backend, &options, err)) {
        return false;
    }
    set_values(*out);
    if (!trainer_train(*out, &batch, &result, err) ||
        !trainer_evaluate(*out, &batch, &again, err)) {
        return false;
    }
    if (memcmp(&again, &result, sizeof result) != 0) {
        printf("evaluated %.17g, trained %.17g\n", again.loss, result.loss);
        run->n_wrong++;
    }
    *loss = result.loss / (double)result.n_targets;
    return true;
}

static void compare_ways(struct run *run, struct trainer *first, struct trainer *other)
{
    size_t n, n_other;
    const struct train_tensor *a = trainer_tensors(first, &n);
    const struct train_tensor *b = trainer_tensors(other, &n_other);
    for (size_t i = 0; i < n; i++) {
        if (memcmp(a[i].gradient, b[i].gradient, a[i].n_rows * a[i].n_columns * sizeof(float)) !=
            0) {
            printf("%s: differs between two ways\n", a[i].name);
            run->n_wrong++;
        }
    }
}

static bool try_tuning(struct run *run, enum tuning tuning, const char *name, struct error *err)
{
    struct trainer *trainers[sizeof ways / sizeof ways[0]] = {NULL};
    double loss = 0;
    bool ok = true;
    for (size_t w = 0; ok && w < sizeof ways / sizeof ways[0]; w++) {
        ok = compute(run, tuning, strcmp(name, "ends") == 0, ways[w], &trainers[w], &loss, err);
        if (ok && w > 0) {
            compare_ways(run, trainers[0], trainers[w]);
        }
    }
    if (ok) {
        size_t n;
        const struct train_tensor *tensors = trainer_tensors(trainers[0], &n);
        const double *expected = find(run, name, "", 1);
        for (size_t i = 0; i < n; i++) {
            compare(run, name, &tensors[i]);
        }
        if (expected != NULL && !(fabs(loss - *expected) < 1e-5 * fabs(*expected))) {
            printf("%s: the loss is %.7f, not %.7f\n", name, loss, *expected);
            run->n_wrong++;
        }
    }
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
        trainer_close(trainers[w]);
    }
    return ok;
}

static bool read_prompt(struct run *run, struct error *err)
{
    struct safetensors set;
    struct bytes bytes;
    safetensors_init(&set);
    bool ok = folder_read(run->folder, "reference.safetensors", &bytes, err) &&
              safetensors_add(&set, "reference.safetensors", bytes, err) &&
              safetensors_finish(&set, err);
    const struct safetensors_tensor *prompt = ok ? safetensors_find(&set, "prompt") : NULL;
    ok = ok && prompt != NULL && prompt->shape[0] >= 56 && prompt->shape[0] <= MOST_PROMPT;
    if (ok) {
        run->n_prompt = prompt->shape[0];
        memcpy(run->prompt, prompt->bytes.data, run->n_prompt * sizeof *run->prompt);
    }
    safetensors_clear(&set);
    return ok || error_set(err, ERROR_MALFORMED, "no fitting prompt");
}

static bool train_head(struct run *run, const char *const *keys, size_t n_keys,
                       bool has_checkpoints, struct trainer **out, struct error *err)
{
    const struct trainer_options options = {.rank = RANK,
                                            .keys = keys,
                                            .n_keys = n_keys,
                                            .has_checkpoints = has_checkpoints,
                                            .n_rows = 40};
    const struct train_sequence sequence = {.tokens = run->prompt, .n_tokens = 40};
    const struct train_batch batch = {.sequences = &sequence, .n_sequences = 1, .weight = 1};
    struct train_result result;
    size_t n;
    if (!trainer_open(out, run->model, run->backend, &options, err)) {
        return false;
    }
    /* The head's pair is the last. */
    const struct train_tensor *b = &trainer_tensors(*out, &n)[n - 1];
    for (size_t i = 0; i < b->n_rows * b->n_columns; i++) {
        b->values[i] = (float)(random_uniform(7, i) - 0.5);
    }
    trainer_values_changed(*out);
    return trainer_train(*out, &batch, &result, err);
}

/* The head's pair alone: no layer is gone back through but one, whose matrices have no pairs. */
static bool compare_head_alone(struct run *run, struct error *err)
{
    const char *const keys[] = {"lm_head", "mlp.down_proj"};
    struct trainer *both = NULL, *alone[2] = {NULL};
    bool ok = train_head(run, keys, 2, false, &both, err);
    for (size_t i = 0; ok && i < 2; i++) {
        size_t n, n_alone;
        ok = train_head(run, keys, 1, i == 1, &alone[i], err);
        const struct train_tensor *a = trainer_tensors(both, &n);
        const struct train_tensor *b = ok ? trainer_tensors(alone[i], &n_alone) : NULL;
        for (size_t k = 1; ok && k <= 2; k++) {
            size_t n_bytes = a[n - k].n_rows * a[n - k].n_columns * sizeof(float);
            if (n_alone != 2 || strcmp(a[n - k].name, b[n_alone - k].name) != 0 ||
                memcmp(a[n - k].gradient, b[n_alone - k].gradient, n_bytes) != 0) {
                printf("%s: differs where it is alone\n", a[n - k].name);
                run->n_wrong++;
            }
        }
    }
    trainer_close(both);
    trainer_close(alone[0]);
    trainer_close(alone[1]);
    return ok;
}

/* A reference of make_end_gradients.py has pairs of embedding and head alone. */
static bool try_all(struct run *run, struct error *err)
{
    if (safetensors_find(&run->reference, "ends") != NULL) {
        return try_tuning(run, TUNING_LORA, "ends", err) &&
               (run->model->config.is_tied || compare_head_alone(run, err));
    }
    return try_tuning(run, TUNING_FULL, "full", err) && try_tuning(run, TUNING_LORA, "lora", err) &&
           try_tuning(run, TUNING_DORA, "dora", err);
}

static bool judge(struct run *run, const char *reference, const char *model, struct error *err)
{
    char path[1000];
    struct bytes bytes;
    const struct backend_options options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    const char *slash = strrchr(reference, '/');
    snprintf(path, sizeof path, "%.*s", (int)(slash - reference), reference);
    return folder_open(&run->reference_folder, path, err) &&
           folder_read(run->reference_folder, slash + 1, &bytes, err) &&
           safetensors_add(&run->reference, slash + 1, bytes, err) &&
           safetensors_finish(&run->reference, err) && folder_open(&run->folder, model, err) &&
           read_prompt(run, err) && model_open(&run->model, run->folder, err) &&
           cpu_backend_create(&run->backend, &options, err) && try_all(run, err);
}

int main(int n_arguments, char **arguments)
{
    struct error err = {ERROR_NONE, ""};
    struct run run = {.model = NULL};
    if (n_arguments != 3 || strchr(arguments[1], '/') == NULL) {
        fprintf(stderr, "gradients_test REFERENCE MODEL\n");
        return 2;
    }
    safetensors_init(&run.reference);
    bool ok = judge(&run, arguments[1], arguments[2], &err);
    if (!ok) {
        fprintf(stderr, "%s: %s\n", arguments[2], err.message);
    }
    printf("%s: gradients within %.1e, %zu wrong\n", strrchr(arguments[2], '/') + 1, run.worst,
           run.n_wrong);
    model_close(run.model);
    if (run.backend != NULL) {
        run.backend->operations->destroy(run.backend);
    }
    safetensors_clear(&run.reference);
    folder_close(run.reference_folder);
    folder_close(run.folder);
    return ok && run.n_wrong == 0 ? 0 : 1;
}
