/* silex generate, and silex cache-prompt, which stops before the first token. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "commands.h"
#include "engine.h"
#include "generation.h"
#include "input.h"
#include "interrupt.h"
#include "output.h"
#include "prompt.h"
#include "report.h"
#include "saved_prompt.h"
#include "terminal.h"

enum { CLEANED_LIMIT_BYTES = 1 << 20 };

/* What the callbacks of a generation see. */
struct stream {
    const struct settings *settings;
    const struct engine *engine;
    struct progress progress;
    json_t *logprobs;      /* array, or NULL */
    struct buffer cleaned; /* a token's text as a terminal may see it */
};

static bool on_prompt(void *user, size_t n_done, size_t n_total)
{
    struct stream *stream = user;
    if (n_done < n_total) {
        progress_step(&stream->progress, "reading the prompt", (double)n_done / (double)n_total);
    } else {
        progress_end(&stream->progress);
    }
    return true;
}

static json_t *token_json(const struct engine *engine, uint32_t id, double logprob)
{
    char *text = NULL;
    size_t n_bytes = 0;
    if (silex_detokenize(engine->model, &id, 1, false, &text, &n_bytes, NULL) != SILEX_OK) {
        text = NULL;
    }
    json_t *token = json_pack("{s:I, s:o, s:o}", "id", (json_int_t)id, "text",
                              text != NULL ? json_stringn(text, n_bytes) : json_null(), "logprob",
                              json_number(logprob));
    silex_free(text);
    return token;
}

static bool note_logprobs(struct stream *stream, const silex_token *token)
{
    json_t *item = token_json(stream->engine, token->id, token->logprob);
    json_t *top = json_array();
    for (size_t i = 0; i < token->n_top; i++) {
        json_array_append_new(top,
                              token_json(stream->engine, token->top[i].id, token->top[i].logprob));
    }
    json_object_set_new(item, "top", top);
    return json_array_append_new(stream->logprobs, item) == 0;
}

static bool on_token(void *user, const silex_token *token)
{
    struct stream *stream = user;
    progress_end(&stream->progress);
    if (stream->logprobs != NULL && !note_logprobs(stream, token)) {
        return false;
    }
    if (stream->settings->wants_json || token->n_bytes == 0) {
        return true;
    }
    if (!isatty(STDOUT_FILENO)) {
        return output_bytes(token->text, token->n_bytes);
    }
    buffer_empty(&stream->cleaned);
    terminal_clean(&stream->cleaned, token->text, token->n_bytes);
    return output_bytes(buffer_text(&stream->cleaned), stream->cleaned.n_bytes);
}

/* The messages that the settings describe. NULL on failure. */
static json_t *messages_of(const struct settings *settings, const struct buffer *text,
                           struct error *err)
{
    json_t *messages = json_array();
    bool is_good = (settings->system_prompt == NULL ||
                    prompt_add_message(messages, "system", settings->system_prompt,
                                       strlen(settings->system_prompt), err)) &&
                   prompt_add_message(messages, "user", buffer_text(text), text->n_bytes, err) &&
                   (settings->prefill_response == NULL ||
                    prompt_add_message(messages, "assistant", settings->prefill_response,
                                       strlen(settings->prefill_response), err));
    if (!is_good) {
        json_decref(messages);
        return NULL;
    }
    return messages;
}

/* Options that speak of a chat have no meaning without a chat template. */
static bool check_plain(const struct settings *settings, struct error *err)
{
    const char *name = settings->system_prompt != NULL          ? "--system-prompt"
                       : settings->prefill_response != NULL     ? "--prefill-response"
                       : settings->chat_template_config != NULL ? "--chat-template-config"
                                                                : NULL;
    return name == NULL ||
           error_set(err, ERROR_ARGUMENT, "%s needs a chat template, and %s", name,
                     settings->ignore_chat_template ? "--ignore-chat-template forbids it"
                                                    : "this checkpoint has none");
}

