/*
 * Names tell what a tensor of an adapter is: the path of a module, and behind it which of the two
 * small matrices, or the magnitude. What has no such ending is a tensor of the model itself: all of
 * a full fine-tuning, or a module that PEFT saves as a whole.
 */
#include "model/adapter_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "formats/float_element.h"
#include "model/adapter_module.h"

enum { MAX_CONFIG_BYTES = 16 << 20 };
static const size_t max_arena_bytes = (size_t)1 << 28;
static const char config_name[] = "adapter_config.json";

enum part { PART_A, PART_B, PART_MAGNITUDE, PART_NONE };

struct ending {
    const char *text;
    enum part part;
    bool is_embedding;
};

/* By format; an ending without text ends a table. */
static const struct ending mlx_endings[] = {{".lora_a", PART_A, false},
                                            {".lora_b", PART_B, false},
                                            {".m", PART_MAGNITUDE, false},
                                            {NULL, PART_NONE, false}};
static const struct ending peft_endings[] = {
    {".lora_A.weight", PART_A, false},
    {".lora_B.weight", PART_B, false},
    {".lora_A.default.weight", PART_A, false},
    {".lora_B.default.weight", PART_B, false},
    {".lora_embedding_A", PART_B, true},
    {".lora_embedding_B", PART_A, true},
    {".lora_embedding_A.default", PART_B, true},
    {".lora_embedding_B.default", PART_A, true},
    {".lora_magnitude_vector", PART_MAGNITUDE, false},
    {".lora_magnitude_vector.weight", PART_MAGNITUDE, false},
    {".lora_magnitude_vector.default.weight", PART_MAGNITUDE, false},
    {NULL, PART_NONE, false}};

static const struct format {
    const char *file;
    const struct ending *endings;
    const char *prefix; /* put in front of the model's names; may be absent */
} formats[] = {
    [ADAPTER_MLX] = {"adapters.safetensors", mlx_endings, ""},
    [ADAPTER_PEFT] = {"adapter_model.safetensors", peft_endings, "base_model.model."},
};

struct peft_scale {
    bool is_given; /* and not that of the reader */
    double alpha;
    bool has_root; /* rslora: by the root of the rank */
    const json_t *patterns;
};

struct adapter_reader {
    struct adapter_file *out;
    bool is_full; /* mlx: every tensor is one of the model's */
    double scale; /* of every module */
    struct peft_scale peft;
    struct error *err;
};

/* ---- configuration --------------------------------------------------------------------------- */

static bool read_mlx_config(struct adapter_reader *reader, const json_t *json)
{
    const char *type = "lora";
    const json_t *parameters = NULL;
    if (!json_read_text(json, "fine_tune_type", &type, reader->err)) {
        return false;
    }
    reader->is_full = strcmp(type, "full") == 0;
    if (reader->is_full) {
        return true;
    }
    if (strcmp(type, "lora") != 0 && strcmp(type, "dora") != 0) {
        return error_set(reader->err, ERROR_UNSUPPORTED,
                         "\"fine_tune_type\" is \"%.100s\": expected lora, dora or full", type);
    }
    if (!json_read_object(json, "lora_parameters", &parameters, reader->err)) {
        return false;
    }
    if (parameters == NULL || json_object_get(parameters, "scale") == NULL) {
        return error_set(reader->err, ERROR_MALFORMED, "\"lora_parameters\" has no \"scale\"%s",
                         json_object_get(parameters, "alpha") != NULL
                             ? " (its \"alpha\" means nothing to mlx-lm)"
                             : "");
    }
    return json_read_real(parameters, "scale", -3e38, 3e38, &reader->scale, reader->err);
}

/* Settings that would change what is computed, and are not known here. */
static bool refuse_unknown(const json_t *json, struct error *err)
{
    static const char *const keys[] = {"use_qalora",        "alora_invocation_tokens",
                                       "target_parameters", "trainable_token_indices",
                                       "layer_replication", "arrow_config",
                                       "use_bdlora",        "velora_config"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const json_t *value = json_object_get(json, keys[i]);
        bool is_off = value == NULL || json_is_null(value) || json_is_false(value) ||
                      (json_is_array(value) && json_array_size(value) == 0) ||
                      (json_is_object(value) && json_object_size(value) == 0);
        if (!is_off) {
            return error_set(err, ERROR_UNSUPPORTED, "no support for \"%s\"", keys[i]);
        }
    }
    return true;
}

