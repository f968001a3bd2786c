/* A pass through the model and back; see pass.h. */
#include "train/pass.h"

#include <string.h>
#include "train/attention_backward.h"
#include "train/loss.h"
#include "train/chain_product.h"
#include "train/input_product.h"
#include "train/train_block.h"
#include "train/train_ends.h"

/* ---- memory ---------------------------------------------------------------------------------- */

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t widest_input(const struct model_config *config)
{
    return larger(larger(config->hidden_size, config->n_heads * config->head_dim),
                  config->ffn_size);
}

/* What a layer computes on its way; the input of the layer is not among it. */
static void place_inside(const struct pass *pass, struct placement *placement, struct tape *tape)
{
    const struct model_config *config = &pass->model->config;
    size_t n_rows = pass->n_most_rows;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    enum norm_place place = config->norm_place;
    if (place != NORM_PLACE_PARALLEL) {
        tape->middle = placement_floats(placement, n_rows, config->hidden_size);
    }
    if (config->query_key_norm != QUERY_KEY_NORM_NONE) {
        tape->query_raw = placement_floats(placement, n_rows, n_query);
        tape->key_raw = placement_floats(placement, n_rows, n_key);
    }
    tape->query = placement_floats(placement, n_rows, n_query);
    tape->key = placement_floats(placement, n_rows, n_key);
    tape->value = placement_floats(placement, n_rows, n_key);
    tape->attended = placement_floats(placement, n_rows, n_query);
    tape->gate = placement_floats(placement, n_rows, config->ffn_size);
    tape->up = placement_floats(placement, n_rows, config->ffn_size);
    if (place == NORM_PLACE_POST || place == NORM_PLACE_SANDWICH) {
        tape->attention_branch = placement_floats(placement, n_rows, config->hidden_size);
        tape->ffn_branch = placement_floats(placement, n_rows, config->hidden_size);
    }
}

static void place_adapters(const struct pass *pass, struct placement *placement,
                           const struct train_layer *layer, struct tape *tape)
{
    for (size_t a = 0; a < layer->n_adapters; a++) {
        const struct adapter *adapter = &layer->adapters[a];
        tape->reduced[a] = placement_floats(placement, pass->n_most_rows, pass->layers->rank);
        for (size_t p = adapter->first_part;
             adapter->m != NULL && p < adapter->first_part + adapter->n_parts; p++) {
            tape->unscaled[p] =
                placement_floats(placement, pass->n_most_rows, layer->linears[p].weight.n_rows);
        }
    }
}

/* The trained layers have the same adapters, so with checkpoints one tape serves them all. Layers
 * below those that are gone back through write where the first of those will write again. */
void pass_place_tapes(struct pass *pass, struct placement *placement)
{
    const struct model_config *config = &pass->model->config;
    const struct train_layers *layers = pass->layers;
    size_t n_layers = config->n_layers;
    struct tape inside = {0};
    for (size_t i = layers->first_gone_back; i < n_layers; i++) {
        struct tape *tape = &pass->tapes[i];
        if (!pass->has_checkpoints || i == layers->first_gone_back) {
            inside = (struct tape){0};
            place_inside(pass, placement, &inside);
            place_adapters(pass, placement,
                           &layers->layers[pass->has_checkpoints ? n_layers - 1 : i], &inside);
        }
        *tape = inside;
        tape->input = placement_floats(placement, pass->n_most_rows, config->hidden_size);
    }
    for (size_t i = 0; i < layers->first_gone_back; i++) {
        pass->tapes[i] = pass->tapes[layers->first_gone_back];
    }
}

