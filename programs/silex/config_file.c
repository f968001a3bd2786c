/*
 * Files of options; see config_file.h. A member whose value is one scalar becomes "--name=value";
 * a mapping, as lora_parameters, becomes the JSON text that its option takes. mlx-lm's names have
 * underscores where options have hyphens. What mlx-lm knows and has no meaning here is passed over;
 * anything else unknown is an error.
 */
#include "config_file.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/file_map.h"
#include "base/memory.h"
#include "nearest.h"

enum { MAX_DEPTH = 16, MAX_TEXTS = 256, MAX_FILE_BYTES = 1 << 20 };

struct config_reader {
    yaml_parser_t parser;
    const char *path;
    const struct option_set *set;
    const char *command;
    struct config_file *out;
    struct error *err;
};

/* Of mlx-lm, and without meaning here. */
static const char *const ignored[] = {"config", "report_to", "project_name", "trust_remote_code",
                                      "clear_cache_threshold"};

static bool complain(struct config_reader *reader, const yaml_mark_t *mark, const char *what,
                     const char *name)
{
    return error_set(reader->err, ERROR_ARGUMENT, "%s: %s, line %zu: %s%s%s%s", reader->command,
                     reader->path, mark->line + 1, what, name != NULL ? " \"" : "",
                     name != NULL ? name : "", name != NULL ? "\"" : "");
}

static bool next_event(struct config_reader *reader, yaml_event_t *event)
{
    if (yaml_parser_parse(&reader->parser, event)) {
        if (event->type != YAML_ALIAS_EVENT) {
            return true;
        }
        complain(reader, &event->start_mark, "aliases are not taken", NULL);
        yaml_event_delete(event);
        return false;
    }
    const char *problem = reader->parser.problem;
    return complain(reader, &reader->parser.problem_mark,
                    problem != NULL ? problem : "this is no YAML", NULL);
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool is_plain(const yaml_event_t *event)
{
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static const char *text_of(const yaml_event_t *event)
{
    return (const char *)event->data.scalar.value;
}

static bool is_word(const yaml_event_t *event, const char *lower, const char *title,
                    const char *upper)
{
    const char *text = text_of(event);
    return is_plain(event) &&
           (strcmp(text, lower) == 0 || strcmp(text, title) == 0 || strcmp(text, upper) == 0);
}

static bool is_null(const yaml_event_t *event)
{
    return is_word(event, "null", "Null", "NULL") ||
           (is_plain(event) && (strcmp(text_of(event), "~") == 0 || text_of(event)[0] == '\0'));
}

static json_t *scalar_to_json(const yaml_event_t *event)
{
    const char *text = text_of(event);
    char *end;
    if (is_null(event)) {
        return json_null();
    }
    if (is_word(event, "true", "True", "TRUE") || is_word(event, "false", "False", "FALSE")) {
        return json_boolean(text[0] == 't' || text[0] == 'T');
    }
    bool is_number = is_plain(event) && strspn(text, "0123456789+-.eE") == strlen(text);
    double number = is_number ? strtod(text, &end) : 0;
    if (is_number && *end == '\0' && isfinite(number)) {
        bool is_whole = strspn(text, "0123456789+-") == strlen(text) && fabs(number) < 1e15;
        return is_whole ? json_integer((json_int_t)number) : json_real(number);
    }
    return json_string(text);
}

/* The value that begins with this event, which it takes. NULL on failure. */
static json_t *value_to_json(struct config_reader *reader, yaml_event_t *event, unsigned depth);

static json_t *sequence_to_json(struct config_reader *reader, unsigned depth)
{
    json_t *array = json_array();
    yaml_event_t event;
    while (array != NULL && next_event(reader, &event)) {
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return array;
        }
        json_t *item = value_to_json(reader, &event, depth);
        if (item == NULL || json_array_append_new(array, item) != 0) {
            break;
        }
    }
    json_decref(array);
    return NULL;
}

static json_t *mapping_to_json(struct config_reader *reader, unsigned depth)
{
    json_t *object = json_object();
    yaml_event_t key, event;
    while (object != NULL && next_event(reader, &key)) {
        if (key.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&key);
            return object;
        }
        bool ok = key.type == YAML_SCALAR_EVENT ||
                  complain(reader, &key.start_mark, "expected a name", NULL);
        ok = ok && next_event(reader, &event);
        json_t *value = ok ? value_to_json(reader, &event, depth) : NULL;
        ok = value != NULL && json_object_set_new(object, text_of(&key), value) == 0;
        yaml_event_delete(&key);
        if (!ok) {
            break;
        }
    }
    json_decref(object);
    return NULL;
}

