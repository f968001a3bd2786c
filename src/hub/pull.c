/*
 * Pulling a model. The order is what makes every moment safe to end in: blobs appear under their
 * hash only when complete and right, links only when all blobs are there, the reference that makes
 * the snapshot the model's last of all. docs/hub.md has the layout.
 */
#include "hub/pull.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/memory.h"
#include "hub/connection.h"
#include "hub/download.h"
#include "store/model_store.h"
#include "store/tree.h"

enum { STEP_MILLISECONDS = 50, URL_BYTES = 16384, DEFAULT_AT_ONCE = 4 };

/* A blob that has to be fetched, once, however many files it is. */
struct job {
    const struct hub_file *file;
    struct download *download; /* NULL before and after */
};

struct pull {
    const silex_hub_options *options;
    struct connection connection;
    struct hub_answer answer;
    struct download_place place; /* owned */
    char *folder, *partials, *blobs;
    int lock; /* -1: none */
    struct job *jobs;
    size_t n_jobs, n_begun;
    uint64_t present_bytes; /* done before and by finished jobs */
};

static bool make_places(struct pull *pull, struct error *err)
{
    pull->folder = store_model_folder(pull->options->store, pull->connection.name.id, err);
    if (pull->folder == NULL) {
        return false;
    }
    pull->partials = path_format(err, "%s/.silex", pull->folder);
    pull->blobs = path_format(err, "%s/blobs", pull->folder);
    pull->place = (struct download_place){.partials = pull->partials, .blobs = pull->blobs};
    return pull->partials != NULL && pull->blobs != NULL && folders_make(pull->partials, err) &&
           folders_make(pull->blobs, err);
}

static bool wait_for_lock(void *user)
{
    struct pull *pull = user;
    if (pull->connection.watch.told_seconds == 0.0) {
        watch_note(&pull->connection.watch, "another process pulls this model; waiting for it");
    }
    watch_is_time(&pull->connection.watch);
    return !pull->connection.watch.is_cancelled;
}

/* Whether the blob is there; one of another length is set aside. */
static bool has_blob(const struct pull *pull, const struct hub_file *file, bool *is_there,
                     struct error *err)
{
    struct stat status;
    char *path = path_format(err, "%s/%s", pull->blobs, file->hash);
    char *aside = path_format(err, "%s/%s.damaged", pull->partials, file->hash);
    bool ok = path != NULL && aside != NULL;
    *is_there = ok && stat(path, &status) == 0;
    if (*is_there && (uint64_t)status.st_size != file->n_bytes) {
        *is_there = false;
        ok = rename(path, aside) == 0 || error_set_errno(err, errno, path);
    }
    free(path);
    free(aside);
    return ok;
}

/* What of a blob an earlier try has brought to the disk. */
static uint64_t partial_bytes(const struct pull *pull, const struct hub_file *file)
{
    struct stat status;
    char *path = path_format(NULL, "%s/%s.partial", pull->partials, file->hash);
    bool is_there = path != NULL && stat(path, &status) == 0;
    free(path);
    uint64_t n_bytes = is_there ? (uint64_t)status.st_size : 0;
    return n_bytes < file->n_bytes ? n_bytes : file->n_bytes;
}

static int compare_hashes(const void *a, const void *b)
{
    const struct job *left = a, *right = b;
    int order = strcmp(left->file->hash, right->file->hash);
    return order != 0 ? order : strcmp(left->file->name, right->file->name);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct job *)a)->file->name, ((const struct job *)b)->file->name);
}

/* The blobs of the wanted files, each once, in the order of names. */
static bool list_blobs(struct pull *pull, struct error *err)
{
    pull->jobs = memory_array(pull->answer.n_files, sizeof *pull->jobs, err);
    if (pull->jobs == NULL) {
        return false;
    }
    size_t n = 0, n_unique = 0;
    for (size_t i = 0; i < pull->answer.n_files; i++) {
        if (pull->answer.files[i].is_wanted) {
            pull->jobs[n++] = (struct job){.file = &pull->answer.files[i]};
        }
    }
    qsort(pull->jobs, n, sizeof *pull->jobs, compare_hashes);
    for (size_t i = 0; i < n; i++) {
        const struct hub_file *file = pull->jobs[i].file;
        const struct hub_file *last = n_unique > 0 ? pull->jobs[n_unique - 1].file : NULL;
        if (last != NULL && strcmp(last->hash, file->hash) == 0) {
            if (last->n_bytes != file->n_bytes) {
                return error_set(err, ERROR_MALFORMED, "%s and %s have one hash but two lengths",
                                 last->name, file->name);
            }
            continue;
        }
        pull->jobs[n_unique++] = pull->jobs[i];
    }
    qsort(pull->jobs, n_unique, sizeof *pull->jobs, compare_names);
    pull->n_jobs = n_unique;
    return true;
}