static bool read_peft_config(struct adapter_reader *reader, const json_t *json)
{
    const char *type = "LORA";
    if (!json_read_text(json, "peft_type", &type, reader->err)) {
        return false;
    }
    if (strcmp(type, "LORA") != 0) {
        return error_set(reader->err, ERROR_UNSUPPORTED,
                         "\"peft_type\" is \"%.100s\": expected LORA", type);
    }
    reader->peft.is_given = true;
    reader->peft.alpha = 8; /* PEFT's own default */
    return refuse_unknown(json, reader->err) &&
           json_read_real(json, "lora_alpha", -3e38, 3e38, &reader->peft.alpha, reader->err) &&
           json_read_bool(json, "use_rslora", &reader->peft.has_root, reader->err) &&
           json_read_object(json, "alpha_pattern", &reader->peft.patterns, reader->err);
}

/* A key of alpha_pattern is a regular expression for the end of a path, from a dot on. Those that
 * are plain names, dots included, are understood. */
static bool pattern_fits(const char *key, const char *path, bool *fits, struct error *err)
{
    if (strpbrk(key, "\\^$*+?()[]{}|") != NULL) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "\"alpha_pattern\": no support for the expression \"%.100s\"", key);
    }
    size_t n_key = strlen(key), n_path = strlen(path);
    *fits = n_path >= n_key && strcmp(path + n_path - n_key, key) == 0 &&
            (n_path == n_key || path[n_path - n_key - 1] == '.');
    return true;
}

static bool find_scale(const struct adapter_reader *reader, struct adapter_module *module)
{
    double scale = reader->scale;
    if (reader->peft.is_given) {
        double alpha = reader->peft.alpha;
        const char *key;
        json_t *value;
        json_object_foreach((json_t *)reader->peft.patterns, key, value)
        {
            bool fits = false;
            if (!pattern_fits(key, module->path, &fits, reader->err)) {
                return false;
            }
            if (fits && !json_is_number(value)) {
                return error_set(reader->err, ERROR_MALFORMED,
                                 "\"alpha_pattern\": expected numbers, found %s",
                                 json_type_text(value));
            }
            if (fits) {
                alpha = json_number_value(value);
                break;
            }
        }
        double rank = (double)module->rank;
        scale = alpha / (reader->peft.has_root ? sqrt(rank) : rank);
    }
    module->scale = (float)scale;
    return isfinite(module->scale) ||
           error_set(reader->err, ERROR_MALFORMED, "the scale of \"%.200s\" is no number",
                     module->path);
}

/* ---- tensors --------------------------------------------------------------------------------- */

static const char *after_prefix(const char *name, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(name, prefix, n) == 0 ? name + n : name;
}

/* A copy of a name's first n bytes, without ".base_layer", which PEFT puts around what it wraps. */
static const char *copy_name(struct adapter_reader *reader, const char *name, size_t n)
{
    static const char wrap[] = ".base_layer";
    char *copy = arena_text(&reader->out->arena, name, n, reader->err);
    char *found = copy != NULL ? strstr(copy, wrap) : NULL;
    if (found != NULL) {
        const char *rest = found + sizeof wrap - 1;
        memmove(found, rest, strlen(rest) + 1);
    }
    return copy;
}

/* The row of the name's ending, or the last one. */
static const struct ending *ending_of(const struct ending *endings, const char *name,
                                      size_t *n_path)
{
    size_t n = strlen(name);
    for (; endings->text != NULL; endings++) {
        size_t n_ending = strlen(endings->text);
        if (n > n_ending && strcmp(name + n - n_ending, endings->text) == 0) {
            *n_path = n - n_ending;
            break;
        }
    }
    return endings;
}

bool adapter_tensor_is_float(const struct safetensors_tensor *tensor)
{
    return tensor->dtype == SAFETENSORS_F32 || tensor->dtype == SAFETENSORS_F16 ||
           tensor->dtype == SAFETENSORS_BF16;
}

/* An infinite number is none, either: all that an adapter touches would become one. */
static bool check_numbers(const struct safetensors_tensor *tensor, struct error *err)
{
    size_t n_element = tensor->dtype == SAFETENSORS_F32 ? 4 : 2;
    size_t n = adapter_tensor_is_float(tensor) ? tensor->bytes.n_bytes / n_element : 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = n_element == 4 ? bytes_u32(tensor->bytes.data + 4 * i)
                                       : bytes_u16(tensor->bytes.data + 2 * i);
        uint32_t exponent = tensor->dtype == SAFETENSORS_F32    ? 0x7F800000
                            : tensor->dtype == SAFETENSORS_BF16 ? 0x7F80
                                                                : 0x7C00;
        if ((bits & exponent) == exponent) {
            return error_set(err, ERROR_MALFORMED,
                             "tensor \"%.200s\": element %zu is %g, no number to compute with",
                             tensor->name, i,
                             (double)float_element(tensor->bytes.data, tensor->dtype, i));
        }
    }
    return true;
}

