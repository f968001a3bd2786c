/* Runs of fine-tuning; see tuner.h. */
#include "train/tuner.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/file_map.h"
#include "base/memory.h"
#include "base/system_memory.h"
#include "formats/json.h"
#include "model/adapter_module.h"
#include "model/adapter_write.h"
#include "train/run_fingerprint.h"
#include "train/tuner_adapter.h"
#include "train/tuner_files.h"

enum { PATH_BYTES = 4096, MAX_CONFIG_BYTES = 1 << 24 };

static const char state_name[] = "training_state.safetensors";
static const char config_name[] = "adapter_config.json";

/* The optimizer's side of a tensor. */
struct slot {
    char *state_name;
    float *state;
    size_t n_state;
};

/* What is kept of a run beside values and the optimizer's state. */
enum { STATE_VERSION, STATE_FINGERPRINT, STATE_STEPS, STATE_UPDATES, STATE_TOKENS, N_STATE = 8 };
enum { CURRENT_VERSION = 2 };

struct tuner {
    struct tuner_models models;
    struct tuner_options options;
    char *adapter_path;
    struct dataset sets[TUNER_N_SETS];
    struct dataset_batches batches[TUNER_N_SETS];
    struct tuner_adapter given; /* of the options */
    struct trainer *trainer;
    struct train_tensor *tensors; /* of the trainer */
    size_t n_tensors;
    struct slot *slots; /* [n_tensors] */
    void *scratch;      /* of the optimizer */
    size_t n_scratch_bytes;
    struct train_sequence *sequences; /* of the largest batch */
    size_t n_sequences;
    uint64_t n_steps, n_updates, n_tokens;
    double learning_rate;
    uint64_t fingerprint;
    struct tuner_plan plan;
    char *config_json; /* of adapter_config.json */
};

/* ---- data ------------------------------------------------------------------------------------ */

static const char *const set_names[TUNER_N_SETS] = {"train.jsonl", "valid.jsonl", "test.jsonl"};

static bool open_sets(struct tuner *tuner, struct error *err)
{
    const struct tuner_options *options = &tuner->options;
    struct folder *folder;
    bool ok = folder_open(&folder, options->data, err);
    if (!ok) {
        return false;
    }
    for (size_t i = 0; ok && i < TUNER_N_SETS; i++) {
        struct bytes bytes;
        struct dataset_options set_options = options->dataset;
        if (!folder_has(folder, set_names[i])) {
            continue;
        }
        ok = folder_read(folder, set_names[i], &bytes, err) &&
             dataset_add(&tuner->sets[i], set_names[i], bytes, tuner->models.tokenizer,
                         tuner->models.chat, &set_options, err);
        if (ok && tuner->sets[i].n_samples == 0) {
            ok = error_set(err, ERROR_MALFORMED,
                           "%s: no sample has anything to predict within %zu tokens", set_names[i],
                           options->dataset.max_tokens);
        }
        ok = ok && dataset_batch(&tuner->sets[i], options->batch_size, options->is_packed,
                                 options->dataset.max_tokens, options->trainer.seed,
                                 &tuner->batches[i], err);
    }
    folder_close(folder);
    return ok || error_context(err, "%s", options->data);
}

static void find_extents(const struct tuner *tuner, size_t *n_longest, size_t *n_rows,
                         size_t *n_sequences)
{
    *n_longest = 2;
    *n_rows = *n_sequences = 1;
    for (size_t s = 0; s < TUNER_N_SETS; s++) {
        const struct dataset *set = &tuner->sets[s];
        const struct dataset_batches *batches = &tuner->batches[s];
        for (size_t b = 0; b < batches->n; b++) {
            size_t n = 0;
            for (size_t i = batches->firsts[b]; i < batches->firsts[b + 1]; i++) {
                size_t n_tokens = set->samples[batches->order[i]].n_tokens;
                *n_longest = n_tokens > *n_longest ? n_tokens : *n_longest;
                n += n_tokens;
            }
            size_t n_samples = batches->firsts[b + 1] - batches->firsts[b];
            *n_rows = n > *n_rows ? n : *n_rows;
            *n_sequences = n_samples > *n_sequences ? n_samples : *n_sequences;
        }
    }
}

