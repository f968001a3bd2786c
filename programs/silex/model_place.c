/* From --model to a path; see model_place.h. */
#include "model_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "engine.h"
#include "hub_program.h"
#include "interrupt.h"
#include "report.h"
#include "silex/store.h"
#include "store_place.h"

/* Read without buffering: what is typed after the answer is for somebody else. */
bool model_place_ask(const char *name, const char *question)
{
    char c, first = '\0';
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
        return false;
    }
    report("%s is not in the store. %s [y/N]", name, question);
    while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
        first = first == '\0' ? c : first;
    }
    return first == 'y' || first == 'Y';
}

static char *find(const char *store, const char *name, struct error *err)
{
    char *path = NULL;
    silex_error problem = {0};
    return engine_check(silex_store_find(store, name, &path, &problem), &problem, err) ? path
                                                                                       : NULL;
}

/* The store lacks it: `missing` says so. */
static char *pull(const struct settings *settings, const char *name, const char *store,
                  const struct error *missing, struct error *err)
{
    if (store_is_offline(settings)) {
        error_set(err, missing->code, "%s; fetching it is forbidden (offline)", missing->message);
        return NULL;
    }
    bool wants_pull = settings->wants_pull || model_place_ask(name, "Fetch it now?");
    if (interrupt_happened()) {
        error_set(err, ERROR_CANCELLED, "cancelled");
        return NULL;
    }
    if (!wants_pull) {
        error_set(err, missing->code,
                  "%s, and there is no folder of that name; \"silex pull %s\" or --pull fetches it",
                  missing->message, name);
        return NULL;
    }
    return hub_program_pull(settings, name, err) ? find(store, name, err) : NULL;
}

char *model_place(const struct settings *settings, const char *model, struct error *err)
{
    if (access(model, F_OK) == 0 || !silex_store_is_name(model)) {
        return memory_text(model, strlen(model), err);
    }
    struct error missing = {0};
    char *store = store_place(err);
    char *path = store != NULL ? find(store, model, &missing) : NULL;
    if (path == NULL && missing.code == ERROR_NOT_FOUND) {
        path = pull(settings, model, store, &missing, err);
    } else if (path == NULL) {
        error_set(err, missing.code, "%s", missing.message);
    }
    free(store);
    return path;
}
