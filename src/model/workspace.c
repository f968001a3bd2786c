/* Planned buffers; see workspace.h. The same walk over the buffers counts them (with no memory) and
 * places them, so that the plan cannot differ from what is used. */
#include "model/workspace.h"

#include <stdlib.h>
#include "base/memory.h"
#include "model/projection.h"

enum { ALIGNMENT = 64 };

struct layout {
    uint8_t *memory; /* NULL while counting */
    size_t n_bytes;
    bool overflowed;
};

static void *place(struct layout *layout, size_t n_rows, size_t n, size_t size)
{
    size_t n_bytes, end;
    void *piece = layout->memory != NULL ? layout->memory + layout->n_bytes : NULL;
    if (!size_multiply(n_rows, n, &n_bytes) || !size_multiply(n_bytes, size, &n_bytes) ||
        !size_add(n_bytes, ALIGNMENT - 1, &n_bytes) ||
        !size_add(layout->n_bytes, n_bytes & ~(size_t)(ALIGNMENT - 1), &end)) {
        layout->overflowed = true;
        return NULL;
    }
    layout->n_bytes = end;
    return piece;
}

static float *place_floats(struct layout *layout, size_t n_rows, size_t n)
{
    return place(layout, n_rows, n, sizeof(float));
}

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
                      size_t n_tokens, struct layout *layout)
{
    const struct model_config *config = &model->config;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    struct compute_limits limits = limits_of(config, n_tokens);
    w->n_tokens = n_tokens;
    w->hidden = place_floats(layout, n_tokens, config->hidden_size);
    w->normed = place_floats(layout, n_tokens, config->hidden_size);
    w->branch = place_floats(layout, n_tokens, config->hidden_size);
    w->query = place_floats(layout, n_tokens, n_query);
    w->key = place_floats(layout, n_tokens, n_key);
    w->value = place_floats(layout, n_tokens, n_key);
    w->attended = place_floats(layout, n_tokens, n_query);
    w->gate = place_floats(layout, n_tokens, config->ffn_size);
    w->up = place_floats(layout, n_tokens, config->ffn_size);
    for (size_t i = 0; i < config->n_ropes; i++) {
        w->cosines[i] = place_floats(layout, n_tokens, config->ropes[i].n_dims / 2);
        w->sines[i] = place_floats(layout, n_tokens, config->ropes[i].n_dims / 2);
    }
    w->logits = place_floats(layout, WORKSPACE_LOGIT_ROWS, config->vocabulary_size);
    w->tokens = place(layout, n_tokens, 1, sizeof *w->tokens);
    w->positions = place(layout, n_tokens, 1, sizeof *w->positions);
    w->positions_in_page = place(layout, n_tokens, 1, sizeof *w->positions_in_page);
    w->pages = place(layout, n_tokens, 1, sizeof *w->pages);
    w->spans = place(layout, n_tokens, 1, sizeof *w->spans);
    w->scratch = place(layout, backend->operations->scratch_bytes(backend, &limits), 1, 1);
}

bool workspace_size(const struct model *model, const struct backend *backend, size_t n_tokens,
                    size_t *n_bytes, struct error *err)
{
    struct workspace unused;
    struct layout layout = {0};
    place_all(&unused, model, backend, n_tokens, &layout);
    *n_bytes = layout.n_bytes;
    return !layout.overflowed ||
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
    struct layout layout = {.memory = w->memory};
    place_all(w, model, backend, n_tokens, &layout);
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
