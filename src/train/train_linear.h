/* Matrices of a layer that share their input, with their adapters, there and back. */
#ifndef TRAIN_TRAIN_LINEAR_H
#define TRAIN_TRAIN_LINEAR_H

#include "train/pass.h"

/* A product alone, of x [n_rows, inputs]. In exact precision sums begin with the bias and are
 * chains over the inputs. */
void linear_forward(const struct pass *pass, const struct linear *linear, const float *x,
                    size_t n_rows);

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
