/* The filters of Jinja; see template_run.h. a[0] is the piped value. */
#include <math.h>
#include <stdlib.h>
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

/* A filter that is a method of str: the value as text, then the same arguments. */
static bool as_method(struct jinja_run *run, const char *name, const struct jinja_value *a,
                      size_t n, struct jinja_value *out)
{
    struct jinja_value arguments[JINJA_MAX_PARAMETERS];
    for (size_t i = 0; i < JINJA_MAX_PARAMETERS; i++) {
        arguments[i] = i < n ? a[i] : (struct jinja_value){.kind = JINJA_MISSING};
    }
    return jinja_to_text(run, a[0], &arguments[0]) &&
           jinja_find_builtin(jinja_text_methods, name, strlen(name))->body(run, arguments, out);
}

static bool filter_upper(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return as_method(run, "upper", a, 1, out);
}

static bool filter_lower(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return as_method(run, "lower", a, 1, out);
}

static bool filter_capitalize(struct jinja_run *run, const struct jinja_value *a,
                              struct jinja_value *out)
{
    return as_method(run, "capitalize", a, 1, out);
}

static bool filter_trim(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return as_method(run, "strip", a, 2, out);
}

static bool filter_center(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    struct jinja_value arguments[2] = {a[0], a[1]};
    if (a[1].kind == JINJA_MISSING) {
        arguments[1] = jinja_integer(80);
    }
    return as_method(run, "center", arguments, 2, out);
}

static bool filter_string(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    return jinja_to_text(run, a[0], out);
}

static bool filter_safe(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    bool succeeded = jinja_to_text(run, a[0], out);
    out->is_markup = true;
    return succeeded;
}

static bool filter_escape(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    return jinja_escape_text(run, a[0], out);
}

static bool filter_forceescape(struct jinja_run *run, const struct jinja_value *a,
                               struct jinja_value *out)
{
    struct jinja_value value = a[0];
    value.is_markup = false;
    return jinja_escape_text(run, value, out);
}

static bool filter_replace(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    struct jinja_value arguments[4] = {a[0], a[1], a[2], a[3]};
    if (a[3].kind == JINJA_NONE) {
        arguments[3] = jinja_integer(-1);
    }
    for (size_t i = 0; i < 3; i++) {
        if (!jinja_to_text(run, arguments[i], &arguments[i])) {
            return false;
        }
        arguments[i].is_markup = false;
    }
    return as_method(run, "replace", arguments, 4, out);
}

/* Words begin behind spaces, hyphens and opening brackets. */
static bool filter_title(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    struct jinja_value text;
    struct buffer buffer;
    if (!jinja_to_text(run, a[0], &text)) {
        return false;
    }
    const char *data = text.as.text->data;
    size_t n = text.as.text->n_bytes;
    jinja_buffer_init(run, &buffer);
    for (size_t i = 0; i < n;) {
        size_t length;
        int32_t code = jinja_decode(data + i, n - i, &length);
        if (jinja_is_space(code) || (code < 0x80 && code != 0 && strchr("-({[<", (int)code))) {
            buffer_append(&buffer, data + i, length);
            i += length;
            continue;
        }
        size_t end = i + length;
        for (size_t next; end < n; end += next) {
            int32_t inner = jinja_decode(data + end, n - end, &next);
            if (jinja_is_space(inner) ||
                (inner < 0x80 && inner != 0 && strchr("-({[<", (int)inner))) {
                break;
            }
        }
        jinja_change_case(data + i, length, CASE_UPPER, &buffer);
        jinja_change_case(data + i + length, end - i - length, CASE_LOWER, &buffer);
        i = end;
    }
    bool succeeded = jinja_step(run, n / 16) && jinja_buffer_take(run, &buffer, out);
    return succeeded;
}

static bool filter_length(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    int64_t length;
    if (!jinja_length(run, a[0], &length)) {
        return false;
    }
    *out = jinja_integer(length);
    return length >= 0 ||
           jinja_raise(run, "TypeError", "object of type '%s' has no len()", jinja_type(a[0]));
}

