/* A GGUF file as a source; for source.c. */
#ifndef CONVERT_SOURCE_GGUF_H
#define CONVERT_SOURCE_GGUF_H

#include "convert/source.h"

/* Opens the file of the source's folder: metadata, numbers, tensors under the family's names, and a
 * config.json as far as it does not depend on what the binding finds. */
bool source_gguf_open(struct source *source, struct error *err);

/* What the tensors tell, once they are bound: types and biases. */
bool source_gguf_finish(struct source *source, struct error *err);

#endif
