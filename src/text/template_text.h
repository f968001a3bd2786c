/*
 * Python's view of characters, over UTF-8: what is a space, a letter, printable, and its cases.
 * Private to the template_*.c files.
 */
#ifndef TEXT_TEMPLATE_TEXT_H
#define TEXT_TEMPLATE_TEXT_H

#include <stdint.h>
#include "base/buffer.h"

/* The code point at `data` and its bytes. Malformed bytes are read as U+FFFD, one at a time. */
int32_t jinja_decode(const char *data, size_t n, size_t *length);
/* The bytes of the character that ends at data + n. */
size_t jinja_last_length(const char *data, size_t n);
bool jinja_is_utf8(const char *data, size_t n);

bool jinja_is_space(int32_t code);
bool jinja_is_printable(int32_t code);
bool jinja_is_letter(int32_t code);  /* str.isalpha */
bool jinja_is_decimal(int32_t code); /* str.isdecimal */
bool jinja_is_digit(int32_t code);
bool jinja_is_numeric(int32_t code);
bool jinja_is_lower(int32_t code);
bool jinja_is_upper(int32_t code);
bool jinja_is_title(int32_t code);
bool jinja_is_cased(int32_t code);
bool jinja_is_name(int32_t code); /* may stand in an identifier; a digit not first */
bool jinja_is_identifier(const char *data, size_t n);

enum jinja_case { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_FOLD };

/* The whole text in one case; `n_first` bytes at its start in `first` instead. */
void jinja_change_case(const char *data, size_t n, enum jinja_case to, struct buffer *out);
void jinja_capitalize(const char *data, size_t n, struct buffer *out);
void jinja_title(const char *data, size_t n, struct buffer *out);
void jinja_swap_case(const char *data, size_t n, struct buffer *out);

/* Bytes of white space (or of characters in `set`, when it is not NULL) at an end. */
size_t jinja_spaces_left(const char *data, size_t n, const char *set, size_t n_set);
size_t jinja_spaces_right(const char *data, size_t n, const char *set, size_t n_set);

/* Where `piece` first stands in `data`, or last; -1 when it does not. In bytes. */
int64_t jinja_find(const char *data, size_t n, const char *piece, size_t n_piece);
int64_t jinja_find_last(const char *data, size_t n, const char *piece, size_t n_piece);
/* The byte offset of the character with an index (at most the text's length). */
size_t jinja_offset(const char *data, size_t n, size_t n_characters);
size_t jinja_count(const char *data, size_t n);
/* The end of the first line and of its line break, as str.splitlines sees them. */
size_t jinja_line(const char *data, size_t n, size_t *n_break);

#endif
