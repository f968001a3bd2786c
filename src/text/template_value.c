/* Values of templates: making and looking at them; see template_value.h. */
#include "text/template_value.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "text/template_run.h"

enum { FEW_ENTRIES = 8, FIRST_ITEMS = 4, FREE_PROBES = 8 };

bool jinja_raise(struct jinja_run *run, const char *type, const char *format, ...)
{
    char message[ERROR_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(run->err, ERROR_TEMPLATE, "%s, line %u: %s: %s", run->template->name,
                     run->line, type, message);
}

bool jinja_raise_undefined(struct jinja_run *run, struct jinja_value value)
{
    return jinja_raise(run, value.as.undefined->type, "%s", value.as.undefined->message);
}

bool jinja_limit(struct jinja_run *run, const char *what)
{
    return error_set(run->err, ERROR_LIMIT, "%s, line %u: the template needs more than %s",
                     run->template->name, run->line, what);
}

bool jinja_step(struct jinja_run *run, uint64_t n)
{
    if (n > run->n_steps_left) {
        run->n_steps_left = 0;
        return jinja_limit(run, "the steps it may take");
    }
    run->n_steps_left -= n;
    return true;
}

bool jinja_enter(struct jinja_run *run)
{
    if (run->depth >= run->depth_limit) {
        return jinja_limit(run, "the depth it may reach (a macro or loop that calls itself?)");
    }
    run->depth++;
    return jinja_step(run, 1);
}

void jinja_leave(struct jinja_run *run)
{
    run->depth--;
}

void *jinja_allocate(struct jinja_run *run, size_t n, size_t size)
{
    void *piece = arena_array(&run->arena, n, size, NULL);
    if (piece != NULL) {
        return piece;
    }
    size_t n_left = run->arena.n_limit_bytes - run->arena.n_used_bytes;
    if (size != 0 && n <= n_left / size) {
        error_set(run->err, ERROR_MEMORY, "%s, line %u: out of memory", run->template->name,
                  run->line);
    } else {
        jinja_limit(run, "the memory it may use");
    }
    return NULL;
}

void jinja_buffer_init(struct jinja_run *run, struct buffer *buffer)
{
    buffer_init(buffer, run->n_text_limit);
}

bool jinja_buffer_check(struct jinja_run *run, const struct buffer *buffer)
{
    if (!buffer->failed) {
        return true;
    }
    if (buffer->over_limit) {
        return jinja_limit(run, "the bytes a text may have");
    }
    return error_set(run->err, ERROR_MEMORY, "%s, line %u: out of memory", run->template->name,
                     run->line);
}

bool jinja_buffer_take(struct jinja_run *run, struct buffer *buffer, struct jinja_value *out)
{
    bool succeeded = jinja_buffer_check(run, buffer) && jinja_step(run, buffer->n_bytes / 64) &&
                     jinja_text_copy(run, buffer_text(buffer), buffer->n_bytes, out);
    buffer_clear(buffer);
    return succeeded;
}

bool jinja_text_borrow(struct jinja_run *run, const char *data, size_t n, struct jinja_value *out)
{
    struct jinja_text *text = jinja_allocate(run, 1, sizeof *text);
    if (text == NULL) {
        return false;
    }
    *text = (struct jinja_text){.data = data, .n_bytes = n, .n_characters = JINJA_UNCOUNTED};
    *out = jinja_of_text(text);
    return true;
}

bool jinja_text_copy(struct jinja_run *run, const char *data, size_t n, struct jinja_value *out)
{
    char *copy = jinja_allocate(run, n > 0 ? n : 1, 1);
    if (copy == NULL) {
        return false;
    }
    if (n > 0) {
        memcpy(copy, data, n);
    }
    return jinja_text_borrow(run, copy, n, out);
}

bool jinja_text_join(struct jinja_run *run, const struct jinja_text *a, const struct jinja_text *b,
                     struct jinja_value *out)
{
    size_t n = a->n_bytes + b->n_bytes;
    if (n > run->n_text_limit) {
        return jinja_limit(run, "the bytes a text may have");
    }
    if (!jinja_step(run, b->n_bytes / 64)) {
        return false;
    }
    struct jinja_room *room = a->room;
    const char *data = a->data;
    if (room == NULL || room->end != a->data + a->n_bytes ||
        b->n_bytes > (size_t)(room->limit - room->end)) {
        room = jinja_allocate(run, 1, sizeof *room);
        char *bytes = room != NULL ? jinja_allocate(run, n * 2 + 16, 1) : NULL;
        if (bytes == NULL || !jinja_step(run, a->n_bytes / 64)) {
            return false;
        }
        if (a->n_bytes > 0) {
            memcpy(bytes, a->data, a->n_bytes);
        }
        *room = (struct jinja_room){.end = bytes + a->n_bytes, .limit = bytes + n * 2 + 16};
        data = bytes;
    }
    if (b->n_bytes > 0) {
        memcpy(room->end, b->data, b->n_bytes);
    }
    room->end += b->n_bytes;
    if (!jinja_text_borrow(run, data, n, out)) {
        return false;
    }
    out->as.text->room = room;
    return true;
}

static bool make_undefined(struct jinja_run *run, const char *type, struct buffer *message,
                           struct jinja_value *out)
{
    struct jinja_undefined *undefined = jinja_allocate(run, 1, sizeof *undefined);
    char *text = undefined != NULL && jinja_buffer_check(run, message)
                     ? jinja_allocate(run, message->n_bytes + 1, 1)
                     : NULL;
    if (text != NULL) {
        memcpy(text, buffer_text(message), message->n_bytes + 1);
        *undefined = (struct jinja_undefined){.type = type, .message = text};
        *out = (struct jinja_value){.kind = JINJA_UNDEFINED, .as.undefined = undefined};
    }
    buffer_clear(message);
    return text != NULL;
}

bool jinja_undefined_name(struct jinja_run *run, const char *name, struct jinja_value *out)
{
    struct buffer message;
    jinja_buffer_init(run, &message);
    buffer_append_format(&message, "'%s' is undefined", name);
    return make_undefined(run, "UndefinedError", &message, out);
}

bool jinja_undefined_hint(struct jinja_run *run, struct jinja_value *out, const char *format, ...)
{
    char hint[ERROR_MESSAGE_BYTES];
    struct buffer message;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(hint, sizeof hint, format, arguments);
    va_end(arguments);
    jinja_buffer_init(run, &message);
    buffer_append_text(&message, hint);
    return make_undefined(run, "UndefinedError", &message, out);
}

bool jinja_undefined_of(struct jinja_run *run, struct jinja_value value, struct jinja_value name,
                        struct jinja_value *out)
{
    struct buffer message;
    jinja_buffer_init(run, &message);
    bool is_attribute = name.kind == JINJA_TEXT;
    buffer_append_format(&message, is_attribute ? "'%s' has no attribute " : "%s has no element ",
                         jinja_type_text(value));
    if (!jinja_repr(run, name, &message)) {
        buffer_clear(&message);
        return false;
    }
    return make_undefined(run, "UndefinedError", &message, out);
}

bool jinja_undefined_unsafe(struct jinja_run *run, struct jinja_value value, const char *name,
                            struct jinja_value *out)
{
    struct buffer message;
    jinja_buffer_init(run, &message);
    buffer_append_text(&message, "access to attribute ");
    jinja_repr_text(name, strlen(name), &message);
    buffer_append_format(&message, " of '%s' object is unsafe.", jinja_type(value));
    return make_undefined(run, "SecurityError", &message, out);
}

struct jinja_list *jinja_list_create(struct jinja_run *run, size_t n_capacity)
{
    struct jinja_list *list = jinja_allocate(run, 1, sizeof *list);
    if (list == NULL || n_capacity == 0) {
        return list;
    }
    list->items = jinja_allocate(run, n_capacity, sizeof *list->items);
    list->n_capacity = n_capacity;
    return list->items != NULL ? list : NULL;
}

bool jinja_list_add(struct jinja_run *run, struct jinja_list *list, struct jinja_value item)
{
    if (list->n_items == list->n_capacity) {
        size_t n_capacity = list->n_capacity > 0 ? list->n_capacity * 2 : FIRST_ITEMS;
        struct jinja_value *items = jinja_allocate(run, n_capacity, sizeof *items);
        if (items == NULL) {
            return false;
        }
        if (list->n_items > 0) {
            memcpy(items, list->items, list->n_items * sizeof *items);
        }
        list->items = items;
        list->n_capacity = n_capacity;
    }
    list->items[list->n_items++] = item;
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_bytes(const char *data, size_t n)
{
    uint64_t hash = n;
    for (; n >= 8; data += 8, n -= 8) {
        hash = mix(hash, bytes_u64((const uint8_t *)data));
    }
    uint64_t last = 0;
    if (n > 0) {
        memcpy(&last, data, n);
    }
    return mix(hash, last);
}

/* Equal values have equal hashes: 1, 1.0 and true are one key. Nesting was bounded when the value
 * was made. */
static uint64_t hash_of(struct jinja_value value)
{
    switch (value.kind) {
    case JINJA_TEXT:
        return hash_bytes(value.as.text->data, value.as.text->n_bytes);
    case JINJA_BOOL:
    case JINJA_INTEGER:
        return mix(1, (uint64_t)jinja_integral(value));
    case JINJA_REAL:
        if (value.as.real == floor(value.as.real) && fabs(value.as.real) < 9e18) {
            return mix(1, (uint64_t)(int64_t)value.as.real);
        }
        return hash_bytes((const char *)&value.as.real, sizeof value.as.real);
    case JINJA_TUPLE: {
        uint64_t hash = 2;
        for (size_t i = 0; i < value.as.list->n_items; i++) {
            hash = mix(hash, hash_of(value.as.list->items[i]));
        }
        return hash;
    }
    case JINJA_NONE:
    case JINJA_UNDEFINED:
        return mix(3, value.kind);
    default:
        return mix(4, (uint64_t)(uintptr_t)value.as.dict);
    }
}

bool jinja_hashable(struct jinja_run *run, struct jinja_value value)
{
    bool hashable = true;
    switch (value.kind) {
    case JINJA_LIST:
    case JINJA_DICT:
        return jinja_raise(run, "TypeError", "unhashable type: '%s'", jinja_type(value));
    case JINJA_VIEW:
        return value.as.view->kind == JINJA_VALUES ||
               jinja_raise(run, "TypeError", "unhashable type: '%s'", jinja_type(value));
    case JINJA_TUPLE:
        if (!jinja_enter(run)) {
            return false;
        }
        for (size_t i = 0; i < value.as.list->n_items && hashable; i++) {
            hashable = jinja_hashable(run, value.as.list->items[i]);
        }
        jinja_leave(run);
        return hashable;
    default:
        return true;
    }
}

struct jinja_dict *jinja_dict_create(struct jinja_run *run, size_t n_capacity)
{
    struct jinja_dict *dict = jinja_allocate(run, 1, sizeof *dict);
    if (dict == NULL || n_capacity == 0) {
        return dict;
    }
    dict->entries = jinja_allocate(run, n_capacity, sizeof *dict->entries);
    dict->n_capacity = n_capacity;
    return dict->entries != NULL ? dict : NULL;
}

static bool rebuild_index(struct jinja_run *run, struct jinja_dict *dict)
{
    size_t n_index = 32;
    while (n_index < dict->n_capacity * 2) {
        n_index *= 2;
    }
    uint32_t *index = jinja_allocate(run, n_index, sizeof *index);
    if (index == NULL) {
        return false;
    }
    for (size_t i = 0; i < dict->n_entries; i++) {
        size_t slot = dict->entries[i].hash & (n_index - 1);
        while (index[slot] != 0) {
            slot = (slot + 1) & (n_index - 1);
        }
        index[slot] = (uint32_t)i + 1;
    }
    dict->index = index;
    dict->n_index = n_index;
    return true;
}

/* *out is the entry of a key, NULL when absent; *slot the place of the index to put it. Long
 * probes are counted as steps, so that keys made to collide cannot stall a rendering. */
static bool find_entry(struct jinja_run *run, const struct jinja_dict *dict, struct jinja_value key,
                       uint64_t hash, struct jinja_entry **out, size_t *slot)
{
    size_t n_probes = dict->index != NULL ? dict->n_index : dict->n_entries;
    *out = NULL;
    *slot = dict->index != NULL ? hash & (dict->n_index - 1) : 0;
    for (size_t i = 0; i < n_probes; i++) {
        size_t at = i;
        if (dict->index != NULL) {
            if (dict->index[*slot] == 0) {
                return true;
            }
            at = dict->index[*slot] - 1;
        }
        struct jinja_entry *entry = &dict->entries[at];
        bool equal = false;
        if (entry->hash == hash && !jinja_equal(run, entry->key, key, &equal)) {
            return false;
        }
        if (equal) {
            *out = entry;
            return true;
        }
        if (i >= FREE_PROBES && !jinja_step(run, 1)) {
            return false;
        }
        *slot = dict->index != NULL ? (*slot + 1) & (dict->n_index - 1) : 0;
    }
    return true;
}

bool jinja_dict_get(struct jinja_run *run, const struct jinja_dict *dict, struct jinja_value key,
                    struct jinja_value *out)
{
    struct jinja_entry *entry;
    size_t slot;
    *out = (struct jinja_value){.kind = JINJA_MISSING};
    if (!jinja_hashable(run, key) || !find_entry(run, dict, key, hash_of(key), &entry, &slot)) {
        return false;
    }
    if (entry != NULL) {
        *out = entry->value;
    }
    return true;
}

struct jinja_value jinja_dict_find(const struct jinja_dict *dict, const char *name)
{
    for (size_t i = 0; i < dict->n_entries; i++) {
        if (jinja_is_text(dict->entries[i].key, name)) {
            return dict->entries[i].value;
        }
    }
    return (struct jinja_value){.kind = JINJA_MISSING};
}

bool jinja_dict_set(struct jinja_run *run, struct jinja_dict *dict, struct jinja_value key,
                    struct jinja_value value)
{
    struct jinja_entry *entry;
    size_t slot;
    uint64_t hash = 0;
    if (!jinja_hashable(run, key) ||
        (hash = hash_of(key), !find_entry(run, dict, key, hash, &entry, &slot))) {
        return false;
    }
    if (entry != NULL) {
        entry->value = value;
        return true;
    }
    if (dict->n_entries == dict->n_capacity) {
        size_t n_capacity = dict->n_capacity > 0 ? dict->n_capacity * 2 : FIRST_ITEMS;
        struct jinja_entry *entries = jinja_allocate(run, n_capacity, sizeof *entries);
        if (entries == NULL) {
            return false;
        }
        if (dict->n_entries > 0) {
            memcpy(entries, dict->entries, dict->n_entries * sizeof *entries);
        }
        dict->entries = entries;
        dict->n_capacity = n_capacity;
        dict->index = NULL;
    }
    dict->entries[dict->n_entries++] = (struct jinja_entry){key, value, hash};
    if (dict->index != NULL) {
        dict->index[slot] = (uint32_t)dict->n_entries;
        return true;
    }
    return dict->n_entries <= FEW_ENTRIES || rebuild_index(run, dict);
}

static bool dict_from_json(struct jinja_run *run, const json_t *json, unsigned depth,
                           struct jinja_value *out)
{
    struct jinja_dict *dict = jinja_dict_create(run, json_object_size(json));
    if (dict == NULL) {
        return false;
    }
    /* jansson's iterators take a pointer that is not const, and change nothing. */
    json_t *object = (json_t *)(uintptr_t)json;
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
        struct jinja_value key, value;
        const char *name = json_object_iter_key(at);
        if (!jinja_text_borrow(run, name, strlen(name), &key) ||
            !jinja_from_json(run, json_object_iter_value(at), depth, &value) ||
            !jinja_dict_set(run, dict, key, value)) {
            return false;
        }
    }
    *out = jinja_of_dict(dict);
    return true;
}

static bool list_from_json(struct jinja_run *run, const json_t *json, unsigned depth,
                           struct jinja_value *out)
{
    size_t n = json_array_size(json);
    struct jinja_list *list = jinja_list_create(run, n);
    if (list == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        struct jinja_value item;
        if (!jinja_from_json(run, json_array_get(json, i), depth, &item) ||
            !jinja_list_add(run, list, item)) {
            return false;
        }
    }
    *out = jinja_of_list(list);
    return true;
}

bool jinja_from_json(struct jinja_run *run, const json_t *json, unsigned depth,
                     struct jinja_value *out)
{
    if (depth > JINJA_PRINT_DEPTH) {
        return jinja_limit(run, "the depth of variables it may have");
    }
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        return dict_from_json(run, json, depth + 1, out);
    case JSON_ARRAY:
        return list_from_json(run, json, depth + 1, out);
    case JSON_STRING:
        return jinja_text_borrow(run, json_string_value(json), json_string_length(json), out);
    case JSON_INTEGER:
        *out = jinja_integer(json_integer_value(json));
        return true;
    case JSON_REAL:
        *out = jinja_real(json_real_value(json));
        return true;
    case JSON_NULL:
        *out = jinja_none();
        return true;
    default:
        *out = jinja_bool(json_is_true(json));
        return true;
    }
}

