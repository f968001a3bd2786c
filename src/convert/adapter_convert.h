/* An adapter in the other form: mlx-lm's becomes PEFT's, or the other way. */
#ifndef CONVERT_ADAPTER_CONVERT_H
#define CONVERT_ADAPTER_CONVERT_H

#include "base/folder.h"
#include "model/adapter_file.h"

/* Whether embedding and head of the model are one matrix. */
enum adapter_tied { ADAPTER_TIED_UNKNOWN, ADAPTER_TIED_NO, ADAPTER_TIED_YES };

/* Writes the adapter in `folder` to a new folder at `path`, which appears when it is complete, in
 * 32-bit floats. What the other form cannot hold is refused. Only the pair of an embedding needs
 * `tied`. */
bool adapter_convert(struct folder *folder, const char *path, enum adapter_format format,
                     enum adapter_tied tied, struct error *err);

#endif
