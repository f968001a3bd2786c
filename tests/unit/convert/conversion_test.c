/* A conversion that is cancelled or killed at any moment leaves the source as it was and nothing
 * under the output's name; the next one goes on with what is finished, and gives the same bytes. */
#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/checksum.h"
#include "base/file_map.h"
#include "base/random.h"
#include "silex/convert.h"
#include "silex/measure.h"
#include "support/tensor_file.h"

#include <cmocka.h>

enum { PATH_BYTES = 400, MAX_NOTES = 8, MAX_EVENTS = 400, SHARD_BYTES = 150000 };

static const char config[] =
    "{\"model_type\":\"llama\",\"hidden_size\":256,\"num_hidden_layers\":4,"
    "\"num_attention_heads\":4,\"intermediate_size\":512,"
    "\"vocab_size\":400,\"tie_word_embeddings\":true}";

struct trial {
    char folder[64], source[PATH_BYTES], target[PATH_BYTES], partial[PATH_BYTES];
    char adapter[PATH_BYTES]; /* that is fused; empty: none */
    silex_convert_options options;
    size_t n_events, stop_at; /* 0: never */
    bool kills;
    char notes[MAX_NOTES][300];
    size_t n_notes;
    uint64_t n_resumed_bytes;
    uint64_t done_bytes[MAX_EVENTS]; /* told at each event */
};

static bool is_gguf(const struct trial *trial)
{
    return trial->options.gguf_type != NULL;
}

/* A folder with files, or a file. */
static void remove_output(const char *path)
{
    char file[PATH_BYTES * 2];
    unlink(path);
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

static uint64_t hash_file(const char *path, const char *name)
{
    struct file_map map;
    if (!file_map_open(&map, path, NULL)) {
        return 0; /* "." and ".." */
    }
    uint64_t hash =
        checksum_bytes(name, strlen(name)) ^ checksum_bytes(map.bytes.data, map.bytes.n_bytes);
    file_map_close(&map);
    return random_mix(hash);
}

/* Of a file, or of all files' names and bytes, whatever the order of the folder. */
static uint64_t hash_output(const char *path)
{
    char file[PATH_BYTES * 2];
    uint64_t sum = 0;
    DIR *directory = opendir(path);
    if (directory == NULL) {
        assert_true(is_there(path));
        return hash_file(path, "");
    }
    for (struct dirent *item; (item = readdir(directory)) != NULL;) {
        snprintf(file, sizeof file, "%s/%s", path, item->d_name);
        sum += hash_file(file, item->d_name);
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
    assert_true(trial->n_events < MAX_EVENTS);
    trial->done_bytes[trial->n_events] = event->done_bytes;
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
    return trial->adapter[0] != '\0'
               ? silex_fuse(trial->source, trial->adapter, trial->target, &trial->options, error)
               : silex_convert(trial->source, trial->target, &trial->options, error);
}

/* ---- adapters ------------------------------------------------------------------------------- */

static void write_file(const char *folder, const char *name, const void *bytes, size_t n_bytes)
{
    char path[PATH_BYTES * 2];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n_bytes, file), n_bytes);
    fclose(file);
}

static const char adapter_config[] =
    "{\"fine_tune_type\":\"dora\",\"lora_parameters\":{\"scale\":2.0,\"rank\":3}}";

enum { WIDTH = 256, FFN = 512, RANK = 3 };

