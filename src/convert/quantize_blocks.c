/*
 * Blocks of GGUF from numbers. Those of 32 have one scale, the others a scale for each group of 16
 * or 32, which is itself a small code times the block's scale. So three steps: fit each group
 * (block_fit.h), make codes of the scales, and choose the codes of the numbers anew for the scales
 * as they will be read.
 *
 * Without importance the groups of 32 with one scale are not searched at all: the largest number
 * decides.
 */
#include "convert/quantize_blocks.h"

#include <float.h>
#include <math.h>
#include <string.h>
#include "convert/block_fit.h"
#include "kernels/blocks.h"

enum { N_SMALL = 32, N_LARGE = 256, MAX_GROUPS = 16 };

/* One block: its numbers, their importance (or NULL), and the mean square of the whole row. */
struct numbers {
    const float *x;
    const float *importance;
    float row_square;
};

static void put_f16(uint8_t *out, float x)
{
    uint16_t half = f16_of_float(x);
    memcpy(out, &half, sizeof half);
}

/* As a conversion of the CPU's would be, where the scale is too small for the quotient. */
static int truncated(float x)
{
    return fabsf(x) < 0x1p31f ? (int8_t)(int)x : 0;
}

static uint8_t at_most(int value, int top)
{
    return (uint8_t)(value < top ? value : top);
}

static float inverse_of(float scale)
{
    return scale != 0 ? 1 / scale : 0;
}

static void put_nibbles(const uint8_t *codes, unsigned n, uint8_t *out)
{
    for (unsigned i = 0; i < n; i++) {
        out[i] = (uint8_t)((codes[i] & 15) | (codes[n + i] & 15) << 4);
    }
}

static void put_fifth_bits(const uint8_t *codes, uint8_t *out)
{
    uint32_t bits = 0;
    for (unsigned i = 0; i < N_SMALL; i++) {
        bits |= (uint32_t)(codes[i] >> 4 & 1) << i;
    }
    memcpy(out, &bits, sizeof bits);
}

/* What an error costs, by its column's importance; larger numbers and rows cost more. */
static void weigh(const float *x, const float *importance, unsigned n, float square, float *out)
{
    for (unsigned i = 0; i < n; i++) {
        out[i] = importance[i] * sqrtf(square + x[i] * x[i]);
    }
}

static float sum_of_squares(const float *x, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] * x[i];
    }
    return sum;
}

/* ---- blocks of 32 --------------------------------------------------------------------------- */

/* Codes from 0 to 2 * top - 1 for numbers around 0. */
static float codes_around_zero(const struct numbers *numbers, int top, uint8_t *codes)
{
    const float *x = numbers->x;
    if (numbers->importance != NULL) {
        float weights[N_SMALL];
        weigh(x, numbers->importance, N_SMALL, numbers->row_square, weights);
        return fit_signed(x, weights, N_SMALL, top, codes);
    }
    float extreme = 0;
    for (unsigned i = 0; i < N_SMALL; i++) {
        extreme = fabsf(x[i]) > fabsf(extreme) ? x[i] : extreme;
    }
    float scale = extreme / (float)-top;
    float inverse = inverse_of(scale);
    for (unsigned i = 0; i < N_SMALL; i++) {
        codes[i] = at_most(truncated(x[i] * inverse + ((float)top + 0.5f)), 2 * top - 1);
    }
    return scale;
}

/* Codes from 0 to top for numbers above a shift. */
static float codes_above_shift(const struct numbers *numbers, int top, uint8_t *codes, float *shift)
{
    const float *x = numbers->x;
    if (numbers->importance != NULL) {
        const struct fit_steps steps = {top, -0.9f, 0.05f, 36, false};
        float weights[N_SMALL];
        float minimum;
        weigh(x, numbers->importance, N_SMALL, numbers->row_square, weights);
        float scale = fit_shifted(x, weights, N_SMALL, &steps, codes, &minimum);
        *shift = -minimum;
        return scale;
    }
    float low = FLT_MAX;
    float high = -FLT_MAX;
    for (unsigned i = 0; i < N_SMALL; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
    }
    float scale = (high - low) / (float)top;
    float inverse = inverse_of(scale);
    for (unsigned i = 0; i < N_SMALL; i++) {
        codes[i] = at_most(truncated((x[i] - low) * inverse + 0.5f), top);
    }
    *shift = low;
    return scale;
}

