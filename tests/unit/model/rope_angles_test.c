/* The formulas of each kind of rope, against values worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "model/rope_angles.h"

static struct arena arena;

static struct rope_angles make(const struct rope_config *config)
{
    struct rope_angles angles;
    struct error err = {ERROR_NONE, ""};
    if (!rope_angles_init(&angles, config, &arena, &err)) {
        fail_msg("%s", err.message);
    }
    return angles;
}

static struct rope_config config_of(enum rope_kind kind)
{
    return (struct rope_config){.kind = kind,
                                .base = 10000,
                                .n_dims = 8,
                                .factor = 4,
                                .n_original_positions = 64,
                                .n_max_positions = 256,
                                .is_truncated = true};
}

static void assert_near(double found, double expected)
{
    assert_true(fabs(found - expected) <= 1e-6 * fabs(expected) + 1e-12);
}

static void plain_frequencies_are_powers(void **state)
{
    (void)state;
    struct rope_config config = config_of(ROPE_DEFAULT);
    struct rope_angles angles = make(&config);
    assert_int_equal(angles.n_pairs, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_near(angles.frequencies[i], pow(10, -(double)i));
    }
    config.kind = ROPE_LINEAR;
    angles = make(&config);
    assert_near(angles.frequencies[2], 0.01 / 4);
}

static void filling_gives_cosines_and_sines(void **state)
{
    (void)state;
    struct rope_config config = config_of(ROPE_DEFAULT);
    struct rope_angles angles = make(&config);
    const size_t positions[] = {0, 7, 200};
    float cosines[12];
    float sines[12];
    rope_angles_fill(&angles, positions, 3, 201, cosines, sines);
    for (size_t t = 0; t < 3; t++) {
        for (size_t i = 0; i < 4; i++) {
            double angle = (double)positions[t] * pow(10, -(double)i);
            assert_true(fabs((double)cosines[t * 4 + i] - cos(angle)) < 1e-5);
            assert_true(fabs((double)sines[t * 4 + i] - sin(angle)) < 1e-5);
        }
    }
}

static void dynamic_base_grows_with_length(void **state)
{
    (void)state;
    struct rope_config config = config_of(ROPE_DYNAMIC);
    struct rope_angles angles = make(&config);
    const size_t position = 1;
    float cosines[4];
    float sines[4];
    rope_angles_fill(&angles, &position, 1, 256, cosines, sines);
    assert_near(sines[1], sin(0.1));
    rope_angles_fill(&angles, &position, 1, 512, cosines, sines);
    double base = 10000 * pow(4.0 * 512 / 256 - 3, 8.0 / 6);
    assert_near(sines[1], sin(pow(base, -0.25)));
}

static void llama3_keeps_short_waves_and_stretches_long_ones(void **state)
{
    (void)state;
    struct rope_config config = config_of(ROPE_LLAMA3);
    config.low_frequency_factor = 1;
    config.high_frequency_factor = 4;
    struct rope_angles angles = make(&config);
    assert_near(angles.frequencies[0], 1);                     /* wave of 6.3 < 64 / 4 */
    assert_near(angles.frequencies[2], 0.01 / 4);              /* wave of 628 > 64 / 1 */
    double part = (64 / (2 * 3.14159265358979 / 0.1) - 1) / 3; /* wave of 62.8: between */
    assert_near(angles.frequencies[1], (1 - part) * 0.1 / 4 + part * 0.1);
}

static void yarn_ramps_and_scales(void **state)
{
    (void)state;
    struct rope_config config = config_of(ROPE_YARN);
    struct rope_angles angles = make(&config);
    /* Pairs that turn 32 times: before 0; once: 8 ln(64 / 2 pi) / (2 ln 10000) = 1.008 -> 2. */
    assert_near(angles.frequencies[0], 1);
    assert_near(angles.frequencies[1], 0.1 * 0.5 + 0.1 / 4 * 0.5);
    assert_near(angles.frequencies[2], 0.01 / 4);
    assert_near(angles.attention_factor, 0.1 * log(4) + 1);
    config.mscale = 1;
    config.mscale_all_dim = 0.5;
    angles = make(&config);
    assert_near(angles.attention_factor, (0.1 * log(4) + 1) / (0.05 * log(4) + 1));
    config.attention_factor = 1.25;
    angles = make(&config);
    assert_near(angles.attention_factor, 1.25);
}

static void longrope_chooses_by_length(void **state)
{
    (void)state;
    static const float short_factors[] = {1, 2, 3, 4};
    static const float long_factors[] = {2, 4, 8, 16};
    struct rope_config config = config_of(ROPE_LONGROPE);
    config.factor = 0;
    config.short_factors = short_factors;
    config.long_factors = long_factors;
    struct rope_angles angles = make(&config);
    double scale = sqrt(1 + log(4) / log(64));
    assert_near(angles.attention_factor, scale);
    const size_t position = 1;
    float cosines[4];
    float sines[4];
    rope_angles_fill(&angles, &position, 1, 64, cosines, sines);
    assert_near(sines[1], sin(0.05) * scale);
    rope_angles_fill(&angles, &position, 1, 65, cosines, sines);
    assert_near(sines[1], sin(0.025) * scale);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_frequencies_are_powers),
        cmocka_unit_test(filling_gives_cosines_and_sines),
        cmocka_unit_test(dynamic_base_grows_with_length),
        cmocka_unit_test(llama3_keeps_short_waves_and_stretches_long_ones),
        cmocka_unit_test(yarn_ramps_and_scales),
        cmocka_unit_test(longrope_chooses_by_length),
    };
    arena_init(&arena, 1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_clear(&arena);
    return failed;
}
