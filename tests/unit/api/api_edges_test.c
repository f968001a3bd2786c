/* The public interface off the beaten path: windows that have passed, ropes that depend on the
 * length, everything that a call may be given, and what it must refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "silex/silex.h"

enum { VOCABULARY = 200 }; /* of the models that are opened by name here */

static silex_model *open_model(const char *name, const silex_model_options *options)
{
    char path[4096];
    silex_model *model;
    silex_error error = {0};
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/%s", tests != NULL ? tests : "tests", name);
    if (silex_model_open(path, options, &model, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    return model;
}

static silex_session *open_session(const silex_model *model, const silex_session_options *options)
{
    silex_session *session;
    silex_error error = {0};
    if (silex_session_open(model, options, &session, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    return session;
}

static void fill(uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ids[i] = (uint32_t)((i * i + 3 * i + 1) % VOCABULARY);
    }
}

/* Logits after the last token, and how often they came. */
struct last {
    float logits[VOCABULARY];
    size_t n_calls;
};

static bool keep(void *user, size_t index, const float *logits)
{
    struct last *last = user;
    assert_int_equal(index, last->n_calls);
    last->n_calls++;
    memcpy(last->logits, logits, sizeof last->logits);
    return true;
}

static void append(silex_session *session, const uint32_t *ids, size_t n, struct last *last)
{
    silex_error error = {0};
    last->n_calls = 0;
    if (silex_session_append(session, ids, n, true, keep, last, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    assert_int_equal(last->n_calls, n);
}

/* ---- state ------------------------------------------------------------------------------------
 */

static void a_passed_window_is_computed_anew(void **state)
{
    enum { N_LONG = 450, N_BACK = 60 };
    (void)state;
    uint32_t ids[N_LONG];
    struct last back, fresh;
    silex_model *model = open_model("golden/models/mistral", NULL);
    silex_session *session = open_session(model, NULL);
    silex_session *other = open_session(model, NULL);
    fill(ids, N_LONG);
    append(session, ids, N_LONG, &back);
    silex_session_cancel(session); /* nothing runs: it means nothing */
    silex_error error = {0};
    if (silex_session_rewind(session, N_BACK, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    size_t n;
    const uint32_t *tokens = silex_session_tokens(session, &n);
    assert_int_equal(n, N_BACK);
    assert_memory_equal(tokens, ids, sizeof *ids * N_BACK);
    append(session, ids + 7, 5, &back);
    append(other, ids, N_BACK, &fresh);
    append(other, ids + 7, 5, &fresh);
    assert_memory_equal(back.logits, fresh.logits, sizeof fresh.logits);
    silex_session_close(session);
    silex_session_close(other);
    silex_model_close(model);
}

/* A prompt in two parts, the second over the length at which the angles change, is the prompt. */
static void ropes_see_the_whole_length(void **state)
{
    static const char *const names[] = {"rope-dynamic", "rope-longrope-crossing",
                                        "rope-longrope-llama"};
    enum { N_LONG = 90, N_FIRST = 30 };
    (void)state;
    uint32_t ids[N_LONG];
    fill(ids, N_LONG);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[100];
        struct last parts, whole;
        const silex_session_options options = {.chunk_tokens = 17};
        snprintf(path, sizeof path, "golden/models/%s", names[i]);
        silex_model *model = open_model(path, NULL);
        silex_session *session = open_session(model, &options);
        silex_session *other = open_session(model, NULL);
        append(session, ids, N_FIRST, &parts);
        append(session, ids + N_FIRST, N_LONG - N_FIRST, &parts);
        append(other, ids, N_LONG, &whole);
        assert_memory_equal(parts.logits, whole.logits, sizeof whole.logits);
        silex_session_close(session);
        silex_session_close(other);
        silex_model_close(model);
    }
}

static void cache_types_can_be_chosen(void **state)
{
    (void)state;
    uint32_t ids[20];
    fill(ids, 20);
    silex_model *model = open_model("golden/models/llama", NULL);
    for (unsigned bits = 8; bits <= 32; bits *= 2) {
        const silex_session_options options = {.kv_bits = bits, .precision = SILEX_PRECISION_EXACT};
        struct last last;
        silex_session *session = open_session(model, &options);
        append(session, ids, 20, &last);
        silex_session_close(session);
    }
    silex_model_close(model);
}

/* ---- everything a generation takes ------------------------------------------------------------
 */

struct told {
    size_t n_prompt_calls;
    size_t n_tokens;
    size_t n_top;
};

static bool on_prompt(void *user, size_t n_done, size_t n_total)
{
    struct told *told = user;
    told->n_prompt_calls++;
    return n_done <= n_total;
}

static bool on_token(void *user, const silex_token *token)
{
    struct told *told = user;
    told->n_tokens++;
    told->n_top += token->n_top;
    return token->n_top == 3 && token->top[0].logprob >= token->top[2].logprob;
}

/* Options and prompt live only until the call returns; the sanitizers see if they are used. */
static silex_generation *start_briefly(silex_session *session, struct told *told)
{
    uint32_t *ids = malloc(20 * sizeof *ids);
    char *stop_text = malloc(12);
    const char **stop = malloc(2 * sizeof *stop);
    uint32_t *ends = malloc(sizeof *ends);
    silex_logit_bias *bias = malloc(sizeof *bias);
    assert_true(ids && stop_text && stop && ends && bias);
    for (size_t i = 0; i < 20; i++) {
        ids[i] = 70;
    }
    memcpy(stop_text, "never said", 11);
    stop[0] = stop_text;
    stop[1] = "nor this";
    *ends = 260;
    *bias = (silex_logit_bias){75, 3.0f};
    const silex_generate_options options = {
        .max_tokens = 10,
        .ignore_end_tokens = true,
        .sampling = {.temperature = 0.8f,
                     .top_p = 0.95f,
                     .min_p = 0.01f,
                     .top_k = 50,
                     .xtc_probability = 0.5f,
                     .xtc_threshold = 0.1f,
                     .repetition_penalty = 1.1f,
                     .presence_penalty = 0.1f,
                     .frequency_penalty = 0.1f,
                     .logit_bias = bias,
                     .n_logit_bias = 1,
                     .seed = 4},
        .stop = stop,
        .n_stop = 2,
        .extra_end_tokens = ends,
        .n_extra_end_tokens = 1,
        .n_top = 3,
        .on_token = on_token,
        .on_prompt = on_prompt,
        .user = told,
    };
    silex_generation *generation;
    silex_error error = {0};
    if (silex_generation_start(session, ids, 20, &options, &generation, &error) != SILEX_OK) {
        fail_msg("%s", error.message);
    }
    free(ids);
    free(stop_text);
    free(stop);
    free(ends);
    free(bias);
    return generation;
}

static void a_started_generation_has_copies(void **state)
{
    (void)state;
    const silex_session_options options = {.chunk_tokens = 8};
    silex_model *model = open_model("cli/tiny-chat", NULL);
    silex_session *session = open_session(model, &options);
    struct told told = {0};
    silex_generation *generation = start_briefly(session, &told);
    silex_result result;
    const char *text;
    bool is_done = false;
    while (!is_done) {
        assert_int_equal(silex_generation_poll(generation, -1, &text, NULL, &is_done, NULL),
                         SILEX_OK);
    }
    assert_int_equal(silex_generation_finish(generation, &result, NULL), SILEX_OK);
    assert_int_equal(result.n_tokens, told.n_tokens);
    assert_int_equal(told.n_top, 3 * told.n_tokens);
    assert_int_equal(told.n_prompt_calls, 3);
    silex_result_clear(&result);
    silex_session_close(session);
    silex_model_close(model);
}

/* ---- refusals ---------------------------------------------------------------------------------
 */

static void batches_of_strangers_are_refused(void **state)
{
    (void)state;
    const uint32_t ids[] = {1, 2, 3};
    const uint32_t *const prompts[] = {ids, ids};
    const size_t n_prompts[] = {3, 3};
    const silex_session_options exact = {.precision = SILEX_PRECISION_EXACT};
    const silex_generate_options many = {.max_tokens = 2, .n_top = 65};
    silex_result results[2];
    silex_error error = {0};
    silex_model *model = open_model("golden/models/llama", NULL);
    silex_model *stranger = open_model("golden/models/qwen3", NULL);
    silex_session *first = open_session(model, NULL);
    silex_session *const pairs[][2] = {{first, first},
                                       {first, open_session(stranger, NULL)},
                                       {first, open_session(model, &exact)}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(
            silex_generate_batch(pairs[i], 2, prompts, n_prompts, NULL, results, &error),
            SILEX_ERROR_ARGUMENT);
    }
    assert_int_equal(silex_generate(first, ids, 3, &many, results, &error), SILEX_ERROR_ARGUMENT);
    silex_session_close(pairs[1][1]);
    silex_session_close(pairs[2][1]);
    silex_session_close(first);
    silex_model_close(model);
    silex_model_close(stranger);
}

static void a_full_context_is_an_error(void **state)
{
    (void)state;
    uint32_t ids[40];
    fill(ids, 40);
    const silex_session_options options = {.context_tokens = 32};
    silex_model *model = open_model("golden/models/llama", NULL);
    silex_session *session = open_session(model, &options);
    assert_int_equal(silex_session_append(session, ids, 33, false, NULL, NULL, NULL),
                     SILEX_ERROR_CONTEXT_FULL);
    assert_int_equal(silex_session_append(session, ids, 32, false, NULL, NULL, NULL), SILEX_OK);
    assert_int_equal(silex_session_append(session, NULL, 0, false, NULL, NULL, NULL), SILEX_OK);
    assert_int_equal(silex_session_append(session, ids, 1, false, NULL, NULL, NULL),
                     SILEX_ERROR_CONTEXT_FULL);
    assert_int_equal(silex_session_rewind(session, 33, NULL), SILEX_ERROR_ARGUMENT);
    silex_session_close(session);
    silex_model_close(model);
}

static void a_model_without_weights_only_reads_text(void **state)
{
    (void)state;
    const silex_model_options options = {.skip_weights = true};
    silex_model *model = open_model("cli/tiny-chat", &options);
    silex_session *session;
    silex_memory_plan plan;
    uint32_t *ids;
    size_t n;
    assert_int_equal(silex_tokenize(model, "Hello", 5, true, &ids, &n, NULL), SILEX_OK);
    silex_free(ids);
    assert_int_equal(silex_session_open(model, NULL, &session, NULL), SILEX_ERROR_ARGUMENT);
    assert_int_equal(silex_session_memory(model, NULL, &plan, NULL), SILEX_ERROR_ARGUMENT);
    silex_model_close(model);
}

static void missing_arguments_are_refused(void **state)
{
    (void)state;
    silex_model *model = open_model("golden/models/llama", NULL);
    silex_session *session = open_session(model, NULL);
    silex_session_options odd = {.precision = (silex_precision)7};
    silex_session *none;
    silex_generation *generation;
    silex_memory_plan plan;
    silex_result result;
    const char *text;
    bool is_done;
    const silex_status given[] = {
        silex_session_open(NULL, NULL, &none, NULL),
        silex_session_open(model, NULL, NULL, NULL),
        silex_session_open(model, &odd, &none, NULL),
        silex_session_memory(model, NULL, NULL, NULL),
        silex_session_memory(NULL, NULL, &plan, NULL),
        silex_session_fork(NULL, &none, NULL),
        silex_session_save(session, NULL, NULL),
        silex_session_load(session, NULL, NULL),
        silex_session_append(NULL, NULL, 0, false, NULL, NULL, NULL),
        silex_session_append(session, NULL, 1, false, NULL, NULL, NULL),
        silex_generate(NULL, NULL, 0, NULL, &result, NULL),
        silex_chat(session, NULL, NULL, NULL, &result, NULL),
        silex_generate_batch(NULL, 0, NULL, NULL, NULL, &result, NULL),
        silex_generation_start(session, NULL, 1, NULL, &generation, NULL),
        silex_generation_poll(NULL, 0, &text, NULL, &is_done, NULL),
        silex_generation_finish(NULL, &result, NULL),
    };
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        assert_int_equal(given[i], SILEX_ERROR_ARGUMENT);
    }
    silex_session_close(session);
    silex_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passed_window_is_computed_anew),
        cmocka_unit_test(ropes_see_the_whole_length),
        cmocka_unit_test(cache_types_can_be_chosen),
        cmocka_unit_test(a_started_generation_has_copies),
        cmocka_unit_test(batches_of_strangers_are_refused),
        cmocka_unit_test(a_full_context_is_an_error),
        cmocka_unit_test(a_model_without_weights_only_reads_text),
        cmocka_unit_test(missing_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
