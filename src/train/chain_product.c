/*
 * Products in chains; see chain_product.h.
 *
 * An item of work is (some columns of y) x (some of its rows). Its worker decodes b a slab at a
 * time, SLAB_ROWS x SLAB_COLUMNS, and takes the rows of a in blocks; both are packed, so that they
 * stay in the second-level cache and spread over its sets: rows of large matrices often lie a power
 * of two apart. y is packed, too, a panel at a time, for all slabs; its width becomes a whole
 * number of registers there.
 *
 * Where several items meet the same rows of a, these are packed ahead, by all workers together: as
 * many slabs of all terms as there is room for, a strip. Where a lies on its side, or where b is
 * narrow, every item packs its blocks itself.
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
    BLOCK_ROWS = 192,
    PANEL_ROWS = 3 * BLOCK_ROWS,
    STRIP_NUMBERS = 1 << 22, /* packed ahead: 16 MiB */
    PACK_ROWS = 16,
    LANES = 16,
    ROW_STEP = 24, /* a multiple of the rows of a kernel's tile */
    ITEMS_PER_WORKER = 2,
    SMALL_WORK = 128 * 1024, /* multiplications below which waking the workers costs more */
};

struct worker_scratch {
    float slab[SLAB_ROWS * SLAB_STRIDE];
    float block[BLOCK_ROWS * SLAB_ROWS];
    float panel[PANEL_ROWS * SLAB_STRIDE];
};

/* Rows k to k + n - 1 of a term's b, and what meets them. */
struct slab {
    size_t term;
    size_t k;
    size_t n;
    float *packed; /* [n_rows of the call, n], or NULL */
};