/* ---- files ----------------------------------------------------------------------------------- */

static void path_of(const struct tuner *tuner, const char *name, char path[PATH_BYTES])
{
    snprintf(path, PATH_BYTES, "%s/%s", tuner->adapter_path, name);
}

static struct tuner_array array_of(const struct train_tensor *tensor)
{
    return (struct tuner_array){
        .name = tensor->name,
        .n_dimensions = tensor->n_dimensions,
        .shape = {tensor->n_rows, tensor->n_columns},
        .numbers = tensor->values,
    };
}

/* Counts, values and state, in `arrays` [1 + 2 n_tensors]; returns how many. */
static size_t list_state(const struct tuner *tuner, uint64_t *counts, struct tuner_array *arrays)
{
    size_t n = 0;
    arrays[n++] = (struct tuner_array){.name = "silex.run",
                                       .is_counts = true,
                                       .n_dimensions = 1,
                                       .shape = {N_STATE, 0},
                                       .numbers = counts};
    for (size_t i = 0; i < tuner->n_tensors; i++) {
        const struct slot *slot = &tuner->slots[i];
        arrays[n++] = array_of(&tuner->tensors[i]);
        if (slot->n_state > 0) {
            arrays[n++] = (struct tuner_array){.name = slot->state_name,
                                               .n_dimensions = 1,
                                               .shape = {slot->n_state, 0},
                                               .numbers = slot->state};
        }
    }
    return n;
}

static bool write_text(const struct tuner *tuner, const char *name, const char *text,
                       struct error *err)
{
    char path[PATH_BYTES];
    struct atomic_file *file;
    path_of(tuner, name, path);
    if (!atomic_file_create(&file, path, err)) {
        return false;
    }
    atomic_file_write(file, text, strlen(text));
    atomic_file_write(file, "\n", 1);
    return atomic_file_commit(file, err);
}

static void put(void *context, const void *bytes, size_t n_bytes)
{
    atomic_file_write(context, bytes, n_bytes);
}

/* What is trained, to be freed, and how many arrays that are: PEFT wants the pair of an embedding
 * that is the head, too, twice. */
static struct adapter_array *list_arrays(const struct tuner *tuner, size_t *n, struct error *err)
{
    enum { MORE = 2 };
    struct adapter_array *arrays = memory_array(tuner->n_tensors + MORE, sizeof *arrays, err);
    *n = tuner->n_tensors;
    for (size_t i = 0; arrays != NULL && i < tuner->n_tensors; i++) {
        const struct train_tensor *tensor = &tuner->tensors[i];
        arrays[i] = (struct adapter_array){.name = tensor->name,
                                           .n_dimensions = tensor->n_dimensions,
                                           .shape = {tensor->n_rows, tensor->n_columns},
                                           .numbers = tensor->values};
        if (tensor->role == TRAIN_LORA_B && tuner->options.format == ADAPTER_PEFT &&
            tuner->models.model->config.is_tied &&
            strcmp(adapter_tensor_rest(tensor->module), "embed_tokens") == 0) {
            adapter_repeat_for_head(&arrays[i - 1], &arrays[tuner->n_tensors]);
            *n += MORE;
        }
    }
    return arrays;
}

