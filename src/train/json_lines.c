/* JSON Lines: see json_lines.h. */
#include "train/json_lines.h"

static bool is_blank(struct bytes line)
{
    for (size_t i = 0; i < line.n_bytes; i++) {
        if (strchr(" \t\r", line.data[i]) == NULL || line.data[i] == '\0') {
            return false;
        }
    }
    return true;
}

static bool read_line(struct bytes line, json_lines_take *take, void *context, size_t number,
                      struct error *err)
{
    json_t *object = json_parse(line, "JSON", err);
    bool ok = object != NULL;
    if (ok && !json_is_object(object)) {
        ok =
            error_set(err, ERROR_MALFORMED, "expected an object, found %s", json_type_text(object));
    }
    ok = ok && take(context, object, number, err);
    json_decref(object);
    return ok || error_context(err, "line %zu", number);
}

bool json_lines_read(struct bytes text, json_lines_take *take, void *context, struct error *err)
{
    size_t start = 0, number = 0;
    while (start < text.n_bytes) {
        const uint8_t *found = memchr(text.data + start, '\n', text.n_bytes - start);
        size_t end = found != NULL ? (size_t)(found - text.data) : text.n_bytes;
        struct bytes line = {text.data + start, end - start};
        number++;
        if (!is_blank(line) && !read_line(line, take, context, number, err)) {
            return false;
        }
        start = end + 1;
    }
    return true;
}
