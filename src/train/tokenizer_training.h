/*
 * Learning a tokenizer from files: texts are cut into words and counted, merges are learned from
 * the counts, and the tokenizer is written. One thread; memory grows with the different words.
 */
#ifndef TRAIN_TOKENIZER_TRAINING_H
#define TRAIN_TOKENIZER_TRAINING_H

#include "text/tokenizer_recipe.h"

struct tokenizer_training {
    /* ".jsonl": JSON Lines as data sets have them; what stands in a conversation is what the chat
     * template makes of it or, without one, its messages' contents. Other files are text of which
     * each line, with its end, is a text of its own. */
    const char *const *files;
    size_t n_files;
    struct tokenizer_recipe recipe;
    size_t n_tokens;    /* of the vocabulary, special tokens and the 256 bytes among them */
    uint64_t min_count; /* pairs that come less often are not merged */
    bool (*progress)(void *context, const char *stage, double fraction); /* may be NULL */
    void *context;
};

struct tokenizer_trained {
    size_t n_tokens, n_merges;
    size_t n_different; /* words */
    uint64_t n_words;
    uint64_t n_bytes; /* of text that was cut into words */
};

/* `path` becomes a new folder with tokenizer.json and tokenizer_config.json. Fewer tokens than
 * wanted are no error: the texts had no more pairs. */
bool tokenizer_train(const struct tokenizer_training *training, const char *path,
                     struct tokenizer_trained *out, struct error *err);

#endif
