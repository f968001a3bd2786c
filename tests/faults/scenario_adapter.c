/*
 * Adapters as files: made the other form and back, whatever fails, nothing has the name of the
 * output but a whole folder, and nothing lies beside it; and read into a trainer, from a folder and
 * from a single file.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include "base/checksum.h"
#include "base/random.h"
#include "faults/inject.h"
#include "faults/scenario.h"
#include "silex/adapters.h"
#include "train/tuner_adapter.h"

enum { PATH_BYTES = 1000 };

static const char *const file_names[] = {"adapter_config.json", "adapters.safetensors",
                                         "adapter_model.safetensors"};

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

/* Of the folder's files, which go; 0: there is no folder. */
static uint64_t take_folder(const char *path)
{
    struct stat status;
    char file[PATH_BYTES + 100];
    uint64_t sum = lstat(path, &status) == 0 ? 1 : 0;
    for (size_t i = 0; sum != 0 && i < sizeof file_names / sizeof *file_names; i++) {
        snprintf(file, sizeof file, "%s/%s", path, file_names[i]);
        sum = random_mix(sum ^ sum_file(file));
        syscall(SYS_unlinkat, AT_FDCWD, file, 0);
    }
    syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
    return sum;
}

/* The folder that new_folder.h writes into until it is complete. */
static bool is_partial_left(const char *path)
{
    char partial[PATH_BYTES + 100];
    snprintf(partial, sizeof partial, "%s.partial.%ld", path, (long)getpid());
    return access(partial, F_OK) == 0;
}

static bool convert(const char *source, silex_adapter_format format, uint64_t *wanted,
                    char *message, size_t n_message_bytes)
{
    char path[PATH_BYTES];
    silex_error error = {0};
    snprintf(path, sizeof path, "/tmp/silex-faults-adapter-%ld", (long)getpid());
    bool ok =
        silex_adapter_convert(source, path, format, SILEX_ADAPTER_TIED_YES, &error) == SILEX_OK;
    bool is_partial = is_partial_left(path);
    uint64_t sum = take_folder(path);
    *wanted = *wanted == 0 ? sum : *wanted; /* what the first run gave, without a fault */
    bool is_clean = !is_partial && sum == (ok ? *wanted : 0);
    /* Without a message a failure counts as a wrong result. */
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}

bool scenario_convert_adapter(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static uint64_t wanted[2];
    char there[PATH_BYTES], back[PATH_BYTES];
    snprintf(there, sizeof there, "%s/golden/adapters/mlx-embedding-tied", tests_folder);
    snprintf(back, sizeof back, "%s/golden/adapters/peft-rslora-patterns", tests_folder);
    return convert(there, SILEX_ADAPTER_PEFT, &wanted[0], message, n_message_bytes) &&
           convert(back, SILEX_ADAPTER_MLX, &wanted[1], message, n_message_bytes);
}

/* The loss of the adapter that `given` is, or 0. */
static double fill_and_judge(const struct tuner_adapter *given, const struct model *model,
                             struct backend *backend, const struct trainer_options *options,
                             struct error *err)
{
    static const uint32_t tokens[] = {3, 4, 5, 6, 7, 8};
    const struct train_sequence sequence = {.tokens = tokens, .n_tokens = 6};
    const struct train_batch batch = {.sequences = &sequence, .n_sequences = 1, .weight = 1};
    struct train_result result = {.loss = 0};
    struct trainer *trainer = NULL;
    bool ok = trainer_open(&trainer, model, backend, options, err);
    if (ok) {
        size_t n;
        const struct train_tensor *tensors = trainer_tensors(trainer, &n);
        ok = tuner_adapter_fill(given, model, options->scale, tensors, n, err);
    }
    if (ok) {
        trainer_values_changed(trainer);
        ok = trainer_evaluate(trainer, &batch, &result, err);
    }
    trainer_close(trainer);
    return ok ? result.loss : 0;
}

bool scenario_given_adapter(const char *tests_folder, char *message, size_t n_message_bytes)
{
    const struct backend_options backend_options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    struct trainer_options options = {.n_rows = 8};
    struct folder *folder = NULL;
    struct model *model = NULL;
    struct backend *backend = NULL;
    struct tuner_adapter given = {.folder = NULL}, file = {.folder = NULL};
    struct error err = {0};
    double loss = 0, again = 0;
    char path[PATH_BYTES], adapter[PATH_BYTES], tensors[PATH_BYTES + 100];
    snprintf(path, sizeof path, "%s/golden/models/llama", tests_folder);
    snprintf(adapter, sizeof adapter, "%s/golden/adapters/mlx-embedding", tests_folder);
    snprintf(tensors, sizeof tensors, "%s/adapters.safetensors", adapter);
    bool ok = folder_open(&folder, path, &err) && model_open(&model, folder, &err) &&
              cpu_backend_create(&backend, &backend_options, &err) &&
              tuner_adapter_open(&given, adapter, model, &options, &err);
    ok = ok && (loss = fill_and_judge(&given, model, backend, &options, &err)) > 0 &&
         tuner_adapter_open_file(&file, tensors, model, &err) &&
         (again = fill_and_judge(&file, model, backend, &options, &err)) == loss;
    tuner_adapter_close(&given);
    tuner_adapter_close(&file);
    if (backend != NULL) {
        backend->operations->destroy(backend);
    }
    model_close(model);
    folder_close(folder);
    snprintf(message, n_message_bytes, "%s", err.message);
    return ok;
}