static bool write_peft_config(const struct tuner *tuner, const struct adapter_array *arrays,
                              size_t n, struct error *err)
{
    const struct trainer_options *trainer = &tuner->options.trainer;
    json_t *given =
        tuner->config_json != NULL ? json_loads(tuner->config_json, 0, NULL) : json_object();
    if (given == NULL) {
        return error_set(err, ERROR_MEMORY, "out of memory");
    }
    const struct adapter_settings settings = {
        .base_model = json_string_value(json_object_get(given, "model")),
        .rank = trainer->rank,
        .scale = (double)trainer->scale,
        .dropout = (double)trainer->dropout,
        .has_magnitudes = trainer->tuning == TUNING_DORA,
    };
    json_t *json = adapter_write_config(ADAPTER_PEFT, arrays, n, &settings, err);
    char *text = json != NULL ? json_text(json, JSON_INDENT(2) | JSON_SORT_KEYS, err) : NULL;
    bool ok = text != NULL && write_text(tuner, config_name, text, err);
    free(text);
    json_decref(json);
    json_decref(given);
    return ok;
}

static bool write_config(const struct tuner *tuner, struct error *err)
{
    if (tuner->options.format == ADAPTER_MLX) {
        return write_text(tuner, config_name, tuner->config_json, err);
    }
    size_t n;
    struct adapter_array *arrays = list_arrays(tuner, &n, err);
    bool ok = arrays != NULL && write_peft_config(tuner, arrays, n, err);
    free(arrays);
    return ok;
}

static bool write_adapter(const struct tuner *tuner, const char *name, struct error *err)
{
    char path[PATH_BYTES];
    struct atomic_file *file = NULL;
    size_t n;
    struct adapter_array *arrays = list_arrays(tuner, &n, err);
    path_of(tuner, name, path);
    bool ok = arrays != NULL && atomic_file_create(&file, path, err);
    if (ok && !adapter_write_tensors(tuner->options.format, arrays, n, put, file, err)) {
        atomic_file_discard(file);
        ok = false;
    }
    ok = ok && atomic_file_commit(file, err);
    free(arrays);
    return ok;
}

static bool write_state(const struct tuner *tuner, struct error *err)
{
    char path[PATH_BYTES];
    uint64_t counts[N_STATE] = {[STATE_VERSION] = CURRENT_VERSION,
                                [STATE_FINGERPRINT] = tuner->fingerprint,
                                [STATE_STEPS] = tuner->n_steps,
                                [STATE_UPDATES] = tuner->n_updates,
                                [STATE_TOKENS] = tuner->n_tokens};
    struct tuner_array *arrays = memory_array(1 + 2 * tuner->n_tensors, sizeof *arrays, err);
    if (arrays == NULL) {
        return false;
    }
    size_t n = list_state(tuner, counts, arrays);
    path_of(tuner, state_name, path);
    bool ok = tuner_file_write(path, arrays, n, err);
    free(arrays);
    return ok;
}

static bool make_folder(const char *path, struct error *err)
{
    char part[PATH_BYTES];
    size_t n = strlen(path);
    if (n == 0 || n >= sizeof part - 100) {
        return error_set(err, ERROR_ARGUMENT, "the adapter's path is empty or too long");
    }
    for (size_t i = 1; i <= n; i++) {
        if (path[i] == '/' || path[i] == '\0') {
            memcpy(part, path, i);
            part[i] = '\0';
            if (mkdir(part, 0777) != 0 && errno != EEXIST) {
                return error_set_errno(err, errno, part);
            }
        }
    }
    return true;
}

bool tuner_can_save(const struct tuner *tuner)
{
    return tuner->n_steps % tuner->options.n_accumulated == 0;
}

bool tuner_save(struct tuner *tuner, bool is_numbered, struct error *err)
{
    char name[64];
    if (!tuner_can_save(tuner)) {
        return error_set(err, ERROR_ARGUMENT,
                         "step %llu is inside of %zu batches whose gradients belong together",
                         (unsigned long long)tuner->n_steps, tuner->options.n_accumulated);
    }
    const char *adapter_name = adapter_file_name(tuner->options.format);
    snprintf(name, sizeof name, "%07llu_%s", (unsigned long long)tuner->n_steps, adapter_name);
    return make_folder(tuner->adapter_path, err) && write_state(tuner, err) &&
           write_config(tuner, err) && write_adapter(tuner, adapter_name, err) &&
           (!is_numbered || write_adapter(tuner, name, err));
}

