/*
 * Unigram: every token has a score, and a word is cut so that the sum of scores is highest.
 * Read-only once built.
 */
#ifndef TEXT_UNIGRAM_H
#define TEXT_UNIGRAM_H

#include "formats/json.h"
#include "text/prefix_tree.h"
#include "text/sentencepiece_model.h"
#include "text/token_list.h"
#include "text/vocabulary.h"

struct unigram {
    const struct vocabulary *vocabulary; /* borrowed */
    struct prefix_tree tree;             /* tokens that text can become, to their ids */
    double *scores;                      /* [n_scores] by id, owned */
    size_t n_scores;
    uint32_t byte_ids[256];
    double unk_score;
    uint32_t unk_id; /* VOCABULARY_NONE: unknown characters are an error */
    bool has_byte_fallback;
    bool is_single;     /* sums are rounded to 32-bit floats, as SentencePiece does */
    bool looks_up_runs; /* a run of unknown characters may be a token by itself */
};

/* Reads the "model" of tokenizer.json and fills the vocabulary, which is empty. Safe to clear
 * after a failure. */
bool unigram_read(struct unigram *unigram, const json_t *model, struct vocabulary *vocabulary,
                  struct error *err);

/* From a SentencePiece model whose pieces are the vocabulary. */
bool unigram_from_sentencepiece(struct unigram *unigram, const struct sentencepiece_model *model,
                                const struct vocabulary *vocabulary, struct error *err);

/* Whether text can become that token. */
bool unigram_makes(const struct unigram *unigram, uint32_t id);

void unigram_clear(struct unigram *unigram);

struct unigram_work; /* of one caller */

bool unigram_work_create(struct unigram_work **out, struct error *err);
void unigram_work_destroy(struct unigram_work *work); /* NULL is allowed */

/* Appends the ids of one word, which is valid UTF-8. */
bool unigram_encode(const struct unigram *unigram, struct unigram_work *work, struct bytes word,
                    struct token_list *out, struct error *err);

#endif
