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

struct parser {
    const uint8_t *at;
    const uint8_t *end;
    json_t *root;
    json_t *stack[MAX_DEPTH]; /* borrowed from root */
    size_t depth;
    struct buffer key;       /* of the value that comes next, in an object */
    struct buffer text;      /* of the string or number at hand */
    const char *problem;     /* static; set once something is wrong */
    bool is_memory;          /* the problem is memory */
    struct visitor *visitor; /* NULL: everything is kept */
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

static bool fail(struct parser *parser, const char *problem)
{
    if (parser->problem == NULL) {
        parser->problem = problem;
    }
    return false;
}

static bool fail_memory(struct parser *parser)
{
    parser->is_memory = true;
    return fail(parser, "out of memory");
}

static void skip_space(struct parser *parser)
{
    while (parser->at < parser->end && (*parser->at == ' ' || *parser->at == '\n' ||
                                        *parser->at == '\r' || *parser->at == '\t')) {
        parser->at++;
    }
}

/* The next byte, 0 at the end. */
static uint8_t peek(const struct parser *parser)
{
    return parser->at < parser->end ? *parser->at : 0;
}

static bool take(struct parser *parser, char wanted)
{
    if (parser->at < parser->end && *parser->at == (uint8_t)wanted) {
        parser->at++;
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
static bool read_unit(struct parser *parser, unsigned *out)
{
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        uint8_t c = peek(parser);
        unsigned digit = c >= '0' && c <= '9' ? c - (unsigned)'0' : (c | 32u) - 'a' + 10;
        digit = digit < 16 && (c <= '9' || digit >= 10) ? digit : 16;
        if (digit == 16) {
            return fail(parser, "invalid \\u escape");
        }
        *out = *out * 16 + digit;
        parser->at++;
    }
    return true;
}

/* Behind "\u". */
static bool read_unicode_escape(struct parser *parser, struct buffer *out)
{
    unsigned unit;
    unsigned second;
    if (!read_unit(parser, &unit)) {
        return false;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        if (!take(parser, '\\') || !take(parser, 'u') || !read_unit(parser, &second) ||
            second < 0xDC00 || second > 0xDFFF) {
            return fail(parser, "half of a surrogate pair");
        }
        unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
        return fail(parser, "half of a surrogate pair");
    }
    buffer_append_codepoint(out, unit);
    return true;
}

static bool read_escape(struct parser *parser, struct buffer *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    uint8_t c = peek(parser);
    const char *name = c != 0 ? strchr(names, c) : NULL;
    if (take(parser, 'u')) {
        return read_unicode_escape(parser, out);
    }
    if (name == NULL) {
        return fail(parser, "invalid escape");
    }
    parser->at++;
    buffer_append_byte(out, (unsigned char)values[name - names]);
    return true;
}

/* Behind the opening quote; up to and with the closing one. */
static bool read_string(struct parser *parser, struct buffer *out)
{
    buffer_empty(out);
    for (;;) {
        const uint8_t *first = parser->at;
        while (parser->at < parser->end && *parser->at >= 0x20 && *parser->at < 0x80 &&
               *parser->at != '"' && *parser->at != '\\') {
            parser->at++;
        }
        buffer_append(out, first, (size_t)(parser->at - first));
        if (parser->at == parser->end) {
            return fail(parser, "a string that does not end");
        }
        if (take(parser, '"')) {
            return !out->failed || fail_memory(parser);
        }
        if (take(parser, '\\')) {
            if (!read_escape(parser, out)) {
                return false;
            }
            continue;
        }
        size_t n = character_bytes(parser->at, (size_t)(parser->end - parser->at));
        if (n == 0) {
            return fail(parser, "invalid UTF-8");
        }
        if (*parser->at < 0x20) {
            return fail(parser, "a control character in a string");
        }
        buffer_append(out, parser->at, n);
        parser->at += n;
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

static size_t read_digits(struct parser *parser, struct number *number, bool is_fraction)
{
    size_t n = 0;
    for (; peek(parser) >= '0' && peek(parser) <= '9'; parser->at++, n++) {
        unsigned digit = (unsigned)(*parser->at - '0');
        if (number->digits > (UINT64_MAX - digit) / 10) {
            number->is_exact = false;
        } else {
            number->digits = number->digits * 10 + digit;
            number->exponent -= is_fraction;
        }
    }
    return n;
}

static bool read_exponent(struct parser *parser, struct number *number)
{
    bool is_negative = take(parser, '-');
    long value = 0;
    size_t n = 0;
    if (!is_negative) {
        take(parser, '+');
    }
    for (; peek(parser) >= '0' && peek(parser) <= '9'; parser->at++, n++) {
        value = value < 100000 ? value * 10 + (*parser->at - '0') : value;
    }
    number->exponent += is_negative ? -value : value;
    return n > 0 || fail(parser, "an exponent without digits");
}

/* Through the C library, for what the short way cannot round rightly. Its decimal point is that of
 * the locale of the program. */
static json_t *convert_slowly(struct parser *parser, const uint8_t *first, size_t n)
{
    if (n > MAX_NUMBER_BYTES) {
        fail(parser, "a number of too many digits");
        return NULL;
    }
    buffer_empty(&parser->text);
    for (size_t i = 0; i < n; i++) {
        if (first[i] == '.') {
            buffer_append_text(&parser->text, localeconv()->decimal_point);
        } else {
            buffer_append_byte(&parser->text, first[i]);
        }
    }
    if (parser->text.failed) {
        fail_memory(parser);
        return NULL;
    }
    double value = strtod(buffer_text(&parser->text), NULL);
    if (!(value >= -DBL_MAX && value <= DBL_MAX)) {
        fail(parser, "a number beyond all bounds");
        return NULL;
    }
    return json_real(value);
}

/* Up to 15 digits times a power of ten that a double holds exactly: one rounding, so the nearest
 * double. Integers beyond 64 bits become reals. */
static json_t *convert(struct parser *parser, const struct number *number, const uint8_t *first)
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
    return convert_slowly(parser, first, (size_t)(parser->at - first));
}

static json_t *read_number(struct parser *parser)
{
    const uint8_t *first = parser->at;
    struct number number = {.is_exact = true, .is_integer = true};
    number.is_negative = take(parser, '-');
    bool is_zero = peek(parser) == '0';
    size_t n = read_digits(parser, &number, false);
    if (n == 0 || (is_zero && n > 1)) {
        fail(parser, n == 0 ? "an unexpected character" : "a number that begins with 0");
        return NULL;
    }
    if (take(parser, '.')) {
        number.is_integer = false;
        if (read_digits(parser, &number, true) == 0) {
            fail(parser, "a fraction without digits");
            return NULL;
        }
    }
    if (take(parser, 'e') || take(parser, 'E')) {
        number.is_integer = false;
        if (!read_exponent(parser, &number)) {
            return NULL;
        }
    }
    return convert(parser, &number, first);
}

/* ---- values --------------------------------------------------------------------------------- */

static json_t *read_word(struct parser *parser)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t n = strlen(words[i]);
        if ((size_t)(parser->end - parser->at) >= n && memcmp(parser->at, words[i], n) == 0) {
            parser->at += n;
            return i == 0 ? json_true() : i == 1 ? json_false() : json_null();
        }
    }
    fail(parser, parser->at == parser->end ? "the end of the text" : "an unexpected character");
    return NULL;
}

static json_t *read_scalar(struct parser *parser)
{
    uint8_t c = peek(parser);
    if (c == '-' || (c >= '0' && c <= '9')) {
        return read_number(parser);
    }
    if (!take(parser, '"')) {
        return read_word(parser);
    }
    if (!read_string(parser, &parser->text)) {
        return NULL;
    }
    return json_stringn_nocheck(buffer_text(&parser->text), parser->text.n_bytes);
}

/* Gives the value to the open container, or makes it the root. */
static bool attach(struct parser *parser, json_t *value)
{
    if (value == NULL) {
        return parser->problem != NULL ? false : fail_memory(parser);
    }
    if (parser->depth == 0) {
        parser->root = value;
        return true;
    }
    json_t *parent = parser->stack[parser->depth - 1];
    int status = json_is_array(parent)
                     ? json_array_append_new(parent, value)
                     : json_object_set_new_nocheck(parent, buffer_text(&parser->key), value);
    return status == 0 || fail_memory(parser);
}

static bool open_container(struct parser *parser, json_t *container)
{
    if (parser->depth == MAX_DEPTH) {
        json_decref(container);
        return fail(parser, "nested too deeply");
    }
    if (!attach(parser, container)) {
        return false;
    }
    parser->stack[parser->depth++] = container;
    return true;
}

/* A key and its colon. */
static bool read_key(struct parser *parser)
{
    skip_space(parser);
    if (!take(parser, '"')) {
        return fail(parser, "expected a key");
    }
    if (!read_string(parser, &parser->key)) {
        return false;
    }
    const char *key = buffer_text(&parser->key);
    if (strlen(key) != parser->key.n_bytes) {
        return fail(parser, "a zero in a key");
    }
    if (json_object_get(parser->stack[parser->depth - 1], key) != NULL) {
        return fail(parser, "duplicate key");
    }
    skip_space(parser);
    if (!take(parser, ':')) {
        return fail(parser, "expected a colon");
    }
    struct visitor *visitor = parser->visitor;
    if (visitor != NULL && parser->depth == 1) {
        buffer_empty(&visitor->key);
        buffer_append(&visitor->key, key, parser->key.n_bytes);
        visitor->start = parser->at;
        return !visitor->key.failed || fail_memory(parser);
    }
    return true;
}

/* Gives a whole member of the root to the visitor. Its key stays, so that a second one is seen. */
static bool give_member(struct parser *parser)
{
    struct visitor *visitor = parser->visitor;
    const char *key = buffer_text(&visitor->key);
    if (!visitor->visit(visitor->context, key, json_object_get(parser->root, key), visitor->err)) {
        visitor->has_refused = true;
        return false;
    }
    return json_object_set_new_nocheck(parser->root, key, json_null()) == 0 || fail_memory(parser);
}

static bool is_member_short(struct parser *parser)
{
    const struct visitor *visitor = parser->visitor;
    return visitor == NULL || parser->depth < 2 ||
           (size_t)(parser->at - visitor->start) <= visitor->n_limit_bytes ||
           fail(parser, "a value that is too long");
}

/* Closes what ends here; after a comma, makes ready for the next value. */
static bool finish_value(struct parser *parser)
{
    while (parser->depth > 0) {
        bool is_array = json_is_array(parser->stack[parser->depth - 1]);
        if (parser->visitor != NULL && parser->depth == 1 && !give_member(parser)) {
            return false;
        }
        skip_space(parser);
        if (take(parser, ',')) {
            return is_array || read_key(parser);
        }
        if (!take(parser, is_array ? ']' : '}')) {
            return fail(parser, is_array ? "expected , or ]" : "expected , or }");
        }
        parser->depth--;
    }
    return true;
}

static bool read_text(struct parser *parser)
{
    do {
        if (!is_member_short(parser)) {
            return false;
        }
        skip_space(parser);
        bool is_array = take(parser, '[');
        if (!is_array && !take(parser, '{')) {
            if (!attach(parser, read_scalar(parser)) || !finish_value(parser)) {
                return false;
            }
            continue;
        }
        if (!open_container(parser, is_array ? json_array() : json_object())) {
            return false;
        }
        skip_space(parser);
        if (take(parser, is_array ? ']' : '}')) {
            parser->depth--;
            if (!finish_value(parser)) {
                return false;
            }
        } else if (!is_array && !read_key(parser)) {
            return false;
        }
    } while (parser->depth > 0);
    skip_space(parser);
    return parser->at == parser->end || fail(parser, "something behind the value");
}

/* The value, or NULL with an error. */
static json_t *parse(struct bytes text, const char *what, struct visitor *visitor,
                     struct error *err)
{
    static const uint8_t nothing[1];
    const uint8_t *first = text.n_bytes > 0 ? text.data : nothing;
    struct parser parser = {.at = first, .end = first + text.n_bytes, .visitor = visitor};
    buffer_init(&parser.key, MAX_STRING_BYTES);
    buffer_init(&parser.text, MAX_STRING_BYTES);
    bool ok = read_text(&parser);
    buffer_clear(&parser.key);
    buffer_clear(&parser.text);
    if (ok) {
        return parser.root;
    }
    json_decref(parser.root);
    if (visitor != NULL && visitor->has_refused) {
        return NULL;
    }
    size_t n_lines = 1;
    for (const uint8_t *p = first; p < parser.at; p++) {
        n_lines += *p == '\n';
    }
    if (parser.is_memory) {
        error_set(err, ERROR_MEMORY, "%s: out of memory", what);
    } else {
        error_set(err, ERROR_MALFORMED, "%s: not valid JSON: %s (line %zu, byte %zu)", what,
                  parser.problem, n_lines, (size_t)(parser.at - first));
    }
    return NULL;
}

json_t *json_parse(struct bytes text, const char *what, struct error *err)
{
    return parse(text, what, NULL, err);
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
    json_t *keys = parse(text, what, &visitor, err);
    buffer_clear(&visitor.key);
    json_decref(keys);
    return keys != NULL;
}
