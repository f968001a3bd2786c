/*
 * The way back through attention; see attention_backward.h.
 *
 * An item of work is a key-value head of a sequence with all its query heads, so that nobody else
 * adds to its keys and values. It goes through each head's queries in blocks of BLOCK_ROWS, with
 * their weights for all positions that one of them sees in scratch. Keys and values are turned once
 * for all heads that share them, so that scores are chains over the elements, as on the way there.
 */
#include "train/attention_backward.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>
#include "train/chain_product.h"
#include "train/lane_sum.h"

enum { BLOCK_ROWS = 48, N_BUFFERS = 3 };

struct job {
    const struct kernels *kernels;
    const struct attention_backward *call;
    size_t n_longest;
    float *scratch; /* [n_workers, scratch_rows(head_dim), n_longest] */
    atomic_size_t next;
};

/* Some queries of one head, against the positions first to last - 1 of their sequence. */
struct block {
    size_t start;     /* row of the sequence's first token */
    size_t first_row; /* within the sequence, as all below */
    size_t n_rows;
    size_t first;
    size_t last;
    size_t head;
    size_t kv_head;
    float *weights;       /* [n_rows, n_longest] */
    float *d_weights;     /* the same */
    float *slopes;        /* the same: of capped scores */
    float *turned_keys;   /* [head_dim, n_longest]: of all the sequence */
    float *turned_values; /* the same */
};

static size_t scratch_rows(size_t head_dim)
{
    return N_BUFFERS * BLOCK_ROWS + 2 * head_dim;
}

size_t attention_backward_scratch_bytes(const struct backend *backend, size_t head_dim,
                                        size_t n_longest)
{
    size_t n_workers = backend->operations->n_threads(backend);
    return n_workers * scratch_rows(head_dim) * n_longest * sizeof(float);
}

/* y[i, j] = the chain of x[i] and the turned rows' column j over the head's elements. */
static void multiply(const struct job *job, const struct block *block, const float *x,
                     const float *turned, float *y)
{
    const struct attention_backward *call = job->call;
    size_t query_stride = call->n_heads * call->head_dim;
    struct multiply_add product = {
        .n_rows = block->n_rows,
        .n_inner = call->head_dim,
        .n_columns = block->last - block->first,
        .a = x + (block->start + block->first_row) * query_stride + block->head * call->head_dim,
        .a_row = query_stride,
        .a_column = 1,
        .b = turned + block->first,
        .b_stride = job->n_longest,
        .y = y,
        .y_stride = job->n_longest,
    };
    for (size_t i = 0; i < block->n_rows; i++) {
        memset(y + i * job->n_longest, 0, product.n_columns * sizeof *y);
    }
    job->kernels->multiply_add(&product);
}

/* Positions that a row of the block sees, counted from block->first. */
static void seen(const struct attention_backward *call, const struct block *block, size_t i,
                 size_t *first, size_t *last)
{
    size_t end = block->first_row + i + 1;
    size_t start = call->window > 0 && end > call->window ? end - call->window : 0;
    *first = start - block->first;
    *last = end - block->first;
}

/* Scores become weights; what a row does not see has weight 0. */
static void soften(const struct job *job, const struct block *block)
{
    const struct attention_backward *call = job->call;
    const struct kernels *kernels = job->kernels;
    size_t n = block->last - block->first;
    for (size_t i = 0; i < block->n_rows; i++) {
        float *row = block->weights + i * job->n_longest;
        size_t first, last;
        seen(call, block, i, &first, &last);
        kernels->scale(row + first, last - first, call->scale);
        if (call->cap > 0) {
            float *slope = block->slopes + i * job->n_longest;
            kernels->soft_cap(row + first, last - first, call->cap);
            for (size_t j = first; j < last; j++) {
                float part = row[j] / call->cap;
                slope[j] = 1.0f - part * part;
            }
        }
        float largest = kernels->maximum(row + first, last - first);
        float sum = kernels->exp_sum(row + first, last - first, largest, row + first);
        kernels->scale(row + first, last - first, 1.0f / sum);
        memset(row, 0, first * sizeof *row);
        memset(row + last, 0, (n - last) * sizeof *row);
    }
}

/* The gradient by the weights becomes that by the scores, times their scale. */
static void harden(const struct job *job, const struct block *block)
{
    const struct attention_backward *call = job->call;
    size_t n = block->last - block->first;
    for (size_t i = 0; i < block->n_rows; i++) {
        const float *weights = block->weights + i * job->n_longest;
        float *d = block->d_weights + i * job->n_longest;
        size_t first, last;
        seen(call, block, i, &first, &last);
        float mean = lane_sum_products(weights + first, d + first, last - first);
        for (size_t j = first; j < last; j++) {
            d[j] = weights[j] * (d[j] - mean) * call->scale;
        }
        for (size_t j = first; call->cap > 0 && j < last; j++) {
            d[j] *= block->slopes[i * job->n_longest + j];
        }
        memset(d, 0, first * sizeof *d);
        memset(d + last, 0, (n - last) * sizeof *d);
    }
}

