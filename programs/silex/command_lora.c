/* `silex lora`: the loop around the library's trainer, and everything that it tells. */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/file_map.h"
#include "base/memory.h"
#include "commands.h"
#include "engine.h"
#include "interrupt.h"
#include "loss_curve.h"
#include "output.h"
#include "report.h"
#include "silex/train.h"
#include "size_text.h"
#include "terminal.h"

enum { PATH_BYTES = 4096, MAX_KEYS = 64 };

struct run {
    const struct settings *settings;
    const struct train_settings *train;
    struct engine engine;
    silex_train_options options;
    const char *keys[MAX_KEYS];
    json_t *parameters; /* owns the keys */
    char *optimizer_json;
    char *config_json;
    silex_trainer *trainer;
    silex_train_info info;
    FILE *metrics;
    struct loss_points losses, valid_losses;
    uint64_t n_first; /* steps that were done before this run */
    uint64_t n_last;  /* the step to end with */
    uint64_t n_saved;
    /* Since the last report. */
    double loss, seconds;
    size_t n_steps, n_tokens;
    double n_all_seconds; /* of steps of this run */
    double best_loss;
    size_t n_worse;
};

/* ---- options --------------------------------------------------------------------------------- */

static bool read_whole(double value, const char *name, size_t *out, struct error *err)
{
    if (floor(value) != value) {
        return error_set(err, ERROR_ARGUMENT, "lora: --%s must be a whole number, not %g", name,
                         value);
    }
    *out = value > 0 ? (size_t)value : 0;
    return true;
}

static bool read_parameters(struct run *run, const json_t *json, struct error *err)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)json, key, value)
    {
        double number = json_number_value(value);
        if (strcmp(key, "keys") == 0 && (json_is_array(value) || json_is_null(value))) {
            for (size_t i = 0; i < json_array_size(value); i++) {
                const char *name = json_string_value(json_array_get(value, i));
                if (name == NULL || run->options.n_keys == MAX_KEYS) {
                    return error_set(err, ERROR_ARGUMENT, "lora: \"keys\" must be at most %d texts",
                                     MAX_KEYS);
                }
                run->keys[run->options.n_keys++] = name;
            }
            continue;
        }
        if (strcmp(key, "alpha") == 0) {
            continue; /* mlx-lm passes it over, too */
        }
        if (!json_is_number(value)) {
            return error_set(err, ERROR_ARGUMENT,
                             "lora: --lora-parameters: \"%s\" must be a number", key);
        }
        if (strcmp(key, "rank") == 0 && number >= 1 && number <= 65536 && floor(number) == number) {
            run->options.rank = (size_t)number;
        } else if (strcmp(key, "scale") == 0) {
            run->options.scale = (float)number;
        } else if (strcmp(key, "dropout") == 0 && number >= 0 && number < 1) {
            run->options.dropout = (float)number;
        } else {
            return error_set(err, ERROR_ARGUMENT,
                             "lora: --lora-parameters: \"%s\" is %g; there are rank (a whole "
                             "number), scale, dropout (below 1) and keys",
                             key, number);
        }
    }
    run->options.keys = run->options.n_keys > 0 ? run->keys : NULL;
    return true;
}

/* The options of this optimizer, with --weight-decay. */
static bool read_optimizer(struct run *run, struct error *err)
{
    const struct train_settings *train = run->train;
    json_t *all =
        train->optimizer_config != NULL ? json_loads(train->optimizer_config, 0, NULL) : NULL;
    json_t *own = json_object_get(all, train->optimizer);
    json_t *json = json_is_object(own) ? json_copy(own) : json_object();
    json_decref(all);
    if (train->weight_decay >= 0) {
        json_object_set_new(json, "weight_decay", json_real(train->weight_decay));
    }
    run->optimizer_json = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    run->options.optimizer_json = run->optimizer_json;
    return run->optimizer_json != NULL || error_set(err, ERROR_MEMORY, "out of memory");
}

