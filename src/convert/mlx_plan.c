/*
 * Three passes: the outputs in the order of the source, each with the work that makes it; then the
 * shards, each a run of work whose outputs have at most so many bytes; then the places. A tensor
 * shall start at a multiple of 64 bytes, and no byte may belong to none: so those whose size is a
 * multiple of 64 come first in their shard, the odd ones last.
 */
#include "convert/mlx_plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

enum { NAME_BYTES = 300, ALIGNMENT = 64 };
static const size_t max_arena_bytes = (size_t)1 << 30;
static const size_t max_header_bytes = (size_t)100 << 20; /* more is read by nobody */
static const uint64_t usual_shard_bytes = (uint64_t)5 << 30;

struct planner {
    struct mlx_plan *plan;
    const struct mlx_plan_options *options;
    bool has_float_type; /* all floats become of this type */
    enum float_type float_type;
    const char *prefix; /* in front of every name */
    struct error *err;
};

/* ---- types ---------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    enum float_type type;
    enum safetensors_dtype dtype;
} float_types[] = {
    {"float32", FLOAT_F32, SAFETENSORS_F32},
    {"float16", FLOAT_F16, SAFETENSORS_F16},
    {"bfloat16", FLOAT_BF16, SAFETENSORS_BF16},
};

enum { N_FLOAT_TYPES = sizeof float_types / sizeof float_types[0] };

static enum safetensors_dtype dtype_of(enum float_type type)
{
    size_t i = 0;
    while (float_types[i].type != type) {
        i++;
    }
    return float_types[i].dtype;
}

/* As mlx-lm's convert has it: what was asked for, else what config.json says in one of two places,
 * else every tensor keeps its own. */
static bool find_float_type(struct planner *planner)
{
    const json_t *config = planner->plan->source->config;
    const char *text = planner->options->dtype;
    if (text == NULL && !planner->options->keeps_types) {
        text = json_string_value(json_object_get(config, "torch_dtype"));
    }
    if (text == NULL && !planner->options->keeps_types) {
        text = json_string_value(json_object_get(json_object_get(config, "text_config"), "dtype"));
    }
    for (size_t i = 0; text != NULL && i < N_FLOAT_TYPES; i++) {
        if (strcmp(float_types[i].text, text) == 0) {
            planner->has_float_type = true;
            planner->float_type = float_types[i].type;
        }
    }
    return planner->options->dtype == NULL || planner->has_float_type ||
           error_set(planner->err, ERROR_ARGUMENT,
                     "there is no dtype \"%.40s\"; there are float16, bfloat16 and float32",
                     planner->options->dtype);
}

/* What becomes of a tensor's floats. Blocks of GGUF have scales in 16 bits and are no floats. */
static enum float_type float_type_for(const struct planner *planner,
                                      const struct source_tensor *tensor)
{
    if (planner->has_float_type) {
        return planner->float_type;
    }
    enum matrix_kind kind = tensor->scheme.kind;
    return kind == MATRIX_FLOAT || kind == MATRIX_AFFINE ? tensor->float_type : FLOAT_BF16;
}

/* ---- outputs -------------------------------------------------------------------------------- */

static bool add_output(struct planner *planner, const char *path, const char *suffix,
                       enum safetensors_dtype dtype, size_t n_rows, size_t n_columns,
                       size_t n_bytes)
{
    struct mlx_plan *plan = planner->plan;
    struct mlx_tensor *output = &plan->outputs[plan->n_outputs];
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%s%s%s", planner->prefix, path, suffix);
    *output = (struct mlx_tensor){
        .header = {.name = arena_text(&plan->arena, name, strlen(name), planner->err),
                   .dtype = dtype,
                   .n_dimensions = n_rows == 0 ? 1 : 2,
                   .shape = {n_rows == 0 ? n_columns : n_rows, n_columns},
                   .bytes = {NULL, n_bytes}},
    };
    plan->n_outputs += output->header.name != NULL;
    plan->n_bytes += n_bytes;
    return output->header.name != NULL;
}

static struct mlx_work *add_work(struct planner *planner, enum mlx_work_kind kind,
                                 const struct source_tensor *tensor)
{
    struct mlx_plan *plan = planner->plan;
    struct mlx_work *work = &plan->work[plan->n_work++];
    *work = (struct mlx_work){.kind = kind,
                              .source = *tensor,
                              .float_type = float_type_for(planner, tensor),
                              .first_output = plan->n_outputs};
    return work;
}

