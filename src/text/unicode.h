/*
 * UTF-8 and the character classes that tokenizers ask for. Categories come from utf8proc; the
 * small closed sets (white space, CJK ideographs) are tables here, because they must not change
 * with the version of a library.
 */
#ifndef TEXT_UNICODE_H
#define TEXT_UNICODE_H

#include "base/buffer.h"
#include "base/bytes.h"

enum { UNICODE_REPLACEMENT = 0xFFFD, UNICODE_MAX_BYTES = 4 };

/* Reads one character of at most n > 0 bytes. Returns its length, or 0 when the bytes are not
 * UTF-8 (too long forms, surrogates and anything over 10FFFF are not). */
size_t utf8_read(const uint8_t *p, size_t n, uint32_t *codepoint);

/* How many bytes of a sequence that utf8_read refuses one U+FFFD stands for: the longest start of
 * a valid character, at least 1. `is_cut` says that more bytes could still make it valid. */
size_t utf8_bad_length(const uint8_t *p, size_t n, bool *is_cut);

bool utf8_is_valid(struct bytes text);

/* Appends the text with U+FFFD for what is not UTF-8, as Python's errors="replace" does. */
void utf8_append_replaced(struct buffer *out, struct bytes text);

/* The character at p of text known to be valid; returns its length. */
static inline size_t utf8_next(const uint8_t *p, uint32_t *codepoint)
{
    uint32_t lead = p[0];
    if (lead < 0x80) {
        *codepoint = lead;
        return 1;
    }
    if (lead < 0xE0) {
        *codepoint = (lead & 0x1F) << 6 | (p[1] & 0x3Fu);
        return 2;
    }
    if (lead < 0xF0) {
        *codepoint = (lead & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        return 3;
    }
    *codepoint = (lead & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    return 4;
}

/* The start of the character that ends before `end` > 0. */
static inline size_t utf8_previous(const uint8_t *text, size_t end)
{
    do {
        end--;
    } while (end > 0 && (text[end] & 0xC0) == 0x80);
    return end;
}

bool unicode_is_space(uint32_t codepoint);       /* the property White_Space */
bool unicode_is_numeric(uint32_t codepoint);     /* categories Nd, Nl, No */
bool unicode_is_punctuation(uint32_t codepoint); /* categories P*, and all ASCII punctuation */
bool unicode_is_word(uint32_t codepoint);        /* alphabetic, mark, digit, connector, joiner */
bool unicode_is_mark(uint32_t codepoint);        /* categories M* */
bool unicode_is_nonspacing(uint32_t codepoint);  /* category Mn */
bool unicode_is_control(uint32_t codepoint);     /* Cc, Cf, Cs, Co; tab, LF and CR are not */
bool unicode_is_ideograph(uint32_t codepoint);   /* the CJK blocks that BERT sets apart */

/* Appends the full lower case of one character. */
void unicode_append_lower(struct buffer *out, uint32_t codepoint);

enum unicode_form { UNICODE_NFC, UNICODE_NFD, UNICODE_NFKC, UNICODE_NFKD };

/* Appends the text, which is valid UTF-8, in a normalization form. */
bool unicode_append_form(struct buffer *out, struct bytes text, enum unicode_form form,
                         struct error *err);

/* The end of the extended grapheme cluster that starts at `start`. */
size_t unicode_grapheme_end(struct bytes text, size_t start);

#endif
