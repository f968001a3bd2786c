/* Models: opening, describing, closing. */
#include <stdlib.h>
#include <string.h>
#include "api/api.h"
#include "base/memory.h"
#include "formats/gguf.h"

bool api_has_tokenizer(const silex_model *model, struct error *err)
{
    return model->tokenizer != NULL ||
           error_set(err, ERROR_NOT_FOUND,
                     "%s: no tokenizer.json, tokenizer.model or vocab.json, nor a GGUF file with a "
                     "tokenizer: this model has ids, but no text",
                     folder_path(model->folder));
}

/* ---- opening --------------------------------------------------------------------------------- */

static bool report(const silex_model_options *options, const char *stage, double fraction,
                   struct error *err)
{
    return options->progress == NULL || options->progress(options->user, stage, fraction) ||
           error_set(err, ERROR_CANCELLED, "opening was cancelled");
}

static bool find_level(const char *name, enum kernel_level *level, struct error *err)
{
    *level = KERNEL_N_LEVELS;
    if (name == NULL) {
        return true;
    }
    if (!kernels_level_find(name, level)) {
        return error_set(err, ERROR_ARGUMENT, "there is no CPU level \"%s\"", name);
    }
    return kernels_supported(*level) ||
           error_set(err, ERROR_UNSUPPORTED, "this machine or build lacks the CPU level %s", name);
}

static bool open_weights(silex_model *model, const silex_model_options *options, struct error *err)
{
    struct backend_options backend = {.n_threads = options->n_threads};
    return report(options, "weights", 0.0, err) &&
           find_level(options->cpu_level, &backend.cap, err) &&
           model_open(&model->model, model->folder, err) &&
           cpu_backend_create(&model->backend, &backend, err);
}

/* A checkpoint of weights alone still computes logits from ids. */
static bool open_tokenizer(silex_model *model, struct error *err)
{
    bool is_there;
    return tokenizer_is_in(model->folder, &is_there, err) &&
           (!is_there || tokenizer_open(&model->tokenizer, model->folder, err));
}

static bool open_parts(silex_model *model, const silex_model_options *options, struct error *err)
{
    return (options->skip_weights || open_weights(model, options, err)) &&
           report(options, "tokenizer", 0.5, err) && open_tokenizer(model, err) &&
           chat_open(&model->chat, model->folder, err) && report(options, "ready", 1.0, err);
}

/* Takes the folder, whatever happens. */
static silex_status open_folder(struct folder *folder, const silex_model_options *options,
                                silex_model **out, silex_error *error)
{
    static const silex_model_options defaults;
    struct error err = {0};
    silex_model *model = memory_array(1, sizeof *model, &err);
    if (model == NULL) {
        folder_close(folder);
        return api_fail(&err, error);
    }
    model->folder = folder;
    if (!open_parts(model, options != NULL ? options : &defaults, &err)) {
        silex_model_close(model);
        return api_fail(&err, error);
    }
    *out = model;
    return SILEX_OK;
}

silex_status silex_model_open(const char *path, const silex_model_options *options,
                              silex_model **out, silex_error *error)
{
    struct error err = {0};
    struct folder *folder;
    if (path == NULL || out == NULL) {
        return api_refuse(error, "silex_model_open: path and out must be given");
    }
    if (!(gguf_is_path(path) ? gguf_open_path(&folder, path, &err)
                             : folder_open(&folder, path, &err))) {
        return api_fail(&err, error);
    }
    return open_folder(folder, options, out, error);
}

silex_status silex_model_open_memory(const silex_file *files, size_t n_files,
                                     const silex_model_options *options, silex_model **out,
                                     silex_error *error)
{
    struct error err = {0};
    struct folder *folder = NULL;
    if ((files == NULL && n_files > 0) || out == NULL) {
        return api_refuse(error, "silex_model_open_memory: files and out must be given");
    }
    struct folder_file *list = memory_array(n_files, sizeof *list, &err);
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < n_files; i++) {
        list[i] = (struct folder_file){files[i].name, {files[i].data, files[i].n_bytes}};
    }
    ok = ok && folder_open_memory(&folder, list, n_files, &err);
    free(list);
    return ok ? open_folder(folder, options, out, error) : api_fail(&err, error);
}

void silex_model_close(silex_model *model)
{
    if (model == NULL) {
        return;
    }
    if (model->backend != NULL) {
        model->backend->operations->destroy(model->backend);
    }
    chat_close(model->chat);
    tokenizer_close(model->tokenizer);
    model_close(model->model);
    folder_close(model->folder);
    free(model);
}

/* ---- describing ------------------------------------------------------------------------------ */

static void describe_weights(const struct model *model, silex_model_info *out)
{
    const struct model_config *config = &model->config;
    out->family = config->family;
    out->quantization = model->quantization_text;
    out->n_layers = config->n_layers;
    out->hidden_size = config->hidden_size;
    out->n_heads = config->n_heads;
    out->n_kv_heads = config->n_kv_heads;
    out->head_dim = config->head_dim;
    out->ffn_size = config->ffn_size;
    out->vocabulary_size = config->vocabulary_size;
    out->context_length = config->n_max_positions;
    out->n_parameters = model->weights.n_parameters;
    out->weight_bytes = model->weights.n_bytes;
    out->bytes_per_token = model->weights.n_bytes_per_token;
    out->end_tokens = model->end_tokens;
    out->n_end_tokens = model->n_end_tokens;
}

static void describe_defaults(const struct model *model, silex_model_info *out)
{
    const struct generation_defaults *defaults = &model->defaults;
    out->default_temperature = (float)defaults->temperature;
    out->default_top_p = (float)defaults->top_p;
    out->default_top_k = (int)defaults->top_k;
    out->warnings = model->warnings;
    out->n_warnings = model->n_warnings;
}

void silex_model_describe(const silex_model *model, silex_model_info *out)
{
    *out = (silex_model_info){
        .family = "",
        .quantization = "",
        .cpu_level = "",
        .vocabulary_size = model->tokenizer != NULL ? tokenizer_n_tokens(model->tokenizer) : 0,
        .has_chat_template = chat_has_template(model->chat),
        .default_temperature = -1.0f,
        .default_top_p = -1.0f,
        .default_top_k = -1,
    };
    if (model->model != NULL) {
        const struct kernels *kernels = model->backend->operations->kernels(model->backend);
        out->cpu_level = kernels_level_name(kernels->level);
        out->n_threads = model->backend->operations->n_threads(model->backend);
        out->n_decode_threads = model->backend->operations->n_step_threads(model->backend);
        describe_weights(model->model, out);
        describe_defaults(model->model, out);
    }
}

void silex_model_set_decode_threads(silex_model *model, unsigned n)
{
    if (model->backend != NULL) {
        model->backend->operations->use_step_threads(model->backend, n);
    }
}
