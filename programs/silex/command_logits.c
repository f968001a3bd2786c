/* silex logits: a NumPy file, version 1.0, little-endian float32, C order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic_file.h"
#include "commands.h"
#include "engine.h"
#include "input.h"
#include "report.h"
#include "terminal.h"

enum { HEADER_BYTES = 128 }; /* a multiple of 64, as the format asks; ample for two sizes */

struct logits_writer {
    struct atomic_file *file;
    size_t n_rows, n_columns;
    struct progress progress;
};

static void write_header(struct logits_writer *writer)
{
    char header[HEADER_BYTES + 1];
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    header[8] = (char)(HEADER_BYTES - 10);
    header[9] = 0;
    int n_bytes = snprintf(header + 10, HEADER_BYTES - 10,
                           "{'descr': '<f4', 'fortran_order': False, 'shape': (%zu, %zu), }",
                           writer->n_rows, writer->n_columns);
    header[10 + n_bytes] = ' ';
    header[HEADER_BYTES - 1] = '\n';
    atomic_file_write(writer->file, header, HEADER_BYTES);
}

static bool on_logits(void *user, size_t index, const float *logits)
{
    struct logits_writer *writer = user;
    progress_step(&writer->progress, "computing logits",
                  (double)(index + 1) / (double)writer->n_rows);
    atomic_file_write(writer->file, logits, writer->n_columns * sizeof *logits);
    return true;
}

static bool write_logits(struct engine *engine, const uint32_t *ids, size_t n_ids, const char *path,
                         struct error *err)
{
    struct logits_writer writer = {.n_rows = n_ids, .n_columns = engine->info.vocabulary_size};
    silex_error problem = {0};
    if (!atomic_file_create(&writer.file, path, err)) {
        return false;
    }
    write_header(&writer);
    silex_status status =
        silex_session_append(engine->session, ids, n_ids, true, on_logits, &writer, &problem);
    progress_end(&writer.progress);
    if (!engine_check(status, &problem, err)) {
        atomic_file_discard(writer.file);
        return false;
    }
    return atomic_file_commit(writer.file, err);
}

int command_logits(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    bool is_good = input_ids_option(settings->tokens, &ids, &n_ids, &err) &&
                   (n_ids > 0 || error_set(&err, ERROR_ARGUMENT, "--tokens: no token is given")) &&
                   engine_open(&engine, settings, n_ids, &err) &&
                   write_logits(&engine, ids, n_ids, settings->output, &err);
    free(ids);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
