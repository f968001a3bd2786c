/* Adapters as values of a trainer; see tuner_adapter.h. */
#include "train/tuner_adapter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "formats/float_element.h"
#include "model/adapter_module.h"

enum { MAX_ARENA_BYTES = 1 << 26 };

/* ---- what is trained ------------------------------------------------------------------------- */

/* The name in its block of "model.layers.3.NAME", and the layer; NULL: it is in no block. */
static const char *name_in_block(const char *path, size_t *layer)
{
    static const char layers[] = "layers.";
    const char *rest = adapter_tensor_rest(path);
    if (strncmp(rest, layers, sizeof layers - 1) != 0) {
        return NULL;
    }
    char *end = NULL;
    const char *digits = rest + sizeof layers - 1;
    unsigned long number = isdigit((unsigned char)*digits) ? strtoul(digits, &end, 10) : 0;
    *layer = (size_t)number;
    return end != NULL && *end == '.' ? end + 1 : NULL;
}

static bool add_key(struct tuner_adapter *adapter, struct trainer_options *options,
                    const char *name, size_t n_name, struct error *err)
{
    for (size_t i = 0; i < options->n_keys; i++) {
        if (strlen(adapter->keys[i]) == n_name && memcmp(adapter->keys[i], name, n_name) == 0) {
            return true;
        }
    }
    char *copy = arena_text(&adapter->arena, name, n_name, err);
    adapter->keys[options->n_keys++] = copy;
    return copy != NULL;
}

/* The first n_name bytes of a path: a key, and a layer that is trained. */
static bool add_module(struct tuner_adapter *adapter, const struct model *model,
                       struct trainer_options *options, const char *path, size_t n_path,
                       struct error *err)
{
    size_t n_layers = model->config.n_layers, layer = 0;
    const char *name = name_in_block(path, &layer);
    if (name == NULL) {
        options->trains_ends = options->tuning == TUNING_FULL;
        return options->trains_ends || add_key(adapter, options, path, n_path, err);
    }
    if (layer >= n_layers) {
        return error_set(err, ERROR_MALFORMED, "tensor \"%.200s\": this model has %zu layers", path,
                         n_layers);
    }
    if (n_layers - layer > options->n_layers) {
        options->n_layers = n_layers - layer;
    }
    return add_key(adapter, options, name, (size_t)(path + n_path - name), err);
}

/* A trainer has one pair for an embedding that is the head, too. */
static bool find_repeated(struct tuner_adapter *adapter, const struct model *model,
                          struct error *err)
{
    const struct adapter_module *head;
    enum adapter_tie tie = adapter_tie_of(&adapter->file, &head);
    adapter->repeated = model->config.is_tied && tie == ADAPTER_TIE_TWICE ? head : NULL;
    return !model->config.is_tied || tie != ADAPTER_TIE_BROKEN ||
           error_set(err, ERROR_UNSUPPORTED,
                     "embedding and head of this model are one matrix, and the adapter changes "
                     "them differently: it can be served and fused, not trained");
}

static bool list_modules(struct tuner_adapter *adapter, const struct model *model,
                         struct trainer_options *options, struct error *err)
{
    const struct adapter_file *file = &adapter->file;
    size_t n_magnitudes = 0;
    options->scale = file->modules[0].scale;
    if (!find_repeated(adapter, model, err)) {
        return false;
    }
    for (size_t i = 0; i < file->n_modules; i++) {
        const struct adapter_module *module = &file->modules[i];
        struct module_place place;
        n_magnitudes += module->magnitude != NULL;
        options->rank = module->rank > options->rank ? module->rank : options->rank;
        if (!adapter_module_find(module, &model->config, &place, err) ||
            (module != adapter->repeated &&
             !add_module(adapter, model, options, module->path, strlen(module->path), err))) {
            return false;
        }
    }
    if (n_magnitudes > 0) {
        options->tuning = TUNING_DORA;
    }
    return n_magnitudes == 0 || n_magnitudes == file->n_modules ||
           error_set(err, ERROR_UNSUPPORTED, "only %zu of %zu modules have magnitudes",
                     n_magnitudes, file->n_modules);
}

static bool list_tensors(struct tuner_adapter *adapter, const struct model *model,
                         struct trainer_options *options, struct error *err)
{
    for (size_t i = 0; i < adapter->file.n_tensors; i++) {
        const char *name = adapter->file.tensors[i].name;
        const char *dot = strrchr(name, '.');
        if (!add_module(adapter, model, options, name,
                        dot != NULL ? (size_t)(dot - name) : strlen(name), err)) {
            return false;
        }
    }
    return true;
}

