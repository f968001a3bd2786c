/*
 * Opening follows model_open: the same readers check the same things, so that what converts also
 * runs. Then the names of the family's row are walked once more, and every tensor that the model
 * uses becomes a row of the list. What it does not use (rotary frequencies, towers of other kinds
 * of input) is left out, and told where it is not known to be harmless.
 */
#include "convert/source.h"

#include <stdio.h>
#include <string.h>
#include "convert/source_gguf.h"
#include "model/adapter_module.h"
#include "model/families.h"

enum { NAME_BYTES = 256, MAX_JSON_BYTES = 16 << 20, TENSORS_PER_LAYER = 48, TENSORS_BESIDE = 8 };
static const size_t max_arena_bytes = (size_t)1 << 30;

/* ---- rows ----------------------------------------------------------------------------------- */

bool source_is_plain(const struct source_tensor *tensor)
{
    return tensor->head_dim == 0 && tensor->offset == 0 && tensor->changes == NULL;
}

/* Where row `row` of the family's order is in the file: it has rows i and i + half side by side. */
static size_t row_in_file(size_t head_dim, size_t row)
{
    size_t half = head_dim / 2;
    size_t inside = row % head_dim;
    return row - inside + 2 * (inside % half) + inside / half;
}

/* A vector is one row, so it is its elements that are in another order. */
static void reorder_elements(const struct source *source, const struct source_tensor *tensor,
                             float *out)
{
    const struct matrix *matrix = &tensor->matrix;
    struct matrix single = *matrix;
    single.n_columns = 1;
    for (size_t i = 0; i < matrix->n_columns; i++) {
        size_t element = row_in_file(tensor->head_dim, i);
        single.data = matrix->data + element * (matrix->row_bytes / matrix->n_columns);
        source->kernels.decode_rows(&single, 0, 1, out + i);
    }
}

/* The rows of a change that are among rows first to first + n, which `out` holds: one chain over
 * the ranks from the weight on, as adapters have it (model/adapter.c). */
static void add_change(const struct source *source, const struct source_change *change,
                       size_t n_columns, size_t first, size_t n, float *out)
{
    size_t low = first > change->first_row ? first : change->first_row;
    size_t end = change->first_row + change->n_rows;
    size_t high = first + n < end ? first + n : end;
    if (low >= high) {
        return;
    }
    const struct multiply_add product = {
        .n_rows = high - low,
        .n_inner = change->rank,
        .n_columns = n_columns,
        .a = change->b + (low - change->first_row) * change->rank,
        .a_row = change->rank,
        .a_column = 1,
        .b = change->a,
        .b_stride = n_columns,
        .y = out + (low - first) * n_columns,
        .y_stride = n_columns,
    };
    source->kernels.multiply_add(&product);
    for (size_t r = low; change->magnitudes != NULL && r < high; r++) {
        float *row = out + (r - first) * n_columns;
        float length = adapter_row_length(&source->kernels, row, n_columns);
        float factor = length > 0 ? change->magnitudes[r - change->first_row] / length : 0;
        for (size_t i = 0; i < n_columns; i++) {
            row[i] *= factor;
        }
    }
}

void source_rows(const struct source *source, const struct source_tensor *tensor, size_t first,
                 size_t n, float *out)
{
    const struct matrix *matrix = &tensor->matrix;
    if (tensor->head_dim == 0) {
        source->kernels.decode_rows(matrix, first, n, out);
    } else if (matrix->n_rows == 1) {
        reorder_elements(source, tensor, out);
    } else {
        for (size_t i = 0; i < n; i++) {
            source->kernels.decode_rows(matrix, row_in_file(tensor->head_dim, first + i), 1,
                                        out + i * matrix->n_columns);
        }
    }
    for (size_t i = 0; tensor->offset != 0 && i < n * matrix->n_columns; i++) {
        out[i] += tensor->offset;
    }
    for (const struct source_change *c = tensor->changes; c != NULL; c = c->next) {
        add_change(source, c, matrix->n_columns, first, n, out);
    }
}

void source_drop(const struct source *source, const struct source_tensor *tensor, size_t first,
                 size_t n)
{
    const struct matrix *matrix = &tensor->matrix;
    const struct bytes bytes = {matrix->data + first * matrix->row_bytes, n * matrix->row_bytes};
    folder_drop(source->folder, bytes);
    if (source->adapter_folder != NULL) {
        folder_drop(source->adapter_folder, bytes);
    }
}