/* What mlx-lm, too, writes into adapter_config.json. */
static bool make_config(struct run *run, struct error *err)
{
    const struct train_settings *train = run->train;
    json_t *json = json_pack(
        "{s:s?,s:s?,s:b,s:b,s:I,s:I,s:f,s:s,s:I,s:I,s:b,s:b,s:I,s:s}", "model",
        run->settings->model, "data", train->data, "train", (int)train->wants_train, "test",
        (int)train->wants_test, "batch_size", (json_int_t)train->batch_size, "iters",
        (json_int_t)train->iters, "learning_rate", train->learning_rate, "optimizer",
        train->optimizer, "max_seq_length", (json_int_t)train->max_seq_length,
        "grad_accumulation_steps", (json_int_t)train->n_accumulated, "mask_prompt",
        (int)train->mask_prompt, "grad_checkpoint", (int)train->grad_checkpoint, "seed",
        (json_int_t)run->settings->seed.value, "precision", train->precision);
    run->config_json = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;
    json_decref(json);
    run->options.config_json = run->config_json;
    return run->config_json != NULL || error_set(err, ERROR_MEMORY, "out of memory");
}

static bool is_peft(const struct run *run)
{
    return strcmp(run->train->format, "peft") == 0;
}

static const char *tensors_name(const struct run *run)
{
    return is_peft(run) ? "adapter_model.safetensors" : "adapters.safetensors";
}

static bool read_settings(struct run *run, struct error *err)
{
    const struct train_settings *train = run->train;
    bool is_full = strcmp(train->fine_tune_type, "full") == 0;
    /* Without --train, the adapter that is there says what it is. */
    bool is_tested = !train->wants_train && run->settings->adapter_path[0] != '\0';
    run->options = (silex_train_options){
        .data = train->data,
        .adapter_path = run->settings->adapter_path,
        .format = run->train->format,
        .tuning = is_full                                      ? SILEX_TUNING_FULL
                  : strcmp(train->fine_tune_type, "dora") == 0 ? SILEX_TUNING_DORA
                                                               : SILEX_TUNING_LORA,
        .batch_size = train->batch_size,
        .accumulated = train->n_accumulated,
        .max_tokens = train->max_seq_length,
        .mask_prompt = train->mask_prompt,
        .pack = train->pack,
        .train_ends = train->train_ends,
        .checkpoint_gradients = train->grad_checkpoint,
        .is_fast = strcmp(train->precision, "fast") == 0,
        .optimizer = train->optimizer,
        .learning_rate = train->learning_rate,
        .schedule_json = train->schedule,
        .clip_gradients = train->grad_clip,
        .seed = run->settings->seed.value,
        .resume_adapter_file = train->wants_train ? train->resume_adapter_file : NULL,
        .adapter = is_tested ? run->settings->adapter_path : NULL,
        .resume = train->resume,
        .prompt_feature = train->prompt_feature,
        .completion_feature = train->completion_feature,
        .chat_feature = train->chat_feature,
        .text_feature = train->text_feature,
    };
    if (train->data == NULL) {
        return error_set(err, ERROR_ARGUMENT, "lora: --data DIR is missing");
    }
    if (!train->wants_train && !train->wants_test) {
        return error_set(err, ERROR_ARGUMENT, "lora: say --train, --test, or both");
    }
    if (train->save_every % train->n_accumulated != 0) {
        return error_set(err, ERROR_ARGUMENT,
                         "lora: --save-every must be a multiple of --grad-accumulation-steps");
    }
    if (train->lora_parameters != NULL) {
        run->parameters = json_loads(train->lora_parameters, 0, NULL);
    }
    return read_whole(train->n_layers, "num-layers", &run->options.n_layers, err) &&
           read_parameters(run, run->parameters, err) && read_optimizer(run, err) &&
           make_config(run, err);
}

/* ---- telling --------------------------------------------------------------------------------- */

static void tell_set(const struct run *run, silex_train_set which, const char *name)
{
    size_t n_samples = run->info.sets[which].n_samples;
    if (n_samples == 0) {
        return;
    }
    output_format("%s: %zu samples, %zu tokens, %zu batches\n", name, n_samples,
                  run->info.sets[which].n_tokens, run->info.sets[which].n_batches);
    if (run->info.sets[which].n_cut > 0) {
        report("warning: %s: %zu samples are longer than --max-seq-length %zu (the longest has %zu "
               "tokens) and were cut; %zu tokens are not learned from",
               name, run->info.sets[which].n_cut, run->train->max_seq_length,
               run->info.sets[which].n_longest_tokens, run->info.sets[which].n_lost_tokens);
    }
    if (run->info.sets[which].n_empty > 0) {
        report("warning: %s: %zu samples have nothing to predict within --max-seq-length and are "
               "left out",
               name, run->info.sets[which].n_empty);
    }
}

