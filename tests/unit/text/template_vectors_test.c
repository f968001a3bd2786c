/*
 * Templates of every statement, operator, filter, test and method against what Jinja2 made of
 * them (tests/golden/make_template_vectors.py), and the limits that no template may pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file_map.h"
#include "formats/json.h"
#include "text/template.h"

static const struct template_clock noon = {2025, 7, 14, 9, 30, 5};

static bool render(struct bytes source, const json_t *variables,
                   const struct template_limits *limits, struct buffer *out, struct error *err)
{
    struct template *template = NULL;
    *err = (struct error){.code = ERROR_NONE};
    buffer_empty(out);
    bool succeeded = template_parse(&template, source, "t", err) &&
                     template_render(template, variables, &noon, limits, out, err);
    template_destroy(template);
    return succeeded;
}

/* The class of an exception: what stands between the line and the next colon. */
static bool same_class(const char *message, const char *expected)
{
    const char *found = strstr(message, ": ");
    size_t n = strcspn(expected, ":");
    return found != NULL && strncmp(found + 2, expected, n) == 0 && found[2 + n] == ':';
}

static void test_vectors(void **state)
{
    (void)state;
    const char *folder = getenv("SILEX_TESTS");
    char path[4096];
    struct file_map map;
    struct error err = {.code = ERROR_NONE};
    assert_non_null(folder);
    snprintf(path, sizeof path, "%s/unit/text/template_vectors.json", folder);
    assert_true(file_map_open(&map, path, &err));
    json_t *root = json_parse(map.bytes, path, &err);
    assert_non_null(root);
    const json_t *vectors = json_object_get(root, "vectors");
    const json_t *variables = json_object_get(root, "variables");
    struct buffer out;
    buffer_init(&out, 1 << 24);
    size_t n_wrong = 0;
    for (size_t i = 0; i < json_array_size(vectors); i++) {
        const json_t *vector = json_array_get(vectors, i);
        const json_t *source = json_object_get(vector, "template");
        const char *expected = json_string_value(json_object_get(vector, "output"));
        const char *error = json_string_value(json_object_get(vector, "error"));
        struct bytes bytes = {(const uint8_t *)json_string_value(source),
                              json_string_length(source)};
        bool succeeded = render(bytes, variables, NULL, &out, &err);
        bool right = succeeded ? expected != NULL && strcmp(buffer_text(&out), expected) == 0
                               : error != NULL && same_class(err.message, error);
        if (!right) {
            print_error("%s\n expected %s\n found %s\n", json_string_value(source),
                        expected != NULL ? expected : error,
                        succeeded ? buffer_text(&out) : err.message);
        }
        n_wrong += !right;
    }
    assert_true(json_array_size(vectors) > 500);
    assert_int_equal(n_wrong, 0);
    buffer_clear(&out);
    json_decref(root);
    file_map_close(&map);
}

static void test_limits(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{% for x in t recursive %}{{ loop(t) }}{% endfor %}",
        "{{ 'a' * 100000000000 }}",
        "{{ [1, 2] * 100000000000 }}",
        "{% set ns = namespace(a='x') %}{% for i in range(99) %}{% set ns.a = ns.a + ns.a %}"
        "{% endfor %}",
        "{% set ns = namespace(a=[1]) %}{% for i in range(99) %}{% set ns.a = [ns.a] + ns.a %}"
        "{% endfor %}{{ ns.a }}",
        "{{ '%1000000000d' % 3 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'a'.ljust(99999999999) }}",
        "{% for i in range(100000) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' * 100 }}"
        "{% endfor %}",
        "{% set ns = namespace(a=[]) %}{% for i in range(5000) %}{% set ns.a = [ns.a] %}"
        "{% endfor %}{{ ns.a }}",
        "{% set ns = namespace(a=l) %}{% for i in range(5000) %}"
        "{% set ns.a = ns.a|map('string') %}{% endfor %}{{ ns.a|list }}",
        "{{ l|batch(3, 1)|list }}{{ [1]|batch(10000000000, 1)|list }}",
    };
    struct buffer out;
    struct error err;
    buffer_init(&out, 1 << 28);
    json_t *variables = json_pack("{s:[i], s:[i]}", "t", 1, "l", 1);
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct bytes source = {(const uint8_t *)hostile[i], strlen(hostile[i])};
        assert_false(render(source, variables, NULL, &out, &err));
        assert_int_equal(err.code, ERROR_LIMIT);
        assert_int_equal(out.n_bytes, 0);
    }
    buffer_clear(&out);
    json_decref(variables);
}

static void test_small_limits(void **state)
{
    (void)state;
    static const char source[] = "{% for i in range(1000) %}{{ i }},{% endfor %}";
    static const struct template_limits limits[] = {
        {.n_steps = 500}, {.n_output_bytes = 100}, {.n_memory_bytes = 200}, {.depth = 1}};
    struct bytes bytes = {(const uint8_t *)source, sizeof source - 1};
    struct buffer out;
    struct error err;
    buffer_init(&out, 1 << 20);
    json_t *variables = json_object();
    assert_true(render(bytes, variables, NULL, &out, &err));
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        assert_false(render(bytes, variables, &limits[i], &out, &err));
        assert_int_equal(err.code, ERROR_LIMIT);
    }
    buffer_clear(&out);
    json_decref(variables);
}

/* Sources that nest without end, in every way that a source can. */
static void test_deep_sources(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{ (",    "{{ [",           "{{ -",
                                         "{{ not ", "{% if x %}",     "{% for x in x %}",
                                         "{{ a.b",  "{{ 1 if 2 else "};
    static const char *const repeats[] = {
        "(", "[", "-", "not ", "{% if x %}", "{% for x in x %}", ".b", "1 if 2 else "};
    struct buffer out, source;
    struct error err;
    buffer_init(&out, 1 << 20);
    buffer_init(&source, 1 << 22);
    json_t *variables = json_object();
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer_empty(&source);
        buffer_append_text(&source, pieces[i]);
        for (size_t j = 0; j < 100000; j++) {
            buffer_append_text(&source, repeats[i]);
        }
        struct bytes bytes = {(const uint8_t *)source.data, source.n_bytes};
        assert_false(render(bytes, variables, NULL, &out, &err));
        assert_true(err.code == ERROR_LIMIT || err.code == ERROR_TEMPLATE);
    }
    buffer_clear(&out);
    buffer_clear(&source);
    json_decref(variables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_small_limits),
        cmocka_unit_test(test_deep_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
