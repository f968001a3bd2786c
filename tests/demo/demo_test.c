/*
 * The demo model as it ships, asked through the public library.
 *
 * demo/expected.json holds questions with the answers of the reference implementation in 32-bit
 * floats: exact precision must give the same ids. Fast precision rounds more, so it is held to
 * the answers on whose way no two logits were close.
 *
 * demo/final.json holds questions that training never saw. An answer is right when it is one of
 * the accepted texts; a refusal, when it begins as one; a story, when it is one of the stories,
 * whole and consistent, told of the right hero.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "demo.h"

/* The least gap between the two best logits at which fast precision must agree. */
#define FAST_GAP 2.0
/* The least share of right answers in each language, in percent. */
#define FINAL_BAR 90

struct context {
    silex_model *model;
    json_t *expected, *final;
};

static json_t *read_json(const char *name)
{
    const char *tests = getenv("SILEX_TESTS");
    char path[4096];
    snprintf(path, sizeof path, "%s/../demo/%s", tests == NULL ? "tests" : tests, name);
    json_error_t error;
    json_t *value = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL) {
        print_error("%s: %s\n", path, error.text);
    }
    return value;
}

static int set_up(void **state)
{
    struct context *context = calloc(1, sizeof *context);
    size_t n_files;
    const silex_file *files = demo_files(&n_files);
    silex_error error = {SILEX_OK, ""};
    context->expected = read_json("expected.json");
    context->final = read_json("final.json");
    if (silex_model_open_memory(files, n_files, NULL, &context->model, &error) != SILEX_OK) {
        print_error("%s\n", error.message);
    }
    *state = context;
    return context->model == NULL || context->expected == NULL || context->final == NULL;
}

static int tear_down(void **state)
{
    struct context *context = *state;
    silex_model_close(context->model);
    json_decref(context->expected);
    json_decref(context->final);
    free(context);
    return 0;
}

static silex_session *open_session(const struct context *context, silex_precision precision)
{
    silex_session_options options;
    memset(&options, 0, sizeof options);
    options.precision = precision;
    silex_session *session = NULL;
    assert_int_equal(silex_session_open(context->model, &options, &session, NULL), SILEX_OK);
    return session;
}

static silex_result ask(silex_session *session, const json_t *question)
{
    char *messages = json_dumps(json_object_get(question, "messages"), 0);
    assert_non_null(messages);
    silex_generate_options options;
    silex_error error = {SILEX_OK, ""};
    silex_result result;
    memset(&options, 0, sizeof options);
    options.max_tokens = 300;
    if (silex_chat(session, messages, NULL, &options, &result, &error) != SILEX_OK) {
        fail_msg("%s: %s", messages, error.message);
    }
    free(messages);
    return result;
}

static void assert_same_ids(const char *question, const json_t *wanted, const uint32_t *ids,
                            size_t n_ids)
{
    if (json_array_size(wanted) > n_ids) {
        fail_msg("%s: %zu ids, expected %zu", question, n_ids, json_array_size(wanted));
    }
    for (size_t i = 0; i < json_array_size(wanted); i++) {
        json_int_t id = json_integer_value(json_array_get(wanted, i));
        if (id != (json_int_t)ids[i]) {
            fail_msg("%s: id %zu is %u, expected %d", question, i, ids[i], (int)id);
        }
    }
}

static const char *asked(const json_t *question)
{
    const json_t *messages = json_object_get(question, "messages");
    const json_t *last = json_array_get(messages, json_array_size(messages) - 1);
    return json_string_value(json_object_get(last, "content"));
}

static void compare_answers(const struct context *context, silex_precision precision, double gap)
{
    silex_session *session = open_session(context, precision);
    size_t index, n_checked = 0;
    json_t *question;
    json_array_foreach(context->expected, index, question)
    {
        if (json_real_value(json_object_get(question, "smallest_gap")) < gap) {
            continue;
        }
        const json_t *prompt = json_object_get(question, "prompt_ids");
        const json_t *answer = json_object_get(question, "answer_ids");
        silex_result result = ask(session, question);
        size_t n_tokens;
        const uint32_t *tokens = silex_session_tokens(session, &n_tokens);
        assert_int_equal(result.n_prompt_tokens, json_array_size(prompt));
        assert_same_ids(asked(question), prompt, tokens, n_tokens);
        assert_same_ids(asked(question), answer, result.tokens, result.n_tokens);
        assert_int_equal(result.n_tokens, json_array_size(answer) + 1); /* and the end token */
        assert_int_equal(result.finish, SILEX_FINISH_STOP);
        assert_string_equal(result.text, json_string_value(json_object_get(question, "answer")));
        silex_result_clear(&result);
        n_checked++;
    }
    silex_session_close(session);
    print_message("%zu of %zu answers are those of the reference\n", n_checked,
                  json_array_size(context->expected));
    assert_true(n_checked * 2 > json_array_size(context->expected));
}

