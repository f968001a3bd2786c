/*
 * Attention on the CPU; see cpu_attention.h.
 *
 * An item of work is (tile of tokens) x (key-value head) x (part of the query heads that share it).
 * A tile is some neighbouring spans of one sequence. The rows of an item, one per token and query
 * head, go through the cache together: each block is read from memory once and then meets all of
 * them in the first-level cache. Where there are fewer items than workers - one token, few heads -
 * the query heads of a key-value head are parted, at the price of reading its cache more than once.
 *
 * Workers take items from a counter, from the last tile to the first: with a causal mask a late
 * tile costs more than an early one, and the last ones to finish should be small.
 */
#include "compute/cpu/cpu_attention.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

enum {
    MAX_ROWS = 96,          /* of an item: queries and outputs stay in the second-level cache */
    ITEMS_PER_WORKER = 8,   /* so that the last ones to finish are small */
    SMALL_WORK = 64 * 1024, /* multiplications below which waking the workers costs more */
};

struct attend_task {
    const struct kernels *kernels;
    const struct attention *attention;
    const struct attention_span *spans;
    size_t n_spans;
    size_t n_tile_spans; /* at most */
    size_t n_part_heads; /* query heads of an item, at most */
    size_t n_parts;      /* of the query heads of one key-value head */
    uint8_t *scratch;
    size_t worker_bytes; /* of scratch */
    atomic_size_t next;  /* item to be taken */
};

/* The spans of one tile. */
struct tile {
    size_t first;
    size_t n;
};

/* The tile that ends before `end`: it starts with its sequence at the earliest. n = 0 when there is
 * none. */
static struct tile tile_before(const struct attend_task *task, size_t end)
{
    struct tile tile = {.first = end};
    while (tile.n < task->n_tile_spans && tile.first > 0 &&
           task->spans[tile.first - 1].pages == task->spans[end - 1].pages) {
        tile.first--;
        tile.n++;
    }
    return tile;
}

/* Sets the positions of block `block` that a span sees; false when it sees none. */
static bool clip(const struct attention_span *span, size_t block, struct attention_row *row)
{
    size_t start = block * KERNEL_BLOCK_POSITIONS;
    size_t end = start + KERNEL_BLOCK_POSITIONS;
    size_t first = span->first > start ? span->first : start;
    size_t last = span->last < end ? span->last : end;
    if (first >= last) {
        return false;
    }
    row->first = (unsigned)(first - start);
    row->last = (unsigned)(last - start);
    return true;
}

/* One block for all rows of a tile that see some of it. */
static void attend_one_block(const struct attend_task *task, const struct attention_span *spans,
                             struct attention_row *rows, size_t n_rows, size_t n_heads,
                             size_t block_index, const struct kv_block *block, void *scratch)
{
    const struct attention *attention = task->attention;
    size_t n_run = 0;
    for (size_t r = 0; r < n_rows; r++) {
        if (clip(&spans[r / n_heads], block_index, &rows[r])) {
            n_run++;
            continue;
        }
        if (n_run > 0) {
            task->kernels->attend_block(block, &rows[r - n_run], n_run, attention->cap, scratch);
        }
        n_run = 0;
    }
    if (n_run > 0) {
        task->kernels->attend_block(block, &rows[n_rows - n_run], n_run, attention->cap, scratch);
    }
}

static size_t round_to_lines(size_t n_bytes)
{
    return (n_bytes + 63) & ~(size_t)63;
}

/* Of one worker: the queries of a tile, times the scale of the scores; then that of the kernels. */
static size_t query_bytes(size_t key_dim)
{
    return round_to_lines(MAX_ROWS * key_dim * sizeof(float));
}

static size_t worker_scratch_bytes(size_t key_dim, size_t value_dim)
{
    return query_bytes(key_dim) +
           round_to_lines(KERNEL_ATTENTION_SCRATCH_BYTES(key_dim, value_dim));
}

size_t cpu_attention_scratch_bytes(unsigned n_workers, size_t key_dim, size_t value_dim)
{
    return n_workers * worker_scratch_bytes(key_dim, value_dim);
}

/* One row for each span and each of n_heads query heads from first_head on, heads side by side. */
static void start_rows(const struct attend_task *task, struct tile tile, size_t first_head,
                       size_t n_heads, float *queries, struct attention_row *rows)
{
    const struct kv_layout *layout = task->attention->layout;
    for (size_t r = 0; r < tile.n * n_heads; r++) {
        const struct attention_span *span = &task->spans[tile.first + r / n_heads];
        size_t head = first_head + r % n_heads;
        float *query = queries + r * layout->key_dim;
        memcpy(query, span->queries + head * layout->key_dim, layout->key_dim * sizeof(float));
        rows[r] = (struct attention_row){.query = query,
                                         .output = span->output + head * layout->value_dim,
                                         .maximum = -INFINITY};
        memset(rows[r].output, 0, layout->value_dim * sizeof(float));
    }
    task->kernels->scale(queries, tile.n * n_heads * layout->key_dim, task->attention->scale);
}

/* The lanes of a sum, added by halves. */
static float sum_of(const struct attention_row *row)
{
    float sum[KERNEL_LANES];
    memcpy(sum, row->sums, sizeof sum);
    for (size_t half = KERNEL_LANES / 2; half > 0; half /= 2) {
        for (size_t l = 0; l < half; l++) {
            sum[l] += sum[l + half];
        }
    }
    return sum[0];
}

