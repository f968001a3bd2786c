/* How many guesses pay, from costs and chances that are made up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "generate/pace.h"

static const double sure[] = {1, 1, 1, 1, 1, 1, 1};

static void note_costs(struct pace *pace, const double *seconds)
{
    for (size_t n = 1; n <= PACE_MAX_TOKENS; n++) {
        for (int i = 0; i < 20; i++) {
            pace_note_cost(pace, n, seconds[n - 1]);
        }
    }
}

static void nothing_is_guessed_before_costs_and_chances_are_known(void **state)
{
    (void)state;
    struct pace pace = {0};
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 0);
    pace_note_cost(&pace, 1, 1.0);
    double chance = pace_chance(&pace, 0);
    assert_int_equal(pace_choose(&pace, &chance, 1, 0.0), 0);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 7);
    assert_int_equal(pace_choose(&pace, sure, 2, 0.0), 2);
}

/* A processor for which more than four tokens at once are dear. */
static void the_best_number_is_found(void **state)
{
    (void)state;
    static const double steep[] = {1.0, 1.35, 1.4, 1.45, 2.8, 2.9, 3.2, 3.4};
    static const double flat[] = {1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35};
    static const double linear[] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const double rare[] = {0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
    struct pace pace = {0};
    note_costs(&pace, steep);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 3);
    assert_int_equal(pace_choose(&pace, rare, 7, 0.0), 0);
    pace = (struct pace){0};
    note_costs(&pace, flat);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 7);
    assert_int_equal(pace_choose(&pace, rare, 7, 0.0), 1);
    assert_int_equal(pace_choose(&pace, rare, 7, 0.3), 0); /* guesses that cost as much as this */
    pace = (struct pace){0};
    note_costs(&pace, linear);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 0);
}

static void chances_follow_what_is_seen(void **state)
{
    (void)state;
    struct pace pace = {0};
    for (int i = 0; i < 40; i++) {
        pace_note_guess(&pace, 1, true);
    }
    assert_true(pace_chance(&pace, 1) > 0.9);
    assert_true(pace_chance(&pace, 3) > 0.9); /* not seen: as the one before */
    assert_true(pace_chance(&pace, 0) < 0.2);
    for (int i = 0; i < 100; i++) {
        pace_note_guess(&pace, 3, i % 4 == 0);
    }
    assert_true(pace_chance(&pace, 3) > 0.15 && pace_chance(&pace, 3) < 0.35);
    assert_true(pace_chance(&pace, 1) > 0.9);
}

/* One slow step is no reason to stop, a machine that has become slow is; and what is too dear now
 * is tried again much later. */
static void costs_follow_the_machine(void **state)
{
    (void)state;
    struct pace pace = {0};
    for (int i = 0; i < 10; i++) {
        pace_note_cost(&pace, 1, 1.0);
        pace_note_cost(&pace, 2, 1.1);
    }
    pace_note_cost(&pace, 2, 100.0);
    assert_int_equal(pace_choose(&pace, sure, 1, 0.0), 1);
    for (int i = 0; i < 30; i++) {
        pace_note_cost(&pace, 2, 3.0);
    }
    assert_int_equal(pace_choose(&pace, sure, 1, 0.0), 0);
    for (int i = 0; i < 1000; i++) {
        pace_note_cost(&pace, 1, 1.0);
    }
    assert_int_equal(pace_choose(&pace, sure, 1, 0.0), 0);
    for (int i = 0; i < 100; i++) {
        pace_note_cost(&pace, 1, 1.0);
    }
    assert_int_equal(pace_choose(&pace, sure, 1, 0.0), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_guessed_before_costs_and_chances_are_known),
        cmocka_unit_test(the_best_number_is_found),
        cmocka_unit_test(chances_follow_what_is_seen),
        cmocka_unit_test(costs_follow_the_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
