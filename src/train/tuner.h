/*
 * Fine-tuning as a whole: data sets, the trainer, an optimizer, and the folder of the adapter with
 * its checkpoints. Whoever made it decides when to step, evaluate and save.
 *
 * The state of a run is its number of steps, the trained values and the optimizer's state: the data
 * order and dropout follow from seed and step. So a run that goes on from a checkpoint gives the
 * bits of one that was never interrupted.
 */
#ifndef TRAIN_TUNER_H
#define TRAIN_TUNER_H

#include "model/adapter_file.h"
#include "train/dataset.h"
#include "train/optimizer.h"
#include "train/schedule.h"
#include "train/trainer.h"

enum tuner_set { TUNER_TRAIN, TUNER_VALID, TUNER_TEST, TUNER_N_SETS };

struct tuner_options {
    const char *data; /* folder with train.jsonl, valid.jsonl, test.jsonl */
    struct dataset_options dataset;
    struct trainer_options trainer; /* n_rows and n_longest are set by the tuner */
    struct optimizer optimizer;
    struct schedule schedule;
    size_t batch_size;
    size_t n_accumulated; /* batches whose gradients make one step of the optimizer */
    bool is_packed;
    double clip;                /* length of the gradient, at most; 0: any */
    enum adapter_format format; /* of the adapter's files */
    const char *adapter_path;   /* folder, made where it is missing; what is there is replaced */
    const char *resume_file;    /* values to begin with, or NULL */
    /* Folder of an adapter to begin with, whose kind, modules, rank and scale take the place of the
     * trainer's options; or NULL. */
    const char *adapter;
    bool resumes;            /* go on from the checkpoint in adapter_path */
    const char *config_json; /* further members of adapter_config.json: an object, or NULL */
};

struct tuner_models {
    const struct model *model;
    struct backend *backend;
    const struct tokenizer *tokenizer;
    const struct chat *chat;
};

struct tuner;

/* What a run needs. */
struct tuner_plan {
    struct trainer_memory memory;
    uint64_t optimizer_bytes, data_bytes;
    uint64_t total_bytes, available_bytes; /* 0: unknown */
    double seconds_per_token;              /* a guess from the machine's peak */
};

/* Reads the data, checks everything, and refuses what does not fit in memory. Nothing is written.
 */
bool tuner_open(struct tuner **out, const struct tuner_models *models,
                const struct tuner_options *options, struct error *err);
void tuner_close(struct tuner *tuner); /* NULL is allowed */

const struct dataset *tuner_dataset(const struct tuner *tuner, enum tuner_set set);
struct tuner_plan tuner_plan_of(const struct tuner *tuner);
uint64_t tuner_n_steps(const struct tuner *tuner);  /* done, with those of a checkpoint */
uint64_t tuner_n_tokens(const struct tuner *tuner); /* targets learned from */
size_t tuner_n_batches(const struct tuner *tuner, enum tuner_set set); /* of an epoch */

struct tuner_step {
    double loss; /* mean over the targets */
    size_t n_targets;
    double learning_rate;   /* of the optimizer's last step */
    double gradient_length; /* before clipping; 0 where the optimizer made no step */
};

/* One batch. A loss or a gradient that is no number is an error, and nothing has changed by it. */
bool tuner_step(struct tuner *tuner, struct tuner_step *out, struct error *err);

/* Whether a step of the optimizer is complete, so that the run can be saved. */
bool tuner_can_save(const struct tuner *tuner);

/* Mean loss over the first n_batches (0: all) of a set; NULL progress allowed. */
typedef bool tuner_progress(void *context, size_t n_done, size_t n_total);
bool tuner_evaluate(struct tuner *tuner, enum tuner_set set, size_t n_batches,
                    tuner_progress *progress, void *context, double *loss, size_t *n_targets,
                    struct error *err);

/* Writes adapter_config.json, the adapter's tensors and the state to go on from; numbered: also the
 * tensors with the number of steps in front, as in NNNNNNN_adapters.safetensors. Each file appears
 * when it is complete. */
bool tuner_save(struct tuner *tuner, bool is_numbered, struct error *err);

#endif