/* PEFT saves an embedding or a head beside its pair, changed or not. */
static bool is_in_model(const struct adapter_tensor *given, const struct model *model,
                        struct error *err)
{
    const char *rest = adapter_tensor_rest(given->name);
    const struct safetensors_tensor *tensor = given->tensor;
    const struct matrix *own = strcmp(rest, "embed_tokens.weight") == 0 ? &model->weights.embedding
                               : strcmp(rest, "lm_head.weight") == 0    ? &model->weights.head
                                                                        : NULL;
    if (own == NULL || !adapter_tensor_is_float(tensor) || tensor->n_dimensions != 2 ||
        tensor->shape[0] != own->n_rows || tensor->shape[1] != own->n_columns) {
        return false;
    }
    const struct kernels kernels = kernels_select(KERNEL_LEVEL_SCALAR);
    float *row = memory_array(own->n_columns, sizeof *row, err);
    bool ok = row != NULL;
    for (size_t r = 0; ok && r < own->n_rows; r++) {
        kernels.decode_rows(own, r, 1, row);
        for (size_t i = 0; ok && i < own->n_columns; i++) {
            ok = row[i] == float_element(tensor->bytes.data, tensor->dtype, r * own->n_columns + i);
        }
    }
    free(row);
    return ok;
}

static bool check_tensors(const struct tuner_adapter *adapter, const struct model *model,
                          struct error *err)
{
    for (size_t i = 0; i < adapter->file.n_tensors; i++) {
        const struct adapter_tensor *given = &adapter->file.tensors[i];
        if (!is_in_model(given, model, err)) {
            return error_set(
                err, ERROR_UNSUPPORTED,
                "tensor \"%.200s\" is another than the model's as a whole beside small "
                "matrices: such an adapter can be served and fused, not trained",
                given->tensor->name);
        }
    }
    return true;
}

static bool read_options(struct tuner_adapter *adapter, const struct model *model,
                         struct trainer_options *options, struct error *err)
{
    const struct adapter_file *file = &adapter->file;
    options->keys = NULL;
    options->n_keys = options->n_layers = options->rank = 0;
    options->trains_ends = false;
    options->tuning = file->n_modules > 0 ? TUNING_LORA : TUNING_FULL;
    adapter->keys =
        arena_array(&adapter->arena, file->n_modules + file->n_tensors, sizeof *adapter->keys, err);
    if (adapter->keys == NULL) {
        return false;
    }
    if (file->n_modules > 0 && !check_tensors(adapter, model, err)) {
        return false;
    }
    bool ok = file->n_modules > 0 ? list_modules(adapter, model, options, err)
                                  : list_tensors(adapter, model, options, err);
    options->keys = options->n_keys > 0 ? adapter->keys : NULL;
    return ok;
}

/* ---- reading --------------------------------------------------------------------------------- */

static void init(struct tuner_adapter *out)
{
    *out = (struct tuner_adapter){.folder = NULL};
    arena_init(&out->arena, MAX_ARENA_BYTES);
}

static bool read_folder(struct tuner_adapter *out, struct folder *folder, const struct model *model,
                        struct trainer_options *options, struct error *err)
{
    return (adapter_file_read(&out->file, folder, err) &&
            (read_options(out, model, options, err) || error_context(err, "%s", out->file.file))) ||
           error_context(err, "%s", folder_path(folder));
}

bool tuner_adapter_read(struct tuner_adapter *out, struct folder *folder, const struct model *model,
                        struct trainer_options *options, struct error *err)
{
    init(out);
    return read_folder(out, folder, model, options, err);
}

bool tuner_adapter_open(struct tuner_adapter *out, const char *path, const struct model *model,
                        struct trainer_options *options, struct error *err)
{
    init(out);
    return folder_open(&out->folder, path, err) &&
           read_folder(out, out->folder, model, options, err);
}

static bool read_file(struct tuner_adapter *out, struct folder *folder, const char *name,
                      const struct model *model, struct error *err)
{
    out->is_whole_run = true;
    return adapter_file_read_values(&out->file, folder, name, err) &&
           (find_repeated(out, model, err) || error_context(err, "%s", name));
}

bool tuner_adapter_read_file(struct tuner_adapter *out, struct folder *folder, const char *name,
                             const struct model *model, struct error *err)
{
    init(out);
    return read_file(out, folder, name, model, err);
}

bool tuner_adapter_open_file(struct tuner_adapter *out, const char *path, const struct model *model,
                             struct error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    init(out);
    size_t n_folder = slash == path ? 1 : slash != NULL ? (size_t)(slash - path) : 0;
    const char *folder = n_folder > 0 ? arena_text(&out->arena, path, n_folder, err) : ".";
    return folder != NULL && folder_open_files(&out->folder, folder, &name, 1, err) &&
           (read_file(out, out->folder, name, model, err) || error_context(err, "%s", folder));
}

void tuner_adapter_close(struct tuner_adapter *adapter)
{
    adapter_file_clear(&adapter->file);
    folder_close(adapter->folder);
    arena_clear(&adapter->arena);
}

/* ---- values ---------------------------------------------------------------------------------- */

struct filler {
    const struct tuner_adapter *adapter;
    const struct model *model;
    float scale;
    const struct train_tensor *tensors;
    size_t n;
    size_t n_filled;
    struct error *err;
};

