/* Checked heap memory; see memory.h. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool size_add(size_t a, size_t b, size_t *out)
{
    *out = a + b;
    return a <= SIZE_MAX - b;
}

bool size_multiply(size_t a, size_t b, size_t *out)
{
    *out = a * b;
    return a == 0 || b <= SIZE_MAX / a;
}

static void *refused(size_t n, size_t size, struct error *err)
{
    error_set(err, ERROR_MEMORY, "out of memory: %zu x %zu bytes were refused", n, size);
    return NULL;
}

void *memory_array(size_t n, size_t size, struct error *err)
{
    void *array = calloc(n > 0 ? n : 1, size > 0 ? size : 1);
    return array != NULL ? array : refused(n, size, err);
}

void *memory_resize(void *array, size_t n, size_t size, struct error *err)
{
    size_t n_bytes;
    if (!size_multiply(n, size, &n_bytes)) {
        return refused(n, size, err);
    }
    void *resized = realloc(array, n_bytes > 0 ? n_bytes : 1);
    return resized != NULL ? resized : refused(n, size, err);
}

char *memory_text(const char *bytes, size_t n, struct error *err)
{
    char *text = n < SIZE_MAX ? malloc(n + 1) : NULL;
    if (text == NULL) {
        return refused(n, 1, err);
    }
    if (n > 0) {
        memcpy(text, bytes, n);
    }
    text[n] = '\0';
    return text;
}

void memory_enlarge_pages(void *memory, size_t n_bytes)
{
#if defined(MADV_HUGEPAGE)
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t before = (page - (uintptr_t)memory % page) % page;
    if (n_bytes > before) {
        madvise((char *)memory + before, n_bytes - before, MADV_HUGEPAGE);
    }
#else
    (void)memory;
    (void)n_bytes;
#endif
}

void *memory_pages(size_t n_bytes, struct error *err)
{
    void *pages = mmap(NULL, n_bytes > 0 ? n_bytes : 1, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) {
        return refused(n_bytes, 1, err);
    }
    memory_enlarge_pages(pages, n_bytes);
    return pages;
}

void memory_pages_free(void *pages, size_t n_bytes)
{
    if (pages != NULL) {
        munmap(pages, n_bytes > 0 ? n_bytes : 1);
    }
}
