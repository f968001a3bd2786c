/*
 * A conversion that is killed, or whose disk is full: killed_test
 *
 * For each row a process converts and is killed before its first call that changes a disk, then
 * another before its second, and so on, until one comes to its end. After each kill nothing may
 * have the name of the output but the whole of it, and a second run must bring that about by
 * itself, leaving nothing beside it. The same with a disk that takes nothing any more from its
 * first, second, … write on, where the run must say so.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/checksum.h"
#include "base/random.h"
#include "faults/inject.h"
#include "silex/adapters.h"
#include "silex/convert.h"

enum { PATH_BYTES = 1000, N_STOPS_MAX = 100000 };

struct row {
    const char *name, *source; /* below the tests' folder */
    silex_convert_options options;
    const char *dtype_before; /* what another run left half done was for; NULL: there was none */
    bool is_adapter;          /* to PEFT's form, instead of what the options say */
};

static const struct row rows[] = {
    {"gguf", "cli/tiny-chat", {.gguf_type = "q8_0", .n_threads = 1}, NULL, false},
    {"mlx",
     "golden/models/llama-tied",
     {.quantization = SILEX_QUANTIZATION_AFFINE,
      .group_size = 32,
      .max_file_bytes = 60000,
      .n_threads = 1},
     NULL,
     false},
    {"other",
     "golden/models/llama-tied",
     {.dtype = "float16", .max_file_bytes = 60000, .n_threads = 1},
     "bfloat16",
     false},
    {"adapter", "golden/adapters/mlx-embedding-tied", {.n_threads = 1}, NULL, true},
};

static uint64_t sum_file(const char *path)
{
    uint8_t piece[4096];
    uint64_t sum = 1;
    FILE *file = fopen(path, "rb");
    for (size_t n; file != NULL && (n = fread(piece, 1, sizeof piece, file)) > 0;) {
        sum = random_mix(sum ^ checksum_bytes(piece, n));
    }
    if (file != NULL) {
        fclose(file);
    }
    return sum;
}

/* Of a file, or of the files of a folder in any order; 0: nothing is there. The record that a kill
 * at the very end leaves in a whole folder does not count. With `removes`, all goes. */
static uint64_t sum_of(const char *path, bool removes)
{
    struct stat status;
    char inner[PATH_BYTES + 300];
    if (lstat(path, &status) != 0) {
        return 0;
    }
    DIR *directory = opendir(path);
    uint64_t sum = directory == NULL ? sum_file(path) : 1;
    for (struct dirent *item; directory != NULL && (item = readdir(directory)) != NULL;) {
        if (item->d_name[0] == '.') {
            continue;
        }
        snprintf(inner, sizeof inner, "%s/%s", path, item->d_name);
        if (strcmp(item->d_name, "conversion.json") != 0) {
            sum += random_mix(sum_file(inner) ^ checksum_bytes(item->d_name, strlen(item->d_name)));
        }
        if (removes) {
            unlink(inner);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
    if (removes) {
        remove(path);
    }
    return sum;
}

static silex_status convert(const struct row *row, const char *source, const char *path,
                            silex_error *error)
{
    return row->is_adapter ? silex_adapter_convert(source, path, SILEX_ADAPTER_PEFT,
                                                   SILEX_ADAPTER_TIED_YES, error)
                           : silex_convert(source, path, &row->options, error);
}

static bool stop_in_the_middle(void *user, const silex_convert_event *event)
{
    (void)user;
    return event->note != NULL || event->done_bytes < event->total_bytes / 2;
}

/* A run of other options, which is cancelled when a part is there. */
static void leave_half(const struct row *row, const char *source, const char *path)
{
    silex_convert_options options = row->options;
    if (row->dtype_before != NULL) {
        options.dtype = row->dtype_before;
        options.on_event = stop_in_the_middle;
        silex_convert(source, path, &options, NULL);
    }
}

enum { RUN_WHOLE, RUN_FAILED, RUN_SILENT };

/* The status that a process has which is killed at that call, or finds the disk full there. */
static int run_stopped(const struct row *row, const char *source, const char *path, unsigned long n,
                       bool is_full)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        silex_error error = {0};
        if (is_full) {
            fault_arm(FAULT_WRITE, n, true);
        } else {
            fault_kill(n);
        }
        bool ok = convert(row, source, path, &error) == SILEX_OK;
        _exit(ok ? RUN_WHOLE : error.message[0] != '\0' ? RUN_FAILED : RUN_SILENT);
    }
    bool has_ended = child > 0 && waitpid(child, &status, 0) == child;
    if (row->is_adapter && WIFSIGNALED(status)) {
        /* Small, and begun anew by another process: what a kill leaves has its number. */
        char partial[PATH_BYTES + 40];
        snprintf(partial, sizeof partial, "%s.partial.%ld", path, (long)child);
        sum_of(partial, true);
    }
    return has_ended ? status : -1;
}

