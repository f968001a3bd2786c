/*
 * A file that appears under its name only when it is complete: written beside it under a temporary
 * name, synchronized, renamed. A failure at any moment leaves what was there before. The file can
 * be read by its owner only: what is saved here holds the user's words. A device or a pipe is
 * written in place: replacing it by a file would be worse.
 */
#ifndef BASE_ATOMIC_FILE_H
#define BASE_ATOMIC_FILE_H

#include <stddef.h>
#include "base/error.h"

struct atomic_file;

bool atomic_file_create(struct atomic_file **out, const char *path, struct error *err);

/* A failed write is remembered: the commit will fail with its error. */
void atomic_file_write(struct atomic_file *file, const void *bytes, size_t n_bytes);

/* Both release the file; NULL is allowed for discard. */
bool atomic_file_commit(struct atomic_file *file, struct error *err);
void atomic_file_discard(struct atomic_file *file);

#endif
