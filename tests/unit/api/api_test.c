/* The public interface on a small model with a tokenizer and a chat template. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "silex/silex.h"

enum { N_TOKENS = 24, MAX_TEXT = 65536 };

static silex_model *model;

static const char *const hello = "[{\"role\":\"user\",\"content\":\"Hello\"}]";

/* ---- small words ------------------------------------------------------------------------------
 */

static int open_model(void **state)
{
    (void)state;
    char path[4096];
    silex_error error = {0};
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/cli/tiny-chat", tests != NULL ? tests : "tests");
    if (silex_model_open(path, NULL, &model, &error) != SILEX_OK) {
        print_message("%s\n", error.message);
        return -1;
    }
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    silex_model_close(model);
    return 0;
}

static silex_session *open_session(const silex_session_options *options)
{
    silex_session *session;
    silex_error error = {0};
    if (silex_session_open(model, options, &session, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    return session;
}

static uint32_t *ids_of(const char *text, size_t *n)
{
    uint32_t *ids;
    assert_int_equal(silex_tokenize(model, text, strlen(text), true, &ids, n, NULL), SILEX_OK);
    return ids;
}

/* A generation of N_TOKENS with end tokens ignored, on a fresh session unless one is given. */
static silex_result generate(silex_session *session, const char *prompt, uint64_t seed,
                             float temperature)
{
    const silex_generate_options options = {.max_tokens = N_TOKENS,
                                            .ignore_end_tokens = true,
                                            .sampling = {.temperature = temperature, .seed = seed}};
    silex_session *own = session == NULL ? open_session(NULL) : NULL;
    silex_result result;
    silex_error error = {0};
    size_t n;
    uint32_t *ids = ids_of(prompt, &n);
    if (silex_generate(own != NULL ? own : session, ids, n, &options, &result, &error) !=
        SILEX_OK) {
        fail_msg("%s", error.message);
    }
    silex_free(ids);
    silex_session_close(own);
    return result;
}

static void assert_same(const silex_result *a, const silex_result *b)
{
    assert_int_equal(a->n_tokens, b->n_tokens);
    assert_memory_equal(a->tokens, b->tokens, a->n_tokens * sizeof *a->tokens);
    assert_string_equal(a->text, b->text);
}

/* Collects what on_token gets, and cancels after a number of tokens. */
struct collector {
    char text[MAX_TEXT];
    size_t n_bytes;
    size_t n_tokens;
    size_t n_limit;
};

static bool collect(void *user, const silex_token *token)
{
    struct collector *collector = user;
    assert_int_equal(strlen(token->text), token->n_bytes);
    memcpy(collector->text + collector->n_bytes, token->text, token->n_bytes + 1);
    collector->n_bytes += token->n_bytes;
    collector->n_tokens++;
    return collector->n_limit == 0 || collector->n_tokens < collector->n_limit;
}

/* ---- tests ------------------------------------------------------------------------------------
 */

static void a_chat_answers(void **state)
{
    (void)state;
    silex_session *session = open_session(NULL);
    silex_result result;
    struct collector collector = {.n_limit = 0};
    const silex_generate_options options = {
        .max_tokens = N_TOKENS, .on_token = collect, .user = &collector};
    assert_int_equal(silex_chat(session, hello, NULL, &options, &result, NULL), SILEX_OK);
    assert_true(result.n_tokens > 0 && result.n_prompt_tokens > 0);
    assert_int_equal(collector.n_tokens, result.n_tokens);
    assert_string_equal(collector.text, result.text);
    silex_result_clear(&result);
    silex_session_close(session);
}

static void a_batch_gives_what_each_gets_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {"Once upon a time", "a", "The quick brown fox", "zz zz"};
    silex_session *sessions[4];
    uint32_t *prompts[4];
    size_t n_prompts[4];
    silex_result results[4];
    const silex_generate_options options = {.max_tokens = N_TOKENS,
                                            .ignore_end_tokens = true,
                                            .sampling = {.temperature = 0.9f, .seed = 11}};
    for (size_t i = 0; i < 4; i++) {
        sessions[i] = open_session(NULL);
        prompts[i] = ids_of(texts[i], &n_prompts[i]);
    }
    assert_int_equal(silex_generate_batch(sessions, 4, (const uint32_t *const *)prompts, n_prompts,
                                          &options, results, NULL),
                     SILEX_OK);
    for (size_t i = 0; i < 4; i++) {
        silex_result alone = generate(NULL, texts[i], 11, 0.9f);
        assert_same(&alone, &results[i]);
        silex_result_clear(&alone);
        silex_result_clear(&results[i]);
        silex_free(prompts[i]);
        silex_session_close(sessions[i]);
    }
}

static void seeds_decide(void **state)
{
    (void)state;
    silex_result a = generate(NULL, "Hello", 1, 1.5f);
    silex_result b = generate(NULL, "Hello", 1, 1.5f);
    silex_result c = generate(NULL, "Hello", 2, 1.5f);
    assert_same(&a, &b);
    assert_memory_not_equal(a.tokens, c.tokens, N_TOKENS * sizeof *a.tokens);
    silex_result_clear(&a);
    silex_result_clear(&b);
    silex_result_clear(&c);
}

static void a_longer_prompt_reuses_the_past(void **state)
{
    (void)state;
    silex_session *session = open_session(NULL);
    silex_result first = generate(session, "Once upon a time", 0, 0);
    silex_result again = generate(session, "Once upon a time there was", 0, 0);
    silex_result fresh = generate(NULL, "Once upon a time there was", 0, 0);
    assert_int_equal(first.n_reused_tokens, 0);
    assert_true(again.n_reused_tokens >= 10);
    assert_same(&again, &fresh);
    silex_result_clear(&first);
    silex_result_clear(&again);
    silex_result_clear(&fresh);
    silex_session_close(session);
}

static void a_stop_string_ends_the_text_before_it(void **state)
{
    (void)state;
    silex_result all = generate(NULL, "Hello", 3, 1.0f);
    assert_true(all.n_text_bytes > 8);
    char stop[3] = {all.text[all.n_text_bytes / 2], all.text[all.n_text_bytes / 2 + 1], '\0'};
    const char *const stops[] = {stop};
    struct collector collector = {.n_limit = 0};
    const silex_generate_options options = {.max_tokens = N_TOKENS,
                                            .ignore_end_tokens = true,
                                            .sampling = {.temperature = 1.0f, .seed = 3},
                                            .stop = stops,
                                            .n_stop = 1,
                                            .on_token = collect,
                                            .user = &collector};
    silex_session *session = open_session(NULL);
    silex_result result;
    size_t n;
    uint32_t *ids = ids_of("Hello", &n);
    assert_int_equal(silex_generate(session, ids, n, &options, &result, NULL), SILEX_OK);
    assert_int_equal(result.finish, SILEX_FINISH_STOP);
    assert_int_equal(result.n_text_bytes, strstr(all.text, stop) - all.text);
    assert_memory_equal(result.text, all.text, result.n_text_bytes);
    assert_string_equal(collector.text, result.text);
    silex_free(ids);
    silex_result_clear(&result);
    silex_result_clear(&all);
    silex_session_close(session);
}

static void overflow_is_an_error_or_told(void **state)
{
    (void)state;
    const silex_session_options strict = {.context_tokens = 24};
    const silex_session_options lossy = {
        .context_tokens = 24, .overflow = SILEX_OVERFLOW_TRUNCATE, .keep_tokens = 3};
    const silex_generate_options options = {.max_tokens = 8};
    static const char text[] = "a long prompt that has more bytes than the context has tokens";
    silex_error error = {0};
    silex_result result;
    size_t n;
    uint32_t *ids = ids_of(text, &n);
    silex_session *session = open_session(&strict);
    assert_int_equal(silex_generate(session, ids, n, &options, &result, &error),
                     SILEX_ERROR_CONTEXT_FULL);
    assert_non_null(strstr(error.message, "24") != NULL || strstr(error.message, "23") != NULL
                        ? error.message
                        : NULL);
    silex_session_close(session);
    session = open_session(&lossy);
    assert_int_equal(silex_generate(session, ids, n, &options, &result, NULL), SILEX_OK);
    assert_int_equal(result.n_prompt_tokens + result.n_dropped_tokens, n);
    assert_int_equal(result.n_prompt_tokens, 24 - 8);
    size_t n_held;
    const uint32_t *held = silex_session_tokens(session, &n_held);
    assert_memory_equal(held, ids, 3 * sizeof *ids);
    assert_memory_equal(held + 3, ids + n - 13, 13 * sizeof *ids);
    silex_free(ids);
    silex_result_clear(&result);
    silex_session_close(session);
}

static void forks_and_files_go_on_alike(void **state)
{
    (void)state;
    char path[] = "/tmp/silex-api-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    silex_session *session = open_session(NULL);
    silex_session *fork, *loaded = open_session(NULL);
    size_t n;
    uint32_t *ids = ids_of("Once upon a time", &n);
    assert_int_equal(silex_session_append(session, ids, n, false, NULL, NULL, NULL), SILEX_OK);
    assert_int_equal(silex_session_fork(session, &fork, NULL), SILEX_OK);
    assert_int_equal(silex_session_save(session, path, NULL), SILEX_OK);
    assert_int_equal(silex_session_load(loaded, path, NULL), SILEX_OK);
    silex_result fresh = generate(NULL, "Once upon a time there", 0, 0);
    silex_session *const sessions[] = {session, fork, loaded};
    for (size_t i = 0; i < 3; i++) {
        silex_result result = generate(sessions[i], "Once upon a time there", 0, 0);
        assert_true(result.n_reused_tokens == n);
        assert_same(&result, &fresh);
        silex_result_clear(&result);
        silex_session_close(sessions[i]);
    }
    silex_result_clear(&fresh);
    silex_free(ids);
    unlink(path);
}

static void damaged_prompt_caches_are_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/silex-api-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    silex_session *session = open_session(NULL);
    size_t n;
    uint32_t *ids = ids_of("Once upon a time", &n);
    assert_int_equal(silex_session_append(session, ids, n, false, NULL, NULL, NULL), SILEX_OK);
    assert_int_equal(silex_session_save(session, path, NULL), SILEX_OK);
    close(descriptor);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long n_bytes = ftell(file);
    for (long offset = 0; offset < n_bytes; offset += offset < 200 ? 1 : 997) {
        fseek(file, offset, SEEK_SET);
        int byte = fgetc(file);
        fseek(file, offset, SEEK_SET);
        fputc(byte ^ 0x10, file);
        fflush(file);
        silex_error error = {0};
        assert_int_not_equal(silex_session_load(session, path, &error), SILEX_OK);
        assert_true(strlen(error.message) > 10);
        fseek(file, offset, SEEK_SET);
        fputc(byte, file);
        fflush(file);
    }
    assert_int_equal(silex_session_load(session, path, NULL), SILEX_OK);
    for (long length = 0; length < n_bytes; length += length < 200 ? 7 : 1511) {
        assert_int_equal(truncate(path, n_bytes), 0);
        assert_int_equal(truncate(path, length), 0);
        assert_int_not_equal(silex_session_load(session, path, NULL), SILEX_OK);
    }
    fclose(file);
    silex_free(ids);
    unlink(path);
    silex_session_close(session);
}

