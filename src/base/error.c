/* Error values; see error.h. Nothing here allocates, so that out-of-memory can be reported. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message cut by its limit must not end inside a UTF-8 character. */
static void drop_partial_character(char *text)
{
    size_t n = strlen(text);
    size_t n_tail = 0;
    while (n_tail < 3 && n_tail < n && ((unsigned char)text[n - 1 - n_tail] & 0xC0) == 0x80) {
        n_tail++;
    }
    if (n_tail == n) {
        return;
    }
    unsigned char lead = (unsigned char)text[n - 1 - n_tail];
    size_t n_wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (n_wanted != n_tail && lead >= 0xC0) {
        text[n - 1 - n_tail] = '\0';
    }
}

/* Names from foreign files may hold line ends or terminal sequences: a message stays one line. */
static void hide_control_characters(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7F) {
            *text = '?';
        }
    }
}

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
    if (err == NULL || err->code != ERROR_NONE) {
        return false;
    }
    err->code = code;
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    if (n < 0) {
        err->message[0] = '\0';
    } else if ((size_t)n >= sizeof err->message) {
        drop_partial_character(err->message);
    }
    hide_control_characters(err->message);
    return false;
}

static enum error_code code_of_errno(int error_number)
{
    switch (error_number) {
    case ENOENT:
    case ENOTDIR:
        return ERROR_NOT_FOUND;
    case EACCES:
    case EPERM:
        return ERROR_PERMISSION;
    case ENOMEM:
        return ERROR_MEMORY;
    default:
        return ERROR_IO;
    }
}

bool error_set_errno(struct error *err, int error_number, const char *what)
{
    char text[128] = "unknown error";
#if defined(__GLIBC__) && defined(_GNU_SOURCE)
    return error_set(err, code_of_errno(error_number), "%s: %s", what,
                     strerror_r(error_number, text, sizeof text));
#else
    strerror_r(error_number, text, sizeof text);
    return error_set(err, code_of_errno(error_number), "%s: %s", what, text);
#endif
}

bool error_context(struct error *err, const char *format, ...)
{
    if (err == NULL || err->code == ERROR_NONE) {
        return false;
    }
    char message[ERROR_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (n < 0) {
        return false;
    }
    size_t n_used = strlen(message);
    int n_more = snprintf(message + n_used, sizeof message - n_used, ": %s", err->message);
    if (n_more < 0) {
        return false;
    }
    memcpy(err->message, message, sizeof err->message);
    drop_partial_character(err->message);
    hide_control_characters(err->message);
    return false;
}

const char *error_code_text(enum error_code code)
{
    static const char *const texts[] = {
#define X(name, text) text,
        ERROR_CODES(X)
#undef X
    };
    return code < ERROR_N_CODES ? texts[code] : "unknown error";
}
