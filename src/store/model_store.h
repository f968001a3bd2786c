/*
 * The folder of models that is shared with the Python tools of the hub (docs/hub.md):
 *
 *     STORE/models--ORG--NAME/blobs/HASH                  the files, named by what is in them
 *                             snapshots/COMMIT/FILE       links to the blobs
 *                             refs/REVISION               the commit of a branch or tag
 *                             .silex/HASH.partial         what is on its way; HASH.pieces, its
 * digests STORE/.locks/models--ORG--NAME/silex.lock           who changes the model holds it
 *
 * Nothing here reaches a network.
 */
#ifndef STORE_MODEL_STORE_H
#define STORE_MODEL_STORE_H

#include <stdint.h>
#include "base/error.h"
#include "store/model_name.h"

/* STORE/models--ORG--NAME; free it. */
char *store_model_folder(const char *store, const char *id, struct error *err);

/* The commit of a revision, from refs/ (a commit is its own). ERROR_NOT_FOUND when the store has
 * none. */
bool store_commit(const char *store, const struct model_name *name, char commit[COMMIT_DIGITS + 1],
                  struct error *err);

/* The folder of the model's files, or the (first) file of a variant; free *path. ERROR_NOT_FOUND
 * when it is not there, or not whole: the message names what is missing. */
bool store_find(const char *store, const struct model_name *name, char **path, struct error *err);

struct store_model {
    const char *id;       /* all borrowed for the call */
    const char *commit;   /* "" for what was never pulled to its end */
    const char *revision; /* the branches and tags that are this commit, with blanks between */
    const char *path;
    const char *family; /* model_type of config.json; "" when unknown */
    uint64_t n_bytes;
    int64_t used_seconds; /* last read or written, in seconds since 1970 */
    bool is_whole;
};

/* False, with an error, ends the listing. */
typedef bool store_visit(void *user, const struct store_model *model, struct error *err);

/* Every snapshot of every model, by name. A store that does not exist is empty. */
bool store_list(const char *store, store_visit *visit, void *user, struct error *err);

/* Removes a model with all its revisions, or (has_revision) one revision and what only it uses. */
bool store_remove(const char *store, const struct model_name *name, bool has_revision,
                  uint64_t *n_bytes, struct error *err);

/* Takes the model's lock; -1, with an error, when that fails. Where another process holds it, asks
 * `wait` again and again (some times a second) whether to go on waiting; with NULL that is an error
 * at once. Close the descriptor to release it. */
int store_lock(const char *store, const char *id, bool (*wait)(void *user), void *user,
               struct error *err);

#endif
