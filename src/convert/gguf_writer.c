/* The data of a GGUF file; see gguf_writer.h. */
#include "convert/gguf_writer.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/pool.h"
#include "convert/quantize.h"
#include "convert/quantize_blocks.h"
#include "convert/slabs.h"

enum { SLAB_ELEMENTS = 1 << 18 };

struct worker {
    float *rows;
    uint8_t *codes;
};

struct gguf_writer {
    const struct gguf_plan *plan;
    struct output_file *file;
    struct pool *pool;
    struct worker *workers;
    unsigned n_workers;
    size_t *first_slabs; /* of each work, and their number at the end */
    size_t slab_elements;
    atomic_uint_fast64_t n_done_bytes, n_resumed_bytes;
    gguf_progress *progress;
    void *context;
};

/* ---- one slab ------------------------------------------------------------------------------- */

/* Where the row that the file has at `row` is in the family's order. */
static size_t family_row(const struct gguf_work *work, size_t row)
{
    size_t inside = row % work->head_dim;
    if (inside >= work->n_paired) {
        return row;
    }
    return row - inside + inside / 2 + inside % 2 * (work->n_paired / 2);
}

static void read_rows(const struct gguf_writer *writer, const struct gguf_work *work, size_t first,
                      size_t n, float *out)
{
    const struct source *source = writer->plan->source;
    size_t n_columns = work->source.matrix.n_columns;
    if (work->n_paired == 0) {
        source_rows(source, &work->source, first, n, out);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        source_rows(source, &work->source, family_row(work, first + i), 1, out + i * n_columns);
    }
}

/* A vector is one row, so it is its elements that change places; `room` has as many. */
static void read_vector(const struct gguf_writer *writer, const struct gguf_work *work, float *out,
                        float *room)
{
    size_t n = work->source.matrix.n_columns;
    source_rows(writer->plan->source, &work->source, 0, 1, out);
    if (work->n_paired > 0) {
        memcpy(room, out, n * sizeof *out);
        for (size_t i = 0; i < n; i++) {
            out[i] = room[family_row(work, i)];
        }
    }
}

/* The largest magnitude that a type of floats has room for. */
static float largest_of(enum float_type type)
{
    static const float largest[] = {
        [FLOAT_F32] = 0x1.fffffep127f, [FLOAT_F16] = 65504, [FLOAT_BF16] = 0x1.fep127f};
    return largest[type];
}

static bool refuse_value(const struct gguf_work *work, const float *rows, size_t first, float most,
                         struct error *err)
{
    size_t n_columns = work->source.matrix.n_columns;
    size_t i = 0;
    while (fabsf(rows[i]) <= most) {
        i++;
    }
    return error_set(
        err, ERROR_MALFORMED, "tensor \"%s\": row %zu, column %zu: %g cannot be written as %s",
        work->source.name, first + i / n_columns, i % n_columns, (double)rows[i], work->type->name);
}

static bool encode_rows(const struct gguf_work *work, const float *rows, size_t first, size_t n,
                        uint8_t *out, struct error *err)
{
    size_t n_columns = work->source.matrix.n_columns;
    enum float_type float_type = FLOAT_F32;
    enum matrix_kind kind = gguf_mix_kind(work->type, &float_type);
    if (kind == MATRIX_FLOAT) {
        float most = largest_of(float_type);
        for (size_t i = 0; i < n * n_columns; i++) {
            if (!(fabsf(rows[i]) <= most)) {
                return refuse_value(work, rows, first, most, err);
            }
        }
        quantize_store(rows, n * n_columns, float_type, out);
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (!quantize_blocks(kind, rows + i * n_columns, n_columns, work->importance,
                             out + i * work->row_bytes)) {
            return refuse_value(work, rows + i * n_columns, first + i,
                                (float)QUANTIZE_BLOCKS_LARGEST, err);
        }
    }
    return true;
}

static size_t rows_per_slab(const struct gguf_writer *writer, const struct gguf_work *work)
{
    size_t n = writer->slab_elements / work->source.matrix.n_columns;
    return n > 0 ? n : 1;
}

