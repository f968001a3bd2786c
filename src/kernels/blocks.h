/*
 * The blocks of GGUF (docs/formats/gguf.md has their bytes): every type comes down to small integer
 * codes, and a scale, maybe a shift, for each group of 16 or 32 of them:
 *
 *   w = scale * code            or            w = scale * code + shift
 *
 * each a single rounding in 32-bit float, as ggml's own C code computes it. A block is taken apart
 * here in one way for all levels; what they do with codes and scales is theirs.
 *
 * A new type is a row of MATRIX_BLOCKS in matrix.h, an unpack_<NAME> here, a row of block_codes.h,
 * and a case in tests/unit/kernels/blocks_test.c.
 */
#ifndef KERNELS_BLOCKS_H
#define KERNELS_BLOCKS_H

#include "kernels/matrix.h"
#include "kernels/numbers.h"

enum { BLOCK_MAX_CODES = 256, BLOCK_MAX_GROUPS = 16 };

struct block_parts {
    int8_t codes[BLOCK_MAX_CODES];
    float scales[BLOCK_MAX_GROUPS];
    float shifts[BLOCK_MAX_GROUPS]; /* where the type has them */
};

struct block_format {
    unsigned n_codes;
    unsigned n_bytes;
    unsigned group; /* codes that share a scale */
    bool has_shifts;
};

static inline struct block_format block_format_of(enum matrix_kind kind)
{
    static const struct block_format formats[] = {
#define X(name, n_codes, n_bytes, group, has_shifts) {n_codes, n_bytes, group, has_shifts},
        MATRIX_BLOCKS(X)
#undef X
    };
    return formats[kind - MATRIX_FIRST_BLOCK];
}

/* ---- parts ---------------------------------------------------------------------------------- */

static inline float block_f16(const uint8_t *data)
{
    uint16_t half;
    memcpy(&half, data, sizeof half);
    return float_of_f16(half);
}

/* Low nibbles, then high ones, of n bytes. */
static inline void block_nibbles(const uint8_t *data, unsigned n, int8_t *codes)
{
    for (unsigned i = 0; i < n; i++) {
        codes[i] = (int8_t)(data[i] & 15);
        codes[n + i] = (int8_t)(data[i] >> 4);
    }
}

/* The same, as indices into a table. */
static inline void block_values(const uint8_t *data, unsigned n, const int8_t values[16],
                                int8_t *codes)
{
    for (unsigned i = 0; i < n; i++) {
        codes[i] = values[data[i] & 15];
        codes[n + i] = values[data[i] >> 4];
    }
}

/* Adds 16 where bit i is set, and an offset to all. */
static inline void block_fifth_bits(const uint8_t *data, int offset, int8_t *codes)
{
    uint32_t bits;
    memcpy(&bits, data, sizeof bits);
    for (unsigned i = 0; i < 32; i++) {
        codes[i] = (int8_t)(codes[i] + (int)((bits >> i & 1u) << 4) + offset);
    }
}

/* Eight scales and eight minimums of 6 bits in 12 bytes. */
static inline void block_six_bits(const uint8_t *data, uint8_t scales[8], uint8_t minimums[8])
{
    for (unsigned i = 0; i < 4; i++) {
        scales[i] = data[i] & 63;
        minimums[i] = data[i + 4] & 63;
        scales[i + 4] = (uint8_t)((data[i + 8] & 15) | (data[i] >> 6) << 4);
        minimums[i + 4] = (uint8_t)(data[i + 8] >> 4 | (data[i + 4] >> 6) << 4);
    }
}

static inline void block_scales(float scale, float minimum, const uint8_t *scales,
                                const uint8_t *minimums, struct block_parts *out)
{
    for (unsigned i = 0; i < 8; i++) {
        out->scales[i] = scale * (float)scales[i];
        out->shifts[i] = -(minimum * (float)minimums[i]);
    }
}

/* ---- 32 codes ------------------------------------------------------------------------------- */

static inline void unpack_Q4_0(const uint8_t *data, struct block_parts *out)
{
    out->scales[0] = block_f16(data);
    block_nibbles(data + 2, 16, out->codes);
    for (unsigned i = 0; i < 32; i++) {
        out->codes[i] = (int8_t)(out->codes[i] - 8);
    }
}

static inline void unpack_Q4_1(const uint8_t *data, struct block_parts *out)
{
    out->scales[0] = block_f16(data);
    out->shifts[0] = block_f16(data + 2);
    block_nibbles(data + 4, 16, out->codes);
}

static inline void unpack_Q5_0(const uint8_t *data, struct block_parts *out)
{
    out->scales[0] = block_f16(data);
    block_nibbles(data + 6, 16, out->codes);
    block_fifth_bits(data + 2, -16, out->codes);
}

static inline void unpack_Q5_1(const uint8_t *data, struct block_parts *out)
{
    out->scales[0] = block_f16(data);
    out->shifts[0] = block_f16(data + 2);
    block_nibbles(data + 8, 16, out->codes);
    block_fifth_bits(data + 4, 0, out->codes);
}

static inline void unpack_Q8_0(const uint8_t *data, struct block_parts *out)
{
    out->scales[0] = block_f16(data);
    memcpy(out->codes, data + 2, 32);
}

static const int8_t block_curve[16] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                       1,    13,   25,  38,  53,  69,  89,  113};

