/* JSON Lines: one object a line; blank lines are skipped. */
#ifndef TRAIN_JSON_LINES_H
#define TRAIN_JSON_LINES_H

#include "formats/json.h"

/* `number` counts lines from 1; the object is borrowed for the call. False, with an error, ends the
 * reading. */
typedef bool json_lines_take(void *context, const json_t *object, size_t number, struct error *err);

/* Errors tell the line. */
bool json_lines_read(struct bytes text, json_lines_take *take, void *context, struct error *err);

#endif
