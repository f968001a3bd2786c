/*
 * Real chat templates against what Jinja2 made of them: every rendering and every error of the
 * corpus, the unit cases of another implementation (as Jinja2 renders them), and hostile
 * templates. Skipped where the corpus is absent.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file_map.h"
#include "base/memory.h"
#include "formats/json.h"
#include "text/template.h"

static const char *corpus;

static const struct template_clock noon = {2025, 7, 14, 9, 30, 0};

static char *path_of(const char *name)
{
    char *path = malloc(strlen(corpus) + strlen(name) + 2);
    assert_non_null(path);
    snprintf(path, strlen(corpus) + strlen(name) + 2, "%s/%s", corpus, name);
    return path;
}

static void open_file(struct file_map *map, const char *name)
{
    struct error err = {.code = ERROR_NONE};
    char *path = path_of(name);
    if (!file_map_open(map, path, &err)) {
        fail_msg("%s", err.message);
    }
    free(path);
}

static json_t *load(const char *name)
{
    struct file_map map;
    struct error err = {.code = ERROR_NONE};
    open_file(&map, name);
    /* Two units have a NUL in a key, which our JSON cannot hold; any other control does. */
    char *text = memory_text((const char *)map.bytes.data, map.bytes.n_bytes, NULL);
    assert_non_null(text);
    for (char *at = strstr(text, "u0000"); at != NULL; at = strstr(at, "u0000")) {
        at[4] = '1';
    }
    json_t *root = json_parse((struct bytes){(const uint8_t *)text, map.bytes.n_bytes}, name, &err);
    if (root == NULL) {
        fail_msg("%s", err.message);
    }
    free(text);
    file_map_close(&map);
    return root;
}

static struct bytes bytes_of(const json_t *text)
{
    return (struct bytes){(const uint8_t *)json_string_value(text), json_string_length(text)};
}

/* Renders once; the text or the error's message is in `out`. */
static bool render(const json_t *source, const json_t *variables, struct buffer *out)
{
    struct template *template = NULL;
    struct error err = {.code = ERROR_NONE};
    buffer_empty(out);
    bool succeeded = template_parse(&template, bytes_of(source), "t", &err) &&
                     template_render(template, variables, &noon, NULL, out, &err);
    if (!succeeded) {
        assert_int_not_equal(err.code, ERROR_NONE);
        buffer_empty(out);
        buffer_append_text(out, err.message);
    }
    template_destroy(template);
    return succeeded;
}

static bool ends_with(const char *text, const char *end)
{
    return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

/* The variables that transformers would pass. */
static json_t *variables_of(const json_t *cases, const json_t *golden)
{
    static const char *const tokens[] = {"bos_token", "eos_token", "unk_token", "pad_token",
                                         "documents"};
    const json_t *one = json_object_get(json_object_get(cases, "cases"),
                                        json_string_value(json_object_get(golden, "case")));
    json_t *variables = json_copy((json_t *)(uintptr_t)one);
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        json_object_set(variables, tokens[i], json_object_get(cases, tokens[i]));
    }
    if (json_object_get(variables, "tools") == NULL) {
        json_object_set(variables, "tools", json_object_get(cases, "tools_when_absent"));
    }
    static const char *const options[] = {"add_generation_prompt", "enable_thinking"};
    for (size_t i = 0; i < 2; i++) {
        json_t *option = json_object_get(golden, options[i]);
        if (option != NULL) {
            json_object_set(variables, options[i], option);
        }
    }
    return variables;
}

static bool check_golden(const json_t *templates, const json_t *cases, const json_t *golden)
{
    struct buffer out;
    buffer_init(&out, 1 << 26);
    const char *name = json_string_value(json_object_get(golden, "template"));
    json_t *variables = variables_of(cases, golden);
    bool succeeded = render(json_object_get(templates, name), variables, &out);
    const char *expected = json_string_value(json_object_get(golden, "output"));
    const char *error = json_string_value(json_object_get(golden, "error"));
    bool right = succeeded ? expected != NULL && strcmp(buffer_text(&out), expected) == 0
                           : error != NULL && ends_with(buffer_text(&out), error);
    if (!right) {
        print_error("%s, %s\n expected %s\n found %s\n", name,
                    json_string_value(json_object_get(golden, "case")),
                    expected != NULL ? expected : error, buffer_text(&out));
    }
    json_decref(variables);
    buffer_clear(&out);
    return right;
}

