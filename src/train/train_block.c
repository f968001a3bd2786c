/*
 * A block there and back; see train_block.h. The way there is that of model/block.c, operation by
 * operation; its products with weights are chains, as those of the way back. What is cheap is
 * not kept but computed again: norms, and the product of gate and up.
 */
#include "train/train_block.h"

#include <string.h>
#include "train/attention_backward.h"
#include "train/norm_backward.h"
#include "train/train_linear.h"

/* ---- there ----------------------------------------------------------------------------------- */

static struct norm norm_of(const struct pass *pass, const struct train_norm *norm)
{
    const struct model_config *config = &pass->model->config;
    return (struct norm){config->norm_kind, config->norm_eps, norm->weight, norm->bias};
}

static void norm_forward(const struct pass *pass, const struct train_norm *norm, const float *x,
                         size_t n_rows, float *y)
{
    struct norm operation = norm_of(pass, norm);
    pass->backend->operations->norm(pass->backend, &operation, x, norm->n, n_rows, norm->n, y,
                                    norm->n);
}

static void copy_rows(const struct pass *pass, const float *from, float *to)
{
    memcpy(to, from, pass->n_rows * pass->model->config.hidden_size * sizeof *to);
}

static void rotate(const struct pass *pass, int index, bool is_back, float *x, size_t n_heads)
{
    const struct model_config *config = &pass->model->config;
    struct rope rope = {
        .n_pairs = config->ropes[index].n_dims / 2,
        .is_interleaved = config->ropes[index].is_interleaved,
        .cosines = pass->cosines[index],
        .sines = is_back ? pass->back_sines[index] : pass->sines[index],
    };
    pass->backend->operations->rope(pass->backend, &rope, x, n_heads * config->head_dim,
                                    pass->n_rows, n_heads, config->head_dim);
}

static size_t head_norm_rows(const struct pass *pass, size_t n_heads)
{
    bool is_full = pass->model->config.query_key_norm == QUERY_KEY_NORM_FULL;
    return is_full ? pass->n_rows : pass->n_rows * n_heads;
}

/* The keys and values of one sequence go into pages, as at generation, and its queries meet them.
 */
static void attend_sequence(const struct pass *pass, size_t layer, const struct tape *tape,
                            size_t start, size_t n_tokens)
{
    const struct model_config *config = &pass->model->config;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    size_t window = config->layers[layer].window;
    for (size_t i = 0; i < n_tokens; i++) {
        pass->row_pages[i] = pass->pages[i / KERNEL_BLOCK_POSITIONS];
        pass->positions_in_page[i] = i % KERNEL_BLOCK_POSITIONS;
        pass->spans[i] = (struct attention_span){
            .queries = tape->query + (start + i) * n_query,
            .output = tape->attended + (start + i) * n_query,
            .pages = (const uint8_t *const *)pass->pages,
            .first = window > 0 && i + 1 > window ? i + 1 - window : 0,
            .last = i + 1,
        };
    }
    const struct attention attention = {
        .layout = &pass->layout,
        .n_heads = config->n_heads,
        .scale = config->attention_scale,
        .cap = config->attention_cap,
    };
    pass->backend->operations->store_kv(pass->backend, &pass->layout, 0, pass->row_pages,
                                        pass->positions_in_page, n_tokens,
                                        tape->key + start * n_key, tape->value + start * n_key);
    pass->backend->operations->attend(pass->backend, &attention, pass->spans, n_tokens,
                                      pass->scratch);
}

static void prepare_heads(const struct pass *pass, const struct train_norm *norm, int rope,
                          size_t n_heads, float *raw, float *x)
{
    if (raw != NULL) {
        size_t n_rows = head_norm_rows(pass, n_heads);
        memcpy(raw, x, n_rows * norm->n * sizeof *raw);
        norm_forward(pass, norm, raw, n_rows, x);
    }
    if (rope != ROPE_NONE) {
        rotate(pass, rope, false, x, n_heads);
    }
}

