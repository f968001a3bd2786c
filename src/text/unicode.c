/* UTF-8 and character classes; see unicode.h. */
#include "text/unicode.h"

#include <stdlib.h>
#include <utf8proc.h>

/* What may follow a lead byte: number of continuation bytes and the range of the first one. */
struct lead {
    uint8_t n_more;
    uint8_t low;
    uint8_t high;
};

static struct lead lead_of(uint8_t byte)
{
    if (byte >= 0xC2 && byte <= 0xDF) {
        return (struct lead){1, 0x80, 0xBF};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return (struct lead){2, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return (struct lead){3, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
    }
    return (struct lead){0, 0, 0};
}

/* The number of bytes that are the start of a valid multi-byte character; 0 for a bad lead. */
static size_t good_length(const uint8_t *p, size_t n, size_t *n_wanted)
{
    struct lead lead = lead_of(p[0]);
    *n_wanted = (size_t)lead.n_more + 1;
    if (lead.n_more == 0) {
        return 0;
    }
    size_t i = 1;
    while (i < *n_wanted && i < n) {
        uint8_t low = i == 1 ? lead.low : 0x80;
        uint8_t high = i == 1 ? lead.high : 0xBF;
        if (p[i] < low || p[i] > high) {
            break;
        }
        i++;
    }
    return i;
}

size_t utf8_read(const uint8_t *p, size_t n, uint32_t *codepoint)
{
    if (p[0] < 0x80) {
        *codepoint = p[0];
        return 1;
    }
    size_t n_wanted;
    if (good_length(p, n, &n_wanted) < n_wanted) {
        return 0;
    }
    return utf8_next(p, codepoint);
}

size_t utf8_bad_length(const uint8_t *p, size_t n, bool *is_cut)
{
    size_t n_wanted;
    size_t n_good = good_length(p, n, &n_wanted);
    *is_cut = n_good > 0 && n_good == n && n_good < n_wanted;
    return n_good > 0 ? n_good : 1;
}

/* The end of the longest valid run that starts at `start`. */
static size_t valid_end(struct bytes text, size_t start)
{
    size_t i = start;
    while (i < text.n_bytes) {
        if (i + 8 <= text.n_bytes && (bytes_u64(text.data + i) & 0x8080808080808080u) == 0) {
            i += 8;
            continue;
        }
        uint32_t codepoint;
        size_t n = utf8_read(text.data + i, text.n_bytes - i, &codepoint);
        if (n == 0) {
            break;
        }
        i += n;
    }
    return i;
}

bool utf8_is_valid(struct bytes text)
{
    return valid_end(text, 0) == text.n_bytes;
}

void utf8_append_replaced(struct buffer *out, struct bytes text)
{
    size_t i = 0;
    while (i < text.n_bytes) {
        size_t end = valid_end(text, i);
        buffer_append(out, text.data + i, end - i);
        if (end == text.n_bytes) {
            return;
        }
        bool is_cut;
        buffer_append_codepoint(out, UNICODE_REPLACEMENT);
        i = end + utf8_bad_length(text.data + end, text.n_bytes - end, &is_cut);
    }
}

bool unicode_is_space(uint32_t c)
{
    if (c < 0x80) {
        return c == ' ' || (c >= 0x09 && c <= 0x0D);
    }
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* A set of categories as bits. */
#define CATEGORY(name) (1u << UTF8PROC_CATEGORY_##name)

static bool has_category(uint32_t codepoint, uint32_t set)
{
    return (set >> utf8proc_category((utf8proc_int32_t)codepoint) & 1) != 0;
}

bool unicode_is_numeric(uint32_t c)
{
    if (c < 0x80) {
        return c >= '0' && c <= '9';
    }
    return has_category(c, CATEGORY(ND) | CATEGORY(NL) | CATEGORY(NO));
}

bool unicode_is_punctuation(uint32_t c)
{
    if (c < 0x80) {
        return (c >= 0x21 && c <= 0x2F) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) ||
               (c >= 0x7B && c <= 0x7E);
    }
    return has_category(c, CATEGORY(PC) | CATEGORY(PD) | CATEGORY(PS) | CATEGORY(PE) |
                               CATEGORY(PI) | CATEGORY(PF) | CATEGORY(PO));
}

bool unicode_is_mark(uint32_t c)
{
    return c >= 0x300 && has_category(c, CATEGORY(MN) | CATEGORY(MC) | CATEGORY(ME));
}

bool unicode_is_nonspacing(uint32_t c)
{
    return c >= 0x300 && has_category(c, CATEGORY(MN));
}

/* Symbols (category So) that have the property Alphabetic. */
static bool is_alphabetic_symbol(uint32_t c)
{
    return (c >= 0x24B6 && c <= 0x24E9) || (c >= 0x1F130 && c <= 0x1F149) ||
           (c >= 0x1F150 && c <= 0x1F169) || (c >= 0x1F170 && c <= 0x1F189);
}

bool unicode_is_word(uint32_t c)
{
    if (c < 0x80) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '_';
    }
    return has_category(c, CATEGORY(LU) | CATEGORY(LL) | CATEGORY(LT) | CATEGORY(LM) |
                               CATEGORY(LO) | CATEGORY(MN) | CATEGORY(MC) | CATEGORY(ME) |
                               CATEGORY(ND) | CATEGORY(NL) | CATEGORY(PC)) ||
           c == 0x200C || c == 0x200D || is_alphabetic_symbol(c);
}

bool unicode_is_control(uint32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r') {
        return false;
    }
    return has_category(c, CATEGORY(CC) | CATEGORY(CF) | CATEGORY(CS) | CATEGORY(CO));
}