static void generations_run_on_their_own_thread(void **state)
{
    (void)state;
    const silex_generate_options options = {
        .max_tokens = N_TOKENS, .ignore_end_tokens = true, .sampling = {.seed = 5}};
    silex_session *session = open_session(NULL);
    silex_generation *generation;
    silex_result result, expected = generate(NULL, "Hello", 5, 0);
    char text[MAX_TEXT] = "";
    size_t n;
    uint32_t *ids = ids_of("Hello", &n);
    assert_int_equal(silex_generation_start(session, ids, n, &options, &generation, NULL),
                     SILEX_OK);
    silex_free(ids); /* the prompt was copied */
    for (bool is_done = false; !is_done;) {
        const char *piece;
        assert_int_equal(silex_generation_poll(generation, 1000, &piece, NULL, &is_done, NULL),
                         SILEX_OK);
        strncat(text, piece, sizeof text - strlen(text) - 1);
    }
    assert_int_equal(silex_generation_finish(generation, &result, NULL), SILEX_OK);
    assert_same(&result, &expected);
    assert_string_equal(text, expected.text);
    silex_result_clear(&result);
    silex_result_clear(&expected);
    silex_session_close(session);
}

static void cancelling_ends_between_tokens(void **state)
{
    (void)state;
    struct collector collector = {.n_limit = 3};
    const silex_generate_options options = {
        .ignore_end_tokens = true, .on_token = collect, .user = &collector};
    const silex_generate_options endless = {.ignore_end_tokens = true};
    silex_session *session = open_session(NULL);
    silex_generation *generation;
    silex_result result;
    size_t n;
    uint32_t *ids = ids_of("Hello", &n);
    assert_int_equal(silex_generate(session, ids, n, &options, &result, NULL), SILEX_OK);
    assert_int_equal(result.finish, SILEX_FINISH_CANCELLED);
    assert_int_equal(result.n_tokens, 3);
    silex_result_clear(&result);
    assert_int_equal(silex_generation_start(session, ids, n, &endless, &generation, NULL),
                     SILEX_OK);
    silex_generation_cancel(generation);
    assert_int_equal(silex_generation_finish(generation, &result, NULL), SILEX_OK);
    assert_true(result.finish == SILEX_FINISH_CANCELLED || result.finish == SILEX_FINISH_LENGTH);
    silex_result_clear(&result);
    silex_free(ids);
    silex_session_close(session);
}

