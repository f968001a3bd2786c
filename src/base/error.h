/*
 * Errors are values: a code, and a message that says what, where, what was expected and what was
 * found. The first error wins; callers may add context in front, never overwrite.
 *
 * Functions that can fail return bool and take `struct error *err` last; err may be NULL when the
 * caller needs only the result.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include "base/compiler.h"

/* X(constant suffix, public text). The order is part of the public interface: add at the end. */
#define ERROR_CODES(X)                                                                             \
    X(NONE, "no error")                                                                            \
    X(ARGUMENT, "invalid argument")                                                                \
    X(MEMORY, "out of memory")                                                                     \
    X(IO, "input or output failed")                                                                \
    X(NOT_FOUND, "not found")                                                                      \
    X(PERMISSION, "permission denied")                                                             \
    X(MALFORMED, "malformed input")                                                                \
    X(UNSUPPORTED, "not supported")                                                                \
    X(LIMIT, "limit exceeded")                                                                     \
    X(DOES_NOT_FIT, "does not fit in memory")                                                      \
    X(CONTEXT_FULL, "context is full")                                                             \
    X(TEMPLATE, "chat template failed")                                                            \
    X(CANCELLED, "cancelled")

enum error_code {
#define X(name, text) ERROR_##name,
    ERROR_CODES(X)
#undef X
        ERROR_N_CODES
};

enum { ERROR_MESSAGE_BYTES = 1000 };

struct error {
    enum error_code code;
    char message[ERROR_MESSAGE_BYTES]; /* UTF-8, always terminated */
};

/* Sets the error unless one is set already. Always returns false, so that a function can say
 * `return error_set(err, ...)`. */
bool error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Sets an error from the errno of a failed system call: "path: strerror". Returns false. */
bool error_set_errno(struct error *err, int error_number, const char *what);

/* Puts "context: " in front of the message of an error that is set. Returns false. */
bool error_context(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

const char *error_code_text(enum error_code code);

#endif
