/*
 * A growing run of bytes with a stated maximum. The bytes are always followed by a zero, so text
 * can be read as a C string. A failed buffer stays failed and keeps what it had: append
 * straight-line, test `failed` once at the end (buffer_check reports it).
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include "base/error.h"

struct buffer {
    char *data; /* owned; NULL while empty */
    size_t n_bytes;
    size_t n_capacity;
    size_t n_limit_bytes;
    bool failed;
    bool over_limit; /* failed because of the limit, not of memory */
};

void buffer_init(struct buffer *buffer, size_t n_limit_bytes);
void buffer_clear(struct buffer *buffer); /* releases the bytes; the buffer can be used again */
void buffer_empty(struct buffer *buffer); /* keeps the capacity; forgets a failure */

void buffer_append(struct buffer *buffer, const void *bytes, size_t n_bytes);
void buffer_append_text(struct buffer *buffer, const char *text);
void buffer_append_byte(struct buffer *buffer, unsigned char byte);
void buffer_append_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_append_codepoint(struct buffer *buffer, unsigned codepoint); /* as UTF-8 */

/* Makes room for n_bytes more, so that appending them cannot fail. */
void buffer_reserve(struct buffer *buffer, size_t n_bytes);

/* The bytes as a C string, "" when empty; borrowed until the next append. */
const char *buffer_text(const struct buffer *buffer);

/* Moves the bytes (terminated, to be freed by the caller) out of the buffer; NULL on failure. */
char *buffer_take(struct buffer *buffer, struct error *err);

/* True when nothing failed; otherwise sets ERROR_MEMORY or ERROR_LIMIT. */
bool buffer_check(const struct buffer *buffer, struct error *err);

#endif