static bool make_slab(void *context, unsigned index, size_t work_index, size_t slab,
                      struct error *err)
{
    struct gguf_writer *writer = context;
    const struct worker *worker = &writer->workers[index];
    const struct gguf_work *work = &writer->plan->work[work_index];
    const struct matrix *matrix = &work->source.matrix;
    size_t n = rows_per_slab(writer, work);
    size_t first = slab * n;
    n = n < matrix->n_rows - first ? n : matrix->n_rows - first;
    size_t piece = writer->first_slabs[work_index] + slab;
    size_t n_bytes = n * work->row_bytes;
    uint64_t offset = work->offset + first * work->row_bytes;
    if (output_file_has(writer->file, piece, worker->codes, n_bytes, offset)) {
        atomic_fetch_add(&writer->n_resumed_bytes, n_bytes);
        atomic_fetch_add(&writer->n_done_bytes, n_bytes);
        return true;
    }
    if (work->source.path == NULL) {
        read_vector(writer, work, worker->rows, (float *)(void *)worker->codes);
    } else {
        read_rows(writer, work, first, n, worker->rows);
    }
    source_drop(writer->plan->source, &work->source, first, n);
    if (!encode_rows(work, worker->rows, first, n, worker->codes, err)) {
        return false;
    }
    atomic_fetch_add(&writer->n_done_bytes, n_bytes);
    return output_file_put(writer->file, piece, worker->codes, n_bytes, offset, err);
}

/* ---- all slabs ------------------------------------------------------------------------------ */

static bool tell(void *context)
{
    const struct gguf_writer *writer = context;
    return writer->progress == NULL ||
           writer->progress(writer->context, atomic_load(&writer->n_done_bytes),
                            atomic_load(&writer->n_resumed_bytes));
}

static bool make_room(struct gguf_writer *writer, struct error *err)
{
    const struct gguf_plan *plan = writer->plan;
    writer->slab_elements = SLAB_ELEMENTS;
    for (size_t i = 0; i < plan->n_work; i++) {
        size_t n = plan->work[i].source.matrix.n_columns;
        writer->slab_elements = n > writer->slab_elements ? n : writer->slab_elements;
    }
    writer->workers = memory_array(writer->n_workers, sizeof *writer->workers, err);
    writer->first_slabs = memory_array(plan->n_work + 1, sizeof *writer->first_slabs, err);
    bool ok = writer->workers != NULL && writer->first_slabs != NULL;
    for (unsigned i = 0; ok && i < writer->n_workers; i++) {
        struct worker *worker = &writer->workers[i];
        worker->rows = memory_array(writer->slab_elements, sizeof *worker->rows, err);
        worker->codes = memory_array(writer->slab_elements, sizeof *worker->rows, err);
        ok = worker->rows != NULL && worker->codes != NULL;
    }
    size_t n_slabs = 0;
    for (size_t i = 0; ok && i <= plan->n_work; i++) {
        writer->first_slabs[i] = n_slabs;
        if (i < plan->n_work) {
            size_t n = rows_per_slab(writer, &plan->work[i]);
            n_slabs += (plan->work[i].source.matrix.n_rows + n - 1) / n;
        }
    }
    return ok;
}

bool gguf_writer_ropes(const struct gguf_plan *plan, const struct output_file *file,
                       struct error *err)
{
    uint64_t offset = plan->ropes_offset;
    bool ok = true;
    for (size_t i = 0; ok && i < plan->metadata.n_ropes; i++) {
        const struct gguf_rope_tensor *rope = &plan->metadata.ropes[i];
        size_t n_bytes = rope->n_factors * sizeof *rope->factors;
        ok = output_file_write(file, rope->factors, n_bytes, offset, err);
        offset += n_bytes + gguf_padding(n_bytes);
    }
    return ok;
}

size_t gguf_writer_n_slabs(const struct gguf_writer *writer)
{
    return writer->first_slabs[writer->plan->n_work];
}

bool gguf_writer_create(struct gguf_writer **out, const struct gguf_plan *plan, unsigned n_threads,
                        struct error *err)
{
    struct gguf_writer *writer = memory_array(1, sizeof *writer, err);
    if (writer == NULL) {
        return false;
    }
    writer->plan = plan;
    bool ok = pool_create(&writer->pool, n_threads, err);
    writer->n_workers = ok ? pool_n_workers(writer->pool) : 0;
    if (!ok || !make_room(writer, err)) {
        gguf_writer_destroy(writer);
        return false;
    }
    *out = writer;
    return true;
}

void gguf_writer_destroy(struct gguf_writer *writer)
{
    if (writer == NULL) {
        return;
    }
    for (unsigned i = 0; writer->workers != NULL && i < writer->n_workers; i++) {
        free(writer->workers[i].rows);
        free(writer->workers[i].codes);
    }
    free(writer->workers);
    free(writer->first_slabs);
    pool_destroy(writer->pool);
    free(writer);
}

bool gguf_writer_run(struct gguf_writer *writer, struct output_file *file, gguf_progress *progress,
                     void *context, struct error *err)
{
    const struct slabs slabs = {.first = writer->first_slabs,
                                .n_works = writer->plan->n_work,
                                .make = make_slab,
                                .tell = tell,
                                .context = writer};
    writer->file = file;
    writer->progress = progress;
    writer->context = context;
    return slabs_run(&slabs, writer->pool, err);
}
