/*
 * A template's text into tokens, as Jinja's lexer does it with trim_blocks and lstrip_blocks:
 *
 *   - a newline behind a block or comment is dropped; spaces in front of one that stands first on
 *     its line are dropped; "-" drops all white space on its side, "+" keeps it;
 *   - a closing "}}" or "%}" counts only outside brackets;
 *   - one newline at the very end of the source is dropped.
 *
 * The lexer runs to its end before the parser starts. Where it fails it ends the tokens, and the
 * error is raised only if the parser gets that far, as it would in Jinja.
 */
#include "text/template_syntax.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "text/template_text.h"

struct lexer {
    struct jinja_parser *parser;
    const char *data;
    size_t n, position;
    unsigned line;
    bool line_starting; /* what was read last ended with a newline */
    char brackets[TEMPLATE_DEPTH];
    size_t n_brackets;
};

static bool add_token(struct lexer *lexer, struct jinja_token token)
{
    struct jinja_parser *parser = lexer->parser;
    if (parser->n_tokens == parser->n_token_capacity) {
        size_t n_capacity = parser->n_token_capacity > 0 ? parser->n_token_capacity * 2 : 256;
        struct jinja_token *tokens =
            arena_array(&parser->scratch, n_capacity, sizeof *tokens, parser->err);
        if (tokens == NULL) {
            return false;
        }
        if (parser->n_tokens > 0) {
            memcpy(tokens, parser->tokens, parser->n_tokens * sizeof *tokens);
        }
        parser->tokens = tokens;
        parser->n_token_capacity = n_capacity;
    }
    parser->tokens[parser->n_tokens++] = token;
    return true;
}

static bool add_plain(struct lexer *lexer, enum token_kind kind)
{
    return add_token(lexer, (struct jinja_token){.kind = kind, .line = lexer->line});
}

/* Ends the tokens; the error is raised when the parser reaches the end. */
static bool lexer_fail(struct lexer *lexer, const char *format, ...)
{
    struct jinja_parser *parser = lexer->parser;
    char message[ERROR_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (parser->lexer_error.code == ERROR_NONE) {
        error_set(&parser->lexer_error, ERROR_TEMPLATE, "%s, line %u: TemplateSyntaxError: %s",
                  parser->template->name, lexer->line, message);
    }
    return false;
}

static void count_lines(struct lexer *lexer, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        lexer->line += lexer->data[i] == '\n';
    }
}

static bool stands_at(const struct lexer *lexer, size_t position, const char *text)
{
    size_t n = strlen(text);
    return n <= lexer->n - position && memcmp(lexer->data + position, text, n) == 0;
}

static size_t skip_spaces(const struct lexer *lexer, size_t position)
{
    return position + jinja_spaces_left(lexer->data + position, lexer->n - position, NULL, 0);
}

/* The text before a tag, without the spaces that its sign or lstrip_blocks take away. */
static bool add_data(struct lexer *lexer, size_t end, char sign, bool is_variable)
{
    const char *text = lexer->data + lexer->position;
    size_t n = end - lexer->position;
    size_t n_kept = n;
    if (sign == '-') {
        n_kept = n - jinja_spaces_right(text, n, NULL, 0);
    } else if (sign != '+' && !is_variable) {
        size_t start = n;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        if ((start > 0 || lexer->line_starting) &&
            jinja_spaces_left(text + start, n - start, NULL, 0) == n - start) {
            n_kept = start;
        }
    }
    if (n_kept > 0) {
        struct jinja_text *kept = jinja_parse_text(lexer->parser, text, n_kept);
        if (kept == NULL ||
            !add_token(lexer, (struct jinja_token){
                                  .kind = TOKEN_DATA, .line = lexer->line, .text = kept})) {
            return false;
        }
    }
    count_lines(lexer, lexer->position, end);
    return true;
}

static char sign_at(const struct lexer *lexer, size_t position)
{
    char c = position < lexer->n ? lexer->data[position] : '\0';
    return c == '-' || c == '+' ? c : '\0';
}

