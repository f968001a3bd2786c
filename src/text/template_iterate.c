/* Iterators, and the `loop` of a for statement; see template_run.h. */
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

struct jinja_iterator *jinja_iterator_create(struct jinja_run *run, jinja_next *next,
                                             struct jinja_iterator *inner, const void *task)
{
    struct jinja_iterator *iterator = jinja_allocate(run, 1, sizeof *iterator);
    if (iterator != NULL) {
        iterator->next = next;
        iterator->type = "generator";
        iterator->inner = inner;
        iterator->task = task;
    }
    return iterator;
}

static bool next_of_list(struct jinja_run *run, struct jinja_iterator *iterator,
                         struct jinja_value *out, bool *done)
{
    (void)run;
    const struct jinja_list *list = iterator->source.as.list;
    *done = iterator->position >= list->n_items;
    if (!*done) {
        *out = list->items[iterator->position++];
    }
    return true;
}

static bool next_of_text(struct jinja_run *run, struct jinja_iterator *iterator,
                         struct jinja_value *out, bool *done)
{
    const struct jinja_text *text = iterator->source.as.text;
    *done = iterator->position >= text->n_bytes;
    if (*done) {
        return true;
    }
    size_t length;
    const char *at = text->data + iterator->position;
    jinja_decode(at, text->n_bytes - iterator->position, &length);
    iterator->position += length;
    bool succeeded = jinja_text_borrow(run, at, length, out);
    out->is_markup = iterator->source.is_markup;
    return succeeded;
}

static bool next_of_dict(struct jinja_run *run, struct jinja_iterator *iterator,
                         struct jinja_value *out, bool *done)
{
    bool is_view = iterator->source.kind == JINJA_VIEW;
    const struct jinja_dict *dict =
        is_view ? iterator->source.as.view->dict : iterator->source.as.dict;
    *done = iterator->position >= dict->n_entries;
    if (*done) {
        return true;
    }
    const struct jinja_entry *entry = &dict->entries[iterator->position++];
    enum jinja_view_kind kind = is_view ? iterator->source.as.view->kind : JINJA_KEYS;
    if (kind != JINJA_ITEMS) {
        *out = kind == JINJA_KEYS ? entry->key : entry->value;
        return true;
    }
    struct jinja_list *pair = jinja_list_create(run, 2);
    if (pair == NULL) {
        return false;
    }
    pair->items[0] = entry->key;
    pair->items[1] = entry->value;
    pair->n_items = 2;
    *out = jinja_of_tuple(pair);
    return true;
}

static bool next_of_range(struct jinja_run *run, struct jinja_iterator *iterator,
                          struct jinja_value *out, bool *done)
{
    (void)run;
    const struct jinja_range *range = iterator->source.as.range;
    *done = (int64_t)iterator->position >= range->n_items;
    if (!*done) {
        *out = jinja_integer(range->start + (int64_t)iterator->position++ * range->step);
    }
    return true;
}

static bool next_of_nothing(struct jinja_run *run, struct jinja_iterator *iterator,
                            struct jinja_value *out, bool *done)
{
    (void)run;
    (void)iterator;
    (void)out;
    *done = true;
    return true;
}

/* A loop is an iterator of (item, loop); walking it advances it. */
static bool next_of_loop(struct jinja_run *run, struct jinja_iterator *iterator,
                         struct jinja_value *out, bool *done)
{
    struct jinja_list *pair = jinja_list_create(run, 2);
    if (pair == NULL || !jinja_loop_next(run, iterator->source.as.loop, done)) {
        return false;
    }
    if (!*done) {
        pair->items[0] = iterator->source.as.loop->current;
        pair->items[1] = iterator->source;
        pair->n_items = 2;
        *out = jinja_of_tuple(pair);
    }
    return true;
}

static jinja_next *const nexts[JINJA_N_KINDS] = {
    [JINJA_UNDEFINED] = next_of_nothing, [JINJA_TEXT] = next_of_text, [JINJA_LIST] = next_of_list,
    [JINJA_TUPLE] = next_of_list,        [JINJA_DICT] = next_of_dict, [JINJA_VIEW] = next_of_dict,
    [JINJA_RANGE] = next_of_range,       [JINJA_LOOP] = next_of_loop,
};

bool jinja_iterable(struct jinja_value value)
{
    return value.kind == JINJA_ITERATOR || nexts[value.kind] != NULL;
}

