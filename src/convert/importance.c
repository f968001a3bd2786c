/* Gathering and reading importance; see importance.h. */
#include "convert/importance.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/atomic_file.h"
#include "base/memory.h"
#include "model/families.h"

enum { NAME_BYTES = 256, MAX_HEADER_BYTES = 1 << 28 };

/* ---- gathering ------------------------------------------------------------------------------- */

/* The inputs of a layer: of attention, of its output, of the feed-forward, of its output. */
enum input { INPUT_ATTENTION, INPUT_OUTPUT, INPUT_FFN, INPUT_DOWN, N_INPUTS };

struct importance_sums {
    const struct model *model;
    double *squares; /* all inputs of all layers, and that of the head */
    uint64_t n_rows; /* of the first layer */
    uint64_t n_head_rows;
};

static size_t columns_of(const struct model_config *config, enum input input)
{
    return input == INPUT_OUTPUT ? config->n_heads * config->head_dim
           : input == INPUT_DOWN ? config->ffn_size
                                 : config->hidden_size;
}

/* Where the sums of an input begin; of layer n_layers: those of the head. */
static size_t place_of(const struct model_config *config, size_t layer, enum input input)
{
    size_t n_layer = 0;
    size_t n_before = 0;
    for (enum input i = 0; i < N_INPUTS; i++) {
        n_before += i < input ? columns_of(config, i) : 0;
        n_layer += columns_of(config, i);
    }
    return layer * n_layer + n_before;
}

bool importance_sums_create(struct importance_sums **out, const struct model *model,
                            struct error *err)
{
    struct importance_sums *sums = memory_array(1, sizeof *sums, err);
    const struct model_config *config = &model->config;
    if (sums == NULL) {
        return false;
    }
    sums->model = model;
    sums->squares = memory_array(place_of(config, config->n_layers, 0) + config->hidden_size,
                                 sizeof *sums->squares, err);
    if (sums->squares == NULL) {
        free(sums);
        return false;
    }
    *out = sums;
    return true;
}

void importance_sums_destroy(struct importance_sums *sums)
{
    if (sums != NULL) {
        free(sums->squares);
        free(sums);
    }
}

/* One row after the other, so that it does not matter how many come at a time. */
static void observe(void *context, size_t layer, enum product product, const float *x,
                    size_t n_rows, size_t n_columns)
{
    struct importance_sums *sums = context;
    const struct model_config *config = &sums->model->config;
    bool is_head = product == PRODUCT_HEAD;
    enum input input = product == PRODUCT_QUERY    ? INPUT_ATTENTION
                       : product == PRODUCT_OUTPUT ? INPUT_OUTPUT
                       : product == PRODUCT_GATE   ? INPUT_FFN
                                                   : INPUT_DOWN;
    double *squares = sums->squares + (is_head ? place_of(config, config->n_layers, 0)
                                               : place_of(config, layer, input));
    for (size_t row = 0; row < n_rows; row++) {
        for (size_t i = 0; i < n_columns; i++) {
            double value = (double)x[row * n_columns + i];
            squares[i] += value * value;
        }
    }
    sums->n_head_rows += is_head ? n_rows : 0;
    sums->n_rows += layer == 0 && product == PRODUCT_QUERY ? n_rows : 0;
}

struct input_observer importance_sums_observer(struct importance_sums *sums)
{
    return (struct input_observer){observe, sums};
}

/* ---- writing --------------------------------------------------------------------------------- */

/* A vector of the file. */
struct vector {
    char name[NAME_BYTES];
    const double *squares;
    size_t n;
    uint64_t n_rows;
};

struct vectors {
    const struct importance_sums *sums;
    struct vector *items;
    size_t n;
};

static void add_vector(struct vectors *vectors, size_t layer, const char *part, enum input input)
{
    const struct model_config *config = &vectors->sums->model->config;
    if (part == NULL) {
        return;
    }
    struct vector *vector = &vectors->items[vectors->n++];
    snprintf(vector->name, sizeof vector->name, "model.layers.%zu.%s", layer, part);
    vector->squares = vectors->sums->squares + place_of(config, layer, input);
    vector->n = columns_of(config, input);
    vector->n_rows = vectors->sums->n_rows;
}

static void add_head(struct vectors *vectors, const char *name)
{
    const struct model_config *config = &vectors->sums->model->config;
    struct vector *vector = &vectors->items[vectors->n++];
    snprintf(vector->name, sizeof vector->name, "%s", name);
    vector->squares = vectors->sums->squares + place_of(config, config->n_layers, 0);
    vector->n = config->hidden_size;
    vector->n_rows = vectors->sums->n_head_rows;
}

