/*
 * A source and what fine-tuning changed in it. A pair of small matrices becomes a change of the
 * tensors that its products are computed with: a module of an adapter may be several tensors of the
 * source, or a tensor several modules, so they are matched product by product. A tensor that an
 * adapter has as a whole takes the place of the checkpoint's, and is of the family's form: nothing
 * is to be undone in it.
 *
 * Where head and embedding are one, and no longer change alike, the head becomes a tensor of its
 * own.
 */
#include <string.h>
#include "convert/source.h"
#include "formats/float_element.h"
#include "model/adapter_module.h"

struct fuser {
    struct source *source;
    const struct adapter_file *file;
    struct error *err;
};

static const char head_path[] = "lm_head";
static const char head_name[] = "lm_head.weight";

/* ---- the head ------------------------------------------------------------------------------- */

static struct source_tensor *find(const struct fuser *fuser, const char *rest)
{
    struct source *source = fuser->source;
    for (size_t i = 0; i < source->n_tensors; i++) {
        if (strcmp(adapter_tensor_rest(source->tensors[i].name), rest) == 0) {
            return &source->tensors[i];
        }
    }
    return NULL;
}

/* Whether embedding and head become two. */
static bool names_head(const struct fuser *fuser)
{
    const struct adapter_file *file = fuser->file;
    const struct adapter_module *head;
    bool is_named = adapter_tie_of(file, &head) == ADAPTER_TIE_BROKEN;
    for (size_t i = 0; i < file->n_tensors; i++) {
        is_named = is_named || strcmp(adapter_tensor_rest(file->tensors[i].name), head_name) == 0;
    }
    return is_named;
}

/* The list has room for it (source.c). */
static void untie(struct fuser *fuser)
{
    struct source *source = fuser->source;
    const struct source_tensor *embedding = find(fuser, "embed_tokens.weight");
    if (source->numbers.is_tied && names_head(fuser) && embedding != NULL) {
        struct source_tensor *head = &source->tensors[source->n_tensors++];
        *head = *embedding;
        head->name = head_name;
        head->path = head_path;
        source->numbers.is_tied = false;
    }
}

/* ---- tensors as a whole --------------------------------------------------------------------- */

static bool check_whole(const struct fuser *fuser, const struct source_tensor *tensor,
                        const struct safetensors_tensor *given)
{
    const struct matrix *matrix = &tensor->matrix;
    char first[SAFETENSORS_SHAPE_BYTES], second[SAFETENSORS_SHAPE_BYTES];
    size_t shape[2] = {matrix->n_rows, matrix->n_columns};
    size_t n_dimensions = tensor->path != NULL ? 2 : 1;
    shape[0] = tensor->path != NULL ? shape[0] : shape[1];
    if (given->dtype != SAFETENSORS_F32 && given->dtype != SAFETENSORS_F16 &&
        given->dtype != SAFETENSORS_BF16) {
        return error_set(fuser->err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\": expected F32, F16 or BF16, found %s", given->name,
                         safetensors_type_text(given));
    }
    return (given->n_dimensions == n_dimensions &&
            memcmp(given->shape, shape, n_dimensions * sizeof *shape) == 0) ||
           error_set(fuser->err, ERROR_MALFORMED,
                     "tensor \"%.200s\": expected shape %s for this model, found %s: the adapter "
                     "was made for another",
                     given->name, safetensors_shape_text(shape, n_dimensions, first),
                     safetensors_shape_text(given->shape, given->n_dimensions, second));
}

static bool replace(const struct fuser *fuser, const struct adapter_tensor *whole)
{
    const struct safetensors_tensor *given = whole->tensor;
    struct source_tensor *tensor = find(fuser, adapter_tensor_rest(whole->name));
    if (tensor == NULL) {
        return error_set(fuser->err, ERROR_MALFORMED,
                         "tensor \"%.200s\": this model has none of that name", given->name);
    }
    if (!check_whole(fuser, tensor, given)) {
        return false;
    }
    size_t n_rows = tensor->matrix.n_rows, n_columns = tensor->matrix.n_columns;
    tensor->matrix = (struct matrix){
        .kind = MATRIX_FLOAT,
        .float_type = given->dtype == SAFETENSORS_F32   ? FLOAT_F32
                      : given->dtype == SAFETENSORS_F16 ? FLOAT_F16
                                                        : FLOAT_BF16,
        .n_rows = n_rows,
        .n_columns = n_columns,
        .data = given->bytes.data,
        .row_bytes = given->bytes.n_bytes / n_rows,
    };
    tensor->head_dim = 0;
    tensor->offset = 0;
    return true;
}

/* ---- pairs of small matrices ---------------------------------------------------------------- */

/* The tensor of a layer that has the rows of a product, and the first of them. */
static struct source_tensor *find_product(const struct fuser *fuser,
                                          const struct module_place *place, enum product product,
                                          size_t *first_row)
{
    struct source *source = fuser->source;
    for (size_t i = 0; i < source->n_tensors; i++) {
        struct source_tensor *tensor = &source->tensors[i];
        struct module_place own;
        bool is_near = tensor->layer == place->layer || product >= PRODUCT_HEAD;
        if (!is_near || tensor->path == NULL ||
            !module_find(&source->numbers, tensor->path, &own)) {
            continue;
        }
        *first_row = 0;
        for (size_t p = 0; p < own.n_parts; p++) {
            if (own.parts[p].product == product) {
                return tensor;
            }
            *first_row += own.parts[p].n_rows;
        }
    }
    return NULL;
}