/* input -> branch */
static void attention_forward(struct pass *pass, size_t index, const float *input)
{
    const struct model_config *config = &pass->model->config;
    const struct train_layer *layer = &pass->layers->layers[index];
    const struct tape *tape = &pass->tapes[index];
    int rope = config->layers[index].rope;
    struct linear_group in = {layer, tape, PART_QUERY, 3, input};
    linear_group_forward(pass, &in, (float *const[]){tape->query, tape->key, tape->value});
    prepare_heads(pass, &layer->norms[NORM_QUERY], rope, config->n_heads, tape->query_raw,
                  tape->query);
    prepare_heads(pass, &layer->norms[NORM_KEY], rope, config->n_kv_heads, tape->key_raw,
                  tape->key);
    for (size_t s = 0; s < pass->n_sequences; s++) {
        attend_sequence(pass, index, tape, pass->starts[s], pass->starts[s + 1] - pass->starts[s]);
    }
    struct linear_group out = {layer, tape, PART_OUTPUT, 1, tape->attended};
    linear_group_forward(pass, &out, (float *const[]){pass->branch});
}

static void gate_forward(const struct pass *pass, const struct tape *tape)
{
    pass->backend->operations->gate(pass->backend, pass->model->config.activation, tape->gate,
                                    tape->up, pass->n_rows * pass->model->config.ffn_size,
                                    pass->gated);
}

static bool has_post_norms(const struct pass *pass)
{
    enum norm_place place = pass->model->config.norm_place;
    return place == NORM_PLACE_POST || place == NORM_PLACE_SANDWICH;
}

/* input -> branch; false where the branch is left out. */
static bool ffn_forward(struct pass *pass, size_t index, const float *input, bool is_again)
{
    const struct train_layer *layer = &pass->layers->layers[index];
    const struct tape *tape = &pass->tapes[index];
    struct linear_group in = {layer, tape, PART_GATE, 2, input};
    linear_group_forward(pass, &in, (float *const[]){tape->gate, tape->up});
    gate_forward(pass, tape);
    struct linear_group out = {layer, tape, PART_DOWN, 1, pass->gated};
    if (is_again && !has_post_norms(pass) && !linear_group_needs_output(&out)) {
        linear_group_reduce(pass, &out);
        return false;
    }
    linear_group_forward(pass, &out, (float *const[]){pass->branch});
    return true;
}

/* What a branch reads: the normed stream, or the stream where the place has no norm before. */
static const float *branch_input(const struct pass *pass, const struct train_norm *norm,
                                 const float *x)
{
    if (pass->model->config.norm_place == NORM_PLACE_POST) {
        return x;
    }
    norm_forward(pass, norm, x, pass->n_rows, pass->normed);
    return pass->normed;
}

static void add_branch(const struct pass *pass, const struct train_norm *norm, float *kept)
{
    const struct model_config *config = &pass->model->config;
    if (has_post_norms(pass)) {
        copy_rows(pass, pass->branch, kept);
        norm_forward(pass, norm, kept, pass->n_rows, pass->branch);
    }
    pass->backend->operations->add_scaled(pass->backend, pass->hidden, pass->branch,
                                          pass->n_rows * config->hidden_size,
                                          config->residual_scale);
}

void train_block_forward(struct pass *pass, size_t index, bool is_again)
{
    const struct train_layer *layer = &pass->layers->layers[index];
    const struct tape *tape = &pass->tapes[index];
    bool is_parallel = pass->model->config.norm_place == NORM_PLACE_PARALLEL;
    copy_rows(pass, is_again ? tape->input : pass->hidden, is_again ? pass->hidden : tape->input);
    const float *input = branch_input(pass, &layer->norms[NORM_ATTENTION_PRE], tape->input);
    attention_forward(pass, index, input);
    add_branch(pass, &layer->norms[NORM_ATTENTION_POST], tape->attention_branch);
    if (!is_parallel) {
        copy_rows(pass, pass->hidden, tape->middle);
        input = branch_input(pass, &layer->norms[NORM_FFN_PRE], tape->middle);
    }
    if (ffn_forward(pass, index, input, is_again)) {
        add_branch(pass, &layer->norms[NORM_FFN_POST], tape->ffn_branch);
    }
}

