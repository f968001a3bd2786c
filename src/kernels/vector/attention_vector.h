/*
 * Attention over one block of the cache, for every level with vectors; see math_vector.h for how
 * this becomes a level's, scalar/attention_scalar.c for what it does.
 *
 * Both products of attention are the same loop. A tile of rows x chunks of 16 columns is held in
 * registers while k passes:
 *
 *   sums[row][column] += a[row][k] * b[k][column]
 *
 * Scores: a the queries, k the elements, columns the positions. Values: a the weights, k the
 * positions, columns the elements. Each sum takes its products one by one in rising k, so tiles are
 * a free choice; ATTENTION_SUMS, a number of the level, says how many sums stay in registers.
 *
 * With more rows than a tile has, f16 and int8 blocks are first converted to floats; a single tile
 * converts what it reads. Rows go through in passes of PASS_ROWS: the scores of all tiles, then
 * their softmax, then the values of all tiles, so that the first-level cache holds keys or values.
 * Rows of a tile may see different positions (causal masks, windows): values that all see go
 * together, what comes before and after row by row, so that what a row does not see cannot touch
 * it. Scores of unseen positions are computed and dropped.
 *
 * The first tile asks memory for what comes after it: while it scores for the values, while it adds
 * values for the keys of the next block.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_ATTENTION_VECTOR_H
#define KERNELS_VECTOR_ATTENTION_VECTOR_H

#include <float.h>
#include "kernels/kernels.h"
#include "kernels/vector/math_vector.h"

enum {
    N_CHUNKS = KERNEL_BLOCK_POSITIONS / KERNEL_LANES,
    TILE_ROWS = 6,
    MAX_TILE_ROWS = 8, /* of a call that is one tile */
    PASS_ROWS = 8 * TILE_ROWS,
    LINE_BYTES = 64,
};

/* Scores, then weights of one row. */
struct row_weights {
    ALIGNED(64) float v[KERNEL_BLOCK_POSITIONS];
};

/* m elements from element i of a run of the cache on, int8 codes without their scale, then +0. */
static ALWAYS_INLINE struct lanes load_cache(enum kv_type type, const void *run, size_t i, size_t m)
{
    if (type == KV_F32) {
        return lanes_get((const float *)run + i, m);
    }
    if (type == KV_F16) {
        const uint16_t *p = (const uint16_t *)run + i;
        uint16_t part[KERNEL_LANES] = {0};
        if (LIKELY(m == KERNEL_LANES)) {
            return lanes_load_f16(p);
        }
        memcpy(part, p, m * sizeof *p);
        return lanes_load_f16(part);
    }
    const int8_t *p = (const int8_t *)run + i;
    int8_t part[KERNEL_LANES] = {0};
    if (LIKELY(m == KERNEL_LANES)) {
        return lanes_load_i8(p);
    }
    memcpy(part, p, m);
    return lanes_load_i8(part);
}

/* How many chunks a tile of so many rows has: a constant where n_rows is one. */
static ALWAYS_INLINE size_t chunks_of(size_t n_rows)
{
    return ATTENTION_SUMS / n_rows >= 4 ? 4 : ATTENTION_SUMS / n_rows >= 2 ? 2 : 1;
}

static ALWAYS_INLINE size_t element_bytes(enum kv_type type)
{
    return type == KV_F32 ? 4 : type == KV_F16 ? 2 : 1;
}

/* The right side of a product, b[k][column], and memory to ask for meanwhile, or NULL. */
struct operand {
    const void *data;
    size_t step;       /* elements from one k to the next */
    size_t chunk_step; /* elements from one chunk to the next */
    uintptr_t ask;
};

