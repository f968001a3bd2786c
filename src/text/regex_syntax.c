/*
 * Oniguruma to PCRE2.
 *
 * The expressions of tokenizer files were written for Oniguruma in Ruby syntax. Most of them read
 * the same in PCRE2. What differs, and is rewritten here:
 *
 *   \s \S     exactly White_Space; PCRE2 would add U+180E
 *   \w \b     alphabetic, mark, decimal digit, connector; PCRE2 has fewer or more by its version
 *   \h        a hexadecimal digit; in PCRE2 a horizontal space
 *   \v        U+000B; in PCRE2 any vertical space
 *   (?m)      a dot matches a newline: (?s); ^ and $ are always those of lines
 *   x{n,m}+   repeated, not possessive; x{n}? optional, not lazy; x{,m} from zero
 *   \p{Name}  long names of categories; a script means Script, not Script_Extensions
 *   \uHHHH    \x{HHHH}
 *
 * Sets inside sets ([a[b]]), intersections (&&) and \W or \H inside a set are refused by name.
 */
#include "text/regex_syntax.h"

#include <stdio.h>

enum { MAX_GROUPS = 200, MAX_NAME_BYTES = 40 };

#define SPACES                                                                                     \
    "\\t-\\r\\x20\\x85\\xA0\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}"       \
    "\\x{3000}"
#define WORDS                                                                                      \
    "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}\\x{1F150}-"         \
    "\\x{1F169}\\x{1F170}-\\x{1F189}"

struct translator {
    struct buffer *out;
    struct bytes in;
    size_t at;   /* next byte of the input */
    size_t atom; /* where the last atom starts in the output */
    size_t n_groups;
    size_t groups[MAX_GROUPS]; /* where the open groups start in the output */
};

static int peek(const struct translator *t, size_t ahead)
{
    return ahead < t->in.n_bytes - t->at ? t->in.data[t->at + ahead] : -1;
}

static bool refuse(const struct translator *t, const char *what, struct error *err)
{
    return error_set(err, ERROR_UNSUPPORTED, "regular expression: %s at byte %zu is not supported",
                     what, t->at);
}

struct escape {
    char letter;
    const char *outside; /* NULL: refused */
    const char *in_set;
};

static const struct escape escapes[] = {
    {'s', "[" SPACES "]", SPACES},
    {'S', "[^" SPACES "]", "\\P{White_Space}"},
    {'w', "[" WORDS "]", WORDS},
    {'W', "[^" WORDS "]", NULL},
    {'d', "\\p{Nd}", "\\p{Nd}"},
    {'D', "\\P{Nd}", "\\P{Nd}"},
    {'h', "[0-9A-Fa-f]", "0-9A-Fa-f"},
    {'H', "[^0-9A-Fa-f]", NULL},
    {'v', "\\x0B", "\\x0B"},
    {'b', "(?:(?<=[" WORDS "])(?![" WORDS "])|(?<![" WORDS "])(?=[" WORDS "]))", "\\x08"},
    {'B', "(?:(?<=[" WORDS "])(?=[" WORDS "])|(?<![" WORDS "])(?![" WORDS "]))", NULL},
    {'n', "\\n", "\\n"},
    {'r', "\\r", "\\r"},
    {'t', "\\t", "\\t"},
    {'f', "\\f", "\\f"},
    {'a', "\\a", "\\a"},
    {'e', "\\e", "\\e"},
    {'x', "\\x", "\\x"},
    {'A', "\\A", NULL},
    {'z', "\\z", NULL},
    {'Z', "\\Z", NULL},
    {'G', "\\G", NULL},
    {'K', "\\K", NULL},
    {'R', "\\R", NULL},
    {'X', "\\X", NULL},
    {'k', "\\k", NULL},
    {'g', "\\g", NULL},
};

struct property {
    const char *name; /* lower case, without spaces, hyphens and underscores */
    const char *meaning;
};

static const struct property properties[] = {
    {"any", "Any"},
    {"assigned", NULL},
    {"alnum", NULL},
    {"word", NULL},
    {"graph", NULL},
    {"print", NULL},
    {"alpha", "Alphabetic"},
    {"alphabetic", "Alphabetic"},
    {"upper", "Uppercase"},
    {"uppercase", "Uppercase"},
    {"lower", "Lowercase"},
    {"lowercase", "Lowercase"},
    {"space", "White_Space"},
    {"whitespace", "White_Space"},
    {"digit", "Nd"},
    {"cntrl", "Cc"},
    {"punct", "P"},
    {"letter", "L"},
    {"uppercaseletter", "Lu"},
    {"lowercaseletter", "Ll"},
    {"titlecaseletter", "Lt"},
    {"modifierletter", "Lm"},
    {"otherletter", "Lo"},
    {"mark", "M"},
    {"nonspacingmark", "Mn"},
    {"spacingmark", "Mc"},
    {"enclosingmark", "Me"},
    {"number", "N"},
    {"decimalnumber", "Nd"},
    {"letternumber", "Nl"},
    {"othernumber", "No"},
    {"punctuation", "P"},
    {"connectorpunctuation", "Pc"},
    {"dashpunctuation", "Pd"},
    {"openpunctuation", "Ps"},
    {"closepunctuation", "Pe"},
    {"initialpunctuation", "Pi"},
    {"finalpunctuation", "Pf"},
    {"otherpunctuation", "Po"},
    {"symbol", "S"},
    {"mathsymbol", "Sm"},
    {"currencysymbol", "Sc"},
    {"modifiersymbol", "Sk"},
    {"othersymbol", "So"},
    {"separator", "Z"},
    {"spaceseparator", "Zs"},
    {"lineseparator", "Zl"},
    {"paragraphseparator", "Zp"},
    {"other", "C"},
    {"control", "Cc"},
    {"format", "Cf"},
    {"unassigned", "Cn"},
    {"privateuse", "Co"},
    {"surrogate", "Cs"},
};

