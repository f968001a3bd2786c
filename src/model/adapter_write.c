/*
 * Writing adapters; see adapter_write.h. PEFT's matrices are mlx-lm's on their side, its scale is
 * alpha by the rank, and its names are those that transformers has for a model, which differ from
 * mlx-lm's where a text model is part of a larger one.
 */
#include "model/adapter_write.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "model/adapter_module.h"

enum { PATH_BYTES = 512, MAX_HEADER_BYTES = 100 << 20, MAX_ARENA_BYTES = 1 << 28 };

/* ---- names ----------------------------------------------------------------------------------- */

static const struct ending {
    const char *mlx, *peft;
    const char *embedding; /* PEFT's for one; NULL: it has none */
} endings[] = {
    {".lora_a", ".lora_A.weight", ".lora_embedding_A"},
    {".lora_b", ".lora_B.weight", ".lora_embedding_B"},
    {".m", ".lora_magnitude_vector", NULL},
};

/* The length of the module's path in a name; 0: it is of no module. */
static size_t path_length(const char *name, const struct ending **ending)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t n_ending = strlen(endings[i].mlx);
        if (n > n_ending && strcmp(name + n - n_ending, endings[i].mlx) == 0) {
            *ending = &endings[i];
            return n - n_ending;
        }
    }
    return 0;
}

static bool is_embedding(const char *name)
{
    static const char word[] = "embed_tokens.";
    return strncmp(adapter_tensor_rest(name), word, sizeof word - 1) == 0;
}

static const char peft_inner[] = "model.language_model.";

/* A path of mlx-lm as transformers has it. */
static void peft_path(const char *path, size_t n, char out[PATH_BYTES])
{
    static const char inner[] = "language_model.model.", outer[] = "language_model.";
    const char *prefix = "";
    if (strncmp(path, inner, sizeof inner - 1) == 0) {
        prefix = peft_inner;
        path += sizeof inner - 1;
        n -= sizeof inner - 1;
    } else if (strncmp(path, outer, sizeof outer - 1) == 0) {
        path += sizeof outer - 1;
        n -= sizeof outer - 1;
    }
    snprintf(out, PATH_BYTES, "%s%.*s", prefix, (int)n, path);
}

bool adapter_peft_name(const char *name, char out[ADAPTER_NAME_BYTES], struct error *err)
{
    char path[PATH_BYTES];
    const struct ending *ending = NULL;
    size_t n = path_length(name, &ending);
    if (n > 0 && is_embedding(name) && ending->embedding == NULL) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\": PEFT's DoRA of an embedding computes something else",
                         name);
    }
    if (n == 0) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\" is no part of a LoRA: PEFT has no form for it", name);
    }
    peft_path(name, n, path);
    snprintf(out, ADAPTER_NAME_BYTES, "base_model.model.%s%s", path,
             is_embedding(name) ? ending->embedding : ending->peft);
    return true;
}

void adapter_repeat_for_head(const struct adapter_array pair[2], struct adapter_array out[2])
{
    static const char *const names[2][2] = {
        {"lm_head.lora_a", "lm_head.lora_b"},
        {"language_model.lm_head.lora_a", "language_model.lm_head.lora_b"},
    };
    bool is_wrapped = strncmp(pair[0].name, "language_model.", strlen("language_model.")) == 0;
    for (size_t i = 0; i < 2; i++) {
        const struct adapter_array *from = &pair[1 - i];
        out[i] = (struct adapter_array){
            .name = names[is_wrapped][i],
            .n_dimensions = 2,
            .shape = {from->shape[1], from->shape[0]},
            .numbers = from->numbers,
            .is_turned = true,
        };
    }
}

const char *adapter_file_name(enum adapter_format format)
{
    return format == ADAPTER_PEFT ? "adapter_model.safetensors" : "adapters.safetensors";
}

/* ---- tensors --------------------------------------------------------------------------------- */

static size_t count(const struct adapter_array *array)
{
    return array->shape[0] * (array->n_dimensions > 1 ? array->shape[1] : 1);
}

