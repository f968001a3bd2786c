/*
 * Quantized weights times integer activations, for the three NEON levels. A level's file defines
 * KERNEL(name) and how integer products are summed, then includes this, which becomes its kernel:
 *
 *   TILE_TOKENS          tokens (of one digit; half as many of two) that a tile multiplies at a
 * time struct tile_sums     the integer sums of a tile of 8 rows tile_sums_add        adds 16
 * columns of the tile tile_sums_total      the sums of 4 of its rows for one token dot_add adds
 * products of 16 pairs of codes to four sums, in any way
 *
 * Eight rows are made ready in scratch: codes as signed bytes, row pairs interleaved by 8 columns
 *
 *   row 0: columns 0-7 | row 1: columns 0-7 | row 0: columns 8-15 | row 1: columns 8-15 | …
 *
 * (what the matrix instruction wants, and what saves the others half of their final additions), and
 * scales and biases as floats, eight rows beside each other for each group. All tokens then pass.
 * Up to four rows of digits with 4-bit weights skip the codes' way through memory: those are the
 * steps of generation. Codes of 8 bits are stored less 128, which the sum of the activations makes
 * up for.
 *
 * Per output there is one chain of float operations over the groups; four outputs, rows of one
 * token, are the four lanes of a register.
 */
#ifdef KERNEL
#ifndef KERNELS_NEON_QUANTIZED_NEON_H
#define KERNELS_NEON_QUANTIZED_NEON_H

#include <string.h>
#include "kernels/neon/codes_neon.h"
#include "kernels/scalar/layouts.h"

enum { DIRECT_ROWS_X = 4 };

/* Eight rows, the last ones repeated where the matrix ends. */
struct slab {
    const struct matrix *matrix;
    const uint8_t *rows[SLAB_ROWS];
    int8_t *codes; /* [SLAB_ROWS / 2, n_columns / 8, 2, 8] */
    float *scales; /* [n_groups, SLAB_ROWS] */
    float *biases;
    size_t n_groups;
    bool has_biases;
    int32_t offset; /* by which codes are too small */
};

static ALWAYS_INLINE int8x16_t doubled_fp4(uint8x16_t codes)
{
    static const int8_t doubled[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};
    return vqtbl1q_s8(vld1q_s8(doubled), codes);
}

/* Four scales or biases of a row as floats. */
static ALWAYS_INLINE float32x4_t four_scales(const uint8_t *p, enum float_type type)
{
    if (type == FLOAT_F32) {
        return vreinterpretq_f32_u8(vld1q_u8(p));
    }
    uint16x4_t halves = vreinterpret_u16_u8(vld1_u8(p));
    if (type == FLOAT_F16) {
        return vcvt_f32_f16(vreinterpret_f16_u16(halves));
    }
    return vreinterpretq_f32_u32(vshll_n_u16(halves, 16));
}

/* One row's scales or biases into their column of [n_groups, SLAB_ROWS]. */
static void spread(const uint8_t *p, enum float_type type, size_t n, float *out)
{
    size_t n_bytes = type == FLOAT_F32 ? 4 : 2;
    size_t g = 0;
    for (; g + 4 <= n; g += 4) {
        float32x4_t four = four_scales(p + g * n_bytes, type);
        vst1q_lane_f32(out + (g + 0) * SLAB_ROWS, four, 0);
        vst1q_lane_f32(out + (g + 1) * SLAB_ROWS, four, 1);
        vst1q_lane_f32(out + (g + 2) * SLAB_ROWS, four, 2);
        vst1q_lane_f32(out + (g + 3) * SLAB_ROWS, four, 3);
    }
    for (; g < n; g++) {
        out[g * SLAB_ROWS] = float_at(p, type, g);
    }
}

static void prepare_scales(struct slab *slab, size_t row, size_t last_row)
{
    const struct matrix *matrix = slab->matrix;
    for (size_t r = 0; r < SLAB_ROWS; r++) {
        size_t index = row + r <= last_row ? row + r : last_row;
        const uint8_t *scales = matrix->scales + index * matrix->scale_row_bytes;
        slab->rows[r] = matrix->data + index * matrix->row_bytes;
        if (matrix->kind == MATRIX_AFFINE) {
            const uint8_t *biases = matrix->biases + index * matrix->scale_row_bytes;
            spread(scales, matrix->float_type, slab->n_groups, slab->scales + r);
            spread(biases, matrix->float_type, slab->n_groups, slab->biases + r);
            continue;
        }
        for (size_t g = 0; g < slab->n_groups; g++) {
            slab->scales[g * SLAB_ROWS + r] = fp_scale_at(matrix->kind, scales, g) * 0.5f;
        }
    }
}

