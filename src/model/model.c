/* Opening a checkpoint's folder; see model.h. */
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "formats/gguf.h"
#include "model/gguf_config.h"
#include "model/gguf_tensors.h"

/* A config.json is some KB; the arena holds norms and biases, some MB for the largest models. */
enum { MAX_JSON_BYTES = 16 << 20, MAX_WARNINGS = 16 };
static const size_t max_arena_bytes = (size_t)1 << 30;

static bool add_warning(struct model *model, struct error *err, const char *text)
{
    if (model->n_warnings == MAX_WARNINGS) {
        return true;
    }
    char *copy = arena_text(&model->arena, text, strlen(text), err);
    if (copy == NULL) {
        return false;
    }
    model->warnings[model->n_warnings++] = copy;
    return true;
}

/* ---- what ends a text ----------------------------------------------------------------------- */

static bool add_end_token(struct model *model, const json_t *value, struct error *err)
{
    json_int_t id = json_integer_value(value);
    if (!json_is_integer(value) || id < 0 || id > UINT32_MAX) {
        return error_set(err, ERROR_MALFORMED, "\"eos_token_id\": expected ids, found %s",
                         json_is_integer(value) ? "a number outside their range"
                                                : json_type_text(value));
    }
    for (size_t i = 0; i < model->n_end_tokens; i++) {
        if (model->end_tokens[i] == (uint32_t)id) {
            return true;
        }
    }
    if (model->n_end_tokens == MODEL_MAX_END_TOKENS) {
        return error_set(err, ERROR_LIMIT, "\"eos_token_id\": more than %d ids",
                         MODEL_MAX_END_TOKENS);
    }
    model->end_tokens[model->n_end_tokens++] = (uint32_t)id;
    return true;
}

/* A number, an array of numbers, or nothing. */
static bool read_end_tokens(struct model *model, const json_t *json, struct error *err)
{
    const json_t *value = json_object_get(json, "eos_token_id");
    if (value == NULL || json_is_null(value)) {
        return true;
    }
    if (!json_is_array(value)) {
        return add_end_token(model, value, err);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!add_end_token(model, json_array_get(value, i), err)) {
            return false;
        }
    }
    return true;
}

static bool read_defaults(struct model *model, const json_t *json, struct error *err)
{
    struct generation_defaults *defaults = &model->defaults;
    bool is_sampled = true;
    if (!json_read_real(json, "temperature", 0, 1e9, &defaults->temperature, err) ||
        !json_read_real(json, "top_p", 0, 1, &defaults->top_p, err) ||
        !json_read_real(json, "top_k", 0, 1e9, &defaults->top_k, err) ||
        !json_read_bool(json, "do_sample", &is_sampled, err)) {
        return false;
    }
    if (!is_sampled) {
        defaults->temperature = 0;
    }
    return true;
}

/* generation_config.json decides what ends a text; where it says nothing, config.json does. */
static bool read_generation(struct model *model, struct folder *folder, const json_t *config,
                            const json_t *text_part, struct error *err)
{
    static const char name[] = "generation_config.json";
    if (folder_has(folder, name)) {
        json_t *json = json_open_object(folder, name, MAX_JSON_BYTES, err);
        if (json == NULL) {
            return false;
        }
        bool ok = read_end_tokens(model, json, err) && read_defaults(model, json, err);
        json_decref(json);
        if (!ok) {
            return error_context(err, name);
        }
    }
    if ((model->n_end_tokens == 0 && !read_end_tokens(model, config, err)) ||
        (model->n_end_tokens == 0 && !read_end_tokens(model, text_part, err))) {
        return error_context(err, "config.json");
    }
    return true;
}

/* ---- reports -------------------------------------------------------------------------------- */

/* What most of the weights are: the first layer's, which schemes with exceptions keep usual. */
static bool describe(struct model *model, const struct quantization *quantization,
                     struct error *err)
{
    static const char *const float_texts[] = {
        [FLOAT_F32] = "f32", [FLOAT_F16] = "f16", [FLOAT_BF16] = "bf16"};
    char text[100];
    const struct quantization_scheme *base = &quantization->base;
    if (quantization->rules == NULL) {
        snprintf(text, sizeof text, "%s", float_texts[model->weights.layers[0].query.float_type]);
    } else {
        size_t n_exceptions = 0;
        const char *key;
        json_t *value;
        json_object_foreach((json_t *)quantization->rules, key, value)
        {
            n_exceptions += json_is_object(value) || json_is_boolean(value);
        }
        int n = snprintf(text, sizeof text, "%u bits %s, groups of %u", base->bits,
                         quantization_kind_text(base->kind), base->group);
        if (n_exceptions > 0) {
            snprintf(text + n, sizeof text - (size_t)n, ", %zu modules otherwise", n_exceptions);
        }
    }
    model->quantization_text = arena_text(&model->arena, text, strlen(text), err);
    return model->quantization_text != NULL;
}

