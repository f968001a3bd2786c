/*
 * Binding an adapter to a model; see adapter.h. The small matrices are kept as 32-bit floats in the
 * order in which they are read: of the first, a row for each rank; of the second, a row for each
 * rank, too, so that adding it is one pass over the outputs.
 *
 * GGUF files of some architectures hold the rows of query and key in another order than the
 * checkpoint that an adapter was made for (model/gguf_config.c): the second matrix and the
 * magnitudes follow it.
 */
#include "model/adapter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/checksum.h"
#include "base/memory.h"
#include "base/random.h"
#include "formats/float_element.h"
#include "model/adapter_module.h"
#include "model/families.h"
#include "model/half_matrix.h"

static const size_t max_arena_bytes = SIZE_MAX / 2;

struct adapter_binder {
    struct adapter *adapter;
    const struct model *model;
    const struct kernels *kernels;
    const struct adapter_file *file;
    struct error *err;
};

const struct low_rank *adapter_find(const struct adapter *adapter, size_t layer,
                                    enum product product)
{
    if (adapter == NULL) {
        return NULL;
    }
    return product == PRODUCT_HEAD ? adapter->head : adapter->layers[layer].products[product];
}

void adapter_look_up(const struct adapter *adapter, const struct kernels *kernels,
                     const uint32_t *tokens, size_t n_tokens, float scale, float *hidden,
                     float *row)
{
    const struct low_rank *lookup = adapter != NULL ? adapter->lookup : NULL;
    for (size_t t = 0; lookup != NULL && t < n_tokens; t++) {
        size_t n = lookup->a.n_columns;
        const float *a = (const float *)(const void *)lookup->a.data;
        memset(row, 0, n * sizeof *row);
        for (size_t k = 0; k < lookup->a.n_rows; k++) {
            kernels->add_scaled(row, a + k * n, n, lookup->b[k * lookup->n_rows + tokens[t]]);
        }
        kernels->add_scaled(hidden + t * n, row, n, lookup->scale * scale);
        if (lookup->factors != NULL) {
            kernels->scale(hidden + t * n, n, lookup->factors[tokens[t]]);
        }
    }
}

/* ---- the small matrices ---------------------------------------------------------------------- */

/* The first matrix of a module, in the arena. */
static float *copy_first(struct adapter_binder *binder, const struct adapter_module *module)
{
    size_t n_numbers;
    if (!size_multiply(module->rank, module->n_columns, &n_numbers)) {
        error_set(binder->err, ERROR_LIMIT, "tensor \"%.200s\" is too large", module->a->name);
        return NULL;
    }
    float *out = arena_array(&binder->adapter->arena, n_numbers, sizeof *out, binder->err);
    if (out != NULL) {
        adapter_module_first(module, out);
    }
    return out;
}

/* Where row r of a product, as an adapter counts, is in the model's own matrix. */
static size_t row_in_model(const struct model_config *config, enum product product, size_t r)
{
    bool is_rotated = product == PRODUCT_QUERY || product == PRODUCT_KEY;
    if (!is_rotated || config->n_ropes == 0 || !config->ropes[0].is_interleaved ||
        config->row->is_rope_interleaved) {
        return r;
    }
    size_t half = config->head_dim / 2;
    size_t head = r / config->head_dim, i = r % config->head_dim;
    return head * config->head_dim + (i < half ? 2 * i : 2 * (i - half) + 1);
}

static const struct matrix *matrix_of(const struct model_weights *weights, size_t layer,
                                      enum product product)
{
    const struct layer_weights *l = &weights->layers[layer];
    const struct matrix *const matrices[N_PRODUCTS + 1] = {
        [PRODUCT_QUERY] = &l->query,
        [PRODUCT_KEY] = &l->key,
        [PRODUCT_VALUE] = &l->value,
        [PRODUCT_OUTPUT] = &l->output,
        [PRODUCT_GATE] = &l->gate,
        [PRODUCT_UP] = &l->up,
        [PRODUCT_DOWN] = &l->down,
        [PRODUCT_HEAD] = &weights->head,
        [PRODUCT_LOOKUP] = &weights->embedding,
    };
    return matrices[product];
}

/* ---- magnitudes ------------------------------------------------------------------------------ */

/* The length of row r of w + scale b a. */
static float row_length(const struct adapter_binder *binder, const struct matrix *weight,
                        const struct low_rank *low_rank, size_t r, float *row)
{
    size_t n = weight->n_columns;
    const float *a = (const float *)(const void *)low_rank->a.data;
    binder->kernels->decode_rows(weight, r, 1, row);
    for (size_t k = 0; k < low_rank->a.n_rows; k++) {
        binder->kernels->add_scaled(row, a + k * n, n,
                                    low_rank->scale * low_rank->b[k * low_rank->n_rows + r]);
    }
    return adapter_row_length(binder->kernels, row, n);
}

