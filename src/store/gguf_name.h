/*
 * What the names of GGUF files say. A repository usually holds one model in many sizes, and calls
 * them by the type of their weights, at the end of the name:
 *
 *   Qwen3-4B-Q4_K_M.gguf   Q8_0/Qwen3-4B-Q8_0-00001-of-00002.gguf
 */
#ifndef STORE_GGUF_NAME_H
#define STORE_GGUF_NAME_H

#include <stdbool.h>
#include <stddef.h>

bool gguf_name_is(const char *name);

/* Bytes in front of ".gguf", and of the number of a part: all parts of a model have them in common.
 */
size_t gguf_name_stem(const char *name);

/* Whether the stem ends in the variant, of any case, with nothing or one of ". - _ /" in front. */
bool gguf_name_has_variant(const char *name, const char *variant);

#endif