static void append_time(char text[32], double seconds)
{
    long n = seconds > 0 && seconds < 1e9 ? (long)(seconds + 0.5) : 0;
    if (n >= 3600) {
        snprintf(text, 32, "%ld h %02ld min", n / 3600, n / 60 % 60);
    } else if (n >= 60) {
        snprintf(text, 32, "%ld min %02ld s", n / 60, n % 60);
    } else {
        snprintf(text, 32, "%ld s", n);
    }
}

static void tell_plan(const struct run *run)
{
    char time[32];
    const silex_train_info *info = &run->info;
    double n_tokens = (double)info->sets[0].n_tokens / (double)info->sets[0].n_batches *
                      (double)(run->n_last - info->n_steps);
    tell_set(run, SILEX_SET_TRAIN, "train.jsonl");
    tell_set(run, SILEX_SET_VALID, "valid.jsonl");
    append_time(time, n_tokens * info->guessed_seconds_per_token);
    size_t n_layers = run->engine.info.n_layers;
    size_t n_wanted = run->options.n_layers;
    output_format("Trainable parameters: %.3f%% (%.3fM of %.3fM), in %zu of %zu layers\n",
                  100.0 * (double)info->n_parameters / (double)run->engine.info.n_parameters,
                  (double)info->n_parameters / 1e6, (double)run->engine.info.n_parameters / 1e6,
                  n_wanted > 0 && n_wanted < n_layers ? n_wanted : n_layers, n_layers);
    output_format("Memory: %.1f MiB beside the weights; time: about %s\n",
                  (double)info->needed_bytes / 1048576.0, time);
    if (info->sets[1].n_samples == 0) {
        report("warning: there is no valid.jsonl: training goes without validation");
    }
    if (info->n_steps > 0) {
        output_format("Going on after step %llu\n", (unsigned long long)info->n_steps);
    }
}

/* ---- metrics --------------------------------------------------------------------------------- */

/* Whether early stopping looks at the loss before a step, and not only because a run begins or ends
 * there: the looks of a run that was never interrupted. */
static bool is_look(const struct run *run, uint64_t step)
{
    return step == 1 || step % run->train->steps_per_eval == 0;
}

static void note_look(struct run *run, double loss)
{
    run->n_worse = loss < run->best_loss ? 0 : run->n_worse + 1;
    run->best_loss = fmin(loss, run->best_loss);
}

static bool is_enough(const struct run *run)
{
    return run->train->early_stop > 0 && run->n_worse >= run->train->early_stop;
}

static bool recall_metrics(struct run *run, uint64_t step, const json_t *object, struct error *err)
{
    const json_t *loss = json_object_get(object, "loss");
    const json_t *valid = json_object_get(object, "val_loss");
    if (json_is_number(valid) && is_look(run, step)) {
        note_look(run, json_number_value(valid));
    }
    return (!json_is_number(loss) ||
            loss_points_add(&run->losses, (double)step, json_number_value(loss), err)) &&
           (!json_is_number(valid) ||
            loss_points_add(&run->valid_losses, (double)step, json_number_value(valid), err));
}

/* Lines of steps that this run does not repeat. */
static bool keep_lines(struct run *run, struct bytes bytes, struct atomic_file *file,
                       struct error *err)
{
    bool ok = true;
    for (size_t start = 0; ok && start < bytes.n_bytes;) {
        const char *line = (const char *)bytes.data + start;
        const char *end = memchr(line, '\n', bytes.n_bytes - start);
        size_t n = end != NULL ? (size_t)(end - line) + 1 : bytes.n_bytes - start;
        json_t *object = end != NULL ? json_loadb(line, n, 0, NULL) : NULL;
        json_int_t step = json_integer_value(json_object_get(object, "step"));
        if (step > 0 && (uint64_t)step <= run->info.n_steps) {
            atomic_file_write(file, line, n);
            ok = recall_metrics(run, (uint64_t)step, object, err);
        }
        json_decref(object);
        start += n;
    }
    return ok;
}

