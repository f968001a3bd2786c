/*
 * Blocks of GGUF times integer activations, for the three NEON levels: what quantized_neon.h does,
 * with codes and scales found elsewhere, behind which it is included. Codes are taken out signed,
 * 32 columns at a time, in order. A single token goes without the slab's codes, whatever the type.
 */
#ifdef KERNEL
#ifndef KERNELS_NEON_BLOCKS_NEON_H
#define KERNELS_NEON_BLOCKS_NEON_H

#include "kernels/block_codes.h"

enum { PIECE = 32 };

/* ---- codes */

static ALWAYS_INLINE uint8x16_t shifted_down(uint8x16_t bytes, unsigned n)
{
    return vshlq_u8(bytes, vdupq_n_s8((int8_t) - (int)n));
}

/* Some bits of the codes of piece i, which lie in runs from `data` on; see block_codes.h. */
static ALWAYS_INLINE uint8x16x2_t bits_in_runs(const uint8_t *data, unsigned run, unsigned bits,
                                               unsigned i)
{
    uint8x16x2_t v;
    if (run == 16) {
        uint8x16_t bytes = vld1q_u8(data + i * 16);
        v.val[0] = vandq_u8(bytes, vdupq_n_u8(15));
        v.val[1] = vshrq_n_u8(bytes, 4);
        return v;
    }
    const unsigned n = 8 / bits;
    const unsigned pieces = run / PIECE;
    const uint8_t *bytes = data + i / (n * pieces) * run + i % pieces * PIECE;
    const uint8x16_t mask = vdupq_n_u8((uint8_t)((1u << bits) - 1));
    UNROLLED
    for (unsigned h = 0; h < 2; h++) {
        v.val[h] = vandq_u8(shifted_down(vld1q_u8(bytes + 16 * h), i / pieces % n * bits), mask);
    }
    return v;
}

