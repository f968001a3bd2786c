/*
 * From one form of an adapter to the other. mlx-lm has one rank and one scale for all modules: of
 * PEFT's, smaller ranks get zeros, which change nothing, and another scale goes into the second
 * matrix. Numbers are 32-bit floats on the way and in the result, so nothing else is rounded.
 */
#include "convert/adapter_convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/new_folder.h"
#include "base/memory.h"
#include "formats/float_element.h"
#include "model/adapter_module.h"
#include "model/adapter_write.h"

enum { MAX_CONFIG_BYTES = 16 << 20, NAME_BYTES = 512, ARRAYS_PER_MODULE = 5 };

static const char config_name[] = "adapter_config.json";

struct rewriter {
    struct folder *folder;
    struct adapter_file file;
    enum adapter_format format; /* of the result */
    enum adapter_tied tied;
    const struct adapter_module *repeated; /* the head's, where the embedding's says all */
    json_t *config;                        /* of the source */
    struct adapter_array *arrays;
    size_t n_arrays;
    struct adapter_settings settings;
    bool is_inner; /* PEFT's model is part of a larger one */
    struct arena arena;
    struct error *err;
};

/* ---- what fits ------------------------------------------------------------------------------- */

/* Names of tensors go into JSON as they are. */
static bool check_name(const char *path, struct error *err)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    return (path[strspn(path, allowed)] == '\0' && strlen(path) < NAME_BYTES / 2) ||
           error_set(err, ERROR_UNSUPPORTED, "\"%.200s\" is no name of a module", path);
}

/* mlx-lm has one pair for an embedding and a head that are one matrix, PEFT one for each. */
static bool check_tie(struct rewriter *rewriter)
{
    bool has_embedding = false;
    const struct adapter_module *head;
    enum adapter_tie tie = adapter_tie_of(&rewriter->file, &head);
    for (size_t i = 0; i < rewriter->file.n_modules; i++) {
        has_embedding |= rewriter->file.modules[i].is_embedding;
    }
    if (has_embedding && rewriter->tied == ADAPTER_TIED_UNKNOWN) {
        return error_set(rewriter->err, ERROR_ARGUMENT,
                         "the adapter changes the embedding: its other form depends on whether the "
                         "model's head is the same matrix (tie_word_embeddings in its config.json; "
                         "--tied yes|no)");
    }
    if (rewriter->tied == ADAPTER_TIED_YES && tie == ADAPTER_TIE_BROKEN) {
        return error_set(rewriter->err, ERROR_UNSUPPORTED,
                         "the adapter changes embedding and head differently, and mlx-lm has one "
                         "pair where they are one matrix; it can be served and fused");
    }
    rewriter->repeated =
        rewriter->tied == ADAPTER_TIED_YES && tie == ADAPTER_TIE_TWICE ? head : NULL;
    return true;
}

static bool check(struct rewriter *rewriter)
{
    const struct adapter_file *file = &rewriter->file;
    struct error *err = rewriter->err;
    size_t n_magnitudes = 0;
    if (file->format == rewriter->format) {
        return error_set(err, ERROR_ARGUMENT, "%s: the adapter is of that form already",
                         folder_path(rewriter->folder));
    }
    if (file->n_tensors > 0) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\" is one of the model's as a whole: %s; such an adapter "
                         "can only be fused",
                         file->tensors[0].tensor->name,
                         rewriter->format == ADAPTER_MLX
                             ? "mlx-lm's adapters have none beside small matrices"
                             : "PEFT has no form for full fine-tuning");
    }
    for (size_t i = 0; i < file->n_modules; i++) {
        n_magnitudes += file->modules[i].magnitude != NULL;
        if (!check_name(file->modules[i].path, err)) {
            return false;
        }
    }
    rewriter->settings.has_magnitudes = n_magnitudes > 0;
    if (!check_tie(rewriter)) {
        return false;
    }
    return n_magnitudes == 0 || n_magnitudes == file->n_modules ||
           error_set(err, ERROR_UNSUPPORTED,
                     "only %zu of %zu modules have magnitudes: the other form has them everywhere "
                     "or nowhere",
                     n_magnitudes, file->n_modules);
}

