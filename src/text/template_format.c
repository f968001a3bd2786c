/*
 * Python's formatting: "%s" % x, str.format with its fields and specifications, and strftime in
 * the C locale.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

/* One conversion, of either language. */
struct spec {
    struct jinja_text fill; /* one character; n_bytes 0: a space */
    char align;             /* '<', '>', '^', '=' or 0 */
    char sign;              /* '+', ' ' or 0 */
    bool alternate, zero;
    char grouping;            /* ',', '_' or 0 */
    int64_t width, precision; /* precision -1: not given */
    char type;
};

static void pad(struct buffer *out, const struct spec *spec, int64_t n)
{
    for (int64_t i = 0; i < n && !out->failed; i++) {
        if (spec->fill.n_bytes > 0) {
            buffer_append(out, spec->fill.data, spec->fill.n_bytes);
        } else {
            buffer_append_byte(out, spec->zero ? '0' : ' ');
        }
    }
}

/* Puts a text in its width. `n_prefix` bytes (a sign, 0x) stay in front of '=' padding. */
static bool place(struct jinja_run *run, const char *data, size_t n, size_t n_prefix,
                  const struct spec *spec, char standard, struct buffer *out)
{
    int64_t n_characters = (int64_t)jinja_count(data, n);
    int64_t n_pad = spec->width > n_characters ? spec->width - n_characters : 0;
    char align = spec->align != 0 ? spec->align : spec->zero ? '=' : standard;
    if ((uint64_t)n_pad > run->n_text_limit) {
        return jinja_limit(run, "the bytes a text may have");
    }
    int64_t n_left = align == '<' ? 0 : align == '^' ? n_pad / 2 : n_pad;
    buffer_append(out, data, align == '=' ? n_prefix : 0);
    pad(out, spec, n_left);
    size_t from = align == '=' ? n_prefix : 0;
    buffer_append(out, data + from, n - from);
    pad(out, spec, n_pad - n_left);
    return jinja_step(run, (uint64_t)n_pad / 16 + 1) && jinja_buffer_check(run, out);
}

static void append_sign(bool is_negative, const struct spec *spec, struct buffer *out)
{
    if (is_negative) {
        buffer_append_byte(out, '-');
    } else if (spec->sign != 0) {
        buffer_append_byte(out, (unsigned char)spec->sign);
    }
}

/* Digits with a separator between every `n_group` of them. */
static void append_grouped(const char *digits, size_t n, char separator, size_t n_group,
                           struct buffer *out)
{
    for (size_t i = 0; i < n; i++) {
        if (separator != 0 && i > 0 && (n - i) % n_group == 0) {
            buffer_append_byte(out, (unsigned char)separator);
        }
        buffer_append_byte(out, (unsigned char)digits[i]);
    }
}

static size_t integer_digits(uint64_t value, unsigned base, bool upper, char digits[65])
{
    static const char lowers[] = "0123456789abcdef", uppers[] = "0123456789ABCDEF";
    char reversed[65];
    size_t n = 0;
    do {
        reversed[n++] = (upper ? uppers : lowers)[value % base];
        value /= base;
    } while (value > 0);
    for (size_t i = 0; i < n; i++) {
        digits[i] = reversed[n - 1 - i];
    }
    return n;
}

static bool format_integer(struct jinja_run *run, int64_t value, const struct spec *spec,
                           struct buffer *out)
{
    unsigned base = spec->type == 'x' || spec->type == 'X' ? 16
                    : spec->type == 'o'                    ? 8
                    : spec->type == 'b'                    ? 2
                                                           : 10;
    char digits[65];
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t n = integer_digits(magnitude, base, spec->type == 'X', digits);
    struct buffer text;
    jinja_buffer_init(run, &text);
    append_sign(value < 0, spec, &text);
    if (spec->alternate && base != 10) {
        buffer_append_format(&text, "0%c", spec->type);
    }
    size_t n_prefix = text.n_bytes;
    for (int64_t i = (int64_t)n; i < spec->precision && !text.failed; i++) {
        buffer_append_byte(&text, '0');
    }
    append_grouped(digits, n, spec->grouping, base == 10 ? 3 : 4, &text);
    bool succeeded = jinja_buffer_check(run, &text) &&
                     place(run, buffer_text(&text), text.n_bytes, n_prefix, spec, '>', out);
    buffer_clear(&text);
    return succeeded;
}

