/*
 * A slab is some rows of one tensor, large enough to be worth a write. One worker makes it, piece
 * by piece, so that floats stay in the cache between decoding, rounding and quantizing, and writes
 * it without a lock of ours: places in the file were planned. Source rows are given back to the
 * system as soon as they are written, so that memory does not grow with the model.
 */
#include "convert/mlx_write.h"

#include <stdlib.h>
#include "base/cores.h"
#include "base/memory.h"
#include "convert/slabs.h"

enum {
    SLAB_ELEMENTS = 1 << 20,
    PIECE_ELEMENTS = 1 << 16,
    COPY_BYTES = 4 << 20,
    MAX_SCRATCH_BYTES = 1 << 30, /* of all workers together */
    HASTEN_BYTES = 32 << 20,     /* the disk is to begin whenever so much is written */
};

struct worker {
    float *rows;    /* [slab_elements] */
    uint8_t *codes; /* what is made of them: words, or floats */
    uint8_t *scales, *biases;
};

struct mlx_writer {
    const struct mlx_plan *plan;
    struct pool *pool;
    struct worker workers[POOL_MAX_WORKERS];
    unsigned n_workers;
    void *scratch;
    size_t n_scratch_bytes;
    size_t slab_elements, piece_elements;
    size_t *first_slabs; /* of each work of a shard, and their number at the end */
    /* The shard in work. */
    const struct mlx_shard *shard;
    struct output_folder *folder;
    atomic_uint_fast64_t n_done_bytes;
    uint64_t n_told_bytes;
    mlx_progress *progress;
    void *context;
};

/* ---- slabs ---------------------------------------------------------------------------------- */

static size_t rows_per_slab(const struct mlx_writer *writer, const struct mlx_work *work)
{
    const struct matrix *matrix = &work->source.matrix;
    size_t n = work->kind == MLX_COPY ? COPY_BYTES / (matrix->row_bytes > 0 ? matrix->row_bytes : 1)
                                      : writer->slab_elements / matrix->n_columns;
    return n > 0 ? n : 1;
}

static size_t count_slabs(const struct mlx_writer *writer, const struct mlx_work *work)
{
    size_t n = rows_per_slab(writer, work);
    return (work->source.matrix.n_rows + n - 1) / n;
}

/* ---- one slab ------------------------------------------------------------------------------- */

static size_t output_row_bytes(const struct mlx_writer *writer, const struct mlx_work *work,
                               size_t output)
{
    return writer->plan->outputs[work->first_output + output].header.bytes.n_bytes /
           work->source.matrix.n_rows;
}

static bool put(struct mlx_writer *writer, const struct mlx_work *work, size_t output,
                size_t first_row, const void *rows, size_t n_rows, struct error *err)
{
    const struct mlx_tensor *tensor = &writer->plan->outputs[work->first_output + output];
    size_t row_bytes = output_row_bytes(writer, work, output);
    size_t n_bytes = n_rows * row_bytes;
    uint64_t offset = writer->shard->header.n_bytes + tensor->offset + first_row * row_bytes;
    if (!output_folder_write(writer->folder, rows, n_bytes, offset, err)) {
        return false;
    }
    uint64_t n_before = atomic_fetch_add(&writer->n_done_bytes, n_bytes);
    if ((n_before + n_bytes) / HASTEN_BYTES > n_before / HASTEN_BYTES) {
        output_folder_hasten(writer->folder);
    }
    return true;
}

static bool check_fit(const struct mlx_work *work, const float *rows, size_t first, size_t n,
                      struct error *err)
{
    size_t n_columns = work->source.matrix.n_columns;
    size_t i = quantize_find_unfit(rows, n * n_columns);
    return i == n * n_columns ||
           error_set(err, ERROR_MALFORMED,
                     "tensor \"%s\": row %zu, column %zu: %g cannot be quantized",
                     work->source.name, first + i / n_columns, i % n_columns, (double)rows[i]);
}

