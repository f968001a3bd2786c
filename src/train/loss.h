/* From the last residual stream to the loss, and back. */
#ifndef TRAIN_LOSS_H
#define TRAIN_LOSS_H

#include "train/pass.h"

/* The cross entropy of every target of the pass, into pass->losses. With has_gradient,
 * pass->d_hidden becomes the gradient of their sum times weight by pass->hidden, and the gradients
 * of what is trained of the head are added to. */
void loss_of_pass(struct pass *pass, bool has_gradient, float weight);

#endif