static void upper_bytes(char *data, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        data[i] = data[i] >= 'a' && data[i] <= 'z' ? (char)(data[i] - 32) : data[i];
    }
}

/* The digits of a float by its type; without one, the shortest ones. */
static void real_digits(double real, const struct spec *spec, struct buffer *out)
{
    bool plain = spec->type == 0 && spec->precision < 0;
    int precision = spec->precision < 0 ? 6 : spec->precision > 1000 ? 1000 : (int)spec->precision;
    if (!isfinite(real)) {
        buffer_append_text(out, isnan(real) ? "nan" : "inf");
    } else if (plain) {
        jinja_print_real(real, out);
    } else if (spec->type == '%') {
        jinja_print_format(real * 100, 'f', precision, spec->alternate, out);
    } else if (spec->type == 0 || spec->type == 'n') {
        /* As 'g', but with a fraction, and an exponent one digit earlier. */
        struct buffer text;
        buffer_init(&text, 4096);
        jinja_print_format(real, 'e', precision > 0 ? precision - 1 : 0, false, &text);
        const char *exponent = memchr(buffer_text(&text), 'e', text.n_bytes);
        bool is_large = exponent != NULL && exponent[1] == '+' && strlen(exponent) > 2 &&
                        strtol(exponent + 2, NULL, 10) >= (precision > 0 ? precision : 1) - 1;
        buffer_clear(&text);
        size_t start = out->n_bytes;
        if (is_large && spec->type == 0) {
            jinja_print_format(real, 'g', precision, spec->alternate, out);
            if (memchr(buffer_text(out) + start, 'e', out->n_bytes - start) == NULL) {
                buffer_empty(out);
                jinja_print_format(real, 'e', precision > 0 ? precision - 1 : 0, false, out);
            }
        } else {
            jinja_print_format(real, 'g', precision, spec->alternate, out);
            bool is_whole = strcspn(buffer_text(out) + start, ".e") == out->n_bytes - start;
            buffer_append_text(out, is_whole && spec->type == 0 ? ".0" : "");
        }
    } else {
        char kind = spec->type == 'F'   ? 'f'
                    : spec->type == 'E' ? 'e'
                    : spec->type == 'G' ? 'g'
                                        : spec->type;
        jinja_print_format(real, kind, precision, spec->alternate, out);
    }
}

static bool format_real(struct jinja_run *run, double real, const struct spec *spec,
                        struct buffer *out)
{
    struct buffer digits, text;
    jinja_buffer_init(run, &digits);
    jinja_buffer_init(run, &text);
    bool is_negative = signbit(real) && !isnan(real);
    real_digits(fabs(real), spec, &digits);
    append_sign(is_negative, spec, &text);
    size_t n_prefix = text.n_bytes;
    size_t n_whole = strspn(buffer_text(&digits), "0123456789");
    append_grouped(buffer_text(&digits), n_whole, spec->grouping, 3, &text);
    buffer_append(&text, buffer_text(&digits) + n_whole, digits.n_bytes - n_whole);
    buffer_append_text(&text, spec->type == '%' ? "%" : "");
    bool succeeded = jinja_buffer_check(run, &text);
    if (succeeded && (spec->type == 'E' || spec->type == 'F' || spec->type == 'G')) {
        upper_bytes(text.data, text.n_bytes);
    }
    succeeded = succeeded && place(run, buffer_text(&text), text.n_bytes, n_prefix, spec, '>', out);
    buffer_clear(&text);
    buffer_clear(&digits);
    return succeeded;
}

static bool format_text(struct jinja_run *run, const struct jinja_text *text,
                        const struct spec *spec, char standard, struct buffer *out)
{
    size_t n = text->n_bytes;
    if (spec->precision >= 0) {
        n = jinja_offset(text->data, n, (size_t)spec->precision);
    }
    return place(run, text->data, n, 0, spec, standard, out);
}

/* %x and the like. */
struct percent {
    struct jinja_run *run;
    struct jinja_value format;
    struct jinja_value arguments;
    size_t n_used;
    bool used_mapping;
    struct buffer *out;
};

static bool next_argument(struct percent *percent, struct jinja_value *out)
{
    struct jinja_value arguments = percent->arguments;
    size_t n = arguments.kind == JINJA_TUPLE ? arguments.as.list->n_items : 1;
    if (percent->n_used >= n) {
        return jinja_raise(percent->run, "TypeError", "not enough arguments for format string");
    }
    *out = arguments.kind == JINJA_TUPLE ? arguments.as.list->items[percent->n_used] : arguments;
    percent->n_used++;
    return true;
}

