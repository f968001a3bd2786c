/*
 * The buffers of a forward pass for up to n_tokens rows: one block of memory, planned before it is
 * made. Shapes are [rows, …]; nothing in it outlives a call but the memory itself.
 */
#ifndef MODEL_WORKSPACE_H
#define MODEL_WORKSPACE_H

#include "model/kv_cache.h"
#include "model/model.h"
#include "model/product.h"

/* Rows whose logits are computed together: a compromise between memory (a row of 128,000 logits
 * has 512 KB) and reading the head's weights once per so many rows. */
enum { WORKSPACE_LOGIT_ROWS = 8 };

/* Looks at what goes into the products of a model with its weights. */
struct input_observer {
    /* x [n_rows, n_columns] goes into `product` of a layer (of the head: 0). Products that share
     * their input are told once, by the first of them. */
    void (*observe)(void *context, size_t layer, enum product product, const float *x,
                    size_t n_rows, size_t n_columns);
    void *context;
};

struct workspace {
    size_t n_tokens;                 /* rows there is room for */
    float *hidden;                   /* [n_tokens, hidden_size]: the residual stream */
    float *normed;                   /* [n_tokens, hidden_size] */
    float *branch;                   /* [n_tokens, hidden_size]: what attention or ffn adds */
    float *query;                    /* [n_tokens, n_heads * head_dim] */
    float *key;                      /* [n_tokens, n_kv_heads * head_dim] */
    float *value;                    /* [n_tokens, n_kv_heads * head_dim] */
    float *attended;                 /* [n_tokens, n_heads * head_dim] */
    float *gate;                     /* [n_tokens, ffn_size] */
    float *up;                       /* [n_tokens, ffn_size] */
    float *cosines[MODEL_MAX_ROPES]; /* [n_tokens, n_dims / 2] */
    float *sines[MODEL_MAX_ROPES];
    float *logits; /* [WORKSPACE_LOGIT_ROWS, vocabulary_size] */
    uint32_t *tokens;
    size_t *positions;
    size_t *positions_in_page;
    uint8_t **pages; /* the page each row is stored in */
    struct attention_span *spans;
    void *scratch;                  /* of the backend */
    struct input_observer observer; /* of observe NULL: nobody looks */
    void *memory;
    size_t n_bytes;
    float *low_rank; /* products with an adapter's first matrices; NULL: no room for any */
    size_t n_low_rank;
};

/* The bytes that workspace_create will take. */
bool workspace_size(const struct model *model, const struct backend *backend, size_t n_tokens,
                    size_t *n_bytes, struct error *err);
bool workspace_create(struct workspace **out, const struct model *model,
                      const struct backend *backend, size_t n_tokens, struct error *err);
/* Makes room for adapters of up to that rank. */
bool workspace_reserve_rank(struct workspace *workspace, size_t rank, struct error *err);
void workspace_destroy(struct workspace *workspace); /* NULL is allowed */

#endif
