/*
 * A folder that appears under its name only when it is complete: its files are written into a
 * folder beside it ("name.partial.<process>"), synchronized, and that is renamed. A failure or a
 * discard at any moment leaves nothing behind.
 */
#ifndef BASE_NEW_FOLDER_H
#define BASE_NEW_FOLDER_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

struct new_folder;

/* Nothing may have that name yet, and n_bytes must be free on its disk. */
bool new_folder_create(struct new_folder **out, const char *path, uint64_t n_bytes,
                       struct error *err);

/* Ends the file before and begins the next; what is written goes there. */
bool new_folder_file(struct new_folder *folder, const char *name, struct error *err);

/* A failed write is remembered: the next new_folder_file or the commit fails with its error. */
void new_folder_write(struct new_folder *folder, const void *bytes, size_t n_bytes);
bool new_folder_failed(const struct new_folder *folder);

/* Both release the folder, whatever happens; NULL is allowed for discard. */
bool new_folder_commit(struct new_folder *folder, struct error *err);
void new_folder_discard(struct new_folder *folder);

#endif
