/*
 * Float weights times float activations with NEON: four dot products at a time, two rows by two
 * tokens, each in the sixteen lanes that its order asks for. Half-precision weights are widened as
 * they are loaded.
 */
#include <math.h>
#include <string.h>
#include "kernels/neon/lanes_neon.h"
#include "kernels/neon/neon.h"

enum { N_LANES = 16 };

static ALWAYS_INLINE struct lanes load_bf16(const uint8_t *p)
{
    uint16x8_t low = vreinterpretq_u16_u8(vld1q_u8(p));
    uint16x8_t high = vreinterpretq_u16_u8(vld1q_u8(p + 16));
    return (struct lanes){vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(low), 16)),
                          vreinterpretq_f32_u32(vshll_high_n_u16(low, 16)),
                          vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(high), 16)),
                          vreinterpretq_f32_u32(vshll_high_n_u16(high, 16))};
}

/* Sixteen weights from bytes at any alignment. */
static ALWAYS_INLINE struct lanes load_weights(const uint8_t *p, enum float_type type)
{
    if (type == FLOAT_BF16) {
        return load_bf16(p);
    }
    if (type == FLOAT_F16) {
        uint16_t halves[N_LANES];
        memcpy(halves, p, sizeof halves);
        return lanes_load_f16(halves);
    }
    float floats[N_LANES];
    memcpy(floats, p, sizeof floats);
    return lanes_load(floats);
}

static ALWAYS_INLINE struct lanes weights_at(const uint8_t *row, enum float_type type, size_t k,
                                             size_t m)
{
    size_t n_bytes = type == FLOAT_F32 ? 4 : 2;
    if (LIKELY(m == N_LANES)) {
        return load_weights(row + k * n_bytes, type);
    }
    uint8_t part[N_LANES * sizeof(float)] = {0};
    memcpy(part, row + k * n_bytes, m * n_bytes);
    return load_weights(part, type);
}

static ALWAYS_INLINE struct lanes floats_at(const float *x, size_t m)
{
    if (LIKELY(m == N_LANES)) {
        return lanes_load(x);
    }
    float part[N_LANES] = {0};
    memcpy(part, x, m * sizeof *x);
    return lanes_load(part);
}

/* What a tile multiplies: its rows of the matrix and its tokens. */
struct tile {
    const uint8_t *rows;
    size_t row_bytes;
    const float *x;
    size_t x_stride;
    size_t n_columns;
};

static ALWAYS_INLINE void add_products(const struct tile *tile, enum float_type type, size_t n_rows,
                                       size_t n_tokens, size_t k, size_t m, struct lanes *sums)
{
    struct lanes weights[4];
    UNROLLED
    for (size_t r = 0; r < n_rows; r++) {
        weights[r] = weights_at(tile->rows + r * tile->row_bytes, type, k, m);
    }
    UNROLLED
    for (size_t t = 0; t < n_tokens; t++) {
        struct lanes x = floats_at(tile->x + t * tile->x_stride + k, m);
        UNROLLED
        for (size_t r = 0; r < n_rows; r++) {
            sums[t * n_rows + r] = lanes_fma(weights[r], x, sums[t * n_rows + r]);
        }
    }
}

/* n_rows * n_tokens is 4 or 1; sums are [n_tokens, n_rows]. */
static ALWAYS_INLINE void multiply_tile(const struct tile *tile, enum float_type type,
                                        size_t n_rows, size_t n_tokens, float *results)
{
    struct lanes sums[4];
    UNROLLED
    for (size_t s = 0; s < n_rows * n_tokens; s++) {
        sums[s] = lanes_set(0.0f);
    }
    size_t k = 0;
    for (; k + N_LANES <= tile->n_columns; k += N_LANES) {
        add_products(tile, type, n_rows, n_tokens, k, N_LANES, sums);
    }
    if (k < tile->n_columns) {
        add_products(tile, type, n_rows, n_tokens, k, tile->n_columns - k, sums);
    }
    if (n_rows * n_tokens == 1) {
        *results = lanes_sum(sums[0]);
    } else {
        lanes_sum_four(sums, results);
    }
}

static ALWAYS_INLINE void multiply(const struct matrix *matrix, enum float_type type, size_t first,
                                   size_t n_rows, const float *x, size_t x_stride, size_t n_tokens,
                                   float *y, size_t y_stride)
{
    struct tile tile = {
        .row_bytes = matrix->row_bytes, .x_stride = x_stride, .n_columns = matrix->n_columns};
    size_t last = first + n_rows;
    for (size_t t = 0; t < n_tokens;) {
        size_t tile_tokens = n_tokens - t >= 2 ? 2 : 1;
        tile.x = x + t * x_stride;
        for (size_t r = first; r < last;) {
            float results[4];
            float *out = y + t * y_stride + r;
            tile.rows = matrix->data + r * matrix->row_bytes;
            if (tile_tokens == 2 && last - r >= 2) {
                multiply_tile(&tile, type, 2, 2, results);
                memcpy(out, results, 2 * sizeof *out);
                memcpy(out + y_stride, results + 2, 2 * sizeof *out);
                r += 2;
            } else if (tile_tokens == 1 && last - r >= 4) {
                multiply_tile(&tile, type, 4, 1, results);
                memcpy(out, results, 4 * sizeof *out);
                r += 4;
            } else {
                for (size_t i = 0; i < tile_tokens; i++) {
                    tile.x = x + (t + i) * x_stride;
                    multiply_tile(&tile, type, 1, 1, out + i * y_stride);
                }
                tile.x = x + t * x_stride;
                r++;
            }
        }
        t += tile_tokens;
    }
}

void matmul_float_neon(const struct matrix *matrix, size_t first_row, size_t n_rows, const float *x,
                       size_t x_stride, size_t n_tokens, float *y, size_t y_stride)
{
    switch (matrix->float_type) {
    case FLOAT_F32:
        multiply(matrix, FLOAT_F32, first_row, n_rows, x, x_stride, n_tokens, y, y_stride);
        break;
    case FLOAT_F16:
        multiply(matrix, FLOAT_F16, first_row, n_rows, x, x_stride, n_tokens, y, y_stride);
        break;
    case FLOAT_BF16:
        multiply(matrix, FLOAT_BF16, first_row, n_rows, x, x_stride, n_tokens, y, y_stride);
        break;
    }
}
