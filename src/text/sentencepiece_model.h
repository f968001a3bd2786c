/*
 * SentencePiece's tokenizer.model: a protocol buffer (docs/formats/sentencepiece-model.md). Reads
 * what tokenizing needs and skips the rest.
 */
#ifndef TEXT_SENTENCEPIECE_MODEL_H
#define TEXT_SENTENCEPIECE_MODEL_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"

/* The numbers are those of the file. */
enum sentencepiece_type {
    SENTENCEPIECE_NORMAL = 1,
    SENTENCEPIECE_UNKNOWN = 2,
    SENTENCEPIECE_CONTROL = 3,
    SENTENCEPIECE_USER_DEFINED = 4,
    SENTENCEPIECE_UNUSED = 5,
    SENTENCEPIECE_BYTE = 6,
};

enum sentencepiece_algorithm {
    SENTENCEPIECE_UNIGRAM = 1,
    SENTENCEPIECE_BPE = 2,
    SENTENCEPIECE_WORD = 3,
    SENTENCEPIECE_CHAR = 4,
};

struct sentencepiece_piece {
    struct bytes text; /* valid UTF-8; borrowed from the file */
    float score;
    enum sentencepiece_type type;
};

struct sentencepiece_model {
    struct sentencepiece_piece *pieces; /* in the arena; the index is the id */
    size_t n_pieces;
    enum sentencepiece_algorithm algorithm;
    int32_t unk_id, bos_id, eos_id, pad_id; /* -1: none */
    bool has_byte_fallback;
    bool is_space_suffix; /* treat_whitespace_as_suffix */
    struct bytes character_map;
    bool adds_dummy_prefix;
    bool removes_extra_spaces;
    bool escapes_spaces;
};

/* The bytes must outlive the model. */
bool sentencepiece_model_read(struct sentencepiece_model *model, struct bytes file,
                              struct arena *arena, struct error *err);

#endif
