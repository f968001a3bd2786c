/* Names that may become paths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "store/gguf_name.h"
#include "store/model_name.h"

static void names_are_taken_apart(void **state)
{
    (void)state;
    struct model_name name;
    struct error err = {0};
    assert_true(model_name_parse("org/name", &name, &err));
    assert_string_equal(name.id, "org/name");
    assert_string_equal(name.revision, "main");
    assert_true(model_name_parse("Org-1_x/Na.me-4bit@refs/pr/7", &name, &err));
    assert_string_equal(name.id, "Org-1_x/Na.me-4bit");
    assert_string_equal(name.revision, "refs/pr/7");
    assert_true(name.has_revision);
    assert_string_equal(name.variant, "");
    assert_true(model_name_parse("org/name:Q4_K_M", &name, &err));
    assert_string_equal(name.id, "org/name");
    assert_string_equal(name.revision, "main");
    assert_false(name.has_revision);
    assert_string_equal(name.variant, "Q4_K_M");
    assert_false(model_name_parse_whole("org/name:Q4_K_M", &name, &err));
    assert_true(model_name_parse("org/name@v1:q8_0", &name, &err));
    assert_string_equal(name.revision, "v1");
    assert_string_equal(name.variant, "q8_0");
    assert_true(model_name_parse_whole("org/name@v1", &name, &err));
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "name",
        "/name",
        "org/",
        "org/name/more",
        "../name",
        "org/..",
        "org/.name",
        "-org/name",
        "org-/name",
        "org--x/name",
        "org/a..b",
        "org/na me",
        "org/name@",
        "org/name@/x",
        "./name",
        "org/name@../x",
        "org/n\xC3\xA4",
        "org/name@a//b",
        "org@x/name",
        "org/name@a\nb",
        "org/name:",
        "org/name:a/b",
        "org/name:a:b",
        "org/name:a@b",
        "org/name@:a",
        "org:a/name",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct model_name name;
        struct error err = {0};
        assert_false(model_name_parse(texts[i], &name, &err));
        assert_int_equal(err.code, ERROR_ARGUMENT);
    }
    char text[400];
    struct model_name name;
    memset(text, 'a', sizeof text);
    text[50] = '/';
    text[sizeof text - 1] = '\0';
    assert_false(model_name_parse(text, &name, NULL)); /* too long a part */
    memcpy(text, "o/n@", 4);
    text[50] = 'a';
    assert_false(model_name_parse(text, &name, NULL)); /* too long a revision */
}

static void files_stay_below(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "a/b", ".hidden", "..x", "a b#c", "x..", "\xC3\xA4/b"};
    static const char *const bad[] = {"",    "/",    "/a",   "a/",    "a//b", ".",    "..",
                                      "./a", "a/..", "../a", "a/./b", "a\\b", "a\nb", "a\x7f"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(file_name_is_safe(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(file_name_is_safe(bad[i]));
    }
}

static void variants_end_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *variant;
        bool is_one;
    } rows[] = {
        {"Model-4B-Q4_K_M.gguf", "Q4_K_M", true},
        {"model.q4_k_m.gguf", "Q4_K_M", true},
        {"Q8_0/Model-Q8_0-00001-of-00002.gguf", "q8_0", true},
        {"Q8_0.gguf", "Q8_0", true},
        {"Model-UD-Q4_K_M.gguf", "UD-Q4_K_M", true},
        {"Model-IQ4_K_M.gguf", "Q4_K_M", false},
        {"Model-Q4_K_M.gguf", "Q4_K", false},
        {"Model-Q4_K_M.gguf.part", "Q4_K_M", false},
        {"Model-Q4_K_M-1-of-2.gguf", "Q4_K_M", false},
        {".gguf", "Q4_K_M", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(gguf_name_has_variant(rows[i].name, rows[i].variant), rows[i].is_one);
    }
    assert_int_equal(gguf_name_stem("a-00001-of-00002.gguf"), 1);
    assert_int_equal(gguf_name_stem("a-00001-of-0002.gguf"), strlen("a-00001-of-0002"));
}

static void digits_are_counted(void **state)
{
    (void)state;
    assert_true(is_hexadecimal("0123456789abcdef", 16));
    assert_false(is_hexadecimal("0123456789abcdef", 15));
    assert_false(is_hexadecimal("0123456789abcdeF", 16));
    assert_false(is_hexadecimal("", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_taken_apart), cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(files_stay_below),      cmocka_unit_test(variants_end_names),
        cmocka_unit_test(digits_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
