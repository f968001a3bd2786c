/* The local store behind silex/store.h. */
#include <string.h>
#include "api/api.h"
#include "silex/store.h"
#include "store/model_store.h"

struct visitor {
    bool (*visit)(void *user, const silex_store_model *model);
    void *user;
};

static bool visit_model(void *user, const struct store_model *model, struct error *err)
{
    const struct visitor *visitor = user;
    silex_store_model shown = {.name = model->id,
                               .commit = model->commit,
                               .revision = model->revision,
                               .path = model->path,
                               .family = model->family,
                               .n_bytes = model->n_bytes,
                               .used_seconds = model->used_seconds,
                               .is_whole = model->is_whole};
    return visitor->visit(visitor->user, &shown) || error_set(err, ERROR_CANCELLED, "cancelled");
}

bool silex_store_is_name(const char *text)
{
    struct model_name name;
    return text != NULL && model_name_parse(text, &name, NULL);
}

silex_status silex_store_find(const char *store, const char *name, char **path, silex_error *error)
{
    struct error err = {0};
    struct model_name parsed;
    if (store == NULL || name == NULL || path == NULL) {
        return api_refuse(error, "silex_store_find needs a store, a name and a place for the path");
    }
    if (!model_name_parse(name, &parsed, &err) || !store_find(store, &parsed, path, &err)) {
        return api_fail(&err, error);
    }
    return SILEX_OK;
}

silex_status silex_store_list(const char *store,
                              bool (*visit)(void *user, const silex_store_model *model), void *user,
                              silex_error *error)
{
    struct error err = {0};
    struct visitor visitor = {.visit = visit, .user = user};
    if (store == NULL || visit == NULL) {
        return api_refuse(error, "silex_store_list needs a store and a function");
    }
    return store_list(store, visit_model, &visitor, &err) ? SILEX_OK : api_fail(&err, error);
}

silex_status silex_store_remove(const char *store, const char *name, uint64_t *n_bytes,
                                silex_error *error)
{
    struct error err = {0};
    struct model_name parsed;
    uint64_t n_freed = 0;
    if (store == NULL || name == NULL) {
        return api_refuse(error, "silex_store_remove needs a store and a name");
    }
    bool ok = model_name_parse_whole(name, &parsed, &err) &&
              store_remove(store, &parsed, parsed.has_revision, &n_freed, &err);
    if (n_bytes != NULL) {
        *n_bytes = n_freed;
    }
    return ok ? SILEX_OK : api_fail(&err, error);
}