static bool filter_default(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    bool boolean, truth = true;
    if (!flag(run, a[2], &boolean) || (boolean && !jinja_truth(run, a[0], &truth))) {
        return false;
    }
    *out = a[0];
    if (a[0].kind == JINJA_UNDEFINED || !truth) {
        *out = a[1];
        return a[1].kind != JINJA_MISSING || jinja_text_borrow(run, "", 0, out);
    }
    return true;
}

static bool filter_list(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_list *list;
    if (!jinja_to_list(run, a[0], &list)) {
        return false;
    }
    *out = jinja_of_list(list);
    return true;
}

static bool filter_first(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    struct jinja_iterator *iterator;
    bool done;
    return jinja_iterate(run, a[0], &iterator) && jinja_next_item(run, iterator, out, &done) &&
           (!done || jinja_undefined_hint(run, out, "No first item, sequence was empty."));
}

static bool filter_last(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_value reversed;
    bool done;
    if (a[0].kind == JINJA_UNDEFINED) {
        return jinja_undefined_hint(run, out, "No last item, sequence was empty.");
    }
    return jinja_reversed(run, a[0], &reversed) &&
           jinja_next_item(run, reversed.as.iterator, out, &done) &&
           (!done || jinja_undefined_hint(run, out, "No last item, sequence was empty."));
}

static bool filter_reverse(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    struct jinja_list *list;
    if (a[0].kind == JINJA_TEXT) {
        struct jinja_value bounds[] = {jinja_none(), jinja_none(), jinja_integer(-1)};
        return jinja_slice(run, a[0], bounds, out);
    }
    if (a[0].kind != JINJA_ITERATOR && a[0].kind != JINJA_UNDEFINED && jinja_iterable(a[0])) {
        return jinja_reversed(run, a[0], out);
    }
    if (!jinja_iterable(a[0])) {
        return jinja_raise(run, "FilterArgumentError", "argument must be iterable");
    }
    struct jinja_value reversed;
    return jinja_to_list(run, a[0], &list) && jinja_reversed(run, jinja_of_list(list), &reversed) &&
           filter_list(run, &reversed, out);
}

static bool next_of_items(struct jinja_run *run, struct jinja_iterator *iterator,
                          struct jinja_value *out, bool *done)
{
    struct jinja_value value = iterator->source;
    *done = value.kind == JINJA_UNDEFINED;
    if (*done) {
        return true;
    }
    if (value.kind != JINJA_DICT) {
        return jinja_raise(run, "TypeError", "Can only get item pairs from a mapping.");
    }
    if (iterator->inner == NULL) {
        struct jinja_view *view = jinja_allocate(run, 1, sizeof *view);
        if (view == NULL) {
            return false;
        }
        *view = (struct jinja_view){JINJA_ITEMS, value.as.dict};
        value = (struct jinja_value){.kind = JINJA_VIEW, .as.view = view};
        if (!jinja_iterate(run, value, &iterator->inner)) {
            return false;
        }
    }
    return jinja_next_item(run, iterator->inner, out, done);
}

static bool filter_items(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    struct jinja_iterator *iterator = jinja_iterator_create(run, next_of_items, NULL, NULL);
    if (iterator == NULL) {
        return false;
    }
    iterator->source = a[0];
    *out = (struct jinja_value){.kind = JINJA_ITERATOR, .as.iterator = iterator};
    return true;
}

static bool filter_attr(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    if (a[1].kind != JINJA_TEXT) {
        return jinja_raise(run, "TypeError", "attribute name must be string, not '%s'",
                           jinja_type(a[1]));
    }
    /* An attribute only: a dict's keys are not looked at. */
    if (a[0].kind == JINJA_DICT || a[0].kind == JINJA_UNDEFINED) {
        struct jinja_dict *empty = jinja_dict_create(run, 0);
        if (a[0].kind == JINJA_UNDEFINED) {
            return jinja_raise_undefined(run, a[0]);
        }
        struct jinja_value found;
        if (empty == NULL || !jinja_attribute(run, jinja_of_dict(empty), a[1].as.text, &found)) {
            return false;
        }
        return found.kind == JINJA_UNDEFINED &&
                       strcmp(found.as.undefined->type, "UndefinedError") == 0
                   ? jinja_undefined_of(run, a[0], a[1], out)
                   : jinja_attribute(run, a[0], a[1].as.text, out);
    }
    return jinja_attribute(run, a[0], a[1].as.text, out);
}

