/* Filters over sequences: map, select, sort, groupby and their kin; see template_run.h. */
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

static bool is_given(struct jinja_value value)
{
    return value.kind != JINJA_MISSING && value.kind != JINJA_NONE;
}

static bool flag(struct jinja_run *run, struct jinja_value value, bool *out)
{
    *out = false;
    return value.kind == JINJA_MISSING || jinja_truth(run, value, out);
}

/* The items of "a.b.0" one after the other, numbers as numbers. */
static bool follow(struct jinja_run *run, struct jinja_value item, const char *path, size_t n,
                   const struct jinja_value *standard, struct jinja_value *out)
{
    *out = item;
    for (size_t start = 0; start <= n;) {
        const char *dot = memchr(path + start, '.', n - start);
        size_t end = dot != NULL ? (size_t)(dot - path) : n;
        struct jinja_value key;
        int64_t number = 0;
        bool is_number = end > start && end - start < 18;
        for (size_t i = start; i < end && is_number; i++) {
            is_number = path[i] >= '0' && path[i] <= '9';
            number = is_number ? number * 10 + (path[i] - '0') : 0;
        }
        key = jinja_integer(number);
        if ((!is_number && !jinja_text_borrow(run, path + start, end - start, &key)) ||
            !jinja_item(run, *out, key, out)) {
            return false;
        }
        if (out->kind == JINJA_UNDEFINED && standard != NULL && is_given(*standard)) {
            *out = *standard;
        }
        start = end + 1;
    }
    return true;
}

/* The value that an `attribute` argument names; the item itself when there is none. */
bool jinja_attribute_of(struct jinja_run *run, struct jinja_value item,
                        struct jinja_value attribute, const struct jinja_value *standard,
                        struct jinja_value *out)
{
    *out = item;
    if (!is_given(attribute)) {
        return true;
    }
    if (attribute.kind == JINJA_TEXT) {
        return follow(run, item, attribute.as.text->data, attribute.as.text->n_bytes, standard,
                      out);
    }
    if (!jinja_item(run, item, attribute, out)) {
        return false;
    }
    if (out->kind == JINJA_UNDEFINED && standard != NULL && is_given(*standard)) {
        *out = *standard;
    }
    return true;
}

/* Lower case, for comparing, unless case matters. */
static bool comparable(struct jinja_run *run, struct jinja_value value, bool case_sensitive,
                       struct jinja_value *out)
{
    *out = value;
    if (case_sensitive || value.kind != JINJA_TEXT) {
        return true;
    }
    return jinja_find_builtin(jinja_text_methods, "lower", 5)->body(run, &value, out);
}

static bool key_of(struct jinja_run *run, struct jinja_value item, struct jinja_value attribute,
                   const struct jinja_value *standard, bool case_sensitive, struct jinja_value *out)
{
    return jinja_attribute_of(run, item, attribute, standard, out) &&
           comparable(run, *out, case_sensitive, out);
}

static struct jinja_value generator(struct jinja_iterator *iterator)
{
    return (struct jinja_value){.kind = JINJA_ITERATOR, .as.iterator = iterator};
}

/* What a running map or select holds. */
struct task {
    struct jinja_value source;
    struct jinja_value attribute, standard; /* JINJA_MISSING when a filter or test is used */
    struct jinja_value name;                /* of the filter or test; missing: plain truth */
    struct jinja_call call;
    bool has_attribute, negates;
    bool is_started;
};

/* The sources of generators are looked at when they are first asked for an item. */
static bool start(struct jinja_run *run, struct jinja_iterator *iterator, struct task *task,
                  bool *done)
{
    bool truth;
    *done = false;
    if (task->is_started) {
        return true;
    }
    task->is_started = true;
    if (!jinja_truth(run, task->source, &truth)) {
        return false;
    }
    *done = !truth;
    return !truth || jinja_iterate(run, task->source, &iterator->inner);
}

static struct jinja_value keyword(struct jinja_value keywords, const char *name)
{
    return jinja_dict_find(keywords.as.dict, name);
}