size_t jinja_length_of_text(struct jinja_text *text)
{
    if (text->n_characters == JINJA_UNCOUNTED) {
        size_t n = 0;
        for (size_t i = 0; i < text->n_bytes; i++) {
            n += ((unsigned char)text->data[i] & 0xC0) != 0x80;
        }
        text->n_characters = n;
    }
    return text->n_characters;
}

bool jinja_is_text(struct jinja_value value, const char *text)
{
    return value.kind == JINJA_TEXT && value.as.text->n_bytes == strlen(text) &&
           memcmp(value.as.text->data, text, value.as.text->n_bytes) == 0;
}

bool jinja_length(struct jinja_run *run, struct jinja_value value, int64_t *out)
{
    *out = -1;
    switch (value.kind) {
    case JINJA_UNDEFINED:
        *out = 0;
        break;
    case JINJA_TEXT:
        *out = (int64_t)jinja_length_of_text(value.as.text);
        break;
    case JINJA_LIST:
    case JINJA_TUPLE:
        *out = (int64_t)value.as.list->n_items;
        break;
    case JINJA_DICT:
        *out = (int64_t)value.as.dict->n_entries;
        break;
    case JINJA_VIEW:
        *out = (int64_t)value.as.view->dict->n_entries;
        break;
    case JINJA_RANGE:
        *out = value.as.range->n_items;
        break;
    case JINJA_LOOP:
        return jinja_loop_length(run, value.as.loop, out);
    default:
        break;
    }
    return true;
}

