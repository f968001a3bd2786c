/*
 * Weights to float, activations to 8 bits, and float products, for every level with vectors; see
 * math_vector.h for how they become a level's, scalar/ for what they do.
 *
 * The float product walks blocks of rows and tokens that stay in the first-level cache for a piece
 * of the columns, and in them tiles of LINEAR_ROWS x LINEAR_TOKENS sums that stay in registers.
 * Sums are saved between the pieces, all lanes of them, so that each lane still adds its columns in
 * order. At the rims of the last block, rows and tokens are repeated and the results dropped.
 */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_LINEAR_VECTOR_H
#define KERNELS_VECTOR_LINEAR_VECTOR_H

#include "kernels/kernels.h"
#include "kernels/scalar/layouts.h"
#include "kernels/vector/blocks_vector.h"
#include "kernels/vector/math_vector.h"

enum { BLOCK_ROWS = 32, BLOCK_TOKENS = LINEAR_TOKENS, BLOCK_COLUMNS = 128, MAX_GROUP = 128 };

/* ---- decoding */

/* Lanes of m floats of `type` at any alignment, the others +0. */
static ALWAYS_INLINE struct lanes weights_at(const uint8_t *row, enum float_type type, size_t k,
                                             size_t m)
{
    size_t n_bytes = type == FLOAT_F32 ? 4 : 2;
    const uint8_t *data = row + k * n_bytes;
    uint8_t part[N_LANES * sizeof(float)] = {0};
    data = LIKELY(m == N_LANES) ? data : memcpy(part, data, m * n_bytes);
    if (type == FLOAT_F32) {
        return lanes_load((const void *)data);
    }
    return type == FLOAT_F16 ? lanes_load_f16((const void *)data)
                             : lanes_load_bf16((const void *)data);
}

/* Eight codes of `bits` bits, one in each byte: the two halves of the bits are moved apart, then
 * the halves of the halves, then those of the quarters. */
static ALWAYS_INLINE uint64_t spread_codes(const uint8_t *data, unsigned bits)
{
    uint64_t x = 0;
    memcpy(&x, data, bits);
    uint64_t lower = (1ull << 4 * bits) - 1;
    x = (x & lower) | (x & ~lower) << (32 - 4 * bits);
    lower = ((1ull << 2 * bits) - 1) * 0x0000000100000001u;
    x = (x & lower) | (x & ~lower) << (16 - 2 * bits);
    lower = ((1ull << bits) - 1) * 0x0001000100010001u;
    return (x & lower) | (x & ~lower) << (8 - bits);
}

static ALWAYS_INLINE void spread_group(const uint8_t *data, unsigned bits, unsigned group,
                                       uint8_t *codes)
{
    for (unsigned i = 0; i < group / 8; i++) {
        uint64_t eight = spread_codes(data + i * bits, bits);
        memcpy(codes + 8 * i, &eight, sizeof(eight));
    }
}

static void decode_affine_group(const uint8_t *data, unsigned bits, unsigned group, float scale,
                                float bias, float *out)
{
    uint8_t codes[MAX_GROUP];
    switch (bits) {
    case 2:
        spread_group(data, 2, group, codes);
        break;
    case 3:
        spread_group(data, 3, group, codes);
        break;
    case 4:
        spread_group(data, 4, group, codes);
        break;
    case 5:
        spread_group(data, 5, group, codes);
        break;
    case 6:
        spread_group(data, 6, group, codes);
        break;
    default:
        memcpy(codes, data, group);
        break;
    }
    for (unsigned i = 0; i < group; i += N_LANES) {
        lanes_store(out + i,
                    lanes_fma(lanes_set(scale), lanes_load_u8(codes + i), lanes_set(bias)));
    }
}

