/*
 * The outline of a model that is not here: its description and the headers of its files, fetched by
 * silex-hub into a folder for the moment, and opened like a model. docs/hub.md.
 */
#ifndef OUTLINE_H
#define OUTLINE_H

#include <stdint.h>

#include "base/error.h"
#include "settings.h"

struct outline {
    char *folder; /* NULL: there is none */
    char *facts;  /* the path of what silex-hub says */
    uint64_t n_files, n_bytes, n_fetched_bytes;
};

/* Whether the outline takes the place of a model that is neither a path nor in the store: by
 * --remote, or by a yes at the terminal. An error where that is not wanted. */
bool outline_choose(const struct settings *settings, bool *is_wanted, struct error *err);

bool outline_open(struct outline *outline, const struct settings *settings, struct error *err);
void outline_close(struct outline *outline); /* removes the folder; safe on a zeroed outline */

#endif
