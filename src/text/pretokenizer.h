/*
 * Pre-tokenizers: the steps that cut normalized text into words, in order. Read-only once read.
 */
#ifndef TEXT_PRETOKENIZER_H
#define TEXT_PRETOKENIZER_H

#include "base/arena.h"
#include "formats/json.h"
#include "text/piece_list.h"
#include "text/regex.h"

struct pretokenizer_step;

struct pretokenizer {
    struct pretokenizer_step *steps; /* in the arena; their expressions are owned */
    size_t n_steps;
};

/* Reads the "pre_tokenizer" of tokenizer.json; `value` may be NULL or null. Safe to clear after
 * a failure. */
bool pretokenizer_read(struct pretokenizer *pretokenizer, const json_t *value, struct arena *arena,
                       struct error *err);
void pretokenizer_clear(struct pretokenizer *pretokenizer);

/* Cuts the text pieces of the list further; added tokens stay. `work` is a second list whose
 * memory is used. */
bool pretokenizer_apply(const struct pretokenizer *pretokenizer, struct piece_list *list,
                        struct piece_list *work, struct regex_scratch *scratch, struct error *err);

#endif
