/* Activations as integers with NEON. */
#include <math.h>
#include <string.h>
#include "base/compiler.h"
#include "kernels/neon/neon.h"
#include "kernels/numbers.h"

#include <arm_neon.h>

/* Compared as integers: NaN before infinity before all numbers. */
static float largest_magnitude(const float *x, size_t n)
{
    uint32x4_t largest = vdupq_n_u32(0);
    for (size_t i = 0; i < n; i += 4) {
        uint32x4_t bits = vreinterpretq_u32_f32(vld1q_f32(x + i));
        largest = vmaxq_u32(largest, vandq_u32(bits, vdupq_n_u32(0x7FFFFFFFu)));
    }
    return float_of_bits(vmaxvq_u32(largest));
}

static ALWAYS_INLINE int32x4_t digits_of(const float *x, float inverse, bool is_second)
{
    float32x4_t t = vmulq_n_f32(vld1q_f32(x), inverse);
    float32x4_t low = vdupq_n_f32(-127.0f);
    float32x4_t high = vdupq_n_f32(127.0f);
    t = vbslq_f32(vcgtq_f32(t, low), t, low); /* a NaN becomes -127 */
    t = vbslq_f32(vcltq_f32(t, high), t, high);
    if (is_second) {
        t = vmulq_n_f32(vsubq_f32(t, vrndnq_f32(t)), KERNEL_DIGIT_BASE);
    }
    return vcvtnq_s32_f32(t);
}

/* Sixteen digits in plain order. */
static ALWAYS_INLINE int8x16_t sixteen_digits(const float *x, float inverse, bool is_second)
{
    int16x8_t low = vcombine_s16(vmovn_s32(digits_of(x, inverse, is_second)),
                                 vmovn_s32(digits_of(x + 4, inverse, is_second)));
    int16x8_t high = vcombine_s16(vmovn_s32(digits_of(x + 8, inverse, is_second)),
                                  vmovn_s32(digits_of(x + 12, inverse, is_second)));
    return vcombine_s8(vmovn_s16(low), vmovn_s16(high));
}

/* Puts 16 codes that start at element i of the group where their runs want them. */
static ALWAYS_INLINE void put_codes(int8x16_t codes, unsigned bits, size_t group, size_t i,
                                    int8_t *out)
{
    if (bits == 4) {
        vst1_s8(out + i / 2, vget_low_s8(vuzp1q_s8(codes, codes)));
        vst1_s8(out + group / 2 + i / 2, vget_low_s8(vuzp2q_s8(codes, codes)));
    } else if (bits == 2) {
        int8x16_t even = vuzp1q_s8(codes, codes);
        int8x16_t odd = vuzp2q_s8(codes, codes);
        /* Lane 0: elements 0, 4, 8, 12; lane 1: 2, 6, 10, 14. */
        uint32x4_t runs_02 = vreinterpretq_u32_s8(
            vcombine_s8(vget_low_s8(vuzp1q_s8(even, even)), vget_low_s8(vuzp2q_s8(even, even))));
        uint32x4_t runs_13 = vreinterpretq_u32_s8(
            vcombine_s8(vget_low_s8(vuzp1q_s8(odd, odd)), vget_low_s8(vuzp2q_s8(odd, odd))));
        uint32_t runs[4] = {vgetq_lane_u32(runs_02, 0), vgetq_lane_u32(runs_13, 0),
                            vgetq_lane_u32(runs_02, 2), vgetq_lane_u32(runs_13, 2)};
        for (size_t r = 0; r < 4; r++) {
            memcpy(out + r * (group / 4) + i / 4, &runs[r], sizeof runs[r]);
        }
    } else {
        vst1q_s8(out + i, codes);
    }
}

/* Returns the sum of the digits. */
static int32_t put_digits(const float *x, const struct activations *out, float inverse,
                          bool is_second, int8_t *codes)
{
    int32_t sum = 0;
    for (size_t i = 0; i < out->group; i += 16) {
        int8x16_t sixteen = sixteen_digits(x + i, inverse, is_second);
        sum += vaddlvq_s8(sixteen);
        put_codes(sixteen, out->bits, out->group, i, codes);
    }
    return sum;
}

/* Group i of all; `codes` is where its first digits go. */
static void quantize_group(const float *x, const struct activations *out, int8_t *codes, size_t i)
{
    float largest = largest_magnitude(x, out->group);
    float inverse = 127.0f / largest;
    bool is_zero = inverse == INFINITY;
    int32_t sum = 0;
    for (unsigned d = 0; d < out->n_digits; d++, codes += out->code_stride) {
        if (is_zero) {
            memset(codes, 0, out->group);
            continue;
        }
        sum = sum * KERNEL_DIGIT_BASE + put_digits(x, out, inverse, d == 1, codes);
    }
    float largest_code = out->n_digits == 2 ? 127.0f * KERNEL_DIGIT_BASE : 127.0f;
    out->scales[i] = is_zero ? 0 : largest / largest_code;
    out->sums[i] = sum;
    out->shifts[i] = out->scales[i] * (float)sum;
}

void quantize_rows_neon(const float *x, size_t x_stride, size_t first_token, size_t n_tokens,
                        struct activations *out)
{
    size_t n_groups = out->n_columns / out->group;
    for (size_t t = first_token; t < first_token + n_tokens; t++) {
        for (size_t g = 0; g < n_groups; g++) {
            quantize_group(x + t * x_stride + g * out->group, out,
                           out->codes + t * out->n_digits * out->code_stride + g * out->group,
                           t * n_groups + g);
        }
    }
}
