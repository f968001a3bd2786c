/* A stable merge sort that compares as Python's sorted() does, errors included. */
#include <string.h>

#include "text/template_run.h"

struct sorter {
    struct jinja_run *run;
    struct jinja_value *keys, *items;   /* sorted in place */
    struct jinja_value *keys2, *items2; /* room */
    bool reverse;
};

static bool merge(struct sorter *sorter, size_t first, size_t middle, size_t end)
{
    size_t a = first, b = middle;
    for (size_t i = first; i < end; i++) {
        bool take_b = a == middle;
        if (!take_b && b < end) {
            /* reverse keeps equal items in order: the later one comes first only if greater */
            bool less;
            if (!jinja_less(sorter->run, sorter->reverse ? sorter->keys[a] : sorter->keys[b],
                            sorter->reverse ? sorter->keys[b] : sorter->keys[a], "<", &less)) {
                return false;
            }
            take_b = less;
        }
        size_t from = take_b ? b++ : a++;
        sorter->keys2[i] = sorter->keys[from];
        sorter->items2[i] = sorter->items[from];
    }
    memcpy(sorter->keys + first, sorter->keys2 + first, (end - first) * sizeof *sorter->keys);
    memcpy(sorter->items + first, sorter->items2 + first, (end - first) * sizeof *sorter->items);
    return jinja_step(sorter->run, end - first);
}

bool jinja_sort(struct jinja_run *run, struct jinja_value *keys, struct jinja_value *items,
                size_t n, bool reverse)
{
    struct sorter sorter = {run, keys, items, NULL, NULL, reverse};
    sorter.keys2 = jinja_allocate(run, n + 1, sizeof *keys);
    sorter.items2 = jinja_allocate(run, n + 1, sizeof *items);
    if (sorter.keys2 == NULL || sorter.items2 == NULL) {
        return false;
    }
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t first = 0; first + width < n; first += 2 * width) {
            size_t end = first + 2 * width < n ? first + 2 * width : n;
            if (!merge(&sorter, first, first + width, end)) {
                return false;
            }
        }
    }
    return true;
}

bool jinja_sorted_entries(struct jinja_run *run, const struct jinja_dict *dict,
                          const struct jinja_entry **out)
{
    size_t n = dict->n_entries;
    struct jinja_entry *entries = jinja_allocate(run, n + 1, sizeof *entries);
    struct jinja_value *keys = jinja_allocate(run, n + 1, sizeof *keys);
    struct jinja_value *places = jinja_allocate(run, n + 1, sizeof *places);
    if (entries == NULL || keys == NULL || places == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        keys[i] = dict->entries[i].key;
        places[i] = jinja_integer((int64_t)i);
    }
    if (!jinja_sort(run, keys, places, n, false)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        entries[i] = dict->entries[places[i].as.integer];
    }
    *out = entries;
    return true;
}
