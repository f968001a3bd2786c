/*
 * Text -> jansson's values. The values are jansson's, the reader is ours, for three reasons: its
 * own reader overruns a buffer when memory runs out inside a string, refuses whole files for an
 * integer beyond 64 bits (which tokenizer_config.json files have), and asks a locale about every
 * number.
 *
 * One loop, no recursion: the open containers are a stack of bounded depth. A container is put into
 * its parent when it opens, so that the root owns everything at all times.
 */
#include <float.h>
#include <locale.h>
#include <stdlib.h>
#include "base/buffer.h"
#include "formats/json.h"

enum { MAX_DEPTH = 1024, MAX_STRING_BYTES = 1 << 30, MAX_NUMBER_BYTES = 1000 };

struct json_reader {
    const uint8_t *at;
    const uint8_t *end;
    json_t *root;
    json_t *stack[MAX_DEPTH]; /* borrowed from root */
    size_t depth;
    struct buffer key;              /* of the value that comes next, in an object */
    struct buffer text;             /* of the string or number at hand */
    const char *problem;            /* static; set once something is wrong */
    bool is_memory;                 /* the problem is memory */
    struct visitor *visitor;        /* NULL: everything is kept */
    const struct json_taker *taker; /* NULL: nothing is given away */
    struct error *err;              /* of the taker */
    bool has_failed;                /* the taker has, and told why */
};

/* Who gets the members of the root. */
struct visitor {
    json_visit *visit;
    void *context;
    size_t n_limit_bytes;
    struct error *err;
    struct buffer key;    /* of the member at hand */
    const uint8_t *start; /* of its value */
    bool has_refused;
};

static bool fail(struct json_reader *reader, const char *problem)
{
    if (reader->problem == NULL) {
        reader->problem = problem;
    }
    return false;
}

static bool fail_memory(struct json_reader *reader)
{
    reader->is_memory = true;
    return fail(reader, "out of memory");
}

static void skip_space(struct json_reader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' ||
                                        *reader->at == '\r' || *reader->at == '\t')) {
        reader->at++;
    }
}

/* The next byte, 0 at the end. */
static uint8_t peek(const struct json_reader *reader)
{
    return reader->at < reader->end ? *reader->at : 0;
}

static bool take(struct json_reader *reader, char wanted)
{
    if (reader->at < reader->end && *reader->at == (uint8_t)wanted) {
        reader->at++;
        return true;
    }
    return false;
}

/* ---- strings -------------------------------------------------------------------------------- */

/* Bytes of the UTF-8 character at p, 0 if it is none. */
static size_t character_bytes(const uint8_t *p, size_t n)
{
    static const struct {
        uint8_t low, high; /* of the first byte */
        uint8_t second_low, second_high;
        uint8_t n_bytes;
    } rows[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (p[0] < rows[i].low || p[0] > rows[i].high || n < rows[i].n_bytes) {
            continue;
        }
        bool ok =
            rows[i].n_bytes == 1 || (p[1] >= rows[i].second_low && p[1] <= rows[i].second_high);
        for (size_t k = 2; k < rows[i].n_bytes; k++) {
            ok = ok && p[k] >= 0x80 && p[k] <= 0xBF;
        }
        return ok ? rows[i].n_bytes : 0;
    }
    return 0;
}

/* Four hexadecimal digits. */
static bool read_unit(struct json_reader *reader, unsigned *out)
{
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        uint8_t c = peek(reader);
        unsigned digit = c >= '0' && c <= '9' ? c - (unsigned)'0' : (c | 32u) - 'a' + 10;
        digit = digit < 16 && (c <= '9' || digit >= 10) ? digit : 16;
        if (digit == 16) {
            return fail(reader, "invalid \\u escape");
        }
        *out = *out * 16 + digit;
        reader->at++;
    }
    return true;
}

