/* Mapped files on POSIX systems; see file_map.h. */
#include "base/file_map.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"

static const uint8_t empty_file[1];

static bool map_descriptor(struct file_map *map, int descriptor, const char *path,
                           struct error *err)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return error_set_errno(err, errno, path);
    }
    if (!S_ISREG(status.st_mode)) {
        return error_set(err, ERROR_IO, "%s: not a regular file", path);
    }
    if (status.st_size == 0) {
        map->bytes = (struct bytes){empty_file, 0};
        return true;
    }
    if ((uintmax_t)status.st_size > SIZE_MAX) {
        return error_set(err, ERROR_LIMIT, "%s: too large to be mapped here", path);
    }
    void *data = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, descriptor, 0);
    if (data == MAP_FAILED) {
        return error_set_errno(err, errno, path);
    }
    map->bytes = (struct bytes){data, (size_t)status.st_size};
    /* Files that are read now come to lie in large pages, where the file system has them. */
    memory_enlarge_pages(data, map->bytes.n_bytes);
    return true;
}

bool file_map_open(struct file_map *map, const char *path, struct error *err)
{
    *map = (struct file_map){{NULL, 0}};
    /* O_NONBLOCK: opening a pipe by mistake must not hang. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return error_set_errno(err, errno, path);
    }
    bool ok = map_descriptor(map, descriptor, path, err);
    close(descriptor);
    return ok;
}

void file_map_drop(const struct file_map *map, struct bytes bytes)
{
    size_t n_page = (size_t)sysconf(_SC_PAGESIZE);
    size_t first = (size_t)(bytes.data - map->bytes.data) / n_page * n_page;
    size_t n = (size_t)(bytes.data - map->bytes.data) - first + bytes.n_bytes;
    if (bytes.n_bytes > 0 && map->bytes.n_bytes > 0) {
        madvise((void *)(uintptr_t)(map->bytes.data + first), n, MADV_DONTNEED);
    }
}

void file_map_close(struct file_map *map)
{
    if (map->bytes.n_bytes > 0) {
        munmap((void *)(uintptr_t)map->bytes.data, map->bytes.n_bytes);
    }
    *map = (struct file_map){{NULL, 0}};
}
