/* The linker sends each wrapped call here (__wrap_NAME) and finds the real one as __real_NAME. */
#include "faults/inject.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Which kind fails now; FAULT_N_KINDS: none. */
static atomic_int armed_kind = FAULT_N_KINDS;
static atomic_long n_left;
static atomic_bool stays;
static atomic_bool fired;

static atomic_bool kills;
static atomic_long n_left_to_live;

static atomic_long n_allocations;
static atomic_long n_maps;
static atomic_long n_descriptors;

void fault_arm(enum fault_kind kind, unsigned long n_before, bool from_then_on)
{
    atomic_store(&n_left, (long)n_before);
    atomic_store(&stays, from_then_on);
    atomic_store(&fired, false);
    atomic_store(&armed_kind, (int)kind);
}

bool fault_disarm(void)
{
    atomic_store(&armed_kind, FAULT_N_KINDS);
    return atomic_load(&fired);
}

struct fault_balance fault_balance_now(void)
{
    return (struct fault_balance){atomic_load(&n_allocations), atomic_load(&n_maps),
                                  atomic_load(&n_descriptors)};
}

const char *fault_kind_text(enum fault_kind kind)
{
    static const char *const texts[] = {
#define X(name, text) text,
        FAULT_KINDS(X)
#undef X
    };
    return texts[kind];
}

static bool fails(enum fault_kind kind, int error_number)
{
    if (atomic_load(&armed_kind) != (int)kind) {
        return false;
    }
    long left = atomic_fetch_sub(&n_left, 1);
    if (left > 0 || (left < 0 && !atomic_load(&stays))) {
        return false;
    }
    atomic_store(&fired, true);
    errno = error_number;
    return true;
}

void fault_kill(unsigned long n_before)
{
    atomic_store(&n_left_to_live, (long)n_before);
    atomic_store(&kills, true);
}

static void perhaps_die(void)
{
    if (atomic_load(&kills) && atomic_fetch_sub(&n_left_to_live, 1) == 0) {
        kill(getpid(), SIGKILL);
    }
}

/* A call that changes a disk. */
static bool fails_to_write(int error_number)
{
    perhaps_die();
    return fails(FAULT_WRITE, error_number);
}

/* Notes what a call gave, if it gave something. */
static void *held(void *pointer)
{
    if (pointer != NULL) {
        atomic_fetch_add(&n_allocations, 1);
    }
    return pointer;
}

static int held_descriptor(int descriptor)
{
    if (descriptor >= 0) {
        atomic_fetch_add(&n_descriptors, 1);
    }
    return descriptor;
}

/* Declares both faces of one wrapped function. */
#define WRAPPED(type, name, ...)                                                                   \
    type __real_##name(__VA_ARGS__);                                                               \
    type __wrap_##name(__VA_ARGS__)