/* `magnitudes` are those of the part, in the adapter's order. */
static bool set_factors(struct adapter_binder *binder, size_t layer, enum product product,
                        const struct adapter_module *module, size_t first,
                        struct low_rank *low_rank)
{
    const struct matrix *weight = matrix_of(&binder->adapter->weights, layer, product);
    float *factors =
        arena_array(&binder->adapter->arena, low_rank->n_rows, sizeof *factors, binder->err);
    float *row = memory_array(weight->n_columns, sizeof *row, binder->err);
    if (factors == NULL || row == NULL) {
        free(row);
        return false;
    }
    for (size_t r = 0; r < low_rank->n_rows; r++) {
        size_t place = row_in_model(&binder->model->config, product, r);
        float m = float_element(module->magnitude->bytes.data, module->magnitude->dtype, first + r);
        float length = row_length(binder, weight, low_rank, place, row);
        factors[place] = length > 0 ? m / length : 0;
    }
    free(row);
    low_rank->factors = factors;
    return true;
}

/* ---- modules --------------------------------------------------------------------------------- */

/* Rows [first, first + n) of the second matrix, in the order of the model, as [rank, n]. */
static const float *copy_rows(struct adapter_binder *binder, const struct adapter_module *module,
                              enum product product, size_t first, size_t n)
{
    float *row = memory_array(module->rank, sizeof *row, binder->err);
    float *out = arena_array(&binder->adapter->arena, module->rank * n, sizeof *out, binder->err);
    for (size_t r = 0; row != NULL && out != NULL && r < n; r++) {
        size_t place = row_in_model(&binder->model->config, product, r);
        adapter_module_second(module, first + r, row);
        for (size_t k = 0; k < module->rank; k++) {
            out[k * n + place] = row[k];
        }
    }
    bool ok = row != NULL;
    free(row);
    return ok ? out : NULL;
}

/* Both matrices in 16-bit floats, or, where the scale that they need is no ordinary number,
 * neither: fast precision then takes what exact takes. */
static bool add_halves(struct adapter_binder *binder, const struct half_matrix *a,
                       struct low_rank *low_rank)
{
    struct half_matrix b;
    if (!half_matrix_make(&b, low_rank->b, low_rank->a.n_rows, low_rank->n_rows, LOW_RANK_PANEL,
                          &binder->adapter->arena, binder->err)) {
        return false;
    }
    float scale = low_rank->scale / a->factor / b.factor;
    if (a->matrix.data != NULL && b.matrix.data != NULL && isnormal(scale)) {
        low_rank->half_a = a->matrix;
        low_rank->half_b = b.matrix;
        low_rank->half_scale = scale;
    }
    return true;
}

static const struct low_rank **slot_of(struct adapter *adapter, size_t layer, enum product product)
{
    return product == PRODUCT_HEAD     ? &adapter->head
           : product == PRODUCT_LOOKUP ? &adapter->lookup
                                       : &adapter->layers[layer].products[product];
}

static bool bind_part(struct adapter_binder *binder, const struct adapter_module *module,
                      const struct module_place *place, const struct module_part *part,
                      size_t first, const float *a, const struct half_matrix *half_a)
{
    struct adapter *adapter = binder->adapter;
    const struct low_rank **slot = slot_of(adapter, place->layer, part->product);
    if (*slot != NULL) {
        return error_set(binder->err, ERROR_MALFORMED, "module \"%.200s\" is there twice",
                         module->path);
    }
    struct low_rank *low_rank = arena_array(&adapter->arena, 1, sizeof *low_rank, binder->err);
    if (low_rank == NULL) {
        return false;
    }
    *low_rank = (struct low_rank){
        .a = {.kind = MATRIX_FLOAT,
              .float_type = FLOAT_F32,
              .n_rows = module->rank,
              .n_columns = module->n_columns,
              .data = (const uint8_t *)a,
              .row_bytes = module->n_columns * sizeof *a},
        .b = copy_rows(binder, module, part->product, first, part->n_rows),
        .n_rows = part->n_rows,
        .scale = module->scale,
    };
    *slot = low_rank;
    return low_rank->b != NULL && add_halves(binder, half_a, low_rank) &&
           (module->magnitude == NULL ||
            set_factors(binder, place->layer, part->product, module, first, low_rank));
}