/* sums[r * n_chunks + c] += a[r][k] * b[k][c] for first <= k < last, m lanes of each chunk. */
static ALWAYS_INLINE void add_products(enum kv_type type, const float *const *a, size_t n_rows,
                                       const struct operand *b, size_t n_chunks, size_t m,
                                       size_t first, size_t last, bool asks, struct lanes *sums)
{
    size_t step_bytes = n_chunks * KERNEL_LANES * element_bytes(type);
    for (size_t k = first; k < last; k++) {
        struct lanes columns[N_CHUNKS];
        UNROLLED
        for (size_t c = 0; c < n_chunks; c++) {
            columns[c] = load_cache(type, b->data, k * b->step + c * b->chunk_step, m);
        }
        UNROLLED
        for (size_t r = 0; r < n_rows; r++) {
            struct lanes x = lanes_set(a[r][k]);
            UNROLLED
            for (size_t c = 0; c < n_chunks; c++) {
                sums[r * n_chunks + c] = lanes_fma(x, columns[c], sums[r * n_chunks + c]);
                lanes_pin(&sums[r * n_chunks + c]);
            }
        }
        UNROLLED
        for (size_t line = 0; asks && line < step_bytes; line += LINE_BYTES) {
            PREFETCH((const void *)(b->ask + (k - first) * step_bytes + line));
        }
    }
}

/* ---- scores */

/* Scores of n_valid <= n_rows rows with the positions of n_chunks chunks. */
static ALWAYS_INLINE void score_chunks(const struct kv_block *block, enum kv_type type,
                                       const struct attention_row *rows, size_t n_valid,
                                       size_t n_rows, size_t chunk, size_t n_chunks, bool asks,
                                       struct row_weights *weights)
{
    const float *queries[MAX_TILE_ROWS];
    struct lanes sums[TILE_ROWS * N_CHUNKS];
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        queries[r] = rows[r < n_valid ? r : n_valid - 1].query;
        UNROLLED
        for (size_t c = 0; c < n_chunks; c++) {
            sums[r * n_chunks + c] = lanes_set(0.0f);
        }
    }
    size_t key_bytes = KERNEL_LANES * block->key_dim * element_bytes(type);
    size_t value_bytes = KERNEL_LANES * block->value_dim * element_bytes(type);
    const struct operand keys = {(const uint8_t *)block->keys + chunk * key_bytes, KERNEL_LANES,
                                 KERNEL_LANES * block->key_dim,
                                 (uintptr_t)block->values + chunk * value_bytes};
    add_products(type, queries, n_rows, &keys, n_chunks, KERNEL_LANES, 0, block->key_dim, asks,
                 sums);
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        if (r >= n_valid) {
            continue;
        }
        UNROLLED
        for (size_t c = 0; c < n_chunks; c++) {
            lanes_store(weights[r].v + (chunk + c) * KERNEL_LANES, sums[r * n_chunks + c]);
        }
    }
}

static ALWAYS_INLINE void score_tile(const struct kv_block *block, enum kv_type type,
                                     const struct attention_row *rows, size_t n_valid,
                                     size_t n_rows, bool asks, struct row_weights *weights)
{
    size_t first = KERNEL_BLOCK_POSITIONS;
    size_t last = 0;
    for (size_t r = 0; r < n_valid; r++) {
        first = rows[r].first < first ? rows[r].first : first;
        last = rows[r].last > last ? rows[r].last : last;
    }
    size_t end = (last + KERNEL_LANES - 1) / KERNEL_LANES;
    size_t n_chunks = chunks_of(n_rows);
    size_t c = first / KERNEL_LANES;
    for (; c + n_chunks <= end; c += n_chunks) {
        score_chunks(block, type, rows, n_valid, n_rows, c, n_chunks, asks, weights);
    }
    for (; n_chunks > 1 && c < end; c++) {
        score_chunks(block, type, rows, n_valid, n_rows, c, 1, asks, weights);
    }
}

/* ---- softmax */

/* w[j] *= scales[j]. */
static void apply_scales(const float *scales, struct row_weights *weights)
{
    for (size_t j = 0; scales != NULL && j < KERNEL_BLOCK_POSITIONS; j += KERNEL_LANES) {
        lanes_store(weights->v + j,
                    lanes_multiply(lanes_load(weights->v + j), lanes_load(scales + j)));
    }
}