/* Makes codes or floats of rows first to first + n, which are rows `done` and on of the slab. */
static bool make_piece(struct mlx_writer *writer, const struct worker *worker,
                       const struct mlx_work *work, size_t first, size_t n, size_t done,
                       struct error *err)
{
    const struct matrix *matrix = &work->source.matrix;
    size_t n_values = n * matrix->n_columns;
    bool is_rounded = matrix->kind == MATRIX_FLOAT && matrix->float_type == work->float_type &&
                      source_is_plain(&work->source);
    source_rows(writer->plan->source, &work->source, first, n, worker->rows);
    if (work->kind == MLX_FLOATS) {
        quantize_store(worker->rows, n_values, work->float_type,
                       worker->codes + done * output_row_bytes(writer, work, 0));
        return true;
    }
    if (!is_rounded) {
        quantize_round(worker->rows, n_values, work->float_type);
    }
    if (!check_fit(work, worker->rows, first, n, err)) {
        return false;
    }
    struct quantized_rows out = {
        worker->codes + done * output_row_bytes(writer, work, 0),
        worker->scales + done * output_row_bytes(writer, work, 1),
        worker->biases + done * output_row_bytes(writer, work, work->n_outputs - 1),
    };
    if (work->is_searched) {
        quantize_rows_better(&work->scheme, work->float_type, worker->rows, work->importance, n,
                             matrix->n_columns, out);
    } else {
        quantize_rows_to(&work->scheme, work->float_type, worker->rows, n, matrix->n_columns, out);
    }
    return true;
}

static bool make_slab(void *context, unsigned index, size_t work_index, size_t slab,
                      struct error *err)
{
    struct mlx_writer *writer = context;
    const struct worker *worker = &writer->workers[index];
    const struct mlx_work *work = &writer->plan->work[writer->shard->first_work + work_index];
    const struct matrix *matrix = &work->source.matrix;
    size_t first = slab * rows_per_slab(writer, work);
    size_t n = rows_per_slab(writer, work);
    size_t n_piece = PIECE_ELEMENTS / matrix->n_columns;
    bool ok = true;
    n = n < matrix->n_rows - first ? n : matrix->n_rows - first;
    n_piece = n_piece > 0 ? n_piece : 1;
    if (work->kind == MLX_COPY) {
        ok = put(writer, work, 0, first, matrix->data + first * matrix->row_bytes, n, err);
        source_drop(writer->plan->source, &work->source, first, n);
        return ok;
    }
    for (size_t done = 0; ok && done < n; done += n_piece) {
        size_t n_now = n_piece < n - done ? n_piece : n - done;
        ok = make_piece(writer, worker, work, first + done, n_now, done, err);
    }
    const uint8_t *const made[] = {worker->codes, worker->scales, worker->biases};
    for (size_t i = 0; ok && i < work->n_outputs; i++) {
        ok = put(writer, work, i, first, made[i], n, err);
    }
    source_drop(writer->plan->source, &work->source, first, n);
    return ok;
}

/* ---- all slabs of a shard ------------------------------------------------------------------- */

static bool tell(void *context)
{
    struct mlx_writer *writer = context;
    uint64_t n_done = atomic_load(&writer->n_done_bytes);
    uint64_t n_new = n_done - writer->n_told_bytes;
    writer->n_told_bytes = n_done;
    return writer->progress == NULL || writer->progress(writer->context, n_new);
}

