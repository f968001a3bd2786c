/* Reasoning is told from answer however the text is cut into pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "reasoning.h"

struct split {
    char reasoning[100], answer[100];
};

static void collect(void *user, const char *bytes, size_t n_bytes, bool is_reasoning)
{
    struct split *split = user;
    strncat(is_reasoning ? split->reasoning : split->answer, bytes, n_bytes);
}

static void check(const char *text, bool is_open, const char *reasoning, const char *answer)
{
    size_t n_bytes = strlen(text);
    for (size_t cut = 0; cut <= n_bytes; cut++) {
        struct split split = {"", ""};
        struct reasoning state = {.state = is_open ? REASONING_INSIDE : REASONING_UNDECIDED,
                                  .emit = collect,
                                  .user = &split};
        reasoning_feed(&state, text, cut);
        reasoning_feed(&state, text + cut, n_bytes - cut);
        reasoning_end(&state);
        assert_string_equal(split.reasoning, reasoning);
        assert_string_equal(split.answer, answer);
    }
}

static void test_splits(void **state)
{
    (void)state;
    check("plain", false, "", "plain");
    check("", false, "", "");
    check("<think>a</think>b", false, "<think>a</think>", "b");
    check("\n <think>a < b</think>", false, "<think>a < b</think>", "\n ");
    check("<think>never ends </thin", false, "<think>never ends </thin", "");
    check("<<think>a</think>", false, "", "<<think>a</think>");
    check("<thin", false, "", "<thin");
    check("said <think>a</think>", false, "", "said <think>a</think>");
    check("<think>a</think><think>b</think>", false, "<think>a</think>", "<think>b</think>");
    check("<think><</</think>c", false, "<think><</</think>", "c");
    check("a</think>b", true, "a</think>", "b");
    check("<think>a</think>b", true, "<think>a</think>", "b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_splits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