static void cap_scores(float cap, struct row_weights *weights)
{
    struct lanes c = lanes_set(cap);
    for (size_t j = 0; cap > 0 && j < KERNEL_BLOCK_POSITIONS; j += KERNEL_LANES) {
        struct lanes s = lanes_divide(lanes_load(weights->v + j), c);
        lanes_store(weights->v + j, lanes_multiply(c, lanes_tanh(s)));
    }
}

/* Finishes the scores of a row and returns its new maximum. What it does not see becomes -inf. */
static ALWAYS_INLINE float finish_scores(const struct kv_block *block,
                                         const struct attention_row *row, float cap,
                                         struct row_weights *weights)
{
    apply_scales(block->key_scales, weights);
    cap_scores(cap, weights);
    for (size_t j = 0; j < row->first; j++) {
        weights->v[j] = -INFINITY;
    }
    for (size_t j = row->last; j < KERNEL_BLOCK_POSITIONS; j++) {
        weights->v[j] = -INFINITY;
    }
    struct lanes largest = lanes_set(row->maximum);
    UNROLLED
    for (size_t c = 0; c < N_CHUNKS; c++) {
        largest = lanes_larger(lanes_load(weights->v + c * KERNEL_LANES), largest);
    }
    return lanes_largest(largest) + 0.0f;
}

/* Scores become weights, 0 where they are -inf; the sums of the row advance. */
static ALWAYS_INLINE void soften(const struct kv_block *block, struct attention_row *row,
                                 float fade, struct row_weights *weights)
{
    struct lanes m = lanes_set(row->maximum == -INFINITY ? 0.0f : row->maximum);
    struct lanes sum = lanes_multiply(lanes_load(row->sums), lanes_set(fade));
    UNROLLED
    for (size_t c = 0; c < N_CHUNKS; c++) {
        float *w = weights->v + c * KERNEL_LANES;
        struct lanes e = lanes_softmax_exp(lanes_subtract(lanes_load(w), m));
        lanes_store(w, e);
        sum = lanes_add(sum, e);
    }
    lanes_store(row->sums, sum);
    apply_scales(block->value_scales, weights);
}

/* All rows of a pass: their scores become weights, and fades what their outputs so far are to be
 * multiplied with; as many fades at a time as there are lanes. */
static ALWAYS_INLINE void soften_rows(const struct kv_block *block, struct attention_row *rows,
                                      size_t n_rows, float cap, struct row_weights *weights,
                                      float *fades /* [PASS_ROWS] */)
{
    float before[PASS_ROWS];
    float after[PASS_ROWS];
    for (size_t r = 0; r < n_rows; r++) {
        before[r] = rows[r].maximum;
        after[r] = finish_scores(block, &rows[r], cap, &weights[r]);
        rows[r].maximum = after[r];
    }
    for (size_t r = 0; r < n_rows; r += KERNEL_LANES) {
        size_t m = step_at(r, n_rows);
        struct lanes old = lanes_get(before + r, m);
        struct lanes fade = lanes_softmax_exp(lanes_subtract(old, lanes_get(after + r, m)));
        struct lanes lowest = lanes_set(-FLT_MAX);
        lanes_put(fades + r, m, lanes_if_less(old, lowest, lanes_set(0.0f), fade));
    }
    for (size_t r = 0; r < n_rows; r++) {
        soften(block, &rows[r], fades[r], &weights[r]);
    }
}

/* ---- values */

/* Adds the positions first <= j < last to m elements from d on of n_valid <= n_rows outputs, in
 * n_chunks chunks; only a single chunk may be shorter. */