static bool check_map(struct jinja_run *run, struct task *task, const struct jinja_value *a)
{
    const struct jinja_list *arguments = a[1].as.list;
    struct jinja_value attribute = keyword(a[2], "attribute");
    if (arguments->n_items == 0 && attribute.kind != JINJA_MISSING) {
        task->has_attribute = true;
        task->attribute = attribute;
        task->standard = keyword(a[2], "default");
        for (size_t i = 0; i < a[2].as.dict->n_entries; i++) {
            struct jinja_value key = a[2].as.dict->entries[i].key;
            if (!jinja_is_text(key, "attribute") && !jinja_is_text(key, "default")) {
                return jinja_raise(run, "FilterArgumentError", "Unexpected keyword argument '%.*s'",
                                   (int)key.as.text->n_bytes, key.as.text->data);
            }
        }
        return true;
    }
    if (arguments->n_items == 0) {
        return jinja_raise(run, "FilterArgumentError", "map requires a filter argument");
    }
    task->name = arguments->items[0];
    task->call = (struct jinja_call){arguments->items + 1, arguments->n_items - 1, a[2].as.dict};
    return true;
}

struct lazy {
    struct task task;
    struct jinja_value arguments[3];
};

static bool next_of_map(struct jinja_run *run, struct jinja_iterator *iterator,
                        struct jinja_value *out, bool *done)
{
    struct lazy *lazy = (struct lazy *)(uintptr_t)iterator->task;
    struct task *task = &lazy->task;
    struct jinja_value item;
    bool was_started = task->is_started;
    if (!start(run, iterator, task, done) || *done) {
        return *done;
    }
    if (iterator->inner == NULL) {
        *done = true;
        return true;
    }
    if (!was_started && !check_map(run, task, lazy->arguments)) {
        return false;
    }
    if (!jinja_next_item(run, iterator->inner, &item, done) || *done) {
        return *done;
    }
    if (task->has_attribute) {
        return jinja_attribute_of(run, item, task->attribute, &task->standard, out);
    }
    return jinja_call_filter(run, task->name, item, &task->call, out);
}

static bool make_lazy(struct jinja_run *run, jinja_next *next, const struct jinja_value *a,
                      struct lazy **lazy, struct jinja_value *out)
{
    *lazy = jinja_allocate(run, 1, sizeof **lazy);
    struct jinja_iterator *iterator =
        *lazy != NULL ? jinja_iterator_create(run, next, NULL, *lazy) : NULL;
    if (iterator == NULL) {
        return false;
    }
    memcpy((*lazy)->arguments, a, sizeof(*lazy)->arguments);
    (*lazy)->task.source = a[0];
    *out = generator(iterator);
    return true;
}

bool jinja_filter_map(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct lazy *lazy;
    return make_lazy(run, next_of_map, a, &lazy, out);
}

static bool check_select(struct jinja_run *run, struct task *task, const struct jinja_value *a)
{
    const struct jinja_list *arguments = a[1].as.list;
    size_t offset = 0;
    if (task->has_attribute) {
        if (arguments->n_items == 0) {
            return jinja_raise(run, "FilterArgumentError", "Missing parameter for attribute name");
        }
        task->attribute = arguments->items[0];
        offset = 1;
    }
    if (arguments->n_items > offset) {
        task->name = arguments->items[offset];
        task->call = (struct jinja_call){arguments->items + offset + 1,
                                         arguments->n_items - offset - 1, a[2].as.dict};
    }
    return true;
}

static bool next_of_select(struct jinja_run *run, struct jinja_iterator *iterator,
                           struct jinja_value *out, bool *done)
{
    struct lazy *lazy = (struct lazy *)(uintptr_t)iterator->task;
    struct task *task = &lazy->task;
    bool was_started = task->is_started;
    if (!start(run, iterator, task, done) || *done) {
        return *done;
    }
    if (iterator->inner == NULL) {
        *done = true;
        return true;
    }
    if (!was_started && !check_select(run, task, lazy->arguments)) {
        return false;
    }
    for (;;) {
        struct jinja_value tested;
        bool truth;
        if (!jinja_next_item(run, iterator->inner, out, done) || *done) {
            return *done;
        }
        tested = *out;
        if (task->has_attribute && !jinja_attribute_of(run, *out, task->attribute, NULL, &tested)) {
            return false;
        }
        bool succeeded = task->name.kind == JINJA_MISSING
                             ? jinja_truth(run, tested, &truth)
                             : jinja_call_test(run, task->name, tested, &task->call, &truth);
        if (!succeeded) {
            return false;
        }
        if (truth != task->negates) {
            return true;
        }
    }
}