static bool read_state(struct tuner *tuner, struct error *err)
{
    char path[PATH_BYTES];
    uint64_t counts[N_STATE];
    struct tuner_array *arrays = memory_array(1 + 2 * tuner->n_tensors, sizeof *arrays, err);
    if (arrays == NULL) {
        return false;
    }
    size_t n = list_state(tuner, counts, arrays);
    path_of(tuner, state_name, path);
    bool ok = tuner_file_read(path, arrays, n, err);
    free(arrays);
    if (ok && counts[STATE_VERSION] != CURRENT_VERSION) {
        ok = error_set(err, ERROR_UNSUPPORTED,
                       "%s: expected version %d of the state of a run, found %llu", path,
                       CURRENT_VERSION, (unsigned long long)counts[STATE_VERSION]);
    }
    if (ok && counts[STATE_FINGERPRINT] != tuner->fingerprint) {
        ok = error_set(err, ERROR_ARGUMENT,
                       "%s: the run was begun with another model, other data or settings; it can "
                       "go on only with the same",
                       path);
    }
    if (ok) {
        tuner->n_steps = counts[STATE_STEPS];
        tuner->n_updates = counts[STATE_UPDATES];
        tuner->n_tokens = counts[STATE_TOKENS];
    }
    return ok;
}

static bool fill(struct tuner *tuner, const struct tuner_adapter *adapter, struct error *err)
{
    return tuner_adapter_fill(adapter, tuner->models.model, tuner->options.trainer.scale,
                              tuner->tensors, tuner->n_tensors, err);
}

static bool read_values(struct tuner *tuner, struct error *err)
{
    struct tuner_adapter file;
    bool ok =
        tuner_adapter_open_file(&file, tuner->options.resume_file, tuner->models.model, err) &&
        fill(tuner, &file, err);
    tuner_adapter_close(&file);
    return ok;
}

static bool resume(struct tuner *tuner, struct error *err)
{
    const struct tuner_options *options = &tuner->options;
    bool ok = options->resumes               ? read_state(tuner, err)
              : options->resume_file != NULL ? read_values(tuner, err)
              : options->adapter != NULL     ? fill(tuner, &tuner->given, err)
                                             : true;
    if (ok) {
        trainer_values_changed(tuner->trainer);
    }
    return ok;
}

/* As mlx-lm finds it: what is of no block has its full name there. */
static json_t *key_of(const struct model_config *config, const char *key)
{
    const char *rest = adapter_tensor_rest(key);
    const char *wrapper = config->is_wrapped ? "language_model." : "";
    return strcmp(rest, "embed_tokens") == 0 ? json_sprintf("%smodel.embed_tokens", wrapper)
           : strcmp(rest, "lm_head") == 0    ? json_sprintf("%slm_head", wrapper)
                                             : json_string(key);
}

