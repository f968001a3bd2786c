/* Sixteen lanes in four NEON registers; what the functions do is told in vector/rows_vector.h. */
#ifndef KERNELS_NEON_LANES_NEON_H
#define KERNELS_NEON_LANES_NEON_H
#if defined(__aarch64__) || defined(__arm64__)

#include <arm_neon.h>
#include <stdint.h>
#include <string.h>
#include "base/compiler.h"

enum { ATTENTION_SUMS = 6, ATTENTION_DIRECT = 6 };
enum { LINEAR_ROWS = 2, LINEAR_TOKENS = 2, LINEAR_ONE_ROWS = 4 };

struct lanes {
    float32x4_t a, b, c, d;
};

/* The same for each of the four registers. */
#define LANES_EACH(operation, x)                                                                   \
    {                                                                                              \
        operation((x).a), operation((x).b), operation((x).c), operation((x).d)                     \
    }
#define LANES_BOTH(operation, x, y)                                                                \
    {                                                                                              \
        operation((x).a, (y).a), operation((x).b, (y).b), operation((x).c, (y).c),                 \
            operation((x).d, (y).d)                                                                \
    }

static ALWAYS_INLINE struct lanes lanes_set(float x)
{
    float32x4_t v = vdupq_n_f32(x);
    return (struct lanes){v, v, v, v};
}

static ALWAYS_INLINE struct lanes lanes_load(const float *p)
{
    return (struct lanes){vld1q_f32(p), vld1q_f32(p + 4), vld1q_f32(p + 8), vld1q_f32(p + 12)};
}

static ALWAYS_INLINE void lanes_store(float *p, struct lanes x)
{
    vst1q_f32(p, x.a);
    vst1q_f32(p + 4, x.b);
    vst1q_f32(p + 8, x.c);
    vst1q_f32(p + 12, x.d);
}

static ALWAYS_INLINE struct lanes lanes_load_f16(const uint16_t *p)
{
    float16x8_t low = vreinterpretq_f16_u16(vld1q_u16(p));
    float16x8_t high = vreinterpretq_f16_u16(vld1q_u16(p + 8));
    return (struct lanes){vcvt_f32_f16(vget_low_f16(low)), vcvt_high_f32_f16(low),
                          vcvt_f32_f16(vget_low_f16(high)), vcvt_high_f32_f16(high)};
}

static ALWAYS_INLINE void lanes_store_f16(uint16_t *p, struct lanes x)
{
    vst1q_u16(p, vreinterpretq_u16_f16(vcvt_high_f16_f32(vcvt_f16_f32(x.a), x.b)));
    vst1q_u16(p + 8, vreinterpretq_u16_f16(vcvt_high_f16_f32(vcvt_f16_f32(x.c), x.d)));
}

static ALWAYS_INLINE struct lanes lanes_load_bf16(const uint16_t *p)
{
    uint16x8_t low = vld1q_u16(p);
    uint16x8_t high = vld1q_u16(p + 8);
    return (struct lanes){vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(low), 16)),
                          vreinterpretq_f32_u32(vshll_high_n_u16(low, 16)),
                          vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(high), 16)),
                          vreinterpretq_f32_u32(vshll_high_n_u16(high, 16))};
}

/* Quarter q of 16 bytes, widened to 32 bits. */
static ALWAYS_INLINE uint32x4_t widened(uint8x16_t bytes, unsigned q)
{
    uint16x8_t half = q < 2 ? vmovl_u8(vget_low_u8(bytes)) : vmovl_high_u8(bytes);
    return q % 2 == 0 ? vmovl_u16(vget_low_u16(half)) : vmovl_high_u16(half);
}

static ALWAYS_INLINE struct lanes lanes_load_u8(const uint8_t *p)
{
    uint8x16_t codes = vld1q_u8(p);
    return (struct lanes){vcvtq_f32_u32(widened(codes, 0)), vcvtq_f32_u32(widened(codes, 1)),
                          vcvtq_f32_u32(widened(codes, 2)), vcvtq_f32_u32(widened(codes, 3))};
}

/* Eight E4M3 numbers as halves, 256 times too small: the sign comes to the uppermost bit, and to
 * the next, where it may not be. */
static ALWAYS_INLINE float16x8_t small_halves(int8x8_t bytes)
{
    uint16x8_t wide = vreinterpretq_u16_s16(vshll_n_s8(bytes, 7));
    return vreinterpretq_f16_u16(vandq_u16(wide, vdupq_n_u16(0xbfff)));
}

