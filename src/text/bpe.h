/*
 * Byte-pair encoding: a word is cut into characters, and the adjacent pair of the lowest rank is
 * merged until no pair has one. Read-only once built.
 */
#ifndef TEXT_BPE_H
#define TEXT_BPE_H

#include "formats/json.h"
#include "text/sentencepiece_model.h"
#include "text/token_list.h"
#include "text/vocabulary.h"

enum { BPE_N_LETTERS = 0x800 };

struct bpe_merge {
    uint32_t left;
    uint32_t right;
    uint32_t rank; /* lower goes first */
    uint32_t made; /* id of the merged token + 1; 0: the slot is free */
};

struct bpe {
    const struct vocabulary *vocabulary; /* borrowed */
    struct bpe_merge *merges;            /* a hash table by (left, right), owned */
    uint32_t n_slots;                    /* a power of two */
    uint32_t n_merges;
    uint32_t last_made;                 /* while merges are taken */
    uint32_t letter_ids[BPE_N_LETTERS]; /* of characters of one or two bytes */
    uint32_t byte_ids[256];             /* of <0x00> to <0xFF> */
    bool *is_hidden;                    /* by id: never made from text; owned, may be NULL */
    bool *is_unused;                    /* by id: taken apart again when merged; may be NULL */
    char *prefix;                       /* of characters that do not start a word; owned */
    char *suffix;                       /* of the character that ends a word; owned */
    size_t n_prefix, n_suffix;
    uint32_t unk_id; /* VOCABULARY_NONE: characters without an id are dropped */
    bool fuses_unk;
    bool has_byte_fallback;
    bool ignores_merges; /* a word that is a token is that token */
    bool cuts_at_spaces; /* no token spans what stands before a U+2581 */
};

enum { BPE_MAX_MERGES = 1 << 23 };

/* Takes merges, at most BPE_MAX_MERGES, before bpe_read, which adds those of the model. Of equal
 * pairs the last one holds. */
bool bpe_take_merges(struct bpe *bpe, const struct bpe_merge *merges, size_t n_merges,
                     struct error *err);

/* Reads the "model" of tokenizer.json; the vocabulary is filled already. Safe to clear after a
 * failure. */
bool bpe_read(struct bpe *bpe, const json_t *model, const struct vocabulary *vocabulary,
              struct error *err);

/* From a SentencePiece model whose pieces are the vocabulary. */
bool bpe_from_sentencepiece(struct bpe *bpe, const struct sentencepiece_model *model,
                            const struct vocabulary *vocabulary, struct error *err);

void bpe_clear(struct bpe *bpe);

/* Work space of one caller: symbols of a word, and the words seen before. */
struct bpe_work;

/* With `remembers`, words are kept for the next time they come: worth it for long texts only. */
bool bpe_work_create(struct bpe_work **out, bool remembers, struct error *err);
void bpe_work_destroy(struct bpe_work *work); /* NULL is allowed */

/* Appends the ids of one word, which is valid UTF-8. With a work space that remembers, the text
 * must stay in place for all words, and `out` must only grow. */
bool bpe_encode(const struct bpe *bpe, struct bpe_work *work, struct bytes word,
                struct token_list *out, struct error *err);

#endif
