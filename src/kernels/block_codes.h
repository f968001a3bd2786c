/*
 * Where the codes of a block of GGUF are, as data, for levels that take them out with vectors.
 * What they mean is told by kernels/blocks.h, whose unpack_<NAME> is the definition.
 *
 * The lower bits of codes lie in runs. A run of R bytes holds 8 / bits times R codes: the lowest
 * bits of all its bytes are the first R codes, the next bits the next R codes, and so on:
 *
 *   byte        0     1     …   R-1
 *   low bits    c0    c1    …   cR-1
 *   next bits   cR    cR+1  …
 *
 * Some types have higher bits elsewhere: in runs of 32 bytes, or (Q5_0, Q5_1) as 32 bits in order.
 * Put together, codes are unsigned: greater than the codes of the definition by `offset`. Some are
 * to be looked up.
 *
 * The scales: one 16-bit float for each block, maybe with another for the shift behind it; one byte
 * of exponent; or small integers, one for each group, times one 16-bit float of the block.
 */
#ifndef KERNELS_BLOCK_CODES_H
#define KERNELS_BLOCK_CODES_H

#include "kernels/blocks.h"

enum block_values { BLOCK_VALUES_PLAIN, BLOCK_VALUES_CURVE, BLOCK_VALUES_E2M1 };

/* X(name, low bits: where, how many, R; high bits: where, how many, R (4: in order); offset;
 * values) */
#define BLOCK_CODES(X)                                                                             \
    X(Q4_0, 2, 4, 16, 0, 0, 0, 8, PLAIN)                                                           \
    X(Q4_1, 4, 4, 16, 0, 0, 0, 0, PLAIN)                                                           \
    X(Q5_0, 6, 4, 16, 2, 1, 4, 16, PLAIN)                                                          \
    X(Q5_1, 8, 4, 16, 4, 1, 4, 0, PLAIN)                                                           \
    X(Q8_0, 2, 8, 32, 0, 0, 0, 128, PLAIN)                                                         \
    X(Q2_K, 16, 2, 32, 0, 0, 0, 0, PLAIN)                                                          \
    X(Q3_K, 32, 2, 32, 0, 1, 32, 4, PLAIN)                                                         \
    X(Q4_K, 16, 4, 32, 0, 0, 0, 0, PLAIN)                                                          \
    X(Q5_K, 48, 4, 32, 16, 1, 32, 0, PLAIN)                                                        \
    X(Q6_K, 0, 4, 64, 128, 2, 32, 32, PLAIN)                                                       \
    X(IQ4_NL, 2, 4, 16, 0, 0, 0, 128, CURVE)                                                       \
    X(IQ4_XS, 8, 4, 16, 0, 0, 0, 128, CURVE)                                                       \
    X(MXFP4, 1, 4, 16, 0, 0, 0, 12, E2M1)

struct block_codes {
    unsigned low_at;
    unsigned low_bits;
    unsigned low_run;
    unsigned high_at;
    unsigned high_bits;
    unsigned high_run;
    unsigned offset;
    enum block_values values;
};