/* A vector has no rows. */
static bool plan_floats(struct planner *planner, const struct source_tensor *tensor,
                        const char *name, bool is_vector)
{
    const struct matrix *matrix = &tensor->matrix;
    enum float_type type = float_type_for(planner, tensor);
    bool is_same =
        matrix->kind == MATRIX_FLOAT && matrix->float_type == type && source_is_plain(tensor);
    struct mlx_work *work = add_work(planner, is_same ? MLX_COPY : MLX_FLOATS, tensor);
    work->n_outputs = 1;
    return add_output(planner, name, "", dtype_of(type), is_vector ? 0 : matrix->n_rows,
                      matrix->n_columns,
                      matrix->n_rows * matrix->n_columns * float_type_bytes(type));
}

static bool plan_importance(struct planner *planner, struct mlx_work *work)
{
    const struct importance *importance = planner->options->importance;
    size_t n = work->source.matrix.n_columns;
    bool is_there;
    if (!work->is_searched || importance == NULL) {
        return true;
    }
    float *copy = arena_array(&planner->plan->arena, n, sizeof *copy, planner->err);
    if (copy == NULL ||
        !importance_copy(importance, work->source.path, n, copy, &is_there, planner->err)) {
        return false;
    }
    work->importance = is_there ? copy : NULL;
    planner->plan->n_unweighed += !is_there;
    return true;
}

static bool plan_quantized(struct planner *planner, const struct source_tensor *tensor,
                           const struct quantization_scheme *scheme)
{
    const struct matrix *matrix = &tensor->matrix;
    struct mlx_work *work = add_work(planner, MLX_QUANTIZE, tensor);
    bool is_affine = scheme->kind == MATRIX_AFFINE;
    size_t n_words = matrix->n_columns * scheme->bits / 32;
    size_t n_groups = matrix->n_columns / scheme->group;
    enum safetensors_dtype dtype = is_affine ? dtype_of(work->float_type) : SAFETENSORS_U8;
    size_t n_scales =
        matrix->n_rows * n_groups * (is_affine ? float_type_bytes(work->float_type) : 1);
    work->scheme = *scheme;
    work->n_outputs = is_affine ? 3 : 2;
    work->is_searched = is_affine && planner->options->searches;
    return plan_importance(planner, work) &&
           add_output(planner, tensor->path, ".weight", SAFETENSORS_U32, matrix->n_rows, n_words,
                      matrix->n_rows * n_words * 4) &&
           add_output(planner, tensor->path, ".scales", dtype, matrix->n_rows, n_groups,
                      n_scales) &&
           (!is_affine || add_output(planner, tensor->path, ".biases", dtype, matrix->n_rows,
                                     n_groups, n_scales));
}

/* Scales or biases of a source that stays quantized, as a matrix of floats or bytes. */
static bool plan_scales(struct planner *planner, const struct source_tensor *tensor,
                        const uint8_t *data, const char *suffix)
{
    const struct matrix *matrix = &tensor->matrix;
    size_t n_groups = matrix->n_columns / matrix->group;
    struct source_tensor scales = {
        .name = tensor->name,
        .matrix = {.kind = MATRIX_FLOAT,
                   .float_type = matrix->float_type,
                   .n_rows = matrix->n_rows,
                   .n_columns = n_groups,
                   .data = data,
                   .row_bytes = matrix->scale_row_bytes},
        .float_type = matrix->float_type,
    };
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%s%s", tensor->path, suffix);
    if (matrix->kind == MATRIX_AFFINE) {
        return plan_floats(planner, &scales, name, false);
    }
    add_work(planner, MLX_COPY, &scales)->n_outputs = 1;
    return add_output(planner, name, "", SAFETENSORS_U8, matrix->n_rows, n_groups,
                      matrix->n_rows * matrix->scale_row_bytes);
}

static bool plan_kept(struct planner *planner, const struct source_tensor *tensor)
{
    const struct matrix *matrix = &tensor->matrix;
    add_work(planner, MLX_COPY, tensor)->n_outputs = 1;
    return add_output(planner, tensor->path, ".weight", SAFETENSORS_U32, matrix->n_rows,
                      matrix->row_bytes / 4, matrix->n_rows * matrix->row_bytes) &&
           plan_scales(planner, tensor, matrix->scales, ".scales") &&
           (matrix->kind != MATRIX_AFFINE ||
            plan_scales(planner, tensor, matrix->biases, ".biases"));
}