static bool keep_metrics(struct run *run, const char *path, struct error *err)
{
    struct file_map map;
    struct atomic_file *file;
    if (!file_map_open(&map, path, NULL)) {
        return true;
    }
    bool ok = atomic_file_create(&file, path, err);
    if (ok) {
        ok = keep_lines(run, map.bytes, file, err);
        ok = ok ? atomic_file_commit(file, err) : (atomic_file_discard(file), false);
    }
    file_map_close(&map);
    return ok;
}

static bool open_metrics(struct run *run, struct error *err)
{
    char path[PATH_BYTES];
    bool goes_on = run->info.n_steps > 0;
    snprintf(path, sizeof path, "%s/metrics.jsonl", run->settings->adapter_path);
    if (goes_on && !keep_metrics(run, path, err)) {
        return false;
    }
    if (goes_on && run->train->early_stop > 0 && run->best_loss == HUGE_VAL &&
        run->info.sets[SILEX_SET_VALID].n_samples > 0) {
        report("warning: %s tells no loss on valid.jsonl: early stopping begins anew", path);
    }
    run->metrics = fopen(path, goes_on ? "ae" : "we");
    return run->metrics != NULL || error_set(err, ERROR_IO, "%s cannot be written", path);
}

/* Takes the object. A disk that is full is told when the adapter is saved. */
static void write_metrics(struct run *run, json_t *object)
{
    char *text = object != NULL ? json_dumps(object, JSON_COMPACT) : NULL;
    if (text != NULL) {
        fprintf(run->metrics, "%s\n", text);
        fflush(run->metrics);
    }
    free(text);
    json_decref(object);
}

/* ---- the loop -------------------------------------------------------------------------------- */

static bool fail(silex_status status, const silex_error *problem, struct error *err)
{
    return engine_check(status, problem, err);
}

struct evaluation {
    const struct run *run;
    struct progress progress;
};

/* Inside of a group of batches an interruption waits for its end. */
static bool on_evaluate(void *user, size_t n_done, size_t n_total)
{
    struct evaluation *evaluation = user;
    progress_step(&evaluation->progress, "validation", (double)n_done / (double)n_total);
    return !interrupt_happened() || !silex_trainer_can_save(evaluation->run->trainer);
}

static bool evaluate(struct run *run, silex_train_set set, size_t n_batches, double *loss,
                     struct error *err)
{
    struct evaluation evaluation = {.run = run};
    silex_error problem = {0};
    silex_status status = silex_trainer_evaluate(run->trainer, set, n_batches, on_evaluate,
                                                 &evaluation, loss, &problem);
    progress_end(&evaluation.progress);
    return fail(status, &problem, err);
}

/* Before step `step`, counted from 1. */
static bool validate(struct run *run, uint64_t step, struct error *err)
{
    size_t n_batches = 0;
    double loss, start = clock_seconds();
    if (!read_whole(run->train->val_batches, "val-batches", &n_batches, err) ||
        !evaluate(run, SILEX_SET_VALID, n_batches, &loss, err)) {
        return false;
    }
    double seconds = clock_seconds() - start;
    output_format("Iter %llu: Val loss %.3f, Val took %.3fs\n", (unsigned long long)step, loss,
                  seconds);
    write_metrics(run, json_pack("{s:I,s:o,s:f}", "step", (json_int_t)step, "val_loss",
                                 json_number(loss), "val_seconds", seconds));
    if (is_look(run, step)) {
        note_look(run, loss);
    }
    return loss_points_add(&run->valid_losses, (double)step, loss, err);
}