/* ---- settings -------------------------------------------------------------------------------- */

static bool read_settings(struct rewriter *rewriter)
{
    struct adapter_settings *settings = &rewriter->settings;
    const struct adapter_file *file = &rewriter->file;
    bool from_mlx = file->format == ADAPTER_MLX;
    const json_t *parameters = json_object_get(rewriter->config, "lora_parameters");
    const json_t *dropout = from_mlx ? json_object_get(parameters, "dropout")
                                     : json_object_get(rewriter->config, "lora_dropout");
    settings->base_model = json_string_value(
        json_object_get(rewriter->config, from_mlx ? "model" : "base_model_name_or_path"));
    settings->dropout = json_is_number(dropout) ? json_number_value(dropout) : 0;
    for (size_t i = 0; i < file->n_modules; i++) {
        const struct adapter_module *module = &file->modules[i];
        settings->rank = module->rank > settings->rank ? module->rank : settings->rank;
        if (settings->scale == 0) {
            settings->scale = (double)module->scale;
        }
        rewriter->is_inner |=
            strncmp(module->path, "model.language_model.", strlen("model.language_model.")) == 0;
    }
    return true;
}

/* ---- arrays ---------------------------------------------------------------------------------- */

/* The path as mlx-lm has it. */
static void mlx_path(const struct rewriter *rewriter, const char *path, char out[NAME_BYTES])
{
    bool is_inner = rewriter->file.format == ADAPTER_PEFT && rewriter->is_inner;
    const char *rest = adapter_tensor_rest(path);
    bool is_head = strcmp(rest, "lm_head") == 0;
    snprintf(out, NAME_BYTES, "%s%s",
             is_inner ? (is_head ? "language_model." : "language_model.model.") : "",
             is_inner ? rest : path);
}

static float *add_array(struct rewriter *rewriter, const char *path, const char *ending,
                        size_t n_dimensions, size_t n, size_t m)
{
    char name[NAME_BYTES + 16];
    size_t n_numbers;
    struct adapter_array *array = &rewriter->arrays[rewriter->n_arrays++];
    snprintf(name, sizeof name, "%s%s", path, ending);
    if (!size_multiply(n, m, &n_numbers)) {
        error_set(rewriter->err, ERROR_LIMIT, "tensor \"%.200s\" is too large", name);
        return NULL;
    }
    float *numbers = arena_array(&rewriter->arena, n_numbers, sizeof *numbers, rewriter->err);
    *array = (struct adapter_array){
        .name = arena_text(&rewriter->arena, name, strlen(name), rewriter->err),
        .n_dimensions = n_dimensions,
        .shape = {n, m},
        .numbers = numbers,
    };
    return array->name != NULL ? numbers : NULL;
}

/* One rank for all, as mlx-lm has it; zeros where a module's own is smaller. */
static bool add_module(struct rewriter *rewriter, const struct adapter_module *module)
{
    size_t rank = rewriter->format == ADAPTER_MLX ? rewriter->settings.rank : module->rank;
    double wanted = rewriter->settings.scale;
    bool is_scaled = (double)module->scale != wanted;
    char path[NAME_BYTES];
    mlx_path(rewriter, module->path, path);
    struct module_shape shape = adapter_module_shape(module);
    float *a = add_array(rewriter, path, ".lora_a", 2, shape.n_inputs, rank);
    float *b = a != NULL ? add_array(rewriter, path, ".lora_b", 2, rank, shape.n_outputs) : NULL;
    if (b == NULL) {
        return false;
    }
    adapter_module_copy(module, rank, is_scaled ? (double)module->scale / wanted : 1.0, a, b);
    if (module->is_embedding && rewriter->tied == ADAPTER_TIED_YES &&
        rewriter->format == ADAPTER_PEFT) {
        struct adapter_array *arrays = rewriter->arrays + rewriter->n_arrays;
        rewriter->n_arrays += 2;
        adapter_repeat_for_head(arrays - 2, arrays);
    }
    if (module->magnitude == NULL) {
        return true;
    }
    float *m = add_array(rewriter, path, ".m", 1, module->n_rows, 1);
    for (size_t i = 0; m != NULL && i < module->n_rows; i++) {
        m[i] = float_element(module->magnitude->bytes.data, module->magnitude->dtype, i);
    }
    return m != NULL;
}