/* E4M3 numbers divided by 256: then their lower bits are those of the same number as an f16. */
static ALWAYS_INLINE struct lanes lanes_load_small_e4m3(const uint8_t *p)
{
    int8x16_t bytes = vreinterpretq_s8_u8(vld1q_u8(p));
    float16x8_t low = small_halves(vget_low_s8(bytes));
    float16x8_t high = small_halves(vget_high_s8(bytes));
    return (struct lanes){vcvt_f32_f16(vget_low_f16(low)), vcvt_high_f32_f16(low),
                          vcvt_f32_f16(vget_low_f16(high)), vcvt_high_f32_f16(high)};
}

static ALWAYS_INLINE float32x4_t exponents(uint32x4_t bytes)
{
    return vreinterpretq_f32_u32(vmaxq_u32(vshlq_n_u32(bytes, 23), vdupq_n_u32(0x00400000)));
}

/* 2^(byte - 127): bytes of exponents, 0 the one below the normal ones. */
static ALWAYS_INLINE struct lanes lanes_load_e8m0(const uint8_t *p)
{
    uint8x16_t bytes = vld1q_u8(p);
    return (struct lanes){exponents(widened(bytes, 0)), exponents(widened(bytes, 1)),
                          exponents(widened(bytes, 2)), exponents(widened(bytes, 3))};
}

static ALWAYS_INLINE struct lanes lanes_load_i8(const int8_t *p)
{
    int8x16_t codes = vld1q_s8(p);
    int16x8_t low = vmovl_s8(vget_low_s8(codes));
    int16x8_t high = vmovl_high_s8(codes);
    return (struct lanes){
        vcvtq_f32_s32(vmovl_s16(vget_low_s16(low))), vcvtq_f32_s32(vmovl_high_s16(low)),
        vcvtq_f32_s32(vmovl_s16(vget_low_s16(high))), vcvtq_f32_s32(vmovl_high_s16(high))};
}

static ALWAYS_INLINE void lanes_store_i8(int8_t *p, struct lanes x)
{
    int16x4_t a = vmovn_s32(vcvtnq_s32_f32(x.a));
    int16x8_t low = vmovn_high_s32(a, vcvtnq_s32_f32(x.b));
    int16x4_t c = vmovn_s32(vcvtnq_s32_f32(x.c));
    int16x8_t high = vmovn_high_s32(c, vcvtnq_s32_f32(x.d));
    vst1q_s8(p, vmovn_high_s16(vmovn_s16(low), high));
}

/* Has the compiler hold *x in registers here. */
static ALWAYS_INLINE void lanes_pin(struct lanes *x)
{
    __asm__("" : "+w"(x->a), "+w"(x->b), "+w"(x->c), "+w"(x->d));
}

static ALWAYS_INLINE struct lanes lanes_add(struct lanes x, struct lanes y)
{
    return (struct lanes)LANES_BOTH(vaddq_f32, x, y);
}

static ALWAYS_INLINE struct lanes lanes_subtract(struct lanes x, struct lanes y)
{
    return (struct lanes)LANES_BOTH(vsubq_f32, x, y);
}

static ALWAYS_INLINE struct lanes lanes_multiply(struct lanes x, struct lanes y)
{
    return (struct lanes)LANES_BOTH(vmulq_f32, x, y);
}

static ALWAYS_INLINE struct lanes lanes_divide(struct lanes x, struct lanes y)
{
    return (struct lanes)LANES_BOTH(vdivq_f32, x, y);
}

static ALWAYS_INLINE struct lanes lanes_fma(struct lanes x, struct lanes y, struct lanes z)
{
    return (struct lanes){vfmaq_f32(z.a, x.a, y.a), vfmaq_f32(z.b, x.b, y.b),
                          vfmaq_f32(z.c, x.c, y.c), vfmaq_f32(z.d, x.d, y.d)};
}

static ALWAYS_INLINE struct lanes lanes_negate(struct lanes x)
{
    return (struct lanes)LANES_EACH(vnegq_f32, x);
}

static ALWAYS_INLINE struct lanes lanes_magnitude(struct lanes x)
{
    return (struct lanes)LANES_EACH(vabsq_f32, x);
}

static ALWAYS_INLINE float32x4_t copy_sign(float32x4_t x, float32x4_t sign)
{
    return vbslq_f32(vdupq_n_u32(0x80000000u), sign, x);
}