static bool bind_module(struct adapter_binder *binder, const struct adapter_module *module)
{
    struct module_place place;
    if (!adapter_module_find(module, &binder->model->config, &place, binder->err)) {
        return false;
    }
    const float *a = copy_first(binder, module);
    size_t first = 0;
    struct half_matrix half_a;
    bool ok =
        a != NULL && half_matrix_make(&half_a, a, module->rank, module->n_columns,
                                      module->n_columns, &binder->adapter->arena, binder->err);
    for (size_t i = 0; ok && i < place.n_parts; i++) {
        ok = bind_part(binder, module, &place, &place.parts[i], first, a, &half_a);
        first += place.parts[i].n_rows;
    }
    struct adapter *adapter = binder->adapter;
    adapter->n_modules++;
    adapter->n_parameters += (uint64_t)module->rank * (module->n_columns + module->n_rows);
    adapter->n_parameters += module->magnitude != NULL ? module->n_rows : 0;
    adapter->has_magnitudes |= module->magnitude != NULL;
    adapter->largest_rank =
        module->rank > adapter->largest_rank ? module->rank : adapter->largest_rank;
    return ok;
}

/* mlx-lm's pair of an embedding that is the head, too, changes both. */
static bool bind_tied(struct adapter_binder *binder)
{
    struct adapter *adapter = binder->adapter;
    if (adapter->lookup == NULL || !binder->model->config.is_tied ||
        binder->file->format != ADAPTER_MLX) {
        return true;
    }
    if (adapter->head != NULL) {
        return error_set(binder->err, ERROR_MALFORMED,
                         "embedding and head of this model are one, and both have a pair");
    }
    adapter->head = adapter->lookup;
    return true;
}

/* ---- tensors as a whole ---------------------------------------------------------------------- */

/* The checkpoint's tensor of that name, whatever stands before "layers" in either. */
static struct safetensors_tensor *find_tensor(const struct safetensors *set, const char *name)
{
    static const char *const prefixes[] = {"language_model.model.", "model.language_model.",
                                           "model.", "language_model.", ""};
    enum { N = sizeof prefixes / sizeof prefixes[0], TEXT_BYTES = 300 };
    const struct safetensors_tensor *found = safetensors_find(set, name);
    const char *rest = adapter_tensor_rest(name);
    for (size_t i = 0; i < N && found == NULL; i++) {
        char text[TEXT_BYTES];
        if (strlen(prefixes[i]) + strlen(rest) < sizeof text) {
            memcpy(text, prefixes[i], strlen(prefixes[i]) + 1);
            memcpy(text + strlen(prefixes[i]), rest, strlen(rest) + 1);
            found = safetensors_find(set, text);
        }
    }
    return found != NULL ? &set->tensors[found - set->tensors] : NULL;
}

/* Scales and biases of a matrix whose codes are replaced by floats. */
static bool are_scales_of(const char *name, const char *weight)
{
    size_t n = strlen(weight) - strlen("weight");
    return strncmp(name, weight, n) == 0 &&
           (strcmp(name + n, "scales") == 0 || strcmp(name + n, "biases") == 0);
}

static void drop_scales(struct safetensors *set, const struct safetensors_tensor *weight)
{
    size_t n = strlen(weight->name);
    if (n < strlen(".weight") || strcmp(weight->name + n - strlen(".weight"), ".weight") != 0) {
        return;
    }
    const char *name = weight->name; /* stays in the arena of the set */
    size_t n_kept = 0;
    for (size_t i = 0; i < set->n_tensors; i++) {
        if (!are_scales_of(set->tensors[i].name, name)) {
            set->tensors[n_kept++] = set->tensors[i];
        }
    }
    set->n_tensors = n_kept;
}

static bool add_head(struct adapter_binder *binder, struct safetensors *set,
                     const struct adapter_tensor *given)
{
    if (strcmp(given->name, "lm_head.weight") != 0) {
        return error_set(binder->err, ERROR_MALFORMED,
                         "tensor \"%.200s\": this model has none of that name",
                         given->tensor->name);
    }
    struct safetensors_tensor *grown =
        memory_resize(set->tensors, set->n_tensors + 1, sizeof *grown, binder->err);
    if (grown == NULL) {
        return false;
    }
    set->tensors = grown;
    set->n_capacity = set->n_tensors + 1;
    grown[set->n_tensors] = *given->tensor;
    grown[set->n_tensors++].name = given->name;
    return safetensors_finish(set, binder->err);
}

