/* The API's answer, read with suspicion; see hub_answer.h. */
#include "hub/hub_answer.h"

#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "formats/json.h"

enum { MAX_FILES = 100000 };

bool hub_file_set_hash(struct hub_file *file, const char *text)
{
    if (strncmp(text, "W/", 2) == 0) {
        text += 2;
    }
    char bare[HASH_TEXT_BYTES] = "";
    text += text[0] == '"' ? 1 : 0;
    size_t n = strcspn(text, "\"");
    if (n >= sizeof bare || (text[n] == '"' && text[n + 1] != '\0')) {
        return false;
    }
    memcpy(bare, text, n);
    if (!is_hexadecimal(bare, SHA256_DIGITS) && !is_hexadecimal(bare, COMMIT_DIGITS)) {
        return false;
    }
    memcpy(file->hash, bare, n + 1);
    file->kind = n == SHA256_DIGITS ? HASH_SHA256 : HASH_GIT_BLOB;
    return true;
}

static bool set_hash(struct hub_file *file, const char *text, const char *key, const char *what,
                     struct error *err)
{
    return text == NULL || hub_file_set_hash(file, text) ||
           error_set(err, ERROR_MALFORMED, "%s: %s: %s is \"%.80s\", not a hash", what, file->name,
                     key, text);
}

/* Large files are named by their SHA-256; the git hash is that of a pointer to them then. */
static bool read_hashes(const json_t *item, struct hub_file *file, const char *what,
                        struct error *err)
{
    const json_t *large = NULL;
    const char *sha256 = NULL, *git = NULL;
    int64_t size = -1;
    bool ok = json_read_integer(item, "size", 0, (int64_t)HUB_MAX_FILE_BYTES, &size, err) &&
              json_read_text(item, "blobId", &git, err) &&
              json_read_object(item, "lfs", &large, err);
    if (ok && large != NULL) {
        git = NULL;
        ok = json_read_text(large, "sha256", &sha256, err) &&
             json_read_integer(large, "size", 0, (int64_t)HUB_MAX_FILE_BYTES, &size, err);
    }
    if (!ok) {
        return error_context(err, "%s: %s", what, file->name);
    }
    file->has_size = size >= 0;
    file->n_bytes = size >= 0 ? (uint64_t)size : 0;
    return set_hash(file, sha256, "lfs.sha256", what, err) &&
           set_hash(file, git, "blobId", what, err);
}

static bool read_file(const json_t *item, struct hub_file *file, const char *what,
                      struct error *err)
{
    const json_t *name = json_object_get(item, "rfilename");
    if (!json_is_string(name)) {
        return error_set(err, ERROR_MALFORMED, "%s: a file has no rfilename", what);
    }
    const char *text = json_string_value(name);
    if (strlen(text) != json_string_length(name) || !file_name_is_safe(text)) {
        return error_set(
            err, ERROR_MALFORMED,
            "%s: refused: the server names a file \"%.200s\", which could leave the store", what,
            text);
    }
    file->name = memory_text(text, strlen(text), err);
    return file->name != NULL && read_hashes(item, file, what, err);
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct hub_file *)a)->name, ((const struct hub_file *)b)->name);
}

static bool read_files(const json_t *siblings, const char *what, struct hub_answer *out,
                       struct error *err)
{
    size_t n = json_array_size(siblings);
    if (n > MAX_FILES) {
        return error_set(err, ERROR_LIMIT, "%s: %zu files, more than %d", what, n, MAX_FILES);
    }
    out->files = memory_array(n, sizeof *out->files, err);
    if (out->files == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        out->n_files = i + 1;
        if (!read_file(json_array_get(siblings, i), &out->files[i], what, err)) {
            return false;
        }
    }
    qsort(out->files, n, sizeof *out->files, compare_files);
    for (size_t i = 1; i < n; i++) {
        if (strcmp(out->files[i - 1].name, out->files[i].name) == 0) {
            return error_set(err, ERROR_MALFORMED, "%s: the server names %s twice", what,
                             out->files[i].name);
        }
    }
    return true;
}

bool hub_answer_parse(struct bytes text, const char *what, struct hub_answer *out,
                      struct error *err)
{
    *out = (struct hub_answer){0};
    const char *commit = NULL;
    const json_t *siblings = NULL;
    json_t *root = json_parse(text, what, err);
    bool ok = root != NULL;
    if (ok && !json_is_object(root)) {
        ok = error_set(err, ERROR_MALFORMED, "%s: an object was expected, found %s", what,
                       json_type_text(root));
    }
    if (ok && !(json_read_text(root, "sha", &commit, err) &&
                json_read_array(root, "siblings", &siblings, err))) {
        ok = error_context(err, "%s", what);
    }
    if (ok && (commit == NULL || !is_hexadecimal(commit, COMMIT_DIGITS) || siblings == NULL)) {
        ok =
            error_set(err, ERROR_MALFORMED,
                      "%s: this is no answer of a model hub: it names no commit or no files", what);
    }
    if (ok) {
        memcpy(out->commit, commit, COMMIT_DIGITS + 1);
        ok = read_files(siblings, what, out, err);
    }
    json_decref(root);
    if (!ok) {
        hub_answer_clear(out);
    }
    return ok;
}

void hub_answer_clear(struct hub_answer *answer)
{
    for (size_t i = 0; i < answer->n_files; i++) {
        free(answer->files[i].name);
    }
    free(answer->files);
    *answer = (struct hub_answer){0};
}
