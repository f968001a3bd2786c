/* A conversion as a whole: a hostile GGUF file, or a hostile folder of config.json and weights, to
 * MLX's form or to a GGUF file. What succeeds opens again; what fails says why, and leaves nothing
 * under the name of the output.
 *
 *   byte 0   what is made: a row of `targets`
 *   byte 1   what it is made of. 0: the rest is a GGUF file; else a folder, and then follow
 *   2 bytes  the length of config.json, config.json, and model.safetensors
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "convert/conversion.h"
#include "convert/convert_gguf.h"
#include "fuzz/fuzz_target.h"
#include "model/model.h"

enum { PATH_BYTES = 200, N_START_BYTES = 4 };

static const struct target {
    const char *gguf_type; /* NULL: MLX's form */
    enum matrix_kind kind;
    unsigned bits, group;
    const char *dtype;
    bool dequantizes, searches;
} targets[] = {
    {NULL, MATRIX_FLOAT, 0, 0, NULL, false, false},
    {NULL, MATRIX_FLOAT, 0, 0, "float16", true, false},
    {NULL, MATRIX_AFFINE, 4, 32, NULL, false, false},
    {NULL, MATRIX_AFFINE, 3, 32, "bfloat16", false, true},
    {NULL, MATRIX_MXFP4, 0, 0, "float32", false, false},
    {NULL, MATRIX_NVFP4, 0, 0, NULL, false, false},
    {"f32", MATRIX_FLOAT, 0, 0, NULL, false, false},
    {"q8_0", MATRIX_FLOAT, 0, 0, NULL, false, false},
    {"q4_0", MATRIX_FLOAT, 0, 0, NULL, false, false},
    {"q5_1", MATRIX_FLOAT, 0, 0, NULL, false, false},
    {"q4_k", MATRIX_FLOAT, 0, 0, NULL, false, false},
    {"bf16", MATRIX_FLOAT, 0, 0, NULL, false, false},
};

/* A file, or a folder of files. */
static void remove_output(const char *path)
{
    char file[PATH_BYTES * 3];
    DIR *directory = opendir(path);
    for (struct dirent *item; directory != NULL && (item = readdir(directory)) != NULL;) {
        snprintf(file, sizeof file, "%s/%s", path, item->d_name);
        unlink(file);
    }
    if (directory != NULL) {
        closedir(directory);
        rmdir(path);
    }
    unlink(path);
}

static bool convert(struct folder *folder, const char *path, const struct target *target,
                    struct error *err)
{
    if (target->gguf_type != NULL) {
        const struct convert_gguf_options options = {.type = target->gguf_type, .n_threads = 1};
        return convert_to_gguf(folder, path, &options, err);
    }
    const struct convert_options options = {.kind = target->kind,
                                            .bits = target->bits,
                                            .group = target->group,
                                            .dtype = target->dtype,
                                            .dequantizes = target->dequantizes,
                                            .searches = target->searches,
                                            .n_threads = 1,
                                            .max_shard_bytes = 2000};
    return convert_to_mlx(folder, path, &options, err);
}

/* Aborts where it does not open. */
static void open_again(const char *path, bool is_gguf)
{
    struct error err = {0};
    struct folder *folder = NULL;
    struct model *model = NULL;
    bool ok = (is_gguf ? gguf_open_path(&folder, path, &err) : folder_open(&folder, path, &err)) &&
              model_open(&model, folder, &err);
    if (!ok) {
        fprintf(stderr, "what was written does not open: %s\n", err.message);
        abort();
    }
    model_close(model);
    folder_close(folder);
}

static void run(struct folder *folder, const struct target *target)
{
    struct error err = {0};
    char path[PATH_BYTES], partial[PATH_BYTES + 10];
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(path, sizeof path, "%s/silex-fuzz-convert-%ld", place, (long)getpid());
    snprintf(partial, sizeof partial, "%s.partial", path);
    bool ok = convert(folder, path, target, &err);
    if (ok != (access(path, F_OK) == 0) || ok == (err.message[0] != '\0')) {
        abort();
    }
    if (ok) {
        open_again(path, target->gguf_type != NULL);
    }
    remove_output(path);
    remove_output(partial);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes < N_START_BYTES) {
        return 0;
    }
    const struct target *target = &targets[data[0] % (sizeof targets / sizeof *targets)];
    bool is_gguf = data[1] == 0;
    size_t n_config = (size_t)data[2] | (size_t)data[3] << 8;
    const uint8_t *rest = data + N_START_BYTES;
    size_t n_rest = n_bytes - N_START_BYTES;
    n_config = n_config < n_rest ? n_config : n_rest;
    const struct folder_file gguf = {"model.gguf", {rest, n_rest}};
    const struct folder_file files[] = {
        {"config.json", {rest, n_config}},
        {"model.safetensors", {rest + n_config, n_rest - n_config}},
    };
    struct folder *folder = NULL;
    if (folder_open_memory(&folder, is_gguf ? &gguf : files, is_gguf ? 1 : 2, NULL)) {
        run(folder, target);
        folder_close(folder);
    }
    return 0;
}
