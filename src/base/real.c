/*
 * Elementary functions from + - * / and fma alone, which IEEE 754 rounds in one way only. (fma is
 * part of C and rounds correctly in every C library; where the processor has none it is slow, but
 * none of these functions runs per weight.)
 *
 * The pattern is the same for all: bring the argument near zero by an exact or doubled-length
 * subtraction, sum a Taylor series there, undo the reduction exactly. A number carried in double
 * length is `struct pair`: hi is the value rounded, lo what rounding left over.
 */
#include "base/real.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct pair {
    double hi;
    double lo;
};

static const double LN2_HI = 0x1.62e42feep-1; /* 32 bits: its product with an exponent is exact */
static const double LN2_LO = 0x1.a39ef35793c76p-33;
static const double LOG2_E = 0x1.71547652b82fep+0;
static const double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

/* pi/2 in three parts of 53 bits. */
static const double HALF_PI[3] = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54,
                                  -0x1.f1976b7ed8fbcp-110};

/* Adding this to |x| < 2^51 rounds x to an integer, half to even. */
static const double ROUNDING_NUMBER = 0x1.8p52;

static double round_to_integer(double x)
{
    double shifted = x + ROUNDING_NUMBER;
    return shifted - ROUNDING_NUMBER;
}

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double of_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 2^n for -1022 <= n <= 1023. */
static double power_of_two(int n)
{
    return of_bits((uint64_t)(n + 1023) << 52);
}

/* a + b in double length. */
static struct pair pair_sum(double a, double b)
{
    double hi = a + b;
    double b_seen = hi - a;
    return (struct pair){hi, (a - (hi - b_seen)) + (b - b_seen)};
}

/* a * b in double length. */
static struct pair pair_product(double a, double b)
{
    double hi = a * b;
    return (struct pair){hi, fma(a, b, -hi)};
}

static struct pair pair_add(struct pair a, struct pair b)
{
    struct pair sum = pair_sum(a.hi, b.hi);
    return pair_sum(sum.hi, sum.lo + (a.lo + b.lo));
}

static struct pair pair_multiply(struct pair a, struct pair b)
{
    struct pair product = pair_product(a.hi, b.hi);
    return pair_sum(product.hi, product.lo + fma(a.hi, b.lo, a.lo * b.hi));
}

/* sum of coefficients[i] * x^i. */
static double polynomial(const double *coefficients, int n, double x)
{
    double sum = coefficients[n - 1];
    for (int i = n - 2; i >= 0; i--) {
        sum = fma(sum, x, coefficients[i]);
    }
    return sum;
}

/* e^(x + low), low being a small part of x. */
static double exp_of_pair(double x, double low)
{
    /* 1/2!, 1/3!, … 1/13! */
    static const double coefficients[] = {
        1.0 / 2,       1.0 / 6,        1.0 / 24,        1.0 / 120,
        1.0 / 720,     1.0 / 5040,     1.0 / 40320,     1.0 / 362880,
        1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0,
    };
    if (!(x > -746.0)) {
        return x == x ? 0.0 : x;
    }
    if (x > 710.0) {
        return INFINITY;
    }
    double n = round_to_integer(x * LOG2_E);
    double high = fma(n, -LN2_HI, x); /* exact */
    struct pair r = pair_sum(high, low - n * LN2_LO);
    double tail = r.hi * r.hi * polynomial(coefficients, 12, r.hi);
    /* The remainder's own low part counts (1 + r) times. */
    struct pair e = pair_sum(1.0, r.hi);
    double y = e.hi + (e.lo + (tail + fma(r.lo, r.hi, r.lo)));
    /* In two steps, so that subnormal results are rounded once and 2^1024 is not needed. */
    int half = (int)n / 2;
    return y * power_of_two(half) * power_of_two((int)n - half);
}

double real_exp(double x)
{
    return exp_of_pair(x, 0.0);
}

/* x = m * 2^k with sqrt(1/2) <= m < sqrt(2), for positive finite x. */
static double split(double x, int *k)
{
    int exponent = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        exponent = -54;
    }
    /* Counting in steps of one binade from sqrt(1/2). */
    uint64_t bits = bits_of(x) - bits_of(0x1.6a09e667f3bcdp-1);
    int64_t binades = (int64_t)bits >> 52;
    *k = (int)binades + exponent;
    return of_bits(bits_of(x) - ((uint64_t)binades << 52));
}

/*
 * log(m 2^k) = k log 2 + log m, and log m = 2 atanh(s) = 2 (s + s^3/3 + s^5/5 + …) with
 * s = (m - 1) / (m + 1), |s| < 0.172. s, s^3/3 and the sum are carried in double length.
 */
static struct pair log_of(double x)
{
    /* 1/5, 1/7, … of the series in s^2 */
    static const double coefficients[] = {1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11, 1.0 / 13,
                                          1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23};
    static const struct pair third = {0x1.5555555555555p-2, 0x1.5555555555555p-56};
    static const struct pair ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    int k;
    double m = split(x, &k);
    double numerator = m - 1; /* exact */
    struct pair denominator = pair_sum(m, 1.0);
    double quotient = numerator / denominator.hi;
    double rest = fma(-quotient, denominator.hi, numerator) - quotient * denominator.lo;
    struct pair s = pair_sum(quotient, rest / denominator.hi);
    struct pair square = pair_multiply(s, s);
    struct pair cube = pair_multiply(s, square);
    double tail = cube.hi * square.hi * polynomial(coefficients, 10, square.hi);
    struct pair sum = pair_add(pair_multiply(cube, third), (struct pair){tail, 0});
    sum = pair_add(s, sum);
    struct pair scaled = pair_product(k, ln2.hi);
    scaled.lo = fma(k, ln2.lo, scaled.lo);
    return pair_add(scaled, (struct pair){2 * sum.hi, 2 * sum.lo});
}

