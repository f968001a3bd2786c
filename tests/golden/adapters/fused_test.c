/*
 * Adapters fused into their base: the folders of adapters_test.c. What silex_fuse writes in 32-bit
 * floats, as an MLX folder and as a GGUF file, must compute the logits that the adapter's maker
 * computes with the adapter beside the base: within 2e-5 of the largest magnitude.
 *
 *   fused_test FOLDER     one case
 */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/folder.h"
#include "formats/safetensors.h"
#include "silex/convert.h"

enum { PATH_BYTES = 4096, CONTEXT_TOKENS = 64 };

struct golden {
    char base[PATH_BYTES];
    const uint32_t *prompt;
    const float *logits; /* [n_prompt, n_vocabulary] */
    size_t n_prompt, n_vocabulary;
    double difference, largest; /* of the run */
};

static void remove_folder(const char *path)
{
    char file[PATH_BYTES];
    DIR *directory = opendir(path);
    for (struct dirent *item; directory != NULL && (item = readdir(directory)) != NULL;) {
        snprintf(file, sizeof file, "%s/%s", path, item->d_name);
        unlink(file);
    }
    if (directory != NULL) {
        closedir(directory);
    }
    rmdir(path);
}

static bool compare(void *user, size_t index, const float *logits)
{
    struct golden *golden = user;
    const float *expected = golden->logits + index * golden->n_vocabulary;
    for (size_t i = 0; i < golden->n_vocabulary; i++) {
        double d = fabs((double)logits[i] - (double)expected[i]);
        golden->difference = d <= golden->difference ? golden->difference : d;
        golden->largest = fmax(golden->largest, fabs((double)expected[i]));
    }
    return true;
}

/* The model at `path` beside the reference. */
static bool judge(struct golden *golden, const char *path, const char *form, silex_error *error)
{
    const silex_session_options options = {.context_tokens = CONTEXT_TOKENS,
                                           .precision = SILEX_PRECISION_EXACT};
    silex_model *model = NULL;
    silex_session *session = NULL;
    golden->difference = golden->largest = 0;
    bool ok = silex_model_open(path, NULL, &model, error) == SILEX_OK &&
              silex_session_open(model, &options, &session, error) == SILEX_OK &&
              silex_session_append(session, golden->prompt, golden->n_prompt, true, compare, golden,
                                   error) == SILEX_OK;
    silex_session_close(session);
    silex_model_close(model);
    if (ok) {
        printf("  %s: logits within %.1e\n", form, golden->difference / golden->largest);
    }
    return ok && golden->difference / golden->largest < 2e-5;
}

static bool fuse(struct golden *golden, const char *adapter, silex_error *error)
{
    const silex_convert_options floats = {
        .dequantize = true, .dtype = "float32", .n_threads = 2, .max_file_bytes = 100000};
    const silex_convert_options gguf = {.gguf_type = "f32", .n_threads = 1};
    char folder[] = "/tmp/silex-fused-XXXXXX", target[100], file[100];
    if (mkdtemp(folder) == NULL) {
        return false;
    }
    snprintf(target, sizeof target, "%s/model", folder);
    snprintf(file, sizeof file, "%s/model.gguf", folder);
    bool ok = silex_fuse(golden->base, adapter, target, &floats, error) == SILEX_OK &&
              judge(golden, target, "MLX", error);
    ok = silex_fuse(golden->base, adapter, file, &gguf, error) == SILEX_OK &&
         judge(golden, file, "GGUF", error) && ok;
    remove_folder(target);
    remove_folder(folder);
    return ok;
}

static bool read_golden(struct golden *golden, const char *path, struct folder *folder,
                        struct safetensors *reference, struct error *err)
{
    struct bytes bytes, base;
    if (!folder_read(folder, "reference.safetensors", &bytes, err) ||
        !folder_read(folder, "base", &base, err) ||
        !safetensors_add(reference, "reference.safetensors", bytes, err) ||
        !safetensors_finish(reference, err)) {
        return false;
    }
    const struct safetensors_tensor *prompt = safetensors_find(reference, "prompt");
    const struct safetensors_tensor *logits = safetensors_find(reference, "logits");
    if (prompt == NULL || logits == NULL || logits->n_dimensions != 2) {
        return error_set(err, ERROR_MALFORMED, "reference.safetensors: prompt or logits missing");
    }
    golden->prompt = (const uint32_t *)(const void *)prompt->bytes.data;
    golden->logits = (const float *)(const void *)logits->bytes.data;
    golden->n_prompt = logits->shape[0];
    golden->n_vocabulary = logits->shape[1];
    int n = snprintf(golden->base, sizeof golden->base, "%s/../../models/%.*s", path,
                     (int)strcspn((const char *)base.data, "\n"), (const char *)base.data);
    return n > 0 && (size_t)n < sizeof golden->base;
}

int main(int n_arguments, char **arguments)
{
    struct error err = {ERROR_NONE, ""};
    silex_error error = {0};
    struct golden golden = {.n_prompt = 0};
    struct folder *folder = NULL;
    struct safetensors reference;
    safetensors_init(&reference);
    if (n_arguments != 2) {
        fprintf(stderr, "fused_test FOLDER\n");
        return 2;
    }
    printf("%s\n", arguments[1]);
    bool ok = folder_open(&folder, arguments[1], &err) &&
              read_golden(&golden, arguments[1], folder, &reference, &err) &&
              fuse(&golden, arguments[1], &error);
    if (!ok) {
        fprintf(stderr, "%s%s\n", err.message, error.message);
    }
    safetensors_clear(&reference);
    folder_close(folder);
    return ok ? 0 : 1;
}