/* ---- back ------------------------------------------------------------------------------------ */

static void go_back_through_norm(const struct pass *pass, const struct train_norm *norm,
                                 const float *x, const float *dy, size_t n_rows, bool adds,
                                 float *dx)
{
    struct norm operation = norm_of(pass, norm);
    struct norm_backward call = {
        .norm = &operation,
        .n_rows = n_rows,
        .n = norm->n,
        .x = x,
        .dy = dy,
        .adds = adds,
        .dx = dx,
        .d_weight = norm->weight_tensor != NULL ? norm->weight_tensor->gradient : NULL,
        .d_bias = norm->bias_tensor != NULL ? norm->bias_tensor->gradient : NULL,
        .scratch = pass->norm_scratch,
    };
    norm_backward(pass->backend, &call);
}

/* d_hidden -> d_branch: through the addition and the norm before it. */
static void go_back_to_branch(const struct pass *pass, const struct train_norm *norm,
                              const float *kept)
{
    const struct model_config *config = &pass->model->config;
    copy_rows(pass, pass->d_hidden, pass->d_branch);
    if (config->residual_scale != 1.0f) {
        pass->kernels->scale(pass->d_branch, pass->n_rows * config->hidden_size,
                             config->residual_scale);
    }
    if (has_post_norms(pass)) {
        go_back_through_norm(pass, norm, kept, pass->d_branch, pass->n_rows, false, pass->d_branch);
    }
}

/* To the branch's norm, or to the stream itself. */
static struct input_gradient input_gradient(const struct pass *pass, bool is_first)
{
    bool has_norm = pass->model->config.norm_place != NORM_PLACE_POST;
    return has_norm ? (struct input_gradient){pass->d_normed, !is_first}
                    : (struct input_gradient){pass->d_hidden, true};
}

static void leave_branch(const struct pass *pass, const struct train_norm *norm, const float *x)
{
    if (pass->model->config.norm_place != NORM_PLACE_POST) {
        go_back_through_norm(pass, norm, x, pass->d_normed, pass->n_rows, true, pass->d_hidden);
    }
}

struct gate_job {
    const struct pass *pass;
    const struct tape *tape;
};

/* From the gradient in d_gated to those by gate, there, and by up, over what was gated. */
static void gate_back(void *context, unsigned worker, unsigned n_workers)
{
    const struct gate_job *job = context;
    const struct pass *pass = job->pass;
    const struct model_config *config = &pass->model->config;
    size_t first, last;
    pool_share(pass->n_rows * config->ffn_size, 256, worker, n_workers, &first, &last);
    pass->kernels->gate_backward(config->activation, job->tape->gate + first, job->tape->up + first,
                                 pass->d_gated + first, last - first, pass->d_gated + first,
                                 pass->gated + first);
}

/* d_branch -> dx; pass->normed is the input of the branch where it has a norm. */
static void ffn_backward(struct pass *pass, size_t index, const float *input,
                         struct input_gradient to)
{
    const struct train_layer *layer = &pass->layers->layers[index];
    const struct tape *tape = &pass->tapes[index];
    gate_forward(pass, tape);
    struct linear_group out = {layer, tape, PART_DOWN, 1, pass->gated};
    linear_group_backward(pass, &out, (float *const[]){pass->d_branch},
                          (struct input_gradient){pass->d_gated, false});
    struct gate_job job = {pass, tape};
    pass->backend->operations->share(pass->backend, gate_back, &job);
    struct linear_group in = {layer, tape, PART_GATE, 2, input};
    linear_group_backward(pass, &in, (float *const[]){pass->d_gated, pass->gated}, to);
}