/* The same where 32 bits are in order. */
static ALWAYS_INLINE uint8x16x2_t bits_in_order(const uint8_t *data)
{
    static const uint8_t powers[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t bit = vld1q_u8(powers);
    uint8x16x2_t v;
    UNROLLED
    for (unsigned h = 0; h < 2; h++) {
        uint8x16_t bytes = vcombine_u8(vdup_n_u8(data[2 * h]), vdup_n_u8(data[2 * h + 1]));
        v.val[h] = vandq_u8(vtstq_u8(bytes, bit), vdupq_n_u8(1));
    }
    return v;
}

/* The signed codes of piece i of a block. */
static ALWAYS_INLINE int8x16x2_t block_piece(enum matrix_kind kind, const uint8_t *block,
                                             unsigned i)
{
    const struct block_codes layout = block_codes_of(kind);
    uint8x16x2_t low = bits_in_runs(block + layout.low_at, layout.low_run, layout.low_bits, i);
    uint8x16x2_t high = low;
    if (layout.high_bits > 0) {
        high = layout.high_run == 4 ? bits_in_order(block + layout.high_at)
                                    : bits_in_runs(block + layout.high_at, 32, layout.high_bits, i);
    }
    int8x16x2_t codes;
    UNROLLED
    for (unsigned h = 0; h < 2; h++) {
        uint8x16_t v = low.val[h];
        if (layout.high_bits > 0) {
            v = vorrq_u8(v, vshlq_u8(high.val[h], vdupq_n_s8((int8_t)layout.low_bits)));
        }
        codes.val[h] = vreinterpretq_s8_u8(v);
        if (layout.values == BLOCK_VALUES_CURVE) {
            codes.val[h] = vqtbl1q_s8(vld1q_s8(block_curve), v);
        } else if (layout.values == BLOCK_VALUES_E2M1) {
            codes.val[h] = doubled_fp4(v);
        } else if (layout.low_bits < 8) {
            codes.val[h] = vsubq_s8(codes.val[h], vdupq_n_s8((int8_t)layout.offset));
        }
    }
    return codes;
}

/* ---- scales */

/* Eight small integers times a factor into a row's column of [n_groups, SLAB_ROWS]. */
static ALWAYS_INLINE void put_products(uint64_t bytes, int offset, float factor, float *out)
{
    int16x8_t wide = vmovl_s8(vcreate_s8(bytes));
    wide = vsubq_s16(wide, vdupq_n_s16((int16_t)offset));
    float32x4_t low = vmulq_n_f32(vcvtq_f32_s32(vmovl_s16(vget_low_s16(wide))), factor);
    float32x4_t high = vmulq_n_f32(vcvtq_f32_s32(vmovl_high_s16(wide)), factor);
    vst1q_lane_f32(out + 0 * SLAB_ROWS, low, 0);
    vst1q_lane_f32(out + 1 * SLAB_ROWS, low, 1);
    vst1q_lane_f32(out + 2 * SLAB_ROWS, low, 2);
    vst1q_lane_f32(out + 3 * SLAB_ROWS, low, 3);
    vst1q_lane_f32(out + 4 * SLAB_ROWS, high, 0);
    vst1q_lane_f32(out + 5 * SLAB_ROWS, high, 1);
    vst1q_lane_f32(out + 6 * SLAB_ROWS, high, 2);
    vst1q_lane_f32(out + 7 * SLAB_ROWS, high, 3);
}

/* Those of one block. */
static ALWAYS_INLINE void put_block_scales(enum matrix_kind kind, const uint8_t *block,
                                           float *scales, float *shifts)
{
    const struct block_format format = block_format_of(kind);
    if (format.n_codes == PIECE) {
        *scales = kind == MATRIX_BLOCK_MXFP4 ? block_exponent(block) : block_f16(block);
        if (format.has_shifts) {
            *shifts = block_f16(block + 2);
        }
        return;
    }
    const uint8_t *factors = block + block_scale_at(kind);
    const float scale = block_f16(factors);
    const float minimum = format.has_shifts ? -block_f16(factors + 2) : 0;
    UNROLLED
    for (unsigned half = 0; half < format.n_codes / format.group / 8; half++) {
        put_products(block_eight_scales(kind, block, half), block_scale_offset(kind), scale,
                     scales + 8 * half * SLAB_ROWS);
        if (format.has_shifts) {
            put_products(block_eight_minimums(kind, block, half), 0, minimum,
                         shifts + 8 * half * SLAB_ROWS);
        }
    }
}

static ALWAYS_INLINE void prepare_block_scales(enum matrix_kind kind, struct slab *slab, size_t row,
                                               size_t last_row)
{
    const struct block_format format = block_format_of(kind);
    const struct matrix *matrix = slab->matrix;
    const size_t step = format.n_codes / format.group;
    for (size_t r = 0; r < SLAB_ROWS; r++) {
        size_t index = row + r <= last_row ? row + r : last_row;
        const uint8_t *block = matrix->data + index * matrix->row_bytes;
        slab->rows[r] = block;
        for (size_t g = 0; g < slab->n_groups; g += step, block += format.n_bytes) {
            put_block_scales(kind, block, slab->scales + g * SLAB_ROWS + r,
                             slab->biases + g * SLAB_ROWS + r);
        }
    }
}

/* ---- products */

static ALWAYS_INLINE void unpack_blocks(enum matrix_kind kind, const struct slab *slab)
{
    const struct block_format format = block_format_of(kind);
    const size_t n_columns = slab->matrix->n_columns;
    for (size_t r = 0; r < SLAB_ROWS; r += 2) {
        int8_t *pair = slab->codes + r * n_columns;
        const uint8_t *first = slab->rows[r];
        const uint8_t *second = slab->rows[r + 1];
        for (size_t k = 0; k < n_columns; k += format.n_codes) {
            UNROLLED
            for (unsigned i = 0; i < format.n_codes / PIECE; i++) {
                int8x16x2_t a = block_piece(kind, first, i);
                int8x16x2_t b = block_piece(kind, second, i);
                put_16(pair, k + i * PIECE, a.val[0], b.val[0]);
                put_16(pair, k + i * PIECE + 16, a.val[1], b.val[1]);
            }
            first += format.n_bytes;
            second += format.n_bytes;
        }
    }
}

/* Four rows times a single token, in registers. */
static ALWAYS_INLINE float32x4_t multiply_one_half(enum matrix_kind kind, const struct slab *slab,
                                                   const struct activations *x, size_t half,
                                                   size_t n_digits)
{
    const struct block_format format = block_format_of(kind);
    const unsigned n_sums = PIECE / format.group; /* of a piece */
    const uint8_t *rows[4];
    memcpy(rows, slab->rows + 4 * half, sizeof rows);
    float32x4_t y = vdupq_n_f32(-0.0f);
    size_t g = 0;
    for (size_t k = 0; k < x->n_columns; k += format.n_codes) {
        UNROLLED
        for (unsigned i = 0; i < format.n_codes / PIECE; i++) {
            int32x4_t sums[2][KERNEL_MAX_DIGITS][4];
            memset(sums, 0, sizeof sums);
            UNROLLED
            for (size_t r = 0; r < 4; r++) {
                int8x16x2_t codes = block_piece(kind, rows[r], i);
                UNROLLED
                for (size_t d = 0; d < n_digits; d++) {
                    const int8_t *digits = x->codes + d * x->code_stride + k + i * PIECE;
                    int32x4_t *first = &sums[0][d][r];
                    int32x4_t *second = &sums[n_sums - 1][d][r];
                    *first = dot_add(*first, codes.val[0], vld1q_s8(digits));
                    *second = dot_add(*second, codes.val[1], vld1q_s8(digits + 16));
                }
            }
            UNROLLED
            for (unsigned s = 0; s < n_sums; s++, g++) {
                int32x4_t total = sum_four(sums[s][0]);
                if (n_digits == 2) {
                    total = join_digits(total, sum_four(sums[s][1]));
                }
                y = add_group(y, slab, x, 0, g, half, total, format.has_shifts);
            }
        }
        UNROLLED
        for (size_t r = 0; r < 4; r++) {
            rows[r] += format.n_bytes;
        }
    }
    return y;
}

/* One instance for each kind. */
static ALWAYS_INLINE void multiply_blocks(enum matrix_kind kind, const struct matrix *matrix,
                                          size_t first_row, size_t n_rows,
                                          const struct activations *x, float *y, size_t y_stride,
                                          void *scratch)
{
    struct slab slab = slab_at(matrix, block_format_of(kind).group, scratch);
    slab.has_biases = block_format_of(kind).has_shifts;
    for (size_t r = 0; r < n_rows; r += SLAB_ROWS) {
        size_t row = first_row + r;
        size_t n_left = n_rows - r;
        prepare_block_scales(kind, &slab, row, first_row + n_rows - 1);
        if (x->n_tokens > 1) {
            unpack_blocks(kind, &slab);
            multiply_slab(&slab, x, n_left, y + row, y_stride);
            continue;
        }
        float32x4_t outputs[2];
        for (size_t half = 0; half < 2; half++) {
            outputs[half] = x->n_digits == 2 ? multiply_one_half(kind, &slab, x, half, 2)
                                             : multiply_one_half(kind, &slab, x, half, 1);
        }
        put_outputs(outputs, n_left, y + row);
    }
}

#define X(name, n_codes, n_bytes, group, has_shifts)                                               \
    static void multiply_##name(const struct matrix *matrix, size_t first_row, size_t n_rows,      \
                                const struct activations *x, float *y, size_t y_stride,            \
                                void *scratch)                                                     \
    {                                                                                              \
        multiply_blocks(MATRIX_BLOCK_##name, matrix, first_row, n_rows, x, y, y_stride, scratch);  \
    }
MATRIX_BLOCKS(X)
#undef X

void KERNEL(matmul_blocks)(const struct matrix *matrix, size_t first_row, size_t n_rows,
                           const struct activations *x, float *y, size_t y_stride, void *scratch)
{
    static kernel_matmul_blocks *const functions[] = {
#define X(name, n_codes, n_bytes, group, has_shifts) multiply_##name,
        MATRIX_BLOCKS(X)
#undef X
    };
    functions[matrix->kind - MATRIX_FIRST_BLOCK](matrix, first_row, n_rows, x, y, y_stride,
                                                 scratch);
}

#endif
#endif
