/*
 * After the first token, a generated token allocates nothing. The linker sends every allocation of
 * the library (and of this file) through the counters here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "silex/measure.h"
#include "silex/silex.h"

static atomic_size_t n_allocations;

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t n);
void *__real_aligned_alloc(size_t alignment, size_t n);
void *__real_mmap(void *address, size_t n, int protection, int flags, int file, off_t offset);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *memory, size_t n);
void *__wrap_aligned_alloc(size_t alignment, size_t n);
void *__wrap_mmap(void *address, size_t n, int protection, int flags, int file, off_t offset);

void *__wrap_malloc(size_t n)
{
    atomic_fetch_add(&n_allocations, 1);
    return __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    atomic_fetch_add(&n_allocations, 1);
    return __real_calloc(n, size);
}

void *__wrap_realloc(void *memory, size_t n)
{
    atomic_fetch_add(&n_allocations, 1);
    return __real_realloc(memory, n);
}

void *__wrap_aligned_alloc(size_t alignment, size_t n)
{
    atomic_fetch_add(&n_allocations, 1);
    return __real_aligned_alloc(alignment, n);
}

void *__wrap_mmap(void *address, size_t n, int protection, int flags, int file, off_t offset)
{
    atomic_fetch_add(&n_allocations, 1);
    return __real_mmap(address, n, protection, flags, file, offset);
}

/* The count at the second token, and how many tokens came after it. */
struct watch {
    size_t n_at_start;
    size_t n_tokens;
};

static bool watch_token(void *user, const silex_token *token)
{
    struct watch *watch = user;
    (void)token;
    if (watch->n_tokens++ == 1) {
        watch->n_at_start = atomic_load(&n_allocations);
    }
    return true;
}

/* The model can be its own draft. */
static void check(const silex_sampling *sampling, bool lookup, bool drafts)
{
    char path[4096];
    silex_model *model;
    silex_session *session;
    struct watch watch = {0};
    static const char *const stops[] = {"never to be found"};
    const silex_generate_options options = {.max_tokens = 150,
                                            .ignore_end_tokens = true,
                                            .sampling = *sampling,
                                            .stop = stops,
                                            .n_stop = 1,
                                            .n_top = 5,
                                            .on_token = watch_token,
                                            .user = &watch};
    uint32_t *ids;
    size_t n;
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/cli/tiny-chat", tests != NULL ? tests : "tests");
    assert_int_equal(silex_model_open(path, NULL, &model, NULL), SILEX_OK);
    const silex_session_options session_options = {
        .context_tokens = 200, .lookup = lookup, .draft_model = drafts ? model : NULL};
    assert_int_equal(silex_session_open(model, &session_options, &session, NULL), SILEX_OK);
    silex_session_guess_always(session, true);
    assert_int_equal(silex_tokenize(model, "Hello", 5, true, &ids, &n, NULL), SILEX_OK);
    assert_true(atomic_load(&n_allocations) > 0);
    size_t n_after = 0;
    assert_int_equal(silex_generate(session, ids, n, &options, NULL, NULL), SILEX_OK);
    assert_int_equal(watch.n_tokens, 150);
    n_after = atomic_load(&n_allocations) - watch.n_at_start;
    assert_int_equal(n_after, 0);
    silex_free(ids);
    silex_session_close(session);
    silex_model_close(model);
}

static void greedy_tokens_allocate_nothing(void **state)
{
    (void)state;
    check(&(silex_sampling){0}, false, false);
}

static void sampled_tokens_allocate_nothing(void **state)
{
    (void)state;
    check(&(silex_sampling){.temperature = 1.0f,
                            .top_p = 0.9f,
                            .min_p = 0.05f,
                            .top_k = 20,
                            .repetition_penalty = 1.1f,
                            .seed = 1},
          false, false);
}

static void guesses_allocate_nothing(void **state)
{
    (void)state;
    check(&(silex_sampling){0}, true, false);
    check(&(silex_sampling){.temperature = 0.2f, .seed = 1}, true, false);
    check(&(silex_sampling){0}, false, true);
    check(&(silex_sampling){.temperature = 0.5f, .top_p = 0.9f, .seed = 2}, true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greedy_tokens_allocate_nothing),
        cmocka_unit_test(sampled_tokens_allocate_nothing),
        cmocka_unit_test(guesses_allocate_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
