/* Finding a checkpoint's chat template, and rendering with it; see chat.h. */
#include "text/chat.h"

#include <stdlib.h>
#include <string.h>
#include "base/file_map.h"
#include "base/memory.h"
#include "formats/gguf.h"
#include "formats/json.h"
#include "text/chat_messages.h"

/* One template, or why it could not be parsed. */
struct slot {
    struct template *template;
    struct error problem;
    char *source; /* owned */
};

struct chat {
    struct slot standard, with_tools;
    json_t *tokens; /* name -> text */
};

static bool has_slot(const struct slot *slot)
{
    return slot->template != NULL || slot->problem.code != ERROR_NONE;
}

/* A malformed template is kept as its error: the checkpoint may be used without one. */
static bool fill_slot(struct slot *slot, struct bytes source, const char *name, struct error *err)
{
    if (has_slot(slot)) {
        return true;
    }
    slot->source = memory_text((const char *)source.data, source.n_bytes, err);
    if (slot->source == NULL) {
        return false;
    }
    if (!template_parse(&slot->template, source, name, &slot->problem) &&
        slot->problem.code == ERROR_MEMORY) {
        return error_set(err, ERROR_MEMORY, "%s", slot->problem.message);
    }
    return true;
}

static struct bytes bytes_of(const json_t *text)
{
    return (struct bytes){(const uint8_t *)json_string_value(text), json_string_length(text)};
}

/* A file of the folder as JSON; *out is NULL when it is absent. */
static bool read_json(struct folder *folder, const char *name, json_t **out, struct error *err)
{
    struct bytes bytes;
    *out = NULL;
    if (!folder_has(folder, name)) {
        return true;
    }
    if (!folder_read(folder, name, &bytes, err)) {
        return false;
    }
    *out = json_parse(bytes, name, err);
    if (*out != NULL && !json_is_object(*out)) {
        error_set(err, ERROR_MALFORMED, "%s: expected an object, found %s", name,
                  json_type_text(*out));
        json_decref(*out);
        *out = NULL;
    }
    return *out != NULL;
}

/* "chat_template" of a JSON file: a text, or a list of named ones. */
static bool read_member(struct chat *chat, const json_t *config, const char *file,
                        struct error *err)
{
    const json_t *member = json_object_get(config, "chat_template");
    if (member == NULL || json_is_null(member)) {
        return true;
    }
    if (json_is_string(member)) {
        return fill_slot(&chat->standard, bytes_of(member), file, err);
    }
    if (!json_is_array(member)) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: \"chat_template\": expected a string or a list, found %s", file,
                         json_type_text(member));
    }
    for (size_t i = 0; i < json_array_size(member); i++) {
        const json_t *item = json_array_get(member, i);
        const json_t *name = json_object_get(item, "name");
        const json_t *text = json_object_get(item, "template");
        if (!json_is_string(name) || !json_is_string(text)) {
            return error_set(err, ERROR_MALFORMED,
                             "%s: \"chat_template\"[%zu]: expected {\"name\", \"template\"}", file,
                             i);
        }
        bool is_default = strcmp(json_string_value(name), "default") == 0;
        bool is_tools = strcmp(json_string_value(name), "tool_use") == 0;
        if ((is_default && !fill_slot(&chat->standard, bytes_of(text), file, err)) ||
            (is_tools && !fill_slot(&chat->with_tools, bytes_of(text), file, err))) {
            return false;
        }
    }
    return true;
}

static bool read_file(struct folder *folder, const char *name, struct slot *slot, struct error *err)
{
    struct bytes bytes;
    return !folder_has(folder, name) ||
           (folder_read(folder, name, &bytes, err) && fill_slot(slot, bytes, name, err));
}

/* The folder does not see its sub-folders; this one file of one of them is a template. */
static bool read_additional(struct chat *chat, struct folder *folder, struct error *err)
{
    static const char name[] = "additional_chat_templates/tool_use.jinja";
    struct buffer path;
    struct file_map map = {.bytes = {NULL, 0}};
    if (!read_file(folder, name, &chat->with_tools, err)) {
        return false;
    }
    if (has_slot(&chat->with_tools) || strcmp(folder_path(folder), "(memory)") == 0) {
        return true;
    }
    buffer_init(&path, 1 << 16);
    buffer_append_format(&path, "%s/%s", folder_path(folder), name);
    struct error absent = {.code = ERROR_NONE};
    bool succeeded = buffer_check(&path, err);
    if (succeeded && file_map_open(&map, buffer_text(&path), &absent)) {
        succeeded = fill_slot(&chat->with_tools, map.bytes, name, err);
    } else if (succeeded && absent.code != ERROR_NOT_FOUND) {
        succeeded = error_set(err, absent.code, "%s", absent.message);
    }
    file_map_close(&map);
    buffer_clear(&path);
    return succeeded;
}

