/* Pages of keys and values; see kv_cache.h. */
#include "model/kv_cache.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

struct kv_page {
    uint8_t *data;
    size_t n_bytes;
    atomic_uint n_users;
    struct kv_page *next_free;
};

struct group_state {
    struct kv_page **pages; /* [n_blocks] */
    uint8_t **data;         /* [n_blocks]: data of the pages */
    size_t first_block;     /* blocks before are released */
    size_t last_block;      /* blocks from here on are not reserved */
    struct kv_page *free;
};

struct kv_cache {
    struct kv_plan plan;
    size_t n_tokens;
    struct group_state groups[KV_MAX_GROUPS];
};

/* ---- the plan -------------------------------------------------------------------------------- */

static size_t group_of_window(struct kv_plan *plan, size_t window)
{
    for (size_t i = 0; i < plan->n_groups; i++) {
        if (plan->groups[i].window == window) {
            return i;
        }
    }
    /* With more kinds of windows than groups, the rest keep everything, in the full group 0. */
    if (plan->n_groups == KV_MAX_GROUPS) {
        return 0;
    }
    plan->groups[plan->n_groups].window = window;
    return plan->n_groups++;
}

static size_t group_pages(size_t window, size_t n_blocks, size_t chunk_tokens)
{
    if (window == 0) {
        return n_blocks;
    }
    /* What a chunk's first token looks back on, the chunk, and both ends' partial pages. */
    size_t n = (window + chunk_tokens) / KV_PAGE_TOKENS + 2 + KV_SLACK_PAGES;
    return n < n_blocks ? n : n_blocks;
}

bool kv_plan_init(struct kv_plan *plan, const struct model_config *config, enum kv_type type,
                  size_t context_tokens, size_t chunk_tokens, struct error *err)
{
    *plan = (struct kv_plan){.config = config, .context_tokens = context_tokens};
    plan->layout = kv_layout_of(type, config->n_kv_heads, config->head_dim, config->head_dim);
    plan->n_blocks = context_tokens / KV_PAGE_TOKENS + (context_tokens % KV_PAGE_TOKENS > 0);
    plan->n_groups = 1; /* group 0 is the full one, even when no layer uses it */
    for (size_t i = 0; i < config->n_layers; i++) {
        size_t window = config->layers[i].window;
        bool is_limited = window > 0 && window < context_tokens;
        plan->groups[group_of_window(plan, is_limited ? window : 0)].n_layers++;
    }
    for (size_t i = 0; i < plan->n_groups; i++) {
        struct kv_group *group = &plan->groups[i];
        size_t n_bytes;
        group->n_pages =
            group->n_layers > 0 ? group_pages(group->window, plan->n_blocks, chunk_tokens) : 0;
        if (!size_multiply(group->n_layers, plan->layout.layer_bytes, &group->page_bytes) ||
            !size_multiply(group->page_bytes, group->n_pages, &n_bytes)) {
            return error_set(err, ERROR_LIMIT, "a cache of %zu tokens is too large",
                             context_tokens);
        }
    }
    return true;
}

uint64_t kv_plan_bytes(const struct kv_plan *plan)
{
    uint64_t n_bytes = 0;
    for (size_t i = 0; i < plan->n_groups; i++) {
        n_bytes += (uint64_t)plan->groups[i].page_bytes * plan->groups[i].n_pages;
    }
    return n_bytes;
}

void kv_plan_layer(const struct kv_plan *plan, size_t layer, size_t *group, size_t *layer_offset)
{
    size_t n_before[KV_MAX_GROUPS] = {0};
    for (size_t i = 0;; i++) {
        size_t window = plan->config->layers[i].window;
        *group = 0;
        for (size_t g = 1; g < plan->n_groups; g++) {
            if (plan->groups[g].window == window) {
                *group = g;
            }
        }
        if (i == layer) {
            *layer_offset = n_before[*group] * plan->layout.layer_bytes;
            return;
        }
        n_before[*group]++;
    }
}

/* ---- pages ----------------------------------------------------------------------------------- */

static struct kv_page *page_create(size_t n_bytes, struct error *err)
{
    struct kv_page *page = memory_array(1, sizeof *page, err);
    if (page == NULL) {
        return NULL;
    }
    page->data = memory_pages(n_bytes, err);
    page->n_bytes = n_bytes;
    if (page->data == NULL) {
        free(page);
        return NULL;
    }
    return page;
}

