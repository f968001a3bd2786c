/*
 * Guessing changes nothing: over every tiny checkpoint of tests/golden/models, greedy and drawn
 * with seeds, the ids, the bits of the log-probabilities, the candidates, the end, what the session
 * holds afterwards and what it can reuse are the same with guesses and without: from the text, of a
 * draft model that is the model itself, and of one that is another.
 *
 * Without an argument every setting meets every checkpoint with one way of guessing, in turn;
 * "full" runs all ways, and "small" is short enough for an emulator.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "silex/measure.h"
#include "silex/silex.h"

enum {
    CONTEXT = 512,
    MAX_TOKENS = 420,
    N_TOP = 3,
    N_PROMPT = 24,
};

/* What a generation showed its caller. */
struct record {
    struct seen {
        uint32_t id;
        float logprob;
        silex_candidate top[N_TOP];
        size_t n_session; /* tokens in the session while it was told */
    } seen[MAX_TOKENS];
    size_t n;
    size_t n_cancel; /* ends at this token; 0: never */
    silex_session *session;
    silex_session *fork; /* made in the midst, at token 50 */
};

static bool note(void *user, const silex_token *token)
{
    struct record *record = user;
    struct seen *seen = &record->seen[record->n++];
    memset(seen, 0, sizeof *seen);
    seen->id = token->id;
    seen->logprob = token->logprob;
    memcpy(seen->top, token->top, token->n_top * sizeof *seen->top);
    silex_session_tokens(record->session, &seen->n_session);
    if (record->n == 50) {
        assert_int_equal(silex_session_fork(record->session, &record->fork, NULL), SILEX_OK);
    }
    return record->n != record->n_cancel;
}

struct variant {
    const char *name;
    silex_session_options session;
    silex_sampling sampling;
    size_t max_tokens;
    size_t n_cancel;
};

static const struct variant variants[] = {
    {"greedy", {0}, {.seed = 0}, MAX_TOKENS, 0},
    {"exact", {.precision = SILEX_PRECISION_EXACT}, {.seed = 0}, 100, 0},
    {"8-bit cache", {.kv_bits = 8}, {.repetition_penalty = 1.05f}, 100, 0},
    {"small chunks", {.chunk_tokens = 3}, {.seed = 0}, 100, 77},
    {"seed 1", {0}, {.temperature = 0.05f, .seed = 1}, 150, 0},
    {"seed 2", {0}, {.temperature = 0.3f, .top_p = 0.7f, .seed = 2}, 200, 0},
    {"seed 3",
     {0},
     {.temperature = 0.1f,
      .top_k = 5,
      .min_p = 0.05f,
      .frequency_penalty = 0.01f,
      .presence_penalty = 0.01f,
      .xtc_probability = 0.02f,
      .xtc_threshold = 0.1f,
      .seed = 3},
     200,
     150},
};

enum draft { NO_DRAFT, ITSELF, ANOTHER };

/* Ways of guessing. */
struct way {
    const char *name;
    bool lookup;
    enum draft draft;
    size_t draft_tokens;
    bool always; /* and not only where it pays */
};

static const struct way plain = {"plain", false, NO_DRAFT, 0, false};
static const struct way ways[] = {
    {"lookup", true, NO_DRAFT, 0, true},
    {"itself as a draft", false, ITSELF, 5, true},
    {"another as a draft, and lookup", true, ANOTHER, 0, true},
    {"where it pays", true, ITSELF, 7, false},
    {"another as a draft", false, ANOTHER, 2, true},
};
enum { N_WAYS = sizeof ways / sizeof *ways, N_VARIANTS = sizeof variants / sizeof *variants };

/* What was guessed, by way. */
struct totals {
    bool is_full, is_small;
    size_t n_models;
    size_t n_proposed[N_WAYS], n_accepted[N_WAYS];
};

struct models {
    silex_model *model, *another;
};

struct run {
    silex_session *session;
    struct record record;
    silex_result first, second, third;
};

