/* The number of cores follows the affinity of the process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <unistd.h>
#include "base/cores.h"

#if defined(__linux__)
#include <sched.h>
#endif

static void at_least_one_and_no_more_than_there_are(void **state)
{
    (void)state;
    unsigned n = cores_available();
    assert_in_range(n, 1, (unsigned)sysconf(_SC_NPROCESSORS_CONF));
}

#if defined(__linux__)
static void follows_the_affinity(void **state)
{
    (void)state;
    cpu_set_t all;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    unsigned n_before = cores_available();
    size_t first = 0;
    while (!CPU_ISSET(first, &all)) {
        first++;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(cores_available(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
    assert_int_equal(cores_available(), n_before);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_least_one_and_no_more_than_there_are),
#if defined(__linux__)
        cmocka_unit_test(follows_the_affinity),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
