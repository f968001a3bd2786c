/* Outlines of models; see preview.h. Nothing in them can be checked against a hash, so they are
 * looked at and thrown away, never put into the store. */
#include "hub/preview.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file_map.h"
#include "base/file_writer.h"
#include "base/memory.h"
#include "formats/gguf_big_endian.h"
#include "formats/safetensors.h"
#include "hub/connection.h"
#include "store/tree.h"

enum { URL_BYTES = 16384 };

/* Most headers are smaller than the first piece; none that would be opened is larger than the last.
 */
static const uint64_t first_piece = UINT64_C(1) << 19;
static const uint64_t longest_header = UINT64_C(1) << 28;
static const uint64_t longest_text = UINT64_C(1) << 24;

/* Looks at what has come of a file: whether that is enough, or how much it takes at least. A file
 * that is not what it should be has had enough; who opens it says what is wrong. */
typedef uint64_t needed_bytes(struct bytes file, uint64_t n_fetched);

static uint64_t need_all(struct bytes file, uint64_t n_fetched)
{
    (void)n_fetched;
    return file.n_bytes;
}

static uint64_t need_safetensors(struct bytes file, uint64_t n_fetched)
{
    uint64_t n_header;
    (void)n_fetched;
    return safetensors_header_bytes(file, &n_header) ? n_header : 0;
}

/* Where the header ends is known at its end; before, the hole behind what came is no header. */
static uint64_t need_gguf(struct bytes file, uint64_t n_fetched)
{
    uint64_t n_header;
    bool is_whole = gguf_header_bytes(file, &n_header) && n_header <= n_fetched;
    return is_whole ? n_header : n_fetched * 4;
}

static const struct kind {
    const char *pattern;
    needed_bytes *needed;
} kinds[] = {
    {"*.gguf", need_gguf},
    {"model*.safetensors", need_safetensors},
    {"config.json", need_all},
    {"generation_config.json", need_all},
    {"model*.safetensors.index.json", need_all},
    {"tokenizer_config.json", need_all},
    {"chat_template.jinja", need_all},
    {"chat_template.json", need_all},
};

/* NULL: not a part of the outline. */
static const struct kind *kind_of(const struct hub_file *file)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (fnmatch(kinds[i].pattern, file->name, 0) == 0) {
            bool is_too_long = kinds[i].needed == need_all && file->n_bytes > longest_text;
            return is_too_long ? NULL : &kinds[i];
        }
    }
    return NULL;
}

struct outline {
    const struct hub_file *file;
    const struct kind *kind;
    const char *path, *url;
    int descriptor;
    uint64_t n_fetched;
};

static bool write_piece(void *user, const void *bytes, size_t n_bytes, struct error *err)
{
    struct outline *outline = user;
    if (!file_write_at(outline->descriptor, bytes, n_bytes, outline->n_fetched)) {
        return error_set_errno(err, errno, outline->path);
    }
    outline->n_fetched += n_bytes;
    return true;
}

static bool fetch_until(const struct connection *connection, struct outline *outline, uint64_t end,
                        struct error *err)
{
    struct fetch fetch = {.http = connection->http,
                          .policy = &connection->policy,
                          .url = outline->url,
                          .what = outline->file->name,
                          .position = outline->n_fetched,
                          .end = end,
                          .total = outline->file->n_bytes,
                          .sink = write_piece,
                          .user = outline};
    return catalogue_fetch(&connection->catalogue, &fetch, err);
}

/* How much of the file is needed, by what is there of it. */
static bool look(const struct outline *outline, uint64_t *n_needed, struct error *err)
{
    struct file_map map;
    if (!file_map_open(&map, outline->path, err)) {
        return false;
    }
    bool is_big_endian = gguf_is_big_endian(map.bytes);
    *n_needed = outline->kind->needed(map.bytes, outline->n_fetched);
    file_map_close(&map);
    return !is_big_endian ||
           error_set(err, ERROR_UNSUPPORTED,
                     "%s: a big-endian file can be looked at only when all of it is here",
                     outline->file->name);
}

static bool fill(const struct connection *connection, struct outline *outline, struct error *err)
{
    uint64_t n_bytes = outline->file->n_bytes;
    uint64_t n_needed = first_piece;
    bool ok = ftruncate(outline->descriptor, (off_t)n_bytes) == 0 ||
              error_set_errno(err, errno, outline->path);
    while (ok && outline->n_fetched < n_needed && outline->n_fetched < n_bytes &&
           n_needed <= longest_header) {
        ok = fetch_until(connection, outline, n_needed < n_bytes ? n_needed : n_bytes, err) &&
             look(outline, &n_needed, err);
    }
    return ok;
}

/* Folders of the repository are not kept: what is outlined is one model. */
static bool add_file(const struct connection *connection, const char *commit,
                     const struct hub_file *file, const char *folder, uint64_t *n_fetched,
                     struct error *err)
{
    const char *slash = strrchr(file->name, '/');
    char *path = path_format(err, "%s/%s", folder, slash != NULL ? slash + 1 : file->name);
    struct buffer url;
    buffer_init(&url, URL_BYTES);
    catalogue_url(&connection->catalogue, commit, file->name, &url);
    struct outline outline = {.file = file,
                              .kind = kind_of(file),
                              .path = path,
                              .url = buffer_text(&url),
                              .descriptor = -1};
    bool ok = path != NULL && buffer_check(&url, err);
    if (ok) {
        outline.descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        ok = outline.descriptor >= 0 ? fill(connection, &outline, err)
                                     : error_set_errno(err, errno, path);
    }
    *n_fetched += outline.n_fetched;
    if (outline.descriptor >= 0) {
        close(outline.descriptor);
    }
    buffer_clear(&url);
    free(path);
    return ok;
}

static bool run(struct connection *connection, const silex_hub_options *options,
                struct hub_answer *answer, const char *folder, silex_hub_preview_info *info,
                struct error *err)
{
    const struct catalogue *catalogue = &connection->catalogue;
    struct hub_choice choice = connection_choice(connection, options);
    size_t n_left_out;
    if (!catalogue_read(catalogue, answer, err) ||
        !hub_answer_select(answer, &choice, &n_left_out, err) ||
        !catalogue_complete(catalogue, answer, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < answer->n_files; i++) {
        const struct hub_file *file = &answer->files[i];
        if (file->is_wanted) {
            info->n_files++;
            info->total_bytes += file->n_bytes;
            ok = kind_of(file) == NULL ||
                 add_file(connection, answer->commit, file, folder, &info->fetched_bytes, err);
        }
    }
    return ok;
}

bool hub_preview(const char *name, const silex_hub_options *options, const char *folder,
                 silex_hub_preview_info *info, struct error *err)
{
    struct connection connection;
    struct hub_answer answer = {.files = NULL};
    *info = (silex_hub_preview_info){.n_files = 0};
    bool ok = connection_open(&connection, name, options, err) &&
              run(&connection, options, &answer, folder, info, err);
    hub_answer_clear(&answer);
    connection_close(&connection);
    return ok;
}
