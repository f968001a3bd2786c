/*
 * Attention over one block of the cache, for every level with vectors; see math_vector.h for how
 * this becomes a level's, scalar/attention_scalar.c for what it does.
 *
 * TILE_ROWS rows go together. Their scores are computed TILE_KEYS keys at a time, so that a key,
 * once loaded and converted, meets all rows of the tile; then each row's softmax; then the values,
 * TILE_CHUNKS runs of 16 elements at a time, whose sums stay in registers while the positions pass.
 * Rows of a tile may see different positions (causal masks, windows): those that all see go
 * together, what comes before and after is done row by row, so that each row adds its positions in
 * rising order whatever its neighbours see. A row alone uses more keys and chunks at a time
 * instead.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_ATTENTION_VECTOR_H
#define KERNELS_VECTOR_ATTENTION_VECTOR_H

#include "kernels/kernels.h"
#include "kernels/vector/math_vector.h"

enum { ROW_KEYS = 4, LINE_BYTES = 64 };

/* Scores, then weights of one row; multiples of 16 around what it sees may be written. */
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
        uint16_t part[N_LANES] = {0};
        if (LIKELY(m == N_LANES)) {
            return lanes_load_f16(p);
        }
        memcpy(part, p, m * sizeof *p);
        return lanes_load_f16(part);
    }
    const int8_t *p = (const int8_t *)run + i;
    int8_t part[N_LANES] = {0};
    if (LIKELY(m == N_LANES)) {
        return lanes_load_i8(p);
    }
    memcpy(part, p, m);
    return lanes_load_i8(part);
}

static ALWAYS_INLINE void add_products(const struct kv_block *block, enum kv_type type,
                                       const struct attention_row *rows, size_t n_rows,
                                       size_t n_keys, size_t first_key, size_t i, size_t m,
                                       struct lanes *sums)
{
    struct lanes keys[ROW_KEYS];
    UNROLLED
    for (size_t k = 0; k < n_keys; k++) {
        keys[k] = load_cache(type, block->keys, (first_key + k) * block->key_dim + i, m);
    }
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        struct lanes query = lanes_get(rows[r].query + i, m);
        UNROLLED
        for (size_t k = 0; k < n_keys; k++) {
            sums[r * n_keys + k] = lanes_fma(query, keys[k], sums[r * n_keys + k]);
        }
    }
}

/* Dot products of n_rows queries with n_keys keys; their product is a multiple of 4, or 1. */
static ALWAYS_INLINE void score_tile(const struct kv_block *block, enum kv_type type,
                                     const struct attention_row *rows, size_t n_rows, size_t n_keys,
                                     size_t first_key, struct row_weights *weights)
{
    struct lanes sums[TILE_ROWS * TILE_KEYS > ROW_KEYS ? TILE_ROWS * TILE_KEYS : ROW_KEYS];
    UNROLLED
    for (size_t s = 0; s < n_rows * n_keys; s++) {
        sums[s] = lanes_set(0.0f);
    }
    size_t n = block->key_dim;
    size_t i = 0;
    for (; i + N_LANES <= n; i += N_LANES) {
        add_products(block, type, rows, n_rows, n_keys, first_key, i, N_LANES, sums);
    }
    if (i < n) {
        add_products(block, type, rows, n_rows, n_keys, first_key, i, n - i, sums);
    }
    if (n_rows * n_keys == 1) {
        weights->v[first_key] = lanes_sum(sums[0]);
        return;
    }
    UNROLLED
    for (size_t s = 0; s < n_rows * n_keys; s += 4) {
        float four[4];
        lanes_sum_four(sums + s, four);
        UNROLLED
        for (size_t q = 0; q < 4; q++) {
            weights[(s + q) / n_keys].v[first_key + (s + q) % n_keys] = four[q];
        }
    }
}

