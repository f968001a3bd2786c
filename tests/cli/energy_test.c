/* Meters: what can be read is counted, also past the end of a counter; what cannot is no meter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "energy.h"

static char root[] = "/tmp/energy_test.XXXXXX";

static int make_root(void **state)
{
    (void)state;
    return mkdtemp(root) != NULL ? 0 : -1;
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", root, folder);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/%s/%s", root, folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void assert_joules(struct energy *energy, double expected)
{
    double found = energy_joules(energy);
    if (fabs(found - expected) > 1e-9) {
        fail_msg("%g joules, expected %g", found, expected);
    }
}

static void without_a_meter_there_is_none(void **state)
{
    (void)state;
    struct energy energy;
    energy_open(&energy, root);
    size_t n_gpus = energy.n_gpus; /* this machine may have some */
    assert_int_equal(energy.n_zones, 0);
    assert_true(energy_has_meter(&energy) == (n_gpus > 0));
    energy_close(&energy);
}

static void zones_add_up_and_start_over(void **state)
{
    (void)state;
    struct energy energy;
    write_file("intel-rapl:0", "name", "package-0\n");
    write_file("intel-rapl:0", "energy_uj", "5000000\n");
    write_file("intel-rapl:0", "max_energy_range_uj", "8000000\n");
    write_file("intel-rapl:0:0", "name", "core\n");
    write_file("intel-rapl:0:0", "energy_uj", "1000000\n");
    write_file("intel-rapl:0:1", "name", "dram\n");
    write_file("intel-rapl:0:1", "energy_uj", "500000\n");
    write_file("intel-rapl:1", "name", "package-1\n"); /* its counter cannot be read */
    energy_open(&energy, root);
    assert_true(energy_has_meter(&energy));
    assert_int_equal(energy.n_zones, 2);
    assert_ptr_equal(strstr(energy.names, "package-0, dram"), energy.names);
    energy.n_gpus = 0; /* what this machine's take is not the question */
    double before = energy_joules(&energy);
    write_file("intel-rapl:0", "energy_uj", "7500000\n");
    write_file("intel-rapl:0:1", "energy_uj", "750000\n");
    assert_joules(&energy, before + 2.75);
    write_file("intel-rapl:0", "energy_uj", "100000\n"); /* over its range */
    assert_joules(&energy, before + 3.35);
    assert_joules(&energy, before + 3.35);
    energy_close(&energy);
    assert_false(energy_has_meter(&energy));
}

static int remove_root(void **state)
{
    (void)state;
    static const char *const folders[] = {"intel-rapl:0", "intel-rapl:0:0", "intel-rapl:0:1",
                                          "intel-rapl:1"};
    static const char *const names[] = {"name", "energy_uj", "max_energy_range_uj"};
    char path[200];
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 3; j++) {
            snprintf(path, sizeof path, "%s/%s/%s", root, folders[i], names[j]);
            unlink(path);
        }
        snprintf(path, sizeof path, "%s/%s", root, folders[i]);
        rmdir(path);
    }
    return rmdir(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_meter_there_is_none),
        cmocka_unit_test(zones_add_up_and_start_over),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
