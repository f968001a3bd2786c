/* From a source to a file; see convert_gguf.h. */
#include "convert/convert_gguf.h"

#include <stdio.h>
#include <string.h>
#include "base/checksum.h"
#include "base/cores.h"
#include "base/file_map.h"
#include "base/memory.h"
#include "convert/gguf_writer.h"
#include "text/tokenizer_gguf_write.h"

enum { NAME_BYTES = 256, NOTE_BYTES = 300, RECORD_LIMIT_BYTES = 16 << 20 };

struct conversion {
    const struct convert_gguf_options *options;
    struct source source;
    struct importance importance;
    struct gguf_plan plan;
    struct gguf_writer *writer;
    struct buffer record;
    struct output_file *file;
    struct error *err;
};

/* ---- reports -------------------------------------------------------------------------------- */

static bool report(const struct conversion *conversion, const char *note, uint64_t n_done_bytes,
                   uint64_t n_resumed_bytes)
{
    const struct convert_report now = {
        .note = note,
        .n_done_bytes = n_done_bytes,
        .n_resumed_bytes = n_resumed_bytes,
        .n_bytes = conversion->plan.header.n_data_bytes,
    };
    const struct convert_gguf_options *options = conversion->options;
    return options->report == NULL || options->report(options->user, &now);
}

static bool note(const struct conversion *conversion, const char *text)
{
    return report(conversion, text, 0, 0) ||
           error_set(conversion->err, ERROR_CANCELLED, "the conversion was cancelled");
}

static bool on_progress(void *context, uint64_t n_done_bytes, uint64_t n_resumed_bytes)
{
    return report(context, NULL, n_done_bytes, n_resumed_bytes);
}

/* Warnings of the source, and what the plan has to tell, line by line. */
static bool tell(struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->source.n_warnings; i++) {
        if (!note(conversion, conversion->source.warnings[i])) {
            return false;
        }
    }
    char *line = conversion->plan.notes.data;
    while (line != NULL && *line != '\0') {
        char *end = strchr(line, '\n');
        *end = '\0';
        if (!note(conversion, line)) {
            return false;
        }
        line = end + 1;
    }
    return true;
}

/* ---- reading back --------------------------------------------------------------------------- */

static bool check_tokenizer(struct conversion *conversion, struct bytes bytes)
{
    const struct folder_file file = {"model.gguf", bytes};
    struct error *err = conversion->err;
    struct folder *folder = NULL;
    struct tokenizer *written = NULL;
    struct tokenizer *given = NULL;
    bool is_there = false;
    bool is_same = true;
    bool ok = tokenizer_is_in(conversion->source.folder, &is_there, err);
    if (ok && is_there) {
        ok = folder_open_memory(&folder, &file, 1, err) && tokenizer_open(&written, folder, err) &&
             tokenizer_open(&given, conversion->source.folder, err) &&
             tokenizer_gguf_compare(given, written, &is_same, err);
    }
    tokenizer_close(given);
    tokenizer_close(written);
    folder_close(folder);
    return ok && (is_same || note(conversion, "the tokenizer in the file gives other ids than the "
                                              "checkpoint's to some texts"));
}

/* The metadata and the tokenizer mean what they were made of. The weights are zeros yet. */
static bool check(struct conversion *conversion)
{
    struct file_map map = {.bytes = {NULL, 0}};
    struct gguf gguf;
    char text[NOTE_BYTES] = "";
    struct error *err = conversion->err;
    gguf_init(&gguf);
    bool ok = file_map_open(&map, output_file_path(conversion->file), err) &&
              gguf_add(&gguf, output_file_path(conversion->file), map.bytes, err) &&
              gguf_finish(&gguf, err) &&
              gguf_metadata_check(&gguf, &conversion->source.numbers, text, sizeof text, err) &&
              (text[0] == '\0' || note(conversion, text)) && check_tokenizer(conversion, map.bytes);
    gguf_clear(&gguf);
    file_map_close(&map);
    return ok;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* The last part of a path. */
static void name_of(const char *path, char name[NAME_BYTES])
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    size_t start = n;
    while (start > 0 && path[start - 1] != '/') {
        start--;
    }
    size_t n_name = n - start < NAME_BYTES - 1 ? n - start : NAME_BYTES - 1;
    memcpy(name, path + start, n_name);
    name[n_name] = '\0';
}

