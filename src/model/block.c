/*
 * One block; see block.h. Reads like the papers: norm, projections, rotation, cache, attention,
 * projection; norm, gated feed-forward. Where a family differs, it differs by a feature.
 */
#include "model/block.h"

#include "model/projection.h"

/* ---- small words ----------------------------------------------------------------------------- */

static void norm_rows(const struct block_call *call, const float *weight, const float *bias,
                      const float *x, float *y)
{
    const struct model_config *config = &call->model->config;
    struct norm norm = {config->norm_kind, config->norm_eps, weight, bias};
    call->backend->operations->norm(call->backend, &norm, x, config->hidden_size, call->n_rows,
                                    config->hidden_size, y, config->hidden_size);
}

/* ---- attention ------------------------------------------------------------------------------- */

static void project(const struct block_call *call, size_t layer, const float *input)
{
    const struct layer_weights *weights = &call->weights->layers[layer];
    struct workspace *w = call->workspace;
    const struct projection projections[] = {
        {PRODUCT_QUERY, &weights->query, weights->query_bias, w->query},
        {PRODUCT_KEY, &weights->key, weights->key_bias, w->key},
        {PRODUCT_VALUE, &weights->value, weights->value_bias, w->value},
    };
    project_rows(call, layer, projections, 3, input, call->n_rows);
}

/* x [n_rows, n_heads, head_dim], in place: each head, or the whole projection, is one row. */
static void norm_heads(const struct block_call *call, const float *weight, const float *bias,
                       float *x, size_t n_heads)
{
    const struct model_config *config = &call->model->config;
    bool is_full = config->query_key_norm == QUERY_KEY_NORM_FULL;
    size_t n = is_full ? n_heads * config->head_dim : config->head_dim;
    size_t n_rows = is_full ? call->n_rows : call->n_rows * n_heads;
    struct norm norm = {config->norm_kind, config->norm_eps, weight, bias};
    call->backend->operations->norm(call->backend, &norm, x, n, n_rows, n, x, n);
}

static void rotate(const struct block_call *call, int rope_index, float *x, size_t n_heads)
{
    const struct model_config *config = &call->model->config;
    const struct rope_config *rope_config = &config->ropes[rope_index];
    struct rope rope = {
        .n_pairs = rope_config->n_dims / 2,
        .is_interleaved = rope_config->is_interleaved,
        .cosines = call->workspace->cosines[rope_index],
        .sines = call->workspace->sines[rope_index],
    };
    call->backend->operations->rope(call->backend, &rope, x, n_heads * config->head_dim,
                                    call->n_rows, n_heads, config->head_dim);
}

/* Parts from `first` on whose caches lay this layer out alike; they go through one operation. */
struct cache_run {
    const struct kv_plan *plan;
    size_t group;
    size_t layer_offset;
    size_t n_parts;
};

static struct cache_run find_run(const struct block_call *call, size_t layer, size_t first)
{
    struct cache_run run = {.plan = kv_cache_plan(call->parts[first].cache)};
    kv_plan_layer(run.plan, layer, &run.group, &run.layer_offset);
    for (run.n_parts = 1; first + run.n_parts < call->n_parts; run.n_parts++) {
        const struct kv_plan *plan = kv_cache_plan(call->parts[first + run.n_parts].cache);
        size_t group, layer_offset;
        kv_plan_layer(plan, layer, &group, &layer_offset);
        if (plan->layout.type != run.plan->layout.type || group != run.group ||
            layer_offset != run.layer_offset) {
            break;
        }
    }
    return run;
}

/* Says for every row of a part where it is stored and what it may look at. Returns the row after.
 */
static size_t point_rows(const struct block_call *call, size_t layer, size_t group,
                         const struct forward_part *part, size_t row)
{
    const struct model_config *config = &call->model->config;
    struct workspace *w = call->workspace;
    uint8_t *const *pages = kv_cache_pages(part->cache, group);
    size_t n_query = config->n_heads * config->head_dim;
    size_t window = config->layers[layer].window;
    for (size_t i = 0; i < part->n_tokens; i++, row++) {
        size_t position = w->positions[row];
        w->pages[row] = pages[position / KV_PAGE_TOKENS];
        w->spans[row] = (struct attention_span){
            .queries = w->query + row * n_query,
            .output = w->attended + row * n_query,
            .pages = (const uint8_t *const *)pages,
            .first = window > 0 && position + 1 > window ? position + 1 - window : 0,
            .last = position + 1,
        };
    }
    return row;
}

