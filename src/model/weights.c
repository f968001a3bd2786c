/*
 * From names to matrices. A binder walks the structure of the model, asks for each tensor by the
 * name that the family's row gives it, checks type and shape against the configuration, and marks
 * it as used; what is left unmarked at the end is reported.
 *
 * Checkpoints differ in what stands before the names: "model." for a model with a head, nothing for
 * one without, "language_model." for the text part of a larger model. The final norm, which every
 * model has, tells which it is.
 */
#include "model/weights.h"

#include <stdio.h>
#include <string.h>
#include "base/memory.h"
#include "formats/float_element.h"
#include "model/families.h"

enum { NAME_BYTES = 256 };

static const struct prefix {
    const char *body;
    const char *head;
} prefixes[] = {
    {"model.", "lm_head"},
    {"language_model.model.", "language_model.lm_head"},
    {"model.language_model.", "lm_head"},
    {"", "lm_head"},
};

struct binder {
    const struct model_config *config;
    const struct quantization *quantization;
    const struct safetensors *tensors;
    const struct prefix *prefix;
    bool *is_used; /* [n_tensors]; NULL: nobody asks */
    struct model_weights *weights;
    struct arena *arena;
    struct error *err;
};

/* ---- tensors -------------------------------------------------------------------------------- */

static const struct safetensors_tensor *find(const struct binder *binder, const char *path,
                                             const char *suffix)
{
    char name[NAME_BYTES + 16];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    return safetensors_find(binder->tensors, name);
}

static void mark(const struct binder *binder, const struct safetensors_tensor *tensor)
{
    if (binder->is_used != NULL) {
        binder->is_used[tensor - binder->tensors->tensors] = true;
    }
}

/* Marks the tensor and counts its bytes. */
static void use(struct binder *binder, const struct safetensors_tensor *tensor)
{
    mark(binder, tensor);
    binder->weights->n_bytes += tensor->bytes.n_bytes;
}

static const struct safetensors_tensor *need(struct binder *binder, const char *path,
                                             const char *suffix)
{
    const struct safetensors_tensor *tensor = find(binder, path, suffix);
    if (tensor == NULL) {
        error_set(binder->err, ERROR_MALFORMED, "tensor \"%s%s\" is missing", path, suffix);
    }
    return tensor;
}

static bool check_shape(struct binder *binder, const struct safetensors_tensor *tensor,
                        const size_t *shape, size_t n_dimensions)
{
    if (tensor->n_dimensions == n_dimensions &&
        memcmp(tensor->shape, shape, n_dimensions * sizeof *shape) == 0) {
        return true;
    }
    char expected[SAFETENSORS_SHAPE_BYTES];
    char found[SAFETENSORS_SHAPE_BYTES];
    return error_set(binder->err, ERROR_MALFORMED, "%s: tensor \"%s\": expected shape %s, found %s",
                     tensor->file, tensor->name,
                     safetensors_shape_text(shape, n_dimensions, expected),
                     safetensors_shape_text(tensor->shape, tensor->n_dimensions, found));
}

static bool wrong_type(struct binder *binder, const struct safetensors_tensor *tensor,
                       const char *expected)
{
    return error_set(binder->err, ERROR_MALFORMED, "%s: tensor \"%s\": expected %s, found %s",
                     tensor->file, tensor->name, expected, safetensors_type_text(tensor));
}

static bool float_type_of(struct binder *binder, const struct safetensors_tensor *tensor,
                          enum float_type *out)
{
    if (tensor->block_type != NULL) {
        return wrong_type(binder, tensor, "F32, F16 or BF16");
    }
    switch (tensor->dtype) {
    case SAFETENSORS_F32:
        *out = FLOAT_F32;
        return true;
    case SAFETENSORS_F16:
        *out = FLOAT_F16;
        return true;
    case SAFETENSORS_BF16:
        *out = FLOAT_BF16;
        return true;
    default:
        return wrong_type(binder, tensor, "F32, F16 or BF16");
    }
}

/* ---- matrices ------------------------------------------------------------------------------- */