/* adapter_config.json, as mlx-lm and our own reader want it. */
static bool make_config(struct tuner *tuner, struct error *err)
{
    static const char *const types[] = {
        [TUNING_LORA] = "lora", [TUNING_DORA] = "dora", [TUNING_FULL] = "full"};
    const struct tuner_options *o = &tuner->options;
    const struct model_config *config = &tuner->models.model->config;
    size_t n_layers = o->trainer.n_layers;
    n_layers = n_layers == 0 || n_layers > config->n_layers ? config->n_layers : n_layers;
    json_t *json =
        o->config_json != NULL
            ? json_parse((struct bytes){(const uint8_t *)o->config_json, strlen(o->config_json)},
                         "config", err)
            : json_object();
    json_t *parameters =
        o->trainer.tuning == TUNING_FULL
            ? json_null()
            : json_pack("{s:I,s:f,s:f}", "rank", (json_int_t)o->trainer.rank, "scale",
                        (double)o->trainer.scale, "dropout", (double)o->trainer.dropout);
    bool has_keys = true;
    for (size_t i = 0; json_is_object(parameters) && i < o->trainer.n_keys; i++) {
        json_t *keys = json_object_get(parameters, "keys");
        if (keys == NULL) {
            json_object_set_new(parameters, "keys", json_array());
            keys = json_object_get(parameters, "keys");
        }
        has_keys = json_array_append_new(keys, key_of(config, o->trainer.keys[i])) == 0 && has_keys;
    }
    bool ok =
        json_is_object(json) && parameters != NULL && has_keys &&
        json_object_set_new(json, "fine_tune_type", json_string(types[o->trainer.tuning])) == 0 &&
        json_object_set_new(json, "num_layers", json_integer((json_int_t)n_layers)) == 0 &&
        json_object_set(json, "lora_parameters", parameters) == 0;
    tuner->config_json = ok ? json_text(json, JSON_INDENT(4) | JSON_SORT_KEYS, err) : NULL;
    json_decref(parameters);
    json_decref(json);
    return tuner->config_json != NULL ||
           error_set(err, ERROR_MEMORY, "adapter_config.json cannot be made");
}

/* ---- memory ---------------------------------------------------------------------------------- */

/* Multiply-adds a second, at best. */
static double peak_rate(const struct tuner *tuner, enum peak kind)
{
    enum { SAMPLE_BYTES = 1 << 16 };
    static const uint8_t bytes[SAMPLE_BYTES];
    struct backend *backend = tuner->models.backend;
    double start = clock_seconds();
    double n = backend->operations->peak(backend, kind, bytes, sizeof bytes);
    return n / (clock_seconds() - start);
}

static double integer_weights(const struct matrix *const *matrices, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_integer = matrix_has_integer_product(matrices[i]->kind);
        sum += is_integer ? (double)matrices[i]->n_rows * (double)matrices[i]->n_columns : 0;
    }
    return sum;
}

/* Weights that a fast forward pass multiplies as integers. */
static double count_integer_weights(const struct model *model)
{
    const struct matrix *const head[] = {&model->weights.head};
    double sum = integer_weights(head, 1);
    for (size_t i = 0; i < model->config.n_layers; i++) {
        const struct layer_weights *l = &model->weights.layers[i];
        const struct matrix *const matrices[] = {&l->query, &l->key, &l->value, &l->output,
                                                 &l->gate,  &l->up,  &l->down};
        sum += integer_weights(matrices, sizeof matrices / sizeof matrices[0]);
    }
    return sum;
}

/* Half of the peak is reached. A fast forward pass has two digits for each product. */
static double guess_seconds(const struct tuner *tuner)
{
    const struct trainer_options *options = &tuner->options.trainer;
    bool is_full = options->tuning == TUNING_FULL;
    double n_forward = options->has_checkpoints ? 2 : 1;
    double n_passes = n_forward + (is_full ? 2 : 1);
    double n_integer =
        options->is_fast && !is_full ? n_forward * count_integer_weights(tuner->models.model) : 0;
    double n_float = n_passes * (double)tuner->models.model->weights.n_parameters - n_integer;
    double seconds = 2 * n_float / peak_rate(tuner, PEAK_FLOAT);
    seconds += n_integer > 0 ? 2 * 2 * n_integer / peak_rate(tuner, PEAK_INTEGER) : 0;
    return isfinite(seconds) ? seconds : 0;
}

