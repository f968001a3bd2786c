/*
 * Products of an input; see input_product.h.
 *
 * They are made on their side, y^T = W x^T: then a row of weights, as it lies, meets columns of
 * tokens, which are the lanes of a register, and only x and y have to be turned. That is little
 * beside turning the weights, which are many times as large.
 *
 * Tokens are taken TOKENS at a time. First all workers turn and pack their x into tiles of TILE
 * tokens, [n_inner, TILE]. SLAB rows of a tile are as much as a first-level cache can keep while
 * many rows of weights pass. An item of work is then (some rows of a matrix) x (some tiles): the
 * rows are decoded SPAN columns at a time, and their sums stay in a panel.
 */
#include "train/input_product.h"

#include <stdatomic.h>
#include <string.h>
#include "train/chain_product.h"
#include "train/matrix_columns.h"

enum {
    TOKENS = 512,
    TILE = 64,
    SLAB = 128,
    PIECE = 1024, /* columns that are packed together: long streams through memory */
    SPAN = MATRIX_COLUMN_STEP,
    BLOCK_ROWS = 192,
    ROW_STEP = 6,               /* rows of a kernel's tile */
    PANEL_STRIDE = TOKENS + 16, /* an odd number of cache lines */
    LANES = 16,
    ITEMS_PER_WORKER = 2,
    SMALL_WORK = 128 * 1024, /* multiplications below which waking the workers costs more */
};

struct worker_scratch {
    float rows[BLOCK_ROWS * SPAN];
    float panel[BLOCK_ROWS * PANEL_STRIDE];
};

struct job {
    const struct kernels *kernels;
    const struct input_products *call;
    struct worker_scratch *scratch; /* [n_workers] */
    float *packed;
    size_t first_token;
    size_t n_tokens;
    size_t n_whole; /* tokens of whole registers */
    size_t n_tiles;
    size_t n_pieces;
    size_t n_token_parts;
    size_t n_block_rows[INPUT_MOST_PRODUCTS];
    size_t n_items;
    atomic_size_t next;
};

