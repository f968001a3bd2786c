/*
 * Trains for some steps on given ids and prints the loss and the seconds of each: the side of
 * compare_training.py that is ours.
 *
 *   train_curve MODEL lora|dora|full STEPS RATE BATCH [checkpoints] [fast] [peak] < ids
 *
 * A line of ids is a sample; BATCH samples are a step; after the last line comes the first again.
 * With `peak` each line ends with how many 32-bit FMAs a second the machine does at best, measured
 * after the step, and the last line is the largest resident memory in MiB (bench/train reads them).
 * Adapters of rank 8 and scale 2 begin with the numbers of make_gradients.py, halved for lora_b and
 * m, so that every gradient counts from the first step; Adam with its usual constants moves all.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "base/clock.h"
#include "base/random.h"
#include "train/trainer.h"

enum { MOST_SAMPLES = 4096, MOST_TOKENS = 4096, MOST_BATCH = 64, RANK = 8 };

struct curve {
    struct trainer *trainer;
    struct backend *backend; /* NULL: its peak is not measured */
    float *moments;          /* first, then second, of all values */
    struct train_sequence samples[MOST_SAMPLES];
    size_t n_samples;
    size_t n_longest;
};

static bool read_samples(struct curve *curve)
{
    static char line[MOST_TOKENS * 8];
    while (curve->n_samples < MOST_SAMPLES && fgets(line, sizeof line, stdin) != NULL) {
        uint32_t *tokens = malloc(MOST_TOKENS * sizeof *tokens);
        size_t n = 0;
        char *at = line, *end;
        for (; tokens != NULL && n < MOST_TOKENS; n++, at = end) {
            unsigned long id = strtoul(at, &end, 10);
            if (end == at) {
                break;
            }
            tokens[n] = (uint32_t)id;
        }
        if (tokens == NULL) {
            return false;
        }
        curve->samples[curve->n_samples++] =
            (struct train_sequence){.tokens = tokens, .n_tokens = n};
        curve->n_longest = n > curve->n_longest ? n : curve->n_longest;
    }
    return curve->n_samples > 0;
}

static uint32_t hash_of(const char *name)
{
    uint32_t value = 2166136261u;
    for (; *name != 0; name++) {
        value = (value ^ (uint8_t)*name) * 16777619u;
    }
    return value;
}

static void begin(struct train_tensor *tensor)
{
    for (size_t j = 0; j < tensor->n_rows * tensor->n_columns; j++) {
        float number = (float)((random_uniform(hash_of(tensor->name), j) - 0.5) * 0.5);
        if (tensor->role == TRAIN_LORA_A) {
            tensor->values[j] = number;
        } else if (tensor->role == TRAIN_LORA_B) {
            tensor->values[j] = 0.5f * number;
        } else if (tensor->role == TRAIN_MAGNITUDE) {
            tensor->values[j] *= 1.0f + 0.5f * number;
        }
    }
}

/* As torch.optim.Adam and MLX's with bias correction. */
static void step(struct curve *curve, size_t number, float rate)
{
    const float beta1 = 0.9f, beta2 = 0.999f, eps = 1e-8f;
    size_t n, at = 0, n_all = 0;
    struct train_tensor *tensors = trainer_tensors(curve->trainer, &n);
    float scale1 = (float)(1 - pow((double)beta1, (double)number));
    float scale2 = (float)(1 - pow((double)beta2, (double)number));
    for (size_t i = 0; i < n; i++) {
        n_all += tensors[i].n_rows * tensors[i].n_columns;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < tensors[i].n_rows * tensors[i].n_columns; j++, at++) {
            float g = tensors[i].gradient[j];
            float *first = &curve->moments[at], *second = &curve->moments[n_all + at];
            *first = beta1 * *first + (1 - beta1) * g;
            *second = beta2 * *second + (1 - beta2) * g * g;
            tensors[i].values[j] -= rate * (*first / scale1) / (sqrtf(*second / scale2) + eps);
        }
    }
    trainer_values_changed(curve->trainer);
}

static double peak_of(struct backend *backend)
{
    enum { ROUNDS = 5 };
    double best = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double start = clock_seconds();
        double n = backend->operations->peak(backend, PEAK_FLOAT, NULL, 0);
        double rate = n / (clock_seconds() - start);
        best = rate > best ? rate : best;
    }
    return best;
}