static bool tell_step(struct run *run, uint64_t step, double learning_rate, struct error *err)
{
    char left[32];
    double loss = run->loss / (double)run->n_steps;
    double steps_per_second = (double)run->n_steps / run->seconds;
    double tokens_per_second = (double)run->n_tokens / run->seconds;
    double peak = (double)engine_peak_memory_bytes() / 1e9;
    silex_trainer_describe(run->trainer, &run->info);
    append_time(left,
                run->n_all_seconds / (double)(step - run->n_first) * (double)(run->n_last - step));
    output_format("Iter %llu: Train loss %.3f, Learning Rate %.3e, It/sec %.3f, Tokens/sec %.3f, "
                  "Trained Tokens %llu, Peak mem %.3f GB, %s left\n",
                  (unsigned long long)step, loss, learning_rate, steps_per_second,
                  tokens_per_second, (unsigned long long)run->info.n_tokens, peak, left);
    write_metrics(run, json_pack("{s:I,s:o,s:f,s:f,s:f,s:I,s:f}", "step", (json_int_t)step, "loss",
                                 json_number(loss), "learning_rate", learning_rate,
                                 "steps_per_second", steps_per_second, "tokens_per_second",
                                 tokens_per_second, "trained_tokens",
                                 (json_int_t)run->info.n_tokens, "peak_memory_gb", peak));
    run->loss = run->seconds = 0;
    run->n_steps = run->n_tokens = 0;
    return loss_points_add(&run->losses, (double)step, loss, err);
}

/* What early stopping has seen is kept before the state that goes on from it. */
static bool sync_metrics(struct run *run, struct error *err)
{
    if (run->metrics == NULL || (fflush(run->metrics) == 0 && fsync(fileno(run->metrics)) == 0 &&
                                 ferror(run->metrics) == 0)) {
        return true;
    }
    return error_set_errno(err, errno, "metrics.jsonl");
}

static bool save(struct run *run, bool is_numbered, struct error *err)
{
    char path[PATH_BYTES];
    silex_error problem = {0};
    if (!sync_metrics(run, err) ||
        !fail(silex_trainer_save(run->trainer, is_numbered, &problem), &problem, err)) {
        return run->n_saved > 0 && error_context(err, "the checkpoint of step %llu stays",
                                                 (unsigned long long)run->n_saved);
    }
    silex_trainer_describe(run->trainer, &run->info);
    run->n_saved = run->info.n_steps;
    snprintf(path, sizeof path, "%s/loss.svg", run->settings->adapter_path);
    return loss_curve_write(path, &run->losses, &run->valid_losses, err);
}

/* One batch, and what is due after it. */
static bool step_once(struct run *run, uint64_t step, struct error *err)
{
    const struct train_settings *train = run->train;
    silex_train_step done;
    silex_error problem = {0};
    double start = clock_seconds();
    if (!fail(silex_trainer_step(run->trainer, &done, &problem), &problem, err)) {
        if (run->n_saved > 0) {
            report("the checkpoint of step %llu in %s is the last good one",
                   (unsigned long long)run->n_saved, run->settings->adapter_path);
        }
        return false;
    }
    double seconds = clock_seconds() - start;
    run->seconds += seconds;
    run->n_all_seconds += seconds;
    run->loss += done.loss;
    run->n_steps++;
    run->n_tokens += done.n_tokens;
    bool is_last = step == run->n_last;
    if ((step % train->steps_per_report == 0 || is_last) &&
        !tell_step(run, step, done.learning_rate, err)) {
        return false;
    }
    if (step % train->save_every == 0) {
        if (!save(run, true, err)) {
            return false;
        }
        output_format("Iter %llu: Saved adapter weights to %s/%s and %s/%07llu_%s.\n",
                      (unsigned long long)step, run->settings->adapter_path, tensors_name(run),
                      run->settings->adapter_path, (unsigned long long)step, tensors_name(run));
    }
    return true;
}

/* What is due before a step; *is_stopped when it was interrupted. */
static bool look(struct run *run, uint64_t step, bool *is_stopped, struct error *err)
{
    const struct train_settings *train = run->train;
    bool decides = train->early_stop > 0 && is_look(run, step);
    bool is_due = is_look(run, step) || step == run->n_first + 1 || step == run->n_last;
    bool has_valid = run->info.sets[SILEX_SET_VALID].n_samples > 0;
    if (!has_valid || !is_due || (interrupt_happened() && !decides) || validate(run, step, err)) {
        return true;
    }
    if (err->code != ERROR_CANCELLED) {
        return false;
    }
    *err = (struct error){0};
    *is_stopped = true;
    return true;
}

