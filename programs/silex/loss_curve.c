/* Drawings of losses; see loss_curve.h. Colours are readable on white and on black. */
#include "loss_curve.h"

#include <math.h>
#include <stdlib.h>

#include "base/atomic_file.h"
#include "base/memory.h"

enum { WIDTH = 720, HEIGHT = 320, LEFT = 60, RIGHT = 20, TOP = 36, BOTTOM = 40, N_TICKS = 4 };
enum { MAX_BYTES = 1 << 26 };

bool loss_points_add(struct loss_points *points, double step, double loss, struct error *err)
{
    if (points->n == points->n_capacity) {
        size_t n = points->n_capacity > 0 ? 2 * points->n_capacity : 64;
        struct loss_point *grown = memory_resize(points->items, n, sizeof *grown, err);
        if (grown == NULL) {
            return false;
        }
        points->items = grown;
        points->n_capacity = n;
    }
    points->items[points->n++] = (struct loss_point){step, loss};
    return true;
}

void loss_points_clear(struct loss_points *points)
{
    free(points->items);
    *points = (struct loss_points){.n = 0};
}

struct frame {
    struct buffer *out;
    double most_step, least, most;
};

static void include_points(struct frame *frame, const struct loss_points *points)
{
    for (size_t i = 0; i < points->n; i++) {
        frame->most_step = fmax(frame->most_step, points->items[i].step);
        frame->least = fmin(frame->least, points->items[i].loss);
        frame->most = fmax(frame->most, points->items[i].loss);
    }
}

static double place_x(const struct frame *frame, double step)
{
    return LEFT + step / frame->most_step * (WIDTH - LEFT - RIGHT);
}

static double place_y(const struct frame *frame, double loss)
{
    return TOP + (frame->most - loss) / (frame->most - frame->least) * (HEIGHT - TOP - BOTTOM);
}

static void append_axes(const struct frame *frame)
{
    for (int i = 0; i <= N_TICKS; i++) {
        double loss = frame->least + (frame->most - frame->least) * i / N_TICKS;
        double step = frame->most_step * i / N_TICKS;
        buffer_append_format(frame->out,
                             "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#999\" "
                             "stroke-width=\"0.5\"/>\n"
                             "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>\n"
                             "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n",
                             LEFT, place_y(frame, loss), WIDTH - RIGHT, place_y(frame, loss),
                             LEFT - 6, place_y(frame, loss) + 4, loss, place_x(frame, step),
                             HEIGHT - BOTTOM + 18, step);
    }
}

static void append_curve(const struct frame *frame, const struct loss_points *points,
                         const char *colour, const char *name, int place)
{
    if (points->n == 0) {
        return;
    }
    buffer_append_format(frame->out,
                         "<text x=\"%d\" y=\"20\" style=\"fill:%s\">%s</text>\n<polyline "
                         "fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"",
                         LEFT + place, colour, name, colour);
    for (size_t i = 0; i < points->n; i++) {
        buffer_append_format(frame->out, "%.1f,%.1f ", place_x(frame, points->items[i].step),
                             place_y(frame, points->items[i].loss));
    }
    buffer_append_text(frame->out, "\"/>\n");
}

bool loss_curve_write(const char *path, const struct loss_points *train,
                      const struct loss_points *valid, struct error *err)
{
    struct buffer out;
    struct atomic_file *file = NULL;
    struct frame frame = {.out = &out, .most_step = 1, .least = HUGE_VAL, .most = -HUGE_VAL};
    include_points(&frame, train);
    include_points(&frame, valid);
    if (train->n + valid->n == 0) {
        return true;
    }
    if (frame.most - frame.least < 1e-9) {
        frame.most = frame.least + 1e-9;
    }
    buffer_init(&out, MAX_BYTES);
    buffer_append_format(&out,
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                         "font-family=\"sans-serif\" font-size=\"12\">\n"
                         "<style>text{fill:#888}</style>\n",
                         WIDTH, HEIGHT);
    append_axes(&frame);
    append_curve(&frame, train, "#2f7ed8", "training loss", 0);
    append_curve(&frame, valid, "#d8662f", "validation loss", 120);
    buffer_append_text(&out, "</svg>\n");
    bool ok = buffer_check(&out, err) && atomic_file_create(&file, path, err);
    if (ok) {
        atomic_file_write(file, out.data, out.n_bytes);
        ok = atomic_file_commit(file, err);
    }
    buffer_clear(&out);
    return ok;
}

void loss_curve_line(struct buffer *out, const struct loss_points *points, size_t columns)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    struct frame frame = {.least = HUGE_VAL, .most = -HUGE_VAL};
    include_points(&frame, points);
    if (points->n == 0 || columns == 0) {
        return;
    }
    size_t n = points->n < columns ? points->n : columns;
    buffer_append_format(out, "%.3g ", points->items[0].loss);
    for (size_t i = 0; i < n; i++) {
        double loss = points->items[(i + 1) * points->n / n - 1].loss;
        double height =
            frame.most > frame.least ? (loss - frame.least) / (frame.most - frame.least) : 0;
        buffer_append_text(out, blocks[(size_t)(height * 7 + 0.5)]);
    }
    buffer_append_format(out, " %.3g", points->items[points->n - 1].loss);
}