/* ---- the list ------------------------------------------------------------------------------- */

struct lister {
    struct source *source;
    const struct weight_report *report;
    size_t layer;
    bool is_permuted; /* query and key rows are in GGUF's order */
    struct error *err;
};

static const struct safetensors_tensor *find_used(const struct lister *lister, const char *name)
{
    const struct safetensors *set = &lister->source->set;
    const struct safetensors_tensor *tensor = safetensors_find(set, name);
    return tensor != NULL && lister->report->is_used[tensor - set->tensors] ? tensor : NULL;
}

static struct source_tensor *add(const struct lister *lister, const char *path, const char *suffix)
{
    struct source *source = lister->source;
    struct source_tensor *out = &source->tensors[source->n_tensors];
    char name[NAME_BYTES + 16];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    *out = (struct source_tensor){
        .name = arena_text(&source->arena, name, strlen(name), lister->err),
        .layer = lister->layer,
    };
    source->n_tensors += out->name != NULL;
    return out->name != NULL ? out : NULL;
}

static bool add_module(const struct lister *lister, const char *path, const struct matrix *matrix)
{
    struct source_tensor *out = add(lister, path, ".weight");
    if (out == NULL) {
        return false;
    }
    out->matrix = *matrix;
    out->path = arena_text(&lister->source->arena, path, strlen(path), lister->err);
    return out->path != NULL;
}

/* Norms and biases are floats, which the binding has checked. */
static bool add_vector(const struct lister *lister, const struct safetensors_tensor *tensor,
                       const char *path, const char *suffix, float offset)
{
    struct source_tensor *out = add(lister, path, suffix);
    if (out == NULL) {
        return false;
    }
    out->matrix = (struct matrix){
        .kind = MATRIX_FLOAT,
        .float_type = tensor->dtype == SAFETENSORS_F32   ? FLOAT_F32
                      : tensor->dtype == SAFETENSORS_F16 ? FLOAT_F16
                                                         : FLOAT_BF16,
        .n_rows = 1,
        .n_columns = tensor->shape[0],
        .data = tensor->bytes.data,
        .row_bytes = tensor->bytes.n_bytes,
    };
    out->offset = offset;
    return true;
}

/* A module of the file at `from`, under the name `to`; nothing where the file has none. */
static bool list_module(const struct lister *lister, const char *from, const char *to,
                        size_t n_rows, size_t n_columns, bool is_permuted)
{
    struct source *source = lister->source;
    char name[NAME_BYTES + 16];
    struct matrix matrix;
    snprintf(name, sizeof name, "%s.weight", from);
    if (find_used(lister, name) != NULL) {
        if (!model_weights_matrix(&source->set, &source->quantization, from, n_rows, n_columns,
                                  &matrix, lister->err) ||
            !add_module(lister, to, &matrix)) {
            return false;
        }
        source->tensors[source->n_tensors - 1].head_dim =
            is_permuted ? source->numbers.head_dim : 0;
    }
    snprintf(name, sizeof name, "%s.bias", from);
    const struct safetensors_tensor *bias = find_used(lister, name);
    if (bias != NULL) {
        if (!add_vector(lister, bias, to, ".bias", 0)) {
            return false;
        }
        source->tensors[source->n_tensors - 1].head_dim =
            is_permuted ? source->numbers.head_dim : 0;
    }
    return true;
}

static void layer_path(const char *body, size_t layer, const char *name, char path[NAME_BYTES])
{
    snprintf(path, NAME_BYTES, "%slayers.%zu.%s", body, layer, name);
}

static bool list_part(const struct lister *lister, const char *name, size_t n_rows,
                      size_t n_columns, bool is_permuted)
{
    char from[NAME_BYTES];
    char to[NAME_BYTES];
    if (name == NULL) {
        return true;
    }
    layer_path(lister->report->body, lister->layer, name, from);
    layer_path("model.", lister->layer, name, to);
    return list_module(lister, from, to, n_rows, n_columns, is_permuted);
}

static bool list_norm(const struct lister *lister, const char *from, const char *to)
{
    const struct model_config *config = &lister->source->numbers;
    char name[NAME_BYTES + 16];
    snprintf(name, sizeof name, "%s.weight", from);
    const struct safetensors_tensor *tensor = find_used(lister, name);
    return tensor == NULL ||
           add_vector(lister, tensor, to, ".weight",
                      config->norm_weight_offset - config->row->norm_weight_offset);
}