/* ---- codes into the slab */

/* Eight columns of two rows, 16 columns of two rows. */
static ALWAYS_INLINE void put_8(int8_t *pair, size_t column, int8x8_t first, int8x8_t second)
{
    vst1q_s8(pair + 2 * column, vcombine_s8(first, second));
}

static ALWAYS_INLINE void put_16(int8_t *pair, size_t column, int8x16_t first, int8x16_t second)
{
    put_8(pair, column, vget_low_s8(first), vget_low_s8(second));
    put_8(pair, column + 8, vget_high_s8(first), vget_high_s8(second));
}

/* Codes of 4 bits as they are, or as doubled numbers. */
static ALWAYS_INLINE int8x16_t number_of(uint8x16_t codes, bool is_fp4)
{
    return is_fp4 ? doubled_fp4(codes) : vreinterpretq_s8_u8(codes);
}

static ALWAYS_INLINE void unpack_four_bits(const struct matrix *matrix, const uint8_t *first,
                                           const uint8_t *second, bool is_fp4, int8_t *pair)
{
    size_t half = matrix->group / 2;
    for (size_t start = 0; start < matrix->n_columns; start += matrix->group) {
        for (size_t i = 0; i < half; i += 8) {
            uint8x16_t bytes =
                vcombine_u8(vld1_u8(first + start / 2 + i), vld1_u8(second + start / 2 + i));
            int8x16_t even = number_of(vandq_u8(bytes, vdupq_n_u8(15)), is_fp4);
            int8x16_t odd = number_of(vshrq_n_u8(bytes, 4), is_fp4);
            vst1q_s8(pair + 2 * (start + i), even);
            vst1q_s8(pair + 2 * (start + half + i), odd);
        }
    }
}

static void unpack_two_bits(const struct matrix *matrix, const uint8_t *first,
                            const uint8_t *second, int8_t *pair)
{
    size_t quarter = matrix->group / 4;
    uint8x16_t mask = vdupq_n_u8(3);
    for (size_t start = 0; start < matrix->n_columns; start += matrix->group) {
        for (size_t i = 0; i < quarter; i += 8) {
            uint8x16_t bytes =
                vcombine_u8(vld1_u8(first + start / 4 + i), vld1_u8(second + start / 4 + i));
            int8_t *out = pair + 2 * (start + i);
            vst1q_s8(out, vreinterpretq_s8_u8(vandq_u8(bytes, mask)));
            vst1q_s8(out + 2 * quarter, vreinterpretq_s8_u8(vandq_u8(vshrq_n_u8(bytes, 2), mask)));
            vst1q_s8(out + 4 * quarter, vreinterpretq_s8_u8(vandq_u8(vshrq_n_u8(bytes, 4), mask)));
            vst1q_s8(out + 6 * quarter, vreinterpretq_s8_u8(vshrq_n_u8(bytes, 6)));
        }
    }
}

static ALWAYS_INLINE void unpack_in_order(const struct matrix *matrix, unsigned bits,
                                          const struct code_windows *windows, const uint8_t *first,
                                          const uint8_t *second, int8_t *pair)
{
    uint8x16_t offset = vdupq_n_u8(bits == 8 ? 128 : 0);
    for (size_t k = 0; k < matrix->n_columns; k += 32) {
        uint8x16x2_t a = codes_in_order(bits, windows, first + k / 8 * bits);
        uint8x16x2_t b = codes_in_order(bits, windows, second + k / 8 * bits);
        put_16(pair, k, vreinterpretq_s8_u8(veorq_u8(a.val[0], offset)),
               vreinterpretq_s8_u8(veorq_u8(b.val[0], offset)));
        put_16(pair, k + 16, vreinterpretq_s8_u8(veorq_u8(a.val[1], offset)),
               vreinterpretq_s8_u8(veorq_u8(b.val[1], offset)));
    }
}

