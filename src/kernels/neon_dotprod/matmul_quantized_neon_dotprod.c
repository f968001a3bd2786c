/* Quantized products with the dot product of four bytes. */
#include <arm_neon.h>
#include "base/compiler.h"
#include "kernels/neon_dotprod/neon_dotprod.h"

#define KERNEL(name) name##_neon_dotprod

enum { SLAB_ROWS = 8, TILE_TOKENS = 2 };

/* Two sums of each row of a pair. */
struct tile_sums {
    int32x4_t v[TILE_TOKENS][SLAB_ROWS / 2];
};

static ALWAYS_INLINE int32x4_t dot_add(int32x4_t sums, int8x16_t w, int8x16_t x)
{
    return vdotq_s32(sums, w, x);
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
            int8x16_t low_x = vcombine_s8(vget_low_s8(x[t]), vget_low_s8(x[t]));
            int8x16_t high_x = vcombine_s8(vget_high_s8(x[t]), vget_high_s8(x[t]));
            sums->v[t][p] = vdotq_s32(vdotq_s32(sums->v[t][p], low, low_x), high, high_x);
        }
    }
}

static ALWAYS_INLINE int32x4_t tile_sums_total(const struct tile_sums *sums, size_t n_tokens,
                                               size_t t, size_t half)
{
    (void)n_tokens;
    return vpaddq_s32(sums->v[t][2 * half], sums->v[t][2 * half + 1]);
}

#include "kernels/neon/quantized_neon.h"

#include "kernels/neon/blocks_neon.h"
