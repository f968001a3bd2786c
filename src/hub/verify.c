/*
 * Rehashing what is there. A blob that differs goes back to where it came from: it becomes
 * HASH.partial again, beside the digests of its pieces, so that the next pull fetches the pieces
 * that are wrong and no others. The links to it lead nowhere meanwhile, and nothing uses it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"
#include "hub/hash.h"
#include "hub/pull.h"
#include "hub/watch.h"
#include "store/model_store.h"
#include "store/tree.h"

enum { READ_BYTES = 1 << 20 };

struct blob {
    char *path, *name; /* of the blob, and of a file that is it; owned */
    const char *hash;  /* within path */
    uint64_t n_bytes;
    bool is_there;
};

struct verification {
    struct watch watch;
    struct blob *blobs;
    size_t n_blobs, n_capacity;
    char *partials, *blob_folder;
    uint8_t *room;
    bool is_fixed; /* the store cannot be changed: nothing is locked or set aside */
};

static bool add_blob(struct verification *all, const char *hash, const char *name,
                     struct error *err)
{
    struct stat status;
    if (all->n_blobs == all->n_capacity) {
        size_t n = all->n_capacity > 0 ? all->n_capacity * 2 : 64;
        struct blob *blobs = memory_resize(all->blobs, n, sizeof *blobs, err);
        if (blobs == NULL) {
            return false;
        }
        all->blobs = blobs;
        all->n_capacity = n;
    }
    struct blob *blob = &all->blobs[all->n_blobs++];
    *blob = (struct blob){.path = path_format(err, "%s/%s", all->blob_folder, hash),
                          .name = memory_text(name, strlen(name), err)};
    if (blob->path == NULL || blob->name == NULL) {
        return false;
    }
    blob->hash = strrchr(blob->path, '/') + 1;
    blob->is_there = stat(blob->path, &status) == 0;
    blob->n_bytes = blob->is_there ? (uint64_t)status.st_size : 0;
    return true;
}

/* The name of an entry of snapshots/ begins with the commit. */
static bool visit(void *user, const struct tree_entry *entry, struct error *err)
{
    struct verification *all = user;
    char target[4096], text[600];
    const char *slash = strchr(entry->name, '/');
    const char *name = slash != NULL ? slash + 1 : entry->name;
    if (S_ISDIR(entry->status->st_mode)) {
        return true;
    }
    ssize_t n = readlink(entry->path, target, sizeof target - 1);
    target[n > 0 ? n : 0] = '\0';
    const char *last = strrchr(target, '/');
    const char *hash = last != NULL ? last + 1 : target;
    if (is_hexadecimal(hash, SHA256_DIGITS) || is_hexadecimal(hash, COMMIT_DIGITS)) {
        return add_blob(all, hash, name, err);
    }
    snprintf(text, sizeof text, "%.300s: no hash is known for it; not verified", name);
    watch_note(&all->watch, text);
    return true;
}

static int compare_blobs(const void *a, const void *b)
{
    const struct blob *left = a, *right = b;
    int order = strcmp(left->hash, right->hash);
    return order != 0 ? order : strcmp(left->name, right->name);
}

static void count(struct verification *all)
{
    size_t n = 0;
    if (all->n_blobs > 0) {
        qsort(all->blobs, all->n_blobs, sizeof *all->blobs, compare_blobs);
    }
    for (size_t i = 0; i < all->n_blobs; i++) {
        struct blob *blob = &all->blobs[i];
        if (n > 0 && strcmp(all->blobs[n - 1].hash, blob->hash) == 0) {
            free(blob->path);
            free(blob->name);
            continue;
        }
        all->watch.totals.total_bytes += blob->n_bytes;
        all->blobs[n++] = *blob;
    }
    all->n_blobs = n;
    all->watch.totals.n_files = n;
}

static bool hash_file(struct verification *all, const struct blob *blob, int file,
                      struct hash *hash, struct error *err)
{
    uint64_t n_done = 0;
    for (;;) {
        ssize_t n = read(file, all->room, READ_BYTES);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return n == 0 || error_set_errno(err, errno, blob->path);
        }
        n_done += (uint64_t)n;
        all->watch.totals.done_bytes += (uint64_t)n;
        if (!hash_add(hash, all->room, (size_t)n, err)) {
            return false;
        }
        if (watch_is_time(&all->watch)) {
            watch_tell(&all->watch, SILEX_HUB_PROGRESS, blob->name, n_done, blob->n_bytes);
        }
        if (!watch_check(&all->watch, err)) {
            return false;
        }
    }
}