/* The texts of special tokens: "<s>", or {"content": "<s>", …}. */
static bool read_tokens(struct chat *chat, json_t *config, struct error *err)
{
    const char *key;
    json_t *value;
    json_object_foreach(config, key, value)
    {
        size_t n = strlen(key);
        const json_t *text = json_is_object(value) ? json_object_get(value, "content") : value;
        bool is_token = n > strlen("_token") && strcmp(key + n - strlen("_token"), "_token") == 0;
        if (!is_token || !json_is_string(text) || json_object_get(chat->tokens, key) != NULL) {
            continue;
        }
        if (json_object_set_new(chat->tokens, key, json_string(json_string_value(text))) != 0) {
            return error_set(err, ERROR_MEMORY, "out of memory");
        }
    }
    return true;
}

static bool read_config(struct chat *chat, struct folder *folder, struct error *err)
{
    json_t *config;
    if (!read_json(folder, "tokenizer_config.json", &config, err)) {
        return false;
    }
    json_t *extra = json_object_get(config, "extra_special_tokens");
    bool succeeded =
        read_tokens(chat, config, err) && read_tokens(chat, extra, err) &&
        (has_slot(&chat->standard) || read_member(chat, config, "tokenizer_config.json", err));
    json_decref(config);
    return succeeded;
}

static bool read_others(struct chat *chat, struct folder *folder, struct error *err)
{
    json_t *map, *template;
    if (!read_json(folder, "special_tokens_map.json", &map, err)) {
        return false;
    }
    bool succeeded = read_tokens(chat, map, err);
    json_decref(map);
    if (!succeeded || !read_json(folder, "chat_template.json", &template, err)) {
        return false;
    }
    succeeded = has_slot(&chat->standard) || read_member(chat, template, "chat_template.json", err);
    json_decref(template);
    return succeeded;
}

static struct chat *create(struct error *err)
{
    struct chat *chat = memory_array(1, sizeof *chat, err);
    if (chat == NULL) {
        return NULL;
    }
    chat->tokens = json_object();
    if (chat->tokens == NULL) {
        error_set(err, ERROR_MEMORY, "out of memory");
        chat_close(chat);
        return NULL;
    }
    return chat;
}

/* The text of a special token of a GGUF file, whose id is under a key. */
static bool read_gguf_token(struct chat *chat, const struct gguf *gguf, const char *key,
                            const char *name, struct error *err)
{
    const struct gguf_value *tokens;
    int64_t id = -1;
    struct bytes text;
    if (!gguf_read_integer(gguf, key, INT64_MIN, INT64_MAX, &id, err) ||
        !gguf_read_array(gguf, "tokenizer.ggml.tokens", GGUF_STRING, &tokens, err)) {
        return false;
    }
    if (tokens == NULL || id < 0 || (uint64_t)id >= tokens->n_items) {
        return true;
    }
    struct gguf_strings walk = gguf_strings_of(gguf, tokens);
    for (int64_t i = 0; i <= id; i++) {
        if (!gguf_strings_next(&walk, &text)) {
            return true;
        }
    }
    return json_object_set_new(chat->tokens, name,
                               json_stringn((const char *)text.data, text.n_bytes)) == 0 ||
           error_set(err, ERROR_MALFORMED, "%s: \"%s\": token %lld is not UTF-8", gguf->file, key,
                     (long long)id);
}

static bool read_gguf(struct chat *chat, struct folder *folder, struct error *err)
{
    static const char *const tokens[][2] = {
        {"tokenizer.ggml.bos_token_id", "bos_token"},
        {"tokenizer.ggml.eos_token_id", "eos_token"},
        {"tokenizer.ggml.unknown_token_id", "unk_token"},
        {"tokenizer.ggml.padding_token_id", "pad_token"},
    };
    static const char standard[] = "tokenizer.chat_template";
    static const char with_tools[] = "tokenizer.chat_template.tool_use";
    struct gguf gguf;
    struct bytes text = {NULL, 0};
    struct bytes tools_text = {NULL, 0};
    bool ok =
        gguf_open(&gguf, folder, err) && gguf_read_text(&gguf, standard, &text, err) &&
        gguf_read_text(&gguf, with_tools, &tools_text, err) &&
        (text.data == NULL || fill_slot(&chat->standard, text, standard, err)) &&
        (tools_text.data == NULL || fill_slot(&chat->with_tools, tools_text, with_tools, err));
    for (size_t i = 0; ok && i < sizeof tokens / sizeof tokens[0]; i++) {
        ok = read_gguf_token(chat, &gguf, tokens[i][0], tokens[i][1], err);
    }
    gguf_clear(&gguf);
    return ok;
}

