/*
 * The same text with guesses and without, where text is what ends an answer: stop strings,
 * cancelling in the midst, a full context; by silex_generate, silex_chat and on a thread of its
 * own. What a draft model must be, and what memory it takes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "silex/measure.h"
#include "silex/silex.h"

enum { CONTEXT = 300, N_TEXT = 4000 };

static const char messages[] =
    "[{\"role\":\"user\",\"content\":\"one two three four one two three four one two three\"}]";

static silex_model *open_model(void)
{
    char path[4096];
    silex_model *model;
    /* One thread, so that nobody waits for another on a busy machine, where guesses would not pay.
     */
    const silex_model_options options = {.n_threads = 1};
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/cli/tiny-chat", tests != NULL ? tests : "tests");
    assert_int_equal(silex_model_open(path, &options, &model, NULL), SILEX_OK);
    return model;
}

enum guessing { NOTHING, LOOKUP, DRAFT, BOTH, N_GUESSINGS };

static silex_session *open_session(const silex_model *model, enum guessing guessing)
{
    const silex_session_options options = {
        .context_tokens = CONTEXT,
        .lookup = guessing == LOOKUP || guessing == BOTH,
        .draft_model = guessing == DRAFT || guessing == BOTH ? model : NULL,
    };
    silex_session *session;
    assert_int_equal(silex_session_open(model, &options, &session, NULL), SILEX_OK);
    silex_session_guess_always(session, true);
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

static silex_result chat(silex_session *session, const char *said, silex_generate_options options,
                         struct pieces *pieces)
{
    silex_result result;
    options.on_token = add_piece;
    options.user = pieces;
    assert_int_equal(silex_chat(session, said, NULL, &options, &result, NULL), SILEX_OK);
    return result;
}

static void compare_sessions(const silex_session *a, const silex_session *b)
{
    size_t n, m;
    const uint32_t *held = silex_session_tokens(a, &n);
    const uint32_t *held_too = silex_session_tokens(b, &m);
    assert_int_equal(n, m);
    assert_memory_equal(held, held_too, n * sizeof *held);
}

static void compare_results(const silex_result *without, const silex_result *with)
{
    assert_string_equal(without->text, with->text);
    assert_int_equal(without->finish, with->finish);
    assert_int_equal(without->n_tokens, with->n_tokens);
    assert_memory_equal(without->tokens, with->tokens, with->n_tokens * sizeof *with->tokens);
    assert_int_equal(without->n_reused_tokens, with->n_reused_tokens);
    assert_int_equal(without->n_dropped_tokens, with->n_dropped_tokens);
}

/* Guesses that came true, of all answers, by way of guessing. */
struct counts {
    size_t n_accepted[N_GUESSINGS];
};

/* Returns the answer; free it with silex_result_clear. */
static silex_result check(const silex_model *model, const silex_generate_options *options,
                          size_t n_cancel, struct counts *counts)
{
    silex_session *session = open_session(model, NOTHING);
    struct pieces a = {.n_cancel = n_cancel};
    silex_result without = chat(session, messages, *options, &a);
    for (enum guessing guessing = LOOKUP; guessing < N_GUESSINGS; guessing++) {
        silex_session *guesses = open_session(model, guessing);
        struct pieces b = {.n_cancel = n_cancel};
        silex_result with = chat(guesses, messages, *options, &b);
        assert_string_equal(a.text, b.text);
        compare_results(&without, &with);
        compare_sessions(session, guesses);
        counts->n_accepted[guessing] += with.n_accepted_tokens;
        silex_session_close(guesses);
        silex_result_clear(&with);
    }
    silex_session_close(session);
    return without;
}

static void answers_end_where_they_did(void **state)
{
    (void)state;
    silex_model *model = open_model();
    uint32_t end = 0;
    silex_generate_options options = {.ignore_end_tokens = true};
    struct counts counts = {{0}};
    silex_result whole = check(model, &options, 0, &counts); /* until the context is full */
    for (size_t at = 3; at + 4 < whole.n_text_bytes && at < 120; at += 9) {
        char text[4] = {0};
        memcpy(text, whole.text + at, 3);
        const char *const stops[] = {"never said", text};
        options.stop = stops;
        options.n_stop = 2;
        silex_result result = check(model, &options, 0, &counts);
        silex_result_clear(&result);
        options.n_stop = 0;
        result = check(model, &options, at, &counts);
        silex_result_clear(&result);
        options.max_tokens = at;
        result = check(model, &options, 0, &counts);
        silex_result_clear(&result);
        options.max_tokens = 0;
        end = whole.tokens[at];
        options.extra_end_tokens = &end;
        options.n_extra_end_tokens = 1;
        result = check(model, &options, 0, &counts);
        silex_result_clear(&result);
        options.n_extra_end_tokens = 0;
    }
    silex_result_clear(&whole);
    silex_model_close(model);
    for (enum guessing guessing = LOOKUP; guessing < N_GUESSINGS; guessing++) {
        assert_true(counts.n_accepted[guessing] > 0);
    }
}

/* Every setting of sampling at once, and each draw the same. */
static void samples_are_the_same(void **state)
{
    (void)state;
    silex_model *model = open_model();
    const silex_logit_bias bias[] = {{5, 1.5f}, {9, -2.0f}};
    struct counts counts = {{0}};
    for (uint64_t seed = 1; seed < 8; seed++) {
        const silex_generate_options options = {
            .max_tokens = 120,
            .ignore_end_tokens = seed % 2 == 0,
            .sampling = {.temperature = 0.2f * (float)seed,
                         .top_p = 0.95f,
                         .min_p = 0.01f,
                         .top_k = 30,
                         .xtc_probability = 0.3f,
                         .xtc_threshold = 0.1f,
                         .repetition_penalty = 1.05f,
                         .presence_penalty = 0.1f,
                         .frequency_penalty = 0.05f,
                         .logit_bias = bias,
                         .n_logit_bias = 2,
                         .seed = seed},
        };
        silex_result result = check(model, &options, 0, &counts);
        silex_result_clear(&result);
    }
    /* A model that draws as itself is always right. */
    assert_true(counts.n_accepted[DRAFT] > 200);
    silex_model_close(model);
}

/* A chat keeps what its turns have in common; the draft session finds its own way. */
static void turns_reuse_what_they_did(void **state)
{
    static const char *const turns[] = {
        "[{\"role\":\"user\",\"content\":\"one two three four\"}]",
        "[{\"role\":\"user\",\"content\":\"one two three four\"},"
        "{\"role\":\"assistant\",\"content\":\"five six\"},"
        "{\"role\":\"user\",\"content\":\"seven one two\"}]",
        "[{\"role\":\"user\",\"content\":\"one two and no more\"}]",
        "[{\"role\":\"user\",\"content\":\"one two three four\"},"
        "{\"role\":\"assistant\",\"content\":\"five six\"},"
        "{\"role\":\"user\",\"content\":\"seven and an end\"}]",
    };
    (void)state;
    silex_model *model = open_model();
    const silex_generate_options options = {.max_tokens = 40, .ignore_end_tokens = true};
    silex_session *plain = open_session(model, NOTHING);
    silex_session *guesses = open_session(model, DRAFT);
    size_t n_proposed = 0, n_accepted = 0;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        struct pieces a = {.n_cancel = 0}, b = {.n_cancel = 0};
        silex_result without = chat(plain, turns[i], options, &a);
        silex_result with = chat(guesses, turns[i], options, &b);
        compare_results(&without, &with);
        compare_sessions(plain, guesses);
        n_proposed += with.n_proposed_tokens;
        n_accepted += with.n_accepted_tokens;
        silex_result_clear(&without);
        silex_result_clear(&with);
    }
    assert_true(n_accepted > 80);
    assert_int_equal(n_accepted, n_proposed);
    silex_session_close(plain);
    silex_session_close(guesses);
    silex_model_close(model);
}

