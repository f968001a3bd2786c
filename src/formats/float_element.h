/* One number of a float tensor, at any alignment. */
#ifndef FORMATS_FLOAT_ELEMENT_H
#define FORMATS_FLOAT_ELEMENT_H

#include "formats/safetensors.h"

static inline float float_of_f16(uint16_t half)
{
    unsigned exponent = (half >> 10) & 31;
    unsigned fraction = half & 1023;
    uint32_t bits;
    float value;
    if (exponent == 0) {
        value = (float)fraction * 0x1p-24f;
        return (half & 0x8000) != 0 ? -value : value;
    }
    bits = (uint32_t)(half & 0x8000) << 16 | (uint32_t)fraction << 13 |
           (exponent == 31 ? 255u : exponent + 112) << 23;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The element at `index` of data of type F32, F16 or BF16. */
static inline float float_element(const uint8_t *data, enum safetensors_dtype dtype, size_t index)
{
    float value;
    uint32_t bits;
    if (dtype == SAFETENSORS_F16) {
        return float_of_f16(bytes_u16(data + 2 * index));
    }
    bits = dtype == SAFETENSORS_BF16 ? (uint32_t)bytes_u16(data + 2 * index) << 16
                                     : bytes_u32(data + 4 * index);
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
