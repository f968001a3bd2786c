/* The tests of Jinja ("x is defined") and its global functions; see template_run.h. */
#include <stdlib.h>
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

static bool truth(struct jinja_value *out, bool value)
{
    *out = jinja_bool(value);
    return true;
}

static bool test_defined(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind != JINJA_UNDEFINED);
}

static bool test_undefined(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_UNDEFINED);
}

static bool test_none(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_NONE);
}

static bool test_boolean(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_BOOL);
}

static bool test_true(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_BOOL && a[0].as.truth);
}

static bool test_false(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_BOOL && !a[0].as.truth);
}

static bool test_integer(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_INTEGER);
}

static bool test_float(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_REAL);
}

static bool test_number(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, jinja_is_number(a[0]));
}

static bool test_string(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_TEXT);
}

static bool test_mapping(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_DICT);
}

static bool test_sequence(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    (void)run;
    /* Jinja asks for a length and for __getitem__; Undefined has both. */
    return truth(out, a[0].kind == JINJA_TEXT || a[0].kind == JINJA_LIST ||
                          a[0].kind == JINJA_TUPLE || a[0].kind == JINJA_DICT ||
                          a[0].kind == JINJA_RANGE || a[0].kind == JINJA_UNDEFINED);
}

static bool test_iterable(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    (void)run;
    return truth(out, jinja_iterable(a[0]));
}

static bool test_callable(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_FUNCTION || a[0].kind == JINJA_METHOD ||
                          a[0].kind == JINJA_MACRO || a[0].kind == JINJA_LOOP ||
                          a[0].kind == JINJA_JOINER || a[0].kind == JINJA_UNDEFINED);
}

static bool test_sameas(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    return truth(out, jinja_same(a[0], a[1]));
}

static bool test_escaped(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)run;
    return truth(out, a[0].kind == JINJA_TEXT && a[0].is_markup);
}

static bool remainder_is(struct jinja_run *run, struct jinja_value a, struct jinja_value b,
                         int64_t expected, struct jinja_value *out)
{
    struct jinja_value rest;
    bool equal;
    if (!jinja_binary(run, OPERATOR_REMAINDER, a, b, &rest) ||
        !jinja_equal(run, rest, jinja_integer(expected), &equal)) {
        return false;
    }
    return truth(out, equal);
}

static bool test_odd(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return remainder_is(run, a[0], jinja_integer(2), 1, out);
}

static bool test_even(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return remainder_is(run, a[0], jinja_integer(2), 0, out);
}

static bool test_divisibleby(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    return remainder_is(run, a[0], a[1], 0, out);
}

/* str.islower and str.isupper: something cased, and nothing of the other case. */
static bool all_of_case(struct jinja_run *run, struct jinja_value value, bool upper,
                        struct jinja_value *out)
{
    struct jinja_value text;
    if (!jinja_to_text(run, value, &text)) {
        return false;
    }
    const struct jinja_text *t = text.as.text;
    bool found = false;
    for (size_t i = 0, length; i < t->n_bytes; i += length) {
        int32_t code = jinja_decode(t->data + i, t->n_bytes - i, &length);
        bool is_upper = jinja_is_upper(code);
        bool is_lower = jinja_is_lower(code);
        if ((upper ? is_lower : is_upper) || jinja_is_title(code)) {
            return truth(out, false);
        }
        found = found || (upper ? is_upper : is_lower);
    }
    return truth(out, found) && jinja_step(run, t->n_bytes / 16);
}

static bool test_lower(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return all_of_case(run, a[0], false, out);
}

static bool test_upper(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return all_of_case(run, a[0], true, out);
}

static bool is_named(struct jinja_run *run, const struct jinja_builtin *table,
                     struct jinja_value name, struct jinja_value *out)
{
    if (!jinja_hashable(run, name)) {
        return false;
    }
    return truth(out, name.kind == JINJA_TEXT && jinja_find_builtin(table, name.as.text->data,
                                                                    name.as.text->n_bytes) != NULL);
}

static bool test_filter(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return is_named(run, jinja_filters, a[0], out);
}

static bool test_test(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return is_named(run, jinja_tests, a[0], out);
}

#define COMPARISON(name, operation)                                                                \
    static bool name(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)  \
    {                                                                                              \
        bool result;                                                                               \
        return jinja_compare(run, operation, a[0], a[1], &result) && truth(out, result);           \
    }