static void another_thread_guesses_too(void **state)
{
    (void)state;
    silex_model *model = open_model();
    const silex_generate_options options = {
        .max_tokens = 200, .ignore_end_tokens = true, .sampling = {.temperature = 0.1f, .seed = 4}};
    uint32_t *ids;
    size_t n_ids;
    silex_result results[N_GUESSINGS];
    assert_int_equal(silex_tokenize(model, "one two one two", 15, true, &ids, &n_ids, NULL),
                     SILEX_OK);
    for (enum guessing guessing = NOTHING; guessing < N_GUESSINGS; guessing++) {
        silex_session *session = open_session(model, guessing);
        silex_generation *generation;
        assert_int_equal(silex_generation_start(session, ids, n_ids, &options, &generation, NULL),
                         SILEX_OK);
        assert_int_equal(silex_generation_finish(generation, &results[guessing], NULL), SILEX_OK);
        silex_session_close(session);
        compare_results(&results[NOTHING], &results[guessing]);
    }
    for (enum guessing guessing = NOTHING; guessing < N_GUESSINGS; guessing++) {
        silex_result_clear(&results[guessing]);
    }
    silex_free(ids);
    silex_model_close(model);
}

/* ---- draft models ---------------------------------------------------------------------------- */

static const char config_format[] =
    "{\"model_type\":\"llama\",\"architectures\":[\"LlamaForCausalLM\"],\"hidden_size\":32,"
    "\"intermediate_size\":64,\"num_hidden_layers\":2,\"num_attention_heads\":2,"
    "\"num_key_value_heads\":1,\"vocab_size\":%d,\"max_position_embeddings\":512,"
    "\"rms_norm_eps\":1e-5,\"rope_theta\":10000.0,\"tie_word_embeddings\":true,"
    "\"torch_dtype\":\"float32\"}";

