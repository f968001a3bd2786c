/*
 * Affine codes. Per group, in 32-bit float, with n = 2^bits - 1: the step is (maximum - minimum) /
 * n, at least 1e-7; the edge is the end of the range with the larger magnitude, and the step is
 * negative where that is the maximum. Edge / step, rounded, is the code of the edge with no bias:
 * if it is not 0, the step becomes edge / that code and the bias the edge, so that 0.0 has a code
 * of its own. Codes are (w - bias) / step, rounded half to even and clamped to [0, n]; step and
 * bias are rounded to the checkpoint's type afterwards.
 *
 * A number in [0, n] is rounded by adding 1.5 * 2^23, whose last bit is 1: exact, and the same on
 * every machine.
 */
#include "convert/quantize.h"

#include <math.h>
#include <string.h>
#include "convert/affine_search.h"
#include "convert/quantize_small_floats.h"
#include "kernels/numbers.h"

enum { MAX_GROUP = 128 };

/* ---- floats --------------------------------------------------------------------------------- */

static inline uint16_t bf16_of_float(float x)
{
    uint32_t bits = bits_of_float(x);
    if ((bits & 0x7FFFFFFFu) > 0x7F800000u) {
        return (uint16_t)(bits >> 16 | 0x40u);
    }
    return (uint16_t)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
}

void quantize_round(float *x, size_t n, enum float_type type)
{
    if (type == FLOAT_BF16) {
        for (size_t i = 0; i < n; i++) {
            x[i] = float_of_bf16(bf16_of_float(x[i]));
        }
    } else if (type == FLOAT_F16) {
        for (size_t i = 0; i < n; i++) {
            x[i] = float_of_f16(f16_of_float(x[i]));
        }
    }
}

void quantize_store(const float *x, size_t n, enum float_type type, uint8_t *out)
{
    if (type == FLOAT_F32) {
        memcpy(out, x, n * sizeof *x);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        uint16_t half = type == FLOAT_F16 ? f16_of_float(x[i]) : bf16_of_float(x[i]);
        memcpy(out + 2 * i, &half, sizeof half);
    }
}

size_t quantize_find_unfit(const float *x, size_t n)
{
    /* Whether a piece has one needs no branch for each value. */
    enum { PIECE = 256 };
    for (size_t first = 0; first < n; first += PIECE) {
        size_t last = n - first < PIECE ? n : first + PIECE;
        uint32_t any = 0;
        for (size_t i = first; i < last; i++) {
            any |= (bits_of_float(x[i]) & 0x7FFFFFFFu) >= 0x7F000000u;
        }
        for (size_t i = first; any != 0 && i < last; i++) {
            if (!(fabsf(x[i]) < 0x1p127f)) {
                return i;
            }
        }
    }
    return n;
}

/* ---- packing -------------------------------------------------------------------------------- */

/* n codes, a multiple of 32, as a stream of bits, the first in the lowest. */
static void pack(const uint8_t *codes, size_t n, unsigned bits, uint8_t *out)
{
    uint64_t stream = 0;
    unsigned n_bits = 0;
    if (bits == 8) {
        memcpy(out, codes, n);
        return;
    }
    if (bits == 4) {
        for (size_t i = 0; i < n / 2; i++) {
            out[i] = (uint8_t)(codes[2 * i] | codes[2 * i + 1] << 4);
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        stream |= (uint64_t)codes[i] << n_bits;
        n_bits += bits;
        if (n_bits >= 32) {
            uint32_t word = (uint32_t)stream;
            memcpy(out, &word, sizeof word);
            out += sizeof word;
            stream >>= 32;
            n_bits -= 32;
        }
    }
}

/* ---- affine --------------------------------------------------------------------------------- */

static void find_range(const float *x, unsigned group, float *low, float *high)
{
    enum { LANES = 8 };
    float lows[LANES];
    float highs[LANES];
    for (unsigned k = 0; k < LANES; k++) {
        lows[k] = highs[k] = x[k];
    }
    for (unsigned i = LANES; i < group; i += LANES) {
        for (unsigned k = 0; k < LANES; k++) {
            lows[k] = x[i + k] < lows[k] ? x[i + k] : lows[k];
            highs[k] = x[i + k] > highs[k] ? x[i + k] : highs[k];
        }
    }
    *low = lows[0];
    *high = highs[0];
    for (unsigned k = 1; k < LANES; k++) {
        *low = lows[k] < *low ? lows[k] : *low;
        *high = highs[k] > *high ? highs[k] : *high;
    }
}

static void affine_group(const float *x, unsigned group, unsigned bits, float *scale, float *bias,
                         uint8_t *codes)
{
    const float magic = 12582912.0f; /* 1.5 * 2^23 */
    float n = (float)((1u << bits) - 1);
    float low, high;
    find_range(x, group, &low, &high);
    bool is_low = fabsf(low) > fabsf(high);
    float step = (high - low) / n;
    step = step > 1e-7f ? step : 1e-7f;
    step = is_low ? step : -step;
    float edge = is_low ? low : high;
    float code = rintf(edge / step);
    float shift = 0;
    if (code != 0) {
        step = edge / code;
        shift = edge;
    }
    for (unsigned i = 0; i < group; i++) {
        float value = (x[i] - shift) / step;
        value = value > 0 ? value : 0;
        value = value < n ? value : n;
        codes[i] = (uint8_t)bits_of_float(value + magic);
    }
    *scale = step;
    *bias = shift;
}

void quantize_rows_better(const struct quantization_scheme *scheme, enum float_type float_type,
                          const float *x, const float *importance, size_t n_rows, size_t n_columns,
                          struct quantized_rows out)
{
    uint8_t codes[MAX_GROUP];
    unsigned group = scheme->group;
    size_t n_scale = float_type_bytes(float_type);
    size_t n_words = (size_t)group * scheme->bits / 8;
    size_t n_groups = n_columns / group;
    for (size_t i = 0; i < n_rows * n_groups; i++) {
        float scale, bias;
        const float *weights = importance != NULL ? importance + i % n_groups * group : NULL;
        affine_group(x + i * group, group, scheme->bits, &scale, &bias, codes);
        affine_search(x + i * group, weights, group, scheme->bits, float_type, &scale, &bias,
                      codes);
        pack(codes, group, scheme->bits, out.words + i * n_words);
        quantize_store(&scale, 1, float_type, out.scales + i * n_scale);
        quantize_store(&bias, 1, float_type, out.biases + i * n_scale);
    }
}

static void affine_rows(unsigned bits, unsigned group, enum float_type type, const float *x,
                        size_t n_groups, struct quantized_rows out)
{
    uint8_t codes[MAX_GROUP];
    size_t n_scale = float_type_bytes(type);
    size_t n_words = (size_t)group * bits / 8;
    for (size_t i = 0; i < n_groups; i++) {
        float scale, bias;
        affine_group(x + i * group, group, bits, &scale, &bias, codes);
        pack(codes, group, bits, out.words + i * n_words);
        quantize_store(&scale, 1, type, out.scales + i * n_scale);
        quantize_store(&bias, 1, type, out.biases + i * n_scale);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

void quantize_rows_to(const struct quantization_scheme *scheme, enum float_type float_type,
                      const float *x, size_t n_rows, size_t n_columns, struct quantized_rows out)
{
    size_t n_groups = n_rows * (n_columns / scheme->group);
    if (scheme->kind == MATRIX_AFFINE) {
        affine_rows(scheme->bits, scheme->group, float_type, x, n_groups, out);
    } else {
        quantize_small_floats(scheme, float_type, x, n_groups, out);
    }
}
