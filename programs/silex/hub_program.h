/* silex-hub, the program beside this one that can reach a network. */
#ifndef HUB_PROGRAM_H
#define HUB_PROGRAM_H

#include "base/error.h"
#include "settings.h"

/* Becomes that program, with this one's command line. Returns only when it fails: false. */
bool hub_program_become(const struct settings *settings, struct error *err);

/* Pulls a model and waits for it; what the program prints goes to standard error. False when the
 * program failed; it has said why, and `err` is ERROR_CANCELLED or says so shortly. */
bool hub_program_pull(const struct settings *settings, const char *name, struct error *err);

/* Puts a model's outline into an existing folder (silex_hub_preview), and {"files": …, "bytes": …,
 * "fetched_bytes": …} into the file `output`, which is new. Fails as above. */
bool hub_program_preview(const struct settings *settings, const char *name, const char *folder,
                         const char *output, struct error *err);

#endif
