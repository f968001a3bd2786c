/*
 * Progress, per file and in all. On a terminal a block of lines, one for each file in work and one
 * for all, is rewritten in place, and a finished file scrolls away above it. Elsewhere a finished
 * file is a line, and every ten seconds the block is printed.
 */
#include "hub_show.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "report.h"
#include "size_text.h"
#include "terminal.h"

#define SECONDS_BETWEEN_LINES 10.0
enum { NAME_COLUMNS = 44, SUMMARY_BYTES = 120 };

/* The end of a long name says more than its beginning; only whole characters of ASCII stay. */
static void short_name(const char *name, char out[60])
{
    size_t n = strlen(name), n_out = 0;
    const char *from = n > NAME_COLUMNS ? name + n - (NAME_COLUMNS - 3) : name;
    if (from != name) {
        n_out = (size_t)snprintf(out, 60, "...");
    }
    for (; *from != '\0'; from++) {
        out[n_out++] = (unsigned char)*from >= 0x20 && (unsigned char)*from < 0x7F ? *from : '?';
    }
    out[n_out] = '\0';
}

static double percent(uint64_t n_done, uint64_t n_bytes)
{
    return n_bytes > 0 ? 100.0 * (double)n_done / (double)n_bytes : 100.0;
}

static void remember(struct hub_show *show, const silex_hub_event *event)
{
    char name[60];
    short_name(event->file, name);
    size_t i = 0;
    while (i < show->n_active && strcmp(show->active[i].name, name) != 0) {
        i++;
    }
    if (i == SHOWN_FILES) {
        return;
    }
    show->n_active += i == show->n_active ? 1 : 0;
    memcpy(show->active[i].name, name, sizeof name);
    show->active[i].done_bytes = event->file_done_bytes;
    show->active[i].n_bytes = event->file_bytes;
}

static void forget(struct hub_show *show, const char *file)
{
    char name[60];
    short_name(file, name);
    for (size_t i = 0; i < show->n_active; i++) {
        if (strcmp(show->active[i].name, name) == 0) {
            show->active[i] = show->active[--show->n_active];
            return;
        }
    }
}

void hub_show_end(struct hub_show *show)
{
    if (show->n_lines > 0) {
        fprintf(stderr, "\033[%zuA\r\033[J", show->n_lines);
        show->n_lines = 0;
    }
}

static void summary(const struct hub_show *show, const silex_hub_event *event,
                    char out[SUMMARY_BYTES])
{
    char done[SIZE_TEXT_BYTES], total[SIZE_TEXT_BYTES], rate[SIZE_TEXT_BYTES];
    double seconds = clock_seconds() - show->start_seconds;
    double n_new = event->done_bytes > show->start_bytes
                       ? (double)(event->done_bytes - show->start_bytes)
                       : 0.0;
    double per_second = seconds > 0.5 ? n_new / seconds : 0.0;
    int n = snprintf(out, SUMMARY_BYTES, "%zu of %zu files, %s of %s, %.0f %%", event->n_done_files,
                     event->n_files, size_text(event->done_bytes, done, sizeof done),
                     size_text(event->total_bytes, total, sizeof total),
                     percent(event->done_bytes, event->total_bytes));
    if (per_second >= 1.0 && event->total_bytes >= event->done_bytes) {
        unsigned long left =
            (unsigned long)((double)(event->total_bytes - event->done_bytes) / per_second);
        snprintf(out + n, SUMMARY_BYTES - (size_t)n, ", %s/s, %lu:%02lu left",
                 size_text((uint64_t)per_second, rate, sizeof rate), left / 60, left % 60);
    }
}

static void show_block(struct hub_show *show, const silex_hub_event *event)
{
    double now = clock_seconds();
    if (!show->is_terminal && now - show->shown_seconds < SECONDS_BETWEEN_LINES) {
        return;
    }
    show->shown_seconds = now;
    hub_show_end(show);
    char line[SUMMARY_BYTES];
    int width = show->is_terminal ? (int)terminal_columns() - 1 : SUMMARY_BYTES;
    for (size_t i = 0; i < show->n_active; i++) {
        snprintf(line, sizeof line, "  %3.0f %%  %s",
                 percent(show->active[i].done_bytes, show->active[i].n_bytes),
                 show->active[i].name);
        fprintf(stderr, "%.*s\n", width, line);
    }
    summary(show, event, line);
    fprintf(stderr, "%.*s\n", width, line);
    show->n_lines = show->is_terminal ? show->n_active + 1 : 0;
}

static void show_plan(struct hub_show *show, const silex_hub_event *event)
{
    char total[SIZE_TEXT_BYTES], left[SIZE_TEXT_BYTES], room[SIZE_TEXT_BYTES];
    show->start_seconds = show->shown_seconds = clock_seconds();
    show->start_bytes = event->done_bytes;
    size_text(event->total_bytes, total, sizeof total);
    if (show->is_verifying) {
        report("%s: %zu files, %s", show->name, event->n_files, total);
        return;
    }
    report("%s: %zu files, %s; %s to fetch, %s free", show->name, event->n_files, total,
           size_text(event->total_bytes - event->done_bytes, left, sizeof left),
           size_text(event->free_bytes, room, sizeof room));
    if (event->n_left_out > 0) {
        report("%zu more files of it are left out; --include \"*\" fetches all", event->n_left_out);
    }
}

void hub_show_event(struct hub_show *show, const silex_hub_event *event)
{
    char name[60], size[SIZE_TEXT_BYTES];
    switch (event->kind) {
    case SILEX_HUB_PLAN:
        show_plan(show, event);
        break;
    case SILEX_HUB_PROGRESS:
        remember(show, event);
        break;
    case SILEX_HUB_FILE_DONE:
    case SILEX_HUB_DAMAGED:
        forget(show, event->file);
        hub_show_end(show);
        short_name(event->file, name);
        fprintf(stderr, "  %s  %11s  %s\n", event->kind == SILEX_HUB_DAMAGED ? "DAMAGED" : "ok",
                size_text(event->file_bytes, size, sizeof size), name);
        break;
    case SILEX_HUB_NOTE:
        hub_show_end(show);
        report("%s", event->message);
        break;
    case SILEX_HUB_TICK:
        if (event->n_files > 0) {
            show_block(show, event);
        }
    }
}
