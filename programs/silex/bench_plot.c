/*
 * Speeds as a drawing: a panel of prompts and one of generation, over the depth, and one of the
 * sustained speed, over time. In each, a line for every batch, dashed where it is the limit.
 * Colours are readable on white and on black.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/atomic_file.h"
#include "base/buffer.h"
#include "bench.h"

enum {
    WIDTH = 720,
    PANEL_HEIGHT = 260,
    LEFT = 70,
    RIGHT = 30,
    TOP = 40,
    BOTTOM = 46,
    N_COLOURS = 4,
    N_TICKS = 4,
    LIMIT_BYTES = 1 << 22,
};

static const char *const colours[N_COLOURS] = {"#2f7ed8", "#d8662f", "#3a9a4e", "#9a55b8"};

struct panel {
    struct buffer *out;
    double top;
    double most_x, most_y; /* both axes begin at 0 */
};

/* One line: n points, one after the other. */
struct curve {
    double x[COUNT_LIST_MAX], y[COUNT_LIST_MAX], limit[COUNT_LIST_MAX];
    size_t n;
};

static double place_x(const struct panel *panel, double x)
{
    return LEFT + x / panel->most_x * (WIDTH - LEFT - RIGHT);
}

static double place_y(const struct panel *panel, double y)
{
    return panel->top + TOP + (1 - y / panel->most_y) * (PANEL_HEIGHT - TOP - BOTTOM);
}

