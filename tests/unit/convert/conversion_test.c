/* A conversion that is cancelled or killed at any moment leaves the source as it was and nothing
 * under the output's name; the next one goes on with what is finished, and gives the same bytes. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file_map.h"
#include "silex/convert.h"
#include "silex/measure.h"

#include <cmocka.h>

enum { PATH_BYTES = 400, MAX_NOTES = 8, SHARD_BYTES = 150000 };

static const char config[] =
    "{\"model_type\":\"llama\",\"hidden_size\":256,\"num_hidden_layers\":4,"
    "\"num_attention_heads\":4,\"intermediate_size\":512,"
    "\"vocab_size\":400,\"tie_word_embeddings\":true}";

struct trial {
    char folder[64], source[PATH_BYTES], target[PATH_BYTES], partial[PATH_BYTES];
    silex_convert_options options;
    size_t n_events, stop_at; /* 0: never */
    bool kills;
    char notes[MAX_NOTES][300];
    size_t n_notes;
    uint64_t n_resumed_bytes;
};

static void remove_folder(const char *path)
{
    char file[PATH_BYTES * 2];
    DIR *directory = opendir(path);
    for (struct dirent *item; directory != NULL && (item = readdir(directory)) != NULL;) {
        snprintf(file, sizeof file, "%s/%s", path, item->d_name);
        unlink(file);
    }
    if (directory != NULL) {
        closedir(directory);
        rmdir(path);
    }
}

static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static size_t count_files(const char *path, const char *end)
{
    DIR *directory = opendir(path);
    size_t n = 0;
    for (struct dirent *item; directory != NULL && (item = readdir(directory)) != NULL;) {
        size_t n_name = strlen(item->d_name);
        n += n_name > strlen(end) && strcmp(item->d_name + n_name - strlen(end), end) == 0;
    }
    if (directory != NULL) {
        closedir(directory);
    }
    return n;
}

/* FNV-1a over all files' names and bytes, whatever the order of the folder. */
static uint64_t hash_folder(const char *path)
{
    char file[PATH_BYTES * 2];
    uint64_t sum = 0;
    DIR *directory = opendir(path);
    assert_non_null(directory);
    for (struct dirent *item; (item = readdir(directory)) != NULL;) {
        struct file_map map;
        snprintf(file, sizeof file, "%s/%s", path, item->d_name);
        if (!file_map_open(&map, file, NULL)) {
            continue; /* "." and ".." */
        }
        uint64_t hash = 0xCBF29CE484222325u;
        for (const char *c = item->d_name; *c != '\0'; c++) {
            hash = (hash ^ (uint8_t)*c) * 0x100000001B3u;
        }
        for (size_t i = 0; i < map.bytes.n_bytes; i++) {
            hash = (hash ^ map.bytes.data[i]) * 0x100000001B3u;
        }
        sum += hash;
        file_map_close(&map);
    }
    closedir(directory);
    return sum;
}

static bool on_event(void *user, const silex_convert_event *event)
{
    struct trial *trial = user;
    if (event->note != NULL) {
        snprintf(trial->notes[trial->n_notes++ % MAX_NOTES], 300, "%s", event->note);
        return true;
    }
    trial->n_resumed_bytes = event->resumed_bytes;
    assert_true(event->done_bytes <= event->total_bytes);
    if (++trial->n_events == trial->stop_at && trial->kills) {
        raise(SIGKILL);
    }
    return trial->n_events != trial->stop_at;
}

static silex_status run(struct trial *trial, silex_error *error)
{
    trial->n_events = trial->n_notes = 0;
    trial->options.on_event = on_event;
    trial->options.user = trial;
    return silex_convert(trial->source, trial->target, &trial->options, error);
}

static int set_up(void **state)
{
    struct trial *trial = calloc(1, sizeof *trial);
    assert_non_null(trial);
    snprintf(trial->folder, sizeof trial->folder, "/tmp/silex-conversion-XXXXXX");
    assert_non_null(mkdtemp(trial->folder));
    snprintf(trial->source, PATH_BYTES, "%s/source", trial->folder);
    snprintf(trial->target, PATH_BYTES, "%s/target", trial->folder);
    snprintf(trial->partial, PATH_BYTES, "%s/target.partial", trial->folder);
    trial->options = (silex_convert_options){
        .quantization = SILEX_QUANTIZATION_AFFINE, .max_file_bytes = SHARD_BYTES, .n_threads = 1};
    assert_int_equal(silex_random_model_write(trial->source, config, NULL, NULL), SILEX_OK);
    *state = trial;
    return 0;
}