/* For cache-prompt the user's message stays open, so that more of it can follow. */
static bool build_prompt(struct prompt *prompt, const struct engine *engine,
                         const struct settings *settings, const struct saved_prompt *saved,
                         bool stays_open, struct error *err)
{
    struct buffer text;
    struct prompt_source source = {.model = engine->model,
                                   .kwargs_json = settings->chat_template_config,
                                   .continue_final =
                                       stays_open || settings->prefill_response != NULL,
                                   .cached = saved->ids,
                                   .n_cached = saved->n_ids};
    bool is_plain = settings->ignore_chat_template || !engine->info.has_chat_template;
    bool is_good = !is_plain || check_plain(settings, err);
    if (strcmp(settings->prompt, "-") == 0) {
        is_good = input_read("-", &text, err) && is_good;
    } else {
        buffer_init(&text, SIZE_MAX / 4);
        buffer_append_text(&text, settings->prompt);
        is_good = buffer_check(&text, err) && is_good;
    }
    if (is_good && is_plain) {
        is_good = prompt_from_text(prompt, &source, buffer_text(&text), text.n_bytes, err);
    } else if (is_good) {
        json_t *messages = messages_of(settings, &text, err);
        source.messages = messages;
        is_good = messages != NULL && prompt_from_messages(prompt, &source, err);
        json_decref(messages);
    }
    buffer_clear(&text);
    return is_good;
}

static json_t *result_json(const struct settings *settings, const struct engine *engine,
                           const silex_result *result, uint64_t seed, json_t *logprobs)
{
    json_t *tokens = json_array();
    for (size_t i = 0; i < result->n_tokens; i++) {
        json_array_append_new(tokens, json_integer(result->tokens[i]));
    }
    json_t *object = json_pack(
        "{s:o, s:o, s:I, s:I, s:o, s:o, s:I, s:s, s:b, s:I, s:I, s:o}", "text",
        json_stringn(result->text, result->n_text_bytes), "tokens", tokens, "prompt_tokens",
        (json_int_t)result->n_prompt_tokens, "generation_tokens", (json_int_t)result->n_tokens,
        "prompt_tps", json_number(generation_prompt_speed(result)), "generation_tps",
        json_number(generation_speed(result)), "peak_memory_bytes",
        (json_int_t)engine_peak_memory_bytes(), "finish_reason",
        generation_finish_text(result->finish), "truncated", result->n_dropped_tokens > 0,
        "reused_tokens", (json_int_t)result->n_reused_tokens, "dropped_tokens",
        (json_int_t)result->n_dropped_tokens, "seed",
        settings->temperature > 0.0 ? json_integer((json_int_t)seed) : json_null());
    json_object_set_new(object, "model",
                        settings->model != NULL ? json_string(settings->model) : json_null());
    json_object_set_new(object, "cpu_level", json_string(engine->info.cpu_level));
    if (engine_guesses(settings)) {
        json_object_set_new(object, "proposed_tokens",
                            json_integer((json_int_t)result->n_proposed_tokens));
        json_object_set_new(object, "accepted_tokens",
                            json_integer((json_int_t)result->n_accepted_tokens));
    }
    if (logprobs != NULL) {
        json_object_set(object, "logprobs", logprobs);
    }
    return object;
}

static void report_result(const struct settings *settings, const silex_result *result,
                          uint64_t seed)
{
    fprintf(stderr, "prompt: %zu tokens, %zu of them reused, %.1f tokens per second\n",
            result->n_prompt_tokens, result->n_reused_tokens, generation_prompt_speed(result));
    fprintf(stderr, "generation: %zu tokens, %.1f tokens per second, finish: %s\n",
            result->n_tokens, generation_speed(result), generation_finish_text(result->finish));
    if (engine_guesses(settings)) {
        fprintf(stderr, "guesses: %zu of %zu came true\n", result->n_accepted_tokens,
                result->n_proposed_tokens);
    }
    fprintf(stderr, "peak memory: %.3f GB\n", (double)engine_peak_memory_bytes() / 1e9);
    if (settings->temperature > 0.0) {
        fprintf(stderr, "seed: %llu\n", (unsigned long long)seed);
    }
}