static bool check_memory(struct tuner *tuner, struct error *err)
{
    struct tuner_plan *plan = &tuner->plan;
    if (!trainer_memory(tuner->models.model, tuner->models.backend, &tuner->options.trainer,
                        &plan->memory, err)) {
        return false;
    }
    for (size_t i = 0; i < TUNER_N_SETS; i++) {
        plan->data_bytes += tuner->sets[i].tokens.n_capacity * sizeof(uint32_t) +
                            tuner->sets[i].n_samples * (sizeof(struct dataset_sample) + 24);
    }
    /* At most; the exact sum is known when the tensors are. */
    const struct optimizer *optimizer = &tuner->options.optimizer;
    bool has_two = optimizer->kind <= OPTIMIZER_ADAMW || optimizer->adamw_ratio > 0;
    plan->optimizer_bytes = plan->memory.n_trainable * (has_two ? 8 : 4);
    plan->total_bytes = plan->memory.total + plan->optimizer_bytes + plan->data_bytes;
    plan->available_bytes = system_memory_available();
    plan->seconds_per_token = guess_seconds(tuner);
    return plan->available_bytes == 0 || plan->total_bytes <= plan->available_bytes ||
           error_set(err, ERROR_DOES_NOT_FIT,
                     "training needs %llu MiB beside the weights; %llu MiB are available. Smaller "
                     "batches, shorter samples, fewer layers or gradient checkpoints need less",
                     (unsigned long long)(plan->total_bytes >> 20),
                     (unsigned long long)(plan->available_bytes >> 20));
}

/* ---- opening --------------------------------------------------------------------------------- */

static struct optimizer_tensor tensor_of(const struct train_tensor *tensor, float *state)
{
    return (struct optimizer_tensor){
        .n_dimensions = tensor->n_dimensions,
        .n_rows = tensor->n_rows,
        .n_columns = tensor->n_columns,
        .is_end = tensor->is_end,
        .values = tensor->values,
        .gradient = tensor->gradient,
        .state = state,
    };
}

static bool open_slots(struct tuner *tuner, struct error *err)
{
    static const char prefix[] = "optimizer.";
    tuner->tensors = trainer_tensors(tuner->trainer, &tuner->n_tensors);
    tuner->slots = memory_array(tuner->n_tensors, sizeof *tuner->slots, err);
    if (tuner->slots == NULL) {
        return false;
    }
    tuner->plan.optimizer_bytes = 0;
    for (size_t i = 0; i < tuner->n_tensors; i++) {
        const struct train_tensor *t = &tuner->tensors[i];
        struct slot *slot = &tuner->slots[i];
        const struct optimizer_tensor tensor = tensor_of(t, NULL);
        size_t n =
            optimizer_scratch_bytes(&tuner->options.optimizer, tuner->models.backend, &tensor);
        slot->n_state = optimizer_n_state(&tuner->options.optimizer, &tensor);
        slot->state = memory_array(slot->n_state, sizeof *slot->state, err);
        slot->state_name = memory_array(strlen(t->name) + sizeof prefix, 1, err);
        if (slot->state == NULL || slot->state_name == NULL) {
            return false;
        }
        memcpy(slot->state_name, prefix, sizeof prefix);
        memcpy(slot->state_name + sizeof prefix - 1, t->name, strlen(t->name) + 1);
        tuner->n_scratch_bytes = n > tuner->n_scratch_bytes ? n : tuner->n_scratch_bytes;
        tuner->plan.optimizer_bytes += slot->n_state * sizeof(float);
    }
    tuner->scratch = memory_pages(tuner->n_scratch_bytes, err);
    tuner->fingerprint = run_fingerprint(&tuner->options, &tuner->sets[TUNER_TRAIN],
                                         tuner->models.model, tuner->tensors, tuner->n_tensors);
    return tuner->scratch != NULL;
}

static bool check_options(const struct tuner_options *options, struct error *err)
{
    if (options->batch_size == 0 || options->n_accumulated == 0 ||
        options->dataset.max_tokens < 2) {
        return error_set(err, ERROR_ARGUMENT,
                         "batches, batches of a step and the longest sample must not be empty");
    }
    if (options->format == ADAPTER_PEFT && options->trainer.tuning == TUNING_FULL) {
        return error_set(err, ERROR_ARGUMENT, "PEFT has no form for full fine-tuning");
    }
    return strlen(options->adapter_path) < PATH_BYTES - 100 ||
           error_set(err, ERROR_ARGUMENT, "the adapter's path is too long");
}

