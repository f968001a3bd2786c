/* Progress of conversions; see convert_show.h. */
#include "convert_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "interrupt.h"
#include "report.h"
#include "size_text.h"
#include "terminal.h"

#define SECONDS_BETWEEN_LINES 10.0
#define SECONDS_BETWEEN_SHOWS 0.2
enum { LINE_BYTES = 160, BAR_COLUMNS = 20 };

void convert_show_clear(struct convert_show *show)
{
    if (show->is_shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    show->is_shown = false;
}

static void append_time(char *line, double seconds)
{
    size_t n = strlen(line);
    unsigned long left = (unsigned long)(seconds + 0.5);
    snprintf(line + n, LINE_BYTES - n, left >= 3600 ? ", %lu:%02lu:%02lu left" : ", %lu:%02lu left",
             left >= 3600 ? left / 3600 : left / 60, left >= 3600 ? left / 60 % 60 : left % 60,
             left % 60);
}

static void make_line(const struct convert_show *show, const silex_convert_event *event,
                      double seconds, char line[LINE_BYTES])
{
    char done[SIZE_TEXT_BYTES], total[SIZE_TEXT_BYTES], rate[SIZE_TEXT_BYTES];
    double fraction = (double)event->done_bytes / (double)event->total_bytes;
    double per_second = (double)show->n_new_bytes / (seconds > 0.001 ? seconds : 0.001);
    int n_full = (int)(fraction * BAR_COLUMNS);
    int n = 0;
    if (show->is_terminal) {
        n = snprintf(line, LINE_BYTES, "[%.*s%*s] ", n_full, "####################",
                     BAR_COLUMNS - n_full, "");
    }
    snprintf(line + n, LINE_BYTES - (size_t)n, "%3.0f %%  %s of %s, %s/s", 100.0 * fraction,
             size_text(event->done_bytes, done, sizeof done),
             size_text(event->total_bytes, total, sizeof total),
             size_text((uint64_t)per_second, rate, sizeof rate));
    if (per_second > 0 && seconds > 1.0) {
        append_time(line, (double)(event->total_bytes - event->done_bytes) / per_second);
    }
}

static void show_progress(struct convert_show *show, const silex_convert_event *event)
{
    double now = clock_seconds();
    char line[LINE_BYTES];
    show->start_seconds = show->start_seconds == 0.0 ? now : show->start_seconds;
    show->n_bytes = event->total_bytes;
    show->n_new_bytes = event->done_bytes - event->resumed_bytes;
    double pause = show->is_terminal ? SECONDS_BETWEEN_SHOWS : SECONDS_BETWEEN_LINES;
    if (event->total_bytes == 0 || now - show->start_seconds < pause ||
        now - show->shown_seconds < pause) {
        return;
    }
    show->shown_seconds = now;
    make_line(show, event, now - show->start_seconds, line);
    if (show->is_terminal) {
        fprintf(stderr, "\r%.*s\033[K", (int)terminal_columns() - 1, line);
        fflush(stderr);
        show->is_shown = true;
    } else {
        report("%s", line);
    }
}

static bool on_event(void *user, const silex_convert_event *event)
{
    struct convert_show *show = user;
    if (event->note != NULL) {
        convert_show_clear(show);
        report("%s", event->note);
    } else {
        show_progress(show, event);
    }
    return !interrupt_happened();
}

void convert_show_begin(struct convert_show *show, silex_convert_options *options)
{
    *show = (struct convert_show){.is_terminal = isatty(STDERR_FILENO) != 0};
    options->on_event = on_event;
    options->user = show;
}

void convert_show_end(const struct convert_show *show, const char *target)
{
    char size[SIZE_TEXT_BYTES];
    double seconds = show->start_seconds > 0.0 ? clock_seconds() - show->start_seconds : 0.0;
    report("%s: %s of weights in %.1f s", target, size_text(show->n_bytes, size, sizeof size),
           seconds);
}

void convert_show_rest(const char *target, const struct error *err)
{
    size_t n = strlen(target);
    while (n > 1 && target[n - 1] == '/') {
        n--;
    }
    char *path = memory_array(n + sizeof ".partial", 1, NULL);
    if (path != NULL && (err->code == ERROR_CANCELLED || err->code == ERROR_IO)) {
        snprintf(path, n + sizeof ".partial", "%.*s.partial", (int)n, target);
        if (access(path, F_OK) == 0) {
            report("what is finished stays in %s: the same command goes on with it", path);
        }
    }
    free(path);
}