static bool make_select(struct jinja_run *run, const struct jinja_value *a, bool has_attribute,
                        bool negates, struct jinja_value *out)
{
    struct lazy *lazy;
    if (!make_lazy(run, next_of_select, a, &lazy, out)) {
        return false;
    }
    lazy->task.has_attribute = has_attribute;
    lazy->task.negates = negates;
    return true;
}

bool jinja_filter_select(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return make_select(run, a, false, false, out);
}

bool jinja_filter_reject(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return make_select(run, a, false, true, out);
}

bool jinja_filter_selectattr(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    return make_select(run, a, true, false, out);
}

bool jinja_filter_rejectattr(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    return make_select(run, a, true, true, out);
}

static bool next_of_unique(struct jinja_run *run, struct jinja_iterator *iterator,
                           struct jinja_value *out, bool *done)
{
    const struct lazy *lazy = iterator->task;
    const struct jinja_value *a = lazy->arguments;
    bool case_sensitive;
    if (!flag(run, a[1], &case_sensitive) ||
        (iterator->inner == NULL && !jinja_iterate(run, a[0], &iterator->inner))) {
        return false;
    }
    for (;;) {
        struct jinja_value key, seen;
        if (!jinja_next_item(run, iterator->inner, out, done) || *done) {
            return *done;
        }
        if (!key_of(run, *out, a[2], NULL, case_sensitive, &key) ||
            !jinja_dict_get(run, iterator->seen.as.dict, key, &seen)) {
            return false;
        }
        if (seen.kind == JINJA_MISSING) {
            return jinja_dict_set(run, iterator->seen.as.dict, key, jinja_none());
        }
    }
}

bool jinja_filter_unique(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    struct lazy *lazy;
    if (!make_lazy(run, next_of_unique, a, &lazy, out)) {
        return false;
    }
    out->as.iterator->seen = jinja_of_dict(jinja_dict_create(run, 0));
    return out->as.iterator->seen.as.dict != NULL;
}

static bool next_of_batch(struct jinja_run *run, struct jinja_iterator *iterator,
                          struct jinja_value *out, bool *done)
{
    const struct lazy *lazy = iterator->task;
    const struct jinja_value *a = lazy->arguments;
    struct jinja_list *list = jinja_list_create(run, 0);
    if (list == NULL || (iterator->inner == NULL && !jinja_iterate(run, a[0], &iterator->inner))) {
        return false;
    }
    if (iterator->position != 0) {
        *done = true;
        return true;
    }
    for (;;) {
        struct jinja_value item;
        bool full = false;
        if (list->n_items > 0) {
            struct jinja_value n = jinja_integer((int64_t)list->n_items);
            if (!jinja_equal(run, n, a[1], &full)) {
                return false;
            }
        }
        if (full) {
            break;
        }
        if (!jinja_next_item(run, iterator->inner, &item, done)) {
            return false;
        }
        if (*done) {
            iterator->position = 1;
            break;
        }
        if (!jinja_list_add(run, list, item)) {
            return false;
        }
    }
    *done = list->n_items == 0;
    if (iterator->position == 1 && !*done && is_given(a[2])) {
        int64_t n;
        if (!jinja_want_integer(run, a[1], &n)) {
            return false;
        }
        while ((int64_t)list->n_items < n) {
            if (!jinja_step(run, 1) || !jinja_list_add(run, list, a[2])) {
                return false;
            }
        }
    }
    *out = jinja_of_list(list);
    return true;
}

bool jinja_filter_batch(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct lazy *lazy;
    return make_lazy(run, next_of_batch, a, &lazy, out);
}