static bool plan(struct conversion *conversion, struct folder *folder)
{
    const struct gguf_mix *mix;
    char name[NAME_BYTES];
    const char *importance = conversion->options->importance;
    name_of(folder_path(folder), name);
    return (importance == NULL ||
            importance_open(&conversion->importance, importance, conversion->err)) &&
           gguf_mix_find(&mix, conversion->options->type, conversion->err) &&
           source_open(&conversion->source, folder, conversion->err) &&
           (conversion->options->adapter == NULL ||
            source_fuse(&conversion->source, conversion->options->adapter, conversion->err)) &&
           gguf_plan_make(&conversion->plan, &conversion->source, mix,
                          importance != NULL ? &conversion->importance : NULL, name,
                          conversion->err);
}

/* What is in front of the data may change from one version to the next. */
static bool make_record(struct conversion *conversion)
{
    const struct gguf_plan *made = &conversion->plan;
    struct buffer *record = &conversion->record;
    record_begin(record, "gguf", conversion->source.folder, conversion->options->adapter,
                 conversion->options->importance);
    buffer_append_format(
        record, "\"type\": \"%s\", \"bytes\": %llu, \"pieces\": %zu, \"front\": \"%016llx\",\n%s",
        made->mix->name, (unsigned long long)made->n_bytes, gguf_writer_n_slabs(conversion->writer),
        (unsigned long long)checksum_bytes(made->front.data, made->front.n_bytes), record_end);
    return buffer_check(record, conversion->err);
}

static bool open_output(struct conversion *conversion, const char *path)
{
    const struct gguf_plan *made = &conversion->plan;
    size_t n_slabs = gguf_writer_n_slabs(conversion->writer);
    enum output_state state;
    char text[NOTE_BYTES];
    if (!make_record(conversion)) {
        return false;
    }
    const struct output_work work = {
        .n_bytes = made->n_bytes,
        .front = {(const uint8_t *)buffer_text(&made->front), made->front.n_bytes},
        .n_pieces = n_slabs,
        .record = buffer_text(&conversion->record),
    };
    if (!output_file_open(&conversion->file, path, &work, &state, conversion->err)) {
        return false;
    }
    if (state == OUTPUT_CLEARED || state == OUTPUT_UNNAMED) {
        return note(conversion,
                    state == OUTPUT_CLEARED ? record_cleared_note : record_unnamed_note);
    }
    snprintf(text, sizeof text, "an interrupted conversion is gone on with: %.0f %% are there",
             100.0 * (double)output_file_n_made(conversion->file) / (double)n_slabs);
    return state != OUTPUT_RESUMED || note(conversion, text);
}

bool convert_to_gguf(struct folder *folder, const char *path,
                     const struct convert_gguf_options *options, struct error *err)
{
    struct conversion conversion = {.options = options, .err = err};
    const struct gguf_plan *made = &conversion.plan;
    unsigned n_threads = options->n_threads > 0 ? options->n_threads : cores_available();
    buffer_init(&conversion.record, RECORD_LIMIT_BYTES);
    bool ok = plan(&conversion, folder) && tell(&conversion) &&
              gguf_writer_create(&conversion.writer, made, n_threads, err) &&
              open_output(&conversion, path) && gguf_writer_ropes(made, conversion.file, err) &&
              check(&conversion) &&
              gguf_writer_run(conversion.writer, conversion.file, on_progress, &conversion, err);
    if (ok) {
        ok = output_file_commit(conversion.file, err);
    } else {
        /* A source that cannot be converted is not gone on with. */
        output_file_leave(conversion.file, err->code != ERROR_MALFORMED);
    }
    gguf_writer_destroy(conversion.writer);
    gguf_plan_clear(&conversion.plan);
    importance_clear(&conversion.importance);
    source_clear(&conversion.source);
    buffer_clear(&conversion.record);
    return ok;
}
