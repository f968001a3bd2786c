/* From a source to a folder; see conversion.h. */
#include "convert/conversion.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/memory.h"
#include "convert/checkpoint_files.h"
#include "convert/mlx_write.h"

enum {
    RECORD_LIMIT_BYTES = 16 << 20,
    RECORD_VERSION = 1,      /* of what a conversion writes */
    BESIDE_BYTES = 64 << 20, /* room for a tokenizer and the like */
};

struct conversion {
    const struct convert_options *options;
    struct source source;
    struct importance importance;
    struct mlx_plan plan;
    struct mlx_writer *writer;
    struct output_folder *output;
    struct buffer record;
    uint64_t n_done_bytes, n_resumed_bytes;
    bool keeps; /* what is finished, for another time */
    struct error *err;
};

/* ---- reports -------------------------------------------------------------------------------- */

static bool report(struct conversion *conversion, const char *note)
{
    const struct convert_report now = {
        .note = note,
        .n_done_bytes = conversion->n_done_bytes,
        .n_resumed_bytes = conversion->n_resumed_bytes,
        .n_bytes = conversion->plan.n_bytes,
    };
    const struct convert_options *options = conversion->options;
    return options->report == NULL || options->report(options->user, &now);
}

static bool note(struct conversion *conversion, const char *text)
{
    return report(conversion, text) ||
           error_set(conversion->err, ERROR_CANCELLED, "the conversion was cancelled");
}

static bool on_progress(void *context, uint64_t n_new_bytes)
{
    struct conversion *conversion = context;
    conversion->n_done_bytes += n_new_bytes;
    return report(conversion, NULL);
}

/* ---- the record ----------------------------------------------------------------------------- */

/* The importance by size and time, among the files of the source. */
static void append_importance(struct buffer *record, const char *path)
{
    struct stat status;
    if (path != NULL && stat(path, &status) == 0) {
        buffer_append_format(record, "\n[\"\", %lld, %lld],", (long long)status.st_size,
                             (long long)status.st_mtime);
    }
}

/* What the work is, so that only the same work goes on with what is there: the files of the source
 * by name, size and time, the options, and all shards with their sizes. */
static bool make_record(struct conversion *conversion)
{
    const struct convert_options *options = conversion->options;
    const struct folder *folder = conversion->source.folder;
    struct buffer *record = &conversion->record;
    buffer_append_format(record, "{\"silex_conversion\": %d,\n", RECORD_VERSION);
    buffer_append_format(record,
                         "\"kind\": %d, \"bits\": %u, \"group\": %u, \"recipe\": \"%s\", "
                         "\"dtype\": \"%s\", \"dequantize\": %d, \"search\": %d,\n\"source\": [",
                         (int)options->kind, options->bits, options->group,
                         options->recipe != NULL ? options->recipe : "",
                         options->dtype != NULL ? options->dtype : "", options->dequantizes,
                         options->searches);
    append_importance(record, options->importance);
    for (size_t i = 0; i < folder_n_files(folder); i++) {
        struct stat status;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder_path(folder), folder_name(folder, i));
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
            json_t *name = json_string(folder_name(folder, i));
            char *text = name != NULL ? json_dumps(name, JSON_ENCODE_ANY) : NULL;
            buffer_append_format(record, "\n[%s, %lld, %lld],", text != NULL ? text : "null",
                                 (long long)status.st_size, (long long)status.st_mtime);
            free(text);
            json_decref(name);
        }
    }
    buffer_append_text(record, "\nnull],\n\"shards\": [");
    for (size_t i = 0; i < conversion->plan.n_shards; i++) {
        buffer_append_format(record, "%llu, ",
                             (unsigned long long)conversion->plan.shards[i].n_bytes);
    }
    buffer_append_text(record, "null]}\n");
    return buffer_check(record, conversion->err);
}

/* ---- steps ---------------------------------------------------------------------------------- */

