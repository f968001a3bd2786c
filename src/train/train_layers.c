/* What is trained; see train_layers.h. */
#include "train/train_layers.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include "base/random.h"
#include "model/adapter_module.h"
#include "model/families.h"
#include "train/chain_product.h"

enum {
    NAME_BYTES = 200,
    MOST_TENSORS_OF_LAYER = 2 * N_PARTS + 2 * N_NORMS + N_PARTS,
    END_TENSORS = 5
};

struct describer {
    struct train_layers *layers;
    const struct trainer_options *options;
    struct arena *arena;
    struct error *err;
    bool failed;
};

/* ---- keys ------------------------------------------------------------------------------------ */

/* A module of a block as the family names it, and the parts it has. */
struct module_row {
    const char *name; /* NULL: the family has none */
    enum train_part first;
    size_t n_parts;
};

enum { N_MODULES = 9 };

static void list_modules(const struct family_names *names, struct module_row rows[N_MODULES])
{
    const struct module_row all[N_MODULES] = {
        {names->query_key_value, PART_QUERY, 3},
        {names->query, PART_QUERY, 1},
        {names->key, PART_KEY, 1},
        {names->value, PART_VALUE, 1},
        {names->output, PART_OUTPUT, 1},
        {names->gate_up, PART_GATE, 2},
        {names->gate, PART_GATE, 1},
        {names->up, PART_UP, 1},
        {names->down, PART_DOWN, 1},
    };
    memcpy(rows, all, sizeof all);
}

static void list_norms(const struct family_names *names, const char *norms[N_NORMS])
{
    norms[NORM_QUERY] = names->query_norm;
    norms[NORM_KEY] = names->key_norm;
    norms[NORM_ATTENTION_PRE] = names->attention_pre_norm;
    norms[NORM_ATTENTION_POST] = names->attention_post_norm;
    norms[NORM_FFN_PRE] = names->ffn_pre_norm;
    norms[NORM_FFN_POST] = names->ffn_post_norm;
}

static bool is_key(const struct trainer_options *options, const char *name)
{
    for (size_t i = 0; i < options->n_keys; i++) {
        if (strcmp(options->keys[i], name) == 0) {
            return true;
        }
    }
    return options->keys == NULL;
}

/* Of the model, not of a block. */
static bool is_end_key(const struct trainer_options *options, const char *rest)
{
    for (size_t i = 0; options->keys != NULL && i < options->n_keys; i++) {
        if (strcmp(adapter_tensor_rest(options->keys[i]), rest) == 0) {
            return true;
        }
    }
    return false;
}

static const char embedding_rest[] = "embed_tokens", head_rest[] = "lm_head";

static bool check_end_key(const struct model *model, const struct trainer_options *options,
                          const char *key, struct error *err)
{
    bool is_head = strcmp(adapter_tensor_rest(key), head_rest) == 0;
    if (options->tuning == TUNING_FULL) {
        return error_set(err, ERROR_ARGUMENT,
                         "full fine-tuning trains embedding and head together or not at all "
                         "(--train-ends), not by the key \"%.100s\"",
                         key);
    }
    if (options->tuning == TUNING_DORA) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "DoRA of \"%.100s\": it can be served and fused, not trained; there is "
                         "LoRA of it",
                         key);
    }
    return !is_head || !model->config.is_tied ||
           error_set(err, ERROR_ARGUMENT,
                     "the head of this model is its embedding: the key of both is "
                     "\"%smodel.embed_tokens\"",
                     model->config.is_wrapped ? "language_model." : "");
}

static bool check_keys(const struct model *model, const struct trainer_options *options,
                       struct error *err)
{
    struct module_row modules[N_MODULES];
    const char *norms[N_NORMS];
    list_modules(model->config.row->names, modules);
    list_norms(model->config.row->names, norms);
    for (size_t i = 0; options->keys != NULL && i < options->n_keys; i++) {
        const char *key = options->keys[i];
        const char *rest = adapter_tensor_rest(key);
        bool is_known = strcmp(rest, embedding_rest) == 0 || strcmp(rest, head_rest) == 0;
        if (is_known && !check_end_key(model, options, key, err)) {
            return false;
        }
        for (size_t m = 0; m < N_MODULES; m++) {
            is_known |= modules[m].name != NULL && strcmp(modules[m].name, key) == 0;
        }
        for (size_t n = 0; options->tuning == TUNING_FULL && n < N_NORMS; n++) {
            is_known |= norms[n] != NULL && strcmp(norms[n], key) == 0;
        }
        if (!is_known) {
            return error_set(err, ERROR_ARGUMENT,
                             "a block of %s has no \"%.100s\" to train; its query is \"%s\"",
                             model->config.family, key,
                             modules[0].name != NULL ? modules[0].name : modules[1].name);
        }
    }
    return options->keys == NULL || options->n_keys > 0 ||
           error_set(err, ERROR_ARGUMENT, "an empty list of keys trains nothing");
}

