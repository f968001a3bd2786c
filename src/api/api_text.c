/* Tokens and templates at the public line. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "api/api.h"
#include "base/memory.h"
#include "text/template.h"

enum { MAX_TEXT_BYTES = 1 << 30 };

silex_status silex_tokenize(const silex_model *model, const char *text, size_t n_bytes,
                            bool add_special_tokens, uint32_t **ids, size_t *n_ids,
                            silex_error *error)
{
    struct error err = {0};
    struct token_list list = {0};
    const struct bytes bytes = {(const uint8_t *)text, n_bytes};
    if (model == NULL || (text == NULL && n_bytes > 0) || ids == NULL || n_ids == NULL) {
        return api_refuse(error, "silex_tokenize: an argument is missing");
    }
    if (!api_has_tokenizer(model, &err) ||
        !tokenizer_encode(model->tokenizer, bytes, add_special_tokens, &list, &err)) {
        token_list_clear(&list);
        return api_fail(&err, error);
    }
    if (list.ids == NULL && (list.ids = memory_array(1, sizeof *list.ids, &err)) == NULL) {
        return api_fail(&err, error);
    }
    *ids = list.ids;
    *n_ids = list.n_ids;
    return SILEX_OK;
}

/* Hands the buffer's text over, or reports why not. The buffer is empty afterwards. */
static silex_status give_text(struct buffer *buffer, bool ok, struct error *err, char **text,
                              size_t *n_bytes, silex_error *error)
{
    size_t n = buffer->n_bytes;
    char *taken = ok ? buffer_take(buffer, err) : NULL;
    buffer_clear(buffer);
    if (taken == NULL) {
        return api_fail(err, error);
    }
    *text = taken;
    if (n_bytes != NULL) {
        *n_bytes = n;
    }
    return SILEX_OK;
}

/* Ids that no token can have are a mistake of the caller, not text to be passed over. */
static bool check_ids(const silex_model *model, const uint32_t *ids, size_t n_ids,
                      struct error *err)
{
    size_t n_tokens = model->tokenizer != NULL ? tokenizer_n_tokens(model->tokenizer) : SIZE_MAX;
    size_t n_rows = model->model != NULL ? model->model->config.vocabulary_size : 0;
    size_t n_known = n_tokens > n_rows ? n_tokens : n_rows;
    for (size_t i = 0; i < n_ids; i++) {
        if (ids[i] >= n_known) {
            return error_set(err, ERROR_ARGUMENT, "id %zu is %u: there are only %zu tokens", i,
                             ids[i], n_known);
        }
    }
    return true;
}

silex_status silex_detokenize(const silex_model *model, const uint32_t *ids, size_t n_ids,
                              bool skip_special_tokens, char **text, size_t *n_bytes,
                              silex_error *error)
{
    struct error err = {0};
    struct buffer buffer;
    if (model == NULL || (ids == NULL && n_ids > 0) || text == NULL) {
        return api_refuse(error, "silex_detokenize: an argument is missing");
    }
    buffer_init(&buffer, MAX_TEXT_BYTES);
    bool ok = api_has_tokenizer(model, &err) && check_ids(model, ids, n_ids, &err) &&
              tokenizer_decode(model->tokenizer, ids, n_ids, skip_special_tokens, &buffer, &err);
    return give_text(&buffer, ok, &err, text, n_bytes, error);
}

/* ---- rendering ------------------------------------------------------------------------------- */

static struct template_clock local_time(void)
{
    time_t now = time(NULL);
    struct tm parts = {0};
    localtime_r(&now, &parts);
    return (struct template_clock){
        .year = parts.tm_year + 1900,
        .month = parts.tm_mon + 1,
        .day = parts.tm_mday,
        .hour = parts.tm_hour,
        .minute = parts.tm_min,
        .second = parts.tm_sec,
    };
}

/* The JSON behind a rendering; all owned. */
struct render_input {
    json_t *messages;
    json_t *tools;
    json_t *kwargs;
    struct template_clock clock;
};

static bool parse_part(const char *text, const char *what, bool is_array, json_t **out,
                       struct error *err)
{
    if (text == NULL) {
        return true;
    }
    *out = json_parse((struct bytes){(const uint8_t *)text, strlen(text)}, what, err);
    if (*out == NULL) {
        return false;
    }
    bool is_right = is_array ? json_is_array(*out) : json_is_object(*out);
    return is_right || error_set(err, ERROR_MALFORMED, "%s: expected %s, found %s", what,
                                 is_array ? "an array" : "an object", json_type_text(*out));
}

static bool read_input(const char *messages, const silex_render_options *options,
                       struct render_input *input, struct error *err)
{
    *input = (struct render_input){0};
    if (options->now == NULL) {
        input->clock = local_time();
    } else if (!chat_parse_time(options->now, &input->clock)) {
        return error_set(err, ERROR_ARGUMENT, "\"%s\" is not a time like 2025-07-14T09:30:00",
                         options->now);
    }
    return parse_part(messages, "messages", true, &input->messages, err) &&
           parse_part(options->tools_json, "tools", true, &input->tools, err) &&
           parse_part(options->kwargs_json, "kwargs", false, &input->kwargs, err);
}

static void clear_input(struct render_input *input)
{
    json_decref(input->messages);
    json_decref(input->tools);
    json_decref(input->kwargs);
}

static silex_status render(const struct chat *chat, const char *messages,
                           const silex_render_options *options, char **text, size_t *n_bytes,
                           silex_error *error)
{
    static const silex_render_options defaults;
    struct error err = {0};
    struct render_input input;
    struct buffer buffer;
    options = options != NULL ? options : &defaults;
    buffer_init(&buffer, MAX_TEXT_BYTES);
    bool ok = read_input(messages, options, &input, &err);
    if (ok) {
        const struct chat_request request = {
            .messages = input.messages,
            .tools = input.tools,
            .kwargs = input.kwargs,
            .add_generation_prompt = !options->no_generation_prompt,
            .is_literal = !options->prepare_messages,
            .clock = input.clock,
        };
        ok = chat_render(chat, &request, &buffer, &err);
    }
    clear_input(&input);
    return give_text(&buffer, ok, &err, text, n_bytes, error);
}

silex_status silex_render(const silex_model *model, const char *messages_json,
                          const silex_render_options *options, char **text, size_t *n_bytes,
                          silex_error *error)
{
    if (model == NULL || messages_json == NULL || text == NULL) {
        return api_refuse(error, "silex_render: an argument is missing");
    }
    return render(model->chat, messages_json, options, text, n_bytes, error);
}

silex_status silex_render_template(const char *source, size_t n_source_bytes,
                                   const char *messages_json, const silex_render_options *options,
                                   char **text, size_t *n_bytes, silex_error *error)
{
    struct error err = {0};
    struct chat *chat = NULL;
    if (source == NULL || messages_json == NULL || text == NULL) {
        return api_refuse(error, "silex_render_template: an argument is missing");
    }
    const struct bytes bytes = {(const uint8_t *)source, n_source_bytes};
    silex_status status = chat_open_source(&chat, bytes, "template", &err)
                              ? render(chat, messages_json, options, text, n_bytes, error)
                              : api_fail(&err, error);
    chat_close(chat);
    return status;
}