bool mlx_writer_shard(struct mlx_writer *writer, struct output_folder *folder, size_t shard,
                      mlx_progress *progress, void *context, struct error *err)
{
    int descriptor;
    size_t n_slabs = 0;
    writer->shard = &writer->plan->shards[shard];
    writer->folder = folder;
    writer->progress = progress;
    writer->context = context;
    writer->n_told_bytes = 0;
    atomic_store(&writer->n_done_bytes, 0);
    for (size_t i = 0; i < writer->shard->n_work; i++) {
        writer->first_slabs[i] = n_slabs;
        n_slabs += count_slabs(writer, &writer->plan->work[writer->shard->first_work + i]);
    }
    writer->first_slabs[writer->shard->n_work] = n_slabs;
    const struct buffer *header = &writer->shard->header;
    if (!output_folder_begin(folder, writer->shard->name, header->n_bytes + writer->shard->n_bytes,
                             &descriptor, err) ||
        !output_folder_write(folder, header->data, header->n_bytes, 0, err)) {
        return false;
    }
    const struct slabs slabs = {.first = writer->first_slabs,
                                .n_works = writer->shard->n_work,
                                .make = make_slab,
                                .tell = tell,
                                .context = writer};
    return slabs_run(&slabs, writer->pool, err) && output_folder_end(folder, err) &&
           (tell(writer) || error_set(err, ERROR_CANCELLED, "the conversion was cancelled"));
}

/* ---- memory --------------------------------------------------------------------------------- */

/* The floats of a piece; codes of a slab, which are floats at most, and scales, which are an eighth
 * of that at most: groups have at least 16 columns, and those of 4 bytes 32. */
static size_t scratch_per_worker(const struct mlx_writer *writer)
{
    return 4 * writer->piece_elements + (4 + 1 + 1) * writer->slab_elements;
}

bool mlx_writer_create(struct mlx_writer **out, const struct mlx_plan *plan, unsigned n_threads,
                       struct error *err)
{
    struct mlx_writer *writer = memory_array(1, sizeof *writer, err);
    if (writer == NULL) {
        return false;
    }
    writer->plan = plan;
    writer->slab_elements = SLAB_ELEMENTS;
    writer->piece_elements = PIECE_ELEMENTS;
    for (size_t i = 0; i < plan->n_work; i++) {
        size_t n = (plan->work[i].source.matrix.n_columns + 63) / 64 * 64;
        if (plan->work[i].kind != MLX_COPY) {
            writer->slab_elements = n > writer->slab_elements ? n : writer->slab_elements;
            writer->piece_elements = n > writer->piece_elements ? n : writer->piece_elements;
        }
    }
    size_t n_each = scratch_per_worker(writer);
    size_t n_workers = n_threads != 0 ? n_threads : cores_available();
    n_workers = n_workers < POOL_MAX_WORKERS ? n_workers : POOL_MAX_WORKERS;
    n_workers = n_workers < MAX_SCRATCH_BYTES / n_each ? n_workers : MAX_SCRATCH_BYTES / n_each;
    writer->n_workers = n_workers > 0 ? (unsigned)n_workers : 1;
    writer->n_scratch_bytes = writer->n_workers * n_each;
    writer->first_slabs = memory_array(plan->n_work + 1, sizeof *writer->first_slabs, err);
    writer->scratch = memory_pages(writer->n_scratch_bytes, err);
    if (writer->first_slabs == NULL || writer->scratch == NULL ||
        !pool_create(&writer->pool, writer->n_workers, err)) {
        mlx_writer_destroy(writer);
        return false;
    }
    for (unsigned i = 0; i < writer->n_workers; i++) {
        uint8_t *start = (uint8_t *)writer->scratch + i * n_each;
        struct worker *worker = &writer->workers[i];
        worker->rows = (float *)(void *)start;
        worker->codes = start + 4 * writer->piece_elements;
        worker->scales = worker->codes + 4 * writer->slab_elements;
        worker->biases = worker->scales + writer->slab_elements;
    }
    *out = writer;
    return true;
}

void mlx_writer_destroy(struct mlx_writer *writer)
{
    if (writer == NULL) {
        return;
    }
    pool_destroy(writer->pool);
    if (writer->scratch != NULL) {
        memory_pages_free(writer->scratch, writer->n_scratch_bytes);
    }
    free(writer->first_slabs);
    free(writer);
}