static void decode_fp4_group(const uint8_t *data, unsigned group, float scale, float *out)
{
    static const float values[N_LANES] = {0.0f,  0.5f,  1.0f,  1.5f,  2.0f,  3.0f,  4.0f,  6.0f,
                                          -0.0f, -0.5f, -1.0f, -1.5f, -2.0f, -3.0f, -4.0f, -6.0f};
    float scaled[N_LANES];
    lanes_store(scaled, lanes_multiply(lanes_load(values), lanes_set(scale)));
    for (unsigned i = 0; i < group / 2; i++) {
        out[2 * i] = scaled[data[i] & 15];
        out[2 * i + 1] = scaled[data[i] >> 4];
    }
}

static void decode_fp8_group(const uint8_t *data, unsigned group, float scale, float *out)
{
    for (unsigned i = 0; i < group; i += N_LANES) {
        struct lanes value = lanes_multiply(lanes_load_small_e4m3(data + i), lanes_set(256.0f));
        lanes_store(out + i, lanes_multiply(value, lanes_set(scale)));
    }
}

static void decode_float_row(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k += N_LANES) {
        size_t m = step_at(k, matrix->n_columns);
        lanes_put(out + k, m, weights_at(data, matrix->float_type, k, m));
    }
}

static void decode_quantized_row(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    size_t group_bytes = (size_t)matrix->group * matrix->bits / 8;
    for (size_t g = 0; g < matrix->n_columns / matrix->group; g++) {
        if (matrix->kind == MATRIX_AFFINE) {
            const uint8_t *biases = matrix->biases + row * matrix->scale_row_bytes;
            decode_affine_group(data, matrix->bits, matrix->group,
                                float_at(scales, matrix->float_type, g),
                                float_at(biases, matrix->float_type, g), out);
        } else if (matrix->kind == MATRIX_MXFP8) {
            decode_fp8_group(data, matrix->group, fp_scale_at(matrix->kind, scales, g), out);
        } else {
            decode_fp4_group(data, matrix->group, fp_scale_at(matrix->kind, scales, g), out);
        }
        data += group_bytes;
        out += matrix->group;
    }
}

void KERNEL(decode_rows)(const struct matrix *matrix, size_t first_row, size_t n_rows, float *out)
{
    for (size_t r = 0; r < n_rows; r++) {
        float *row_out = out + r * matrix->n_columns;
        if (matrix->kind == MATRIX_FLOAT) {
            decode_float_row(matrix, first_row + r, row_out);
        } else if (matrix_is_blocks(matrix->kind)) {
            decode_blocks_row(matrix, first_row + r, row_out);
        } else {
            decode_quantized_row(matrix, first_row + r, row_out);
        }
    }
}

/* ---- activations in 8 bits */

/* The largest magnitude; NaN before infinity before all numbers. */
static float largest_magnitude(const float *x, unsigned n)
{
    struct lanes largest = lanes_set(0.0f);
    struct lanes zeros = lanes_set(0.0f); /* NaN where there is a NaN or an infinity */
    for (unsigned i = 0; i < n; i += N_LANES) {
        struct lanes v = lanes_load(x + i);
        largest = lanes_larger(lanes_magnitude(v), largest);
        zeros = lanes_fma(v, lanes_set(0.0f), zeros);
    }
    if (LIKELY(lanes_sum(zeros) == 0.0f)) {
        return lanes_largest(largest);
    }
    uint32_t bits = 0;
    for (unsigned i = 0; i < n; i++) {
        uint32_t magnitude = bits_of_float(x[i]) & 0x7fffffffu;
        bits = magnitude > bits ? magnitude : bits;
    }
    return float_of_bits(bits);
}

/* 16 codes, not yet rounded. */
static ALWAYS_INLINE struct lanes codes_of(const float *x, struct lanes inverse)
{
    struct lanes v = lanes_multiply(lanes_load(x), inverse);
    return lanes_smaller(lanes_larger(v, lanes_set(-127.0f)), lanes_set(127.0f));
}

