/*
 * What a tokenizer that is to be learned shall be like, and its files: byte-level BPE, as
 * tokenizer.json and tokenizer_config.json.
 */
#ifndef TEXT_TOKENIZER_RECIPE_H
#define TEXT_TOKENIZER_RECIPE_H

#include "base/buffer.h"
#include "text/bpe_trainer.h"

struct tokenizer_recipe {
    /* How text is cut into words: the name that GGUF files have for it ("gpt-2", "qwen2"), or a
     * "pre_tokenizer" of tokenizer.json, as text; NULL: gpt-2. */
    const char *pre_tokenizer;
    /* The type of a "normalizer" ("NFC"), or one as text, or "none"; NULL: that of the name. */
    const char *normalizer;
    bool splits_digits;                /* every digit is a token */
    const char *const *special_tokens; /* get the first ids, in this order */
    size_t n_special;
    const char *bos_token;     /* stands before every text; NULL: none does */
    const char *eos_token;     /* ends an answer */
    const char *pad_token;     /* these three are special tokens, whether listed or not */
    const char *chat_template; /* text, or NULL */
};

/* Fills the vocabulary, which is empty, with special tokens and the letters of all bytes. An empty
 * special token, or one twice, or one that is a letter, is ERROR_ARGUMENT. */
bool tokenizer_recipe_begin(const struct tokenizer_recipe *recipe, struct vocabulary *vocabulary,
                            struct error *err);

/* Appends tokenizer.json. The vocabulary is one that tokenizer_recipe_begin began. */
bool tokenizer_recipe_append(const struct tokenizer_recipe *recipe,
                             const struct vocabulary *vocabulary,
                             const struct trained_merges *merges, struct buffer *out,
                             struct error *err);

/* Appends tokenizer_config.json. */
bool tokenizer_recipe_append_config(const struct tokenizer_recipe *recipe, struct buffer *out,
                                    struct error *err);

#endif
