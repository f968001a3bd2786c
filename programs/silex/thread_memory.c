/* An array of objects, the latest first. */
#include "thread_memory.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/atomic_file.h"
#include "input.h"
#include "silex/measure.h"
#include "user_file.h"

enum { KEY_BYTES = 512, MOST_ENTRIES = 64 };

/* All that the number depends on: the machine and what of it may be used, the kernels, how much
 * they read. */
static void make_key(const silex_model_info *info, char key[KEY_BYTES])
{
    silex_machine machine;
    silex_machine_describe(&machine);
    snprintf(key, KEY_BYTES, "%s, %u threads, %s; silex %s; %s, %.2g GB", machine.cpu_name,
             info->n_threads, info->cpu_level, silex_version(), info->quantization,
             (double)info->bytes_per_token * 1e-9);
}

static bool is_entry_of(const json_t *entry, const char *key)
{
    const char *entry_key = json_string_value(json_object_get(entry, "for"));
    return entry_key != NULL && strcmp(entry_key, key) == 0;
}

/* An array, empty where there is none to be read. */
static json_t *read_entries(const char *path)
{
    struct buffer text;
    struct error err = {0};
    json_t *entries = NULL;
    if (input_read(path, &text, &err)) {
        entries = json_loadb(buffer_text(&text), text.n_bytes, 0, NULL);
    }
    buffer_clear(&text);
    if (!json_is_array(entries)) {
        json_decref(entries);
        entries = json_array();
    }
    return entries;
}

unsigned thread_memory_recall(const silex_model_info *info)
{
    struct buffer path;
    char key[KEY_BYTES];
    json_int_t n = 0;
    make_key(info, key);
    if (user_file_path(&path, USER_CACHE, "threads.json")) {
        json_t *entries = read_entries(path.data);
        for (size_t i = 0; i < json_array_size(entries) && n == 0; i++) {
            const json_t *entry = json_array_get(entries, i);
            n = is_entry_of(entry, key)
                    ? json_integer_value(json_object_get(entry, "decode_threads"))
                    : 0;
        }
        json_decref(entries);
    }
    buffer_clear(&path);
    return n >= 1 && n <= (json_int_t)info->n_threads ? (unsigned)n : 0;
}

static void write_entries(struct buffer *path, const json_t *entries)
{
    struct error err = {0};
    struct atomic_file *file = NULL;
    char *text = json_dumps(entries, JSON_INDENT(1));
    if (text != NULL && user_file_make_folders(path, &err) &&
        atomic_file_create(&file, path->data, &err)) {
        atomic_file_write(file, text, strlen(text));
        atomic_file_write(file, "\n", 1);
        atomic_file_commit(file, &err);
    }
    free(text);
}

void thread_memory_keep(const silex_model_info *info)
{
    struct buffer path;
    char key[KEY_BYTES];
    make_key(info, key);
    if (user_file_path(&path, USER_CACHE, "threads.json")) {
        json_t *old = read_entries(path.data);
        json_t *entries = json_pack("[{s:s, s:I}]", "for", key, "decode_threads",
                                    (json_int_t)info->n_decode_threads);
        for (size_t i = 0; i < json_array_size(old) && json_array_size(entries) < MOST_ENTRIES;
             i++) {
            if (!is_entry_of(json_array_get(old, i), key)) {
                json_array_append(entries, json_array_get(old, i));
            }
        }
        if (entries != NULL) {
            write_entries(&path, entries);
        }
        json_decref(entries);
        json_decref(old);
    }
    buffer_clear(&path);
}
