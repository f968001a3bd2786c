/*
 * An adapter that is there already, of mlx-lm or PEFT, as the values of a trainer. A folder also
 * tells the options: what is trained, rank and scale. A single file of tensors tells values only.
 */
#ifndef TRAIN_TUNER_ADAPTER_H
#define TRAIN_TUNER_ADAPTER_H

#include "model/adapter_file.h"
#include "train/trainer.h"

struct tuner_adapter {
    struct folder *folder; /* NULL: the caller's */
    struct adapter_file file;
    const char **keys; /* those of the options */
    /* PEFT's pair of a head that is the embedding, whose pair says the same; or NULL. */
    const struct adapter_module *repeated;
    struct arena arena;
    bool is_whole_run; /* a single file: everything that is trained must be in it */
};

/* Reads the adapter in a folder and puts into `options` what it is: tuning, keys, layers, rank,
 * scale. Ranks and scales that differ become the largest rank and the first scale. The keys are
 * borrowed until tuner_adapter_close. Close it on failure, too. */
bool tuner_adapter_open(struct tuner_adapter *out, const char *path, const struct model *model,
                        struct trainer_options *options, struct error *err);

/* The same of a folder that stays the caller's, and open as long. */
bool tuner_adapter_read(struct tuner_adapter *out, struct folder *folder, const struct model *model,
                        struct trainer_options *options, struct error *err);

/* Reads one file of tensors. */
bool tuner_adapter_open_file(struct tuner_adapter *out, const char *path, const struct model *model,
                             struct error *err);

bool tuner_adapter_read_file(struct tuner_adapter *out, struct folder *folder, const char *name,
                             const struct model *model, struct error *err);

void tuner_adapter_close(struct tuner_adapter *adapter);

/* Copies the adapter's values into tensors of a trainer for `model`, whose adapters are scaled by
 * `scale`. What the adapter has and the trainer has not is an error; of a single file also the
 * other way, and another rank. */
bool tuner_adapter_fill(const struct tuner_adapter *adapter, const struct model *model, float scale,
                        const struct train_tensor *tensors, size_t n, struct error *err);

#endif
