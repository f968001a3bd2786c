/* Finding a checkpoint's template, preparing messages, continuing a message, reasoning marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/json.h"
#include "text/chat.h"

#define SHOW "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static json_t *parse(const char *text)
{
    struct error err = {.code = ERROR_NONE};
    json_t *root = json_parse(bytes_of(text), "test", &err);
    if (root == NULL) {
        fail_msg("%s", err.message);
    }
    return root;
}

static struct chat *open_files(const struct folder_file *files, size_t n)
{
    struct error err = {.code = ERROR_NONE};
    struct folder *folder;
    struct chat *chat = NULL;
    if (!folder_open_memory(&folder, files, n, &err) || !chat_open(&chat, folder, &err)) {
        fail_msg("%s", err.message);
    }
    folder_close(folder);
    return chat;
}

static struct chat *open_source(const char *source)
{
    struct error err = {.code = ERROR_NONE};
    struct chat *chat;
    if (!chat_open_source(&chat, bytes_of(source), "t", &err)) {
        fail_msg("%s", err.message);
    }
    return chat;
}

/* Renders, and holds the prompt (or the error's message) against what is expected. */
static void expect(const struct chat *chat, struct chat_request request, const char *messages,
                   const char *expected)
{
    struct error err = {.code = ERROR_NONE};
    struct buffer out;
    json_t *parsed = parse(messages);
    buffer_init(&out, 1 << 20);
    request.messages = parsed;
    bool succeeded = chat_render(chat, &request, &out, &err);
    assert_string_equal(succeeded ? buffer_text(&out) : err.message, expected);
    if (!succeeded) {
        assert_int_equal(out.n_bytes, 0);
    }
    buffer_clear(&out);
    json_decref(parsed);
}

static const struct chat_request plain;

static void test_places(void **state)
{
    (void)state;
    static const char config[] =
        "{\"chat_template\": [{\"name\": \"default\", \"template\": \"one\"}, {\"name\": "
        "\"tool_use\", \"template\": \"{{ tools|length }}\"}, {\"name\": \"rag\", \"template\": "
        "\"{%\"}], \"bos_token\": {\"content\": \"<s>\"}, \"eos_token\": null}";
    struct folder_file files[] = {
        {"tokenizer_config.json", {(const uint8_t *)config, sizeof config - 1}},
        {"special_tokens_map.json", {(const uint8_t *)"{\"eos_token\": \"</s>\"}", 21}},
        {"chat_template.json", {(const uint8_t *)"{\"chat_template\": \"two\"}", 24}},
        {"chat_template.jinja", {(const uint8_t *)"three{{ bos_token }}{{ eos_token }}", 35}},
        {"additional_chat_templates/tool_use.jinja", {(const uint8_t *)"four", 4}},
    };
    json_t *tools = parse("[{\"type\": \"function\"}]");
    struct chat_request with_tools = {.tools = tools};
    struct chat *chat = open_files(files, 2);
    expect(chat, plain, "[{\"role\": \"user\"}]", "one");
    expect(chat, with_tools, "[{\"role\": \"user\"}]", "1");
    assert_string_equal(chat_special_token(chat, "bos_token"), "<s>");
    assert_null(chat_special_token(chat, "pad_token"));
    chat_close(chat);
    chat = open_files(files, 3);
    expect(chat, plain, "[{\"role\": \"user\"}]", "two");
    chat_close(chat);
    chat = open_files(files, 4);
    expect(chat, plain, "[{\"role\": \"user\"}]", "three<s></s>");
    expect(chat, with_tools, "[{\"role\": \"user\"}]", "three<s></s>");
    chat_close(chat);
    chat = open_files(files, 5);
    expect(chat, with_tools, "[{\"role\": \"user\"}]", "four");
    chat_close(chat);
    json_decref(tools);
}

static void test_absent_and_malformed(void **state)
{
    (void)state;
    struct chat *chat = open_files(NULL, 0);
    assert_false(chat_has_template(chat));
    expect(chat, plain, "[{\"role\": \"user\"}]", "the checkpoint has no chat template");
    chat_close(chat);
    struct folder_file broken = {"chat_template.jinja", {(const uint8_t *)"{% if %}", 8}};
    chat = open_files(&broken, 1);
    assert_true(chat_has_template(chat));
    expect(chat, plain, "[{\"role\": \"user\"}]",
           "chat_template.jinja, line 1: TemplateSyntaxError: Expected an expression, got 'end of "
           "statement block'");
    chat_close(chat);
    struct folder_file number = {"tokenizer_config.json",
                                 {(const uint8_t *)"{\"chat_template\": 3}", 20}};
    struct folder *folder;
    struct error err = {.code = ERROR_NONE};
    assert_true(folder_open_memory(&folder, &number, 1, &err));
    assert_false(chat_open(&chat, folder, &err));
    assert_int_equal(err.code, ERROR_MALFORMED);
    folder_close(folder);
}