static bool complain(const struct row *row, unsigned long n, const char *text, const char *message)
{
    printf("%s: stopped at change %lu: %s (%s)\n", row->name, n, text, message);
    return false;
}

static bool run(const struct row *row, const char *source, const char *path, uint64_t wanted,
                unsigned long n, bool is_full, bool *is_stopped)
{
    char partial[PATH_BYTES + 20];
    silex_error error = {0};
    snprintf(partial, sizeof partial, "%s.partial", path);
    leave_half(row, source, path);
    int status = run_stopped(row, source, path, n, is_full);
    bool ends = WIFEXITED(status);
    *is_stopped = !ends || (is_full && WEXITSTATUS(status) == RUN_FAILED);
    if (!*is_stopped && (WEXITSTATUS(status) != RUN_WHOLE || sum_of(path, false) != wanted)) {
        return complain(row, n, "a run that nobody stops fails, or one fails without a word", "");
    }
    uint64_t sum = sum_of(path, false);
    if (sum != 0 && sum != wanted) {
        return complain(row, n, "what has the name is not whole", "");
    }
    if (sum == 0 && convert(row, source, path, &error) != SILEX_OK) {
        return complain(row, n, "the next run fails", error.message);
    }
    if (sum_of(path, true) != wanted || access(partial, F_OK) == 0) {
        return complain(row, n, "the next run makes something else, or leaves something", "");
    }
    return true;
}

static bool run_row(const struct row *row, const char *tests_folder)
{
    char source[PATH_BYTES], path[PATH_BYTES];
    silex_error error = {0};
    snprintf(source, sizeof source, "%s/%s", tests_folder, row->source);
    snprintf(path, sizeof path, "/tmp/silex-killed-%ld-%s", (long)getpid(), row->name);
    if (convert(row, source, path, &error) != SILEX_OK) {
        return complain(row, 0, "the first run fails", error.message);
    }
    uint64_t wanted = sum_of(path, true);
    uint64_t before = sum_of(source, false);
    bool ok = true;
    for (unsigned is_full = 0; ok && is_full < 2; is_full++) {
        bool is_stopped = true;
        unsigned long n = 0;
        for (; ok && is_stopped && n < N_STOPS_MAX; n++) {
            ok = run(row, source, path, wanted, n, is_full != 0, &is_stopped);
        }
        printf("%-6s %s %lu times\n", row->name, is_full ? "its disk full" : "killed", n - 1);
        ok = ok && !is_stopped;
    }
    return ok && (sum_of(source, false) == before ||
                  complain(row, 0, "the source is not what it was", ""));
}

int main(void)
{
    const char *tests_folder = getenv("SILEX_TESTS");
    bool ok = tests_folder != NULL;
    for (size_t i = 0; ok && i < sizeof rows / sizeof *rows; i++) {
        ok = run_row(&rows[i], tests_folder);
    }
    printf("%s\n", ok ? "every stop was survived" : "FAILED");
    return ok ? 0 : 1;
}