static bool list_layer_norm(const struct lister *lister, const char *name)
{
    char from[NAME_BYTES];
    char to[NAME_BYTES];
    if (name == NULL) {
        return true;
    }
    layer_path(lister->report->body, lister->layer, name, from);
    layer_path("model.", lister->layer, name, to);
    return list_norm(lister, from, to);
}

/* Query, key and value that the file has in one module and the family has not: three views. */
static bool list_fused_attention(const struct lister *lister)
{
    struct source *source = lister->source;
    const struct model_config *config = &source->numbers;
    const struct family_names *names = config->row->names;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    const struct {
        const char *name;
        size_t first, n;
    } parts[] = {
        {names->query, 0, n_query},
        {names->key, n_query, n_key},
        {names->value, n_query + n_key, n_key},
    };
    size_t n_before = source->n_tensors;
    char path[NAME_BYTES];
    if (names->query_key_value != NULL) {
        return true;
    }
    if (!list_part(lister, FAMILY_FUSED_ATTENTION, n_query + 2 * n_key, config->hidden_size,
                   false)) {
        return false;
    }
    size_t n_fused = source->n_tensors - n_before;
    struct source_tensor fused[2];
    memcpy(fused, source->tensors + n_before, n_fused * sizeof *fused);
    source->n_tensors = n_before;
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < n_fused; k++) {
            const struct matrix *whole = &fused[k].matrix;
            bool is_module = fused[k].path != NULL;
            struct matrix part =
                is_module ? model_weights_rows(whole, parts[i].first, parts[i].n) : *whole;
            if (!is_module) {
                size_t n_element = whole->row_bytes / whole->n_columns;
                part.data += parts[i].first * n_element;
                part.n_columns = parts[i].n;
                part.row_bytes = parts[i].n * n_element;
            }
            layer_path("model.", lister->layer, parts[i].name, path);
            struct source_tensor *out = add(lister, path, is_module ? ".weight" : ".bias");
            if (out == NULL) {
                return false;
            }
            out->matrix = part;
            out->head_dim = lister->is_permuted && i < 2 ? config->head_dim : 0;
            out->path =
                is_module ? arena_text(&source->arena, path, strlen(path), lister->err) : NULL;
            if (is_module && out->path == NULL) {
                return false;
            }
        }
    }
    return true;
}

static bool list_layer(const struct lister *lister)
{
    const struct model_config *config = &lister->source->numbers;
    const struct family_names *names = config->row->names;
    size_t n = config->hidden_size;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    return list_layer_norm(lister, names->attention_pre_norm) &&
           list_part(lister, names->query_key_value, n_query + 2 * n_key, n, false) &&
           list_fused_attention(lister) &&
           list_part(lister, names->query, n_query, n, lister->is_permuted) &&
           list_part(lister, names->key, n_key, n, lister->is_permuted) &&
           list_part(lister, names->value, n_key, n, false) &&
           list_layer_norm(lister, names->query_norm) && list_layer_norm(lister, names->key_norm) &&
           list_part(lister, names->output, n, n_query, false) &&
           list_layer_norm(lister, names->attention_post_norm) &&
           list_layer_norm(lister, names->ffn_pre_norm) &&
           list_part(lister, names->gate_up, 2 * config->ffn_size, n, false) &&
           list_part(lister, names->gate, config->ffn_size, n, false) &&
           list_part(lister, names->up, config->ffn_size, n, false) &&
           list_part(lister, names->down, n, config->ffn_size, false) &&
           list_layer_norm(lister, names->ffn_post_norm);
}

/* Where the two are tied only one is written, as the embedding, wherever the file has it. */
static bool list_ends(const struct lister *lister, bool is_head)
{
    static const char embedding[] = "model.embed_tokens";
    const struct model_config *config = &lister->source->numbers;
    const struct weight_report *report = lister->report;
    char path[NAME_BYTES];
    char name[NAME_BYTES + 16];
    snprintf(path, sizeof path, "%sembed_tokens", report->body);
    snprintf(name, sizeof name, "%s.weight", path);
    if (is_head) {
        return config->is_tied || list_module(lister, report->head, "lm_head",
                                              config->vocabulary_size, config->hidden_size, false);
    }
    return list_module(lister, find_used(lister, name) != NULL ? path : report->head, embedding,
                       config->vocabulary_size, config->hidden_size, false);
}

