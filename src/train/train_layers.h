/*
 * What is trained of a model: the matrices and norms of every layer as training sees them, with
 * their adapters or f32 copies, and the list of trainable tensors that these are made of.
 */
#ifndef TRAIN_TRAIN_LAYERS_H
#define TRAIN_TRAIN_LAYERS_H

#include "base/placement.h"
#include "train/trainer.h"

enum train_part {
    PART_QUERY,
    PART_KEY,
    PART_VALUE,
    PART_OUTPUT,
    PART_GATE,
    PART_UP,
    PART_DOWN,
    N_PARTS,
};

enum train_norm_place {
    NORM_QUERY,
    NORM_KEY,
    NORM_ATTENTION_PRE,
    NORM_ATTENTION_POST,
    NORM_FFN_PRE,
    NORM_FFN_POST,
    N_NORMS,
};

/* Of one module, which may be several parts. Tensors are NULL where there is no such. The inputs of
 * an embedding are the words; its a is turned only where the head reads it, too. */
struct adapter {
    const char *module;
    size_t n_inputs;
    size_t n_outputs;
    enum train_part first_part;
    size_t n_parts;
    struct train_tensor *a, *b, *m;
    float *a_turned; /* [rank, n_inputs] */
    float *b_turned; /* [n_outputs, rank] */
    float *lengths;  /* DoRA: [n_outputs], of the adapted rows */
    float *factors;  /* DoRA: [n_outputs], m / lengths */
    uint64_t number; /* of the module in the model: its stream of random numbers */
};

struct train_linear {
    struct matrix weight; /* the model's, or a view on values */
    const float *bias;    /* NULL: none */
    const struct adapter *adapter;
    size_t first_output; /* of the module's */
    struct train_tensor *weight_tensor, *bias_tensor;
};

struct train_norm {
    const float *weight, *bias;
    struct train_tensor *weight_tensor, *bias_tensor;
    float *shifted; /* [n]: values and the family's offset; NULL where there is none */
    size_t n;
};

struct train_layer {
    struct train_linear linears[N_PARTS];
    struct train_norm norms[N_NORMS];
    struct adapter adapters[N_PARTS];
    size_t n_adapters;
};

struct train_layers {
    const struct model *model;
    struct train_layer *layers; /* [n_layers] */
    size_t first_trained;       /* layer */
    size_t first_gone_back;     /* the lowest layer that gradients go through */
    struct train_linear embedding, head;
    struct train_norm final_norm;
    /* A tied embedding that is trained collects its rows' gradients here [vocabulary, hidden]; its
     * tensor's has those of the head. NULL: not so. */
    float *d_lookup;
    /* Pairs of embedding and head; NULL: none. That of a tied embedding is the head's, too, and
     * then its lookups collect their gradients apart, as above. */
    struct adapter *lookup, *head_pair;
    float *d_lookup_a, *d_lookup_b;
    uint64_t head_number; /* of the head: its stream of random numbers */
    struct train_tensor *tensors;
    size_t n_tensors;
    size_t rank;
    float scale;
    uint64_t n_trainable;
};

/* Describes everything but the memory of tensors; names and arrays are put into the arena. */
bool train_layers_describe(struct train_layers *layers, const struct model *model,
                           const struct trainer_options *options, struct arena *arena,
                           struct error *err);

/* Two walks (base/placement.h): the values, with all that is derived from them, and the gradients.
 */
void train_layers_place_values(struct train_layers *layers, struct placement *placement);
void train_layers_place_gradients(struct train_layers *layers, struct placement *placement);

/* Once the memory is there: the first values of everything trained. */
void train_layers_init(struct train_layers *layers, const struct kernels *kernels, uint64_t seed);

/* Derives what depends on the values. rows: [n_threads, the widest input of a matrix]. */
void train_layers_refresh(struct train_layers *layers, struct backend *backend, float *rows);

/* After the first refresh: the magnitudes of DoRA begin as what they are. */
void train_layers_start_magnitudes(struct train_layers *layers);

#endif
