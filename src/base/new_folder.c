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
#include "base/file_writer.h"
#include "base/memory.h"

/* Written in pieces of a huge page, so that the page cache can keep them in huge pages. */
enum { BUFFER_BYTES = 1 << 21, NAME_BYTES = 64, MAX_FILES = 16, SUFFIX_BYTES = 40 };

struct new_folder {
    char *path;
    char *partial_path;
    bool is_made;
    char names[MAX_FILES][NAME_BYTES]; /* of the files begun */
    size_t n_files;
    char *file_path;           /* of the file in work, for messages */
    struct file_writer writer; /* its descriptor: of the file in work */
};

static void release(struct new_folder *folder)
{
    file_writer_destroy(&folder->writer);
    free(folder->path);
    free(folder->partial_path);
    free(folder->file_path);
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
    if (folder->path == NULL || folder->partial_path == NULL || folder->file_path == NULL) {
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
    if (!file_writer_create(&folder->writer, BUFFER_BYTES, err) || !set_paths(folder, path, err)) {
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

void new_folder_write(struct new_folder *folder, const void *bytes, size_t n_bytes)
{
    file_writer_write(&folder->writer, bytes, n_bytes);
}

bool new_folder_failed(const struct new_folder *folder)
{
    return folder->writer.error_number != 0;
}

/* A failure of any file before counts, too. */
static bool end_file(struct new_folder *folder, struct error *err)
{
    struct file_writer *writer = &folder->writer;
    if (writer->descriptor >= 0) {
        file_writer_synchronize(writer);
        if (close(writer->descriptor) != 0 && writer->error_number == 0) {
            writer->error_number = errno;
        }
        writer->descriptor = -1;
    }
    return writer->error_number == 0 ||
           error_set_errno(err, writer->error_number, folder->file_path);
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
    folder->writer.descriptor =
        open(folder->file_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (folder->writer.descriptor < 0) {
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