/* Two runs: the even elements, then the odd ones. */
static void encode_two_runs(const float *x, unsigned group, struct lanes inverse, int8_t *codes)
{
    for (unsigned i = 0; i < group; i += 2 * N_LANES) {
        struct lanes even;
        struct lanes odd;
        lanes_unzip(codes_of(x + i, inverse), codes_of(x + i + N_LANES, inverse), &even, &odd);
        lanes_store_i8(codes + i / 2, even);
        lanes_store_i8(codes + (group + i) / 2, odd);
    }
}

/* Four runs: every fourth element, from the first, the second, the third and the fourth on. */
static void encode_four_runs(const float *x, unsigned group, struct lanes inverse, int8_t *codes)
{
    for (unsigned i = 0; i < group; i += 4 * N_LANES) {
        struct lanes even[2];
        struct lanes odd[2];
        UNROLLED
        for (unsigned j = 0; j < 2; j++) {
            const float *pair = x + i + 2 * j * N_LANES;
            lanes_unzip(codes_of(pair, inverse), codes_of(pair + N_LANES, inverse), &even[j],
                        &odd[j]);
        }
        struct lanes runs[4];
        lanes_unzip(even[0], even[1], &runs[0], &runs[2]);
        lanes_unzip(odd[0], odd[1], &runs[1], &runs[3]);
        UNROLLED
        for (unsigned r = 0; r < 4; r++) {
            lanes_store_i8(codes + (r * group + i) / 4, runs[r]);
        }
    }
}

/* Any number of runs; more than one only for groups too small for the functions above. */
static void encode_runs(const float *x, unsigned group, unsigned n_runs, struct lanes inverse,
                        int8_t *codes)
{
    int8_t plain[MAX_GROUP];
    for (unsigned i = 0; i < group; i += N_LANES) {
        lanes_store_i8(plain + i, codes_of(x + i, inverse));
    }
    for (unsigned i = 0; i < group; i++) {
        codes[i % n_runs * (group / n_runs) + i / n_runs] = plain[i];
    }
}

static void encode_group(const float *x, unsigned group, unsigned bits, float scale, int8_t *codes)
{
    struct lanes inverse = lanes_set(scale);
    if (bits == 4 && group >= 2 * N_LANES) {
        encode_two_runs(x, group, inverse, codes);
    } else if (bits == 2 && group >= 4 * N_LANES) {
        encode_four_runs(x, group, inverse, codes);
    } else if (bits == 2 || bits == 4) {
        encode_runs(x, group, 8 / bits, inverse, codes);
    } else {
        for (unsigned i = 0; i < group; i += N_LANES) {
            lanes_store_i8(codes + i, codes_of(x + i, inverse));
        }
    }
}

static int32_t sum_codes(const int8_t *codes, unsigned group)
{
    struct lanes sum = lanes_set(0.0f); /* of small integers: exact */
    for (unsigned i = 0; i < group; i += N_LANES) {
        sum = lanes_add(sum, lanes_load_i8(codes + i));
    }
    return (int32_t)lanes_sum(sum);
}

static void quantize_group(const float *x, const struct activations *out, int8_t *codes, size_t i)
{
    float largest = largest_magnitude(x, out->group);
    float inverse = 127.0f / largest;
    if (inverse == INFINITY) {
        memset(codes, 0, out->group);
        out->scales[i] = 0;
        out->shifts[i] = 0;
        out->sums[i] = 0;
        return;
    }
    encode_group(x, out->group, out->bits, inverse, codes);
    int32_t sum = sum_codes(codes, out->group);
    out->scales[i] = largest / 127.0f;
    out->sums[i] = sum;
    out->shifts[i] = out->scales[i] * (float)sum;
}

void KERNEL(quantize_rows)(const float *x, size_t x_stride, size_t first_token, size_t n_tokens,
                           struct activations *out)
{
    size_t n_groups = out->n_columns / out->group;
    for (size_t t = first_token; t < first_token + n_tokens; t++) {
        for (size_t g = 0; g < n_groups; g++) {
            quantize_group(x + t * x_stride + g * out->group, out,
                           out->codes + t * out->code_stride + g * out->group, t * n_groups + g);
        }
    }
}

/* ---- float products */

