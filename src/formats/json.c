/* Files and typed getters; see json.h. The reader is json_reader.c. */
#include "formats/json.h"

#include <math.h>

const char *json_type_text(const json_t *value)
{
    static const char *const texts[] = {
        [JSON_OBJECT] = "object",   [JSON_ARRAY] = "array", [JSON_STRING] = "string",
        [JSON_INTEGER] = "integer", [JSON_REAL] = "real",   [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",     [JSON_NULL] = "null",
    };
    return value != NULL ? texts[json_typeof(value)] : "nothing";
}

json_t *json_copy_whole(const json_t *json, struct error *err)
{
    json_t *copy = json_deep_copy(json);
    if (copy == NULL || !json_equal(copy, json)) {
        json_decref(copy);
        error_set(err, ERROR_MEMORY, "out of memory");
        return NULL;
    }
    return copy;
}

static int append_text(const char *bytes, size_t n_bytes, void *context)
{
    struct buffer *out = context;
    buffer_append(out, bytes, n_bytes);
    return out->failed ? -1 : 0;
}

char *json_text(const json_t *json, size_t flags, struct error *err)
{
    struct buffer out;
    buffer_init(&out, SIZE_MAX);
    if (json_dump_callback(json, append_text, &out, flags) != 0) {
        buffer_clear(&out);
        error_set(err, ERROR_MEMORY, "out of memory");
        return NULL;
    }
    return buffer_take(&out, err);
}

json_t *json_open_object(struct folder *folder, const char *name, size_t n_limit_bytes,
                         struct error *err)
{
    struct bytes text;
    if (!folder_read(folder, name, &text, err)) {
        return NULL;
    }
    if (text.n_bytes > n_limit_bytes) {
        error_set(err, ERROR_LIMIT, "%s: %zu bytes, more than the limit of %zu", name, text.n_bytes,
                  n_limit_bytes);
        return NULL;
    }
    json_t *root = json_parse(text, name, err);
    if (root != NULL && !json_is_object(root)) {
        error_set(err, ERROR_MALFORMED, "%s: expected an object, found %s", name,
                  json_type_text(root));
        json_decref(root);
        return NULL;
    }
    return root;
}

/* The value of a key, NULL when it is absent or null. */
static const json_t *value_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static bool wrong_type(const char *key, const char *expected, const json_t *value,
                       struct error *err)
{
    return error_set(err, ERROR_MALFORMED, "\"%s\": expected %s, found %s", key, expected,
                     json_type_text(value));
}

bool json_read_bool(const json_t *object, const char *key, bool *out, struct error *err)
{
    const json_t *value = value_of(object, key);
    if (value == NULL) {
        return true;
    }
    if (!json_is_boolean(value)) {
        return wrong_type(key, "true or false", value, err);
    }
    *out = json_is_true(value);
    return true;
}

bool json_read_integer(const json_t *object, const char *key, int64_t low, int64_t high,
                       int64_t *out, struct error *err)
{
    const json_t *value = value_of(object, key);
    if (value == NULL) {
        return true;
    }
    int64_t number;
    if (json_is_integer(value)) {
        number = json_integer_value(value);
    } else if (json_is_real(value) && fabs(json_real_value(value)) < 9e15 &&
               json_real_value(value) == floor(json_real_value(value))) {
        number = (int64_t)json_real_value(value);
    } else {
        return wrong_type(key, "an integer", value, err);
    }
    if (number < low || number > high) {
        return error_set(err, ERROR_MALFORMED, "\"%s\": %lld is outside %lld to %lld", key,
                         (long long)number, (long long)low, (long long)high);
    }
    *out = number;
    return true;
}

bool json_read_real(const json_t *object, const char *key, double low, double high, double *out,
                    struct error *err)
{
    const json_t *value = value_of(object, key);
    if (value == NULL) {
        return true;
    }
    if (!json_is_number(value)) {
        return wrong_type(key, "a number", value, err);
    }
    double number = json_number_value(value);
    if (!(number >= low && number <= high)) {
        return error_set(err, ERROR_MALFORMED, "\"%s\": %g is outside %g to %g", key, number, low,
                         high);
    }
    *out = number;
    return true;
}

bool json_read_text(const json_t *object, const char *key, const char **out, struct error *err)
{
    const json_t *value = value_of(object, key);
    if (value == NULL) {
        return true;
    }
    if (!json_is_string(value)) {
        return wrong_type(key, "a string", value, err);
    }
    *out = json_string_value(value);
    return true;
}

bool json_read_object(const json_t *object, const char *key, const json_t **out, struct error *err)
{
    *out = value_of(object, key);
    return *out == NULL || json_is_object(*out) || wrong_type(key, "an object", *out, err);
}

bool json_read_array(const json_t *object, const char *key, const json_t **out, struct error *err)
{
    *out = value_of(object, key);
    return *out == NULL || json_is_array(*out) || wrong_type(key, "an array", *out, err);
}