static bool run_steps(struct run *run, bool *is_stopped, struct error *err)
{
    for (uint64_t step = run->n_first + 1; step <= run->n_last; step++) {
        if (interrupt_happened() && silex_trainer_can_save(run->trainer)) {
            *is_stopped = true;
            return true;
        }
        if (!look(run, step, is_stopped, err)) {
            return false;
        }
        if (*is_stopped) {
            return true;
        }
        if (is_enough(run) && silex_trainer_can_save(run->trainer)) {
            output_format("Iter %llu: Val loss was not below %.3f for %zu validations: stopping\n",
                          (unsigned long long)step, run->best_loss, run->n_worse);
            return true;
        }
        if (!step_once(run, step, err)) {
            return false;
        }
    }
    return true;
}

static void tell_curve(const struct run *run)
{
    struct buffer line;
    buffer_init(&line, 1 << 16);
    loss_curve_line(&line, &run->losses, 40);
    if (line.n_bytes > 0) {
        output_format("Train loss %s\n", buffer_text(&line));
    }
    buffer_clear(&line);
}

/* A last batch inside of a group of batches that belong together is completed. */
static uint64_t round_up(uint64_t n, size_t unit)
{
    return (n + unit - 1) / unit * unit;
}

static bool train_model(struct run *run, bool *is_stopped, struct error *err)
{
    const struct train_settings *train = run->train;
    run->n_first = run->info.n_steps;
    run->n_last = round_up(train->iters, train->n_accumulated);
    run->n_saved = run->n_first;
    run->best_loss = HUGE_VAL;
    if (run->info.sets[SILEX_SET_TRAIN].n_samples == 0) {
        return error_set(err, ERROR_NOT_FOUND, "%s: train.jsonl is missing", train->data);
    }
    tell_plan(run);
    if (run->n_first >= run->n_last) {
        output_format("All %llu steps are done\n", (unsigned long long)run->n_first);
        return true;
    }
    /* The first save is the proof that the folder can be written. */
    if ((run->n_first == 0 && !save(run, false, err)) || !open_metrics(run, err) ||
        !run_steps(run, is_stopped, err) || !save(run, false, err)) {
        return false;
    }
    tell_curve(run);
    if (*is_stopped) {
        report("stopped after step %llu, and saved; the same command with --resume goes on",
               (unsigned long long)run->n_saved);
    } else {
        output_format("Saved final weights to %s/%s.\n", run->settings->adapter_path,
                      tensors_name(run));
    }
    return true;
}

static bool test_model(struct run *run, struct error *err)
{
    size_t n_batches = 0;
    double loss;
    if (run->info.sets[SILEX_SET_TEST].n_samples == 0) {
        return error_set(err, ERROR_NOT_FOUND, "%s: test.jsonl is missing", run->train->data);
    }
    tell_set(run, SILEX_SET_TEST, "test.jsonl");
    if (!read_whole(run->train->test_batches, "test-batches", &n_batches, err) ||
        !evaluate(run, SILEX_SET_TEST, n_batches, &loss, err)) {
        return false;
    }
    output_format("Test loss %.3f, Test ppl %.3f.\n", loss, exp(loss));
    return true;
}

static bool open_run(struct run *run, struct error *err)
{
    struct settings settings = *run->settings;
    silex_error problem = {0};
    settings.adapter_path = NULL; /* the trainer's, not one to talk with */
    if (!read_settings(run, err) || !engine_open_model(&run->engine, &settings, false, err) ||
        !fail(silex_trainer_open(run->engine.model, &run->options, &run->trainer, &problem),
              &problem, err)) {
        return false;
    }
    silex_trainer_describe(run->trainer, &run->info);
    return true;
}

static void close_run(struct run *run)
{
    silex_trainer_close(run->trainer);
    engine_close(&run->engine);
    loss_points_clear(&run->losses);
    loss_points_clear(&run->valid_losses);
    json_decref(run->parameters);
    free(run->optimizer_json);
    free(run->config_json);
    if (run->metrics != NULL) {
        fclose(run->metrics);
    }
}

int command_lora(const struct settings *settings)
{
    struct error err = {0};
    struct run run = {.settings = settings, .train = &settings->train};
    bool is_stopped = false;
    bool is_good = open_run(&run, &err) &&
                   (!run.train->wants_train || train_model(&run, &is_stopped, &err)) &&
                   (!run.train->wants_test || is_stopped || test_model(&run, &err));
    close_run(&run);
    return !is_good ? report_error(&err) : is_stopped ? EXIT_INTERRUPTED : EXIT_DONE;
}