static silex_status generate(struct run *run, const struct variant *variant, const uint32_t *ids,
                             size_t n, silex_result *result)
{
    const silex_generate_options options = {.max_tokens = variant->max_tokens,
                                            .sampling = variant->sampling,
                                            .ignore_end_tokens = true,
                                            .n_top = N_TOP,
                                            .on_token = note,
                                            .user = &run->record};
    silex_error error = {0};
    silex_status status = silex_generate(run->session, ids, n, &options, result, &error);
    if (status != SILEX_OK) {
        print_message("%s: %s\n", variant->name, error.message);
    }
    return status;
}

/* A generation; then one that goes on after it, and one from the fork. */
static void perform(struct run *run, const struct models *models, const struct variant *variant,
                    const struct way *way, const uint32_t *prompt)
{
    silex_model *const drafts[] = {NULL, models->model, models->another};
    silex_session_options options = variant->session;
    options.context_tokens = CONTEXT;
    options.lookup = way->lookup;
    options.draft_model = drafts[way->draft];
    options.draft_tokens = way->draft_tokens;
    *run = (struct run){.record = {.n_cancel = variant->n_cancel}};
    assert_int_equal(silex_session_open(models->model, &options, &run->session, NULL), SILEX_OK);
    silex_session_guess_always(run->session, way->always);
    run->record.session = run->session;
    assert_int_equal(generate(run, variant, prompt, N_PROMPT, &run->first), SILEX_OK);
}

/* What the sessions can still do: go on after the answer, go back far into it, and go on from the
 * middle of it in the fork. */
static void perform_more(struct run *run, const struct variant *variant)
{
    uint32_t ids[CONTEXT];
    size_t n;
    struct variant shorter = *variant;
    shorter.max_tokens = 20;
    shorter.n_cancel = 0;
    const uint32_t *held = silex_session_tokens(run->session, &n);
    memcpy(ids, held, n * sizeof *ids);
    run->record.n = 100;
    n = n < CONTEXT - 30 ? n : CONTEXT - 30;
    assert_int_equal(generate(run, &shorter, ids, n, &run->second), SILEX_OK);
    n = n > 250 ? n - 250 : n / 2;
    assert_int_equal(generate(run, &shorter, ids, n, &run->third), SILEX_OK);
    held = silex_session_tokens(run->record.fork, &n);
    memcpy(ids, held, n * sizeof *ids);
    silex_session_close(run->session);
    run->session = run->record.session = run->record.fork;
    silex_result_clear(&run->third);
    assert_int_equal(generate(run, &shorter, ids, n, &run->third), SILEX_OK);
}

static void compare_results(const silex_result *a, const silex_result *b)
{
    assert_int_equal(a->n_tokens, b->n_tokens);
    assert_memory_equal(a->tokens, b->tokens, a->n_tokens * sizeof *a->tokens);
    assert_string_equal(a->text, b->text);
    assert_int_equal(a->finish, b->finish);
    assert_int_equal(a->n_reused_tokens, b->n_reused_tokens);
}

static void compare(const struct run *a, const struct run *b)
{
    assert_int_equal(a->record.n, b->record.n);
    for (size_t i = 0; i < a->record.n; i++) {
        assert_memory_equal(&a->record.seen[i], &b->record.seen[i], sizeof a->record.seen[i]);
    }
    compare_results(&a->first, &b->first);
}

static void clear(struct run *run)
{
    silex_session_close(run->session);
    silex_result_clear(&run->first);
    silex_result_clear(&run->second);
    silex_result_clear(&run->third);
}

/* What is guessed and not drawn: the last guesses, where the caller ends the answer. */
static void check_counts(const silex_result *result, const struct variant *variant,
                         const struct way *way)
{
    size_t n_wrong = result->n_proposed_tokens - result->n_accepted_tokens;
    assert_true(result->n_accepted_tokens <= result->n_proposed_tokens);
    if (way->draft == ITSELF && !way->lookup) {
        assert_in_range(n_wrong, 0, variant->n_cancel > 0 ? 7 : 0);
    }
    if (way->draft == NO_DRAFT && !way->lookup) {
        assert_int_equal(result->n_proposed_tokens, 0);
    }
}