static bool bind_float(struct binder *binder, const struct safetensors_tensor *tensor,
                       struct matrix *out)
{
    const size_t shape[] = {out->n_rows, out->n_columns};
    if (!float_type_of(binder, tensor, &out->float_type) ||
        !check_shape(binder, tensor, shape, 2)) {
        return false;
    }
    out->kind = MATRIX_FLOAT;
    out->data = tensor->bytes.data;
    out->row_bytes = out->n_columns * (out->float_type == FLOAT_F32 ? 4 : 2);
    use(binder, tensor);
    return true;
}

/* Blocks of GGUF, by the name of their type. */
static bool bind_blocks(struct binder *binder, const struct safetensors_tensor *tensor,
                        struct matrix *out)
{
    static const struct {
        const char *name;
        enum matrix_kind kind;
        unsigned n_codes;
        unsigned n_bytes;
    } rows[] = {
#define X(name, n_codes, n_bytes, group, has_shifts) {#name, MATRIX_BLOCK_##name, n_codes, n_bytes},
        MATRIX_BLOCKS(X)
#undef X
    };
    static const char supported[] = "F32, F16, BF16"
#define X(name, n_codes, n_bytes, group, has_shifts) ", " #name
        MATRIX_BLOCKS(X)
#undef X
        ;
    const size_t shape[] = {out->n_rows, out->n_columns};
    if (!check_shape(binder, tensor, shape, 2)) {
        return false;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].name, tensor->block_type) == 0) {
            out->kind = rows[i].kind;
            out->data = tensor->bytes.data;
            out->row_bytes = out->n_columns / rows[i].n_codes * rows[i].n_bytes;
            use(binder, tensor);
            return true;
        }
    }
    return error_set(binder->err, ERROR_UNSUPPORTED,
                     "%s: tensor \"%s\": no support for type %s; supported are %s", tensor->file,
                     tensor->name, tensor->block_type, supported);
}

/* Scales, or the biases beside them. */
static bool bind_scales(struct binder *binder, const char *path, const char *suffix,
                        struct matrix *out, const uint8_t **data)
{
    const struct safetensors_tensor *tensor = need(binder, path, suffix);
    const size_t shape[] = {out->n_rows, out->n_columns / out->group};
    enum float_type type = FLOAT_F32;
    if (tensor == NULL) {
        return false;
    }
    if (out->kind != MATRIX_AFFINE) {
        if (tensor->dtype != SAFETENSORS_U8) {
            return wrong_type(binder, tensor, "U8");
        }
    } else if (!float_type_of(binder, tensor, &type)) {
        return false;
    }
    if (!check_shape(binder, tensor, shape, 2)) {
        return false;
    }
    if (*data == NULL && out->scales != NULL && type != out->float_type) {
        return error_set(binder->err, ERROR_MALFORMED,
                         "%s: tensor \"%s\": found %s, but its scales are of another type",
                         tensor->file, tensor->name, safetensors_type_text(tensor));
    }
    out->float_type = type;
    *data = tensor->bytes.data;
    use(binder, tensor);
    return true;
}

static bool bind_quantized(struct binder *binder, const char *path,
                           const struct safetensors_tensor *tensor,
                           const struct quantization_scheme *scheme, struct matrix *out)
{
    out->kind = scheme->kind;
    out->bits = scheme->bits;
    out->group = scheme->group;
    if (out->n_columns % scheme->group != 0) {
        return error_set(binder->err, ERROR_MALFORMED,
                         "%s: tensor \"%s\": %zu columns cannot be in groups of %u", tensor->file,
                         tensor->name, out->n_columns, scheme->group);
    }
    /* Every group fills whole words. */
    size_t n_words = out->n_columns * scheme->bits / 32;
    const size_t shape[] = {out->n_rows, n_words};
    if (tensor->dtype != SAFETENSORS_U32) {
        return wrong_type(binder, tensor, "U32");
    }
    if (!check_shape(binder, tensor, shape, 2)) {
        return false;
    }
    out->data = tensor->bytes.data;
    out->row_bytes = n_words * 4;
    use(binder, tensor);
    if (!bind_scales(binder, path, ".scales", out, &out->scales) ||
        (out->kind == MATRIX_AFFINE && !bind_scales(binder, path, ".biases", out, &out->biases))) {
        return false;
    }
    size_t n_scale_bytes = out->kind != MATRIX_AFFINE     ? 1
                           : out->float_type == FLOAT_F32 ? (size_t)4
                                                          : (size_t)2;
    out->scale_row_bytes = out->n_columns / out->group * n_scale_bytes;
    return true;
}