/* ---- tensors --------------------------------------------------------------------------------- */

static struct train_tensor *add_tensor(struct describer *d, const char *module, const char *suffix,
                                       enum train_role role, size_t n_rows, size_t n_columns)
{
    static const struct train_tensor none;
    char name[NAME_BYTES];
    struct train_tensor *tensor = &d->layers->tensors[d->layers->n_tensors++];
    snprintf(name, sizeof name, "%s.%s", module, suffix);
    *tensor = none;
    tensor->name = arena_text(d->arena, name, strlen(name), d->err);
    tensor->module = module;
    tensor->role = role;
    tensor->n_dimensions = n_columns == 1 && role != TRAIN_LORA_A && role != TRAIN_LORA_B ? 1 : 2;
    tensor->n_rows = n_rows;
    tensor->n_columns = n_columns;
    d->failed |= tensor->name == NULL;
    d->layers->n_trainable += (uint64_t)n_rows * n_columns;
    return tensor;
}

/* "model.layers.3.self_attn.q_proj", with what mlx-lm puts in front for the text part of a larger
 * model. */
static const char *full_name(struct describer *d, const char *name)
{
    static const char outside[] = "language_model.";
    char path[NAME_BYTES + sizeof outside];
    bool is_wrapped = d->layers->model->config.is_wrapped;
    snprintf(path, sizeof path, "%s%s", is_wrapped ? outside : "", name);
    const char *text = arena_text(d->arena, path, strlen(path), d->err);
    d->failed |= text == NULL;
    return text != NULL ? text : "";
}

static const char *module_name(struct describer *d, size_t layer, const char *name)
{
    char path[NAME_BYTES];
    snprintf(path, sizeof path, "model.layers.%zu.%s", layer, name);
    return full_name(d, path);
}

static void adapt_module(struct describer *d, struct train_layer *layer,
                         const struct module_row *row, const char *name, uint64_t number)
{
    struct adapter *adapter = &layer->adapters[layer->n_adapters++];
    size_t rank = d->layers->rank;
    adapter->module = name;
    adapter->first_part = row->first;
    adapter->n_parts = row->n_parts;
    adapter->number = number;
    adapter->n_inputs = layer->linears[row->first].weight.n_columns;
    for (size_t p = row->first; p < row->first + row->n_parts; p++) {
        layer->linears[p].adapter = adapter;
        layer->linears[p].first_output = adapter->n_outputs;
        adapter->n_outputs += layer->linears[p].weight.n_rows;
    }
    adapter->a = add_tensor(d, name, "lora_a", TRAIN_LORA_A, adapter->n_inputs, rank);
    adapter->b = add_tensor(d, name, "lora_b", TRAIN_LORA_B, rank, adapter->n_outputs);
    if (d->options->tuning == TUNING_DORA) {
        adapter->m = add_tensor(d, name, "m", TRAIN_MAGNITUDE, adapter->n_outputs, 1);
    }
}

static void free_linears(struct describer *d, struct train_linear *linears, size_t n_parts,
                         const char *name)
{
    size_t n_outputs = 0;
    for (size_t p = 0; p < n_parts; p++) {
        linears[p].first_output = n_outputs;
        n_outputs += linears[p].weight.n_rows;
    }
    size_t n_inputs = linears[0].weight.n_columns;
    struct train_tensor *weight = add_tensor(d, name, "weight", TRAIN_WEIGHT, n_outputs, n_inputs);
    struct train_tensor *bias =
        linears[0].bias != NULL ? add_tensor(d, name, "bias", TRAIN_BIAS, n_outputs, 1) : NULL;
    for (size_t p = 0; p < n_parts; p++) {
        linears[p].weight_tensor = weight;
        linears[p].bias_tensor = bias;
    }
}

