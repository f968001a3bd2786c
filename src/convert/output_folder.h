/*
 * A folder that appears under its name only when it is complete, and whose making can go on where a
 * killed process left it: files are written into "NAME.partial", each under "FILE.part" until the
 * disk has all of it. A record there says what is being made of what; only files made under the
 * same record are kept. One process at a time: the folder is locked.
 */
#ifndef CONVERT_OUTPUT_FOLDER_H
#define CONVERT_OUTPUT_FOLDER_H

#include "base/bytes.h"
#include "base/error.h"
#include "convert/record.h"

struct output_folder;

/* Nothing may have that name yet. record: any text that tells this work from other work. */
bool output_folder_open(struct output_folder **out, const char *path, const char *record,
                        enum output_state *state, struct error *err);

/* Whether a file of that size is finished. */
bool output_folder_has(const struct output_folder *folder, const char *name, uint64_t n_bytes);

/* That so many bytes more are free on its disk. */
bool output_folder_check_room(const struct output_folder *folder, uint64_t n_bytes,
                              struct error *err);

/* Begins a file of that size; *descriptor is for pwrite. One at a time. */
bool output_folder_begin(struct output_folder *folder, const char *name, uint64_t n_bytes,
                         int *descriptor, struct error *err);
/* Ends it: the file has its name when this succeeds. */
bool output_folder_end(struct output_folder *folder, struct error *err);

/* Writes at a place of a file begun. Any thread. */
bool output_folder_write(const struct output_folder *folder, const void *bytes, size_t n_bytes,
                         uint64_t offset, struct error *err);

/* Lets the disk begin with what was written of the file begun. Any thread. */
void output_folder_hasten(const struct output_folder *folder);

/* A small file in one go. */
bool output_folder_put(struct output_folder *folder, const char *name, struct bytes bytes,
                       struct error *err);

/* Both release the folder, whatever happens. What is finished stays for the next time after
 * output_folder_leave if `keeps`; otherwise nothing does. NULL is allowed for leave. */
bool output_folder_commit(struct output_folder *folder, struct error *err);
void output_folder_leave(struct output_folder *folder, bool keeps);

#endif
