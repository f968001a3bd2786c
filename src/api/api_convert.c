/* Converting checkpoints. */
#include <string.h>
#include "api/api.h"
#include "convert/conversion.h"
#include "convert/convert_gguf.h"
#include "formats/gguf.h"
#include "silex/convert.h"

static bool on_report(void *user, const struct convert_report *report)
{
    const silex_convert_options *options = user;
    const silex_convert_event event = {.note = report->note,
                                       .done_bytes = report->n_done_bytes,
                                       .resumed_bytes = report->n_resumed_bytes,
                                       .total_bytes = report->n_bytes};
    return options->on_event(options->user, &event);
}

static bool read_kind(silex_quantization quantization, enum matrix_kind *kind, struct error *err)
{
    static const enum matrix_kind kinds[] = {
        [SILEX_QUANTIZATION_NONE] = MATRIX_FLOAT,  [SILEX_QUANTIZATION_AFFINE] = MATRIX_AFFINE,
        [SILEX_QUANTIZATION_MXFP4] = MATRIX_MXFP4, [SILEX_QUANTIZATION_NVFP4] = MATRIX_NVFP4,
        [SILEX_QUANTIZATION_MXFP8] = MATRIX_MXFP8,
    };
    if ((size_t)quantization >= sizeof kinds / sizeof kinds[0]) {
        return error_set(err, ERROR_ARGUMENT, "there is no quantization %d", (int)quantization);
    }
    *kind = kinds[quantization];
    return true;
}

static bool is_gguf(const char *path)
{
    static const char end[] = ".gguf";
    size_t n = strlen(path);
    return n >= sizeof end && strcmp(path + n - (sizeof end - 1), end) == 0;
}

static bool to_gguf(struct folder *folder, const char *target, const silex_convert_options *options,
                    struct error *err)
{
    const struct convert_gguf_options inner = {
        .type = options->gguf_type,
        .n_threads = options->n_threads,
        .report = options->on_event != NULL ? on_report : NULL,
        .user = (void *)(uintptr_t)options,
    };
    if (options->quantization != SILEX_QUANTIZATION_NONE || options->bits != 0 ||
        options->group_size != 0 || options->recipe != NULL || options->dtype != NULL ||
        options->dequantize) {
        return error_set(err, ERROR_ARGUMENT,
                         "the types of MLX's form mean nothing in a GGUF file");
    }
    return convert_to_gguf(folder, target, &inner, err);
}

static bool convert(const char *source, const char *target, const silex_convert_options *options,
                    struct error *err)
{
    struct folder *folder;
    struct convert_options inner = {
        .bits = options->bits,
        .group = options->group_size,
        .recipe = options->recipe,
        .dtype = options->dtype,
        .dequantizes = options->dequantize,
        .n_threads = options->n_threads,
        .max_shard_bytes = options->max_file_bytes,
        .report = options->on_event != NULL ? on_report : NULL,
        .user = (void *)(uintptr_t)options,
    };
    if (!read_kind(options->quantization, &inner.kind, err) ||
        !(is_gguf(source) ? gguf_open_path(&folder, source, err)
                          : folder_open(&folder, source, err))) {
        return false;
    }
    bool ok = options->gguf_type != NULL ? to_gguf(folder, target, options, err)
                                         : convert_to_mlx(folder, target, &inner, err);
    folder_close(folder);
    return ok;
}

silex_status silex_convert(const char *source, const char *target,
                           const silex_convert_options *options, silex_error *error)
{
    static const silex_convert_options defaults;
    struct error err = {0};
    if (source == NULL || source[0] == '\0' || target == NULL || target[0] == '\0') {
        return api_refuse(error, "silex_convert: source and target must be given");
    }
    return convert(source, target, options != NULL ? options : &defaults, &err)
               ? SILEX_OK
               : api_fail(&err, error);
}
