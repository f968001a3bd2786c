/*
 * Words of a corpus and how often each came. Memory grows with the different words, not with the
 * corpus.
 */
#ifndef TEXT_WORD_COUNTS_H
#define TEXT_WORD_COUNTS_H

#include "base/buffer.h"
#include "base/bytes.h"

struct counted_word {
    size_t offset;
    uint32_t n_bytes;
    uint32_t hash; /* the lower half */
    uint64_t count;
};

struct word_counts {
    struct counted_word *words; /* in the order of their first coming, owned */
    size_t n_words;
    size_t n_capacity;
    uint32_t *slots; /* index + 1, 0 when free; owned */
    size_t n_slots;  /* a power of two, at least twice the words */
    struct buffer bytes;
};

void word_counts_init(struct word_counts *counts);
void word_counts_clear(struct word_counts *counts);

bool word_counts_add(struct word_counts *counts, struct bytes word, struct error *err);

/* Borrowed until the next word is added. */
struct bytes word_counts_text(const struct word_counts *counts, size_t index);

#endif
