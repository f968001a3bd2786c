/* Training at the public line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "api/api.h"
#include "base/memory.h"
#include "formats/json.h"
#include "silex/train.h"
#include "train/tuner.h"

enum { MAX_NUMBERS = 8, MAX_BATCH = 1 << 20, MAX_TOKENS = 1 << 24 };

struct silex_trainer {
    struct tuner *tuner;
};

static json_t *parse_object(const char *text, const char *what, struct error *err)
{
    struct bytes bytes = {(const uint8_t *)text, strlen(text)};
    json_t *json = json_parse(bytes, what, err);
    if (json != NULL && !json_is_object(json)) {
        error_set(err, ERROR_ARGUMENT, "%s: expected an object, found %s", what,
                  json_type_text(json));
        json_decref(json);
        return NULL;
    }
    return json;
}

/* A number, a truth, or an array of them. */
static bool read_numbers(const json_t *value, const char *what, double *numbers, size_t *n,
                         struct error *err)
{
    bool is_array = json_is_array(value);
    *n = is_array ? json_array_size(value) : 1;
    for (size_t i = 0; i < *n && *n <= MAX_NUMBERS; i++) {
        const json_t *item = is_array ? json_array_get(value, i) : value;
        if (!json_is_number(item) && !json_is_boolean(item)) {
            return error_set(err, ERROR_ARGUMENT, "\"%s\": expected numbers, found %s", what,
                             json_type_text(item));
        }
        numbers[i] = json_is_boolean(item) ? json_is_true(item) : json_number_value(item);
    }
    return *n <= MAX_NUMBERS ||
           error_set(err, ERROR_ARGUMENT, "\"%s\": %zu numbers are too many", what, *n);
}

static bool read_optimizer(const silex_train_options *options, struct optimizer *out,
                           struct error *err)
{
    enum optimizer_kind kind = OPTIMIZER_ADAM;
    if (options->optimizer != NULL && !optimizer_find(options->optimizer, &kind, err)) {
        return false;
    }
    *out = optimizer_defaults(kind);
    if (options->optimizer_json == NULL) {
        return true;
    }
    json_t *json = parse_object(options->optimizer_json, "optimizer", err);
    bool ok = json != NULL;
    const char *key;
    json_t *value;
    json_object_foreach(json, key, value)
    {
        double numbers[MAX_NUMBERS];
        size_t n;
        ok = ok && (json_is_null(value) || (read_numbers(value, key, numbers, &n, err) &&
                                            optimizer_set(out, key, numbers, n, err)));
    }
    json_decref(json);
    return ok;
}

static bool read_warmup(const json_t *json, struct schedule *out, struct error *err)
{
    int64_t n_warmup = 0;
    double first = 0;
    bool ok = json_read_integer(json, "warmup", 0, INT64_MAX, &n_warmup, err) &&
              json_read_real(json, "warmup_init", -1e30, 1e30, &first, err);
    out->n_warmup = (uint64_t)n_warmup;
    out->warmup_first = first;
    return ok;
}

static bool read_schedule(const silex_train_options *options, struct schedule *out,
                          struct error *err)
{
    double rate = options->learning_rate;
    *out = (struct schedule){.kind = SCHEDULE_CONSTANT, .first = rate != 0 ? rate : 1e-5};
    if (!(rate >= 0 && rate <= 1e6)) {
        return error_set(err, ERROR_ARGUMENT, "the learning rate is %g", rate);
    }
    if (options->schedule_json == NULL) {
        return true;
    }
    json_t *json = parse_object(options->schedule_json, "schedule", err);
    double numbers[MAX_NUMBERS];
    size_t n;
    const char *name = "";
    bool ok = json != NULL && json_read_text(json, "name", &name, err) &&
              read_numbers(json_object_get(json, "arguments"), "arguments", numbers, &n, err) &&
              schedule_init(out, name, numbers, n, err) && read_warmup(json, out, err);
    json_decref(json);
    return ok || error_context(err, "schedule");
}

static size_t or_else(size_t value, size_t usual)
{
    return value > 0 ? value : usual;
}