/* The next of 1, 2, 5, 10, 20, … that is not below. */
static double round_up(double value)
{
    double unit = pow(10, floor(log10(value)));
    double digit = value / unit;
    return unit * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

static void append_text(struct buffer *out, double x, double y, const char *anchor,
                        const char *text)
{
    buffer_append_format(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
    for (const char *p = text; *p != '\0'; p++) {
        switch (*p) {
        case '<':
            buffer_append_text(out, "&lt;");
            break;
        case '>':
            buffer_append_text(out, "&gt;");
            break;
        case '&':
            buffer_append_text(out, "&amp;");
            break;
        default:
            buffer_append_byte(out, (unsigned char)*p >= 0x20 ? (unsigned char)*p : '?');
        }
    }
    buffer_append_text(out, "</text>\n");
}

static void append_line(struct buffer *out, double x1, double y1, double x2, double y2)
{
    buffer_append_format(out,
                         "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" "
                         "stroke=\"#999\" stroke-width=\"0.5\"/>\n",
                         x1, y1, x2, y2);
}

static void append_axes(const struct panel *panel, const char *title, const char *x_title)
{
    struct buffer *out = panel->out;
    char text[32];
    double bottom = place_y(panel, 0);
    append_text(out, LEFT, panel->top + TOP - 14, "start", title);
    append_text(out, WIDTH - RIGHT, bottom + 36, "end", x_title);
    for (int i = 0; i <= N_TICKS; i++) {
        double x = panel->most_x * i / N_TICKS, y = panel->most_y * i / N_TICKS;
        append_line(out, LEFT, place_y(panel, y), WIDTH - RIGHT, place_y(panel, y));
        snprintf(text, sizeof text, "%g", y);
        append_text(out, LEFT - 8, place_y(panel, y) + 4, "end", text);
        snprintf(text, sizeof text, "%g", x);
        append_text(out, place_x(panel, x), bottom + 18, "middle", text);
    }
}

static void append_path(const struct panel *panel, const struct curve *curve, const double *y,
                        const char *colour, const char *style)
{
    buffer_append_format(panel->out, "<polyline fill=\"none\" stroke=\"%s\" %s points=\"", colour,
                         style);
    for (size_t i = 0; i < curve->n; i++) {
        buffer_append_format(panel->out, "%.1f,%.1f ", place_x(panel, curve->x[i]),
                             place_y(panel, y[i]));
    }
    buffer_append_text(panel->out, "\"/>\n");
    for (size_t i = 0; i < curve->n; i++) {
        buffer_append_format(panel->out,
                             "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>\n",
                             place_x(panel, curve->x[i]), place_y(panel, y[i]), colour);
    }
}

/* The points of one kind and batch, over their depth. */
static struct curve curve_of(const struct bench *bench, bool is_prompt, size_t n_sessions)
{
    struct curve curve = {.n = 0};
    for (size_t i = 0; i < bench->n_points && curve.n < COUNT_LIST_MAX; i++) {
        const struct bench_point *point = &bench->points[i];
        if (point->is_prompt == is_prompt && point->n_sessions == n_sessions) {
            curve.x[curve.n] = (double)point->depth;
            curve.y[curve.n] = point->median.speed;
            curve.limit[curve.n++] = isfinite(point->median.limit) ? point->median.limit : 0;
        }
    }
    return curve;
}

/* Room for every point of the kind and its limit; false when there is none. */
static bool find_range(const struct bench *bench, bool is_prompt, struct panel *panel)
{
    double most_x = 0, most_y = 0;
    for (size_t i = 0; i < bench->n_points; i++) {
        const struct bench_point *point = &bench->points[i];
        if (point->is_prompt == is_prompt) {
            double limit = isfinite(point->median.limit) ? point->median.limit : 0;
            most_x = fmax(most_x, (double)point->depth);
            most_y = fmax(most_y, fmax(point->median.speed, limit));
        }
    }
    panel->most_x = most_x > 0 ? most_x : 1;
    panel->most_y = most_y > 0 ? round_up(most_y) : 1;
    return most_y > 0;
}

static void append_points(const struct bench *bench, bool is_prompt, struct panel *panel)
{
    static const size_t one = 1;
    const struct count_list *batches = &bench->settings->batches;
    const size_t *items = is_prompt ? &one : batches->items;
    if (!find_range(bench, is_prompt, panel)) {
        return;
    }
    append_axes(panel,
                is_prompt ? "prompt, tokens per second (dashed: the limit)"
                          : "generation, tokens per second (dashed: the limit)",
                "tokens in the context");
    for (size_t i = 0; i < (is_prompt ? 1 : batches->n); i++) {
        struct curve curve = curve_of(bench, is_prompt, items[i]);
        const char *colour = colours[i % N_COLOURS];
        char label[48];
        append_path(panel, &curve, curve.limit, colour,
                    "stroke-width=\"1\" stroke-dasharray=\"4 3\"");
        append_path(panel, &curve, curve.y, colour, "stroke-width=\"2\"");
        if (!is_prompt) {
            snprintf(label, sizeof label, "batch of %zu", items[i]);
            buffer_append_format(panel->out, "<g style=\"fill:%s\">", colour);
            append_text(panel->out, WIDTH - RIGHT - 90.0 * (double)(batches->n - 1 - i),
                        panel->top + TOP - 14, "end", label);
            buffer_append_text(panel->out, "</g>\n");
        }
    }
    panel->top += PANEL_HEIGHT;
}

static void append_sustained(const struct bench *bench, struct panel *panel)
{
    const struct bench_sustained *sustained = &bench->sustained;
    struct curve curve = {.n = 0};
    if (sustained->n_windows == 0) {
        return;
    }
    panel->most_x = sustained->window_seconds * (double)sustained->n_windows;
    panel->most_y = 0;
    for (size_t i = 0; i < sustained->n_windows && i < COUNT_LIST_MAX; i++) {
        curve.x[curve.n] = sustained->window_seconds * ((double)i + 0.5);
        curve.y[curve.n++] = sustained->speeds[i];
        panel->most_y = fmax(panel->most_y, sustained->speeds[i]);
    }
    panel->most_y = panel->most_y > 0 ? round_up(panel->most_y) : 1;
    append_axes(panel, "sustained generation, tokens per second", "seconds");
    append_path(panel, &curve, curve.y, colours[0], "stroke-width=\"2\"");
    panel->top += PANEL_HEIGHT;
}

bool bench_plot(const struct bench *bench, const char *path, struct error *err)
{
    struct buffer panels, text;
    struct atomic_file *file;
    struct panel panel = {.out = &panels, .top = 24};
    char title[300];
    buffer_init(&panels, LIMIT_BYTES);
    buffer_init(&text, LIMIT_BYTES);
    append_points(bench, true, &panel);
    append_points(bench, false, &panel);
    append_sustained(bench, &panel);
    snprintf(title, sizeof title, "%s, %s; %s, %u threads, %s", bench->engine.info.family,
             bench->engine.info.quantization, bench->machine.cpu_name, bench->engine.info.n_threads,
             bench->engine.info.cpu_level);
    buffer_append_format(&text,
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" "
                         "font-family=\"sans-serif\" font-size=\"12\">\n"
                         "<style>text{fill:#777}</style>\n",
                         WIDTH, panel.top);
    append_text(&text, LEFT, 20, "start", title);
    buffer_append(&text, buffer_text(&panels), panels.n_bytes);
    buffer_append_text(&text, "</svg>\n");
    bool is_good = buffer_check(&panels, err) && buffer_check(&text, err) &&
                   atomic_file_create(&file, path, err);
    if (is_good) {
        atomic_file_write(file, text.data, text.n_bytes);
        is_good = atomic_file_commit(file, err);
    }
    buffer_clear(&panels);
    buffer_clear(&text);
    return is_good;
}