static bool filter_abs(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    if (a[0].kind == JINJA_REAL) {
        *out = jinja_real(fabs(a[0].as.real));
        return true;
    }
    if (!jinja_is_integral(a[0])) {
        return jinja_raise(run, "TypeError", "bad operand type for abs(): '%s'", jinja_type(a[0]));
    }
    if (jinja_integral(a[0]) < 0) {
        return jinja_unary(run, OPERATOR_SUBTRACT, a[0], out);
    }
    *out = jinja_integer(jinja_integral(a[0]));
    return true;
}

/* A number of Python: spaces around, a sign, "_" between digits. */
static bool clean_number(const struct jinja_text *text, char *out, size_t n_out)
{
    size_t left = jinja_spaces_left(text->data, text->n_bytes, NULL, 0);
    size_t n = text->n_bytes - left;
    n -= jinja_spaces_right(text->data + left, n, NULL, 0);
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        char c = text->data[left + i];
        if (c == '_') {
            bool between = i > 0 && i + 1 < n && text->data[left + i - 1] != '_' &&
                           (unsigned char)(text->data[left + i + 1] | 0x20) >= '0';
            if (!between) {
                return false;
            }
            continue;
        }
        if (n_kept + 1 >= n_out) {
            return false;
        }
        out[n_kept++] = c;
    }
    out[n_kept] = '\0';
    return n_kept > 0;
}

static bool text_to_real(const struct jinja_text *text, double *out)
{
    static const char *const names[] = {"inf", "infinity", "nan"};
    char number[1000];
    if (!clean_number(text, number, sizeof number)) {
        return false;
    }
    const char *at = number + (number[0] == '+' || number[0] == '-');
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(names[i]), j = 0;
        while (j < n && (at[j] | 0x20) == names[i][j]) {
            j++;
        }
        if (j == n && at[n] == '\0') {
            *out = i < 2 ? INFINITY : NAN;
            *out = number[0] == '-' ? -*out : *out;
            return true;
        }
    }
    size_t n_digits = strspn(at, "0123456789"), n = n_digits;
    if (at[n] == '.') {
        size_t n_fraction = strspn(at + n + 1, "0123456789");
        n_digits += n_fraction;
        n += n_fraction + 1;
    }
    if (n_digits == 0) {
        return false;
    }
    if (at[n] == 'e' || at[n] == 'E') {
        size_t sign = at[n + 1] == '+' || at[n + 1] == '-';
        size_t n_exponent = strspn(at + n + 1 + sign, "0123456789");
        if (n_exponent == 0) {
            return false;
        }
        n += 1 + sign + n_exponent;
    }
    if (at[n] != '\0' || !jinja_parse_real(at, n, out)) {
        return false;
    }
    *out = number[0] == '-' ? -*out : *out;
    return true;
}

/* int(text, base); false when it is not one. */
static bool text_to_integer(const struct jinja_text *text, int64_t base, int64_t *out)
{
    char number[200];
    if (!clean_number(text, number, sizeof number)) {
        return false;
    }
    const char *at = number + (number[0] == '+' || number[0] == '-');
    char kind = at[0] == '0' ? (char)(at[1] | 0x20) : '\0';
    int64_t prefix = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
    if (prefix != 0 && (base == 0 || base == prefix)) {
        at += 2;
        base = prefix;
    }
    if (base == 0 && at[0] == '0' && strspn(at, "0") != strlen(at)) {
        return false;
    }
    base = base == 0 ? 10 : base;
    int64_t value = 0;
    bool any = false;
    for (; *at != '\0'; at++, any = true) {
        int64_t digit = *at >= '0' && *at <= '9'                     ? *at - '0'
                        : (*at | 0x20) >= 'a' && (*at | 0x20) <= 'z' ? (*at | 0x20) - 'a' + 10
                                                                     : 99;
        if (digit >= base || __builtin_mul_overflow(value, base, &value) ||
            __builtin_add_overflow(value, digit, &value)) {
            return false;
        }
    }
    *out = number[0] == '-' ? -value : value;
    return any;
}

static bool real_to_integer(double real, int64_t *out)
{
    if (!(real > -9.2e18 && real < 9.2e18)) {
        return false;
    }
    *out = (int64_t)real;
    return true;
}

