/*
 * Replays a corpus without libFuzzer: replay FOLDER
 *
 * Every file is run as it is, cut short at a few places, and with single bytes changed: a cheap
 * guard against what a fuzzer would find first, the same on every machine. A crash, a leak or a
 * sanitizer's report is the failure; each input lies in a block of its own size, so that a read
 * past its end is seen.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fuzz/fuzz_target.h"

enum { N_CUTS = 8, N_CHANGES = 16, MAX_PATH_BYTES = 4096 };

static bool run_copy(const uint8_t *data, size_t n_bytes, size_t changed_at, uint8_t change)
{
    uint8_t *copy = malloc(n_bytes > 0 ? n_bytes : 1);
    if (copy == NULL) {
        return false;
    }
    if (n_bytes > 0) {
        memcpy(copy, data, n_bytes);
        copy[changed_at % n_bytes] ^= change;
    }
    LLVMFuzzerTestOneInput(copy, n_bytes);
    free(copy);
    return true;
}

/* The input and its variations; the places follow from the size alone. */
static bool run_variations(const uint8_t *data, size_t n_bytes)
{
    bool ok = run_copy(data, n_bytes, 0, 0);
    for (size_t i = 0; ok && i < N_CUTS; i++) {
        ok = run_copy(data, n_bytes * i / N_CUTS, 0, 0);
    }
    uint32_t random = (uint32_t)n_bytes + 1;
    for (size_t i = 0; ok && i < N_CHANGES; i++) {
        random = random * 1664525u + 1013904223u;
        ok = run_copy(data, n_bytes, random >> 8, (uint8_t)(1u << (i % 8)));
    }
    return ok;
}

static bool read_file(const char *path, uint8_t **out, size_t *n_bytes)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    uint8_t *data = size >= 0 ? malloc((size_t)size + 1) : NULL;
    bool ok = data != NULL && fseek(file, 0, SEEK_SET) == 0 &&
              fread(data, 1, (size_t)size, file) == (size_t)size;
    fclose(file);
    if (!ok) {
        free(data);
        return false;
    }
    *out = data;
    *n_bytes = (size_t)size;
    return true;
}

static bool replay_file(const char *folder, const char *name)
{
    char path[MAX_PATH_BYTES];
    uint8_t *data;
    size_t n_bytes;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!read_file(path, &data, &n_bytes)) {
        fprintf(stderr, "replay: cannot read %s\n", path);
        return false;
    }
    bool ok = run_variations(data, n_bytes);
    free(data);
    return ok;
}

int main(int n_arguments, char **arguments)
{
    if (n_arguments != 2) {
        fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
        return 2;
    }
    DIR *directory = opendir(arguments[1]);
    if (directory == NULL) {
        fprintf(stderr, "replay: no folder %s: every target has seeds\n", arguments[1]);
        return 1;
    }
    bool ok = true;
    size_t n_files = 0;
    for (struct dirent *item; ok && (item = readdir(directory)) != NULL;) {
        if (item->d_name[0] != '.') {
            ok = replay_file(arguments[1], item->d_name);
            n_files++;
        }
    }
    closedir(directory);
    printf("replayed %zu files\n", n_files);
    return ok && n_files > 0 ? 0 : 1;
}