/* Asks for the values of n positions, which memory can bring while the scores are computed. */
static ALWAYS_INLINE void ask_for_values(const struct kv_block *block, enum kv_type type, size_t j,
                                         size_t n)
{
    size_t row_bytes = block->value_dim * (type == KV_F32 ? 4 : type == KV_F16 ? 2 : 1);
    const uint8_t *p = (const uint8_t *)block->values + j * row_bytes;
    for (size_t b = 0; b < n * row_bytes; b += LINE_BYTES) {
        PREFETCH(p + b);
    }
}

/* Scores of n_rows rows (TILE_ROWS or 1) with the positions first <= j < last. */
static ALWAYS_INLINE void score_rows(const struct kv_block *block, enum kv_type type,
                                     const struct attention_row *rows, size_t n_rows, size_t first,
                                     size_t last, bool is_first_tile, struct row_weights *weights)
{
    size_t n_keys = n_rows == 1 ? ROW_KEYS : TILE_KEYS;
    size_t j = first;
    for (; j + n_keys <= last; j += n_keys) {
        if (is_first_tile) {
            ask_for_values(block, type, j, n_keys);
        }
        score_tile(block, type, rows, n_rows, n_keys, j, weights);
    }
    for (; j < last; j++) {
        for (size_t r = 0; r < n_rows; r++) {
            score_tile(block, type, rows + r, 1, 1, j, weights + r);
        }
    }
}

/* w[j] *= scales[j] for the positions that a row sees. */
static ALWAYS_INLINE void apply_scales(const struct attention_row *row, const float *scales,
                                       struct row_weights *weights)
{
    for (size_t j = row->first; j < row->last;) {
        size_t m = step_at(j, row->last);
        struct lanes w = lanes_multiply(lanes_get(weights->v + j, m), lanes_get(scales + j, m));
        lanes_put(weights->v + j, m, w);
        j += m;
    }
}

static ALWAYS_INLINE struct lanes finish_scores(struct lanes scores, float scale, float cap)
{
    struct lanes s = lanes_multiply(scores, lanes_set(scale));
    if (cap > 0) {
        struct lanes c = lanes_set(cap);
        s = lanes_multiply(c, lanes_tanh(lanes_divide(s, c)));
    }
    return s;
}

/* Scores become weights; maximum and sum of the row advance. Returns what the output so far is to
 * be multiplied with. */
static ALWAYS_INLINE float soften(struct attention_row *row, float scale, float cap,
                                  struct row_weights *weights)
{
    size_t start = row->first / N_LANES * N_LANES;
    size_t end = (row->last + N_LANES - 1) / N_LANES * N_LANES;
    for (size_t j = start; j < end; j += N_LANES) {
        lanes_store(weights->v + j, finish_scores(lanes_load(weights->v + j), scale, cap));
    }
    for (size_t j = start; j < row->first; j++) {
        weights->v[j] = -INFINITY;
    }
    for (size_t j = row->last; j < end; j++) {
        weights->v[j] = -INFINITY;
    }
    struct lanes largest = lanes_set(row->maximum);
    for (size_t j = start; j < end; j += N_LANES) {
        largest = lanes_larger(lanes_load(weights->v + j), largest);
    }
    float maximum = lanes_largest(largest) + 0.0f;
    struct lanes m = lanes_set(maximum);
    struct lanes sum = lanes_set(0.0f);
    for (size_t j = start; j < end; j += N_LANES) {
        struct lanes e = lanes_exp(lanes_subtract(lanes_load(weights->v + j), m));
        lanes_store(weights->v + j, e);
        sum = lanes_add(sum, e);
    }
    float fade = 0.0f;
    if (row->maximum != -INFINITY) {
        fade = lanes_first(lanes_exp(lanes_set(row->maximum - maximum)));
    }
    row->maximum = maximum;
    row->sum = row->sum * fade + lanes_sum(sum);
    return fade;
}

/* Adds the positions first <= j < last to m elements from d on of n_rows outputs, in n_chunks runs
 * of 16; only a single run may be shorter. */
