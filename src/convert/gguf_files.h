/* From the metadata of a GGUF file to the files that other checkpoints have beside their weights.
 */
#ifndef CONVERT_GGUF_FILES_H
#define CONVERT_GGUF_FILES_H

#include "convert/output_folder.h"
#include "convert/source.h"

/* tokenizer.json, tokenizer_config.json, chat_template.jinja and generation_config.json, as far as
 * the file has what they hold. */
bool gguf_files_write(const struct source *source, struct output_folder *folder, struct error *err);

#endif
