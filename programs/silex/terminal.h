/* What is known about the terminal, and the one line that shows progress on it. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Both standard input and standard output are a terminal. */
bool terminal_is_interactive(void);

/* Standard output is a terminal that knows colours, and NO_COLOR does not forbid them. */
bool terminal_has_colours(void);

/* Appends text that a terminal may be given: control characters other than line feed and tab, which
 * a model could use to drive it, become U+FFFD. The text consists of whole UTF-8 characters. */
void terminal_clean(struct buffer *out, const char *text, size_t n_bytes);

size_t terminal_columns(void); /* 80 when unknown */

/* A line on standard error that is rewritten in place: only where that is a terminal, only when
 * the work has lasted for a second, and gone when it ends. Start with a zeroed struct. */
struct progress {
    double start_seconds, shown_seconds;
    bool is_shown;
};

void progress_step(struct progress *progress, const char *what, double fraction);
void progress_end(struct progress *progress);

#endif
