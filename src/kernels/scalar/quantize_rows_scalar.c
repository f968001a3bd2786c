/* Activations in 8 bits: the definition. */
#include "kernels/scalar/layouts.h"
#include "kernels/scalar/scalar.h"

#include <math.h>

/* The largest magnitude, compared as integers: NaN before infinity before all numbers. */
static float largest_magnitude(const float *x, size_t n)
{
    uint32_t largest = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t magnitude = bits_of_float(x[i]) & 0x7fffffffu;
        largest = magnitude > largest ? magnitude : largest;
    }
    return float_of_bits(largest);
}

/* Written so that NaN gives a number, too. */
static int8_t code_of(float x)
{
    x = x > -127.0f ? x : -127.0f;
    x = x < 127.0f ? x : 127.0f;
    return (int8_t)lrintf(x);
}

static void quantize_group(const float *x, unsigned group, unsigned bits, int8_t *codes,
                           float *scale, int32_t *sum)
{
    float largest = largest_magnitude(x, group);
    float inverse = 127.0f / largest;
    bool is_zero = inverse == INFINITY;
    *scale = is_zero ? 0 : largest / 127.0f;
    *sum = 0;
    for (size_t i = 0; i < group; i++) {
        int8_t code = is_zero ? 0 : code_of(x[i] * inverse);
        codes[activation_position(bits, group, i)] = code;
        *sum += code;
    }
}

void quantize_rows_scalar(const float *x, size_t x_stride, size_t first_token, size_t n_tokens,
                          struct activations *out)
{
    size_t n_groups = out->n_columns / out->group;
    for (size_t t = first_token; t < first_token + n_tokens; t++) {
        for (size_t g = 0; g < n_groups; g++) {
            size_t i = t * n_groups + g;
            quantize_group(x + t * x_stride + g * out->group, out->group, out->bits,
                           out->codes + t * out->code_stride + g * out->group, &out->scales[i],
                           &out->sums[i]);
            out->shifts[i] = out->scales[i] * (float)out->sums[i];
        }
    }
}