static ALWAYS_INLINE void add_chunks(const struct kv_block *block, enum kv_type type,
                                     const struct attention_row *rows, size_t n_valid,
                                     size_t n_rows, size_t n_chunks, size_t first, size_t last,
                                     size_t d, size_t m, bool asks,
                                     const struct row_weights *weights)
{
    const float *a[MAX_TILE_ROWS];
    struct lanes sums[TILE_ROWS * N_CHUNKS];
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        size_t valid = r < n_valid ? r : n_valid - 1;
        a[r] = weights[valid].v;
        UNROLLED
        for (size_t c = 0; c < n_chunks; c++) {
            sums[r * n_chunks + c] = lanes_get(rows[valid].output + d + c * KERNEL_LANES, m);
        }
    }
    size_t n_bytes = element_bytes(type);
    uintptr_t ask = (uintptr_t)(block->next != NULL ? block->next : block->keys);
    const struct operand values = {(const uint8_t *)block->values + d * n_bytes, block->value_dim,
                                   KERNEL_LANES, ask + d * KERNEL_BLOCK_POSITIONS * n_bytes};
    add_products(type, a, n_rows, &values, n_chunks, m, first, last, asks, sums);
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        if (r >= n_valid) {
            continue;
        }
        UNROLLED
        for (size_t c = 0; c < n_chunks; c++) {
            lanes_put(rows[r].output + d + c * KERNEL_LANES, m, sums[r * n_chunks + c]);
        }
    }
}

static ALWAYS_INLINE void add_positions(const struct kv_block *block, enum kv_type type,
                                        const struct attention_row *rows, size_t n_valid,
                                        size_t n_rows, size_t first, size_t last, bool asks,
                                        const struct row_weights *weights)
{
    size_t n_chunks = chunks_of(n_rows);
    size_t n = block->value_dim;
    size_t d = 0;
    for (; d + n_chunks * KERNEL_LANES <= n; d += n_chunks * KERNEL_LANES) {
        add_chunks(block, type, rows, n_valid, n_rows, n_chunks, first, last, d, KERNEL_LANES, asks,
                   weights);
    }
    for (; n_chunks > 1 && d + KERNEL_LANES <= n; d += KERNEL_LANES) {
        add_chunks(block, type, rows, n_valid, n_rows, 1, first, last, d, KERNEL_LANES, asks,
                   weights);
    }
    for (size_t r = 0; d < n && r < n_valid; r++) {
        add_chunks(block, type, rows + r, 1, 1, 1, first, last, d, n - d, false, weights + r);
    }
}

/* The positions that one row of a tile sees and another does not. */
static ALWAYS_INLINE void add_edge(const struct kv_block *block, enum kv_type type,
                                   const struct attention_row *row, size_t first, size_t last,
                                   const struct row_weights *weights)
{
    if (first < last) {
        add_positions(block, type, row, 1, 1, first, last, false, weights);
    }
}

static ALWAYS_INLINE void add_values(const struct kv_block *block, enum kv_type type,
                                     const struct attention_row *rows, size_t n_valid,
                                     size_t n_rows, bool asks, const struct row_weights *weights,
                                     const float *fades)
{
    size_t first = 0; /* seen by all of them */
    size_t last = KERNEL_BLOCK_POSITIONS;
    for (size_t r = 0; r < n_valid; r++) {
        first = rows[r].first > first ? rows[r].first : first;
        last = rows[r].last < last ? rows[r].last : last;
        if (fades[r] != 1.0f) {
            KERNEL(scale)(rows[r].output, block->value_dim, fades[r]);
        }
    }
    last = last > first ? last : first;
    for (size_t r = 0; r < n_valid; r++) {
        size_t end = rows[r].last < first ? rows[r].last : first;
        add_edge(block, type, &rows[r], rows[r].first, end, &weights[r]);
    }
    add_positions(block, type, rows, n_valid, n_rows, first, last, asks, weights);
    for (size_t r = 0; r < n_valid; r++) {
        size_t start = rows[r].first > last ? rows[r].first : last;
        add_edge(block, type, &rows[r], start, rows[r].last, &weights[r]);
    }
}

/* ---- passes */

enum product { SCORES, VALUES };

static ALWAYS_INLINE void run_tile(enum product product, const struct kv_block *block,
                                   enum kv_type type, const struct attention_row *rows,
                                   size_t n_valid, size_t n_rows, bool asks,
                                   struct row_weights *weights, const float *fades)
{
    if (product == SCORES) {
        score_tile(block, type, rows, n_valid, n_rows, asks, weights);
    } else {
        add_values(block, type, rows, n_valid, n_rows, asks, weights, fades);
    }
}