/* mlx-lm's names do not tell an embedding. */
static enum part part_of_module(const struct adapter_reader *reader, struct adapter_module *module,
                                const struct ending *ending)
{
    bool is_mlx = reader->out->format == ADAPTER_MLX;
    bool is_embedding = is_mlx && strcmp(adapter_tensor_rest(module->path), "embed_tokens") == 0;
    module->is_embedding |= is_embedding || ending->is_embedding;
    module->is_turned = is_mlx != module->is_embedding;
    return !is_embedding || ending->part == PART_MAGNITUDE ? ending->part
           : ending->part == PART_A                        ? PART_B
                                                           : PART_A;
}

static bool add_part(struct adapter_reader *reader, const struct safetensors_tensor *tensor,
                     const char *name, size_t n_path, const struct ending *ending)
{
    struct adapter_file *out = reader->out;
    /* Names are sorted: parts of one module follow each other. */
    struct adapter_module *module = out->n_modules > 0 ? &out->modules[out->n_modules - 1] : NULL;
    if (module == NULL || strlen(module->path) != n_path ||
        memcmp(module->path, name, n_path) != 0) {
        module = &out->modules[out->n_modules++];
        module->path = copy_name(reader, name, n_path);
        if (module->path == NULL) {
            return false;
        }
    }
    enum part part = part_of_module(reader, module, ending);
    const struct safetensors_tensor **place = part == PART_A   ? &module->a
                                              : part == PART_B ? &module->b
                                                               : &module->magnitude;
    if (*place != NULL) {
        return error_set(reader->err, ERROR_MALFORMED,
                         "tensors \"%.200s\" and \"%.200s\" mean the same", (*place)->name,
                         tensor->name);
    }
    *place = tensor;
    return adapter_tensor_is_float(tensor) ||
           error_set(reader->err, ERROR_UNSUPPORTED,
                     "tensor \"%.200s\": expected F32, F16 or BF16, found %s", tensor->name,
                     safetensors_type_text(tensor));
}

static bool add_tensor(struct adapter_reader *reader, const struct safetensors_tensor *tensor)
{
    const struct format *format = &formats[reader->out->format];
    const char *name = after_prefix(tensor->name, format->prefix);
    size_t n_path = 0;
    const struct ending *ending = ending_of(format->endings, name, &n_path);
    if (!reader->is_full && ending->part != PART_NONE) {
        return add_part(reader, tensor, name, n_path, ending);
    }
    if (strstr(name, ".lora_") != NULL ||
        (reader->out->format == ADAPTER_MLX && !reader->is_full)) {
        return error_set(reader->err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\" is no part of an adapter that is known here",
                         tensor->name);
    }
    struct adapter_tensor *out = &reader->out->tensors[reader->out->n_tensors++];
    out->tensor = tensor;
    out->name = copy_name(reader, name, strlen(name));
    return out->name != NULL;
}

/* ---- shapes ---------------------------------------------------------------------------------- */

static bool check_matrix(const struct adapter_module *module,
                         const struct safetensors_tensor *tensor, struct error *err)
{
    if (tensor == NULL) {
        return error_set(err, ERROR_MALFORMED,
                         "module \"%.200s\" has only one of the two matrices of an adapter",
                         module->path);
    }
    char shape[SAFETENSORS_SHAPE_BYTES];
    return (tensor->n_dimensions == 2 && tensor->shape[0] > 0 && tensor->shape[1] > 0) ||
           error_set(err, ERROR_MALFORMED, "tensor \"%.200s\": expected a matrix, found %s",
                     tensor->name,
                     safetensors_shape_text(tensor->shape, tensor->n_dimensions, shape));
}

