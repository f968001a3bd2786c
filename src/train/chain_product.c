/*
 * Products in chains; see chain_product.h.
 *
 * An item of work is (some columns of y) x (some of its rows). Its worker decodes b a slab at a
 * time, SLAB_ROWS x SLAB_COLUMNS, and takes the rows of a in blocks; both are packed, so that they
 * stay in the second-level cache and spread over its sets: rows of large matrices often lie a power
 * of two apart. y is packed, too, a panel at a time, for all slabs; its width becomes a whole
 * number of registers there.
 *
 * Columns are parted first; rows, too, where b is narrow, at the price of decoding it more than
 * once.
 */
#include "train/chain_product.h"

#include <stdatomic.h>
#include <string.h>
#include "train/matrix_columns.h"

enum {
    SLAB_ROWS = 128, /* times a tile's 64 columns: two thirds of a first-level cache */
    SLAB_COLUMNS = MATRIX_COLUMN_STEP,
    SLAB_STRIDE = SLAB_COLUMNS + 16, /* an odd number of cache lines */
    BLOCK_ROWS = 96,
    PANEL_ROWS = 6 * BLOCK_ROWS,
    STRIP_ROWS = 16, /* of b, turned together */
    LANES = 16,
    ROW_STEP = 24, /* a multiple of the rows of a kernel's tile */
    ITEMS_PER_WORKER = 4,
    SMALL_WORK = 128 * 1024, /* multiplications below which waking the workers costs more */
};

struct worker_scratch {
    float slab[MATRIX_COLUMN_STEP * SLAB_STRIDE]; /* of a turned b, two slabs are decoded at once */
    float strip[STRIP_ROWS * MATRIX_COLUMN_STEP];
    float identity[STRIP_ROWS * STRIP_ROWS];
    float block[BLOCK_ROWS * SLAB_ROWS];
    float panel[PANEL_ROWS * SLAB_STRIDE];
};

struct job {
    const struct kernels *kernels;
    const struct product_call *call;
    struct worker_scratch *scratch; /* [n_workers] */
    size_t n_inner;
    size_t n_columns;
    size_t n_column_items;
    size_t n_items;
    size_t n_item_rows;
    atomic_size_t next;
};

/* Rows and columns of y. */
struct part {
    size_t first_row;
    size_t n_rows;
    size_t first_column;
    size_t n_columns;
};

size_t product_scratch_bytes(const struct backend *backend)
{
    return backend->operations->n_threads(backend) * sizeof(struct worker_scratch);
}

struct matrix product_floats(const float *values, size_t n_rows, size_t n_columns,
                             size_t row_stride)
{
    return (struct matrix){
        .kind = MATRIX_FLOAT,
        .float_type = FLOAT_F32,
        .n_rows = n_rows,
        .n_columns = n_columns,
        .data = (const uint8_t *)values,
        .row_bytes = row_stride * sizeof(float),
    };
}