static void unpack(const struct slab *slab, const struct code_windows *windows)
{
    const struct matrix *matrix = slab->matrix;
    for (size_t r = 0; r < SLAB_ROWS; r += 2) {
        const uint8_t *first = slab->rows[r];
        const uint8_t *second = slab->rows[r + 1];
        int8_t *pair = slab->codes + r * matrix->n_columns;
        if (matrix->kind != MATRIX_AFFINE) {
            unpack_four_bits(matrix, first, second, true, pair);
        } else if (matrix->bits == 4) {
            unpack_four_bits(matrix, first, second, false, pair);
        } else if (matrix->bits == 2) {
            unpack_two_bits(matrix, first, second, pair);
        } else if (matrix->bits == 8) {
            unpack_in_order(matrix, 8, windows, first, second, pair);
        } else {
            unpack_in_order(matrix, matrix->bits, windows, first, second, pair);
        }
    }
}

/* ---- products */

/* The sum with both digits of a token. */
static ALWAYS_INLINE int32x4_t join_digits(int32x4_t first, int32x4_t second)
{
    return vmlaq_n_s32(second, first, KERNEL_DIGIT_BASE);
}

/* One group's part of four outputs of token t. */
static ALWAYS_INLINE float32x4_t add_group(float32x4_t y, const struct slab *slab,
                                           const struct activations *x, size_t t, size_t g,
                                           size_t half, int32x4_t sums, bool has_biases)
{
    size_t i = t * slab->n_groups + g;
    size_t at = g * SLAB_ROWS + half * 4;
    float32x4_t scales = vmulq_n_f32(vld1q_f32(slab->scales + at), x->scales[i]);
    float32x4_t p = vmulq_f32(scales, vcvtq_f32_s32(sums));
    if (has_biases) {
        p = vfmaq_f32(p, vld1q_f32(slab->biases + at), vdupq_n_f32(x->shifts[i]));
    }
    return vaddq_f32(y, p);
}

/* Rows of the slab that are the matrix's own go to y. */
static ALWAYS_INLINE void put_outputs(const float32x4_t y[2], size_t n_rows, float *out)
{
    if (n_rows >= SLAB_ROWS) {
        vst1q_f32(out, y[0]);
        vst1q_f32(out + 4, y[1]);
        return;
    }
    float part[SLAB_ROWS];
    vst1q_f32(part, y[0]);
    vst1q_f32(part + 4, y[1]);
    memcpy(out, part, n_rows * sizeof *out);
}

/* n_tokens tokens of n_digits digits from t on with the unpacked slab: TILE_TOKENS rows of digits,
 * 2, or one token. To the integer sums a row of digits is what a token is. */
static ALWAYS_INLINE void multiply_tile(const struct slab *slab, const struct activations *x,
                                        size_t t, size_t n_tokens, size_t n_digits, size_t n_rows,
                                        float *y, size_t y_stride)
{
    size_t n_columns = x->n_columns;
    size_t n_rows_x = n_tokens * n_digits;
    const int8_t *first = x->codes + t * n_digits * x->code_stride;
    const bool has_biases = slab->has_biases;
    float32x4_t outputs[TILE_TOKENS][2];
    UNROLLED
    for (size_t i = 0; i < n_tokens; i++) {
        outputs[i][0] = outputs[i][1] = vdupq_n_f32(-0.0f);
    }
    for (size_t g = 0; g < slab->n_groups; g++) {
        struct tile_sums sums;
        memset(&sums, 0, sizeof sums);
        for (size_t k = g * x->group; k < (g + 1) * x->group; k += 16) {
            int8x16_t codes[TILE_TOKENS];
            UNROLLED
            for (size_t i = 0; i < n_rows_x; i++) {
                codes[i] = vld1q_s8(first + i * x->code_stride + k);
            }
            tile_sums_add(&sums, slab->codes + 2 * k, 2 * n_columns, codes, n_rows_x);
        }
        UNROLLED
        for (size_t i = 0; i < n_tokens; i++) {
            int32_t offset = slab->offset * x->sums[(t + i) * slab->n_groups + g];
            UNROLLED
            for (size_t half = 0; half < 2; half++) {
                int32x4_t total = tile_sums_total(&sums, n_rows_x, i * n_digits, half);
                if (n_digits == 2) {
                    total = join_digits(total, tile_sums_total(&sums, n_rows_x, 2 * i + 1, half));
                }
                total = vaddq_s32(total, vdupq_n_s32(offset));
                outputs[i][half] =
                    add_group(outputs[i][half], slab, x, t + i, g, half, total, has_biases);
            }
        }
    }
    UNROLLED
    for (size_t i = 0; i < n_tokens; i++) {
        put_outputs(outputs[i], n_rows, y + (t + i) * y_stride);
    }
}

