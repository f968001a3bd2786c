/* The files of a checkpoint beside its weights. */
#ifndef CONVERT_CHECKPOINT_FILES_H
#define CONVERT_CHECKPOINT_FILES_H

#include "convert/mlx_plan.h"
#include "convert/output_folder.h"

/* config.json, the index of the shards, and what is copied or, from GGUF, written. */
bool checkpoint_files_write(const struct mlx_plan *plan, struct output_folder *folder,
                            struct error *err);

/* A JSON value as Python's json.dump(indent=4) has it, numbers in the fewest digits that give them
 * back; keys sorted. */
bool checkpoint_json_append(struct buffer *out, const json_t *value, struct error *err);

#endif
