/* The file of a run's state, to go on from. */
#ifndef TRAIN_TUNER_FILES_H
#define TRAIN_TUNER_FILES_H

#include "train/trainer.h"

/* One array in a file. */
struct tuner_array {
    const char *name;
    bool is_counts; /* U64; else F32 */
    size_t n_dimensions, shape[2];
    void *numbers; /* owned by the caller */
};

/* Writes a safetensors file that appears when it is complete; the arrays in that order. */
bool tuner_file_write(const char *path, const struct tuner_array *arrays, size_t n,
                      struct error *err);

/* Reads all arrays of a file: each must be there, of its shape and type, and nothing else may be.
 */
bool tuner_file_read(const char *path, const struct tuner_array *arrays, size_t n,
                     struct error *err);

#endif
