/* Modules of adapters; see adapter_module.h. */
#include "model/adapter_module.h"

#include <math.h>
#include <string.h>
#include "formats/float_element.h"

static bool check_shape(const struct adapter_module *module, const struct module_place *place,
                        struct error *err)
{
    if (module->n_rows == place->n_rows && module->n_columns == place->n_columns) {
        return true;
    }
    bool is_wide = module->n_columns != place->n_columns;
    const struct safetensors_tensor *tensor = is_wide ? module->a : module->b;
    bool is_first = is_wide == module->is_turned;
    size_t n = is_wide ? place->n_columns : place->n_rows;
    const size_t expected[] = {is_first ? n : module->rank, is_first ? module->rank : n};
    char first[SAFETENSORS_SHAPE_BYTES], second[SAFETENSORS_SHAPE_BYTES];
    return error_set(err, ERROR_MALFORMED,
                     "tensor \"%.200s\": expected shape %s for this model, found %s: the adapter "
                     "was made for another",
                     tensor->name, safetensors_shape_text(expected, 2, first),
                     safetensors_shape_text(tensor->shape, 2, second));
}

static size_t widest_input(const struct model_config *config)
{
    size_t n = config->n_heads * config->head_dim;
    n = config->hidden_size > n ? config->hidden_size : n;
    return config->ffn_size > n ? config->ffn_size : n;
}

bool adapter_module_find(const struct adapter_module *module, const struct model_config *config,
                         struct module_place *place, struct error *err)
{
    bool is_known = module_find(config, module->path, place);
    bool is_looked_up = is_known && place->parts[0].product == PRODUCT_LOOKUP;
    if (!is_known || is_looked_up != module->is_embedding) {
        return error_set(err, ERROR_MALFORMED,
                         "tensor \"%.200s\": this model (%s, %zu layers) has no matrix \"%.200s\"",
                         module->a->name, config->family, config->n_layers, module->path);
    }
    if (!check_shape(module, place, err)) {
        return false;
    }
    return module->rank <= widest_input(config) ||
           error_set(err, ERROR_LIMIT, "tensor \"%.200s\": rank %zu is beyond all use",
                     module->a->name, module->rank);
}

float adapter_module_first_at(const struct adapter_module *module, size_t k, size_t column)
{
    size_t index = module->is_turned ? column * module->rank + k : k * module->n_columns + column;
    return float_element(module->a->bytes.data, module->a->dtype, index);
}

float adapter_module_second_at(const struct adapter_module *module, size_t row, size_t k)
{
    size_t index = module->is_turned ? k * module->n_rows + row : row * module->rank + k;
    return float_element(module->b->bytes.data, module->b->dtype, index);
}

void adapter_module_first(const struct adapter_module *module, float *out)
{
    size_t n = module->n_columns;
    for (size_t k = 0; k < module->rank; k++) {
        for (size_t i = 0; i < n; i++) {
            out[k * n + i] = adapter_module_first_at(module, k, i);
        }
    }
}

void adapter_module_second(const struct adapter_module *module, size_t row, float *out)
{
    for (size_t k = 0; k < module->rank; k++) {
        out[k] = adapter_module_second_at(module, row, k);
    }
}

struct module_shape adapter_module_shape(const struct adapter_module *module)
{
    return module->is_embedding ? (struct module_shape){module->n_rows, module->n_columns}
                                : (struct module_shape){module->n_columns, module->n_rows};
}

void adapter_module_copy(const struct adapter_module *module, size_t rank, double factor, float *a,
                         float *b)
{
    struct module_shape shape = adapter_module_shape(module);
    for (size_t k = 0; k < rank; k++) {
        bool is_own = k < module->rank;
        for (size_t i = 0; i < shape.n_inputs; i++) {
            a[i * rank + k] = !is_own                ? 0.0f
                              : module->is_embedding ? adapter_module_second_at(module, i, k)
                                                     : adapter_module_first_at(module, k, i);
        }
        for (size_t i = 0; i < shape.n_outputs; i++) {
            float x = !is_own                ? 0.0f
                      : module->is_embedding ? adapter_module_first_at(module, k, i)
                                             : adapter_module_second_at(module, i, k);
            b[k * shape.n_outputs + i] = factor == 1.0 ? x : (float)((double)x * factor);
        }
    }
}

static const struct adapter_module *find_module(const struct adapter_file *file, const char *rest)
{
    for (size_t i = 0; i < file->n_modules; i++) {
        if (strcmp(adapter_tensor_rest(file->modules[i].path), rest) == 0) {
            return &file->modules[i];
        }
    }
    return NULL;
}

static bool is_same(const struct adapter_module *x, const struct adapter_module *y)
{
    bool ok = x->rank == y->rank && x->n_rows == y->n_rows && x->n_columns == y->n_columns &&
              x->scale == y->scale && x->magnitude == NULL && y->magnitude == NULL;
    for (size_t k = 0; ok && k < x->rank; k++) {
        for (size_t i = 0; ok && i < x->n_columns; i++) {
            ok = adapter_module_first_at(x, k, i) == adapter_module_first_at(y, k, i);
        }
        for (size_t i = 0; ok && i < x->n_rows; i++) {
            ok = adapter_module_second_at(x, i, k) == adapter_module_second_at(y, i, k);
        }
    }
    return ok;
}

enum adapter_tie adapter_tie_of(const struct adapter_file *file, const struct adapter_module **head)
{
    const struct adapter_module *embedding = find_module(file, "embed_tokens");
    *head = find_module(file, "lm_head");
    bool is_one = embedding != NULL && *head == NULL && file->format == ADAPTER_MLX;
    bool is_twice = embedding != NULL && *head != NULL && file->format == ADAPTER_PEFT &&
                    is_same(embedding, *head);
    return embedding == NULL && *head == NULL ? ADAPTER_TIE_NONE
           : is_one                           ? ADAPTER_TIE_ONE
           : is_twice                         ? ADAPTER_TIE_TWICE
                                              : ADAPTER_TIE_BROKEN;
}

float adapter_row_length(const struct kernels *kernels, const float *row, size_t n)
{
    const struct matrix one = {
        .kind = MATRIX_FLOAT,
        .float_type = FLOAT_F32,
        .n_rows = 1,
        .n_columns = n,
        .data = (const uint8_t *)row,
        .row_bytes = n * sizeof *row,
    };
    float square = 0;
    kernels->matmul_float(&one, 0, 1, row, n, 1, &square, 1);
    return sqrtf(square);
}

const char *adapter_tensor_rest(const char *name)
{
    static const char *const prefixes[] = {"language_model.model.", "model.language_model.",
                                           "model.", "language_model."};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], n) == 0) {
            return name + n;
        }
    }
    return name;
}