static bool make_arrays(struct rewriter *rewriter)
{
    const struct adapter_file *file = &rewriter->file;
    rewriter->arrays = arena_array(&rewriter->arena, ARRAYS_PER_MODULE * file->n_modules,
                                   sizeof *rewriter->arrays, rewriter->err);
    bool ok = rewriter->arrays != NULL;
    for (size_t i = 0; ok && i < file->n_modules; i++) {
        ok = &file->modules[i] == rewriter->repeated || add_module(rewriter, &file->modules[i]);
    }
    return ok;
}

/* ---- files ----------------------------------------------------------------------------------- */

static void put(void *context, const void *bytes, size_t n_bytes)
{
    new_folder_write(context, bytes, n_bytes);
}

static bool write_config(const struct rewriter *rewriter, struct new_folder *out)
{
    json_t *json = adapter_write_config(rewriter->format, rewriter->arrays, rewriter->n_arrays,
                                        &rewriter->settings, rewriter->err);
    char *text =
        json != NULL ? json_text(json, JSON_INDENT(2) | JSON_SORT_KEYS, rewriter->err) : NULL;
    bool ok = text != NULL && new_folder_file(out, config_name, rewriter->err);
    if (ok) {
        new_folder_write(out, text, strlen(text));
        new_folder_write(out, "\n", 1);
    }
    free(text);
    json_decref(json);
    return ok;
}

static bool write_files(const struct rewriter *rewriter, const char *path)
{
    struct new_folder *out;
    uint64_t n_bytes = MAX_CONFIG_BYTES;
    for (size_t i = 0; i < rewriter->n_arrays; i++) {
        const struct adapter_array *array = &rewriter->arrays[i];
        n_bytes += (uint64_t)array->shape[0] * array->shape[1] * sizeof *array->numbers;
    }
    if (!new_folder_create(&out, path, n_bytes, rewriter->err)) {
        return false;
    }
    if (!write_config(rewriter, out) ||
        !new_folder_file(out, adapter_file_name(rewriter->format), rewriter->err) ||
        !adapter_write_tensors(rewriter->format, rewriter->arrays, rewriter->n_arrays, put, out,
                               rewriter->err)) {
        new_folder_discard(out);
        return false;
    }
    return new_folder_commit(out, rewriter->err);
}

bool adapter_convert(struct folder *folder, const char *path, enum adapter_format format,
                     enum adapter_tied tied, struct error *err)
{
    struct rewriter rewriter = {.folder = folder, .format = format, .tied = tied, .err = err};
    arena_init(&rewriter.arena, SIZE_MAX / 2); /* at most some times the adapter's files */
    bool ok = adapter_file_read(&rewriter.file, folder, err) && check(&rewriter);
    if (ok) {
        rewriter.config = json_open_object(folder, config_name, MAX_CONFIG_BYTES, err);
        ok = rewriter.config != NULL && read_settings(&rewriter) && make_arrays(&rewriter) &&
             write_files(&rewriter, path);
    }
    json_decref(rewriter.config);
    adapter_file_clear(&rewriter.file);
    arena_clear(&rewriter.arena);
    return ok || error_context(err, "%s", folder_path(folder));
}
