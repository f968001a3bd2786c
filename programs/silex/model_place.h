/* Where a model is that an option names: a folder, or a name of the store. */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "base/error.h"
#include "settings.h"

/* The path to open; free it. A name that the store lacks is pulled with --pull, or after a yes at
 * the terminal. */
char *model_place(const struct settings *settings, const char *model, struct error *err);

#endif
