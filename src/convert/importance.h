/*
 * Which inputs of a model's products matter: the mean square of each column, over the tokens of a
 * text. A file of them is safetensors: a vector of F32 for each module, under the module's name.
 */
#ifndef CONVERT_IMPORTANCE_H
#define CONVERT_IMPORTANCE_H

#include "formats/safetensors.h"
#include "model/workspace.h"

/* ---- gathering ------------------------------------------------------------------------------- */

struct importance_sums;

/* The model must outlive it. */
bool importance_sums_create(struct importance_sums **out, const struct model *model,
                            struct error *err);
void importance_sums_destroy(struct importance_sums *sums); /* NULL is allowed */

/* For a workspace of the model; one at a time. */
struct input_observer importance_sums_observer(struct importance_sums *sums);

/* Writes the file, whole or not at all. ERROR_ARGUMENT before anything was looked at. */
bool importance_sums_write(const struct importance_sums *sums, const char *path, struct error *err);

/* ---- using ----------------------------------------------------------------------------------- */

struct importance {
    struct folder *folder;
    struct safetensors set;
};

/* Refuses what is no vector of finite numbers, none of them negative. Clear it on failure too. */
bool importance_open(struct importance *importance, const char *path, struct error *err);
void importance_clear(struct importance *importance); /* safe on a zeroed one */

/* The vector of a module ("model.layers.0.mlp.up_proj"), copied to out [n_columns]; *is_there is
 * false, and nothing copied, where the file has none. Another length is an error. Any thread. */
bool importance_copy(const struct importance *importance, const char *path, size_t n_columns,
                     float *out, bool *is_there, struct error *err);

#endif
