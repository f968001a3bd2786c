/* Makes the shards of a plan: all workers take slabs of rows, and each writes what it made to its
 * place in the file. */
#ifndef CONVERT_MLX_WRITE_H
#define CONVERT_MLX_WRITE_H

#include <stdatomic.h>
#include "base/pool.h"
#include "convert/mlx_plan.h"
#include "convert/output_folder.h"

struct mlx_writer;

/* Tells bytes done; false stops the writing. On the thread that called mlx_writer_shard. */
typedef bool mlx_progress(void *context, uint64_t n_new_bytes);

/* Takes its memory: some MB for each worker, more only where single rows are longer. */
bool mlx_writer_create(struct mlx_writer **out, const struct mlx_plan *plan, unsigned n_threads,
                       struct error *err);
void mlx_writer_destroy(struct mlx_writer *writer); /* NULL is allowed */

/* Writes one shard, header and data. */
bool mlx_writer_shard(struct mlx_writer *writer, struct output_folder *folder, size_t shard,
                      mlx_progress *progress, void *context, struct error *err);

#endif
