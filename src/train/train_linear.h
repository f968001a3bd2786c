/* Matrices of a layer that share their input, with their adapters, there and back. */
#ifndef TRAIN_TRAIN_LINEAR_H
#define TRAIN_TRAIN_LINEAR_H

#include "train/pass.h"

/* A product alone, of x [n_rows, inputs]. In exact precision sums begin with the bias and are
 * chains over the inputs. */
void linear_forward(const struct pass *pass, const struct linear *linear, const float *x,
                    size_t n_rows);

/* The same in exact precision, with z [n_rows, rank] times u [outputs, rank] at the end of each
 * sum. */
void linear_forward_exact(const struct pass *pass, const struct linear *linear, const float *x,
                          size_t n_rows, const float *z, const float *u, size_t rank);

/* y [n_rows, n] = or += a [n_rows, n_inner] b */
void linear_multiply(const struct pass *pass, size_t n_rows, const float *a, size_t n_inner,
                     const struct matrix *b, bool is_new, float *y, size_t n);

/* y += a^T b, both with a row for each token. */
void linear_add_tokens(const struct pass *pass, const float *a, size_t n_a, const float *b,
                       size_t n_b, size_t n_tokens, float *y, size_t y_stride);

/* Whether this pass drops anything. */
bool linear_drops(const struct pass *pass);

/* What is dropped of rows of n numbers: `number` has a stream of its own. */
struct linear_dropout {
    uint64_t number;
    const size_t *rows; /* [n_rows], of the pass; NULL: the first */
    size_t n_rows, n;
};

/* y = d(x), or y += d(x); y may be x. */
void linear_drop(const struct pass *pass, const struct linear_dropout *dropout, const float *x,
                 float *y, bool adds);

struct linear_group {
    const struct train_layer *layer;
    const struct tape *tape;
    enum train_part first;
    size_t n_parts;
    const float *x; /* [n_rows, n_inputs] */
};

/* y[i] [n_rows, outputs of part i] */
void linear_group_forward(const struct pass *pass, const struct linear_group *group,
                          float *const *y);

/* Fills the tape without an output, where the way back does not need one (DoRA's does). */
bool linear_group_needs_output(const struct linear_group *group);
void linear_group_reduce(const struct pass *pass, const struct linear_group *group);

/* Where the gradient by an input goes. */
struct input_gradient {
    float *dx; /* [n_rows, n_inputs]; NULL: not wanted */
    bool adds; /* to what is there */
};

/* dy[i] as y; changed on the way. Gradients by weights are added to. */
void linear_group_backward(const struct pass *pass, const struct linear_group *group,
                           float *const *dy, struct input_gradient to);

/* The gradients by a weight [outputs, inputs] and a bias [outputs], where they are trained. */
void linear_add_gradients(const struct pass *pass, const struct train_linear *linear,
                          const float *dy, const float *x, size_t n_rows);

#endif