static bool replace_tensors(void *context, struct safetensors *set, struct error *err)
{
    struct adapter_binder *binder = context;
    (void)err; /* that of the binder */
    for (size_t i = 0; i < binder->file->n_tensors; i++) {
        const struct adapter_tensor *given = &binder->file->tensors[i];
        struct safetensors_tensor *found = find_tensor(set, given->name);
        if (found == NULL) {
            if (!add_head(binder, set, given)) {
                return false;
            }
            continue;
        }
        bool was_packed = found->dtype == SAFETENSORS_U32;
        const char *name = found->name;
        *found = *given->tensor;
        found->name = name;
        binder->adapter->n_parameters += found->n_dimensions == 2
                                             ? (uint64_t)found->shape[0] * found->shape[1]
                                             : found->shape[0];
        if (was_packed && found->dtype != SAFETENSORS_U32) {
            drop_scales(set, found);
        }
    }
    binder->adapter->n_replaced = binder->file->n_tensors;
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static uint64_t fingerprint_of(const struct adapter_file *file)
{
    uint64_t sum = file->set.n_tensors;
    for (size_t i = 0; i < file->n_modules; i++) {
        uint32_t bits;
        memcpy(&bits, &file->modules[i].scale, sizeof bits);
        sum = random_mix(sum ^ bits);
    }
    for (size_t i = 0; i < file->set.n_tensors; i++) {
        struct bytes bytes = file->set.tensors[i].bytes;
        sum = checksum_words(sum, bytes.data, bytes.n_bytes);
        for (size_t k = bytes.n_bytes / 8 * 8; k < bytes.n_bytes; k++) {
            sum = random_mix(sum ^ bytes.data[k]);
        }
    }
    return random_mix(sum);
}

/* Room for the matrices of all modules, in 32-bit and in 16-bit floats, whose rows are filled up
 * to whole panels. */
static bool reserve(struct adapter_binder *binder)
{
    enum { OTHER_BYTES = 4096 }; /* what else a module has */
    const struct adapter_file *file = binder->file;
    size_t n_bytes = 0;
    for (size_t i = 0; i < file->n_modules; i++) {
        const struct adapter_module *module = &file->modules[i];
        struct module_place place;
        if (!adapter_module_find(module, &binder->model->config, &place, binder->err)) {
            return error_context(binder->err, "%s", file->file);
        }
        size_t n = module->n_columns + module->n_rows + place.n_parts * LOW_RANK_PANEL;
        n_bytes += module->rank * n * (sizeof(float) + sizeof(uint16_t)) + OTHER_BYTES;
    }
    return arena_reserve(&binder->adapter->arena, n_bytes, binder->err);
}

static bool bind_all(struct adapter_binder *binder, struct folder *base)
{
    struct adapter *adapter = binder->adapter;
    const struct adapter_file *file = binder->file;
    adapter->weights = binder->model->weights;
    adapter->layers = arena_array(&adapter->arena, binder->model->config.n_layers,
                                  sizeof *adapter->layers, binder->err);
    if (adapter->layers == NULL) {
        return false;
    }
    if (file->n_tensors > 0 && !model_rebind(binder->model, base, replace_tensors, binder,
                                             &adapter->weights, &adapter->arena, binder->err)) {
        return false;
    }
    if (!reserve(binder)) {
        return false;
    }
    for (size_t i = 0; i < file->n_modules; i++) {
        if (!bind_module(binder, &file->modules[i])) {
            return error_context(binder->err, "%s", file->file);
        }
    }
    adapter->fingerprint = fingerprint_of(file);
    return bind_tied(binder) || error_context(binder->err, "%s", file->file);
}

bool adapter_open(struct adapter **out, const struct model *model, struct folder *base,
                  const struct kernels *kernels, struct folder *folder, struct error *err)
{
    struct adapter *adapter = memory_array(1, sizeof *adapter, err);
    if (adapter == NULL) {
        folder_close(folder);
        return false;
    }
    struct adapter_file file;
    struct adapter_binder binder = {adapter, model, kernels, &file, err};
    adapter->folder = folder;
    arena_init(&adapter->arena, max_arena_bytes);
    bool ok = (adapter_file_read(&file, folder, err) && bind_all(&binder, base)) ||
              error_context(err, "%s", folder_path(folder));
    adapter_file_clear(&file);
    if (!ok) {
        adapter_close(adapter);
        return false;
    }
    *out = adapter;
    return true;
}

void adapter_close(struct adapter *adapter)
{
    if (adapter != NULL) {
        arena_clear(&adapter->arena);
        folder_close(adapter->folder);
        free(adapter);
    }
}
