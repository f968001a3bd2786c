/* The files of a checkpoint beside its weights. */
#ifndef CONVERT_CHECKPOINT_FILES_H
#define CONVERT_CHECKPOINT_FILES_H

#include "convert/mlx_plan.h"
#include "convert/output_folder.h"

/* config.json, the index of the shards, and what is copied or, from GGUF, written. */
bool checkpoint_files_write(const struct mlx_plan *plan, struct output_folder *folder,
                            struct error *err);

/* A file with a JSON value as Python's json.dump(indent=4) has it: keys sorted, numbers in the
 * fewest digits that give them back. */
bool checkpoint_json_put(struct output_folder *folder, const char *name, const json_t *value,
                         struct error *err);

#endif
