/* Trees of folders; see tree.h. */
#include "store/tree.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/folder.h"
#include "base/memory.h"

enum { MAX_DEPTH = 20 };

char *path_format(struct error *err, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n_bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *path = n_bytes >= 0 ? memory_array((size_t)n_bytes + 1, 1, err) : NULL;
    if (path != NULL) {
        va_start(arguments, format);
        vsnprintf(path, (size_t)n_bytes + 1, format, arguments);
        va_end(arguments);
    }
    return path;
}

bool folders_make(const char *path, struct error *err)
{
    char *part = memory_text(path, strlen(path), err);
    if (part == NULL) {
        return false;
    }
    bool ok = true;
    for (size_t i = 1, n = strlen(path); ok && i <= n; i++) {
        if ((path[i] == '/' && path[i - 1] != '/') || path[i] == '\0') {
            part[i] = '\0';
            if (mkdir(part, 0777) != 0 && errno != EEXIST && errno != EISDIR) {
                ok = error_set_errno(err, errno, part);
            }
            part[i] = path[i];
        }
    }
    struct stat status;
    if (ok && (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))) {
        ok = error_set_errno(err, ENOTDIR, path);
    }
    free(part);
    return ok;
}

struct walk {
    tree_visit *visit;
    void *user;
    size_t n_root; /* of the path given, with its slash */
};

static bool walk_folder(const struct walk *walk, const char *path, unsigned depth,
                        struct error *err);

static bool walk_entry(const struct walk *walk, const char *path, unsigned depth, struct error *err)
{
    struct stat status;
    if (lstat(path, &status) != 0) {
        return errno == ENOENT || error_set_errno(err, errno, path);
    }
    struct tree_entry entry = {.path = path, .name = path + walk->n_root, .status = &status};
    return (!S_ISDIR(status.st_mode) || walk_folder(walk, path, depth + 1, err)) &&
           walk->visit(walk->user, &entry, err);
}

/* All names are read before the first is visited: a visitor may remove what it sees. */
static bool walk_folder(const struct walk *walk, const char *path, unsigned depth,
                        struct error *err)
{
    if (depth > MAX_DEPTH) {
        return error_set(err, ERROR_LIMIT, "%s: more than %d folders deep", path, MAX_DEPTH);
    }
    struct folder *folder = NULL;
    if (!folder_open(&folder, path, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < folder_n_files(folder); i++) {
        char *inner = path_format(err, "%s/%s", path, folder_name(folder, i));
        ok = inner != NULL && walk_entry(walk, inner, depth, err);
        free(inner);
    }
    folder_close(folder);
    return ok;
}

bool tree_walk(const char *path, tree_visit *visit, void *user, struct error *err)
{
    struct walk walk = {.visit = visit, .user = user, .n_root = strlen(path) + 1};
    return walk_folder(&walk, path, 0, err);
}
