/* A growing list of token ids. */
#ifndef TEXT_TOKEN_LIST_H
#define TEXT_TOKEN_LIST_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

struct token_list {
    uint32_t *ids; /* owned */
    size_t n_ids;
    size_t n_capacity;
};

void token_list_clear(struct token_list *list); /* releases the ids; a zeroed list is empty */

/* Makes room for n more ids. */
bool token_list_reserve(struct token_list *list, size_t n, struct error *err);

bool token_list_add(struct token_list *list, uint32_t id, struct error *err);
bool token_list_append(struct token_list *list, const uint32_t *ids, size_t n, struct error *err);

/* Appends n of the list's own ids once more, from `first` on. */
bool token_list_repeat(struct token_list *list, size_t first, size_t n, struct error *err);

#endif