static bool read_folder(struct chat *chat, struct folder *folder, struct error *err)
{
    return read_file(folder, "chat_template.jinja", &chat->standard, err) &&
           read_additional(chat, folder, err) && read_others(chat, folder, err) &&
           read_config(chat, folder, err);
}

bool chat_open(struct chat **out, struct folder *folder, struct error *err)
{
    *out = NULL;
    struct chat *chat = create(err);
    if (chat == NULL) {
        return false;
    }
    if (!(gguf_is_in(folder) ? read_gguf(chat, folder, err) : read_folder(chat, folder, err))) {
        chat_close(chat);
        return false;
    }
    *out = chat;
    return true;
}

bool chat_open_source(struct chat **out, struct bytes source, const char *name, struct error *err)
{
    *out = NULL;
    struct chat *chat = create(err);
    if (chat == NULL) {
        return false;
    }
    if (!template_parse(&chat->standard.template, source, name, err)) {
        chat_close(chat);
        return false;
    }
    *out = chat;
    return true;
}

void chat_close(struct chat *chat)
{
    if (chat != NULL) {
        template_destroy(chat->standard.template);
        template_destroy(chat->with_tools.template);
        free(chat->standard.source);
        free(chat->with_tools.source);
        json_decref(chat->tokens);
        free(chat);
    }
}

bool chat_has_template(const struct chat *chat)
{
    return has_slot(&chat->standard) || has_slot(&chat->with_tools);
}

const char *chat_source(const struct chat *chat, bool with_tools)
{
    return with_tools ? chat->with_tools.source : chat->standard.source;
}

const char *chat_special_token(const struct chat *chat, const char *name)
{
    return json_string_value(json_object_get(chat->tokens, name));
}

static bool find_template(const struct chat *chat, bool with_tools, const struct template **out,
                          struct error *err)
{
    const struct slot *slot =
        with_tools && has_slot(&chat->with_tools) ? &chat->with_tools : &chat->standard;
    if (slot->problem.code != ERROR_NONE) {
        return error_set(err, slot->problem.code, "%s", slot->problem.message);
    }
    if (slot->template == NULL) {
        return error_set(err, ERROR_NOT_FOUND,
                         has_slot(&chat->with_tools)
                             ? "the checkpoint has a chat template for tools only"
                             : "the checkpoint has no chat template");
    }
    *out = slot->template;
    return true;
}

static bool set(json_t *variables, const char *name, json_t *value, struct error *err)
{
    return json_object_set_new(variables, name, value) == 0 ||
           error_set(err, ERROR_MEMORY, "out of memory");
}

static json_t *or_null(const json_t *value)
{
    /* Counting a reference is the only change made to what the caller gave. */
    return value != NULL ? json_incref((json_t *)(uintptr_t)value) : json_null();
}

/* Special tokens, then the request's own variables, then what no variable may replace. */
static bool set_variables(const struct chat *chat, const struct chat_request *request,
                          json_t *messages, json_t *variables, struct error *err)
{
    if (json_object_update(variables, chat->tokens) != 0 ||
        (request->kwargs != NULL &&
         json_object_update(variables, (json_t *)(uintptr_t)request->kwargs) != 0)) {
        return error_set(err, ERROR_MEMORY, "out of memory");
    }
    return set(variables, "messages", json_incref(messages), err) &&
           set(variables, "tools", or_null(request->tools), err) &&
           set(variables, "documents", or_null(request->documents), err) &&
           set(variables, "add_generation_prompt", json_boolean(request->add_generation_prompt),
               err);
}

static bool check_request(const struct chat_request *request, struct error *err)
{
    if (request->kwargs != NULL && !json_is_object(request->kwargs)) {
        return error_set(err, ERROR_ARGUMENT, "kwargs: expected an object, found %s",
                         json_type_text(request->kwargs));
    }
    if (request->add_generation_prompt && request->continue_final_message) {
        return error_set(err, ERROR_ARGUMENT,
                         "a prompt either continues the final message or begins a new one");
    }
    return chat_check_messages(request->messages, err) &&
           chat_check_objects("tools", request->tools, err) &&
           chat_check_objects("documents", request->documents, err);
}

