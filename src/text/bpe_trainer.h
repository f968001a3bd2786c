/*
 * Learning a byte-pair encoding: which pairs of symbols to merge, from words and how often they
 * came. The result depends on the counts alone, not on the order of the words, on threads or CPU.
 */
#ifndef TEXT_BPE_TRAINER_H
#define TEXT_BPE_TRAINER_H

#include "text/vocabulary.h"
#include "text/word_counts.h"

struct bpe_training {
    size_t n_tokens;    /* of the vocabulary at most, those it has already among them */
    uint64_t min_count; /* pairs that come less often are not merged; at least 1 is asked for */
    bool (*progress)(void *context, double fraction); /* false cancels; may be NULL */
    void *context;
};

struct trained_merge {
    uint32_t left, right, made; /* ids */
};

struct trained_merges {
    struct trained_merge *items; /* the first goes first; owned */
    size_t n_items;
    size_t n_capacity;
};

/* The vocabulary has every character of the words, and whatever else it is to hold; the merged
 * tokens are added to it. The list starts zeroed; free its items, on failure, too. */
bool bpe_train(const struct bpe_training *training, const struct word_counts *counts,
               struct vocabulary *vocabulary, struct trained_merges *merges, struct error *err);

#endif