/* Rows of a matrix and tiles of tokens. */
struct part {
    const struct input_product *product;
    const float *z; /* packed as x */
    size_t first_row;
    size_t n_rows;
    size_t first_tile;
    size_t last_tile;
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t ratio_up(size_t a, size_t b)
{
    return (a + b - 1) / b;
}

size_t input_scratch_bytes(const struct backend *backend, size_t n_rows, size_t n_inner,
                           size_t rank)
{
    size_t n_tokens = ratio_up(smaller(n_rows, TOKENS), LANES) * LANES;
    return backend->operations->n_threads(backend) * sizeof(struct worker_scratch) +
           n_tokens * (n_inner + INPUT_MOST_PRODUCTS * rank) * sizeof(float);
}

/* ---- packing --------------------------------------------------------------------------------- */

static size_t tile_width(const struct job *job, size_t tile)
{
    return smaller(job->n_whole - tile * TILE, TILE);
}

/* Where column k of a tile lies in what is packed of n_inner numbers a token. */
static size_t tile_offset(const struct job *job, size_t k, size_t n_inner, size_t tile)
{
    return tile * TILE * n_inner + k * tile_width(job, tile);
}

/* Up to PIECE columns of x [n_rows, n_inner], from k on, for the tokens of a tile; past the last
 * one, 0. */
static void pack_piece(const struct job *job, const float *x, size_t n_inner, size_t k, size_t tile,
                       float *packed)
{
    size_t n = smaller(n_inner - k, PIECE);
    size_t width = tile_width(job, tile);
    size_t n_tokens = smaller(job->n_tokens - tile * TILE, width);
    float *to = packed + tile_offset(job, k, n_inner, tile);
    product_transpose(x + (job->first_token + tile * TILE) * n_inner + k, n_inner, n_tokens, n, to,
                      width);
    for (size_t i = 0; i < n && n_tokens < width; i++) {
        memset(to + i * width + n_tokens, 0, (width - n_tokens) * sizeof *to);
    }
}

/* Where z of a product is packed: behind x, one behind the other. */
static float *packed_z(const struct job *job, size_t index)
{
    size_t n_numbers = job->call->n_inner;
    for (size_t i = 0; i < index; i++) {
        n_numbers += job->call->products[i].z != NULL ? job->call->products[i].rank : 0;
    }
    return job->packed + n_numbers * job->n_whole;
}

static void pack(void *context, unsigned worker, unsigned n_workers)
{
    (void)worker;
    (void)n_workers;
    struct job *job = context;
    const struct input_products *call = job->call;
    size_t n_of_x = job->n_tiles * job->n_pieces;
    size_t piece;
    while ((piece = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) <
           n_of_x + call->n_products) {
        if (piece < n_of_x) {
            pack_piece(job, call->x, call->n_inner, piece % job->n_pieces * PIECE,
                       piece / job->n_pieces, job->packed);
            continue;
        }
        const struct input_product *product = &call->products[piece - n_of_x];
        for (size_t tile = 0; product->z != NULL && tile < job->n_tiles; tile++) {
            for (size_t k = 0; k < product->rank; k += PIECE) {
                pack_piece(job, product->z, product->rank, k, tile, packed_z(job, piece - n_of_x));
            }
        }
    }
}

/* ---- products -------------------------------------------------------------------------------- */

/* The panel's rows, whose weights k to k + n - 1 lie at `a`, meet what is packed of n_inner. */
static void add_slab(const struct job *job, const struct part *part, const float *a, size_t a_row,
                     const float *packed, size_t n_inner, size_t k, float *panel)
{
    for (size_t tile = part->first_tile; tile < part->last_tile; tile++) {
        struct multiply_add product = {
            .n_rows = part->n_rows,
            .n_inner = smaller(n_inner - k, SLAB),
            .n_columns = tile_width(job, tile),
            .a = a,
            .a_row = a_row,
            .a_column = 1,
            .b = packed + tile_offset(job, k, n_inner, tile),
            .b_stride = tile_width(job, tile),
            .y = panel + (tile - part->first_tile) * TILE,
            .y_stride = PANEL_STRIDE,
        };
        if (tile + 1 < part->last_tile) {
            product.ahead = packed + tile_offset(job, k, n_inner, tile + 1);
            product.n_ahead = product.n_inner * tile_width(job, tile + 1);
        } else if (k + SLAB < n_inner) {
            product.ahead = packed + tile_offset(job, k + SLAB, n_inner, part->first_tile);
            product.n_ahead = smaller(n_inner - k - SLAB, SLAB) * tile_width(job, part->first_tile);
        }
        job->kernels->multiply_add(&product);
    }
}

static void begin_panel(const struct part *part, size_t n_columns, float *panel)
{
    for (size_t r = 0; r < part->n_rows; r++) {
        const float *bias = part->product->bias;
        float start = bias != NULL ? bias[part->first_row + r] : 0.0f;
        for (size_t t = 0; t < n_columns; t++) {
            panel[r * PANEL_STRIDE + t] = start;
        }
    }
}

static void multiply_part(const struct job *job, const struct part *part,
                          struct worker_scratch *scratch)
{
    const struct input_product *product = part->product;
    size_t n_inner = job->call->n_inner;
    size_t first = part->first_tile * TILE;
    size_t last = smaller(part->last_tile * TILE, job->n_whole);
    begin_panel(part, last - first, scratch->panel);
    for (size_t span = 0; span < n_inner; span += SPAN) {
        struct matrix columns = matrix_columns(product->weight, span, SPAN);
        job->kernels->decode_rows(&columns, part->first_row, part->n_rows, scratch->rows);
        for (size_t k = span; k < span + columns.n_columns; k += SLAB) {
            add_slab(job, part, scratch->rows + (k - span), columns.n_columns, job->packed, n_inner,
                     k, scratch->panel);
        }
    }
    for (size_t k = 0; product->z != NULL && k < product->rank; k += SLAB) {
        add_slab(job, part, product->u + part->first_row * product->rank + k, product->rank,
                 part->z, product->rank, k, scratch->panel);
    }
    product_transpose(scratch->panel, PANEL_STRIDE, part->n_rows,
                      smaller(last, job->n_tokens) - first,
                      product->y + (job->first_token + first) * product->y_stride + part->first_row,
                      product->y_stride);
}

static size_t n_blocks(const struct job *job, size_t index)
{
    return ratio_up(job->call->products[index].weight->n_rows, job->n_block_rows[index]);
}

static void multiply_item(const struct job *job, size_t item, struct worker_scratch *scratch)
{
    size_t token_part = item % job->n_token_parts;
    size_t block = item / job->n_token_parts;
    size_t index = 0;
    for (; block >= n_blocks(job, index); index++) {
        block -= n_blocks(job, index);
    }
    const struct input_product *product = &job->call->products[index];
    struct part part = {
        .product = product,
        .z = packed_z(job, index),
        .first_row = block * job->n_block_rows[index],
        .first_tile = token_part * job->n_tiles / job->n_token_parts,
        .last_tile = (token_part + 1) * job->n_tiles / job->n_token_parts,
    };
    part.n_rows = smaller(product->weight->n_rows - part.first_row, job->n_block_rows[index]);
    multiply_part(job, &part, scratch);
}

static void multiply_items(void *context, unsigned worker, unsigned n_workers)
{
    (void)n_workers;
    struct job *job = context;
    size_t item;
    while ((item = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) < job->n_items) {
        multiply_item(job, item, &job->scratch[worker]);
    }
}

/* ---- sharing --------------------------------------------------------------------------------- */

/* Blocks as large as a panel takes, and as many for each worker. */
static size_t block_rows(size_t n_rows, size_t n_workers)
{
    size_t n = ratio_up(n_rows, BLOCK_ROWS);
    n = n > n_workers ? ratio_up(n, n_workers) * n_workers : n;
    return ratio_up(ratio_up(n_rows, n), ROW_STEP) * ROW_STEP;
}

static void share_items(struct job *job, size_t n_workers)
{
    size_t n = 0;
    for (size_t i = 0; i < job->call->n_products; i++) {
        job->n_block_rows[i] = block_rows(job->call->products[i].weight->n_rows, n_workers);
        n += n_blocks(job, i);
    }
    size_t n_wanted = n_workers > 1 ? n_workers * ITEMS_PER_WORKER : 1;
    job->n_token_parts = n < n_wanted ? smaller(ratio_up(n_wanted, n), job->n_tiles) : 1;
    job->n_items = n * job->n_token_parts;
}

static void run(struct backend *backend, bool is_small, pool_task *task, struct job *job)
{
    atomic_store_explicit(&job->next, 0, memory_order_relaxed);
    if (is_small) {
        task(job, 0, 1);
    } else {
        backend->operations->share(backend, task, job);
    }
}

void input_multiply(struct backend *backend, const struct input_products *call, void *scratch)
{
    size_t n_workers = backend->operations->n_threads(backend);
    size_t n_outputs = 0;
    for (size_t i = 0; i < call->n_products; i++) {
        n_outputs += call->products[i].weight->n_rows;
    }
    bool is_small = call->n_rows * call->n_inner * n_outputs < SMALL_WORK;
    struct job job = {
        .kernels = backend->operations->kernels(backend),
        .call = call,
        .scratch = scratch,
        .packed = (float *)(void *)((struct worker_scratch *)scratch + n_workers),
        .n_pieces = ratio_up(call->n_inner, PIECE),
    };
    size_t n_parts = ratio_up(call->n_rows, TOKENS);
    size_t n_tokens = n_parts > 0 ? ratio_up(ratio_up(call->n_rows, n_parts), TILE) * TILE : 0;
    for (size_t first = 0; first < call->n_rows; first += n_tokens) {
        job.first_token = first;
        job.n_tokens = smaller(call->n_rows - first, n_tokens);
        job.n_whole = ratio_up(job.n_tokens, LANES) * LANES;
        job.n_tiles = ratio_up(job.n_whole, TILE);
        share_items(&job, is_small ? 1 : n_workers);
        run(backend, is_small, pack, &job);
        run(backend, is_small, multiply_items, &job);
    }
}
