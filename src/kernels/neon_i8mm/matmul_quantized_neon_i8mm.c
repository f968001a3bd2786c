/* Quantized products with the matrix instruction: 2 rows by 8 columns times 8 columns by 2 tokens.
 * A token alone takes the dot product of four bytes. */
#include <arm_neon.h>
#include "base/compiler.h"
#include "kernels/neon_i8mm/neon_i8mm.h"

#define KERNEL(name) name##_neon_i8mm

enum { SLAB_ROWS = 8, TILE_TOKENS = 4 };

/* Of a pair of tokens and a pair of rows: row 0 with both tokens, row 1 with both. Of a token
 * alone: two sums of each row. */
struct tile_sums {
    int32x4_t v[TILE_TOKENS / 2][SLAB_ROWS / 2];
};

static ALWAYS_INLINE int32x4_t dot_add(int32x4_t sums, int8x16_t w, int8x16_t x)
{
    return vdotq_s32(sums, w, x);
}

/* Halves of two registers: columns 0-7 of both tokens, columns 8-15 of both. */
static ALWAYS_INLINE int8x16_t low_halves(int8x16_t a, int8x16_t b)
{
    return vreinterpretq_s8_s64(vzip1q_s64(vreinterpretq_s64_s8(a), vreinterpretq_s64_s8(b)));
}

static ALWAYS_INLINE int8x16_t high_halves(int8x16_t a, int8x16_t b)
{
    return vreinterpretq_s8_s64(vzip2q_s64(vreinterpretq_s64_s8(a), vreinterpretq_s64_s8(b)));
}

static ALWAYS_INLINE void tile_sums_add(struct tile_sums *sums, const int8_t *codes,
                                        size_t pair_bytes, const int8x16_t *x, size_t n_tokens)
{
    UNROLLED
    for (size_t p = 0; p < SLAB_ROWS / 2; p++) {
        int8x16_t low = vld1q_s8(codes + p * pair_bytes);
        int8x16_t high = vld1q_s8(codes + p * pair_bytes + 16);
        if (n_tokens == 1) {
            int32x4_t sum = vdotq_s32(sums->v[0][p], low, low_halves(x[0], x[0]));
            sums->v[0][p] = vdotq_s32(sum, high, high_halves(x[0], x[0]));
            continue;
        }
        UNROLLED
        for (size_t t = 0; t < n_tokens; t += 2) {
            int32x4_t sum = vmmlaq_s32(sums->v[t / 2][p], low, low_halves(x[t], x[t + 1]));
            sums->v[t / 2][p] = vmmlaq_s32(sum, high, high_halves(x[t], x[t + 1]));
        }
    }
}

static ALWAYS_INLINE int32x4_t tile_sums_total(const struct tile_sums *sums, size_t n_tokens,
                                               size_t t, size_t half)
{
    int32x4_t first = sums->v[t / 2][2 * half];
    int32x4_t second = sums->v[t / 2][2 * half + 1];
    if (n_tokens == 1) {
        return vpaddq_s32(first, second);
    }
    return t % 2 == 0 ? vuzp1q_s32(first, second) : vuzp2q_s32(first, second);
}

#include "kernels/neon/quantized_neon.h"

#include "kernels/neon/blocks_neon.h"
