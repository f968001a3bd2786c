/*
 * Added tokens: strings that are found in the text before anything else looks at it, and become
 * one id each. Special ones can be left out when decoding.
 */
#ifndef TEXT_ADDED_TOKENS_H
#define TEXT_ADDED_TOKENS_H

#include "formats/json.h"
#include "text/normalizer.h"
#include "text/piece_list.h"
#include "text/prefix_tree.h"
#include "text/vocabulary.h"

struct added_token {
    struct bytes content; /* in the arena */
    uint32_t id;
    bool is_single_word; /* only between characters that are not of words */
    bool strips_left;    /* takes the white space before it */
    bool strips_right;
    bool is_normalized; /* is looked for in normalized text */
    bool is_special;
};

struct added_tokens {
    struct added_token *items; /* owned */
    size_t n_items;
    size_t n_capacity;
    struct vocabulary contents;    /* to indices of items */
    struct prefix_tree raw;        /* the same, of those that are looked for in raw text */
    struct prefix_tree normalized; /* the same, of the tokens as normalized */
    uint32_t *index_of;            /* by id: index + 1, 0 for none; owned */
    uint32_t n_index_of;
    uint32_t next_id; /* what a token that is in no vocabulary gets */
};

void added_tokens_init(struct added_tokens *tokens);
void added_tokens_clear(struct added_tokens *tokens);

/* One entry of "added_tokens", or a value of "added_tokens_decoder"; "id" is not read. */
bool added_token_read(struct added_token *token, const json_t *value, struct arena *arena,
                      struct error *err);

/*
 * Adds a token. One that is in the vocabulary or was added already keeps its id (and takes the
 * new flags); another gets the next free id, as in the tokenizers library, whatever id the file
 * gives it. An empty one is ignored. `*vocabulary` gives ids; it is not changed.
 */
bool added_tokens_add(struct added_tokens *tokens, const struct added_token *token,
                      const struct vocabulary *vocabulary, struct error *err);

/* Builds the trees; call once, after all tokens are added. With `matches_both`, every token is
 * also looked for, as it is, in normalized text. */
bool added_tokens_finish(struct added_tokens *tokens, const struct normalizer *normalizer,
                         struct normalizer_work *work, bool matches_both, struct error *err);

/* The added token of an id, or NULL. */
const struct added_token *added_tokens_get(const struct added_tokens *tokens, uint32_t id);

/* Finds an added token by its content. */
const struct added_token *added_tokens_find(const struct added_tokens *tokens,
                                            struct bytes content);

/* One stretch of text between added tokens, or one added token. */
struct section {
    size_t start;
    size_t end;
    uint32_t id; /* PIECE_IS_TEXT, or of the token */
};

/* Where a walk through a text stands. Zero it but for the first four fields. */
struct section_walk {
    const struct added_tokens *tokens;
    const struct prefix_tree *tree; /* tokens->raw or tokens->normalized */
    struct bytes text;
    size_t at;           /* the search goes on here */
    size_t from;         /* what was given out ends here */
    struct section held; /* a token found, given out after the text before it */
    bool has_held;
};

/* The next section, in order and without empty texts; false at the end. */
bool section_next(struct section_walk *walk, struct section *section);

#endif
