/* The bodies of silex/hub.h. */
#ifndef HUB_PULL_H
#define HUB_PULL_H

#include "base/error.h"
#include "silex/hub.h"

/* `options` has at least a store. Free *path. */
bool hub_pull(const char *name, const silex_hub_options *options, char **path, struct error *err);

bool hub_verify(const char *store, const char *name, silex_hub_on_event *on_event, void *user,
                size_t *n_damaged, struct error *err);

#endif