static int tear_down(void **state)
{
    struct trial *trial = *state;
    remove_folder(trial->source);
    remove_folder(trial->target);
    remove_folder(trial->partial);
    rmdir(trial->folder);
    free(trial);
    return 0;
}

/* What an uninterrupted conversion gives, and in how many events. */
static uint64_t reference(struct trial *trial, size_t *n_events)
{
    silex_error error = {0};
    trial->stop_at = 0;
    if (run(trial, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    *n_events = trial->n_events;
    assert_int_equal(trial->n_notes, 0);
    assert_true(count_files(trial->target, ".safetensors") >= 4);
    uint64_t hash = hash_folder(trial->target);
    remove_folder(trial->target);
    return hash;
}

static void cancelled_anywhere_goes_on(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    size_t n_events;
    uint64_t source = hash_folder(trial->source);
    uint64_t wanted = reference(trial, &n_events);
    for (size_t at = 1; at <= n_events; at += 1 + n_events / 12) {
        trial->stop_at = at;
        assert_int_equal(run(trial, &error), SILEX_ERROR_CANCELLED);
        assert_false(is_there(trial->target));
        /* Nothing half-finished stays, and no empty folder. */
        size_t n_there = count_files(trial->partial, ".safetensors");
        assert_int_equal(count_files(trial->partial, ".part"), 0);
        assert_true(is_there(trial->partial) == (n_there > 0));
        trial->stop_at = 0;
        assert_int_equal(run(trial, &error), SILEX_OK);
        assert_int_equal(trial->n_notes, n_there > 0);
        assert_true((trial->n_resumed_bytes > 0) == (n_there > 0));
        assert_true(hash_folder(trial->target) == wanted);
        assert_false(is_there(trial->partial));
        remove_folder(trial->target);
    }
    assert_true(hash_folder(trial->source) == source);
}

static void killed_anywhere_goes_on(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    size_t n_events;
    uint64_t source = hash_folder(trial->source);
    uint64_t wanted = reference(trial, &n_events);
    for (size_t at = 1; at <= n_events; at += 1 + n_events / 12) {
        int status = 0;
        fflush(NULL);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            trial->stop_at = at;
            trial->kills = true;
            run(trial, NULL);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_false(is_there(trial->target));
        trial->stop_at = 0;
        assert_int_equal(run(trial, &error), SILEX_OK);
        assert_true(hash_folder(trial->target) == wanted);
        assert_false(is_there(trial->partial));
        remove_folder(trial->target);
    }
    assert_true(hash_folder(trial->source) == source);
}

static void other_work_begins_anew(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    size_t n_events;
    uint64_t wanted = reference(trial, &n_events);
    trial->stop_at = n_events - 1;
    trial->options.bits = 8;
    assert_int_equal(run(trial, &error), SILEX_ERROR_CANCELLED);
    assert_true(count_files(trial->partial, ".safetensors") > 0);
    trial->options.bits = 0;
    trial->stop_at = 0;
    assert_int_equal(run(trial, &error), SILEX_OK);
    assert_int_equal(trial->n_notes, 1);
    assert_non_null(strstr(trial->notes[0], "all is made anew"));
    assert_int_equal(trial->n_resumed_bytes, 0);
    assert_true(hash_folder(trial->target) == wanted);
}

static void what_is_not_ours_stays(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    char path[PATH_BYTES + 20];
    assert_int_equal(mkdir(trial->partial, 0777), 0);
    snprintf(path, sizeof path, "%s/letter.txt", trial->partial);
    fclose(fopen(path, "w"));
    assert_int_equal(run(trial, &error), SILEX_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "no conversion that was interrupted"));
    assert_true(is_there(path));
    unlink(path);
    /* An empty folder is one that was killed at the very beginning. */
    assert_int_equal(run(trial, &error), SILEX_OK);
    assert_int_equal(run(trial, &error), SILEX_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "exists already"));
}

/* The same bytes for any number of threads. */
static void threads_change_nothing(void **state)
{
    struct trial *trial = *state;
    size_t n_events;
    uint64_t wanted = reference(trial, &n_events);
    for (unsigned n = 2; n <= 7; n += 5) {
        trial->options.n_threads = n;
        assert_int_equal(run(trial, NULL), SILEX_OK);
        assert_true(hash_folder(trial->target) == wanted);
        remove_folder(trial->target);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cancelled_anywhere_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(killed_anywhere_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_work_begins_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_ours_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_change_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
