/*
 * Data sets; see dataset.h. A line becomes a text by the chat template (or is one), and the text
 * tokens. The shuffle of an epoch is that of Fisher and Yates, from the end, drawing number i of
 * epoch e as random_bits(seed + e, i): no state to keep, so that a run goes on where it was.
 */
#include "train/dataset.h"

#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/random.h"
#include "train/json_lines.h"

enum { MAX_TEXT_BYTES = 1 << 28 };

enum sample_form { FORM_COMPLETIONS, FORM_CHAT, FORM_TEXT };

struct dataset_reader {
    struct dataset *set;
    const struct tokenizer *tokenizer;
    const struct chat *chat;
    const struct dataset_options *options;
    const char *prompt_key, *completion_key, *chat_key, *text_key;
    bool has_form;
    enum sample_form form;
    json_t *kwargs;
    struct buffer text, prompt, empty;
    struct error *err;
};

/* ---- samples --------------------------------------------------------------------------------- */

static bool reserve_sample(struct dataset *set, struct error *err)
{
    if (set->n_samples < set->n_capacity) {
        return true;
    }
    size_t n = set->n_capacity > 0 ? 2 * set->n_capacity : 64;
    struct dataset_sample *grown = memory_resize(set->samples, n, sizeof *grown, err);
    if (grown == NULL) {
        return false;
    }
    set->samples = grown;
    set->n_capacity = n;
    return true;
}

/* The tokens from `first` on become a sample; the prompt has n_prompt of them. */
static bool add_sample(struct dataset_reader *reader, size_t first, size_t n_prompt, size_t line)
{
    struct dataset *set = reader->set;
    size_t n_most = reader->options->max_tokens;
    size_t n = set->tokens.n_ids - first;
    if (n > n_most) {
        set->n_cut++;
        set->n_lost += n - n_most;
        set->n_longest = n > set->n_longest ? n : set->n_longest;
        n = n_most;
        set->tokens.n_ids = first + n;
    }
    size_t first_target = n_prompt > 1 ? n_prompt : 1;
    if (first_target >= n) {
        set->n_empty++;
        set->tokens.n_ids = first;
        return true;
    }
    /* mlx-lm also predicts the padding behind a sample that was not cut: token 0. */
    if (n < n_most) {
        if (!token_list_add(&set->tokens, 0, reader->err)) {
            return false;
        }
        n++;
    }
    if (!reserve_sample(set, reader->err)) {
        return false;
    }
    set->samples[set->n_samples++] = (struct dataset_sample){first, n, first_target, line};
    return true;
}

/* ---- texts ----------------------------------------------------------------------------------- */

static bool encode(struct dataset_reader *reader, struct bytes text, bool add_special)
{
    return tokenizer_encode(reader->tokenizer, text, add_special, &reader->set->tokens,
                            reader->err);
}

static bool add_text(struct dataset_reader *reader, const json_t *object, size_t line)
{
    const json_t *value = json_object_get(object, reader->text_key);
    size_t first = reader->set->tokens.n_ids;
    uint32_t end;
    if (!json_is_string(value)) {
        return error_set(reader->err, ERROR_MALFORMED, "\"%s\": expected a text, found %s",
                         reader->text_key, json_type_text(value));
    }
    struct bytes text = {(const uint8_t *)json_string_value(value), json_string_length(value)};
    if (!encode(reader, text, true)) {
        return false;
    }
    struct token_list *tokens = &reader->set->tokens;
    bool has_end = tokenizer_role_id(reader->tokenizer, TOKENIZER_EOS, &end);
    bool ends = tokens->n_ids > first && tokens->ids[tokens->n_ids - 1] == end;
    if (has_end && !ends && !token_list_add(tokens, end, reader->err)) {
        return false;
    }
    return add_sample(reader, first, 0, line);
}

/* ---- conversations --------------------------------------------------------------------------- */

static struct bytes text_bytes(const struct buffer *text)
{
    return (struct bytes){(const uint8_t *)buffer_text(text), text->n_bytes};
}

