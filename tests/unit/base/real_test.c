/* Elementary functions: against the C library (itself within a unit or so), against values computed
 * with many digits, and their bits against a hash that every machine must reproduce. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/real.h"

typedef double function(double x);

static uint64_t state_of_random = 1;

/* Even over [low, high), the same on every machine. */
static double random_between(double low, double high)
{
    state_of_random = state_of_random * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state_of_random >> 11) * 0x1p-53);
}

static double ulps(double found, double expected)
{
    double unit = nextafter(fabs(expected), INFINITY) - fabs(expected);
    return fabs(found - expected) / unit;
}

static double pow_of_base(double y)
{
    return real_pow(500000.0, y);
}

static double libc_pow_of_base(double y)
{
    return pow(500000.0, y);
}

static double pow_of_any(double x)
{
    return real_pow(1.0 + x * x, x);
}

static double libc_pow_of_any(double x)
{
    return pow(1.0 + x * x, x);
}

static const struct {
    const char *name;
    function *ours;
    function *libc;
    double low, high;
} ranges[] = {
    {"exp", real_exp, exp, -745, 709},
    {"exp near 0", real_exp, exp, -1, 1},
    {"log", real_log, log, 1e-300, 1e300},
    {"log near 1", real_log, log, 0.5, 2},
    {"log of subnormals", real_log, log, 1e-320, 1e-308},
    {"sin", real_sin, sin, -1048576, 1048576},
    {"sin near 0", real_sin, sin, -4, 4},
    {"sin of large", real_sin, sin, -0x1p30, 0x1p30},
    {"cos", real_cos, cos, -1048576, 1048576},
    {"cos near 0", real_cos, cos, -4, 4},
    {"rope frequencies", pow_of_base, libc_pow_of_base, -1, 0},
    {"pow", pow_of_any, libc_pow_of_any, -100, 100},
};

enum { N_RANGES = sizeof ranges / sizeof ranges[0], N_POINTS = 20000 };

static void agree_with_the_c_library(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_RANGES; i++) {
        double worst = 0;
        for (int n = 0; n < N_POINTS; n++) {
            double x = random_between(ranges[i].low, ranges[i].high);
            double error = ulps(ranges[i].ours(x), ranges[i].libc(x));
            worst = error > worst ? error : worst;
        }
        print_message("%s: %.0f units apart at most\n", ranges[i].name, worst);
        assert_true(worst <= 2);
    }
}

static void have_the_same_bits_on_every_machine(void **state)
{
    (void)state;
    state_of_random = 2;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < N_RANGES; i++) {
        for (int n = 0; n < N_POINTS; n++) {
            double y = ranges[i].ours(random_between(ranges[i].low, ranges[i].high));
            uint64_t bits;
            memcpy(&bits, &y, sizeof bits);
            hash = (hash ^ bits) * 1099511628211u;
        }
    }
    char text[32];
    snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
    assert_string_equal(text, "f5ac568035382e9d");
}

