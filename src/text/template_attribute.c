/*
 * value.name and value[key], as Jinja's sandbox looks them up: the dot sees attributes first and
 * then items, brackets the other way round; attributes that begin with "_" and methods that would
 * change a list or dict are refused.
 */
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

/* What Python's objects have and templates may not see. */
static const char *const hidden_of_all[] = {
    "__class__",   "__delattr__", "__dir__",           "__doc__",          "__eq__",
    "__format__",  "__ge__",      "__getattribute__",  "__getstate__",     "__gt__",
    "__hash__",    "__init__",    "__init_subclass__", "__le__",           "__lt__",
    "__ne__",      "__new__",     "__reduce__",        "__reduce_ex__",    "__repr__",
    "__setattr__", "__sizeof__",  "__str__",           "__subclasshook__", NULL};
static const char *const hidden_of_sequences[] = {
    "__len__",  "__getitem__",  "__contains__", "__iter__", "__add__",        "__mul__",
    "__rmul__", "__reversed__", "__mod__",      "__rmod__", "__getnewargs__", NULL};
static const char *const hidden_of_numbers[] = {
    "__abs__",    "__add__",   "__and__",     "__bool__",     "__ceil__",
    "__divmod__", "__float__", "__floor__",   "__floordiv__", "__getnewargs__",
    "__index__",  "__int__",   "__mod__",     "__mul__",      "__neg__",
    "__pos__",    "__pow__",   "__radd__",    "__round__",    "__rmul__",
    "__rsub__",   "__sub__",   "__truediv__", "__trunc__",    NULL};
static const char *const hidden_of_functions[] = {
    "__annotations__", "__builtins__", "__call__",     "__closure__", "__code__",
    "__defaults__",    "__dict__",     "__get__",      "__globals__", "__kwdefaults__",
    "__module__",      "__name__",     "__qualname__", "__self__",    NULL};
static const char *const hidden_of_objects[] = {"__dict__", "__module__", "__weakref__", "__call__",
                                                "__iter__", "__len__",    "__next__",    NULL};

static const char *const changers_of_lists[] = {"append", "clear",   "extend", "insert", "pop",
                                                "remove", "reverse", "sort",   NULL};
static const char *const changers_of_dicts[] = {"clear",      "pop",    "popitem",
                                                "setdefault", "update", NULL};
static const char *const nothing[] = {NULL};

static const struct {
    const struct jinja_builtin *methods;
    const char *const *hidden;
    const char *const *changers;
} kinds[JINJA_N_KINDS] = {
    [JINJA_UNDEFINED] = {NULL, hidden_of_numbers, nothing},
    [JINJA_BOOL] = {NULL, hidden_of_numbers, nothing},
    [JINJA_INTEGER] = {NULL, hidden_of_numbers, nothing},
    [JINJA_REAL] = {NULL, hidden_of_numbers, nothing},
    [JINJA_TEXT] = {jinja_text_methods, hidden_of_sequences, nothing},
    [JINJA_LIST] = {jinja_list_methods, hidden_of_sequences, changers_of_lists},
    [JINJA_TUPLE] = {jinja_tuple_methods, hidden_of_sequences, nothing},
    [JINJA_DICT] = {jinja_dict_methods, hidden_of_sequences, changers_of_dicts},
    [JINJA_VIEW] = {NULL, hidden_of_sequences, nothing},
    [JINJA_RANGE] = {jinja_tuple_methods, hidden_of_sequences, nothing},
    [JINJA_ITERATOR] = {NULL, hidden_of_sequences, nothing},
    [JINJA_LOOP] = {jinja_loop_methods, hidden_of_objects, nothing},
    [JINJA_MACRO] = {NULL, hidden_of_objects, nothing},
    [JINJA_CYCLER] = {jinja_cycler_methods, hidden_of_objects, nothing},
    [JINJA_JOINER] = {NULL, hidden_of_objects, nothing},
    [JINJA_FUNCTION] = {NULL, hidden_of_functions, nothing},
    [JINJA_METHOD] = {NULL, hidden_of_functions, nothing},
};

