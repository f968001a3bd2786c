/* What is in the store, one snapshot after the other; see model_store.h. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/folder.h"
#include "formats/json.h"
#include "store/model_store.h"
#include "store/tree.h"

enum { CONFIG_BYTES = 1 << 24, FAMILY_BYTES = 64, REFS_BYTES = 4096 };

struct listing {
    store_visit *visit;
    void *user;
    struct store_model model;
    const char *snapshot; /* its refs are looked for */
    struct buffer refs;
};

/* Adds up what an entry of a snapshot leads to. */
static bool add_file(void *user, const struct tree_entry *entry, struct error *err)
{
    (void)err;
    struct store_model *model = user;
    struct stat status;
    if (S_ISDIR(entry->status->st_mode)) {
        return true;
    }
    if (stat(entry->path, &status) != 0) {
        model->is_whole = false;
        return true;
    }
    model->n_bytes += (uint64_t)status.st_size;
    int64_t used = status.st_atime > status.st_mtime ? status.st_atime : status.st_mtime;
    if (used > model->used_seconds) {
        model->used_seconds = used;
    }
    return true;
}

static bool add_ref(void *user, const struct tree_entry *entry, struct error *err)
{
    (void)err;
    struct listing *listing = user;
    struct bytes text;
    const char *slash = strrchr(entry->path, '/');
    struct folder *folder = NULL;
    char *parent = path_format(NULL, "%.*s", (int)(slash - entry->path), entry->path);
    const char *names[] = {slash + 1};
    if (S_ISREG(entry->status->st_mode) && parent != NULL &&
        folder_open_files(&folder, parent, names, 1, NULL) &&
        folder_read(folder, names[0], &text, NULL) && text.n_bytes >= COMMIT_DIGITS &&
        memcmp(text.data, listing->model.commit, COMMIT_DIGITS) == 0) {
        buffer_append_format(&listing->refs, "%s%s", listing->refs.n_bytes > 0 ? " " : "",
                             entry->name);
    }
    folder_close(folder);
    free(parent);
    return true;
}

/* model_type, if it is a plain word. */
static void read_family(const char *snapshot, char family[FAMILY_BYTES])
{
    static const char *const names[] = {"config.json"};
    struct folder *folder = NULL;
    json_t *config = NULL;
    const char *text = NULL;
    if (folder_open_files(&folder, snapshot, names, 1, NULL)) {
        config = json_open_object(folder, names[0], CONFIG_BYTES, NULL);
    }
    if (config != NULL && json_read_text(config, "model_type", &text, NULL) && text != NULL &&
        strlen(text) < FAMILY_BYTES &&
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
                     "UVWXYZ0123456789._-") == strlen(text)) {
        memcpy(family, text, strlen(text) + 1);
    }
    json_decref(config);
    folder_close(folder);
}

static bool list_snapshot(struct listing *listing, const char *folder, const char *commit,
                          struct error *err)
{
    char family[FAMILY_BYTES] = "";
    char *path = path_format(err, "%s/snapshots/%s", folder, commit);
    char *refs = path != NULL ? path_format(err, "%s/refs", folder) : NULL;
    bool ok = refs != NULL;
    if (ok) {
        struct store_model *model = &listing->model;
        const char *id = model->id;
        *model = (struct store_model){
            .id = id, .commit = commit, .path = path, .family = family, .is_whole = true};
        read_family(path, family);
        buffer_empty(&listing->refs);
        tree_walk(refs, add_ref, listing, NULL);
        model->revision = buffer_text(&listing->refs);
        ok = tree_walk(path, add_file, model, err) && listing->visit(listing->user, model, err);
    }
    free(refs);
    free(path);
    return ok;
}

/* What was begun and never completed is told, too: it takes room. */
static bool list_unfinished(struct listing *listing, const char *folder, struct error *err)
{
    const char *id = listing->model.id;
    listing->model =
        (struct store_model){.id = id, .commit = "", .revision = "", .path = folder, .family = ""};
    return tree_walk(folder, add_file, &listing->model, err) &&
           (listing->model.n_bytes == 0 || listing->visit(listing->user, &listing->model, err));
}

/* A folder that is not there is NULL, and no error. */
static bool open_or_absent(struct folder **out, const char *path, struct error *err)
{
    struct error problem = {0};
    *out = NULL;
    return folder_open(out, path, &problem) || problem.code == ERROR_NOT_FOUND ||
           error_set(err, problem.code, "%s", problem.message);
}

static bool list_model(struct listing *listing, const char *store, const char *entry,
                       struct error *err)
{
    const char *name = entry + strlen("models--");
    const char *dashes = strstr(name, "--");
    struct model_name parsed;
    char *id =
        dashes != NULL ? path_format(err, "%.*s/%s", (int)(dashes - name), name, dashes + 2) : NULL;
    if (id == NULL || !model_name_parse(id, &parsed, NULL)) {
        free(id);
        return dashes == NULL || err == NULL || err->code == ERROR_NONE;
    }
    listing->model.id = id;
    char *folder = path_format(err, "%s/%s", store, entry);
    char *path = folder != NULL ? path_format(err, "%s/snapshots", folder) : NULL;
    struct folder *snapshots = NULL;
    size_t n_seen = 0;
    bool ok = path != NULL && open_or_absent(&snapshots, path, err);
    if (ok && snapshots != NULL) {
        for (size_t i = 0; ok && i < folder_n_files(snapshots); i++) {
            if (is_hexadecimal(folder_name(snapshots, i), COMMIT_DIGITS)) {
                ok = list_snapshot(listing, folder, folder_name(snapshots, i), err);
                n_seen++;
            }
        }
    }
    ok = ok && (n_seen > 0 || list_unfinished(listing, folder, err));
    folder_close(snapshots);
    free(path);
    free(folder);
    free(id);
    return ok;
}

bool store_list(const char *store, store_visit *visit, void *user, struct error *err)
{
    struct folder *folder;
    if (!open_or_absent(&folder, store, err)) {
        return false;
    }
    struct listing listing = {.visit = visit, .user = user};
    buffer_init(&listing.refs, REFS_BYTES);
    bool ok = true;
    for (size_t i = 0; ok && folder != NULL && i < folder_n_files(folder); i++) {
        const char *name = folder_name(folder, i);
        ok = strncmp(name, "models--", strlen("models--")) != 0 ||
             list_model(&listing, store, name, err);
    }
    buffer_clear(&listing.refs);
    folder_close(folder);
    return ok;
}
