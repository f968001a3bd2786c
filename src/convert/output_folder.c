/*
 * See output_folder.h. The order of steps is what makes a kill harmless: the record is there before
 * the first file, and until the folder has its name; a file is synchronized before it has its name,
 * and so is the folder. A kill at the very end leaves a whole folder with its record.
 */
#include "convert/output_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/atomic_file.h"
#include "base/file_map.h"
#include "base/file_writer.h"
#include "base/memory.h"
#include "base/write_back.h"

static const char record_name[] = "conversion.json";
static const char partial_suffix[] = ".partial";
static const char part_suffix[] = ".part";

enum { MAX_NAME_BYTES = 256 };

struct output_folder {
    char *path;
    char *partial_path;
    char *file_path;                /* room for a path inside the partial folder */
    char file_name[MAX_NAME_BYTES]; /* of the file begun */
    int lock;                       /* the partial folder; -1: not open */
    int descriptor;                 /* of the file begun; -1: none */
    bool is_made;                   /* the partial folder is ours to remove */
};

static void release(struct output_folder *folder)
{
    if (folder->descriptor >= 0) {
        close(folder->descriptor);
    }
    if (folder->lock >= 0) {
        close(folder->lock);
    }
    free(folder->path);
    free(folder->partial_path);
    free(folder->file_path);
    free(folder);
}

/* The path of a file inside, in a text of the folder's own. */
static const char *path_of(const struct output_folder *folder, const char *name, const char *suffix)
{
    size_t n = strlen(folder->partial_path) + MAX_NAME_BYTES + sizeof part_suffix + 1;
    snprintf(folder->file_path, n, "%s/%s%s", folder->partial_path, name, suffix);
    return folder->file_path;
}

/* The path without slashes at its end, which would stand before the suffix. */
static bool set_paths(struct output_folder *folder, const char *path, struct error *err)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    folder->path = memory_text(path, n, err);
    folder->partial_path = memory_array(n + sizeof partial_suffix, 1, err);
    folder->file_path =
        memory_array(n + sizeof partial_suffix + MAX_NAME_BYTES + sizeof part_suffix + 1, 1, err);
    if (folder->path == NULL || folder->partial_path == NULL || folder->file_path == NULL) {
        return false;
    }
    snprintf(folder->partial_path, n + sizeof partial_suffix, "%s%s", folder->path, partial_suffix);
    return true;
}

/* ---- what is there already ------------------------------------------------------------------ */

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Removes all files but the record, or with `counts_only` counts them. Files on their way to be the
 * record count as it, and are removed. */
static bool walk(struct output_folder *folder, bool counts_only, size_t *n_others,
                 struct error *err)
{
    DIR *directory = opendir(folder->partial_path);
    *n_others = 0;
    if (directory == NULL) {
        return error_set_errno(err, errno, folder->partial_path);
    }
    bool ok = true;
    for (struct dirent *item; ok && (item = readdir(directory)) != NULL;) {
        if (is_dots(item->d_name)) {
            continue;
        }
        *n_others += strncmp(item->d_name, record_name, strlen(record_name)) != 0;
        if (!counts_only && strcmp(item->d_name, record_name) != 0 &&
            strlen(item->d_name) < MAX_NAME_BYTES &&
            unlink(path_of(folder, item->d_name, "")) != 0) {
            ok = error_set_errno(err, errno, folder->file_path);
        }
    }
    closedir(directory);
    return ok;
}

/* Whether the record there is this one; *is_there: whether there is any. */
static bool is_same_record(struct output_folder *folder, const char *record, bool *is_there)
{
    struct file_map map;
    *is_there = file_map_open(&map, path_of(folder, record_name, ""), NULL);
    if (!*is_there) {
        return false;
    }
    bool is_same = map.bytes.n_bytes == strlen(record) &&
                   memcmp(map.bytes.data, record, map.bytes.n_bytes) == 0;
    file_map_close(&map);
    return is_same;
}

static bool write_record(struct output_folder *folder, const char *record, struct error *err)
{
    struct atomic_file *file;
    if (!atomic_file_create(&file, path_of(folder, record_name, ""), err)) {
        return false;
    }
    atomic_file_write(file, record, strlen(record));
    return atomic_file_commit(file, err);
}

/* Only a folder of ours is gone on with, or cleared. */
static bool take_partial(struct output_folder *folder, const char *record, enum output_state *state,
                         struct error *err)
{
    bool has_record;
    bool is_same = is_same_record(folder, record, &has_record);
    size_t n_others;
    if (!walk(folder, true, &n_others, err)) {
        return false;
    }
    if (!has_record && n_others > 0) {
        return error_set(err, ERROR_ARGUMENT,
                         "%s exists, and is no conversion that was interrupted; it is needed as a "
                         "temporary folder",
                         folder->partial_path);
    }
    *state = n_others == 0 ? OUTPUT_NEW : is_same ? OUTPUT_RESUMED : OUTPUT_CLEARED;
    folder->is_made = true;
    return is_same || (walk(folder, false, &n_others, err) && write_record(folder, record, err));
}

/* ---- opening -------------------------------------------------------------------------------- */

