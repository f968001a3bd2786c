/*
 * The same text with lookup and without, where text is what ends an answer: stop strings,
 * cancelling in the midst, a full context; by silex_generate, silex_chat and on a thread of its
 * own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "silex/silex.h"

enum { CONTEXT = 300, N_TEXT = 4000 };

static const char messages[] =
    "[{\"role\":\"user\",\"content\":\"one two three four one two three four one two three\"}]";

static silex_model *open_model(void)
{
    char path[4096];
    silex_model *model;
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/cli/tiny-chat", tests != NULL ? tests : "tests");
    assert_int_equal(silex_model_open(path, NULL, &model, NULL), SILEX_OK);
    return model;
}

static silex_session *open_session(const silex_model *model, bool lookup)
{
    const silex_session_options options = {.context_tokens = CONTEXT, .lookup = lookup};
    silex_session *session;
    assert_int_equal(silex_session_open(model, &options, &session, NULL), SILEX_OK);
    return session;
}

/* All pieces of text, with a mark where each token ends. */
struct pieces {
    char text[N_TEXT];
    size_t n;
    size_t n_tokens, n_cancel;
};

static bool add_piece(void *user, const silex_token *token)
{
    struct pieces *pieces = user;
    pieces->n += (size_t)snprintf(pieces->text + pieces->n, N_TEXT - pieces->n, "%s|", token->text);
    assert_true(pieces->n < N_TEXT);
    return ++pieces->n_tokens != pieces->n_cancel;
}

static silex_result chat(silex_session *session, silex_generate_options options,
                         struct pieces *pieces)
{
    silex_result result;
    options.on_token = add_piece;
    options.user = pieces;
    assert_int_equal(silex_chat(session, messages, NULL, &options, &result, NULL), SILEX_OK);
    return result;
}

/* Returns the answer; free it with silex_result_clear. */
static silex_result check(const silex_model *model, const silex_generate_options *options,
                          size_t n_cancel, size_t *n_accepted)
{
    silex_session *plain = open_session(model, false);
    silex_session *guessing = open_session(model, true);
    struct pieces a = {.n_cancel = n_cancel};
    struct pieces b = {.n_cancel = n_cancel};
    silex_result without = chat(plain, *options, &a);
    silex_result with = chat(guessing, *options, &b);
    assert_string_equal(a.text, b.text);
    assert_string_equal(without.text, with.text);
    assert_int_equal(without.finish, with.finish);
    assert_int_equal(without.n_tokens, with.n_tokens);
    size_t n, m;
    const uint32_t *held = silex_session_tokens(plain, &n);
    const uint32_t *held_too = silex_session_tokens(guessing, &m);
    assert_int_equal(n, m);
    assert_memory_equal(held, held_too, n * sizeof *held);
    *n_accepted += with.n_accepted_tokens;
    silex_session_close(plain);
    silex_session_close(guessing);
    silex_result_clear(&with);
    return without;
}

static void answers_end_where_they_did(void **state)
{
    (void)state;
    silex_model *model = open_model();
    silex_generate_options options = {.ignore_end_tokens = true};
    size_t n_accepted = 0;
    silex_result whole = check(model, &options, 0, &n_accepted); /* until the context is full */
    for (size_t at = 3; at + 4 < whole.n_text_bytes && at < 120; at += 9) {
        char text[4] = {0};
        memcpy(text, whole.text + at, 3);
        const char *const stops[] = {text};
        options.stop = stops;
        options.n_stop = 1;
        silex_result result = check(model, &options, 0, &n_accepted);
        silex_result_clear(&result);
        options.n_stop = 0;
        result = check(model, &options, at, &n_accepted);
        silex_result_clear(&result);
        options.max_tokens = at;
        result = check(model, &options, 0, &n_accepted);
        silex_result_clear(&result);
        options.max_tokens = 0;
    }
    silex_result_clear(&whole);
    silex_model_close(model);
    /* Of all sessions: one may find, while another program holds up its first guesses, that they do
     * not pay. */
    assert_true(n_accepted > 0);
}

static void another_thread_guesses_too(void **state)
{
    (void)state;
    silex_model *model = open_model();
    const silex_generate_options options = {
        .max_tokens = 200, .ignore_end_tokens = true, .sampling = {.temperature = 0.1f, .seed = 4}};
    uint32_t *ids;
    size_t n_ids;
    silex_result results[2];
    assert_int_equal(silex_tokenize(model, "one two one two", 15, true, &ids, &n_ids, NULL),
                     SILEX_OK);
    for (int lookup = 0; lookup < 2; lookup++) {
        silex_session *session = open_session(model, lookup == 1);
        silex_generation *generation;
        assert_int_equal(silex_generation_start(session, ids, n_ids, &options, &generation, NULL),
                         SILEX_OK);
        assert_int_equal(silex_generation_finish(generation, &results[lookup], NULL), SILEX_OK);
        silex_session_close(session);
    }
    assert_int_equal(results[0].n_tokens, results[1].n_tokens);
    assert_memory_equal(results[0].tokens, results[1].tokens,
                        results[0].n_tokens * sizeof(uint32_t));
    assert_string_equal(results[0].text, results[1].text);
    silex_result_clear(&results[0]);
    silex_result_clear(&results[1]);
    silex_free(ids);
    silex_model_close(model);
}

/* The index is part of the plan. */
static void memory_is_planned(void **state)
{
    (void)state;
    silex_model *model = open_model();
    silex_memory_plan plain, guessing;
    silex_session_options options = {.context_tokens = 1 << 16};
    assert_int_equal(silex_session_memory(model, &options, &plain, NULL), SILEX_OK);
    options.lookup = true;
    assert_int_equal(silex_session_memory(model, &options, &guessing, NULL), SILEX_OK);
    assert_true(guessing.scratch_bytes >= plain.scratch_bytes + ((uint64_t)8 << 16));
    assert_true(guessing.scratch_bytes < plain.scratch_bytes + ((uint64_t)9 << 16));
    silex_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_end_where_they_did),
        cmocka_unit_test(another_thread_guesses_too),
        cmocka_unit_test(memory_is_planned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
