/* An adapter in the other form: mlx-lm's becomes PEFT's, or the other way. */
#ifndef CONVERT_ADAPTER_CONVERT_H
#define CONVERT_ADAPTER_CONVERT_H

#include "base/folder.h"
#include "model/adapter_file.h"

/* Writes the adapter in `folder` to a new folder at `path`, which appears when it is complete, in
 * 32-bit floats. What the other form cannot hold is refused. */
bool adapter_convert(struct folder *folder, const char *path, enum adapter_format format,
                     struct error *err);

#endif