bool unicode_is_ideograph(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
        {0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF}, {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

void unicode_append_lower(struct buffer *out, uint32_t codepoint)
{
    enum { CAPITAL_I_WITH_DOT = 0x130, COMBINING_DOT_ABOVE = 0x307 };
    if (codepoint == CAPITAL_I_WITH_DOT) {
        /* The only character whose lower case is two. */
        buffer_append_codepoint(out, 'i');
        buffer_append_codepoint(out, COMBINING_DOT_ABOVE);
        return;
    }
    utf8proc_int32_t lower = utf8proc_tolower((utf8proc_int32_t)codepoint);
    buffer_append_codepoint(out, (unsigned)lower);
}

static size_t ascii_end(struct bytes text)
{
    size_t i = 0;
    while (i + 8 <= text.n_bytes && (bytes_u64(text.data + i) & 0x8080808080808080u) == 0) {
        i += 8;
    }
    while (i < text.n_bytes && text.data[i] < 0x80) {
        i++;
    }
    return i;
}

bool unicode_append_form(struct buffer *out, struct bytes text, enum unicode_form form,
                         struct error *err)
{
    static const int options[] = {
        [UNICODE_NFC] = UTF8PROC_STABLE | UTF8PROC_COMPOSE,
        [UNICODE_NFD] = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE,
        [UNICODE_NFKC] = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT,
        [UNICODE_NFKD] = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
    };
    /* ASCII is the same in every form; only its last letter may take an accent that follows. */
    size_t n_same = ascii_end(text);
    if (n_same < text.n_bytes && n_same > 0) {
        n_same--;
    }
    buffer_append(out, text.data, n_same);
    if (n_same == text.n_bytes) {
        return buffer_check(out, err);
    }
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map(text.data + n_same, (utf8proc_ssize_t)(text.n_bytes - n_same),
                                      &mapped, (utf8proc_option_t)options[form]);
    if (n < 0) {
        return error_set(err, n == UTF8PROC_ERROR_NOMEM ? ERROR_MEMORY : ERROR_LIMIT,
                         "Unicode normalization: %s", utf8proc_errmsg(n));
    }
    buffer_append(out, mapped, (size_t)n);
    free(mapped);
    return buffer_check(out, err);
}

size_t unicode_grapheme_end(struct bytes text, size_t start)
{
    uint32_t before;
    size_t i = start + utf8_next(text.data + start, &before);
    utf8proc_int32_t state = 0;
    while (i < text.n_bytes) {
        uint32_t after;
        size_t n = utf8_next(text.data + i, &after);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after,
                                             &state)) {
            break;
        }
        before = after;
        i += n;
    }
    return i;
}
