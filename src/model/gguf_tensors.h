/*
 * The tensors of a GGUF file under the names that the family's own checkpoints give them, so that
 * model_weights_bind need not know where they come from.
 */
#ifndef MODEL_GGUF_TENSORS_H
#define MODEL_GGUF_TENSORS_H

#include "formats/gguf.h"
#include "formats/safetensors.h"
#include "model/config.h"

/* Fills the empty set, which borrows from the file. Clear it on failure too. */
bool gguf_tensors_read(struct safetensors *set, const struct gguf *gguf,
                       const struct model_config *config, struct error *err);

/* What most of the weights are: "Q4_K, 14 matrices otherwise", "f16"; into the arena. */
bool gguf_tensors_describe(const struct gguf *gguf, struct arena *arena, char **out,
                           struct error *err);

#endif