/* A module that no rule names may be packed otherwise than the base scheme says: then the shapes
 * tell how, as they do for mlx-lm. Left as it is where they tell nothing. */
static void infer_scheme(const struct safetensors_tensor *weight,
                         const struct safetensors_tensor *scales, size_t n_columns,
                         struct quantization_scheme *scheme)
{
    static const enum matrix_kind byte_kinds[] = {MATRIX_MXFP4, MATRIX_NVFP4, MATRIX_MXFP8};
    if (weight->n_dimensions != 2 || scales->n_dimensions != 2 || scales->shape[1] == 0 ||
        n_columns % scales->shape[1] != 0 || weight->shape[1] > n_columns / 4 ||
        weight->shape[1] * 32 % n_columns != 0) {
        return;
    }
    struct quantization_scheme found = {.kind = MATRIX_AFFINE,
                                        .bits = (unsigned)(weight->shape[1] * 32 / n_columns),
                                        .group = (unsigned)(n_columns / scales->shape[1])};
    bool is_affine = scales->dtype != SAFETENSORS_U8;
    for (size_t i = 0; i < (is_affine ? 1 : sizeof byte_kinds / sizeof byte_kinds[0]); i++) {
        found.kind = is_affine ? MATRIX_AFFINE : byte_kinds[i];
        if (quantization_is_known(&found)) {
            *scheme = found;
            return;
        }
    }
}

/* The module at path: a matrix [n_rows, n_columns], in floats or quantized. */
static bool bind_matrix(struct binder *binder, const char *path, size_t n_rows, size_t n_columns,
                        struct matrix *out)
{
    const struct safetensors_tensor *tensor = need(binder, path, ".weight");
    struct quantization_scheme scheme;
    if (tensor == NULL) {
        return false;
    }
    *out = (struct matrix){.n_rows = n_rows, .n_columns = n_columns};
    if (tensor->block_type != NULL) {
        binder->weights->n_parameters += (uint64_t)n_rows * n_columns;
        return bind_blocks(binder, tensor, out);
    }
    const struct safetensors_tensor *scales = find(binder, path, ".scales");
    if (scales != NULL && binder->quantization->rules == NULL) {
        return error_set(binder->err, ERROR_UNSUPPORTED,
                         "%s: tensor \"%s\" has scales, but config.json has no \"quantization\"",
                         tensor->file, tensor->name);
    }
    if (find(binder, path, ".global_scale") != NULL) {
        return error_set(binder->err, ERROR_UNSUPPORTED,
                         "%s: tensor \"%s\": no support for a scale of the whole tensor",
                         tensor->file, tensor->name);
    }
    bool is_named;
    if (!quantization_find(binder->quantization, path, scales != NULL, &scheme, &is_named,
                           binder->err)) {
        return false;
    }
    if (scheme.kind != MATRIX_FLOAT && scales != NULL && !is_named) {
        infer_scheme(tensor, scales, n_columns, &scheme);
    }
    binder->weights->n_parameters += (uint64_t)n_rows * n_columns;
    return scheme.kind == MATRIX_FLOAT ? bind_float(binder, tensor, out)
                                       : bind_quantized(binder, path, tensor, &scheme, out);
}

bool model_weights_matrix(const struct safetensors *tensors,
                          const struct quantization *quantization, const char *path, size_t n_rows,
                          size_t n_columns, struct matrix *out, struct error *err)
{
    struct model_weights counted = {.layers = NULL};
    struct binder binder = {
        .quantization = quantization, .tensors = tensors, .weights = &counted, .err = err};
    return bind_matrix(&binder, path, n_rows, n_columns, out);
}

