/* Small number formats of weight files and caches, to and from 32-bit float, as the CPU's own
 * conversions do it: denormals kept, round half to even, NaNs quieted. */
#ifndef KERNELS_NUMBERS_H
#define KERNELS_NUMBERS_H

#include <stdint.h>
#include <string.h>

static inline float float_of_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

static inline uint32_t bits_of_float(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static inline float float_of_f16(uint16_t half)
{
    uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    uint32_t exponent = (half >> 10) & 31u;
    uint32_t fraction = half & 0x3ffu;
    if (exponent == 31) {
        uint32_t quiet = fraction != 0 ? 0x400000u : 0;
        return float_of_bits(sign | 0x7f800000u | quiet | fraction << 13);
    }
    if (exponent == 0) {
        float magnitude = (float)fraction * 0x1p-24f;
        return float_of_bits(sign | bits_of_float(magnitude));
    }
    return float_of_bits(sign | (exponent + 112) << 23 | fraction << 13);
}

static inline uint16_t f16_of_float(float x)
{
    uint32_t bits = bits_of_float(x);
    uint32_t sign = bits >> 16 & 0x8000u;
    uint32_t magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) {
        return (uint16_t)(sign | 0x7e00u | (magnitude >> 13 & 0x3ffu));
    }
    if (magnitude >= 0x477ff000u) { /* rounds to 65536 or more */
        return (uint16_t)(sign | 0x7c00u);
    }
    if (magnitude < 0x38800000u) {
        /* Below 2^-14: adding 1/2 leaves the wanted units of 2^-24 as the last bits, rounded. */
        float units = float_of_bits(magnitude) + 0.5f;
        return (uint16_t)(sign | (bits_of_float(units) - bits_of_float(0.5f)));
    }
    uint32_t odd = magnitude >> 13 & 1u;
    return (uint16_t)(sign | ((magnitude - 0x38000000u + 0xfffu + odd) >> 13));
}

static inline float float_of_bf16(uint16_t half)
{
    return float_of_bits((uint32_t)half << 16);
}

/* 2^(byte - 127); 255 is infinity. */
static inline float float_of_e8m0(uint8_t byte)
{
    return float_of_bits(byte == 0 ? 0x00400000u : (uint32_t)byte << 23);
}

/* Bias 7, no infinity; the pattern that others call NaN reads as 480. */
static inline float float_of_e4m3(uint8_t byte)
{
    float magnitude = float_of_f16((uint16_t)((byte & 0x7f) << 7)) * 256.0f;
    return byte & 0x80 ? -magnitude : magnitude;
}

#endif
