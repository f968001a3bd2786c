/* What can be typed in a chat besides messages: a table, as everywhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic_file.h"
#include "chat_conversation.h"
#include "input.h"
#include "nearest.h"
#include "prompt.h"
#include "report.h"

struct chat_command {
    const char *name;
    const char *argument; /* its name, or NULL when there is none; "[…]" when it may be absent */
    const char *summary;  /* fits 40 columns with the name */
    bool (*run)(struct chat *chat, const char *argument, struct error *err);
};

static bool run_help(struct chat *chat, const char *argument, struct error *err);

static bool has_system(const struct chat *chat)
{
    const char *role =
        json_string_value(json_object_get(json_array_get(chat->messages, 0), "role"));
    return role != NULL && strcmp(role, "system") == 0;
}

bool chat_set_system(struct chat *chat, const char *text, struct error *err)
{
    if (has_system(chat)) {
        json_array_remove(chat->messages, 0);
    }
    if (text[0] == '\0') {
        return true;
    }
    json_t *one = json_array();
    bool is_good = prompt_add_message(one, "system", text, strlen(text), err) &&
                   json_array_insert(chat->messages, 0, json_array_get(one, 0)) == 0;
    json_decref(one);
    return is_good || error_set(err, ERROR_MEMORY, "/system: out of memory");
}

static bool run_system(struct chat *chat, const char *argument, struct error *err)
{
    if (!chat_set_system(chat, argument, err)) {
        return false;
    }
    chat_note(chat, argument[0] != '\0' ? "(system message set)" : "(no system message)");
    return true;
}

static bool run_reset(struct chat *chat, const char *argument, struct error *err)
{
    (void)argument;
    (void)err;
    while (json_array_size(chat->messages) > (has_system(chat) ? 1U : 0U)) {
        json_array_remove(chat->messages, json_array_size(chat->messages) - 1);
    }
    chat_note(chat, "(a new chat)");
    return true;
}

static bool run_save(struct chat *chat, const char *argument, struct error *err)
{
    struct atomic_file *file = NULL;
    char *text = json_dumps(chat->messages, JSON_INDENT(2));
    if (text == NULL) {
        return error_set(err, ERROR_MEMORY, "/save: out of memory");
    }
    bool is_good = atomic_file_create(&file, argument, err);
    if (is_good) {
        atomic_file_write(file, text, strlen(text));
        atomic_file_write(file, "\n", 1);
        is_good = atomic_file_commit(file, err);
    }
    free(text);
    if (is_good) {
        chat_note(chat, "(%zu messages saved)", json_array_size(chat->messages));
    }
    return is_good;
}

static bool check_messages(const json_t *messages, const char *path, struct error *err)
{
    if (!json_is_array(messages)) {
        return error_set(err, ERROR_MALFORMED, "%s: expected an array of messages", path);
    }
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        if (!json_is_string(json_object_get(message, "role")) ||
            !json_is_string(json_object_get(message, "content"))) {
            return error_set(err, ERROR_MALFORMED,
                             "%s: message %zu: expected an object with the strings \"role\" and "
                             "\"content\"",
                             path, i);
        }
    }
    return true;
}

static bool run_load(struct chat *chat, const char *argument, struct error *err)
{
    struct buffer text;
    json_error_t problem;
    bool is_good = input_read(argument, &text, err);
    json_t *messages = NULL;
    if (is_good) {
        messages = json_loadb(buffer_text(&text), text.n_bytes, JSON_REJECT_DUPLICATES, &problem);
        is_good = messages != NULL ? check_messages(messages, argument, err)
                                   : error_set(err, ERROR_MALFORMED, "%s: line %d: %s", argument,
                                               problem.line, problem.text);
    }
    buffer_clear(&text);
    if (!is_good) {
        json_decref(messages);
        return false;
    }
    json_decref(chat->messages);
    chat->messages = messages;
    chat_note(chat, "(%zu messages loaded)", json_array_size(messages));
    return true;
}

