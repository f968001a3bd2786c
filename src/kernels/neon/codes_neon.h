/*
 * Unpacking weight codes with NEON, 32 at a time. Codes of 3, 5 and 6 bits lie across bytes: for
 * each code a table lookup brings the two bytes that hold it into a 16-bit lane, which is shifted
 * down and masked. Thirty-two codes are 4 * bits whole bytes, and no byte outside of these is read.
 */
#ifndef KERNELS_NEON_CODES_NEON_H
#define KERNELS_NEON_CODES_NEON_H
#if defined(__aarch64__) || defined(__arm64__)

#include <arm_neon.h>
#include <stdint.h>
#include "base/compiler.h"
#include "kernels/kernels.h"

/* What unpacking codes that lie across bytes needs: of both halves of 32 codes, where to load, and
 * which bytes of what was loaded make each of 2 x 8 windows. */
struct code_windows {
    uint8_t offsets[2][2]; /* two loads of 8 bytes for each half */
    uint8x16_t indexes[2][2];
    int16x8_t shifts[2];
    uint16x8_t mask;
};

/* For 3, 5 or 6 bits; a constant cost per call of a kernel. */
static inline struct code_windows code_windows_of(unsigned bits)
{
    struct code_windows windows = {.mask = vdupq_n_u16((uint16_t)((1u << bits) - 1))};
    uint8_t indexes[16];
    int16_t shifts[8];
    for (unsigned half = 0; half < 2; half++) {
        unsigned start = bits == 3 ? 0 : 2 * bits * half; /* 12 bytes are reached from one place */
        unsigned second = bits == 5 ? 2 : 4;
        windows.offsets[half][0] = (uint8_t)start;
        windows.offsets[half][1] = (uint8_t)(start + second);
        for (unsigned part = 0; part < 2; part++) {
            for (unsigned i = 0; i < 8; i++) {
                unsigned bit = (16 * half + 8 * part + i) * bits;
                unsigned byte = bit / 8 - start;
                for (unsigned b = 0; b < 2; b++) {
                    unsigned at = byte + b < 8 ? byte + b : 8 + byte + b - second;
                    indexes[2 * i + b] = (uint8_t)(at < 16 ? at : 255); /* beyond: reads 0 */
                }
                shifts[i] = (int16_t) - (int)(bit % 8);
            }
            windows.indexes[half][part] = vld1q_u8(indexes);
            windows.shifts[part] = vld1q_s16(shifts);
        }
    }
    return windows;
}

/* Sixteen codes: half 0 or 1 of the 32 at p. */
static ALWAYS_INLINE uint8x16_t codes_across(const struct code_windows *windows, const uint8_t *p,
                                             unsigned half)
{
    uint8x16_t bytes =
        vcombine_u8(vld1_u8(p + windows->offsets[half][0]), vld1_u8(p + windows->offsets[half][1]));
    uint16x8_t low = vreinterpretq_u16_u8(vqtbl1q_u8(bytes, windows->indexes[half][0]));
    uint16x8_t high = vreinterpretq_u16_u8(vqtbl1q_u8(bytes, windows->indexes[half][1]));
    low = vandq_u16(vshlq_u16(low, windows->shifts[0]), windows->mask);
    high = vandq_u16(vshlq_u16(high, windows->shifts[1]), windows->mask);
    return vuzp1q_u8(vreinterpretq_u8_u16(low), vreinterpretq_u8_u16(high));
}

/* Two bits, eight bytes: elements 0, 4, 8, … and 1, 5, 9, … in the first register, 2, 6, … and
 * 3, 7, … in the second. */
static ALWAYS_INLINE uint8x16x2_t codes_of_two_bits(const uint8_t *p)
{
    uint8x8_t bytes = vld1_u8(p);
    uint8x16_t low = vcombine_u8(bytes, vshr_n_u8(bytes, 2));
    uint8x16_t mask = vdupq_n_u8(3);
    return (uint8x16x2_t){{vandq_u8(low, mask), vandq_u8(vshrq_n_u8(low, 4), mask)}};
}

/* The 32 codes at p in plain order. windows: for 3, 5 and 6 bits. */
static ALWAYS_INLINE uint8x16x2_t codes_in_order(unsigned bits, const struct code_windows *windows,
                                                 const uint8_t *p)
{
    if (bits == 8) {
        return (uint8x16x2_t){{vld1q_u8(p), vld1q_u8(p + 16)}};
    }
    if (bits == 4) {
        uint8x16_t bytes = vld1q_u8(p);
        uint8x16_t even = vandq_u8(bytes, vdupq_n_u8(15));
        uint8x16_t odd = vshrq_n_u8(bytes, 4);
        return (uint8x16x2_t){{vzip1q_u8(even, odd), vzip2q_u8(even, odd)}};
    }
    if (bits == 2) {
        uint8x16x2_t runs = codes_of_two_bits(p);
        uint8x16_t swapped = vextq_u8(runs.val[0], runs.val[0], 8);
        uint16x8_t first = vreinterpretq_u16_u8(vzip1q_u8(runs.val[0], swapped));
        swapped = vextq_u8(runs.val[1], runs.val[1], 8);
        uint16x8_t second = vreinterpretq_u16_u8(vzip1q_u8(runs.val[1], swapped));
        return (uint8x16x2_t){{vreinterpretq_u8_u16(vzip1q_u16(first, second)),
                               vreinterpretq_u8_u16(vzip2q_u16(first, second))}};
    }
    return (uint8x16x2_t){{codes_across(windows, p, 0), codes_across(windows, p, 1)}};
}

#endif
#endif
