/* Block-growing arena; see arena.h. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

enum { ALIGNMENT = 16, FIRST_BLOCK_BYTES = 4096, LARGEST_STEP_BYTES = 1 << 20 };

struct arena_block {
    struct arena_block *next;
    size_t n_bytes; /* capacity of data */
    size_t n_used;
    max_align_t data[];
};

void arena_init(struct arena *arena, size_t n_limit_bytes)
{
    *arena = (struct arena){.n_limit_bytes = n_limit_bytes};
}

void arena_clear(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena_init(arena, arena->n_limit_bytes);
}

static void *fail(struct arena *arena, enum error_code code, size_t n_bytes, struct error *err)
{
    arena->failed = true;
    error_set(err, code, "%s: a piece of %zu bytes (%zu in use, limit %zu)", error_code_text(code),
              n_bytes, arena->n_used_bytes, arena->n_limit_bytes);
    return NULL;
}

/* Blocks double from 4 KiB to 1 MiB: few calls for large arenas, little waste for small ones. */
static struct arena_block *add_block(struct arena *arena, size_t n_bytes)
{
    size_t n_block = arena->blocks != NULL ? arena->blocks->n_bytes * 2 : FIRST_BLOCK_BYTES;
    if (n_block > LARGEST_STEP_BYTES) {
        n_block = LARGEST_STEP_BYTES;
    }
    if (n_block < n_bytes) {
        n_block = n_bytes;
    }
    struct arena_block *block =
        n_block < SIZE_MAX - sizeof *block ? malloc(sizeof *block + n_block) : NULL;
    if (block != NULL) {
        block->next = arena->blocks;
        block->n_bytes = n_block;
        block->n_used = 0;
        arena->blocks = block;
    }
    return block;
}

bool arena_reserve(struct arena *arena, size_t n_bytes, struct error *err)
{
    struct arena_block *block = arena->blocks;
    if (arena->failed || n_bytes > arena->n_limit_bytes - arena->n_used_bytes) {
        return fail(arena, ERROR_LIMIT, n_bytes, err) != NULL;
    }
    if (block == NULL || n_bytes > block->n_bytes - block->n_used) {
        block = add_block(arena, n_bytes);
        if (block == NULL) {
            return fail(arena, ERROR_MEMORY, n_bytes, err) != NULL;
        }
        memory_enlarge_pages(block->data, block->n_bytes);
    }
    return true;
}

void *arena_array(struct arena *arena, size_t n, size_t size, struct error *err)
{
    size_t n_bytes;
    if (arena->failed) {
        return fail(arena, ERROR_MEMORY, 0, err);
    }
    if (!size_multiply(n, size, &n_bytes) || n_bytes > arena->n_limit_bytes - arena->n_used_bytes ||
        !size_add(n_bytes, ALIGNMENT - 1, &n_bytes)) {
        return fail(arena, ERROR_LIMIT, n_bytes, err);
    }
    n_bytes &= ~(size_t)(ALIGNMENT - 1);
    if (n_bytes > arena->n_limit_bytes - arena->n_used_bytes) {
        return fail(arena, ERROR_LIMIT, n_bytes, err);
    }
    struct arena_block *block = arena->blocks;
    if (block == NULL || n_bytes > block->n_bytes - block->n_used) {
        block = add_block(arena, n_bytes);
        if (block == NULL) {
            return fail(arena, ERROR_MEMORY, n_bytes, err);
        }
    }
    void *piece = (char *)block->data + block->n_used;
    block->n_used += n_bytes;
    arena->n_used_bytes += n_bytes;
    return memset(piece, 0, n_bytes);
}

char *arena_text(struct arena *arena, const char *bytes, size_t n, struct error *err)
{
    size_t n_terminated;
    if (!size_add(n, 1, &n_terminated)) {
        fail(arena, ERROR_LIMIT, n, err);
        return NULL;
    }
    char *text = arena_array(arena, n_terminated, 1, err);
    if (text != NULL && n > 0) {
        memcpy(text, bytes, n);
    }
    return text;
}
