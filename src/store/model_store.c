/* Finding models, and who may change them; see model_store.h. */
#include "store/model_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>
#include "base/memory.h"
#include "store/gguf_name.h"
#include "store/tree.h"

enum { WAIT_NANOSECONDS = 200000000 };

char *store_model_folder(const char *store, const char *id, struct error *err)
{
    const char *slash = strchr(id, '/');
    return path_format(err, "%s/models--%.*s--%s", store, (int)(slash - id), id, slash + 1);
}

/* What a file of refs/ says; false where it says no commit. */
static bool read_commit(const char *path, char commit[COMMIT_DIGITS + 1])
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return false;
    }
    size_t n = fread(commit, 1, COMMIT_DIGITS, file);
    commit[n] = '\0';
    fclose(file);
    return is_hexadecimal(commit, COMMIT_DIGITS);
}

bool store_commit(const char *store, const struct model_name *name, char commit[COMMIT_DIGITS + 1],
                  struct error *err)
{
    if (is_hexadecimal(name->revision, COMMIT_DIGITS)) {
        memcpy(commit, name->revision, COMMIT_DIGITS + 1);
        return true;
    }
    char *folder = store_model_folder(store, name->id, err);
    char *path = folder != NULL ? path_format(err, "%s/refs/%s", folder, name->revision) : NULL;
    bool ok = path != NULL && (read_commit(path, commit) ||
                               error_set(err, ERROR_NOT_FOUND, "%s@%s is not in the store %s",
                                         name->id, name->revision, store));
    free(path);
    free(folder);
    return ok;
}

/* A file that is a link to nothing was never pulled, or was set aside. */
static bool must_be_there(void *user, const struct tree_entry *entry, struct error *err)
{
    const struct model_name *name = user;
    struct stat status;
    return stat(entry->path, &status) == 0 ||
           error_set(err, ERROR_NOT_FOUND, "%s@%s is not whole: the store lacks its %s", name->id,
                     name->revision, entry->name);
}

struct variant {
    const struct model_name *name;
    char *path; /* of the first part of the first model; NULL: none yet */
    size_t n_stem;
};

static bool find_variant(void *user, const struct tree_entry *entry, struct error *err)
{
    struct variant *variant = user;
    if (!gguf_name_has_variant(entry->name, variant->name->variant)) {
        return true;
    }
    size_t n_stem = gguf_name_stem(entry->path);
    if (variant->path == NULL) {
        variant->path = memory_text(entry->path, strlen(entry->path), err);
        variant->n_stem = n_stem;
        return variant->path != NULL;
    }
    return (n_stem == variant->n_stem && memcmp(entry->path, variant->path, n_stem) == 0) ||
           error_set(err, ERROR_ARGUMENT, "%s holds several models \"%s\": %s and %s",
                     variant->name->id, variant->name->variant, variant->path, entry->path);
}

/* Replaces the snapshot's path by that of the file. */
static bool choose_variant(const char *store, const struct model_name *name, char **snapshot,
                           struct error *err)
{
    struct variant variant = {.name = name};
    bool ok = tree_walk(*snapshot, find_variant, &variant, err);
    if (ok && variant.path == NULL) {
        ok = error_set(err, ERROR_NOT_FOUND, "%s@%s:%s is not in the store %s", name->id,
                       name->revision, name->variant, store);
    }
    if (!ok) {
        free(variant.path);
        return false;
    }
    free(*snapshot);
    *snapshot = variant.path;
    return true;
}

bool store_find(const char *store, const struct model_name *name, char **path, struct error *err)
{
    char commit[COMMIT_DIGITS + 1];
    if (!store_commit(store, name, commit, err)) {
        return false;
    }
    char *folder = store_model_folder(store, name->id, err);
    char *snapshot = folder != NULL ? path_format(err, "%s/snapshots/%s", folder, commit) : NULL;
    free(folder);
    struct stat status;
    bool ok = snapshot != NULL;
    if (ok && (stat(snapshot, &status) != 0 || !S_ISDIR(status.st_mode))) {
        ok = error_set(err, ERROR_NOT_FOUND, "%s@%s is not in the store %s", name->id,
                       name->revision, store);
    }
    struct model_name copy = *name;
    ok = ok && tree_walk(snapshot, must_be_there, &copy, err) &&
         (name->variant[0] == '\0' || choose_variant(store, name, &snapshot, err));
    if (!ok) {
        free(snapshot);
        return false;
    }
    *path = snapshot;
    return true;
}

/* The lock file stays: were it removed, a second process could lock a new one of the same name. */
static int open_lock(const char *store, const char *id, struct error *err)
{
    const char *slash = strchr(id, '/');
    char *folder =
        path_format(err, "%s/.locks/models--%.*s--%s", store, (int)(slash - id), id, slash + 1);
    char *path = folder != NULL ? path_format(err, "%s/silex.lock", folder) : NULL;
    int descriptor = -1;
    if (path != NULL && folders_make(folder, err)) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0) {
            error_set_errno(err, errno, path);
        }
    }
    free(path);
    free(folder);
    return descriptor;
}

int store_lock(const char *store, const char *id, bool (*wait)(void *user), void *user,
               struct error *err)
{
    int descriptor = open_lock(store, id, err);
    while (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            error_set_errno(err, errno, "lock of the model");
        } else if (wait == NULL) {
            error_set(err, ERROR_IO, "%s is being pulled or changed by another process", id);
        } else if (!wait(user)) {
            error_set(err, ERROR_CANCELLED, "cancelled while another process changes %s", id);
        } else {
            nanosleep(&(struct timespec){.tv_nsec = WAIT_NANOSECONDS}, NULL);
            continue;
        }
        close(descriptor);
        return -1;
    }
    return descriptor;
}
