/*
 * config.json is that of the source, with what is quantized now and without what mlx-lm drops, too.
 * Everything that a tokenizer, a chat template or a licence consists of is copied byte for byte.
 */
#include "convert/checkpoint_files.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "convert/gguf_files.h"

enum { MAX_TEXT_BYTES = 256 << 20, MAX_DEPTH = 64 };

/* ---- JSON ----------------------------------------------------------------------------------- */

/* The fewest digits that read back as the same number. */
static void append_real(struct buffer *out, double value)
{
    char text[40];
    for (int n_digits = 1; n_digits <= 17; n_digits++) {
        snprintf(text, sizeof text, "%.*g", n_digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    /* Python writes 500000.0 where C writes 5e+05. */
    if (strchr(text, 'e') != NULL && fabs(value) >= 1 && fabs(value) < 1e16) {
        snprintf(text, sizeof text, "%.1f", value);
    }
    buffer_append_text(out, text);
    if (strpbrk(text, ".e") == NULL) {
        buffer_append_text(out, ".0");
    }
}

static bool append_text(struct buffer *out, const json_t *value, struct error *err)
{
    char *text = json_text(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII, err);
    if (text == NULL) {
        return false;
    }
    buffer_append_text(out, text);
    free(text);
    return true;
}

static void append_line(struct buffer *out, size_t depth)
{
    buffer_append_format(out, "\n%*s", (int)(4 * depth), "");
}

static bool append_value(struct buffer *out, const json_t *value, size_t depth, struct error *err);

static bool append_array(struct buffer *out, const json_t *array, size_t depth, struct error *err)
{
    size_t n = json_array_size(array);
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < n; i++) {
        append_line(out, depth + 1);
        if (!append_value(out, json_array_get(array, i), depth + 1, err)) {
            return false;
        }
        buffer_append_text(out, i + 1 < n ? "," : "");
    }
    if (n > 0) {
        append_line(out, depth);
    }
    buffer_append_byte(out, ']');
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool append_object(struct buffer *out, const json_t *object, size_t depth, struct error *err)
{
    size_t n = json_object_size(object);
    const char **keys = calloc(n + 1, sizeof *keys);
    const char *key;
    json_t *value;
    size_t i = 0;
    if (keys == NULL) {
        return error_set(err, ERROR_MEMORY, "out of memory");
    }
    json_object_foreach((json_t *)object, key, value)
    {
        keys[i++] = key;
    }
    qsort(keys, n, sizeof *keys, compare_keys);
    buffer_append_byte(out, '{');
    bool ok = true;
    for (i = 0; ok && i < n; i++) {
        append_line(out, depth + 1);
        json_t *name = json_string(keys[i]);
        ok = name != NULL ? append_text(out, name, err)
                          : error_set(err, ERROR_MEMORY, "out of memory");
        json_decref(name);
        buffer_append_text(out, ": ");
        ok = ok && append_value(out, json_object_get(object, keys[i]), depth + 1, err);
        buffer_append_text(out, i + 1 < n ? "," : "");
    }
    free(keys);
    if (n > 0) {
        append_line(out, depth);
    }
    buffer_append_byte(out, '}');
    return ok;
}

static bool append_value(struct buffer *out, const json_t *value, size_t depth, struct error *err)
{
    if (depth > MAX_DEPTH) {
        return error_set(err, ERROR_LIMIT, "JSON is nested more than %d deep", MAX_DEPTH);
    }
    if (json_is_object(value)) {
        return append_object(out, value, depth, err);
    }
    if (json_is_array(value)) {
        return append_array(out, value, depth, err);
    }
    if (json_is_real(value)) {
        append_real(out, json_real_value(value));
        return true;
    }
    return append_text(out, value, err);
}

bool checkpoint_json_put(struct output_folder *folder, const char *name, const json_t *value,
                         struct error *err)
{
    struct buffer text;
    buffer_init(&text, MAX_TEXT_BYTES);
    bool ok = append_value(&text, value, 0, err) && buffer_check(&text, err) &&
              output_folder_put(folder, name,
                                (struct bytes){(const uint8_t *)text.data, text.n_bytes}, err);
    buffer_clear(&text);
    return ok;
}

/* ---- config.json ---------------------------------------------------------------------------- */

static bool set(json_t *object, const char *key, json_t *value, struct error *err)
{
    return json_object_set_new(object, key, value) == 0 ||
           error_set(err, ERROR_MEMORY, "out of memory");
}

static bool change_config(json_t *config, const struct mlx_plan *plan, struct error *err)
{
    static const char *const dropped[] = {"_name_or_path", "vision_config", "quantization",
                                          "quantization_config"};
    json_t *text_config = json_object_get(config, "text_config");
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        json_object_del(config, dropped[i]);
        json_object_del(text_config, dropped[i]);
    }
    /* Readers differ in what it is where nothing is said. */
    bool is_tied = plan->source->numbers.is_tied;
    if (!set(config, "tie_word_embeddings", json_boolean(is_tied), err) ||
        (json_object_get(text_config, "tie_word_embeddings") != NULL &&
         !set(text_config, "tie_word_embeddings", json_boolean(is_tied), err))) {
        return false;
    }
    return plan->rules == NULL ||
           (set(config, "quantization", json_incref(plan->rules), err) &&
            set(config, "quantization_config", json_incref(plan->rules), err));
}

static bool write_config(const struct mlx_plan *plan, struct output_folder *folder,
                         struct error *err)
{
    json_t *config = json_copy_whole(plan->source->config, err);
    bool ok = config != NULL && change_config(config, plan, err) &&
              checkpoint_json_put(folder, "config.json", config, err);
    json_decref(config);
    return ok;
}

static bool write_index(const struct mlx_plan *plan, struct output_folder *folder,
                        struct error *err)
{
    json_t *map = json_object();
    bool ok = map != NULL || error_set(err, ERROR_MEMORY, "out of memory");
    for (size_t i = 0; ok && i < plan->n_outputs; i++) {
        const struct mlx_tensor *tensor = &plan->outputs[i];
        ok = set(map, tensor->header.name, json_string(plan->shards[tensor->shard].name), err);
    }
    json_t *index =
        ok ? json_pack("{s:{s:I, s:I}, s:O}", "metadata", "total_size", (json_int_t)plan->n_bytes,
                       "total_parameters", (json_int_t)plan->n_parameters, "weight_map", map)
           : NULL;
    ok = ok && (index != NULL || error_set(err, ERROR_MEMORY, "out of memory")) &&
         checkpoint_json_put(folder, "model.safetensors.index.json", index, err);
    json_decref(index);
    json_decref(map);
    return ok;
}

/* ---- copies --------------------------------------------------------------------------------- */

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name);
    size_t n_end = strlen(end);
    return n >= n_end && strcmp(name + n - n_end, end) == 0;
}