bool jinja_iterate(struct jinja_run *run, struct jinja_value value, struct jinja_iterator **out)
{
    if (value.kind == JINJA_ITERATOR) {
        *out = value.as.iterator;
        return true;
    }
    if (!jinja_iterable(value)) {
        return jinja_raise(run, "TypeError", "'%s' object is not iterable", jinja_type(value));
    }
    *out = jinja_iterator_create(run, nexts[value.kind], NULL, NULL);
    if (*out != NULL) {
        (*out)->source = value;
    }
    return *out != NULL;
}

bool jinja_next_item(struct jinja_run *run, struct jinja_iterator *iterator,
                     struct jinja_value *out, bool *done)
{
    if (iterator->inner == NULL && iterator->task == NULL) {
        return jinja_step(run, 1) && iterator->next(run, iterator, out, done);
    }
    /* One inside the other, as deep as a template pleases. */
    if (!jinja_enter(run)) {
        return false;
    }
    bool succeeded = iterator->next(run, iterator, out, done);
    jinja_leave(run);
    return succeeded;
}

bool jinja_to_list(struct jinja_run *run, struct jinja_value value, struct jinja_list **out)
{
    struct jinja_iterator *iterator;
    *out = jinja_list_create(run, 0);
    if (*out == NULL || !jinja_iterate(run, value, &iterator)) {
        return false;
    }
    for (;;) {
        struct jinja_value item;
        bool done;
        if (!jinja_next_item(run, iterator, &item, &done)) {
            return false;
        }
        if (done) {
            return true;
        }
        if (!jinja_list_add(run, *out, item)) {
            return false;
        }
    }
}

bool jinja_reversed(struct jinja_run *run, struct jinja_value value, struct jinja_value *out)
{
    static const char *const types[JINJA_N_KINDS] = {
        [JINJA_TEXT] = "reversed",
        [JINJA_LIST] = "list_reverseiterator",
        [JINJA_TUPLE] = "reversed",
        [JINJA_DICT] = "dict_reversekeyiterator",
        [JINJA_VIEW] = "dict_reverseitemiterator",
        [JINJA_RANGE] = "range_iterator",
    };
    struct jinja_list *items;
    if (types[value.kind] == NULL) {
        return jinja_raise(run, "TypeError", "'%s' object is not reversible", jinja_type(value));
    }
    if (!jinja_to_list(run, value, &items)) {
        return false;
    }
    for (size_t i = 0, j = items->n_items; i + 1 < j; i++) {
        struct jinja_value item = items->items[i];
        items->items[i] = items->items[--j];
        items->items[j] = item;
    }
    struct jinja_iterator *iterator = jinja_iterator_create(run, next_of_list, NULL, NULL);
    if (iterator == NULL) {
        return false;
    }
    iterator->source = jinja_of_list(items);
    iterator->type = types[value.kind];
    *out = (struct jinja_value){.kind = JINJA_ITERATOR, .as.iterator = iterator};
    return true;
}

bool jinja_loop_peek(struct jinja_run *run, struct jinja_loop *loop, struct jinja_value *out)
{
    if (loop->after.kind == JINJA_MISSING) {
        bool done;
        struct jinja_value item;
        if (!jinja_next_item(run, loop->iterator, &item, &done)) {
            return false;
        }
        if (!done) {
            loop->after = item;
        }
    }
    *out = loop->after;
    return true;
}

bool jinja_loop_next(struct jinja_run *run, struct jinja_loop *loop, bool *done)
{
    struct jinja_value item = loop->after;
    *done = false;
    if (item.kind == JINJA_MISSING && !jinja_next_item(run, loop->iterator, &item, done)) {
        return false;
    }
    if (!*done) {
        loop->after = (struct jinja_value){.kind = JINJA_MISSING};
        loop->index0++;
        loop->before = loop->current;
        loop->current = item;
    }
    return true;
}

bool jinja_loop_length(struct jinja_run *run, struct jinja_loop *loop, int64_t *out)
{
    if (loop->length < 0 && !jinja_length(run, loop->iterable, &loop->length)) {
        return false;
    }
    if (loop->length < 0) {
        /* Something without a length: what is left of it is read now. */
        struct jinja_list *rest;
        struct jinja_value source = {.kind = JINJA_ITERATOR, .as.iterator = loop->iterator};
        if (!jinja_to_list(run, source, &rest) ||
            !jinja_iterate(run, jinja_of_list(rest), &loop->iterator)) {
            return false;
        }
        loop->length =
            (int64_t)rest->n_items + loop->index0 + 1 + (loop->after.kind != JINJA_MISSING);
    }
    *out = loop->length;
    return true;
}