static bool finish_module(const struct adapter_reader *reader, struct adapter_module *module)
{
    struct error *err = reader->err;
    if (!check_matrix(module, module->a, err) || !check_matrix(module, module->b, err)) {
        return false;
    }
    bool is_turned = module->is_turned;
    const size_t *a = module->a->shape, *b = module->b->shape;
    const struct safetensors_tensor *m = module->magnitude;
    char first[SAFETENSORS_SHAPE_BYTES], second[SAFETENSORS_SHAPE_BYTES];
    module->rank = a[is_turned ? 1 : 0];
    module->n_columns = a[is_turned ? 0 : 1];
    module->n_rows = b[is_turned ? 1 : 0];
    if (b[is_turned ? 0 : 1] != module->rank) {
        return error_set(err, ERROR_MALFORMED,
                         "tensors \"%.200s\" %s and \"%.200s\" %s are not of one rank",
                         module->a->name, safetensors_shape_text(a, 2, first), module->b->name,
                         safetensors_shape_text(b, 2, second));
    }
    if (m != NULL && module->is_embedding && reader->out->format == ADAPTER_PEFT) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\": no support for PEFT's DoRA of an embedding, whose "
                         "magnitudes are those of columns",
                         m->name);
    }
    if (m != NULL && (m->n_dimensions != 1 || m->shape[0] != module->n_rows)) {
        return error_set(err, ERROR_MALFORMED, "tensor \"%.200s\": expected shape %s, found %s",
                         m->name, safetensors_shape_text(&module->n_rows, 1, first),
                         safetensors_shape_text(m->shape, m->n_dimensions, second));
    }
    return find_scale(reader, module);
}

static bool open_set(struct adapter_file *out, struct folder *folder, const char *name,
                     struct error *err)
{
    struct bytes bytes;
    out->file = name;
    return folder_read(folder, name, &bytes, err) && safetensors_add(&out->set, name, bytes, err) &&
           safetensors_finish(&out->set, err);
}

static bool read_tensors(struct adapter_reader *reader)
{
    struct adapter_file *out = reader->out;
    size_t n = out->set.n_tensors;
    out->modules = arena_array(&out->arena, n, sizeof *out->modules, reader->err);
    out->tensors = arena_array(&out->arena, n, sizeof *out->tensors, reader->err);
    bool ok = out->modules != NULL && out->tensors != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        ok = check_numbers(&out->set.tensors[i], reader->err) &&
             add_tensor(reader, &out->set.tensors[i]);
    }
    for (size_t i = 0; ok && i < out->n_modules; i++) {
        ok = finish_module(reader, &out->modules[i]);
    }
    if (ok && n == 0) {
        ok = error_set(reader->err, ERROR_MALFORMED, "there is no tensor in it");
    }
    return ok || error_context(reader->err, "%s", out->file);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void init(struct adapter_file *out)
{
    *out = (struct adapter_file){.format = ADAPTER_MLX};
    arena_init(&out->arena, max_arena_bytes);
    safetensors_init(&out->set);
}

void adapter_file_clear(struct adapter_file *file)
{
    safetensors_clear(&file->set);
    arena_clear(&file->arena);
}

bool adapter_file_read(struct adapter_file *out, struct folder *folder, struct error *err)
{
    struct adapter_reader reader = {.out = out, .err = err};
    init(out);
    if (!folder_has(folder, config_name)) {
        return error_set(err, ERROR_NOT_FOUND, "%s: no %s: this is no adapter", folder_path(folder),
                         config_name);
    }
    json_t *json = json_open_object(folder, config_name, MAX_CONFIG_BYTES, err);
    if (json == NULL) {
        return false;
    }
    bool is_peft = json_object_get(json, "peft_type") != NULL;
    out->format = is_peft ? ADAPTER_PEFT : ADAPTER_MLX;
    bool ok = (is_peft ? read_peft_config(&reader, json) : read_mlx_config(&reader, json)) ||
              error_context(err, "%s", config_name);
    ok = ok && open_set(out, folder, formats[out->format].file, err) && read_tensors(&reader);
    json_decref(json);
    return ok;
}

bool adapter_file_read_values(struct adapter_file *out, struct folder *folder, const char *name,
                              struct error *err)
{
    struct adapter_reader reader = {.out = out, .scale = 1, .err = err};
    init(out);
    if (!open_set(out, folder, name, err)) {
        return false;
    }
    reader.is_full = true;
    for (size_t i = 0; i < out->set.n_tensors; i++) {
        const char *tensor = out->set.tensors[i].name, *prefix = formats[ADAPTER_PEFT].prefix;
        size_t n_path;
        if (after_prefix(tensor, prefix) != tensor) {
            out->format = ADAPTER_PEFT;
        }
        if (ending_of(mlx_endings, tensor, &n_path)->part != PART_NONE) {
            reader.is_full = false;
        }
    }
    reader.is_full = reader.is_full && out->format == ADAPTER_MLX;
    return read_tensors(&reader);
}