double real_log(double x)
{
    if (!(x > 0)) {
        return x == 0 ? -INFINITY : NAN;
    }
    if (x == INFINITY) {
        return x;
    }
    return log_of(x).hi;
}

static bool is_integer(double x)
{
    return fabs(x) >= 0x1p52 || round_to_integer(x) == x;
}

static bool is_odd_integer(double x)
{
    return fabs(x) < 0x1p53 && is_integer(x) && !is_integer(x / 2);
}

/* x^y for x that is zero or infinite: the magnitude goes to one of the ends. */
static double power_of_end(double x, double y)
{
    bool is_infinite = (fabs(x) == INFINITY) == (y > 0);
    double magnitude = is_infinite ? INFINITY : 0.0;
    return signbit(x) && is_odd_integer(y) ? -magnitude : magnitude;
}

double real_pow(double x, double y)
{
    if (y == 0 || x == 1) {
        return 1;
    }
    if (x != x || y != y) {
        return NAN;
    }
    if (x == 0 || fabs(x) == INFINITY) {
        return power_of_end(x, y);
    }
    if (fabs(y) == INFINITY) {
        return x == -1 ? 1 : (fabs(x) > 1) == (y > 0) ? INFINITY : 0.0;
    }
    if (x < 0 && !is_integer(y)) {
        return NAN;
    }
    struct pair log_x = log_of(fabs(x));
    struct pair product = pair_product(log_x.hi, y);
    double magnitude;
    if (fabs(product.hi) > 1000) { /* overflows or vanishes; the low part may be no number */
        magnitude = product.hi > 0 ? INFINITY : 0.0;
    } else {
        product = pair_sum(product.hi, fma(log_x.lo, y, product.lo));
        magnitude = exp_of_pair(product.hi, product.lo);
    }
    return x < 0 && is_odd_integer(y) ? -magnitude : magnitude;
}

/* x - n pi/2, n being the nearest integer to x / (pi/2); *quadrant = n modulo 4. */
static struct pair reduce(double x, unsigned *quadrant)
{
    double n = round_to_integer(x * TWO_OVER_PI);
    *quadrant = (unsigned)((uint64_t)(int64_t)n & 3);
    struct pair r = {x, 0};
    for (int i = 0; i < 3; i++) {
        struct pair part = pair_product(n, HALF_PI[i]);
        r = pair_add(r, (struct pair){-part.hi, -part.lo});
    }
    return r;
}

/* For |x.hi| <= pi/4: x - x^3/3! + x^5/5! - … */
static double sine_of_pair(struct pair x)
{
    static const double coefficients[] = {
        -1.0 / 6,        1.0 / 120,          -1.0 / 5040,         1.0 / 362880,
        -1.0 / 39916800, 1.0 / 6227020800.0, -1.0 / 1307674368e3, 1.0 / 355687428096e3,
    };
    double square = x.hi * x.hi;
    double cube = square * x.hi;
    /* The low part counts cos(x) times. */
    double low = x.lo * fma(square, -0.5, 1.0);
    return x.hi + fma(cube, polynomial(coefficients, 8, square), low);
}

/* 1 - x^2/2! + x^4/4! - … */
static double cosine_of_pair(struct pair x)
{
    static const double coefficients[] = {
        1.0 / 24,        -1.0 / 720,           1.0 / 40320,         -1.0 / 3628800,
        1.0 / 479001600, -1.0 / 87178291200.0, 1.0 / 20922789888e3, -1.0 / 6402373705728e3,
    };
    struct pair square = pair_product(x.hi, x.hi);
    struct pair start = pair_sum(1.0, -0.5 * square.hi);
    double tail = square.hi * square.hi * polynomial(coefficients, 8, square.hi);
    /* The low parts: of the square, and of x, which counts -sin(x) times. */
    double low = fma(-0.5, square.lo, -(x.hi * x.lo));
    return start.hi + (start.lo + (tail + low));
}

static double sine_in_quadrant(struct pair r, unsigned quadrant)
{
    double y = quadrant & 1 ? cosine_of_pair(r) : sine_of_pair(r);
    return quadrant & 2 ? -y : y;
}

double real_sin(double x)
{
    if (!(fabs(x) <= 0x1p40)) {
        return NAN;
    }
    if (fabs(x) < 0x1p-30) {
        return x; /* -0 stays -0 */
    }
    unsigned quadrant;
    struct pair r = reduce(x, &quadrant);
    return sine_in_quadrant(r, quadrant);
}

double real_cos(double x)
{
    if (!(fabs(x) <= 0x1p40)) {
        return NAN;
    }
    unsigned quadrant;
    struct pair r = reduce(x, &quadrant);
    return sine_in_quadrant(r, quadrant + 1);
}
