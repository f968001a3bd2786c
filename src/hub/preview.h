/*
 * A model's outline: what tells what it is, without its weights. Small files come whole; of files
 * of weights the headers come, and the rest is a hole of the right length, which takes no room on
 * the disk. Whatever reads checkpoints reads the outline as it would read the model.
 */
#ifndef HUB_PREVIEW_H
#define HUB_PREVIEW_H

#include "base/error.h"
#include "silex/hub.h"

bool hub_preview(const char *name, const silex_hub_options *options, const char *folder,
                 silex_hub_preview_info *info, struct error *err);

#endif