static ALWAYS_INLINE void add_values(const struct kv_block *block, enum kv_type type,
                                     const struct attention_row *rows, size_t n_rows,
                                     size_t n_chunks, size_t first, size_t last, size_t d, size_t m,
                                     const struct row_weights *weights)
{
    struct lanes sums[TILE_ROWS * TILE_CHUNKS > ROW_CHUNKS ? TILE_ROWS * TILE_CHUNKS : ROW_CHUNKS];
    UNROLLED
    for (size_t s = 0; s < n_rows * n_chunks; s++) {
        sums[s] = lanes_get(rows[s / n_chunks].output + d + s % n_chunks * N_LANES, m);
    }
    for (size_t j = first; j < last; j++) {
        struct lanes values[ROW_CHUNKS];
        UNROLLED
        for (size_t c = 0; c < n_chunks; c++) {
            values[c] = load_cache(type, block->values, j * block->value_dim + d + c * N_LANES, m);
        }
        UNROLLED
        for (size_t r = 0; r < n_rows; r++) {
            struct lanes w = lanes_set(weights[r].v[j]);
            UNROLLED
            for (size_t c = 0; c < n_chunks; c++) {
                sums[r * n_chunks + c] = lanes_fma(w, values[c], sums[r * n_chunks + c]);
            }
        }
    }
    UNROLLED
    for (size_t s = 0; s < n_rows * n_chunks; s++) {
        lanes_put(rows[s / n_chunks].output + d + s % n_chunks * N_LANES, m, sums[s]);
    }
}

static ALWAYS_INLINE void add_all_values(const struct kv_block *block, enum kv_type type,
                                         const struct attention_row *rows, size_t n_rows,
                                         size_t first, size_t last,
                                         const struct row_weights *weights)
{
    size_t n_chunks = n_rows == 1 ? ROW_CHUNKS : TILE_CHUNKS;
    size_t n = block->value_dim;
    size_t d = 0;
    for (; d + n_chunks * N_LANES <= n; d += n_chunks * N_LANES) {
        add_values(block, type, rows, n_rows, n_chunks, first, last, d, N_LANES, weights);
    }
    for (; d + N_LANES <= n; d += N_LANES) {
        add_values(block, type, rows, n_rows, 1, first, last, d, N_LANES, weights);
    }
    if (d < n) {
        add_values(block, type, rows, n_rows, 1, first, last, d, n - d, weights);
    }
}

static void add_values_of_row(const struct kv_block *block, const struct attention_row *row,
                              size_t first, size_t last, const struct row_weights *weights)
{
    if (first >= last) {
        return;
    }
    switch (block->type) {
    case KV_F32:
        add_all_values(block, KV_F32, row, 1, first, last, weights);
        break;
    case KV_F16:
        add_all_values(block, KV_F16, row, 1, first, last, weights);
        break;
    case KV_INT8:
        add_all_values(block, KV_INT8, row, 1, first, last, weights);
        break;
    }
}

