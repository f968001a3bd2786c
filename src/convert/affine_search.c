/*
 * With codes given, scale and bias are best where the derivatives of the weighted square of the
 * error are zero: two equations. With scale and bias given, the nearest codes are best. So from
 * several starts (the range of the numbers, stretched or squeezed) the two are found by turns until
 * nothing improves.
 *
 * A scale of 16 bits is off by up to 1/512, which codes multiply. So the scales on either side of
 * the best one are tried, each with the bias that is best beside it, and what counts is the error
 * of what a reader will compute.
 */
#include "convert/affine_search.h"

#include <math.h>
#include <string.h>
#include "convert/quantize.h"
#include "kernels/numbers.h"

struct group {
    const float *x;
    const float *weights;
    unsigned n;
    float top; /* the largest code */
    enum float_type type;
};

struct fit {
    float scale;
    float bias;
    double loss;
    uint8_t codes[AFFINE_MAX_GROUP];
};

/* Nearest codes; an inverse is exact enough to choose by, the loss is measured afterwards. */
static void choose_codes(const struct group *group, float scale, float bias, uint8_t *codes)
{
    const float magic = 0x1.8p23f;
    float inverse = scale != 0 ? 1 / scale : 0;
    inverse = fabsf(inverse) < 0x1p126f ? inverse : 0;
    for (unsigned i = 0; i < group->n; i++) {
        float value = (group->x[i] - bias) * inverse;
        value = value > 0 ? value : 0;
        value = value < group->top ? value : group->top;
        codes[i] = (uint8_t)bits_of_float(value + magic);
    }
}

static double loss_of(const struct group *group, float scale, float bias, const uint8_t *codes)
{
    double loss = 0;
    for (unsigned i = 0; i < group->n; i++) {
        double lost = (double)group->x[i] - ((double)scale * (double)codes[i] + (double)bias);
        loss += (double)group->weights[i] * (lost * lost);
    }
    return loss;
}

/* Sums over a group, of which the best scale and bias are made. */
struct sums {
    double w, wx, wq, wqq, wqx;
};

static struct sums sum_up(const struct group *group, const uint8_t *codes)
{
    struct sums sums = {0, 0, 0, 0, 0};
    for (unsigned i = 0; i < group->n; i++) {
        double w = (double)group->weights[i];
        double wq = w * (double)codes[i];
        double x = (double)group->x[i];
        sums.w += w;
        sums.wx += w * x;
        sums.wq += wq;
        sums.wqq += wq * (double)codes[i];
        sums.wqx += wq * x;
    }
    return sums;
}

static float rounded(double x, enum float_type type)
{
    float value = (float)x;
    quantize_round(&value, 1, type);
    return value;
}

/* Keeps what loses less than the best so far. */
static bool consider(const struct group *group, float scale, float bias, struct fit *best)
{
    uint8_t codes[AFFINE_MAX_GROUP];
    if (!isfinite(scale) || !isfinite(bias)) {
        return false;
    }
    choose_codes(group, scale, bias, codes);
    double loss = loss_of(group, scale, bias, codes);
    if (!(loss < best->loss)) {
        return false;
    }
    best->scale = scale;
    best->bias = bias;
    best->loss = loss;
    memcpy(best->codes, codes, group->n);
    return true;
}

/* The neighbour of a scale in its type, away from zero or towards it; 32 bits need none. */
static float neighbour(float scale, enum float_type type, int step)
{
    if (scale == 0 || type == FLOAT_F32) {
        return scale;
    }
    if (type == FLOAT_BF16) {
        return float_of_bits((uint32_t)((int64_t)bits_of_float(scale) + step * 0x10000));
    }
    return float_of_f16((uint16_t)(f16_of_float(scale) + step));
}

/* Scale and bias that are best for the codes, as the type can hold them; whether they lose less. */
static bool solve(const struct group *group, const uint8_t *codes, struct fit *best)
{
    struct sums sums = sum_up(group, codes);
    double determinant = sums.w * sums.wqq - sums.wq * sums.wq;
    if (!(determinant > 1e-12 * sums.w * sums.wqq)) {
        return consider(group, best->scale, rounded(sums.wx / sums.w, group->type), best);
    }
    float scale = rounded((sums.w * sums.wqx - sums.wq * sums.wx) / determinant, group->type);
    const float scales[] = {scale, neighbour(scale, group->type, 1),
                            neighbour(scale, group->type, -1)};
    bool is_better = false;
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        double bias = (sums.wx - (double)scales[i] * sums.wq) / sums.w;
        is_better = consider(group, scales[i], rounded(bias, group->type), best) || is_better;
    }
    return is_better;
}

/* By turns, from where the codes are those of a scale and a bias. */
static void improve(const struct group *group, float scale, float bias, struct fit *best)
{
    enum { MAX_TURNS = 8 };
    uint8_t codes[AFFINE_MAX_GROUP];
    choose_codes(group, scale, bias, codes);
    bool is_better = solve(group, codes, best);
    for (int i = 1; is_better && i < MAX_TURNS; i++) {
        memcpy(codes, best->codes, group->n);
        is_better = solve(group, codes, best);
    }
}

/* The range of the numbers over more or fewer codes than there are, from either end. */
static void try_ranges(const struct group *group, struct fit *best)
{
    static const float stretches[] = {-0.5f, 0, 0.25f, 0.5f, 0.75f, 1, 1.5f};
    float low = group->x[0];
    float high = group->x[0];
    for (unsigned i = 1; i < group->n; i++) {
        low = group->x[i] < low ? group->x[i] : low;
        high = group->x[i] > high ? group->x[i] : high;
    }
    for (size_t i = 0; i < sizeof stretches / sizeof stretches[0] && high > low; i++) {
        float scale = (high - low) / (group->top + stretches[i]);
        improve(group, scale, low, best);
        improve(group, scale, high - scale * group->top, best);
        improve(group, scale, 0.5f * (low + high - scale * group->top), best);
    }
}

static bool has_weight(const float *weights, unsigned n)
{
    double sum = 0;
    for (unsigned i = 0; i < n; i++) {
        sum += (double)weights[i];
    }
    return sum > 0;
}

void affine_search(const float *x, const float *weights, unsigned n, unsigned bits,
                   enum float_type type, float *scale, float *bias, uint8_t *codes)
{
    float equal[AFFINE_MAX_GROUP];
    for (unsigned i = 0; i < n; i++) {
        equal[i] = 1;
    }
    const struct group group = {.x = x,
                                .weights =
                                    weights != NULL && has_weight(weights, n) ? weights : equal,
                                .n = n,
                                .top = (float)((1u << bits) - 1),
                                .type = type};
    struct fit best = {.loss = INFINITY};
    float start = rounded((double)*scale, type);
    float edge = rounded((double)*bias, type);
    if (!consider(&group, start, edge, &best)) {
        best = (struct fit){.scale = start, .bias = edge, .loss = INFINITY};
        memset(best.codes, 0, n);
    }
    improve(&group, *scale, *bias, &best);
    try_ranges(&group, &best);
    *scale = best.scale;
    *bias = best.bias;
    memcpy(codes, best.codes, n);
}