struct matrix model_weights_rows(const struct matrix *matrix, size_t first, size_t n)
{
    struct matrix view = *matrix;
    view.n_rows = n;
    view.data += first * matrix->row_bytes;
    if (view.scales != NULL) {
        view.scales += first * matrix->scale_row_bytes;
    }
    if (view.biases != NULL) {
        view.biases += first * matrix->scale_row_bytes;
    }
    return view;
}

/* ---- vectors -------------------------------------------------------------------------------- */

/* n floats plus an offset, in the arena. */
static bool bind_vector(struct binder *binder, const char *path, const char *suffix, size_t n,
                        float offset, const float **out)
{
    const struct safetensors_tensor *tensor = need(binder, path, suffix);
    enum float_type type = FLOAT_F32;
    if (tensor == NULL || !float_type_of(binder, tensor, &type) ||
        !check_shape(binder, tensor, &n, 1)) {
        return false;
    }
    float *values = arena_array(binder->arena, n, sizeof *values, binder->err);
    if (values == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        values[i] = float_element(tensor->bytes.data, tensor->dtype, i) + offset;
    }
    *out = values;
    binder->weights->n_parameters += n;
    use(binder, tensor);
    return true;
}

/* ---- layers --------------------------------------------------------------------------------- */

static void layer_path(const struct binder *binder, size_t layer, const char *name,
                       char path[NAME_BYTES])
{
    snprintf(path, NAME_BYTES, "%slayers.%zu.%s", binder->prefix->body, layer, name);
}

/* One module whose rows go to several places, one behind the other. */
struct part {
    size_t n_rows;
    struct matrix *matrix;
    const float **bias;
};

static bool bind_parts(struct binder *binder, const char *path, size_t n_columns, bool has_bias,
                       const struct part *parts, size_t n_parts)
{
    size_t n_rows = 0;
    for (size_t i = 0; i < n_parts; i++) {
        n_rows += parts[i].n_rows;
    }
    struct matrix whole;
    const float *bias = NULL;
    if (!bind_matrix(binder, path, n_rows, n_columns, &whole) ||
        (has_bias && !bind_vector(binder, path, ".bias", n_rows, 0, &bias))) {
        return false;
    }
    size_t first = 0;
    for (size_t i = 0; i < n_parts; i++) {
        *parts[i].matrix = model_weights_rows(&whole, first, parts[i].n_rows);
        *parts[i].bias = bias != NULL ? bias + first : NULL;
        first += parts[i].n_rows;
    }
    return true;
}

/* Parts that are fused in one module, or have one each. */
static bool bind_group(struct binder *binder, size_t layer, const char *fused,
                       const char *const *names, size_t n_columns, bool has_bias,
                       const struct part *parts, size_t n_parts)
{
    char path[NAME_BYTES];
    if (fused != NULL) {
        layer_path(binder, layer, fused, path);
        return bind_parts(binder, path, n_columns, has_bias, parts, n_parts);
    }
    for (size_t i = 0; i < n_parts; i++) {
        layer_path(binder, layer, names[i], path);
        if (!bind_parts(binder, path, n_columns, has_bias, &parts[i], 1)) {
            return false;
        }
    }
    return true;
}

/* A norm of a layer; nothing where the family has none in that place. */
static bool bind_norm(struct binder *binder, size_t layer, const char *name, size_t n,
                      const float **out)
{
    char path[NAME_BYTES];
    if (name == NULL) {
        return true;
    }
    layer_path(binder, layer, name, path);
    return bind_vector(binder, path, ".weight", n, binder->config->norm_weight_offset, out);
}