static void place_tokens(struct pass *pass, struct placement *placement)
{
    size_t n = pass->n_most_rows;
    pass->tokens = placement_take(placement, n, 1, sizeof *pass->tokens);
    pass->positions = placement_take(placement, n, 1, sizeof *pass->positions);
    pass->starts = placement_take(placement, n + 1, 1, sizeof *pass->starts);
    pass->target_rows = placement_take(placement, n, 1, sizeof *pass->target_rows);
    pass->targets = placement_take(placement, n, 1, sizeof *pass->targets);
    pass->losses = placement_take(placement, n, 1, sizeof *pass->losses);
    for (size_t r = 0; r < pass->model->config.n_ropes; r++) {
        size_t n_pairs = pass->model->config.ropes[r].n_dims / 2;
        pass->cosines[r] = placement_floats(placement, n, n_pairs);
        pass->sines[r] = placement_floats(placement, n, n_pairs);
        pass->back_sines[r] = placement_floats(placement, n, n_pairs);
    }
}

static size_t n_pages(const struct pass *pass)
{
    return (pass->n_longest + KERNEL_BLOCK_POSITIONS - 1) / KERNEL_BLOCK_POSITIONS;
}

static void place_attention(struct pass *pass, struct placement *placement)
{
    const struct model_config *config = &pass->model->config;
    size_t n = pass->n_longest;
    pass->layout = kv_layout_of(KV_F32, config->n_kv_heads, config->head_dim, config->head_dim);
    pass->page_bytes = placement_take(placement, n_pages(pass), pass->layout.layer_bytes, 1);
    pass->pages = placement_take(placement, n_pages(pass), 1, sizeof *pass->pages);
    pass->row_pages = placement_take(placement, n, 1, sizeof *pass->row_pages);
    pass->positions_in_page = placement_take(placement, n, 1, sizeof *pass->positions_in_page);
    pass->spans = placement_take(placement, n, 1, sizeof *pass->spans);
    size_t n_bytes = attention_backward_scratch_bytes(pass->backend, config->head_dim, n);
    pass->attention_scratch = placement_take(placement, n_bytes, 1, 1);
}

static void place_streams(struct pass *pass, struct placement *placement)
{
    const struct model_config *config = &pass->model->config;
    size_t n = pass->n_most_rows;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    pass->hidden = placement_floats(placement, n, config->hidden_size);
    pass->normed = placement_floats(placement, n, config->hidden_size);
    pass->branch = placement_floats(placement, n, config->hidden_size);
    pass->gated = placement_floats(placement, n, config->ffn_size);
    pass->d_gated = placement_floats(placement, n, config->ffn_size);
    pass->d_hidden = placement_floats(placement, n, config->hidden_size);
    pass->d_branch = placement_floats(placement, n, config->hidden_size);
    pass->d_normed = placement_floats(placement, n, config->hidden_size);
    pass->d_query = placement_floats(placement, n, n_query);
    pass->d_key = placement_floats(placement, n, n_key);
    pass->d_value = placement_floats(placement, n, n_key);
    pass->d_attended = placement_floats(placement, n, n_query);
    for (size_t i = 0; i < MOST_ADAPTERS_OF_INPUT; i++) {
        pass->d_reduced[i] = placement_floats(placement, n, pass->layers->rank);
    }
    pass->d_turned = placement_floats(placement, pass->layers->rank, widest_input(config));
    if (pass->dropout > 0.0f) {
        pass->dropped = placement_floats(placement, n, widest_input(config));
    }
}

static size_t scratch_of_products(const struct pass *pass)
{
    size_t n_inner = widest_input(&pass->model->config);
    return larger(
        product_scratch_bytes(pass->backend, pass->n_most_rows),
        input_scratch_bytes(pass->backend, pass->n_most_rows, n_inner, pass->layers->rank));
}

void pass_place_room(struct pass *pass, struct placement *placement)
{
    const struct model_config *config = &pass->model->config;
    const struct backend_operations *operations = pass->backend->operations;
    struct compute_limits limits = {
        .n_tokens = pass->n_most_rows,
        .n_columns = widest_input(config),
        .key_dim = config->head_dim,
        .value_dim = config->head_dim,
    };
    place_tokens(pass, placement);
    place_attention(pass, placement);
    place_streams(pass, placement);
    pass->logits = placement_floats(placement, pass->n_logit_rows, config->vocabulary_size);
    if (config->final_cap > 0) {
        pass->logit_slopes =
            placement_floats(placement, pass->n_logit_rows, config->vocabulary_size);
    }
    pass->weight_rows =
        placement_floats(placement, operations->n_threads(pass->backend), widest_input(config));
    pass->norm_scratch = placement_floats(placement, pass->n_most_rows, 2 * config->n_heads);
    pass->product_scratch = placement_take(placement, scratch_of_products(pass), 1, 1);
    pass->scratch =
        placement_take(placement, operations->scratch_bytes(pass->backend, &limits), 1, 1);
}

