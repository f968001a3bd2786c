/* Files that the program keeps for its user, in the places that the system's habits name. */
#ifndef USER_FILE_H
#define USER_FILE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"

enum user_folder {
    USER_STATE, /* $XDG_STATE_HOME, or ~/.local/state: what somebody would miss */
    USER_CACHE, /* $XDG_CACHE_HOME, or ~/.cache: what can be made again */
};

/* The path of a file of that name; false where there is no place for it. The buffer is set up here;
 * clear it. */
bool user_file_path(struct buffer *path, enum user_folder folder, const char *name);

/* Makes the folders above a file, for the user alone. */
bool user_file_make_folders(struct buffer *path, struct error *err);

#endif
