/* Characters and texts as Python's str sees them; see template_text.h. */
#include "text/template_text.h"

#include <string.h>
#include <utf8proc.h>
#include "text/template_cases.h"

int32_t jinja_decode(const char *data, size_t n, size_t *length)
{
    unsigned char first = n > 0 ? (unsigned char)data[0] : 0;
    *length = 1;
    if (first < 0x80) {
        return first;
    }
    size_t n_wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || n_wanted > n) {
        return 0xFFFD;
    }
    int32_t code = first & (0xFF >> (n_wanted + 1));
    for (size_t i = 1; i < n_wanted; i++) {
        if (((unsigned char)data[i] & 0xC0) != 0x80) {
            return 0xFFFD;
        }
        code = (code << 6) | (data[i] & 0x3F);
    }
    static const int32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < lowest[n_wanted] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return 0xFFFD;
    }
    *length = n_wanted;
    return code;
}

size_t jinja_last_length(const char *data, size_t n)
{
    size_t length = 1;
    while (length < n && length < 4 && ((unsigned char)data[n - length] & 0xC0) == 0x80) {
        length++;
    }
    return length;
}

bool jinja_is_utf8(const char *data, size_t n)
{
    for (size_t i = 0, length; i < n; i += length) {
        if (jinja_decode(data + i, n - i, &length) == 0xFFFD && length == 1) {
            return false;
        }
    }
    return true;
}

static bool is_between(const struct jinja_range_of_codes *ranges, int32_t code)
{
    for (; ranges->last != 0 && code >= ranges->first; ranges++) {
        if (code <= ranges->last) {
            return true;
        }
    }
    return false;
}

bool jinja_is_space(int32_t code)
{
    if (code < 0x80) {
        return code == ' ' || (code >= 0x09 && code <= 0x0D) || (code >= 0x1C && code <= 0x1F);
    }
    utf8proc_category_t category = utf8proc_category(code);
    return code == 0x85 || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

bool jinja_is_printable(int32_t code)
{
    if (code < 0x7F) {
        return code >= ' ';
    }
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
        return false;
    default:
        return true;
    }
}

bool jinja_is_letter(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool jinja_is_decimal(int32_t code)
{
    return utf8proc_category(code) == UTF8PROC_CATEGORY_ND;
}

bool jinja_is_digit(int32_t code)
{
    return jinja_is_decimal(code) || is_between(jinja_other_digits, code);
}

bool jinja_is_numeric(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) ||
           is_between(jinja_other_numerics, code);
}

bool jinja_is_lower(int32_t code)
{
    if (code < 0x80) {
        return code >= 'a' && code <= 'z';
    }
    return utf8proc_category(code) == UTF8PROC_CATEGORY_LL || is_between(jinja_other_lowers, code);
}

bool jinja_is_upper(int32_t code)
{
    if (code < 0x80) {
        return code >= 'A' && code <= 'Z';
    }
    return utf8proc_category(code) == UTF8PROC_CATEGORY_LU || is_between(jinja_other_uppers, code);
}

bool jinja_is_title(int32_t code)
{
    return utf8proc_category(code) == UTF8PROC_CATEGORY_LT;
}

bool jinja_is_cased(int32_t code)
{
    return jinja_is_lower(code) || jinja_is_upper(code) || jinja_is_title(code);
}

bool jinja_is_name(int32_t code)
{
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_' ||
               (code >= '0' && code <= '9');
    }
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return jinja_is_letter(code);
    }
}

bool jinja_is_identifier(const char *data, size_t n)
{
    for (size_t i = 0, length; i < n; i += length) {
        int32_t code = jinja_decode(data + i, n - i, &length);
        utf8proc_category_t category = utf8proc_category(code);
        bool starts = jinja_is_letter(code) || category == UTF8PROC_CATEGORY_NL || code == '_';
        bool follows = jinja_is_name(code) && category != UTF8PROC_CATEGORY_NO;
        if (!starts && (i == 0 || !follows)) {
            return false;
        }
    }
    return n > 0;
}

/* Whether a capital sigma at `at` ends a word: its lower case is then another letter. */
static bool ends_word(const char *data, size_t n, size_t at, size_t length)
{
    bool has_before = false, has_after = false;
    for (size_t i = at; i > 0 && !has_before;) {
        size_t back = jinja_last_length(data, i);
        size_t unused;
        int32_t code = jinja_decode(data + i - back, back, &unused);
        utf8proc_category_t category = utf8proc_category(code);
        has_before = jinja_is_cased(code);
        if (!has_before && category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_ME &&
            category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_LM &&
            category != UTF8PROC_CATEGORY_SK &&
            strchr("'.:^`", code < 0x80 ? (int)code : 1) == NULL) {
            break;
        }
        i -= back;
    }
    for (size_t i = at + length; i < n && !has_after;) {
        size_t forward;
        int32_t code = jinja_decode(data + i, n - i, &forward);
        utf8proc_category_t category = utf8proc_category(code);
        has_after = jinja_is_cased(code);
        if (!has_after && category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_ME &&
            category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_LM &&
            category != UTF8PROC_CATEGORY_SK &&
            strchr("'.:^`", code < 0x80 ? (int)code : 1) == NULL) {
            break;
        }
        i += forward;
    }
    return has_before && !has_after;
}

static bool append_long(const struct jinja_long_case *table, int32_t code, struct buffer *out)
{
    for (; table->code != 0 && table->code <= code; table++) {
        if (table->code == code) {
            buffer_append_text(out, table->text);
            return true;
        }
    }
    return false;
}