static bool append_header(enum adapter_format format, const struct adapter_array *arrays, size_t n,
                          struct buffer *header, struct arena *names, struct error *err)
{
    char name[ADAPTER_NAME_BYTES];
    bool is_turned = format == ADAPTER_PEFT;
    struct safetensors_tensor *tensors = memory_array(n, sizeof *tensors, err);
    bool ok = tensors != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        const struct adapter_array *array = &arrays[i];
        bool is_matrix = array->n_dimensions == 2;
        tensors[i] = (struct safetensors_tensor){
            .name = array->name,
            .dtype = SAFETENSORS_F32,
            .n_dimensions = array->n_dimensions,
            .shape = {array->shape[is_matrix && is_turned], array->shape[is_matrix && !is_turned]},
            .bytes = {NULL, count(array) * sizeof *array->numbers},
        };
        if (is_turned) {
            ok = adapter_peft_name(array->name, name, err);
            tensors[i].name = ok ? arena_text(names, name, strlen(name), err) : NULL;
            ok = tensors[i].name != NULL;
        }
    }
    if (ok) {
        safetensors_append_header(header, is_turned ? "pt" : "mlx", tensors, n);
    }
    free(tensors);
    return ok && buffer_check(header, err);
}

/* Column by column; `column` has room for one. */
static void write_turned(const struct adapter_array *array, float *column, adapter_sink *sink,
                         void *context)
{
    size_t n_rows = array->shape[0], n_columns = array->shape[1];
    for (size_t j = 0; j < n_columns; j++) {
        for (size_t i = 0; i < n_rows; i++) {
            column[i] = array->numbers[i * n_columns + j];
        }
        sink(context, column, n_rows * sizeof *column);
    }
}

static bool write_data(enum adapter_format format, const struct adapter_array *arrays, size_t n,
                       adapter_sink *sink, void *context, struct error *err)
{
    size_t n_longest = 1;
    for (size_t i = 0; i < n; i++) {
        n_longest = arrays[i].shape[0] > n_longest ? arrays[i].shape[0] : n_longest;
    }
    float *column = memory_array(n_longest, sizeof *column, err);
    if (column == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (format == ADAPTER_PEFT && arrays[i].n_dimensions == 2 && !arrays[i].is_turned) {
            write_turned(&arrays[i], column, sink, context);
        } else {
            sink(context, arrays[i].numbers, count(&arrays[i]) * sizeof *arrays[i].numbers);
        }
    }
    free(column);
    return true;
}

bool adapter_write_tensors(enum adapter_format format, const struct adapter_array *arrays, size_t n,
                           adapter_sink *sink, void *context, struct error *err)
{
    struct buffer header;
    struct arena names;
    buffer_init(&header, MAX_HEADER_BYTES);
    arena_init(&names, MAX_ARENA_BYTES);
    bool ok = append_header(format, arrays, n, &header, &names, err);
    if (ok) {
        sink(context, header.data, header.n_bytes);
        ok = write_data(format, arrays, n, sink, context, err);
    }
    arena_clear(&names);
    buffer_clear(&header);
    return ok;
}

/* ---- configuration --------------------------------------------------------------------------- */

/* A module's path taken apart: its layer, and its name in the block. */
struct part {
    char path[PATH_BYTES];
    const char *name; /* in path; all of it outside of layers */
    bool is_in_layer;
    json_int_t layer;
    size_t rank;
};

static bool take_apart(const struct adapter_array *array, enum adapter_format format,
                       struct part *out)
{
    static const char layers[] = "layers.";
    const struct ending *ending = NULL;
    size_t n = path_length(array->name, &ending);
    if (n == 0 || array->n_dimensions != 2 || ending != &endings[0]) {
        return false;
    }
    *out = (struct part){.rank = array->shape[1]};
    if (format == ADAPTER_PEFT) {
        peft_path(array->name, n, out->path);
    } else {
        snprintf(out->path, PATH_BYTES, "%.*s", (int)n, array->name);
    }
    out->name = out->path;
    char *found = strstr(out->path, layers);
    if (found != NULL && (found == out->path || found[-1] == '.')) {
        char *end = NULL;
        const char *digits = found + sizeof layers - 1;
        out->layer = isdigit((unsigned char)*digits) ? strtol(digits, &end, 10) : 0;
        out->is_in_layer = end != NULL && *end == '.' && end[1] != '\0';
        out->name = out->is_in_layer ? end + 1 : out->path;
    }
    return true;
}

static bool has_text(const json_t *list, const char *text)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (strcmp(json_string_value(json_array_get(list, i)), text) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_number(const json_t *list, json_int_t number)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (json_integer_value(json_array_get(list, i)) == number) {
            return true;
        }
    }
    return false;
}

