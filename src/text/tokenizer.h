/*
 * Tokenizers: strings to token ids and back, with the meaning that the Hugging Face libraries
 * give to the files of a checkpoint. A tokenizer is read-only once open and may be shared by
 * threads. Text is UTF-8; what is not becomes U+FFFD, as Python's errors="replace" does.
 */
#ifndef TEXT_TOKENIZER_H
#define TEXT_TOKENIZER_H

#include "base/buffer.h"
#include "base/bytes.h"
#include "base/folder.h"
#include "text/token_list.h"
#include "text/tokenizer_role.h"

struct tokenizer;

/* Whether a checkpoint folder has one: a checkpoint of weights alone has ids, but no text. *out is
 * false for those; a failure is a GGUF file that cannot be read. */
bool tokenizer_is_in(struct folder *folder, bool *out, struct error *err);

/* Opens the tokenizer of a checkpoint folder: that of its GGUF file; else tokenizer.json, or
 * tokenizer.model, or vocab.json + merges.txt (in that order), with tokenizer_config.json,
 * special_tokens_map.json and added_tokens.json where present. The folder may be closed afterwards.
 */
bool tokenizer_open(struct tokenizer **out, struct folder *folder, struct error *err);
void tokenizer_close(struct tokenizer *tokenizer); /* NULL is allowed */

uint32_t tokenizer_n_tokens(const struct tokenizer *tokenizer); /* largest id + 1 */

/* Appends the ids of the text to `out`. On failure `out` is as it was. */
bool tokenizer_encode(const struct tokenizer *tokenizer, struct bytes text, bool add_special_tokens,
                      struct token_list *out, struct error *err);

/* Called with each word, in order; borrowed for the call. False, with an error, ends the cutting.
 */
typedef bool tokenizer_visit(void *context, struct bytes word, struct error *err);

/* Cuts a text into the words that the model makes ids of: normalized, in the pre-tokenizer's
 * letters, added tokens left out. */
bool tokenizer_cut(const struct tokenizer *tokenizer, struct bytes text, tokenizer_visit *visit,
                   void *context, struct error *err);

bool tokenizer_find(const struct tokenizer *tokenizer, const char *token, size_t n_bytes,
                    uint32_t *id);

/* A token as it stands in the vocabulary; data is NULL when there is none of that id. */
struct bytes tokenizer_token(const struct tokenizer *tokenizer, uint32_t id);
bool tokenizer_is_special(const struct tokenizer *tokenizer, uint32_t id);

/* Text and id of the beginning, end, unknown and padding tokens; NULL or false when absent. */
const char *tokenizer_role_text(const struct tokenizer *tokenizer, enum tokenizer_role role);
bool tokenizer_role_id(const struct tokenizer *tokenizer, enum tokenizer_role role, uint32_t *id);

/* Appends the text of the ids. Ids that have no token are skipped, as the tokenizers library
 * does. Spaces before punctuation are never cleaned up. */
bool tokenizer_decode(const struct tokenizer *tokenizer, const uint32_t *ids, size_t n_ids,
                      bool skip_special, struct buffer *out, struct error *err);

/*
 * Decoding token by token. What all pushes and the finish append is what tokenizer_decode appends
 * for all ids, byte for byte, and no push ends inside a character. A push allocates nothing
 * unless more than a few hundred bytes are held back. The tokenizer must outlive the stream.
 */
struct token_stream;

bool token_stream_create(struct token_stream **out, const struct tokenizer *tokenizer,
                         bool skip_special, struct error *err);
void token_stream_destroy(struct token_stream *stream); /* NULL is allowed */
bool token_stream_push(struct token_stream *stream, uint32_t id, struct buffer *out,
                       struct error *err);

/* Appends what was held back; the stream can then start another text. */
bool token_stream_finish(struct token_stream *stream, struct buffer *out, struct error *err);

#endif
