/* Matrices in 16-bit floats: how near they are, whatever the size of the numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "kernels/numbers.h"
#include "model/half_matrix.h"

static const size_t plenty = (size_t)1 << 26;

static float number_at(const struct half_matrix *half, size_t i)
{
    uint16_t bits;
    memcpy(&bits, half->matrix.data + i * sizeof bits, sizeof bits);
    return float_of_f16(bits);
}

/* Numbers from -1 to 1 times a unit, the first one the unit itself. */
static void fill(float *values, size_t n, float unit)
{
    uint32_t seed = 5;
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        values[i] = ((float)(seed >> 8) * 0x1p-23f - 1.0f) * unit;
    }
    values[0] = unit;
}

/* Eleven bits of every number down to 2^-28 of the largest, and below it a 2^-39th of the largest.
 */
static void expect_near(const struct half_matrix *half, const float *values, size_t n,
                        double largest)
{
    for (size_t i = 0; i < n; i++) {
        double value = (double)values[i];
        double difference = fabs((double)number_at(half, i) / (double)half->factor - value);
        assert_true(difference <= fmax(fabs(value) * 0x1p-11, largest * 0x1p-39));
    }
}

static void any_size_keeps_eleven_bits(void **state)
{
    static const struct {
        size_t n_rows, n_columns;
    } sizes[] = {{1, 1}, {1, 7}, {7, 1}, {1, 4096}, {16, 65}, {33, 31}, {512, 129}};
    static const float units[] = {1.0f, 3e-5f, 0.999f, 60000.0f, 1e30f, 0x1.fffffep127f, 1e-20f};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t n = sizes[i].n_rows * sizes[i].n_columns;
        float *values = malloc(n * sizeof *values);
        assert_non_null(values);
        for (size_t k = 0; k < sizeof units / sizeof units[0]; k++) {
            struct arena arena;
            struct half_matrix half;
            arena_init(&arena, plenty);
            fill(values, n, units[k]);
            assert_true(half_matrix_make(&half, values, sizes[i].n_rows, sizes[i].n_columns,
                                         sizes[i].n_columns, &arena, NULL));
            assert_non_null(half.matrix.data);
            assert_int_equal(half.matrix.n_rows, sizes[i].n_rows);
            assert_int_equal(half.matrix.n_columns, sizes[i].n_columns);
            assert_int_equal(half.matrix.row_bytes, sizes[i].n_columns * 2);
            expect_near(&half, values, n, (double)units[k]);
            arena_clear(&arena);
        }
        free(values);
    }
}

static void the_factor_is_a_power_of_two_that_leaves_room(void **state)
{
    (void)state;
    for (int exponent = -149; exponent <= 127; exponent++) {
        const float values[] = {ldexpf(1.0f, exponent), -ldexpf(1.0f, exponent), 0.0f};
        struct arena arena;
        struct half_matrix half;
        int of_factor;
        arena_init(&arena, plenty);
        assert_true(half_matrix_make(&half, values, 1, 3, 3, &arena, NULL));
        assert_true(isnormal(half.factor) && frexpf(half.factor, &of_factor) == 0.5f);
        assert_true(isfinite(number_at(&half, 0)) && number_at(&half, 0) <= 0x1p14f);
        assert_true(number_at(&half, 0) == values[0] * half.factor || exponent < -120);
        assert_true(number_at(&half, 1) == -number_at(&half, 0));
        assert_true(number_at(&half, 2) == 0);
        arena_clear(&arena);
    }
}

static void panels_follow_each_other(void **state)
{
    float values[3 * 10];
    struct arena arena;
    struct half_matrix half, plain;
    (void)state;
    fill(values, 30, 1);
    arena_init(&arena, plenty);
    assert_true(half_matrix_make(&plain, values, 3, 10, 10, &arena, NULL));
    assert_true(half_matrix_make(&half, values, 3, 10, 4, &arena, NULL));
    assert_int_equal(half.matrix.n_rows, 9);
    assert_int_equal(half.matrix.n_columns, 4);
    for (size_t k = 0; k < 3; k++) {
        for (size_t r = 0; r < 12; r++) {
            float expected = r < 10 ? number_at(&plain, k * 10 + r) : 0;
            assert_true(number_at(&half, (r / 4 * 3 + k) * 4 + r % 4) == expected);
        }
    }
    arena_clear(&arena);
}

static void zeros_stay_zeros(void **state)
{
    const float zeros[5] = {0};
    struct arena arena;
    struct half_matrix half;
    (void)state;
    arena_init(&arena, plenty);
    assert_true(half_matrix_make(&half, zeros, 5, 1, 1, &arena, NULL));
    assert_non_null(half.matrix.data);
    assert_true(isnormal(half.factor) && number_at(&half, 4) == 0);
    arena_clear(&arena);
}

static void what_is_no_number_has_no_half(void **state)
{
    const float others[] = {NAN, -NAN, INFINITY, -INFINITY};
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        float values[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        struct arena arena;
        struct half_matrix half;
        arena_init(&arena, plenty);
        values[2 * i] = others[i];
        assert_true(half_matrix_make(&half, values, 3, 3, 2, &arena, NULL));
        assert_null(half.matrix.data);
        arena_clear(&arena);
    }
}

static void memory_that_runs_out_is_told(void **state)
{
    const float values[64] = {1};
    struct arena arena;
    struct half_matrix half;
    struct error err = {0};
    (void)state;
    arena_init(&arena, 1);
    assert_false(half_matrix_make(&half, values, 8, 8, 8, &arena, &err));
    assert_int_not_equal(err.code, ERROR_NONE);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_size_keeps_eleven_bits),
        cmocka_unit_test(the_factor_is_a_power_of_two_that_leaves_room),
        cmocka_unit_test(panels_follow_each_other),
        cmocka_unit_test(zeros_stay_zeros),
        cmocka_unit_test(what_is_no_number_has_no_half),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
