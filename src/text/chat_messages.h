/* Messages on their way to a template. Private to chat.c. */
#ifndef TEXT_CHAT_MESSAGES_H
#define TEXT_CHAT_MESSAGES_H

#include <jansson.h>
#include "base/buffer.h"

/* An array of objects, each with a text "role"; not empty. */
bool chat_check_messages(const json_t *messages, struct error *err);
/* An array of objects, null or absent. */
bool chat_check_objects(const char *what, const json_t *objects, struct error *err);

/* A copy that may be changed: as it is, or prepared as chat.h says. Owned by the caller. */
json_t *chat_prepare_messages(const json_t *messages, bool is_literal, struct error *err);

/* Marks where the final message ends, and cuts the rendered prompt there. */
bool chat_mark_end(json_t *messages, struct error *err);
bool chat_cut_end(struct buffer *prompt, struct error *err);

#endif