static json_t *value_to_json(struct config_reader *reader, yaml_event_t *event, unsigned depth)
{
    yaml_event_type_t type = event->type;
    json_t *value = NULL;
    if (depth == MAX_DEPTH) {
        complain(reader, &event->start_mark, "values are nested too deeply", NULL);
        type = YAML_NO_EVENT;
    } else if (type == YAML_SCALAR_EVENT) {
        value = scalar_to_json(event);
    } else if (type != YAML_SEQUENCE_START_EVENT && type != YAML_MAPPING_START_EVENT) {
        complain(reader, &event->start_mark, "expected a value", NULL);
    }
    yaml_event_delete(event);
    if (type == YAML_SEQUENCE_START_EVENT) {
        value = sequence_to_json(reader, depth + 1);
    } else if (type == YAML_MAPPING_START_EVENT) {
        value = mapping_to_json(reader, depth + 1);
    }
    return value;
}

/* ---- members --------------------------------------------------------------------------------- */

static const struct option *find_row(const struct option_set *set, const char *name,
                                     struct nearest *nearest)
{
    for (const struct option *const *group = set->groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            if (strcmp(row->name, name) == 0) {
                return row;
            }
            nearest_try(nearest, name, row->name);
        }
    }
    return NULL;
}

static bool is_ignored(const char *key)
{
    for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++) {
        if (strcmp(ignored[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_argument(struct config_reader *reader, const char *name, const char *value)
{
    struct config_file *out = reader->out;
    size_t n = strlen(name) + (value != NULL ? strlen(value) : 0) + 4;
    if (out->n_texts == MAX_TEXTS) {
        return error_set(reader->err, ERROR_LIMIT, "%s: more than %d options", reader->path,
                         MAX_TEXTS);
    }
    char *text = memory_array(n, 1, reader->err);
    if (text == NULL) {
        return false;
    }
    snprintf(text, n, value != NULL ? "--%s=%s" : "--%s", name, value);
    out->texts[out->n_texts++] = text;
    return true;
}

/* A value that the option of that row takes. */
static bool add_scalar(struct config_reader *reader, const struct option *row,
                       const yaml_event_t *event)
{
    bool is_true = is_word(event, "true", "True", "TRUE");
    bool is_false = is_word(event, "false", "False", "FALSE");
    if (is_null(event) || (is_false && row->kind == OPTION_FLAG)) {
        return true;
    }
    if (row->kind == OPTION_FLAG) {
        return is_true
                   ? add_argument(reader, row->name, NULL)
                   : complain(reader, &event->start_mark, "expected true or false for", row->name);
    }
    return add_argument(reader, row->name, text_of(event));
}

static bool add_json(struct config_reader *reader, const struct option *row, json_t *value,
                     const yaml_mark_t *mark)
{
    if (row->kind != OPTION_JSON) {
        return complain(reader, mark, "expected one value for", row->name);
    }
    char *text = json_dumps(value, JSON_COMPACT);
    bool ok = text != NULL ? add_argument(reader, row->name, text)
                           : error_set(reader->err, ERROR_MEMORY, "out of memory");
    free(text);
    return ok;
}

static bool add_member(struct config_reader *reader, const yaml_event_t *key, yaml_event_t *event)
{
    char name[100];
    struct nearest nearest = {0};
    snprintf(name, sizeof name, "%s", text_of(key));
    for (char *p = name; *p != '\0'; p++) {
        *p = *p == '_' ? '-' : *p;
    }
    const struct option *row = find_row(reader->set, name, &nearest);
    bool is_passed_over = is_ignored(text_of(key));
    yaml_mark_t mark = event->start_mark;
    if (row == NULL && !is_passed_over) {
        yaml_event_delete(event);
        return complain(reader, &key->start_mark,
                        nearest.word != NULL ? "there is no such option; did you mean"
                                             : "there is no option",
                        nearest.word != NULL ? nearest.word : text_of(key));
    }
    if (event->type == YAML_SCALAR_EVENT) {
        bool ok = is_passed_over || add_scalar(reader, row, event);
        yaml_event_delete(event);
        return ok;
    }
    json_t *value = value_to_json(reader, event, 0);
    bool ok = value != NULL && (is_passed_over || add_json(reader, row, value, &mark));
    json_decref(value);
    return ok || error_set(reader->err, ERROR_ARGUMENT, "%s: a value cannot be read", reader->path);
}

/* ---- the file -------------------------------------------------------------------------------- */

static bool expect(struct config_reader *reader, yaml_event_type_t type, const char *what)
{
    yaml_event_t event;
    if (!next_event(reader, &event)) {
        return false;
    }
    bool ok = event.type == type || complain(reader, &event.start_mark, what, NULL);
    yaml_event_delete(&event);
    return ok;
}

static bool read_members(struct config_reader *reader)
{
    yaml_event_t key, event;
    if (!expect(reader, YAML_STREAM_START_EVENT, "this is no YAML") ||
        !expect(reader, YAML_DOCUMENT_START_EVENT, "the file is empty") ||
        !expect(reader, YAML_MAPPING_START_EVENT, "expected names and values")) {
        return false;
    }
    for (;;) {
        if (!next_event(reader, &key)) {
            return false;
        }
        bool is_end = key.type == YAML_MAPPING_END_EVENT;
        bool ok = is_end || key.type == YAML_SCALAR_EVENT ||
                  complain(reader, &key.start_mark, "expected a name", NULL);
        ok = ok && (is_end || (next_event(reader, &event) && add_member(reader, &key, &event)));
        yaml_event_delete(&key);
        if (!ok || is_end) {
            return ok;
        }
    }
}

static bool join_arguments(struct config_file *out, const char *const *arguments, size_t n,
                           struct error *err)
{
    out->arguments = memory_array(out->n_texts + n + 1, sizeof *out->arguments, err);
    if (out->arguments == NULL) {
        return false;
    }
    for (size_t i = 0; i < out->n_texts; i++) {
        out->arguments[out->n_arguments++] = out->texts[i];
    }
    for (size_t i = 0; i < n; i++) {
        out->arguments[out->n_arguments++] = arguments[i];
    }
    return true;
}

bool config_file_read(struct config_file *out, const char *path, const struct option_set *set,
                      const char *command, const char *const *arguments, size_t n_arguments,
                      struct error *err)
{
    struct file_map map;
    struct config_reader reader = {
        .path = path, .set = set, .command = command, .out = out, .err = err};
    *out = (struct config_file){.n_texts = 0};
    if (!file_map_open(&map, path, err)) {
        return error_context(err, "--config");
    }
    out->texts = memory_array(MAX_TEXTS, sizeof *out->texts, err);
    bool ok = out->texts != NULL &&
              (map.bytes.n_bytes <= MAX_FILE_BYTES ||
               error_set(err, ERROR_LIMIT, "%s: %zu bytes are too many", path, map.bytes.n_bytes));
    if (ok && !yaml_parser_initialize(&reader.parser)) {
        ok = error_set(err, ERROR_MEMORY, "out of memory");
    } else if (ok) {
        yaml_parser_set_input_string(&reader.parser, map.bytes.data, map.bytes.n_bytes);
        ok = read_members(&reader);
        yaml_parser_delete(&reader.parser);
    }
    file_map_close(&map);
    return ok && join_arguments(out, arguments, n_arguments, err);
}

void config_file_clear(struct config_file *file)
{
    for (size_t i = 0; i < file->n_texts; i++) {
        free(file->texts[i]);
    }
    free(file->texts);
    free(file->arguments);
    *file = (struct config_file){.n_texts = 0};
}
