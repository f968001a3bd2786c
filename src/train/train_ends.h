/* The pairs of small matrices of embedding and head, there and back. */
#ifndef TRAIN_TRAIN_ENDS_H
#define TRAIN_TRAIN_ENDS_H

#include "train/pass.h"

/* Adds to pass->hidden what the embedding's pair has for the tokens, where there is one. */
void ends_look_up(const struct pass *pass);

/* Adds to the gradients of that pair, from pass->d_hidden. */
void ends_look_up_backward(const struct pass *pass);

/* pass->logits of the n targets from `first` on, from pass->normed, without scale and cap. */
void ends_head(const struct pass *pass, size_t first, size_t n);

/* From the gradients by these, in pass->logits, that by pass->normed: dx [n, hidden_size]. Adds to
 * the gradients of the head and its pair, where they are trained. Follows ends_head at once. */
void ends_head_backward(const struct pass *pass, size_t first, size_t n, float *dx);

#endif
