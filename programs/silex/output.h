/* Standard output. Its errors are remembered and become the exit status at the end. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"

/* Written through at once. False when nobody can read any more: stop working. */
bool output_bytes(const char *bytes, size_t n_bytes);
bool output_text(const char *text);
bool output_format(const char *format, ...) PRINTF_LIKE(1, 2);

/* One JSON value and a newline. Takes the value; NULL reports that memory ran out. */
bool output_json(json_t *value);

/* A number for JSON: null where it is not finite. */
json_t *json_number(double value);

/* The exit status of the program: `status`, unless standard output failed. A reader that went away
 * is not reported, it knows. */
int output_finish(int status);

#endif
