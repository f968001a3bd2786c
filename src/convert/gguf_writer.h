/* Makes the tensors of a plan: all workers take slabs of rows, and each writes what it made to its
 * place in the file, as a piece of it. What is there already is read instead. */
#ifndef CONVERT_GGUF_WRITER_H
#define CONVERT_GGUF_WRITER_H

#include "convert/gguf_plan.h"
#include "convert/output_file.h"

struct gguf_writer;

/* Tells bytes done, of them those that were there; false stops the writing. On the calling
 * thread. */
typedef bool gguf_progress(void *context, uint64_t n_done_bytes, uint64_t n_resumed_bytes);

/* Takes its memory. The plan is borrowed. */
bool gguf_writer_create(struct gguf_writer **out, const struct gguf_plan *plan, unsigned n_threads,
                        struct error *err);
void gguf_writer_destroy(struct gguf_writer *writer); /* NULL is allowed */

/* The pieces of the file. */
size_t gguf_writer_n_slabs(const struct gguf_writer *writer);

/* The factors of ropes, without which the file cannot be read. */
bool gguf_writer_ropes(const struct gguf_plan *plan, const struct output_file *file,
                       struct error *err);

bool gguf_writer_run(struct gguf_writer *writer, struct output_file *file, gguf_progress *progress,
                     void *context, struct error *err);

#endif
