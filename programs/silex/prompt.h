/*
 * From what the user wrote to the tokens that the model continues: through the checkpoint's chat
 * template where it has one, after a saved prompt cache where one is used.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "silex/silex.h"

struct prompt {
    uint32_t *ids; /* owned */
    size_t n_ids;
    bool opens_thinking; /* the prompt ends inside <think>: what comes is reasoning */
};

struct prompt_source {
    const silex_model *model;
    const json_t *messages;  /* array of {"role", "content"} */
    const char *kwargs_json; /* further variables of the template, or NULL */
    /* The last message is to be continued as it stands, not answered. */
    bool continue_final;
    /* Tokens that stand before the first user message: those of a prompt cache. What the template
     * puts before that message is then already among them. */
    const uint32_t *cached;
    size_t n_cached;
};

bool prompt_from_messages(struct prompt *prompt, const struct prompt_source *source,
                          struct error *err);

/* Text as it is, after the cached tokens of the source if there are any. */
bool prompt_from_text(struct prompt *prompt, const struct prompt_source *source, const char *text,
                      size_t n_bytes, struct error *err);

void prompt_clear(struct prompt *prompt); /* safe on a zeroed struct */

/* Appends a message to an array; bytes that are not UTF-8 become U+FFFD. */
bool prompt_add_message(json_t *messages, const char *role, const char *text, size_t n_bytes,
                        struct error *err);

#endif