static bool is_in(const char *const *list, const struct jinja_text *name)
{
    for (; list != NULL && *list != NULL; list++) {
        if (strlen(*list) == name->n_bytes && memcmp(*list, name->data, name->n_bytes) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_hidden(struct jinja_value value, const struct jinja_text *name)
{
    return name->n_bytes > 4 && name->data[0] == '_' && name->data[1] == '_' &&
           (is_in(hidden_of_all, name) || is_in(kinds[value.kind].hidden, name));
}

static bool loop_attribute(struct jinja_run *run, struct jinja_loop *loop, const char *name,
                           struct jinja_value *out)
{
    int64_t length;
    if (strcmp(name, "index") == 0) {
        *out = jinja_integer(loop->index0 + 1);
    } else if (strcmp(name, "index0") == 0) {
        *out = jinja_integer(loop->index0);
    } else if (strcmp(name, "first") == 0) {
        *out = jinja_bool(loop->index0 == 0);
    } else if (strcmp(name, "depth") == 0) {
        *out = jinja_integer(loop->depth0 + 1);
    } else if (strcmp(name, "depth0") == 0) {
        *out = jinja_integer(loop->depth0);
    } else if (strcmp(name, "last") == 0) {
        if (!jinja_loop_peek(run, loop, out)) {
            return false;
        }
        *out = jinja_bool(out->kind == JINJA_MISSING);
    } else if (strcmp(name, "nextitem") == 0) {
        return jinja_loop_peek(run, loop, out) &&
               (out->kind != JINJA_MISSING ||
                jinja_undefined_hint(run, out, "there is no next item"));
    } else if (strcmp(name, "previtem") == 0) {
        *out = loop->before;
        return loop->index0 != 0 || jinja_undefined_hint(run, out, "there is no previous item");
    } else {
        if (!jinja_loop_length(run, loop, &length)) {
            return false;
        }
        *out = jinja_integer(strcmp(name, "length") == 0     ? length
                             : strcmp(name, "revindex") == 0 ? length - loop->index0
                                                             : length - loop->index0 - 1);
    }
    return true;
}

static bool macro_arguments(struct jinja_run *run, const struct jinja_node *node,
                            struct jinja_value *out)
{
    struct jinja_list *names = jinja_list_create(run, node->items.n_items);
    for (size_t i = 0; names != NULL && i < node->items.n_items; i++) {
        names->items[names->n_items++] = jinja_of_text(node->items.items[i]->text);
    }
    *out = jinja_of_tuple(names);
    return names != NULL;
}

static bool macro_attribute(struct jinja_run *run, const struct jinja_node *node, const char *name,
                            struct jinja_value *out)
{
    if (strcmp(name, "name") == 0) {
        *out = node->name != NULL ? jinja_of_text(node->first->text) : jinja_none();
    } else if (strcmp(name, "arguments") == 0) {
        return macro_arguments(run, node, out);
    } else {
        *out = jinja_bool(strcmp(name, "catch_kwargs") == 0    ? node->takes_keywords
                          : strcmp(name, "catch_varargs") == 0 ? node->takes_rest
                          : strcmp(name, "caller") == 0        ? node->takes_caller
                                                               : node->has_explicit_caller);
    }
    return true;
}

/* Attributes that are not methods. */
static const struct {
    enum jinja_kind kind;
    const char *name;
} fields[] = {
    {JINJA_LOOP, "index"},
    {JINJA_LOOP, "index0"},
    {JINJA_LOOP, "first"},
    {JINJA_LOOP, "last"},
    {JINJA_LOOP, "length"},
    {JINJA_LOOP, "revindex"},
    {JINJA_LOOP, "revindex0"},
    {JINJA_LOOP, "depth"},
    {JINJA_LOOP, "depth0"},
    {JINJA_LOOP, "previtem"},
    {JINJA_LOOP, "nextitem"},
    {JINJA_MACRO, "name"},
    {JINJA_MACRO, "arguments"},
    {JINJA_MACRO, "catch_kwargs"},
    {JINJA_MACRO, "catch_varargs"},
    {JINJA_MACRO, "caller"},
    {JINJA_MACRO, "explicit_caller"},
    {JINJA_CYCLER, "current"},
    {JINJA_CYCLER, "items"},
    {JINJA_CYCLER, "pos"},
    {JINJA_JOINER, "sep"},
    {JINJA_JOINER, "used"},
    {JINJA_RANGE, "start"},
    {JINJA_RANGE, "stop"},
    {JINJA_RANGE, "step"},
    {JINJA_INTEGER, "real"},
    {JINJA_INTEGER, "numerator"},
    {JINJA_INTEGER, "imag"},
    {JINJA_INTEGER, "denominator"},
    {JINJA_BOOL, "real"},
    {JINJA_BOOL, "numerator"},
    {JINJA_BOOL, "imag"},
    {JINJA_BOOL, "denominator"},
    {JINJA_REAL, "real"},
    {JINJA_REAL, "imag"},
};

static bool field(struct jinja_run *run, struct jinja_value value, const char *name,
                  struct jinja_value *out)
{
    switch (value.kind) {
    case JINJA_LOOP:
        return loop_attribute(run, value.as.loop, name, out);
    case JINJA_MACRO:
        return macro_attribute(run, value.as.macro->node, name, out);
    case JINJA_CYCLER:
        *out = name[0] == 'c'   ? value.as.cycler->items->items[value.as.cycler->position]
               : name[0] == 'p' ? jinja_integer((int64_t)value.as.cycler->position)
                                : jinja_of_tuple(value.as.cycler->items);
        return true;
    case JINJA_JOINER:
        *out = name[0] == 's' ? value.as.joiner->separator : jinja_bool(value.as.joiner->is_used);
        return true;
    case JINJA_RANGE:
        *out = jinja_integer(strcmp(name, "start") == 0  ? value.as.range->start
                             : strcmp(name, "stop") == 0 ? value.as.range->stop
                                                         : value.as.range->step);
        return true;
    case JINJA_REAL:
        *out = jinja_real(name[0] == 'r' ? value.as.real : 0);
        return true;
    default:
        *out = jinja_integer(name[0] == 'i' ? 0 : name[0] == 'd' ? 1 : jinja_integral(value));
        return true;
    }
}

/* Python's getattr; *out is JINJA_MISSING where it would raise AttributeError. */
static bool find_attribute(struct jinja_run *run, struct jinja_value value,
                           const struct jinja_text *name, struct jinja_value *out)
{
    *out = (struct jinja_value){.kind = JINJA_MISSING};
    if (value.kind == JINJA_UNDEFINED && !is_hidden(value, name)) {
        return jinja_raise_undefined(run, value);
    }
    if (value.kind == JINJA_NAMESPACE && !is_hidden(value, name)) {
        struct jinja_text copy = *name;
        return jinja_dict_get(run, value.as.dict, jinja_of_text(&copy), out);
    }
    if (is_hidden(value, name) || is_in(kinds[value.kind].changers, name)) {
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)name->n_bytes, name->data);
        return jinja_undefined_unsafe(run, value, text, out);
    }
    if (value.kind == JINJA_TUPLE && value.is_markup && name->n_bytes > 3) {
        /* a group of groupby */
        bool is_key = name->n_bytes == 7 && memcmp(name->data, "grouper", 7) == 0;
        if (is_key || (name->n_bytes == 4 && memcmp(name->data, "list", 4) == 0)) {
            *out = value.as.list->items[is_key ? 0 : 1];
            return true;
        }
    }
    const struct jinja_builtin *methods = kinds[value.kind].methods;
    const struct jinja_builtin *method =
        methods != NULL ? jinja_find_builtin(methods, name->data, name->n_bytes) : NULL;
    if (method != NULL) {
        struct jinja_method *bound = jinja_allocate(run, 1, sizeof *bound);
        if (bound == NULL) {
            return false;
        }
        *bound = (struct jinja_method){value, method};
        *out = (struct jinja_value){.kind = JINJA_METHOD, .as.method = bound};
        return true;
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].kind == value.kind && strlen(fields[i].name) == name->n_bytes &&
            memcmp(fields[i].name, name->data, name->n_bytes) == 0) {
            return field(run, value, fields[i].name, out);
        }
    }
    return true;
}