static ALWAYS_INLINE struct lanes lanes_copy_sign(struct lanes x, struct lanes sign)
{
    return (struct lanes)LANES_BOTH(copy_sign, x, sign);
}

/* NEON's own maximum and minimum keep a NaN on either side. */
static ALWAYS_INLINE float32x4_t larger(float32x4_t x, float32x4_t y)
{
    return vbslq_f32(vcgtq_f32(x, y), x, y);
}

static ALWAYS_INLINE float32x4_t smaller(float32x4_t x, float32x4_t y)
{
    return vbslq_f32(vcltq_f32(x, y), x, y);
}

static ALWAYS_INLINE struct lanes lanes_larger(struct lanes x, struct lanes y)
{
    return (struct lanes)LANES_BOTH(larger, x, y);
}

static ALWAYS_INLINE struct lanes lanes_smaller(struct lanes x, struct lanes y)
{
    return (struct lanes)LANES_BOTH(smaller, x, y);
}

static ALWAYS_INLINE struct lanes lanes_if_less(struct lanes x, struct lanes y, struct lanes yes,
                                                struct lanes no)
{
    return (struct lanes){
        vbslq_f32(vcltq_f32(x.a, y.a), yes.a, no.a), vbslq_f32(vcltq_f32(x.b, y.b), yes.b, no.b),
        vbslq_f32(vcltq_f32(x.c, y.c), yes.c, no.c), vbslq_f32(vcltq_f32(x.d, y.d), yes.d, no.d)};
}

static ALWAYS_INLINE float32x4_t add_exponent(float32x4_t x, float32x4_t shifted)
{
    int32x4_t n = vshlq_n_s32(vreinterpretq_s32_f32(shifted), 23);
    return vreinterpretq_f32_s32(vaddq_s32(vreinterpretq_s32_f32(x), n));
}

static ALWAYS_INLINE struct lanes lanes_add_exponent(struct lanes x, struct lanes shifted)
{
    return (struct lanes)LANES_BOTH(add_exponent, x, shifted);
}

static ALWAYS_INLINE float32x4_t power(float32x4_t shifted)
{
    return vreinterpretq_f32_s32(vshlq_n_s32(vreinterpretq_s32_f32(shifted), 23));
}

static ALWAYS_INLINE struct lanes lanes_power(struct lanes shifted)
{
    return (struct lanes)LANES_EACH(power, shifted);
}

/* l + (l + 8), then + (l + 4): four partial sums. */
static ALWAYS_INLINE float32x4_t four_sums(struct lanes x)
{
    return vaddq_f32(vaddq_f32(x.a, x.c), vaddq_f32(x.b, x.d));
}

static ALWAYS_INLINE float lanes_sum(struct lanes x)
{
    float32x4_t four = four_sums(x);
    float32x2_t two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
    return vget_lane_f32(vpadd_f32(two, two), 0);
}

static ALWAYS_INLINE float lanes_largest(struct lanes x)
{
    return vmaxvq_f32(vmaxq_f32(vmaxq_f32(x.a, x.b), vmaxq_f32(x.c, x.d)));
}

static ALWAYS_INLINE float lanes_first(struct lanes x)
{
    return vgetq_lane_f32(x.a, 0);
}

static ALWAYS_INLINE void lanes_unzip(struct lanes x, struct lanes y, struct lanes *even,
                                      struct lanes *odd)
{
    *even = (struct lanes){vuzp1q_f32(x.a, x.b), vuzp1q_f32(x.c, x.d), vuzp1q_f32(y.a, y.b),
                           vuzp1q_f32(y.c, y.d)};
    *odd = (struct lanes){vuzp2q_f32(x.a, x.b), vuzp2q_f32(x.c, x.d), vuzp2q_f32(y.a, y.b),
                          vuzp2q_f32(y.c, y.d)};
}

static ALWAYS_INLINE void lanes_zip(struct lanes even, struct lanes odd, struct lanes *x,
                                    struct lanes *y)
{
    *x = (struct lanes){vzip1q_f32(even.a, odd.a), vzip2q_f32(even.a, odd.a),
                        vzip1q_f32(even.b, odd.b), vzip2q_f32(even.b, odd.b)};
    *y = (struct lanes){vzip1q_f32(even.c, odd.c), vzip2q_f32(even.c, odd.c),
                        vzip1q_f32(even.d, odd.d), vzip2q_f32(even.d, odd.d)};
}

#endif
#endif