static bool list_vectors(struct vectors *vectors, struct error *err)
{
    enum { PARTS_PER_LAYER = 9 };
    const struct model_config *config = &vectors->sums->model->config;
    const struct family_names *names = config->row->names;
    vectors->items =
        memory_array(config->n_layers * PARTS_PER_LAYER + 2, sizeof *vectors->items, err);
    if (vectors->items == NULL) {
        return false;
    }
    for (size_t layer = 0; layer < config->n_layers; layer++) {
        add_vector(vectors, layer, names->query_key_value, INPUT_ATTENTION);
        add_vector(vectors, layer, names->query, INPUT_ATTENTION);
        add_vector(vectors, layer, names->key, INPUT_ATTENTION);
        add_vector(vectors, layer, names->value, INPUT_ATTENTION);
        add_vector(vectors, layer, names->output, INPUT_OUTPUT);
        add_vector(vectors, layer, names->gate_up, INPUT_FFN);
        add_vector(vectors, layer, names->gate, INPUT_FFN);
        add_vector(vectors, layer, names->up, INPUT_FFN);
        add_vector(vectors, layer, names->down, INPUT_DOWN);
    }
    if (vectors->sums->n_head_rows > 0) {
        add_head(vectors, config->is_tied ? "model.embed_tokens" : "lm_head");
    }
    return true;
}

static bool append_header(const struct vectors *vectors, struct buffer *header, struct error *err)
{
    struct safetensors_tensor *tensors = memory_array(vectors->n + 1, sizeof *tensors, err);
    for (size_t i = 0; tensors != NULL && i < vectors->n; i++) {
        const struct vector *vector = &vectors->items[i];
        tensors[i] = (struct safetensors_tensor){.name = vector->name,
                                                 .dtype = SAFETENSORS_F32,
                                                 .n_dimensions = 1,
                                                 .shape = {vector->n},
                                                 .bytes = {NULL, vector->n * sizeof(float)}};
    }
    bool ok = tensors != NULL;
    if (ok) {
        safetensors_append_header(header, "silex", tensors, vectors->n);
        ok = buffer_check(header, err);
    }
    free(tensors);
    return ok;
}

bool importance_sums_write(const struct importance_sums *sums, const char *path, struct error *err)
{
    struct vectors vectors = {.sums = sums};
    struct atomic_file *file = NULL;
    struct buffer header;
    if (sums->n_rows == 0) {
        return error_set(err, ERROR_ARGUMENT, "no token was computed: nothing is known");
    }
    buffer_init(&header, MAX_HEADER_BYTES);
    bool ok = list_vectors(&vectors, err) && append_header(&vectors, &header, err) &&
              atomic_file_create(&file, path, err);
    if (ok) {
        atomic_file_write(file, header.data, header.n_bytes);
        for (size_t i = 0; i < vectors.n; i++) {
            const struct vector *vector = &vectors.items[i];
            for (size_t k = 0; k < vector->n; k++) {
                float mean = (float)(vector->squares[k] / (double)vector->n_rows);
                atomic_file_write(file, &mean, sizeof mean);
            }
        }
        ok = atomic_file_commit(file, err);
    }
    buffer_clear(&header);
    free(vectors.items);
    return ok;
}

/* ---- using ----------------------------------------------------------------------------------- */

static bool check_vector(const struct safetensors_tensor *tensor, struct error *err)
{
    if (tensor->dtype != SAFETENSORS_F32 || tensor->n_dimensions != 1) {
        return error_set(err, ERROR_MALFORMED, "\"%s\": expected a vector of F32", tensor->name);
    }
    for (size_t i = 0; i < tensor->shape[0]; i++) {
        float value;
        memcpy(&value, tensor->bytes.data + i * sizeof value, sizeof value);
        if (!(value >= 0 && isfinite(value))) {
            return error_set(err, ERROR_MALFORMED, "\"%s\": column %zu is %g", tensor->name, i,
                             (double)value);
        }
    }
    return true;
}

/* The folder and the name of a file; both to be freed. */
static bool split_path(const char *path, char **folder, char **name, struct error *err)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    *folder = n > 0 ? memory_text(path, n, err) : memory_text(".", 1, err);
    *name = memory_text(slash != NULL ? slash + 1 : path, strlen(slash != NULL ? slash + 1 : path),
                        err);
    return *folder != NULL && *name != NULL;
}

bool importance_open(struct importance *importance, const char *path, struct error *err)
{
    struct bytes bytes;
    char *folder = NULL;
    char *name = NULL;
    *importance = (struct importance){.folder = NULL};
    safetensors_init(&importance->set);
    bool ok = split_path(path, &folder, &name, err) &&
              folder_open_files(&importance->folder, folder, (const char *const *)&name, 1, err) &&
              folder_read(importance->folder, name, &bytes, err) &&
              safetensors_add(&importance->set, name, bytes, err) &&
              safetensors_finish(&importance->set, err);
    for (size_t i = 0; ok && i < importance->set.n_tensors; i++) {
        ok = check_vector(&importance->set.tensors[i], err) || error_context(err, "%s", path);
    }
    free(folder);
    free(name);
    return ok;
}

void importance_clear(struct importance *importance)
{
    safetensors_clear(&importance->set);
    folder_close(importance->folder);
    importance->folder = NULL;
}

bool importance_copy(const struct importance *importance, const char *path, size_t n_columns,
                     float *out, bool *is_there, struct error *err)
{
    const struct safetensors_tensor *tensor = safetensors_find(&importance->set, path);
    *is_there = tensor != NULL;
    if (tensor == NULL) {
        return true;
    }
    if (tensor->shape[0] != n_columns) {
        return error_set(err, ERROR_MALFORMED,
                         "importance of \"%s\": %zu columns, but the weights have %zu", path,
                         tensor->shape[0], n_columns);
    }
    memcpy(out, tensor->bytes.data, n_columns * sizeof *out);
    return true;
}