bool chat_render(const struct chat *chat, const struct chat_request *request, struct buffer *out,
                 struct error *err)
{
    const struct template *template = NULL;
    struct template_clock clock = request->clock;
    if (clock.month == 0) {
        clock = (struct template_clock){.year = 1970, .month = 1, .day = 1};
    }
    if (!check_request(request, err) ||
        !find_template(chat, request->tools != NULL && !json_is_null(request->tools), &template,
                       err)) {
        return false;
    }
    struct buffer prompt;
    buffer_init(&prompt, SIZE_MAX);
    json_t *messages = chat_prepare_messages(request->messages, request->is_literal, err);
    json_t *variables = json_object();
    bool succeeded = messages != NULL && variables != NULL;
    if (succeeded && request->continue_final_message) {
        succeeded = chat_mark_end(messages, err);
    }
    succeeded = succeeded && set_variables(chat, request, messages, variables, err) &&
                template_render(template, variables, &clock, NULL, &prompt, err);
    if (succeeded && request->continue_final_message) {
        succeeded = chat_cut_end(&prompt, err);
    }
    if (succeeded) {
        buffer_append(out, buffer_text(&prompt), prompt.n_bytes);
        succeeded = buffer_check(out, err);
    } else {
        error_set(err, ERROR_MEMORY, "out of memory");
    }
    json_decref(messages);
    json_decref(variables);
    buffer_clear(&prompt);
    return succeeded;
}

/* Reads up to n digits. */
static const char *number(const char *text, int n, int *out)
{
    *out = 0;
    for (int i = 0; i < n; i++, text++) {
        if (*text < '0' || *text > '9') {
            return NULL;
        }
        *out = *out * 10 + (*text - '0');
    }
    return text;
}

bool chat_parse_time(const char *text, struct template_clock *out)
{
    struct template_clock clock = {0};
    int *const parts[] = {&clock.year, &clock.month,  &clock.day,
                          &clock.hour, &clock.minute, &clock.second};
    static const char *const separators[] = {"", "-", "-", "T ", ":", ":"};
    size_t n = 0;
    for (; n < 6; n++) {
        if (n > 0) {
            if (*text == '\0' || strchr(separators[n], *text) == NULL) {
                break;
            }
            text++;
        }
        text = number(text, n == 0 ? 4 : 2, parts[n]);
        if (text == NULL) {
            return false;
        }
    }
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = clock.year % 4 == 0 && (clock.year % 100 != 0 || clock.year % 400 == 0);
    bool is_whole = n == 3 ? *text == '\0' : n >= 5;
    bool ends_well = *text == '\0' || strchr(".,Z+- ", *text) != NULL;
    if (!is_whole || !ends_well || clock.year < 1 || clock.month < 1 || clock.month > 12 ||
        clock.day < 1 || clock.day > days[clock.month - 1] ||
        (clock.month == 2 && clock.day == 29 && !is_leap) || clock.hour > 23 || clock.minute > 59 ||
        clock.second > 59) {
        return false;
    }
    *out = clock;
    return true;
}

static const struct chat_reasoning known_marks[] = {
    {"<think>", "</think>"},
    {"<longcat_think>", "</longcat_think>"},
    {"<|think:start|>", "<|think:end|>"},
    {"<|channel>thought", "<channel|>"},
    {"<seed:think>", "</seed:think>"},
    {"<thinking>", "</thinking>"},
    {"[THINK]", "[/THINK]"},
    {"<|START_THINKING|>", "<|END_THINKING|>"},
};

static bool mentions(const struct chat *chat, const char *text)
{
    return (chat->standard.template != NULL && template_mentions(chat->standard.template, text)) ||
           (chat->with_tools.template != NULL &&
            template_mentions(chat->with_tools.template, text));
}

struct chat_reasoning chat_reasoning_marks(const struct chat *chat,
                                           bool (*has_token)(const void *user, const char *text),
                                           const void *user)
{
    size_t n = sizeof known_marks / sizeof *known_marks;
    for (size_t i = 0; i < n && has_token != NULL; i++) {
        if (has_token(user, known_marks[i].open) && has_token(user, known_marks[i].close)) {
            return known_marks[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (mentions(chat, known_marks[i].open) && mentions(chat, known_marks[i].close)) {
            return known_marks[i];
        }
    }
    /* Templates that cut the reasoning out of old answers name only its end. */
    for (size_t i = 0; i < n; i++) {
        if (mentions(chat, known_marks[i].close)) {
            return known_marks[i];
        }
    }
    return (struct chat_reasoning){NULL, NULL};
}

bool chat_is_thinking(struct chat_reasoning marks, struct bytes prompt)
{
    if (marks.open == NULL) {
        return false;
    }
    size_t end = prompt.n_bytes;
    while (end > 0 && memchr(" \t\r\n", prompt.data[end - 1], 4) != NULL) {
        end--;
    }
    size_t n = strlen(marks.open);
    return end >= n && memcmp(prompt.data + end - n, marks.open, n) == 0;
}