/* One product of at most ATTENTION_DIRECT rows, by a tile that has them all. */
static ALWAYS_INLINE void run_rows(enum product product, const struct kv_block *block,
                                   enum kv_type type, const struct attention_row *rows, size_t n,
                                   bool asks, struct row_weights *weights, const float *fades)
{
    if (n > (size_t)TILE_ROWS) {
        run_tile(product, block, type, rows, n, ATTENTION_DIRECT, asks, weights, fades);
    } else if (n > 4) {
        run_tile(product, block, type, rows, n, TILE_ROWS, asks, weights, fades);
    } else if (n > 2) {
        run_tile(product, block, type, rows, n, 4, asks, weights, fades);
    } else if (n == 2) {
        run_tile(product, block, type, rows, n, 2, asks, weights, fades);
    } else {
        run_tile(product, block, type, rows, n, 1, asks, weights, fades);
    }
}

/* All rows of a call are one tile. */
static ALWAYS_INLINE void attend_tile(const struct kv_block *block, enum kv_type type,
                                      struct attention_row *rows, size_t n_rows, float cap)
{
    struct row_weights weights[ATTENTION_DIRECT];
    float fades[PASS_ROWS];
    run_rows(SCORES, block, type, rows, n_rows, true, weights, fades);
    soften_rows(block, rows, n_rows, cap, weights, fades);
    run_rows(VALUES, block, type, rows, n_rows, true, weights, fades);
}

/* A part of the memory that is read next. */
static ALWAYS_INLINE void ask_for_part(const struct kv_block *block, size_t part, size_t n_parts)
{
    const uint8_t *next = block->next;
    size_t n_lines = next != NULL ? block->next_bytes / LINE_BYTES : 0;
    for (size_t i = n_lines * part / n_parts; i < n_lines * (part + 1) / n_parts; i++) {
        PREFETCH(next + i * LINE_BYTES);
    }
}

/* Rows first <= r < last of n_rows. */
static void attend_pass(const struct kv_block *block, struct attention_row *all_rows, size_t first,
                        size_t last, size_t n_all_rows, float cap)
{
    struct row_weights weights[PASS_ROWS];
    float fades[PASS_ROWS];
    struct attention_row *rows = all_rows + first;
    size_t n_rows = last - first;
    for (size_t r = 0; r < n_rows; r += TILE_ROWS) {
        size_t n = n_rows - r < TILE_ROWS ? n_rows - r : TILE_ROWS;
        ask_for_part(block, (first + r) / TILE_ROWS, (n_all_rows + TILE_ROWS - 1) / TILE_ROWS);
        run_rows(SCORES, block, KV_F32, rows + r, n, false, weights + r, fades + r);
    }
    soften_rows(block, rows, n_rows, cap, weights, fades);
    for (size_t r = 0; r < n_rows; r += TILE_ROWS) {
        size_t n = n_rows - r < TILE_ROWS ? n_rows - r : TILE_ROWS;
        run_rows(VALUES, block, KV_F32, rows + r, n, false, weights + r, fades + r);
    }
}

static ALWAYS_INLINE void convert_run(enum kv_type type, const void *run, size_t first, size_t last,
                                      float *out)
{
    size_t i = first;
    for (; i + KERNEL_LANES <= last; i += KERNEL_LANES) {
        lanes_store(out + i, load_cache(type, run, i, KERNEL_LANES));
    }
    if (i < last) {
        lanes_put(out + i, last - i, load_cache(type, run, i, last - i));
    }
}