COMPARISON(test_eq, OPERATOR_EQUAL)
COMPARISON(test_ne, OPERATOR_UNEQUAL)
COMPARISON(test_lt, OPERATOR_LESS)
COMPARISON(test_le, OPERATOR_LESS_EQUAL)
COMPARISON(test_gt, OPERATOR_GREATER)
COMPARISON(test_ge, OPERATOR_GREATER_EQUAL)
COMPARISON(test_in, OPERATOR_IN)

const struct jinja_builtin jinja_tests[] = {
    {"defined", "value", test_defined},
    {"undefined", "value", test_undefined},
    {"none", "value", test_none},
    {"boolean", "value", test_boolean},
    {"true", "value", test_true},
    {"false", "value", test_false},
    {"integer", "value", test_integer},
    {"float", "value", test_float},
    {"number", "value", test_number},
    {"string", "value", test_string},
    {"mapping", "value", test_mapping},
    {"sequence", "value", test_sequence},
    {"iterable", "value", test_iterable},
    {"callable", "/value", test_callable},
    {"sameas", "value other", test_sameas},
    {"escaped", "value", test_escaped},
    {"odd", "value", test_odd},
    {"even", "value", test_even},
    {"divisibleby", "value num", test_divisibleby},
    {"lower", "value", test_lower},
    {"upper", "value", test_upper},
    {"filter", "value", test_filter},
    {"test", "value", test_test},
    {"in", "value seq", test_in},
    {"==", "/a b", test_eq},
    {"eq", "/a b", test_eq},
    {"equalto", "/a b", test_eq},
    {"!=", "/a b", test_ne},
    {"ne", "/a b", test_ne},
    {">", "/a b", test_gt},
    {"gt", "/a b", test_gt},
    {"greaterthan", "/a b", test_gt},
    {">=", "/a b", test_ge},
    {"ge", "/a b", test_ge},
    {"<", "/a b", test_lt},
    {"lt", "/a b", test_lt},
    {"lessthan", "/a b", test_lt},
    {"<=", "/a b", test_le},
    {"le", "/a b", test_le},
    {NULL, NULL, NULL},
};

static bool global_range(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    int64_t values[3] = {0, 0, 1};
    size_t n = 0;
    for (; n < 3 && a[n].kind != JINJA_MISSING; n++) {
        if (!jinja_want_integer(run, a[n], &values[n])) {
            return false;
        }
    }
    struct jinja_range *range = jinja_allocate(run, 1, sizeof *range);
    if (range == NULL) {
        return false;
    }
    int64_t start = n == 1 ? 0 : values[0];
    int64_t stop = n == 1 ? values[0] : values[1];
    int64_t step = values[2];
    if (step == 0) {
        return jinja_raise(run, "ValueError", "range() arg 3 must not be zero");
    }
    bool is_empty = step > 0 ? start >= stop : start <= stop;
    uint64_t span = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    uint64_t n_items = is_empty ? 0 : (span - 1) / stride + 1;
    if (n_items > JINJA_MAX_RANGE) {
        return jinja_raise(run, "OverflowError",
                           "Range too big. The sandbox blocks ranges larger than MAX_RANGE (%d).",
                           JINJA_MAX_RANGE);
    }
    *range = (struct jinja_range){start, stop, step, (int64_t)n_items};
    *out = (struct jinja_value){.kind = JINJA_RANGE, .as.range = range};
    return true;
}

