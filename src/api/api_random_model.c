/* Random models: the files of a checkpoint, one after the other, in small pieces. */
#include <stdlib.h>
#include <string.h>
#include "api/api.h"
#include "base/folder.h"
#include "base/memory.h"
#include "base/new_folder.h"
#include "model/random_weights.h"
#include "silex/measure.h"
#include "text/random_tokenizer.h"

enum {
    PIECE_BYTES = 4 << 20,
    HEADER_LIMIT_BYTES = 16 << 20,
    BYTES_PER_WORD = 80, /* of tokenizer.json, at most */
};

struct random_model {
    const silex_random_options *options;
    json_t *json;
    struct model_config config;
    struct random_weights weights;
    struct arena arena;
    struct folder *source; /* of a tokenizer that was given, or NULL */
    struct tokenizer *tokenizer;
    struct new_folder *folder;
    struct error *err;
};

static bool report(const struct random_model *model, uint64_t n_done)
{
    const silex_random_options *options = model->options;
    return options->progress == NULL ||
           options->progress(options->user, "writing weights",
                             (double)n_done / (double)model->weights.n_bytes) ||
           error_set(model->err, ERROR_CANCELLED, "writing was cancelled");
}

static bool read_float_type(const json_t *json, enum float_type *out, struct error *err)
{
    static const struct {
        const char *text;
        enum float_type type;
    } rows[] = {{"bfloat16", FLOAT_BF16}, {"float16", FLOAT_F16}, {"float32", FLOAT_F32}};
    const char *text = rows[0].text;
    if (!json_read_text(json, "torch_dtype", &text, err) ||
        !json_read_text(json, "dtype", &text, err)) {
        return error_context(err, "config.json");
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(text, rows[i].text) == 0) {
            *out = rows[i].type;
            return true;
        }
    }
    return error_set(
        err, ERROR_UNSUPPORTED,
        "config.json: \"dtype\": expected bfloat16, float16 or float32, found \"%.40s\"", text);
}

/* Of a given tokenizer, what config.json does not say itself. */
static bool set_given_ends(struct random_model *model)
{
    static const struct {
        const char *key;
        enum tokenizer_role role;
    } rows[] = {{"bos_token_id", TOKENIZER_BOS},
                {"eos_token_id", TOKENIZER_EOS},
                {"pad_token_id", TOKENIZER_PAD}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t id;
        if (json_object_get(model->json, rows[i].key) == NULL &&
            tokenizer_role_id(model->tokenizer, rows[i].role, &id) &&
            json_object_set_new(model->json, rows[i].key, json_integer(id)) != 0) {
            return error_set(model->err, ERROR_MEMORY, "out of memory");
        }
    }
    return true;
}

static bool open_tokenizer(struct random_model *model, const char *path)
{
    if (!folder_open(&model->source, path, model->err) ||
        !tokenizer_open(&model->tokenizer, model->source, model->err)) {
        return false;
    }
    size_t n_tokens = tokenizer_n_tokens(model->tokenizer);
    return n_tokens <= model->config.vocabulary_size ||
           error_set(model->err, ERROR_ARGUMENT,
                     "config.json: \"vocab_size\" is %zu: the tokenizer of %s has %zu tokens",
                     model->config.vocabulary_size, path, n_tokens);
}

/* With the end as padding too: the defaults of some families are beyond a small vocabulary. */
static bool set_ends(struct random_model *model)
{
    size_t beginning, end;
    random_tokenizer_ends(model->config.vocabulary_size, &beginning, &end);
    const struct {
        const char *key;
        size_t id;
    } rows[] = {{"bos_token_id", beginning}, {"eos_token_id", end}, {"pad_token_id", end}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (json_object_set_new(model->json, rows[i].key, json_integer((json_int_t)rows[i].id)) !=
            0) {
            return error_set(model->err, ERROR_MEMORY, "out of memory");
        }
    }
    return true;
}

static bool plan_tokenizer(struct random_model *model)
{
    const char *path = model->options->tokenizer;
    return path != NULL ? open_tokenizer(model, path) && set_given_ends(model)
                        : random_tokenizer_check(model->config.vocabulary_size, model->err) &&
                              set_ends(model);
}

/* The deviation of weights to train from; 0 for those to measure with. */
static bool read_deviation(const struct random_model *model,
                           const struct quantization *quantization, double *out)
{
    *out = 0;
    if (!model->options->for_training) {
        return true;
    }
    if (quantization->rules != NULL) {
        return error_set(model->err, ERROR_UNSUPPORTED,
                         "config.json: \"quantization\": weights to train from are floats");
    }
    *out = 0.02;
    return json_read_real(model->json, "initializer_range", 1e-6, 10, out, model->err) ||
           error_context(model->err, "config.json");
}

static bool plan_weights(struct random_model *model)
{
    struct quantization quantization;
    struct random_recipe recipe = {
        .quantization = &quantization, .float_type = FLOAT_BF16, .seed = model->options->seed};
    return quantization_read(&quantization, model->json, model->err) &&
           read_float_type(model->json, &recipe.float_type, model->err) &&
           read_deviation(model, &quantization, &recipe.deviation) &&
           random_weights_plan(&model->weights, &model->config, &recipe, model->err);
}

