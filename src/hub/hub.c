/* The public face of this library. */
#include "silex/hub.h"

#include <stdio.h>
#include <stdlib.h>
#include "hub/preview.h"
#include "hub/pull.h"

static silex_status answer(bool ok, const struct error *err, silex_error *error)
{
    if (ok) {
        return SILEX_OK;
    }
    if (error != NULL) {
        error->code = (silex_status)err->code;
        snprintf(error->message, sizeof error->message, "%s", err->message);
    }
    return (silex_status)err->code;
}

silex_status silex_hub_pull(const char *name, const silex_hub_options *options, char **path,
                            silex_error *error)
{
    struct error err = {0};
    char *found = NULL;
    bool ok = (name != NULL && options != NULL && options->store != NULL) ||
              error_set(&err, ERROR_ARGUMENT, "silex_hub_pull needs a name and a store");
    ok = ok && hub_pull(name, options, &found, &err);
    if (ok && path != NULL) {
        *path = found;
    } else {
        free(found);
    }
    return answer(ok, &err, error);
}

silex_status silex_hub_preview(const char *name, const silex_hub_options *options,
                               const char *folder, silex_hub_preview_info *info, silex_error *error)
{
    struct error err = {0};
    silex_hub_preview_info unused;
    bool ok = (name != NULL && options != NULL && folder != NULL) ||
              error_set(&err, ERROR_ARGUMENT, "silex_hub_preview needs a name and a folder");
    ok = ok && hub_preview(name, options, folder, info != NULL ? info : &unused, &err);
    return answer(ok, &err, error);
}

silex_status silex_hub_verify(const char *store, const char *name, silex_hub_on_event *on_event,
                              void *user, size_t *n_damaged, silex_error *error)
{
    struct error err = {0};
    size_t n = 0;
    bool ok = (store != NULL && name != NULL) ||
              error_set(&err, ERROR_ARGUMENT, "silex_hub_verify needs a store and a name");
    ok = ok && hub_verify(store, name, on_event, user, &n, &err);
    if (n_damaged != NULL) {
        *n_damaged = n;
    }
    return answer(ok, &err, error);
}