/* A number in the format, or "*". */
static bool read_number(struct percent *percent, const char *data, size_t n, size_t *at,
                        int64_t *out)
{
    *out = 0;
    if (*at < n && data[*at] == '*') {
        struct jinja_value value;
        (*at)++;
        if (!next_argument(percent, &value)) {
            return false;
        }
        if (!jinja_is_integral(value)) {
            return jinja_raise(percent->run, "TypeError", "* wants int");
        }
        *out = jinja_integral(value);
        return true;
    }
    for (; *at < n && data[*at] >= '0' && data[*at] <= '9'; (*at)++) {
        if (*out > 100000000) {
            return jinja_raise(percent->run, "ValueError", "width too big");
        }
        *out = *out * 10 + (data[*at] - '0');
    }
    return true;
}

static bool read_spec(struct percent *percent, const char *data, size_t n, size_t *at,
                      struct spec *spec)
{
    *spec = (struct spec){.precision = -1};
    for (; *at < n && data[*at] != '\0' && strchr("#0- +", data[*at]) != NULL; (*at)++) {
        switch (data[*at]) {
        case '#':
            spec->alternate = true;
            break;
        case '0':
            spec->zero = true;
            break;
        case '-':
            spec->align = '<';
            break;
        case '+':
            spec->sign = '+';
            break;
        default:
            spec->sign = spec->sign != 0 ? spec->sign : ' ';
            break;
        }
    }
    if (!read_number(percent, data, n, at, &spec->width)) {
        return false;
    }
    if (spec->width < 0) {
        spec->align = '<';
        spec->width = spec->width > -INT32_MAX ? -spec->width : INT32_MAX;
    }
    if (*at < n && data[*at] == '.') {
        (*at)++;
        if (!read_number(percent, data, n, at, &spec->precision)) {
            return false;
        }
        spec->precision = spec->precision < 0 ? 0 : spec->precision;
    }
    while (*at < n && data[*at] != '\0' && strchr("hlL", data[*at]) != NULL) {
        (*at)++;
    }
    if (spec->align == '<') {
        spec->zero = false;
    }
    return true;
}

static bool percent_text(struct percent *percent, struct jinja_value value, struct spec *spec)
{
    struct jinja_run *run = percent->run;
    struct buffer text;
    jinja_buffer_init(run, &text);
    struct jinja_value plain = value;
    bool succeeded = true;
    if (percent->format.is_markup && spec->type == 's') {
        succeeded = jinja_escape_text(run, value, &plain);
    }
    succeeded = succeeded && (spec->type == 's' ? jinja_print(run, plain, &text)
                                                : jinja_repr(run, value, &text));
    if (succeeded) {
        struct jinja_text whole = {.data = buffer_text(&text), .n_bytes = text.n_bytes};
        spec->zero = false;
        succeeded = format_text(run, &whole, spec, '>', percent->out);
    }
    buffer_clear(&text);
    return succeeded;
}

static bool percent_number(struct percent *percent, struct jinja_value value, struct spec *spec)
{
    struct jinja_run *run = percent->run;
    bool is_real = strchr("eEfFgG", spec->type) != NULL;
    if (is_real) {
        if (value.kind == JINJA_UNDEFINED) {
            return jinja_raise_undefined(run, value);
        }
        if (!jinja_is_number(value)) {
            return jinja_raise(run, "TypeError", "must be real number, not %s", jinja_type(value));
        }
        return format_real(run, jinja_number(value), spec, percent->out);
    }
    bool is_decimal = strchr("diu", spec->type) != NULL;
    if (value.kind == JINJA_REAL && is_decimal) {
        if (!(fabs(value.as.real) < 9.2e18)) {
            return jinja_raise(run, "OverflowError", "an integer beyond 64 bits");
        }
        value = jinja_integer((int64_t)value.as.real);
    }
    if (value.kind == JINJA_UNDEFINED && is_decimal) {
        return jinja_raise_undefined(run, value);
    }
    if (!jinja_is_integral(value)) {
        return jinja_raise(run, "TypeError", "%%%c format: %s is required, not %s", spec->type,
                           is_decimal ? "a real number" : "an integer", jinja_type(value));
    }
    return format_integer(run, jinja_integral(value), spec, percent->out);
}

