/*
 * Normalizers: the steps that rewrite text before it is cut into words, in order. Read-only once
 * read; each caller brings its own work space.
 */
#ifndef TEXT_NORMALIZER_H
#define TEXT_NORMALIZER_H

#include "base/arena.h"
#include "base/buffer.h"
#include "formats/json.h"
#include "text/regex.h"
#include "text/sentencepiece_model.h"

struct normalizer_step;

struct normalizer {
    struct normalizer_step *steps; /* in the arena; their expressions are owned */
    size_t n_steps;
};

struct normalizer_work {
    struct regex_scratch *regex; /* borrowed */
    struct buffer buffers[2];
};

/* Reads the "normalizer" of tokenizer.json; `value` may be NULL or null. Safe to clear after a
 * failure. The arena must outlive the normalizer. */
bool normalizer_read(struct normalizer *normalizer, const json_t *value, struct arena *arena,
                     struct error *err);

/* The normalizer that a SentencePiece model prescribes. With `is_legacy` every section of text
 * gets the leading space, else only the one at the start of the input. */
bool normalizer_from_sentencepiece(struct normalizer *normalizer,
                                   const struct sentencepiece_model *model, bool is_legacy,
                                   struct arena *arena, struct error *err);

/* The table of replaced characters as its file has it; empty: there is none. Borrowed. */
struct bytes normalizer_character_map(const struct normalizer *normalizer);

void normalizer_clear(struct normalizer *normalizer);

void normalizer_work_init(struct normalizer_work *work, struct regex_scratch *regex);
void normalizer_work_clear(struct normalizer_work *work);

/* Normalizes valid UTF-8. *out is borrowed from the work space (or is `text` itself) until its
 * next use. *is_at_start says whether the text begins where the input begins; it becomes false
 * when what stood there is removed. */
bool normalizer_apply(const struct normalizer *normalizer, struct normalizer_work *work,
                      struct bytes text, bool *is_at_start, struct bytes *out, struct error *err);

#endif
