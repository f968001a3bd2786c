/*
 * A file that appears under its name only when it is complete, and whose making can go on where a
 * killed process left it: it is written as "NAME.partial", synchronized, and renamed. Until then
 * there stand behind its own bytes a checksum for each piece of it, and a record of what is being
 * made of what:
 *
 *   the file's bytes | checksum of piece 0, 1, … (0: not made yet) | record
 *
 * A piece that reads as its checksum says is believed, so it does not matter in which order a disk
 * that lost its power had written what. What stands behind is cut off just before the file is
 * renamed; a file that was killed between the two is known by its size and what it begins with, and
 * made anew. One process at a time: the partial file is locked.
 */
#ifndef CONVERT_OUTPUT_FILE_H
#define CONVERT_OUTPUT_FILE_H

#include <stddef.h>
#include <stdint.h>
#include "base/bytes.h"
#include "base/error.h"
#include "convert/record.h"

struct output_file;

/* What is to be made. */
struct output_work {
    uint64_t n_bytes;   /* of the file */
    struct bytes front; /* what it begins with */
    size_t n_pieces;
    const char *record; /* tells this work from other work, and ends with record_end */
};

/* Nothing may have that name yet, and what is not there of the file must be free on its disk. The
 * file has its size, and is its front and zeros where nothing was made, from the beginning. Only
 * pieces of the same record are kept. The record must outlive the file. */
bool output_file_open(struct output_file **out, const char *path, const struct output_work *work,
                      enum output_state *state, struct error *err);

/* The name that it has until it is complete. */
const char *output_file_path(const struct output_file *file);

/* How many pieces say that they are there. */
size_t output_file_n_made(const struct output_file *file);

/* Bytes that belong to no piece. Any thread. */
bool output_file_write(const struct output_file *file, const void *bytes, size_t n_bytes,
                       uint64_t offset, struct error *err);

/* Writes a piece, and its checksum. Any thread, each piece by one of them. */
bool output_file_put(struct output_file *file, size_t piece, const void *bytes, size_t n_bytes,
                     uint64_t offset, struct error *err);

/* Whether that piece is there, by reading it into `room` of n_bytes. Any thread. */
bool output_file_has(const struct output_file *file, size_t piece, void *room, size_t n_bytes,
                     uint64_t offset);

/* Both release the file, whatever happens. After output_file_leave what was made stays for the next
 * time if `keeps` and there is any; otherwise nothing does. NULL is allowed for leave. */
bool output_file_commit(struct output_file *file, struct error *err);
void output_file_leave(struct output_file *file, bool keeps);

#endif
