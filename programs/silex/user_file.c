/* Paths of the user's files. */
#include "user_file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PATH_LIMIT_BYTES = 1 << 16 };

static const struct {
    const char *variable, *below_home;
} places[] = {
    [USER_STATE] = {"XDG_STATE_HOME", ".local/state"},
    [USER_CACHE] = {"XDG_CACHE_HOME", ".cache"},
};

bool user_file_path(struct buffer *path, enum user_folder folder, const char *name)
{
    const char *place = getenv(places[folder].variable), *home = getenv("HOME");
    buffer_init(path, PATH_LIMIT_BYTES);
    if (place != NULL && place[0] == '/') {
        buffer_append_format(path, "%s/silex/%s", place, name);
    } else if (home != NULL && home[0] == '/') {
        buffer_append_format(path, "%s/%s/silex/%s", home, places[folder].below_home, name);
    }
    return path->n_bytes > 0 && !path->failed;
}

bool user_file_make_folders(struct buffer *path, struct error *err)
{
    for (char *p = path->data + 1; *p != '\0'; p++) {
        if (*p == '/') {
            *p = '\0';
            bool is_good = mkdir(path->data, 0700) == 0 || errno == EEXIST;
            if (!is_good) {
                error_set_errno(err, errno, path->data);
            }
            *p = '/';
            if (!is_good) {
                return false;
            }
        }
    }
    return true;
}