bool jinja_truth(struct jinja_run *run, struct jinja_value value, bool *out)
{
    int64_t length;
    switch (value.kind) {
    case JINJA_NONE:
    case JINJA_UNDEFINED:
    case JINJA_MISSING:
        *out = false;
        return true;
    case JINJA_BOOL:
        *out = value.as.truth;
        return true;
    case JINJA_INTEGER:
        *out = value.as.integer != 0;
        return true;
    case JINJA_REAL:
        *out = value.as.real != 0;
        return true;
    case JINJA_TEXT:
        *out = value.as.text->n_bytes != 0;
        return true;
    default:
        if (!jinja_length(run, value, &length)) {
            return false;
        }
        *out = length != 0;
        return true;
    }
}

bool jinja_same(struct jinja_value a, struct jinja_value b)
{
    if (a.kind != b.kind) {
        return false;
    }
    switch (a.kind) {
    case JINJA_NONE:
        return true;
    case JINJA_BOOL:
        return a.as.truth == b.as.truth;
    case JINJA_INTEGER:
        /* CPython keeps one object per small integer. */
        return a.as.integer == b.as.integer && a.as.integer >= -5 && a.as.integer <= 256;
    case JINJA_REAL:
        return false;
    case JINJA_TEXT:
        return a.as.text == b.as.text ||
               (a.as.text->n_bytes <= 1 && b.as.text->n_bytes == a.as.text->n_bytes &&
                memcmp(a.as.text->data, b.as.text->data, a.as.text->n_bytes) == 0);
    default:
        return a.as.dict == b.as.dict;
    }
}