/* The end of "{% raw %}" that starts at `position`, 0 when there is none. */
static size_t raw_begin(const struct lexer *lexer, size_t position)
{
    size_t at = position + 2;
    at = skip_spaces(lexer, at + (sign_at(lexer, at) != '\0'));
    if (!stands_at(lexer, at, "raw")) {
        return 0;
    }
    at = skip_spaces(lexer, at + 3);
    if (stands_at(lexer, at, "-%}")) {
        return skip_spaces(lexer, at + 3);
    }
    return stands_at(lexer, at, "%}") ? at + 2 : 0;
}

/* The end of a block's closing "%}" at `position`, with what it swallows; 0 when there is none. */
static size_t block_end(const struct lexer *lexer, size_t position)
{
    if (stands_at(lexer, position, "+%}")) {
        return position + 3;
    }
    if (stands_at(lexer, position, "-%}")) {
        return skip_spaces(lexer, position + 3);
    }
    if (stands_at(lexer, position, "%}")) {
        return position + 2 + stands_at(lexer, position + 2, "\n");
    }
    return 0;
}

static void move_to(struct lexer *lexer, size_t end)
{
    count_lines(lexer, lexer->position, end);
    lexer->line_starting = end > lexer->position && lexer->data[end - 1] == '\n';
    lexer->position = end;
}

static bool lex_raw(struct lexer *lexer)
{
    for (size_t at = lexer->position; at < lexer->n; at++) {
        if (!stands_at(lexer, at, "{%")) {
            continue;
        }
        char sign = sign_at(lexer, at + 2);
        size_t name = skip_spaces(lexer, at + 2 + (sign != '\0'));
        if (!stands_at(lexer, name, "endraw")) {
            continue;
        }
        size_t end = block_end(lexer, skip_spaces(lexer, name + 6));
        if (end != 0) {
            if (!add_data(lexer, at, sign, false)) {
                return false;
            }
            lexer->position = at;
            move_to(lexer, end);
            return true;
        }
    }
    /* Jinja does not miss the end of what has not begun. */
    return lexer->position == lexer->n || lexer_fail(lexer, "Missing end of raw directive");
}

static bool lex_comment(struct lexer *lexer)
{
    for (size_t at = lexer->position; at < lexer->n; at++) {
        if (!stands_at(lexer, at, "#}")) {
            continue;
        }
        size_t end = at + 2;
        char before = at > lexer->position ? lexer->data[at - 1] : '\0';
        if (before == '-') {
            end = skip_spaces(lexer, end);
        } else if (before != '+') {
            end += stands_at(lexer, end, "\n");
        }
        move_to(lexer, end);
        return true;
    }
    return lexer->position == lexer->n || lexer_fail(lexer, "Missing end of comment tag");
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* \x41, \u0041, \U00000041 */
static bool hex_escape(struct lexer *lexer, const char *text, size_t n, size_t *at,
                       struct buffer *out)
{
    char kind = text[*at];
    size_t n_digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    unsigned long code = 0;
    for (size_t i = 1; i <= n_digits; i++) {
        int digit = *at + i < n ? hex_digit(text[*at + i]) : -1;
        if (digit < 0) {
            return lexer_fail(lexer, "truncated \\%c%.*s escape", kind, (int)n_digits, "XXXXXXXX");
        }
        code = code * 16 + (unsigned long)digit;
    }
    if (code > 0x10FFFF) {
        return lexer_fail(lexer, "illegal Unicode character");
    }
    if (code >= 0xD800 && code <= 0xDFFF) {
        return lexer_fail(lexer, "half of a surrogate pair in a string");
    }
    buffer_append_codepoint(out, (unsigned)code);
    *at += n_digits;
    return true;
}

/* One escape; *at stands behind the backslash and is left on its last byte. */
static bool escape(struct lexer *lexer, const char *text, size_t n, size_t *at, struct buffer *out)
{
    static const char names[] = "\\'\"abfnrtv";
    static const char values[] = "\\'\"\a\b\f\n\r\t\v";
    char c = text[*at];
    const char *found = c != '\0' ? strchr(names, c) : NULL;
    if (found != NULL) {
        buffer_append_byte(out, (unsigned char)values[found - names]);
    } else if (c == 'x' || c == 'u' || c == 'U') {
        return hex_escape(lexer, text, n, at, out);
    } else if (c >= '0' && c <= '7') {
        unsigned code = 0;
        size_t i = 0;
        for (; i < 3 && *at + i < n && text[*at + i] >= '0' && text[*at + i] <= '7'; i++) {
            code = code * 8 + (unsigned)(text[*at + i] - '0');
        }
        buffer_append_codepoint(out, code);
        *at += i - 1;
    } else if (c == 'N') {
        return lexer_fail(lexer, "names of characters (\\N{...}) are not supported");
    } else if ((unsigned char)c >= 0x80) {
        /* Jinja turns the character into an escape first, whose backslash this one then quotes. */
        size_t length;
        unsigned code = (unsigned)jinja_decode(text + *at, n - *at, &length);
        buffer_append_format(out,
                             code < 0x100     ? "\\x%02x"
                             : code < 0x10000 ? "\\u%04x"
                                              : "\\U%08x",
                             code);
        *at += length - 1;
    } else if (c != '\n') {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, (unsigned char)c);
    }
    return true;
}

