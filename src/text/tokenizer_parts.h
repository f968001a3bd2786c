/*
 * The parts that a tokenizer is put together from, and the readers that fill them from the three
 * kinds of files. Used by tokenizer.c; everybody else uses tokenizer.h.
 */
#ifndef TEXT_TOKENIZER_PARTS_H
#define TEXT_TOKENIZER_PARTS_H

#include "base/folder.h"
#include "text/added_tokens.h"
#include "text/bpe.h"
#include "text/normalizer.h"
#include "text/postprocessor.h"
#include "text/pretokenizer.h"
#include "text/token_decoder.h"
#include "text/tokenizer_config.h"
#include "text/unigram.h"

enum tokenizer_model { TOKENIZER_MODEL_BPE, TOKENIZER_MODEL_UNIGRAM };

struct tokenizer_parts {
    struct arena arena; /* holds what the other parts keep */
    struct vocabulary vocabulary;
    struct normalizer normalizer;
    struct pretokenizer pretokenizer;
    enum tokenizer_model model;
    struct bpe bpe;
    struct unigram unigram;
    struct added_tokens added;
    struct postprocessor postprocessor;
    struct token_decoder decoder;
    struct tokenizer_config config;
};

struct tokenizer;

/* Those of an open tokenizer. */
const struct tokenizer_parts *tokenizer_parts_of(const struct tokenizer *tokenizer);

/* Reads a parsed tokenizer.json. */
bool tokenizer_parts_read_json(struct tokenizer_parts *parts, const json_t *root,
                               struct error *err);

/* Reads vocab.json and merges.txt, with the steps that the config's class prescribes. */
bool tokenizer_parts_read_merges(struct tokenizer_parts *parts, struct folder *folder,
                                 struct error *err);

/* A SentencePiece model as a tokenizer; the texts of its pieces are copied. */
bool tokenizer_parts_from_sentencepiece(struct tokenizer_parts *parts,
                                        const struct sentencepiece_model *model, struct error *err);

/* Reads the metadata of a GGUF file: all parts, and what other checkpoints have in
 * tokenizer_config.json. *is_sentencepiece tells how its added tokens are looked for. */
bool tokenizer_parts_read_gguf(struct tokenizer_parts *parts, struct folder *folder,
                               bool *is_sentencepiece, struct error *err);

/* Reads tokenizer.model. */
bool tokenizer_parts_read_sentencepiece(struct tokenizer_parts *parts, struct bytes file,
                                        struct error *err);

#endif