static void check_variant(const struct models *models, const char *name,
                          const struct variant *variant, size_t number, struct totals *totals)
{
    static struct run with, without;
    const struct way *way = &ways[number % N_WAYS];
    uint32_t prompt[N_PROMPT];
    silex_model_info info;
    silex_model_describe(models->model, &info);
    for (size_t i = 0; i < N_PROMPT; i++) {
        prompt[i] = (uint32_t)(i % 8 * 5 + 3) % (uint32_t)info.vocabulary_size;
    }
    perform(&without, models, variant, &plain, prompt);
    perform(&with, models, variant, way, prompt);
    compare(&without, &with);
    perform_more(&without, variant);
    perform_more(&with, variant);
    compare(&without, &with);
    compare_results(&without.second, &with.second);
    compare_results(&without.third, &with.third);
    check_counts(&without.first, variant, &plain);
    check_counts(&with.first, variant, way);
    totals->n_proposed[number % N_WAYS] += with.first.n_proposed_tokens;
    totals->n_accepted[number % N_WAYS] += with.first.n_accepted_tokens;
    if (getenv("SILEX_SHOW") != NULL) {
        print_message("%s, %s, %s: %zu of %zu\n", name, variant->name, way->name,
                      with.first.n_accepted_tokens, with.first.n_proposed_tokens);
    }
    clear(&without);
    clear(&with);
}

static silex_model *open_model(const char *folder, const char *name)
{
    char path[8192];
    silex_model *model = NULL;
    silex_error error = {0};
    const silex_model_options options = {.n_threads = 1};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    silex_status status = silex_model_open(path, &options, &model, &error);
    if (status != SILEX_OK) {
        print_message("%s: %s\n", name, error.message);
    }
    assert_int_equal(status, SILEX_OK);
    return model;
}

static void check_model(const char *folder, const char *name, silex_model *another,
                        struct totals *totals)
{
    if (name[0] == '.' || strchr(name, '.') != NULL || strcmp(name, "CMakeLists") == 0) {
        return;
    }
    const struct models models = {open_model(folder, name), another};
    size_t number = totals->n_models++;
    for (size_t i = 0; i < N_VARIANTS; i++) {
        struct variant variant = variants[i];
        for (size_t way = 0; totals->is_full && way < N_WAYS; way++) {
            check_variant(&models, name, &variant, way, totals);
        }
        if (totals->is_small) {
            variant.max_tokens = 60;
        }
        if (!totals->is_full && (!totals->is_small || i == number % N_VARIANTS)) {
            check_variant(&models, name, &variant, number + i, totals);
        }
    }
    silex_model_close(models.model);
}

static void check_totals(const struct totals *totals)
{
    size_t n_proposed = 0, n_accepted = 0;
    for (size_t i = 0; i < N_WAYS; i++) {
        print_message("%s: %zu of %zu\n", ways[i].name, totals->n_accepted[i],
                      totals->n_proposed[i]);
        n_proposed += totals->n_proposed[i];
        n_accepted += totals->n_accepted[i];
        /* Whether guesses are computed where it must pay is up to the machine. */
        assert_true(totals->n_proposed[i] > 0 || !ways[i].always);
    }
    print_message("%zu models, %zu guesses, %zu right\n", totals->n_models, n_proposed, n_accepted);
    assert_true(totals->n_models > 30);
    /* Right and wrong ones must both have been computed for this to prove something. */
    assert_true(n_accepted > 100);
    assert_true(n_proposed - n_accepted > 100);
}

static const char *argument = "";

static void nothing_changes(void **state)
{
    char folder[4096];
    struct totals totals = {.is_full = strcmp(argument, "full") == 0,
                            .is_small = strcmp(argument, "small") == 0};
    const char *tests = getenv("SILEX_TESTS");
    (void)state;
    snprintf(folder, sizeof folder, "%s/golden/models", tests != NULL ? tests : "tests");
    silex_model *another = open_model(folder, "llama-tied");
    struct dirent **entries;
    int n_entries = scandir(folder, &entries, NULL, alphasort);
    assert_true(n_entries > 0);
    for (int i = 0; i < n_entries; i++) {
        check_model(folder, entries[i]->d_name, another, &totals);
        free(entries[i]);
    }
    free(entries);
    silex_model_close(another);
    check_totals(&totals);
}

int main(int n_arguments, char **arguments)
{
    argument = n_arguments > 1 ? arguments[1] : "";
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_changes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
