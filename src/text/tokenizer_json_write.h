/* A tokenizer of a GGUF file as the files that other checkpoints have: the way back of
 * tokenizer_gguf.c. */
#ifndef TEXT_TOKENIZER_JSON_WRITE_H
#define TEXT_TOKENIZER_JSON_WRITE_H

#include "base/buffer.h"
#include "formats/gguf.h"
#include "text/tokenizer.h"

/* Appends tokenizer.json. `tokenizer` is that of the file. */
bool tokenizer_json_append(struct buffer *out, const struct tokenizer *tokenizer,
                           const struct gguf *gguf, struct error *err);

/* Appends tokenizer_config.json without chat templates, up to its last member: what follows is more
 * members, each with a comma in front, and "}". */
bool tokenizer_config_append(struct buffer *out, const struct tokenizer *tokenizer,
                             struct error *err);

/* Appends a text as a JSON string. */
void tokenizer_json_append_text(struct buffer *out, struct bytes text);

#endif