/* The text that the template makes of messages. */
static bool render(struct dataset_reader *reader, const json_t *messages, const json_t *tools,
                   bool add_generation_prompt, struct buffer *text, struct error *err)
{
    const struct chat_request request = {
        .messages = messages,
        .tools = tools,
        .kwargs = reader->kwargs,
        .add_generation_prompt = add_generation_prompt,
        .is_literal = true,
        .clock = reader->options->clock,
    };
    buffer_empty(text);
    return chat_render(reader->chat, &request, text, err);
}

/* All messages but the last, with the beginning of an answer where the last is one. */
static bool render_before(struct dataset_reader *reader, const json_t *messages,
                          const json_t *tools)
{
    size_t n = json_array_size(messages);
    const json_t *last = json_array_get(messages, n - 1);
    const char *role = json_string_value(json_object_get(last, "role"));
    json_t *before = json_copy_whole(messages, reader->err);
    bool ok = before != NULL;
    if (ok && json_array_remove(before, n - 1) != 0) {
        ok = error_set(reader->err, ERROR_MEMORY, "out of memory");
    }
    ok = ok && render(reader, before, tools, role != NULL && strcmp(role, "assistant") == 0,
                      &reader->prompt, reader->err);
    json_decref(before);
    return ok;
}

/* The same messages, with nothing in the last. *is_there is false where the template refuses such.
 */
static bool render_empty(struct dataset_reader *reader, const json_t *messages, const json_t *tools,
                         bool *is_there)
{
    struct error err = {0};
    json_t *copy = json_copy_whole(messages, reader->err);
    json_t *last = json_array_get(copy, json_array_size(messages) - 1);
    bool ok = copy != NULL;
    if (ok && json_object_set_new(last, "content", json_string("")) != 0) {
        ok = error_set(reader->err, ERROR_MEMORY, "out of memory");
    }
    *is_there = ok && render(reader, copy, tools, false, &reader->empty, &err);
    json_decref(copy);
    if (err.code == ERROR_MEMORY) {
        ok = error_set(reader->err, err.code, "%s", err.message);
    }
    return ok;
}

/*
 * Tokens of reader->text that are no answer. Where the text begins with that of all messages but
 * the last, it is the tokens of those, as in mlx-lm. Templates that show the last few messages only
 * make another beginning of them: there it is what the text has in common with that of an empty
 * answer.
 */
static bool count_prompt(struct dataset_reader *reader, const json_t *messages, const json_t *tools,
                         size_t *n_prompt)
{
    struct token_list *tokens = &reader->set->tokens;
    size_t n_before = tokens->n_ids;
    if (!render_before(reader, messages, tools)) {
        return false;
    }
    struct bytes text = text_bytes(&reader->text), prompt = text_bytes(&reader->prompt);
    bool begins =
        prompt.n_bytes <= text.n_bytes && memcmp(prompt.data, text.data, prompt.n_bytes) == 0;
    bool has_empty = false;
    if (!begins && !render_empty(reader, messages, tools, &has_empty)) {
        return false;
    }
    if (has_empty) {
        struct bytes empty = text_bytes(&reader->empty);
        size_t n = 0;
        while (n < text.n_bytes && n < empty.n_bytes && text.data[n] == empty.data[n]) {
            n++;
        }
        while (n > 0 && n < text.n_bytes && (text.data[n] & 0xC0) == 0x80) {
            n--; /* not inside of a character */
        }
        prompt = (struct bytes){text.data, n};
    }
    bool ok = encode(reader, prompt, false);
    *n_prompt = tokens->n_ids - n_before;
    tokens->n_ids = n_before;
    return ok;
}

static bool add_messages(struct dataset_reader *reader, const json_t *messages,
                         const json_t *object, size_t line)
{
    size_t first = reader->set->tokens.n_ids, n_prompt = 0;
    const json_t *tools = NULL;
    return json_read_array(object, "tools", &tools, reader->err) &&
           render(reader, messages, tools, false, &reader->text, reader->err) &&
           (!reader->options->masks_prompt || count_prompt(reader, messages, tools, &n_prompt)) &&
           encode(reader, text_bytes(&reader->text), false) &&
           add_sample(reader, first, n_prompt, line);
}

