/*
 * Values as text: Python's str() and repr(), its shortest decimal of a float, and json.dumps.
 * Nothing here depends on the locale: digits are taken from printf, never its decimal point.
 */
#include "text/template_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/template_run.h"
#include "text/template_text.h"

enum { DIGITS_MAX = 17, EXPONENT_LOW = -4, EXPONENT_HIGH = 16, NUMBER_BYTES = 400 };

bool jinja_parse_real(const char *data, size_t n, double *out)
{
    /* The digits as an integer with an exponent: strtod then sees no decimal point. */
    struct buffer text;
    buffer_init(&text, n + 32);
    long n_fraction = 0;
    size_t i = 0;
    bool in_fraction = false;
    for (; i < n && data[i] != 'e' && data[i] != 'E'; i++) {
        if (data[i] == '.') {
            in_fraction = true;
        } else if (data[i] != '_') {
            buffer_append_byte(&text, (unsigned char)data[i]);
            n_fraction += in_fraction;
        }
    }
    long exponent = 0;
    bool is_negative = false;
    for (i++; i < n; i++) {
        if (data[i] == '-') {
            is_negative = true;
        } else if (data[i] >= '0' && data[i] <= '9' && exponent < 100000000) {
            exponent = exponent * 10 + (data[i] - '0');
        }
    }
    buffer_append_format(&text, "e%ld", (is_negative ? -exponent : exponent) - n_fraction);
    *out = strtod(buffer_text(&text), NULL);
    bool succeeded = !text.failed;
    buffer_clear(&text);
    return succeeded;
}

/* The digits of a finite number rounded to n, and its decimal exponent. */
static void digits_of(double real, int n, char digits[DIGITS_MAX + 1], int *exponent)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", n - 1, fabs(real));
    int n_digits = 0;
    char *at = text;
    for (; *at != 'e' && *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9') {
            digits[n_digits++] = *at;
        }
    }
    digits[n_digits] = '\0';
    *exponent = *at == 'e' ? (int)strtol(at + 1, NULL, 10) : 0;
}

static double value_of(const char *digits, int exponent)
{
    char text[64];
    snprintf(text, sizeof text, "%se%d", digits, exponent - (int)strlen(digits) + 1);
    return strtod(text, NULL);
}

