/* A tokenizer as metadata of GGUF: the way back of tokenizer_parts_read_gguf. */
#ifndef TEXT_TOKENIZER_GGUF_WRITE_H
#define TEXT_TOKENIZER_GGUF_WRITE_H

#include "formats/gguf_write.h"
#include "text/tokenizer.h"

/*
 * Puts tokens, their types, scores or merges, how words are cut, the ids of roles and what is put
 * around a text. There are as many tokens as the embedding has rows: n_rows. ERROR_UNSUPPORTED
 * where the format has no words for the tokenizer. `notes` gets a line for each thing that readers
 * will do otherwise.
 */
bool tokenizer_gguf_write(const struct tokenizer *tokenizer, size_t n_rows,
                          struct gguf_header *header, struct buffer *notes, struct error *err);

/* Whether both give the same ids to a text of many scripts, signs, numbers and spaces. */
bool tokenizer_gguf_compare(const struct tokenizer *a, const struct tokenizer *b, bool *is_same,
                            struct error *err);

#endif
