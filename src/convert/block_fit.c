/*
 * Searches for scales; see block_fit.h. With codes given, the best scale is a quotient of two sums:
 *
 *   sum(w * x * code) / sum(w * code * code)
 *
 * and with a shift beside it the solution of two equations. With a scale given, the best codes are
 * the nearest ones. So a few scales around the obvious one are tried: codes by rounding, then the
 * best scale for these codes, then what is lost.
 */
#include "convert/block_fit.h"

#include <math.h>
#include <string.h>
#include "kernels/numbers.h"

/* Below it all numbers of a group count as zeros. */
static const float smallest = 1e-15f;

int fit_nearest(float x)
{
    /* Where the last bit of a float is worth 1, adding rounds. */
    uint32_t bits = bits_of_float(x + 0x1.8p23f);
    return (int)(bits & 0x7fffffu) - 0x400000;
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The sums of products and of squares. */
struct sums {
    float products;
    float squares;
};

static inline void add_code(struct sums *sums, float weight, float x, int code)
{
    sums->products += weight * x * (float)code;
    sums->squares += weight * (float)code * (float)code;
}

/* ---- codes of both signs -------------------------------------------------------------------- */

/* The number of the largest magnitude. */
static float extreme_of(const float *x, unsigned n)
{
    float extreme = 0;
    float magnitude = 0;
    for (unsigned i = 0; i < n; i++) {
        if (fabsf(x[i]) > magnitude) {
            magnitude = fabsf(x[i]);
            extreme = x[i];
        }
    }
    return extreme;
}

static struct sums sums_of_signed(const float *x, const float *weights, unsigned n, int top,
                                  float inverse)
{
    struct sums sums = {0, 0};
    for (unsigned i = 0; i < n; i++) {
        add_code(&sums, weights[i], x[i], clamp(fit_nearest(inverse * x[i]), -top, top - 1));
    }
    return sums;
}

float fit_signed(const float *x, const float *weights, unsigned n, int top, uint8_t *codes)
{
    enum { N_EACH_WAY = 9 };
    float extreme = extreme_of(x, n);
    if (fabsf(extreme) < smallest) {
        memset(codes, 0, n);
        return 0;
    }
    float inverse = -(float)top / extreme;
    struct sums sums = sums_of_signed(x, weights, n, top, inverse);
    float scale = sums.squares != 0 ? sums.products / sums.squares : 0;
    float best = scale * sums.products;
    float best_inverse = inverse;
    for (int i = -N_EACH_WAY; i <= N_EACH_WAY; i++) {
        if (i == 0) {
            continue;
        }
        inverse = -((float)top + 0.1f * (float)i) / extreme;
        sums = sums_of_signed(x, weights, n, top, inverse);
        if (sums.squares > 0 && sums.products * sums.products > best * sums.squares) {
            scale = sums.products / sums.squares;
            best = scale * sums.products;
            best_inverse = inverse;
        }
    }
    for (unsigned i = 0; i < n; i++) {
        codes[i] = (uint8_t)(clamp(fit_nearest(best_inverse * x[i]), -top, top - 1) + top);
    }
    return scale;
}

/* One code at a time is set to the best one for what the others are; whether one changed. */
static bool turn_signed(const float *x, unsigned n, int top, int *codes, struct sums *sums)
{
    bool has_changed = false;
    for (unsigned i = 0; i < n; i++) {
        float weight = x[i] * x[i];
        struct sums others = {sums->products - weight * x[i] * (float)codes[i],
                              sums->squares - weight * (float)codes[i] * (float)codes[i]};
        if (!(others.products > 0)) {
            continue;
        }
        int code = clamp(fit_nearest(x[i] * others.squares / others.products), -top, top - 1);
        if (code == codes[i]) {
            continue;
        }
        add_code(&others, weight, x[i], code);
        if (others.squares > 0 && others.products * others.products * sums->squares >
                                      sums->products * sums->products * others.squares) {
            codes[i] = code;
            *sums = others;
            has_changed = true;
        }
    }
    return has_changed;
}

float fit_signed_by_turns(const float *x, unsigned n, int top, uint8_t *codes)
{
    enum { MAX_TURNS = 5 };
    float extreme = extreme_of(x, n);
    if (fabsf(extreme) < smallest) {
        memset(codes, 0, n);
        return 0;
    }
    int signed_codes[FIT_MAX_NUMBERS];
    struct sums sums = {0, 0};
    float inverse = -(float)top / extreme;
    for (unsigned i = 0; i < n; i++) {
        signed_codes[i] = clamp(fit_nearest(inverse * x[i]), -top, top - 1);
        add_code(&sums, x[i] * x[i], x[i], signed_codes[i]);
    }
    for (int turn = 0; turn < MAX_TURNS && turn_signed(x, n, top, signed_codes, &sums); turn++) {
    }
    for (unsigned i = 0; i < n; i++) {
        codes[i] = (uint8_t)(signed_codes[i] + top);
    }
    return sums.squares > 0 ? sums.products / sums.squares : 0;
}

/* ---- codes above a minimum ------------------------------------------------------------------ */

/* What does not depend on the codes. */
struct range {
    float low; /* at most 0 */
    float high;
    float weight;
    float weighted;
};

static struct range range_of(const float *x, const float *weights, unsigned n)
{
    struct range range = {x[0], x[0], weights[0], weights[0] * x[0]};
    for (unsigned i = 1; i < n; i++) {
        range.low = x[i] < range.low ? x[i] : range.low;
        range.high = x[i] > range.high ? x[i] : range.high;
        range.weight += weights[i];
        range.weighted += weights[i] * x[i];
    }
    range.low = range.low > 0 ? 0 : range.low;
    return range;
}

static void round_shifted(const float *x, unsigned n, int top, float inverse, float low,
                          uint8_t *codes)
{
    for (unsigned i = 0; i < n; i++) {
        codes[i] = (uint8_t)clamp(fit_nearest(inverse * (x[i] - low)), 0, top);
    }
}

static float loss_of(const float *x, const float *weights, unsigned n, const uint8_t *codes,
                     float scale, float low, bool counts_magnitude)
{
    float loss = 0;
    for (unsigned i = 0; i < n; i++) {
        float lost = scale * (float)codes[i] + low - x[i];
        loss += weights[i] * (counts_magnitude ? fabsf(lost) : lost * lost);
    }
    return loss;
}

/* The scale and the low end that are best for codes; false when the codes say too little. */
static bool solve_shifted(const float *x, const float *weights, unsigned n,
                          const struct range *range, const uint8_t *codes, float *scale, float *low)
{
    float sum_codes = 0;
    float sum_squares = 0;
    float sum_products = 0;
    for (unsigned i = 0; i < n; i++) {
        float code = (float)codes[i];
        sum_codes += weights[i] * code;
        sum_squares += weights[i] * code * code;
        sum_products += weights[i] * code * x[i];
    }
    float determinant = range->weight * sum_squares - sum_codes * sum_codes;
    if (!(determinant > 0)) {
        return false;
    }
    *scale = (range->weight * sum_products - range->weighted * sum_codes) / determinant;
    *low = (sum_squares * range->weighted - sum_codes * sum_products) / determinant;
    if (*low > 0) {
        *low = 0;
        *scale = sum_products / sum_squares;
    }
    return true;
}

float fit_shifted(const float *x, const float *weights, unsigned n, const struct fit_steps *steps,
                  uint8_t *codes, float *minimum)
{
    struct range range = range_of(x, weights, n);
    float best_low = range.low;
    if (range.high <= range.low) {
        memset(codes, 0, n);
        *minimum = -range.low;
        return 0;
    }
    float inverse = (float)steps->top / (range.high - range.low);
    float best_scale = 1 / inverse;
    round_shifted(x, n, steps->top, inverse, range.low, codes);
    float least = loss_of(x, weights, n, codes, best_scale, range.low, steps->counts_magnitude);
    for (int i = 0; i <= steps->n_steps; i++) {
        uint8_t trial[FIT_MAX_NUMBERS];
        float scale;
        float low;
        /* Rounding begins where the best fit so far does. */
        inverse =
            (steps->first + steps->step * (float)i + (float)steps->top) / (range.high - best_low);
        round_shifted(x, n, steps->top, inverse, best_low, trial);
        if (!solve_shifted(x, weights, n, &range, trial, &scale, &low)) {
            continue;
        }
        float loss = loss_of(x, weights, n, trial, scale, low, steps->counts_magnitude);
        if (loss < least) {
            memcpy(codes, trial, n);
            least = loss;
            best_scale = scale;
            best_low = low;
        }
    }
    *minimum = -best_low;
    return best_scale;
}

/* ---- codes of one sign ---------------------------------------------------------------------- */

static float loss_of_positive(const float *x, const float *weights, unsigned n, int top,
                              float inverse)
{
    float scale = 1 / inverse;
    float loss = 0;
    for (unsigned i = 0; i < n; i++) {
        int code = fit_nearest(inverse * x[i]);
        float lost = x[i] - scale * (float)(code < top ? code : top);
        loss += weights[i] * lost * lost;
    }
    return loss;
}

static bool turn_positive(const float *x, const float *weights, unsigned n, int top, uint8_t *codes,
                          struct sums *sums)
{
    bool has_changed = false;
    for (unsigned i = 0; i < n; i++) {
        float code_before = (float)codes[i];
        struct sums others = {sums->products - weights[i] * x[i] * code_before,
                              sums->squares - weights[i] * code_before * code_before};
        if (!(others.products > 0 && others.squares > 0)) {
            continue;
        }
        int code = clamp(fit_nearest(x[i] * others.squares / others.products), 0, top);
        if (code == codes[i]) {
            continue;
        }
        add_code(&others, weights[i], x[i], code);
        if (others.products * others.products * sums->squares >
            sums->products * sums->products * others.squares) {
            codes[i] = (uint8_t)code;
            *sums = others;
            has_changed = true;
        }
    }
    return has_changed;
}

float fit_positive(const float *x, const float *weights, unsigned n, int top, uint8_t *codes)
{
    enum { MAX_TURNS = 5, N_EACH_WAY = 4 };
    float largest = 0;
    for (unsigned i = 0; i < n; i++) {
        largest = x[i] > largest ? x[i] : largest;
    }
    if (largest < smallest) {
        memset(codes, 0, n);
        return 0;
    }
    float best_inverse = (float)top / largest;
    float least = loss_of_positive(x, weights, n, top, best_inverse);
    for (int i = -N_EACH_WAY; i <= N_EACH_WAY; i++) {
        float inverse = (0.1f * (float)i + (float)top) / largest;
        float loss = i != 0 ? loss_of_positive(x, weights, n, top, inverse) : least;
        if (loss < least) {
            least = loss;
            best_inverse = inverse;
        }
    }
    struct sums sums = {0, 0};
    for (unsigned i = 0; i < n; i++) {
        codes[i] = (uint8_t)clamp(fit_nearest(best_inverse * x[i]), 0, top);
        add_code(&sums, weights[i], x[i], codes[i]);
    }
    for (int turn = 0; turn < MAX_TURNS && turn_positive(x, weights, n, top, codes, &sums);
         turn++) {
    }
    return sums.squares > 0 ? sums.products / sums.squares : 0;
}
