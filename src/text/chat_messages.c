/*
 * Messages on their way to a template; see chat_messages.h. Preparing them follows transformers'
 * apply_chat_template and, for the arguments of tool calls, mlx-lm's server: clients send them as
 * JSON text, templates expect objects.
 */
#include "text/chat_messages.h"

#include <string.h>
#include "formats/json.h"

static const char end_mark[] = "CONTINUE_FINAL_MESSAGE_TAG ";

bool chat_check_messages(const json_t *messages, struct error *err)
{
    if (!json_is_array(messages)) {
        return error_set(err, ERROR_ARGUMENT, "messages: expected an array of objects, found %s",
                         json_type_text(messages));
    }
    if (json_array_size(messages) == 0) {
        return error_set(err, ERROR_ARGUMENT, "messages: there are none");
    }
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        if (!json_is_object(message)) {
            return error_set(err, ERROR_ARGUMENT, "messages[%zu]: expected an object, found %s", i,
                             json_type_text(message));
        }
        const json_t *role = json_object_get(message, "role");
        if (!json_is_string(role)) {
            return error_set(err, ERROR_ARGUMENT,
                             "messages[%zu]: \"role\": expected a string, found %s", i,
                             json_type_text(role));
        }
    }
    return true;
}

bool chat_check_objects(const char *what, const json_t *objects, struct error *err)
{
    if (objects == NULL || json_is_null(objects)) {
        return true;
    }
    if (!json_is_array(objects)) {
        return error_set(err, ERROR_ARGUMENT, "%s: expected an array of objects, found %s", what,
                         json_type_text(objects));
    }
    for (size_t i = 0; i < json_array_size(objects); i++) {
        if (!json_is_object(json_array_get(objects, i))) {
            return error_set(err, ERROR_ARGUMENT, "%s[%zu]: expected an object, found %s", what, i,
                             json_type_text(json_array_get(objects, i)));
        }
    }
    return true;
}

static void drop_nulls(json_t *message)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(message, next, key, value)
    {
        if (json_is_null(value)) {
            json_object_del(message, key);
        }
    }
}

/* Text that holds a JSON object becomes that object; any other text stays. */
static bool parse_arguments(json_t *call, struct error *err)
{
    json_t *function = json_object_get(call, "function");
    json_t *holder = json_is_object(function) ? function : call;
    const json_t *text = json_object_get(holder, "arguments");
    if (!json_is_string(text)) {
        return true;
    }
    json_t *object =
        json_loadb(json_string_value(text), json_string_length(text), JSON_ALLOW_NUL, NULL);
    if (object == NULL || !json_is_object(object)) {
        json_decref(object);
        return true;
    }
    return json_object_set_new(holder, "arguments", object) == 0 ||
           error_set(err, ERROR_MEMORY, "out of memory");
}

static bool name_reasoning(json_t *message, struct error *err)
{
    static const char *const names[] = {"reasoning_content", "thinking", "reasoning"};
    json_t *reasoning = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && reasoning == NULL; i++) {
        reasoning = json_object_get(message, names[i]);
    }
    if (reasoning == NULL) {
        return true;
    }
    json_incref(reasoning);
    bool succeeded = (json_object_get(message, "thinking") != NULL ||
                      json_object_set(message, "thinking", reasoning) == 0) &&
                     json_object_set(message, "reasoning_content", reasoning) == 0;
    json_decref(reasoning);
    return succeeded || error_set(err, ERROR_MEMORY, "out of memory");
}

static bool prepare(json_t *message, struct error *err)
{
    drop_nulls(message);
    const json_t *calls = json_object_get(message, "tool_calls");
    for (size_t i = 0; i < json_array_size(calls); i++) {
        if (!parse_arguments(json_array_get(calls, i), err)) {
            return false;
        }
    }
    return name_reasoning(message, err);
}

json_t *chat_prepare_messages(const json_t *messages, bool is_literal, struct error *err)
{
    json_t *copy = json_copy_whole(messages, err);
    for (size_t i = 0; !is_literal && i < json_array_size(copy); i++) {
        if (!prepare(json_array_get(copy, i), err)) {
            json_decref(copy);
            return NULL;
        }
    }
    return copy;
}

static bool append_mark(json_t *object, const char *key, struct error *err)
{
    const json_t *text = json_object_get(object, key);
    struct buffer marked;
    buffer_init(&marked, SIZE_MAX);
    buffer_append(&marked, json_string_value(text), json_string_length(text));
    buffer_append_text(&marked, end_mark);
    bool succeeded =
        !marked.failed &&
        json_object_set_new(object, key, json_stringn(buffer_text(&marked), marked.n_bytes)) == 0;
    buffer_clear(&marked);
    return succeeded || error_set(err, ERROR_MEMORY, "out of memory");
}

bool chat_mark_end(json_t *messages, struct error *err)
{
    json_t *message = json_array_get(messages, json_array_size(messages) - 1);
    const json_t *content = json_object_get(message, "content");
    if (json_is_string(content)) {
        return append_mark(message, "content", err);
    }
    for (size_t i = json_array_size(content); i-- > 0;) {
        json_t *part = json_array_get(content, i);
        if (json_is_string(json_object_get(part, "text"))) {
            return append_mark(part, "text", err);
        }
    }
    return error_set(err, ERROR_ARGUMENT,
                     "messages[%zu]: the final message has no text to continue",
                     json_array_size(messages) - 1);
}

bool chat_cut_end(struct buffer *prompt, struct error *err)
{
    size_t n = strlen(end_mark) - 1; /* a template may trim the space */
    size_t at = prompt->n_bytes;
    while (at >= n && memcmp(prompt->data + at - n, end_mark, n) != 0) {
        at--;
    }
    if (at < n) {
        return error_set(err, ERROR_TEMPLATE,
                         "the final message cannot be continued: the template leaves its end out");
    }
    bool is_whole = at < prompt->n_bytes && prompt->data[at] == ' ';
    at -= n;
    while (!is_whole && at > 0 && memchr(" \t\r\n", prompt->data[at - 1], 4) != NULL) {
        at--;
    }
    prompt->n_bytes = at;
    prompt->data[at] = '\0';
    return true;
}
