/* The losses of a run as a drawing, and as one line for a terminal. */
#ifndef LOSS_CURVE_H
#define LOSS_CURVE_H

#include "base/buffer.h"
#include "base/error.h"

struct loss_point {
    double step, loss;
};

/* Points in the order of their steps; append with loss_points_add. */
struct loss_points {
    struct loss_point *items; /* owned */
    size_t n, n_capacity;
};

bool loss_points_add(struct loss_points *points, double step, double loss, struct error *err);
void loss_points_clear(struct loss_points *points);

/* An SVG file that appears when it is complete. */
bool loss_curve_write(const char *path, const struct loss_points *train,
                      const struct loss_points *valid, struct error *err);

/* Eighths of blocks, as in "3.21 █▆▄▃▂▁ 0.40", at most `columns` of them. */
void loss_curve_line(struct buffer *out, const struct loss_points *points, size_t columns);

#endif