static bool list_tensors(struct source *source, const struct weight_report *report,
                         struct error *err)
{
    const struct model_config *config = &source->numbers;
    struct lister lister = {.source = source,
                            .report = report,
                            .layer = SOURCE_NO_LAYER,
                            .is_permuted = config->n_ropes > 0 && config->ropes[0].is_interleaved &&
                                           !config->row->is_rope_interleaved,
                            .err = err};
    source->tensors =
        arena_array(&source->arena, config->n_layers * TENSORS_PER_LAYER + TENSORS_BESIDE,
                    sizeof *source->tensors, err);
    bool ok = source->tensors != NULL && list_ends(&lister, false);
    for (size_t i = 0; ok && i < config->n_layers; i++) {
        lister.layer = i;
        ok = list_layer(&lister);
    }
    lister.layer = SOURCE_NO_LAYER;
    char path[NAME_BYTES];
    snprintf(path, sizeof path, "%snorm", report->body);
    return ok && list_norm(&lister, path, "model.norm") && list_ends(&lister, true);
}

/* ---- opening -------------------------------------------------------------------------------- */

static bool warn(struct source *source, const char *text, struct error *err)
{
    const char *copy = arena_text(&source->arena, text, strlen(text), err);
    source->warnings[source->n_warnings] = copy;
    source->n_warnings += copy != NULL;
    return copy != NULL;
}

static bool warn_all(struct source *source, const struct weight_report *report, struct error *err)
{
    char text[300];
    size_t n_turned = folder_replaced_bytes(source->folder);
    source->warnings =
        arena_array(&source->arena, report->n_unused + 1, sizeof *source->warnings, err);
    bool ok = source->warnings != NULL;
    if (ok && n_turned > 0) {
        snprintf(text, sizeof text, GGUF_TURNED_NOTE, (double)n_turned * 1e-9);
        ok = warn(source, text, err);
    }
    for (size_t i = 0; ok && i < report->n_unused; i++) {
        snprintf(text, sizeof text, "tensor \"%.200s\" has no place in this model: left out",
                 report->unused[i]);
        ok = warn(source, text, err);
    }
    return ok;
}

static bool bind(struct source *source, struct error *err)
{
    struct model_weights weights;
    struct weight_report report;
    bool ok = model_weights_bind(&weights, &report, &source->numbers, &source->quantization,
                                 &source->set, &source->arena, err) &&
              warn_all(source, &report, err) && list_tensors(source, &report, err);
    for (size_t i = 0; ok && i < source->n_tensors; i++) {
        struct source_tensor *tensor = &source->tensors[i];
        tensor->scheme = (struct quantization_scheme){tensor->matrix.kind, tensor->matrix.bits,
                                                      tensor->matrix.group};
        tensor->float_type = tensor->matrix.float_type;
    }
    return ok;
}

static bool open_folder(struct source *source, struct error *err)
{
    source->config = json_open_object(source->folder, "config.json", MAX_JSON_BYTES, err);
    if (source->config == NULL ||
        !model_config_read(&source->numbers, source->config, &source->arena, err)) {
        return false;
    }
    source->text_part = model_config_text_part(source->config, err);
    return source->text_part != NULL &&
           quantization_read(&source->quantization, source->text_part, err) &&
           safetensors_open(&source->set, source->folder, err) && bind(source, err);
}

bool source_open(struct source *source, struct folder *folder, struct error *err)
{
    *source = (struct source){.folder = folder, .kernels = kernels_select(KERNEL_N_LEVELS)};
    arena_init(&source->arena, max_arena_bytes);
    arena_init(&source->adapter_arena, SIZE_MAX / 2); /* it is small beside the adapter's files */
    gguf_init(&source->gguf);
    safetensors_init(&source->set);
    source->is_gguf = gguf_is_in(folder);
    return source->is_gguf ? source_gguf_open(source, err) && bind(source, err) &&
                                 source_gguf_finish(source, err)
                           : open_folder(source, err);
}

void source_clear(struct source *source)
{
    if (source->adapter != NULL) {
        adapter_file_clear(source->adapter);
    }
    json_decref(source->text_part);
    json_decref(source->config);
    safetensors_clear(&source->set);
    gguf_clear(&source->gguf);
    arena_clear(&source->adapter_arena);
    arena_clear(&source->arena);
    *source = (struct source){.folder = NULL};
}
