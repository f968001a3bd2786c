/* JSON beyond what jansson reads by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "formats/json.h"

static json_t *parse(const char *text, struct error *err)
{
    return json_parse((struct bytes){(const uint8_t *)text, strlen(text)}, "text", err);
}

static void test_long_integers(void **state)
{
    (void)state;
    struct error err = {0};
    json_t *root = parse("{\"a\": 1000000000000000019884624838656, \"b\": "
                         "-99999999999999999999, \"c\": \"1234567890123456789012\\\"9\", "
                         "\"d\": 7, \"e\": 0.12345678901234567890123}",
                         &err);
    assert_non_null(root);
    assert_true(json_real_value(json_object_get(root, "a")) == 1e30);
    assert_true(json_real_value(json_object_get(root, "b")) == -1e20);
    assert_string_equal(json_string_value(json_object_get(root, "c")), "1234567890123456789012\"9");
    assert_true(json_is_integer(json_object_get(root, "d")));
    assert_true(json_real_value(json_object_get(root, "e")) > 0.12);
    json_decref(root);
}

static void test_broken(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{",
        "{\"a\": 99999999999999999999",
        "1e999",
        "[99999999999999999999,]",
        "\"\\",
        "[1 2]",
        "{\"a\": 99999999999999999999, \"a\": 1}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        assert_null(parse(texts[i], &err));
        assert_int_equal(err.code, ERROR_MALFORMED);
        assert_non_null(strstr(err.message, "text: not valid JSON"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_integers),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
