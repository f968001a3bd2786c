/* Folders of read-only files; see folder.h. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file_map.h"
#include "base/memory.h"

/* More files than any checkpoint has; a folder beyond it is not one. */
enum { MAX_FILES = 65536, MAX_PATH_BYTES = 1 << 16 };

struct entry {
    char *name;          /* owned */
    struct bytes bytes;  /* valid when is_open */
    struct file_map map; /* empty for files in memory */
    bool is_open;
    void *pages; /* owned: in place of the file; NULL: none */
};

struct folder {
    char *path; /* owned; NULL for memory */
    struct entry *entries;
    size_t n_entries;
    bool is_listed;
};

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static bool add_entry(struct folder *folder, const char *name, struct error *err)
{
    if (folder->n_entries == MAX_FILES) {
        return error_set(err, ERROR_LIMIT, "more than %d files", MAX_FILES);
    }
    if ((folder->n_entries & (folder->n_entries - 1)) == 0) {
        size_t n = folder->n_entries > 0 ? folder->n_entries * 2 : 1;
        struct entry *entries = memory_resize(folder->entries, n, sizeof *entries, err);
        if (entries == NULL) {
            return false;
        }
        folder->entries = entries;
    }
    char *copy = memory_text(name, strlen(name), err);
    if (copy == NULL) {
        return false;
    }
    folder->entries[folder->n_entries++] = (struct entry){.name = copy};
    return true;
}

static bool list_directory(struct folder *folder, struct error *err)
{
    DIR *directory = opendir(folder->path);
    if (directory == NULL) {
        return error_set_errno(err, errno, folder->path);
    }
    bool ok = true;
    for (struct dirent *item; ok && (item = readdir(directory)) != NULL;) {
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0) {
            ok = add_entry(folder, item->d_name, err);
        }
    }
    closedir(directory);
    if (!ok) {
        return error_context(err, "%s", folder->path);
    }
    return true;
}

static bool finish(struct folder **out, struct folder *folder, bool ok)
{
    if (!ok) {
        folder_close(folder);
        return false;
    }
    if (folder->n_entries > 0) {
        qsort(folder->entries, folder->n_entries, sizeof *folder->entries, compare_entries);
    }
    *out = folder;
    return true;
}

bool folder_open(struct folder **out, const char *path, struct error *err)
{
    struct folder *folder = memory_array(1, sizeof *folder, err);
    if (folder == NULL) {
        return false;
    }
    folder->path = memory_text(path, strlen(path), err);
    return finish(out, folder, folder->path != NULL && list_directory(folder, err));
}

bool folder_open_files(struct folder **out, const char *path, const char *const *names,
                       size_t n_names, struct error *err)
{
    struct folder *folder = memory_array(1, sizeof *folder, err);
    if (folder == NULL) {
        return false;
    }
    folder->path = memory_text(path, strlen(path), err);
    folder->is_listed = true;
    bool ok = folder->path != NULL;
    for (size_t i = 0; ok && i < n_names; i++) {
        ok = add_entry(folder, names[i], err);
    }
    return finish(out, folder, ok);
}

bool folder_open_memory(struct folder **out, const struct folder_file *files, size_t n_files,
                        struct error *err)
{
    struct folder *folder = memory_array(1, sizeof *folder, err);
    if (folder == NULL) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n_files; i++) {
        ok = add_entry(folder, files[i].name, err);
        if (ok) {
            folder->entries[i].bytes = files[i].bytes;
            folder->entries[i].is_open = true;
        }
    }
    return finish(out, folder, ok);
}

void folder_close(struct folder *folder)
{
    if (folder == NULL) {
        return;
    }
    for (size_t i = 0; i < folder->n_entries; i++) {
        file_map_close(&folder->entries[i].map);
        if (folder->entries[i].pages != NULL) {
            memory_pages_free(folder->entries[i].pages, folder->entries[i].bytes.n_bytes);
        }
        free(folder->entries[i].name);
    }
    free(folder->entries);
    free(folder->path);
    free(folder);
}

const char *folder_path(const struct folder *folder)
{
    return folder->path != NULL ? folder->path : "(memory)";
}

bool folder_is_listed(const struct folder *folder)
{
    return folder->is_listed;
}

size_t folder_n_files(const struct folder *folder)
{
    return folder->n_entries;
}

const char *folder_name(const struct folder *folder, size_t index)
{
    return folder->entries[index].name;
}

static struct entry *find(const struct folder *folder, const char *name)
{
    size_t low = 0;
    size_t high = folder->n_entries;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, folder->entries[middle].name);
        if (order == 0) {
            return &folder->entries[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

bool folder_has(const struct folder *folder, const char *name)
{
    return find(folder, name) != NULL;
}

static bool map_entry(const struct folder *folder, struct entry *entry, struct error *err)
{
    size_t n_bytes = strlen(folder->path) + strlen(entry->name) + 2;
    if (n_bytes > MAX_PATH_BYTES) {
        return error_set(err, ERROR_LIMIT, "%s: path too long", entry->name);
    }
    char *path = memory_array(n_bytes, 1, err);
    if (path == NULL) {
        return false;
    }
    snprintf(path, n_bytes, "%s/%s", folder->path, entry->name);
    entry->is_open = file_map_open(&entry->map, path, err);
    entry->bytes = entry->map.bytes;
    free(path);
    return entry->is_open;
}

bool folder_read(struct folder *folder, const char *name, struct bytes *out, struct error *err)
{
    struct entry *entry = find(folder, name);
    if (entry == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "%s: no file %s", folder_path(folder), name);
    }
    if (!entry->is_open && !map_entry(folder, entry, err)) {
        return false;
    }
    *out = entry->bytes;
    return true;
}

void folder_replace(struct folder *folder, const char *name, void *pages)
{
    struct entry *entry = find(folder, name);
    file_map_close(&entry->map);
    entry->pages = pages;
    entry->bytes.data = pages;
}

size_t folder_replaced_bytes(const struct folder *folder)
{
    size_t n_bytes = 0;
    for (size_t i = 0; i < folder->n_entries; i++) {
        n_bytes += folder->entries[i].pages != NULL ? folder->entries[i].bytes.n_bytes : 0;
    }
    return n_bytes;
}

void folder_drop(const struct folder *folder, struct bytes bytes)
{
    for (size_t i = 0; i < folder->n_entries; i++) {
        const struct file_map *map = &folder->entries[i].map;
        uintptr_t start = (uintptr_t)map->bytes.data;
        uintptr_t place = (uintptr_t)bytes.data;
        if (map->bytes.n_bytes > 0 && place >= start && place - start < map->bytes.n_bytes) {
            file_map_drop(map, bytes);
            return;
        }
    }
}
