/*
 * GGUF files of big-endian machines. All that reads a file wants it little-endian and mapped, so
 * the bytes are turned round once, into memory of the file's size, in which everything lies where
 * it does in the file.
 */
#ifndef FORMATS_GGUF_BIG_ENDIAN_H
#define FORMATS_GGUF_BIG_ENDIAN_H

#include "formats/gguf.h"

bool gguf_is_big_endian(struct bytes file);

/* What stands before the data, into `out` of the file's size. What is wrong with it but for an end
 * that comes too early is left to who reads the result. */
bool gguf_turn_header(struct bytes file, uint8_t *out, struct error *err);

/* The data of a tensor whose bytes lie in `out`; the rest of the file stays zero there. */
bool gguf_turn_tensor(struct bytes file, const struct gguf_tensor *tensor, uint8_t *out,
                      struct error *err);

#endif