static void free_norm(struct describer *d, struct train_norm *norm, const char *name)
{
    if (norm->weight != NULL) {
        norm->weight_tensor = add_tensor(d, name, "weight", TRAIN_WEIGHT, norm->n, 1);
    }
    if (norm->bias != NULL) {
        norm->bias_tensor = add_tensor(d, name, "bias", TRAIN_BIAS, norm->n, 1);
    }
}

/* ---- layers ---------------------------------------------------------------------------------- */

static void borrow_layer(const struct model *model, size_t index, struct train_layer *layer)
{
    const struct model_config *config = &model->config;
    const struct layer_weights *w = &model->weights.layers[index];
    bool is_full = config->query_key_norm == QUERY_KEY_NORM_FULL;
    size_t n_query = is_full ? config->n_heads * config->head_dim : config->head_dim;
    size_t n_key = is_full ? config->n_kv_heads * config->head_dim : config->head_dim;
    size_t n = config->hidden_size;
    const struct train_linear linears[N_PARTS] = {
        [PART_QUERY] = {.weight = w->query, .bias = w->query_bias},
        [PART_KEY] = {.weight = w->key, .bias = w->key_bias},
        [PART_VALUE] = {.weight = w->value, .bias = w->value_bias},
        [PART_OUTPUT] = {.weight = w->output, .bias = w->output_bias},
        [PART_GATE] = {.weight = w->gate, .bias = w->gate_bias},
        [PART_UP] = {.weight = w->up, .bias = w->up_bias},
        [PART_DOWN] = {.weight = w->down, .bias = w->down_bias},
    };
    const struct train_norm norms[N_NORMS] = {
        [NORM_QUERY] = {w->query_norm, w->query_norm_bias, NULL, NULL, NULL, n_query},
        [NORM_KEY] = {w->key_norm, w->key_norm_bias, NULL, NULL, NULL, n_key},
        [NORM_ATTENTION_PRE] = {w->attention_pre_norm, w->attention_pre_norm_bias, NULL, NULL, NULL,
                                n},
        [NORM_ATTENTION_POST] = {w->attention_post_norm, w->attention_post_norm_bias, NULL, NULL,
                                 NULL, n},
        [NORM_FFN_PRE] = {w->ffn_pre_norm, w->ffn_pre_norm_bias, NULL, NULL, NULL, n},
        [NORM_FFN_POST] = {w->ffn_post_norm, w->ffn_post_norm_bias, NULL, NULL, NULL, n},
    };
    memcpy(layer->linears, linears, sizeof linears);
    memcpy(layer->norms, norms, sizeof norms);
}

static void train_layer(struct describer *d, size_t index)
{
    struct train_layer *layer = &d->layers->layers[index];
    struct module_row modules[N_MODULES];
    const char *norms[N_NORMS];
    list_modules(d->layers->model->config.row->names, modules);
    list_norms(d->layers->model->config.row->names, norms);
    for (size_t m = 0; m < N_MODULES; m++) {
        if (modules[m].name == NULL || !is_key(d->options, modules[m].name)) {
            continue;
        }
        const char *name = module_name(d, index, modules[m].name);
        if (d->options->tuning == TUNING_FULL) {
            free_linears(d, &layer->linears[modules[m].first], modules[m].n_parts, name);
        } else {
            adapt_module(d, layer, &modules[m], name, index * N_MODULES + m);
        }
    }
    for (size_t n = 0; d->options->tuning == TUNING_FULL && n < N_NORMS; n++) {
        if (norms[n] != NULL && is_key(d->options, norms[n])) {
            free_norm(d, &layer->norms[n], module_name(d, index, norms[n]));
        }
    }
}

static struct adapter *adapt_end(struct describer *d, const char *name,
                                 const struct train_linear *linear, uint64_t number)
{
    struct adapter *adapter = arena_array(d->arena, 1, sizeof *adapter, d->err);
    if (adapter == NULL) {
        d->failed = true;
        return NULL;
    }
    bool is_looked_up = linear == &d->layers->embedding;
    size_t rank = d->layers->rank;
    *adapter = (struct adapter){
        .module = full_name(d, name),
        .n_inputs = is_looked_up ? linear->weight.n_rows : linear->weight.n_columns,
        .n_outputs = is_looked_up ? linear->weight.n_columns : linear->weight.n_rows,
        .number = number,
    };
    adapter->a = add_tensor(d, adapter->module, "lora_a", TRAIN_LORA_A, adapter->n_inputs, rank);
    adapter->b = add_tensor(d, adapter->module, "lora_b", TRAIN_LORA_B, rank, adapter->n_outputs);
    return adapter;
}

