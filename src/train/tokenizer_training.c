/*
 * Learning a tokenizer; see tokenizer_training.h. Texts are cut by a tokenizer of the same recipe
 * that has no merges yet, opened from its files in memory: cutting is what it will be later.
 */
#include "train/tokenizer_training.h"

#include <stdlib.h>
#include "base/file_map.h"
#include "base/folder.h"
#include "base/new_folder.h"
#include "text/chat.h"
#include "text/tokenizer.h"
#include "train/json_lines.h"

enum {
    MAX_FILE_BYTES = 1 << 30,
    MAX_TEXT_BYTES = 1 << 28,
    BYTES_PER_REPORT = 1 << 20,
};

struct learner {
    const struct tokenizer_training *training;
    struct vocabulary vocabulary;
    struct trained_merges merges;
    struct word_counts counts;
    struct buffer json, config; /* files */
    struct buffer text;         /* of a conversation */
    struct tokenizer *tokenizer;
    struct chat *chat;
    struct new_folder *folder;
    struct tokenizer_trained *out;
    uint64_t n_reported;
    size_t file;
    struct error *err;
};

static bool report(struct learner *learner, const char *stage, double fraction)
{
    const struct tokenizer_training *training = learner->training;
    return training->progress == NULL || training->progress(training->context, stage, fraction) ||
           error_set(learner->err, ERROR_CANCELLED, "learning a tokenizer was cancelled");
}

/* ---- texts ----------------------------------------------------------------------------------- */

static bool count_word(void *context, struct bytes word, struct error *err)
{
    struct learner *learner = context;
    learner->out->n_words++;
    return word_counts_add(&learner->counts, word, err);
}

static bool count_text(struct learner *learner, struct bytes text)
{
    learner->out->n_bytes += text.n_bytes;
    if (learner->out->n_bytes - learner->n_reported >= BYTES_PER_REPORT) {
        learner->n_reported = learner->out->n_bytes;
        double fraction = (double)learner->file / (double)learner->training->n_files;
        if (!report(learner, "counting words", fraction)) {
            return false;
        }
    }
    return tokenizer_cut(learner->tokenizer, text, count_word, learner, learner->err);
}

static bool count_string(struct learner *learner, const json_t *value)
{
    return !json_is_string(value) ||
           count_text(learner, (struct bytes){(const uint8_t *)json_string_value(value),
                                              json_string_length(value)});
}

/* As a data set renders it. */
static bool count_rendered(struct learner *learner, const json_t *object, const json_t *messages)
{
    struct chat_request request = {
        .messages = messages, .is_literal = true, .clock = {.year = 1970, .month = 1, .day = 1}};
    buffer_empty(&learner->text);
    return json_read_array(object, "tools", &request.tools, learner->err) &&
           chat_render(learner->chat, &request, &learner->text, learner->err) &&
           count_text(learner, (struct bytes){(const uint8_t *)buffer_text(&learner->text),
                                              learner->text.n_bytes});
}

static bool count_messages(struct learner *learner, const json_t *object, const json_t *messages)
{
    if (chat_has_template(learner->chat)) {
        return count_rendered(learner, object, messages);
    }
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(messages); i++) {
        ok = count_string(learner, json_object_get(json_array_get(messages, i), "content"));
    }
    return ok;
}

static bool count_completion(struct learner *learner, const json_t *object, const json_t *prompt,
                             const json_t *completion)
{
    json_t *messages = json_pack("[{s:s,s:O},{s:s,s:O}]", "role", "user", "content", prompt, "role",
                                 "assistant", "content", completion);
    bool ok = messages != NULL ? count_messages(learner, object, messages)
                               : error_set(learner->err, ERROR_MEMORY, "out of memory");
    json_decref(messages);
    return ok;
}

static bool count_line(void *context, const json_t *object, size_t number, struct error *err)
{
    struct learner *learner = context;
    const json_t *messages = json_object_get(object, "messages");
    const json_t *prompt = json_object_get(object, "prompt");
    const json_t *completion = json_object_get(object, "completion");
    const json_t *text = json_object_get(object, "text");
    (void)number;
    if (json_is_string(prompt) && json_is_string(completion)) {
        return count_completion(learner, object, prompt, completion);
    }
    if (json_is_array(messages)) {
        return count_messages(learner, object, messages);
    }
    return json_is_string(text) ? count_string(learner, text)
                                : error_set(err, ERROR_MALFORMED,
                                            "expected an array \"messages\", or texts "
                                            "\"prompt\" and \"completion\", or \"text\"");
}

static bool count_lines(struct learner *learner, struct bytes bytes)
{
    bool ok = true;
    for (size_t start = 0; ok && start < bytes.n_bytes;) {
        const uint8_t *found = memchr(bytes.data + start, '\n', bytes.n_bytes - start);
        size_t end = found != NULL ? (size_t)(found - bytes.data) + 1 : bytes.n_bytes;
        ok = count_text(learner, (struct bytes){bytes.data + start, end - start});
        start = end;
    }
    return ok;
}

static bool is_json_lines(const char *path)
{
    static const char end[] = ".jsonl";
    size_t n = strlen(path);
    return n >= sizeof end && strcmp(path + n - (sizeof end - 1), end) == 0;
}

