/* Files that are whole or not there; see output_file.h. */
#include "convert/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/file_writer.h"
#include "base/memory.h"

struct output_file {
    char *path;
    char *partial_path;
    int descriptor; /* -1: none */
    bool is_ours;   /* the partial file */
};

static void release(struct output_file *file)
{
    if (file->descriptor >= 0) {
        close(file->descriptor);
    }
    free(file->path);
    free(file->partial_path);
    free(file);
}

void output_file_discard(struct output_file *file)
{
    if (file != NULL) {
        if (file->is_ours) {
            unlink(file->partial_path);
        }
        release(file);
    }
}

const char *output_file_path(const struct output_file *file)
{
    return file->partial_path;
}

/* The file that was locked must still be the one of that name. */
static bool lock(struct output_file *file, struct error *err)
{
    struct stat ours;
    struct stat named;
    file->descriptor = open(file->partial_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file->descriptor < 0) {
        return error_set_errno(err, errno, file->partial_path);
    }
    bool is_locked = flock(file->descriptor, LOCK_EX | LOCK_NB) == 0;
    bool is_known = is_locked && fstat(file->descriptor, &ours) == 0;
    if (is_locked && !is_known) {
        file->is_ours = true;
        return error_set_errno(err, errno, file->partial_path);
    }
    file->is_ours =
        is_known && stat(file->partial_path, &named) == 0 && ours.st_ino == named.st_ino;
    return file->is_ours ||
           error_set(err, ERROR_ARGUMENT, "%s: another process is writing it", file->partial_path);
}

static bool make_room(struct output_file *file, uint64_t n_bytes, struct error *err)
{
    struct statvfs status;
    if (ftruncate(file->descriptor, 0) != 0 || fstatvfs(file->descriptor, &status) != 0) {
        return error_set_errno(err, errno, file->partial_path);
    }
    uint64_t n_free = (uint64_t)status.f_bavail * status.f_frsize;
    if (n_bytes > n_free) {
        return error_set(err, ERROR_DOES_NOT_FIT,
                         "%s: %.2f GB are needed, %.2f GB are free on the disk", file->path,
                         (double)n_bytes * 1e-9, (double)n_free * 1e-9);
    }
    return ftruncate(file->descriptor, (off_t)n_bytes) == 0 ||
           error_set_errno(err, errno, file->partial_path);
}

bool output_file_open(struct output_file **out, const char *path, uint64_t n_bytes,
                      struct error *err)
{
    static const char suffix[] = ".partial";
    struct output_file *file = memory_array(1, sizeof *file, err);
    struct stat status;
    if (file == NULL) {
        return false;
    }
    size_t n = strlen(path);
    file->descriptor = -1;
    file->path = memory_text(path, n, err);
    file->partial_path = memory_array(n + sizeof suffix, 1, err);
    bool ok = file->path != NULL && file->partial_path != NULL;
    if (ok && lstat(path, &status) == 0) {
        ok = error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten", path);
    }
    if (ok) {
        snprintf(file->partial_path, n + sizeof suffix, "%s%s", path, suffix);
        ok = lock(file, err) && make_room(file, n_bytes, err);
    }
    if (!ok) {
        output_file_discard(file);
        return false;
    }
    *out = file;
    return true;
}

bool output_file_write(const struct output_file *file, const void *bytes, size_t n_bytes,
                       uint64_t offset, struct error *err)
{
    return file_write_at(file->descriptor, bytes, n_bytes, offset) ||
           error_set_errno(err, errno, file->partial_path);
}

bool output_file_commit(struct output_file *file, struct error *err)
{
    struct stat status;
    bool ok = fsync(file->descriptor) == 0 || error_set_errno(err, errno, file->partial_path);
    if (ok && lstat(file->path, &status) == 0) {
        ok =
            error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten", file->path);
    }
    if (ok && rename(file->partial_path, file->path) != 0) {
        ok = error_set_errno(err, errno, file->path);
    }
    if (ok) {
        release(file);
    } else {
        output_file_discard(file);
    }
    return ok;
}
