/* Embedding, blocks, head; see forward.h. */
#include "model/forward.h"

#include <string.h>
#include "model/adapter.h"
#include "model/block.h"
#include "model/projection.h"
#include "model/rope_angles.h"

/* Lays the tokens of all parts out as rows. */
static size_t gather_rows(struct workspace *w, const struct forward_part *parts, size_t n_parts)
{
    size_t row = 0;
    for (size_t p = 0; p < n_parts; p++) {
        size_t first = kv_cache_n_tokens(parts[p].cache);
        for (size_t i = 0; i < parts[p].n_tokens; i++, row++) {
            w->tokens[row] = parts[p].tokens[i];
            w->positions[row] = first + i;
            w->positions_in_page[row] = (first + i) % KV_PAGE_TOKENS;
        }
    }
    return row;
}

static void fill_angles(const struct model *model, struct workspace *w,
                        const struct forward_part *parts, size_t n_parts)
{
    for (size_t r = 0; r < model->config.n_ropes; r++) {
        size_t n_pairs = model->config.ropes[r].n_dims / 2;
        size_t row = 0;
        for (size_t p = 0; p < n_parts; p++) {
            rope_angles_fill(&model->ropes[r], w->positions + row, parts[p].n_tokens,
                             parts[p].rope_length, w->cosines[r] + row * n_pairs,
                             w->sines[r] + row * n_pairs);
            row += parts[p].n_tokens;
        }
    }
}

/* ---- the head -------------------------------------------------------------------------------- */

/* Rows waiting for their logits, so that the head's weights are read once for several. */
struct head {
    const struct block_call *call;
    forward_sink *sink;
    void *context;
    size_t n_waiting;
    size_t parts[WORKSPACE_LOGIT_ROWS];
    size_t indices[WORKSPACE_LOGIT_ROWS];
    bool is_stopped;
};

/* The final norm of waiting rows lies in `normed`, packed from its start. */
static void flush_head(struct head *head)
{
    const struct model *model = head->call->model;
    const struct backend_operations *operations = head->call->backend->operations;
    struct backend *backend = head->call->backend;
    struct workspace *w = head->call->workspace;
    size_t n_vocabulary = model->config.vocabulary_size;
    if (head->n_waiting == 0) {
        return;
    }
    const struct model_weights *weights = head->call->weights;
    const struct projection projection = {PRODUCT_HEAD, &weights->head, weights->head_bias,
                                          w->logits};
    project_rows(head->call, 0, &projection, 1, w->normed, head->n_waiting);
    operations->scale_and_cap(backend, w->logits, head->n_waiting * n_vocabulary,
                              model->config.logit_scale, model->config.final_cap);
    for (size_t i = 0; i < head->n_waiting && !head->is_stopped; i++) {
        head->is_stopped = !head->sink(head->context, head->parts[i], head->indices[i],
                                       w->logits + i * n_vocabulary);
    }
    head->n_waiting = 0;
}

static void add_to_head(struct head *head, size_t row, size_t part, size_t index)
{
    const struct model *model = head->call->model;
    const struct model_config *config = &model->config;
    struct workspace *w = head->call->workspace;
    const struct model_weights *weights = head->call->weights;
    struct norm norm = {config->norm_kind, config->norm_eps, weights->final_norm,
                        weights->final_norm_bias};
    if (head->is_stopped) {
        return;
    }
    head->call->backend->operations->norm(
        head->call->backend, &norm, w->hidden + row * config->hidden_size, config->hidden_size, 1,
        config->hidden_size, w->normed + head->n_waiting * config->hidden_size,
        config->hidden_size);
    head->parts[head->n_waiting] = part;
    head->indices[head->n_waiting] = index;
    head->n_waiting++;
    if (head->n_waiting == WORKSPACE_LOGIT_ROWS || head->n_waiting == w->n_tokens) {
        flush_head(head);
    }
}

static void give_logits(struct head *head)
{
    size_t row = 0;
    for (size_t p = 0; p < head->call->n_parts; p++) {
        const struct forward_part *part = &head->call->parts[p];
        for (size_t i = 0; i < part->n_tokens; i++, row++) {
            bool is_last = i + 1 == part->n_tokens;
            if (part->logits == LOGITS_ALL || (part->logits == LOGITS_LAST && is_last)) {
                add_to_head(head, row, p, i);
            }
        }
    }
    flush_head(head);
}

void forward(const struct model *model, const struct adapter *adapter, struct backend *backend,
             enum precision precision, struct workspace *workspace,
             const struct forward_part *parts, size_t n_parts, forward_sink *sink, void *context)
{
    struct block_call call = {
        .model = model,
        .weights = adapter != NULL ? &adapter->weights : &model->weights,
        .adapter = adapter,
        .backend = backend,
        .precision = precision,
        .workspace = workspace,
        .parts = parts,
        .n_parts = n_parts,
        .n_rows = gather_rows(workspace, parts, n_parts),
    };
    struct backend_pass pass;
    backend->operations->begin_pass(backend, call.n_rows, &pass);
    fill_angles(model, workspace, parts, n_parts);
    backend->operations->embed(backend, &call.weights->embedding, workspace->tokens, call.n_rows,
                               model->config.embedding_scale, workspace->hidden);
    adapter_look_up(adapter, backend->operations->kernels(backend), workspace->tokens, call.n_rows,
                    model->config.embedding_scale, workspace->hidden, workspace->normed);
    for (size_t layer = 0; layer < model->config.n_layers; layer++) {
        block_forward(&call, layer);
    }
    struct head head = {.call = &call, .sink = sink, .context = context};
    if (sink != NULL) {
        give_logits(&head);
    }
    backend->operations->end_pass(backend, &pass);
    for (size_t p = 0; p < n_parts; p++) {
        kv_cache_advance(parts[p].cache, parts[p].n_tokens, parts[p].n_guessed);
    }
}