static void page_destroy(struct kv_page *page)
{
    memory_pages_free(page->data, page->n_bytes);
    free(page);
}

static struct kv_page *take_free_page(struct kv_cache *cache, size_t g, struct error *err)
{
    struct group_state *group = &cache->groups[g];
    struct kv_page *page = group->free;
    if (page != NULL) {
        group->free = page->next_free;
    } else {
        page = page_create(cache->plan.groups[g].page_bytes, err);
    }
    if (page != NULL) {
        atomic_store(&page->n_users, 1);
    }
    return page;
}

/* The last user keeps the page for its own next one. */
static void release_page(struct group_state *group, size_t block)
{
    struct kv_page *page = group->pages[block];
    group->pages[block] = NULL;
    group->data[block] = NULL;
    if (page != NULL && atomic_fetch_sub(&page->n_users, 1) == 1) {
        page->next_free = group->free;
        group->free = page;
    }
}

static void set_page(struct group_state *group, size_t block, struct kv_page *page)
{
    group->pages[block] = page;
    group->data[block] = page->data;
}

/* ---- the cache ------------------------------------------------------------------------------- */

static bool create_group(struct kv_cache *cache, size_t g, struct error *err)
{
    struct group_state *group = &cache->groups[g];
    group->pages = memory_array(cache->plan.n_blocks, sizeof(struct kv_page *), err);
    group->data = memory_array(cache->plan.n_blocks, sizeof(uint8_t *), err);
    if (group->pages == NULL || group->data == NULL) {
        return false;
    }
    for (size_t i = 0; i < cache->plan.groups[g].n_pages; i++) {
        struct kv_page *page = page_create(cache->plan.groups[g].page_bytes, err);
        if (page == NULL) {
            return false;
        }
        page->next_free = group->free;
        group->free = page;
    }
    return true;
}

bool kv_cache_create(struct kv_cache **out, const struct kv_plan *plan, struct error *err)
{
    struct kv_cache *cache = memory_array(1, sizeof *cache, err);
    if (cache == NULL) {
        return false;
    }
    cache->plan = *plan;
    for (size_t g = 0; g < plan->n_groups; g++) {
        if (!create_group(cache, g, err)) {
            kv_cache_destroy(cache);
            return error_context(err, "key-value cache of %zu tokens", plan->context_tokens);
        }
    }
    *out = cache;
    return true;
}

void kv_cache_destroy(struct kv_cache *cache)
{
    if (cache == NULL) {
        return;
    }
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        struct group_state *group = &cache->groups[g];
        for (size_t i = group->first_block; i < group->last_block; i++) {
            release_page(group, i);
        }
        while (group->free != NULL) {
            struct kv_page *page = group->free;
            group->free = page->next_free;
            page_destroy(page);
        }
        free(group->pages);
        free(group->data);
    }
    free(cache);
}

size_t kv_cache_n_tokens(const struct kv_cache *cache)
{
    return cache->n_tokens;
}

const struct kv_plan *kv_cache_plan(const struct kv_cache *cache)
{
    return &cache->plan;
}

uint8_t *const *kv_cache_pages(const struct kv_cache *cache, size_t group)
{
    return cache->groups[group].data;
}

size_t kv_cache_first_block(const struct kv_cache *cache, size_t group)
{
    return cache->groups[group].first_block;
}

/* The first position that a token at `position` sees, in whole blocks. */
static size_t first_needed_block(size_t window, size_t position)
{
    return window > 0 && position + 1 > window ? (position + 1 - window) / KV_PAGE_TOKENS : 0;
}

/* A page that others hold is written only in a copy. */
static bool make_own(struct kv_cache *cache, size_t g, size_t block, struct error *err)
{
    struct group_state *group = &cache->groups[g];
    struct kv_page *shared = group->pages[block];
    if (atomic_load(&shared->n_users) == 1) {
        return true;
    }
    struct kv_page *page = take_free_page(cache, g, err);
    if (page == NULL) {
        return false;
    }
    memcpy(page->data, shared->data, page->n_bytes);
    release_page(group, block);
    set_page(group, block, page);
    return true;
}

