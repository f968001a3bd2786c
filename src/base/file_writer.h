/* Writing to an open file, buffered or at a place. The first failure is remembered, and ends the
 * writing. */
#ifndef BASE_FILE_WRITER_H
#define BASE_FILE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

struct file_writer {
    int descriptor;   /* the owner opens and closes it; -1: none */
    int error_number; /* of the first failure; 0: none */
    size_t n_buffered, capacity;
    char *buffer;
};

bool file_writer_create(struct file_writer *writer, size_t capacity, struct error *err);
void file_writer_destroy(struct file_writer *writer); /* closes what is open, drops what is left */

void file_writer_write(struct file_writer *writer, const void *bytes, size_t n_bytes);

/* Writes what is buffered. */
void file_writer_flush(struct file_writer *writer);

/* Flushes, and waits until the disk has it. */
void file_writer_synchronize(struct file_writer *writer);

/* All bytes to that place of a file that no file_writer writes; false with errno set. */
bool file_write_at(int descriptor, const void *bytes, size_t n_bytes, uint64_t offset);

/* Waits until the disk knows the name of a file or folder that was made or renamed, where the
 * system can be asked to. */
void file_synchronize_parent(const char *path);

#endif