static void test_refused_messages(void **state)
{
    (void)state;
    struct chat *chat = open_source(SHOW);
    expect(chat, plain, "{}", "messages: expected an array of objects, found object");
    expect(chat, plain, "[]", "messages: there are none");
    expect(chat, plain, "[3]", "messages[0]: expected an object, found integer");
    expect(chat, plain, "[{\"role\": \"user\"}, {\"content\": \"x\"}]",
           "messages[1]: \"role\": expected a string, found nothing");
    json_t *list = parse("[1]");
    expect(chat, (struct chat_request){.tools = list}, "[{\"role\": \"user\"}]",
           "tools[0]: expected an object, found integer");
    expect(chat, (struct chat_request){.kwargs = list}, "[{\"role\": \"user\"}]",
           "kwargs: expected an object, found array");
    json_decref(list);
    chat_close(chat);
}

static void test_preparing(void **state)
{
    (void)state;
    static const char call[] =
        "[{\"role\": \"assistant\", \"content\": null, \"reasoning\": \"R\", \"tool_calls\": "
        "[{\"function\": {\"name\": \"f\", \"arguments\": \"{\\\"a\\\": 1}\"}}]}]";
    struct chat *chat =
        open_source("{% for m in messages %}{{ m.content is defined }} {{ m.thinking }} "
                    "{{ m.reasoning_content }} {{ m.tool_calls[0].function.arguments }}"
                    "{% endfor %}");
    expect(chat, plain, call, "False R R {'a': 1}");
    expect(chat, (struct chat_request){.is_literal = true}, call, "True   {\"a\": 1}");
    chat_close(chat);
}

static void test_variables(void **state)
{
    (void)state;
    json_t *kwargs = parse("{\"enable_thinking\": false, \"messages\": 3}");
    struct chat *chat = open_source("{{ messages|length }} {{ enable_thinking }} {{ tools }} "
                                    "{{ add_generation_prompt }} {{ strftime_now('%d %b %Y') }}");
    struct chat_request request = {.kwargs = kwargs, .add_generation_prompt = true};
    assert_true(chat_parse_time("2025-07-14T09:30:00Z", &request.clock));
    expect(chat, request, "[{\"role\": \"user\"}]", "1 False None True 14 Jul 2025");
    chat_close(chat);
    json_decref(kwargs);
}

static void test_continuing(void **state)
{
    (void)state;
    static const char messages[] = "[{\"role\": \"user\", \"content\": \"a\"}, {\"role\": "
                                   "\"assistant\", \"content\": \"b \"}]";
    struct chat_request request = {.continue_final_message = true};
    struct chat *chat = open_source(SHOW "</s>");
    expect(chat, request, messages, "<user>a<assistant>b ");
    chat_close(chat);
    chat = open_source("{% for m in messages %}<{{ m.role }}>{{ m.content|trim }}{% endfor %}</s>");
    expect(chat, request, messages, "<user>a<assistant>b");
    chat_close(chat);
    chat = open_source("nothing");
    expect(chat, request, messages,
           "the final message cannot be continued: the template leaves its end out");
    chat_close(chat);
}

static void test_times(void **state)
{
    (void)state;
    struct template_clock clock;
    assert_true(chat_parse_time("2024-02-29", &clock));
    assert_int_equal(clock.day, 29);
    assert_true(chat_parse_time("2025-12-31 23:59", &clock));
    assert_int_equal(clock.minute, 59);
    assert_true(chat_parse_time("2025-12-31T23:59:58.123+02:00", &clock));
    assert_int_equal(clock.second, 58);
    static const char *const wrong[] = {"",           "2025",        "2025-13-01",
                                        "2025-02-29", "2025-01-01T", "2025-01-01T25:00",
                                        "25-01-01",   "now"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(chat_parse_time(wrong[i], &clock));
    }
}

static bool has_channel(const void *user, const char *text)
{
    (void)user;
    return strstr(text, "think:") != NULL && text[1] == '|';
}

static void test_reasoning(void **state)
{
    (void)state;
    struct chat *chat = open_source("{{ x.split('</think>')[-1] }}");
    struct chat_reasoning marks = chat_reasoning_marks(chat, NULL, NULL);
    assert_string_equal(marks.open, "<think>");
    assert_true(chat_is_thinking(marks, bytes_of("a<think>\n")));
    assert_false(chat_is_thinking(marks, bytes_of("a<think>\n\n</think>\n\n")));
    assert_false(chat_is_thinking(marks, bytes_of("<think>x")));
    marks = chat_reasoning_marks(chat, has_channel, NULL);
    assert_string_equal(marks.close, "<|think:end|>");
    chat_close(chat);
    chat = open_source(SHOW);
    marks = chat_reasoning_marks(chat, NULL, NULL);
    assert_null(marks.open);
    assert_false(chat_is_thinking(marks, bytes_of("<think>")));
    chat_close(chat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),    cmocka_unit_test(test_absent_and_malformed),
        cmocka_unit_test(test_preparing), cmocka_unit_test(test_refused_messages),
        cmocka_unit_test(test_variables), cmocka_unit_test(test_continuing),
        cmocka_unit_test(test_times),     cmocka_unit_test(test_reasoning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