/* sums[t * n_rows + r] += the products of the columns from first to last - 1, lane by lane; their
 * number is a multiple of N_LANES, and not 0. */
static ALWAYS_INLINE void add_whole_steps(const uint8_t *const *rows, const float *const *x,
                                          size_t first, size_t last, enum float_type type,
                                          unsigned n_rows, unsigned n_tokens, struct lanes *sums)
{
    struct lanes acc[LINEAR_TOKENS * LINEAR_ROWS];
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            acc[t * n_rows + r] = sums[t * n_rows + r];
        }
    }
    size_t k = first;
    do {
        struct lanes w[LINEAR_ROWS];
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            w[r] = weights_at(rows[r], type, k, N_LANES);
        }
        UNROLLED
        for (unsigned t = 0; t < n_tokens; t++) {
            struct lanes v = lanes_load(x[t] + k);
            UNROLLED
            for (unsigned r = 0; r < n_rows; r++) {
                acc[t * n_rows + r] = lanes_fma(w[r], v, acc[t * n_rows + r]);
                lanes_pin(&acc[t * n_rows + r]);
            }
        }
        k += N_LANES;
    } while (k < last);
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        UNROLLED
        for (unsigned r = 0; r < n_rows; r++) {
            sums[t * n_rows + r] = acc[t * n_rows + r];
        }
    }
}

/* The same for the last columns of a row, fewer than N_LANES. */
static void add_rest(const uint8_t *const *rows, const float *const *x, size_t first, size_t n,
                     enum float_type type, unsigned n_rows, unsigned n_tokens, struct lanes *sums)
{
    for (unsigned t = 0; t < n_tokens; t++) {
        struct lanes v = lanes_get(x[t] + first, n);
        for (unsigned r = 0; r < n_rows; r++) {
            struct lanes *sum = &sums[t * n_rows + r];
            *sum = lanes_fma(weights_at(rows[r], type, first, n), v, *sum);
        }
    }
}

/* Some rows of a matrix and some tokens of its input, and where their products go. */
struct float_block {
    const struct matrix *matrix;
    size_t first_row;
    size_t n_rows; /* up to BLOCK_ROWS */
    const float *x;
    size_t x_stride;
    size_t n_tokens; /* up to BLOCK_TOKENS */
    float *y;        /* of the first token */
    size_t y_stride;
};

/* The tile that starts at row r and token t of the block; past the end the last ones are repeated.
 */
static ALWAYS_INLINE void add_tile(const struct float_block *block, size_t r, size_t t,
                                   size_t first, size_t last, enum float_type type, unsigned n_rows,
                                   unsigned n_tokens, struct lanes *sums)
{
    const uint8_t *rows[LINEAR_ROWS];
    const float *x[LINEAR_TOKENS];
    for (size_t i = 0; i < n_rows; i++) {
        size_t row = r + i < block->n_rows ? r + i : block->n_rows - 1;
        rows[i] = block->matrix->data + (block->first_row + row) * block->matrix->row_bytes;
    }
    for (size_t i = 0; i < n_tokens; i++) {
        size_t token = t + i < block->n_tokens ? t + i : block->n_tokens - 1;
        x[i] = block->x + token * block->x_stride;
    }
    if (first == 0) {
        for (size_t i = 0; i < (size_t)n_rows * n_tokens; i++) {
            sums[i] = lanes_set(0.0f);
        }
    }
    size_t n_rest = (last - first) % N_LANES;
    if (first < last - n_rest) {
        add_whole_steps(rows, x, first, last - n_rest, type, n_rows, n_tokens, sums);
    }
    if (n_rest > 0) {
        add_rest(rows, x, last - n_rest, n_rest, type, n_rows, n_tokens, sums);
    }
}