static void heads_backward(const struct pass *pass, const struct train_norm *norm, int rope,
                           size_t n_heads, const float *raw, float *d)
{
    if (rope != ROPE_NONE) {
        rotate(pass, rope, true, d, n_heads);
    }
    if (raw != NULL) {
        go_back_through_norm(pass, norm, raw, d, head_norm_rows(pass, n_heads), false, d);
    }
}

static void attention_back(struct pass *pass, size_t index, const float *input,
                           struct input_gradient to)
{
    const struct model_config *config = &pass->model->config;
    const struct train_layer *layer = &pass->layers->layers[index];
    const struct tape *tape = &pass->tapes[index];
    int rope = config->layers[index].rope;
    struct linear_group out = {layer, tape, PART_OUTPUT, 1, tape->attended};
    linear_group_backward(pass, &out, (float *const[]){pass->d_branch},
                          (struct input_gradient){pass->d_attended, false});
    struct attention_backward call = {
        .n_heads = config->n_heads,
        .n_kv_heads = config->n_kv_heads,
        .head_dim = config->head_dim,
        .window = config->layers[index].window,
        .scale = config->attention_scale,
        .cap = config->attention_cap,
        .starts = pass->starts,
        .n_sequences = pass->n_sequences,
        .query = tape->query,
        .key = tape->key,
        .value = tape->value,
        .d_output = pass->d_attended,
        .d_query = pass->d_query,
        .d_key = pass->d_key,
        .d_value = pass->d_value,
    };
    attention_backward(pass->backend, &call, pass->n_longest, pass->attention_scratch);
    heads_backward(pass, &layer->norms[NORM_QUERY], rope, config->n_heads, tape->query_raw,
                   pass->d_query);
    heads_backward(pass, &layer->norms[NORM_KEY], rope, config->n_kv_heads, tape->key_raw,
                   pass->d_key);
    struct linear_group in = {layer, tape, PART_QUERY, 3, input};
    linear_group_backward(pass, &in, (float *const[]){pass->d_query, pass->d_key, pass->d_value},
                          to);
}

/* Whether the first norm is trained: its gradient needs that by its output. */
static bool has_trained_norm(const struct train_norm *norm)
{
    return norm->weight_tensor != NULL || norm->bias_tensor != NULL;
}

void train_block_backward(struct pass *pass, size_t index, bool needs_input)
{
    const struct train_layer *layer = &pass->layers->layers[index];
    const struct tape *tape = &pass->tapes[index];
    const struct train_norm *first_norm = &layer->norms[NORM_ATTENTION_PRE];
    bool is_parallel = pass->model->config.norm_place == NORM_PLACE_PARALLEL;
    needs_input |= has_trained_norm(first_norm);

    go_back_to_branch(pass, &layer->norms[NORM_FFN_POST], tape->ffn_branch);
    const struct train_norm *ffn_norm = is_parallel ? first_norm : &layer->norms[NORM_FFN_PRE];
    const float *ffn_stream = is_parallel ? tape->input : tape->middle;
    const float *input = branch_input(pass, ffn_norm, ffn_stream);
    ffn_backward(pass, index, input, input_gradient(pass, true));
    if (!is_parallel) {
        leave_branch(pass, ffn_norm, ffn_stream);
        input = branch_input(pass, first_norm, tape->input);
    }
    go_back_to_branch(pass, &layer->norms[NORM_ATTENTION_POST], tape->attention_branch);
    struct input_gradient to = input_gradient(pass, !is_parallel);
    to.dx = needs_input ? to.dx : NULL;
    attention_back(pass, index, input, to);
    if (needs_input) {
        leave_branch(pass, first_norm, tape->input);
    }
}
