/* Tells whether two runs of fine-tuning are one: whatever decides the bits of the result is in it.
 */
#ifndef TRAIN_RUN_FINGERPRINT_H
#define TRAIN_RUN_FINGERPRINT_H

#include "train/tuner.h"

/* Of the options, the training set, the base model, and what is trained of it. Not of what may
 * change on the way: threads, memory, checkpoints of gradients, folders. */
uint64_t run_fingerprint(const struct tuner_options *options, const struct dataset *train,
                         const struct model *model, const struct train_tensor *tensors,
                         size_t n_tensors);

#endif
