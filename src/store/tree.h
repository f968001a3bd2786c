/* Walking through what lies below a folder, and making paths. */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include <sys/stat.h>
#include "base/error.h"

/* A path that is printed to its length; free it. NULL with ERROR_MEMORY. */
char *path_format(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* Makes the folder and those above it, where they are missing. */
bool folders_make(const char *path, struct error *err);

/* An entry below the folder; a folder comes after what is in it. */
struct tree_entry {
    const char *path;          /* from the folder that was given, with it in front */
    const char *name;          /* relative to that folder */
    const struct stat *status; /* of the entry itself, where it is a link */
};

/* False, with an error, ends the walk. */
typedef bool tree_visit(void *user, const struct tree_entry *entry, struct error *err);

/* Links are not followed. Deeper than 20 folders is ERROR_LIMIT. ERROR_NOT_FOUND where the folder
 * is missing. */
bool tree_walk(const char *path, tree_visit *visit, void *user, struct error *err);

#endif