static void pack_Q4_0(const struct numbers *numbers, uint8_t *out)
{
    uint8_t codes[N_SMALL];
    put_f16(out, codes_around_zero(numbers, 8, codes));
    put_nibbles(codes, 16, out + 2);
}

static void pack_Q4_1(const struct numbers *numbers, uint8_t *out)
{
    uint8_t codes[N_SMALL];
    float shift;
    put_f16(out, codes_above_shift(numbers, 15, codes, &shift));
    put_f16(out + 2, shift);
    put_nibbles(codes, 16, out + 4);
}

static void pack_Q5_0(const struct numbers *numbers, uint8_t *out)
{
    uint8_t codes[N_SMALL];
    put_f16(out, codes_around_zero(numbers, 16, codes));
    put_fifth_bits(codes, out + 2);
    put_nibbles(codes, 16, out + 6);
}

static void pack_Q5_1(const struct numbers *numbers, uint8_t *out)
{
    uint8_t codes[N_SMALL];
    float shift;
    put_f16(out, codes_above_shift(numbers, 31, codes, &shift));
    put_f16(out + 2, shift);
    put_fifth_bits(codes, out + 4);
    put_nibbles(codes, 16, out + 8);
}

/* Fine enough that importance changes nothing. */
static void pack_Q8_0(const struct numbers *numbers, uint8_t *out)
{
    float magnitude = 0;
    for (unsigned i = 0; i < N_SMALL; i++) {
        magnitude = fabsf(numbers->x[i]) > magnitude ? fabsf(numbers->x[i]) : magnitude;
    }
    float scale = magnitude / 127;
    float inverse = inverse_of(scale);
    put_f16(out, scale);
    for (unsigned i = 0; i < N_SMALL; i++) {
        out[2 + i] = (uint8_t)truncated(roundf(numbers->x[i] * inverse));
    }
}

/* ---- blocks of 256 with minimums ------------------------------------------------------------ */

/* How a type with minimums is made; its two searches, with importance and without. */
struct shifted_type {
    unsigned n_groups;
    int top_scale;       /* the largest code of a scale or a minimum */
    float square_factor; /* what the mean square counts beside a number's own */
    struct fit_steps steps[2];
};

/* The groups fitted, scales and minimums as codes, and the block's two numbers for these. */
struct shifted_block {
    uint8_t codes[N_LARGE];
    uint8_t scale_codes[MAX_GROUPS];
    uint8_t minimum_codes[MAX_GROUPS];
    uint16_t scale;
    uint16_t minimum;
};

/* Codes for numbers that are not negative, of which the largest gets the top. */
static float codes_below(const float *x, unsigned n, int top, uint8_t *codes)
{
    float largest = 0;
    for (unsigned i = 0; i < n; i++) {
        largest = x[i] > largest ? x[i] : largest;
    }
    float inverse = largest > 0 ? (float)top / largest : 0;
    for (unsigned i = 0; i < n; i++) {
        codes[i] = at_most((uint8_t)fit_nearest(inverse * x[i]), top);
    }
    return largest / (float)top;
}

static void weigh_shifted(const struct numbers *numbers, const struct shifted_type *type,
                          unsigned group, float block_square, float *weights)
{
    unsigned n = N_LARGE / type->n_groups;
    const float *x = numbers->x + n * group;
    if (numbers->importance != NULL) {
        weigh(x, numbers->importance + n * group, n, block_square, weights);
        return;
    }
    float level = type->steps[0].counts_magnitude ? 0 : sqrtf(sum_of_squares(x, n) / (float)n);
    for (unsigned i = 0; i < n; i++) {
        weights[i] = level + fabsf(x[i]);
    }
}