void product_transpose(const float *from, size_t n_rows, size_t n_columns, float *to)
{
    for (size_t r = 0; r < n_rows; r++) {
        for (size_t c = 0; c < n_columns; c++) {
            to[c * n_rows + r] = from[r * n_columns + c];
        }
    }
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- packing --------------------------------------------------------------------------------- */

/* Rows k to k + n - 1 of b, its columns those of the part; what is beyond them in a register, 0. */
static void decode_slab(const struct job *job, const struct part *part, size_t k, size_t n,
                        float *slab)
{
    struct matrix columns = matrix_columns(job->call->b, part->first_column, SLAB_COLUMNS);
    size_t n_whole = (part->n_columns + LANES - 1) / LANES * LANES;
    for (size_t r = 0; r < n; r++) {
        float *row = slab + r * SLAB_STRIDE;
        job->kernels->decode_rows(&columns, k + r, 1, row);
        memset(row + part->n_columns, 0, (n_whole - part->n_columns) * sizeof *row);
    }
}

/*
 * The same from rows of b that are columns of the slab: some rows are decoded, then turned. Their
 * turning is a product with the identity, on its side: exact but for the sign of a zero, and as
 * fast as a kernel of its own would be beside the products that follow.
 */
static void decode_turned(const struct job *job, const struct part *part, size_t k, size_t n,
                          struct worker_scratch *scratch)
{
    struct matrix columns = matrix_columns(job->call->b, k, n);
    for (size_t c = 0; c < part->n_columns; c += STRIP_ROWS) {
        size_t n_strip = smaller(part->n_columns - c, STRIP_ROWS);
        struct multiply_add turn = {
            .n_rows = n,
            .n_inner = n_strip,
            .n_columns = STRIP_ROWS,
            .a = scratch->strip,
            .a_row = 1,
            .a_column = n,
            .b = scratch->identity,
            .b_stride = STRIP_ROWS,
            .y = scratch->slab + c,
            .y_stride = SLAB_STRIDE,
        };
        job->kernels->decode_rows(&columns, part->first_column + c, n_strip, scratch->strip);
        for (size_t r = 0; r < n; r++) {
            for (size_t j = 0; j < STRIP_ROWS; j++) {
                turn.y[r * SLAB_STRIDE + j] = 0.0f;
            }
        }
        job->kernels->multiply_add(&turn);
    }
}

/* Rows of a one behind the other, n numbers each. */
static void pack_block(const struct job *job, size_t row, size_t n_rows, size_t k, size_t n,
                       float *block)
{
    const struct product_call *call = job->call;
    const float *a = call->a + row * call->a_row + k * call->a_column;
    if (call->a_column == 1) {
        struct matrix rows = product_floats(a, n_rows, n, call->a_row);
        job->kernels->decode_rows(&rows, 0, n_rows, block);
        return;
    }
    for (size_t j = 0; j < n; j++) {
        for (size_t i = 0; i < n_rows; i++) {
            block[i * n + j] = a[i * call->a_row + j * call->a_column];
        }
    }
}

static void load_panel(const struct product_call *call, const struct part *part, float *panel)
{
    for (size_t i = 0; i < part->n_rows; i++) {
        float *row = panel + i * SLAB_STRIDE;
        memset(row, 0, SLAB_COLUMNS * sizeof *row);
        if (!call->is_new) {
            memcpy(row, call->y + (part->first_row + i) * call->y_stride + part->first_column,
                   part->n_columns * sizeof *row);
        }
    }
}

static void store_panel(const struct product_call *call, const struct part *part,
                        const float *panel)
{
    for (size_t i = 0; i < part->n_rows; i++) {
        memcpy(call->y + (part->first_row + i) * call->y_stride + part->first_column,
               panel + i * SLAB_STRIDE, part->n_columns * sizeof *panel);
    }
}

/* ---- products -------------------------------------------------------------------------------- */

/* The rows of a panel meet a slab. */
static void add_slab(const struct job *job, const struct part *part, size_t k, size_t n,
                     const float *slab, struct worker_scratch *scratch)
{
    for (size_t i = 0; i < part->n_rows; i += BLOCK_ROWS) {
        struct multiply_add product = {
            .n_rows = smaller(part->n_rows - i, BLOCK_ROWS),
            .n_inner = n,
            .n_columns = (part->n_columns + LANES - 1) / LANES * LANES,
            .a = scratch->block,
            .a_row = n,
            .a_column = 1,
            .b = slab,
            .b_stride = SLAB_STRIDE,
            .y = scratch->panel + i * SLAB_STRIDE,
            .y_stride = SLAB_STRIDE,
        };
        pack_block(job, part->first_row + i, product.n_rows, k, n, scratch->block);
        job->kernels->multiply_add(&product);
    }
}

static void add_panel(const struct job *job, const struct part *part,
                      struct worker_scratch *scratch)
{
    size_t step = job->call->is_b_turned ? MATRIX_COLUMN_STEP : SLAB_ROWS;
    load_panel(job->call, part, scratch->panel);
    for (size_t k = 0; k < job->n_inner; k += step) {
        size_t n = smaller(job->n_inner - k, step);
        if (job->call->is_b_turned) {
            decode_turned(job, part, k, n, scratch);
        } else {
            decode_slab(job, part, k, n, scratch->slab);
        }
        for (size_t j = 0; j < n; j += SLAB_ROWS) {
            add_slab(job, part, k + j, smaller(n - j, SLAB_ROWS), scratch->slab + j * SLAB_STRIDE,
                     scratch);
        }
    }
    store_panel(job->call, part, scratch->panel);
}

static void add_item(const struct job *job, size_t item, struct worker_scratch *scratch)
{
    size_t first_column = item % job->n_column_items * SLAB_COLUMNS;
    size_t first_row = item / job->n_column_items * job->n_item_rows;
    size_t last_row = smaller(first_row + job->n_item_rows, job->call->n_rows);
    struct part part = {
        .first_column = first_column,
        .n_columns = smaller(job->n_columns - first_column, SLAB_COLUMNS),
    };
    for (size_t row = first_row; row < last_row; row += PANEL_ROWS) {
        part.first_row = row;
        part.n_rows = smaller(last_row - row, PANEL_ROWS);
        add_panel(job, &part, scratch);
    }
}

static void add_items(void *context, unsigned worker, unsigned n_workers)
{
    (void)n_workers;
    struct job *job = context;
    size_t item;
    float *identity = job->scratch[worker].identity;
    for (size_t i = 0; i < STRIP_ROWS * STRIP_ROWS; i++) {
        identity[i] = i % (STRIP_ROWS + 1) == 0 ? 1.0f : 0.0f;
    }
    while ((item = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) < job->n_items) {
        add_item(job, item, &job->scratch[worker]);
    }
}

void product_add(struct backend *backend, const struct product_call *call, void *scratch)
{
    size_t n_workers = backend->operations->n_threads(backend);
    size_t n_work = call->n_rows * call->b->n_rows * call->b->n_columns;
    size_t n_columns = call->is_b_turned ? call->b->n_rows : call->b->n_columns;
    if (n_work == 0) {
        return;
    }
    struct job job = {
        .kernels = backend->operations->kernels(backend),
        .call = call,
        .scratch = scratch,
        .n_inner = call->is_b_turned ? call->b->n_columns : call->b->n_rows,
        .n_columns = n_columns,
        .n_column_items = (n_columns + SLAB_COLUMNS - 1) / SLAB_COLUMNS,
        .n_item_rows = call->n_rows,
    };
    if (n_workers > 1 && n_work >= SMALL_WORK) {
        size_t n_wanted =
            (n_workers * ITEMS_PER_WORKER + job.n_column_items - 1) / job.n_column_items;
        size_t n = (call->n_rows + n_wanted - 1) / n_wanted;
        job.n_item_rows = (n + ROW_STEP - 1) / ROW_STEP * ROW_STEP;
    }
    job.n_items = job.n_column_items * ((call->n_rows + job.n_item_rows - 1) / job.n_item_rows);
    if (n_work < SMALL_WORK) {
        add_items(&job, 0, 1);
    } else {
        backend->operations->share(backend, add_items, &job);
    }
}
