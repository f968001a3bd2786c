/*
 * Random weights for any model that a config.json describes, without holding them: a list of
 * tensors, and any part of one on demand. A tensor's bytes depend on the seed and its name only, on
 * every machine.
 *
 * For measuring and testing where no checkpoint is at hand, what is drawn has the spread that
 * networks begin with (0.02), so that activations and logits stay sane; norms are near one.
 *
 * To train from, weights are normal; what is added to the residual stream is smaller, by the root
 * of how often that happens; norms are one and biases zero.
 */
#ifndef MODEL_RANDOM_WEIGHTS_H
#define MODEL_RANDOM_WEIGHTS_H

#include "formats/safetensors.h"
#include "model/config.h"
#include "model/quantization.h"

/* How the bytes of a tensor are drawn. */
enum random_kind {
    RANDOM_FLOATS, /* even in [mean - spread, mean + spread] */
    RANDOM_NORMAL, /* floats of this mean, with spread as their deviation, at most six times it */
    RANDOM_BITS,   /* every bit on its own: packed codes */
    RANDOM_E4M3,   /* codes that are even in [-448, 448] */
    RANDOM_BYTES,  /* low or low + 1 */
};

struct random_fill {
    enum random_kind kind;
    enum float_type float_type;
    float mean, spread;
    uint8_t low;
    uint64_t stream; /* of random numbers */
};

struct random_weights {
    struct safetensors_tensor *tensors; /* name, dtype, shape, bytes.n_bytes; no data */
    struct random_fill *fills;          /* [n_tensors] */
    size_t n_tensors;
    uint64_t n_bytes;
    struct arena arena; /* owns the lists */
};

struct random_recipe {
    const struct quantization *quantization; /* to train from: of no rules */
    enum float_type float_type;
    uint64_t seed;
    double deviation; /* of weights to train from; 0: to measure with */
};

/* The tensors of the model. Matrices whose columns do not divide into groups stay in floats. Clear
 * it on failure, too. */
bool random_weights_plan(struct random_weights *weights, const struct model_config *config,
                         const struct random_recipe *recipe, struct error *err);
void random_weights_clear(struct random_weights *weights);

/* Bytes [offset, offset + n_bytes) of a tensor; both are multiples of 8, except at its end. */
void random_weights_fill(const struct random_fill *fill, uint64_t offset, uint8_t *bytes,
                         size_t n_bytes);

#endif