static bool text_at(struct jinja_run *run, struct jinja_value value, int64_t index,
                    struct jinja_value *out)
{
    struct jinja_text *text = value.as.text;
    int64_t n = (int64_t)jinja_length_of_text(text);
    index += index < 0 ? n : 0;
    if (index < 0 || index >= n) {
        return true;
    }
    size_t start = jinja_offset(text->data, text->n_bytes, (size_t)index);
    size_t length;
    jinja_decode(text->data + start, text->n_bytes - start, &length);
    bool succeeded =
        jinja_text_borrow(run, text->data + start, length, out) && jinja_step(run, start / 64);
    out->is_markup = value.is_markup;
    return succeeded;
}

/* value[key]; *out is JINJA_MISSING where Python would raise TypeError or LookupError. */
static bool find_item(struct jinja_run *run, struct jinja_value value, struct jinja_value key,
                      struct jinja_value *out)
{
    *out = (struct jinja_value){.kind = JINJA_MISSING};
    if (value.kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, value);
    }
    if (value.kind == JINJA_DICT) {
        bool is_plain = key.kind != JINJA_LIST && key.kind != JINJA_DICT &&
                        key.kind != JINJA_TUPLE && key.kind != JINJA_VIEW;
        if (!is_plain && !jinja_hashable(&(struct jinja_run){.template = run->template,
                                                             .depth_limit = run->depth_limit,
                                                             .n_steps_left = 10000},
                                         key)) {
            return true;
        }
        return jinja_dict_get(run, value.as.dict, key, out);
    }
    if (!jinja_is_integral(key)) {
        return true;
    }
    int64_t index = jinja_integral(key);
    if (value.kind == JINJA_TEXT) {
        return text_at(run, value, index, out);
    }
    if (value.kind == JINJA_LIST || value.kind == JINJA_TUPLE) {
        int64_t n = (int64_t)value.as.list->n_items;
        index += index < 0 ? n : 0;
        if (index >= 0 && index < n) {
            *out = value.as.list->items[index];
        }
    }
    if (value.kind == JINJA_RANGE) {
        index += index < 0 ? value.as.range->n_items : 0;
        if (index >= 0 && index < value.as.range->n_items) {
            *out = jinja_integer(value.as.range->start + index * value.as.range->step);
        }
    }
    return true;
}