/* Behind "\u". */
static bool read_unicode_escape(struct json_reader *reader, struct buffer *out)
{
    unsigned unit;
    unsigned second;
    if (!read_unit(reader, &unit)) {
        return false;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        if (!take(reader, '\\') || !take(reader, 'u') || !read_unit(reader, &second) ||
            second < 0xDC00 || second > 0xDFFF) {
            return fail(reader, "half of a surrogate pair");
        }
        unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
        return fail(reader, "half of a surrogate pair");
    }
    buffer_append_codepoint(out, unit);
    return true;
}

static bool read_escape(struct json_reader *reader, struct buffer *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    uint8_t c = peek(reader);
    const char *name = c != 0 ? strchr(names, c) : NULL;
    if (take(reader, 'u')) {
        return read_unicode_escape(reader, out);
    }
    if (name == NULL) {
        return fail(reader, "invalid escape");
    }
    reader->at++;
    buffer_append_byte(out, (unsigned char)values[name - names]);
    return true;
}

/* Up to a byte that is not simply part of a string. */
static void skip_plain(struct json_reader *reader)
{
    while (reader->at < reader->end && *reader->at >= 0x20 && *reader->at < 0x80 &&
           *reader->at != '"' && *reader->at != '\\') {
        reader->at++;
    }
}

/* Behind the opening quote; up to and with the closing one. */
static bool read_string(struct json_reader *reader, struct buffer *out)
{
    buffer_empty(out);
    for (;;) {
        const uint8_t *first = reader->at;
        skip_plain(reader);
        buffer_append(out, first, (size_t)(reader->at - first));
        if (reader->at == reader->end) {
            return fail(reader, "a string that does not end");
        }
        if (take(reader, '"')) {
            return !out->failed || fail_memory(reader);
        }
        if (take(reader, '\\')) {
            if (!read_escape(reader, out)) {
                return false;
            }
            continue;
        }
        size_t n = character_bytes(reader->at, (size_t)(reader->end - reader->at));
        if (n == 0) {
            return fail(reader, "invalid UTF-8");
        }
        if (*reader->at < 0x20) {
            return fail(reader, "a control character in a string");
        }
        buffer_append(out, reader->at, n);
        reader->at += n;
    }
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* A number's digits: value = digits * 10^exponent where it fits, which is_exact tells. */
struct number {
    bool is_negative;
    bool is_integer; /* no fraction, no exponent */
    bool is_exact;
    uint64_t digits;
    long exponent;
};

static size_t read_digits(struct json_reader *reader, struct number *number, bool is_fraction)
{
    size_t n = 0;
    for (; peek(reader) >= '0' && peek(reader) <= '9'; reader->at++, n++) {
        unsigned digit = (unsigned)(*reader->at - '0');
        if (number->digits > (UINT64_MAX - digit) / 10) {
            number->is_exact = false;
        } else {
            number->digits = number->digits * 10 + digit;
            number->exponent -= is_fraction;
        }
    }
    return n;
}

static bool read_exponent(struct json_reader *reader, struct number *number)
{
    bool is_negative = take(reader, '-');
    long value = 0;
    size_t n = 0;
    if (!is_negative) {
        take(reader, '+');
    }
    for (; peek(reader) >= '0' && peek(reader) <= '9'; reader->at++, n++) {
        value = value < 100000 ? value * 10 + (*reader->at - '0') : value;
    }
    number->exponent += is_negative ? -value : value;
    return n > 0 || fail(reader, "an exponent without digits");
}

/* Through the C library, for what the short way cannot round rightly. Its decimal point is that of
 * the locale of the program. */
static json_t *convert_slowly(struct json_reader *reader, const uint8_t *first, size_t n)
{
    if (n > MAX_NUMBER_BYTES) {
        fail(reader, "a number of too many digits");
        return NULL;
    }
    buffer_empty(&reader->text);
    for (size_t i = 0; i < n; i++) {
        if (first[i] == '.') {
            buffer_append_text(&reader->text, localeconv()->decimal_point);
        } else {
            buffer_append_byte(&reader->text, first[i]);
        }
    }
    if (reader->text.failed) {
        fail_memory(reader);
        return NULL;
    }
    double value = strtod(buffer_text(&reader->text), NULL);
    if (!(value >= -DBL_MAX && value <= DBL_MAX)) {
        fail(reader, "a number beyond all bounds");
        return NULL;
    }
    return json_real(value);
}

/* Up to 15 digits times a power of ten that a double holds exactly: one rounding, so the nearest
 * double. Integers beyond 64 bits become reals. */
static json_t *convert(struct json_reader *reader, const struct number *number,
                       const uint8_t *first)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    enum { MAX_POWER = sizeof powers / sizeof powers[0] - 1 };
    if (number->is_integer && number->is_exact && number->digits <= INT64_MAX) {
        int64_t value = (int64_t)number->digits;
        return json_integer(number->is_negative ? -value : value);
    }
    if (number->is_exact && number->digits < (uint64_t)1 << 53 && number->exponent <= MAX_POWER &&
        number->exponent >= -MAX_POWER) {
        double value = (double)number->digits;
        value = number->exponent < 0 ? value / powers[-number->exponent]
                                     : value * powers[number->exponent];
        return json_real(number->is_negative ? -value : value);
    }
    return convert_slowly(reader, first, (size_t)(reader->at - first));
}

