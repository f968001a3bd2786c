/* Makes the tensors of a plan: all workers take slabs of rows, and each writes what it made to its
 * place in the file. */
#ifndef CONVERT_GGUF_WRITER_H
#define CONVERT_GGUF_WRITER_H

#include "convert/gguf_plan.h"
#include "convert/output_file.h"

/* Tells bytes done; false stops the writing. On the calling thread. */
typedef bool gguf_progress(void *context, uint64_t n_done_bytes);

/* The factors of ropes, without which the file cannot be read. */
bool gguf_writer_ropes(const struct gguf_plan *plan, const struct output_file *file,
                       struct error *err);

bool gguf_writer_run(const struct gguf_plan *plan, const struct output_file *file,
                     unsigned n_threads, gguf_progress *progress, void *context, struct error *err);

#endif