static bool percent_character(struct percent *percent, struct jinja_value value, struct spec *spec)
{
    struct buffer text;
    buffer_init(&text, 16);
    if (jinja_is_integral(value)) {
        if (jinja_integral(value) < 0 || jinja_integral(value) > 0x10FFFF) {
            return jinja_raise(percent->run, "OverflowError", "%%c arg not in range(0x110000)");
        }
        buffer_append_codepoint(&text, (unsigned)jinja_integral(value));
    } else if (value.kind == JINJA_TEXT && jinja_length_of_text(value.as.text) == 1) {
        buffer_append(&text, value.as.text->data, value.as.text->n_bytes);
    } else {
        return jinja_raise(percent->run, "TypeError", "%%c requires int or char");
    }
    spec->zero = false;
    spec->precision = -1;
    bool succeeded =
        place(percent->run, buffer_text(&text), text.n_bytes, 0, spec, '>', percent->out);
    buffer_clear(&text);
    return succeeded;
}

static bool percent_one(struct percent *percent, const char *data, size_t n, size_t *at)
{
    struct jinja_run *run = percent->run;
    struct jinja_value value = {.kind = JINJA_MISSING};
    struct spec spec;
    if (*at < n && data[*at] == '(') {
        size_t start = ++*at;
        for (int depth = 1; *at < n && depth > 0; (*at)++) {
            depth += (data[*at] == '(') - (data[*at] == ')');
        }
        if (*at > n || data[*at - 1] != ')') {
            return jinja_raise(run, "ValueError", "incomplete format key");
        }
        if (percent->arguments.kind != JINJA_DICT) {
            return jinja_raise(run, "TypeError", "format requires a mapping");
        }
        struct jinja_value key;
        if (!jinja_text_borrow(run, data + start, *at - 1 - start, &key) ||
            !jinja_dict_get(run, percent->arguments.as.dict, key, &value)) {
            return false;
        }
        if (value.kind == JINJA_MISSING) {
            return jinja_raise(run, "KeyError", "'%.*s'", (int)(*at - 1 - start), data + start);
        }
        percent->used_mapping = true;
    }
    if (!read_spec(percent, data, n, at, &spec)) {
        return false;
    }
    if (*at >= n) {
        return jinja_raise(run, "ValueError", "incomplete format");
    }
    spec.type = data[(*at)++];
    if (spec.type == '%') {
        buffer_append_byte(percent->out, '%');
        return true;
    }
    if (spec.type == '\0' || strchr("sradiuoxXeEfFgGc", spec.type) == NULL) {
        size_t length;
        int32_t code = jinja_decode(data + *at - 1, n - *at + 1, &length);
        return jinja_raise(run, "ValueError",
                           "unsupported format character '%.*s' (0x%x) at index %zu", (int)length,
                           data + *at - 1, (unsigned)code, jinja_count(data, *at - 1));
    }
    if (value.kind == JINJA_MISSING && !next_argument(percent, &value)) {
        return false;
    }
    if (strchr("sra", spec.type) != NULL) {
        return percent_text(percent, value, &spec);
    }
    return spec.type == 'c' ? percent_character(percent, value, &spec)
                            : percent_number(percent, value, &spec);
}

bool jinja_percent(struct jinja_run *run, struct jinja_value format, struct jinja_value arguments,
                   struct jinja_value *out)
{
    struct buffer buffer;
    struct percent percent = {.run = run, .format = format, .arguments = arguments, .out = &buffer};
    const char *data = format.as.text->data;
    size_t n = format.as.text->n_bytes;
    bool succeeded = jinja_step(run, n / 16);
    jinja_buffer_init(run, &buffer);
    for (size_t at = 0; at < n && succeeded;) {
        const char *sign = memchr(data + at, '%', n - at);
        size_t end = sign != NULL ? (size_t)(sign - data) : n;
        buffer_append(&buffer, data + at, end - at);
        at = end + 1;
        succeeded = sign == NULL || percent_one(&percent, data, n, &at);
    }
    size_t n_given = arguments.kind == JINJA_TUPLE ? arguments.as.list->n_items : 1;
    bool may_be_unused = percent.used_mapping || arguments.kind == JINJA_DICT ||
                         arguments.kind == JINJA_LIST || arguments.kind == JINJA_RANGE ||
                         arguments.kind == JINJA_UNDEFINED;
    if (succeeded && percent.n_used < n_given && !may_be_unused) {
        succeeded =
            jinja_raise(run, "TypeError", "not all arguments converted during string formatting");
    }
    if (!succeeded) {
        buffer_clear(&buffer);
        return false;
    }
    succeeded = jinja_buffer_take(run, &buffer, out);
    out->is_markup = format.is_markup;
    return succeeded;
}

