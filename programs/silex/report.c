/* Messages to the user: one line each, safe to show. */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>

static void report_line(const char *format, va_list arguments)
{
    char line[ERROR_MESSAGE_BYTES + 200];
    vsnprintf(line, sizeof line, format, arguments);
    for (char *p = line; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F) {
            *p = '?';
        }
    }
    fprintf(stderr, "silex: %s\n", line);
}

void report(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_line(format, arguments);
    va_end(arguments);
}

int report_error(const struct error *err)
{
    if (err->code == ERROR_CANCELLED) {
        return EXIT_INTERRUPTED;
    }
    report("%s", err->message[0] != '\0' ? err->message : error_code_text(err->code));
    return EXIT_FAILED;
}