/* ---- what is quantized, for config.json ------------------------------------------------------ */

static json_t *pack_scheme(const struct quantization_scheme *scheme)
{
    return json_pack("{s:i, s:i, s:s}", "group_size", (int)scheme->group, "bits", (int)scheme->bits,
                     "mode", quantization_kind_text(scheme->kind));
}

static bool is_same_scheme(const struct quantization_scheme *a, const struct quantization_scheme *b)
{
    return a->kind == b->kind && a->bits == b->bits && a->group == b->group;
}

/* A module's own rule, where it is not what readers would expect of it. */
static bool add_rule(struct planner *planner, const struct source_tensor *tensor,
                     const struct quantization_scheme *scheme)
{
    struct mlx_plan *plan = planner->plan;
    char path[NAME_BYTES];
    if (plan->rules == NULL || scheme->kind == MATRIX_FLOAT ||
        is_same_scheme(scheme, &plan->recipe.base)) {
        return true;
    }
    snprintf(path, sizeof path, "%s%s", planner->prefix, tensor->path);
    return json_object_set_new(plan->rules, path, pack_scheme(scheme)) == 0 ||
           error_set(planner->err, ERROR_MEMORY, "out of memory");
}

static bool plan_module(struct planner *planner, const struct source_tensor *tensor)
{
    struct mlx_plan *plan = planner->plan;
    const struct matrix *matrix = &tensor->matrix;
    struct quantization_scheme own = tensor->scheme;
    bool is_mlx = own.kind != MATRIX_FLOAT && !matrix_is_blocks(own.kind);
    struct quantization_scheme scheme =
        planner->options->recipe.base.kind != MATRIX_FLOAT
            ? recipe_scheme(&plan->recipe, tensor, plan->source->numbers.n_layers)
        : is_mlx && !planner->options->dequantizes
            ? own
            : (struct quantization_scheme){.kind = MATRIX_FLOAT};
    plan->n_parameters += (uint64_t)matrix->n_rows * matrix->n_columns;
    if (!add_rule(planner, tensor, &scheme)) {
        return false;
    }
    if (scheme.kind == MATRIX_FLOAT) {
        return plan_floats(planner, tensor, tensor->name, false);
    }
    return is_same_scheme(&scheme, &own) && matrix->kind == own.kind && source_is_plain(tensor)
               ? plan_kept(planner, tensor)
               : plan_quantized(planner, tensor, &scheme);
}

static bool plan_outputs(struct planner *planner)
{
    enum { OUTPUTS_PER_TENSOR = 3 };
    struct mlx_plan *plan = planner->plan;
    const struct source *source = plan->source;
    size_t n = source->n_tensors * OUTPUTS_PER_TENSOR;
    bool is_kept = planner->options->recipe.base.kind == MATRIX_FLOAT &&
                   !planner->options->dequantizes && source->quantization.rules != NULL;
    plan->recipe = planner->options->recipe;
    if (is_kept) {
        plan->recipe = (struct recipe){.base = source->quantization.base};
    }
    plan->outputs = arena_array(&plan->arena, n, sizeof *plan->outputs, planner->err);
    plan->work = arena_array(&plan->arena, n, sizeof *plan->work, planner->err);
    if (plan->outputs == NULL || plan->work == NULL) {
        return false;
    }
    if (plan->recipe.base.kind != MATRIX_FLOAT) {
        plan->rules = pack_scheme(&plan->recipe.base);
        if (plan->rules == NULL) {
            return error_set(planner->err, ERROR_MEMORY, "out of memory");
        }
    }
    for (size_t i = 0; i < source->n_tensors; i++) {
        const struct source_tensor *tensor = &source->tensors[i];
        if (tensor->path == NULL) {
            plan->n_parameters += tensor->matrix.n_columns;
        }
        if (!(tensor->path != NULL ? plan_module(planner, tensor)
                                   : plan_floats(planner, tensor, tensor->name, true))) {
            return false;
        }
    }
    return true;
}

/* ---- shards --------------------------------------------------------------------------------- */

