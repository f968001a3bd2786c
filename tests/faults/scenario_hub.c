/*
 * Fetching, looking, checking and keeping house. Whatever fails, nothing in the store has the name
 * of a model but a whole one, and the next try, without a fault, brings it about.
 */
#include <curl/curl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "faults/inject.h"
#include "faults/scenario.h"
#include "silex/hub.h"
#include "silex/store.h"

enum { PATH_BYTES = 300 };

static const char model_name[] = "org/name";

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

/* By libc's own calls, which no fault reaches. */
static void remove_tree(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void set_path(char path[PATH_BYTES], const char *what)
{
    snprintf(path, PATH_BYTES, "/tmp/silex-faults-hub-%ld%s", (long)getpid(), what);
}

/* So that libcurl's memory can run out, too; it stays started. */
static void start_curl(void)
{
    static bool is_started;
    if (!is_started) {
        is_started = curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, free, realloc, strdup,
                                          calloc) == CURLE_OK;
    }
}

static silex_hub_options options_of(const char *store)
{
    return (silex_hub_options){.store = store,
                               .endpoint = getenv("SILEX_FAULTS_HUB"),
                               .n_files_at_once = 2,
                               .n_retries = 1,
                               .timeout_seconds = 20,
                               .retry_seconds = 0.001};
}

/* Whether the file of the snapshot is there and as long as the hub's. */
static bool is_whole(const char *snapshot)
{
    char path[PATH_BYTES * 2];
    struct stat status;
    snprintf(path, sizeof path, "%s/model.safetensors", snapshot);
    return stat(path, &status) == 0 && status.st_size > 2 << 20;
}

/* The reference is what makes a model one of the store. */
static bool has_reference(const char *store)
{
    char path[PATH_BYTES * 2];
    snprintf(path, sizeof path, "%s/models--org--name/refs/main", store);
    return access(path, F_OK) == 0;
}

static bool pull(const char *store, silex_error *error)
{
    char *path = NULL;
    silex_hub_options options = options_of(store);
    bool ok = silex_hub_pull(model_name, &options, &path, error) == SILEX_OK;
    ok = ok && (is_whole(path) || (error->message[0] = '\0', false));
    silex_free(path);
    return ok;
}

bool scenario_pull(const char *tests_folder, char *message, size_t n_message_bytes)
{
    char store[PATH_BYTES];
    silex_error error = {0};
    (void)tests_folder;
    start_curl();
    set_path(store, "");
    bool ok = pull(store, &error);
    bool is_clean = ok == has_reference(store);
    remove_tree(store);
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}

/* A store with the model in it, made once, without a fault: the first run of a scenario has none.
 */
static const char *full_store(silex_error *error)
{
    static char store[PATH_BYTES];
    if (store[0] == '\0') {
        set_path(store, "-full");
    }
    start_curl();
    return has_reference(store) || pull(store, error) ? store : NULL;
}

/* One file is missing. */
bool scenario_pull_again(const char *tests_folder, char *message, size_t n_message_bytes)
{
    silex_error error = {0};
    char link[PATH_BYTES * 2], blob[PATH_MAX];
    (void)tests_folder;
    const char *store = full_store(&error);
    bool ok = store != NULL;
    if (ok) {
        snprintf(link, sizeof link,
                 "%s/models--org--name/snapshots/" SILEX_FAULTS_COMMIT "/config.json", store);
        if (realpath(link, blob) != NULL) {
            unlink(blob);
        }
        ok = pull(store, &error);
    }
    snprintf(message, n_message_bytes, "%s", error.message);
    return ok;
}

bool scenario_preview(const char *tests_folder, char *message, size_t n_message_bytes)
{
    char folder[PATH_BYTES];
    silex_error error = {0};
    silex_hub_preview_info info = {0};
    silex_hub_options options = options_of(NULL);
    (void)tests_folder;
    start_curl();
    set_path(folder, "-outline");
    mkdir(folder, 0777);
    bool ok = silex_hub_preview(model_name, &options, folder, &info, &error) == SILEX_OK;
    bool is_right = !ok || (info.n_files == 2 && info.total_bytes > info.fetched_bytes);
    remove_tree(folder);
    snprintf(message, n_message_bytes, "%s", is_right ? error.message : "");
    return ok && is_right;
}

/* A fault must not make a sound file a damaged one. */
bool scenario_verify(const char *tests_folder, char *message, size_t n_message_bytes)
{
    silex_error error = {0};
    size_t n_damaged = 0;
    (void)tests_folder;
    const char *store = full_store(&error);
    bool ok = store != NULL &&
              silex_hub_verify(store, model_name, NULL, NULL, &n_damaged, &error) == SILEX_OK;
    snprintf(message, n_message_bytes, "%s", n_damaged == 0 ? error.message : "");
    return ok && n_damaged == 0;
}

static bool count_whole(void *user, const silex_store_model *model)
{
    size_t *n = user;
    *n += model->is_whole && strcmp(model->name, model_name) == 0;
    return true;
}

/* A store of its own, made by calls of libc, as list and rm need no network. */
static void make_store(const char *store)
{
    char command[PATH_BYTES * 6];
    snprintf(command, sizeof command,
             "d=%s/models--org--name; s=$d/snapshots/" SILEX_FAULTS_COMMIT
             "; mkdir -p $d/blobs $d/refs $s && echo '{\"model_type\": \"llama\"}' >$d/blobs/a && "
             "ln -s ../../blobs/a $s/config.json && printf " SILEX_FAULTS_COMMIT " >$d/refs/main",
             store);
    if (system(command) != 0) {
        perror("system");
    }
}

bool scenario_store(const char *tests_folder, char *message, size_t n_message_bytes)
{
    char store[PATH_BYTES];
    silex_error error = {0};
    size_t n_whole = 0;
    uint64_t n_bytes = 0;
    char *path = NULL;
    (void)tests_folder;
    set_path(store, "-kept");
    make_store(store);
    bool ok = silex_store_list(store, count_whole, &n_whole, &error) == SILEX_OK &&
              silex_store_find(store, model_name, &path, &error) == SILEX_OK;
    bool is_right = !ok || n_whole == 1;
    silex_free(path);
    ok = ok && silex_store_remove(store, model_name, &n_bytes, &error) == SILEX_OK;
    is_right = is_right && (!ok || (n_bytes > 0 && !has_reference(store)));
    remove_tree(store);
    snprintf(message, n_message_bytes, "%s", is_right ? error.message : "");
    return ok && is_right;
}