static void adapt_ends(struct describer *d)
{
    struct train_layers *layers = d->layers;
    uint64_t number = (uint64_t)layers->model->config.n_layers * N_MODULES;
    layers->head_number = number + 1;
    if (is_end_key(d->options, embedding_rest)) {
        layers->lookup = adapt_end(d, "model.embed_tokens", &layers->embedding, number);
        layers->first_gone_back = 0;
    }
    if (is_end_key(d->options, head_rest)) {
        layers->head_pair = adapt_end(d, "lm_head", &layers->head, layers->head_number);
    }
}

static void train_ends(struct describer *d)
{
    struct train_layers *layers = d->layers;
    free_linears(d, &layers->embedding, 1, full_name(d, "model.embed_tokens"));
    layers->embedding.weight_tensor->is_end = true;
    free_norm(d, &layers->final_norm, full_name(d, "model.norm"));
    if (layers->model->config.is_tied) {
        layers->head.weight_tensor = layers->embedding.weight_tensor;
    } else {
        free_linears(d, &layers->head, 1, full_name(d, "lm_head"));
        layers->head.weight_tensor->is_end = true;
    }
}

bool train_layers_describe(struct train_layers *layers, const struct model *model,
                           const struct trainer_options *options, struct arena *arena,
                           struct error *err)
{
    size_t n_layers = model->config.n_layers;
    size_t n_trained =
        options->n_layers == 0 || options->n_layers > n_layers ? n_layers : options->n_layers;
    struct describer d = {.layers = layers, .options = options, .arena = arena, .err = err};
    *layers = (struct train_layers){
        .model = model,
        .layers = arena_array(arena, n_layers, sizeof *layers->layers, err),
        .tensors = arena_array(arena, n_trained * MOST_TENSORS_OF_LAYER + END_TENSORS,
                               sizeof *layers->tensors, err),
        .first_trained = n_layers - n_trained,
        .first_gone_back = options->trains_ends ? 0 : n_layers - n_trained,
        .embedding = {.weight = model->weights.embedding},
        .head = {.weight = model->weights.head, .bias = model->weights.head_bias},
        .final_norm = {.weight = model->weights.final_norm,
                       .bias = model->weights.final_norm_bias,
                       .n = model->config.hidden_size},
        .rank = options->rank,
        .scale = options->scale,
    };
    if (layers->layers == NULL || layers->tensors == NULL || !check_keys(model, options, err)) {
        return false;
    }
    for (size_t i = 0; i < n_layers; i++) {
        borrow_layer(model, i, &layers->layers[i]);
        if (i >= layers->first_trained) {
            train_layer(&d, i);
        }
    }
    if (options->trains_ends) {
        train_ends(&d);
    } else if (layers->n_tensors == 0) {
        layers->first_gone_back = n_layers - 1; /* the fewest that a pass can have */
    }
    adapt_ends(&d);
    return !d.failed;
}

/* ---- memory ---------------------------------------------------------------------------------- */

static void place_adapter(struct train_layers *layers, struct adapter *adapter,
                          struct placement *placement)
{
    adapter->a_turned = placement_floats(placement, layers->rank, adapter->n_inputs);
    adapter->b_turned = placement_floats(placement, layers->rank, adapter->n_outputs);
    if (adapter->m != NULL) {
        adapter->lengths = placement_floats(placement, adapter->n_outputs, 1);
        adapter->factors = placement_floats(placement, adapter->n_outputs, 1);
    }
}

static void place_norm(struct train_layers *layers, struct train_norm *norm,
                       struct placement *placement)
{
    if (norm->weight_tensor != NULL && layers->model->config.norm_weight_offset != 0.0f) {
        norm->shifted = placement_floats(placement, norm->n, 1);
    }
}

void train_layers_place_values(struct train_layers *layers, struct placement *placement)
{
    for (size_t i = 0; i < layers->n_tensors; i++) {
        struct train_tensor *tensor = &layers->tensors[i];
        tensor->values = placement_floats(placement, tensor->n_rows, tensor->n_columns);
    }
    for (size_t i = layers->first_trained; i < layers->model->config.n_layers; i++) {
        struct train_layer *layer = &layers->layers[i];
        for (size_t a = 0; a < layer->n_adapters; a++) {
            place_adapter(layers, &layer->adapters[a], placement);
        }
        for (size_t n = 0; n < N_NORMS; n++) {
            place_norm(layers, &layer->norms[n], placement);
        }
    }
    place_norm(layers, &layers->final_norm, placement);
    if (layers->head_pair != NULL) {
        place_adapter(layers, layers->head_pair, placement);
    }
    if (layers->lookup != NULL) {
        struct adapter *lookup = layers->lookup;
        lookup->b_turned = placement_floats(placement, layers->rank, lookup->n_outputs);
        if (layers->model->config.is_tied) {
            lookup->a_turned = placement_floats(placement, layers->rank, lookup->n_inputs);
        }
    }
}