static bool lex_string(struct lexer *lexer, size_t end)
{
    const char *text = lexer->data + lexer->position + 1;
    size_t n = end - lexer->position - 2;
    struct buffer plain;
    buffer_init(&plain, n * 10 + 1);
    bool succeeded = true;
    for (size_t i = 0; i < n && succeeded; i++) {
        if (text[i] != '\\') {
            buffer_append_byte(&plain, (unsigned char)text[i]);
        } else {
            i++;
            succeeded = escape(lexer, text, n, &i, &plain);
        }
    }
    struct jinja_token token = {.kind = TOKEN_STRING, .line = lexer->line};
    succeeded = succeeded && buffer_check(&plain, lexer->parser->err);
    if (succeeded) {
        token.text = jinja_parse_text(lexer->parser, buffer_text(&plain), plain.n_bytes);
        succeeded = token.text != NULL && add_token(lexer, token);
    }
    buffer_clear(&plain);
    move_to(lexer, end);
    return succeeded;
}

/* The end of the string that starts here, 0 when it does not end. */
static size_t string_end(const struct lexer *lexer)
{
    char quote = lexer->data[lexer->position];
    for (size_t at = lexer->position + 1; at < lexer->n; at++) {
        if (lexer->data[at] == '\\') {
            at++;
        } else if (lexer->data[at] == quote) {
            return at + 1;
        }
    }
    return 0;
}

static bool is_digit_in(char c, int base)
{
    int digit = hex_digit(c);
    return digit >= 0 && digit < base;
}

/* The end of digits of a base, single "_" between them allowed. */
static size_t digits_end(const struct lexer *lexer, size_t at, int base)
{
    while (at < lexer->n &&
           (is_digit_in(lexer->data[at], base) || (lexer->data[at] == '_' && at + 1 < lexer->n &&
                                                   is_digit_in(lexer->data[at + 1], base)))) {
        at++;
    }
    return at;
}

static bool lex_integer(struct lexer *lexer, size_t start, size_t end, int base)
{
    int64_t value = 0;
    for (size_t i = start; i < end; i++) {
        int digit = hex_digit(lexer->data[i]);
        if (lexer->data[i] == '_') {
            continue;
        }
        if (value > (INT64_MAX - digit) / base) {
            return lexer_fail(lexer, "an integer beyond 64 bits");
        }
        value = value * base + digit;
    }
    bool added = add_token(
        lexer, (struct jinja_token){.kind = TOKEN_INTEGER, .line = lexer->line, .integer = value});
    move_to(lexer, end);
    return added;
}

/* The end of a float that starts here, 0 when the number is an integer. */
static size_t real_end(const struct lexer *lexer)
{
    if (lexer->position > 0 && lexer->data[lexer->position - 1] == '.') {
        return 0;
    }
    size_t whole = digits_end(lexer, lexer->position, 10);
    size_t end = 0;
    size_t at = whole;
    if (at + 1 < lexer->n && lexer->data[at] == '.' && is_digit_in(lexer->data[at + 1], 10)) {
        at = end = digits_end(lexer, at + 1, 10);
    }
    if (at < lexer->n && (lexer->data[at] == 'e' || lexer->data[at] == 'E')) {
        size_t exponent = at + 1;
        exponent +=
            exponent < lexer->n && (lexer->data[exponent] == '+' || lexer->data[exponent] == '-');
        if (exponent < lexer->n && is_digit_in(lexer->data[exponent], 10)) {
            end = digits_end(lexer, exponent, 10);
        }
    }
    return end;
}