static bool count_file(struct learner *learner, const char *path)
{
    struct file_map map;
    if (!file_map_open(&map, path, learner->err)) {
        return false;
    }
    bool ok = (is_json_lines(path) ? json_lines_read(map.bytes, count_line, learner, learner->err)
                                   : count_lines(learner, map.bytes)) ||
              error_context(learner->err, "%s", path);
    file_map_close(&map);
    return ok;
}

static bool count_files(struct learner *learner)
{
    const struct tokenizer_training *training = learner->training;
    bool ok = true;
    for (; ok && learner->file < training->n_files; learner->file++) {
        ok = count_file(learner, training->files[learner->file]);
    }
    if (ok && learner->counts.n_words == 0) {
        return error_set(learner->err, ERROR_MALFORMED, "there is no text to learn from");
    }
    learner->out->n_different = learner->counts.n_words;
    return ok;
}

/* ---- the tokenizer --------------------------------------------------------------------------- */

static bool write_json(struct learner *learner)
{
    buffer_empty(&learner->json);
    return tokenizer_recipe_append(&learner->training->recipe, &learner->vocabulary,
                                   &learner->merges, &learner->json, learner->err);
}

static struct bytes bytes_of(const struct buffer *buffer)
{
    return (struct bytes){(const uint8_t *)buffer_text(buffer), buffer->n_bytes};
}

/* The vocabulary without merges, and the tokenizer that cuts by it. */
static bool begin(struct learner *learner)
{
    const struct tokenizer_training *training = learner->training;
    if (!tokenizer_recipe_begin(&training->recipe, &learner->vocabulary, learner->err)) {
        return false;
    }
    if (training->n_tokens < learner->vocabulary.n_ids || training->n_tokens > VOCABULARY_MAX_IDS) {
        return error_set(learner->err, ERROR_ARGUMENT,
                         "a vocabulary of %zu tokens: expected %u (256 bytes and the special "
                         "tokens) to %d",
                         training->n_tokens, (unsigned)learner->vocabulary.n_ids,
                         VOCABULARY_MAX_IDS);
    }
    if (!write_json(learner) ||
        !tokenizer_recipe_append_config(&training->recipe, &learner->config, learner->err)) {
        return false;
    }
    const struct folder_file files[] = {
        {"tokenizer.json", bytes_of(&learner->json)},
        {"tokenizer_config.json", bytes_of(&learner->config)},
    };
    struct folder *folder = NULL;
    bool ok = folder_open_memory(&folder, files, 2, learner->err) &&
              tokenizer_open(&learner->tokenizer, folder, learner->err) &&
              chat_open(&learner->chat, folder, learner->err);
    folder_close(folder);
    return ok;
}

static bool on_merges(void *context, double fraction)
{
    const struct tokenizer_training *training = context;
    return training->progress(training->context, "learning merges", fraction);
}

static bool learn(struct learner *learner)
{
    const struct tokenizer_training *training = learner->training;
    const struct bpe_training inner = {
        .n_tokens = training->n_tokens,
        .min_count = training->min_count,
        .progress = training->progress != NULL ? on_merges : NULL,
        .context = (void *)(uintptr_t)training,
    };
    bool ok =
        bpe_train(&inner, &learner->counts, &learner->vocabulary, &learner->merges, learner->err);
    learner->out->n_tokens = learner->vocabulary.n_words;
    learner->out->n_merges = learner->merges.n_items;
    return ok;
}

static bool write_file(struct learner *learner, const char *name, const struct buffer *file)
{
    if (!new_folder_file(learner->folder, name, learner->err)) {
        return false;
    }
    new_folder_write(learner->folder, file->data, file->n_bytes);
    return true;
}

/* Whatever happens, the folder is released. */
static bool write_files(struct learner *learner)
{
    struct new_folder *folder = learner->folder;
    bool ok = write_json(learner) && write_file(learner, "tokenizer.json", &learner->json) &&
              write_file(learner, "tokenizer_config.json", &learner->config);
    learner->folder = NULL;
    if (ok) {
        return new_folder_commit(folder, learner->err);
    }
    new_folder_discard(folder);
    return false;
}

static void learner_clear(struct learner *learner)
{
    new_folder_discard(learner->folder);
    chat_close(learner->chat);
    tokenizer_close(learner->tokenizer);
    vocabulary_clear(&learner->vocabulary);
    word_counts_clear(&learner->counts);
    free(learner->merges.items);
    buffer_clear(&learner->json);
    buffer_clear(&learner->config);
    buffer_clear(&learner->text);
}

bool tokenizer_train(const struct tokenizer_training *training, const char *path,
                     struct tokenizer_trained *out, struct error *err)
{
    *out = (struct tokenizer_trained){.n_tokens = 0};
    struct learner learner = {.training = training, .out = out, .err = err};
    vocabulary_init(&learner.vocabulary);
    word_counts_init(&learner.counts);
    buffer_init(&learner.json, MAX_FILE_BYTES);
    buffer_init(&learner.config, MAX_FILE_BYTES);
    buffer_init(&learner.text, MAX_TEXT_BYTES);
    /* The folder is begun first: a path that cannot be is told before the work. */
    bool ok = begin(&learner) && new_folder_create(&learner.folder, path, 0, err) &&
              count_files(&learner) && learn(&learner) && write_files(&learner);
    learner_clear(&learner);
    return ok;
}
