/* Sums of many numbers in sixteen lanes and the tree that all sums have (docs/numerics.md). Each
 * product is rounded before it is added, so that any compiler's vectors give the same bits. */
#ifndef TRAIN_LANE_SUM_H
#define TRAIN_LANE_SUM_H

#include <stddef.h>

enum { LANE_SUM_LANES = 16 };

/* Adds up the lanes, by halves. */
static inline float lane_sum_tree(float *lanes)
{
    for (size_t half = LANE_SUM_LANES / 2; half > 0; half /= 2) {
        for (size_t l = 0; l < half; l++) {
            lanes[l] += lanes[l + half];
        }
    }
    return lanes[0];
}

/* sum(a * b) */
static inline float lane_sum_products(const float *a, const float *b, size_t n)
{
    float lanes[LANE_SUM_LANES] = {0};
    size_t i = 0;
    for (; i + LANE_SUM_LANES <= n; i += LANE_SUM_LANES) {
        for (size_t l = 0; l < LANE_SUM_LANES; l++) {
            lanes[l] += a[i + l] * b[i + l];
        }
    }
    for (size_t l = 0; i + l < n; l++) {
        lanes[l] += a[i + l] * b[i + l];
    }
    return lane_sum_tree(lanes);
}

#endif