static bool equal_lists(struct jinja_run *run, const struct jinja_list *a,
                        const struct jinja_list *b, bool *out)
{
    *out = a->n_items == b->n_items;
    for (size_t i = 0; i < a->n_items && *out; i++) {
        if (!jinja_equal(run, a->items[i], b->items[i], out)) {
            return false;
        }
    }
    return true;
}

static bool equal_dicts(struct jinja_run *run, const struct jinja_dict *a,
                        const struct jinja_dict *b, bool *out)
{
    *out = a->n_entries == b->n_entries;
    for (size_t i = 0; i < a->n_entries && *out; i++) {
        struct jinja_value other;
        if (!jinja_dict_get(run, b, a->entries[i].key, &other) ||
            !jinja_equal(run, a->entries[i].value, other, out)) {
            return false;
        }
    }
    return true;
}

static bool equal_ranges(const struct jinja_range *a, const struct jinja_range *b)
{
    return a->n_items == b->n_items &&
           (a->n_items == 0 || (a->start == b->start && (a->n_items == 1 || a->step == b->step)));
}

static bool equal_numbers(struct jinja_value a, struct jinja_value b)
{
    if (jinja_is_integral(a) && jinja_is_integral(b)) {
        return jinja_integral(a) == jinja_integral(b);
    }
    double real = a.kind == JINJA_REAL ? a.as.real : b.as.real;
    struct jinja_value other = a.kind == JINJA_REAL ? b : a;
    if (other.kind == JINJA_REAL) {
        return real == other.as.real;
    }
    /* An integer beyond 2^53 must not be rounded before it is compared. */
    return fabs(real) < 9.3e18 && real == floor(real) && real >= -9223372036854775808.0 &&
           real < 9223372036854775808.0 && (int64_t)real == jinja_integral(other);
}

