/* Bounded JSON; see json.h. */
#include "formats/json.h"

#include <math.h>
#include <string.h>
#include "base/buffer.h"

const char *json_type_text(const json_t *value)
{
    static const char *const texts[] = {
        [JSON_OBJECT] = "object",   [JSON_ARRAY] = "array", [JSON_STRING] = "string",
        [JSON_INTEGER] = "integer", [JSON_REAL] = "real",   [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",     [JSON_NULL] = "null",
    };
    return value != NULL ? texts[json_typeof(value)] : "nothing";
}

enum { INTEGER_DIGITS = 18 }; /* so many always fit in 64 bits */

/* The end of the number that begins at `start`; *is_long tells an integer of too many digits. */
static size_t number_end(struct bytes text, size_t start, bool *is_long)
{
    size_t end = start;
    bool is_integer = true;
    while (end < text.n_bytes && strchr("+-.eE0123456789", text.data[end]) != NULL &&
           text.data[end] != '\0') {
        is_integer = is_integer && strchr(".eE", text.data[end]) == NULL;
        end++;
    }
    *is_long = is_integer && end - start > INTEGER_DIGITS;
    return end;
}

/* Copies the text with ".0" after every integer too long for 64 bits. */
static void copy_with_reals(struct bytes text, struct buffer *out)
{
    bool in_string = false;
    for (size_t i = 0; i < text.n_bytes;) {
        uint8_t c = text.data[i];
        size_t n = 1;
        bool is_long = false;
        if (in_string && c == '\\' && i + 1 < text.n_bytes) {
            n = 2;
        } else if (c == '"') {
            in_string = !in_string;
        } else if (!in_string && (c == '-' || (c >= '0' && c <= '9'))) {
            n = number_end(text, i, &is_long) - i;
        }
        buffer_append(out, text.data + i, n);
        buffer_append_text(out, is_long ? ".0" : "");
        i += n;
    }
}

static json_t *load(struct bytes text, json_error_t *problem)
{
    /* jansson refuses nesting beyond JSON_PARSER_MAX_DEPTH (2048) by itself. */
    return json_loadb((const char *)text.data, text.n_bytes,
                      JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL, problem);
}

/* Integers beyond 64 bits are read as reals: Hugging Face writes int(1e30) where it means that a
 * tokenizer has no limit. */
json_t *json_parse(struct bytes text, const char *what, struct error *err)
{
    json_error_t problem;
    json_t *root = load(text, &problem);
    if (root == NULL && json_error_code(&problem) == json_error_numeric_overflow) {
        struct buffer copy;
        buffer_init(&copy, SIZE_MAX / 2);
        copy_with_reals(text, &copy);
        root =
            copy.failed ? NULL : load((struct bytes){(uint8_t *)copy.data, copy.n_bytes}, &problem);
        bool is_good = buffer_check(&copy, err);
        buffer_clear(&copy);
        if (!is_good) {
            return NULL;
        }
    }
    if (root != NULL) {
        return root;
    }
    enum error_code code =
        json_error_code(&problem) == json_error_out_of_memory ? ERROR_MEMORY : ERROR_MALFORMED;
    error_set(err, code, "%s: not valid JSON: %s (line %d, byte %d)", what, problem.text,
              problem.line, problem.position);
    return NULL;
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
