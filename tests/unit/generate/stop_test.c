/* Stop strings: what is certain is given, what could become a stop string is held back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "generate/stop.h"

static const char *const stops[] = {"</s>", "\n\nUser:", "", "</tool>"};

static void text_that_may_begin_a_stop_is_held(void **state)
{
    (void)state;
    struct stop stop;
    size_t n;
    stop_init(&stop, stops, 4);
    assert_false(stop_search(&stop, "a</", 3, &n));
    assert_int_equal(n, 1);
    assert_false(stop_search(&stop, "a</t", 4, &n));
    assert_int_equal(n, 1);
    assert_false(stop_search(&stop, "a</ta", 5, &n));
    assert_int_equal(n, 5);
    assert_true(stop_search(&stop, "a</ta\n\nUser: x", 14, &n));
    assert_int_equal(n, 5);
}

static void the_first_stop_wins_and_bytes_agree_with_any_cut(void **state)
{
    (void)state;
    static const char text[] = "x\n\n\nUser:</s> rest";
    for (size_t first = 0; first < sizeof text; first++) {
        struct stop stop;
        size_t n = 0;
        stop_init(&stop, stops, 4);
        bool found = stop_search(&stop, text, first, &n);
        if (!found) {
            assert_true(n <= 2 || first < 9);
            found = stop_search(&stop, text, sizeof text - 1, &n);
        }
        assert_true(found);
        assert_int_equal(n, 2);
    }
}

static void without_stops_everything_is_certain(void **state)
{
    (void)state;
    struct stop stop;
    size_t n;
    stop_init(&stop, NULL, 0);
    assert_false(stop_search(&stop, "abc", 3, &n));
    assert_int_equal(n, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_may_begin_a_stop_is_held),
        cmocka_unit_test(the_first_stop_wins_and_bytes_agree_with_any_cut),
        cmocka_unit_test(without_stops_everything_is_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