bool jinja_attribute(struct jinja_run *run, struct jinja_value value, const struct jinja_text *name,
                     struct jinja_value *out)
{
    struct jinja_text *copy = (struct jinja_text *)(uintptr_t)name;
    struct jinja_value key = jinja_of_text(copy);
    if (!find_attribute(run, value, name, out) ||
        (out->kind == JINJA_MISSING && !find_item(run, value, key, out))) {
        return false;
    }
    return out->kind != JINJA_MISSING || jinja_undefined_of(run, value, key, out);
}

bool jinja_item(struct jinja_run *run, struct jinja_value value, struct jinja_value key,
                struct jinja_value *out)
{
    if (!find_item(run, value, key, out)) {
        return false;
    }
    if (out->kind == JINJA_MISSING && key.kind == JINJA_TEXT &&
        !find_attribute(run, value, key.as.text, out)) {
        return false;
    }
    return out->kind != JINJA_MISSING || jinja_undefined_of(run, value, key, out);
}

static bool slice_bound(struct jinja_run *run, struct jinja_value bound, int64_t standard,
                        int64_t *out)
{
    *out = standard;
    if (bound.kind == JINJA_NONE) {
        return true;
    }
    if (!jinja_is_integral(bound)) {
        return jinja_raise(run, "TypeError",
                           "slice indices must be integers or None or have an __index__ method");
    }
    *out = jinja_integral(bound);
    return true;
}

static int64_t clamp(int64_t index, int64_t n, int64_t step)
{
    if (index < 0) {
        index = index < -n ? -1 : index + n;
        return index < 0 ? (step < 0 ? -1 : 0) : index;
    }
    return index >= n ? (step < 0 ? n - 1 : n) : index;
}

