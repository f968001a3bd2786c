/* Where a model is that an option names: a folder, or a name of the store. */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "base/error.h"
#include "settings.h"

/* The path to open; free it. A name that the store lacks is pulled with --pull, or after a yes at
 * the terminal. */
char *model_place(const struct settings *settings, const char *model, struct error *err);

/* A yes to a question about a model that the store lacks; false where there is no terminal. */
bool model_place_ask(const char *name, const char *question);

#endif
