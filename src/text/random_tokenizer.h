/*
 * A tokenizer.json of any size: byte-level BPE whose words are made of syllables. For measuring
 * where no checkpoint is at hand: it is as large, and works like, those of real models.
 */
#ifndef TEXT_RANDOM_TOKENIZER_H
#define TEXT_RANDOM_TOKENIZER_H

#include "base/new_folder.h"

enum {
    RANDOM_TOKENIZER_LEAST_WORDS = 260, /* the bytes and special tokens */
    RANDOM_TOKENIZER_MOST_WORDS = 1 << 26,
};

/* ERROR_UNSUPPORTED for a vocabulary that is too small or too large. */
bool random_tokenizer_check(size_t n_words, struct error *err);

/* Ids of the special tokens that begin and end a text, behind all words. */
void random_tokenizer_ends(size_t n_words, size_t *beginning, size_t *end);

/* Begins the files tokenizer.json and tokenizer_config.json of the folder and writes them. The
 * number of words was checked. */
bool random_tokenizer_write(struct new_folder *folder, size_t n_words, struct error *err);

#endif
