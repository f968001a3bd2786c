/* Quantized products with what every 64-bit ARM has: products of bytes in 16 bits, two of which fit
 * for any codes, added up in pairs to 32 bits. */
#include <arm_neon.h>
#include "base/compiler.h"
#include "kernels/neon/neon.h"

#define KERNEL(name) name##_neon

enum { SLAB_ROWS = 8, TILE_TOKENS = 2 };

struct tile_sums {
    int32x4_t v[TILE_TOKENS][SLAB_ROWS];
};

static ALWAYS_INLINE int32x4_t dot_add(int32x4_t sums, int8x16_t w, int8x16_t x)
{
    int16x8_t products = vmull_s8(vget_low_s8(w), vget_low_s8(x));
    return vpadalq_s16(sums, vmlal_high_s8(products, w, x));
}

static ALWAYS_INLINE void tile_sums_add(struct tile_sums *sums, const int8_t *codes,
                                        size_t pair_bytes, const int8x16_t *x, size_t n_tokens)
{
    UNROLLED
    for (size_t p = 0; p < SLAB_ROWS / 2; p++) {
        int8x16_t low = vld1q_s8(codes + p * pair_bytes);
        int8x16_t high = vld1q_s8(codes + p * pair_bytes + 16);
        UNROLLED
        for (size_t t = 0; t < n_tokens; t++) {
            int16x8_t first = vmull_s8(vget_low_s8(low), vget_low_s8(x[t]));
            int16x8_t second = vmull_s8(vget_high_s8(low), vget_low_s8(x[t]));
            first = vmlal_s8(first, vget_low_s8(high), vget_high_s8(x[t]));
            second = vmlal_high_s8(second, high, x[t]);
            sums->v[t][2 * p] = vpadalq_s16(sums->v[t][2 * p], first);
            sums->v[t][2 * p + 1] = vpadalq_s16(sums->v[t][2 * p + 1], second);
        }
    }
}

static ALWAYS_INLINE int32x4_t tile_sums_total(const struct tile_sums *sums, size_t n_tokens,
                                               size_t t, size_t half)
{
    (void)n_tokens;
    const int32x4_t *v = sums->v[t] + 4 * half;
    return vpaddq_s32(vpaddq_s32(v[0], v[1]), vpaddq_s32(v[2], v[3]));
}

#include "kernels/neon/quantized_neon.h"

#include "kernels/neon/blocks_neon.h"
