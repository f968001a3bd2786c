/* Converting: whatever fails, nothing has the name of the output but a whole one. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "faults/scenario.h"
#include "silex/convert.h"

enum { PATH_BYTES = 300 };

/* Removes the files of a folder by their names, as listing could meet a fault; tells how many there
 * were. */
static size_t clear(const char *folder)
{
    static const char *const names[] = {
        "conversion.json",
        "config.json",
        "generation_config.json",
        "model.safetensors.index.json",
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
    };
    static const char *const ends[] = {"", ".part"};
    char path[PATH_BYTES + 60];
    size_t n = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t k = 0; k < 2; k++) {
            snprintf(path, sizeof path, "%s/%s%s", folder, names[i], ends[k]);
            n += unlink(path) == 0;
        }
    }
    return n;
}

static bool convert(const char *source, const silex_convert_options *options, char *message,
                    size_t n_message_bytes, size_t n_files)
{
    char path[64], partial[PATH_BYTES];
    silex_error error = {0};
    snprintf(path, sizeof path, "/tmp/silex-faults-convert-%ld", (long)getpid());
    snprintf(partial, sizeof partial, "%s.partial", path);
    bool ok = silex_convert(source, path, options, &error) == SILEX_OK;
    bool is_there = access(path, F_OK) == 0;
    bool is_clean = ok == is_there && (!ok || access(partial, F_OK) != 0);
    is_clean = (!is_there || clear(path) == n_files) && is_clean;
    is_clean = (!is_there || rmdir(path) == 0) && is_clean;
    /* What a failure leaves for the next run has the other name. */
    clear(partial);
    is_clean = (rmdir(partial) == 0 || access(partial, F_OK) != 0) && is_clean;
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}

bool scenario_convert_mlx(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static const struct {
        const char *name;
        size_t n_files;
        silex_convert_options options;
    } rows[] = {
        {"llama-tied",
         5,
         {.quantization = SILEX_QUANTIZATION_AFFINE, .group_size = 32, .n_threads = 2}},
        {"gguf-llama",
         5,
         {.quantization = SILEX_QUANTIZATION_MXFP4, .dtype = "float16", .n_threads = 1}},
    };
    char source[PATH_BYTES];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        silex_convert_options options = rows[i].options;
        options.max_file_bytes = i == 0 ? 60000 : 40000;
        snprintf(source, sizeof source, "%s/golden/models/%s", tests_folder, rows[i].name);
        if (!convert(source, &options, message, n_message_bytes, rows[i].n_files)) {
            return false;
        }
    }
    return true;
}