/* What the modules are, as sets. */
struct modules {
    json_t *names;  /* in a block, or outside of blocks */
    json_t *layers; /* that have any */
    json_t *paths;  /* of all */
    json_t *ranks;  /* by path, of those that are not of the largest */
    /* Each of the layers has each of the names, and nothing is outside. Not of a text part: PEFT
     * would find the same names in the other parts of its model. */
    bool is_even;
};

static bool list_modules(struct modules *out, enum adapter_format format,
                         const struct adapter_array *arrays, size_t n,
                         const struct adapter_settings *settings)
{
    struct part part;
    *out = (struct modules){json_array(), json_array(), json_array(), json_object(), true};
    bool ok = out->names != NULL && out->layers != NULL && out->paths != NULL && out->ranks != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        if (!take_apart(&arrays[i], format, &part)) {
            continue;
        }
        out->is_even = out->is_even && part.is_in_layer &&
                       strncmp(part.path, peft_inner, sizeof peft_inner - 1) != 0;
        ok = json_array_append_new(out->paths, json_string(part.path)) == 0 &&
             (has_text(out->names, part.name) ||
              json_array_append_new(out->names, json_string(part.name)) == 0) &&
             (!part.is_in_layer || has_number(out->layers, part.layer) ||
              json_array_append_new(out->layers, json_integer(part.layer)) == 0) &&
             (part.rank == settings->rank ||
              json_object_set_new(out->ranks, part.path, json_integer((json_int_t)part.rank)) == 0);
    }
    out->is_even = out->is_even && json_array_size(out->names) * json_array_size(out->layers) ==
                                       json_array_size(out->paths);
    return ok;
}

static void clear_modules(struct modules *modules)
{
    json_decref(modules->names);
    json_decref(modules->layers);
    json_decref(modules->paths);
    json_decref(modules->ranks);
}

static json_t *number(double value)
{
    return floor(value) == value && fabs(value) < 1e9 ? json_integer((json_int_t)value)
                                                      : json_real(value);
}

/* PEFT looks up rank and alpha of each module by the end of its path. */
static json_t *alphas_of(const struct modules *modules, double scale)
{
    json_t *alphas = json_object();
    const char *path;
    json_t *rank;
    json_object_foreach(modules->ranks, path, rank)
    {
        json_object_set_new(alphas, path, number(scale * (double)json_integer_value(rank)));
    }
    return alphas;
}

static json_t *make_peft(const struct modules *modules, const struct adapter_settings *settings)
{
    return json_pack(
        "{s:s, s:s, s:s?, s:I, s:o, s:f, s:O, s:O?, s:s?, s:s, s:b, s:b, s:b, s:n, s:O, s:o, s:b, "
        "s:b}",
        "peft_type", "LORA", "task_type", "CAUSAL_LM", "base_model_name_or_path",
        settings->base_model, "r", (json_int_t)settings->rank, "lora_alpha",
        number(settings->scale * (double)settings->rank), "lora_dropout", settings->dropout,
        "target_modules", modules->is_even ? modules->names : modules->paths, "layers_to_transform",
        modules->is_even ? modules->layers : NULL, "layers_pattern",
        modules->is_even ? "layers" : NULL, "bias", "none", "fan_in_fan_out", 0, "use_rslora", 0,
        "use_dora", (int)settings->has_magnitudes, "modules_to_save", "rank_pattern",
        modules->ranks, "alpha_pattern", alphas_of(modules, settings->scale), "inference_mode", 1,
        "init_lora_weights", 1);
}

/* num_layers counts from the last one; -1 are all, and those without a pair change nothing. */
static json_t *make_mlx(const struct modules *modules, const struct adapter_settings *settings)
{
    return json_pack("{s:s?, s:s, s:i, s:{s:I, s:f, s:f, s:O}}", "model", settings->base_model,
                     "fine_tune_type", settings->has_magnitudes ? "dora" : "lora", "num_layers", -1,
                     "lora_parameters", "rank", (json_int_t)settings->rank, "scale",
                     settings->scale, "dropout", settings->dropout, "keys", modules->names);
}

json_t *adapter_write_config(enum adapter_format format, const struct adapter_array *arrays,
                             size_t n, const struct adapter_settings *settings, struct error *err)
{
    struct modules modules;
    bool ok = list_modules(&modules, format, arrays, n, settings);
    json_t *json = !ok                      ? NULL
                   : format == ADAPTER_PEFT ? make_peft(&modules, settings)
                                            : make_mlx(&modules, settings);
    clear_modules(&modules);
    if (json == NULL) {
        error_set(err, ERROR_MEMORY, "adapter_config.json cannot be made");
    }
    return json;
}