/* "[[fill]align][sign][#][0][width][,][.precision][type]" */
static bool parse_spec(struct jinja_run *run, const char *data, size_t n, struct jinja_value value,
                       struct spec *spec)
{
    size_t at = 0, length = 0;
    *spec = (struct spec){.precision = -1};
    if (n > 0) {
        jinja_decode(data, n, &length);
    }
    if (length < n && strchr("<>^=", data[length]) != NULL && length > 0 && data[length] != 0) {
        spec->fill = (struct jinja_text){.data = data, .n_bytes = length};
        spec->align = data[length];
        at = length + 1;
    } else if (n > 0 && data[0] != '\0' && strchr("<>^=", data[0]) != NULL) {
        spec->align = data[0];
        at = 1;
    }
    if (at < n && data[at] != '\0' && strchr("+- ", data[at]) != NULL) {
        spec->sign = data[at] == '-' ? 0 : data[at];
        at++;
    }
    at += spec->alternate = at < n && data[at] == '#';
    if (at < n && data[at] == '0') {
        spec->zero = true;
        at++;
        if (spec->align == 0 && value.kind != JINJA_TEXT) {
            spec->align = '=';
        }
    }
    for (; at < n && data[at] >= '0' && data[at] <= '9' && spec->width < 100000000; at++) {
        spec->width = spec->width * 10 + (data[at] - '0');
    }
    if (at < n && (data[at] == ',' || data[at] == '_')) {
        spec->grouping = data[at++];
    }
    if (at < n && data[at] == '.') {
        size_t first = ++at;
        spec->precision = 0;
        for (; at < n && data[at] >= '0' && data[at] <= '9' && spec->precision < 100000000; at++) {
            spec->precision = spec->precision * 10 + (data[at] - '0');
        }
        if (at == first) {
            return jinja_raise(run, "ValueError", "Format specifier missing precision");
        }
    }
    if (n - at > 1) {
        return jinja_raise(run, "ValueError", "Invalid format specifier");
    }
    spec->type = at < n ? data[at] : 0;
    return true;
}

static bool unknown_code(struct jinja_run *run, const struct spec *spec, struct jinja_value value)
{
    return jinja_raise(run, "ValueError", "Unknown format code '%c' for object of type '%s'",
                       spec->type, jinja_type(value));
}

/* format(value, spec) */
static bool format_value(struct jinja_run *run, struct jinja_value value, const char *data,
                         size_t n, struct buffer *out)
{
    struct spec spec;
    if (n == 0) {
        return jinja_print(run, value, out);
    }
    bool is_plain = value.kind == JINJA_TEXT || jinja_is_number(value);
    if (!is_plain) {
        return jinja_raise(run, "TypeError", "unsupported format string passed to %s.__format__",
                           jinja_type(value));
    }
    if (!parse_spec(run, data, n, value, &spec)) {
        return false;
    }
    char kind[2] = {spec.type, '\0'};
    if (value.kind == JINJA_TEXT) {
        if (spec.type != 0 && spec.type != 's') {
            return unknown_code(run, &spec, value);
        }
        if (spec.align == '=' || spec.sign != 0 || spec.alternate || spec.grouping != 0) {
            return jinja_raise(run, "ValueError",
                               "that specifier is not allowed in string format specifier");
        }
        struct spec plain = spec;
        if (plain.zero && plain.fill.n_bytes == 0) {
            plain.fill = (struct jinja_text){.data = "0", .n_bytes = 1};
        }
        plain.zero = false;
        return format_text(run, value.as.text, &plain, '<', out);
    }
    bool wants_real = spec.type != 0 && strstr("eEfFgG%", kind) != NULL;
    if (value.kind == JINJA_REAL || wants_real) {
        if (spec.type != 0 && strstr("eEfFgG%n", kind) == NULL) {
            return unknown_code(run, &spec, value);
        }
        return format_real(run, jinja_number(value), &spec, out);
    }
    if (spec.type == 'c') {
        struct buffer text;
        buffer_init(&text, 16);
        buffer_append_codepoint(&text, (unsigned)jinja_integral(value) & 0x1FFFFF);
        bool succeeded = place(run, buffer_text(&text), text.n_bytes, 0, &spec, '<', out);
        buffer_clear(&text);
        return succeeded;
    }
    if (spec.type != 0 && strstr("bdoxXn", kind) == NULL) {
        return unknown_code(run, &spec, value);
    }
    if (spec.precision >= 0) {
        return jinja_raise(run, "ValueError", "Precision not allowed in integer format specifier");
    }
    return format_integer(run, jinja_integral(value), &spec, out);
}

