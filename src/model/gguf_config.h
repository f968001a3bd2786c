/*
 * A model's description from the metadata of a GGUF file: the same struct model_config as
 * config.json gives. docs/formats/gguf.md tells what the keys mean.
 */
#ifndef MODEL_GGUF_CONFIG_H
#define MODEL_GGUF_CONFIG_H

#include "formats/gguf.h"
#include "model/config.h"

/* What it needs beyond numbers is put into the arena. */
bool gguf_config_read(struct model_config *config, const struct gguf *gguf, struct arena *arena,
                      struct error *err);

/* What gguf_config_read reads it from: a config.json as far as the metadata goes; to be released.
 * NULL on failure. */
json_t *gguf_config_json(const struct gguf *gguf, struct error *err);

/* Ids that end a text: those that the metadata names, and tokens that do it in every chat format
 * that has them. At most n_limit; *n_ids is their number. */
bool gguf_end_tokens(const struct gguf *gguf, uint32_t *ids, size_t n_limit, size_t *n_ids,
                     struct error *err);

#endif
