/*
 * Planned memory: the same walk over the buffers counts them (with no memory) and places them, so
 * that a plan cannot differ from what is used. Pieces begin at multiples of 64 bytes.
 */
#ifndef BASE_PLACEMENT_H
#define BASE_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct placement {
    uint8_t *memory; /* NULL while counting */
    size_t n_bytes;  /* so far */
    bool overflowed; /* the size of a piece, or of all, is no size_t */
};

/* n_rows * n items of `size` bytes; NULL while counting, or after an overflow. */
void *placement_take(struct placement *placement, size_t n_rows, size_t n, size_t size);
float *placement_floats(struct placement *placement, size_t n_rows, size_t n);

#endif
