/* Growing bytes; see buffer.h. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

enum { FIRST_CAPACITY = 64 };

void buffer_init(struct buffer *buffer, size_t n_limit_bytes)
{
    *buffer = (struct buffer){.n_limit_bytes = n_limit_bytes};
}

void buffer_clear(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer, buffer->n_limit_bytes);
}

void buffer_empty(struct buffer *buffer)
{
    buffer->n_bytes = 0;
    buffer->failed = false;
    buffer->over_limit = false;
    if (buffer->data != NULL) {
        buffer->data[0] = '\0';
    }
}

void buffer_reserve(struct buffer *buffer, size_t n_bytes)
{
    size_t n_wanted;
    if (buffer->failed) {
        return;
    }
    if (!size_add(buffer->n_bytes, n_bytes, &n_wanted) || n_wanted > buffer->n_limit_bytes) {
        buffer->failed = true;
        buffer->over_limit = true;
        return;
    }
    if (n_wanted < buffer->n_capacity) {
        return;
    }
    size_t n_capacity = buffer->n_capacity > 0 ? buffer->n_capacity : FIRST_CAPACITY;
    while (n_capacity <= n_wanted) {
        if (!size_multiply(n_capacity, 2, &n_capacity)) {
            buffer->failed = true;
            return;
        }
    }
    char *data = realloc(buffer->data, n_capacity);
    if (data == NULL) {
        buffer->failed = true;
        return;
    }
    data[buffer->n_bytes] = '\0';
    buffer->data = data;
    buffer->n_capacity = n_capacity;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t n_bytes)
{
    buffer_reserve(buffer, n_bytes);
    if (buffer->failed || n_bytes == 0) {
        return;
    }
    memcpy(buffer->data + buffer->n_bytes, bytes, n_bytes);
    buffer->n_bytes += n_bytes;
    buffer->data[buffer->n_bytes] = '\0';
}

void buffer_append_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_append_byte(struct buffer *buffer, unsigned char byte)
{
    buffer_append(buffer, &byte, 1);
}

void buffer_append_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0) {
        buffer->failed = true;
        return;
    }
    buffer_reserve(buffer, (size_t)n);
    if (buffer->failed) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->n_bytes, (size_t)n + 1, format, arguments);
    va_end(arguments);
    buffer->n_bytes += (size_t)n;
}

void buffer_append_codepoint(struct buffer *buffer, unsigned codepoint)
{
    unsigned char bytes[4];
    size_t n = codepoint < 0x80 ? 1 : codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1;) {
        bytes[i] = (unsigned char)(0x80 | (codepoint & 0x3F));
        codepoint >>= 6;
    }
    bytes[0] = (unsigned char)(leads[n] | codepoint);
    buffer_append(buffer, bytes, n);
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data != NULL ? buffer->data : "";
}

char *buffer_take(struct buffer *buffer, struct error *err)
{
    buffer_reserve(buffer, 0);
    if (!buffer_check(buffer, err)) {
        return NULL;
    }
    char *data = buffer->data;
    buffer_init(buffer, buffer->n_limit_bytes);
    return data;
}

bool buffer_check(const struct buffer *buffer, struct error *err)
{
    if (!buffer->failed) {
        return true;
    }
    if (buffer->over_limit) {
        return error_set(err, ERROR_LIMIT, "more than %zu bytes", buffer->n_limit_bytes);
    }
    return error_set(err, ERROR_MEMORY, "out of memory after %zu bytes", buffer->n_bytes);
}