static json_t *read_number(struct json_reader *reader)
{
    const uint8_t *first = reader->at;
    struct number number = {.is_exact = true, .is_integer = true};
    number.is_negative = take(reader, '-');
    bool is_zero = peek(reader) == '0';
    size_t n = read_digits(reader, &number, false);
    if (n == 0 || (is_zero && n > 1)) {
        fail(reader, n == 0 ? "an unexpected character" : "a number that begins with 0");
        return NULL;
    }
    if (take(reader, '.')) {
        number.is_integer = false;
        if (read_digits(reader, &number, true) == 0) {
            fail(reader, "a fraction without digits");
            return NULL;
        }
    }
    if (take(reader, 'e') || take(reader, 'E')) {
        number.is_integer = false;
        if (!read_exponent(reader, &number)) {
            return NULL;
        }
    }
    return convert(reader, &number, first);
}

/* ---- values --------------------------------------------------------------------------------- */

static json_t *read_word(struct json_reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t n = strlen(words[i]);
        if ((size_t)(reader->end - reader->at) >= n && memcmp(reader->at, words[i], n) == 0) {
            reader->at += n;
            return i == 0 ? json_true() : i == 1 ? json_false() : json_null();
        }
    }
    fail(reader, reader->at == reader->end ? "the end of the text" : "an unexpected character");
    return NULL;
}

static json_t *read_scalar(struct json_reader *reader)
{
    uint8_t c = peek(reader);
    if (c == '-' || (c >= '0' && c <= '9')) {
        return read_number(reader);
    }
    if (!take(reader, '"')) {
        return read_word(reader);
    }
    if (!read_string(reader, &reader->text)) {
        return NULL;
    }
    return json_stringn_nocheck(buffer_text(&reader->text), reader->text.n_bytes);
}

/* Gives the value to the open container, or makes it the root. */
static bool attach(struct json_reader *reader, json_t *value)
{
    if (value == NULL) {
        return reader->problem != NULL ? false : fail_memory(reader);
    }
    if (reader->depth == 0) {
        reader->root = value;
        return true;
    }
    json_t *parent = reader->stack[reader->depth - 1];
    int status = json_is_array(parent)
                     ? json_array_append_new(parent, value)
                     : json_object_set_new_nocheck(parent, buffer_text(&reader->key), value);
    return status == 0 || fail_memory(reader);
}

static bool open_container(struct json_reader *reader, json_t *container)
{
    if (reader->depth == MAX_DEPTH) {
        json_decref(container);
        return fail(reader, "nested too deeply");
    }
    if (!attach(reader, container)) {
        return false;
    }
    reader->stack[reader->depth++] = container;
    return true;
}

