/*
 * A folder of read-only files, from a path or from memory, so that a model opens the same way
 * from either. Files of a path are mapped when first asked for and stay mapped until close; the
 * system reads them as they are touched. Sub-folders are not seen.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/bytes.h"
#include "base/error.h"

struct folder;

/* A file given by the caller; both pointers are borrowed until folder_close. */
struct folder_file {
    const char *name;
    struct bytes bytes;
};

bool folder_open(struct folder **out, const char *path, struct error *err);
/* Nothing of the folder but these files; a missing one is an error when it is asked for. */
bool folder_open_files(struct folder **out, const char *path, const char *const *names,
                       size_t n_names, struct error *err);
/* Whether it was opened by folder_open_files. */
bool folder_is_listed(const struct folder *folder);
bool folder_open_memory(struct folder **out, const struct folder_file *files, size_t n_files,
                        struct error *err);
void folder_close(struct folder *folder); /* NULL is allowed */

const char *folder_path(const struct folder *folder); /* as given; "(memory)" for memory */

/* Names in byte order, so that everything derived from them is the same on every system. */
size_t folder_n_files(const struct folder *folder);
const char *folder_name(const struct folder *folder, size_t index);
bool folder_has(const struct folder *folder, const char *name);

/* Maps a file. ERROR_NOT_FOUND when the folder has none of that name. The bytes are borrowed
 * until folder_close. Not for use by two threads at once. */
bool folder_read(struct folder *folder, const char *name, struct bytes *out, struct error *err);

/* Puts memory in place of a file's bytes, which then are no longer mapped: `pages` of memory_pages,
 * as many bytes as the file has, which the folder releases. */
void folder_replace(struct folder *folder, const char *name, void *pages);

/* Bytes of the memory that folder_replace put there. */
size_t folder_replaced_bytes(const struct folder *folder);

/* These bytes, of some file of the folder, will not be read again soon: the memory that mapped
 * ones take is given back. They stay readable. Any thread may call it. */
void folder_drop(const struct folder *folder, struct bytes bytes);

#endif
