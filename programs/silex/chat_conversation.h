/* A chat in progress: what its commands and its answers share. */
#ifndef CHAT_CONVERSATION_H
#define CHAT_CONVERSATION_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "engine.h"
#include "generation.h"
#include "line_reader.h"
#include "reasoning.h"
#include "saved_prompt.h"
#include "settings.h"
#include "terminal.h"

struct chat {
    const struct settings *settings;
    struct engine engine;
    struct saved_prompt saved;
    struct generation generation;
    struct line_reader *reader;
    json_t *messages; /* array of {"role", "content"}, the system's first if there is one */
    bool is_interactive, has_colours;
    bool has_failed; /* something went wrong on the way; told by the exit status */
    bool is_over;
    size_t n_answers;
    silex_result last; /* of the last answer; without text and tokens */

    /* While an answer streams. */
    struct reasoning reasoning;
    struct buffer cleaned; /* a token's text as the terminal may see it */
    struct buffer shown;   /* what is about to be written */
    bool is_dim;
    bool ends_line; /* the last byte written was a line feed */
    struct progress progress;
};

/* Something for the user that is no answer: on standard output in a terminal, else on standard
 * error. A line each. */
void chat_note(const struct chat *chat, const char *format, ...) PRINTF_LIKE(2, 3);

/* Reports an error and goes on. */
void chat_error(struct chat *chat, const struct error *err);

/* Answers the user's text and adds both to the messages. */
void chat_answer(struct chat *chat, const char *text, size_t n_bytes);

/* Runs a line that begins with a slash. */
void chat_run_command(struct chat *chat, const char *line);

/* Sets, replaces or (when empty) removes the message of the system. */
bool chat_set_system(struct chat *chat, const char *text, struct error *err);

#endif
