/* Tells models apart without reading all of them. */
#ifndef MODEL_MODEL_FINGERPRINT_H
#define MODEL_MODEL_FINGERPRINT_H

#include "model/weights.h"

/* Shapes, and the first bytes of every matrix: enough to tell models and their fine-tuned variants
 * apart. */
uint64_t model_fingerprint(const struct model_weights *weights, size_t n_layers);

#endif
