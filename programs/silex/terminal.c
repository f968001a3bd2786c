/* The terminal of standard output, and progress on that of standard error. */
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"

bool terminal_is_interactive(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool terminal_has_colours(void)
{
    const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");
    return isatty(STDOUT_FILENO) && (refused == NULL || refused[0] == '\0') && kind != NULL &&
           strcmp(kind, "dumb") != 0;
}

void terminal_clean(struct buffer *out, const char *text, size_t n_bytes)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < n_bytes; i++) {
        bool is_plain = (p[i] >= 0x20 && p[i] != 0x7F) || p[i] == '\n' || p[i] == '\t';
        bool is_high = p[i] == 0xC2 && i + 1 < n_bytes && p[i + 1] < 0xA0; /* U+0080 to U+009F */
        if (is_plain && !is_high) {
            buffer_append_byte(out, p[i]);
        } else {
            buffer_append_codepoint(out, 0xFFFD);
            i += is_high ? 1 : 0;
        }
    }
}

size_t terminal_columns(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return 80;
}

void progress_step(struct progress *progress, const char *what, double fraction)
{
    double now = clock_seconds();
    if (progress->start_seconds == 0.0) {
        progress->start_seconds = now;
    }
    if (now - progress->start_seconds < 1.0 || now - progress->shown_seconds < 0.1 ||
        !isatty(STDERR_FILENO)) {
        return;
    }
    /* At most 38 columns, so that a narrow window does not wrap it. */
    fprintf(stderr, "\r%.30s %3.0f %%\033[K", what, 100.0 * fraction);
    fflush(stderr);
    progress->shown_seconds = now;
    progress->is_shown = true;
}

void progress_end(struct progress *progress)
{
    if (progress->is_shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    *progress = (struct progress){0};
}
