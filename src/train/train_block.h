/* One block in training: as model/block.h goes, leaving a tape, and back. */
#ifndef TRAIN_TRAIN_BLOCK_H
#define TRAIN_TRAIN_BLOCK_H

#include "train/pass.h"

/* pass->hidden goes in and comes out, and the layer's tape is filled. With is_again the tape's
 * input goes in, and what only the next layer needs is left out. */
void train_block_forward(struct pass *pass, size_t layer, bool is_again);

/* pass->d_hidden: the gradient by what came out becomes that by what went in, unless nobody needs
 * it. */
void train_block_backward(struct pass *pass, size_t layer, bool needs_input);

#endif