static bool check_room(struct pull *pull, uint64_t n_needed, struct error *err)
{
    struct statvfs status;
    if (statvfs(pull->folder, &status) != 0) {
        return error_set_errno(err, errno, pull->folder);
    }
    uint64_t n_free = (uint64_t)status.f_bavail * status.f_frsize;
    pull->connection.watch.totals.free_bytes = n_free;
    return n_needed <= n_free ||
           error_set(err, ERROR_DOES_NOT_FIT,
                     "%s: %.2f GB are to be fetched, %.2f GB are free on the disk of %s",
                     pull->connection.name.id, (double)n_needed * 1e-9, (double)n_free * 1e-9,
                     pull->options->store);
}

/* Files that are there already are no jobs; what is left is told before it begins. */
static bool plan(struct pull *pull, size_t n_left_out, struct error *err)
{
    silex_hub_event *totals = &pull->connection.watch.totals;
    uint64_t n_needed = 0;
    size_t n_missing = 0;
    for (size_t i = 0; i < pull->n_jobs; i++) {
        const struct hub_file *file = pull->jobs[i].file;
        bool is_there = false;
        if (!has_blob(pull, file, &is_there, err)) {
            return false;
        }
        totals->total_bytes += file->n_bytes;
        if (is_there) {
            pull->present_bytes += file->n_bytes;
            totals->n_done_files++;
        } else {
            n_needed += file->n_bytes - partial_bytes(pull, file);
            pull->jobs[n_missing++] = pull->jobs[i];
        }
    }
    totals->n_files = pull->n_jobs;
    totals->done_bytes = totals->total_bytes - n_needed;
    totals->n_left_out = n_left_out;
    pull->n_jobs = n_missing;
    bool ok = check_room(pull, n_needed, err);
    watch_tell(&pull->connection.watch, SILEX_HUB_PLAN, NULL, 0, 0);
    totals->n_left_out = 0;
    return ok && watch_check(&pull->connection.watch, err);
}

static bool begin_jobs(struct pull *pull, size_t *n_active, struct error *err)
{
    unsigned n_at_once = pull->options->n_files_at_once;
    n_at_once = n_at_once > 0 ? n_at_once : DEFAULT_AT_ONCE;
    struct buffer url;
    buffer_init(&url, URL_BYTES);
    bool ok = true;
    while (ok && *n_active < n_at_once && pull->n_begun < pull->n_jobs) {
        struct job *job = &pull->jobs[pull->n_begun++];
        catalogue_url(&pull->connection.catalogue, pull->answer.commit, job->file->name, &url);
        ok = buffer_check(&url, err) &&
             download_open(&job->download, job->file, buffer_text(&url), &pull->place,
                           pull->connection.http, &pull->connection.policy, err);
        *n_active += ok ? 1 : 0;
    }
    buffer_clear(&url);
    return ok;
}

static bool step_job(struct pull *pull, struct job *job, size_t *n_active, struct error *err)
{
    enum download_state state = download_step(job->download, err);
    if (state == DOWNLOAD_DONE) {
        download_close(job->download);
        job->download = NULL;
        --*n_active;
        pull->present_bytes += job->file->n_bytes;
        pull->connection.watch.totals.n_done_files++;
        watch_tell(&pull->connection.watch, SILEX_HUB_FILE_DONE, job->file->name,
                   job->file->n_bytes, job->file->n_bytes);
    }
    return state != DOWNLOAD_FAILED;
}

static void tell_progress(struct pull *pull)
{
    uint64_t n_done = pull->present_bytes;
    for (size_t i = 0; i < pull->n_begun; i++) {
        n_done += pull->jobs[i].download != NULL ? download_position(pull->jobs[i].download) : 0;
    }
    pull->connection.watch.totals.done_bytes = n_done;
    if (watch_is_time(&pull->connection.watch)) {
        for (size_t i = 0; i < pull->n_begun; i++) {
            const struct job *job = &pull->jobs[i];
            if (job->download != NULL) {
                watch_tell(&pull->connection.watch, SILEX_HUB_PROGRESS, job->file->name,
                           download_position(job->download), job->file->n_bytes);
            }
        }
    }
}

static bool run_jobs(struct pull *pull, struct error *err)
{
    size_t n_active = 0;
    bool ok = begin_jobs(pull, &n_active, err);
    while (ok && n_active > 0) {
        for (size_t i = 0; ok && i < pull->n_begun; i++) {
            if (pull->jobs[i].download != NULL) {
                ok = step_job(pull, &pull->jobs[i], &n_active, err);
            }
        }
        tell_progress(pull);
        ok = ok && watch_check(&pull->connection.watch, err) && begin_jobs(pull, &n_active, err) &&
             (n_active == 0 || http_step(pull->connection.http, STEP_MILLISECONDS, err));
    }
    return ok;
}

