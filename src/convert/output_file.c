/* Files that are whole or not there; see output_file.h. */
#include "convert/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/checksum.h"
#include "base/file_writer.h"
#include "base/memory.h"
#include "base/write_back.h"

enum {
    STATUS_BLOCK_BYTES = 512, /* what st_blocks counts */
    HASTEN_BYTES = 32 << 20,  /* the disk is to begin whenever so much is written */
    MAX_RECORD_END_BYTES = 64,
};

struct output_file {
    char *path;
    char *partial_path;
    const char *record;
    int descriptor; /* -1: none */
    bool is_ours;   /* the partial file: to be removed, or kept */
    uint64_t n_bytes;
    uint64_t *sums; /* [n_pieces] 0: not made yet */
    size_t n_pieces;
    atomic_uint_fast64_t n_written;
};

static void release(struct output_file *file)
{
    if (file->descriptor >= 0) {
        close(file->descriptor);
    }
    free(file->path);
    free(file->partial_path);
    free(file->sums);
    free(file);
}

void output_file_leave(struct output_file *file, bool keeps)
{
    if (file != NULL) {
        if (file->is_ours && (!keeps || output_file_n_made(file) == 0)) {
            unlink(file->partial_path);
        }
        release(file);
    }
}

const char *output_file_path(const struct output_file *file)
{
    return file->partial_path;
}

size_t output_file_n_made(const struct output_file *file)
{
    size_t n = 0;
    for (size_t i = 0; i < file->n_pieces; i++) {
        n += file->sums[i] != 0;
    }
    return n;
}

/* ---- what is there already ------------------------------------------------------------------ */

static bool read_at(const struct output_file *file, void *bytes, size_t n_bytes, uint64_t offset)
{
    uint8_t *p = bytes;
    while (n_bytes > 0) {
        ssize_t n = pread(file->descriptor, p, n_bytes, (off_t)offset);
        if (n <= 0 && (n == 0 || errno != EINTR)) {
            return false;
        }
        if (n > 0) {
            p += n;
            n_bytes -= (size_t)n;
            offset += (uint64_t)n;
        }
    }
    return true;
}

/* The file that was locked must still be the one of that name. */
static bool lock(struct output_file *file, struct stat *status, struct error *err)
{
    struct stat named;
    file->descriptor = open(file->partial_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file->descriptor < 0) {
        return error_set_errno(err, errno, file->partial_path);
    }
    bool is_locked = flock(file->descriptor, LOCK_EX | LOCK_NB) == 0;
    if (is_locked && fstat(file->descriptor, status) != 0) {
        file->is_ours = true;
        return error_set_errno(err, errno, file->partial_path);
    }
    return (is_locked && stat(file->partial_path, &named) == 0 && status->st_ino == named.st_ino) ||
           error_set(err, ERROR_ARGUMENT, "%s: another process is at work on it",
                     file->partial_path);
}

static bool is_same_record(const struct output_file *file, uint64_t n_bytes, struct error *err)
{
    size_t n_record = strlen(file->record);
    if (n_bytes != file->n_bytes + file->n_pieces * sizeof *file->sums + n_record) {
        return false;
    }
    char *record = memory_array(n_record, 1, err);
    bool is_same = record != NULL && read_at(file, record, n_record, n_bytes - n_record) &&
                   memcmp(record, file->record, n_record) == 0;
    free(record);
    return is_same;
}

static bool has_record(const struct output_file *file, uint64_t n_bytes)
{
    char end[MAX_RECORD_END_BYTES];
    size_t n_end = strlen(record_end);
    return n_bytes >= n_end && read_at(file, end, n_end, n_bytes - n_end) &&
           memcmp(end, record_end, n_end) == 0;
}

/* Whether it begins as the file that is to be made, and is as long. */
static bool is_whole(const struct output_file *file, uint64_t n_bytes, struct bytes front)
{
    uint8_t piece[4096];
    bool is_same = n_bytes == file->n_bytes && front.n_bytes > 0;
    for (size_t i = 0; is_same && i < front.n_bytes; i += sizeof piece) {
        size_t n = front.n_bytes - i < sizeof piece ? front.n_bytes - i : sizeof piece;
        is_same = read_at(file, piece, n, i) && memcmp(piece, front.data + i, n) == 0;
    }
    return is_same;
}

