/* Sixteen weights in four NEON registers; what the functions do is told in vector/decode_vector.h.
 */
#ifndef KERNELS_NEON_DECODE_NEON_H
#define KERNELS_NEON_DECODE_NEON_H
#if defined(__aarch64__) || defined(__arm64__)

#include "kernels/matrix.h"
#include "kernels/neon/lanes_neon.h"

enum { DIRECT_ROWS = 2, DIRECT_FEW_ROWS = 1, DIRECT_FEW_TOKENS = 4 };

struct group_values {
    float32x4_t scale, bias;
};

static ALWAYS_INLINE struct group_values group_values_of(enum matrix_kind kind, unsigned bits,
                                                         const float *scale, const float *bias)
{
    (void)bits;
    return (struct group_values){vdupq_n_f32(*scale),
                                 vdupq_n_f32(kind == MATRIX_AFFINE ? *bias : 0.0f)};
}

/* Quarter q of a step of codes of up to 6 bits: four codes lie in at most four bytes. */
static ALWAYS_INLINE float32x4_t decode_quarter(unsigned bits, const struct group_values *group,
                                                const uint8_t *data, unsigned step, unsigned q)
{
    unsigned first_bit = (16 * step + 4 * q) * bits;
    unsigned last_byte = 4 * bits - 4; /* to read from, within the 32 columns */
    unsigned byte = first_bit / 8 < last_byte ? first_bit / 8 : last_byte;
    uint32_t word;
    memcpy(&word, data + byte, sizeof word);
    const int shift = (int)(first_bit - 8 * byte);
    const int width = (int)bits;
    const int32x4_t shifts = {-shift, -shift - width, -shift - 2 * width, -shift - 3 * width};
    uint32x4_t codes = vshlq_u32(vdupq_n_u32(word), shifts);
    codes = vandq_u32(codes, vdupq_n_u32((1u << bits) - 1));
    return vfmaq_f32(group->bias, group->scale, vcvtq_f32_u32(codes));
}

/* E2M1 numbers are the upper halves of floats, which are looked up byte by byte. */
static ALWAYS_INLINE struct lanes lanes_load_e2m1(const uint8_t *data)
{
    static const uint8_t upper[16] = {0x00, 0x3f, 0x3f, 0x3f, 0x40, 0x40, 0x40, 0x40,
                                      0x80, 0xbf, 0xbf, 0xbf, 0xc0, 0xc0, 0xc0, 0xc0};
    static const uint8_t lower[16] = {0x00, 0x00, 0x80, 0xc0, 0x00, 0x40, 0x80, 0xc0,
                                      0x00, 0x00, 0x80, 0xc0, 0x00, 0x40, 0x80, 0xc0};
    uint8x8_t bytes = vld1_u8(data);
    uint8x8_t even = vand_u8(bytes, vdup_n_u8(15));
    uint8x8_t odd = vshr_n_u8(bytes, 4);
    uint8x16_t codes = vzip1q_u8(vcombine_u8(even, even), vcombine_u8(odd, odd));
    uint8x16_t high = vqtbl1q_u8(vld1q_u8(upper), codes);
    uint8x16_t low = vqtbl1q_u8(vld1q_u8(lower), codes);
    uint16x8_t first = vreinterpretq_u16_u8(vzip1q_u8(low, high));
    uint16x8_t second = vreinterpretq_u16_u8(vzip2q_u8(low, high));
    return (struct lanes){vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(first), 16)),
                          vreinterpretq_f32_u32(vshll_high_n_u16(first, 16)),
                          vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(second), 16)),
                          vreinterpretq_f32_u32(vshll_high_n_u16(second, 16))};
}

static ALWAYS_INLINE struct lanes decode_step(enum matrix_kind kind, unsigned bits,
                                              const struct group_values *group, const uint8_t *data,
                                              unsigned step)
{
    const struct lanes scale = {group->scale, group->scale, group->scale, group->scale};
    const struct lanes bias = {group->bias, group->bias, group->bias, group->bias};
    if (kind == MATRIX_MXFP8) {
        struct lanes value = lanes_load_small_e4m3(data + 16 * step);
        return lanes_multiply(lanes_multiply(value, lanes_set(256.0f)), scale);
    }
    if (kind != MATRIX_AFFINE) {
        return lanes_multiply(lanes_load_e2m1(data + 8 * step), scale);
    }
    if (bits == 8) {
        return lanes_fma(scale, lanes_load_u8(data + 16 * step), bias);
    }
    return (struct lanes){
        decode_quarter(bits, group, data, step, 0), decode_quarter(bits, group, data, step, 1),
        decode_quarter(bits, group, data, step, 2), decode_quarter(bits, group, data, step, 3)};
}

static ALWAYS_INLINE struct lanes lanes_in_order(unsigned bits, struct lanes plain)
{
    (void)bits;
    return plain;
}

static ALWAYS_INLINE struct lanes lanes_in_plain_order(unsigned bits, struct lanes ordered)
{
    (void)bits;
    return ordered;
}

#endif
#endif
