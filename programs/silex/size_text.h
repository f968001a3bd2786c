/* Sizes as people read them. */
#ifndef SIZE_TEXT_H
#define SIZE_TEXT_H

#include <stddef.h>
#include <stdint.h>

enum { SIZE_TEXT_BYTES = 32 };

/* In decimal units, as disks and memories are sold. Returns `out`. */
const char *size_text(uint64_t n_bytes, char *out, size_t n_out);

#endif