/* Codes of the numbers for the scales and minimums as they will be read. */
static void recode_shifted(const struct numbers *numbers, const struct shifted_type *type,
                           struct shifted_block *block)
{
    unsigned n = N_LARGE / type->n_groups;
    int top = type->steps[0].top;
    for (unsigned j = 0; j < type->n_groups; j++) {
        float scale = float_of_f16(block->scale) * (float)block->scale_codes[j];
        float minimum = float_of_f16(block->minimum) * (float)block->minimum_codes[j];
        for (unsigned i = n * j; scale != 0 && i < n * (j + 1); i++) {
            int code = fit_nearest((numbers->x[i] + minimum) / scale);
            block->codes[i] = (uint8_t)(code < 0 ? 0 : code < top ? code : top);
        }
    }
}

static void fit_shifted_block(const struct numbers *numbers, const struct shifted_type *type,
                              struct shifted_block *block)
{
    unsigned n = N_LARGE / type->n_groups;
    bool is_weighed = numbers->importance != NULL;
    float block_square = type->square_factor * sum_of_squares(numbers->x, N_LARGE) / (float)N_LARGE;
    float scales[MAX_GROUPS];
    float minimums[MAX_GROUPS];
    float group_weights[MAX_GROUPS];
    for (unsigned j = 0; j < type->n_groups; j++) {
        float weights[N_SMALL];
        weigh_shifted(numbers, type, j, block_square, weights);
        group_weights[j] = 0;
        for (unsigned i = 0; i < n; i++) {
            group_weights[j] += weights[i];
        }
        scales[j] = fit_shifted(numbers->x + n * j, weights, n, &type->steps[is_weighed],
                                block->codes + n * j, &minimums[j]);
    }
    int top = type->top_scale;
    float scale = is_weighed
                      ? fit_positive(scales, group_weights, type->n_groups, top, block->scale_codes)
                      : codes_below(scales, type->n_groups, top, block->scale_codes);
    float minimum = is_weighed ? fit_positive(minimums, group_weights, type->n_groups, top,
                                              block->minimum_codes)
                               : codes_below(minimums, type->n_groups, top, block->minimum_codes);
    block->scale = f16_of_float(scale);
    block->minimum = f16_of_float(minimum);
    recode_shifted(numbers, type, block);
}

/* Four codes of two bits, 32 apart, in a byte. */
static void put_two_bits(const uint8_t *codes, uint8_t *out)
{
    for (unsigned i = 0; i < 64; i++) {
        const uint8_t *at = codes + i / 32 * 128 + i % 32;
        out[i] = (uint8_t)((at[0] & 3) | (at[32] & 3) << 2 | (at[64] & 3) << 4 | (at[96] & 3) << 6);
    }
}

static void pack_Q2_K(const struct numbers *numbers, uint8_t *out)
{
    static const struct shifted_type type = {
        16, 15, 1, {{3, -0.5f, 0.1f, 15, true}, {3, -0.9f, 0.05f, 36, false}}};
    struct shifted_block block;
    fit_shifted_block(numbers, &type, &block);
    for (unsigned j = 0; j < 16; j++) {
        out[j] = (uint8_t)(block.scale_codes[j] | block.minimum_codes[j] << 4);
    }
    put_two_bits(block.codes, out + 16);
    memcpy(out + 80, &block.scale, 2);
    memcpy(out + 82, &block.minimum, 2);
}

/* The two numbers, and eight scales and minimums of 6 bits: 16 bytes. */
static void put_head(const struct shifted_block *block, uint8_t *out)
{
    const uint8_t *scales = block->scale_codes;
    const uint8_t *minimums = block->minimum_codes;
    memcpy(out, &block->scale, 2);
    memcpy(out + 2, &block->minimum, 2);
    for (unsigned j = 0; j < 4; j++) {
        out[4 + j] = (uint8_t)(scales[j] | scales[j + 4] >> 4 << 6);
        out[8 + j] = (uint8_t)(minimums[j] | minimums[j + 4] >> 4 << 6);
        out[12 + j] = (uint8_t)((scales[j + 4] & 15) | (minimums[j + 4] & 15) << 4);
    }
}

static void put_all_nibbles(const uint8_t *codes, uint8_t *out)
{
    for (unsigned j = 0; j < 4; j++) {
        put_nibbles(codes + 64 * j, 32, out + 32 * j);
    }
}