static bool train(struct curve *curve, size_t n_steps, float rate, size_t n_batch,
                  struct error *err)
{
    struct train_sequence sequences[MOST_BATCH];
    for (size_t s = 0; s < n_steps; s++) {
        for (size_t i = 0; i < n_batch; i++) {
            sequences[i] = curve->samples[(s * n_batch + i) % curve->n_samples];
        }
        struct train_batch batch = {.sequences = sequences, .n_sequences = n_batch, .number = s};
        struct train_result result;
        batch.weight = 1.0f / (float)train_batch_n_targets(&batch);
        double start = clock_seconds();
        trainer_clear_gradients(curve->trainer);
        if (!trainer_train(curve->trainer, &batch, &result, err)) {
            return false;
        }
        double gradient_seconds = clock_seconds() - start;
        step(curve, s + 1, rate);
        printf("%.9f %.4f %.4f", result.loss / (double)result.n_targets, clock_seconds() - start,
               gradient_seconds);
        if (curve->backend != NULL) {
            printf(" %.4g", peak_of(curve->backend));
        }
        printf("\n");
        fflush(stdout);
    }
    return true;
}

static bool has_word(int n_arguments, char **arguments, const char *word)
{
    for (int i = 6; i < n_arguments; i++) {
        if (strcmp(arguments[i], word) == 0) {
            return true;
        }
    }
    return false;
}

int main(int n_arguments, char **arguments)
{
    static const char *const tunings[] = {"lora", "dora", "full"};
    static struct curve curve;
    struct error err = {ERROR_NONE, ""};
    struct folder *folder = NULL;
    struct model *model = NULL;
    struct backend *backend = NULL;
    const struct backend_options backend_options = {.cap = KERNEL_N_LEVELS};
    struct trainer_options options = {.rank = RANK, .scale = 2};
    if (n_arguments < 6 || !read_samples(&curve)) {
        fprintf(stderr,
                "train_curve MODEL lora|dora|full STEPS RATE BATCH [checkpoints] [fast] [peak]\n");
        return 2;
    }
    size_t n_batch = strtoul(arguments[5], NULL, 10);
    n_batch = n_batch < MOST_BATCH ? n_batch : MOST_BATCH;
    while (options.tuning < TUNING_FULL && strcmp(tunings[options.tuning], arguments[2]) != 0) {
        options.tuning++;
    }
    options.has_checkpoints = has_word(n_arguments, arguments, "checkpoints");
    options.is_fast = has_word(n_arguments, arguments, "fast");
    options.n_longest = curve.n_longest;
    options.n_rows = n_batch * curve.n_longest;
    struct trainer_memory memory;
    bool ok = folder_open(&folder, arguments[1], &err) && model_open(&model, folder, &err) &&
              cpu_backend_create(&backend, &backend_options, &err) &&
              trainer_memory(model, backend, &options, &memory, &err) &&
              trainer_open(&curve.trainer, model, backend, &options, &err);
    if (ok) {
        size_t n;
        struct train_tensor *tensors = trainer_tensors(curve.trainer, &n);
        for (size_t i = 0; i < n; i++) {
            begin(&tensors[i]);
        }
        trainer_values_changed(curve.trainer);
        fprintf(stderr, "%zu MiB: values %zu, gradients %zu, activations %zu, scratch %zu\n",
                memory.total >> 20, memory.values >> 20, memory.gradients >> 20,
                memory.activations >> 20, memory.scratch >> 20);
        curve.backend = has_word(n_arguments, arguments, "peak") ? backend : NULL;
        curve.moments = calloc(2 * (size_t)memory.n_trainable, sizeof *curve.moments);
        ok = curve.moments != NULL && train(&curve, strtoul(arguments[3], NULL, 10),
                                            strtof(arguments[4], NULL), n_batch, &err);
    }
    if (!ok) {
        fprintf(stderr, "%s\n", err.message);
    }
    struct rusage usage;
    if (ok && curve.backend != NULL && getrusage(RUSAGE_SELF, &usage) == 0) {
        printf("%ld\n", usage.ru_maxrss / 1024);
    }
    return ok ? 0 : 1;
}
