/* Folders that are whole or not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/folder.h"
#include "base/new_folder.h"

enum { PATH_BYTES = 200 };

static char place[] = "/tmp/new_folder_test.XXXXXX";

static int make_place(void **state)
{
    (void)state;
    return mkdtemp(place) != NULL ? 0 : -1;
}

/* Fails when something is left in it. */
static int remove_place(void **state)
{
    (void)state;
    return rmdir(place);
}

static const char *inside(const char *name)
{
    static char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", place, name);
    return path;
}

static void remove_file(const char *name)
{
    assert_int_equal(remove(inside(name)), 0);
}

static void files_appear_together(void **state)
{
    (void)state;
    struct new_folder *folder = NULL;
    struct folder *read = NULL;
    struct bytes bytes;
    struct error err = {0};
    enum { N_LARGE = 9 << 20 }; /* more than is buffered, and no multiple of it with the rest */
    char *large = malloc(N_LARGE);
    for (size_t i = 0; i < N_LARGE; i++) {
        large[i] = (char)(i % 251);
    }
    assert_true(new_folder_create(&folder, inside("new/"), 1000, &err));
    assert_true(new_folder_file(folder, "a", &err));
    new_folder_write(folder, "one", 3);
    new_folder_write(folder, large, N_LARGE);
    for (size_t n = 0, step = 1; n < N_LARGE; n += step, step = 3 * step + 1) {
        step = step < N_LARGE - n ? step : N_LARGE - n;
        new_folder_write(folder, large + n, step);
    }
    new_folder_write(folder, " two", 4);
    assert_true(new_folder_file(folder, "b", &err));
    struct stat status;
    assert_int_not_equal(stat(inside("new"), &status), 0);
    assert_true(new_folder_commit(folder, &err));
    assert_true(folder_open(&read, inside("new"), &err));
    assert_int_equal(folder_n_files(read), 2);
    assert_true(folder_read(read, "a", &bytes, &err));
    assert_int_equal(bytes.n_bytes, 3 + 2 * N_LARGE + 4);
    assert_memory_equal(bytes.data, "one", 3);
    assert_memory_equal(bytes.data + 3, large, N_LARGE);
    assert_memory_equal(bytes.data + 3 + N_LARGE, large, N_LARGE);
    assert_memory_equal(bytes.data + bytes.n_bytes - 4, " two", 4);
    assert_true(folder_read(read, "b", &bytes, &err));
    assert_int_equal(bytes.n_bytes, 0);
    folder_close(read);
    free(large);
    remove_file("new/a");
    remove_file("new/b");
    remove_file("new");
}

static void a_discarded_folder_leaves_nothing(void **state)
{
    (void)state;
    struct new_folder *folder = NULL;
    struct error err = {0};
    assert_true(new_folder_create(&folder, inside("new"), 0, &err));
    assert_true(new_folder_file(folder, "a", &err));
    new_folder_write(folder, "one", 3);
    new_folder_discard(folder);
    new_folder_discard(NULL);
}

static void expect_refusal(const char *path, uint64_t n_bytes, enum error_code code)
{
    struct new_folder *folder = NULL;
    struct error err = {0};
    assert_false(new_folder_create(&folder, path, n_bytes, &err));
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.message, path));
    assert_null(folder);
}

static void what_cannot_be_made_is_refused(void **state)
{
    (void)state;
    expect_refusal(place, 0, ERROR_ARGUMENT);
    expect_refusal(inside("new"), UINT64_MAX, ERROR_DOES_NOT_FIT);
    expect_refusal(inside("no/new"), 0, ERROR_NOT_FOUND);
}

static void a_name_that_was_taken_meanwhile_is_kept(void **state)
{
    (void)state;
    struct new_folder *folder = NULL;
    struct error err = {0};
    assert_true(new_folder_create(&folder, inside("new"), 0, &err));
    assert_true(new_folder_file(folder, "a", &err));
    assert_int_equal(mkdir(inside("new"), 0777), 0);
    assert_int_equal(mkdir(inside("new/b"), 0777), 0);
    assert_false(new_folder_commit(folder, &err));
    assert_int_not_equal(err.code, ERROR_NONE);
    remove_file("new/b");
    remove_file("new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_appear_together),
        cmocka_unit_test(a_discarded_folder_leaves_nothing),
        cmocka_unit_test(what_cannot_be_made_is_refused),
        cmocka_unit_test(a_name_that_was_taken_meanwhile_is_kept),
    };
    return cmocka_run_group_tests(tests, make_place, remove_place);
}
