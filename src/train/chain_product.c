/*
 * Products in chains; see chain_product.h.
 *
 * An item of work is (some columns of b) x (some rows of a). Its worker decodes b a slab at a time,
 * SLAB_ROWS x SLAB_COLUMNS, which stays in the second-level cache while it meets all rows of the
 * item. Rows of a slab lie an odd number of cache lines apart, so that they spread over the sets of
 * the first level. A block of a that lies on its side is turned first: its elements would be read
 * from as many pages as it has columns.
 *
 * Columns are parted first; rows, too, where b is narrow, at the price of decoding it more than
 * once.
 */
#include "train/chain_product.h"

#include <stdatomic.h>
#include <string.h>
#include "train/matrix_columns.h"

enum {
    SLAB_ROWS = 128,
    SLAB_COLUMNS = MATRIX_COLUMN_STEP,
    SLAB_STRIDE = SLAB_COLUMNS + 16,
    TURNED_ROWS = 96,
    ROW_STEP = 24, /* a multiple of the rows of a kernel's tile */
    ITEMS_PER_WORKER = 4,
    SMALL_WORK = 128 * 1024, /* multiplications below which waking the workers costs more */
};

struct worker_scratch {
    float slab[SLAB_ROWS * SLAB_STRIDE];
    float turned[TURNED_ROWS * SLAB_ROWS];
};

struct job {
    const struct kernels *kernels;
    const struct product_call *call;
    struct worker_scratch *scratch; /* [n_workers] */
    size_t n_column_items;
    size_t n_items;
    size_t n_item_rows;
    atomic_size_t next;
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

static void add_turned(const struct job *job, struct multiply_add product,
                       struct worker_scratch *scratch)
{
    size_t n_rows = product.n_rows;
    const float *a = product.a;
    float *y = product.y;
    size_t a_column = product.a_column;
    for (size_t first = 0; first < n_rows; first += TURNED_ROWS) {
        product.n_rows = n_rows - first < TURNED_ROWS ? n_rows - first : TURNED_ROWS;
        for (size_t k = 0; k < product.n_inner; k++) {
            const float *column = a + k * a_column + first;
            for (size_t i = 0; i < product.n_rows; i++) {
                scratch->turned[i * SLAB_ROWS + k] = column[i];
            }
        }
        product.a = scratch->turned;
        product.a_row = SLAB_ROWS;
        product.a_column = 1;
        product.y = y + first * product.y_stride;
        job->kernels->multiply_add(&product);
    }
}

static void add_item(const struct job *job, size_t item, struct worker_scratch *scratch)
{
    const struct product_call *call = job->call;
    size_t first_column = item % job->n_column_items * SLAB_COLUMNS;
    size_t first_row = item / job->n_column_items * job->n_item_rows;
    size_t rows_left = call->n_rows - first_row;
    struct matrix columns = matrix_columns(call->b, first_column, SLAB_COLUMNS);
    struct multiply_add product = {
        .n_rows = rows_left < job->n_item_rows ? rows_left : job->n_item_rows,
        .n_columns = columns.n_columns,
        .a_row = call->a_row,
        .a_column = call->a_column,
        .b = scratch->slab,
        .b_stride = SLAB_STRIDE,
        .y = call->y + first_row * call->y_stride + first_column,
        .y_stride = call->y_stride,
    };
    for (size_t k = 0; k < columns.n_rows; k += SLAB_ROWS) {
        product.n_inner = columns.n_rows - k < SLAB_ROWS ? columns.n_rows - k : SLAB_ROWS;
        for (size_t r = 0; r < product.n_inner; r++) {
            job->kernels->decode_rows(&columns, k + r, 1, scratch->slab + r * SLAB_STRIDE);
        }
        product.a = call->a + first_row * call->a_row + k * call->a_column;
        if (call->a_row == 1 && call->a_column != 1) {
            add_turned(job, product, scratch);
        } else {
            job->kernels->multiply_add(&product);
        }
    }
}

static void add_items(void *context, unsigned worker, unsigned n_workers)
{
    (void)n_workers;
    struct job *job = context;
    size_t item;
    while ((item = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) < job->n_items) {
        add_item(job, item, &job->scratch[worker]);
    }
}

void product_add(struct backend *backend, const struct product_call *call, void *scratch)
{
    size_t n_workers = backend->operations->n_threads(backend);
    size_t n_work = call->n_rows * call->b->n_rows * call->b->n_columns;
    if (n_work == 0) {
        return;
    }
    struct job job = {
        .kernels = backend->operations->kernels(backend),
        .call = call,
        .scratch = scratch,
        .n_column_items = (call->b->n_columns + SLAB_COLUMNS - 1) / SLAB_COLUMNS,
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