static bool next_of_slice(struct jinja_run *run, struct jinja_iterator *iterator,
                          struct jinja_value *out, bool *done)
{
    const struct lazy *lazy = iterator->task;
    const struct jinja_value *a = lazy->arguments;
    int64_t n_slices;
    if (iterator->seen.kind == JINJA_MISSING) {
        struct jinja_list *all;
        if (!jinja_to_list(run, a[0], &all)) {
            return false;
        }
        iterator->seen = jinja_of_list(all);
    }
    if (!jinja_want_integer(run, a[1], &n_slices)) {
        return false;
    }
    if (n_slices == 0) {
        return jinja_raise(run, "ZeroDivisionError", "integer division or modulo by zero");
    }
    const struct jinja_list *all = iterator->seen.as.list;
    int64_t number = (int64_t)iterator->position;
    *done = number >= n_slices;
    if (*done) {
        return true;
    }
    int64_t n = (int64_t)all->n_items;
    int64_t n_each = n / n_slices, n_extra = n % n_slices;
    int64_t from = number * n_each + (number < n_extra ? number : n_extra);
    int64_t to = from + n_each + (number < n_extra);
    struct jinja_list *list = jinja_list_create(run, 0);
    for (int64_t i = from; list != NULL && i < to; i++) {
        if (!jinja_list_add(run, list, all->items[i])) {
            return false;
        }
    }
    if (list == NULL || (is_given(a[2]) && number >= n_extra && !jinja_list_add(run, list, a[2]))) {
        return false;
    }
    iterator->position++;
    *out = jinja_of_list(list);
    return true;
}

bool jinja_filter_slice(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct lazy *lazy;
    return make_lazy(run, next_of_slice, a, &lazy, out);
}

static bool extreme(struct jinja_run *run, const struct jinja_value *a, bool greatest,
                    struct jinja_value *out)
{
    struct jinja_iterator *iterator;
    struct jinja_value best;
    bool case_sensitive, done;
    if (!flag(run, a[1], &case_sensitive) || !jinja_iterate(run, a[0], &iterator) ||
        !jinja_next_item(run, iterator, out, &done)) {
        return false;
    }
    if (done) {
        return jinja_undefined_hint(run, out, "No aggregated item, sequence was empty.");
    }
    if (!key_of(run, *out, a[2], NULL, case_sensitive, &best)) {
        return false;
    }
    for (;;) {
        struct jinja_value item, key;
        bool better;
        if (!jinja_next_item(run, iterator, &item, &done)) {
            return false;
        }
        if (done) {
            return true;
        }
        if (!key_of(run, item, a[2], NULL, case_sensitive, &key) ||
            !(greatest ? jinja_less(run, best, key, ">", &better)
                       : jinja_less(run, key, best, "<", &better))) {
            return false;
        }
        if (better) {
            best = key;
            *out = item;
        }
    }
}

bool jinja_filter_min(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return extreme(run, a, false, out);
}

bool jinja_filter_max(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return extreme(run, a, true, out);
}

/* sort's key: a list of the values of "a,b". */
static bool sort_key(struct jinja_run *run, struct jinja_value item, struct jinja_value attribute,
                     bool case_sensitive, struct jinja_value *out)
{
    struct jinja_list *list = jinja_list_create(run, 1);
    struct jinja_value key;
    if (list == NULL) {
        return false;
    }
    *out = jinja_of_list(list);
    if (attribute.kind != JINJA_TEXT) {
        return key_of(run, item, attribute, NULL, case_sensitive, &key) &&
               jinja_list_add(run, list, key);
    }
    const char *path = attribute.as.text->data;
    size_t n = attribute.as.text->n_bytes;
    for (size_t at = 0; at <= n;) {
        const char *comma = memchr(path + at, ',', n - at);
        size_t end = comma != NULL ? (size_t)(comma - path) : n;
        if (!follow(run, item, path + at, end - at, NULL, &key) ||
            !comparable(run, key, case_sensitive, &key) || !jinja_list_add(run, list, key)) {
            return false;
        }
        at = end + 1;
    }
    return true;
}

bool jinja_filter_sort(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    bool reverse, case_sensitive;
    struct jinja_list *list;
    if (!flag(run, a[1], &reverse) || !flag(run, a[2], &case_sensitive) ||
        !jinja_to_list(run, a[0], &list)) {
        return false;
    }
    struct jinja_value *keys = jinja_allocate(run, list->n_items + 1, sizeof *keys);
    for (size_t i = 0; keys != NULL && i < list->n_items; i++) {
        if (!sort_key(run, list->items[i], a[3], case_sensitive, &keys[i])) {
            return false;
        }
    }
    *out = jinja_of_list(list);
    return keys != NULL && jinja_sort(run, keys, list->items, list->n_items, reverse);
}

