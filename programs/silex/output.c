/* Standard output, written through at once. */
#include "output.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "report.h"

enum { FORMAT_LIMIT_BYTES = 1 << 16 };

static int output_errno; /* of the first failure of standard output */

static bool note_output(bool is_good)
{
    if (!is_good && output_errno == 0) {
        output_errno = errno != 0 ? errno : EIO;
    }
    return output_errno == 0;
}

bool output_bytes(const char *bytes, size_t n_bytes)
{
    if (output_errno != 0) {
        return false;
    }
    errno = 0;
    return note_output(fwrite(bytes, 1, n_bytes, stdout) == n_bytes && fflush(stdout) == 0);
}

bool output_text(const char *text)
{
    return output_bytes(text, strlen(text));
}

bool output_format(const char *format, ...)
{
    struct buffer buffer;
    char small[1024];
    va_list arguments;
    va_start(arguments, format);
    int n_bytes = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (n_bytes >= 0 && (size_t)n_bytes < sizeof small) {
        return output_bytes(small, (size_t)n_bytes);
    }
    buffer_init(&buffer, FORMAT_LIMIT_BYTES);
    buffer_reserve(&buffer, (size_t)n_bytes + 1);
    if (buffer.failed) {
        errno = ENOMEM;
        return note_output(false);
    }
    va_start(arguments, format);
    vsnprintf(buffer.data, (size_t)n_bytes + 1, format, arguments);
    va_end(arguments);
    bool is_good = output_bytes(buffer.data, (size_t)n_bytes);
    buffer_clear(&buffer);
    return is_good;
}

bool output_json(json_t *value)
{
    char *text = value != NULL
                     ? json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(12) | JSON_ENCODE_ANY)
                     : NULL;
    json_decref(value);
    if (text == NULL) {
        errno = ENOMEM;
        return note_output(false);
    }
    bool is_good = output_text(text) && output_text("\n");
    free(text);
    return is_good;
}

json_t *json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

int output_finish(int status)
{
    errno = 0;
    if (output_errno == 0) {
        note_output(fflush(stdout) == 0);
    }
    if (output_errno == 0) {
        return status;
    }
    if (output_errno != EPIPE) {
        report("standard output: %s", strerror(output_errno));
    }
    return EXIT_FAILED;
}
