/* The energy of graphics processors, from a library that stands in for NVML (fake_nvml.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "energy.h"

static void devices_that_can_tell_are_counted(void **state)
{
    (void)state;
    struct energy energy;
    energy_open(&energy, "/nowhere");
    assert_int_equal(energy.n_zones, 0);
    assert_int_equal(energy.n_gpus, 1);
    assert_true(energy_has_meter(&energy));
    assert_string_equal(energy.names, "gpu-0");
    double before = energy_joules(&energy);
    assert_true(fabs(energy_joules(&energy) - before - 0.25) < 1e-9);
    energy_close(&energy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(devices_that_can_tell_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