/* Rounded from 60 digits (mpmath). */
static void agree_with_many_digits(void **state)
{
    (void)state;
    const struct {
        double found, expected;
    } values[] = {
        {real_exp(0x1.0000000000000p+0), 0x1.5bf0a8b145769p+1},
        {real_exp(-0x1.0000000000000p+0), 0x1.78b56362cef38p-2},
        {real_exp(0x1.0000000000000p-1), 0x1.a61298e1e069cp+0},
        {real_exp(0x1.4333333333333p+3), 0x1.7c5c09a68d572p+14},
        {real_exp(-0x1.5d33333333333p+6), 0x1.09874c0b9cacbp-126},
        {real_exp(-0x1.5e40000000000p+9), 0x1.4ff475c68ca02p-1011},
        {real_exp(0x1.6220000000000p+9), 0x1.ba437b884044bp+1021},
        {real_exp(0x1.b7cdfd9d7bdbbp-34), 0x1.000000006df38p+0},
        {real_log(0x1.0000000000000p+1), 0x1.62e42fefa39efp-1},
        {real_log(0x1.4000000000000p+3), 0x1.26bb1bbb55516p+1},
        {real_log(0x1.999999999999ap-4), -0x1.26bb1bbb55515p+1},
        {real_log(0x1.000001ad7f29bp+0), 0x1.ad7f2847b6492p-24},
        {real_log(0x1.fffeb074a771dp-1), -0x1.4f8bc681df714p-17},
        {real_log(0x1.7e43c8800759cp+996), 0x1.5963447f87fb5p+9},
        {real_log(0x0.0000000000001p-1022), -0x1.74385446d71c3p+9},
        {real_log(0x1.6a09e667f3bcdp-1), -0x1.62e42fefa39eep-2},
        {real_sin(0x1.999999999999ap-4), 0x1.98eaecb8bcb2cp-4},
        {real_cos(0x1.999999999999ap-4), 0x1.fd712f9a817c1p-1},
        {real_sin(0x1.0000000000000p+0), 0x1.aed548f090ceep-1},
        {real_cos(0x1.0000000000000p+0), 0x1.14a280fb5068cp-1},
        {real_sin(0x1.8000000000000p+1), 0x1.210386db6d55bp-3},
        {real_cos(0x1.8000000000000p+1), -0x1.fae04be85e5d2p-1},
        {real_sin(0x1.921fb54442d18p+1), 0x1.1a62633145c07p-53},
        {real_cos(0x1.921fb54442d18p+1), -0x1.0000000000000p+0},
        {real_sin(0x1.9000000000000p+6), -0x1.03425b78c4db8p-1},
        {real_cos(0x1.9000000000000p+6), 0x1.b981dbf665fdfp-1},
        {real_sin(0x1.ffff000000000p+16), -0x1.268613f60babcp-1},
        {real_cos(0x1.ffff000000000p+16), -0x1.a2cebbb513e7cp-1},
        {real_sin(0x1.ffffe00000000p+19), -0x1.3b32b2ca06654p-1},
        {real_cos(0x1.ffffe00000000p+19), 0x1.937a45bd49642p-1},
        {real_sin(0x1.dcd6500000000p+29), 0x1.1778cae83c69bp-1},
        {real_cos(0x1.dcd6500000000p+29), 0x1.acff8c7364234p-1},
        {real_sin(0x1.d1a94a2000000p+39), -0x1.38f4477984352p-1},
        {real_cos(0x1.d1a94a2000000p+39), 0x1.9538731dff223p-1},
        {real_pow(0x1.3880000000000p+13, -0x1.f800000000000p-1), 0x1.e459c57e28a47p-14},
        {real_pow(0x1.e848000000000p+18, -0x1.5555555555555p-2), 0x1.9cd9d686321fbp-7},
        {real_pow(0x1.e848000000000p+19, -0x1.0000000000000p-1), 0x1.0624dd2f1a9fcp-10},
        {real_pow(0x1.000001ad7f29bp+0, 0x1.dcd6500000000p+29), 0x1.349445c228792p+144},
        {real_pow(0x1.3333333333333p-2, 0x1.f400000000000p+8), 0x1.6e61ab2200633p-869},
        {real_pow(0x1.0000000000000p+1, 0x1.0000000000000p-1), 0x1.6a09e667f3bcdp+0},
        {real_pow(0x1.56e1fc2f8f359p-997, 0x1.051eb851eb852p+0), 0x1.6789e3750f743p-1017},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        assert_true(ulps(values[i].found, values[i].expected) <= 1);
    }
}

static void have_the_ends_that_c_defines(void **state)
{
    (void)state;
    assert_true(real_exp(-INFINITY) == 0 && real_exp(INFINITY) == INFINITY);
    assert_true(real_exp(-746) == 0 && real_exp(710) == INFINITY && isnan(real_exp(NAN)));
    assert_true(real_exp(-745.1) == 0x1p-1074);
    assert_true(real_log(0) == -INFINITY && real_log(INFINITY) == INFINITY);
    assert_true(isnan(real_log(-1)) && isnan(real_log(NAN)) && real_log(1) == 0);
    assert_true(isnan(real_sin(INFINITY)) && isnan(real_cos(NAN)) && isnan(real_sin(0x1p41)));
    assert_true(signbit(real_sin(-0.0)) && real_cos(0) == 1);
    static const double ends[] = {0.0, -0.0, 0.5, -0.5, 1, -1, 2,        -2,        3,
                                  -3,  2.5,  0.3, 1e18, 7, -7, INFINITY, -INFINITY, NAN};
    enum { N = sizeof ends / sizeof ends[0] };
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            double found = real_pow(ends[i], ends[j]);
            double expected = pow(ends[i], ends[j]);
            if (isnan(expected)) {
                assert_true(isnan(found));
            } else if (isinf(expected) || expected == 0) {
                assert_true(found == expected && !signbit(found) == !signbit(expected));
            } else {
                assert_true(ulps(found, expected) <= 1);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agree_with_the_c_library),
        cmocka_unit_test(have_the_same_bits_on_every_machine),
        cmocka_unit_test(agree_with_many_digits),
        cmocka_unit_test(have_the_ends_that_c_defines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