static bool plan(struct conversion *conversion, struct folder *folder)
{
    const struct convert_options *options = conversion->options;
    struct mlx_plan_options plan_options = {.dequantizes = options->dequantizes,
                                            .dtype = options->dtype,
                                            .max_shard_bytes = options->max_shard_bytes,
                                            .searches = options->searches};
    if (options->dequantizes && options->kind != MATRIX_FLOAT) {
        return error_set(conversion->err, ERROR_ARGUMENT,
                         "to quantize and to dequantize exclude each other");
    }
    if (options->searches && options->kind != MATRIX_AFFINE) {
        return error_set(conversion->err, ERROR_ARGUMENT,
                         "only affine codes leave something to be searched");
    }
    if (options->importance != NULL) {
        if (!importance_open(&conversion->importance, options->importance, conversion->err)) {
            return false;
        }
        plan_options.importance = &conversion->importance;
    }
    return recipe_read(&plan_options.recipe, options->kind, options->bits, options->group,
                       options->recipe, conversion->err) &&
           source_open(&conversion->source, folder, conversion->err) &&
           mlx_plan_make(&conversion->plan, &conversion->source, &plan_options, conversion->err);
}

static bool tell_warnings(struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->source.n_warnings; i++) {
        if (!note(conversion, conversion->source.warnings[i])) {
            return false;
        }
    }
    char text[200];
    snprintf(text, sizeof text,
             "the importance says nothing of %zu modules: all their columns count "
             "alike",
             conversion->plan.n_unweighed);
    return conversion->plan.n_unweighed == 0 || note(conversion, text);
}

static uint64_t shard_bytes(const struct mlx_shard *shard)
{
    return shard->header.n_bytes + shard->n_bytes;
}

static bool open_output(struct conversion *conversion, const char *path)
{
    const struct mlx_plan *made = &conversion->plan;
    enum output_folder_state state;
    uint64_t n_needed = made->n_bytes + BESIDE_BYTES;
    char text[300];
    size_t n_there = 0;
    if (!make_record(conversion) ||
        !output_folder_open(&conversion->output, path, conversion->record.data, &state,
                            conversion->err)) {
        return false;
    }
    for (size_t i = 0; i < made->n_shards; i++) {
        if (output_folder_has(conversion->output, made->shards[i].name,
                              shard_bytes(&made->shards[i]))) {
            n_needed -= made->shards[i].n_bytes;
            conversion->n_resumed_bytes += made->shards[i].n_bytes;
            n_there++;
        }
    }
    conversion->n_done_bytes = conversion->n_resumed_bytes;
    conversion->keeps = n_there > 0;
    if (!output_folder_check_room(conversion->output, n_needed, conversion->err)) {
        return false;
    }
    if (state == OUTPUT_FOLDER_CLEARED) {
        return note(conversion, "what an interrupted conversion left was of another source or "
                                "other options: it is removed, and all is made anew");
    }
    snprintf(text, sizeof text,
             "an interrupted conversion is gone on with: %zu of %zu files of weights are there",
             n_there, made->n_shards);
    return state != OUTPUT_FOLDER_RESUMED || note(conversion, text);
}

static bool write_shards(struct conversion *conversion)
{
    const struct mlx_plan *made = &conversion->plan;
    for (size_t i = 0; i < made->n_shards; i++) {
        const struct mlx_shard *shard = &made->shards[i];
        if (output_folder_has(conversion->output, shard->name, shard_bytes(shard))) {
            continue;
        }
        if (!mlx_writer_shard(conversion->writer, conversion->output, i, on_progress, conversion,
                              conversion->err)) {
            return false;
        }
        conversion->keeps = true;
    }
    return true;
}

bool convert_to_mlx(struct folder *folder, const char *path, const struct convert_options *options,
                    struct error *err)
{
    struct conversion conversion = {.options = options, .err = err};
    buffer_init(&conversion.record, RECORD_LIMIT_BYTES);
    bool ok = plan(&conversion, folder) && tell_warnings(&conversion) &&
              mlx_writer_create(&conversion.writer, &conversion.plan, options->n_threads, err) &&
              open_output(&conversion, path) && write_shards(&conversion) &&
              checkpoint_files_write(&conversion.plan, conversion.output, err);
    if (ok) {
        ok = output_folder_commit(conversion.output, err);
    } else {
        output_folder_leave(conversion.output, conversion.keeps);
    }
    mlx_writer_destroy(conversion.writer);
    mlx_plan_clear(&conversion.plan);
    importance_clear(&conversion.importance);
    source_clear(&conversion.source);
    buffer_clear(&conversion.record);
    return ok;
}
