/*
 * Text on its way to ids: a block of UTF-8 cut into pieces. A piece is either text still to be
 * encoded or an added token that is known already. Steps of the pipeline cut pieces further
 * (the text stays) or rewrite the text.
 */
#ifndef TEXT_PIECE_LIST_H
#define TEXT_PIECE_LIST_H

#include "base/buffer.h"
#include "base/bytes.h"

#define PIECE_IS_TEXT UINT32_MAX

struct piece {
    size_t offset; /* in the list's text */
    size_t n_bytes;
    uint32_t id;      /* of an added token, or PIECE_IS_TEXT */
    bool is_at_start; /* begins where the whole input begins */
};

struct piece_list {
    struct buffer text;
    struct piece *items; /* owned */
    size_t n_items;
    size_t n_capacity;
};

void piece_list_init(struct piece_list *list);
void piece_list_clear(struct piece_list *list);
void piece_list_empty(struct piece_list *list); /* keeps the memory */

/* Adds a piece of the list's text. Text of no bytes is left out. */
bool piece_list_add(struct piece_list *list, struct piece piece, struct error *err);

struct bytes piece_list_text(const struct piece_list *list, const struct piece *piece);

void piece_list_swap(struct piece_list *a, struct piece_list *b);

#endif