static bool lock_partial(struct output_folder *folder, struct error *err)
{
    if (mkdir(folder->partial_path, 0777) != 0 && errno != EEXIST) {
        return error_set_errno(err, errno, folder->partial_path);
    }
    folder->lock = open(folder->partial_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->lock < 0) {
        return error_set_errno(err, errno, folder->partial_path);
    }
    if (flock(folder->lock, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK
                   ? error_set(err, ERROR_ARGUMENT, "%s: another process is at work on it",
                               folder->partial_path)
                   : error_set_errno(err, errno, folder->partial_path);
    }
    return true;
}

bool output_folder_open(struct output_folder **out, const char *path, const char *record,
                        enum output_state *state, struct error *err)
{
    struct output_folder *folder = memory_array(1, sizeof *folder, err);
    struct stat status;
    if (folder == NULL) {
        return false;
    }
    folder->lock = folder->descriptor = -1;
    bool ok = set_paths(folder, path, err);
    if (ok && lstat(folder->path, &status) == 0) {
        ok = error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten",
                       folder->path);
    }
    ok = ok && lock_partial(folder, err) && take_partial(folder, record, state, err);
    if (!ok) {
        output_folder_leave(folder, true);
        return false;
    }
    *out = folder;
    return true;
}

bool output_folder_check_room(const struct output_folder *folder, uint64_t n_bytes,
                              struct error *err)
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

/* ---- files ---------------------------------------------------------------------------------- */

bool output_folder_has(const struct output_folder *folder, const char *name, uint64_t n_bytes)
{
    struct stat status;
    return lstat(path_of(folder, name, ""), &status) == 0 && S_ISREG(status.st_mode) &&
           (uint64_t)status.st_size == n_bytes;
}

bool output_folder_begin(struct output_folder *folder, const char *name, uint64_t n_bytes,
                         int *descriptor, struct error *err)
{
    if (strlen(name) >= MAX_NAME_BYTES) {
        return error_set(err, ERROR_LIMIT, "%s: %s: too long a name", folder->path, name);
    }
    memcpy(folder->file_name, name, strlen(name) + 1);
    folder->descriptor =
        open(path_of(folder, name, part_suffix), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (folder->descriptor < 0 || ftruncate(folder->descriptor, (off_t)n_bytes) != 0) {
        return error_set_errno(err, errno, folder->file_path);
    }
    *descriptor = folder->descriptor;
    return true;
}

bool output_folder_write(const struct output_folder *folder, const void *bytes, size_t n_bytes,
                         uint64_t offset, struct error *err)
{
    if (!file_write_at(folder->descriptor, bytes, n_bytes, offset)) {
        error_set_errno(err, errno, folder->file_name);
        return error_context(err, "%s", folder->partial_path);
    }
    return true;
}

void output_folder_hasten(const struct output_folder *folder)
{
    write_back_start(folder->descriptor);
}

bool output_folder_end(struct output_folder *folder, struct error *err)
{
    char *from = NULL;
    const char *path = path_of(folder, folder->file_name, part_suffix);
    int error_number = fsync(folder->descriptor) != 0 ? errno : 0;
    if (close(folder->descriptor) != 0 && error_number == 0) {
        error_number = errno;
    }
    folder->descriptor = -1;
    if (error_number != 0) {
        return error_set_errno(err, error_number, path);
    }
    from = memory_text(path, strlen(path), err);
    if (from == NULL) {
        return false;
    }
    bool ok = rename(from, path_of(folder, folder->file_name, "")) == 0 ||
              error_set_errno(err, errno, from);
    free(from);
    return ok;
}

bool output_folder_put(struct output_folder *folder, const char *name, struct bytes bytes,
                       struct error *err)
{
    int descriptor;
    return output_folder_begin(folder, name, bytes.n_bytes, &descriptor, err) &&
           output_folder_write(folder, bytes.data, bytes.n_bytes, 0, err) &&
           output_folder_end(folder, err);
}

/* ---- the end -------------------------------------------------------------------------------- */

bool output_folder_commit(struct output_folder *folder, struct error *err)
{
    struct stat status;
    /* rename would replace an empty folder that came meanwhile. */
    if (lstat(folder->path, &status) == 0) {
        error_set(err, ERROR_ARGUMENT, "%s exists already; nothing is overwritten", folder->path);
        output_folder_leave(folder, true);
        return false;
    }
    bool ok = fsync(folder->lock) == 0 || errno == EINVAL ||
              error_set_errno(err, errno, folder->partial_path);
    if (ok && rename(folder->partial_path, folder->path) != 0) {
        ok = error_set_errno(err, errno, folder->path);
    }
    if (!ok) {
        output_folder_leave(folder, true);
        return false;
    }
    unlinkat(folder->lock, record_name, 0);
    file_synchronize_parent(folder->path);
    release(folder);
    return true;
}

void output_folder_leave(struct output_folder *folder, bool keeps)
{
    size_t n_others;
    if (folder == NULL) {
        return;
    }
    if (folder->descriptor >= 0) {
        unlink(path_of(folder, folder->file_name, part_suffix));
    }
    if (folder->is_made && (!keeps || (walk(folder, true, &n_others, NULL) && n_others == 0))) {
        walk(folder, false, &n_others, NULL);
        unlink(path_of(folder, record_name, ""));
        rmdir(folder->partial_path);
    }
    release(folder);
}
