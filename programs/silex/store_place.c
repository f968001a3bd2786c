/* Where the store is; see store_place.h. */
#include "store_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

const char *environment_text(const char *name)
{
    const char *text = getenv(name);
    return text != NULL && text[0] != '\0' ? text : NULL;
}

bool environment_says_yes(const char *name)
{
    static const char *const words[] = {"1", "on", "yes", "true"};
    const char *text = environment_text(name);
    for (size_t i = 0; text != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* FOLDER/NAME, where a FOLDER of "~/…" is in the home; without NAME the folder itself. */
static char *join(const char *folder, const char *name, struct error *err)
{
    bool is_home = folder[0] == '~' && (folder[1] == '/' || folder[1] == '\0');
    const char *home = is_home ? environment_text("HOME") : "";
    if (home == NULL) {
        error_set(err, ERROR_NOT_FOUND, "the environment names no HOME; set HF_HOME");
        return NULL;
    }
    folder += is_home ? 1 : 0;
    size_t n_bytes = strlen(home) + strlen(folder) + strlen(name) + 2;
    char *path = memory_array(n_bytes, 1, err);
    if (path != NULL) {
        snprintf(path, n_bytes, "%s%s%s%s", home, folder, name[0] != '\0' ? "/" : "", name);
    }
    return path;
}

char *store_home_file(const char *name, struct error *err)
{
    const char *home = environment_text("HF_HOME"), *caches = environment_text("XDG_CACHE_HOME");
    if (home != NULL) {
        return join(home, name, err);
    }
    char *folder = join(caches != NULL ? caches : "~/.cache", "huggingface", err);
    char *path = folder != NULL ? join(folder, name, err) : NULL;
    free(folder);
    return path;
}

char *store_place(struct error *err)
{
    static const char *const names[] = {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *folder = environment_text(names[i]);
        if (folder != NULL) {
            return join(folder, "", err);
        }
    }
    return store_home_file("hub", err);
}

bool store_is_offline(const struct settings *settings)
{
    return settings->is_offline || environment_says_yes("SILEX_OFFLINE") ||
           environment_says_yes("HF_HUB_OFFLINE");
}
