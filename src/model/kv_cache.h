/*
 * The key-value cache of one sequence: pages of 64 positions with reference counts.
 *
 * Layers with the same window form a group, and every group has its own list of pages: groups with
 * a window release the pages they have passed, full groups keep all. A page holds its 64 positions
 * for all layers of the group (compute/kv_layout.h). Pages are found by absolute block number, so
 * that attention walks the same blocks however the sequence came to be.
 *
 * A fork shares pages; a page that is shared is copied before it is written. All pages that a
 * sequence can need are made with the cache, so that appending allocates nothing; only a sequence
 * whose pages are kept alive by a fork may have to allocate more, which can fail.
 */
#ifndef MODEL_KV_CACHE_H
#define MODEL_KV_CACHE_H

#include "model/config.h"

enum {
    KV_MAX_GROUPS = 4,
    KV_PAGE_TOKENS = KERNEL_BLOCK_POSITIONS,
    /* Pages kept behind a window, so that the last few hundred tokens can be taken back. */
    KV_SLACK_PAGES = 4,
};

struct kv_group {
    size_t window; /* 0: keeps everything */
    size_t n_layers;
    size_t page_bytes;
    size_t n_pages; /* a sequence of full context and chunk holds at most so many at once */
};

/* How the layers of a model map to groups and pages. */
struct kv_plan {
    struct kv_layout layout;
    size_t context_tokens;
    size_t n_blocks; /* of the whole context */
    size_t n_groups;
    struct kv_group groups[KV_MAX_GROUPS];
    const struct model_config *config; /* borrowed */
};

/* chunk_tokens: the most that is appended at once. False if the sizes overflow. */
bool kv_plan_init(struct kv_plan *plan, const struct model_config *config, enum kv_type type,
                  size_t context_tokens, size_t chunk_tokens, struct error *err);
uint64_t kv_plan_bytes(const struct kv_plan *plan);
/* The group of a layer, and where its part begins in the group's pages. */
void kv_plan_layer(const struct kv_plan *plan, size_t layer, size_t *group, size_t *layer_offset);

struct kv_cache;

bool kv_cache_create(struct kv_cache **out, const struct kv_plan *plan, struct error *err);
void kv_cache_destroy(struct kv_cache *cache); /* NULL is allowed */

size_t kv_cache_n_tokens(const struct kv_cache *cache);
const struct kv_plan *kv_cache_plan(const struct kv_cache *cache);

/* Makes positions [n_tokens, n_tokens + n) writable. On failure nothing has changed. */
bool kv_cache_reserve(struct kv_cache *cache, size_t n, struct error *err);
/* n reserved positions have been written for all layers. Windows do not pass on for the sake of the
 * last n_guessed of the cache, so that these can be rewound as if they had never been. */
void kv_cache_advance(struct kv_cache *cache, size_t n, size_t n_guessed);

/* The pages of a group, by absolute block number; NULL where released or not yet reserved. */
uint8_t *const *kv_cache_pages(const struct kv_cache *cache, size_t group);
/* The first block of a group that has not been released. */
size_t kv_cache_first_block(const struct kv_cache *cache, size_t group);

/* Forgets all but the first n positions. False (and unchanged) when a window has released what
 * position n would look back on: the caller starts over from 0, which always works. */
bool kv_cache_rewind(struct kv_cache *cache, size_t n);

/* A second cache with the same past. The source is not changed but for reference counts. */
bool kv_cache_fork(const struct kv_cache *cache, struct kv_cache **out, struct error *err);

/* For loading from a file: an empty cache takes n positions; pages before each group's
 * first_blocks are left out. The caller then fills the pages. */
bool kv_cache_restore(struct kv_cache *cache, size_t n, const size_t *first_blocks,
                      struct error *err);

#endif
