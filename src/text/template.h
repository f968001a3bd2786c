/*
 * Chat templates: the Jinja language as Hugging Face checkpoints use it, with the results of
 * Jinja2 3.1.6 set up as transformers does (immutable sandbox, trimmed and left-stripped blocks,
 * loop controls, `generation` blocks), byte for byte. See docs/formats/chat-template.md.
 *
 *   struct template *template;
 *   template_parse(&template, source, "chat_template.jinja", err) &&
 *       template_render(template, variables, &clock, NULL, &prompt, err);
 *
 * A template is hostile input: it is bounded in steps, memory, output and depth, and reaches
 * nothing outside its variables: no file, no clock, no locale, no environment.
 */
#ifndef TEXT_TEMPLATE_H
#define TEXT_TEMPLATE_H

#include <jansson.h>
#include <stdint.h>
#include "base/buffer.h"
#include "base/bytes.h"
#include "base/error.h"

struct template; /* parsed, read-only, shareable between threads */

/* The local time that strftime_now sees. */
struct template_clock {
    int year, month, day; /* month and day from 1 */
    int hour, minute, second;
};

/* Zero means the default, given behind each. */
struct template_limits {
    uint64_t n_steps;      /* 50 million: about a second of hostile work */
    size_t n_output_bytes; /* 64 MiB */
    size_t n_memory_bytes; /* 256 MiB */
    unsigned depth;        /* 600 nested calls, blocks and expressions */
};

/* The source (UTF-8, at most 4 MiB) is copied; `name` stands in errors. ERROR_TEMPLATE with the
 * line when the text is not a template. */
bool template_parse(struct template **out, struct bytes source, const char *name,
                    struct error *err);
void template_destroy(struct template *template); /* NULL is allowed */

/*
 * Appends the rendered text to `out`, which is left as it was on failure. `variables` is a JSON
 * object, borrowed and not changed; `clock` may be NULL (the epoch), `limits` too (defaults).
 * ERROR_TEMPLATE: the template failed; the message has name, line, the Python class of the
 * exception and its text ("chat_template.jinja, line 3: TemplateError: System role not
 * supported"). ERROR_LIMIT: a limit was reached. ERROR_MEMORY.
 */
bool template_render(const struct template *template, const json_t *variables,
                     const struct template_clock *clock, const struct template_limits *limits,
                     struct buffer *out, struct error *err);

/* Whether the source contains a text, for what can be known of a template only so. */
bool template_mentions(const struct template *template, const char *text);

#endif