static bool filter_int(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    int64_t base = 10, value;
    double real;
    if (a[2].kind != JINJA_MISSING && !jinja_want_integer(run, a[2], &base)) {
        return false;
    }
    if (a[0].kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a[0]);
    }
    *out = a[1].kind == JINJA_MISSING ? jinja_integer(0) : a[1];
    if (jinja_is_integral(a[0])) {
        *out = jinja_integer(jinja_integral(a[0]));
    } else if (a[0].kind == JINJA_REAL) {
        if (isfinite(a[0].as.real) && !real_to_integer(a[0].as.real, &value)) {
            return jinja_raise(run, "OverflowError", "an integer beyond 64 bits");
        }
        if (isinf(a[0].as.real)) {
            return jinja_raise(run, "OverflowError", "cannot convert float infinity to integer");
        }
        if (isfinite(a[0].as.real)) {
            *out = jinja_integer(value);
        }
    } else if (a[0].kind == JINJA_TEXT) {
        bool fits = base == 0 || (base >= 2 && base <= 36);
        if ((fits && text_to_integer(a[0].as.text, base, &value)) ||
            (text_to_real(a[0].as.text, &real) && isfinite(real) &&
             real_to_integer(real, &value))) {
            *out = jinja_integer(value);
        }
    }
    return true;
}

static bool filter_float(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    double real;
    if (a[0].kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a[0]);
    }
    if (jinja_is_number(a[0])) {
        *out = jinja_real(jinja_number(a[0]));
    } else if (a[0].kind == JINJA_TEXT && text_to_real(a[0].as.text, &real)) {
        *out = jinja_real(real);
    } else {
        *out = a[1].kind == JINJA_MISSING ? jinja_real(0) : a[1];
    }
    return true;
}

/* Rounding to decimal digits as Python does it: by the shortest text that rounds right. */
static double round_real(double real, int digits)
{
    if (!isfinite(real) || digits > 300) {
        return real;
    }
    if (digits < -300) {
        return copysign(0, real);
    }
    if (digits < 0) {
        double scale = pow(10, -digits);
        double scaled = real / scale;
        return nearbyint(scaled) * scale;
    }
    struct buffer text;
    buffer_init(&text, 4096);
    jinja_print_format(fabs(real), 'f', digits, false, &text);
    double rounded = real;
    if (!text.failed && jinja_parse_real(buffer_text(&text), text.n_bytes, &rounded)) {
        rounded = copysign(rounded, real);
    }
    buffer_clear(&text);
    return rounded;
}

static bool filter_round(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    int64_t digits = 0;
    bool is_common = a[2].kind == JINJA_MISSING || jinja_is_text(a[2], "common");
    if (!is_common && !jinja_is_text(a[2], "ceil") && !jinja_is_text(a[2], "floor")) {
        return jinja_raise(run, "FilterArgumentError", "method must be common, ceil or floor");
    }
    if (a[1].kind != JINJA_MISSING && !jinja_want_integer(run, a[1], &digits)) {
        return false;
    }
    digits = digits > 400 ? 400 : digits < -400 ? -400 : digits;
    if (a[0].kind == JINJA_UNDEFINED && !is_common) {
        return jinja_raise_undefined(run, a[0]);
    }
    if (!jinja_is_number(a[0])) {
        return jinja_raise(run, "TypeError", "type %s doesn't define __round__ method",
                           jinja_type(a[0]));
    }
    if (is_common) {
        if (jinja_is_integral(a[0]) && digits >= 0) {
            *out = jinja_integer(jinja_integral(a[0]));
            return true;
        }
        double rounded = round_real(jinja_number(a[0]), (int)digits);
        *out = a[0].kind == JINJA_REAL ? jinja_real(rounded) : jinja_integer((int64_t)rounded);
        return true;
    }
    double scale = pow(10, (double)digits);
    double scaled = jinja_number(a[0]) * scale;
    if (!isfinite(scaled)) {
        return jinja_raise(run, "OverflowError", "cannot convert float infinity to integer");
    }
    scaled = jinja_is_text(a[2], "ceil") ? ceil(scaled) : floor(scaled);
    *out = jinja_real((scaled + 0.0) / scale);
    return true;
}