static bool is_right(struct verification *all, const struct blob *blob, bool *out,
                     struct error *err)
{
    enum hash_kind kind = strlen(blob->hash) == SHA256_DIGITS ? HASH_SHA256 : HASH_GIT_BLOB;
    struct hash hash = {0};
    uint8_t digest[HASH_BYTES];
    char text[HASH_TEXT_BYTES];
    int file = open(blob->path, O_RDONLY | O_CLOEXEC);
    bool ok = (file >= 0 || error_set_errno(err, errno, blob->path)) &&
              hash_begin(&hash, kind, blob->n_bytes, err) &&
              hash_file(all, blob, file, &hash, err) && hash_end(&hash, digest, err);
    if (ok) {
        hash_text(kind, digest, text);
        *out = strcmp(text, blob->hash) == 0;
    }
    if (file >= 0) {
        close(file);
    }
    hash_release(&hash);
    return ok;
}

/* Nothing reads the blob any more. A blob that is itself a link belongs to another store, where
 * nothing is changed. */
static bool set_aside(const struct verification *all, const struct blob *blob, struct error *err)
{
    struct stat status;
    char *path = path_format(err, "%s/%s.partial", all->partials, blob->hash);
    bool ok = path != NULL && folders_make(all->partials, err);
    if (ok && lstat(blob->path, &status) == 0) {
        int failed = S_ISLNK(status.st_mode) ? unlink(blob->path) : rename(blob->path, path);
        ok = failed == 0 || error_set_errno(err, errno, blob->path);
    }
    free(path);
    return ok;
}

static bool verify_all(struct verification *all, size_t *n_damaged, struct error *err)
{
    watch_tell(&all->watch, SILEX_HUB_PLAN, NULL, 0, 0);
    for (size_t i = 0; i < all->n_blobs; i++) {
        const struct blob *blob = &all->blobs[i];
        bool is_good = false;
        if (!watch_check(&all->watch, err) ||
            (blob->is_there && !is_right(all, blob, &is_good, err)) ||
            (!is_good && !all->is_fixed && !set_aside(all, blob, err))) {
            return false;
        }
        *n_damaged += is_good ? 0 : 1;
        all->watch.totals.n_done_files++;
        watch_tell(&all->watch, is_good ? SILEX_HUB_FILE_DONE : SILEX_HUB_DAMAGED, blob->name,
                   blob->n_bytes, blob->n_bytes);
    }
    return true;
}

/* All snapshots of the model, or that of the revision which is named. */
static char *snapshots_of(const char *store, const struct model_name *name, bool has_revision,
                          const char *folder, struct error *err)
{
    char commit[COMMIT_DIGITS + 1];
    if (!has_revision) {
        return path_format(err, "%s/snapshots", folder);
    }
    return store_commit(store, name, commit, err)
               ? path_format(err, "%s/snapshots/%s", folder, commit)
               : NULL;
}

static bool run(struct verification *all, const char *store, const char *name, size_t *n_damaged,
                struct error *err)
{
    struct model_name parsed;
    char *folder = NULL, *snapshots = NULL;
    int lock = -1;
    bool ok = model_name_parse_whole(name, &parsed, err) &&
              (folder = store_model_folder(store, parsed.id, err)) != NULL;
    if (ok && access(folder, F_OK) != 0) {
        ok = error_set(err, ERROR_NOT_FOUND, "%s is not in the store %s", parsed.id, store);
    }
    if (ok) {
        all->partials = path_format(err, "%s/.silex", folder);
        all->blob_folder = path_format(err, "%s/blobs", folder);
        all->room = memory_array(READ_BYTES, 1, err);
        all->is_fixed = access(folder, W_OK) != 0;
        snapshots = snapshots_of(store, &parsed, parsed.has_revision, folder, err);
        ok = all->partials != NULL && all->blob_folder != NULL && all->room != NULL &&
             snapshots != NULL &&
             (all->is_fixed || (lock = store_lock(store, parsed.id, NULL, NULL, err)) >= 0) &&
             tree_walk(snapshots, visit, all, err);
    }
    if (ok) {
        count(all);
        ok = verify_all(all, n_damaged, err);
    }
    if (lock >= 0) {
        close(lock);
    }
    free(snapshots);
    free(folder);
    return ok;
}

bool hub_verify(const char *store, const char *name, silex_hub_on_event *on_event, void *user,
                size_t *n_damaged, struct error *err)
{
    struct verification all = {.watch = {.on_event = on_event, .user = user}};
    bool ok = run(&all, store, name, n_damaged, err);
    for (size_t i = 0; i < all.n_blobs; i++) {
        free(all.blobs[i].path);
        free(all.blobs[i].name);
    }
    free(all.blobs);
    free(all.partials);
    free(all.blob_folder);
    free(all.room);
    return ok;
}
