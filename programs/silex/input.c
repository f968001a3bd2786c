/* Reading with limits. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum { INPUT_LIMIT_BYTES = 1 << 30 };

static bool read_all(int descriptor, const char *what, struct buffer *out, struct error *err)
{
    char piece[1 << 14];
    for (;;) {
        ssize_t n_bytes = read(descriptor, piece, sizeof piece);
        if (n_bytes < 0 && errno == EINTR) {
            return error_set(err, ERROR_CANCELLED, "interrupted");
        }
        if (n_bytes < 0) {
            return error_set_errno(err, errno, what);
        }
        if (n_bytes == 0) {
            break;
        }
        buffer_append(out, piece, (size_t)n_bytes);
        if (out->failed) {
            break;
        }
    }
    return buffer_check(out, err) || error_context(err, "%s", what);
}

bool input_read(const char *path, struct buffer *out, struct error *err)
{
    buffer_init(out, INPUT_LIMIT_BYTES);
    if (strcmp(path, "-") == 0) {
        return read_all(STDIN_FILENO, "standard input", out, err);
    }
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return error_set_errno(err, errno, path);
    }
    bool is_good = read_all(descriptor, path, out, err);
    close(descriptor);
    return is_good;
}

/* Length of the character at p, 0 when its bytes are not one: too short, overlong, a surrogate, or
 * beyond U+10FFFF. */
static size_t character_length(const unsigned char *p, size_t n_left)
{
    if (p[0] < 0x80) {
        return 1;
    }
    size_t n = p[0] >= 0xC2 && p[0] <= 0xDF ? 2 : p[0] >= 0xE0 && p[0] <= 0xEF ? 3 : 0;
    n = p[0] >= 0xF0 && p[0] <= 0xF4 ? 4 : n;
    if (n == 0 || n > n_left) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool is_bad = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
                  (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F);
    return is_bad ? 0 : n;
}

void input_repair(struct buffer *out, const char *bytes, size_t n_bytes)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t start = 0, i = 0;
    while (i < n_bytes) {
        size_t n = character_length(p + i, n_bytes - i);
        if (n == 0) {
            buffer_append(out, bytes + start, i - start);
            buffer_append_codepoint(out, 0xFFFD);
            start = ++i;
        } else {
            i += n;
        }
    }
    buffer_append(out, bytes + start, n_bytes - start);
}

static bool is_separator(char c)
{
    return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r';
}

static bool ids_from_json(const char *text, const char *what, uint32_t **ids, size_t *n_ids,
                          struct error *err)
{
    json_error_t problem;
    json_t *root = json_loads(text, 0, &problem);
    if (root == NULL) {
        return error_set(err, ERROR_MALFORMED, "%s: line %d: %s", what, problem.line, problem.text);
    }
    const json_t *array = json_is_object(root) ? json_object_get(root, "ids") : root;
    bool is_good = json_is_array(array);
    if (!is_good) {
        error_set(err, ERROR_MALFORMED, "%s: expected an array of ids, or {\"ids\": [...]}", what);
    }
    size_t n = json_array_size(array);
    uint32_t *out = is_good ? memory_array(n, sizeof *out, err) : NULL;
    is_good = out != NULL;
    for (size_t i = 0; is_good && i < n; i++) {
        const json_t *item = json_array_get(array, i);
        json_int_t value = json_integer_value(item);
        if (!json_is_integer(item) || value < 0 || value > UINT32_MAX) {
            is_good =
                error_set(err, ERROR_MALFORMED,
                          "%s: item %zu is not a token id (a whole number below 2^32)", what, i);
        } else {
            out[i] = (uint32_t)value;
        }
    }
    json_decref(root);
    if (!is_good) {
        free(out);
        return false;
    }
    *ids = out;
    *n_ids = n;
    return true;
}

static bool ids_from_list(const char *text, const char *what, uint32_t **ids, size_t *n_ids,
                          struct error *err)
{
    uint32_t *out = memory_array(strlen(text) / 2 + 1, sizeof *out, err);
    size_t n = 0;
    if (out == NULL) {
        return false;
    }
    for (const char *p = text; *p != '\0';) {
        if (is_separator(*p)) {
            p++;
            continue;
        }
        char *end = NULL;
        errno = 0;
        unsigned long long value = *p >= '0' && *p <= '9' ? strtoull(p, &end, 10) : 0;
        if (end == NULL || errno != 0 || value > UINT32_MAX ||
            (*end != '\0' && !is_separator(*end))) {
            free(out);
            return error_set(err, ERROR_MALFORMED,
                             "%s: item %zu is not a token id (a whole number below 2^32)", what, n);
        }
        out[n++] = (uint32_t)value;
        p = end;
    }
    *ids = out;
    *n_ids = n;
    return true;
}

bool input_ids(const char *text, const char *what, uint32_t **ids, size_t *n_ids, struct error *err)
{
    size_t n_blank = strspn(text, " \t\r\n");
    bool is_json = text[n_blank] == '[' || text[n_blank] == '{';
    return is_json ? ids_from_json(text, what, ids, n_ids, err)
                   : ids_from_list(text, what, ids, n_ids, err);
}

bool input_ids_option(const char *text, uint32_t **ids, size_t *n_ids, struct error *err)
{
    if (strcmp(text, "-") != 0) {
        return input_ids(text, "--tokens", ids, n_ids, err);
    }
    struct buffer input;
    bool is_good = input_read("-", &input, err) &&
                   input_ids(buffer_text(&input), "standard input", ids, n_ids, err);
    buffer_clear(&input);
    return is_good;
}
