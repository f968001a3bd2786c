/* What the environment says about the store; the variables are those of the Python tools. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "base/error.h"
#include "settings.h"

/* The folder of the store: HF_HUB_CACHE, or "hub" in HF_HOME, or in ~/.cache/huggingface. Free it.
 */
char *store_place(struct error *err);

/* A file of that home, or of HF_HOME. Free it. */
char *store_home_file(const char *name, struct error *err);

/* --offline, SILEX_OFFLINE or HF_HUB_OFFLINE forbids the network. */
bool store_is_offline(const struct settings *settings);

/* Whether a variable of the environment says yes. */
bool environment_says_yes(const char *name);

/* A variable that is set and not empty; else NULL. */
const char *environment_text(const char *name);

#endif
