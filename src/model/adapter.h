/*
 * An adapter bound to a model: what fine-tuning changed, kept beside the weights and added while a
 * pass runs, so that sessions of one model can have different ones. A low-rank pair changes one
 * product; tensors that were trained as a whole stand in the place of the model's.
 *
 * Read-only once open; any number of sessions and threads may share it. The model outlives it.
 */
#ifndef MODEL_ADAPTER_H
#define MODEL_ADAPTER_H

#include "base/folder.h"
#include "model/model.h"
#include "model/product.h"

struct adapter_layer {
    const struct low_rank *products[N_PRODUCTS]; /* by enum product; NULL: nothing is added */
};

struct adapter {
    /* The model's, but for tensors that the adapter has as a whole. */
    struct model_weights weights;
    struct adapter_layer *layers;  /* [n_layers] */
    const struct low_rank *head;   /* NULL: nothing is added */
    const struct low_rank *lookup; /* of the embedding: the same */
    size_t largest_rank;
    size_t n_modules;      /* with a low-rank pair */
    size_t n_replaced;     /* tensors given as a whole */
    uint64_t n_parameters; /* of both */
    uint64_t fingerprint;  /* of the bytes */
    bool has_magnitudes;   /* DoRA */
    struct folder *folder; /* owned: replaced tensors are mapped */
    struct arena arena;    /* owns the rest */
};

/* Opens the adapter in `folder`, which it takes, whatever happens, for a model whose own folder is
 * `base`; model and base must outlive it. Every shape is checked. For DoRA the lengths of the
 * weight's rows are computed, which reads the adapted weights once. */
bool adapter_open(struct adapter **out, const struct model *model, struct folder *base,
                  const struct kernels *kernels, struct folder *folder, struct error *err);
void adapter_close(struct adapter *adapter); /* NULL is allowed */

/* What an adapter adds to a product of a layer (of the head: any layer); NULL: nothing, as for an
 * adapter that is NULL. */
const struct low_rank *adapter_find(const struct adapter *adapter, size_t layer,
                                    enum product product);

/* Adds to rows of the embedding, times scale, what an adapter has for them: hidden [n_tokens,
 * hidden_size]; row: room for one. adapter may be NULL. */
void adapter_look_up(const struct adapter *adapter, const struct kernels *kernels,
                     const uint32_t *tokens, size_t n_tokens, float scale, float *hidden,
                     float *row);

#endif