static void test_goldens(void **state)
{
    (void)state;
    struct file_map map;
    json_t *templates = load("templates/jinja2-goldens/templates.json");
    json_t *cases = load("templates/jinja2-goldens/cases.json");
    open_file(&map, "templates/jinja2-goldens/goldens.jsonl");
    size_t n = 0, n_right = 0;
    const uint8_t *at = map.bytes.data;
    const uint8_t *end = at + map.bytes.n_bytes;
    while (at < end) {
        const uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
        size_t n_line = newline != NULL ? (size_t)(newline - at) : (size_t)(end - at);
        json_t *golden = json_parse((struct bytes){at, n_line}, "goldens.jsonl", NULL);
        assert_non_null(golden);
        n++;
        n_right += check_golden(templates, cases, golden);
        json_decref(golden);
        at += n_line + 1;
    }
    print_message("%zu of %zu renderings and errors\n", n_right, n);
    assert_true(n > 2000);
    assert_int_equal(n_right, n);
    file_map_close(&map);
    json_decref(templates);
    json_decref(cases);
}

/* Variables that were JavaScript functions were left out when Jinja2 rendered the units. */
static void drop_functions(json_t *context)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(context, next, key, value)
    {
        if (json_object_get(value, "__js_function__") != NULL) {
            json_object_del(context, key);
        }
    }
}

static void test_units(void **state)
{
    (void)state;
    json_t *units = load("templates/hf-jinja-units/units.json");
    struct buffer out;
    buffer_init(&out, 1 << 26);
    size_t n_right = 0;
    for (size_t i = 0; i < json_array_size(units); i++) {
        const json_t *unit = json_array_get(units, i);
        bool agrees = json_is_true(json_object_get(unit, "jinja2_agrees"));
        const char *expected =
            json_string_value(json_object_get(unit, agrees ? "expected" : "jinja2_output"));
        drop_functions(json_object_get(unit, "context"));
        bool succeeded =
            render(json_object_get(unit, "template"), json_object_get(unit, "context"), &out);
        bool right = succeeded ? strcmp(buffer_text(&out), expected) == 0
                               : ends_with(buffer_text(&out), expected);
        n_right += right;
        if (!right) {
            print_error("%s: expected %s\n found %s\n",
                        json_string_value(json_object_get(unit, "name")), expected,
                        buffer_text(&out));
        }
    }
    print_message("%zu of %zu units\n", n_right, json_array_size(units));
    assert_true(json_array_size(units) > 100);
    assert_int_equal(n_right, json_array_size(units));
    buffer_clear(&out);
    json_decref(units);
}

/*
 * The gpt-oss template against what OpenAI's own renderer made of the same conversations. The
 * template always writes a date, where some of those have none, and needs a message, where some
 * have none: that piece is dropped here. It also ends instructions with an empty line and always
 * has a system message; conversations with the one or without the other are not compared.
 */
#define DATED            "Current date: 2025-07-14\n"
#define ASKED            "<|start|>user<|message|>x<|end|>"
#define ASKING(question) "\"messages\": [{\"role\": \"user\", \"content\": \"" question "\"}]"
#define CAPITAL          ASKING("What is the capital of the largest country in the world?")

struct harmony_case {
    const char *name;
    const char *variables; /* JSON; add_generation_prompt is set */
    const char *dropped;
};

static const struct harmony_case harmony_cases[] = {
    {"test_simple_convo", "{" ASKING("What is 2 + 2?") "}", DATED},
    {"test_simple_convo_low_effort_no_instruction", "{\"reasoning_effort\": \"low\", " CAPITAL "}",
     DATED},
    {"test_simple_convo_medium_effort_no_instruction",
     "{\"reasoning_effort\": \"medium\", " CAPITAL "}", DATED},
    {"test_simple_convo_high_effort_no_instruction",
     "{\"reasoning_effort\": \"high\", " CAPITAL "}", DATED},
    {"test_no_tools", "{" ASKING("x") "}", ASKED},
    {"test_browser_tool_only", "{\"builtin_tools\": [\"browser\"], " ASKING("x") "}", ASKED},
    {"test_browser_and_python_tool",
     "{\"builtin_tools\": [\"browser\", \"python\"], " ASKING("x") "}", ASKED},
    {"test_browser_and_function_tool",
     "{\"builtin_tools\": [\"browser\"], \"tools\": [{\"type\": \"function\", \"function\": "
     "{\"name\": \"lookup_weather\", \"description\": \"Use this tool to lookup the weather in a "
     "given location. Call it with the parameter 'location', can be any textual description of a "
     "location.\", \"parameters\": {\"type\": \"object\", \"properties\": {\"location\": "
     "{\"type\": \"string\"}}, \"required\": [\"location\"]}}}], " ASKING("x") "}",
     ASKED},
};