static bool filter_format(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    struct jinja_value text;
    bool has_keywords = a[2].as.dict->n_entries > 0;
    if (has_keywords && a[1].as.list->n_items > 0) {
        return jinja_raise(run, "FilterArgumentError",
                           "can't handle positional and keyword arguments at the same time");
    }
    return jinja_to_text(run, a[0], &text) &&
           jinja_percent(run, text, has_keywords ? a[2] : a[1], out);
}

static bool filter_indent(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    bool first, blank;
    int64_t width = 4;
    if (!flag(run, a[2], &first) || !flag(run, a[3], &blank) ||
        (a[1].kind != JINJA_MISSING && a[1].kind != JINJA_TEXT &&
         !jinja_want_integer(run, a[1], &width))) {
        return false;
    }
    if (a[0].kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a[0]);
    }
    if (a[0].kind == JINJA_LIST) {
        return jinja_raise(run, "AttributeError", "'list' object has no attribute 'splitlines'");
    }
    if (a[0].kind != JINJA_TEXT) {
        return jinja_raise(run, "TypeError", "unsupported operand type(s) for +=: '%s' and 'str'",
                           jinja_type(a[0]));
    }
    struct jinja_value indent;
    struct jinja_text space = {.data = " ", .n_bytes = 1, .n_characters = 1};
    if (a[1].kind == JINJA_TEXT) {
        indent = a[1];
    } else if (!jinja_binary(run, OPERATOR_MULTIPLY, jinja_of_text(&space), jinja_integer(width),
                             &indent)) {
        return false;
    }
    const struct jinja_text *margin = indent.as.text;
    const struct jinja_text *text = a[0].as.text;
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    if (first) {
        buffer_append(&buffer, margin->data, margin->n_bytes);
    }
    for (size_t at = 0, n_line = 0;; n_line++) {
        size_t n_break;
        size_t n = jinja_line(text->data + at, text->n_bytes - at, &n_break);
        /* A newline is added before splitting, so that a last empty line counts. */
        if (n_line > 0) {
            buffer_append_byte(&buffer, '\n');
            if (n > 0 || blank) {
                buffer_append(&buffer, margin->data, margin->n_bytes);
            }
        }
        buffer_append(&buffer, text->data + at, n);
        at += n + n_break;
        bool ends =
            n_break == 0 || (n_break == 1 && at == text->n_bytes && text->data[at - 1] == '\r');
        if (ends) {
            break;
        }
    }
    bool succeeded = jinja_step(run, text->n_bytes / 16) && jinja_buffer_take(run, &buffer, out);
    out->is_markup = succeeded && a[0].is_markup;
    return succeeded;
}

static bool filter_truncate(struct jinja_run *run, const struct jinja_value *a,
                            struct jinja_value *out)
{
    int64_t length = 255, leeway = 5, n_end = 3;
    bool kills, is_text = a[3].kind == JINJA_TEXT;
    if ((a[1].kind != JINJA_MISSING && !jinja_want_integer(run, a[1], &length)) ||
        !flag(run, a[2], &kills) || (is_given(a[4]) && !jinja_want_integer(run, a[4], &leeway)) ||
        (a[3].kind != JINJA_MISSING && !jinja_want_text(run, a[3], "end"))) {
        return false;
    }
    int64_t n;
    if (!jinja_length(run, a[0], &n)) {
        return false;
    }
    if (n < 0) {
        return jinja_raise(run, "TypeError", "object of type '%s' has no len()", jinja_type(a[0]));
    }
    struct jinja_text dots = {.data = "...", .n_bytes = 3, .n_characters = 3};
    struct jinja_text *end = is_text ? a[3].as.text : &dots;
    n_end = (int64_t)jinja_length_of_text(end);
    if (length < n_end) {
        return jinja_raise(run, "AssertionError", "expected length >= %lld, got %lld",
                           (long long)n_end, (long long)length);
    }
    if (leeway < 0) {
        return jinja_raise(run, "AssertionError", "expected leeway >= 0, got %lld",
                           (long long)leeway);
    }
    *out = a[0];
    if (n <= length || n - length <= leeway) {
        return true;
    }
    if (a[0].kind != JINJA_TEXT) {
        bool is_list = a[0].kind == JINJA_LIST || a[0].kind == JINJA_TUPLE;
        return jinja_raise(run, is_list && !kills ? "AttributeError" : "TypeError",
                           "'%s' object cannot be truncated", jinja_type(a[0]));
    }
    struct jinja_text *text = a[0].as.text;
    size_t cut = jinja_offset(text->data, text->n_bytes, (size_t)(length - n_end));
    int64_t space = kills ? -1 : jinja_find_last(text->data, cut, " ", 1);
    struct jinja_text kept = {.data = text->data, .n_bytes = space >= 0 ? (size_t)space : cut};
    bool succeeded = jinja_text_join(run, &kept, end, out);
    out->is_markup = a[0].is_markup;
    return succeeded;
}