/* A key and its colon. */
static bool read_key(struct json_reader *reader)
{
    skip_space(reader);
    if (!take(reader, '"')) {
        return fail(reader, "expected a key");
    }
    if (!read_string(reader, &reader->key)) {
        return false;
    }
    const char *key = buffer_text(&reader->key);
    if (strlen(key) != reader->key.n_bytes) {
        return fail(reader, "a zero in a key");
    }
    if (json_object_get(reader->stack[reader->depth - 1], key) != NULL) {
        return fail(reader, "duplicate key");
    }
    skip_space(reader);
    if (!take(reader, ':')) {
        return fail(reader, "expected a colon");
    }
    struct visitor *visitor = reader->visitor;
    if (visitor != NULL && reader->depth == 1) {
        buffer_empty(&visitor->key);
        buffer_append(&visitor->key, key, reader->key.n_bytes);
        visitor->start = reader->at;
        return !visitor->key.failed || fail_memory(reader);
    }
    return true;
}

/* Gives a whole member of the root to the visitor. Its key stays, so that a second one is seen. */
static bool give_member(struct json_reader *reader)
{
    struct visitor *visitor = reader->visitor;
    const char *key = buffer_text(&visitor->key);
    if (!visitor->visit(visitor->context, key, json_object_get(reader->root, key), visitor->err)) {
        visitor->has_refused = true;
        return false;
    }
    return json_object_set_new_nocheck(reader->root, key, json_null()) == 0 || fail_memory(reader);
}

static bool is_member_short(struct json_reader *reader)
{
    const struct visitor *visitor = reader->visitor;
    return visitor == NULL || reader->depth < 2 ||
           (size_t)(reader->at - visitor->start) <= visitor->n_limit_bytes ||
           fail(reader, "a value that is too long");
}

/* Closes what ends here; after a comma, makes ready for the next value. */
static bool finish_value(struct json_reader *reader)
{
    while (reader->depth > 0) {
        bool is_array = json_is_array(reader->stack[reader->depth - 1]);
        if (reader->visitor != NULL && reader->depth == 1 && !give_member(reader)) {
            return false;
        }
        skip_space(reader);
        if (take(reader, ',')) {
            return is_array || read_key(reader);
        }
        if (!take(reader, is_array ? ']' : '}')) {
            return fail(reader, is_array ? "expected , or ]" : "expected , or }");
        }
        reader->depth--;
    }
    return true;
}

/* Gives a container to the taker, who may leave it: then it is read from its start as any other.
 * What was taken stays as an empty container. */
static bool offer_container(struct json_reader *reader, bool is_array, bool *is_taken)
{
    const struct json_taker *taker = reader->taker;
    *is_taken = false;
    if (taker == NULL ||
        (taker->parent == NULL
             ? reader->depth != 0
             : reader->depth != 2 ||
                   json_object_get(reader->root, taker->parent) != reader->stack[1])) {
        return true;
    }
    const uint8_t *start = reader->at;
    bool has_key = reader->depth > 0 && json_is_object(reader->stack[reader->depth - 1]);
    const char *key = has_key ? buffer_text(&reader->key) : "";
    if (!taker->take(taker->context, key, is_array, reader, is_taken, reader->err)) {
        reader->has_failed = true;
        return false;
    }
    if (reader->is_memory) {
        return false;
    }
    if (*is_taken) {
        return attach(reader, is_array ? json_array() : json_object());
    }
    reader->problem = NULL;
    reader->at = start;
    return true;
}

static bool read_text(struct json_reader *reader)
{
    do {
        if (!is_member_short(reader)) {
            return false;
        }
        skip_space(reader);
        bool is_array = take(reader, '[');
        if (!is_array && !take(reader, '{')) {
            if (!attach(reader, read_scalar(reader)) || !finish_value(reader)) {
                return false;
            }
            continue;
        }
        bool is_taken;
        if (!offer_container(reader, is_array, &is_taken) || (is_taken && !finish_value(reader))) {
            return false;
        }
        if (is_taken) {
            continue;
        }
        if (!open_container(reader, is_array ? json_array() : json_object())) {
            return false;
        }
        skip_space(reader);
        if (take(reader, is_array ? ']' : '}')) {
            reader->depth--;
            if (!finish_value(reader)) {
                return false;
            }
        } else if (!is_array && !read_key(reader)) {
            return false;
        }
    } while (reader->depth > 0);
    skip_space(reader);
    return reader->at == reader->end || fail(reader, "something behind the value");
}

