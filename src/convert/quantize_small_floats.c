/*
 * Codes that are small floats: mxfp4, nvfp4, mxfp8. MLX on the CPU makes them by operations on
 * whole arrays, each of which rounds to the type of the weights: so does this, step by step.
 *
 * The largest magnitude of a group, divided by the largest code (6 of E2M1, 448 of E4M3), is what
 * the scale should be. An E8M0 scale is the smallest power of two that is not below it, but at
 * least 2^-127 (MLX's exponent wraps around there, and the scale becomes infinite); an E4M3 scale
 * (nvfp4) is the nearest of its kind. Weights are divided by the scale. E2M1 codes are the nearest,
 * the lower index of two as near: of two with the same distance that is the one nearer to zero;
 * E4M3 codes are rounded half to even, and saturate.
 */
#include "convert/quantize_small_floats.h"

#include <math.h>
#include <string.h>
#include "kernels/numbers.h"

/* ---- E4M3 ----------------------------------------------------------------------------------- */

/* The nearest, half to even; at most 448. */
static uint8_t e4m3_of_float(float x)
{
    uint32_t bits = bits_of_float(x);
    uint32_t sign = bits >> 24 & 0x80u;
    uint32_t magnitude = bits & 0x7FFFFFFFu;
    uint32_t code;
    if (magnitude >= 0x43E80000u) { /* 464, from where on what is rounded is beyond 448 */
        return (uint8_t)(sign | 0x7Eu);
    }
    if (magnitude < 0x3C800000u) {
        /* Below 2^-6: adding 2^14 leaves the wanted units of 2^-9 as the last bits, rounded. */
        code = bits_of_float(float_of_bits(magnitude) + 16384.0f) - bits_of_float(16384.0f);
    } else {
        code = (magnitude - (120u << 23) + 0x7FFFFu + (magnitude >> 20 & 1u)) >> 20;
        code = code < 0x7Eu ? code : 0x7Eu;
    }
    return (uint8_t)(sign | code);
}

/* ---- E2M1 ----------------------------------------------------------------------------------- */

/* x - value, rounded to the type, decides what is nearest. NaN is nearest to what comes first. */
static uint8_t e2m1_of_float(float x, enum float_type type)
{
    static const float values[16] = {+0.0f, +0.5f, +1.0f, +1.5f, +2.0f, +3.0f, +4.0f, +6.0f,
                                     -0.0f, -0.5f, -1.0f, -1.5f, -2.0f, -3.0f, -4.0f, -6.0f};
    float distances[16];
    uint8_t best = 0;
    for (unsigned i = 0; i < 16; i++) {
        distances[i] = x - values[i];
    }
    quantize_round(distances, 16, type);
    for (uint8_t i = 1; i < 16; i++) {
        best = fabsf(distances[i]) < fabsf(distances[best]) ? i : best;
    }
    return best;
}

/* ---- scales --------------------------------------------------------------------------------- */

static float rounded(float x, enum float_type type)
{
    quantize_round(&x, 1, type);
    return x;
}

static uint8_t make_scale(const struct quantization_scheme *scheme, enum float_type type,
                          float largest, float *scale)
{
    float wanted = rounded(largest / (scheme->bits == 4 ? 6.0f : 448.0f), type);
    if (scheme->kind == MATRIX_NVFP4) {
        uint8_t byte = e4m3_of_float(wanted);
        *scale = rounded(float_of_e4m3(byte), type);
        return byte;
    }
    int exponent = 0;
    if (wanted != 0 && frexpf(wanted, &exponent) == 0.5f) {
        exponent--; /* a power of two needs no larger one */
    }
    exponent = exponent < -127 ? -127 : exponent;
    *scale = ldexpf(1, exponent);
    return (uint8_t)(exponent + 127);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void quantize_group(const struct quantization_scheme *scheme, enum float_type type,
                           const float *x, uint8_t *words, uint8_t *scale_byte)
{
    float largest = 0;
    float scale;
    for (unsigned i = 0; i < scheme->group; i++) {
        largest = fabsf(x[i]) > largest ? fabsf(x[i]) : largest;
    }
    *scale_byte = make_scale(scheme, type, largest, &scale);
    memset(words, 0, scheme->group * scheme->bits / 8);
    for (unsigned i = 0; i < scheme->group; i++) {
        float value = rounded(x[i] / scale, type);
        if (scheme->bits == 8) {
            words[i] = e4m3_of_float(value);
        } else {
            words[i / 2] |= (uint8_t)(e2m1_of_float(value, type) << (4 * (i % 2)));
        }
    }
}

void quantize_small_floats(const struct quantization_scheme *scheme, enum float_type type,
                           const float *x, size_t n_groups, struct quantized_rows out)
{
    size_t n_words = scheme->group * scheme->bits / 8;
    for (size_t i = 0; i < n_groups; i++) {
        quantize_group(scheme, type, x + i * scheme->group, out.words + i * n_words,
                       out.scales + i);
    }
}
