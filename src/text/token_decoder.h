/*
 * Decoders: from tokens back to text, as a chain of stages that run token by token. Decoding all
 * at once and decoding as tokens come are the same code, so they give the same bytes.
 */
#ifndef TEXT_TOKEN_DECODER_H
#define TEXT_TOKEN_DECODER_H

#include "base/arena.h"
#include "base/buffer.h"
#include "formats/json.h"
#include "text/byte_alphabet.h"
#include "text/regex.h"

struct decoder_stage;

struct token_decoder {
    struct decoder_stage *stages; /* in the arena; their expressions are owned */
    size_t n_stages;
    bool joins_with_spaces; /* there is no decoder: tokens stand between spaces */
};

/* Reads the "decoder" of tokenizer.json; NULL or null gives tokens between spaces. Safe to clear
 * after a failure. */
bool token_decoder_read(struct token_decoder *decoder, const json_t *value, struct arena *arena,
                        struct error *err);
void token_decoder_clear(struct token_decoder *decoder);

/* One text being decoded. */
struct decoder_run;

bool decoder_run_create(struct decoder_run **out, const struct token_decoder *decoder,
                        struct error *err);
void decoder_run_destroy(struct decoder_run *run); /* NULL is allowed */

/* Takes the next token; appends what is certain of the text so far, in whole characters. */
bool decoder_run_push(struct decoder_run *run, struct bytes token, struct buffer *out,
                      struct error *err);

/* Appends what was held back. The run can then start another text. */
bool decoder_run_finish(struct decoder_run *run, struct buffer *out, struct error *err);

#endif