static bool open_all(struct tuner *tuner, struct error *err)
{
    size_t n_rows;
    struct trainer_options *trainer = &tuner->options.trainer;
    if (tuner->options.adapter != NULL && !tuner_adapter_open(&tuner->given, tuner->options.adapter,
                                                              tuner->models.model, trainer, err)) {
        return false;
    }
    trainer->rank = trainer->rank > 0 ? trainer->rank : 8;
    trainer->scale = trainer->scale != 0 ? trainer->scale : 20.0f;
    tuner->adapter_path =
        memory_text(tuner->options.adapter_path, strlen(tuner->options.adapter_path), err);
    if (tuner->adapter_path == NULL || !open_sets(tuner, err)) {
        return false;
    }
    enum { MOST_ROWS = 2048 };
    find_extents(tuner, &trainer->n_longest, &n_rows, &tuner->n_sequences);
    n_rows = n_rows < MOST_ROWS ? n_rows : MOST_ROWS;
    trainer->n_rows = n_rows > trainer->n_longest ? n_rows : trainer->n_longest;
    tuner->sequences = memory_array(tuner->n_sequences, sizeof *tuner->sequences, err);
    return tuner->sequences != NULL && make_config(tuner, err) && check_memory(tuner, err) &&
           trainer_open(&tuner->trainer, tuner->models.model, tuner->models.backend, trainer,
                        err) &&
           open_slots(tuner, err) && resume(tuner, err);
}

bool tuner_open(struct tuner **out, const struct tuner_models *models,
                const struct tuner_options *options, struct error *err)
{
    struct tuner *tuner = memory_array(1, sizeof *tuner, err);
    if (tuner == NULL) {
        return false;
    }
    tuner->models = *models;
    tuner->options = *options;
    if (!check_options(options, err) || !open_all(tuner, err)) {
        tuner_close(tuner);
        return false;
    }
    *out = tuner;
    return true;
}