/* A random checkpoint of n_rows rows; removed at the end. */
static void write_model(char path[64], int n_rows, uint64_t seed)
{
    char config[1000];
    const silex_random_options options = {.seed = seed};
    silex_error error = {0};
    snprintf(path, 64, "/tmp/silex-draft-%ld-%d-%d", (long)getpid(), n_rows, (int)seed);
    snprintf(config, sizeof config, config_format, n_rows);
    silex_status status = silex_random_model_write(path, config, &options, &error);
    if (status != SILEX_OK) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, SILEX_OK);
}

/* What is in a file; free it. */
static void *read_file(const char *folder, const char *name, size_t *n_bytes)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = malloc(1 << 22);
    assert_non_null(bytes);
    *n_bytes = fread(bytes, 1, 1 << 22, file);
    fclose(file);
    return bytes;
}

static const char *const file_names[] = {"config.json", "model.safetensors", "tokenizer.json",
                                         "tokenizer_config.json"};
enum { N_FILES = sizeof file_names / sizeof *file_names };

struct checkpoint {
    void *bytes[N_FILES];
    silex_model *model;
};

/* The weights of one folder with the tokenizer of another. */
static void open_mixed(struct checkpoint *out, const char *weights, const char *tokenizer)
{
    silex_file files[N_FILES];
    silex_error error = {0};
    for (size_t i = 0; i < N_FILES; i++) {
        size_t n_bytes;
        out->bytes[i] = read_file(i < 2 ? weights : tokenizer, file_names[i], &n_bytes);
        files[i] = (silex_file){file_names[i], out->bytes[i], n_bytes};
    }
    silex_status status = silex_model_open_memory(files, N_FILES, NULL, &out->model, &error);
    if (status != SILEX_OK) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, SILEX_OK);
}

static void close_mixed(struct checkpoint *checkpoint)
{
    silex_model_close(checkpoint->model);
    for (size_t i = 0; i < N_FILES; i++) {
        free(checkpoint->bytes[i]);
    }
}