static bool lex_number(struct lexer *lexer)
{
    size_t start = lexer->position;
    size_t end = real_end(lexer);
    if (end != 0) {
        struct jinja_token token = {.kind = TOKEN_REAL, .line = lexer->line};
        if (!jinja_parse_real(lexer->data + start, end - start, &token.real)) {
            return error_set(lexer->parser->err, ERROR_MEMORY, "out of memory");
        }
        move_to(lexer, end);
        return add_token(lexer, token);
    }
    char kind = start + 1 < lexer->n ? (char)(lexer->data[start + 1] | 0x20) : '\0';
    if (lexer->data[start] == '0') {
        int base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
        size_t first = start + 2;
        first += first < lexer->n && lexer->data[first] == '_';
        if (base != 0 && first < lexer->n && is_digit_in(lexer->data[first], base)) {
            return lex_integer(lexer, first, digits_end(lexer, first, base), base);
        }
        return lex_integer(lexer, start, digits_end(lexer, start, 1), 10);
    }
    return lex_integer(lexer, start, digits_end(lexer, start, 10), 10);
}

static bool lex_name(struct lexer *lexer, size_t end)
{
    const char *text = lexer->data + lexer->position;
    size_t n = end - lexer->position;
    if (!jinja_is_identifier(text, n)) {
        return lexer_fail(lexer, "Invalid character in identifier");
    }
    struct jinja_token token = {.kind = TOKEN_NAME, .line = lexer->line};
    token.name = jinja_intern(lexer->parser, text, n);
    token.text = token.name != NULL ? jinja_parse_text(lexer->parser, token.name, n) : NULL;
    move_to(lexer, end);
    return token.text != NULL && add_token(lexer, token);
}

static bool keep_balance(struct lexer *lexer, char c)
{
    const char *opening = strchr("([{", c);
    const char *closing = strchr(")]}", c);
    if (opening != NULL) {
        if (lexer->n_brackets == sizeof lexer->brackets) {
            return lexer_fail(lexer, "more than %d brackets inside each other",
                              (int)sizeof lexer->brackets);
        }
        lexer->brackets[lexer->n_brackets++] = ")]}"[opening - "([{"];
    } else if (closing != NULL) {
        if (lexer->n_brackets == 0) {
            return lexer_fail(lexer, "unexpected '%c'", c);
        }
        char expected = lexer->brackets[--lexer->n_brackets];
        if (expected != c) {
            return lexer_fail(lexer, "unexpected '%c', expected '%c'", c, expected);
        }
    }
    return true;
}

static bool lex_operator(struct lexer *lexer)
{
    /* Longer ones first. */
    static const struct {
        const char *text;
        enum token_kind kind;
    } operators[] = {
        {"//", TOKEN_FLOOR_DIVIDE}, {"**", TOKEN_POWER},         {"==", TOKEN_EQUAL},
        {"!=", TOKEN_UNEQUAL},      {">=", TOKEN_GREATER_EQUAL}, {"<=", TOKEN_LESS_EQUAL},
        {"+", TOKEN_ADD},           {"-", TOKEN_SUBTRACT},       {"/", TOKEN_DIVIDE},
        {"*", TOKEN_MULTIPLY},      {"%", TOKEN_REMAINDER},      {"~", TOKEN_TILDE},
        {"[", TOKEN_LEFT_BRACKET},  {"]", TOKEN_RIGHT_BRACKET},  {"(", TOKEN_LEFT_PAREN},
        {")", TOKEN_RIGHT_PAREN},   {"{", TOKEN_LEFT_BRACE},     {"}", TOKEN_RIGHT_BRACE},
        {">", TOKEN_GREATER},       {"<", TOKEN_LESS},           {"=", TOKEN_ASSIGN},
        {".", TOKEN_DOT},           {":", TOKEN_COLON},          {"|", TOKEN_PIPE},
        {",", TOKEN_COMMA},         {";", TOKEN_SEMICOLON},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (stands_at(lexer, lexer->position, operators[i].text)) {
            if (!keep_balance(lexer, operators[i].text[0]) ||
                !add_plain(lexer, operators[i].kind)) {
                return false;
            }
            lexer->position += strlen(operators[i].text);
            lexer->line_starting = false;
            return true;
        }
    }
    struct buffer found;
    buffer_init(&found, 64);
    size_t length;
    jinja_decode(lexer->data + lexer->position, lexer->n - lexer->position, &length);
    jinja_repr_text(lexer->data + lexer->position, length, &found);
    lexer_fail(lexer, "unexpected char %s at %zu", buffer_text(&found),
               jinja_count(lexer->data, lexer->position));
    buffer_clear(&found);
    return false;
}