/* A running str.format. */
struct fields {
    struct jinja_run *run;
    bool is_markup;
    const struct jinja_list *arguments;
    const struct jinja_dict *keywords;
    int64_t n_automatic; /* -1: fields are numbered by hand */
    struct buffer *out;
};

static bool is_number(const char *data, size_t n, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (data[i] < '0' || data[i] > '9' || *out > 100000000) {
            return false;
        }
        *out = *out * 10 + (data[i] - '0');
    }
    return n > 0;
}

static bool first_of_field(struct fields *fields, const char *name, size_t n,
                           struct jinja_value *out)
{
    struct jinja_run *run = fields->run;
    int64_t index;
    bool numbered = is_number(name, n, &index);
    if (n == 0) {
        if (fields->n_automatic < 0) {
            return jinja_raise(run, "ValueError",
                               "cannot switch from manual field specification to automatic field "
                               "numbering");
        }
        index = fields->n_automatic++;
        numbered = true;
    } else if (numbered) {
        if (fields->n_automatic > 0) {
            return jinja_raise(run, "ValueError",
                               "cannot switch from manual field specification to automatic field "
                               "numbering");
        }
        fields->n_automatic = -1;
    }
    if (numbered) {
        if ((size_t)index >= fields->arguments->n_items) {
            return jinja_raise(run, "IndexError",
                               "Replacement index %lld out of range for positional args tuple",
                               (long long)index);
        }
        *out = fields->arguments->items[index];
        return true;
    }
    struct jinja_value key;
    if (!jinja_text_borrow(run, name, n, &key) ||
        !jinja_dict_get(run, fields->keywords, key, out)) {
        return false;
    }
    return out->kind != JINJA_MISSING || jinja_raise(run, "KeyError", "'%.*s'", (int)n, name);
}

/* "name.attribute[key]" */
static bool value_of_field(struct fields *fields, const char *name, size_t n,
                           struct jinja_value *out)
{
    struct jinja_run *run = fields->run;
    size_t at = 0;
    while (at < n && name[at] != '.' && name[at] != '[') {
        at++;
    }
    if (!first_of_field(fields, name, at, out)) {
        return false;
    }
    while (at < n) {
        bool is_attribute = name[at] == '.';
        size_t start = ++at;
        while (at < n && (is_attribute ? name[at] != '.' && name[at] != '[' : name[at] != ']')) {
            at++;
        }
        if (at == start) {
            return jinja_raise(run, "ValueError", "Empty attribute in format string");
        }
        if (!is_attribute && at == n) {
            return jinja_raise(run, "ValueError", "Missing ']' in format string");
        }
        struct jinja_value key;
        int64_t index;
        if (!jinja_text_borrow(run, name + start, at - start, &key)) {
            return false;
        }
        if (!is_attribute && is_number(name + start, at - start, &index)) {
            key = jinja_integer(index);
        }
        if (!(is_attribute ? jinja_attribute(run, *out, key.as.text, out)
                           : jinja_item(run, *out, key, out))) {
            return false;
        }
        at += !is_attribute;
        if (!is_attribute && at < n && name[at] != '.' && name[at] != '[') {
            return jinja_raise(run, "ValueError",
                               "Only '.' or '[' may follow ']' in format field specifier");
        }
    }
    return true;
}

static bool format_fields(struct fields *fields, const char *data, size_t n, int depth,
                          struct buffer *out);

