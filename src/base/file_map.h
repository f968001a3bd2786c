/* One file mapped read-only. An empty file has data != NULL and n_bytes = 0. */
#ifndef BASE_FILE_MAP_H
#define BASE_FILE_MAP_H

#include "base/bytes.h"
#include "base/error.h"

struct file_map {
    struct bytes bytes;
};

/* Refuses anything but a regular file. */
bool file_map_open(struct file_map *map, const char *path, struct error *err);
/* Gives back the memory that these bytes of the map take; they are read from the file again. */
void file_map_drop(const struct file_map *map, struct bytes bytes);
void file_map_close(struct file_map *map); /* safe on a zeroed or failed map */

#endif