static void check_harmony(const json_t *source, const struct harmony_case *row)
{
    char path[256];
    struct file_map map;
    struct buffer out;
    snprintf(path, sizeof path, "templates/harmony-renderings/%s.txt", row->name);
    open_file(&map, path);
    buffer_init(&out, 1 << 20);
    json_t *variables = json_parse(
        (struct bytes){(const uint8_t *)row->variables, strlen(row->variables)}, "row", NULL);
    assert_non_null(variables);
    json_object_set_new(variables, "add_generation_prompt", json_true());
    assert_true(render(source, variables, &out));
    char *dropped = strstr(out.data, row->dropped);
    assert_non_null(dropped);
    char *after = dropped + strlen(row->dropped);
    memmove(dropped, after, strlen(after) + 1);
    char *date = strstr(out.data, "2025-07-14");
    if (date != NULL) {
        memcpy(date, "2025-06-28", strlen("2025-06-28")); /* their clock */
    }
    size_t n = map.bytes.n_bytes;
    n -= n > 0 && map.bytes.data[n - 1] == '\n'; /* some files end a line */
    if (strlen(out.data) != n || memcmp(out.data, map.bytes.data, n) != 0) {
        fail_msg("%s: found %s", row->name, out.data);
    }
    json_decref(variables);
    buffer_clear(&out);
    file_map_close(&map);
}

static void test_harmony(void **state)
{
    (void)state;
    struct file_map map;
    open_file(&map, "templates/llama.cpp-templates/openai-gpt-oss-120b.jinja");
    json_t *source = json_stringn((const char *)map.bytes.data, map.bytes.n_bytes);
    for (size_t i = 0; i < sizeof harmony_cases / sizeof *harmony_cases; i++) {
        check_harmony(source, &harmony_cases[i]);
    }
    json_decref(source);
    file_map_close(&map);
}

/* Renders whatever a hostile file holds: it must end, with a text or with an error. */
static void try_source(const json_t *source, const json_t *variables)
{
    struct buffer out;
    buffer_init(&out, 1 << 26);
    render(source, variables, &out);
    assert_false(out.failed);
    assert_null(strstr(buffer_text(&out), "root:"));
    buffer_clear(&out);
}

static size_t try_file(const char *path, const json_t *variables)
{
    struct file_map map;
    size_t n = 0;
    assert_true(file_map_open(&map, path, NULL));
    json_t *config = json_parse(map.bytes, path, NULL);
    const json_t *source = json_object_get(config, "chat_template");
    json_t *whole = json_stringn((const char *)map.bytes.data, map.bytes.n_bytes);
    if (json_is_string(source)) {
        try_source(source, variables);
        n++;
    } else if (whole != NULL) {
        try_source(whole, variables);
        n++;
    }
    json_decref(whole);
    json_decref(config);
    file_map_close(&map);
    return n;
}

static size_t try_folder(const char *path, const json_t *variables, int depth)
{
    size_t n = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char inner[4096];
        int length = snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] == '.' || length < 0 || (size_t)length >= sizeof inner) {
            continue;
        }
        DIR *child = opendir(inner);
        if (child != NULL) {
            closedir(child);
            n += depth < 4 ? try_folder(inner, variables, depth + 1) : 0;
        } else {
            n += try_file(inner, variables);
        }
    }
    closedir(folder);
    return n;
}

static void test_hostile(void **state)
{
    (void)state;
    json_t *variables = json_pack("{s:[{s:s,s:s}],s:s,s:b}", "messages", "role", "user", "content",
                                  "hi", "bos_token", "<s>", "add_generation_prompt", 1);
    char *path = path_of("malformed/jinja");
    size_t n = try_folder(path, variables, 0);
    print_message("%zu hostile templates\n", n);
    assert_true(n >= 40);
    free(path);
    json_decref(variables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goldens),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_harmony),
        cmocka_unit_test(test_hostile),
    };
    corpus = getenv("SILEX_CORPUS");
    char *path = corpus != NULL ? path_of("templates/jinja2-goldens/goldens.jsonl") : NULL;
    FILE *file = path != NULL ? fopen(path, "rb") : NULL;
    free(path);
    if (file == NULL) {
        print_message("skipped: no corpus\n");
        return 77;
    }
    fclose(file);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