void train_layers_place_gradients(struct train_layers *layers, struct placement *placement)
{
    for (size_t i = 0; i < layers->n_tensors; i++) {
        struct train_tensor *tensor = &layers->tensors[i];
        tensor->gradient = placement_floats(placement, tensor->n_rows, tensor->n_columns);
    }
    if (layers->embedding.weight_tensor != NULL &&
        layers->embedding.weight_tensor == layers->head.weight_tensor) {
        layers->d_lookup = placement_floats(placement, layers->embedding.weight.n_rows,
                                            layers->embedding.weight.n_columns);
    }
    if (layers->lookup != NULL && layers->model->config.is_tied) {
        layers->d_lookup_a = placement_floats(placement, layers->lookup->n_inputs, layers->rank);
        layers->d_lookup_b = placement_floats(placement, layers->rank, layers->lookup->n_outputs);
    }
}

/* ---- values ---------------------------------------------------------------------------------- */

/* Copies what the model has, and points at the copy. */
static void copy_linear(struct train_linear *linear, const struct kernels *kernels)
{
    const struct matrix *weight = &linear->weight;
    if (linear->weight_tensor != NULL) {
        float *values = linear->weight_tensor->values + linear->first_output * weight->n_columns;
        kernels->decode_rows(weight, 0, weight->n_rows, values);
        linear->weight =
            product_floats(values, weight->n_rows, weight->n_columns, weight->n_columns);
    }
    if (linear->bias_tensor != NULL) {
        float *values = linear->bias_tensor->values + linear->first_output;
        memcpy(values, linear->bias, linear->weight.n_rows * sizeof *values);
        linear->bias = values;
    }
}

static void copy_norm(struct train_norm *norm, float offset)
{
    if (norm->weight_tensor != NULL) {
        float *values = norm->weight_tensor->values;
        for (size_t i = 0; i < norm->n; i++) {
            values[i] = norm->weight[i] - offset;
        }
        norm->weight = norm->shifted != NULL ? norm->shifted : values;
    }
    if (norm->bias_tensor != NULL) {
        memcpy(norm->bias_tensor->values, norm->bias, norm->n * sizeof(float));
        norm->bias = norm->bias_tensor->values;
    }
}

static void init_adapter(struct adapter *adapter, uint64_t seed)
{
    float limit = 1.0f / sqrtf((float)adapter->n_inputs);
    size_t n = adapter->a->n_rows * adapter->a->n_columns;
    uint64_t stream = random_bits(seed, adapter->number);
    for (size_t i = 0; i < n; i++) {
        adapter->a->values[i] = limit * (float)(2.0 * random_uniform(stream, i) - 1.0);
    }
    memset(adapter->b->values, 0, adapter->b->n_rows * adapter->b->n_columns * sizeof(float));
}

void train_layers_init(struct train_layers *layers, const struct kernels *kernels, uint64_t seed)
{
    float offset = layers->model->config.norm_weight_offset;
    for (size_t i = layers->first_trained; i < layers->model->config.n_layers; i++) {
        struct train_layer *layer = &layers->layers[i];
        for (size_t p = 0; p < N_PARTS; p++) {
            copy_linear(&layer->linears[p], kernels);
        }
        for (size_t n = 0; n < N_NORMS; n++) {
            copy_norm(&layer->norms[n], offset);
        }
        for (size_t a = 0; a < layer->n_adapters; a++) {
            init_adapter(&layer->adapters[a], seed);
        }
    }
    copy_linear(&layers->embedding, kernels);
    if (layers->d_lookup != NULL) {
        layers->head.weight = layers->embedding.weight;
    } else {
        copy_linear(&layers->head, kernels);
    }
    copy_norm(&layers->final_norm, offset);
    struct adapter *const ends[] = {layers->lookup, layers->head_pair};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends[i] != NULL) {
            init_adapter(ends[i], seed);
        }
    }
}

