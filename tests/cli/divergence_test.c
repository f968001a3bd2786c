/* The divergence of distributions whose divergence is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "divergence.h"

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-7)) {
        fail_msg("found %.9g, expected %.9g", found, expected);
    }
}

static void known_distributions(void **state)
{
    (void)state;
    struct divergence divergence = {0};
    /* 1/2 and 1/2 to 1/4 and 3/4: ln 2 - ln 3 / 2. Logits may be shifted by anything. */
    const float even[] = {3.0f, 3.0f}, uneven[] = {-7.0f, -7.0f + 1.0986123f};
    divergence_add(&divergence, even, uneven, 2);
    assert_near(divergence_mean(&divergence), 0.1438410362);
    assert_int_equal(divergence.n_agreed, 0); /* of equals the first counts */
}

static void equal_ones_have_none(void **state)
{
    (void)state;
    struct divergence divergence = {0};
    const float logits[] = {1.0f, -200.0f, 0.5f, 90.0f}, shifted[] = {2.0f, -199.0f, 1.5f, 91.0f};
    divergence_add(&divergence, logits, shifted, 4);
    divergence_add(&divergence, logits, logits, 4);
    assert_near(divergence_mean(&divergence), 0);
    assert_near(divergence_standard_error(&divergence), 0);
    assert_int_equal(divergence.n_agreed, 2);
}

static void means_and_errors(void **state)
{
    (void)state;
    struct divergence divergence = {.sum = 0.6, .sum_of_squares = 0.14, .n = 3};
    assert_near(divergence_mean(&divergence), 0.2);
    assert_near(divergence_standard_error(&divergence), sqrt(0.01 / 3)); /* of 0.1, 0.2, 0.3 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_distributions),
        cmocka_unit_test(equal_ones_have_none),
        cmocka_unit_test(means_and_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
