/*
 * A trainer: the gradients of a model's loss by the numbers that may change. It knows nothing of
 * files, data sets or optimizers: it owns a list of trainable tensors, fills their gradients from
 * batches of tokens, and whoever made it walks that list and moves the values.
 *
 *   trainer_open(&trainer, model, backend, &options, err)
 *   for every step:
 *       trainer_clear_gradients(trainer)
 *       trainer_train(trainer, &batch, &result)         once, or several times: gradients add up
 *       trainer_clip_gradients(trainer, limit)          if wanted
 *       for every tensor of trainer_tensors(trainer): the optimizer changes .values by .gradient
 *       trainer_values_changed(trainer)
 *
 * All arithmetic is 32-bit float. Every gradient is one chain of sums over the tokens in the order
 * in which they were given, so it is the same bit for bit for any number of threads, any CPU level,
 * any number of tokens that are held at once (n_rows), and for two batches of one sequence as for
 * one batch of both with the same weight - but for dropout, which counts tokens within a batch, and
 * a tied embedding that is trained, whose two sums are joined after each. docs/training.md tells
 * how.
 *
 * The model is borrowed and never written: weights stay mapped, in whatever type they are. Full
 * fine-tuning works on f32 copies of those tensors that it trains.
 */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H

#include "model/model.h"

struct trainer;

enum tuning {
    TUNING_LORA,
    TUNING_DORA,
    TUNING_FULL,
};

struct trainer_options {
    enum tuning tuning;
    /* Names of the matrices that get an adapter, as in "self_attn.q_proj", relative to a block and
     * as the model's family has them (a fused qkv_proj is one); NULL: all of a block. For LoRA also
     * "model.embed_tokens" and, where the head is not the embedding, "lm_head". Of full
     * fine-tuning: the modules that are trained, norms among them; NULL: all of a block. An unknown
     * one is an error. */
    const char *const *keys;
    size_t n_keys;
    size_t n_layers; /* the last so many; 0 or too many: all */
    size_t rank;     /* 0: 8 */
    float scale;     /* of an adapter's product; 0: 20. PEFT: lora_alpha / r */
    float dropout;   /* of an adapter's input, 0 <= dropout < 1 */
    /* Full: the embedding, the final norm and the head are trained, too (mlx-lm keeps them). */
    bool trains_ends;
    /* Only the input of every layer is kept, its inside is computed twice. */
    bool has_checkpoints;
    /* Integer products in the forward pass on quantized weights, as fast precision has them at
     * generation, but with two digits throughout. */
    bool is_fast;
    uint64_t seed;    /* of the first values of adapters, and of dropout */
    size_t n_rows;    /* tokens held at once; 0: 2048. A longer batch is passed in several parts */
    size_t n_longest; /* tokens of the longest sequence; 0: n_rows. At most n_rows */
};

enum train_role {
    TRAIN_LORA_A,    /* [n_inputs, rank] */
    TRAIN_LORA_B,    /* [rank, n_outputs] */
    TRAIN_MAGNITUDE, /* DoRA's m: [n_outputs, 1] */
    TRAIN_WEIGHT,    /* a matrix [n_outputs, n_inputs]; a norm's [n, 1], as the file has it */
    TRAIN_BIAS,      /* [n, 1] */
};

struct train_tensor {
    const char *name;   /* as mlx-lm writes it: "model.layers.3.self_attn.q_proj.lora_a" */
    const char *module; /* "model.layers.3.self_attn.q_proj" */
    enum train_role role;
    bool is_end;         /* the embedding's or the head's weight */
    size_t n_dimensions; /* of the tensor in a file: 1 (n_columns is 1) or 2 */
    size_t n_rows;
    size_t n_columns;
    float *values;   /* [n_rows, n_columns] */
    float *gradient; /* the same; added to by trainer_train */
};

/* One sample: token i + 1 is to be predicted from tokens 0 to i. */
struct train_sequence {
    const uint32_t *tokens; /* each < vocabulary_size */
    size_t n_tokens;        /* at least 2; at most n_longest + 1 (the last is a target only) */
    /* Targets whose loss counts: tokens[i] for first_target <= i < last_target; 0 and 0: all from
     * 1 on. */
    size_t first_target;
    size_t last_target;
    /* Of those, only where it is not 0; [n_tokens], or NULL. */
    const uint8_t *mask;
};

struct train_batch {
    const struct train_sequence *sequences;
    size_t n_sequences;
    /* What the gradient of the summed loss is multiplied with: 1 / (number of targets) makes it
     * that of the mean. */
    float weight;
    uint64_t number; /* of the batch, which decides what dropout drops */
};

struct train_result {
    double loss; /* the sum over the targets, in nats; NaN or infinity where it went wrong */
    size_t n_targets;
    size_t n_tokens; /* that went through the model */
};

/* What trainer_open takes beside the mapped weights, in bytes. */
struct trainer_memory {
    uint64_t n_trainable; /* numbers */
    size_t values;
    size_t gradients;
    size_t activations; /* kept for the backward pass */
    size_t scratch;
    size_t total;
};

/* Before anything is allocated. */
bool trainer_memory(const struct model *model, const struct backend *backend,
                    const struct trainer_options *options, struct trainer_memory *memory,
                    struct error *err);

/* The model and the backend are borrowed. Adapters begin as mlx-lm's do: lora_a uniform within
 * 1 / sqrt(n_inputs), lora_b zero, m the lengths of the weight's rows. */
bool trainer_open(struct trainer **out, const struct model *model, struct backend *backend,
                  const struct trainer_options *options, struct error *err);
void trainer_close(struct trainer *trainer); /* NULL is allowed */

/* In a fixed order: layer by layer, module by module; owned by the trainer. */
struct train_tensor *trainer_tensors(struct trainer *trainer, size_t *n);

/* To be called after any value was changed from outside (an optimizer, a file). */
void trainer_values_changed(struct trainer *trainer);

/* Targets that a batch has. */
size_t train_batch_n_targets(const struct train_batch *batch);

/* Adds the batch's gradient to that of every tensor. Fails on a batch that breaks a limit above,
 * before anything is computed. */
bool trainer_train(struct trainer *trainer, const struct train_batch *batch,
                   struct train_result *result, struct error *err);

/* The loss alone, without dropout. */
bool trainer_evaluate(struct trainer *trainer, const struct train_batch *batch,
                      struct train_result *result, struct error *err);

void trainer_clear_gradients(struct trainer *trainer);

/* The length of all gradients as one vector; with limit > 0, they are scaled down to that length
 * where it is longer (not where it is no number). */
double trainer_clip_gradients(struct trainer *trainer, double limit);

#endif