/* Tiles of n_rows x n_tokens; both divide the sizes of a full block. */
static ALWAYS_INLINE void multiply_block(const struct float_block *block, enum float_type type,
                                         unsigned n_rows, unsigned n_tokens)
{
    struct lanes sums[BLOCK_ROWS * BLOCK_TOKENS];
    size_t n_columns = block->matrix->n_columns;
    size_t tile_sums = (size_t)n_rows * n_tokens;
    for (size_t first = 0; first < n_columns; first += BLOCK_COLUMNS) {
        size_t last = n_columns - first < BLOCK_COLUMNS ? n_columns : first + BLOCK_COLUMNS;
        struct lanes *tile = sums;
        for (size_t t = 0; t < block->n_tokens; t += n_tokens) {
            for (size_t r = 0; r < block->n_rows; r += n_rows) {
                add_tile(block, r, t, first, last, type, n_rows, n_tokens, tile);
                tile += tile_sums;
            }
        }
    }
    size_t tiles_in_row = (block->n_rows + n_rows - 1) / n_rows;
    for (size_t t = 0; t < block->n_tokens; t++) {
        float *y = block->y + t * block->y_stride + block->first_row;
        for (size_t r = 0; r < block->n_rows; r++) {
            size_t tile = t / n_tokens * tiles_in_row + r / n_rows;
            y[r] = lanes_sum(sums[tile * tile_sums + t % n_tokens * n_rows + r % n_rows]);
        }
    }
}

/* One row after the other, from front to back, as the memory likes it. */
static ALWAYS_INLINE void multiply_one(const struct float_block *block, enum float_type type)
{
    enum { PREFETCH_BYTES = 2048 };
    const struct matrix *matrix = block->matrix;
    size_t n_bytes = type == FLOAT_F32 ? 4 : 2;
    for (size_t r = block->first_row; r < block->first_row + block->n_rows; r++) {
        const uint8_t *row = matrix->data + r * matrix->row_bytes;
        struct lanes sum = lanes_set(0.0f);
        for (size_t k = 0; k < matrix->n_columns; k += N_LANES) {
            size_t m = step_at(k, matrix->n_columns);
            PREFETCH(row + k * n_bytes + PREFETCH_BYTES);
            sum = lanes_fma(weights_at(row, type, k, m), lanes_get(block->x + k, m), sum);
        }
        block->y[r] = lanes_sum(sum);
    }
}

/* One instance for each type: the calls below are made with constants. */
static ALWAYS_INLINE void multiply_rows(struct float_block block, size_t n_rows, size_t n_tokens,
                                        enum float_type type)
{
    if (n_tokens == 1) {
        block.n_rows = n_rows;
        multiply_one(&block, type);
        return;
    }
    size_t last_row = block.first_row + n_rows;
    const float *x = block.x;
    float *y = block.y;
    for (; block.first_row < last_row; block.first_row += BLOCK_ROWS) {
        size_t rows_left = last_row - block.first_row;
        block.n_rows = rows_left < BLOCK_ROWS ? rows_left : BLOCK_ROWS;
        for (size_t t = 0; t < n_tokens; t += BLOCK_TOKENS) {
            block.n_tokens = n_tokens - t < BLOCK_TOKENS ? n_tokens - t : BLOCK_TOKENS;
            block.x = x + t * block.x_stride;
            block.y = y + t * block.y_stride;
            multiply_block(&block, type, LINEAR_ROWS, LINEAR_TOKENS);
        }
    }
}

void KERNEL(matmul_float)(const struct matrix *matrix, size_t first_row, size_t n_rows,
                          const float *x, size_t x_stride, size_t n_tokens, float *y,
                          size_t y_stride)
{
    struct float_block block = {.matrix = matrix,
                                .first_row = first_row,
                                .x = x,
                                .x_stride = x_stride,
                                .y = y,
                                .y_stride = y_stride};
    switch (matrix->float_type) {
    case FLOAT_F32:
        multiply_rows(block, n_rows, n_tokens, FLOAT_F32);
        break;
    case FLOAT_F16:
        multiply_rows(block, n_rows, n_tokens, FLOAT_F16);
        break;
    case FLOAT_BF16:
        multiply_rows(block, n_rows, n_tokens, FLOAT_BF16);
        break;
    }
}

#endif
#endif