static bool filter_wordcount(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    struct jinja_value text;
    if (!jinja_to_text(run, a[0], &text)) {
        return false;
    }
    int64_t n = 0;
    bool in_word = false;
    for (size_t i = 0, length; i < text.as.text->n_bytes; i += length) {
        int32_t code = jinja_decode(text.as.text->data + i, text.as.text->n_bytes - i, &length);
        bool is_word = jinja_is_letter(code) || jinja_is_numeric(code) || code == '_';
        n += is_word && !in_word;
        in_word = is_word;
    }
    *out = jinja_integer(n);
    return jinja_step(run, text.as.text->n_bytes / 16);
}

static bool filter_urlencode(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out);

static void quote(const struct jinja_text *text, bool is_query, struct buffer *out)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "_.-~/";
    for (size_t i = 0; i < text->n_bytes; i++) {
        char c = text->data[i];
        if (is_query && c == ' ') {
            buffer_append_byte(out, '+');
        } else if (c != '\0' && strchr(plain, c) != NULL && !(is_query && c == '/')) {
            buffer_append_byte(out, (unsigned char)c);
        } else {
            buffer_append_format(out, "%%%02X", (unsigned char)c);
        }
    }
}

static bool filter_urlencode(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    struct buffer buffer;
    struct jinja_value text, source = a[0];
    struct jinja_list *items;
    jinja_buffer_init(run, &buffer);
    if (source.kind == JINJA_TEXT || !jinja_iterable(source)) {
        if (!jinja_to_text(run, source, &text)) {
            return false;
        }
        quote(text.as.text, false, &buffer);
        return jinja_buffer_take(run, &buffer, out);
    }
    if (source.kind == JINJA_DICT && !filter_items(run, a, &source)) {
        return false;
    }
    if (!jinja_to_list(run, source, &items)) {
        return false;
    }
    bool succeeded = true;
    for (size_t i = 0; i < items->n_items && succeeded; i++) {
        struct jinja_list *pair;
        if (!jinja_to_list(run, items->items[i], &pair)) {
            succeeded = false;
        } else if (pair->n_items != 2) {
            succeeded = jinja_raise(run, "ValueError", "not enough values to unpack");
        }
        for (size_t j = 0; j < 2 && succeeded; j++) {
            succeeded = jinja_to_text(run, pair->items[j], &text);
            buffer_append_text(&buffer, j == 1 ? "=" : i > 0 ? "&" : "");
            if (succeeded) {
                quote(text.as.text, true, &buffer);
            }
        }
    }
    if (!succeeded) {
        buffer_clear(&buffer);
        return false;
    }
    return jinja_buffer_take(run, &buffer, out);
}

static bool filter_filesizeformat(struct jinja_run *run, const struct jinja_value *a,
                                  struct jinja_value *out)
{
    static const char prefixes[] = "kMGTPEZY";
    bool binary;
    struct jinja_value number;
    if (!flag(run, a[1], &binary) || !filter_float(run, a, &number)) {
        return false;
    }
    if (a[0].kind == JINJA_TEXT ? !text_to_real(a[0].as.text, &number.as.real)
                                : !jinja_is_number(a[0])) {
        return a[0].kind == JINJA_TEXT
                   ? jinja_raise(run, "ValueError", "could not convert string to float: '%.*s'",
                                 (int)a[0].as.text->n_bytes, a[0].as.text->data)
                   : jinja_raise(run, "TypeError",
                                 "float() argument must be a string or a real number, not '%s'",
                                 jinja_type(a[0]));
    }
    double bytes = number.as.real;
    double base = binary ? 1024 : 1000;
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    if (bytes == 1) {
        buffer_append_text(&buffer, "1 Byte");
    } else if (bytes < base) {
        buffer_append_format(&buffer, "%.0f Bytes", trunc(bytes) + 0.0);
    } else {
        double unit = base * base;
        size_t i = 0;
        for (; i < 7 && bytes >= unit; i++) {
            unit *= base;
        }
        jinja_print_format(base * bytes / unit, 'f', 1, false, &buffer);
        buffer_append_format(&buffer, binary ? " %ciB" : " %cB",
                             binary && i == 0 ? 'K' : prefixes[i]);
    }
    return jinja_buffer_take(run, &buffer, out);
}

