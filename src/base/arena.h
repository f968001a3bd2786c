/*
 * An arena: many small pieces with one lifetime, released at once. Three lifetimes use it: model,
 * session, and parsing. It grows by blocks and has a limit, so that hostile input cannot make it
 * grow without bound. A failed arena stays failed: build straight-line, test `failed` once.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include "base/error.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    size_t n_used_bytes;        /* of all blocks */
    size_t n_limit_bytes;
    bool failed;
};

/* An empty arena that will never hold more than n_limit_bytes. Allocates nothing yet. */
void arena_init(struct arena *arena, size_t n_limit_bytes);
void arena_clear(struct arena *arena);

/* n zeroed items, aligned for any scalar type; NULL when memory or the limit is exhausted. */
void *arena_array(struct arena *arena, size_t n, size_t size, struct error *err);

/* Room for so much in one piece, in large pages where the system has them: for what will be read
 * again and again. */
bool arena_reserve(struct arena *arena, size_t n_bytes, struct error *err);

/* A terminated copy of n bytes. */
char *arena_text(struct arena *arena, const char *bytes, size_t n, struct error *err);

#endif