static bool keep_last(void *user, size_t index, const float *logits)
{
    silex_model_info info;
    silex_model_describe(model, &info);
    memcpy((float *)user + index * info.vocabulary_size, logits,
           info.vocabulary_size * sizeof *logits);
    return true;
}

static void appending_gives_logits_after_every_token(void **state)
{
    (void)state;
    silex_model_info info;
    silex_model_describe(model, &info);
    size_t n;
    uint32_t *ids = ids_of("Once upon", &n);
    float *all = calloc(n * info.vocabulary_size, sizeof *all);
    float *last = calloc(info.vocabulary_size, sizeof *last);
    silex_session *session = open_session(NULL);
    assert_int_equal(silex_session_append(session, ids, n, true, keep_last, all, NULL), SILEX_OK);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(silex_session_rewind(session, i, NULL), SILEX_OK);
        assert_int_equal(silex_session_append(session, ids + i, 1, true, keep_last, last, NULL),
                         SILEX_OK);
        assert_memory_equal(last, all + i * info.vocabulary_size,
                            info.vocabulary_size * sizeof *last);
    }
    silex_session_close(session);
    silex_free(ids);
    free(all);
    free(last);
}

/* Stops at the third logits of a long prompt, most of whose rows are still to come. */
static bool take_three(void *user, size_t index, const float *logits)
{
    size_t *n_taken = user;
    (void)logits;
    assert_int_equal(index, *n_taken);
    return ++*n_taken < 3;
}

