/*
 * With a prompt cache, the cached text stands where the first user message begins: the messages
 * are rendered, and what the template writes before that message is cut off. Where it begins is
 * found by rendering once more with a marker in its place.
 *
 * A message to be continued is rendered as complete, and what the template writes after its text
 * (end-of-turn tokens) is cut off.
 */
#include "prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "engine.h"
#include "input.h"

static const char marker[] = "<query>";

bool prompt_add_message(json_t *messages, const char *role, const char *text, size_t n_bytes,
                        struct error *err)
{
    struct buffer repaired;
    buffer_init(&repaired, SIZE_MAX / 4);
    input_repair(&repaired, text, n_bytes);
    bool is_good = buffer_check(&repaired, err);
    if (is_good) {
        json_t *message = json_pack("{s:s, s:o}", "role", role, "content",
                                    json_stringn(buffer_text(&repaired), repaired.n_bytes));
        is_good = json_array_append_new(messages, message) == 0;
        if (!is_good) {
            error_set(err, ERROR_MEMORY, "a message of %zu bytes: out of memory", repaired.n_bytes);
        }
    }
    buffer_clear(&repaired);
    return is_good;
}

static bool render(const struct prompt_source *source, const json_t *messages, char **text,
                   size_t *n_bytes, struct error *err)
{
    char *messages_json = json_dumps(messages, JSON_COMPACT);
    if (messages_json == NULL) {
        return error_set(err, ERROR_MEMORY, "the messages: out of memory");
    }
    silex_render_options options = {.kwargs_json = source->kwargs_json,
                                    .no_generation_prompt = source->continue_final};
    silex_error problem = {0};
    silex_status status =
        silex_render(source->model, messages_json, &options, text, n_bytes, &problem);
    free(messages_json);
    return engine_check(status, &problem, err);
}

static const char *final_content(const json_t *messages)
{
    const json_t *last = json_array_get(messages, json_array_size(messages) - 1);
    const char *content = json_string_value(json_object_get(last, "content"));
    return content != NULL ? content : "";
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The last place of needle in the text, or NULL. */
static char *find_last(char *text, size_t n_bytes, const char *needle, size_t n_needle)
{
    for (size_t i = n_bytes + 1; n_needle <= n_bytes && i-- > 0;) {
        if (i + n_needle <= n_bytes && memcmp(text + i, needle, n_needle) == 0) {
            return text + i;
        }
    }
    return NULL;
}

/* Cuts the rendered text after the final message. Templates may trim it: its blanks at the end stay
 * only where the template kept them. */
static bool cut_after_final(const json_t *messages, char *text, size_t *n_bytes, struct error *err)
{
    const char *content = final_content(messages);
    while (is_blank(*content)) {
        content++;
    }
    size_t n_whole = strlen(content), n_trimmed = n_whole;
    while (n_trimmed > 0 && is_blank(content[n_trimmed - 1])) {
        n_trimmed--;
    }
    const char *found = find_last(text, *n_bytes, content, n_trimmed);
    if (found == NULL) {
        return error_set(err, ERROR_TEMPLATE,
                         "the chat template does not show the text that is to be continued");
    }
    size_t start = (size_t)(found - text);
    bool keeps_blanks = n_whole <= *n_bytes - start && memcmp(text + start, content, n_whole) == 0;
    *n_bytes = start + (keeps_blanks ? n_whole : n_trimmed);
    text[*n_bytes] = '\0';
    return true;
}

/* Where the first user message begins in what the template makes of the messages. */
static bool find_first_user(const struct prompt_source *source, size_t *offset, struct error *err)
{
    json_t *copy = json_deep_copy(source->messages);
    json_t *first = NULL;
    for (size_t i = 0; i < json_array_size(copy) && first == NULL; i++) {
        json_t *message = json_array_get(copy, i);
        const char *role = json_string_value(json_object_get(message, "role"));
        first = role != NULL && strcmp(role, "user") == 0 ? message : NULL;
    }
    char *text = NULL;
    size_t n_bytes = 0;
    bool is_good = first != NULL &&
                   json_object_set_new(first, "content", json_string(marker)) == 0 &&
                   render(source, copy, &text, &n_bytes, err);
    const char *found = is_good ? strstr(text, marker) : NULL;
    if (found != NULL) {
        *offset = (size_t)(found - text);
    } else {
        error_set(err, ERROR_TEMPLATE,
                  "the chat template does not show the user's message; a prompt cache needs that");
    }
    silex_free(text);
    json_decref(copy);
    return found != NULL;
}

/* The prompt is the cached tokens and those of the text. */
static bool set_ids(struct prompt *prompt, const struct prompt_source *source, const char *text,
                    size_t n_bytes, bool add_special_tokens, struct error *err)
{
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    silex_error problem = {0};
    if (!engine_check(silex_tokenize(source->model, text, n_bytes, add_special_tokens, &ids, &n_ids,
                                     &problem),
                      &problem, err)) {
        return false;
    }
    prompt->ids = memory_array(source->n_cached + n_ids, sizeof *prompt->ids, err);
    if (prompt->ids != NULL) {
        if (source->n_cached > 0) {
            memcpy(prompt->ids, source->cached, source->n_cached * sizeof *prompt->ids);
        }
        if (n_ids > 0) {
            memcpy(prompt->ids + source->n_cached, ids, n_ids * sizeof *prompt->ids);
        }
        prompt->n_ids = source->n_cached + n_ids;
    }
    silex_free(ids);
    return prompt->ids != NULL;
}

static bool ends_with_think(const char *text, size_t n_bytes)
{
    static const char tag[] = "<think>";
    size_t n_tag = sizeof tag - 1;
    while (n_bytes > 0 && is_blank(text[n_bytes - 1])) {
        n_bytes--;
    }
    return n_bytes >= n_tag && memcmp(text + n_bytes - n_tag, tag, n_tag) == 0;
}

bool prompt_from_messages(struct prompt *prompt, const struct prompt_source *source,
                          struct error *err)
{
    *prompt = (struct prompt){0};
    char *text = NULL;
    size_t n_bytes = 0, offset = 0;
    bool is_good =
        render(source, source->messages, &text, &n_bytes, err) &&
        (!source->continue_final || cut_after_final(source->messages, text, &n_bytes, err)) &&
        (source->n_cached == 0 || find_first_user(source, &offset, err));
    if (is_good) {
        offset = offset < n_bytes ? offset : n_bytes;
        prompt->opens_thinking = ends_with_think(text, n_bytes);
        is_good = set_ids(prompt, source, text + offset, n_bytes - offset, false, err);
    }
    silex_free(text);
    return is_good;
}

bool prompt_from_text(struct prompt *prompt, const struct prompt_source *source, const char *text,
                      size_t n_bytes, struct error *err)
{
    *prompt = (struct prompt){.opens_thinking = ends_with_think(text, n_bytes)};
    return set_ids(prompt, source, text, n_bytes, source->n_cached == 0, err);
}

void prompt_clear(struct prompt *prompt)
{
    free(prompt->ids);
    *prompt = (struct prompt){0};
}