static void remove_model(const char *folder)
{
    char path[128];
    for (size_t i = 0; i < N_FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, file_names[i]);
        remove(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

/* Rows that no token uses, on either side; ids among them are drawn, since the weights are random.
 */
static void compare_with_draft(const silex_model *model, const silex_model *draft)
{
    uint32_t prompt[] = {300, 301, 302, 303, 304};
    for (uint64_t seed = 0; seed < 6; seed++) {
        const silex_logit_bias bias = {340, seed == 5 ? 100.0f : 0.0f};
        silex_model_info info;
        silex_model_describe(model, &info);
        const silex_generate_options options = {
            .max_tokens = 100,
            .ignore_end_tokens = true,
            .sampling = {.temperature = 0.3f * (float)seed,
                         .repetition_penalty = 1.1f,
                         .logit_bias = &bias,
                         .n_logit_bias = info.vocabulary_size > bias.id,
                         .seed = seed},
        };
        silex_result results[2];
        for (int i = 0; i < 2; i++) {
            const silex_session_options session_options = {.context_tokens = 200,
                                                           .draft_model = i == 1 ? draft : NULL};
            silex_session *session;
            assert_int_equal(silex_session_open(model, &session_options, &session, NULL), SILEX_OK);
            silex_session_guess_always(session, true);
            assert_int_equal(silex_generate(session, prompt, 5, &options, &results[i], NULL),
                             SILEX_OK);
            silex_session_close(session);
        }
        compare_results(&results[0], &results[1]);
        silex_result_clear(&results[0]);
        silex_result_clear(&results[1]);
    }
}

static void rows_without_tokens_may_differ(void **state)
{
    char small[64], large[64];
    struct checkpoint a, b;
    (void)state;
    write_model(small, 320, 1);
    write_model(large, 352, 2);
    open_mixed(&a, small, small);
    open_mixed(&b, large, small);
    compare_with_draft(a.model, b.model);
    compare_with_draft(b.model, a.model);
    close_mixed(&a);
    close_mixed(&b);
    remove_model(small);
    remove_model(large);
}

static void expect_refusal(const silex_model *model, const silex_session_options *options,
                           silex_status status, const char *words)
{
    silex_session *session;
    silex_memory_plan plan;
    silex_error error = {0};
    assert_int_equal(silex_session_open(model, options, &session, &error), status);
    if (strstr(error.message, words) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error.message, words);
    }
    assert_int_equal(silex_session_memory(model, options, &plan, NULL), status);
}

static void what_cannot_guess_is_refused(void **state)
{
    char small[64], large[64];
    silex_model *a, *b, *text, *model = open_model();
    const silex_model_options no_weights = {.skip_weights = true};
    (void)state;
    write_model(small, 320, 3);
    write_model(large, 352, 4);
    assert_int_equal(silex_model_open(small, NULL, &a, NULL), SILEX_OK);
    assert_int_equal(silex_model_open(large, NULL, &b, NULL), SILEX_OK);
    assert_int_equal(silex_model_open(small, &no_weights, &text, NULL), SILEX_OK);
    silex_session_options options = {.context_tokens = 64, .draft_model = b};
    expect_refusal(a, &options, SILEX_ERROR_ARGUMENT, "another vocabulary: token ");
    expect_refusal(model, &options, SILEX_ERROR_ARGUMENT, "another vocabulary: token ");
    options.draft_model = text;
    expect_refusal(a, &options, SILEX_ERROR_ARGUMENT, "without its weights");
    options.draft_model = a;
    options.draft_tokens = 8;
    expect_refusal(a, &options, SILEX_ERROR_LIMIT, "at most 7");
    options.draft_model = NULL;
    options.draft_tokens = 3;
    expect_refusal(a, &options, SILEX_ERROR_ARGUMENT, "without a draft_model");
    silex_model_close(a);
    silex_model_close(b);
    silex_model_close(text);
    silex_model_close(model);
    remove_model(small);
    remove_model(large);
}

/* ---- memory ---------------------------------------------------------------------------------- */

/* The index and the draft session are parts of the plan. */
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
    options = (silex_session_options){.context_tokens = 1 << 16, .draft_model = model};
    assert_int_equal(silex_session_memory(model, &options, &guessing, NULL), SILEX_OK);
    assert_int_equal(guessing.kv_bytes, 2 * plain.kv_bytes);
    assert_int_equal(guessing.scratch_bytes, 2 * plain.scratch_bytes);
    assert_int_equal(guessing.weight_bytes, plain.weight_bytes); /* the same weights */
    assert_int_equal(guessing.total_bytes,
                     guessing.weight_bytes + guessing.kv_bytes + guessing.scratch_bytes);
    silex_model *twin = open_model();
    options.draft_model = twin;
    assert_int_equal(silex_session_memory(model, &options, &guessing, NULL), SILEX_OK);
    assert_int_equal(guessing.weight_bytes, 2 * plain.weight_bytes);
    silex_model_close(twin);
    silex_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_end_where_they_did),
        cmocka_unit_test(samples_are_the_same),
        cmocka_unit_test(turns_reuse_what_they_did),
        cmocka_unit_test(another_thread_guesses_too),
        cmocka_unit_test(rows_without_tokens_may_differ),
        cmocka_unit_test(what_cannot_guess_is_refused),
        cmocka_unit_test(memory_is_planned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
