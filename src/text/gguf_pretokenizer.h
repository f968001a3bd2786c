/*
 * How a GGUF file's byte-level BPE cuts text into words: "tokenizer.ggml.pre" is a name, and what
 * stands behind each name is known here, as rows of expressions.
 */
#ifndef TEXT_GGUF_PRETOKENIZER_H
#define TEXT_GGUF_PRETOKENIZER_H

#include "base/bytes.h"
#include "formats/json.h"

struct gguf_pretokenizer {
    /* One after the other, each cuts out what it matches; NULL: no more. */
    const char *const *expressions;
    bool is_nfc;         /* text is composed first */
    bool ignores_merges; /* a word that is a token is that token */
    bool adds_bos;       /* where the file does not say */
};

/* The row of a name; data NULL for a file that gives none. ERROR_UNSUPPORTED names an unknown one.
 */
bool gguf_pretokenizer_find(struct bytes name, const struct gguf_pretokenizer **out,
                            struct error *err);

/* Row `index`, and the name to be written for it; NULL beyond the last. */
const struct gguf_pretokenizer *gguf_pretokenizer_row(size_t index, struct bytes *name);

/* The row as the "pre_tokenizer" of a tokenizer.json; to be released. */
json_t *gguf_pretokenizer_steps(const struct gguf_pretokenizer *row, struct error *err);

#endif