void tuner_close(struct tuner *tuner)
{
    if (tuner == NULL) {
        return;
    }
    for (size_t i = 0; i < TUNER_N_SETS; i++) {
        dataset_clear(&tuner->sets[i]);
        dataset_batches_clear(&tuner->batches[i]);
    }
    for (size_t i = 0; tuner->slots != NULL && i < tuner->n_tensors; i++) {
        free(tuner->slots[i].state);
        free(tuner->slots[i].state_name);
    }
    trainer_close(tuner->trainer);
    tuner_adapter_close(&tuner->given);
    free(tuner->slots);
    memory_pages_free(tuner->scratch, tuner->n_scratch_bytes);
    free(tuner->sequences);
    free(tuner->adapter_path);
    free(tuner->config_json);
    free(tuner);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static struct train_batch make_batch(const struct tuner *tuner, enum tuner_set which, size_t index)
{
    const struct dataset *set = &tuner->sets[which];
    const struct dataset_batches *batches = &tuner->batches[which];
    struct train_batch batch = {.sequences = tuner->sequences, .weight = 1};
    for (size_t i = batches->firsts[index]; i < batches->firsts[index + 1]; i++) {
        const struct dataset_sample *sample = &set->samples[batches->order[i]];
        tuner->sequences[batch.n_sequences++] = (struct train_sequence){
            .tokens = set->tokens.ids + sample->first_token,
            .n_tokens = sample->n_tokens,
            .first_target = sample->first_target,
            .last_target = sample->n_tokens,
        };
    }
    return batch;
}

static void update(struct tuner *tuner)
{
    tuner->learning_rate = schedule_rate(&tuner->options.schedule, tuner->n_updates);
    tuner->n_updates++;
    for (size_t i = 0; i < tuner->n_tensors; i++) {
        const struct train_tensor *t = &tuner->tensors[i];
        const struct optimizer_tensor tensor = tensor_of(t, tuner->slots[i].state);
        optimizer_step(&tuner->options.optimizer, tuner->models.backend, &tensor,
                       tuner->learning_rate, tuner->n_updates, tuner->scratch);
    }
    trainer_values_changed(tuner->trainer);
}

bool tuner_step(struct tuner *tuner, struct tuner_step *out, struct error *err)
{
    struct train_result result;
    if (tuner->batches[TUNER_TRAIN].n == 0) {
        return error_set(err, ERROR_NOT_FOUND, "%s: there is no train.jsonl", tuner->options.data);
    }
    size_t index = dataset_batch_at(&tuner->batches[TUNER_TRAIN], tuner->n_steps);
    struct train_batch batch = make_batch(tuner, TUNER_TRAIN, index);
    size_t n_targets = train_batch_n_targets(&batch);
    batch.weight = 1.0f / ((float)n_targets * (float)tuner->options.n_accumulated);
    batch.number = tuner->n_steps;
    if (tuner_can_save(tuner)) {
        trainer_clear_gradients(tuner->trainer);
    }
    if (!trainer_train(tuner->trainer, &batch, &result, err)) {
        return false;
    }
    *out = (struct tuner_step){.loss = result.loss / (double)n_targets, .n_targets = n_targets};
    bool is_complete = (tuner->n_steps + 1) % tuner->options.n_accumulated == 0;
    if (is_complete) {
        out->gradient_length = trainer_clip_gradients(tuner->trainer, tuner->options.clip);
    }
    if (!isfinite(out->loss) || !isfinite(out->gradient_length)) {
        return error_set(err, ERROR_MALFORMED,
                         "step %llu: the %s is no number any more; a smaller learning rate, or a "
                         "limit for gradients, may help",
                         (unsigned long long)tuner->n_steps + 1,
                         isfinite(out->loss) ? "gradient" : "loss");
    }
    if (is_complete) {
        update(tuner);
    }
    tuner->n_steps++;
    tuner->n_tokens += n_targets;
    out->learning_rate = tuner->learning_rate;
    return true;
}

bool tuner_evaluate(struct tuner *tuner, enum tuner_set set, size_t n_batches,
                    tuner_progress *progress, void *context, double *loss, size_t *n_targets,
                    struct error *err)
{
    struct dataset_batches *batches = &tuner->batches[set];
    double sum = 0;
    size_t n = 0;
    n_batches = n_batches == 0 || n_batches > batches->n ? batches->n : n_batches;
    for (size_t i = 0; i < n_batches; i++) {
        struct train_batch batch = make_batch(tuner, set, dataset_batch_at(batches, i));
        struct train_result result;
        if (!trainer_evaluate(tuner->trainer, &batch, &result, err)) {
            return false;
        }
        sum += result.loss;
        n += train_batch_n_targets(&batch);
        if (progress != NULL && !progress(context, i + 1, n_batches)) {
            return error_set(err, ERROR_CANCELLED, "cancelled");
        }
    }
    *loss = n > 0 ? sum / (double)n : 0;
    *n_targets = n;
    return true;
}

/* ---- telling --------------------------------------------------------------------------------- */

const struct dataset *tuner_dataset(const struct tuner *tuner, enum tuner_set set)
{
    return &tuner->sets[set];
}

struct tuner_plan tuner_plan_of(const struct tuner *tuner)
{
    return tuner->plan;
}

uint64_t tuner_n_steps(const struct tuner *tuner)
{
    return tuner->n_steps;
}

uint64_t tuner_n_tokens(const struct tuner *tuner)
{
    return tuner->n_tokens;
}

size_t tuner_n_batches(const struct tuner *tuner, enum tuner_set set)
{
    return tuner->batches[set].n;
}
