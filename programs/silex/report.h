/* What the program says on standard error, and how it ends. */
#ifndef REPORT_H
#define REPORT_H

#include "base/error.h"

enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_INTERRUPTED = 130 /* as a shell reports a program that Ctrl-C ended */
};

/* One line "silex: …" on standard error. Control characters, which may come from a file or its
 * name, are shown as "?": a message is one line and never drives the terminal. */
void report(const char *format, ...) PRINTF_LIKE(1, 2);

/* Reports an error and returns the exit status it deserves. */
int report_error(const struct error *err);

#endif