/* One "{...}" without its braces. */
static bool format_field(struct fields *fields, const char *data, size_t n, int depth,
                         struct buffer *out)
{
    struct jinja_run *run = fields->run;
    size_t n_name = 0;
    for (size_t brackets = 0; n_name < n; n_name++) {
        brackets += data[n_name] == '[';
        brackets -= brackets > 0 && data[n_name] == ']';
        if (brackets == 0 && (data[n_name] == '!' || data[n_name] == ':')) {
            break;
        }
    }
    size_t at = n_name;
    char conversion = 0;
    if (at < n && data[at] == '!') {
        if (at + 1 >= n || (at + 2 < n && data[at + 2] != ':')) {
            return jinja_raise(run, "ValueError", "expected ':' after conversion specifier");
        }
        conversion = data[at + 1];
        at += 2;
    }
    struct jinja_value value;
    struct buffer spec, text;
    if (!value_of_field(fields, data, n_name, &value)) {
        return false;
    }
    jinja_buffer_init(run, &spec);
    jinja_buffer_init(run, &text);
    bool succeeded = true;
    if (conversion != 0 && strchr("rsa", conversion) == NULL) {
        succeeded = jinja_raise(run, "ValueError", "Unknown conversion specifier '%c'", conversion);
    } else if (conversion == 's') {
        succeeded = jinja_to_text(run, value, &value);
    } else if (conversion != 0) {
        succeeded = jinja_repr(run, value, &text) && jinja_buffer_take(run, &text, &value);
    }
    if (at < n) {
        succeeded = succeeded && format_fields(fields, data + at + 1, n - at - 1, depth + 1, &spec);
    }
    if (succeeded && fields->is_markup && depth == 0) {
        succeeded = jinja_escape_text(run, value, &value);
    }
    succeeded = succeeded && format_value(run, value, buffer_text(&spec), spec.n_bytes, out);
    buffer_clear(&spec);
    buffer_clear(&text);
    return succeeded;
}

static bool format_fields(struct fields *fields, const char *data, size_t n, int depth,
                          struct buffer *out)
{
    struct jinja_run *run = fields->run;
    if (depth > 1) {
        return jinja_raise(run, "ValueError", "Max string recursion exceeded");
    }
    for (size_t at = 0; at < n;) {
        char c = data[at];
        if (c != '{' && c != '}') {
            size_t end = at;
            while (end < n && data[end] != '{' && data[end] != '}') {
                end++;
            }
            buffer_append(out, data + at, end - at);
            at = end;
            continue;
        }
        if (at + 1 < n && data[at + 1] == c) {
            buffer_append_byte(out, (unsigned char)c);
            at += 2;
            continue;
        }
        if (c == '}' || at + 1 == n) {
            return jinja_raise(run, "ValueError", "Single '%c' encountered in format string", c);
        }
        size_t end = at + 1;
        for (size_t braces = 1; end < n; end++) {
            braces += data[end] == '{';
            braces -= data[end] == '}';
            if (braces == 0) {
                break;
            }
        }
        if (end == n) {
            return jinja_raise(run, "ValueError", "expected '}' before end of string");
        }
        if (!jinja_step(run, 1) || !format_field(fields, data + at + 1, end - at - 1, depth, out)) {
            return false;
        }
        at = end + 1;
    }
    return jinja_buffer_check(run, out);
}

bool jinja_str_format(struct jinja_run *run, struct jinja_value format,
                      const struct jinja_list *arguments, const struct jinja_dict *keywords,
                      struct jinja_value *out)
{
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    struct fields fields = {run, format.is_markup, arguments, keywords, 0, &buffer};
    if (!format_fields(&fields, format.as.text->data, format.as.text->n_bytes, 0, &buffer)) {
        buffer_clear(&buffer);
        return false;
    }
    bool succeeded = jinja_buffer_take(run, &buffer, out);
    out->is_markup = format.is_markup;
    return succeeded;
}

static int day_of_year(const struct template_clock *clock)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int month = clock->month >= 1 && clock->month <= 12 ? clock->month : 1;
    bool is_leap = clock->year % 4 == 0 && (clock->year % 100 != 0 || clock->year % 400 == 0);
    return before[month - 1] + clock->day + (is_leap && month > 2);
}

/* 0 is Sunday. */
static int day_of_week(const struct template_clock *clock)
{
    int64_t years = (int64_t)clock->year - 1;
    int64_t days = years * 365 + years / 4 - years / 100 + years / 400 + day_of_year(clock);
    return (int)(((days % 7) + 7) % 7);
}

/* The ISO week and the year it belongs to. */
static int iso_week(const struct template_clock *clock, int *year)
{
    int weekday = (day_of_week(clock) + 6) % 7;
    int week = (day_of_year(clock) - 1 - weekday + 10) / 7;
    struct template_clock last = {.year = clock->year - 1, .month = 12, .day = 31};
    *year = clock->year;
    if (week == 0) {
        *year = clock->year - 1;
        return iso_week(&last, year);
    }
    struct template_clock end = {.year = clock->year, .month = 12, .day = 31};
    if (week == 53 && (day_of_week(&end) + 6) % 7 < 3) {
        *year = clock->year + 1;
        return 1;
    }
    return week;
}

static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