static bool slice_text(struct jinja_run *run, struct jinja_value value, int64_t start, int64_t stop,
                       int64_t step, struct jinja_value *out)
{
    const struct jinja_text *text = value.as.text;
    if (!jinja_step(run, text->n_bytes / 64)) {
        return false;
    }
    bool succeeded;
    if (step == 1) {
        size_t from = jinja_offset(text->data, text->n_bytes, (size_t)start);
        size_t n = start < stop ? jinja_offset(text->data + from, text->n_bytes - from,
                                               (size_t)(stop - start))
                                : 0;
        succeeded = jinja_text_borrow(run, text->data + from, n, out);
    } else {
        struct buffer buffer;
        jinja_buffer_init(run, &buffer);
        size_t at = jinja_offset(text->data, text->n_bytes, start > 0 ? (size_t)start : 0);
        int64_t index = start;
        while (step > 0 ? index < stop : index > stop) {
            size_t length;
            jinja_decode(text->data + at, text->n_bytes - at, &length);
            buffer_append(&buffer, text->data + at, length);
            for (int64_t i = 0; i < step && at < text->n_bytes; i++) {
                jinja_decode(text->data + at, text->n_bytes - at, &length);
                at += length;
            }
            for (int64_t i = 0; i > step && at > 0; i--) {
                at -= jinja_last_length(text->data, at);
            }
            if (__builtin_add_overflow(index, step, &index)) {
                break;
            }
        }
        succeeded = jinja_buffer_take(run, &buffer, out);
    }
    out->is_markup = value.is_markup;
    return succeeded;
}

static bool slice_range(struct jinja_run *run, const struct jinja_range *range, int64_t start,
                        int64_t stop, int64_t step, struct jinja_value *out)
{
    struct jinja_range *part = jinja_allocate(run, 1, sizeof *part);
    if (part == NULL) {
        return false;
    }
    int64_t n = step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step;
    *part =
        (struct jinja_range){range->start + start * range->step, range->start + stop * range->step,
                             range->step * step, n > 0 ? n : 0};
    *out = (struct jinja_value){.kind = JINJA_RANGE, .as.range = part};
    return true;
}

bool jinja_slice(struct jinja_run *run, struct jinja_value value, const struct jinja_value *bounds,
                 struct jinja_value *out)
{
    int64_t n, start, stop, step;
    if (value.kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, value);
    }
    if (value.kind == JINJA_DICT) {
        return jinja_raise(run, "TypeError", "unhashable type: 'slice'");
    }
    if (value.kind != JINJA_TEXT && value.kind != JINJA_LIST && value.kind != JINJA_TUPLE &&
        value.kind != JINJA_RANGE) {
        return jinja_raise(run, "TypeError", "'%s' object is not subscriptable", jinja_type(value));
    }
    if (!jinja_length(run, value, &n) || !slice_bound(run, bounds[2], 1, &step)) {
        return false;
    }
    if (step == 0) {
        return jinja_raise(run, "ValueError", "slice step cannot be zero");
    }
    step = step < -INT32_MAX ? -INT32_MAX : step > INT32_MAX ? INT32_MAX : step;
    if (!slice_bound(run, bounds[0], step < 0 ? INT64_MAX : 0, &start) ||
        !slice_bound(run, bounds[1], step < 0 ? INT64_MIN : INT64_MAX, &stop)) {
        return false;
    }
    start = clamp(start, n, step);
    stop = clamp(stop, n, step);
    if (value.kind == JINJA_TEXT) {
        return slice_text(run, value, start, stop, step, out);
    }
    if (value.kind == JINJA_RANGE) {
        return slice_range(run, value.as.range, start, stop, step, out);
    }
    struct jinja_list *list = jinja_list_create(run, 0);
    for (int64_t i = start; list != NULL && (step > 0 ? i < stop : i > stop); i += step) {
        if (!jinja_list_add(run, list, value.as.list->items[i])) {
            return false;
        }
    }
    *out = value.kind == JINJA_LIST ? jinja_of_list(list) : jinja_of_tuple(list);
    return list != NULL;
}