static bool bind_attention(struct binder *binder, size_t layer, struct layer_weights *out)
{
    const struct model_config *config = binder->config;
    const struct family_names *names = config->row->names;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    const struct part parts[] = {
        {n_query, &out->query, &out->query_bias},
        {n_key, &out->key, &out->key_bias},
        {n_key, &out->value, &out->value_bias},
    };
    const struct part output = {config->hidden_size, &out->output, &out->output_bias};
    const char *const part_names[] = {names->query, names->key, names->value};
    bool is_full = config->query_key_norm == QUERY_KEY_NORM_FULL;
    const char *fused = names->query_key_value;
    char path[NAME_BYTES];
    layer_path(binder, layer, FAMILY_FUSED_ATTENTION, path);
    if (fused == NULL && find(binder, path, ".weight") != NULL) {
        fused = FAMILY_FUSED_ATTENTION;
    }
    return bind_group(binder, layer, fused, part_names, config->hidden_size,
                      config->has_query_key_value_bias, parts, 3) &&
           bind_group(binder, layer, names->output, NULL, n_query, config->has_output_bias, &output,
                      1) &&
           bind_norm(binder, layer, names->query_norm, is_full ? n_query : config->head_dim,
                     &out->query_norm) &&
           bind_norm(binder, layer, names->key_norm, is_full ? n_key : config->head_dim,
                     &out->key_norm);
}

static bool bind_layer(struct binder *binder, size_t layer, struct layer_weights *out)
{
    const struct model_config *config = binder->config;
    const struct family_names *names = config->row->names;
    size_t n = config->hidden_size;
    const struct part parts[] = {
        {config->ffn_size, &out->gate, &out->gate_bias},
        {config->ffn_size, &out->up, &out->up_bias},
    };
    const struct part down = {n, &out->down, &out->down_bias};
    const char *const part_names[] = {names->gate, names->up};
    return bind_norm(binder, layer, names->attention_pre_norm, n, &out->attention_pre_norm) &&
           bind_attention(binder, layer, out) &&
           bind_norm(binder, layer, names->attention_post_norm, n, &out->attention_post_norm) &&
           bind_norm(binder, layer, names->ffn_pre_norm, n, &out->ffn_pre_norm) &&
           bind_group(binder, layer, names->gate_up, part_names, n, config->has_ffn_bias, parts,
                      2) &&
           bind_group(binder, layer, names->down, NULL, config->ffn_size, config->has_ffn_bias,
                      &down, 1) &&
           bind_norm(binder, layer, names->ffn_post_norm, n, &out->ffn_post_norm);
}

/* ---- embedding and head --------------------------------------------------------------------- */

static size_t matrix_bytes(const struct matrix *matrix)
{
    size_t n_scales = matrix->biases != NULL ? 2 : matrix->scales != NULL ? 1 : 0;
    return matrix->n_rows * (matrix->row_bytes + n_scales * matrix->scale_row_bytes);
}

static bool same_bytes(const uint8_t *a, const uint8_t *b, size_t n)
{
    return (a == NULL) == (b == NULL) && (a == NULL || a == b || memcmp(a, b, n) == 0);
}

static bool same_matrix(const struct matrix *a, const struct matrix *b)
{
    return a->kind == b->kind && a->float_type == b->float_type && a->bits == b->bits &&
           a->group == b->group && same_bytes(a->data, b->data, a->n_rows * a->row_bytes) &&
           same_bytes(a->scales, b->scales, a->n_rows * a->scale_row_bytes) &&
           same_bytes(a->biases, b->biases, a->n_rows * a->scale_row_bytes);
}

/*
 * Where the two are tied, either may be stored alone, and both may be: then they count as tied only
 * if they are equal. A checkpoint that does not say whether they are tied, and has no head, is.
 */
