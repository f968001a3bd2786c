/* Taking models out of the store; see model_store.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/folder.h"
#include "store/model_store.h"
#include "store/tree.h"

struct removal {
    const char *commit;    /* whose refs go */
    const char *snapshots; /* of the model; those that are left keep their blobs */
    const char *blob;      /* the one whose users are looked for */
    bool is_used;
    uint64_t n_bytes;
};

static bool remove_entry(void *user, const struct tree_entry *entry, struct error *err)
{
    struct removal *removal = user;
    bool is_folder = S_ISDIR(entry->status->st_mode);
    if ((is_folder ? rmdir(entry->path) : unlink(entry->path)) != 0 && errno != ENOENT) {
        return error_set_errno(err, errno, entry->path);
    }
    if (S_ISREG(entry->status->st_mode) && entry->status->st_nlink == 1) {
        removal->n_bytes += (uint64_t)entry->status->st_size;
    }
    return true;
}

static bool remove_tree(struct removal *removal, const char *path, struct error *err)
{
    return tree_walk(path, remove_entry, removal, err) &&
           (rmdir(path) == 0 || error_set_errno(err, errno, path));
}

static bool remove_ref(void *user, const struct tree_entry *entry, struct error *err)
{
    struct removal *removal = user;
    char commit[COMMIT_DIGITS] = "";
    FILE *file = S_ISREG(entry->status->st_mode) ? fopen(entry->path, "r") : NULL;
    if (file == NULL) {
        return true;
    }
    size_t n = fread(commit, 1, sizeof commit, file);
    fclose(file);
    return n != sizeof commit || memcmp(commit, removal->commit, n) != 0 ||
           remove_entry(removal, entry, err);
}

static bool look_for_blob(void *user, const struct tree_entry *entry, struct error *err)
{
    (void)err;
    struct removal *removal = user;
    char target[4096];
    ssize_t n = readlink(entry->path, target, sizeof target - 1);
    if (n > 0) {
        target[n] = '\0';
        const char *slash = strrchr(target, '/');
        removal->is_used |= strcmp(slash != NULL ? slash + 1 : target, removal->blob) == 0;
    }
    return true;
}

/* Blobs to which no snapshot leads any more. */
static bool remove_blob(void *user, const struct tree_entry *entry, struct error *err)
{
    struct removal *removal = user;
    removal->blob = entry->name;
    removal->is_used = false;
    return tree_walk(removal->snapshots, look_for_blob, removal, err) &&
           (removal->is_used || remove_entry(removal, entry, err));
}

static bool remove_revision(struct removal *removal, const char *folder, struct error *err)
{
    char *snapshots = path_format(err, "%s/snapshots", folder);
    char *snapshot = path_format(err, "%s/snapshots/%s", folder, removal->commit);
    char *refs = path_format(err, "%s/refs", folder), *blobs = path_format(err, "%s/blobs", folder);
    bool ok = snapshots != NULL && snapshot != NULL && refs != NULL && blobs != NULL;
    removal->snapshots = snapshots;
    ok = ok && (access(refs, F_OK) != 0 || tree_walk(refs, remove_ref, removal, err)) &&
         remove_tree(removal, snapshot, err) && tree_walk(blobs, remove_blob, removal, err);
    free(snapshots);
    free(snapshot);
    free(refs);
    free(blobs);
    return ok;
}

bool store_remove(const char *store, const struct model_name *name, bool has_revision,
                  uint64_t *n_bytes, struct error *err)
{
    char commit[COMMIT_DIGITS + 1] = "";
    struct removal removal = {.commit = commit};
    char *folder = store_model_folder(store, name->id, err);
    if (folder == NULL) {
        return false;
    }
    if (access(folder, F_OK) != 0) {
        error_set(err, ERROR_NOT_FOUND, "%s is not in the store %s", name->id, store);
        free(folder);
        return false;
    }
    int lock = store_lock(store, name->id, NULL, NULL, err);
    bool ok = lock >= 0;
    if (ok && has_revision) {
        ok = store_commit(store, name, commit, err) && remove_revision(&removal, folder, err);
    } else if (ok) {
        ok = remove_tree(&removal, folder, err);
    }
    if (lock >= 0) {
        close(lock);
    }
    free(folder);
    *n_bytes = removal.n_bytes;
    return ok;
}