/* Pairs for two matrices, the second with magnitudes; `value` is the first number of all. */
static void write_adapter(struct trial *trial, float value, size_t n_columns)
{
    char shape[40];
    static float numbers[FFN * RANK];
    struct tensor_file file;
    tensor_file_init(&file);
    snprintf(shape, sizeof shape, "%zu,3", n_columns);
    for (size_t i = 0; i < FFN * RANK; i++) {
        numbers[i] = 0.01f * (float)(i % 17) - 0.07f;
    }
    numbers[0] = value;
    tensor_file_add(&file, "model.layers.1.self_attn.v_proj.lora_a", "F32", "256,3", numbers,
                    WIDTH * RANK * 4);
    tensor_file_add(&file, "model.layers.1.self_attn.v_proj.lora_b", "F32", "3,256", numbers + 1,
                    WIDTH * RANK * 4);
    tensor_file_add(&file, "model.layers.3.mlp.down_proj.lora_a", "F32", shape, numbers,
                    n_columns * RANK * 4);
    tensor_file_add(&file, "model.layers.3.mlp.down_proj.lora_b", "F32", "3,256", numbers + 2,
                    WIDTH * RANK * 4);
    tensor_file_add(&file, "model.layers.3.mlp.down_proj.m", "F32", "256", numbers + 4, WIDTH * 4);
    struct bytes bytes = tensor_file_bytes(&file);
    snprintf(trial->adapter, PATH_BYTES, "%s/adapter", trial->folder);
    mkdir(trial->adapter, 0777);
    write_file(trial->adapter, "adapter_config.json", adapter_config, sizeof adapter_config - 1);
    write_file(trial->adapter, "adapters.safetensors", bytes.data, bytes.n_bytes);
    tensor_file_clear(&file);
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

static int set_up_gguf(void **state)
{
    set_up(state);
    struct trial *trial = *state;
    trial->options = (silex_convert_options){.gguf_type = "q4_0", .n_threads = 1};
    return 0;
}

static int tear_down(void **state)
{
    struct trial *trial = *state;
    remove_output(trial->source);
    remove_output(trial->target);
    remove_output(trial->partial);
    remove_output(trial->adapter);
    rmdir(trial->folder);
    free(trial);
    return 0;
}

static int set_up_fusion(void **state)
{
    int status = set_up(state);
    write_adapter(*state, 0.5f, FFN);
    return status;
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
    assert_true(is_gguf(trial) ? *n_events > 30 : count_files(trial->target, ".safetensors") >= 4);
    uint64_t hash = hash_output(trial->target);
    remove_output(trial->target);
    return hash;
}

static void cancelled_anywhere_goes_on(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    size_t n_events;
    uint64_t source = hash_output(trial->source);
    uint64_t wanted = reference(trial, &n_events);
    for (size_t at = 1; at <= n_events; at += 1 + n_events / 12) {
        trial->stop_at = at;
        assert_int_equal(run(trial, &error), SILEX_ERROR_CANCELLED);
        assert_false(is_there(trial->target));
        /* Nothing half-finished stays, and no empty folder. */
        size_t n_there = is_gguf(trial) ? at : count_files(trial->partial, ".safetensors");
        assert_int_equal(count_files(trial->partial, ".part"), 0);
        assert_true(is_there(trial->partial) == (n_there > 0));
        trial->stop_at = 0;
        assert_int_equal(run(trial, &error), SILEX_OK);
        assert_int_equal(trial->n_notes, n_there > 0);
        assert_true((trial->n_resumed_bytes > 0) == (n_there > 0));
        assert_true(hash_output(trial->target) == wanted);
        assert_false(is_there(trial->partial));
        remove_output(trial->target);
    }
    assert_true(hash_output(trial->source) == source);
}

static void killed_anywhere_goes_on(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    size_t n_events;
    uint64_t source = hash_output(trial->source);
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
        uint64_t n_done_bytes = trial->done_bytes[at - 1];
        trial->stop_at = 0;
        assert_int_equal(run(trial, &error), SILEX_OK);
        if (is_gguf(trial)) { /* not a piece is made twice */
            assert_true(n_done_bytes > 0 && trial->n_resumed_bytes == n_done_bytes);
        }
        assert_true(hash_output(trial->target) == wanted);
        assert_false(is_there(trial->partial));
        remove_output(trial->target);
    }
    assert_true(hash_output(trial->source) == source);
}