static void pack_Q4_K(const struct numbers *numbers, uint8_t *out)
{
    static const struct shifted_type type = {
        8, 63, 2, {{15, -1.0f, 0.1f, 20, false}, {15, -0.9f, 0.05f, 36, false}}};
    struct shifted_block block;
    fit_shifted_block(numbers, &type, &block);
    put_head(&block, out);
    put_all_nibbles(block.codes, out + 16);
}

static void pack_Q5_K(const struct numbers *numbers, uint8_t *out)
{
    static const struct shifted_type type = {
        8, 63, 2, {{31, -0.5f, 0.1f, 15, false}, {31, -0.9f, 0.05f, 36, false}}};
    struct shifted_block block;
    fit_shifted_block(numbers, &type, &block);
    put_head(&block, out);
    memset(out + 16, 0, 32);
    for (unsigned i = 0; i < N_LARGE; i++) {
        out[16 + i % 32] = (uint8_t)(out[16 + i % 32] | block.codes[i] >> 4 << (i / 32));
    }
    put_all_nibbles(block.codes, out + 48);
}

/* ---- blocks of 256 around 0 ----------------------------------------------------------------- */

enum { N_SIXTEEN = 16 };

/* The scale of the largest magnitude, with its sign. */
static float largest_scale(const float *scales)
{
    float largest = 0;
    for (unsigned j = 0; j < MAX_GROUPS; j++) {
        largest = fabsf(scales[j]) > fabsf(largest) ? scales[j] : largest;
    }
    return largest;
}

/* Codes of the numbers of a group for its scale as it will be read; 0: they stay. */
static void recode_signed(const float *x, float scale, int top, uint8_t *codes)
{
    for (unsigned i = 0; scale != 0 && i < N_SIXTEEN; i++) {
        int code = fit_nearest(x[i] / scale);
        codes[i] = (uint8_t)((code < -top ? -top : code < top - 1 ? code : top - 1) + top);
    }
}

static float fit_Q3_K(const struct numbers *numbers, uint8_t *codes, uint8_t *scale_codes)
{
    float scales[MAX_GROUPS];
    float group_weights[MAX_GROUPS];
    float block_square = 2 * sum_of_squares(numbers->x, N_LARGE) / (float)N_LARGE;
    for (unsigned j = 0; j < MAX_GROUPS; j++) {
        const float *x = numbers->x + 16 * j;
        float weights[N_SIXTEEN];
        if (numbers->importance == NULL) {
            scales[j] = fit_signed_by_turns(x, N_SIXTEEN, 4, codes + 16 * j);
            continue;
        }
        weigh(x, numbers->importance + 16 * j, N_SIXTEEN, block_square, weights);
        group_weights[j] = 0;
        for (unsigned i = 0; i < N_SIXTEEN; i++) {
            group_weights[j] += weights[i];
        }
        scales[j] = fit_signed(x, weights, N_SIXTEEN, 4, codes + 16 * j);
    }
    if (numbers->importance != NULL) {
        return fit_signed(scales, group_weights, MAX_GROUPS, 32, scale_codes);
    }
    float largest = largest_scale(scales);
    float inverse = largest != 0 ? -32 / largest : 0;
    for (unsigned j = 0; j < MAX_GROUPS; j++) {
        int code = (int8_t)fit_nearest(inverse * scales[j]);
        scale_codes[j] = (uint8_t)((code < -32 ? -32 : code < 31 ? code : 31) + 32);
    }
    if (largest == 0) {
        memset(scale_codes, 0, MAX_GROUPS);
    }
    return inverse_of(inverse);
}

static void pack_Q3_K(const struct numbers *numbers, uint8_t *out)
{
    uint8_t codes[N_LARGE];
    uint8_t scale_codes[MAX_GROUPS];
    uint8_t *packed_scales = out + 96;
    put_f16(out + 108, fit_Q3_K(numbers, codes, scale_codes));
    float scale = block_f16(out + 108);
    memset(packed_scales, 0, 12);
    for (unsigned j = 0; j < MAX_GROUPS; j++) {
        recode_signed(numbers->x + 16 * j, scale * (float)(scale_codes[j] - 32), 4, codes + 16 * j);
        unsigned low = scale_codes[j] & 15u;
        unsigned high = scale_codes[j] >> 4;
        packed_scales[j % 8] = (uint8_t)(packed_scales[j % 8] | low << (j < 8 ? 0 : 4));
        packed_scales[8 + j % 4] = (uint8_t)(packed_scales[8 + j % 4] | high << (2 * (j / 4)));
    }
    memset(out, 0, 32);
    for (unsigned i = 0; i < N_LARGE; i++) {
        out[i % 32] = (uint8_t)(out[i % 32] | codes[i] >> 2 << (i / 32));
    }
    put_two_bits(codes, out + 32);
}

