/* Writing a GGUF file, in one go, or by a run that is cancelled and one that goes on: whatever
 * fails, nothing has the name of the output but a whole one. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include "base/checksum.h"
#include "base/random.h"
#include "faults/scenario.h"
#include "silex/convert.h"

static bool stop_in_the_middle(void *user, const silex_convert_event *event)
{
    (void)user;
    return event->note != NULL || event->done_bytes < event->total_bytes / 2;
}

/* Of a file's bytes, by calls that no fault is injected into; 0: there is none. */
static uint64_t sum_file(const char *path)
{
    uint8_t piece[4096];
    struct iovec vector = {piece, sizeof piece};
    uint64_t sum = 0;
    int file = openat(AT_FDCWD, path, O_RDONLY);
    for (ssize_t n = file >= 0 ? readv(file, &vector, 1) : 0; n > 0; n = readv(file, &vector, 1)) {
        sum = random_mix(sum ^ checksum_bytes(piece, (size_t)n));
    }
    if (file >= 0) {
        syscall(SYS_close, file);
    }
    return sum;
}

/* Without an adapter it is NULL. */
static silex_status write_file(const char *source, const char *adapter, const char *path,
                               const silex_convert_options *options, silex_error *error)
{
    return adapter == NULL ? silex_convert(source, path, options, error)
                           : silex_fuse(source, adapter, path, options, error);
}

/* Without a message a failure counts as a wrong result. */
static bool convert(const char *source, const char *adapter, const silex_convert_options *options,
                    uint64_t *wanted, bool is_cancelled_before, char *message,
                    size_t n_message_bytes)
{
    char path[64], partial[128];
    silex_convert_options cancelled = *options;
    silex_error error = {0};
    snprintf(path, sizeof path, "/tmp/silex-faults-%ld.gguf", (long)getpid());
    snprintf(partial, sizeof partial, "%s.partial", path);
    cancelled.on_event = stop_in_the_middle;
    cancelled.n_threads = 1; /* so that nobody finishes meanwhile */
    bool is_clean =
        !is_cancelled_before || (write_file(source, adapter, path, &cancelled, NULL) != SILEX_OK &&
                                 access(path, F_OK) != 0);
    bool ok = write_file(source, adapter, path, options, &error) == SILEX_OK;
    /* What a failure leaves for the next run has the other name. */
    is_clean = is_clean && (unlink(partial) != 0 || !ok);
    bool is_there = access(path, F_OK) == 0;
    uint64_t sum = sum_file(path);
    *wanted = *wanted == 0 ? sum : *wanted; /* what the first run gave, without a fault */
    is_clean = is_clean && ok == is_there && (!ok || sum == *wanted);
    is_clean = (!is_there || unlink(path) == 0) && is_clean;
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}

bool scenario_convert_gguf(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static uint64_t wanted;
    const silex_convert_options options = {.gguf_type = "q8_0", .n_threads = 2};
    char source[1000];
    snprintf(source, sizeof source, "%s/cli/tiny-chat", tests_folder);
    return convert(source, NULL, &options, &wanted, false, message, n_message_bytes);
}

bool scenario_convert_resumed(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static uint64_t wanted;
    const silex_convert_options options = {.gguf_type = "q4_0", .n_threads = 2};
    char source[1000];
    snprintf(source, sizeof source, "%s/golden/models/llama-tied", tests_folder);
    return convert(source, NULL, &options, &wanted, true, message, n_message_bytes);
}

/* A head that is no longer tied is among what changes. */
bool scenario_fuse(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static uint64_t wanted;
    const silex_convert_options options = {.gguf_type = "q8_0", .n_threads = 2};
    char source[1000], adapter[1000];
    snprintf(source, sizeof source, "%s/golden/models/llama-tied", tests_folder);
    snprintf(adapter, sizeof adapter, "%s/golden/adapters/peft-whole-head", tests_folder);
    return convert(source, adapter, &options, &wanted, false, message, n_message_bytes);
}
