/* Planned buffers; see workspace.h. */
#include "model/workspace.h"

#include <stdlib.h>
#include "base/memory.h"
#include "base/placement.h"
#include "model/projection.h"

static struct compute_limits limits_of(const struct model_config *config, size_t n_tokens)
{
    size_t n_columns = config->hidden_size;
    size_t n_query = config->n_heads * config->head_dim;
    n_columns = n_query > n_columns ? n_query : n_columns;
    n_columns = config->ffn_size > n_columns ? config->ffn_size : n_columns;
    return (struct compute_limits){
        .n_tokens = n_tokens,
        .n_columns = n_columns,
        .key_dim = config->head_dim,
        .value_dim = config->head_dim,
    };
}

static void place_all(struct workspace *w, const struct model *model, const struct backend *backend,
                      size_t n_tokens, struct placement *placement)
{
    const struct model_config *config = &model->config;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    struct compute_limits limits = limits_of(config, n_tokens);
    w->n_tokens = n_tokens;
    w->hidden = placement_floats(placement, n_tokens, config->hidden_size);
    w->normed = placement_floats(placement, n_tokens, config->hidden_size);
    w->branch = placement_floats(placement, n_tokens, config->hidden_size);
    w->query = placement_floats(placement, n_tokens, n_query);
    w->key = placement_floats(placement, n_tokens, n_key);
    w->value = placement_floats(placement, n_tokens, n_key);
    w->attended = placement_floats(placement, n_tokens, n_query);
    w->gate = placement_floats(placement, n_tokens, config->ffn_size);
    w->up = placement_floats(placement, n_tokens, config->ffn_size);
    for (size_t i = 0; i < config->n_ropes; i++) {
        w->cosines[i] = placement_floats(placement, n_tokens, config->ropes[i].n_dims / 2);
        w->sines[i] = placement_floats(placement, n_tokens, config->ropes[i].n_dims / 2);
    }
    w->logits = placement_floats(placement, WORKSPACE_LOGIT_ROWS, config->vocabulary_size);
    w->tokens = placement_take(placement, n_tokens, 1, sizeof *w->tokens);
    w->positions = placement_take(placement, n_tokens, 1, sizeof *w->positions);
    w->positions_in_page = placement_take(placement, n_tokens, 1, sizeof *w->positions_in_page);
    w->pages = placement_take(placement, n_tokens, 1, sizeof *w->pages);
    w->spans = placement_take(placement, n_tokens, 1, sizeof *w->spans);
    w->scratch =
        placement_take(placement, backend->operations->scratch_bytes(backend, &limits), 1, 1);
}

bool workspace_size(const struct model *model, const struct backend *backend, size_t n_tokens,
                    size_t *n_bytes, struct error *err)
{
    struct workspace unused;
    struct placement placement = {0};
    place_all(&unused, model, backend, n_tokens, &placement);
    *n_bytes = placement.n_bytes;
    return !placement.overflowed ||
           error_set(err, ERROR_LIMIT, "buffers for %zu tokens at once are too large", n_tokens);
}

bool workspace_create(struct workspace **out, const struct model *model,
                      const struct backend *backend, size_t n_tokens, struct error *err)
{
    struct workspace *w = memory_array(1, sizeof *w, err);
    if (w == NULL) {
        return false;
    }
    if (!workspace_size(model, backend, n_tokens, &w->n_bytes, err) ||
        (w->memory = memory_pages(w->n_bytes, err)) == NULL) {
        free(w);
        return false;
    }
    struct placement placement = {.memory = w->memory};
    place_all(w, model, backend, n_tokens, &placement);
    *out = w;
    return true;
}

bool workspace_reserve_rank(struct workspace *workspace, size_t rank, struct error *err)
{
    size_t n;
    if (!size_multiply(workspace->n_tokens, MAX_PROJECTIONS, &n) || !size_multiply(n, rank, &n)) {
        return error_set(err, ERROR_LIMIT, "an adapter of rank %zu is too large", rank);
    }
    if (n > workspace->n_low_rank) {
        float *room = memory_array(n, sizeof *room, err);
        if (room == NULL) {
            return false;
        }
        free(workspace->low_rank);
        workspace->low_rank = room;
        workspace->n_low_rank = n;
    }
    return true;
}

void workspace_destroy(struct workspace *workspace)
{
    if (workspace != NULL) {
        free(workspace->low_rank);
        memory_pages_free(workspace->memory, workspace->n_bytes);
        free(workspace);
    }
}
