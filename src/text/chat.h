/*
 * From messages to a prompt: the chat template(s) of a checkpoint, and how its special tokens are
 * named in them. See docs/formats/chat-template.md.
 *
 * A chat is read-only once open, except chat_close; threads may render with it at the same time.
 */
#ifndef TEXT_CHAT_H
#define TEXT_CHAT_H

#include <jansson.h>
#include "base/buffer.h"
#include "base/folder.h"
#include "text/template.h"

struct chat;

/*
 * Templates are looked for in this order: chat_template.jinja (with
 * additional_chat_templates/tool_use.jinja for requests with tools), chat_template.json, the
 * chat_template of tokenizer_config.json (a text, or a list of {"name", "template"}: "default" and
 * "tool_use"). Special tokens are the *_token keys of tokenizer_config.json and
 * special_tokens_map.json, as text or as objects with "content".
 *
 * A checkpoint without a template opens too, and so does one whose template is malformed: that
 * error is raised by chat_render. The folder is read now and not kept.
 */
bool chat_open(struct chat **out, struct folder *folder, struct error *err);

/* A chat of one template given as text, with no special tokens. ERROR_TEMPLATE when malformed. */
bool chat_open_source(struct chat **out, struct bytes source, const char *name, struct error *err);
void chat_close(struct chat *chat); /* NULL is allowed */

bool chat_has_template(const struct chat *chat);

/* The text of the template, or of that for requests with tools; NULL when there is none. Borrowed
 * until chat_close. */
const char *chat_source(const struct chat *chat, bool with_tools);

/* The text of a special token by its name in templates ("bos_token"), NULL when there is none;
 * borrowed until chat_close. */
const char *chat_special_token(const struct chat *chat, const char *name);

struct chat_request {
    const json_t *messages;  /* array of objects, each with a text "role"; required */
    const json_t *tools;     /* array of objects, or NULL */
    const json_t *documents; /* array of objects, or NULL */
    const json_t *kwargs;    /* object, or NULL: further variables, over all but the above */
    bool add_generation_prompt;
    /* The prompt ends inside the last message, for the model to go on with it. */
    bool continue_final_message;
    /* Messages reach the template exactly as they are. Otherwise they are prepared: keys whose
     * value is null are dropped; the arguments of tool calls, when a text that holds a JSON
     * object, become that object; reasoning is given under the names "reasoning_content" and
     * "thinking" if it has either or "reasoning". */
    bool is_literal;
    struct template_clock clock; /* zeroed: the epoch */
};

/* Appends the prompt to `out`. ERROR_ARGUMENT for malformed messages (which one, and why),
 * ERROR_NOT_FOUND without a template, ERROR_TEMPLATE when the template refuses. */
bool chat_render(const struct chat *chat, const struct chat_request *request, struct buffer *out,
                 struct error *err);

/* "2025-07-14T09:30:00", also with a space for the "T", without seconds, or a date alone; what
 * follows the seconds (a fraction, a zone) is not read. False when it is not a time. */
bool chat_parse_time(const char *text, struct template_clock *out);

/* Reasoning: the marks between which a model thinks before it answers. */
struct chat_reasoning {
    const char *open, *close; /* "<think>", "</think>"; constants. NULL: none are known */
};

/*
 * The marks of this checkpoint: those pairs of which both ends are among its tokens (has_token
 * says so; may be NULL), else those that the template mentions.
 */
struct chat_reasoning chat_reasoning_marks(const struct chat *chat,
                                           bool (*has_token)(const void *user, const char *text),
                                           const void *user);

/* Whether a prompt ends inside reasoning: its last opening mark was not closed again, and only
 * white space follows it. */
bool chat_is_thinking(struct chat_reasoning marks, struct bytes prompt);

#endif
