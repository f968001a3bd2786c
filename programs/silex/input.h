/* What the program reads: files, standard input, token ids written as text. */
#ifndef INPUT_H
#define INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

/* The whole of a file, or of standard input for "-". The buffer is set up here; clear it. */
bool input_read(const char *path, struct buffer *out, struct error *err);

/* Appends text as valid UTF-8: every byte that is not part of a character becomes U+FFFD. */
void input_repair(struct buffer *out, const char *bytes, size_t n_bytes);

/* Ids separated by commas or white space, also as a JSON array or the object {"ids": […]} that
 * tokenize prints. Free *ids. */
bool input_ids(const char *text, const char *what, uint32_t **ids, size_t *n_ids,
               struct error *err);

/* The ids of the option --tokens: as above, or from standard input for "-". */
bool input_ids_option(const char *text, uint32_t **ids, size_t *n_ids, struct error *err);

#endif