static void other_work_begins_anew(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    size_t n_events;
    uint64_t wanted = reference(trial, &n_events);
    const silex_convert_options options = trial->options;
    trial->stop_at = n_events - 1;
    if (is_gguf(trial)) {
        trial->options.gguf_type = "q4_1";
    } else {
        trial->options.bits = 8;
    }
    assert_int_equal(run(trial, &error), SILEX_ERROR_CANCELLED);
    assert_true(is_gguf(trial) || count_files(trial->partial, ".safetensors") > 0);
    assert_true(is_there(trial->partial));
    trial->options = options;
    trial->stop_at = 0;
    assert_int_equal(run(trial, &error), SILEX_OK);
    assert_int_equal(trial->n_notes, 1);
    assert_non_null(strstr(trial->notes[0], "all is made anew"));
    assert_int_equal(trial->n_resumed_bytes, 0);
    assert_true(hash_output(trial->target) == wanted);
}

/* A source that was written again is another one. */
static void another_source_begins_anew(void **state)
{
    struct trial *trial = *state;
    char path[PATH_BYTES + 20];
    size_t n_events;
    uint64_t wanted = reference(trial, &n_events);
    trial->stop_at = n_events - 1;
    assert_int_equal(run(trial, NULL), SILEX_ERROR_CANCELLED);
    snprintf(path, sizeof path, "%s/model.safetensors", trial->source);
    const struct timespec times[] = {{1000000000, 0}, {1000000000, 0}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    trial->stop_at = 0;
    assert_int_equal(run(trial, NULL), SILEX_OK);
    assert_int_equal(trial->n_notes, 1);
    assert_non_null(strstr(trial->notes[0], "all is made anew"));
    assert_int_equal(trial->n_resumed_bytes, 0);
    assert_true(hash_output(trial->target) == wanted);
}

/* Pieces that are not what was written, as after a power failure, are made again. */
static void damage_is_made_again(void **state)
{
    struct trial *trial = *state;
    size_t n_events;
    uint64_t wanted = reference(trial, &n_events);
    trial->stop_at = n_events - 1;
    assert_int_equal(run(trial, NULL), SILEX_ERROR_CANCELLED);
    uint64_t n_done_bytes = trial->done_bytes[n_events - 2];
    int file = open(trial->partial, O_RDWR);
    struct stat status;
    assert_true(file >= 0 && fstat(file, &status) == 0);
    for (off_t place = status.st_size / 8; place < status.st_size / 2; place += 30000) {
        uint8_t byte;
        assert_int_equal(pread(file, &byte, 1, place), 1);
        byte ^= 0x10;
        assert_int_equal(pwrite(file, &byte, 1, place), 1);
    }
    close(file);
    trial->stop_at = 0;
    assert_int_equal(run(trial, NULL), SILEX_OK);
    assert_true(trial->n_resumed_bytes > 0 && trial->n_resumed_bytes < n_done_bytes);
    assert_true(hash_output(trial->target) == wanted);
}

static void a_file_that_is_not_ours_stays(void **state)
{
    struct trial *trial = *state;
    silex_error error = {0};
    FILE *file = fopen(trial->partial, "w");
    assert_true(file != NULL && fputs("GGUF of a download that still runs", file) >= 0);
    fclose(file);
    uint64_t before = hash_output(trial->partial);
    assert_int_equal(run(trial, &error), SILEX_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "no conversion that was interrupted"));
    assert_true(hash_output(trial->partial) == before);
    /* An empty file is one that was killed at the very beginning. */
    assert_int_equal(truncate(trial->partial, 0), 0);
    assert_int_equal(run(trial, &error), SILEX_OK);
    assert_false(is_there(trial->partial));
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
        assert_true(hash_output(trial->target) == wanted);
        remove_output(trial->target);
    }
}

/* ---- fusing --------------------------------------------------------------------------------- */