static bool warn_unused(struct model *model, const struct weight_report *report, struct error *err)
{
    enum { N_NAMED = 8 };
    char text[300];
    for (size_t i = 0; i < report->n_unused && i < N_NAMED; i++) {
        snprintf(text, sizeof text, "tensor \"%.200s\" is not used", report->unused[i]);
        if (!add_warning(model, err, text)) {
            return false;
        }
    }
    if (report->n_unused > N_NAMED) {
        snprintf(text, sizeof text, "%zu more tensors are not used", report->n_unused - N_NAMED);
        return add_warning(model, err, text);
    }
    return true;
}

static bool open_ropes(struct model *model, struct error *err)
{
    for (size_t i = 0; i < model->config.n_ropes; i++) {
        if (!rope_angles_init(&model->ropes[i], &model->config.ropes[i], &model->arena, err)) {
            return false;
        }
    }
    return true;
}

/* ---- GGUF ----------------------------------------------------------------------------------- */

static bool read_gguf_defaults(struct model *model, const struct gguf *gguf, struct error *err)
{
    struct generation_defaults *defaults = &model->defaults;
    return gguf_read_real(gguf, "general.sampling.temp", 0, 1e9, &defaults->temperature, err) &&
           gguf_read_real(gguf, "general.sampling.top_p", 0, 1, &defaults->top_p, err) &&
           gguf_read_real(gguf, "general.sampling.top_k", 0, 1e9, &defaults->top_k, err);
}

/* A tensor that nobody asked for means something that is not computed here. */
static bool refuse_unused(const struct weight_report *report, const char *file, struct error *err)
{
    return report->n_unused == 0 ||
           error_set(err, ERROR_UNSUPPORTED, "%s: tensor \"%.200s\" has no place in this model",
                     file, report->unused[0]);
}

static bool bind_gguf(struct model *model, const struct gguf *gguf, struct error *err)
{
    struct quantization nothing = {.rules = NULL};
    struct weight_report report;
    struct safetensors tensors;
    safetensors_init(&tensors);
    bool ok = gguf_tensors_read(&tensors, gguf, &model->config, err) &&
              model_weights_bind(&model->weights, &report, &model->config, &nothing, &tensors,
                                 &model->arena, err) &&
              refuse_unused(&report, gguf->file, err) &&
              gguf_tensors_describe(gguf, &model->arena, &model->quantization_text, err);
    safetensors_clear(&tensors);
    return ok;
}

/* Old files do not say how words are cut, and newer tokenizers are not cut as the old ones were. */
static bool warn_pretokenizer(struct model *model, const struct gguf *gguf, struct error *err)
{
    struct bytes kind = {(const uint8_t *)"", 0};
    return gguf_read_text(gguf, "tokenizer.ggml.model", &kind, err) &&
           (kind.n_bytes != 4 || memcmp(kind.data, "gpt2", 4) != 0 ||
            gguf_find(gguf, "tokenizer.ggml.pre") != NULL ||
            add_warning(model, err,
                        "the file does not say how its tokenizer cuts words "
                        "(\"tokenizer.ggml.pre\"): ids may not be those the model was made with"));
}

/* Memory that nobody expects to be taken. */
static bool warn_turned(struct model *model, const struct folder *folder, struct error *err)
{
    char text[200];
    size_t n_bytes = folder_replaced_bytes(folder);
    snprintf(text, sizeof text, GGUF_TURNED_NOTE, (double)n_bytes * 1e-9);
    return n_bytes == 0 || add_warning(model, err, text);
}

static bool open_gguf(struct model *model, struct folder *folder, struct error *err)
{
    struct gguf gguf;
    bool ok = gguf_open(&gguf, folder, err) && warn_turned(model, folder, err) &&
              gguf_config_read(&model->config, &gguf, &model->arena, err) &&
              open_ropes(model, err) &&
              gguf_end_tokens(&gguf, model->end_tokens, MODEL_MAX_END_TOKENS, &model->n_end_tokens,
                              err) &&
              read_gguf_defaults(model, &gguf, err) && warn_pretokenizer(model, &gguf, err) &&
              bind_gguf(model, &gguf, err);
    gguf_clear(&gguf);
    return ok;
}

