/* Files that are whole or not there; see atomic_file.h. */
#include "base/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file_writer.h"
#include "base/memory.h"

enum { BUFFER_BYTES = 1 << 16 };

struct atomic_file {
    char *path;
    char *temporary_path; /* NULL when written in place */
    struct file_writer writer;
};

static void release(struct atomic_file *file)
{
    file_writer_destroy(&file->writer);
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
    file->writer.descriptor = mkstemp(file->temporary_path);
    if (file->writer.descriptor < 0) {
        return error_set_errno(err, errno, file->path);
    }
    fcntl(file->writer.descriptor, F_SETFD, FD_CLOEXEC);
    return true;
}

static bool open_in_place(struct atomic_file *file, struct error *err)
{
    file->writer.descriptor = open(file->path, O_WRONLY | O_CLOEXEC);
    return file->writer.descriptor >= 0 || error_set_errno(err, errno, file->path);
}

bool atomic_file_create(struct atomic_file **out, const char *path, struct error *err)
{
    struct atomic_file *file = memory_array(1, sizeof *file, err);
    if (file == NULL) {
        return false;
    }
    file->path = memory_text(path, strlen(path), err);
    struct stat status;
    bool is_special = stat(path, &status) == 0 && !S_ISREG(status.st_mode);
    if (!file_writer_create(&file->writer, BUFFER_BYTES, err) || file->path == NULL ||
        !(is_special ? open_in_place(file, err) : open_temporary(file, err))) {
        release(file);
        return false;
    }
    *out = file;
    return true;
}

void atomic_file_write(struct atomic_file *file, const void *bytes, size_t n_bytes)
{
    file_writer_write(&file->writer, bytes, n_bytes);
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
    struct file_writer *writer = &file->writer;
    if (file->temporary_path == NULL) {
        file_writer_flush(writer);
    } else {
        file_writer_synchronize(writer);
        if (writer->error_number == 0 && rename(file->temporary_path, file->path) != 0) {
            writer->error_number = errno;
        }
    }
    if (writer->error_number != 0) {
        error_set_errno(err, writer->error_number, file->path);
        atomic_file_discard(file);
        return false;
    }
    release(file);
    return true;
}