static bool read_options(const silex_train_options *options, struct tuner_options *out,
                         struct error *err)
{
    static const enum tuning tunings[] = {TUNING_LORA, TUNING_DORA, TUNING_FULL};
    if (options->data == NULL || options->adapter_path == NULL || options->tuning < 0 ||
        options->tuning > SILEX_TUNING_FULL) {
        return error_set(err, ERROR_ARGUMENT, "data, adapter_path and tuning must be given");
    }
    bool is_peft = options->format != NULL && strcmp(options->format, "peft") == 0;
    if (options->format != NULL && !is_peft && strcmp(options->format, "mlx") != 0) {
        return error_set(err, ERROR_ARGUMENT, "there is no form \"%.40s\"; there are mlx and peft",
                         options->format);
    }
    *out = (struct tuner_options){
        .data = options->data,
        .dataset = {.masks_prompt = options->mask_prompt,
                    .prompt_key = options->prompt_feature,
                    .completion_key = options->completion_feature,
                    .chat_key = options->chat_feature,
                    .text_key = options->text_feature,
                    .max_tokens = or_else(options->max_tokens, 2048),
                    .clock = {.year = 1970, .month = 1, .day = 1}},
        .trainer = {.tuning = tunings[options->tuning],
                    .keys = options->keys,
                    .n_keys = options->n_keys,
                    .n_layers = options->n_layers,
                    .rank = options->rank,
                    .scale = options->scale,
                    .dropout = options->dropout,
                    .trains_ends = options->train_ends,
                    .has_checkpoints = options->checkpoint_gradients,
                    .is_fast = options->is_fast,
                    .seed = options->seed},
        .batch_size = or_else(options->batch_size, 4),
        .n_accumulated = or_else(options->accumulated, 1),
        .is_packed = options->pack,
        .clip = options->clip_gradients,
        .format = is_peft ? ADAPTER_PEFT : ADAPTER_MLX,
        .adapter_path = options->adapter_path,
        .resume_file = options->resume_adapter_file,
        .adapter = options->adapter,
        .resumes = options->resume,
        .config_json = options->config_json,
    };
    if (out->batch_size > MAX_BATCH || out->n_accumulated > MAX_BATCH ||
        out->dataset.max_tokens > MAX_TOKENS) {
        return error_set(err, ERROR_LIMIT, "batches have at most %d samples, samples %d tokens",
                         MAX_BATCH, MAX_TOKENS);
    }
    if (!(options->clip_gradients >= 0 && isfinite(options->clip_gradients)) ||
        !(options->dropout >= 0 && options->dropout < 1) || !isfinite(options->scale)) {
        return error_set(err, ERROR_ARGUMENT,
                         "the limit of gradients, dropout or scale is out of range");
    }
    return read_optimizer(options, &out->optimizer, err) &&
           read_schedule(options, &out->schedule, err);
}

silex_status silex_trainer_open(const silex_model *model, const silex_train_options *options,
                                silex_trainer **out, silex_error *error)
{
    struct error err = {0};
    struct tuner_options inner;
    if (model == NULL || options == NULL || out == NULL) {
        return api_refuse(error, "silex_trainer_open: an argument is missing");
    }
    if (model->model == NULL) {
        return api_refuse(error, "silex_trainer_open: the model was opened without its weights");
    }
    const struct tuner_models models = {model->model, model->backend, model->tokenizer,
                                        model->chat};
    silex_trainer *trainer = memory_array(1, sizeof *trainer, &err);
    if (trainer == NULL || !api_has_tokenizer(model, &err) ||
        !read_options(options, &inner, &err) ||
        !tuner_open(&trainer->tuner, &models, &inner, &err)) {
        free(trainer);
        return api_fail(&err, error);
    }
    *out = trainer;
    return SILEX_OK;
}

void silex_trainer_close(silex_trainer *trainer)
{
    if (trainer != NULL) {
        tuner_close(trainer->tuner);
        free(trainer);
    }
}

void silex_trainer_describe(const silex_trainer *trainer, silex_train_info *out)
{
    const struct tuner *tuner = trainer->tuner;
    struct tuner_plan plan = tuner_plan_of(tuner);
    *out = (silex_train_info){
        .n_steps = tuner_n_steps(tuner),
        .n_tokens = tuner_n_tokens(tuner),
        .n_parameters = plan.memory.n_trainable,
        .needed_bytes = plan.total_bytes,
        .available_bytes = plan.available_bytes,
        .guessed_seconds_per_token = plan.seconds_per_token,
    };
    for (size_t i = 0; i < TUNER_N_SETS; i++) {
        const struct dataset *set = tuner_dataset(tuner, (enum tuner_set)i);
        out->sets[i].n_samples = set->n_samples;
        out->sets[i].n_batches = tuner_n_batches(tuner, (enum tuner_set)i);
        out->sets[i].n_tokens = set->tokens.n_ids;
        out->sets[i].n_cut = set->n_cut;
        out->sets[i].n_lost_tokens = set->n_lost;
        out->sets[i].n_longest_tokens = set->n_longest;
        out->sets[i].n_empty = set->n_empty;
    }
}

silex_status silex_trainer_step(silex_trainer *trainer, silex_train_step *out, silex_error *error)
{
    struct error err = {0};
    struct tuner_step step;
    if (trainer == NULL || out == NULL) {
        return api_refuse(error, "silex_trainer_step: an argument is missing");
    }
    if (!tuner_step(trainer->tuner, &step, &err)) {
        return api_fail(&err, error);
    }
    *out = (silex_train_step){step.loss, step.n_targets, step.learning_rate, step.gradient_length};
    return SILEX_OK;
}

silex_status silex_trainer_evaluate(silex_trainer *trainer, silex_train_set set, size_t n_batches,
                                    silex_train_progress *progress, void *user, double *loss,
                                    silex_error *error)
{
    struct error err = {0};
    size_t n_targets;
    if (trainer == NULL || loss == NULL || set > SILEX_SET_TEST ||
        tuner_n_batches(trainer->tuner, (enum tuner_set)set) == 0) {
        return api_refuse(error, "silex_trainer_evaluate: there is no such set");
    }
    return tuner_evaluate(trainer->tuner, (enum tuner_set)set, n_batches, progress, user, loss,
                          &n_targets, &err)
               ? SILEX_OK
               : api_fail(&err, error);
}

bool silex_trainer_can_save(const silex_trainer *trainer)
{
    return tuner_can_save(trainer->tuner);
}

silex_status silex_trainer_save(silex_trainer *trainer, bool numbered, silex_error *error)
{
    struct error err = {0};
    if (trainer == NULL) {
        return api_refuse(error, "silex_trainer_save: an argument is missing");
    }
    return tuner_save(trainer->tuner, numbered, &err) ? SILEX_OK : api_fail(&err, error);
}