static uint64_t work_bytes(const struct mlx_plan *plan, const struct mlx_work *work)
{
    uint64_t n_bytes = 0;
    for (size_t i = 0; i < work->n_outputs; i++) {
        n_bytes += plan->outputs[work->first_output + i].header.bytes.n_bytes;
    }
    return n_bytes;
}

static bool cut_shards(struct planner *planner)
{
    struct mlx_plan *plan = planner->plan;
    uint64_t limit = planner->options->max_shard_bytes != 0 ? planner->options->max_shard_bytes
                                                            : usual_shard_bytes;
    plan->shards = arena_array(&plan->arena, plan->n_work, sizeof *plan->shards, planner->err);
    if (plan->shards == NULL) {
        return false;
    }
    for (size_t i = 0; i < plan->n_work; i++) {
        const struct mlx_work *work = &plan->work[i];
        uint64_t n_bytes = work_bytes(plan, work);
        struct mlx_shard *shard = plan->shards + plan->n_shards - (plan->n_shards > 0);
        if (plan->n_shards == 0 || shard->n_bytes + n_bytes > limit) {
            shard = &plan->shards[plan->n_shards++];
            shard->first_work = i;
            shard->first_output = work->first_output;
            buffer_init(&shard->header, max_header_bytes);
        }
        shard->n_work++;
        shard->n_outputs += work->n_outputs;
        shard->n_bytes += n_bytes;
        for (size_t k = 0; k < work->n_outputs; k++) {
            plan->outputs[work->first_output + k].shard = plan->n_shards - 1;
        }
    }
    return true;
}

/* The largest power of two, up to 64, that divides a size. */
static size_t alignment_of(size_t n_bytes)
{
    size_t alignment = ALIGNMENT;
    while (n_bytes % alignment != 0) {
        alignment /= 2;
    }
    return alignment;
}

/* Gives the outputs of a shard their places: the even sizes, then the odd ones by how odd. */
static bool place(struct planner *planner, struct mlx_shard *shard)
{
    struct mlx_plan *plan = planner->plan;
    struct mlx_tensor *outputs = plan->outputs + shard->first_output;
    struct safetensors_tensor *sorted =
        memory_array(shard->n_outputs, sizeof *sorted, planner->err);
    uint64_t offset = 0;
    size_t n = 0;
    if (sorted == NULL) {
        return false;
    }
    for (size_t alignment = ALIGNMENT; alignment > 0; alignment /= 2) {
        for (size_t i = 0; i < shard->n_outputs; i++) {
            if (alignment_of(outputs[i].header.bytes.n_bytes) == alignment) {
                outputs[i].offset = offset;
                offset += outputs[i].header.bytes.n_bytes;
                sorted[n++] = outputs[i].header;
            }
        }
    }
    safetensors_append_header(&shard->header, "mlx", sorted, n);
    free(sorted);
    return buffer_check(&shard->header, planner->err);
}

static bool plan_shards(struct planner *planner)
{
    struct mlx_plan *plan = planner->plan;
    if (!cut_shards(planner)) {
        return false;
    }
    for (size_t i = 0; i < plan->n_shards; i++) {
        struct mlx_shard *shard = &plan->shards[i];
        if (plan->n_shards == 1) {
            snprintf(shard->name, sizeof shard->name, "model.safetensors");
        } else {
            snprintf(shard->name, sizeof shard->name, "model-%05zu-of-%05zu.safetensors", i + 1,
                     plan->n_shards);
        }
        if (!place(planner, shard)) {
            return false;
        }
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

bool mlx_plan_make(struct mlx_plan *plan, const struct source *source,
                   const struct mlx_plan_options *options, struct error *err)
{
    *plan = (struct mlx_plan){.source = source};
    arena_init(&plan->arena, max_arena_bytes);
    struct planner planner = {.plan = plan, .options = options, .err = err};
    /* mlx-lm keeps the text part of a larger model under a name of its own. */
    planner.prefix =
        json_object_get(source->config, "text_config") != NULL ? "language_model." : "";
    return find_float_type(&planner) && plan_outputs(&planner) && plan_shards(&planner);
}

void mlx_plan_clear(struct mlx_plan *plan)
{
    for (size_t i = 0; i < plan->n_shards; i++) {
        buffer_clear(&plan->shards[i].header);
    }
    json_decref(plan->rules);
    arena_clear(&plan->arena);
    *plan = (struct mlx_plan){.source = NULL};
}