/* One character at `at` of the text, in another case. */
static void append_case(const char *data, size_t n, size_t at, enum jinja_case to,
                        struct buffer *out)
{
    size_t length;
    int32_t code = jinja_decode(data + at, n - at, &length);
    if (code < 0x80) {
        bool is_lower = jinja_is_lower(code);
        bool changes = to == CASE_UPPER || to == CASE_TITLE ? is_lower : jinja_is_upper(code);
        buffer_append_byte(out, (unsigned char)(changes ? code ^ 0x20 : code));
        return;
    }
    utf8proc_int32_t folded[8];
    int last_bound = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t n_folded;
    switch (to) {
    case CASE_UPPER:
        if (!append_long(jinja_long_uppers, code, out)) {
            buffer_append_codepoint(out, (unsigned)utf8proc_toupper(code));
        }
        return;
    case CASE_TITLE:
        if (!append_long(jinja_long_titles, code, out)) {
            buffer_append_codepoint(out, (unsigned)utf8proc_totitle(code));
        }
        return;
    case CASE_FOLD:
        n_folded = utf8proc_decompose_char(code, folded, 8, UTF8PROC_CASEFOLD, &last_bound);
        for (utf8proc_ssize_t i = 0; i < n_folded && i < 8; i++) {
            buffer_append_codepoint(out, (unsigned)folded[i]);
        }
        return;
    case CASE_LOWER:
        if (code == 0x130) {
            buffer_append_text(out, "i\xCC\x87");
        } else if (code == 0x3A3) {
            buffer_append_codepoint(out, ends_word(data, n, at, length) ? 0x3C2 : 0x3C3);
        } else {
            buffer_append_codepoint(out, (unsigned)utf8proc_tolower(code));
        }
        return;
    }
}

void jinja_change_case(const char *data, size_t n, enum jinja_case to, struct buffer *out)
{
    for (size_t i = 0, length; i < n; i += length) {
        jinja_decode(data + i, n - i, &length);
        append_case(data, n, i, to, out);
    }
}

void jinja_capitalize(const char *data, size_t n, struct buffer *out)
{
    for (size_t i = 0, length; i < n; i += length) {
        jinja_decode(data + i, n - i, &length);
        append_case(data, n, i, i == 0 ? CASE_TITLE : CASE_LOWER, out);
    }
}

void jinja_title(const char *data, size_t n, struct buffer *out)
{
    bool in_word = false;
    for (size_t i = 0, length; i < n; i += length) {
        int32_t code = jinja_decode(data + i, n - i, &length);
        append_case(data, n, i, in_word ? CASE_LOWER : CASE_TITLE, out);
        in_word = jinja_is_cased(code);
    }
}

void jinja_swap_case(const char *data, size_t n, struct buffer *out)
{
    for (size_t i = 0, length; i < n; i += length) {
        int32_t code = jinja_decode(data + i, n - i, &length);
        if (jinja_is_cased(code) && !jinja_is_title(code)) {
            append_case(data, n, i, jinja_is_upper(code) ? CASE_LOWER : CASE_UPPER, out);
        } else {
            buffer_append(out, data + i, length);
        }
    }
}

static bool is_stripped(int32_t code, const char *at, size_t length, const char *set, size_t n_set)
{
    return set == NULL ? jinja_is_space(code) : jinja_find(set, n_set, at, length) >= 0;
}

size_t jinja_spaces_left(const char *data, size_t n, const char *set, size_t n_set)
{
    size_t at = 0;
    for (size_t length; at < n; at += length) {
        int32_t code = jinja_decode(data + at, n - at, &length);
        if (!is_stripped(code, data + at, length, set, n_set)) {
            break;
        }
    }
    return at;
}

size_t jinja_spaces_right(const char *data, size_t n, const char *set, size_t n_set)
{
    size_t end = n;
    while (end > 0) {
        size_t length = jinja_last_length(data, end);
        size_t unused;
        int32_t code = jinja_decode(data + end - length, length, &unused);
        if (!is_stripped(code, data + end - length, length, set, n_set)) {
            break;
        }
        end -= length;
    }
    return n - end;
}

int64_t jinja_find(const char *data, size_t n, const char *piece, size_t n_piece)
{
    if (n_piece == 0) {
        return 0;
    }
    if (n_piece > n) {
        return -1;
    }
    const char *found = memmem(data, n, piece, n_piece);
    return found != NULL ? found - data : -1;
}

int64_t jinja_find_last(const char *data, size_t n, const char *piece, size_t n_piece)
{
    for (size_t at = n_piece <= n ? n - n_piece + 1 : 0; at-- > 0;) {
        if (n_piece == 0 || (data[at] == piece[0] && memcmp(data + at, piece, n_piece) == 0)) {
            return (int64_t)at;
        }
    }
    return -1;
}

size_t jinja_offset(const char *data, size_t n, size_t n_characters)
{
    size_t at = 0;
    for (; at < n; at++) {
        if (((unsigned char)data[at] & 0xC0) != 0x80 && n_characters-- == 0) {
            break;
        }
    }
    return at;
}

size_t jinja_count(const char *data, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += ((unsigned char)data[i] & 0xC0) != 0x80;
    }
    return count;
}

size_t jinja_line(const char *data, size_t n, size_t *n_break)
{
    for (size_t i = 0, length; i < n; i += length) {
        int32_t code = jinja_decode(data + i, n - i, &length);
        bool breaks = (code >= 0x0A && code <= 0x0D) || (code >= 0x1C && code <= 0x1E) ||
                      code == 0x85 || code == 0x2028 || code == 0x2029;
        if (breaks) {
            bool is_pair = code == '\r' && i + 1 < n && data[i + 1] == '\n';
            *n_break = is_pair ? 2 : length;
            return i;
        }
    }
    *n_break = 0;
    return n;
}