static bool bind_ends(struct binder *binder, struct model_config *config)
{
    struct model_weights *weights = binder->weights;
    char path[NAME_BYTES];
    snprintf(path, sizeof path, "%sembed_tokens", binder->prefix->body);
    bool has_embedding = find(binder, path, ".weight") != NULL;
    bool has_head = find(binder, binder->prefix->head, ".weight") != NULL;
    bool may_tie = config->is_tied || !config->is_tied_given;
    bool is_embedding_needed = has_embedding || !config->is_tied || !has_head;
    bool is_head_needed = has_head || !may_tie;
    if (is_embedding_needed && !bind_matrix(binder, path, config->vocabulary_size,
                                            config->hidden_size, &weights->embedding)) {
        return false;
    }
    uint64_t n_parameters = weights->n_parameters;
    uint64_t n_bytes = weights->n_bytes;
    if (is_head_needed && !bind_matrix(binder, binder->prefix->head, config->vocabulary_size,
                                       config->hidden_size, &weights->head)) {
        return false;
    }
    if (!is_head_needed) {
        weights->head = weights->embedding;
        config->is_tied = true;
    } else if (!is_embedding_needed) {
        weights->embedding = weights->head;
    } else if (config->is_tied && same_matrix(&weights->embedding, &weights->head)) {
        weights->head = weights->embedding;
        weights->n_parameters = n_parameters;
        weights->n_bytes = n_bytes;
    } else {
        config->is_tied = false;
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void find_prefix(struct binder *binder)
{
    char path[NAME_BYTES];
    binder->prefix = &prefixes[0];
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        snprintf(path, sizeof path, "%snorm", prefixes[i].body);
        if (find(binder, path, ".weight") != NULL) {
            binder->prefix = &prefixes[i];
            return;
        }
    }
}

/* Left over, and known to change nothing: buffers that are computed here, and the parts of a larger
 * model that do not take part in text. */
static bool is_harmless(const char *name)
{
    static const char *const suffixes[] = {".rotary_emb.inv_freq"};
    static const char *const starts[] = {
        "vision_tower.",       "multi_modal_projector.",       "vision_model.",
        "model.vision_tower.", "model.multi_modal_projector.", "model.vision_model.",
    };
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t n_suffix = strlen(suffixes[i]);
        if (n >= n_suffix && strcmp(name + n - n_suffix, suffixes[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (strncmp(name, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool report_unused(const struct binder *binder, struct weight_report *report)
{
    const struct safetensors *tensors = binder->tensors;
    *report = (struct weight_report){
        .is_used = binder->is_used, .body = binder->prefix->body, .head = binder->prefix->head};
    size_t n = 0;
    for (size_t i = 0; i < tensors->n_tensors; i++) {
        n += !binder->is_used[i] && !is_harmless(tensors->tensors[i].name);
    }
    report->unused = arena_array(binder->arena, n, sizeof *report->unused, binder->err);
    if (report->unused == NULL) {
        return false;
    }
    for (size_t i = 0; i < tensors->n_tensors; i++) {
        const char *name = tensors->tensors[i].name;
        if (!binder->is_used[i] && !is_harmless(name)) {
            char *copy = arena_text(binder->arena, name, strlen(name), binder->err);
            if (copy == NULL) {
                return false;
            }
            report->unused[report->n_unused++] = copy;
        }
    }
    return true;
}

bool model_weights_bind(struct model_weights *weights, struct weight_report *report,
                        struct model_config *config, const struct quantization *quantization,
                        const struct safetensors *tensors, struct arena *arena, struct error *err)
{
    *weights = (struct model_weights){.layers = NULL};
    struct binder binder = {.config = config,
                            .quantization = quantization,
                            .tensors = tensors,
                            .weights = weights,
                            .arena = arena,
                            .err = err};
    find_prefix(&binder);
    binder.is_used = arena_array(arena, tensors->n_tensors, sizeof *binder.is_used, err);
    char path[NAME_BYTES];
    snprintf(path, sizeof path, "%snorm", binder.prefix->body);
    if (binder.is_used == NULL || !bind_ends(&binder, config) ||
        !bind_vector(&binder, path, ".weight", config->hidden_size, config->norm_weight_offset,
                     &weights->final_norm)) {
        return false;
    }
    weights->layers = arena_array(arena, config->n_layers, sizeof *weights->layers, err);
    if (weights->layers == NULL) {
        return false;
    }
    for (size_t i = 0; i < config->n_layers; i++) {
        if (!bind_layer(&binder, i, &weights->layers[i])) {
            return false;
        }
    }
    weights->n_bytes_per_token =
        weights->n_bytes - (config->is_tied ? 0 : matrix_bytes(&weights->embedding));
    return report_unused(&binder, report);
}
