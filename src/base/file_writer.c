/* Buffered writing; see file_writer.h. */
#include "base/file_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"

bool file_writer_create(struct file_writer *writer, size_t capacity, struct error *err)
{
    *writer = (struct file_writer){.descriptor = -1, .capacity = capacity};
    writer->buffer = memory_array(capacity, 1, err);
    return writer->buffer != NULL;
}

void file_writer_destroy(struct file_writer *writer)
{
    if (writer->descriptor >= 0) {
        close(writer->descriptor);
    }
    free(writer->buffer);
}

static void write_all(struct file_writer *writer, const char *bytes, size_t n_bytes)
{
    while (n_bytes > 0 && writer->error_number == 0) {
        ssize_t n = write(writer->descriptor, bytes, n_bytes);
        if (n > 0) {
            bytes += n;
            n_bytes -= (size_t)n;
        } else if (n == 0 || errno != EINTR) {
            writer->error_number = n == 0 ? EIO : errno;
        }
    }
}

void file_writer_flush(struct file_writer *writer)
{
    write_all(writer, writer->buffer, writer->n_buffered);
    writer->n_buffered = 0;
}

void file_writer_write(struct file_writer *writer, const void *bytes, size_t n_bytes)
{
    const char *next = bytes;
    while (n_bytes > 0) {
        size_t n = writer->capacity - writer->n_buffered;
        if (writer->n_buffered == 0 && n_bytes >= n) {
            n = n_bytes / n * n;
            write_all(writer, next, n);
        } else {
            n = n < n_bytes ? n : n_bytes;
            memcpy(writer->buffer + writer->n_buffered, next, n);
            writer->n_buffered += n;
            if (writer->n_buffered == writer->capacity) {
                file_writer_flush(writer);
            }
        }
        next += n;
        n_bytes -= n;
    }
}

void file_writer_synchronize(struct file_writer *writer)
{
    file_writer_flush(writer);
    if (writer->error_number == 0 && fsync(writer->descriptor) != 0) {
        writer->error_number = errno;
    }
}

bool file_write_at(int descriptor, const void *bytes, size_t n_bytes, uint64_t offset)
{
    const char *from = bytes;
    while (n_bytes > 0) {
        ssize_t n = pwrite(descriptor, from, n_bytes, (off_t)offset);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            errno = n == 0 ? EIO : errno;
            return false;
        }
        from += n;
        offset += (uint64_t)n;
        n_bytes -= (size_t)n;
    }
    return true;
}

void file_synchronize_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL || slash == path ? 1 : (size_t)(slash - path);
    char *parent = memory_text(slash == NULL ? "." : path, n, NULL);
    int descriptor = parent != NULL ? open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    free(parent);
}