static bool is_copied(const char *name)
{
    static const char *const names[] = {
        "generation_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "tokenizer.model",
        "vocab.json",
        "merges.txt",
        "vocab.txt",
        "added_tokens.json",
        "special_tokens_map.json",
        "spiece.model",
        "chat_template.json",
        "processor_config.json",
    };
    static const char *const ends[] = {".py", ".jinja", ".tiktoken"};
    static const char *const starts[] = {"LICENSE", "LICENCE", "NOTICE", "USE_POLICY"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends_with(name, ends[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (strncmp(name, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool copy_files(const struct mlx_plan *plan, struct output_folder *folder, struct error *err)
{
    struct folder *from = plan->source->folder;
    for (size_t i = 0; i < folder_n_files(from); i++) {
        const char *name = folder_name(from, i);
        struct bytes bytes;
        if (is_copied(name) && (!folder_read(from, name, &bytes, err) ||
                                !output_folder_put(folder, name, bytes, err))) {
            return false;
        }
    }
    return true;
}

bool checkpoint_files_write(const struct mlx_plan *plan, struct output_folder *folder,
                            struct error *err)
{
    return write_config(plan, folder, err) && write_index(plan, folder, err) &&
           (plan->source->is_gguf ? gguf_files_write(plan->source, folder, err)
                                  : copy_files(plan, folder, err));
}