static void a_callback_may_stop_appending(void **state)
{
    enum { N_LONG = 200 };
    (void)state;
    uint32_t ids[N_LONG];
    for (size_t i = 0; i < N_LONG; i++) {
        ids[i] = (uint32_t)(5 + i % 200);
    }
    for (size_t chunk = 1; chunk <= N_LONG; chunk += 67) {
        const silex_session_options options = {.chunk_tokens = chunk};
        silex_session *session = open_session(&options);
        size_t n_taken = 0;
        assert_int_equal(
            silex_session_append(session, ids, N_LONG, true, take_three, &n_taken, NULL),
            SILEX_ERROR_CANCELLED);
        assert_int_equal(n_taken, 3);
        silex_result after = generate(session, "Hello", 5, 0);
        silex_result fresh = generate(NULL, "Hello", 5, 0);
        assert_same(&after, &fresh);
        silex_result_clear(&after);
        silex_result_clear(&fresh);
        silex_session_close(session);
    }
}

static void plans_are_what_is_asked_for(void **state)
{
    (void)state;
    silex_memory_plan small, large;
    const silex_session_options a = {.context_tokens = 64, .kv_bits = 8};
    const silex_session_options b = {.context_tokens = 256, .kv_bits = 32};
    assert_int_equal(silex_session_memory(model, &a, &small, NULL), SILEX_OK);
    assert_int_equal(silex_session_memory(model, &b, &large, NULL), SILEX_OK);
    assert_true(large.kv_bytes > 8 * small.kv_bytes);
    assert_int_equal(large.total_bytes, large.weight_bytes + large.kv_bytes + large.scratch_bytes);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    silex_error error = {0};
    silex_session *session = open_session(NULL);
    silex_model *none;
    const uint32_t beyond[] = {1u << 30};
    const silex_session_options odd_bits = {.kv_bits = 7};
    assert_int_equal(silex_model_open("/nowhere", NULL, &none, &error), SILEX_ERROR_NOT_FOUND);
    assert_non_null(strstr(error.message, "/nowhere"));
    assert_int_equal(silex_model_open(NULL, NULL, &none, NULL), SILEX_ERROR_ARGUMENT);
    assert_int_equal(silex_session_append(session, beyond, 1, false, NULL, NULL, NULL),
                     SILEX_ERROR_ARGUMENT);
    assert_int_equal(silex_generate(session, NULL, 0, NULL, NULL, NULL), SILEX_ERROR_ARGUMENT);
    assert_int_equal(silex_session_open(model, &odd_bits, &session, NULL), SILEX_ERROR_ARGUMENT);
    assert_int_equal(silex_chat(session, "[{]", NULL, NULL, NULL, NULL), SILEX_ERROR_MALFORMED);
    assert_int_equal(silex_chat(session, "{}", NULL, NULL, NULL, NULL), SILEX_ERROR_MALFORMED);
    silex_session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chat_answers),
        cmocka_unit_test(a_batch_gives_what_each_gets_alone),
        cmocka_unit_test(seeds_decide),
        cmocka_unit_test(a_longer_prompt_reuses_the_past),
        cmocka_unit_test(a_stop_string_ends_the_text_before_it),
        cmocka_unit_test(overflow_is_an_error_or_told),
        cmocka_unit_test(forks_and_files_go_on_alike),
        cmocka_unit_test(damaged_prompt_caches_are_refused),
        cmocka_unit_test(generations_run_on_their_own_thread),
        cmocka_unit_test(cancelling_ends_between_tokens),
        cmocka_unit_test(appending_gives_logits_after_every_token),
        cmocka_unit_test(a_callback_may_stop_appending),
        cmocka_unit_test(plans_are_what_is_asked_for),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