/* Writes the meaning of a property's name, which is in the form of the table. */
static bool append_property(struct translator *t, bool is_negated, const char *name,
                            struct error *err)
{
    const char *start = is_negated ? "\\P{" : "\\p{";
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        if (strcmp(properties[i].name, name) == 0) {
            if (properties[i].meaning == NULL) {
                return refuse(t, "this property", err);
            }
            buffer_append_format(t->out, "%s%s}", start, properties[i].meaning);
            return true;
        }
    }
    if (n > 0 && n <= 2 && strchr("clmnpsz", name[0]) != NULL) {
        buffer_append_format(t->out, "%s%c%s}", start, name[0] - 'a' + 'A', name + 1);
        return true;
    }
    buffer_append_format(t->out, "%ssc:%s}", start, name);
    return true;
}

/* \p{Name}, \P{Name}, \p{^Name}, \pL; `at` is on the letter p. */
static bool translate_property(struct translator *t, struct error *err)
{
    bool is_negated = peek(t, 0) == 'P';
    t->at++;
    char name[MAX_NAME_BYTES + 1];
    size_t n = 0;
    if (peek(t, 0) != '{') {
        return refuse(t, "\\p without braces", err);
    }
    t->at++;
    if (peek(t, 0) == '^') {
        is_negated = !is_negated;
        t->at++;
    }
    int c;
    while ((c = peek(t, 0)) != '}') {
        if (c <= 0 || c >= 0x80 || n == MAX_NAME_BYTES) {
            return refuse(t, "this name of a property", err);
        }
        t->at++;
        if (c != ' ' && c != '_' && c != '-') {
            name[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
    }
    t->at++;
    name[n] = '\0';
    return append_property(t, is_negated, name, err);
}

static bool is_hexadecimal(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

static bool translate_unicode_escape(struct translator *t, struct error *err)
{
    for (size_t i = 1; i <= 4; i++) {
        if (!is_hexadecimal(peek(t, i))) {
            return refuse(t, "\\u without four digits", err);
        }
    }
    buffer_append_format(t->out, "\\x{%.4s}", (const char *)t->in.data + t->at + 1);
    t->at += 5;
    return true;
}

/* `at` is behind the backslash. */
static bool translate_escape(struct translator *t, bool in_set, struct error *err)
{
    int c = peek(t, 0);
    if (c < 0) {
        return error_set(err, ERROR_MALFORMED, "regular expression: ends with a backslash");
    }
    if (c == 'p' || c == 'P') {
        return translate_property(t, err);
    }
    if (c == 'u') {
        return translate_unicode_escape(t, err);
    }
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        const char *meaning = in_set ? escapes[i].in_set : escapes[i].outside;
        if (escapes[i].letter == c && meaning != NULL) {
            buffer_append_text(t->out, meaning);
            t->at++;
            return true;
        }
    }
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        char what[] = "the escape \\?";
        what[sizeof what - 2] = (char)c;
        return refuse(t, what, err);
    }
    if (c < 0x80) {
        buffer_append_byte(t->out, '\\');
    }
    buffer_append_byte(t->out, (unsigned char)c);
    t->at++;
    return true;
}

static void copy_byte(struct translator *t)
{
    buffer_append_byte(t->out, t->in.data[t->at++]);
}

/* [...]; `at` is on the bracket. */
static bool translate_set(struct translator *t, struct error *err)
{
    copy_byte(t);
    if (peek(t, 0) == '^') {
        copy_byte(t);
    }
    bool is_first = true;
    int c;
    while ((c = peek(t, 0)) != ']' || is_first) {
        is_first = false;
        if (c < 0) {
            return error_set(err, ERROR_MALFORMED, "regular expression: a set is not closed");
        }
        if (c == '\\') {
            t->at++;
            if (!translate_escape(t, true, err)) {
                return false;
            }
        } else if (c == '[' && peek(t, 1) == ':') {
            do {
                copy_byte(t);
            } while (peek(t, 0) >= 0 && !(peek(t, 0) == ':' && peek(t, 1) == ']'));
            if (peek(t, 0) < 0) {
                return error_set(err, ERROR_MALFORMED, "regular expression: [: is not closed");
            }
            copy_byte(t);
            copy_byte(t);
        } else if (c == '[') {
            return refuse(t, "a set inside a set", err);
        } else if (c == '&' && peek(t, 1) == '&') {
            return refuse(t, "an intersection of sets (&&)", err);
        } else {
            copy_byte(t);
        }
    }
    copy_byte(t);
    return true;
}

/* The opening of a group, with its flags; `at` is on the parenthesis. */
static bool open_group(struct translator *t, struct error *err)
{
    if (peek(t, 1) == '*') {
        return refuse(t, "(*", err);
    }
    if (t->n_groups == MAX_GROUPS) {
        return error_set(err, ERROR_LIMIT, "regular expression: more than %d nested groups",
                         MAX_GROUPS);
    }
    t->groups[t->n_groups++] = t->out->n_bytes;
    copy_byte(t);
    if (peek(t, 0) != '?') {
        return true;
    }
    copy_byte(t);
    if (peek(t, 0) == '~') {
        return refuse(t, "(?~", err);
    }
    while (peek(t, 0) == 'i' || peek(t, 0) == 'm' || peek(t, 0) == 'x' || peek(t, 0) == '-') {
        buffer_append_byte(t->out, peek(t, 0) == 'm' ? 's' : t->in.data[t->at]);
        t->at++;
    }
    /* The name, or the kind of assertion, is copied as ordinary characters; the characters that
     * would be read as something else are taken here. */
    if (peek(t, 0) == '<' || peek(t, 0) == '#') {
        int closing = peek(t, 0) == '#' ? ')' : '>';
        bool is_assertion = peek(t, 0) == '<' && (peek(t, 1) == '=' || peek(t, 1) == '!');
        while (!is_assertion && peek(t, 0) >= 0 && peek(t, 0) != closing) {
            copy_byte(t);
        }
    }
    if (peek(t, 0) >= 0 && peek(t, 0) != ')') {
        if (peek(t, 0) == '<') {
            copy_byte(t);
        }
        copy_byte(t);
    }
    return true;
}

/* Wraps the last atom, so that what follows applies to the whole of it. */
static void wrap_atom(struct translator *t)
{
    static const char opening[] = "(?:";
    enum { N_OPENING = sizeof opening - 1 };
    size_t n_atom = t->out->n_bytes - t->atom;
    buffer_append(t->out, opening, N_OPENING);
    if (!t->out->failed) {
        char *atom = t->out->data + t->atom;
        memmove(atom + N_OPENING, atom, n_atom);
        memcpy(atom, opening, N_OPENING);
    }
    buffer_append_byte(t->out, ')');
}

/* {n}, {n,}, {,m} or {n,m}; anything else after { is itself. `at` is on the brace. */
static void translate_braces(struct translator *t)
{
    size_t i = 1;
    size_t n_low = 0;
    size_t n_high = 0;
    bool has_comma = false;
    for (int c; (c = peek(t, i)) >= 0 && ((c >= '0' && c <= '9') || (c == ',' && !has_comma));
         i++) {
        has_comma = has_comma || c == ',';
        *(has_comma ? &n_high : &n_low) += c != ',';
    }
    if (peek(t, i) != '}' || n_low + n_high == 0) {
        t->atom = t->out->n_bytes;
        buffer_append_text(t->out, "\\{");
        t->at++;
        return;
    }
    buffer_append_text(t->out, n_low == 0 ? "{0" : "{");
    buffer_append(t->out, t->in.data + t->at + 1, i);
    t->at += i + 1;
    if (peek(t, 0) == '+' || (peek(t, 0) == '?' && !has_comma)) {
        wrap_atom(t);
    }
}

static bool translate_item(struct translator *t, struct error *err)
{
    int c = peek(t, 0);
    switch (c) {
    case '{':
        translate_braces(t);
        return true;
    case '(':
        return open_group(t, err);
    case ')':
        if (t->n_groups == 0) {
            return error_set(err, ERROR_MALFORMED, "regular expression: a ) without (");
        }
        t->atom = t->groups[--t->n_groups];
        copy_byte(t);
        return true;
    case '*':
    case '+':
    case '?':
    case '|':
        copy_byte(t);
        return true;
    default:
        break;
    }
    t->atom = t->out->n_bytes;
    if (c == '\\') {
        t->at++;
        return translate_escape(t, false, err);
    }
    if (c == '[') {
        return translate_set(t, err);
    }
    do {
        copy_byte(t);
    } while (peek(t, 0) >= 0x80 && peek(t, 0) < 0xC0);
    return true;
}

bool regex_translate(struct buffer *out, struct bytes pattern, struct error *err)
{
    struct translator t = {.out = out, .in = pattern, .atom = out->n_bytes};
    while (t.at < t.in.n_bytes) {
        if (!translate_item(&t, err)) {
            return false;
        }
    }
    return buffer_check(out, err);
}