struct job {
    const struct kernels *kernels;
    const struct product_call *call;
    struct worker_scratch *scratch; /* [n_workers] */
    float *packed;                  /* NULL: nothing is packed ahead */
    struct slab first;              /* of the strip */
    struct slab last;               /* the one behind it; its term may be n_terms */
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

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t whole_lanes(size_t n_columns)
{
    return (n_columns + LANES - 1) / LANES * LANES;
}

static bool is_on_its_side(const struct product_term *term)
{
    return term->a_column != 1;
}

static size_t strip_numbers(size_t n_rows)
{
    return larger(STRIP_NUMBERS, n_rows * SLAB_ROWS);
}

size_t product_scratch_bytes(const struct backend *backend, size_t n_rows)
{
    return backend->operations->n_threads(backend) * sizeof(struct worker_scratch) +
           strip_numbers(n_rows) * sizeof(float);
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

/* Four floats, which any processor has a register for. */
typedef float quad __attribute__((vector_size(16)));

static quad load_quad(const float *x)
{
    quad q;
    memcpy(&q, x, sizeof q);
    return q;
}

/* 4 x 4 */
static void transpose_quads(const float *x, size_t x_stride, float *out, size_t out_stride)
{
    quad a = load_quad(x), b = load_quad(x + x_stride);
    quad c = load_quad(x + 2 * x_stride), d = load_quad(x + 3 * x_stride);
    quad ac_low = __builtin_shufflevector(a, c, 0, 4, 1, 5);
    quad ac_high = __builtin_shufflevector(a, c, 2, 6, 3, 7);
    quad bd_low = __builtin_shufflevector(b, d, 0, 4, 1, 5);
    quad bd_high = __builtin_shufflevector(b, d, 2, 6, 3, 7);
    quad rows[4] = {
        __builtin_shufflevector(ac_low, bd_low, 0, 4, 1, 5),
        __builtin_shufflevector(ac_low, bd_low, 2, 6, 3, 7),
        __builtin_shufflevector(ac_high, bd_high, 0, 4, 1, 5),
        __builtin_shufflevector(ac_high, bd_high, 2, 6, 3, 7),
    };
    for (size_t i = 0; i < 4; i++) {
        memcpy(out + i * out_stride, &rows[i], sizeof rows[i]);
    }
}

static void transpose_plainly(const float *x, size_t x_stride, size_t n_rows, size_t n_columns,
                              float *out, size_t out_stride)
{
    for (size_t c = 0; c < n_columns; c++) {
        for (size_t r = 0; r < n_rows; r++) {
            out[c * out_stride + r] = x[r * x_stride + c];
        }
    }
}

/* Eight rows at a time: more that lie a power of two apart would share too few cache sets. So few
 * columns at a time that what is written stays in the first-level cache until all rows are there.
 */
void product_transpose(const float *x, size_t x_stride, size_t n_rows, size_t n_columns, float *out,
                       size_t out_stride)
{
    enum { QUAD = 4, ROWS = 8, COLUMNS = 32 };
    size_t whole_rows = n_rows / ROWS * ROWS, whole_columns = n_columns / QUAD * QUAD;
    for (size_t first = 0; first < whole_columns; first += COLUMNS) {
        size_t last = smaller(first + COLUMNS, whole_columns);
        for (size_t r = 0; r < whole_rows; r += ROWS) {
            for (size_t c = first; c < last; c += QUAD) {
                const float *from = x + r * x_stride + c;
                float *to = out + c * out_stride + r;
                transpose_quads(from, x_stride, to, out_stride);
                transpose_quads(from + QUAD * x_stride, x_stride, to + QUAD, out_stride);
            }
        }
    }
    transpose_plainly(x + whole_columns, x_stride, whole_rows, n_columns - whole_columns,
                      out + whole_columns * out_stride, out_stride);
    transpose_plainly(x + whole_rows * x_stride, x_stride, n_rows - whole_rows, n_columns,
                      out + whole_rows, out_stride);
}

/* ---- slabs ----------------------------------------------------------------------------------- */

static struct slab slab_at(const struct job *job, size_t term, size_t k, float *packed)
{
    const struct product_call *call = job->call;
    size_t n_left = term < call->n_terms ? call->terms[term].b->n_rows - k : 0;
    return (struct slab){term, k, smaller(n_left, SLAB_ROWS), packed};
}

static struct slab slab_behind(const struct job *job, const struct slab *slab)
{
    const struct product_call *call = job->call;
    size_t k = slab->k + slab->n;
    bool is_last = k == call->terms[slab->term].b->n_rows;
    return slab_at(job, slab->term + is_last, is_last ? 0 : k,
                   slab->packed != NULL ? slab->packed + call->n_rows * slab->n : NULL);
}

static bool is_within_strip(const struct job *job, const struct slab *slab)
{
    return slab->term != job->last.term || slab->k != job->last.k;
}

/* The strip that begins behind the last one; false: all is done. */
static bool find_strip(struct job *job)
{
    const struct product_call *call = job->call;
    size_t n_numbers = 0;
    job->first = slab_at(job, job->last.term, job->last.k, job->packed);
    job->last = job->first;
    while (job->last.term < call->n_terms) {
        n_numbers += call->n_rows * job->last.n;
        if (job->packed != NULL && n_numbers > strip_numbers(call->n_rows)) {
            break;
        }
        job->last = slab_behind(job, &job->last);
    }
    return job->first.term < call->n_terms;
}

/* ---- packing --------------------------------------------------------------------------------- */

/* Rows of a one behind the other, n numbers each. */
static void pack_rows(const struct product_term *term, size_t row, size_t n_rows, size_t k,
                      size_t n, float *block)
{
    for (size_t i = 0; i < n_rows; i++) {
        memcpy(block + i * n, term->a + (row + i) * term->a_row + k, n * sizeof *block);
    }
}

/* A matrix on its side keeps lying so: [n, n_rows]. */
static void pack_on_its_side(const struct product_term *term, size_t row, size_t n_rows, size_t k,
                             size_t n, float *block)
{
    for (size_t j = 0; j < n; j++) {
        memcpy(block + j * n_rows, term->a + (k + j) * term->a_column + row,
               n_rows * sizeof *block);
    }
}

/* The rows that this worker packs ahead of all slabs of the strip. */
static void pack_strip(void *context, unsigned worker, unsigned n_workers)
{
    const struct job *job = context;
    const struct product_call *call = job->call;
    size_t first, last;
    pool_share(call->n_rows, PACK_ROWS, worker, n_workers, &first, &last);
    for (size_t row = first; row < last; row += PACK_ROWS) {
        size_t n_rows = smaller(last - row, PACK_ROWS);
        for (struct slab s = job->first; is_within_strip(job, &s); s = slab_behind(job, &s)) {
            pack_rows(&call->terms[s.term], row, n_rows, s.k, s.n, s.packed + row * s.n);
        }
    }
}

/* The slab of b, its columns those of the part; what is beyond them in a register, 0. */
static void decode_slab(const struct job *job, const struct part *part, const struct slab *slab,
                        float *out)
{
    const struct matrix *b = job->call->terms[slab->term].b;
    struct matrix columns = matrix_columns(b, part->first_column, SLAB_COLUMNS);
    size_t n_whole = whole_lanes(part->n_columns);
    for (size_t r = 0; r < slab->n; r++) {
        float *row = out + r * SLAB_STRIDE;
        job->kernels->decode_rows(&columns, slab->k + r, 1, row);
        memset(row + part->n_columns, 0, (n_whole - part->n_columns) * sizeof *row);
    }
}

/* What is beyond the part's columns in a register is 0. */
static void load_panel(const struct job *job, const struct part *part, float *panel)
{
    const struct product_call *call = job->call;
    bool is_new = call->is_new && job->first.term == 0 && job->first.k == 0;
    size_t n_loaded = is_new ? 0 : part->n_columns;
    size_t n_whole = whole_lanes(part->n_columns);
    for (size_t i = 0; i < part->n_rows; i++) {
        float *row = panel + i * SLAB_STRIDE;
        memcpy(row, call->y + (part->first_row + i) * call->y_stride + part->first_column,
               n_loaded * sizeof *row);
        memset(row + n_loaded, 0, (n_whole - n_loaded) * sizeof *row);
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
static void add_slab(const struct job *job, const struct part *part, const struct slab *slab,
                     struct worker_scratch *scratch)
{
    const struct product_term *term = &job->call->terms[slab->term];
    bool is_turned = is_on_its_side(term);
    for (size_t i = 0; i < part->n_rows; i += BLOCK_ROWS) {
        size_t row = part->first_row + i;
        struct multiply_add product = {
            .n_rows = smaller(part->n_rows - i, BLOCK_ROWS),
            .n_inner = slab->n,
            .n_columns = whole_lanes(part->n_columns),
            .a = scratch->block,
            .a_row = is_turned ? 1 : slab->n,
            .b = scratch->slab,
            .b_stride = SLAB_STRIDE,
            .y = scratch->panel + i * SLAB_STRIDE,
            .y_stride = SLAB_STRIDE,
        };
        product.a_column = is_turned ? product.n_rows : 1;
        if (slab->packed != NULL) {
            product.a = slab->packed + row * slab->n;
            product.ahead = product.a + product.n_rows * slab->n;
            product.n_ahead = smaller(part->n_rows - i - product.n_rows, BLOCK_ROWS) * slab->n;
        } else if (is_turned) {
            pack_on_its_side(term, row, product.n_rows, slab->k, slab->n, scratch->block);
        } else {
            pack_rows(term, row, product.n_rows, slab->k, slab->n, scratch->block);
        }
        job->kernels->multiply_add(&product);
    }
}

static void add_panel(const struct job *job, const struct part *part,
                      struct worker_scratch *scratch)
{
    load_panel(job, part, scratch->panel);
    for (struct slab s = job->first; is_within_strip(job, &s); s = slab_behind(job, &s)) {
        decode_slab(job, part, &s, scratch->slab);
        add_slab(job, part, &s, scratch);
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
    while ((item = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) < job->n_items) {
        add_item(job, item, &job->scratch[worker]);
    }
}

/* Whether items share rows of a that can be packed ahead. */
static bool packs_ahead(const struct job *job)
{
    bool packs = job->n_column_items > 1;
    for (size_t i = 0; i < job->call->n_terms; i++) {
        packs &= !is_on_its_side(&job->call->terms[i]);
    }
    return packs;
}

static void run(struct backend *backend, bool is_small, pool_task *task, struct job *job)
{
    if (is_small) {
        task(job, 0, 1);
    } else {
        backend->operations->share(backend, task, job);
    }
}

void product_add(struct backend *backend, const struct product_call *call, void *scratch)
{
    size_t n_workers = backend->operations->n_threads(backend);
    size_t n_columns = call->terms[0].b->n_columns;
    size_t n_inner = 0;
    for (size_t i = 0; i < call->n_terms; i++) {
        n_inner += call->terms[i].b->n_rows;
    }
    size_t n_work = call->n_rows * n_inner * n_columns;
    if (n_work == 0) {
        return;
    }
    bool is_small = n_work < SMALL_WORK;
    struct job job = {
        .kernels = backend->operations->kernels(backend),
        .call = call,
        .scratch = scratch,
        .n_columns = n_columns,
        .n_column_items = (n_columns + SLAB_COLUMNS - 1) / SLAB_COLUMNS,
        .n_item_rows = call->n_rows,
    };
    if (n_workers > 1 && !is_small) {
        /* A sum over tokens has a long b, and each part of its rows copies all of it. */
        size_t n_least = n_workers * (is_on_its_side(call->terms) ? 1 : ITEMS_PER_WORKER);
        size_t n_wanted = (n_least + job.n_column_items - 1) / job.n_column_items;
        size_t n = (call->n_rows + n_wanted - 1) / n_wanted;
        job.n_item_rows = (n + ROW_STEP - 1) / ROW_STEP * ROW_STEP;
    }
    job.n_items = job.n_column_items * ((call->n_rows + job.n_item_rows - 1) / job.n_item_rows);
    job.packed = packs_ahead(&job) ? (float *)(void *)(job.scratch + n_workers) : NULL;
    while (find_strip(&job)) {
        if (job.packed != NULL) {
            run(backend, is_small, pack_strip, &job);
        }
        atomic_store_explicit(&job.next, 0, memory_order_relaxed);
        run(backend, is_small, add_items, &job);
    }
}