/* Only a file of ours is gone on with, or overwritten. */
static bool take_partial(struct output_file *file, uint64_t n_bytes, struct bytes front,
                         enum output_state *state, struct error *err)
{
    *state = OUTPUT_NEW;
    if (n_bytes > 0 && !has_record(file, n_bytes)) {
        if (!is_whole(file, n_bytes, front)) {
            return error_set(err, ERROR_ARGUMENT,
                             "%s exists, and is no conversion that was interrupted; it is needed "
                             "as a temporary file",
                             file->partial_path);
        }
        *state = OUTPUT_UNNAMED;
    }
    file->is_ours = true;
    if (n_bytes > 0 && *state != OUTPUT_UNNAMED) {
        *state =
            is_same_record(file, n_bytes, err) &&
                    read_at(file, file->sums, file->n_pieces * sizeof *file->sums, file->n_bytes)
                ? OUTPUT_RESUMED
                : OUTPUT_CLEARED;
    }
    return true;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* n_there: of the file, on the disk. */
static bool check_room(const struct output_file *file, uint64_t n_there, struct error *err)
{
    struct statvfs status;
    if (fstatvfs(file->descriptor, &status) != 0) {
        return error_set_errno(err, errno, file->partial_path);
    }
    uint64_t n_free = (uint64_t)status.f_bavail * status.f_frsize;
    uint64_t n_needed = file->n_bytes > n_there ? file->n_bytes - n_there : 0;
    return n_needed <= n_free ||
           error_set(err, ERROR_DOES_NOT_FIT,
                     "%s: %.2f GB are needed, %.2f GB are free on the disk", file->path,
                     (double)n_needed * 1e-9, (double)n_free * 1e-9);
}

/* The record stands first, so that what a kill leaves is empty or known as ours. */
static bool begin(const struct output_file *file, struct error *err)
{
    size_t n_record = strlen(file->record);
    uint64_t record_offset = file->n_bytes + file->n_pieces * sizeof *file->sums;
    memset(file->sums, 0, file->n_pieces * sizeof *file->sums);
    return (ftruncate(file->descriptor, 0) == 0 && check_room(file, 0, err) &&
            file_write_at(file->descriptor, file->record, n_record, record_offset) &&
            file_write_at(file->descriptor, file->sums, file->n_pieces * sizeof *file->sums,
                          file->n_bytes)) ||
           error_set_errno(err, errno, file->partial_path);
}

static bool open_partial(struct output_file *file, struct bytes front, enum output_state *state,
                         struct error *err)
{
    struct stat status;
    if (lstat(file->path, &status) == 0) {
        return error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten",
                         file->path);
    }
    return lock(file, &status, err) &&
           take_partial(file, (uint64_t)status.st_size, front, state, err) &&
           (*state == OUTPUT_RESUMED
                ? check_room(file, (uint64_t)status.st_blocks * STATUS_BLOCK_BYTES, err)
                : begin(file, err)) &&
           output_file_write(file, front.data, front.n_bytes, 0, err);
}

bool output_file_open(struct output_file **out, const char *path, const struct output_work *work,
                      enum output_state *state, struct error *err)
{
    static const char suffix[] = ".partial";
    struct output_file *file = memory_array(1, sizeof *file, err);
    if (file == NULL) {
        return false;
    }
    size_t n = strlen(path);
    file->descriptor = -1;
    file->record = work->record;
    file->n_bytes = work->n_bytes;
    file->path = memory_text(path, n, err);
    file->partial_path = memory_array(n + sizeof suffix, 1, err);
    file->sums = memory_array(work->n_pieces, sizeof *file->sums, err);
    bool ok = file->path != NULL && file->partial_path != NULL && file->sums != NULL;
    if (ok) {
        file->n_pieces = work->n_pieces;
        snprintf(file->partial_path, n + sizeof suffix, "%s%s", path, suffix);
        ok = open_partial(file, work->front, state, err);
    }
    if (!ok) {
        output_file_leave(file, true);
        return false;
    }
    *out = file;
    return true;
}

/* ---- writing -------------------------------------------------------------------------------- */

bool output_file_write(const struct output_file *file, const void *bytes, size_t n_bytes,
                       uint64_t offset, struct error *err)
{
    return file_write_at(file->descriptor, bytes, n_bytes, offset) ||
           error_set_errno(err, errno, file->partial_path);
}

bool output_file_put(struct output_file *file, size_t piece, const void *bytes, size_t n_bytes,
                     uint64_t offset, struct error *err)
{
    uint64_t sum = checksum_bytes(bytes, n_bytes);
    if (!output_file_write(file, bytes, n_bytes, offset, err) ||
        !output_file_write(file, &sum, sizeof sum, file->n_bytes + piece * sizeof sum, err)) {
        return false;
    }
    file->sums[piece] = sum;
    uint64_t n_before = atomic_fetch_add(&file->n_written, n_bytes);
    if ((n_before + n_bytes) / HASTEN_BYTES > n_before / HASTEN_BYTES) {
        write_back_start(file->descriptor);
    }
    return true;
}

bool output_file_has(const struct output_file *file, size_t piece, void *room, size_t n_bytes,
                     uint64_t offset)
{
    return file->sums[piece] != 0 && read_at(file, room, n_bytes, offset) &&
           checksum_bytes(room, n_bytes) == file->sums[piece];
}

/* What stands behind the file is cut off at the last moment: what a kill leaves from then on to the
 * rename is known by is_whole. */
bool output_file_commit(struct output_file *file, struct error *err)
{
    struct stat status;
    bool ok = fsync(file->descriptor) == 0 || error_set_errno(err, errno, file->partial_path);
    if (ok && lstat(file->path, &status) == 0) {
        ok =
            error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten", file->path);
    }
    if (!ok) {
        output_file_leave(file, true);
        return false;
    }
    ok = ftruncate(file->descriptor, (off_t)file->n_bytes) == 0 ||
         error_set_errno(err, errno, file->partial_path);
    if (ok && rename(file->partial_path, file->path) != 0) {
        ok = error_set_errno(err, errno, file->path);
    }
    if (!ok) {
        output_file_leave(file, false);
        return false;
    }
    fsync(file->descriptor); /* its length; the bytes are there */
    file_synchronize_parent(file->path);
    release(file);
    return true;
}