/* Rows first to first + n of the second matrix, times the scale. */
static const float *copy_second(const struct fuser *fuser, const struct adapter_module *module,
                                size_t first, size_t n)
{
    float *out =
        arena_array(&fuser->source->adapter_arena, n * module->rank, sizeof *out, fuser->err);
    for (size_t r = 0; out != NULL && r < n; r++) {
        adapter_module_second(module, first + r, out + r * module->rank);
    }
    for (size_t i = 0; out != NULL && i < n * module->rank; i++) {
        out[i] *= module->scale;
    }
    return out;
}

static const float *copy_magnitudes(const struct fuser *fuser, const struct adapter_module *module,
                                    size_t first, size_t n)
{
    float *out = arena_array(&fuser->source->adapter_arena, n, sizeof *out, fuser->err);
    for (size_t r = 0; out != NULL && r < n; r++) {
        out[r] = float_element(module->magnitude->bytes.data, module->magnitude->dtype, first + r);
    }
    return out;
}

static bool is_changed(const struct source_tensor *tensor, size_t first_row)
{
    const struct source_change *change = tensor->changes;
    while (change != NULL && change->first_row != first_row) {
        change = change->next;
    }
    return change != NULL;
}

static bool add_part(const struct fuser *fuser, const struct adapter_module *module,
                     const struct module_place *place, const struct module_part *part, size_t first,
                     const float *a)
{
    size_t first_row = 0;
    struct source_tensor *tensor = find_product(fuser, place, part->product, &first_row);
    if (tensor == NULL || is_changed(tensor, first_row)) {
        return error_set(fuser->err, ERROR_MALFORMED, "module \"%.200s\" %s", module->path,
                         tensor == NULL ? "has no tensor in this checkpoint" : "is there twice");
    }
    struct source_change *change =
        arena_array(&fuser->source->adapter_arena, 1, sizeof *change, fuser->err);
    if (change == NULL) {
        return false;
    }
    *change = (struct source_change){
        .first_row = first_row,
        .n_rows = part->n_rows,
        .rank = module->rank,
        .a = a,
        .b = copy_second(fuser, module, first, part->n_rows),
        .next = tensor->changes,
    };
    if (module->magnitude != NULL) {
        change->magnitudes = copy_magnitudes(fuser, module, first, part->n_rows);
    }
    tensor->changes = change;
    return change->b != NULL && (module->magnitude == NULL || change->magnitudes != NULL);
}

static bool add_module(const struct fuser *fuser, const struct adapter_module *module)
{
    struct module_place place;
    size_t first = 0;
    if (!adapter_module_find(module, &fuser->source->numbers, &place, fuser->err)) {
        return false;
    }
    float *a = arena_array(&fuser->source->adapter_arena, module->rank * module->n_columns,
                           sizeof *a, fuser->err);
    if (a == NULL) {
        return false;
    }
    adapter_module_first(module, a);
    bool ok = true;
    for (size_t i = 0; ok && i < place.n_parts; i++) {
        ok = add_part(fuser, module, &place, &place.parts[i], first, a);
        first += place.parts[i].n_rows;
    }
    return ok;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* The head's module where the embedding's says the same of one matrix, or NULL. */
static bool find_repeated(const struct fuser *fuser, const struct adapter_module **repeated)
{
    const struct adapter_file *file = fuser->file;
    const struct adapter_module *head;
    enum adapter_tie tie = adapter_tie_of(file, &head);
    bool is_tied = fuser->source->numbers.is_tied;
    *repeated = is_tied && tie == ADAPTER_TIE_TWICE ? head : NULL;
    for (size_t i = 0; i < file->n_modules; i++) {
        if (is_tied && tie == ADAPTER_TIE_BROKEN && file->format == ADAPTER_MLX &&
            file->modules[i].is_embedding) {
            return error_set(fuser->err, ERROR_MALFORMED,
                             "embedding and head of this model are one, and both have a pair");
        }
    }
    return true;
}

static bool fuse_all(struct fuser *fuser)
{
    const struct adapter_file *file = fuser->file;
    const struct adapter_module *repeated;
    bool ok = find_repeated(fuser, &repeated);
    if (!ok) {
        return error_context(fuser->err, "%s", file->file);
    }
    untie(fuser);
    for (size_t i = 0; ok && i < file->n_tensors; i++) {
        ok = replace(fuser, &file->tensors[i]);
    }
    for (size_t i = 0; ok && i < file->n_modules; i++) {
        ok = &file->modules[i] == repeated || add_module(fuser, &file->modules[i]);
    }
    return ok || error_context(fuser->err, "%s", file->file);
}

bool source_fuse(struct source *source, struct folder *folder, struct error *err)
{
    struct adapter_file *file = arena_array(&source->adapter_arena, 1, sizeof *file, err);
    if (file == NULL) {
        return false;
    }
    struct fuser fuser = {source, file, err};
    source->adapter_folder = folder;
    bool ok = adapter_file_read(file, folder, err);
    source->adapter = file; /* to be cleared on failure, too */
    return (ok && fuse_all(&fuser)) || error_context(err, "%s", folder_path(folder));
}