static bool plan(struct random_model *model, const char *config_json)
{
    struct bytes text = {(const uint8_t *)config_json, strlen(config_json)};
    model->json = json_parse(text, "config.json", model->err);
    if (model->json == NULL) {
        return false;
    }
    if (!json_is_object(model->json) || json_object_get(model->json, "text_config") != NULL) {
        return error_set(model->err, ERROR_UNSUPPORTED,
                         "config.json: expected the object of a text model");
    }
    return model_config_read(&model->config, model->json, &model->arena, model->err) &&
           plan_tokenizer(model) && plan_weights(model);
}

static bool write_config(struct random_model *model)
{
    char *text = json_text(model->json, JSON_INDENT(2) | JSON_REAL_PRECISION(15), model->err);
    bool ok = text != NULL && new_folder_file(model->folder, "config.json", model->err);
    if (ok) {
        new_folder_write(model->folder, text, strlen(text));
        new_folder_write(model->folder, "\n", 1);
    }
    free(text);
    return ok;
}

/* Names and shapes are bounded by the configuration's limits, and so is the header. */
static bool write_header(struct random_model *model)
{
    struct buffer header;
    buffer_init(&header, HEADER_LIMIT_BYTES);
    safetensors_append_header(&header, "pt", model->weights.tensors, model->weights.n_tensors);
    bool ok = buffer_check(&header, model->err) &&
              new_folder_file(model->folder, "model.safetensors", model->err);
    if (ok) {
        new_folder_write(model->folder, header.data, header.n_bytes);
    }
    buffer_clear(&header);
    return ok;
}

static bool write_tensors(struct random_model *model)
{
    const struct random_weights *weights = &model->weights;
    uint8_t *piece = memory_array(PIECE_BYTES, 1, model->err);
    uint64_t n_done = 0;
    bool ok = piece != NULL;
    for (size_t i = 0; ok && i < weights->n_tensors; i++) {
        size_t n_bytes = weights->tensors[i].bytes.n_bytes;
        for (size_t offset = 0; ok && offset < n_bytes; offset += PIECE_BYTES) {
            size_t n = n_bytes - offset < PIECE_BYTES ? n_bytes - offset : PIECE_BYTES;
            random_weights_fill(&weights->fills[i], offset, piece, n);
            new_folder_write(model->folder, piece, n);
            n_done += n;
            ok = report(model, n_done) && !new_folder_failed(model->folder);
        }
    }
    free(piece);
    return ok;
}

/* A given one file by file, as it is. */
static bool write_tokenizer(struct random_model *model)
{
    static const char *const names[] = {
        "tokenizer.json",
        "tokenizer_config.json",
        "tokenizer.model",
        "vocab.json",
        "merges.txt",
        "chat_template.jinja",
        "special_tokens_map.json",
        "added_tokens.json",
        "chat_template.json",
    };
    if (model->tokenizer == NULL) {
        return random_tokenizer_write(model->folder, model->config.vocabulary_size, model->err);
    }
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof names / sizeof names[0]; i++) {
        struct bytes file;
        if (!folder_has(model->source, names[i])) {
            continue;
        }
        ok = folder_read(model->source, names[i], &file, model->err) &&
             new_folder_file(model->folder, names[i], model->err);
        if (ok) {
            new_folder_write(model->folder, file.data, file.n_bytes);
        }
    }
    return ok;
}

static bool write_files(struct random_model *model, const char *path)
{
    uint64_t n_bytes =
        model->weights.n_bytes + (uint64_t)model->config.vocabulary_size * BYTES_PER_WORD;
    if (!new_folder_create(&model->folder, path, n_bytes, model->err)) {
        return false;
    }
    bool ok = write_config(model) && write_tokenizer(model) && write_header(model) &&
              write_tensors(model);
    /* A failed write is told by the commit. */
    if (ok || new_folder_failed(model->folder)) {
        return new_folder_commit(model->folder, model->err);
    }
    new_folder_discard(model->folder);
    return false;
}

silex_status silex_random_model_write(const char *path, const char *config_json,
                                      const silex_random_options *options, silex_error *error)
{
    static const silex_random_options defaults;
    struct error err = {0};
    if (path == NULL || path[0] == '\0' || config_json == NULL) {
        return api_refuse(error, "silex_random_model_write: path and config_json must be given");
    }
    struct random_model model = {.options = options != NULL ? options : &defaults, .err = &err};
    arena_init(&model.arena, (size_t)1 << 24);
    bool ok = plan(&model, config_json) && write_files(&model, path);
    tokenizer_close(model.tokenizer);
    folder_close(model.source);
    random_weights_clear(&model.weights);
    arena_clear(&model.arena);
    json_decref(model.json);
    return ok ? SILEX_OK : api_fail(&err, error);
}
