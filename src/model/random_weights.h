/*
 * Random weights for any model that a config.json describes, without holding them: a list of
 * tensors, and any part of one on demand. For measuring and testing where no checkpoint is at hand.
 *
 * What is drawn has the spread that networks begin with (0.02), so that activations and logits stay
 * sane; norms are near one. A tensor's bytes depend on the seed and its name only.
 */
#ifndef MODEL_RANDOM_WEIGHTS_H
#define MODEL_RANDOM_WEIGHTS_H

#include "formats/safetensors.h"
#include "model/config.h"
#include "model/quantization.h"

/* How the bytes of a tensor are drawn. */
enum random_kind {
    RANDOM_FLOATS, /* even in [mean - spread, mean + spread] */
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

/* The tensors of the model. Matrices whose columns do not divide into groups stay in floats; floats
 * are of that type. Clear it on failure, too. */
bool random_weights_plan(struct random_weights *weights, const struct model_config *config,
                         const struct quantization *quantization, enum float_type float_type,
                         uint64_t seed, struct error *err);
void random_weights_clear(struct random_weights *weights);

/* Bytes [offset, offset + n_bytes) of a tensor; both are multiples of 8, except at its end. */
void random_weights_fill(const struct random_fill *fill, uint64_t offset, uint8_t *bytes,
                         size_t n_bytes);

#endif
