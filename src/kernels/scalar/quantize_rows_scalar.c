/* Activations as integers: the definition. */
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
static float clamp(float x)
{
    x = x > -127.0f ? x : -127.0f;
    return x < 127.0f ? x : 127.0f;
}

/* Group i of all; `codes` is where its first digits go. */
static void quantize_group(const float *x, const struct activations *out, int8_t *codes, size_t i)
{
    float largest = largest_magnitude(x, out->group);
    float inverse = 127.0f / largest;
    bool is_zero = inverse == INFINITY;
    bool has_two = out->n_digits == 2;
    int32_t sum = 0;
    for (size_t k = 0; k < out->group; k++) {
        size_t position = activation_position(out->bits, out->group, k);
        float r = is_zero ? 0 : clamp(x[k] * inverse);
        int8_t first = (int8_t)lrintf(r);
        codes[position] = first;
        sum += has_two ? KERNEL_DIGIT_BASE * first : first;
        if (has_two) {
            int8_t second = (int8_t)lrintf((r - (float)first) * KERNEL_DIGIT_BASE);
            codes[out->code_stride + position] = second;
            sum += second;
        }
    }
    out->scales[i] = is_zero ? 0 : largest / (has_two ? 127.0f * KERNEL_DIGIT_BASE : 127.0f);
    out->sums[i] = sum;
    out->shifts[i] = out->scales[i] * (float)sum;
}

void quantize_rows_scalar(const float *x, size_t x_stride, size_t first_token, size_t n_tokens,
                          struct activations *out)
{
    size_t n_groups = out->n_columns / out->group;
    for (size_t t = first_token; t < first_token + n_tokens; t++) {
        for (size_t g = 0; g < n_groups; g++) {
            size_t row = t * out->n_digits;
            quantize_group(x + t * x_stride + g * out->group, out,
                           out->codes + row * out->code_stride + g * out->group, t * n_groups + g);
        }
    }
}
