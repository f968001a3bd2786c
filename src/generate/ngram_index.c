/*
 * Earlier places of the last ids; see ngram_index.h.
 *
 * Links as in LZ77: heads[hash of two ids] is the latest place that follows such a pair, and
 * before[place] the one before it with the same hash. So a chain falls strictly, and a walk along
 * it meets the latest places first; it looks at a few and measures how long each match is. Cutting
 * takes places out in the opposite order, which restores every head. Place 0 follows no pair and
 * ends the chains.
 */
#include "generate/ngram_index.h"

#include <stdlib.h>
#include "base/memory.h"

enum {
    MAX_VISITS = 16, /* places looked at for one match */
    FEWEST_HEADS = 1 << 6,
    MOST_HEADS = 1 << 20,
};

struct ngram_index {
    uint32_t *heads;  /* [n_heads] */
    uint32_t *before; /* [n_most + 1] */
    size_t n_heads;   /* a power of two */
    size_t n_known;   /* the places up to here are linked */
};

static size_t head_count(size_t n_most)
{
    size_t n = FEWEST_HEADS;
    while (n < n_most && n < MOST_HEADS) {
        n *= 2;
    }
    return n;
}

uint64_t ngram_index_bytes(size_t n_most)
{
    return ((uint64_t)head_count(n_most) + n_most + 1) * sizeof(uint32_t);
}

bool ngram_index_create(struct ngram_index **out, size_t n_most, struct error *err)
{
    struct ngram_index *index = memory_array(1, sizeof *index, err);
    if (index == NULL) {
        return false;
    }
    index->n_heads = head_count(n_most);
    index->heads = memory_array(index->n_heads, sizeof *index->heads, err);
    index->before = memory_array(n_most + 1, sizeof *index->before, err);
    if (index->heads == NULL || index->before == NULL) {
        ngram_index_destroy(index);
        return false;
    }
    *out = index;
    return true;
}

void ngram_index_destroy(struct ngram_index *index)
{
    if (index != NULL) {
        free(index->heads);
        free(index->before);
        free(index);
    }
}

/* The head of the pair before `place`. */
static uint32_t *head_of(const struct ngram_index *index, const uint32_t *ids, size_t place)
{
    uint64_t pair = (uint64_t)ids[place - 2] << 32 | ids[place - 1];
    return &index->heads[(pair * 0x9E3779B97F4A7C15u >> 40) & (index->n_heads - 1)];
}

void ngram_index_extend(struct ngram_index *index, const uint32_t *ids, size_t n)
{
    for (; index->n_known < n; index->n_known++) {
        size_t place = index->n_known + 1;
        if (place >= NGRAM_SHORTEST) {
            uint32_t *head = head_of(index, ids, place);
            index->before[place] = *head;
            *head = (uint32_t)place;
        }
    }
}

void ngram_index_cut(struct ngram_index *index, const uint32_t *ids, size_t n)
{
    for (; index->n_known > n; index->n_known--) {
        if (index->n_known >= NGRAM_SHORTEST) {
            *head_of(index, ids, index->n_known) = index->before[index->n_known];
        }
    }
}

/* How many ids before `place` equal the last of ids [n]. */
static size_t count_equal(const uint32_t *ids, size_t n, size_t place)
{
    size_t n_equal = 0;
    while (n_equal < NGRAM_LONGEST && n_equal < place &&
           ids[place - 1 - n_equal] == ids[n - 1 - n_equal]) {
        n_equal++;
    }
    return n_equal;
}

struct ngram_match ngram_index_find(const struct ngram_index *index, const uint32_t *ids, size_t n)
{
    struct ngram_match best = {0};
    if (n < NGRAM_SHORTEST) {
        return best;
    }
    size_t place = *head_of(index, ids, n);
    for (size_t i = 0; i < MAX_VISITS && place > 0; i++, place = index->before[place]) {
        size_t n_equal = place < n ? count_equal(ids, n, place) : 0;
        if (n_equal >= NGRAM_SHORTEST && n_equal > best.n_equal) {
            best = (struct ngram_match){place, n_equal};
        }
    }
    return best;
}