bool jinja_equal(struct jinja_run *run, struct jinja_value a, struct jinja_value b, bool *out)
{
    if (jinja_is_number(a) && jinja_is_number(b)) {
        *out = equal_numbers(a, b);
        return true;
    }
    if (a.kind != b.kind) {
        *out = false;
        return true;
    }
    bool succeeded = true;
    switch (a.kind) {
    case JINJA_UNDEFINED:
    case JINJA_NONE:
        *out = true;
        return true;
    case JINJA_TEXT:
        *out = a.as.text->n_bytes == b.as.text->n_bytes &&
               memcmp(a.as.text->data, b.as.text->data, a.as.text->n_bytes) == 0;
        return *out ? jinja_step(run, a.as.text->n_bytes / 64) : true;
    case JINJA_RANGE:
        *out = equal_ranges(a.as.range, b.as.range);
        return true;
    case JINJA_LIST:
    case JINJA_TUPLE:
    case JINJA_DICT:
        if (a.as.dict == b.as.dict) {
            *out = true;
            return true;
        }
        if (!jinja_enter(run)) {
            return false;
        }
        succeeded = a.kind == JINJA_DICT ? equal_dicts(run, a.as.dict, b.as.dict, out)
                                         : equal_lists(run, a.as.list, b.as.list, out);
        jinja_leave(run);
        return succeeded;
    default:
        *out = a.as.dict == b.as.dict;
        return true;
    }
}