/* The value, or NULL with an error. */
static json_t *parse(struct bytes text, const char *what, struct visitor *visitor,
                     const struct json_taker *taker, struct error *err)
{
    static const uint8_t nothing[1];
    const uint8_t *first = text.n_bytes > 0 ? text.data : nothing;
    struct json_reader reader = {
        .at = first, .end = first + text.n_bytes, .visitor = visitor, .taker = taker, .err = err};
    buffer_init(&reader.key, MAX_STRING_BYTES);
    buffer_init(&reader.text, MAX_STRING_BYTES);
    bool ok = read_text(&reader);
    buffer_clear(&reader.key);
    buffer_clear(&reader.text);
    if (ok) {
        return reader.root;
    }
    json_decref(reader.root);
    if (reader.has_failed || (visitor != NULL && visitor->has_refused)) {
        return NULL;
    }
    size_t n_lines = 1;
    for (const uint8_t *p = first; p < reader.at; p++) {
        n_lines += *p == '\n';
    }
    if (reader.is_memory) {
        error_set(err, ERROR_MEMORY, "%s: out of memory", what);
    } else {
        error_set(err, ERROR_MALFORMED, "%s: not valid JSON: %s (line %zu, byte %zu)", what,
                  reader.problem, n_lines, (size_t)(reader.at - first));
    }
    return NULL;
}

json_t *json_parse(struct bytes text, const char *what, struct error *err)
{
    return parse(text, what, NULL, NULL, err);
}

json_t *json_parse_taking(struct bytes text, const char *what, const struct json_taker *taker,
                          struct error *err)
{
    return parse(text, what, NULL, taker, err);
}

bool json_take_byte(struct json_reader *reader, char wanted)
{
    skip_space(reader);
    return take(reader, wanted);
}

bool json_take_string(struct json_reader *reader, struct buffer *room, struct bytes *out)
{
    if (!json_take_byte(reader, '"')) {
        return false;
    }
    const uint8_t *first = reader->at;
    size_t n = 1;
    for (skip_plain(reader); n > 0 && reader->at < reader->end && *reader->at >= 0x80;) {
        n = character_bytes(reader->at, (size_t)(reader->end - reader->at));
        reader->at += n;
        skip_plain(reader);
    }
    if (reader->at < reader->end && *reader->at == '"') {
        *out = (struct bytes){first, (size_t)(reader->at - first)};
        reader->at++;
        return true;
    }
    reader->at = first;
    if (!read_string(reader, room)) {
        return false;
    }
    *out = (struct bytes){(const uint8_t *)buffer_text(room), room->n_bytes};
    return true;
}

bool json_take_count(struct json_reader *reader, uint64_t *out)
{
    enum { MAX_DIGITS = 18 };
    skip_space(reader);
    const uint8_t *first = reader->at;
    uint64_t value = 0;
    while (peek(reader) >= '0' && peek(reader) <= '9' && reader->at - first < MAX_DIGITS) {
        value = value * 10 + (*reader->at++ - (unsigned)'0');
    }
    size_t n = (size_t)(reader->at - first);
    *out = value;
    return n > 0 && (n == 1 || *first != '0') && strchr(".eE0123456789", peek(reader)) == NULL;
}

bool json_visit_members(struct bytes text, const char *what, size_t n_limit_bytes,
                        json_visit *visit, void *context, struct error *err)
{
    struct visitor visitor = {
        .visit = visit, .context = context, .n_limit_bytes = n_limit_bytes, .err = err};
    size_t n_space = 0;
    while (n_space < text.n_bytes && text.data[n_space] != '\0' &&
           strchr(" \n\r\t", text.data[n_space]) != NULL) {
        n_space++;
    }
    if (n_space == text.n_bytes || text.data[n_space] != '{') {
        return error_set(err, ERROR_MALFORMED, "%s: not a JSON object", what);
    }
    buffer_init(&visitor.key, MAX_STRING_BYTES);
    json_t *keys = parse(text, what, &visitor, NULL, err);
    buffer_clear(&visitor.key);
    json_decref(keys);
    return keys != NULL;
}