static bool reserve_group(struct kv_cache *cache, size_t g, size_t n_blocks, struct error *err)
{
    struct group_state *group = &cache->groups[g];
    size_t block = cache->n_tokens / KV_PAGE_TOKENS;
    bool is_held = block >= group->first_block && block < group->last_block;
    if (is_held && !make_own(cache, g, block, err)) {
        return false;
    }
    while (group->last_block < n_blocks) {
        struct kv_page *page = take_free_page(cache, g, err);
        if (page == NULL) {
            return false;
        }
        set_page(group, group->last_block++, page);
    }
    return true;
}

bool kv_cache_reserve(struct kv_cache *cache, size_t n, struct error *err)
{
    if (n > cache->plan.context_tokens - cache->n_tokens) {
        return error_set(err, ERROR_CONTEXT_FULL,
                         "the context is full: %zu tokens in it, %zu more asked for, room for %zu",
                         cache->n_tokens, n, cache->plan.context_tokens);
    }
    size_t n_blocks = (cache->n_tokens + n + KV_PAGE_TOKENS - 1) / KV_PAGE_TOKENS;
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        /* Pages reserved for a part of the groups stay reserved: no position counts them yet. */
        if (cache->plan.groups[g].n_layers > 0 && !reserve_group(cache, g, n_blocks, err)) {
            return false;
        }
    }
    return true;
}

void kv_cache_advance(struct kv_cache *cache, size_t n, size_t n_guessed)
{
    cache->n_tokens += n;
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        struct group_state *group = &cache->groups[g];
        size_t needed =
            first_needed_block(cache->plan.groups[g].window, cache->n_tokens - n_guessed);
        size_t keep = needed > KV_SLACK_PAGES ? needed - KV_SLACK_PAGES : 0;
        while (group->first_block < keep && group->first_block < group->last_block) {
            release_page(group, group->first_block++);
        }
    }
}

bool kv_cache_rewind(struct kv_cache *cache, size_t n)
{
    if (n > 0 && n >= cache->n_tokens) {
        return n == cache->n_tokens;
    }
    for (size_t g = 0; n > 0 && g < cache->plan.n_groups; g++) {
        if (cache->groups[g].first_block > first_needed_block(cache->plan.groups[g].window, n)) {
            return false;
        }
    }
    size_t n_blocks = (n + KV_PAGE_TOKENS - 1) / KV_PAGE_TOKENS;
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        struct group_state *group = &cache->groups[g];
        while (group->last_block > n_blocks && group->last_block > group->first_block) {
            release_page(group, --group->last_block);
        }
        if (n == 0) {
            group->first_block = group->last_block = 0;
        }
    }
    cache->n_tokens = n;
    return true;
}

bool kv_cache_fork(const struct kv_cache *cache, struct kv_cache **out, struct error *err)
{
    struct kv_cache *fork;
    if (!kv_cache_create(&fork, &cache->plan, err)) {
        return false;
    }
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        const struct group_state *from = &cache->groups[g];
        struct group_state *to = &fork->groups[g];
        for (size_t i = from->first_block; i < from->last_block; i++) {
            atomic_fetch_add(&from->pages[i]->n_users, 1);
            set_page(to, i, from->pages[i]);
        }
        to->first_block = from->first_block;
        to->last_block = from->last_block;
    }
    fork->n_tokens = cache->n_tokens;
    *out = fork;
    return true;
}

bool kv_cache_restore(struct kv_cache *cache, size_t n, const size_t *first_blocks,
                      struct error *err)
{
    size_t n_blocks = (n + KV_PAGE_TOKENS - 1) / KV_PAGE_TOKENS;
    if (n > cache->plan.context_tokens) {
        return error_set(err, ERROR_CONTEXT_FULL, "%zu tokens do not fit a context of %zu", n,
                         cache->plan.context_tokens);
    }
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        size_t needed = first_needed_block(cache->plan.groups[g].window, n);
        if (first_blocks[g] > needed || first_blocks[g] > n_blocks) {
            return error_set(err, ERROR_MALFORMED, "pages of %zu tokens begin at block %zu", n,
                             first_blocks[g]);
        }
    }
    kv_cache_rewind(cache, 0);
    for (size_t g = 0; g < cache->plan.n_groups; g++) {
        cache->groups[g].first_block = cache->groups[g].last_block = first_blocks[g];
        if (cache->plan.groups[g].n_layers > 0 && !reserve_group(cache, g, n_blocks, err)) {
            kv_cache_rewind(cache, 0);
            return false;
        }
    }
    cache->n_tokens = n;
    return true;
}