/* ---- what depends on values ------------------------------------------------------------------ */

struct measure_job {
    struct train_layers *layers;
    const struct kernels *kernels;
    struct train_layer *layer;
    float *rows; /* [n_workers, n_widest] */
    size_t n_widest;
};

/* The length of row r of W + scale B^T A^T. */
static float adapted_length(const struct measure_job *job, const struct train_linear *linear,
                            size_t r, float *row)
{
    const struct adapter *adapter = linear->adapter;
    size_t n = adapter->n_inputs;
    job->kernels->decode_rows(&linear->weight, r, 1, row);
    for (size_t k = 0; k < job->layers->rank; k++) {
        float b = adapter->b->values[k * adapter->n_outputs + linear->first_output + r];
        job->kernels->add_scaled(row, adapter->a_turned + k * n, n, job->layers->scale * b);
    }
    struct matrix one = product_floats(row, 1, n, n);
    float square;
    job->kernels->matmul_float(&one, 0, 1, row, n, 1, &square, 1);
    return sqrtf(square);
}

static void measure_layer(void *context, unsigned worker, unsigned n_workers)
{
    const struct measure_job *job = context;
    float *row = job->rows + worker * job->n_widest;
    for (size_t p = 0; p < N_PARTS; p++) {
        const struct train_linear *linear = &job->layer->linears[p];
        if (linear->adapter == NULL) {
            continue;
        }
        size_t first, last;
        pool_share(linear->weight.n_rows, 1, worker, n_workers, &first, &last);
        for (size_t r = first; r < last; r++) {
            size_t output = linear->first_output + r;
            float length = adapted_length(job, linear, r, row);
            linear->adapter->lengths[output] = length;
            linear->adapter->factors[output] = linear->adapter->m->values[output] / length;
        }
    }
}

static size_t widest_input(const struct model_config *config)
{
    size_t n_query = config->n_heads * config->head_dim;
    size_t n = config->hidden_size > n_query ? config->hidden_size : n_query;
    return n > config->ffn_size ? n : config->ffn_size;
}

static void shift_norm(struct train_norm *norm, float offset)
{
    for (size_t i = 0; norm->shifted != NULL && i < norm->n; i++) {
        norm->shifted[i] = norm->weight_tensor->values[i] + offset;
    }
}

static void turn_adapter(const struct train_layers *layers, struct adapter *adapter)
{
    if (adapter->a_turned != NULL) {
        product_transpose(adapter->a->values, layers->rank, adapter->n_inputs, layers->rank,
                          adapter->a_turned, adapter->n_inputs);
    }
    product_transpose(adapter->b->values, adapter->n_outputs, layers->rank, adapter->n_outputs,
                      adapter->b_turned, layers->rank);
}

void train_layers_refresh(struct train_layers *layers, struct backend *backend, float *rows)
{
    struct measure_job job = {
        .layers = layers,
        .kernels = backend->operations->kernels(backend),
        .rows = rows,
        .n_widest = widest_input(&layers->model->config),
    };
    float offset = layers->model->config.norm_weight_offset;
    for (size_t i = layers->first_trained; i < layers->model->config.n_layers; i++) {
        struct train_layer *layer = &layers->layers[i];
        for (size_t a = 0; a < layer->n_adapters; a++) {
            turn_adapter(layers, &layer->adapters[a]);
        }
        if (layer->n_adapters > 0 && layer->adapters[0].m != NULL) {
            job.layer = layer;
            backend->operations->share(backend, measure_layer, &job);
        }
        for (size_t n = 0; n < N_NORMS; n++) {
            shift_norm(&layer->norms[n], offset);
        }
    }
    shift_norm(&layers->final_norm, offset);
    struct adapter *const ends[] = {layers->lookup, layers->head_pair};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends[i] != NULL) {
            turn_adapter(layers, ends[i]);
        }
    }
}

void train_layers_start_magnitudes(struct train_layers *layers)
{
    for (size_t i = layers->first_trained; i < layers->model->config.n_layers; i++) {
        struct train_layer *layer = &layers->layers[i];
        for (size_t a = 0; a < layer->n_adapters && layer->adapters[a].m != NULL; a++) {
            struct adapter *adapter = &layer->adapters[a];
            memcpy(adapter->m->values, adapter->lengths, adapter->n_outputs * sizeof(float));
            for (size_t o = 0; o < adapter->n_outputs; o++) {
                adapter->factors[o] = 1.0f;
            }
        }
    }
}
