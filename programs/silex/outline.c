/* Outlines of remote models; see outline.h. */
#include "outline.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "engine.h"
#include "hub_program.h"
#include "model_place.h"
#include "silex/store.h"
#include "store_place.h"

static const char facts_name[] = ".facts.json";

bool outline_choose(const struct settings *settings, bool *is_wanted, struct error *err)
{
    const char *model = settings->model;
    *is_wanted = false;
    if (model == NULL || settings->wants_pull || store_is_offline(settings) ||
        access(model, F_OK) == 0 || !silex_store_is_name(model)) {
        return true;
    }
    silex_error problem = {0};
    char *path = NULL, *store = store_place(err);
    if (store == NULL) {
        return false;
    }
    bool is_missing = silex_store_find(store, model, &path, &problem) == SILEX_ERROR_NOT_FOUND;
    silex_free(path);
    free(store);
    *is_wanted =
        is_missing && (settings->wants_remote || model_place_ask(model, "Look at it on the hub?"));
    return !is_missing || *is_wanted ||
           error_set(err, ERROR_NOT_FOUND,
                     "%s; --remote looks at it where it is, \"silex pull %s\" fetches it",
                     problem.message, model);
}

static char *join(const char *folder, const char *name, struct error *err)
{
    size_t n_bytes = strlen(folder) + strlen(name) + 2;
    char *path = memory_array(n_bytes, 1, err);
    if (path != NULL) {
        snprintf(path, n_bytes, "%s/%s", folder, name);
    }
    return path;
}

static bool make_folder(struct outline *outline, struct error *err)
{
    const char *place = environment_text("TMPDIR");
    char *folder = join(place != NULL ? place : "/tmp", "silex-outline-XXXXXX", err);
    if (folder != NULL && mkdtemp(folder) == NULL) {
        error_set_errno(err, errno, folder);
        free(folder);
        folder = NULL;
    }
    outline->folder = folder;
    outline->facts = folder != NULL ? join(folder, facts_name, err) : NULL;
    return outline->facts != NULL;
}

static uint64_t fact(const json_t *facts, const char *name)
{
    json_int_t value = json_integer_value(json_object_get(facts, name));
    return value > 0 ? (uint64_t)value : 0;
}

bool outline_open(struct outline *outline, const struct settings *settings, struct error *err)
{
    *outline = (struct outline){.folder = NULL};
    if (!make_folder(outline, err) ||
        !hub_program_preview(settings, settings->model, outline->folder, outline->facts, err)) {
        return false;
    }
    json_t *facts = json_load_file(outline->facts, 0, NULL);
    outline->n_files = fact(facts, "files");
    outline->n_bytes = fact(facts, "bytes");
    outline->n_fetched_bytes = fact(facts, "fetched_bytes");
    json_decref(facts);
    return true;
}

void outline_close(struct outline *outline)
{
    DIR *folder = outline->folder != NULL ? opendir(outline->folder) : NULL;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char *path = join(outline->folder, entry->d_name, NULL);
        if (path != NULL) {
            unlink(path); /* fails for "." and ".." */
        }
        free(path);
    }
    if (folder != NULL) {
        closedir(folder);
        rmdir(outline->folder);
    }
    free(outline->facts);
    free(outline->folder);
    *outline = (struct outline){.folder = NULL};
}
