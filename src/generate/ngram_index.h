/*
 * Where the last few ids of a sequence stood before: an index over a list of ids that grows and is
 * cut back. It owns its links, not the ids, which every call is given. All memory is taken when it
 * is made; every id costs a bounded number of steps, however long the list.
 */
#ifndef GENERATE_NGRAM_INDEX_H
#define GENERATE_NGRAM_INDEX_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

enum {
    NGRAM_SHORTEST = 2, /* equal ids that make a match */
    NGRAM_LONGEST = 32, /* longer matches count as so long */
};

struct ngram_index;

/* n_most: ids the list can have, below 2^32. */
uint64_t ngram_index_bytes(size_t n_most);
bool ngram_index_create(struct ngram_index **out, size_t n_most, struct error *err);
void ngram_index_destroy(struct ngram_index *index); /* NULL is allowed */

/* Takes in what is new of ids [n]. What was taken in before must be as it was. */
void ngram_index_extend(struct ngram_index *index, const uint32_t *ids, size_t n);
/* Forgets all but the first n ids; to be called while the others are still there. */
void ngram_index_cut(struct ngram_index *index, const uint32_t *ids, size_t n);

struct ngram_match {
    size_t place;   /* of the id that followed; below n */
    size_t n_equal; /* ids before `place` that equal the last ones; 0: there is no match */
};

/* The longest match of the last of ids [n] among those taken in, which may be one fewer than n; of
 * equals the latest. */
struct ngram_match ngram_index_find(const struct ngram_index *index, const uint32_t *ids, size_t n);

#endif