/* The sums of the lanes of each. */
static ALWAYS_INLINE int32x4_t sum_four(const int32x4_t v[4])
{
    return vpaddq_s32(vpaddq_s32(v[0], v[1]), vpaddq_s32(v[2], v[3]));
}

/* Adds the products of group g of four rows with each row of digits. */
static ALWAYS_INLINE void sum_four_bits(const uint8_t *const rows[4], const struct activations *x,
                                        size_t g, size_t group, bool is_fp4, size_t n_rows_x,
                                        int32x4_t sums[DIRECT_ROWS_X][4])
{
    UNROLLED
    for (size_t i = 0; i < group / 2; i += 16) {
        UNROLLED
        for (size_t r = 0; r < 4; r++) {
            uint8x16_t bytes = vld1q_u8(rows[r] + g * (group / 2) + i);
            int8x16_t even = number_of(vandq_u8(bytes, vdupq_n_u8(15)), is_fp4);
            int8x16_t odd = number_of(vshrq_n_u8(bytes, 4), is_fp4);
            UNROLLED
            for (size_t d = 0; d < n_rows_x; d++) {
                const int8_t *codes = x->codes + d * x->code_stride + g * group + i;
                sums[d][r] = dot_add(sums[d][r], even, vld1q_s8(codes));
                sums[d][r] = dot_add(sums[d][r], odd, vld1q_s8(codes + group / 2));
            }
        }
    }
}

/* A few tokens with 4-bit codes in groups of whole 16 bytes: four rows in registers. */
static ALWAYS_INLINE void multiply_four_bits(const struct slab *slab, const struct activations *x,
                                             size_t half, size_t group, bool is_fp4,
                                             size_t n_tokens, size_t n_digits,
                                             float32x4_t outputs[][2])
{
    float32x4_t y[DIRECT_ROWS_X];
    UNROLLED
    for (size_t t = 0; t < n_tokens; t++) {
        y[t] = vdupq_n_f32(-0.0f);
    }
    const uint8_t *rows[4];
    memcpy(rows, slab->rows + 4 * half, sizeof rows);
    size_t n_groups = slab->n_groups;
    for (size_t g = 0; g < n_groups; g++) {
        int32x4_t sums[DIRECT_ROWS_X][4];
        UNROLLED
        for (size_t d = 0; d < n_tokens * n_digits; d++) {
            sums[d][0] = sums[d][1] = sums[d][2] = sums[d][3] = vdupq_n_s32(0);
        }
        sum_four_bits(rows, x, g, group, is_fp4, n_tokens * n_digits, sums);
        UNROLLED
        for (size_t t = 0; t < n_tokens; t++) {
            int32x4_t total = sum_four(sums[t * n_digits]);
            if (n_digits == 2) {
                total = join_digits(total, sum_four(sums[2 * t + 1]));
            }
            y[t] = add_group(y[t], slab, x, t, g, half, total, !is_fp4);
        }
    }
    UNROLLED
    for (size_t t = 0; t < n_tokens; t++) {
        outputs[t][half] = y[t];
    }
}

static ALWAYS_INLINE void multiply_tokens(const struct slab *slab, const struct activations *x,
                                          size_t n_rows, size_t group, bool is_fp4, size_t n_tokens,
                                          size_t n_digits, float *y, size_t y_stride)
{
    float32x4_t outputs[DIRECT_ROWS_X][2];
    for (size_t half = 0; half < 2; half++) {
        multiply_four_bits(slab, x, half, group, is_fp4, n_tokens, n_digits, outputs);
    }
    for (size_t t = 0; t < n_tokens; t++) {
        put_outputs(outputs[t], n_rows, y + t * y_stride);
    }
}

typedef void direct_function(const struct slab *slab, const struct activations *x, size_t n_rows,
                             float *y, size_t y_stride);

/* The sizes of groups and the numbers of tokens and digits are constants so that their loops
 * vanish. X(tokens, digits, group, whether the codes are E2M1) */
#define DIRECT(X, group, is_fp4)                                                                   \
    X(1, 1, group, is_fp4)                                                                         \
    X(2, 1, group, is_fp4)                                                                         \
    X(3, 1, group, is_fp4)                                                                         \
    X(4, 1, group, is_fp4)                                                                         \
    X(1, 2, group, is_fp4)                                                                         \
    X(2, 2, group, is_fp4)