static void attend_tile(const struct attend_task *task, struct tile tile, size_t kv_head,
                        size_t first_head, size_t n_heads, uint8_t *scratch)
{
    const struct attention *attention = task->attention;
    const struct kv_layout *layout = attention->layout;
    const struct attention_span *spans = task->spans + tile.first;
    struct attention_row rows[MAX_ROWS];
    size_t n_rows = tile.n * n_heads;
    start_rows(task, tile, first_head, n_heads, (float *)(void *)scratch, rows);
    size_t first = SIZE_MAX;
    size_t last = 0;
    for (size_t i = 0; i < tile.n; i++) {
        first = spans[i].first < first ? spans[i].first : first;
        last = spans[i].last > last ? spans[i].last : last;
    }
    size_t b = first / KERNEL_BLOCK_POSITIONS;
    size_t end = (last + KERNEL_BLOCK_POSITIONS - 1) / KERNEL_BLOCK_POSITIONS;
    struct kv_block next =
        kv_layout_block(layout, spans->pages[b] + attention->layer_offset, kv_head);
    for (; b < end; b++) {
        struct kv_block block = next;
        if (b + 1 < end) {
            next = kv_layout_block(layout, spans->pages[b + 1] + attention->layer_offset, kv_head);
            block.next = next.keys;
            block.next_bytes = layout->head_bytes;
        }
        attend_one_block(task, spans, rows, n_rows, n_heads, b, &block,
                         scratch + query_bytes(layout->key_dim));
    }
    for (size_t r = 0; r < n_rows; r++) {
        task->kernels->scale(rows[r].output, layout->value_dim, 1.0f / sum_of(&rows[r]));
    }
}

static void attend_items(void *context, unsigned worker, unsigned n_workers)
{
    (void)n_workers;
    struct attend_task *task = context;
    size_t n_kv_heads = task->attention->layout->n_heads;
    size_t n_group = task->attention->n_heads / n_kv_heads;
    size_t n_tile_items = n_kv_heads * task->n_parts;
    uint8_t *scratch = task->scratch + worker * task->worker_bytes;
    struct tile tile = tile_before(task, task->n_spans);
    size_t n_before = 0; /* items of the tiles behind this one */
    for (;;) {
        size_t item = atomic_fetch_add_explicit(&task->next, 1, memory_order_relaxed);
        while (tile.n > 0 && item - n_before >= n_tile_items) {
            tile = tile_before(task, tile.first);
            n_before += n_tile_items;
        }
        if (tile.n == 0) {
            return;
        }
        size_t kv_head = (item - n_before) / task->n_parts;
        size_t first_head = (item - n_before) % task->n_parts * task->n_part_heads;
        if (first_head < n_group) {
            size_t n_left = n_group - first_head;
            attend_tile(task, tile, kv_head, kv_head * n_group + first_head,
                        n_left < task->n_part_heads ? n_left : task->n_part_heads, scratch);
        }
    }
}

/* Large tiles read the cache less often, small ones keep all workers busy. */
static void choose_tiles(struct attend_task *task, size_t n_workers)
{
    size_t n_kv_heads = task->attention->layout->n_heads;
    size_t n_group = task->attention->n_heads / n_kv_heads;
    size_t n_wanted = n_workers > 1 ? n_workers * ITEMS_PER_WORKER : 1;
    size_t n_tile_spans = task->n_spans * n_kv_heads / n_wanted;
    size_t n_most_spans = n_group < MAX_ROWS ? MAX_ROWS / n_group : 1;
    n_tile_spans = n_tile_spans < n_most_spans ? n_tile_spans : n_most_spans;
    task->n_tile_spans = n_tile_spans > 0 ? n_tile_spans : 1;
    size_t n_parts = (n_workers + task->n_spans * n_kv_heads - 1) / (task->n_spans * n_kv_heads);
    size_t n_fewest_parts = (n_group + MAX_ROWS - 1) / MAX_ROWS;
    n_parts = n_parts > n_fewest_parts ? n_parts : n_fewest_parts;
    n_parts = n_parts < n_group ? n_parts : n_group;
    task->n_part_heads = (n_group + n_parts - 1) / n_parts;
    task->n_parts = n_parts;
}

void cpu_attend(struct pool *pool, const struct kernels *kernels, const struct attention *attention,
                const struct attention_span *spans, size_t n_spans, void *scratch)
{
    if (n_spans == 0) {
        return;
    }
    size_t n_positions = 0;
    for (size_t i = 0; i < n_spans; i++) {
        n_positions += spans[i].last - spans[i].first;
    }
    const struct kv_layout *layout = attention->layout;
    size_t n_work = n_positions * attention->n_heads * (layout->key_dim + layout->value_dim);
    struct attend_task task = {
        .kernels = kernels,
        .attention = attention,
        .spans = spans,
        .n_spans = n_spans,
        .scratch = scratch,
        .worker_bytes = worker_scratch_bytes(layout->key_dim, layout->value_dim),
    };
    bool is_small = n_work < SMALL_WORK;
    choose_tiles(&task, is_small ? 1 : pool_n_used(pool));
    if (is_small) {
        attend_items(&task, 0, 1);
    } else {
        pool_run(pool, attend_items, &task);
    }
}