/* Order of code points, which is the order of UTF-8's bytes. */
int jinja_compare_texts(const struct jinja_text *a, const struct jinja_text *b)
{
    size_t n = a->n_bytes < b->n_bytes ? a->n_bytes : b->n_bytes;
    int order = n > 0 ? memcmp(a->data, b->data, n) : 0;
    if (order != 0) {
        return order;
    }
    return (a->n_bytes > b->n_bytes) - (a->n_bytes < b->n_bytes);
}

static bool less_lists(struct jinja_run *run, const struct jinja_list *a,
                       const struct jinja_list *b, const char *sign, bool *out)
{
    size_t n = a->n_items < b->n_items ? a->n_items : b->n_items;
    for (size_t i = 0; i < n; i++) {
        bool equal;
        if (!jinja_equal(run, a->items[i], b->items[i], &equal)) {
            return false;
        }
        if (!equal) {
            return jinja_less(run, a->items[i], b->items[i], sign, out);
        }
    }
    *out = a->n_items < b->n_items;
    return true;
}

/* For `>` and `>=` the operands come swapped; the message names them as written. */
bool jinja_less(struct jinja_run *run, struct jinja_value a, struct jinja_value b, const char *sign,
                bool *out)
{
    if (jinja_is_number(a) && jinja_is_number(b)) {
        *out = jinja_is_integral(a) && jinja_is_integral(b) ? jinja_integral(a) < jinja_integral(b)
                                                            : jinja_number(a) < jinja_number(b);
        return true;
    }
    if (a.kind == JINJA_UNDEFINED || b.kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a.kind == JINJA_UNDEFINED ? a : b);
    }
    if (a.kind == JINJA_TEXT && b.kind == JINJA_TEXT) {
        *out = jinja_compare_texts(a.as.text, b.as.text) < 0;
        return true;
    }
    if (a.kind == b.kind && (a.kind == JINJA_LIST || a.kind == JINJA_TUPLE)) {
        if (!jinja_enter(run)) {
            return false;
        }
        bool succeeded = less_lists(run, a.as.list, b.as.list, sign, out);
        jinja_leave(run);
        return succeeded;
    }
    bool is_swapped = sign[0] == '>';
    return jinja_raise(run, "TypeError", "'%s' not supported between instances of '%s' and '%s'",
                       sign, jinja_type(is_swapped ? b : a), jinja_type(is_swapped ? a : b));
}

