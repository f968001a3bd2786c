/* A prompt cache on disk: the session's past, and the tokens it stands for. */
#ifndef SAVED_PROMPT_H
#define SAVED_PROMPT_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine.h"

struct saved_prompt {
    uint32_t *ids; /* owned */
    size_t n_ids;
};

/* Loads a file of cache-prompt into the session. A NULL path gives an empty one. */
bool saved_prompt_load(struct saved_prompt *saved, const struct engine *engine, const char *path,
                       struct error *err);
void saved_prompt_clear(struct saved_prompt *saved);

#endif
