/*
 * Heap memory with overflow-checked sizes. Running out is an ordinary error: every function
 * returns NULL and sets ERROR_MEMORY. Release with free(), except for memory_pages.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>
#include "base/error.h"

/* n zeroed items of `size` bytes; n = 0 gives a valid, unique pointer. */
void *memory_array(size_t n, size_t size, struct error *err);

/* Grows (or shrinks) an array made by memory_array; new items are not cleared. On failure the old
 * array stays valid and NULL is returned. */
void *memory_resize(void *array, size_t n, size_t size, struct error *err);

/* A terminated copy of n bytes. */
char *memory_text(const char *bytes, size_t n, struct error *err);

/* Zeroed memory straight from the system, aligned to 64 bytes or better, made resident only when
 * touched, in large pages where the system has them. For caches and scratch. Release with
 * memory_pages_free(pointer, n_bytes). */
void *memory_pages(size_t n_bytes, struct error *err);
void memory_pages_free(void *pages, size_t n_bytes);
/* Asks the system for large pages, before the memory (or a mapped file) is touched: where it has
 * them, reading on and on is faster. */
void memory_enlarge_pages(void *memory, size_t n_bytes);

/* *out = a + b, *out = a * b; false on overflow. */
bool size_add(size_t a, size_t b, size_t *out);
bool size_multiply(size_t a, size_t b, size_t *out);

#endif
