/*
 * The way back through attention. For one query head, with P the weights that the forward pass gave
 * its positions (computed anew):
 *
 *   S = scale Q K^T, capped: C = cap tanh(S / cap); P = softmax over what is seen
 *   dV += P^T dO;  dP = dO V^T;  dS = P * (dP - sum(dP * P)), capped: * (1 - (C / cap)^2)
 *   dQ = scale dS K;  dK += scale dS^T Q
 *
 * Query heads that share keys and values add to them in their order, tokens in theirs.
 */
#ifndef TRAIN_ATTENTION_BACKWARD_H
#define TRAIN_ATTENTION_BACKWARD_H

#include "compute/backend.h"

struct attention_backward {
    size_t n_heads;
    size_t n_kv_heads;
    size_t head_dim;
    size_t window; /* 0: none */
    float scale;
    float cap;            /* 0: none */
    const size_t *starts; /* [n_sequences + 1]: rows of a sequence are starts[s] to starts[s + 1] */
    size_t n_sequences;
    const float *query; /* [rows, n_heads, head_dim], rotated */
    const float *key;   /* [rows, n_kv_heads, head_dim], rotated */
    const float *value;
    const float *d_output; /* [rows, n_heads, head_dim] */
    float *d_query;        /* the shapes of the above; written */
    float *d_key;
    float *d_value;
};

void attention_backward(struct backend *backend, const struct attention_backward *call,
                        size_t n_longest, void *scratch);
size_t attention_backward_scratch_bytes(const struct backend *backend, size_t head_dim,
                                        size_t n_longest);

#endif