#define DIRECT_GROUPS(X)                                                                           \
    DIRECT(X, 32, true) DIRECT(X, 32, false) DIRECT(X, 64, false) DIRECT(X, 128, false)

#define X(n, digits, group, is_fp4)                                                                \
    static void direct_##n##_##digits##_##group##_##is_fp4(                                        \
        const struct slab *slab, const struct activations *x, size_t n_rows, float *y,             \
        size_t y_stride)                                                                           \
    {                                                                                              \
        multiply_tokens(slab, x, n_rows, group, is_fp4, n, digits, y, y_stride);                   \
    }
DIRECT_GROUPS(X)
#undef X

/* NULL where this layout, or so many rows of digits, go by way of the slab. */
static direct_function *direct_function_of(const struct matrix *matrix, const struct activations *x)
{
    static const struct {
        size_t n_tokens;
        unsigned n_digits;
        unsigned group;
        bool is_fp4;
        direct_function *run;
    } functions[] = {
#define X(n, digits, group, is_fp4)                                                                \
    {n, digits, group, is_fp4, direct_##n##_##digits##_##group##_##is_fp4},
        DIRECT_GROUPS(X)
#undef X
    };
    bool is_fp4 = matrix->kind != MATRIX_AFFINE;
    for (size_t i = 0; matrix->bits == 4 && i < sizeof functions / sizeof functions[0]; i++) {
        if (functions[i].n_tokens == x->n_tokens && functions[i].n_digits == x->n_digits &&
            functions[i].group == matrix->group && functions[i].is_fp4 == is_fp4) {
            return functions[i].run;
        }
    }
    return NULL;
}

/* All tokens, of so many digits, with the unpacked slab. */
static ALWAYS_INLINE void multiply_tiles(const struct slab *slab, const struct activations *x,
                                         size_t n_digits, size_t n_rows, float *y, size_t y_stride)
{
    const size_t n_together = TILE_TOKENS / n_digits;
    size_t t = 0;
    for (; t + n_together <= x->n_tokens; t += n_together) {
        multiply_tile(slab, x, t, n_together, n_digits, n_rows, y, y_stride);
    }
    if (n_together > 2 && t + 2 <= x->n_tokens) {
        multiply_tile(slab, x, t, 2, n_digits, n_rows, y, y_stride);
        t += 2;
    }
    for (; t < x->n_tokens; t++) {
        multiply_tile(slab, x, t, 1, n_digits, n_rows, y, y_stride);
    }
}

static void multiply_slab(const struct slab *slab, const struct activations *x, size_t n_rows,
                          float *y, size_t y_stride)
{
    if (x->n_digits == 2) {
        multiply_tiles(slab, x, 2, n_rows, y, y_stride);
    } else {
        multiply_tiles(slab, x, 1, n_rows, y, y_stride);
    }
}

static struct slab slab_at(const struct matrix *matrix, size_t group, void *scratch)
{
    struct slab slab = {.matrix = matrix, .n_groups = matrix->n_columns / group};
    slab.scales = scratch;
    slab.biases = slab.scales + SLAB_ROWS * slab.n_groups;
    slab.codes = (int8_t *)(slab.biases + SLAB_ROWS * slab.n_groups);
    return slab;
}

void KERNEL(matmul_quantized)(const struct matrix *matrix, size_t first_row, size_t n_rows,
                              const struct activations *x, float *y, size_t y_stride, void *scratch)
{
    struct slab slab = slab_at(matrix, matrix->group, scratch);
    slab.has_biases = matrix->kind == MATRIX_AFFINE;
    slab.offset = slab.has_biases && matrix->bits == 8 ? 128 : 0;
    struct code_windows windows = code_windows_of(matrix->bits);
    direct_function *direct = direct_function_of(matrix, x);
    for (size_t r = 0; r < n_rows; r += SLAB_ROWS) {
        size_t row = first_row + r;
        size_t n_left = n_rows - r;
        prepare_scales(&slab, row, first_row + n_rows - 1);
        if (direct != NULL) {
            direct(&slab, x, n_left, y + row, y_stride);
            continue;
        }
        unpack(&slab, &windows);
        multiply_slab(&slab, x, n_left, y + row, y_stride);
    }
}

#endif
#endif
