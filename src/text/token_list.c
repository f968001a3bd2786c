/* Token ids; see token_list.h. */
#include "text/token_list.h"

#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

void token_list_clear(struct token_list *list)
{
    free(list->ids);
    *list = (struct token_list){0};
}

bool token_list_reserve(struct token_list *list, size_t n, struct error *err)
{
    size_t n_wanted;
    if (!size_add(list->n_ids, n, &n_wanted)) {
        return error_set(err, ERROR_LIMIT, "too many tokens");
    }
    if (n_wanted <= list->n_capacity) {
        return true;
    }
    size_t n_capacity = list->n_capacity > 0 ? list->n_capacity : 64;
    while (n_capacity < n_wanted) {
        if (!size_multiply(n_capacity, 2, &n_capacity)) {
            return error_set(err, ERROR_LIMIT, "too many tokens");
        }
    }
    uint32_t *ids = memory_resize(list->ids, n_capacity, sizeof *ids, err);
    if (ids == NULL) {
        return false;
    }
    list->ids = ids;
    list->n_capacity = n_capacity;
    return true;
}

bool token_list_add(struct token_list *list, uint32_t id, struct error *err)
{
    if (list->n_ids == list->n_capacity && !token_list_reserve(list, 1, err)) {
        return false;
    }
    list->ids[list->n_ids++] = id;
    return true;
}

bool token_list_append(struct token_list *list, const uint32_t *ids, size_t n, struct error *err)
{
    if (n == 0) {
        return true;
    }
    if (!token_list_reserve(list, n, err)) {
        return false;
    }
    memcpy(list->ids + list->n_ids, ids, n * sizeof *ids);
    list->n_ids += n;
    return true;
}

bool token_list_repeat(struct token_list *list, size_t first, size_t n, struct error *err)
{
    return token_list_reserve(list, n, err) &&
           (n == 0 || token_list_append(list, list->ids + first, n, err));
}