/* One number of strftime: its value, width and padding; false when the letter is none. */
static bool clock_number(const struct template_clock *clock, char letter, int *value, int *width,
                         char *padding)
{
    int year;
    int week = iso_week(clock, &year);
    int weekday = day_of_week(clock);
    int hour12 = clock->hour % 12 == 0 ? 12 : clock->hour % 12;
    int day = day_of_year(clock);
    const struct {
        char letter;
        int value, width;
        char padding;
    } rows[] = {
        {'Y', clock->year, 1, '0'},
        {'C', clock->year / 100, 2, '0'},
        {'y', clock->year % 100, 2, '0'},
        {'m', clock->month, 2, '0'},
        {'d', clock->day, 2, '0'},
        {'e', clock->day, 2, ' '},
        {'H', clock->hour, 2, '0'},
        {'k', clock->hour, 2, ' '},
        {'I', hour12, 2, '0'},
        {'l', hour12, 2, ' '},
        {'M', clock->minute, 2, '0'},
        {'S', clock->second, 2, '0'},
        {'f', 0, 6, '0'},
        {'j', day, 3, '0'},
        {'u', weekday == 0 ? 7 : weekday, 1, '0'},
        {'w', weekday, 1, '0'},
        {'U', (day - 1 + 7 - weekday) / 7, 2, '0'},
        {'W', (day - 1 + 7 - (weekday + 6) % 7) / 7, 2, '0'},
        {'V', week, 2, '0'},
        {'G', year, 1, '0'},
        {'g', year % 100, 2, '0'},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].letter == letter) {
            *value = rows[i].value;
            *width = rows[i].width;
            *padding = rows[i].padding;
            return true;
        }
    }
    return false;
}

/* What a letter of strftime stands for, when it is a text or other letters. */
static const char *clock_text(const struct template_clock *clock, char letter, bool *is_format)
{
    static const struct {
        char letter;
        const char *format;
    } formats[] = {
        {'c', "%a %b %e %H:%M:%S %Y"},
        {'x', "%m/%d/%y"},
        {'X', "%H:%M:%S"},
        {'D', "%m/%d/%y"},
        {'F', "%Y-%m-%d"},
        {'T', "%H:%M:%S"},
        {'R', "%H:%M"},
        {'r', "%I:%M:%S %p"},
    };
    *is_format = false;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (formats[i].letter == letter) {
            *is_format = true;
            return formats[i].format;
        }
    }
    int month = clock->month >= 1 && clock->month <= 12 ? clock->month : 1;
    switch (letter) {
    case 'A':
    case 'a':
        return days[day_of_week(clock)];
    case 'B':
    case 'b':
    case 'h':
        return months[month - 1];
    case 'p':
        return clock->hour >= 12 ? "PM" : "AM";
    case 'P':
        return clock->hour >= 12 ? "pm" : "am";
    case 'n':
        return "\n";
    case 't':
        return "\t";
    case '%':
        return "%";
    case 'z':
    case 'Z':
        return "";
    default:
        return NULL;
    }
}

void jinja_strftime(const struct template_clock *clock, const char *format, size_t n,
                    struct buffer *out)
{
    for (size_t i = 0; i < n; i++) {
        if (format[i] != '%' || i + 1 == n) {
            buffer_append_byte(out, (unsigned char)format[i]);
            continue;
        }
        size_t start = i++;
        char flag = strchr("-_0^#", format[i]) != NULL && format[i] != '\0' ? format[i] : 0;
        i += flag != 0;
        char letter = i < n ? format[i] : '\0';
        int value, width;
        char padding;
        bool is_format;
        const char *text = clock_text(clock, letter, &is_format);
        if (clock_number(clock, letter, &value, &width, &padding)) {
            padding = flag == '_' ? ' ' : flag == '0' ? '0' : padding;
            width = flag == '-' ? 1 : width;
            buffer_append_format(out, padding == '0' ? "%0*d" : "%*d", width, value);
        } else if (is_format) {
            jinja_strftime(clock, text, strlen(text), out);
        } else if (text != NULL) {
            bool is_short = letter == 'a' || letter == 'b' || letter == 'h';
            size_t from = out->n_bytes;
            buffer_append(out, text, is_short ? 3 : strlen(text));
            if (flag == '^' && !out->failed) {
                upper_bytes(out->data + from, out->n_bytes - from);
            }
        } else {
            size_t end = i < n ? i + 1 : n;
            buffer_append(out, format + start, end - start);
        }
    }
}