static void show_result(const struct stream *stream, const silex_result *result, uint64_t seed)
{
    const struct settings *settings = stream->settings;
    if (settings->wants_json) {
        output_json(result_json(settings, stream->engine, result, seed, stream->logprobs));
    } else {
        output_text("\n");
    }
    if (result->n_dropped_tokens > 0) {
        report("the prompt was truncated: %zu of its %zu tokens were dropped",
               result->n_dropped_tokens, result->n_dropped_tokens + result->n_prompt_tokens);
    }
    if (settings->is_verbose) {
        report_result(settings, result, seed);
    }
}

static bool run_generate(struct engine *engine, const struct settings *settings,
                         struct saved_prompt *saved, struct error *err)
{
    struct prompt prompt = {0};
    struct generation generation = {0};
    struct stream stream = {.settings = settings, .engine = engine};
    silex_result result = {0};
    silex_error problem = {0};
    buffer_init(&stream.cleaned, CLEANED_LIMIT_BYTES);
    bool is_good = saved_prompt_load(saved, engine, settings->prompt_cache_file, err) &&
                   generation_init(&generation, engine, settings, err) &&
                   build_prompt(&prompt, engine, settings, saved, false, err);
    if (is_good) {
        stream.logprobs = settings->wants_json && settings->n_logprobs > 0 ? json_array() : NULL;
        generation.options.on_token = on_token;
        generation.options.on_prompt = on_prompt;
        generation.options.user = &stream;
        is_good = engine_check(silex_generate(engine->session, prompt.ids, prompt.n_ids,
                                              &generation.options, &result, &problem),
                               &problem, err);
        progress_end(&stream.progress);
    }
    if (is_good) {
        show_result(&stream, &result, generation.options.sampling.seed);
        is_good = result.finish != SILEX_FINISH_CANCELLED || !interrupt_happened() ||
                  error_set(err, ERROR_CANCELLED, "interrupted");
    }
    silex_result_clear(&result);
    json_decref(stream.logprobs);
    buffer_clear(&stream.cleaned);
    generation_clear(&generation);
    prompt_clear(&prompt);
    return is_good;
}

int command_generate(const struct settings *settings)
{
    struct engine engine = {0};
    struct saved_prompt saved = {0};
    struct error err = {0};
    if (settings->n_logprobs > 0 && !settings->wants_json) {
        report("generate: --logprobs needs --json");
        return EXIT_USAGE;
    }
    bool is_good =
        engine_open(&engine, settings, 0, &err) && run_generate(&engine, settings, &saved, &err);
    saved_prompt_clear(&saved);
    engine_close(&engine);
    if (!is_good && err.code == ERROR_CONTEXT_FULL) {
        report("%s; --max-kv-size N asks for a larger context, --overflow truncate drops tokens",
               err.message);
        return EXIT_FAILED;
    }
    return is_good ? EXIT_DONE : report_error(&err);
}

static bool run_cache_prompt(struct engine *engine, const struct settings *settings,
                             struct error *err)
{
    struct prompt prompt = {0};
    struct saved_prompt nothing = {0};
    silex_error problem = {0};
    double start = clock_seconds();
    bool is_good =
        build_prompt(&prompt, engine, settings, &nothing, true, err) &&
        engine_check(silex_session_append(engine->session, prompt.ids, prompt.n_ids, false, NULL,
                                          NULL, &problem),
                     &problem, err) &&
        engine_check(silex_session_save(engine->session, settings->prompt_cache_file, &problem),
                     &problem, err);
    if (is_good && settings->is_verbose) {
        double seconds = clock_seconds() - start;
        fprintf(stderr, "prompt: %zu tokens, %.3f seconds\npeak memory: %.3f GB\n", prompt.n_ids,
                seconds, (double)engine_peak_memory_bytes() / 1e9);
    }
    prompt_clear(&prompt);
    return is_good;
}

int command_cache_prompt(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    bool is_good =
        engine_open(&engine, settings, 0, &err) && run_cache_prompt(&engine, settings, &err);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