static inline struct block_codes block_codes_of(enum matrix_kind kind)
{
    static const struct block_codes all[] = {
#define X(name, low_at, low_bits, low_run, high_at, high_bits, high_run, offset, values)           \
    [MATRIX_BLOCK_##name - MATRIX_FIRST_BLOCK] = {                                                 \
        low_at, low_bits, low_run, high_at, high_bits, high_run, offset, BLOCK_VALUES_##values},
        BLOCK_CODES(X)
#undef X
    };
    return all[kind - MATRIX_FIRST_BLOCK];
}

/* The unsigned codes are below this power of two, and not larger than that. */
static inline unsigned block_code_bits(enum matrix_kind kind)
{
    struct block_codes codes = block_codes_of(kind);
    return codes.values == BLOCK_VALUES_CURVE  ? 8
           : codes.values == BLOCK_VALUES_E2M1 ? 5
                                               : codes.low_bits + codes.high_bits;
}

static inline unsigned block_largest_code(enum matrix_kind kind)
{
    struct block_codes codes = block_codes_of(kind);
    return codes.values == BLOCK_VALUES_CURVE  ? 241
           : codes.values == BLOCK_VALUES_E2M1 ? 24
                                               : (1u << (codes.low_bits + codes.high_bits)) - 1;
}

/* ---- integer scales of types of 256 codes --------------------------------------------------- */

static inline uint64_t block_word_2(const uint8_t *data)
{
    uint16_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

static inline uint64_t block_word_4(const uint8_t *data)
{
    uint32_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

static inline uint64_t block_word_8(const uint8_t *data)
{
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

/* Eight 4-bit numbers as bytes, in order, the lower nibble first. */
static inline uint64_t block_spread_nibbles(uint64_t x)
{
    x = (x | x << 16) & 0x0000ffff0000ffffu;
    x = (x | x << 8) & 0x00ff00ff00ff00ffu;
    return (x | x << 4) & 0x0f0f0f0f0f0f0f0fu;
}

/* Eight 2-bit numbers as bytes. */
static inline uint64_t block_spread_pairs(uint64_t x)
{
    x = (x | x << 24) & 0x000000ff000000ffu;
    x = (x | x << 12) & 0x000f000f000f000fu;
    return (x | x << 6) & 0x0303030303030303u;
}

static const uint64_t block_low_nibbles = 0x0f0f0f0f0f0f0f0fu;
static const uint64_t block_bits_4_5 = 0x3030303030303030u;

/* What block_eight_scales gives is greater than the scales by this. */
static inline int block_scale_offset(enum matrix_kind kind)
{
    return kind == MATRIX_BLOCK_Q3_K || kind == MATRIX_BLOCK_IQ4_XS ? 32 : 0;
}

/* Bytes of the integer scales of groups 8 * half to 8 * half + 7 of a block, the first one lowest,
 * signed; little-endian processors only. */
static inline uint64_t block_eight_scales(enum matrix_kind kind, const uint8_t *data, unsigned half)
{
    uint64_t low, high;
    switch (kind) {
    case MATRIX_BLOCK_Q2_K:
        return block_word_8(data + 8 * half) & block_low_nibbles;
    case MATRIX_BLOCK_Q3_K: /* bits 4 and 5 of 16 scales stand in four bytes, two by two */
        low = block_word_8(data + 96) >> (4 * half) & block_low_nibbles;
        high = block_word_4(data + 104);
        high = (high >> (4 * half) & 0x03030303u) | (high >> (4 * half + 2) & 0x03030303u) << 32;
        return low | high << 4;
    case MATRIX_BLOCK_Q4_K:
    case MATRIX_BLOCK_Q5_K:
        low = block_word_4(data + 4);
        high = block_word_4(data + 12);
        return (low & 0x3f3f3f3fu) | ((high & 0x0f0f0f0fu) | (low >> 2 & (uint32_t)block_bits_4_5))
                                         << 32;
    case MATRIX_BLOCK_Q6_K:
        return block_word_8(data + 192 + 8 * half);
    default: /* IQ4_XS */
        low = block_spread_nibbles(block_word_4(data + 4));
        return low | block_spread_pairs(block_word_2(data + 2)) << 4;
    }
}

/* The same for the shifts, of which they are the negative factors. */
static inline uint64_t block_eight_minimums(enum matrix_kind kind, const uint8_t *data,
                                            unsigned half)
{
    if (kind == MATRIX_BLOCK_Q2_K) {
        return block_word_8(data + 8 * half) >> 4 & block_low_nibbles;
    }
    uint64_t low = block_word_4(data + 8);
    uint64_t high = block_word_4(data + 12);
    return (low & 0x3f3f3f3fu) | ((high >> 4 & 0x0f0f0f0fu) | (low >> 2 & (uint32_t)block_bits_4_5))
                                     << 32;
}

/* Where a block of 256 codes has the 16-bit float that its scales are multiples of; that of the
 * minimums is behind it. */
static inline unsigned block_scale_at(enum matrix_kind kind)
{
    return kind == MATRIX_BLOCK_Q2_K   ? 80
           : kind == MATRIX_BLOCK_Q3_K ? 108
           : kind == MATRIX_BLOCK_Q6_K ? 208
                                       : 0;
}

#endif
