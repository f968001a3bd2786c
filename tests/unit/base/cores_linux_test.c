/* The number of cores follows the affinity of the process, and what kinds of cores there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <unistd.h>
#include "base/cores.h"

#if defined(__linux__)
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* ---- made-up machines ------------------------------------------------------------------------ */

static void write_file(const char *root, const char *name, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", root, name);
    for (char *p = path + strlen(root) + 1; *p != '\0'; p++) {
        if (*p == '/') {
            *p = '\0';
            mkdir(path, 0700);
            *p = '/';
        }
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void write_cpu(const char *root, unsigned cpu, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "system/cpu/cpu%u/%s", cpu, name);
    write_file(root, path, text);
}

static void remove_tree(const char *root)
{
    char command[PATH_MAX + 16];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    assert_int_equal(system(command), 0);
}

static unsigned cores_of(const char *root, unsigned long allowed)
{
    return cores_in_tree(root, &allowed, 8 * sizeof allowed);
}

static void an_unknown_machine_has_a_core_for_each_cpu(void **state)
{
    (void)state;
    assert_int_equal(cores_of("/nowhere/at/all", 0xFF), 8);
    assert_int_equal(cores_of("/nowhere/at/all", 0x50), 2);
    assert_int_equal(cores_of("/nowhere/at/all", 0), 0);
}

/* Four performance cores of two threads each, cpus 0 to 7; four efficient ones, 8 to 11. */
static void hybrid_x86_has_its_performance_cores(void **state)
{
    char root[] = "/tmp/silex-cores-XXXXXX";
    (void)state;
    assert_non_null(mkdtemp(root));
    write_file(root, "cpu_core/cpus", "0-7\n");
    write_file(root, "cpu_atom/cpus", "8-11\n");
    for (unsigned cpu = 0; cpu < 12; cpu++) {
        char list[16];
        snprintf(list, sizeof list, cpu < 8 ? "%u-%u\n" : "%u\n", cpu & ~1u, cpu | 1u);
        write_cpu(root, cpu, "topology/thread_siblings_list", list);
    }
    write_cpu(root, 9, "topology/thread_siblings_list", "9\n");
    write_cpu(root, 11, "topology/thread_siblings_list", "11\n");
    assert_int_equal(cores_of(root, 0xFFF), 4);
    assert_int_equal(cores_of(root, 0xAAA), 4); /* the second thread of each core, and two slow */
    assert_int_equal(cores_of(root, 0x003), 1);
    assert_int_equal(cores_of(root, 0xF00), 4); /* held to the slow ones, it uses them */
    remove_tree(root);
}

/* One large core, three middle ones, four small ones. */
static void phones_leave_their_small_cores(void **state)
{
    static const char *const capacities[] = {"250", "250", "250", "250",
                                             "760", "760", "760", "1024"};
    char root[] = "/tmp/silex-cores-XXXXXX";
    (void)state;
    assert_non_null(mkdtemp(root));
    for (unsigned cpu = 0; cpu < 8; cpu++) {
        write_cpu(root, cpu, "cpu_capacity", capacities[cpu]);
    }
    assert_int_equal(cores_of(root, 0xFF), 4);
    assert_int_equal(cores_of(root, 0x1F), 1);
    assert_int_equal(cores_of(root, 0x0F), 4);
    remove_tree(root);
}

/* Brothers far apart, as servers number them; files that say nothing of use. */
static void threads_of_a_core_count_once(void **state)
{
    char root[] = "/tmp/silex-cores-XXXXXX";
    (void)state;
    assert_non_null(mkdtemp(root));
    for (unsigned cpu = 0; cpu < 8; cpu++) {
        char list[16];
        snprintf(list, sizeof list, "%u,%u\n", cpu % 4, cpu % 4 + 4);
        write_cpu(root, cpu, "topology/thread_siblings_list", list);
    }
    assert_int_equal(cores_of(root, 0xFF), 4);
    assert_int_equal(cores_of(root, 0xF0), 4);
    assert_int_equal(cores_of(root, 0x31), 2);
    static const char *const odd[] = {"", "x", "-3", "0-", "5--7", "1-99999999999", ",,,", "9-2"};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        for (unsigned cpu = 0; cpu < 8; cpu++) {
            write_cpu(root, cpu, "topology/thread_siblings_list", odd[i]);
            write_cpu(root, cpu, "cpu_capacity", odd[i]);
        }
        write_file(root, "cpu_core/cpus", odd[i]);
        assert_in_range(cores_of(root, 0xFF), 1, 8);
    }
    remove_tree(root);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_least_one_and_no_more_than_there_are),
#if defined(__linux__)
        cmocka_unit_test(follows_the_affinity),
        cmocka_unit_test(an_unknown_machine_has_a_core_for_each_cpu),
        cmocka_unit_test(hybrid_x86_has_its_performance_cores),
        cmocka_unit_test(phones_leave_their_small_cores),
        cmocka_unit_test(threads_of_a_core_count_once),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
