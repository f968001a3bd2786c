/* Parts of tokenizer.json; see component.h. */
#include "text/component.h"

#include "base/buffer.h"
#include "text/unicode.h"

/* ERROR_UNSUPPORTED with all the names that would have been right. */
static bool unknown(const char *what, const char *found, const char *const *names,
                    struct error *err)
{
    struct buffer list;
    buffer_init(&list, 4096);
    for (size_t i = 0; names[i] != NULL; i++) {
        buffer_append_format(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    error_set(err, ERROR_UNSUPPORTED, "%s \"%.100s\" is not supported (supported: %s)", what, found,
              buffer_text(&list));
    buffer_clear(&list);
    return false;
}

static bool find_name(const char *what, const char *name, const char *const *names, unsigned *index,
                      struct error *err)
{
    for (unsigned i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            *index = i;
            return true;
        }
    }
    return unknown(what, name, names, err);
}

bool component_type(const json_t *value, const char *what, const char *const *names,
                    unsigned *index, struct error *err)
{
    if (!json_is_object(value)) {
        return error_set(err, ERROR_MALFORMED, "%s: expected an object, found %s", what,
                         json_type_text(value));
    }
    const char *type = NULL;
    if (!json_read_text(value, "type", &type, err)) {
        return error_context(err, "%s", what);
    }
    if (type == NULL) {
        return error_set(err, ERROR_MALFORMED, "%s without a \"type\"", what);
    }
    return find_name(what, type, names, index, err);
}

bool component_text(const json_t *object, const char *key, struct bytes *out, struct arena *arena,
                    struct error *err)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        return error_set(err, ERROR_MALFORMED, "\"%s\": expected a string, found %s", key,
                         json_type_text(value));
    }
    out->n_bytes = json_string_length(value);
    char *copy = arena_text(arena, json_string_value(value), out->n_bytes, err);
    out->data = (const uint8_t *)copy;
    return copy != NULL;
}

bool component_character(const json_t *object, const char *key, uint32_t *out, struct error *err)
{
    const json_t *value = json_object_get(object, key);
    size_t n = json_is_string(value) ? json_string_length(value) : 0;
    if (n == 0 || utf8_next((const uint8_t *)json_string_value(value), out) != n) {
        return error_set(err, ERROR_MALFORMED, "\"%s\": expected a string of one character", key);
    }
    return true;
}

bool component_pattern(const json_t *object, const char *key, struct text_pattern *out,
                       struct arena *arena, struct error *err)
{
    static const char *const kinds[] = {"String", "Regex"};
    const json_t *value = json_object_get(object, key);
    *out = (struct text_pattern){0};
    if (json_is_string(value)) {
        return component_text(object, key, &out->literal, arena, err);
    }
    for (unsigned i = 0; i < 2; i++) {
        if (json_object_get(value, kinds[i]) == NULL) {
            continue;
        }
        struct bytes text;
        if (!component_text(value, kinds[i], &text, arena, err)) {
            return error_context(err, "\"%s\"", key);
        }
        if (i == 1) {
            return regex_create(&out->regex, text, err);
        }
        out->literal = text;
        return true;
    }
    return error_set(err, ERROR_MALFORMED, "\"%s\": expected {\"String\": ...} or {\"Regex\": ...}",
                     key);
}

bool component_choice(const json_t *object, const char *key, const char *const *names,
                      unsigned *index, struct error *err)
{
    const char *text = NULL;
    if (!json_read_text(object, key, &text, err)) {
        return false;
    }
    return text == NULL || find_name(key, text, names, index, err);
}