static bool filter_striptags(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    struct jinja_value text;
    if (!jinja_to_text(run, a[0], &text)) {
        return false;
    }
    const char *data = text.as.text->data;
    size_t n = text.as.text->n_bytes, at = 0;
    struct buffer plain;
    jinja_buffer_init(run, &plain);
    for (;;) {
        int64_t start = jinja_find(data + at, n - at, "<", 1);
        if (start < 0) {
            break;
        }
        size_t from = at + (size_t)start;
        bool is_comment = n - from >= 4 && memcmp(data + from, "<!--", 4) == 0;
        size_t skip = is_comment ? 4 : 0;
        int64_t end = jinja_find(data + from + skip, n - from - skip, is_comment ? "-->" : ">",
                                 is_comment ? 3 : 1);
        if (end < 0) {
            break;
        }
        buffer_append(&plain, data + at, from - at);
        at = from + skip + (size_t)end + (is_comment ? 3 : 1);
    }
    buffer_append(&plain, data + at, n - at);
    if (jinja_find(buffer_text(&plain), plain.n_bytes, "&", 1) >= 0) {
        buffer_clear(&plain);
        return jinja_raise(run, "TypeError", "striptags of a text with \"&\" is not supported");
    }
    struct jinja_value words, space;
    struct jinja_value joined[2];
    const struct jinja_value *list = joined;
    if (!jinja_buffer_take(run, &plain, &words) ||
        !as_method(run, "split", &words, 1, &joined[1]) ||
        !jinja_text_borrow(run, " ", 1, &space)) {
        return false;
    }
    joined[0] = space;
    return as_method(run, "join", list, 2, out);
}

/* What json.dumps does with `indent`: a number of spaces, or a text. */
static bool json_indent(struct jinja_run *run, struct jinja_value indent, struct jinja_json *how)
{
    struct jinja_value text;
    struct jinja_text space = {.data = " ", .n_bytes = 1, .n_characters = 1};
    if (!is_given(indent)) {
        return true;
    }
    if (indent.kind == JINJA_TEXT) {
        text = indent;
    } else if (!jinja_is_integral(indent)) {
        return jinja_raise(run, "TypeError", "can't multiply sequence by non-int of type '%s'",
                           jinja_type(indent));
    } else if (!jinja_binary(run, OPERATOR_MULTIPLY, jinja_of_text(&space), indent, &text)) {
        return false;
    }
    how->indent = text.as.text->n_bytes > 0 ? text.as.text->data : "";
    how->n_indent = text.as.text->n_bytes;
    return true;
}

static bool filter_tojson(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    struct jinja_json how = {.ascii = false};
    if (!flag(run, a[1], &how.ascii) || !json_indent(run, a[2], &how) ||
        !flag(run, a[4], &how.sort)) {
        return false;
    }
    if (is_given(a[3])) {
        struct jinja_list *pair;
        if (!jinja_to_list(run, a[3], &pair)) {
            return false;
        }
        if (pair->n_items != 2) {
            return jinja_raise(run, "ValueError",
                               "not enough values to unpack (expected 2, got %zu)", pair->n_items);
        }
        if (pair->items[0].kind != JINJA_TEXT || pair->items[1].kind != JINJA_TEXT) {
            return jinja_raise(run, "TypeError", "make_encoder() separators must be str");
        }
        how.item_separator = pair->items[0].as.text;
        how.key_separator = pair->items[1].as.text;
    }
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    if (!jinja_json(run, a[0], &how, &buffer)) {
        buffer_clear(&buffer);
        return false;
    }
    return jinja_buffer_take(run, &buffer, out);
}

