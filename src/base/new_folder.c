/* Folders that are whole or not there; see new_folder.h. */
#include "base/new_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/memory.h"

enum { BUFFER_BYTES = 1 << 20, NAME_BYTES = 64, MAX_FILES = 16, SUFFIX_BYTES = 40 };

struct new_folder {
    char *path;
    char *partial_path;
    bool is_made;
    char names[MAX_FILES][NAME_BYTES]; /* of the files begun */
    size_t n_files;
    char *file_path; /* of the file in work, for messages */
    int descriptor;  /* of the file in work; -1: none */
    int error_number;
    size_t n_buffered;
    char *buffer;
};

static void release(struct new_folder *folder)
{
    if (folder->descriptor >= 0) {
        close(folder->descriptor);
    }
    free(folder->path);
    free(folder->partial_path);
    free(folder->file_path);
    free(folder->buffer);
    free(folder);
}

/* The path without slashes at its end, which would stand before the suffix. */
static bool set_paths(struct new_folder *folder, const char *path, struct error *err)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    folder->path = memory_text(path, n, err);
    folder->partial_path = memory_array(n + SUFFIX_BYTES, 1, err);
    folder->file_path = memory_array(n + SUFFIX_BYTES + NAME_BYTES, 1, err);
    folder->buffer = memory_array(BUFFER_BYTES, 1, err);
    if (folder->path == NULL || folder->partial_path == NULL || folder->file_path == NULL ||
        folder->buffer == NULL) {
        return false;
    }
    snprintf(folder->partial_path, n + SUFFIX_BYTES, "%s.partial.%ld", folder->path,
             (long)getpid());
    return true;
}

static bool check_room(const struct new_folder *folder, uint64_t n_bytes, struct error *err)
{
    struct statvfs status;
    if (statvfs(folder->partial_path, &status) != 0) {
        return error_set_errno(err, errno, folder->partial_path);
    }
    uint64_t n_free = (uint64_t)status.f_bavail * status.f_frsize;
    return n_bytes <= n_free ||
           error_set(err, ERROR_DOES_NOT_FIT,
                     "%s: %.2f GB are needed, %.2f GB are free on the disk", folder->path,
                     (double)n_bytes * 1e-9, (double)n_free * 1e-9);
}

bool new_folder_create(struct new_folder **out, const char *path, uint64_t n_bytes,
                       struct error *err)
{
    struct new_folder *folder = memory_array(1, sizeof *folder, err);
    struct stat status;
    if (folder == NULL) {
        return false;
    }
    folder->descriptor = -1;
    if (!set_paths(folder, path, err)) {
        new_folder_discard(folder);
        return false;
    }
    if (lstat(folder->path, &status) == 0) {
        error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten", folder->path);
        new_folder_discard(folder);
        return false;
    }
    folder->is_made = mkdir(folder->partial_path, 0777) == 0;
    if (!folder->is_made) {
        error_set_errno(err, errno, folder->partial_path);
    }
    if (!folder->is_made || !check_room(folder, n_bytes, err)) {
        new_folder_discard(folder);
        return false;
    }
    *out = folder;
    return true;
}

static void write_all(struct new_folder *folder, const char *bytes, size_t n_bytes)
{
    while (n_bytes > 0 && folder->error_number == 0) {
        ssize_t n = write(folder->descriptor, bytes, n_bytes);
        if (n > 0) {
            bytes += n;
            n_bytes -= (size_t)n;
        } else if (n == 0 || errno != EINTR) {
            folder->error_number = n == 0 ? EIO : errno;
        }
    }
}

void new_folder_write(struct new_folder *folder, const void *bytes, size_t n_bytes)
{
    if (n_bytes > BUFFER_BYTES - folder->n_buffered) {
        write_all(folder, folder->buffer, folder->n_buffered);
        folder->n_buffered = 0;
    }
    if (n_bytes > BUFFER_BYTES) {
        write_all(folder, bytes, n_bytes);
    } else if (n_bytes > 0) {
        memcpy(folder->buffer + folder->n_buffered, bytes, n_bytes);
        folder->n_buffered += n_bytes;
    }
}

bool new_folder_failed(const struct new_folder *folder)
{
    return folder->error_number != 0;
}

static void finish_file(struct new_folder *folder)
{
    write_all(folder, folder->buffer, folder->n_buffered);
    folder->n_buffered = 0;
    if (folder->error_number == 0 && fsync(folder->descriptor) != 0) {
        folder->error_number = errno;
    }
    if (close(folder->descriptor) != 0 && folder->error_number == 0) {
        folder->error_number = errno;
    }
    folder->descriptor = -1;
}

/* A failure of any file before counts, too. */
static bool end_file(struct new_folder *folder, struct error *err)
{
    if (folder->descriptor >= 0) {
        finish_file(folder);
    }
    return folder->error_number == 0 ||
           error_set_errno(err, folder->error_number, folder->file_path);
}

bool new_folder_file(struct new_folder *folder, const char *name, struct error *err)
{
    if (!end_file(folder, err)) {
        return false;
    }
    if (folder->n_files == MAX_FILES || strlen(name) >= NAME_BYTES) {
        return error_set(err, ERROR_LIMIT, "%s: %s: more than %d files, or too long a name",
                         folder->path, name, MAX_FILES);
    }
    snprintf(folder->file_path, strlen(folder->partial_path) + NAME_BYTES + 1, "%s/%s",
             folder->partial_path, name);
    folder->descriptor = open(folder->file_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (folder->descriptor < 0) {
        return error_set_errno(err, errno, folder->file_path);
    }
    memcpy(folder->names[folder->n_files++], name, strlen(name) + 1);
    return true;
}

void new_folder_discard(struct new_folder *folder)
{
    if (folder == NULL) {
        return;
    }
    for (size_t i = 0; i < folder->n_files; i++) {
        snprintf(folder->file_path, strlen(folder->partial_path) + NAME_BYTES + 1, "%s/%s",
                 folder->partial_path, folder->names[i]);
        unlink(folder->file_path);
    }
    if (folder->is_made) {
        rmdir(folder->partial_path);
    }
    release(folder);
}

bool new_folder_commit(struct new_folder *folder, struct error *err)
{
    bool ok = end_file(folder, err);
    if (ok && rename(folder->partial_path, folder->path) != 0) {
        ok = error_set_errno(err, errno, folder->path);
    }
    if (!ok) {
        new_folder_discard(folder);
        return false;
    }
    release(folder);
    return true;
}