/* dict(), namespace(): from a mapping or pairs, and keywords. a[0]: rest, a[1]: keywords. */
static bool build_dict(struct jinja_run *run, const struct jinja_value *a, const char *name,
                       struct jinja_dict **out)
{
    const struct jinja_list *given = a[0].as.list;
    *out = jinja_dict_create(run, a[1].as.dict->n_entries);
    if (given->n_items > 1) {
        return jinja_raise(run, "TypeError", "%s expected at most 1 argument, got %zu", name,
                           given->n_items);
    }
    if (*out == NULL) {
        return false;
    }
    struct jinja_value source = given->n_items > 0 ? given->items[0] : jinja_none();
    struct jinja_list *pairs = NULL;
    if (given->n_items > 0 && source.kind != JINJA_DICT && !jinja_to_list(run, source, &pairs)) {
        return false;
    }
    for (size_t i = 0; pairs != NULL && i < pairs->n_items; i++) {
        struct jinja_list *pair;
        if (!jinja_iterable(pairs->items[i])) {
            return jinja_raise(run, "TypeError",
                               "cannot convert dictionary update sequence element #%zu to a "
                               "sequence",
                               i);
        }
        if (!jinja_to_list(run, pairs->items[i], &pair)) {
            return false;
        }
        if (pair->n_items != 2) {
            return jinja_raise(run, "ValueError",
                               "dictionary update sequence element #%zu has length %zu; 2 is "
                               "required",
                               i, pair->n_items);
        }
        if (!jinja_dict_set(run, *out, pair->items[0], pair->items[1])) {
            return false;
        }
    }
    const struct jinja_dict *dicts[] = {source.kind == JINJA_DICT ? source.as.dict : NULL,
                                        a[1].as.dict};
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; dicts[i] != NULL && j < dicts[i]->n_entries; j++) {
            if (!jinja_dict_set(run, *out, dicts[i]->entries[j].key, dicts[i]->entries[j].value)) {
                return false;
            }
        }
    }
    return true;
}

static bool global_dict(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_dict *dict;
    if (!build_dict(run, a, "dict", &dict)) {
        return false;
    }
    *out = jinja_of_dict(dict);
    return true;
}

static bool global_namespace(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    struct jinja_dict *dict;
    if (!build_dict(run, a, "dict", &dict)) {
        return false;
    }
    for (size_t i = 0; i < dict->n_entries; i++) {
        const struct jinja_text *name = dict->entries[i].key.as.text;
        if (dict->entries[i].key.kind == JINJA_TEXT && name->n_bytes > 0 && name->data[0] == '_') {
            return jinja_raise(run, "SecurityError",
                               "Chat templates cannot store underscore-prefixed attributes on a "
                               "namespace, but got '%.*s'. Please rename the attribute.",
                               (int)name->n_bytes, name->data);
        }
    }
    *out = (struct jinja_value){.kind = JINJA_NAMESPACE, .as.dict = dict};
    return true;
}

static bool global_cycler(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    struct jinja_cycler *cycler = jinja_allocate(run, 1, sizeof *cycler);
    if (a[0].as.list->n_items == 0) {
        return jinja_raise(run, "RuntimeError", "at least one item has to be provided");
    }
    if (cycler == NULL) {
        return false;
    }
    cycler->items = a[0].as.list;
    *out = (struct jinja_value){.kind = JINJA_CYCLER, .as.cycler = cycler};
    return true;
}

static bool global_joiner(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    struct jinja_joiner *joiner = jinja_allocate(run, 1, sizeof *joiner);
    if (joiner == NULL) {
        return false;
    }
    joiner->separator = a[0];
    if (a[0].kind == JINJA_MISSING && !jinja_text_borrow(run, ", ", 2, &joiner->separator)) {
        return false;
    }
    *out = (struct jinja_value){.kind = JINJA_JOINER, .as.joiner = joiner};
    return true;
}

static bool global_raise(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)out;
    struct jinja_value text;
    if (!jinja_to_text(run, a[0], &text)) {
        return false;
    }
    int n = text.as.text->n_bytes < ERROR_MESSAGE_BYTES ? (int)text.as.text->n_bytes
                                                        : ERROR_MESSAGE_BYTES;
    return jinja_raise(run, "TemplateError", "%.*s", n, text.as.text->data);
}

static bool global_strftime(struct jinja_run *run, const struct jinja_value *a,
                            struct jinja_value *out)
{
    struct buffer text;
    if (a[0].kind != JINJA_TEXT) {
        return jinja_raise(run, "TypeError", "strftime() argument 1 must be str, not %s",
                           jinja_type(a[0]));
    }
    jinja_buffer_init(run, &text);
    jinja_strftime(&run->clock, a[0].as.text->data, a[0].as.text->n_bytes, &text);
    return jinja_buffer_take(run, &text, out);
}

const struct jinja_builtin jinja_globals[] = {
    {"range", "/start stop? step?", global_range},
    {"dict", "* **", global_dict},
    {"namespace", "* **", global_namespace},
    {"cycler", "*", global_cycler},
    {"joiner", "sep?", global_joiner},
    {"raise_exception", "message", global_raise},
    {"strftime_now", "format", global_strftime},
    {NULL, NULL, NULL},
};