static void store_and_attend(const struct block_call *call, size_t layer)
{
    const struct model_config *config = &call->model->config;
    const struct backend_operations *operations = call->backend->operations;
    struct workspace *w = call->workspace;
    size_t n_key = config->n_kv_heads * config->head_dim;
    struct cache_run run;
    size_t row = 0;
    for (size_t first = 0; first < call->n_parts; first += run.n_parts) {
        size_t first_row = row;
        run = find_run(call, layer, first);
        for (size_t p = first; p < first + run.n_parts; p++) {
            row = point_rows(call, layer, run.group, &call->parts[p], row);
        }
        const struct attention attention = {
            .layout = &run.plan->layout,
            .layer_offset = run.layer_offset,
            .n_heads = config->n_heads,
            .scale = config->attention_scale,
            .cap = config->attention_cap,
        };
        operations->store_kv(call->backend, &run.plan->layout, run.layer_offset,
                             w->pages + first_row, w->positions_in_page + first_row,
                             row - first_row, w->key + first_row * n_key,
                             w->value + first_row * n_key);
        operations->attend(call->backend, &attention, w->spans + first_row, row - first_row,
                           w->scratch);
    }
}

/* input [n_rows, hidden_size] -> branch */
static void attention_branch(const struct block_call *call, size_t layer, const float *input)
{
    const struct model_config *config = &call->model->config;
    const struct layer_weights *weights = &call->weights->layers[layer];
    struct workspace *w = call->workspace;
    int rope = config->layers[layer].rope;
    project(call, layer, input);
    if (config->query_key_norm != QUERY_KEY_NORM_NONE) {
        norm_heads(call, weights->query_norm, weights->query_norm_bias, w->query, config->n_heads);
        norm_heads(call, weights->key_norm, weights->key_norm_bias, w->key, config->n_kv_heads);
    }
    if (rope != ROPE_NONE) {
        rotate(call, rope, w->query, config->n_heads);
        rotate(call, rope, w->key, config->n_kv_heads);
    }
    store_and_attend(call, layer);
    const struct projection output = {PRODUCT_OUTPUT, &weights->output, weights->output_bias,
                                      w->branch};
    project_rows(call, layer, &output, 1, w->attended, call->n_rows);
}

/* ---- feed-forward ---------------------------------------------------------------------------- */

/* input [n_rows, hidden_size] -> branch */
static void ffn_branch(const struct block_call *call, size_t layer, const float *input)
{
    const struct model_config *config = &call->model->config;
    const struct layer_weights *weights = &call->weights->layers[layer];
    struct workspace *w = call->workspace;
    const struct projection in[] = {
        {PRODUCT_GATE, &weights->gate, weights->gate_bias, w->gate},
        {PRODUCT_UP, &weights->up, weights->up_bias, w->up},
    };
    project_rows(call, layer, in, 2, input, call->n_rows);
    call->backend->operations->gate(call->backend, config->activation, w->gate, w->up,
                                    call->n_rows * config->ffn_size, w->gate);
    const struct projection out = {PRODUCT_DOWN, &weights->down, weights->down_bias, w->branch};
    project_rows(call, layer, &out, 1, w->gate, call->n_rows);
}

/* ---- the block ------------------------------------------------------------------------------- */

/* The input of a branch: the normed residual stream, or the stream itself where the place has no
 * norm before. */
static const float *branch_input(const struct block_call *call, const float *weight,
                                 const float *bias)
{
    struct workspace *w = call->workspace;
    if (call->model->config.norm_place == NORM_PLACE_POST) {
        return w->hidden;
    }
    norm_rows(call, weight, bias, w->hidden, w->normed);
    return w->normed;
}

static void add_branch(const struct block_call *call, const float *weight, const float *bias)
{
    const struct model_config *config = &call->model->config;
    struct workspace *w = call->workspace;
    if (config->norm_place == NORM_PLACE_POST || config->norm_place == NORM_PLACE_SANDWICH) {
        norm_rows(call, weight, bias, w->branch, w->branch);
    }
    call->backend->operations->add_scaled(call->backend, w->hidden, w->branch,
                                          call->n_rows * config->hidden_size,
                                          config->residual_scale);
}

void block_forward(const struct block_call *call, size_t layer)
{
    const struct layer_weights *weights = &call->weights->layers[layer];
    const float *input =
        branch_input(call, weights->attention_pre_norm, weights->attention_pre_norm_bias);
    attention_branch(call, layer, input);
    add_branch(call, weights->attention_post_norm, weights->attention_post_norm_bias);

    /* A parallel block's feed-forward reads what its attention read, from before the addition. */
    if (call->model->config.norm_place != NORM_PLACE_PARALLEL) {
        input = branch_input(call, weights->ffn_pre_norm, weights->ffn_pre_norm_bias);
    }
    ffn_branch(call, layer, input);
    add_branch(call, weights->ffn_post_norm, weights->ffn_post_norm_bias);
}
