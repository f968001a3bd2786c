/*
 * Which files of a folder are the checkpoint. Parts of a set are named so by those who split them:
 *
 *   model-00001-of-00003.gguf   model-00002-of-00003.gguf   model-00003-of-00003.gguf
 */
#include "formats/gguf.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "base/memory.h"
#include "base/system_memory.h"
#include "formats/gguf_big_endian.h"

enum { N_DIGITS = 5, N_TAIL_BYTES = 20, MAX_PARTS = 9999 }; /* "-00001-of-00003.gguf" */

static const char suffix[] = ".gguf";

static bool has_end(const char *name, const char *end)
{
    size_t n = strlen(name);
    size_t n_end = strlen(end);
    return n > n_end && strcmp(name + n - n_end, end) == 0;
}

/* A file that was named itself may be called anything: a store of blobs calls it by its hash. */
static bool is_model(const struct folder *folder, const char *name)
{
    return folder_is_listed(folder) ||
           (has_end(name, suffix) && strncmp(name, "mmproj", strlen("mmproj")) != 0);
}

bool gguf_is_in(const struct folder *folder)
{
    bool is_there = false;
    for (size_t i = 0; i < folder_n_files(folder); i++) {
        const char *name = folder_name(folder, i);
        if (strncmp(name, "model", strlen("model")) == 0 && has_end(name, ".safetensors")) {
            return false;
        }
        is_there = is_there || is_model(folder, name);
    }
    return is_there;
}

static bool read_digits(const char *text, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < N_DIGITS; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *out = *out * 10 + (size_t)(text[i] - '0');
    }
    return true;
}

/* Whether the name is that of a part; *n_base is the length of what all parts have in common. */
static bool read_part(const char *name, size_t *n_base, size_t *number, size_t *n_parts)
{
    size_t n = strlen(name);
    if (n <= N_TAIL_BYTES || !has_end(name, suffix)) {
        return false;
    }
    const char *tail = name + n - N_TAIL_BYTES;
    *n_base = n - N_TAIL_BYTES;
    return tail[0] == '-' && read_digits(tail + 1, number) &&
           memcmp(tail + 1 + N_DIGITS, "-of-", 4) == 0 &&
           read_digits(tail + 1 + N_DIGITS + 4, n_parts) && *number >= 1 && *number <= *n_parts &&
           *n_parts <= MAX_PARTS;
}

/* The name of part `number` beside another part, into a block that the caller frees. */
static char *part_name(const char *name, size_t number, struct error *err)
{
    size_t n = strlen(name);
    char *copy = memory_text(name, n, err);
    if (copy != NULL) {
        char digits[N_DIGITS + 1];
        snprintf(digits, sizeof digits, "%05u", (unsigned)(number % 100000));
        memcpy(copy + n - N_TAIL_BYTES + 1, digits, N_DIGITS);
    }
    return copy;
}

/* Adds a big-endian file, which from now on is a little-endian one in memory. */
static bool add_turned(struct gguf *gguf, struct folder *folder, const char *name,
                       struct bytes file, struct error *err)
{
    uint64_t n_available = system_memory_available();
    size_t n_before = gguf->n_tensors;
    if (n_available > 0 && file.n_bytes > n_available) {
        return error_set(err, ERROR_DOES_NOT_FIT,
                         "%s: a big-endian file has to be turned round in memory: %.2f GB are "
                         "needed, %.2f GB are free",
                         name, (double)file.n_bytes * 1e-9, (double)n_available * 1e-9);
    }
    uint8_t *turned = memory_pages(file.n_bytes, err);
    bool ok =
        turned != NULL && (gguf_turn_header(file, turned, err) || error_context(err, "%s", name));
    ok = ok && gguf_add(gguf, name, (struct bytes){turned, file.n_bytes}, err);
    for (size_t i = n_before; ok && i < gguf->n_tensors; i++) {
        const struct bytes *bytes = &gguf->tensors[i].bytes;
        ok = gguf_turn_tensor(file, &gguf->tensors[i], turned, err) ||
             error_context(err, "%s", name);
        folder_drop(folder, (struct bytes){file.data + (bytes->data - turned), bytes->n_bytes});
    }
    if (ok) {
        folder_replace(folder, name, turned);
    } else if (turned != NULL) {
        memory_pages_free(turned, file.n_bytes);
    }
    return ok;
}

static bool add_file(struct gguf *gguf, struct folder *folder, const char *name, struct error *err)
{
    struct bytes bytes;
    return folder_read(folder, name, &bytes, err) &&
           (gguf_is_big_endian(bytes) ? add_turned(gguf, folder, name, bytes, err)
                                      : gguf_add(gguf, name, bytes, err));
}

static bool add_parts(struct gguf *gguf, struct folder *folder, const char *name, size_t n_parts,
                      struct error *err)
{
    for (size_t i = 1; i <= n_parts; i++) {
        char *part = part_name(name, i, err);
        bool ok = part != NULL && add_file(gguf, folder, part, err);
        free(part);
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool gguf_open(struct gguf *gguf, struct folder *folder, struct error *err)
{
    const char *first = NULL;
    size_t n_base = 0;
    size_t number;
    size_t n_parts = 0;
    gguf_init(gguf);
    for (size_t i = 0; i < folder_n_files(folder); i++) {
        const char *name = folder_name(folder, i);
        size_t n_other;
        size_t n_other_parts;
        if (!is_model(folder, name)) {
            continue;
        }
        if (first == NULL) {
            first = name;
            n_parts = read_part(name, &n_base, &number, &n_parts) ? n_parts : 0;
        } else if (n_parts == 0 || !read_part(name, &n_other, &number, &n_other_parts) ||
                   n_other != n_base || n_other_parts != n_parts ||
                   memcmp(name, first, n_base) != 0) {
            return error_set(err, ERROR_ARGUMENT,
                             "%s: several models: \"%.200s\", \"%.200s\"; name one of the files",
                             folder_path(folder), first, name);
        }
    }
    if (first == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "%s: no GGUF file in the folder",
                         folder_path(folder));
    }
    return (n_parts > 0 ? add_parts(gguf, folder, first, n_parts, err)
                        : add_file(gguf, folder, first, err)) &&
           gguf_finish(gguf, err);
}

bool gguf_is_path(const char *path)
{
    struct stat status;
    return has_end(path, suffix) || (stat(path, &status) == 0 && S_ISREG(status.st_mode));
}

bool gguf_open_path(struct folder **out, const char *path, struct error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t n_base;
    size_t number;
    size_t n_parts = 0;
    bool is_part = read_part(name, &n_base, &number, &n_parts);
    n_parts = is_part ? n_parts : 1;
    size_t n_directory = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    char *directory =
        slash == NULL ? memory_text(".", 1, err) : memory_text(path, n_directory, err);
    char **names = memory_array(n_parts, sizeof *names, err);
    bool ok = directory != NULL && names != NULL;
    for (size_t i = 0; ok && i < n_parts; i++) {
        names[i] = is_part ? part_name(name, i + 1, err) : memory_text(name, strlen(name), err);
        ok = names[i] != NULL;
    }
    ok = ok && folder_open_files(out, directory, (const char *const *)names, n_parts, err);
    for (size_t i = 0; names != NULL && i < n_parts; i++) {
        free(names[i]);
    }
    free(names);
    free(directory);
    return ok;
}
