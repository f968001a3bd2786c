/* From a source to a folder; see conversion.h. */
#include "convert/conversion.h"

#include <stdio.h>
#include <string.h>
#include "base/memory.h"
#include "convert/checkpoint_files.h"
#include "convert/mlx_write.h"

enum {
    RECORD_LIMIT_BYTES = 16 << 20,
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

static bool make_record(struct conversion *conversion)
{
    const struct convert_options *options = conversion->options;
    struct buffer *record = &conversion->record;
    record_begin(record, "mlx", conversion->source.folder, options->adapter, options->importance);
    buffer_append_format(record,
                         "\"kind\": %d, \"bits\": %u, \"group\": %u, \"recipe\": \"%s\", "
                         "\"dtype\": \"%s\", \"dequantize\": %d, \"search\": %d,\n\"shards\": [",
                         (int)options->kind, options->bits, options->group,
                         options->recipe != NULL ? options->recipe : "",
                         options->dtype != NULL ? options->dtype : "", options->dequantizes,
                         options->searches);
    for (size_t i = 0; i < conversion->plan.n_shards; i++) {
        buffer_append_format(record, "%llu, ",
                             (unsigned long long)conversion->plan.shards[i].n_bytes);
    }
    buffer_append_format(record, "null],\n%s", record_end);
    return buffer_check(record, conversion->err);
}

/* ---- steps ---------------------------------------------------------------------------------- */

static bool plan(struct conversion *conversion, struct folder *folder)
{
    const struct convert_options *options = conversion->options;
    struct mlx_plan_options plan_options = {.dequantizes = options->dequantizes,
                                            .dtype = options->dtype,
                                            .max_shard_bytes = options->max_shard_bytes,
                                            .searches = options->searches,
                                            .keeps_types =
                                                options->adapter != NULL && !gguf_is_in(folder)};
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
           (options->adapter == NULL ||
            source_fuse(&conversion->source, options->adapter, conversion->err)) &&
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
    enum output_state state;
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
    if (state == OUTPUT_CLEARED) {
        return note(conversion, record_cleared_note);
    }
    snprintf(text, sizeof text,
             "an interrupted conversion is gone on with: %zu of %zu files of weights are there",
             n_there, made->n_shards);
    return state != OUTPUT_RESUMED || note(conversion, text);
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