static ALWAYS_INLINE void attend_tile(const struct kv_block *block, enum kv_type type,
                                      struct attention_row *rows, size_t n_rows, bool is_first_tile,
                                      float scale, float cap)
{
    struct row_weights weights[TILE_ROWS] = {{{0}}};
    size_t first = KERNEL_BLOCK_POSITIONS; /* seen by any row */
    size_t last = 0;
    size_t common_first = 0; /* seen by all of them */
    size_t common_last = KERNEL_BLOCK_POSITIONS;
    for (size_t r = 0; r < n_rows; r++) {
        first = rows[r].first < first ? rows[r].first : first;
        last = rows[r].last > last ? rows[r].last : last;
        common_first = rows[r].first > common_first ? rows[r].first : common_first;
        common_last = rows[r].last < common_last ? rows[r].last : common_last;
    }
    common_last = common_last > common_first ? common_last : common_first;
    score_rows(block, type, rows, n_rows, first, last, is_first_tile, weights);
    for (size_t r = 0; r < n_rows; r++) {
        if (type == KV_INT8) {
            apply_scales(&rows[r], block->key_scales, &weights[r]);
        }
        float fade = soften(&rows[r], scale, cap, &weights[r]);
        if (type == KV_INT8) {
            apply_scales(&rows[r], block->value_scales, &weights[r]);
        }
        if (fade != 1.0f) {
            KERNEL(scale)(rows[r].output, block->value_dim, fade);
        }
    }
    if (n_rows == 1) {
        add_all_values(block, type, rows, 1, first, last, weights);
        return;
    }
    for (size_t r = 0; r < n_rows; r++) {
        size_t end = rows[r].last < common_first ? rows[r].last : common_first;
        add_values_of_row(block, &rows[r], rows[r].first, end, &weights[r]);
    }
    add_all_values(block, type, rows, n_rows, common_first, common_last, weights);
    for (size_t r = 0; r < n_rows; r++) {
        size_t start = rows[r].first > common_last ? rows[r].first : common_last;
        add_values_of_row(block, &rows[r], start, rows[r].last, &weights[r]);
    }
}

static ALWAYS_INLINE void attend_rows(const struct kv_block *block, enum kv_type type,
                                      struct attention_row *rows, size_t n_rows, float scale,
                                      float cap)
{
    size_t r = 0;
    for (; r + TILE_ROWS <= n_rows; r += TILE_ROWS) {
        attend_tile(block, type, rows + r, TILE_ROWS, r == 0, scale, cap);
    }
    for (; r < n_rows; r++) {
        attend_tile(block, type, rows + r, 1, r == 0, scale, cap);
    }
}

void KERNEL(attend_block)(const struct kv_block *block, struct attention_row *rows, size_t n_rows,
                          float scale, float cap)
{
    switch (block->type) {
    case KV_F32:
        attend_rows(block, KV_F32, rows, n_rows, scale, cap);
        break;
    case KV_F16:
        attend_rows(block, KV_F16, rows, n_rows, scale, cap);
        break;
    case KV_INT8:
        attend_rows(block, KV_INT8, rows, n_rows, scale, cap);
        break;
    }
}

static void store_f16(const float *x, size_t n, uint16_t *out)
{
    size_t i = 0;
    for (; i + N_LANES <= n; i += N_LANES) {
        lanes_store_f16(out + i, lanes_load(x + i));
    }
    if (i < n) {
        uint16_t part[N_LANES];
        lanes_store_f16(part, lanes_get(x + i, n - i));
        memcpy(out + i, part, (n - i) * sizeof *out);
    }
}

static float store_i8(const float *x, size_t n, int8_t *out)
{
    struct lanes largest_lanes = lanes_set(0.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        struct lanes a = lanes_magnitude(lanes_get(x + i, step_at(i, n)));
        largest_lanes = lanes_larger(a, largest_lanes);
    }
    float largest = lanes_largest(largest_lanes);
    struct lanes inverse = lanes_set(largest > 0 ? 127.0f / largest : 0.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes t = lanes_multiply(lanes_get(x + i, m), inverse);
        t = lanes_larger(t, lanes_set(-127.0f));
        t = lanes_smaller(t, lanes_set(127.0f));
        if (LIKELY(m == N_LANES)) {
            lanes_store_i8(out + i, t);
            continue;
        }
        int8_t part[N_LANES];
        lanes_store_i8(part, t);
        memcpy(out + i, part, m);
    }
    return largest / 127.0f;
}

void KERNEL(store_kv)(const float *x, size_t n, enum kv_type type, void *out, float *scale)
{
    switch (type) {
    case KV_F32:
        memcpy(out, x, n * sizeof *x);
        break;
    case KV_F16:
        store_f16(x, n, out);
        break;
    case KV_INT8:
        *scale = store_i8(x, n, out);
        break;
    }
}

#endif
#endif
