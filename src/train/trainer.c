/* The trainer; see trainer.h and docs/training.md. */
#include "train/trainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/random.h"
#include "train/pass.h"

enum {
    DEFAULT_RANK = 8,
    MAX_RANK = 4096,
    DEFAULT_ROWS = 2048,
    MAX_ROWS = 1 << 24,
    MOST_LOGITS = 1 << 25, /* numbers held at once: 128 MiB */
    FEWEST_LOGIT_ROWS = 16,
    ARENA_BYTES = 1 << 28,
};

struct trainer {
    struct pass pass;
    struct train_layers layers;
    struct trainer_options options; /* with the defaults filled in */
    struct trainer_memory plan;
    struct arena arena; /* descriptions */
    void *memory;       /* everything else */
};

/* ---- opening --------------------------------------------------------------------------------- */

static bool fill_options(struct trainer_options *options, struct error *err)
{
    options->rank = options->rank > 0 ? options->rank : DEFAULT_RANK;
    options->scale = options->scale != 0.0f ? options->scale : 20.0f;
    options->n_rows = options->n_rows > 0 ? options->n_rows : DEFAULT_ROWS;
    options->n_longest = options->n_longest > 0 ? options->n_longest : options->n_rows;
    if (options->tuning > TUNING_FULL) {
        return error_set(err, ERROR_ARGUMENT, "there is no tuning %d", (int)options->tuning);
    }
    if (options->rank > MAX_RANK) {
        return error_set(err, ERROR_LIMIT, "rank %zu is over %d", options->rank, MAX_RANK);
    }
    if (!isfinite(options->scale)) {
        return error_set(err, ERROR_ARGUMENT, "scale is %g", (double)options->scale);
    }
    if (!(options->dropout >= 0.0f && options->dropout < 1.0f)) {
        return error_set(err, ERROR_ARGUMENT, "dropout is %g, not within [0, 1)",
                         (double)options->dropout);
    }
    if (options->n_rows > MAX_ROWS || options->n_longest > options->n_rows) {
        return error_set(err, ERROR_LIMIT,
                         "%zu tokens at once for sequences of up to %zu; at most %d, and no fewer "
                         "than the longest has",
                         options->n_rows, options->n_longest, MAX_ROWS);
    }
    if (options->trains_ends && options->tuning != TUNING_FULL) {
        return error_set(err, ERROR_ARGUMENT,
                         "embedding and head are trained by full fine-tuning only");
    }
    return true;
}

static size_t logit_rows(const struct model *model, size_t n_rows)
{
    size_t n = MOST_LOGITS / model->config.vocabulary_size;
    n = n > FEWEST_LOGIT_ROWS ? n : FEWEST_LOGIT_ROWS;
    return n < n_rows ? n : n_rows;
}

/* Counts all memory, or places it in `memory`. */
static bool place(struct trainer *trainer, void *memory, struct error *err)
{
    struct placement placement = {.memory = memory};
    struct trainer_memory *plan = &trainer->plan;
    train_layers_place_values(&trainer->layers, &placement);
    plan->values = placement.n_bytes;
    train_layers_place_gradients(&trainer->layers, &placement);
    plan->gradients = placement.n_bytes - plan->values;
    pass_place_tapes(&trainer->pass, &placement);
    plan->activations = placement.n_bytes - plan->values - plan->gradients;
    pass_place_room(&trainer->pass, &placement);
    plan->scratch = placement.n_bytes - plan->values - plan->gradients - plan->activations;
    plan->total = placement.n_bytes;
    plan->n_trainable = trainer->layers.n_trainable;
    return !placement.overflowed ||
           error_set(err, ERROR_LIMIT, "training %zu tokens at once needs too much memory",
                     trainer->options.n_rows);
}

/* A trainer without its large memory. */
static bool describe(struct trainer **out, const struct model *model, const struct backend *backend,
                     const struct trainer_options *options, struct error *err)
{
    struct trainer *trainer = memory_array(1, sizeof *trainer, err);
    if (trainer == NULL) {
        return false;
    }
    arena_init(&trainer->arena, ARENA_BYTES);
    trainer->options = *options;
    if (!fill_options(&trainer->options, err)) {
        trainer_close(trainer);
        return false;
    }
    /* Counting asks the backend for sizes alone. */
    trainer->pass = (struct pass){
        .model = model,
        .backend = (struct backend *)(uintptr_t)backend,
        .kernels = backend->operations->kernels(backend),
        .precision = options->is_fast ? PRECISION_FAST : PRECISION_EXACT,
        .layers = &trainer->layers,
        .dropout = trainer->options.tuning == TUNING_FULL ? 0.0f : trainer->options.dropout,
        .n_most_rows = trainer->options.n_rows,
        .n_longest = trainer->options.n_longest,
        .n_logit_rows = logit_rows(model, trainer->options.n_rows),
        .has_checkpoints = options->has_checkpoints,
        .tapes = arena_array(&trainer->arena, model->config.n_layers, sizeof(struct tape), err),
    };
    if (trainer->pass.tapes == NULL ||
        !train_layers_describe(&trainer->layers, model, &trainer->options, &trainer->arena, err) ||
        !place(trainer, NULL, err)) {
        trainer_close(trainer);
        return false;
    }
    *out = trainer;
    return true;
}