void jinja_print_real(double real, struct buffer *out)
{
    if (isnan(real) || isinf(real)) {
        buffer_append_text(out, isnan(real) ? "nan" : real < 0 ? "-inf" : "inf");
        return;
    }
    char digits[DIGITS_MAX + 1] = "0";
    int exponent = 0;
    for (int n = 1; n <= DIGITS_MAX; n++) {
        digits_of(real, n, digits, &exponent);
        if (value_of(digits, exponent) == fabs(real)) {
            break;
        }
    }
    int n = (int)strlen(digits);
    buffer_append_text(out, signbit(real) ? "-" : "");
    if (exponent < EXPONENT_LOW || exponent >= EXPONENT_HIGH) {
        buffer_append(out, digits, 1);
        if (n > 1) {
            buffer_append_format(out, ".%s", digits + 1);
        }
        buffer_append_format(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
        return;
    }
    if (exponent < 0) {
        buffer_append_format(out, "0.%.*s%s", -exponent - 1, "0000", digits);
        return;
    }
    for (int i = 0; i <= exponent; i++) {
        buffer_append_byte(out, i < n ? (unsigned char)digits[i] : '0');
    }
    buffer_append_format(out, ".%s", n > exponent + 1 ? digits + exponent + 1 : "0");
}

void jinja_print_format(double real, char format, int precision, bool alternate, struct buffer *out)
{
    char text[NUMBER_BYTES + 1100];
    char pattern[] = {'%', '#', '.', '*', format, '\0'};
    if (!alternate) {
        memmove(pattern + 1, pattern + 2, sizeof pattern - 2);
    }
    if (precision > 1000) {
        precision = 1000;
    }
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif
    snprintf(text, sizeof text, pattern, precision, real);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
    bool is_point = false;
    for (const char *at = text; *at != '\0'; at++) {
        bool is_plain = (*at >= '0' && *at <= '9') || strchr("+-eEinfaINFA", *at) != NULL;
        if (is_plain || !is_point) {
            buffer_append_byte(out, is_plain ? (unsigned char)*at : '.');
        }
        is_point = !is_plain;
    }
}

/* Python's choice of quotes and escapes. */
void jinja_repr_text(const char *data, size_t n, struct buffer *out)
{
    char quote = '\'';
    if (memchr(data, '\'', n) != NULL && memchr(data, '"', n) == NULL) {
        quote = '"';
    }
    buffer_append_byte(out, (unsigned char)quote);
    for (size_t i = 0; i < n;) {
        size_t length;
        int32_t code = jinja_decode(data + i, n - i, &length);
        const char *escape = code == '\n'   ? "\\n"
                             : code == '\r' ? "\\r"
                             : code == '\t' ? "\\t"
                             : code == '\\' ? "\\\\"
                                            : NULL;
        if (escape != NULL) {
            buffer_append_text(out, escape);
        } else if (code == quote) {
            buffer_append_format(out, "\\%c", quote);
        } else if (jinja_is_printable(code)) {
            buffer_append(out, data + i, length);
        } else {
            buffer_append_format(out,
                                 code < 0x100     ? "\\x%02x"
                                 : code < 0x10000 ? "\\u%04x"
                                                  : "\\U%08x",
                                 (unsigned)code);
        }
        i += length;
    }
    buffer_append_byte(out, (unsigned char)quote);
}

static bool repr_items(struct jinja_run *run, const struct jinja_list *list, const char *open,
                       const char *close, struct buffer *out)
{
    buffer_append_text(out, open);
    for (size_t i = 0; i < list->n_items; i++) {
        buffer_append_text(out, i > 0 ? ", " : "");
        if (!jinja_repr(run, list->items[i], out)) {
            return false;
        }
    }
    buffer_append_text(out, close);
    return true;
}

static bool repr_dict(struct jinja_run *run, struct jinja_dict *dict, struct buffer *out)
{
    if (dict->is_printing) {
        buffer_append_text(out, "{...}");
        return true;
    }
    dict->is_printing = true;
    bool succeeded = true;
    buffer_append_byte(out, '{');
    for (size_t i = 0; i < dict->n_entries && succeeded; i++) {
        buffer_append_text(out, i > 0 ? ", " : "");
        succeeded = jinja_repr(run, dict->entries[i].key, out);
        buffer_append_text(out, ": ");
        succeeded = succeeded && jinja_repr(run, dict->entries[i].value, out);
    }
    buffer_append_byte(out, '}');
    dict->is_printing = false;
    return succeeded;
}

static bool repr_view(struct jinja_run *run, const struct jinja_view *view, struct buffer *out)
{
    static const char *const names[] = {
        [JINJA_KEYS] = "dict_keys([",
        [JINJA_VALUES] = "dict_values([",
        [JINJA_ITEMS] = "dict_items([",
    };
    buffer_append_text(out, names[view->kind]);
    for (size_t i = 0; i < view->dict->n_entries; i++) {
        const struct jinja_entry *entry = &view->dict->entries[i];
        struct jinja_value pair[] = {entry->key, entry->value};
        struct jinja_list list = {.items = pair, .n_items = 2};
        buffer_append_text(out, i > 0 ? ", " : "");
        bool succeeded = view->kind == JINJA_ITEMS
                             ? repr_items(run, &list, "(", ")", out)
                             : jinja_repr(run, pair[view->kind == JINJA_VALUES], out);
        if (!succeeded) {
            return false;
        }
    }
    buffer_append_text(out, "])");
    return true;
}

static bool repr_object(struct jinja_run *run, struct jinja_value value, struct buffer *out)
{
    switch (value.kind) {
    case JINJA_LIST:
        return repr_items(run, value.as.list, "[", "]", out);
    case JINJA_TUPLE:
        return repr_items(run, value.as.list, "(", value.as.list->n_items == 1 ? ",)" : ")", out);
    case JINJA_DICT:
        return repr_dict(run, value.as.dict, out);
    case JINJA_NAMESPACE:
        buffer_append_text(out, "<Namespace ");
        if (!repr_dict(run, value.as.dict, out)) {
            return false;
        }
        buffer_append_byte(out, '>');
        return true;
    case JINJA_VIEW:
        return repr_view(run, value.as.view, out);
    case JINJA_LOOP: {
        int64_t length;
        if (!jinja_loop_length(run, value.as.loop, &length)) {
            return false;
        }
        buffer_append_format(out, "<LoopContext %" PRId64 "/%" PRId64 ">",
                             value.as.loop->index0 + 1, length);
        return true;
    }
    default:
        return true;
    }
}

bool jinja_repr(struct jinja_run *run, struct jinja_value value, struct buffer *out)
{
    bool succeeded = true;
    switch (value.kind) {
    case JINJA_MISSING:
    case JINJA_UNDEFINED:
        buffer_append_text(out, "Undefined");
        break;
    case JINJA_NONE:
        buffer_append_text(out, "None");
        break;
    case JINJA_BOOL:
        buffer_append_text(out, value.as.truth ? "True" : "False");
        break;
    case JINJA_INTEGER:
        buffer_append_format(out, "%" PRId64, value.as.integer);
        break;
    case JINJA_REAL:
        jinja_print_real(value.as.real, out);
        break;
    case JINJA_TEXT:
        buffer_append_text(out, value.is_markup ? "Markup(" : "");
        jinja_repr_text(value.as.text->data, value.as.text->n_bytes, out);
        buffer_append_text(out, value.is_markup ? ")" : "");
        break;
    case JINJA_RANGE:
        buffer_append_format(out, "range(%" PRId64 ", %" PRId64, value.as.range->start,
                             value.as.range->stop);
        if (value.as.range->step != 1) {
            buffer_append_format(out, ", %" PRId64, value.as.range->step);
        }
        buffer_append_byte(out, ')');
        break;
    case JINJA_MACRO:
        jinja_repr_macro(value.as.macro, out);
        break;
    case JINJA_ITERATOR:
    case JINJA_CYCLER:
    case JINJA_JOINER:
    case JINJA_FUNCTION:
    case JINJA_METHOD:
        /* Python prints an address here, which would differ from run to run. */
        buffer_append_format(out, "<%s object>", jinja_type(value));
        break;
    default:
        if (!jinja_enter(run)) {
            return false;
        }
        succeeded = repr_object(run, value, out);
        jinja_leave(run);
        break;
    }
    return succeeded && jinja_buffer_check(run, out);
}

bool jinja_print(struct jinja_run *run, struct jinja_value value, struct buffer *out)
{
    if (value.kind == JINJA_TEXT) {
        buffer_append(out, value.as.text->data, value.as.text->n_bytes);
        return jinja_step(run, value.as.text->n_bytes / 64) && jinja_buffer_check(run, out);
    }
    if (value.kind == JINJA_UNDEFINED) {
        return true;
    }
    return jinja_repr(run, value, out);
}

bool jinja_to_text(struct jinja_run *run, struct jinja_value value, struct jinja_value *out)
{
    if (value.kind == JINJA_TEXT) {
        *out = value;
        return true;
    }
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    if (!jinja_print(run, value, &buffer)) {
        buffer_clear(&buffer);
        return false;
    }
    return jinja_buffer_take(run, &buffer, out);
}

void jinja_escape(const char *data, size_t n, struct buffer *out)
{
    for (size_t i = 0; i < n; i++) {
        const char *escape = data[i] == '&'    ? "&amp;"
                             : data[i] == '<'  ? "&lt;"
                             : data[i] == '>'  ? "&gt;"
                             : data[i] == '\'' ? "&#39;"
                             : data[i] == '"'  ? "&#34;"
                                               : NULL;
        if (escape != NULL) {
            buffer_append_text(out, escape);
        } else {
            buffer_append_byte(out, (unsigned char)data[i]);
        }
    }
}

bool jinja_escape_text(struct jinja_run *run, struct jinja_value value, struct jinja_value *out)
{
    struct buffer buffer;
    if (value.kind == JINJA_TEXT && value.is_markup) {
        *out = value;
        return true;
    }
    if (!jinja_to_text(run, value, &value)) {
        return false;
    }
    jinja_buffer_init(run, &buffer);
    jinja_escape(value.as.text->data, value.as.text->n_bytes, &buffer);
    if (!jinja_buffer_take(run, &buffer, out)) {
        return false;
    }
    out->is_markup = true;
    return true;
}

static void json_text(const struct jinja_text *text, bool ascii, struct buffer *out)
{
    buffer_append_byte(out, '"');
    size_t start = 0;
    for (size_t i = 0; i < text->n_bytes;) {
        size_t length;
        int32_t code = jinja_decode(text->data + i, text->n_bytes - i, &length);
        if (code >= 0x20 && code != '"' && code != '\\' && (!ascii || code < 0x7F)) {
            i += length;
            continue;
        }
        buffer_append(out, text->data + start, i - start);
        static const char shorts[] = "\"\"\\\\\nn\rr\tt\ff\bb";
        const char *found = code < 0x80 && code != 0 ? strchr(shorts, (int)code) : NULL;
        if (found != NULL && (found - shorts) % 2 == 1) {
            found = NULL; /* a plain letter of the table */
        }
        if (found != NULL) {
            buffer_append_format(out, "\\%c", found[1]);
        } else if (code >= 0x10000) {
            buffer_append_format(out, "\\u%04x\\u%04x",
                                 0xD800u + (((unsigned)code - 0x10000) >> 10),
                                 0xDC00u + ((unsigned)code & 0x3FF));
        } else {
            buffer_append_format(out, "\\u%04x", (unsigned)code);
        }
        i += length;
        start = i;
    }
    buffer_append(out, text->data + start, text->n_bytes - start);
    buffer_append_byte(out, '"');
}

static bool json_key(struct jinja_run *run, struct jinja_value key, const struct jinja_json *how,
                     struct buffer *out)
{
    switch (key.kind) {
    case JINJA_TEXT:
        json_text(key.as.text, how->ascii, out);
        return true;
    case JINJA_NONE:
    case JINJA_BOOL:
    case JINJA_INTEGER:
    case JINJA_REAL:
        buffer_append_byte(out, '"');
        if (!jinja_json(run, key, how, out)) {
            return false;
        }
        buffer_append_byte(out, '"');
        return true;
    default:
        return jinja_raise(run, "TypeError", "keys must be str, int, float, bool or None, not %s",
                           jinja_type(key));
    }
}

static void json_separator(const struct jinja_text *separator, const char *standard,
                           struct buffer *out)
{
    if (separator != NULL) {
        buffer_append(out, separator->data, separator->n_bytes);
    } else {
        buffer_append_text(out, standard);
    }
}

/* A new line and its indentation. */
static void json_line(struct jinja_run *run, const struct jinja_json *how, unsigned level,
                      struct buffer *out)
{
    (void)run;
    if (how->indent != NULL) {
        buffer_append_byte(out, '\n');
        for (unsigned i = 0; i < level; i++) {
            buffer_append(out, how->indent, how->n_indent);
        }
    }
}

static bool json_value(struct jinja_run *run, struct jinja_value value,
                       const struct jinja_json *how, unsigned level, struct buffer *out);

static bool json_items(struct jinja_run *run, struct jinja_value value,
                       const struct jinja_json *how, unsigned level, struct buffer *out)
{
    bool is_dict = value.kind == JINJA_DICT;
    size_t n = is_dict ? value.as.dict->n_entries : value.as.list->n_items;
    const struct jinja_entry *entries = is_dict ? value.as.dict->entries : NULL;
    if (n == 0) {
        buffer_append_text(out, is_dict ? "{}" : "[]");
        return true;
    }
    if (is_dict && how->sort && !jinja_sorted_entries(run, value.as.dict, &entries)) {
        return false;
    }
    buffer_append_byte(out, is_dict ? '{' : '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0) {
            json_separator(how->item_separator, how->indent != NULL ? "," : ", ", out);
        }
        json_line(run, how, level + 1, out);
        if (is_dict) {
            if (!json_key(run, entries[i].key, how, out)) {
                return false;
            }
            json_separator(how->key_separator, ": ", out);
        }
        if (!json_value(run, is_dict ? entries[i].value : value.as.list->items[i], how, level + 1,
                        out)) {
            return false;
        }
    }
    json_line(run, how, level, out);
    buffer_append_byte(out, is_dict ? '}' : ']');
    return true;
}

