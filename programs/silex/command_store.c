/* silex list and rm: what the store holds; pull and verify, which silex-hub does. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands.h"
#include "engine.h"
#include "hub_program.h"
#include "interrupt.h"
#include "output.h"
#include "report.h"
#include "silex/store.h"
#include "size_text.h"
#include "store_place.h"

struct listing {
    json_t *array; /* NULL: for people */
    size_t n_models;
    uint64_t n_bytes;
};

static void time_text(int64_t seconds, const char *format, char *out, size_t n_out)
{
    time_t when = (time_t)seconds;
    struct tm parts;
    if (gmtime_r(&when, &parts) == NULL || strftime(out, n_out, format, &parts) == 0) {
        snprintf(out, n_out, "-");
    }
}

static bool list_json(void *user, const silex_store_model *model)
{
    struct listing *listing = user;
    char used[32];
    time_text(model->used_seconds, "%Y-%m-%dT%H:%M:%SZ", used, sizeof used);
    json_array_append_new(
        listing->array,
        json_pack("{s:s, s:s, s:s, s:s, s:s?, s:I, s:s, s:b}", "model", model->name, "revision",
                  model->revision, "commit", model->commit, "path", model->path, "family",
                  model->family[0] != '\0' ? model->family : NULL, "bytes",
                  (json_int_t)model->n_bytes, "used", used, "whole", model->is_whole));
    return !interrupt_happened();
}

static bool list_line(void *user, const silex_store_model *model)
{
    struct listing *listing = user;
    char size[SIZE_TEXT_BYTES], used[32];
    time_text(model->used_seconds, "%Y-%m-%d", used, sizeof used);
    bool is_main = strcmp(model->revision, "main") == 0 || model->commit[0] == '\0';
    const char *revision = is_main                      ? ""
                           : model->revision[0] != '\0' ? model->revision
                                                        : model->commit;
    listing->n_models++;
    listing->n_bytes += model->n_bytes;
    output_format("%11s  %s  %-12s  %s%s%s%s\n", size_text(model->n_bytes, size, sizeof size), used,
                  model->family[0] != '\0' ? model->family : "-", model->name,
                  revision[0] != '\0' ? "@" : "", revision,
                  model->is_whole ? "" : "  (not whole: pull it again)");
    return !interrupt_happened();
}

int command_list(const struct settings *settings)
{
    struct listing listing = {.array = settings->wants_json ? json_array() : NULL};
    struct error err = {0};
    silex_error problem = {0};
    char *store = store_place(&err);
    bool ok = store != NULL &&
              engine_check(silex_store_list(store, settings->wants_json ? list_json : list_line,
                                            &listing, &problem),
                           &problem, &err);
    if (ok && settings->wants_json) {
        output_json(listing.array);
    } else {
        json_decref(listing.array);
    }
    if (ok && !settings->wants_json) {
        char size[SIZE_TEXT_BYTES];
        report("%zu %s, %s, in %s", listing.n_models, listing.n_models == 1 ? "model" : "models",
               size_text(listing.n_bytes, size, sizeof size), store);
    }
    free(store);
    return ok ? EXIT_DONE : report_error(&err);
}

/* False, with a usage message, when ORG/NAME was not given or is none. */
static bool has_name(const struct settings *settings)
{
    if (settings->model == NULL) {
        report("%s: ORG/NAME is missing; \"silex %s --help\" shows examples",
               settings->arguments[0], settings->arguments[0]);
    } else if (!silex_store_is_name(settings->model)) {
        report("%s: \"%s\" is not the name of a model: ORG/NAME, ORG/NAME@REVISION or "
               "ORG/NAME:VARIANT",
               settings->arguments[0], settings->model);
    }
    return settings->model != NULL && silex_store_is_name(settings->model);
}

int command_rm(const struct settings *settings)
{
    struct error err = {0};
    silex_error problem = {0};
    uint64_t n_bytes = 0;
    if (!has_name(settings)) {
        return EXIT_USAGE;
    }
    char *store = store_place(&err);
    bool ok = store != NULL &&
              engine_check(silex_store_remove(store, settings->model, &n_bytes, &problem), &problem,
                           &err);
    if (ok) {
        char size[SIZE_TEXT_BYTES];
        report("%s removed; %s are free now", settings->model,
               size_text(n_bytes, size, sizeof size));
    }
    free(store);
    return ok ? EXIT_DONE : report_error(&err);
}

static int become_hub(const struct settings *settings)
{
    struct error err = {0};
    if (!has_name(settings)) {
        return EXIT_USAGE;
    }
    hub_program_become(settings, &err);
    return report_error(&err);
}

int command_pull(const struct settings *settings)
{
    if (store_is_offline(settings)) {
        report("pull: offline: fetching is forbidden by --offline, SILEX_OFFLINE or "
               "HF_HUB_OFFLINE");
        return EXIT_FAILED;
    }
    return become_hub(settings);
}

int command_verify(const struct settings *settings)
{
    return become_hub(settings);
}