/* One token of an expression or statement. */
static bool lex_token(struct lexer *lexer)
{
    const char *at = lexer->data + lexer->position;
    size_t n = lexer->n - lexer->position;
    size_t n_spaces = jinja_spaces_left(at, n, NULL, 0);
    if (n_spaces > 0) {
        move_to(lexer, lexer->position + n_spaces);
        return true;
    }
    if (*at >= '0' && *at <= '9') {
        return lex_number(lexer);
    }
    size_t n_name = 0;
    for (size_t length; n_name < n; n_name += length) {
        if (!jinja_is_name(jinja_decode(at + n_name, n - n_name, &length))) {
            break;
        }
    }
    if (n_name > 0) {
        return lex_name(lexer, lexer->position + n_name);
    }
    size_t end = *at == '\'' || *at == '"' ? string_end(lexer) : 0;
    return end != 0 ? lex_string(lexer, end) : lex_operator(lexer);
}

static bool lex_code(struct lexer *lexer, bool is_block)
{
    lexer->n_brackets = 0;
    while (lexer->position < lexer->n) {
        size_t end = 0;
        if (lexer->n_brackets == 0 && is_block) {
            end = block_end(lexer, lexer->position);
        } else if (lexer->n_brackets == 0 && stands_at(lexer, lexer->position, "-}}")) {
            end = skip_spaces(lexer, lexer->position + 3);
        } else if (lexer->n_brackets == 0 && stands_at(lexer, lexer->position, "}}")) {
            end = lexer->position + 2;
        }
        if (end != 0) {
            bool added = add_plain(lexer, is_block ? TOKEN_BLOCK_END : TOKEN_VARIABLE_END);
            move_to(lexer, end);
            return added;
        }
        if (!lex_token(lexer)) {
            return false;
        }
    }
    return true;
}

static bool lex_tag(struct lexer *lexer, size_t at)
{
    char kind = lexer->data[at + 1];
    size_t raw = kind == '%' ? raw_begin(lexer, at) : 0;
    char sign = sign_at(lexer, at + 2);
    if (!add_data(lexer, at, sign, kind == '{')) {
        return false;
    }
    lexer->position = at;
    if (raw != 0) {
        move_to(lexer, raw);
        return lex_raw(lexer);
    }
    move_to(lexer, at + 2 + (sign != '\0'));
    if (kind == '#') {
        return lex_comment(lexer);
    }
    return add_plain(lexer, kind == '%' ? TOKEN_BLOCK_BEGIN : TOKEN_VARIABLE_BEGIN) &&
           lex_code(lexer, kind == '%');
}

bool jinja_lex(struct jinja_parser *parser)
{
    struct lexer lexer = {
        .parser = parser,
        .data = parser->template->source,
        .n = parser->template->n_source,
        .line = 1,
        .line_starting = true,
    };
    bool succeeded = true;
    while (lexer.position < lexer.n && succeeded) {
        size_t at = lexer.position;
        while (at < lexer.n &&
               !(lexer.data[at] == '{' && at + 1 < lexer.n &&
                 strchr("%{#", lexer.data[at + 1]) != NULL && lexer.data[at + 1] != '\0')) {
            at++;
        }
        if (at == lexer.n) {
            succeeded = add_data(&lexer, at, '+', false);
            lexer.position = at;
        } else {
            succeeded = lex_tag(&lexer, at);
        }
    }
    if (!succeeded && parser->lexer_error.code == ERROR_NONE) {
        return false;
    }
    return add_plain(&lexer, TOKEN_END);
}