static bool run_stats(struct chat *chat, const char *argument, struct error *err)
{
    (void)argument;
    (void)err;
    size_t n_tokens = 0;
    silex_session_tokens(chat->engine.session, &n_tokens);
    const silex_result *last = &chat->last;
    if (chat->n_answers > 0) {
        chat_note(chat, "prompt   %zu tokens, %zu reused", last->n_prompt_tokens,
                  last->n_reused_tokens);
        chat_note(chat, "         %.1f tokens per second", generation_prompt_speed(last));
        chat_note(chat, "answer   %zu tokens", last->n_tokens);
        chat_note(chat, "         %.1f tokens per second", generation_speed(last));
    }
    if (chat->n_answers > 0 && engine_guesses(chat->settings)) {
        chat_note(chat, "guesses  %zu of %zu came true", last->n_accepted_tokens,
                  last->n_proposed_tokens);
    }
    chat_note(chat, "context  %zu of %zu tokens", n_tokens,
              silex_session_context(chat->engine.session));
    chat_note(chat, "memory   %.3f GB at the peak", (double)engine_peak_memory_bytes() / 1e9);
    if (chat->settings->temperature > 0.0) {
        chat_note(chat, "seed     %llu",
                  (unsigned long long)chat->generation.options.sampling.seed);
    }
    return true;
}

static bool run_quit(struct chat *chat, const char *argument, struct error *err)
{
    (void)argument;
    (void)err;
    chat->is_over = true;
    return true;
}

static const struct chat_command chat_commands[] = {
    {"/help", NULL, "show this", run_help},
    {"/reset", NULL, "begin a new chat", run_reset},
    {"/save", "FILE", "write the chat", run_save},
    {"/load", "FILE", "go on with one", run_load},
    {"/system", "[TEXT]", "set the rules", run_system},
    {"/stats", NULL, "speed and memory", run_stats},
    {"/quit", NULL, "end, as Ctrl-D", run_quit},
};
static const size_t n_chat_commands = sizeof chat_commands / sizeof *chat_commands;

static bool run_help(struct chat *chat, const char *argument, struct error *err)
{
    (void)argument;
    (void)err;
    for (size_t i = 0; i < n_chat_commands; i++) {
        const struct chat_command *command = &chat_commands[i];
        chat_note(chat, "%-8s%-7s %s", command->name,
                  command->argument != NULL ? command->argument : "", command->summary);
    }
    chat_note(chat, "\"\"\"             begin and end lines");
    chat_note(chat, "Ctrl-C          stop the answer");
    return true;
}

static const struct chat_command *find_command(const char *line, size_t n_name,
                                               struct nearest *nearest)
{
    char name[40];
    snprintf(name, sizeof name, "%.*s", (int)(n_name < 39 ? n_name : 39), line);
    for (size_t i = 0; i < n_chat_commands; i++) {
        if (strcmp(chat_commands[i].name, name) == 0) {
            return &chat_commands[i];
        }
        nearest_try(nearest, name, chat_commands[i].name);
    }
    return NULL;
}

static bool run_line(struct chat *chat, const char *line, struct error *err)
{
    size_t n_name = strcspn(line, " \t\n");
    const char *argument = line + n_name + strspn(line + n_name, " \t\n");
    struct nearest nearest = {0};
    const struct chat_command *command = find_command(line, n_name, &nearest);
    if (command == NULL) {
        return error_set(err, ERROR_ARGUMENT,
                         nearest.word != NULL
                             ? "there is no command %.*s; did you mean %s?"
                             : "there is no command %.*s; /help lists them, and a blank before a "
                               "slash makes it a message%s",
                         (int)(n_name < 60 ? n_name : 60), line,
                         nearest.word != NULL ? nearest.word : "");
    }
    if (command->argument == NULL && argument[0] != '\0') {
        return error_set(err, ERROR_ARGUMENT, "%s takes nothing after it", command->name);
    }
    if (command->argument != NULL && command->argument[0] != '[' && argument[0] == '\0') {
        return error_set(err, ERROR_ARGUMENT, "%s needs a name: %s %s", command->name,
                         command->name, command->argument);
    }
    return command->run(chat, argument, err);
}

void chat_run_command(struct chat *chat, const char *line)
{
    struct error err = {0};
    if (!run_line(chat, line, &err)) {
        chat_error(chat, &err);
    }
}
