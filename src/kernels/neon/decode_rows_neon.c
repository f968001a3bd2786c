/* Rows of weights to float with NEON. */
#define KERNEL(name) name##_neon
#include <string.h>
#include "kernels/neon/codes_neon.h"
#include "kernels/neon/neon.h"
#include "kernels/neon/lanes_neon.h"
#include "kernels/scalar/layouts.h"
#include "kernels/vector/blocks_vector.h"

enum { N_CODES = 32 };

static void decode_float(const uint8_t *row, enum float_type type, size_t n, float *out)
{
    size_t k = 0;
    for (; type != FLOAT_F32 && k + 8 <= n; k += 8) {
        uint16x8_t halves = vreinterpretq_u16_u8(vld1q_u8(row + 2 * k));
        if (type == FLOAT_F16) {
            float16x8_t f16 = vreinterpretq_f16_u16(halves);
            vst1q_f32(out + k, vcvt_f32_f16(vget_low_f16(f16)));
            vst1q_f32(out + k + 4, vcvt_high_f32_f16(f16));
        } else {
            uint32x4_t low = vshll_n_u16(vget_low_u16(halves), 16);
            vst1q_f32(out + k, vreinterpretq_f32_u32(low));
            vst1q_f32(out + k + 4, vreinterpretq_f32_u32(vshll_high_n_u16(halves, 16)));
        }
    }
    if (type == FLOAT_F32) {
        memcpy(out, row, n * sizeof *out);
        return;
    }
    for (; k < n; k++) {
        out[k] = float_at(row, type, k);
    }
}

/* The four quarters of sixteen bytes, each widened to 32 bits. */
static ALWAYS_INLINE uint32x4_t widened(uint8x16_t codes, unsigned quarter)
{
    uint16x8_t half = quarter < 2 ? vmovl_u8(vget_low_u8(codes)) : vmovl_high_u8(codes);
    return quarter % 2 == 0 ? vmovl_u16(vget_low_u16(half)) : vmovl_high_u16(half);
}

static ALWAYS_INLINE void put_affine(uint8x16_t codes, float scale, float bias, float *out)
{
    UNROLLED
    for (unsigned q = 0; q < 4; q++) {
        float32x4_t code = vcvtq_f32_u32(widened(codes, q));
        vst1q_f32(out + 4 * q, vfmaq_f32(vdupq_n_f32(bias), vdupq_n_f32(scale), code));
    }
}

static ALWAYS_INLINE void decode_affine(const struct matrix *matrix, unsigned bits,
                                        const struct code_windows *windows, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    const uint8_t *biases = matrix->biases + row * matrix->scale_row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k += N_CODES) {
        float scale = float_at(scales, matrix->float_type, k / matrix->group);
        float bias = float_at(biases, matrix->float_type, k / matrix->group);
        uint8x16x2_t codes = codes_in_order(bits, windows, data + k / 8 * bits);
        put_affine(codes.val[0], scale, bias, out + k);
        put_affine(codes.val[1], scale, bias, out + k + 16);
    }
}

/* E2M1: the magnitude is looked up, the sign put on so that -0 stays. */
static ALWAYS_INLINE void put_fp4(uint8x16_t codes, float scale, float *out)
{
    static const uint8_t doubled[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, 1, 2, 3, 4, 6, 8, 12};
    uint8x16_t magnitudes = vqtbl1q_u8(vld1q_u8(doubled), codes);
    UNROLLED
    for (unsigned q = 0; q < 4; q++) {
        float32x4_t magnitude = vmulq_n_f32(vcvtq_f32_u32(widened(magnitudes, q)), 0.5f);
        uint32x4_t sign = vandq_u32(vshlq_n_u32(widened(codes, q), 28), vdupq_n_u32(0x80000000u));
        float32x4_t value =
            vreinterpretq_f32_u32(vorrq_u32(vreinterpretq_u32_f32(magnitude), sign));
        vst1q_f32(out + 4 * q, vmulq_n_f32(value, scale));
    }
}

static void decode_fp4(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k += 16) {
        uint8x8_t bytes = vld1_u8(data + k / 2);
        uint8x8_t even = vand_u8(bytes, vdup_n_u8(15));
        uint8x8_t odd = vshr_n_u8(bytes, 4);
        uint8x16_t codes = vcombine_u8(vzip1_u8(even, odd), vzip2_u8(even, odd));
        put_fp4(codes, fp_scale_at(matrix->kind, scales, k / matrix->group), out + k);
    }
}

/* E4M3 is half precision with a shorter fraction and its exponent 8 higher. */
static void decode_mxfp8(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k += 8) {
        float scale = fp_scale_at(matrix->kind, scales, k / matrix->group);
        uint16x8_t bytes = vmovl_u8(vld1_u8(data + k));
        uint16x8_t sign = vshlq_n_u16(vandq_u16(bytes, vdupq_n_u16(0x80)), 8);
        uint16x8_t rest = vshlq_n_u16(vandq_u16(bytes, vdupq_n_u16(0x7F)), 7);
        float16x8_t halves = vreinterpretq_f16_u16(vorrq_u16(sign, rest));
        float32x4_t low = vmulq_n_f32(vcvt_f32_f16(vget_low_f16(halves)), 256.0f);
        float32x4_t high = vmulq_n_f32(vcvt_high_f32_f16(halves), 256.0f);
        vst1q_f32(out + k, vmulq_n_f32(low, scale));
        vst1q_f32(out + k + 4, vmulq_n_f32(high, scale));
    }
}

static void decode_row(const struct matrix *matrix, const struct code_windows *windows, size_t row,
                       float *out)
{
    switch (matrix->kind) {
    case MATRIX_FLOAT:
        decode_float(matrix->data + row * matrix->row_bytes, matrix->float_type, matrix->n_columns,
                     out);
        break;
    case MATRIX_AFFINE:
        if (matrix->bits == 4) {
            decode_affine(matrix, 4, windows, row, out);
        } else if (matrix->bits == 8) {
            decode_affine(matrix, 8, windows, row, out);
        } else {
            decode_affine(matrix, matrix->bits, windows, row, out);
        }
        break;
    case MATRIX_MXFP4:
    case MATRIX_NVFP4:
        decode_fp4(matrix, row, out);
        break;
    case MATRIX_MXFP8:
        decode_mxfp8(matrix, row, out);
        break;
    default:
        decode_blocks_row(matrix, row, out);
        break;
    }
}

void decode_rows_neon(const struct matrix *matrix, size_t first_row, size_t n_rows, float *out)
{
    struct code_windows windows = code_windows_of(matrix->bits);
    for (size_t r = 0; r < n_rows; r++) {
        decode_row(matrix, &windows, first_row + r, out + r * matrix->n_columns);
    }
}