static inline void unpack_IQ4_NL(const uint8_t *data, struct block_parts *out)
{
    out->scales[0] = block_f16(data);
    block_values(data + 2, 16, block_curve, out->codes);
}

/* 2^(e - 128), below the normal numbers, too. */
static inline float block_exponent(const uint8_t *data)
{
    uint32_t exponent = data[0];
    return float_of_bits(exponent < 2 ? 0x00200000u << exponent : (exponent - 1) << 23);
}

/* E2M1 codes doubled, and half the scale. */
static inline void unpack_MXFP4(const uint8_t *data, struct block_parts *out)
{
    static const int8_t values[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};
    out->scales[0] = block_exponent(data);
    block_values(data + 1, 16, values, out->codes);
}

/* ---- 256 codes ------------------------------------------------------------------------------ */

/* Two bits at a time, of 32 bytes for 128 codes. */
static inline void block_two_bits(const uint8_t *data, int8_t *codes)
{
    for (unsigned half = 0; half < 2; half++) {
        for (unsigned j = 0; j < 4; j++) {
            for (unsigned i = 0; i < 32; i++) {
                codes[128 * half + 32 * j + i] = (int8_t)(data[32 * half + i] >> (2 * j) & 3);
            }
        }
    }
}

static inline void unpack_Q2_K(const uint8_t *data, struct block_parts *out)
{
    float scale = block_f16(data + 80);
    float minimum = block_f16(data + 82);
    for (unsigned i = 0; i < 16; i++) {
        out->scales[i] = scale * (float)(data[i] & 15);
        out->shifts[i] = -(minimum * (float)(data[i] >> 4));
    }
    block_two_bits(data + 16, out->codes);
}

static inline void unpack_Q3_K(const uint8_t *data, struct block_parts *out)
{
    const uint8_t *scales = data + 96;
    float scale = block_f16(data + 108);
    for (unsigned i = 0; i < 16; i++) {
        unsigned low = i < 8 ? scales[i] & 15u : (unsigned)scales[i - 8] >> 4;
        unsigned high = (unsigned)scales[8 + i % 4] >> (2 * (i / 4)) & 3u;
        out->scales[i] = scale * (float)((int)(low | high << 4) - 32);
    }
    block_two_bits(data + 32, out->codes);
    for (unsigned j = 0; j < 8; j++) {
        for (unsigned i = 0; i < 32; i++) {
            int missing = (data[i] >> j & 1) != 0 ? 0 : 4;
            out->codes[32 * j + i] = (int8_t)(out->codes[32 * j + i] - missing);
        }
    }
}

static inline void unpack_Q4_K(const uint8_t *data, struct block_parts *out)
{
    uint8_t scales[8];
    uint8_t minimums[8];
    block_six_bits(data + 4, scales, minimums);
    block_scales(block_f16(data), block_f16(data + 2), scales, minimums, out);
    for (unsigned j = 0; j < 4; j++) {
        block_nibbles(data + 16 + 32 * j, 32, out->codes + 64 * j);
    }
}

static inline void unpack_Q5_K(const uint8_t *data, struct block_parts *out)
{
    uint8_t scales[8];
    uint8_t minimums[8];
    block_six_bits(data + 4, scales, minimums);
    block_scales(block_f16(data), block_f16(data + 2), scales, minimums, out);
    for (unsigned j = 0; j < 4; j++) {
        block_nibbles(data + 48 + 32 * j, 32, out->codes + 64 * j);
    }
    for (unsigned j = 0; j < 8; j++) {
        for (unsigned i = 0; i < 32; i++) {
            int high = (data[16 + i] >> j & 1) << 4;
            out->codes[32 * j + i] = (int8_t)(out->codes[32 * j + i] + high);
        }
    }
}

static inline void unpack_Q6_K(const uint8_t *data, struct block_parts *out)
{
    const uint8_t *high = data + 128;
    float scale = block_f16(data + 208);
    for (unsigned i = 0; i < 16; i++) {
        out->scales[i] = scale * (float)(int8_t)data[192 + i];
    }
    for (unsigned half = 0; half < 2; half++) {
        int8_t *codes = out->codes + 128 * half;
        block_nibbles(data + 64 * half, 64, codes);
        for (unsigned j = 0; j < 4; j++) {
            for (unsigned i = 0; i < 32; i++) {
                int two = (high[32 * half + i] >> (2 * j) & 3) << 4;
                codes[32 * j + i] = (int8_t)(codes[32 * j + i] + two - 32);
            }
        }
    }
}

static inline void unpack_IQ4_XS(const uint8_t *data, struct block_parts *out)
{
    float scale = block_f16(data);
    unsigned high = data[2] | (unsigned)data[3] << 8;
    for (unsigned i = 0; i < 8; i++) {
        unsigned low = (unsigned)data[4 + i / 2] >> (4 * (i % 2)) & 15u;
        out->scales[i] = scale * (float)((int)(low | (high >> (2 * i) & 3u) << 4) - 32);
        block_values(data + 8 + 16 * i, 16, block_curve, out->codes + 32 * i);
    }
}

/* Takes a block apart. */
static inline void block_unpack(enum matrix_kind kind, const uint8_t *data, struct block_parts *out)
{
    switch (kind) {
#define X(name, n_codes, n_bytes, group, has_shifts)                                               \
    case MATRIX_BLOCK_##name:                                                                      \
        unpack_##name(data, out);                                                                  \
        break;
        MATRIX_BLOCKS(X)
#undef X
    default:
        break;
    }
}

#endif