bool jinja_filter_dictsort(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    bool reverse, case_sensitive;
    bool by_key = a[2].kind == JINJA_MISSING || jinja_is_text(a[2], "key");
    if (!by_key && !jinja_is_text(a[2], "value")) {
        return jinja_raise(run, "FilterArgumentError",
                           "You can only sort by either \"key\" or \"value\"");
    }
    struct jinja_value items;
    struct jinja_text name = {.data = "items", .n_bytes = 5, .n_characters = 5};
    struct jinja_call none = {.n_values = 0};
    struct jinja_list *list;
    if (!flag(run, a[1], &case_sensitive) || !flag(run, a[3], &reverse)) {
        return false;
    }
    if (a[0].kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a[0]);
    }
    if (a[0].kind != JINJA_DICT) {
        return jinja_raise(run, "AttributeError", "'%s' object has no attribute 'items'",
                           jinja_type(a[0]));
    }
    struct jinja_dict *empty = jinja_dict_create(run, 0);
    if (empty == NULL || !jinja_attribute(run, a[0], &name, &items) ||
        !jinja_call(run, items, &none, &items) || !jinja_to_list(run, items, &list)) {
        return false;
    }
    struct jinja_value *keys = jinja_allocate(run, list->n_items + 1, sizeof *keys);
    for (size_t i = 0; keys != NULL && i < list->n_items; i++) {
        if (!comparable(run, list->items[i].as.list->items[by_key ? 0 : 1], case_sensitive,
                        &keys[i])) {
            return false;
        }
    }
    *out = jinja_of_list(list);
    return keys != NULL && jinja_sort(run, keys, list->items, list->n_items, reverse);
}

bool jinja_filter_groupby(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    bool case_sensitive;
    struct jinja_list *items;
    struct jinja_list *groups = jinja_list_create(run, 0);
    if (groups == NULL || !flag(run, a[3], &case_sensitive) || !jinja_to_list(run, a[0], &items)) {
        return false;
    }
    struct jinja_value *keys = jinja_allocate(run, items->n_items + 1, sizeof *keys);
    for (size_t i = 0; keys != NULL && i < items->n_items; i++) {
        if (!key_of(run, items->items[i], a[1], &a[2], case_sensitive, &keys[i])) {
            return false;
        }
    }
    if (keys == NULL || !jinja_sort(run, keys, items->items, items->n_items, false)) {
        return false;
    }
    struct jinja_list *members = NULL;
    for (size_t i = 0; i < items->n_items; i++) {
        bool equal = false;
        if (i > 0 && !jinja_equal(run, keys[i - 1], keys[i], &equal)) {
            return false;
        }
        if (!equal) {
            struct jinja_list *group = jinja_list_create(run, 2);
            struct jinja_value key = keys[i];
            members = jinja_list_create(run, 0);
            if (group == NULL || members == NULL ||
                (!case_sensitive && !jinja_attribute_of(run, items->items[i], a[1], &a[2], &key)) ||
                !jinja_list_add(run, group, key) ||
                !jinja_list_add(run, group, jinja_of_list(members))) {
                return false;
            }
            struct jinja_value value = jinja_of_tuple(group);
            value.is_markup = true; /* a group: its parts have names */
            if (!jinja_list_add(run, groups, value)) {
                return false;
            }
        }
        if (!jinja_list_add(run, members, items->items[i])) {
            return false;
        }
    }
    *out = jinja_of_list(groups);
    return true;
}

bool jinja_filter_sum(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_iterator *iterator;
    *out = a[2].kind == JINJA_MISSING ? jinja_integer(0) : a[2];
    if (out->kind == JINJA_TEXT) {
        return jinja_raise(run, "TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (!jinja_iterate(run, a[0], &iterator)) {
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
        if (!jinja_attribute_of(run, item, a[1], NULL, &item) ||
            !jinja_binary(run, OPERATOR_ADD, *out, item, out)) {
            return false;
        }
    }
}
