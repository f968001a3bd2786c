/*
 * A file that appears under its name only when it is complete: it is written as "NAME.partial",
 * synchronized, and renamed. One process at a time: the partial file is locked; what a killed one
 * left is written anew.
 */
#ifndef CONVERT_OUTPUT_FILE_H
#define CONVERT_OUTPUT_FILE_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

struct output_file;

/* Nothing may have that name yet, and n_bytes must be free on its disk. The file has that size,
 * and is zero, from the beginning. */
bool output_file_open(struct output_file **out, const char *path, uint64_t n_bytes,
                      struct error *err);

/* The name that it has until it is complete. */
const char *output_file_path(const struct output_file *file);

/* Any thread. */
bool output_file_write(const struct output_file *file, const void *bytes, size_t n_bytes,
                       uint64_t offset, struct error *err);

/* Both release the file, whatever happens; NULL is allowed for discard. */
bool output_file_commit(struct output_file *file, struct error *err);
void output_file_discard(struct output_file *file);

#endif