/* ---- open ----------------------------------------------------------------------------------- */

static bool bind(struct model *model, const json_t *text_part, const struct safetensors *tensors,
                 struct error *err)
{
    struct quantization quantization;
    struct weight_report report;
    return quantization_read(&quantization, text_part, err) &&
           model_weights_bind(&model->weights, &report, &model->config, &quantization, tensors,
                              &model->arena, err) &&
           describe(model, &quantization, err) && warn_unused(model, &report, err);
}

static bool open_all(struct model *model, struct folder *folder, const json_t *config,
                     struct error *err)
{
    if (!model_config_read(&model->config, config, &model->arena, err)) {
        return false;
    }
    if (json_object_get(config, "vision_config") != NULL &&
        !add_warning(model, err, "the model also reads images; only its text part is used")) {
        return false;
    }
    if (!open_ropes(model, err)) {
        return false;
    }
    json_t *text_part = model_config_text_part(config, err);
    struct safetensors tensors;
    safetensors_init(&tensors);
    bool ok = text_part != NULL && read_generation(model, folder, config, text_part, err) &&
              safetensors_open(&tensors, folder, err) && bind(model, text_part, &tensors, err);
    safetensors_clear(&tensors);
    json_decref(text_part);
    return ok;
}

static bool open_folder(struct model *model, struct folder *folder, struct error *err)
{
    json_t *config = json_open_object(folder, "config.json", MAX_JSON_BYTES, err);
    bool ok = config != NULL && open_all(model, folder, config, err);
    json_decref(config);
    return ok;
}

bool model_open(struct model **out, struct folder *folder, struct error *err)
{
    struct model *model = memory_array(1, sizeof *model, err);
    if (model == NULL) {
        return false;
    }
    arena_init(&model->arena, max_arena_bytes);
    model->defaults = (struct generation_defaults){-1, -1, -1};
    model->warnings = arena_array(&model->arena, MAX_WARNINGS, sizeof *model->warnings, err);
    bool ok = model->warnings != NULL && (gguf_is_in(folder) ? open_gguf(model, folder, err)
                                                             : open_folder(model, folder, err));
    if (!ok) {
        model_close(model);
        return false;
    }
    *out = model;
    return true;
}

static bool bind_changed(const struct model *model, const json_t *text_part,
                         const struct safetensors *tensors, struct model_weights *out,
                         struct arena *arena, struct error *err)
{
    struct model_config config = model->config;
    struct quantization quantization;
    struct weight_report report;
    if (!quantization_read(&quantization, text_part, err) ||
        !model_weights_bind(out, &report, &config, &quantization, tensors, arena, err)) {
        return false;
    }
    for (size_t i = 0; i < report.n_unused; i++) {
        char text[300];
        bool was_unused = false;
        snprintf(text, sizeof text, "tensor \"%.200s\" is not used", report.unused[i]);
        for (size_t k = 0; k < model->n_warnings; k++) {
            was_unused |= strcmp(model->warnings[k], text) == 0;
        }
        const struct safetensors_tensor *tensor = safetensors_find(tensors, report.unused[i]);
        if (!was_unused && tensor != NULL) {
            return error_set(err, ERROR_MALFORMED,
                             "%s: this model has no use for tensor \"%.200s\"", tensor->file,
                             tensor->name);
        }
    }
    return true;
}

bool model_rebind(const struct model *model, struct folder *folder, model_change *change,
                  void *context, struct model_weights *out, struct arena *arena, struct error *err)
{
    if (gguf_is_in(folder)) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tensors of a GGUF file cannot be replaced as a whole");
    }
    json_t *config = json_open_object(folder, "config.json", MAX_JSON_BYTES, err);
    json_t *text_part = config != NULL ? model_config_text_part(config, err) : NULL;
    struct safetensors tensors;
    safetensors_init(&tensors);
    bool ok = text_part != NULL && safetensors_open(&tensors, folder, err) &&
              change(context, &tensors, err) &&
              bind_changed(model, text_part, &tensors, out, arena, err);
    safetensors_clear(&tensors);
    json_decref(text_part);
    json_decref(config);
    return ok;
}

void model_close(struct model *model)
{
    if (model != NULL) {
        arena_clear(&model->arena);
        free(model);
    }
}