static void exact_answers_are_the_reference_ones(void **state)
{
    compare_answers(*state, SILEX_PRECISION_EXACT, 0.0);
}

static void fast_answers_are_the_reference_ones(void **state)
{
    compare_answers(*state, SILEX_PRECISION_FAST, FAST_GAP);
}

static bool starts_with(const char *text, const char *head)
{
    return strncmp(text, head, strlen(head)) == 0;
}

/* Whether a text is the pattern with every slot filled the same way all through it. `bound` maps
 * slots to the words that they have so far. */
static bool fits(const char *pattern, const char *text, const json_t *slots, json_t *bound)
{
    const char *slot = strchr(pattern, '{');
    if (slot == NULL) {
        return strcmp(pattern, text) == 0;
    }
    size_t n_before = (size_t)(slot - pattern);
    const char *slot_end = strchr(slot, '}');
    assert_non_null(slot_end);
    if (strncmp(pattern, text, n_before) != 0) {
        return false;
    }
    text += n_before;
    char key[32];
    snprintf(key, sizeof key, "%.*s", (int)(slot_end - slot - 1), slot + 1);
    const char *word = json_string_value(json_object_get(bound, key));
    if (word != NULL) {
        return starts_with(text, word) && fits(slot_end + 1, text + strlen(word), slots, bound);
    }
    size_t index;
    json_t *choice;
    json_array_foreach(json_object_get(slots, key), index, choice)
    {
        word = json_string_value(choice);
        if (starts_with(text, word)) {
            json_object_set(bound, key, choice);
            if (fits(slot_end + 1, text + strlen(word), slots, bound)) {
                return true;
            }
            json_object_del(bound, key);
        }
    }
    return false;
}

static bool is_story(const json_t *stories, const json_t *hero, const char *text)
{
    size_t index;
    json_t *story;
    json_array_foreach(stories, index, story)
    {
        json_t *bound = json_object();
        json_object_set(bound, "name", (json_t *)hero);
        const char *pattern = json_string_value(json_array_get(story, 0));
        bool is_whole = fits(pattern, text, json_array_get(story, 1), bound);
        json_decref(bound);
        if (is_whole) {
            return true;
        }
    }
    return false;
}

static bool is_right(const json_t *final, const json_t *question, const char *text)
{
    const char *language = json_string_value(json_object_get(question, "language"));
    const json_t *hero = json_object_get(question, "hero");
    if (hero != NULL) {
        return is_story(json_object_get(json_object_get(final, "stories"), language), hero, text);
    }
    const json_t *accept = json_object_get(question, "accept");
    if (json_array_size(accept) == 0) {
        const json_t *refusals = json_object_get(final, "refusals");
        return starts_with(text, json_string_value(json_object_get(refusals, language)));
    }
    size_t index;
    json_t *wanted;
    json_array_foreach(accept, index, wanted)
    {
        if (strcmp(text, json_string_value(wanted)) == 0) {
            return true;
        }
    }
    return false;
}

static void unseen_questions_are_answered(void **state)
{
    const struct context *context = *state;
    const json_t *questions = json_object_get(context->final, "questions");
    silex_session *session = open_session(context, SILEX_PRECISION_DEFAULT);
    size_t n_right[2] = {0, 0}, n_asked[2] = {0, 0};
    for (size_t i = 0; i < json_array_size(questions); i++) {
        const json_t *question = json_array_get(questions, i);
        size_t is_french =
            strcmp(json_string_value(json_object_get(question, "language")), "fr") == 0;
        silex_result result = ask(session, question);
        n_asked[is_french]++;
        n_right[is_french] += is_right(context->final, question, result.text);
        silex_result_clear(&result);
    }
    silex_session_close(session);
    print_message("English: %zu of %zu right; French: %zu of %zu\n", n_right[0], n_asked[0],
                  n_right[1], n_asked[1]);
    for (size_t i = 0; i < 2; i++) {
        assert_true(n_asked[i] >= 500);
        assert_true(100 * n_right[i] >= FINAL_BAR * n_asked[i]);
    }
}

/* demo_test [PATTERN]: only the tests whose names match. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_answers_are_the_reference_ones),
        cmocka_unit_test(fast_answers_are_the_reference_ones),
        cmocka_unit_test(unseen_questions_are_answered),
    };
    if (argc > 1) {
        cmocka_set_test_filter(argv[1]);
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