static const struct train_tensor *find_part(const struct filler *filler, const char *path,
                                            enum train_role role)
{
    const char *rest = adapter_tensor_rest(path);
    for (size_t i = 0; i < filler->n; i++) {
        const struct train_tensor *tensor = &filler->tensors[i];
        if (tensor->role == role && strcmp(adapter_tensor_rest(tensor->module), rest) == 0) {
            return tensor;
        }
    }
    return NULL;
}

static bool refuse_untrained(const struct filler *filler, const char *name)
{
    return error_set(filler->err, ERROR_MALFORMED,
                     "tensor \"%.200s\" is not among what is trained here: the settings differ "
                     "from those it was made with",
                     name);
}

static bool fill_magnitude(struct filler *filler, const struct adapter_module *module)
{
    const struct safetensors_tensor *given = module->magnitude;
    const struct train_tensor *m = find_part(filler, module->path, TRAIN_MAGNITUDE);
    if (given == NULL) {
        return true;
    }
    if (m == NULL) {
        return refuse_untrained(filler, given->name);
    }
    for (size_t i = 0; i < m->n_rows; i++) {
        m->values[i] = float_element(given->bytes.data, given->dtype, i);
    }
    filler->n_filled++;
    return true;
}

static bool fill_module(struct filler *filler, const struct adapter_module *module)
{
    struct module_place place;
    const struct train_tensor *a = find_part(filler, module->path, TRAIN_LORA_A);
    const struct train_tensor *b = find_part(filler, module->path, TRAIN_LORA_B);
    if (!adapter_module_find(module, &filler->model->config, &place, filler->err)) {
        return false;
    }
    if (a == NULL || b == NULL) {
        return refuse_untrained(filler, module->a->name);
    }
    bool is_fixed = filler->adapter->is_whole_run;
    if (is_fixed ? module->rank != a->n_columns : module->rank > a->n_columns) {
        return error_set(filler->err, ERROR_MALFORMED,
                         "tensor \"%.200s\": rank %zu, but what is trained here has %zu",
                         module->a->name, module->rank, a->n_columns);
    }
    double factor = is_fixed || module->scale == filler->scale
                        ? 1.0
                        : (double)module->scale / (double)filler->scale;
    adapter_module_copy(module, a->n_columns, factor, a->values, b->values);
    filler->n_filled += 2;
    return fill_magnitude(filler, module);
}

static bool fill_tensor(struct filler *filler, const struct adapter_tensor *given)
{
    const char *rest = adapter_tensor_rest(given->name);
    const struct safetensors_tensor *tensor = given->tensor;
    for (size_t i = 0; i < filler->n; i++) {
        const struct train_tensor *own = &filler->tensors[i];
        if (strcmp(adapter_tensor_rest(own->name), rest) != 0) {
            continue;
        }
        const size_t shape[] = {own->n_rows, own->n_columns};
        char expected[SAFETENSORS_SHAPE_BYTES], found[SAFETENSORS_SHAPE_BYTES];
        if (tensor->n_dimensions != own->n_dimensions ||
            memcmp(tensor->shape, shape, own->n_dimensions * sizeof *shape) != 0) {
            return error_set(filler->err, ERROR_MALFORMED,
                             "tensor \"%.200s\": expected shape %s, found %s", tensor->name,
                             safetensors_shape_text(shape, own->n_dimensions, expected),
                             safetensors_shape_text(tensor->shape, tensor->n_dimensions, found));
        }
        if (!adapter_tensor_is_float(tensor)) {
            return error_set(filler->err, ERROR_UNSUPPORTED,
                             "tensor \"%.200s\": expected F32, F16 or BF16, found %s", tensor->name,
                             safetensors_type_text(tensor));
        }
        for (size_t j = 0; j < own->n_rows * own->n_columns; j++) {
            own->values[j] = float_element(tensor->bytes.data, tensor->dtype, j);
        }
        filler->n_filled++;
        return true;
    }
    return refuse_untrained(filler, tensor->name);
}

/* Each tensor of the file was filled once, as names in it differ. */
static bool check_filled(const struct filler *filler)
{
    return !filler->adapter->is_whole_run || filler->n_filled == filler->n ||
           error_set(filler->err, ERROR_MALFORMED,
                     "%zu tensors, but what is trained here has %zu: the settings differ from "
                     "those it was made with",
                     filler->n_filled, filler->n);
}

bool tuner_adapter_fill(const struct tuner_adapter *adapter, const struct model *model, float scale,
                        const struct train_tensor *tensors, size_t n, struct error *err)
{
    struct filler filler = {adapter, model, scale, tensors, n, 0, err};
    const struct adapter_file *file = &adapter->file;
    bool ok = true;
    for (size_t i = 0; ok && i < file->n_modules; i++) {
        ok = &file->modules[i] == adapter->repeated || fill_module(&filler, &file->modules[i]);
    }
    for (size_t i = 0; ok && file->n_modules == 0 && i < file->n_tensors; i++) {
        ok = fill_tensor(&filler, &file->tensors[i]);
    }
    return (ok && check_filled(&filler)) || error_context(err, "%s", adapter->file.file);
}
