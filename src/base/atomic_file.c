/* Files that are whole or not there; see atomic_file.h. */
#include "base/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"

enum { BUFFER_BYTES = 1 << 16 };

struct atomic_file {
    char *path;
    char *temporary_path; /* NULL when written in place */
    int descriptor;       /* -1: not open */
    int error_number;     /* of the first failed write */
    size_t n_buffered;
    char buffer[BUFFER_BYTES];
};

static void release(struct atomic_file *file)
{
    if (file->descriptor >= 0) {
        close(file->descriptor);
    }
    free(file->path);
    free(file->temporary_path);
    free(file);
}

/* The temporary file lies in the same folder, so that the rename cannot cross file systems. */
static bool open_temporary(struct atomic_file *file, struct error *err)
{
    size_t n_bytes = strlen(file->path) + 16;
    file->temporary_path = memory_array(n_bytes, 1, err);
    if (file->temporary_path == NULL) {
        return false;
    }
    snprintf(file->temporary_path, n_bytes, "%s.XXXXXX", file->path);
    file->descriptor = mkstemp(file->temporary_path);
    if (file->descriptor < 0) {
        return error_set_errno(err, errno, file->path);
    }
    fcntl(file->descriptor, F_SETFD, FD_CLOEXEC);
    return true;
}

static bool open_in_place(struct atomic_file *file, struct error *err)
{
    file->descriptor = open(file->path, O_WRONLY | O_CLOEXEC);
    return file->descriptor >= 0 || error_set_errno(err, errno, file->path);
}

bool atomic_file_create(struct atomic_file **out, const char *path, struct error *err)
{
    struct atomic_file *file = memory_array(1, sizeof *file, err);
    if (file == NULL) {
        return false;
    }
    file->descriptor = -1;
    file->path = memory_text(path, strlen(path), err);
    struct stat status;
    bool is_special = stat(path, &status) == 0 && !S_ISREG(status.st_mode);
    if (file->path == NULL ||
        !(is_special ? open_in_place(file, err) : open_temporary(file, err))) {
        release(file);
        return false;
    }
    *out = file;
    return true;
}

static void write_all(struct atomic_file *file, const char *bytes, size_t n_bytes)
{
    while (n_bytes > 0 && file->error_number == 0) {
        ssize_t n = write(file->descriptor, bytes, n_bytes);
        if (n > 0) {
            bytes += n;
            n_bytes -= (size_t)n;
        } else if (n == 0 || errno != EINTR) {
            file->error_number = n == 0 ? EIO : errno;
        }
    }
}

static void flush(struct atomic_file *file)
{
    write_all(file, file->buffer, file->n_buffered);
    file->n_buffered = 0;
}

void atomic_file_write(struct atomic_file *file, const void *bytes, size_t n_bytes)
{
    if (n_bytes > BUFFER_BYTES - file->n_buffered) {
        flush(file);
    }
    if (n_bytes > BUFFER_BYTES) {
        write_all(file, bytes, n_bytes);
    } else if (n_bytes > 0) {
        memcpy(file->buffer + file->n_buffered, bytes, n_bytes);
        file->n_buffered += n_bytes;
    }
}

void atomic_file_discard(struct atomic_file *file)
{
    if (file != NULL) {
        if (file->temporary_path != NULL) {
            unlink(file->temporary_path);
        }
        release(file);
    }
}

bool atomic_file_commit(struct atomic_file *file, struct error *err)
{
    flush(file);
    if (file->temporary_path != NULL && file->error_number == 0 &&
        (fsync(file->descriptor) != 0 || rename(file->temporary_path, file->path) != 0)) {
        file->error_number = errno;
    }
    if (file->error_number != 0) {
        error_set_errno(err, file->error_number, file->path);
        atomic_file_discard(file);
        return false;
    }
    release(file);
    return true;
}