bool trainer_memory(const struct model *model, const struct backend *backend,
                    const struct trainer_options *options, struct trainer_memory *memory,
                    struct error *err)
{
    struct trainer *trainer;
    if (!describe(&trainer, model, backend, options, err)) {
        return false;
    }
    *memory = trainer->plan;
    trainer_close(trainer);
    return true;
}

bool trainer_open(struct trainer **out, const struct model *model, struct backend *backend,
                  const struct trainer_options *options, struct error *err)
{
    struct trainer *trainer;
    if (!describe(&trainer, model, backend, options, err)) {
        return false;
    }
    trainer->memory = memory_pages(trainer->plan.total, err);
    if (trainer->memory == NULL || !place(trainer, trainer->memory, err)) {
        trainer_close(trainer);
        return false;
    }
    pass_point_pages(&trainer->pass);
    train_layers_init(&trainer->layers, trainer->pass.kernels, trainer->options.seed);
    train_layers_refresh(&trainer->layers, backend, trainer->pass.weight_rows);
    train_layers_start_magnitudes(&trainer->layers);
    *out = trainer;
    return true;
}

void trainer_close(struct trainer *trainer)
{
    if (trainer != NULL) {
        memory_pages_free(trainer->memory, trainer->plan.total);
        arena_clear(&trainer->arena);
        free(trainer);
    }
}

struct train_tensor *trainer_tensors(struct trainer *trainer, size_t *n)
{
    *n = trainer->layers.n_tensors;
    return trainer->layers.tensors;
}

void trainer_values_changed(struct trainer *trainer)
{
    train_layers_refresh(&trainer->layers, trainer->pass.backend, trainer->pass.weight_rows);
}

/* ---- batches --------------------------------------------------------------------------------- */

struct target_range {
    size_t first;
    size_t last;
};

static struct target_range targets_of(const struct train_sequence *sequence)
{
    if (sequence->first_target == 0 && sequence->last_target == 0) {
        return (struct target_range){1, sequence->n_tokens};
    }
    return (struct target_range){sequence->first_target, sequence->last_target};
}

static bool counts(const struct train_sequence *sequence, size_t i)
{
    return sequence->mask == NULL || sequence->mask[i] != 0;
}

/* Tokens that go through the model: those before the last target that counts. */
static size_t n_rows_of(const struct train_sequence *sequence)
{
    struct target_range range = targets_of(sequence);
    size_t last = range.last;
    while (last > range.first && !counts(sequence, last - 1)) {
        last--;
    }
    return last > range.first ? last - 1 : 0;
}

size_t train_batch_n_targets(const struct train_batch *batch)
{
    size_t n = 0;
    for (size_t s = 0; s < batch->n_sequences; s++) {
        struct target_range range = targets_of(&batch->sequences[s]);
        for (size_t i = range.first; i < range.last; i++) {
            n += counts(&batch->sequences[s], i);
        }
    }
    return n;
}

static bool check_sequence(const struct trainer *trainer, const struct train_sequence *sequence,
                           size_t index, struct error *err)
{
    size_t n_vocabulary = trainer->pass.model->config.vocabulary_size;
    struct target_range range = targets_of(sequence);
    if (sequence->n_tokens < 2) {
        return error_set(err, ERROR_ARGUMENT, "sequence %zu has %zu tokens, fewer than 2", index,
                         sequence->n_tokens);
    }
    if (range.first < 1 || range.first > range.last || range.last > sequence->n_tokens) {
        return error_set(err, ERROR_ARGUMENT,
                         "sequence %zu has %zu tokens, but targets from %zu to %zu", index,
                         sequence->n_tokens, range.first, range.last);
    }
    if (n_rows_of(sequence) > trainer->options.n_longest) {
        return error_set(err, ERROR_LIMIT,
                         "sequence %zu has %zu tokens before its last target; the trainer was "
                         "opened for %zu",
                         index, n_rows_of(sequence), trainer->options.n_longest);
    }
    for (size_t i = 0; i < sequence->n_tokens; i++) {
        if (sequence->tokens[i] >= n_vocabulary) {
            return error_set(err, ERROR_ARGUMENT,
                             "token %zu of sequence %zu is %u; the vocabulary has %zu", i, index,
                             (unsigned)sequence->tokens[i], n_vocabulary);
        }
    }
    return true;
}