/* A link that leads up from the folder of the file to the blob. A file that somebody put there
 * instead of a link is his. */
static bool link_file(const char *snapshot, const struct hub_file *file, struct error *err)
{
    char *path = path_format(err, "%s/%s", snapshot, file->name);
    char *target = path_format(err, "../../blobs/%s", file->hash);
    bool ok = path != NULL && target != NULL;
    for (const char *p = file->name; ok && (p = strchr(p, '/')) != NULL; p++) {
        char *deeper = path_format(err, "../%s", target);
        free(target);
        target = deeper;
        ok = deeper != NULL;
    }
    struct stat status;
    if (ok) {
        *strrchr(path, '/') = '\0';
        ok = folders_make(path, err);
        path[strlen(path)] = '/';
    }
    bool is_file = ok && lstat(path, &status) == 0 && S_ISREG(status.st_mode);
    if (ok && !is_file) {
        if (unlink(path) != 0 && errno != ENOENT) {
            ok = error_set_errno(err, errno, path);
        } else {
            ok = symlink(target, path) == 0 || error_set_errno(err, errno, path);
        }
    }
    free(path);
    free(target);
    return ok;
}

/* refs/REVISION appears complete: another process may read it at any time. */
static bool write_ref(const struct pull *pull, struct error *err)
{
    if (is_hexadecimal(pull->connection.name.revision, COMMIT_DIGITS)) {
        return true;
    }
    char *path = path_format(err, "%s/refs/%s", pull->folder, pull->connection.name.revision);
    char *draft = path_format(err, "%s/ref", pull->partials);
    bool ok = path != NULL && draft != NULL;
    if (ok) {
        *strrchr(path, '/') = '\0';
        ok = folders_make(path, err);
        path[strlen(path)] = '/';
    }
    if (ok) {
        FILE *file = fopen(draft, "w");
        ok = file != NULL && fputs(pull->answer.commit, file) >= 0;
        ok = (file == NULL || fclose(file) == 0) && ok && rename(draft, path) == 0;
        ok = ok || error_set_errno(err, errno, path);
    }
    free(path);
    free(draft);
    return ok;
}

static bool publish(const struct pull *pull, char **out, struct error *err)
{
    char *snapshot = path_format(err, "%s/snapshots/%s", pull->folder, pull->answer.commit);
    bool ok = snapshot != NULL && folders_make(snapshot, err);
    for (size_t i = 0; ok && i < pull->answer.n_files; i++) {
        ok = !pull->answer.files[i].is_wanted || link_file(snapshot, &pull->answer.files[i], err);
    }
    if (!ok || !write_ref(pull, err)) {
        free(snapshot);
        return false;
    }
    if (pull->connection.name.variant[0] == '\0') {
        *out = snapshot;
        return true;
    }
    free(snapshot);
    return store_find(pull->options->store, &pull->connection.name, out, err);
}

static bool run(struct pull *pull, const char *name, char **path, struct error *err)
{
    const silex_hub_options *options = pull->options;
    struct connection *connection = &pull->connection;
    struct hub_choice choice;
    size_t n_left_out = 0;
    if (!connection_open(connection, name, options, err) ||
        !catalogue_read(&connection->catalogue, &pull->answer, err)) {
        return false;
    }
    choice = connection_choice(connection, options);
    if (!hub_answer_select(&pull->answer, &choice, &n_left_out, err) ||
        !catalogue_complete(&connection->catalogue, &pull->answer, err) ||
        !make_places(pull, err)) {
        return false;
    }
    connection->watch.told_seconds = 0.0;
    pull->lock = store_lock(options->store, connection->name.id, wait_for_lock, pull, err);
    return pull->lock >= 0 && list_blobs(pull, err) && plan(pull, n_left_out, err) &&
           run_jobs(pull, err) && publish(pull, path, err);
}

bool hub_pull(const char *name, const silex_hub_options *options, char **path, struct error *err)
{
    struct pull pull = {.options = options, .lock = -1};
    bool ok = run(&pull, name, path, err);
    for (size_t i = 0; i < pull.n_begun; i++) {
        download_close(pull.jobs[i].download);
    }
    connection_close(&pull.connection);
    if (pull.lock >= 0) {
        close(pull.lock);
    }
    hub_answer_clear(&pull.answer);
    free(pull.jobs);
    free(pull.partials);
    free(pull.blobs);
    free(pull.folder);
    return ok;
}