void pass_point_pages(struct pass *pass)
{
    for (size_t i = 0; i < n_pages(pass); i++) {
        pass->pages[i] = pass->page_bytes + i * pass->layout.layer_bytes;
    }
}

/* ---- there and back -------------------------------------------------------------------------- */

static void fill_angles(struct pass *pass)
{
    for (size_t r = 0; r < pass->model->config.n_ropes; r++) {
        size_t n_pairs = pass->model->config.ropes[r].n_dims / 2;
        for (size_t s = 0; s < pass->n_sequences; s++) {
            size_t start = pass->starts[s];
            size_t n = pass->starts[s + 1] - start;
            rope_angles_fill(&pass->model->ropes[r], pass->positions + start, n, n,
                             pass->cosines[r] + start * n_pairs, pass->sines[r] + start * n_pairs);
        }
        for (size_t i = 0; i < pass->n_rows * n_pairs; i++) {
            pass->back_sines[r][i] = -pass->sines[r][i];
        }
    }
}

struct lookup_job {
    const struct pass *pass;
    float *gradient; /* [vocabulary, hidden_size] */
};

/* Adds the gradient of every row to that of its token's embedding: columns are shared, tokens are
 * taken in order. */
static void add_lookups(void *context, unsigned worker, unsigned n_workers)
{
    const struct lookup_job *job = context;
    const struct pass *pass = job->pass;
    size_t n = pass->model->config.hidden_size;
    size_t first, last;
    pool_share(n, 16, worker, n_workers, &first, &last);
    for (size_t t = 0; first < last && t < pass->n_rows; t++) {
        pass->kernels->add_scaled(job->gradient + pass->tokens[t] * n + first,
                                  pass->d_hidden + t * n + first, last - first,
                                  pass->model->config.embedding_scale);
    }
}

static void embedding_backward(struct pass *pass)
{
    const struct train_layers *layers = pass->layers;
    if (layers->embedding.weight_tensor != NULL) {
        struct lookup_job job = {pass, layers->d_lookup != NULL
                                           ? layers->d_lookup
                                           : layers->embedding.weight_tensor->gradient};
        pass->backend->operations->share(pass->backend, add_lookups, &job);
    }
}

void pass_run(struct pass *pass, bool has_gradient, float weight)
{
    const struct model_config *config = &pass->model->config;
    const struct train_layers *layers = pass->layers;
    bool is_embedding_trained = layers->embedding.weight_tensor != NULL || layers->lookup != NULL;
    struct backend_pass measure;
    pass->backend->operations->begin_pass(pass->backend, pass->n_rows > 1 ? pass->n_rows : 2,
                                          &measure);
    fill_angles(pass);
    pass->backend->operations->embed(pass->backend, &layers->embedding.weight, pass->tokens,
                                     pass->n_rows, config->embedding_scale, pass->hidden);
    ends_look_up(pass);
    for (size_t i = 0; i < config->n_layers; i++) {
        train_block_forward(pass, i, false);
    }
    loss_of_pass(pass, has_gradient, weight);
    for (size_t i = config->n_layers; has_gradient && i-- > layers->first_gone_back;) {
        if (pass->has_checkpoints && i + 1 < config->n_layers) {
            train_block_forward(pass, i, true);
        }
        train_block_backward(pass, i, i > layers->first_gone_back || is_embedding_trained);
    }
    if (has_gradient) {
        embedding_backward(pass);
        ends_look_up_backward(pass);
    }
    pass->backend->operations->end_pass(pass->backend, &measure);
}