static void put_six_bits(const uint8_t *codes, uint8_t *out)
{
    uint8_t high[N_LARGE];
    for (unsigned half = 0; half < 2; half++) {
        put_nibbles(codes + 128 * half, 64, out + 64 * half);
    }
    for (unsigned i = 0; i < N_LARGE; i++) {
        high[i] = codes[i] >> 4;
    }
    put_two_bits(high, out + 128);
}

static void pack_Q6_K(const struct numbers *numbers, uint8_t *out)
{
    uint8_t codes[N_LARGE];
    float scales[MAX_GROUPS];
    for (unsigned j = 0; j < MAX_GROUPS; j++) {
        const float *x = numbers->x + 16 * j;
        float squares[N_SIXTEEN];
        for (unsigned i = 0; i < N_SIXTEEN; i++) {
            squares[i] = x[i] * x[i];
        }
        const float *weights = numbers->importance != NULL ? numbers->importance + 16 * j : squares;
        scales[j] = fit_signed(x, weights, N_SIXTEEN, 32, codes + 16 * j);
    }
    float largest = largest_scale(scales);
    if (fabsf(largest) < 1e-15f) {
        memset(out, 0, 210);
        return;
    }
    float inverse = -128 / largest;
    put_f16(out + 208, 1 / inverse);
    float scale = block_f16(out + 208);
    for (unsigned j = 0; j < MAX_GROUPS; j++) {
        int code = fit_nearest(inverse * scales[j]);
        int8_t scale_code = (int8_t)(code < 127 ? code : 127);
        recode_signed(numbers->x + 16 * j, scale * (float)scale_code, 32, codes + 16 * j);
        out[192 + j] = (uint8_t)scale_code;
    }
    put_six_bits(codes, out);
}

/* ---- rows ----------------------------------------------------------------------------------- */

typedef void pack_block(const struct numbers *numbers, uint8_t *out);

static pack_block *packer_of(enum matrix_kind kind)
{
    static const struct {
        enum matrix_kind kind;
        pack_block *pack;
    } rows[] = {
        {MATRIX_BLOCK_Q4_0, pack_Q4_0}, {MATRIX_BLOCK_Q4_1, pack_Q4_1},
        {MATRIX_BLOCK_Q5_0, pack_Q5_0}, {MATRIX_BLOCK_Q5_1, pack_Q5_1},
        {MATRIX_BLOCK_Q8_0, pack_Q8_0}, {MATRIX_BLOCK_Q2_K, pack_Q2_K},
        {MATRIX_BLOCK_Q3_K, pack_Q3_K}, {MATRIX_BLOCK_Q4_K, pack_Q4_K},
        {MATRIX_BLOCK_Q5_K, pack_Q5_K}, {MATRIX_BLOCK_Q6_K, pack_Q6_K},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].kind == kind) {
            return rows[i].pack;
        }
    }
    return NULL;
}

bool quantize_blocks_has(enum matrix_kind kind)
{
    return packer_of(kind) != NULL;
}

bool quantize_blocks(enum matrix_kind kind, const float *row, size_t n, const float *importance,
                     uint8_t *out)
{
    struct block_format format = block_format_of(kind);
    pack_block *pack = packer_of(kind);
    for (size_t i = 0; i < n; i++) {
        if (!(fabsf(row[i]) <= (float)QUANTIZE_BLOCKS_LARGEST)) {
            return false;
        }
    }
    float row_square = importance != NULL ? sum_of_squares(row, n) / (float)n : 0;
    for (size_t i = 0; i < n; i += format.n_codes) {
        pack(&(struct numbers){row + i, importance != NULL ? importance + i : NULL, row_square},
             out);
        out += format.n_bytes;
    }
    return true;
}
