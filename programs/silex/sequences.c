/* From a file to sequences; see sequences.h. */
#include "sequences.h"

#include <jansson.h>
#include <string.h>

#include "base/buffer.h"
#include "input.h"

static bool has_enough(const struct sequences *sequences)
{
    size_t n_samples = sequences->settings->n_samples;
    return n_samples > 0 && sequences->n >= n_samples;
}

/* A sequence of one token tells nothing and is passed over. */
static bool walk_ids(struct sequences *sequences, const uint32_t *ids, size_t n_ids,
                     struct error *err)
{
    size_t n_step = sequences->settings->sequence_length;
    for (size_t first = 0; first < n_ids && !has_enough(sequences); first += n_step) {
        size_t n = n_ids - first < n_step ? n_ids - first : n_step;
        if (n < 2) {
            break;
        }
        if (!sequences->visit(sequences->context, ids + first, n, err)) {
            return false;
        }
        sequences->n++;
    }
    return true;
}

static bool walk_text(struct sequences *sequences, const char *text, size_t n_bytes,
                      struct error *err)
{
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    silex_error problem = {0};
    bool is_good = engine_check(silex_tokenize(sequences->engine->model, text, n_bytes, true, &ids,
                                               &n_ids, &problem),
                                &problem, err) &&
                   walk_ids(sequences, ids, n_ids, err);
    silex_free(ids);
    return is_good;
}

static bool walk_line(struct sequences *sequences, const char *line, size_t n_bytes, size_t number,
                      struct error *err)
{
    json_error_t problem;
    json_t *object = json_loadb(line, n_bytes, JSON_REJECT_DUPLICATES, &problem);
    const json_t *text = json_object_get(object, "text");
    bool is_good =
        object == NULL
            ? error_set(err, ERROR_MALFORMED, "line %zu: %s", number, problem.text)
            : json_is_string(text) ||
                  error_set(err, ERROR_MALFORMED,
                            "line %zu: expected an object with a string \"text\"", number);
    is_good =
        is_good && walk_text(sequences, json_string_value(text), json_string_length(text), err);
    json_decref(object);
    return is_good;
}

static bool walk_lines(struct sequences *sequences, const struct buffer *file, struct error *err)
{
    const char *text = buffer_text(file);
    size_t number = 1;
    for (size_t i = 0; i < file->n_bytes && !has_enough(sequences); number++) {
        const char *end = memchr(text + i, '\n', file->n_bytes - i);
        size_t n_bytes = end != NULL ? (size_t)(end - (text + i)) : file->n_bytes - i;
        size_t n_blank = 0;
        while (n_blank < n_bytes && strchr(" \t\r", text[i + n_blank]) != NULL) {
            n_blank++;
        }
        sequences->fraction = (double)i / (double)file->n_bytes;
        if (n_blank < n_bytes && !walk_line(sequences, text + i, n_bytes, number, err)) {
            return false;
        }
        i += n_bytes + 1;
    }
    return true;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t n_text = strlen(text), n_ending = strlen(ending);
    return n_text >= n_ending && strcmp(text + n_text - n_ending, ending) == 0;
}

bool sequences_walk(struct sequences *sequences, struct error *err)
{
    struct buffer file;
    const char *path = sequences->settings->file;
    if (sequences->text != NULL) {
        return walk_text(sequences, sequences->text, strlen(sequences->text), err);
    }
    bool is_good = input_read(path, &file, err);
    if (is_good) {
        is_good = ends_with(path, ".jsonl")
                      ? walk_lines(sequences, &file, err)
                      : walk_text(sequences, buffer_text(&file), file.n_bytes, err);
        is_good = is_good || error_context(err, "%s", path);
    }
    buffer_clear(&file);
    return is_good;
}