/* Lays a sequence out behind the others of the pass. */
static void append(struct pass *pass, const struct train_sequence *sequence, size_t n_rows)
{
    struct target_range range = targets_of(sequence);
    size_t start = pass->n_rows;
    for (size_t i = 0; i < n_rows; i++) {
        pass->tokens[start + i] = sequence->tokens[i];
        pass->positions[start + i] = i;
    }
    for (size_t i = range.first; i < range.last; i++) {
        if (counts(sequence, i)) {
            pass->target_rows[pass->n_targets] = start + i - 1;
            pass->targets[pass->n_targets++] = sequence->tokens[i];
        }
    }
    pass->n_rows += n_rows;
    pass->starts[++pass->n_sequences] = pass->n_rows;
}

static void begin(struct pass *pass, size_t first_token)
{
    pass->first_token = first_token;
    pass->n_rows = 0;
    pass->n_sequences = 0;
    pass->n_targets = 0;
    pass->starts[0] = 0;
}

static void run_pass(struct pass *pass, bool has_gradient, float weight,
                     struct train_result *result)
{
    if (pass->n_rows == 0) {
        return;
    }
    pass_run(pass, has_gradient, weight);
    for (size_t i = 0; i < pass->n_targets; i++) {
        result->loss += pass->losses[i];
    }
    result->n_targets += pass->n_targets;
    result->n_tokens += pass->n_rows;
}

static void join(struct train_tensor *tensor, float *rows)
{
    size_t n = tensor->n_rows * tensor->n_columns;
    for (size_t i = 0; i < n; i++) {
        tensor->gradient[i] += rows[i];
    }
    memset(rows, 0, n * sizeof *rows);
}

/* Joins what a tied embedding collected by rows with what the head did. */
static void join_lookups(struct train_layers *layers)
{
    if (layers->d_lookup != NULL) {
        join(layers->embedding.weight_tensor, layers->d_lookup);
    }
    if (layers->d_lookup_a != NULL) {
        join(layers->lookup->a, layers->d_lookup_a);
        join(layers->lookup->b, layers->d_lookup_b);
    }
}

static bool run_batch(struct trainer *trainer, const struct train_batch *batch, bool has_gradient,
                      struct train_result *result, struct error *err)
{
    struct pass *pass = &trainer->pass;
    *result = (struct train_result){0};
    for (size_t s = 0; s < batch->n_sequences; s++) {
        if (!check_sequence(trainer, &batch->sequences[s], s, err)) {
            return false;
        }
    }
    pass->is_training = has_gradient;
    pass->stream = random_bits(trainer->options.seed, ~batch->number);
    begin(pass, 0);
    for (size_t s = 0; s < batch->n_sequences; s++) {
        size_t n_rows = n_rows_of(&batch->sequences[s]);
        if (pass->n_rows + n_rows > pass->n_most_rows) {
            run_pass(pass, has_gradient, batch->weight, result);
            begin(pass, pass->first_token + pass->n_rows);
        }
        if (n_rows > 0) {
            append(pass, &batch->sequences[s], n_rows);
        }
    }
    run_pass(pass, has_gradient, batch->weight, result);
    if (has_gradient) {
        join_lookups(&trainer->layers);
    }
    return true;
}

bool trainer_train(struct trainer *trainer, const struct train_batch *batch,
                   struct train_result *result, struct error *err)
{
    return run_batch(trainer, batch, true, result, err);
}

bool trainer_evaluate(struct trainer *trainer, const struct train_batch *batch,
                      struct train_result *result, struct error *err)
{
    return run_batch(trainer, batch, false, result, err);
}

/* ---- gradients ------------------------------------------------------------------------------- */

void trainer_clear_gradients(struct trainer *trainer)
{
    for (size_t i = 0; i < trainer->layers.n_tensors; i++) {
        struct train_tensor *tensor = &trainer->layers.tensors[i];
        memset(tensor->gradient, 0, tensor->n_rows * tensor->n_columns * sizeof(float));
    }
}

double trainer_clip_gradients(struct trainer *trainer, double limit)
{
    double square = 0;
    for (size_t i = 0; i < trainer->layers.n_tensors; i++) {
        const struct train_tensor *tensor = &trainer->layers.tensors[i];
        for (size_t j = 0; j < tensor->n_rows * tensor->n_columns; j++) {
            square += (double)tensor->gradient[j] * (double)tensor->gradient[j];
        }
    }
    double length = sqrt(square);
    for (size_t i = 0; limit > 0 && length > limit && i < trainer->layers.n_tensors; i++) {
        struct train_tensor *tensor = &trainer->layers.tensors[i];
        trainer->pass.kernels->scale(tensor->gradient, tensor->n_rows * tensor->n_columns,
                                     (float)(limit / length));
    }
    return length;
}
