/* The hub's API; see catalogue.h. */
#include "hub/catalogue.h"

#include <string.h>

enum { ANSWER_BYTES = 64 << 20, URL_BYTES = 16384, STEP_MILLISECONDS = 50 };

/* Bytes that mean something in a URL become %XX; of a path, slashes stay. */
static void append_escaped(struct buffer *out, const char *text, bool is_path)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    for (; *text != '\0'; text++) {
        if (strchr(plain, *text) != NULL || (is_path && *text == '/')) {
            buffer_append_byte(out, (unsigned char)*text);
        } else {
            buffer_append_format(out, "%%%02X", (unsigned char)*text);
        }
    }
}

void catalogue_url(const struct catalogue *catalogue, const char *commit, const char *file,
                   struct buffer *out)
{
    buffer_empty(out);
    buffer_append_format(out, "%s/%s/resolve/%s/", catalogue->endpoint, catalogue->name->id,
                         commit);
    append_escaped(out, file, true);
}

bool catalogue_fetch(const struct catalogue *catalogue, struct fetch *fetch, struct error *err)
{
    fetch_start(fetch);
    while (fetch->state == FETCH_RUNNING || fetch->state == FETCH_WAITING) {
        if (!http_step(catalogue->http, STEP_MILLISECONDS, err)) {
            break;
        }
        fetch_poll(fetch);
        watch_is_time(catalogue->watch);
        if (!watch_check(catalogue->watch, err)) {
            break;
        }
    }
    if (fetch->state == FETCH_FAILED) {
        error_set(err, fetch->error.code, "%s", fetch->error.message);
    }
    bool is_done = fetch->state == FETCH_DONE;
    fetch_stop(fetch);
    return is_done;
}

struct answer_text {
    const struct fetch *fetch;
    struct buffer bytes;
};

static bool sink_text(void *user, const void *bytes, size_t n_bytes, struct error *err)
{
    struct answer_text *text = user;
    if (text->fetch->position == n_bytes) {
        buffer_empty(&text->bytes); /* the first bytes of a try; what another one left is dropped */
    }
    buffer_append(&text->bytes, bytes, n_bytes);
    return buffer_check(&text->bytes, NULL) ||
           (text->bytes.over_limit
                ? error_set(err, ERROR_LIMIT, "%s: the answer has more than %d MB",
                            text->fetch->what, ANSWER_BYTES >> 20)
                : buffer_check(&text->bytes, err));
}

bool catalogue_read(const struct catalogue *catalogue, struct hub_answer *out, struct error *err)
{
    struct buffer url;
    struct answer_text text;
    buffer_init(&url, URL_BYTES);
    buffer_init(&text.bytes, ANSWER_BYTES);
    buffer_append_format(&url, "%s/api/models/%s/revision/", catalogue->endpoint,
                         catalogue->name->id);
    append_escaped(&url, catalogue->name->revision, false);
    buffer_append_text(&url, "?blobs=true");
    struct fetch fetch = {.http = catalogue->http,
                          .policy = catalogue->policy,
                          .url = buffer_text(&url),
                          .what = catalogue->name->id,
                          .sink = sink_text,
                          .user = &text};
    text.fetch = &fetch;
    bool ok = buffer_check(&url, err) && catalogue_fetch(catalogue, &fetch, err);
    if (ok) {
        struct bytes bytes = {(const uint8_t *)buffer_text(&text.bytes), text.bytes.n_bytes};
        ok = hub_answer_parse(bytes, catalogue->name->id, out, err);
    }
    buffer_clear(&text.bytes);
    buffer_clear(&url);
    return ok;
}

static bool sink_nothing(void *user, const void *bytes, size_t n_bytes, struct error *err)
{
    (void)user;
    (void)bytes;
    (void)n_bytes;
    (void)err;
    return true;
}

static bool ask_for_file(const struct catalogue *catalogue, const char *commit,
                         struct hub_file *file, struct buffer *url, struct error *err)
{
    catalogue_url(catalogue, commit, file->name, url);
    struct fetch fetch = {.http = catalogue->http,
                          .policy = catalogue->policy,
                          .url = buffer_text(url),
                          .what = file->name,
                          .wants_head = true,
                          .sink = sink_nothing};
    if (!buffer_check(url, err) || !catalogue_fetch(catalogue, &fetch, err)) {
        return false;
    }
    const struct http_answer *answer = &fetch.answer;
    bool is_linked = answer->linked_etag[0] != '\0';
    int64_t n_bytes = is_linked ? answer->linked_size : answer->content_length;
    if (n_bytes < 0 || n_bytes > (int64_t)HUB_MAX_FILE_BYTES ||
        !hub_file_set_hash(file, is_linked ? answer->linked_etag : answer->etag)) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: the server tells no size, or no hash by which the file could be "
                         "checked",
                         file->name);
    }
    file->n_bytes = (uint64_t)n_bytes;
    file->has_size = true;
    return true;
}

bool catalogue_complete(const struct catalogue *catalogue, struct hub_answer *answer,
                        struct error *err)
{
    struct buffer url;
    buffer_init(&url, URL_BYTES);
    bool ok = true;
    for (size_t i = 0; ok && i < answer->n_files; i++) {
        struct hub_file *file = &answer->files[i];
        if (file->is_wanted && (!file->has_size || file->hash[0] == '\0')) {
            ok = ask_for_file(catalogue, answer->commit, file, &url, err);
        }
    }
    buffer_clear(&url);
    return ok;
}