static bool filter_join(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_value separator;
    struct jinja_iterator *iterator;
    struct buffer buffer;
    separator = a[1];
    if ((a[1].kind == JINJA_MISSING && !jinja_text_borrow(run, "", 0, &separator)) ||
        !jinja_to_text(run, separator, &separator) || !jinja_iterate(run, a[0], &iterator)) {
        return false;
    }
    jinja_buffer_init(run, &buffer);
    for (bool is_first = true;; is_first = false) {
        struct jinja_value item;
        bool done;
        if (!jinja_next_item(run, iterator, &item, &done)) {
            buffer_clear(&buffer);
            return false;
        }
        if (done) {
            break;
        }
        if (!is_first) {
            buffer_append(&buffer, separator.as.text->data, separator.as.text->n_bytes);
        }
        if (!jinja_attribute_of(run, item, a[2], NULL, &item) || !jinja_print(run, item, &buffer)) {
            buffer_clear(&buffer);
            return false;
        }
    }
    return jinja_buffer_take(run, &buffer, out);
}

static bool not_supported(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    (void)a;
    (void)out;
    return jinja_raise(
        run, "TemplateRuntimeError",
        "the filters random, pprint, urlize, wordwrap and xmlattr are not supported");
}

const struct jinja_builtin jinja_filters[] = {
    {"abs", "/x", filter_abs},
    {"attr", "obj name", filter_attr},
    {"batch", "value linecount fill_with?", jinja_filter_batch},
    {"capitalize", "s", filter_capitalize},
    {"center", "value width?", filter_center},
    {"count", "/obj", filter_length},
    {"d", "value default_value? boolean?", filter_default},
    {"default", "value default_value? boolean?", filter_default},
    {"dictsort", "value case_sensitive? by? reverse?", jinja_filter_dictsort},
    {"e", "/s", filter_escape},
    {"escape", "/s", filter_escape},
    {"filesizeformat", "value binary?", filter_filesizeformat},
    {"first", "seq", filter_first},
    {"float", "value default?", filter_float},
    {"forceescape", "value", filter_forceescape},
    {"format", "value * **", filter_format},
    {"groupby", "value attribute default? case_sensitive?", jinja_filter_groupby},
    {"indent", "s width? first? blank?", filter_indent},
    {"int", "value default? base?", filter_int},
    {"items", "value", filter_items},
    {"join", "value d? attribute?", filter_join},
    {"last", "seq", filter_last},
    {"length", "/obj", filter_length},
    {"list", "value", filter_list},
    {"lower", "s", filter_lower},
    {"map", "value * **", jinja_filter_map},
    {"max", "value case_sensitive? attribute?", jinja_filter_max},
    {"min", "value case_sensitive? attribute?", jinja_filter_min},
    {"pprint", "value", not_supported},
    {"random", "seq", not_supported},
    {"reject", "value * **", jinja_filter_reject},
    {"rejectattr", "value * **", jinja_filter_rejectattr},
    {"replace", "s old new count?", filter_replace},
    {"reverse", "value", filter_reverse},
    {"round", "value precision? method?", filter_round},
    {"safe", "value", filter_safe},
    {"select", "value * **", jinja_filter_select},
    {"selectattr", "value * **", jinja_filter_selectattr},
    {"slice", "value slices fill_with?", jinja_filter_slice},
    {"sort", "value reverse? case_sensitive? attribute?", jinja_filter_sort},
    {"string", "/s", filter_string},
    {"striptags", "value", filter_striptags},
    {"sum", "iterable attribute? start?", jinja_filter_sum},
    {"title", "s", filter_title},
    {"tojson", "x ensure_ascii? indent? separators? sort_keys?", filter_tojson},
    {"trim", "value chars?", filter_trim},
    {"truncate", "s length? killwords? end? leeway?", filter_truncate},
    {"unique", "value case_sensitive? attribute?", jinja_filter_unique},
    {"upper", "s", filter_upper},
    {"urlencode", "value", filter_urlencode},
    {"urlize", "value * **", not_supported},
    {"wordcount", "s", filter_wordcount},
    {"wordwrap", "s * **", not_supported},
    {"xmlattr", "d * **", not_supported},
    {NULL, NULL, NULL},
};
