/* One turn: the conversation becomes a prompt, the answer streams, both are remembered. */
#include <string.h>

#include "chat_conversation.h"
#include "interrupt.h"
#include "output.h"
#include "prompt.h"

static const char dim_on[] = "\033[2m", dim_off[] = "\033[0m";

static void set_dim(struct chat *chat, bool is_dim)
{
    if (chat->has_colours && chat->is_dim != is_dim) {
        buffer_append_text(&chat->shown, is_dim ? dim_on : dim_off);
        chat->is_dim = is_dim;
    }
}

static void on_piece(void *user, const char *bytes, size_t n_bytes, bool is_reasoning)
{
    struct chat *chat = user;
    set_dim(chat, is_reasoning);
    buffer_append(&chat->shown, bytes, n_bytes);
    chat->ends_line = n_bytes > 0 && bytes[n_bytes - 1] == '\n';
}

static bool show(struct chat *chat)
{
    bool is_good =
        chat->shown.n_bytes == 0 || output_bytes(buffer_text(&chat->shown), chat->shown.n_bytes);
    buffer_empty(&chat->shown);
    return is_good;
}

static bool on_token(void *user, const silex_token *token)
{
    struct chat *chat = user;
    progress_end(&chat->progress);
    if (chat->is_interactive) {
        buffer_empty(&chat->cleaned);
        terminal_clean(&chat->cleaned, token->text, token->n_bytes);
        reasoning_feed(&chat->reasoning, buffer_text(&chat->cleaned), chat->cleaned.n_bytes);
    } else {
        reasoning_feed(&chat->reasoning, token->text, token->n_bytes);
    }
    return show(chat);
}

static bool on_prompt(void *user, size_t n_done, size_t n_total)
{
    struct chat *chat = user;
    if (n_done < n_total) {
        progress_step(&chat->progress, "reading", (double)n_done / (double)n_total);
    }
    return true;
}

/* The prompt of the whole conversation; the session finds in it what it has computed before. */
static bool build_prompt(struct chat *chat, struct prompt *prompt, struct error *err)
{
    struct prompt_source source = {.model = chat->engine.model,
                                   .messages = chat->messages,
                                   .kwargs_json = chat->settings->chat_template_config,
                                   .cached = chat->saved.ids,
                                   .n_cached = chat->saved.n_ids};
    return prompt_from_messages(prompt, &source, err);
}

static void end_text(struct chat *chat)
{
    progress_end(&chat->progress);
    reasoning_end(&chat->reasoning);
    set_dim(chat, false);
    if (!chat->ends_line) {
        buffer_append_byte(&chat->shown, '\n');
    }
    show(chat);
}

static void tell_how_it_ended(struct chat *chat, const silex_result *result)
{
    size_t n_context = silex_session_context(chat->engine.session);
    size_t n_limit = chat->settings->max_tokens;
    if (result->n_dropped_tokens > 0) {
        chat_note(chat, "(%zu tokens of the chat were dropped to fit)", result->n_dropped_tokens);
    }
    if (result->finish == SILEX_FINISH_CANCELLED) {
        chat_note(chat, "(stopped)");
    } else if (result->finish == SILEX_FINISH_LENGTH && n_limit > 0 &&
               result->n_tokens >= n_limit) {
        chat_note(chat, "(cut at --max-tokens %zu)", n_limit);
    } else if (result->finish == SILEX_FINISH_LENGTH) {
        chat_note(chat, "(the context of %zu tokens is full:\n /reset begins anew, /save keeps it)",
                  n_context);
    }
    if (chat->settings->is_verbose) {
        chat_run_command(chat, "/stats");
    }
}

/* The answer as the template will see it again; the tag that stood in the prompt comes back. */
static bool remember(struct chat *chat, const struct prompt *prompt, const silex_result *result,
                     struct error *err)
{
    struct buffer text;
    buffer_init(&text, SIZE_MAX / 4);
    if (prompt->opens_thinking) {
        buffer_append_text(&text, "<think>\n");
    }
    buffer_append(&text, result->text, result->n_text_bytes);
    bool is_good =
        buffer_check(&text, err) &&
        prompt_add_message(chat->messages, "assistant", buffer_text(&text), text.n_bytes, err);
    buffer_clear(&text);
    return is_good;
}

static bool generate(struct chat *chat, const struct prompt *prompt, struct error *err)
{
    silex_result result = {0};
    silex_error problem = {0};
    chat->reasoning =
        (struct reasoning){.state = prompt->opens_thinking ? REASONING_INSIDE : REASONING_UNDECIDED,
                           .emit = on_piece,
                           .user = chat};
    chat->ends_line = false;
    interrupt_forget();
    interrupt_watch(chat->engine.session);
    bool is_good = engine_check(silex_generate(chat->engine.session, prompt->ids, prompt->n_ids,
                                               &chat->generation.options, &result, &problem),
                                &problem, err);
    interrupt_watch(NULL);
    if (!is_good) {
        progress_end(&chat->progress);
        silex_result_clear(&result);
        return false;
    }
    end_text(chat);
    bool has_text = result.finish != SILEX_FINISH_CANCELLED || result.n_tokens > 0;
    is_good = has_text
                  ? remember(chat, prompt, &result, err)
                  : json_array_remove(chat->messages, json_array_size(chat->messages) - 1) == 0;
    chat->n_answers++;
    chat->last = result;
    chat->last.text = NULL;
    chat->last.tokens = NULL;
    tell_how_it_ended(chat, &result);
    silex_result_clear(&result);
    return is_good;
}

void chat_answer(struct chat *chat, const char *text, size_t n_bytes)
{
    struct prompt prompt = {0};
    struct error err = {0};
    size_t n_before = json_array_size(chat->messages);
    chat->generation.options.on_token = on_token;
    chat->generation.options.on_prompt = on_prompt;
    chat->generation.options.user = chat;
    bool is_good = prompt_add_message(chat->messages, "user", text, n_bytes, &err) &&
                   build_prompt(chat, &prompt, &err) && generate(chat, &prompt, &err);
    prompt_clear(&prompt);
    if (!is_good) {
        while (json_array_size(chat->messages) > n_before) {
            json_array_remove(chat->messages, json_array_size(chat->messages) - 1);
        }
        chat_error(chat, &err);
        if (err.code == ERROR_CONTEXT_FULL) {
            chat_note(chat, "The chat no longer fits its context.\n/reset begins anew, /save keeps "
                            "it;\n--max-kv-size sets a larger one,\n--overflow truncate drops "
                            "tokens.");
        }
    }
}