static bool add_chat(struct dataset_reader *reader, const json_t *object, size_t line)
{
    const json_t *messages = json_object_get(object, reader->chat_key);
    if (!json_is_array(messages) || json_array_size(messages) == 0) {
        return error_set(reader->err, ERROR_MALFORMED,
                         "\"%s\": expected an array of messages, found %s", reader->chat_key,
                         messages == NULL          ? "nothing"
                         : json_is_array(messages) ? "an empty one"
                                                   : json_type_text(messages));
    }
    return add_messages(reader, messages, object, line);
}

static bool add_completion(struct dataset_reader *reader, const json_t *object, size_t line)
{
    const json_t *prompt = json_object_get(object, reader->prompt_key);
    const json_t *completion = json_object_get(object, reader->completion_key);
    if (!json_is_string(prompt) || !json_is_string(completion)) {
        bool is_prompt = !json_is_string(prompt);
        const json_t *wrong = is_prompt ? prompt : completion;
        return error_set(reader->err, ERROR_MALFORMED, "\"%s\": expected a text, found %s",
                         is_prompt ? reader->prompt_key : reader->completion_key,
                         wrong == NULL ? "nothing" : json_type_text(wrong));
    }
    json_t *messages = json_pack("[{s:s,s:O},{s:s,s:O}]", "role", "user", "content", prompt, "role",
                                 "assistant", "content", completion);
    bool ok = messages != NULL ? add_messages(reader, messages, object, line)
                               : error_set(reader->err, ERROR_MEMORY, "out of memory");
    json_decref(messages);
    return ok;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static bool find_form(struct dataset_reader *reader, const json_t *object)
{
    bool has_pair = json_object_get(object, reader->prompt_key) != NULL &&
                    json_object_get(object, reader->completion_key) != NULL;
    reader->has_form = true;
    if (has_pair) {
        reader->form = FORM_COMPLETIONS;
    } else if (json_object_get(object, reader->chat_key) != NULL) {
        reader->form = FORM_CHAT;
    } else if (json_object_get(object, reader->text_key) != NULL) {
        reader->form = FORM_TEXT;
        if (reader->options->masks_prompt) {
            return error_set(reader->err, ERROR_ARGUMENT,
                             "texts have no prompt that could be masked");
        }
    } else {
        return error_set(reader->err, ERROR_MALFORMED,
                         "expected \"%s\", or \"%s\" and \"%s\", or \"%s\"", reader->chat_key,
                         reader->prompt_key, reader->completion_key, reader->text_key);
    }
    return true;
}

static bool add_line(void *context, const json_t *object, size_t number, struct error *err)
{
    struct dataset_reader *reader = context;
    (void)err;
    if (!reader->has_form && !find_form(reader, object)) {
        return false;
    }
    return reader->form == FORM_COMPLETIONS ? add_completion(reader, object, number)
           : reader->form == FORM_CHAT      ? add_chat(reader, object, number)
                                            : add_text(reader, object, number);
}

static bool add_lines(struct dataset_reader *reader, struct bytes bytes)
{
    return json_lines_read(bytes, add_line, reader, reader->err) &&
           (reader->has_form ||
            error_set(reader->err, ERROR_MALFORMED, "there is no sample in it"));
}

static bool has_token(const void *user, const char *text)
{
    uint32_t id;
    return tokenizer_find(user, text, strlen(text), &id);
}

/* Templates of models that can think are told so, as mlx-lm does. */
static json_t *kwargs_of(const struct chat *chat, const struct tokenizer *tokenizer)
{
    struct chat_reasoning marks = chat_reasoning_marks(chat, has_token, tokenizer);
    bool thinks =
        marks.open != NULL && has_token(tokenizer, marks.open) && has_token(tokenizer, marks.close);
    return json_pack("{s:b}", "enable_thinking", (int)thinks);
}

static const char *or_else(const char *key, const char *usual)
{
    return key != NULL ? key : usual;
}

bool dataset_add(struct dataset *set, const char *what, struct bytes bytes,
                 const struct tokenizer *tokenizer, const struct chat *chat,
                 const struct dataset_options *options, struct error *err)
{
    struct dataset_reader reader = {
        .set = set,
        .tokenizer = tokenizer,
        .chat = chat,
        .options = options,
        .prompt_key = or_else(options->prompt_key, "prompt"),
        .completion_key = or_else(options->completion_key, "completion"),
        .chat_key = or_else(options->chat_key, "messages"),
        .text_key = or_else(options->text_key, "text"),
        .kwargs = kwargs_of(chat, tokenizer),
        .err = err,
    };
    buffer_init(&reader.text, MAX_TEXT_BYTES);
    buffer_init(&reader.prompt, MAX_TEXT_BYTES);
    buffer_init(&reader.empty, MAX_TEXT_BYTES);
    bool ok = reader.kwargs != NULL ? add_lines(&reader, bytes)
                                    : error_set(err, ERROR_MEMORY, "out of memory");
    buffer_clear(&reader.text);
    buffer_clear(&reader.prompt);
    buffer_clear(&reader.empty);
    json_decref(reader.kwargs);
    return ok || error_context(err, "%s", what);
}

void dataset_clear(struct dataset *set)
{
    token_list_clear(&set->tokens);
    free(set->samples);
    *set = (struct dataset){.n_samples = 0};
}

/* ---- batches --------------------------------------------------------------------------------- */

struct by_length {
    size_t n_tokens, index;
};

static int compare_lengths(const void *a, const void *b)
{
    const struct by_length *first = a, *second = b;
    if (first->n_tokens != second->n_tokens) {
        return first->n_tokens < second->n_tokens ? -1 : 1;
    }
    return first->index < second->index ? -1 : first->index > second->index;
}

static bool sort_samples(const struct dataset *set, size_t *order, struct error *err)
{
    struct by_length *list = memory_array(set->n_samples, sizeof *list, err);
    if (list == NULL) {
        return false;
    }
    for (size_t i = 0; i < set->n_samples; i++) {
        list[i] = (struct by_length){set->samples[i].n_tokens, i};
    }
    qsort(list, set->n_samples, sizeof *list, compare_lengths);
    for (size_t i = 0; i < set->n_samples; i++) {
        order[i] = list[i].index;
    }
    free(list);
    return true;
}

bool dataset_batch(const struct dataset *set, size_t n_samples, bool is_packed, size_t max_tokens,
                   uint64_t seed, struct dataset_batches *out, struct error *err)
{
    *out = (struct dataset_batches){.seed = seed};
    out->order = memory_array(set->n_samples, sizeof *out->order, err);
    out->firsts = memory_array(set->n_samples + 1, sizeof *out->firsts, err);
    out->places = memory_array(set->n_samples, sizeof *out->places, err);
    if (out->order == NULL || out->firsts == NULL || out->places == NULL ||
        !sort_samples(set, out->order, err)) {
        return false;
    }
    size_t n_room = n_samples * max_tokens, n_used = 0;
    for (size_t i = 0; i < set->n_samples; i++) {
        size_t n_tokens = set->samples[out->order[i]].n_tokens;
        bool is_full = is_packed ? n_used + n_tokens > n_room
                                 : i - (out->n > 0 ? out->firsts[out->n - 1] : 0) == n_samples;
        if (i == 0 || is_full) {
            out->firsts[out->n++] = i;
            n_used = 0;
        }
        n_used += n_tokens;
    }
    out->firsts[out->n] = set->n_samples;
    return true;
}

void dataset_batches_clear(struct dataset_batches *batches)
{
    free(batches->order);
    free(batches->firsts);
    free(batches->places);
    *batches = (struct dataset_batches){.n = 0};
}

size_t dataset_batch_at(struct dataset_batches *batches, uint64_t step)
{
    uint64_t epoch = step / batches->n;
    if (batches->epoch != epoch + 1) {
        batches->epoch = epoch + 1;
        for (size_t i = 0; i < batches->n; i++) {
            batches->places[i] = i;
        }
        for (size_t i = batches->n - 1; i > 0; i--) {
            size_t k = (size_t)(random_bits(batches->seed + epoch, i) % (i + 1));
            size_t place = batches->places[i];
            batches->places[i] = batches->places[k];
            batches->places[k] = place;
        }
    }
    return batches->places[step % batches->n];
}