static bool json_value(struct jinja_run *run, struct jinja_value value,
                       const struct jinja_json *how, unsigned level, struct buffer *out)
{
    bool succeeded = true;
    switch (value.kind) {
    case JINJA_TEXT:
        json_text(value.as.text, how->ascii, out);
        break;
    case JINJA_NONE:
        buffer_append_text(out, "null");
        break;
    case JINJA_BOOL:
        buffer_append_text(out, value.as.truth ? "true" : "false");
        break;
    case JINJA_INTEGER:
        buffer_append_format(out, "%" PRId64, value.as.integer);
        break;
    case JINJA_REAL:
        if (isfinite(value.as.real)) {
            jinja_print_real(value.as.real, out);
        } else {
            buffer_append_text(out, isnan(value.as.real) ? "NaN"
                                    : value.as.real > 0  ? "Infinity"
                                                         : "-Infinity");
        }
        break;
    case JINJA_LIST:
    case JINJA_TUPLE:
    case JINJA_DICT:
        if (!jinja_enter(run)) {
            return false;
        }
        succeeded = json_items(run, value, how, level, out);
        jinja_leave(run);
        break;
    default:
        return jinja_raise(run, "TypeError", "Object of type %s is not JSON serializable",
                           jinja_type(value));
    }
    return succeeded && jinja_buffer_check(run, out);
}

bool jinja_json(struct jinja_run *run, struct jinja_value value, const struct jinja_json *how,
                struct buffer *out)
{
    return json_value(run, value, how, 0, out);
}