/* Python's name of a type, and the one that Jinja gives its objects in messages. */
static const struct {
    const char *name, *object;
} types[JINJA_N_KINDS] = {
    [JINJA_MISSING] = {"Undefined", "jinja2.runtime.Undefined object"},
    [JINJA_UNDEFINED] = {"Undefined", "jinja2.runtime.Undefined object"},
    [JINJA_NONE] = {"NoneType", "None"},
    [JINJA_BOOL] = {"bool", "bool object"},
    [JINJA_INTEGER] = {"int", "int object"},
    [JINJA_REAL] = {"float", "float object"},
    [JINJA_TEXT] = {"str", "str object"},
    [JINJA_LIST] = {"list", "list object"},
    [JINJA_TUPLE] = {"tuple", "tuple object"},
    [JINJA_DICT] = {"dict", "dict object"},
    [JINJA_RANGE] = {"range", "range object"},
    [JINJA_NAMESPACE] = {"Namespace", "jinja2.utils.Namespace object"},
    [JINJA_ITERATOR] = {"generator", "generator object"},
    [JINJA_LOOP] = {"LoopContext", "jinja2.runtime.LoopContext object"},
    [JINJA_MACRO] = {"Macro", "jinja2.runtime.Macro object"},
    [JINJA_CYCLER] = {"Cycler", "jinja2.utils.Cycler object"},
    [JINJA_JOINER] = {"Joiner", "jinja2.utils.Joiner object"},
    [JINJA_FUNCTION] = {"function", "function object"},
    [JINJA_METHOD] = {"builtin_function_or_method", "builtin_function_or_method object"},
};

static const struct {
    const char *name, *object;
} view_types[] = {
    [JINJA_KEYS] = {"dict_keys", "dict_keys object"},
    [JINJA_VALUES] = {"dict_values", "dict_values object"},
    [JINJA_ITEMS] = {"dict_items", "dict_items object"},
};

const char *jinja_type(struct jinja_value value)
{
    if (value.kind == JINJA_VIEW) {
        return view_types[value.as.view->kind].name;
    }
    if (value.kind == JINJA_TEXT && value.is_markup) {
        return "Markup";
    }
    return value.kind == JINJA_ITERATOR ? value.as.iterator->type : types[value.kind].name;
}

const char *jinja_type_text(struct jinja_value value)
{
    if (value.kind == JINJA_VIEW) {
        return view_types[value.as.view->kind].object;
    }
    if (value.kind == JINJA_TEXT && value.is_markup) {
        return "markupsafe.Markup object";
    }
    return types[value.kind].object;
}