/* The block in floats, the positions that some row sees; codes without their scales. */
static struct kv_block convert(const struct kv_block *block, const struct attention_row *rows,
                               size_t n_rows, float *scratch)
{
    size_t first = KERNEL_BLOCK_POSITIONS;
    size_t last = 0;
    for (size_t r = 0; r < n_rows; r++) {
        first = rows[r].first < first ? rows[r].first : first;
        last = rows[r].last > last ? rows[r].last : last;
    }
    float *keys = scratch;
    float *values = keys + KERNEL_BLOCK_POSITIONS * block->key_dim;
    size_t start = first / KERNEL_LANES * KERNEL_LANES;
    size_t end = (last + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    if (block->type == KV_F16) {
        convert_run(KV_F16, block->keys, start * block->key_dim, end * block->key_dim, keys);
        convert_run(KV_F16, block->values, first * block->value_dim, last * block->value_dim,
                    values);
    } else {
        convert_run(KV_INT8, block->keys, start * block->key_dim, end * block->key_dim, keys);
        convert_run(KV_INT8, block->values, first * block->value_dim, last * block->value_dim,
                    values);
    }
    struct kv_block converted = *block;
    converted.type = KV_F32;
    converted.keys = keys;
    converted.values = values;
    return converted;
}

void KERNEL(attend_block)(const struct kv_block *block, struct attention_row *rows, size_t n_rows,
                          float cap, void *scratch)
{
    if (n_rows <= ATTENTION_DIRECT) {
        switch (block->type) {
        case KV_F32:
            attend_tile(block, KV_F32, rows, n_rows, cap);
            return;
        case KV_F16:
            attend_tile(block, KV_F16, rows, n_rows, cap);
            return;
        case KV_INT8:
            attend_tile(block, KV_INT8, rows, n_rows, cap);
            return;
        }
    }
    struct kv_block floats = *block;
    if (block->type != KV_F32) {
        floats = convert(block, rows, n_rows, scratch);
    }
    for (size_t r = 0; r < n_rows; r += PASS_ROWS) {
        size_t last = n_rows - r < PASS_ROWS ? n_rows : r + PASS_ROWS;
        attend_pass(&floats, rows, r, last, n_rows, cap);
    }
}

/* ---- storing */

/* Stores 16 elements or fewer of the cache's type, stride apart. */
static ALWAYS_INLINE void spread(enum kv_type type, const void *part, size_t m, size_t stride,
                                 void *out)
{
    for (size_t i = 0; i < m; i++) {
        if (type == KV_F32) {
            ((float *)out)[i * stride] = ((const float *)part)[i];
        } else if (type == KV_F16) {
            ((uint16_t *)out)[i * stride] = ((const uint16_t *)part)[i];
        } else {
            ((int8_t *)out)[i * stride] = ((const int8_t *)part)[i];
        }
    }
}

static void store_f16(const float *x, size_t n, size_t stride, uint16_t *out)
{
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        size_t m = step_at(i, n);
        uint16_t part[KERNEL_LANES];
        if (stride == 1 && LIKELY(m == KERNEL_LANES)) {
            lanes_store_f16(out + i, lanes_load(x + i));
            continue;
        }
        lanes_store_f16(part, lanes_get(x + i, m));
        spread(KV_F16, part, m, stride, out + i * stride);
    }
}

static float store_i8(const float *x, size_t n, size_t stride, int8_t *out)
{
    struct lanes largest_lanes = lanes_set(0.0f);
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        struct lanes a = lanes_magnitude(lanes_get(x + i, step_at(i, n)));
        largest_lanes = lanes_larger(a, largest_lanes);
    }
    float largest = lanes_largest(largest_lanes);
    struct lanes inverse = lanes_set(largest > 0 ? 127.0f / largest : 0.0f);
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        size_t m = step_at(i, n);
        struct lanes t = lanes_multiply(lanes_get(x + i, m), inverse);
        t = lanes_larger(t, lanes_set(-127.0f));
        t = lanes_smaller(t, lanes_set(127.0f));
        if (stride == 1 && LIKELY(m == KERNEL_LANES)) {
            lanes_store_i8(out + i, t);
            continue;
        }
        int8_t part[KERNEL_LANES];
        lanes_store_i8(part, t);
        spread(KV_INT8, part, m, stride, out + i * stride);
    }
    return largest / 127.0f;
}

void KERNEL(store_kv)(const float *x, size_t n, enum kv_type type, size_t stride, void *out,
                      float *scale)
{
    switch (type) {
    case KV_F32:
        spread(KV_F32, x, n, stride, out);
        break;
    case KV_F16:
        store_f16(x, n, stride, out);
        break;
    case KV_INT8:
        *scale = store_i8(x, n, stride, out);
        break;
    }
}

#endif
#endif
