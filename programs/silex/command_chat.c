/* silex chat: reads messages and commands until there are no more. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chat_conversation.h"
#include "commands.h"
#include "interrupt.h"
#include "output.h"
#include "report.h"

enum { MESSAGE_LIMIT_BYTES = 1 << 26 };

void chat_note(const struct chat *chat, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (chat->is_interactive) {
        output_format("%s\n", text);
    } else {
        fprintf(stderr, "%s\n", text);
    }
}

void chat_error(struct chat *chat, const struct error *err)
{
    report_error(err);
    chat->has_failed = true;
}

static const char *model_name(const struct settings *settings)
{
    if (settings->model == NULL) {
        return "the demo model";
    }
    const char *slash = strrchr(settings->model, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : settings->model;
}

/* Lines that fit a window of 40 columns. */
static void greet(const struct chat *chat)
{
    if (chat->is_interactive) {
        chat_note(chat, "silex %s with %.20s", silex_version(), model_name(chat->settings));
        chat_note(chat, "/help lists commands, Ctrl-D ends.");
    }
}

static bool chat_open(struct chat *chat, const struct settings *settings, struct error *err)
{
    chat->settings = settings;
    chat->is_interactive = terminal_is_interactive();
    chat->has_colours = chat->is_interactive && terminal_has_colours();
    chat->messages = json_array();
    buffer_init(&chat->cleaned, MESSAGE_LIMIT_BYTES);
    buffer_init(&chat->shown, MESSAGE_LIMIT_BYTES);
    if (!engine_open(&chat->engine, settings, 0, err)) {
        return false;
    }
    interrupt_watch(NULL);
    if (!chat->engine.info.has_chat_template) {
        return error_set(err, ERROR_TEMPLATE,
                         "this checkpoint has no chat template, so it cannot chat; \"silex "
                         "generate\" continues a text with it");
    }
    return saved_prompt_load(&chat->saved, &chat->engine, settings->prompt_cache_file, err) &&
           generation_init(&chat->generation, &chat->engine, settings, err) &&
           (settings->system_prompt == NULL ||
            chat_set_system(chat, settings->system_prompt, err)) &&
           line_reader_create(&chat->reader, chat->is_interactive, !settings->no_history, err);
}

static void chat_close(struct chat *chat)
{
    line_reader_destroy(chat->reader);
    generation_clear(&chat->generation);
    saved_prompt_clear(&chat->saved);
    engine_close(&chat->engine);
    json_decref(chat->messages);
    buffer_clear(&chat->cleaned);
    buffer_clear(&chat->shown);
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Takes the three quotes off the end of a text, if they are there. */
static bool take_closing_quotes(struct buffer *text, size_t n_start)
{
    if (text->n_bytes < n_start + 3 || memcmp(text->data + text->n_bytes - 3, "\"\"\"", 3) != 0) {
        return false;
    }
    text->n_bytes -= 3;
    text->data[text->n_bytes] = '\0';
    return true;
}

/* Reads one message into *text: a line, or lines between triple quotes. */
static enum line_result read_message(struct chat *chat, struct buffer *text, struct error *err)
{
    enum line_result result = line_reader_read(chat->reader, "> ", text, err);
    if (result != LINE_READ || text->n_bytes < 3 || memcmp(text->data, "\"\"\"", 3) != 0) {
        return result;
    }
    bool is_closed = take_closing_quotes(text, 3);
    while (!is_closed && result == LINE_READ) {
        buffer_append_byte(text, '\n');
        size_t n_start = text->n_bytes;
        result = line_reader_read(chat->reader, ". ", text, err);
        is_closed = result == LINE_READ && take_closing_quotes(text, n_start);
    }
    if (result == LINE_END) { /* an end in the middle ends the quotes too */
        result = LINE_READ;
    }
    /* Quotes that stand alone on their line leave no empty line behind. */
    size_t n_cut = text->n_bytes > 3 && text->data[3] == '\n' ? 4 : 3;
    memmove(text->data, text->data + n_cut, text->n_bytes - n_cut + 1);
    text->n_bytes -= n_cut;
    if (text->n_bytes > 0 && text->data[text->n_bytes - 1] == '\n') {
        text->data[--text->n_bytes] = '\0';
    }
    return result;
}

static void run_message(struct chat *chat, const struct buffer *text)
{
    const char *line = buffer_text(text);
    if (is_blank(line)) {
        return;
    }
    if (line[0] == '/') {
        chat_run_command(chat, line);
    } else {
        chat_answer(chat, line, text->n_bytes);
    }
}

/* Ctrl-C at the prompt clears the line; without a terminal it ends the program. */
static void run_chat(struct chat *chat)
{
    struct buffer text;
    struct error err = {0};
    buffer_init(&text, MESSAGE_LIMIT_BYTES);
    if (chat->is_interactive) {
        interrupt_be_patient();
    }
    while (!chat->is_over && !interrupt_is_final()) {
        buffer_empty(&text);
        interrupt_forget();
        enum line_result result = read_message(chat, &text, &err);
        if (result == LINE_READ) {
            run_message(chat, &text);
        } else if (result == LINE_FAILED) {
            chat_error(chat, &err);
            chat->is_over = true;
        } else {
            chat->is_over = result == LINE_END || !chat->is_interactive;
        }
        if (interrupt_happened() && !chat->is_interactive) {
            chat->is_over = true;
            break;
        }
    }
    buffer_clear(&text);
}

int command_chat(const struct settings *settings)
{
    struct chat chat = {0};
    struct error err = {0};
    int status;
    if (chat_open(&chat, settings, &err)) {
        greet(&chat);
        run_chat(&chat);
        bool was_stopped = interrupt_is_final() || (interrupt_happened() && !chat.is_interactive);
        status = was_stopped                               ? EXIT_INTERRUPTED
                 : chat.has_failed && !chat.is_interactive ? EXIT_FAILED
                                                           : EXIT_DONE;
    } else {
        status = report_error(&err);
    }
    chat_close(&chat);
    return status;
}
