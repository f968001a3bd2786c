/*
 * Lines from the user: edited and remembered on a terminal, plain from anything else. Text that is
 * pasted with line breaks stays one line; the breaks are shown as a sign and given back as breaks.
 */
#ifndef LINE_READER_H
#define LINE_READER_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"

struct line_reader;

enum line_result {
    LINE_READ,
    LINE_END,         /* Ctrl-D, or the end of the input */
    LINE_INTERRUPTED, /* Ctrl-C */
    LINE_FAILED       /* see the error */
};

/* keeps_history: between runs, in a file that only the user can read. */
bool line_reader_create(struct line_reader **out, bool is_interactive, bool keeps_history,
                        struct error *err);

/* Appends the line, without its end, to *line. The prompt is shown on a terminal only. */
enum line_result line_reader_read(struct line_reader *reader, const char *prompt,
                                  struct buffer *line, struct error *err);

/* Saves the history; a failure to do so is reported, no more. NULL is allowed. */
void line_reader_destroy(struct line_reader *reader);

#endif