static void other_adapters_begin_anew(void **state)
{
    struct trial *trial = *state;
    size_t n_events;
    uint64_t wanted = reference(trial, &n_events);
    write_adapter(trial, -2.0f, FFN);
    trial->stop_at = n_events - 1;
    assert_int_equal(run(trial, NULL), SILEX_ERROR_CANCELLED);
    assert_true(count_files(trial->partial, ".safetensors") > 0);
    char path[PATH_BYTES + 30];
    snprintf(path, sizeof path, "%s/adapters.safetensors", trial->adapter);
    unlink(path);
    assert_int_not_equal(run(trial, NULL), SILEX_OK);
    assert_true(count_files(trial->partial, ".safetensors") > 0); /* nothing was begun */
    write_adapter(trial, 0.5f, FFN);
    /* Its time may be the same second as before. */
    write_file(trial->adapter, "another", "x", 1);
    trial->stop_at = 0;
    assert_int_equal(run(trial, NULL), SILEX_OK);
    assert_non_null(strstr(trial->notes[0], "all is made anew"));
    assert_true(hash_output(trial->target) == wanted);
}

static void expect_refusal(struct trial *trial, silex_status status, const char *text)
{
    silex_error error = {0};
    assert_int_equal(run(trial, &error), status);
    if (strstr(error.message, text) == NULL) {
        fail_msg("expected \"%s\" in \"%s\"", text, error.message);
    }
    assert_false(is_there(trial->target));
    assert_false(is_there(trial->partial));
}

static void bad_adapters_are_refused(void **state)
{
    struct trial *trial = *state;
    write_adapter(trial, nanf(""), FFN);
    expect_refusal(trial, SILEX_ERROR_MALFORMED, "no number to compute with");
    write_adapter(trial, HUGE_VALF, FFN);
    expect_refusal(trial, SILEX_ERROR_MALFORMED, "element 0 is inf");
    write_adapter(trial, 0.5f, WIDTH);
    expect_refusal(trial, SILEX_ERROR_MALFORMED,
                   "expected shape [512, 3] for this model, found [256, 3]");
    write_file(trial->adapter, "adapters.safetensors", "short", 5);
    expect_refusal(trial, SILEX_ERROR_MALFORMED, "adapters.safetensors");
    char path[PATH_BYTES + 30];
    snprintf(path, sizeof path, "%s/adapter_config.json", trial->adapter);
    unlink(path);
    expect_refusal(trial, SILEX_ERROR_NOT_FOUND, "this is no adapter");
    snprintf(trial->adapter, PATH_BYTES, "%s/nowhere", trial->folder);
    expect_refusal(trial, SILEX_ERROR_NOT_FOUND, "nowhere");
    assert_int_equal(silex_fuse(trial->source, NULL, trial->target, NULL, NULL),
                     SILEX_ERROR_ARGUMENT);
}

int main(void)
{
#define FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
#define FILE_OF(test)                                                                              \
    {                                                                                              \
        "gguf: " #test, test, set_up_gguf, tear_down, NULL                                         \
    }
#define FUSION(test)                                                                               \
    {                                                                                              \
        "fusion: " #test, test, set_up_fusion, tear_down, NULL                                     \
    }
    const struct CMUnitTest tests[] = {
        FOLDER(cancelled_anywhere_goes_on),  FOLDER(killed_anywhere_goes_on),
        FOLDER(other_work_begins_anew),      FOLDER(another_source_begins_anew),
        FOLDER(what_is_not_ours_stays),      FOLDER(threads_change_nothing),
        FILE_OF(cancelled_anywhere_goes_on), FILE_OF(killed_anywhere_goes_on),
        FILE_OF(other_work_begins_anew),     FILE_OF(another_source_begins_anew),
        FILE_OF(damage_is_made_again),       FILE_OF(a_file_that_is_not_ours_stays),
        FILE_OF(threads_change_nothing),     FUSION(cancelled_anywhere_goes_on),
        FUSION(killed_anywhere_goes_on),     FUSION(threads_change_nothing),
        FUSION(other_adapters_begin_anew),   FUSION(bad_adapters_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
