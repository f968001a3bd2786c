/* Converting checkpoints. */
#include <stdlib.h>
#include <string.h>
#include "api/api.h"
#include "base/memory.h"
#include "convert/conversion.h"
#include "convert/convert_gguf.h"
#include "convert/importance.h"
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

static bool to_gguf(struct folder *folder, struct folder *adapter, const char *target,
                    const silex_convert_options *options, struct error *err)
{
    const struct convert_gguf_options inner = {
        .type = options->gguf_type,
        .importance = options->importance,
        .adapter = adapter,
        .n_threads = options->n_threads,
        .report = options->on_event != NULL ? on_report : NULL,
        .user = (void *)(uintptr_t)options,
    };
    if (options->quantization != SILEX_QUANTIZATION_NONE || options->bits != 0 ||
        options->group_size != 0 || options->recipe != NULL || options->dtype != NULL ||
        options->dequantize || options->better) {
        return error_set(err, ERROR_ARGUMENT,
                         "the types of MLX's form mean nothing in a GGUF file");
    }
    return convert_to_gguf(folder, target, &inner, err);
}

static bool convert(struct folder *folder, struct folder *adapter, const char *target,
                    const silex_convert_options *options, struct error *err)
{
    struct convert_options inner = {
        .bits = options->bits,
        .group = options->group_size,
        .recipe = options->recipe,
        .dtype = options->dtype,
        .dequantizes = options->dequantize,
        .searches = options->better,
        .importance = options->importance,
        .adapter = adapter,
        .n_threads = options->n_threads,
        .max_shard_bytes = options->max_file_bytes,
        .report = options->on_event != NULL ? on_report : NULL,
        .user = (void *)(uintptr_t)options,
    };
    if (!read_kind(options->quantization, &inner.kind, err)) {
        return false;
    }
    return options->gguf_type != NULL ? to_gguf(folder, adapter, target, options, err)
                                      : convert_to_mlx(folder, target, &inner, err);
}

/* Without an adapter its path is NULL. */
static bool open_and_convert(const char *source, const char *adapter_path, const char *target,
                             const silex_convert_options *options, struct error *err)
{
    static const silex_convert_options defaults;
    struct folder *folder = NULL;
    struct folder *adapter = NULL;
    bool ok = (gguf_is_path(source) ? gguf_open_path(&folder, source, err)
                                    : folder_open(&folder, source, err)) &&
              (adapter_path == NULL || folder_open(&adapter, adapter_path, err)) &&
              convert(folder, adapter, target, options != NULL ? options : &defaults, err);
    folder_close(adapter);
    folder_close(folder);
    return ok;
}

silex_status silex_convert(const char *source, const char *target,
                           const silex_convert_options *options, silex_error *error)
{
    struct error err = {0};
    if (source == NULL || source[0] == '\0' || target == NULL || target[0] == '\0') {
        return api_refuse(error, "silex_convert: source and target must be given");
    }
    return open_and_convert(source, NULL, target, options, &err) ? SILEX_OK : api_fail(&err, error);
}

silex_status silex_fuse(const char *source, const char *adapter, const char *target,
                        const silex_convert_options *options, silex_error *error)
{
    struct error err = {0};
    if (source == NULL || source[0] == '\0' || adapter == NULL || adapter[0] == '\0' ||
        target == NULL || target[0] == '\0') {
        return api_refuse(error, "silex_fuse: source, adapter and target must be given");
    }
    return open_and_convert(source, adapter, target, options, &err) ? SILEX_OK
                                                                    : api_fail(&err, error);
}

/* ---- importance ------------------------------------------------------------------------------ */

struct silex_importance {
    struct importance_sums *sums;
    struct workspace *workspace; /* of the session */
};

silex_status silex_importance_open(silex_session *session, silex_importance **out,
                                   silex_error *error)
{
    struct error err = {0};
    if (session == NULL || out == NULL) {
        return api_refuse(error, "silex_importance_open: a session and out are needed");
    }
    struct workspace *workspace = session->session->workspace;
    if (workspace->observer.observe != NULL) {
        return api_refuse(error, "silex_importance_open: the session is looked at already");
    }
    silex_importance *importance = memory_array(1, sizeof *importance, &err);
    if (importance == NULL ||
        !importance_sums_create(&importance->sums, session->session->model, &err)) {
        free(importance);
        return api_fail(&err, error);
    }
    importance->workspace = workspace;
    workspace->observer = importance_sums_observer(importance->sums);
    *out = importance;
    return SILEX_OK;
}

silex_status silex_importance_write(const silex_importance *importance, const char *path,
                                    silex_error *error)
{
    struct error err = {0};
    if (importance == NULL || path == NULL || path[0] == '\0') {
        return api_refuse(error, "silex_importance_write: importance and path must be given");
    }
    return importance_sums_write(importance->sums, path, &err) ? SILEX_OK : api_fail(&err, error);
}

void silex_importance_close(silex_importance *importance)
{
    if (importance != NULL) {
        importance->workspace->observer = (struct input_observer){NULL, NULL};
        importance_sums_destroy(importance->sums);
        free(importance);
    }
}
