/*
 * One pass of some sequences through a model and back: what its parts share. Rows are tokens; those
 * of a sequence stand together, sequences in the order of the batch.
 */
#ifndef TRAIN_PASS_H
#define TRAIN_PASS_H

#include "train/train_layers.h"

/* What the way back through a layer needs of the way there. Buffers that its kind of model or
 * tuning does not need are NULL. */
struct tape {
    float *input;     /* [n_rows, hidden_size]: the residual stream before the layer */
    float *middle;    /* the same between attention and feed-forward; NULL: parallel */
    float *query_raw; /* [n_rows, n_heads, head_dim]: before its norm */
    float *key_raw;   /* [n_rows, n_kv_heads, head_dim] */
    float *query;     /* rotated */
    float *key;       /* rotated */
    float *value;
    float *attended;         /* [n_rows, n_heads, head_dim] */
    float *attention_branch; /* [n_rows, hidden_size]: before its norm */
    float *gate;             /* [n_rows, ffn_size] */
    float *up;
    float *ffn_branch;        /* [n_rows, hidden_size]: before its norm */
    float *reduced[N_PARTS];  /* [n_rows, rank] of adapter i: scale d(x) A */
    float *unscaled[N_PARTS]; /* DoRA, of part i: [n_rows, outputs] before its factors */
};

/* Adapters that share an input: of query, key and value. */
enum { MOST_ADAPTERS_OF_INPUT = 3 };

struct pass {
    const struct model *model;
    struct backend *backend;
    const struct kernels *kernels;
    enum precision precision;
    const struct train_layers *layers;
    float dropout;

    /* Of the sequences that are on their way. */
    bool is_training;
    uint64_t stream;    /* of dropout, for this batch */
    size_t first_token; /* of the pass within its batch */
    size_t n_rows;
    size_t n_sequences;
    uint32_t *tokens;  /* [n_most_rows] */
    size_t *positions; /* [n_most_rows] */
    size_t *starts;    /* [n_most_rows + 1]: first rows of the sequences */
    size_t n_targets;
    size_t *target_rows;             /* [n_most_rows]: rows whose next token counts */
    uint32_t *targets;               /* [n_most_rows]: those tokens */
    double *losses;                  /* [n_most_rows] */
    float *cosines[MODEL_MAX_ROPES]; /* [n_most_rows, n_dims / 2] */
    float *sines[MODEL_MAX_ROPES];
    float *back_sines[MODEL_MAX_ROPES]; /* negative: of the way back */

    /* Room. */
    size_t n_most_rows;
    size_t n_longest;
    size_t n_logit_rows;
    bool has_checkpoints;
    struct kv_layout layout; /* of the pages of one sequence */
    uint8_t *page_bytes;
    uint8_t **pages;              /* [pages of the longest] */
    uint8_t **row_pages;          /* [n_longest] */
    size_t *positions_in_page;    /* [n_longest] */
    struct attention_span *spans; /* [n_longest] */

    struct tape *tapes; /* [n_layers]: some share buffers */
    float *hidden;      /* [n_most_rows, hidden_size]: the residual stream */
    float *normed;      /* the same */
    float *branch;
    float *gated;      /* [n_most_rows, ffn_size], later the gradient of up */
    float *d_gated;    /* the same, later the gradient of gate */
    float *d_hidden;   /* [n_most_rows, hidden_size] */
    float *d_branch;   /* the same */
    float *d_normed;   /* the same */
    float *d_query;    /* [n_most_rows, n_heads, head_dim] */
    float *d_key;      /* [n_most_rows, n_kv_heads, head_dim] */
    float *d_value;    /* the same */
    float *d_attended; /* [n_most_rows, n_heads, head_dim] */
    float *d_reduced[MOST_ADAPTERS_OF_INPUT]; /* [n_most_rows, rank] */
    float *d_turned;                          /* [rank, widest input] */
    float *dropped;      /* [n_most_rows, widest input]; NULL without dropout */
    float *logits;       /* [n_logit_rows, vocabulary_size] */
    float *logit_slopes; /* the same, of capped logits; NULL: no cap */
    float *weight_rows;  /* [n_threads, widest input] */
    float *norm_scratch; /* [2 * n_most_rows * n_heads] */
    void *product_scratch;
    void *attention_scratch;
    void *scratch; /* of the backend */
};

/* Two walks over a pass whose model, backend, layers and sizes are set: what is kept for the way
 * back, and all the rest. */
void pass_place_tapes(struct pass *pass, struct placement *placement);
void pass_place_room(struct pass *pass, struct placement *placement);

/* Once the memory is there. */
void pass_point_pages(struct pass *pass);

/* Through all layers: the tokens of the pass are set. With has_gradient, their gradients, too, of
 * the sum of the losses times weight. */
void pass_run(struct pass *pass, bool has_gradient, float weight);

#endif
