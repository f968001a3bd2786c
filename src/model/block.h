/*
 * One transformer block, by features (model/config.h): the residual stream in the workspace goes
 * in and comes out.
 */
#ifndef MODEL_BLOCK_H
#define MODEL_BLOCK_H

#include "model/forward.h"

struct block_call {
    const struct model *model;
    const struct model_weights *weights; /* the model's, or those that an adapter changed */
    const struct adapter *adapter;       /* NULL: none */
    struct backend *backend;
    enum precision precision;
    struct workspace *workspace;
    const struct forward_part *parts;
    size_t n_parts;
    size_t n_rows; /* tokens of all parts */
};

void block_forward(const struct block_call *call, size_t layer);

#endif