WRAPPED(void *, malloc, size_t);
WRAPPED(void *, calloc, size_t, size_t);
WRAPPED(void *, realloc, void *, size_t);
WRAPPED(void *, aligned_alloc, size_t, size_t);
WRAPPED(int, posix_memalign, void **, size_t, size_t);
WRAPPED(char *, strdup, const char *);
WRAPPED(void, free, void *);
WRAPPED(void *, mmap, void *, size_t, int, int, int, off_t);
WRAPPED(int, munmap, void *, size_t);
WRAPPED(int, open, const char *, int, ...);
WRAPPED(int, mkstemp, char *);
WRAPPED(int, close, int);
WRAPPED(DIR *, opendir, const char *);
WRAPPED(int, closedir, DIR *);
WRAPPED(FILE *, fopen, const char *, const char *);
WRAPPED(FILE *, fdopen, int, const char *);
WRAPPED(int, fclose, FILE *);
WRAPPED(int, fstat, int, struct stat *);
WRAPPED(ssize_t, read, int, void *, size_t);
WRAPPED(ssize_t, pread, int, void *, size_t, off_t);
WRAPPED(size_t, fread, void *, size_t, size_t, FILE *);
WRAPPED(ssize_t, write, int, const void *, size_t);
WRAPPED(ssize_t, pwrite, int, const void *, size_t, off_t);
WRAPPED(size_t, fwrite, const void *, size_t, size_t, FILE *);
WRAPPED(int, fsync, int);
WRAPPED(int, ftruncate, int, off_t);
WRAPPED(int, rename, const char *, const char *);
WRAPPED(int, mkdir, const char *, mode_t);
WRAPPED(int, rmdir, const char *);
WRAPPED(int, unlink, const char *);
WRAPPED(int, unlinkat, int, const char *, int);
WRAPPED(int, pthread_create, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

void *__wrap_malloc(size_t n_bytes)
{
    return fails(FAULT_MEMORY, ENOMEM) ? NULL : held(__real_malloc(n_bytes));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails(FAULT_MEMORY, ENOMEM) ? NULL : held(__real_calloc(n, size));
}

void *__wrap_realloc(void *old, size_t n_bytes)
{
    if (fails(FAULT_MEMORY, ENOMEM)) {
        return NULL;
    }
    bool had = old != NULL;
    void *pointer = __real_realloc(old, n_bytes);
    return had ? pointer : held(pointer);
}

void *__wrap_aligned_alloc(size_t alignment, size_t n_bytes)
{
    return fails(FAULT_MEMORY, ENOMEM) ? NULL : held(__real_aligned_alloc(alignment, n_bytes));
}

int __wrap_posix_memalign(void **out, size_t alignment, size_t n_bytes)
{
    if (fails(FAULT_MEMORY, ENOMEM)) {
        return ENOMEM;
    }
    int status = __real_posix_memalign(out, alignment, n_bytes);
    if (status == 0) {
        held(*out);
    }
    return status;
}

char *__wrap_strdup(const char *text)
{
    return fails(FAULT_MEMORY, ENOMEM) ? NULL : held(__real_strdup(text));
}

void __wrap_free(void *pointer)
{
    if (pointer != NULL) {
        atomic_fetch_sub(&n_allocations, 1);
    }
    __real_free(pointer);
}

void *__wrap_mmap(void *place, size_t n_bytes, int protection, int flags, int file, off_t offset)
{
    if (fails(FAULT_MAP, ENOMEM)) {
        return MAP_FAILED;
    }
    void *pages = __real_mmap(place, n_bytes, protection, flags, file, offset);
    if (pages != MAP_FAILED) {
        atomic_fetch_add(&n_maps, 1);
    }
    return pages;
}

int __wrap_munmap(void *pages, size_t n_bytes)
{
    atomic_fetch_sub(&n_maps, 1);
    return __real_munmap(pages, n_bytes);
}

int __wrap_open(const char *path, int flags, ...)
{
    if (fails(FAULT_OPEN, EMFILE)) {
        return -1;
    }
    va_list arguments;
    va_start(arguments, flags);
    int mode = (flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0;
    va_end(arguments);
    if ((flags & O_CREAT) != 0) {
        perhaps_die();
    }
    return held_descriptor(__real_open(path, flags, mode));
}

int __wrap_mkstemp(char *name)
{
    return fails(FAULT_OPEN, EMFILE) ? -1 : held_descriptor(__real_mkstemp(name));
}

int __wrap_close(int descriptor)
{
    atomic_fetch_sub(&n_descriptors, 1);
    return __real_close(descriptor);
}

DIR *__wrap_opendir(const char *path)
{
    DIR *directory = fails(FAULT_OPEN, EMFILE) ? NULL : __real_opendir(path);
    held_descriptor(directory != NULL ? 0 : -1);
    return directory;
}

int __wrap_closedir(DIR *directory)
{
    atomic_fetch_sub(&n_descriptors, 1);
    return __real_closedir(directory);
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    FILE *file = fails(FAULT_OPEN, EMFILE) ? NULL : __real_fopen(path, mode);
    held_descriptor(file != NULL ? 0 : -1);
    return file;
}

/* The descriptor was counted when it was opened; fclose gives it back. */
FILE *__wrap_fdopen(int descriptor, const char *mode)
{
    return fails(FAULT_OPEN, ENOMEM) ? NULL : __real_fdopen(descriptor, mode);
}

int __wrap_fclose(FILE *file)
{
    atomic_fetch_sub(&n_descriptors, 1);
    return __real_fclose(file);
}

int __wrap_fstat(int descriptor, struct stat *status)
{
    return fails(FAULT_OPEN, EIO) ? -1 : __real_fstat(descriptor, status);
}

ssize_t __wrap_read(int descriptor, void *bytes, size_t n_bytes)
{
    return fails(FAULT_READ, EIO) ? -1 : __real_read(descriptor, bytes, n_bytes);
}

ssize_t __wrap_pread(int descriptor, void *bytes, size_t n_bytes, off_t offset)
{
    return fails(FAULT_READ, EIO) ? -1 : __real_pread(descriptor, bytes, n_bytes, offset);
}

size_t __wrap_fread(void *items, size_t size, size_t n, FILE *file)
{
    return fails(FAULT_READ, EIO) ? 0 : __real_fread(items, size, n, file);
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t n_bytes)
{
    return fails_to_write(ENOSPC) ? -1 : __real_write(descriptor, bytes, n_bytes);
}

ssize_t __wrap_pwrite(int descriptor, const void *bytes, size_t n_bytes, off_t offset)
{
    return fails_to_write(ENOSPC) ? -1 : __real_pwrite(descriptor, bytes, n_bytes, offset);
}

size_t __wrap_fwrite(const void *items, size_t size, size_t n, FILE *file)
{
    return fails_to_write(ENOSPC) ? 0 : __real_fwrite(items, size, n, file);
}

int __wrap_fsync(int descriptor)
{
    return fails_to_write(EIO) ? -1 : __real_fsync(descriptor);
}

int __wrap_ftruncate(int descriptor, off_t n_bytes)
{
    return fails_to_write(ENOSPC) ? -1 : __real_ftruncate(descriptor, n_bytes);
}

int __wrap_rename(const char *from, const char *to)
{
    return fails_to_write(ENOSPC) ? -1 : __real_rename(from, to);
}

/* These never fail here: scenarios clear up by them. */
int __wrap_mkdir(const char *path, mode_t mode)
{
    perhaps_die();
    return __real_mkdir(path, mode);
}

int __wrap_rmdir(const char *path)
{
    perhaps_die();
    return __real_rmdir(path);
}

int __wrap_unlink(const char *path)
{
    perhaps_die();
    return __real_unlink(path);
}

int __wrap_unlinkat(int folder, const char *name, int flags)
{
    perhaps_die();
    return __real_unlinkat(folder, name, flags);
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument)
{
    if (fails(FAULT_THREAD, EAGAIN)) {
        return EAGAIN;
    }
    return __real_pthread_create(thread, attributes, start, argument);
}
