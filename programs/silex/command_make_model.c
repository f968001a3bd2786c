/* silex make-model: the config.json of a shape, changed as the options say, is what the library
 * writes a checkpoint for. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "engine.h"
#include "input.h"
#include "interrupt.h"
#include "report.h"
#include "shapes.h"
#include "silex/measure.h"
#include "terminal.h"

static const struct {
    const char *name;
    const char *config;
} shapes[] = {
#define ROW(name, config) {name, config},
    SHAPES(ROW)
#undef ROW
};

static const struct {
    const char *name;
    const char *mode;
    int bits, group;
} quantizations[] = {
    {"2", "affine", 2, 64},    {"3", "affine", 3, 64},    {"4", "affine", 4, 64},
    {"5", "affine", 5, 64},    {"6", "affine", 6, 64},    {"8", "affine", 8, 64},
    {"mxfp4", "mxfp4", 4, 32}, {"mxfp8", "mxfp8", 8, 32}, {"nvfp4", "nvfp4", 4, 16},
};

static bool out_of_memory(struct error *err)
{
    return error_set(err, ERROR_MEMORY, "out of memory");
}

/* Affine groups are of the size asked for, which the library checks; others are of one size. */
static bool set_quantization(json_t *config, const struct settings *settings, struct error *err)
{
    size_t i = 0;
    while (strcmp(quantizations[i].name, settings->quantize) != 0) { /* one of the row's choices */
        i++;
    }
    size_t group = (size_t)quantizations[i].group;
    if (settings->group_size != 0 && strcmp(quantizations[i].mode, "affine") != 0 &&
        settings->group_size != group) {
        return error_set(err, ERROR_ARGUMENT, "--group-size %zu: %s is in groups of %zu",
                         settings->group_size, settings->quantize, group);
    }
    group = settings->group_size != 0 ? settings->group_size : group;
    json_t *rules = json_pack("{s:I, s:i, s:s}", "group_size", (json_int_t)group, "bits",
                              quantizations[i].bits, "mode", quantizations[i].mode);
    return json_object_set_new(config, "quantization", rules) == 0 || out_of_memory(err);
}

static bool set_count(json_t *config, const char *key, size_t value, struct error *err)
{
    return value == 0 || json_object_set_new(config, key, json_integer((json_int_t)value)) == 0 ||
           out_of_memory(err);
}

/* Of the two keys for it the newer one holds. */
static bool set_type(json_t *config, const char *type, struct error *err)
{
    if (type == NULL) {
        return true;
    }
    json_object_del(config, "dtype");
    return json_object_set_new(config, "torch_dtype", json_string(type)) == 0 || out_of_memory(err);
}

static bool change(json_t *config, const struct settings *settings, struct error *err)
{
    if (settings->quantize == NULL && settings->group_size != 0) {
        return error_set(err, ERROR_ARGUMENT, "--group-size means nothing without --quantize");
    }
    return set_count(config, "num_hidden_layers", settings->n_layers, err) &&
           set_count(config, "vocab_size", settings->n_vocabulary, err) &&
           set_type(config, settings->dtype, err) &&
           (settings->quantize == NULL || set_quantization(config, settings, err));
}

/* That of a file is checked by the library. */
static json_t *read_config(const char *path, struct error *err)
{
    struct buffer text;
    json_error_t problem;
    json_t *config = NULL;
    if (input_read(path, &text, err)) {
        config = json_loadb(buffer_text(&text), text.n_bytes, JSON_REJECT_DUPLICATES, &problem);
        if (!json_is_object(config)) {
            error_set(err, ERROR_MALFORMED, "%s: %s", path,
                      config == NULL ? problem.text : "expected an object");
            json_decref(config);
            config = NULL;
        }
    }
    buffer_clear(&text);
    return config;
}

static json_t *find_config(const char *name, struct error *err)
{
    size_t i = 0;
    while (strcmp(shapes[i].name, name) != 0) { /* one of the row's choices */
        i++;
    }
    json_t *config = json_loads(shapes[i].config, 0, NULL);
    if (config == NULL ||
        json_object_set_new(config, "torch_dtype", json_string("bfloat16")) != 0) {
        out_of_memory(err);
        json_decref(config);
        return NULL;
    }
    return config;
}

static char *make_config(const struct settings *settings, struct error *err)
{
    json_t *config = settings->like != NULL ? find_config(settings->like, err)
                                            : read_config(settings->model_config, err);
    char *text = NULL;
    if (config != NULL && change(config, settings, err)) {
        text = json_dumps(config, 0);
        if (text == NULL) {
            out_of_memory(err);
        }
    }
    json_decref(config);
    return text;
}

static bool on_write(void *user, const char *stage, double fraction)
{
    progress_step(user, stage, fraction);
    return !interrupt_happened();
}

int command_make_model(const struct settings *settings)
{
    struct error err = {0};
    struct progress progress = {0};
    silex_random_options options = {
        .seed = settings->seed.value,
        .for_training = settings->for_training,
        .tokenizer = settings->tokenizer_path,
        .progress = on_write,
        .user = &progress,
    };
    silex_error problem = {0};
    if (settings->output == NULL) {
        report("make-model: DIR is missing; \"silex make-model --help\" shows examples");
        return EXIT_USAGE;
    }
    if ((settings->like == NULL) == (settings->model_config == NULL)) {
        report("make-model: expected one of --like and --config");
        return EXIT_USAGE;
    }
    interrupt_be_patient(); /* a second Ctrl-C must not keep the first from cleaning up */
    char *config = make_config(settings, &err);
    bool is_good = config != NULL && engine_check(silex_random_model_write(settings->output, config,
                                                                           &options, &problem),
                                                  &problem, &err);
    progress_end(&progress);
    free(config);
    return is_good ? EXIT_DONE : report_error(&err);
}
