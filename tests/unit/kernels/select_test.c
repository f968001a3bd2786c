/* The choice of a CPU level: names, caps, and that nothing is left without a kernel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include "kernels/kernels.h"

static void test_names(void **state)
{
    (void)state;
    for (enum kernel_level level = KERNEL_LEVEL_SCALAR; level < KERNEL_N_LEVELS; level++) {
        enum kernel_level found = KERNEL_N_LEVELS;
        assert_true(kernels_level_find(kernels_level_name(level), &found));
        assert_int_equal(found, level);
    }
    enum kernel_level found = KERNEL_N_LEVELS;
    assert_true(kernels_level_find("avx512_vnni", &found));
    assert_int_equal(found, KERNEL_LEVEL_AVX512_VNNI);
    enum kernel_level untouched = KERNEL_LEVEL_NEON;
    assert_false(kernels_level_find("avx512_vnn", &untouched));
    assert_false(kernels_level_find("avx512_vnni_", &untouched));
    assert_false(kernels_level_find("avx9", &untouched));
    assert_false(kernels_level_find("", &untouched));
    assert_int_equal(untouched, KERNEL_LEVEL_NEON);
}

static void test_scalar_is_always_there(void **state)
{
    (void)state;
    assert_true(kernels_supported(KERNEL_LEVEL_SCALAR));
    assert_int_equal(kernels_select(KERNEL_LEVEL_SCALAR).level, KERNEL_LEVEL_SCALAR);
    assert_false(kernels_supported(KERNEL_N_LEVELS));
}

static bool equal(const struct kernels *a, const struct kernels *b)
{
    bool same = a->level == b->level;
#define X(name) same = same && a->name == b->name;
    KERNELS(X)
#undef X
    return same;
}

/* With a cap, the chosen level is the highest supported one that is not above it;
 * a cap that allows no further level changes nothing. */
static void test_cap(void **state)
{
    (void)state;
    struct kernels below = kernels_select(KERNEL_LEVEL_SCALAR);
    for (enum kernel_level cap = KERNEL_LEVEL_SCALAR; cap < KERNEL_N_LEVELS; cap++) {
        struct kernels chosen = kernels_select(cap);
        assert_true(chosen.level <= cap);
        assert_true(kernels_supported(chosen.level));
        for (enum kernel_level level = chosen.level + 1; level <= cap; level++) {
            assert_false(kernels_supported(level));
        }
        if (chosen.level == below.level) {
            assert_true(equal(&chosen, &below));
        }
        below = chosen;
    }
    struct kernels best = kernels_select(KERNEL_N_LEVELS);
    assert_true(equal(&best, &below));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_scalar_is_always_there),
        cmocka_unit_test(test_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
