/* Pieces of text; see piece_list.h. */
#include "text/piece_list.h"

#include <stdlib.h>
#include "base/memory.h"

void piece_list_init(struct piece_list *list)
{
    *list = (struct piece_list){0};
    buffer_init(&list->text, SIZE_MAX / 4);
}

void piece_list_clear(struct piece_list *list)
{
    free(list->items);
    buffer_clear(&list->text);
    piece_list_init(list);
}

void piece_list_empty(struct piece_list *list)
{
    list->n_items = 0;
    buffer_empty(&list->text);
}

bool piece_list_add(struct piece_list *list, struct piece piece, struct error *err)
{
    if (piece.n_bytes == 0 && piece.id == PIECE_IS_TEXT) {
        return true;
    }
    if (list->n_items == list->n_capacity) {
        size_t n = list->n_capacity > 0 ? list->n_capacity * 2 : 64;
        struct piece *items = memory_resize(list->items, n, sizeof *items, err);
        if (items == NULL) {
            return false;
        }
        list->items = items;
        list->n_capacity = n;
    }
    list->items[list->n_items++] = piece;
    return true;
}

struct bytes piece_list_text(const struct piece_list *list, const struct piece *piece)
{
    return (struct bytes){(const uint8_t *)buffer_text(&list->text) + piece->offset,
                          piece->n_bytes};
}

void piece_list_swap(struct piece_list *a, struct piece_list *b)
{
    struct piece_list held = *a;
    *a = *b;
    *b = held;
}