/* y += a b or, on its side, a^T b: a the block's weights or their gradient. */
static void add_products(const struct job *job, const struct block *block, const float *a,
                         bool is_on_its_side, const float *b, float *y)
{
    const struct attention_backward *call = job->call;
    size_t query_stride = call->n_heads * call->head_dim;
    size_t key_stride = call->n_kv_heads * call->head_dim;
    size_t queries =
        (block->start + block->first_row) * query_stride + block->head * call->head_dim;
    size_t keys = (block->start + block->first) * key_stride + block->kv_head * call->head_dim;
    size_t n_positions = block->last - block->first;
    struct multiply_add product = {
        .n_rows = is_on_its_side ? n_positions : block->n_rows,
        .n_inner = is_on_its_side ? block->n_rows : n_positions,
        .n_columns = call->head_dim,
        .a = a,
        .a_row = is_on_its_side ? 1 : job->n_longest,
        .a_column = is_on_its_side ? job->n_longest : 1,
        .b = b + (is_on_its_side ? queries : keys),
        .b_stride = is_on_its_side ? query_stride : key_stride,
        .y = y + (is_on_its_side ? keys : queries),
        .y_stride = is_on_its_side ? key_stride : query_stride,
    };
    job->kernels->multiply_add(&product);
}

static void go_back(const struct job *job, struct block *block, size_t n_tokens)
{
    const struct attention_backward *call = job->call;
    for (size_t row = 0; row < n_tokens; row += BLOCK_ROWS) {
        size_t end = row + BLOCK_ROWS < n_tokens ? row + BLOCK_ROWS : n_tokens;
        bool has_passed = call->window > 0 && row + 1 > call->window;
        block->first_row = row;
        block->n_rows = end - row;
        block->first = has_passed ? row + 1 - call->window : 0;
        block->last = end;
        multiply(job, block, call->query, block->turned_keys, block->weights);
        soften(job, block);
        multiply(job, block, call->d_output, block->turned_values, block->d_weights);
        harden(job, block);
        add_products(job, block, block->d_weights, false, call->key, call->d_query);
        add_products(job, block, block->d_weights, true, call->query, call->d_key);
        add_products(job, block, block->weights, true, call->d_output, call->d_value);
    }
}

static void clear(float *x, size_t first_row, size_t n_rows, size_t n_heads, size_t head,
                  size_t head_dim)
{
    for (size_t i = first_row; i < first_row + n_rows; i++) {
        memset(x + (i * n_heads + head) * head_dim, 0, head_dim * sizeof *x);
    }
}

/* The keys or values of the block's key-value head, on their side. */
static void turn(const struct attention_backward *call, const struct block *block, const float *x,
                 size_t n_tokens, size_t stride, float *turned)
{
    size_t key_stride = call->n_kv_heads * call->head_dim;
    product_transpose(x + block->start * key_stride + block->kv_head * call->head_dim, key_stride,
                      n_tokens, call->head_dim, turned, stride);
}

static void go_back_items(void *context, unsigned worker, unsigned n_workers)
{
    (void)n_workers;
    struct job *job = context;
    const struct attention_backward *call = job->call;
    size_t n_group = call->n_heads / call->n_kv_heads;
    size_t n_buffer = BLOCK_ROWS * job->n_longest;
    float *scratch = job->scratch + worker * scratch_rows(call->head_dim) * job->n_longest;
    struct block block = {
        .weights = scratch,
        .d_weights = scratch + n_buffer,
        .slopes = scratch + 2 * n_buffer,
        .turned_keys = scratch + N_BUFFERS * n_buffer,
        .turned_values = scratch + N_BUFFERS * n_buffer + call->head_dim * job->n_longest,
    };
    size_t item;
    while ((item = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) <
           call->n_sequences * call->n_kv_heads) {
        size_t sequence = item / call->n_kv_heads;
        size_t n_tokens = call->starts[sequence + 1] - call->starts[sequence];
        block.start = call->starts[sequence];
        block.kv_head = item % call->n_kv_heads;
        clear(call->d_key, block.start, n_tokens, call->n_kv_heads, block.kv_head, call->head_dim);
        clear(call->d_value, block.start, n_tokens, call->n_kv_heads, block.kv_head,
              call->head_dim);
        turn(call, &block, call->key, n_tokens, job->n_longest, block.turned_keys);
        turn(call, &block, call->value, n_tokens, job->n_longest, block.turned_values);
        for (size_t h = 0; h < n_group; h++) {
            block.head = block.kv_head * n_group + h;
            clear(call->d_query, block.start, n_tokens, call->n_heads, block.head, call->head_dim);
            go_back(job, &block, n_tokens);
        }
    }
}

void attention_backward(struct backend *backend, const struct attention_backward *call,
                        size_t n_longest, void *scratch)
{
    struct job job = {
        .kernels = backend->operations->kernels(backend),
        .call = call,
        .n_longest = n_longest,
        .scratch = scratch,
    };
    backend->operations->share(backend, go_back_items, &job);
}
