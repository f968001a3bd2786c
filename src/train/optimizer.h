/*
 * Optimizers: one step of a tensor's values by its gradient, with mlx.optimizers' meaning and
 * defaults. Sums are one chain in double, or products in chains; elements do not meet otherwise,
 * so nothing depends on threads.
 */
#ifndef TRAIN_OPTIMIZER_H
#define TRAIN_OPTIMIZER_H

#include <stddef.h>
#include <stdint.h>
#include "compute/backend.h"

enum optimizer_kind {
    OPTIMIZER_ADAM,
    OPTIMIZER_ADAMW,
    OPTIMIZER_SGD,
    OPTIMIZER_ADAFACTOR,
    OPTIMIZER_MUON,
    N_OPTIMIZERS
};

struct optimizer {
    enum optimizer_kind kind;
    double beta_1, beta_2;      /* adam, adamw; adafactor: beta_1, negative: no first moment */
    double eps;                 /* adam, adamw; adafactor: added to squares */
    double adamw_ratio;         /* muon: what is no hidden matrix is stepped by AdamW (with the
                                   three above and weight_decay), at this part of the rate; 0: by
                                   Muon, as in mlx */
    double eps_parameter;       /* adafactor: least scale of a parameter */
    double weight_decay;        /* all but adam */
    double momentum, dampening; /* sgd; muon: momentum */
    bool is_nesterov;           /* sgd, muon */
    bool corrects_bias;         /* adam, adamw */
    double clip_threshold;      /* adafactor */
    double decay_rate;          /* adafactor */
    bool scales_parameter;      /* adafactor */
    bool has_relative_step;     /* adafactor: the learning rate given is not used */
    bool has_warmup;            /* adafactor: of the relative step */
    unsigned n_iterations;      /* muon */
};

/* One tensor: a matrix, or a vector (n_columns 1, n_dimensions 1). */
struct optimizer_tensor {
    size_t n_dimensions, n_rows, n_columns;
    bool is_end; /* of the embedding or the head: a matrix, but no hidden one */
    float *values;
    const float *gradient;
    float *state; /* [optimizer_n_state], zeroed before the first step */
};

/* With mlx's defaults. */
struct optimizer optimizer_defaults(enum optimizer_kind kind);
/* "adam", …; NULL beyond the last. */
const char *optimizer_name(enum optimizer_kind kind);
/* By its name. */
bool optimizer_find(const char *name, enum optimizer_kind *kind, struct error *err);

/* Sets an option by mlx's name ("betas", "momentum", …) to n numbers (0 or 1 for a truth). */
bool optimizer_set(struct optimizer *optimizer, const char *name, const double *numbers, size_t n,
                   struct error *err);

/* Differs where the kind or any option does. */
uint64_t optimizer_fingerprint(const struct optimizer *optimizer);

/* Numbers of state that a tensor needs. */
size_t optimizer_n_state(const struct optimizer *optimizer, const struct optimizer_tensor *tensor);
size_t optimizer_scratch_bytes(const struct optimizer *optimizer, const struct backend *backend,
                               const struct optimizer_tensor *tensor);

/* One step, shared over the backend's threads; the first has number 1. The scratch is 64-byte
 * aligned. */
void optimizer_step(const struct optimizer *optimizer, struct backend *backend,
                    const struct optimizer_tensor *tensor, double learning_rate, uint64_t number,
                    void *scratch);

#endif
