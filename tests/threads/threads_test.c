/*
 * Many threads over one model. Each result is known from a thread that was alone, so that a race is
 * seen as a difference here, and as a report by the thread sanitizer.
 *
 * What runs on other threads never asserts: it notes what went wrong, and the test asserts after
 * joining.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/pool.h"
#include "silex/silex.h"

enum { N_TOKENS = 12, N_PROMPTS = 4, N_ROUNDS = 3, MAX_POOL = 4, N_POOL_TASKS = 300, N_ALONE = 3 };

static const char *const prompts[N_PROMPTS] = {
    "Once upon a time", "a",
    "The quick brown fox jumps over the lazy dog and over much more than that", "zz zz"};

static const char *const hello = "[{\"role\":\"user\",\"content\":\"Hello\"}]";

static const silex_generate_options some = {.max_tokens = N_TOKENS,
                                            .ignore_end_tokens = true,
                                            .sampling = {.temperature = 0.9f, .seed = 11}};

/* ---- the model, and what a lone thread gets from it -------------------------------------------
 */

struct shared {
    silex_model *model;
    uint32_t *ids[N_PROMPTS];
    size_t n_ids[N_PROMPTS];
    uint32_t expected[N_PROMPTS][N_TOKENS];
};

static bool open_model(silex_model **model, unsigned n_threads, silex_error *error)
{
    char path[4096];
    const silex_model_options options = {.n_threads = n_threads};
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/cli/tiny-chat", tests != NULL ? tests : "tests");
    return silex_model_open(path, &options, model, error) == SILEX_OK;
}

static void open_shared(struct shared *shared, unsigned n_threads)
{
    silex_error error = {0};
    *shared = (struct shared){.model = NULL};
    if (!open_model(&shared->model, n_threads, &error)) {
        fail_msg("%s", error.message);
    }
    for (size_t i = 0; i < N_PROMPTS; i++) {
        silex_session *session;
        silex_result result;
        assert_int_equal(silex_tokenize(shared->model, prompts[i], strlen(prompts[i]), true,
                                        &shared->ids[i], &shared->n_ids[i], NULL),
                         SILEX_OK);
        assert_int_equal(silex_session_open(shared->model, NULL, &session, NULL), SILEX_OK);
        assert_int_equal(
            silex_generate(session, shared->ids[i], shared->n_ids[i], &some, &result, NULL),
            SILEX_OK);
        assert_int_equal(result.n_tokens, N_TOKENS);
        memcpy(shared->expected[i], result.tokens, sizeof shared->expected[i]);
        silex_result_clear(&result);
        silex_session_close(session);
    }
}

static void close_shared(struct shared *shared)
{
    for (size_t i = 0; i < N_PROMPTS; i++) {
        silex_free(shared->ids[i]);
    }
    silex_model_close(shared->model);
}

/* ---- what a thread does -----------------------------------------------------------------------
 */

struct job {
    pthread_t thread;
    struct shared *shared;
    silex_session *session; /* of those jobs that do not open their own */
    size_t number;
    bool (*run)(struct job *job);
    bool is_good;
    silex_error error;
};

static bool note(struct job *job, bool is_good, const char *what)
{
    if (!is_good && job->error.message[0] == '\0') {
        snprintf(job->error.message, sizeof job->error.message, "%s", what);
    }
    return is_good;
}

static bool is_expected(struct job *job, size_t prompt, const silex_result *result)
{
    return note(job,
                result->n_tokens == N_TOKENS &&
                    memcmp(result->tokens, job->shared->expected[prompt],
                           sizeof job->shared->expected[prompt]) == 0,
                "other tokens than alone");
}

static bool generates(struct job *job, silex_session *session, size_t prompt)
{
    silex_result result = {0};
    bool is_good = silex_generate(session, job->shared->ids[prompt], job->shared->n_ids[prompt],
                                  &some, &result, &job->error) == SILEX_OK &&
                   is_expected(job, prompt, &result);
    silex_result_clear(&result);
    return is_good;
}

/* A session of its own: every prompt in turn, so that the cache is reused and rewound. */
static bool runs_sessions(struct job *job)
{
    silex_session *session = NULL;
    const silex_session_options options = {
        .context_tokens = 200 + job->number,
        .chunk_tokens = 5 + job->number,
        .lookup = job->number % 2 == 0,
        .draft_model = job->number % 3 == 0 ? job->shared->model : NULL,
    };
    bool is_good =
        silex_session_open(job->shared->model, &options, &session, &job->error) == SILEX_OK;
    for (size_t i = 0; is_good && i < N_ROUNDS * N_PROMPTS; i++) {
        is_good = generates(job, session, (i + job->number) % N_PROMPTS);
    }
    silex_session_close(session);
    return is_good;
}

/* The session that it was given: a fork, or its parent. */
static bool runs_given(struct job *job)
{
    bool is_good = generates(job, job->session, job->number % N_PROMPTS);
    silex_session_close(job->session);
    return is_good;
}

/* The model's other faces, and a file of its own. */
static bool runs_text_and_files(struct job *job)
{
    char path[64];
    char *text = NULL;
    size_t n_bytes;
    silex_model_info info;
    silex_memory_plan plan;
    silex_session *session = NULL;
    const silex_model *model = job->shared->model;
    size_t prompt = job->number % N_PROMPTS;
    snprintf(path, sizeof path, "/tmp/silex-threads-%ld-%zu", (long)getpid(), job->number);
    silex_model_describe(model, &info);
    bool is_good =
        silex_detokenize(model, job->shared->ids[prompt], job->shared->n_ids[prompt], true, &text,
                         &n_bytes, &job->error) == SILEX_OK &&
        note(job, strcmp(text, prompts[prompt]) == 0, "another text") &&
        silex_session_memory(model, NULL, &plan, &job->error) == SILEX_OK &&
        silex_session_open(model, NULL, &session, &job->error) == SILEX_OK &&
        silex_session_append(session, job->shared->ids[prompt], job->shared->n_ids[prompt], false,
                             NULL, NULL, &job->error) == SILEX_OK &&
        silex_session_save(session, path, &job->error) == SILEX_OK &&
        silex_session_load(session, path, &job->error) == SILEX_OK &&
        generates(job, session, prompt) &&
        silex_chat(session, hello, NULL, &some, NULL, &job->error) == SILEX_OK;
    unlink(path);
    silex_free(text);
    silex_session_close(session);
    return is_good;
}

/* Two sessions as one batch. */
static bool runs_batch(struct job *job)
{
    const struct shared *shared = job->shared;
    silex_session *sessions[2] = {NULL, NULL};
    silex_result results[2] = {{0}, {0}};
    size_t a = job->number % N_PROMPTS;
    size_t b = (job->number + 1) % N_PROMPTS;
    const uint32_t *const ids[] = {shared->ids[a], shared->ids[b]};
    const size_t n_ids[] = {shared->n_ids[a], shared->n_ids[b]};
    bool is_good =
        silex_session_open(shared->model, NULL, &sessions[0], &job->error) == SILEX_OK &&
        silex_session_open(shared->model, NULL, &sessions[1], &job->error) == SILEX_OK &&
        silex_generate_batch(sessions, 2, ids, n_ids, &some, results, &job->error) == SILEX_OK &&
        is_expected(job, a, &results[0]) && is_expected(job, b, &results[1]);
    for (size_t i = 0; i < 2; i++) {
        silex_result_clear(&results[i]);
        silex_session_close(sessions[i]);
    }
    return is_good;
}

/* A generation that is polled to its end, and one without end that is cancelled on the way. */
static bool runs_async(struct job *job)
{
    const struct shared *shared = job->shared;
    const silex_generate_options endless = {.ignore_end_tokens = true};
    size_t prompt = job->number % N_PROMPTS;
    silex_session *session = NULL;
    silex_generation *generation = NULL;
    silex_result result = {0};
    const char *text;
    bool is_done = false;
    bool is_good = silex_session_open(shared->model, NULL, &session, &job->error) == SILEX_OK &&
                   silex_generation_start(session, shared->ids[prompt], shared->n_ids[prompt],
                                          &some, &generation, &job->error) == SILEX_OK;
    while (is_good && !is_done) {
        is_good = silex_generation_poll(generation, (int)job->number, &text, NULL, &is_done,
                                        &job->error) == SILEX_OK;
    }
    is_good = generation != NULL &&
              silex_generation_finish(generation, &result, &job->error) == SILEX_OK && is_good &&
              is_expected(job, prompt, &result);
    silex_result_clear(&result);
    if (is_good && silex_generation_start(session, shared->ids[prompt], shared->n_ids[prompt],
                                          &endless, &generation, &job->error) == SILEX_OK) {
        silex_generation_poll(generation, 10, &text, NULL, &is_done, NULL);
        silex_generation_cancel(generation);
        is_good = silex_generation_finish(generation, &result, &job->error) == SILEX_OK &&
                  note(job, result.finish != SILEX_FINISH_STOP, "it was not cancelled");
        silex_result_clear(&result);
    }
    silex_session_close(session);
    return is_good;
}

/* A model of its own from the same files. */
static bool runs_open(struct job *job)
{
    silex_model *model = NULL;
    silex_session *session = NULL;
    bool is_good = open_model(&model, 1 + (unsigned)job->number % MAX_POOL, &job->error) &&
                   silex_session_open(model, NULL, &session, &job->error) == SILEX_OK &&
                   generates(job, session, job->number % N_PROMPTS);
    silex_session_close(session);
    silex_model_close(model);
    return is_good;
}

/* Asks for any number of threads, or for as many as are found to be best, while others compute. */
static bool runs_settings(struct job *job)
{
    silex_session *session = NULL;
    bool is_good = silex_session_open(job->shared->model, NULL, &session, &job->error) == SILEX_OK;
    for (unsigned i = 0; is_good && i < N_ROUNDS * N_PROMPTS; i++) {
        silex_model_info info;
        silex_model_set_decode_threads(job->shared->model, (i + (unsigned)job->number) % 7);
        silex_model_describe(job->shared->model, &info);
        is_good = generates(job, session, i % N_PROMPTS) &&
                  note(job, info.n_decode_threads <= info.n_threads, "more threads than there are");
    }
    silex_session_close(session);
    return is_good;
}

static void *run_job(void *argument)
{
    struct job *job = argument;
    job->is_good = job->run(job);
    return NULL;
}

static void start(struct job *job, bool (*run)(struct job *), struct shared *shared,
                  silex_session *session, size_t number)
{
    *job = (struct job){.run = run, .shared = shared, .session = session, .number = number};
    assert_int_equal(pthread_create(&job->thread, NULL, run_job, job), 0);
}

static void finish(struct job *jobs, size_t n_jobs)
{
    for (size_t i = 0; i < n_jobs; i++) {
        assert_int_equal(pthread_join(jobs[i].thread, NULL), 0);
    }
    for (size_t i = 0; i < n_jobs; i++) {
        if (!jobs[i].is_good) {
            fail_msg("job %zu: %s", i, jobs[i].error.message);
        }
    }
}

/* ---- tests ------------------------------------------------------------------------------------
 */

static void sessions_share_a_model(void **state)
{
    static bool (*const kinds[])(struct job *) = {runs_sessions, runs_text_and_files, runs_batch,
                                                  runs_async,    runs_sessions,       runs_async,
                                                  runs_settings};
    enum { N_KINDS = sizeof kinds / sizeof kinds[0] };
    (void)state;
    for (unsigned n_threads = 1; n_threads <= MAX_POOL; n_threads++) {
        struct shared shared;
        struct job jobs[N_KINDS];
        open_shared(&shared, n_threads);
        for (size_t i = 0; i < N_KINDS; i++) {
            start(&jobs[i], kinds[i], &shared, NULL, i);
        }
        finish(jobs, N_KINDS);
        close_shared(&shared);
    }
}

/* Sessions that find out together how many threads are best. */
static void threads_are_chosen_while_sessions_run(void **state)
{
    enum { N_JOBS = 3 };
    (void)state;
    for (unsigned n_threads = 1; n_threads <= MAX_POOL; n_threads++) {
        struct shared shared;
        struct job jobs[N_JOBS];
        silex_model_info info;
        open_shared(&shared, n_threads);
        silex_model_set_decode_threads(shared.model, 0);
        for (size_t i = 0; i < N_JOBS; i++) {
            start(&jobs[i], i == 1 ? runs_batch : runs_sessions, &shared, NULL, i);
        }
        finish(jobs, N_JOBS);
        for (size_t i = 0; i < N_ALONE; i++) { /* now alone, so that steps can be measured */
            start(&jobs[0], runs_sessions, &shared, NULL, 0);
            finish(jobs, 1);
        }
        silex_model_describe(shared.model, &info);
        assert_in_range(info.n_decode_threads, n_threads == 1 ? 1 : 0, n_threads);
        close_shared(&shared);
    }
}

static void models_open_side_by_side(void **state)
{
    enum { N_JOBS = 4 };
    (void)state;
    struct shared shared;
    struct job jobs[N_JOBS];
    open_shared(&shared, 2);
    for (size_t i = 0; i < N_JOBS; i++) {
        start(&jobs[i], runs_open, &shared, NULL, i);
    }
    finish(jobs, N_JOBS);
    close_shared(&shared);
}

/* Forks and their parent share pages; each goes on, and closes, on a thread of its own. */
static void forks_part_on_threads(void **state)
{
    enum { N_JOBS = 4, N_COMMON = 3 };
    (void)state;
    struct shared shared;
    open_shared(&shared, 2);
    for (size_t round = 0; round < N_ROUNDS; round++) {
        struct job jobs[N_JOBS];
        silex_session *sessions[N_JOBS];
        assert_int_equal(silex_session_open(shared.model, NULL, &sessions[0], NULL), SILEX_OK);
        assert_int_equal(silex_session_append(sessions[0], shared.ids[0], N_COMMON + round, false,
                                              NULL, NULL, NULL),
                         SILEX_OK);
        for (size_t i = 1; i < N_JOBS; i++) {
            assert_int_equal(silex_session_fork(sessions[i - 1], &sessions[i], NULL), SILEX_OK);
        }
        for (size_t i = 0; i < N_JOBS; i++) {
            start(&jobs[i], runs_given, &shared, sessions[i], i % 2 == 0 ? 0 : i);
        }
        finish(jobs, N_JOBS);
    }
    close_shared(&shared);
}

/* Holds its generation at each token until the test has cancelled it. */
struct hold {
    atomic_bool has_begun;
    atomic_bool is_cancelled;
};

static bool hold_on(void *user, const silex_token *token)
{
    struct hold *hold = user;
    (void)token;
    atomic_store(&hold->has_begun, true);
    while (!atomic_load(&hold->is_cancelled)) {
        sched_yield();
    }
    return true;
}

static void any_thread_may_cancel(void **state)
{
    (void)state;
    struct shared shared;
    open_shared(&shared, 2);
    struct hold hold = {.has_begun = false};
    const silex_generate_options endless = {
        .ignore_end_tokens = true, .on_token = hold_on, .user = &hold};
    silex_session *session;
    silex_generation *generation;
    silex_result result;
    assert_int_equal(silex_session_open(shared.model, NULL, &session, NULL), SILEX_OK);
    assert_int_equal(silex_generation_start(session, shared.ids[0], shared.n_ids[0], &endless,
                                            &generation, NULL),
                     SILEX_OK);
    while (!atomic_load(&hold.has_begun)) {
        sched_yield();
    }
    silex_session_cancel(session);
    atomic_store(&hold.is_cancelled, true);
    assert_int_equal(silex_generation_finish(generation, &result, NULL), SILEX_OK);
    assert_int_equal(result.finish, SILEX_FINISH_CANCELLED);
    assert_int_equal(result.n_tokens, 1);
    silex_result_clear(&result);
    silex_session_close(session);
    close_shared(&shared);
}

/* Two callers of one pool: plain counters show whether a task runs twice, or beside another. */
struct pool_job {
    struct pool *pool;
    unsigned counts[MAX_POOL];
    unsigned *shared_count; /* written by the last worker of every task */
};

static void count_task(void *context, unsigned worker, unsigned n_workers)
{
    struct pool_job *job = context;
    job->counts[worker]++;
    if (worker == n_workers - 1) {
        (*job->shared_count)++;
    }
}

static void *run_tasks(void *argument)
{
    struct pool_job *job = argument;
    for (unsigned i = 0; i < N_POOL_TASKS; i++) {
        pool_run(job->pool, count_task, job);
    }
    return NULL;
}

static void a_pool_has_one_task_at_a_time(void **state)
{
    enum { N_CALLERS = 3 };
    (void)state;
    for (unsigned n_workers = 2; n_workers <= MAX_POOL; n_workers++) {
        struct pool *pool;
        pthread_t threads[N_CALLERS];
        struct pool_job jobs[N_CALLERS];
        unsigned shared_count = 0;
        assert_true(pool_create(&pool, n_workers, NULL));
        for (size_t i = 0; i < N_CALLERS; i++) {
            jobs[i] = (struct pool_job){.pool = pool, .shared_count = &shared_count};
            assert_int_equal(pthread_create(&threads[i], NULL, run_tasks, &jobs[i]), 0);
        }
        for (size_t i = 0; i < N_CALLERS; i++) {
            assert_int_equal(pthread_join(threads[i], NULL), 0);
            for (unsigned worker = 0; worker < n_workers; worker++) {
                assert_int_equal(jobs[i].counts[worker], N_POOL_TASKS);
            }
        }
        assert_int_equal(shared_count, N_CALLERS * N_POOL_TASKS);
        pool_destroy(pool);
    }
}

/* Any thread may say how many workers are used; the callers' tasks run on some number of them. */
static void workers_of_a_pool_come_and_go(void **state)
{
    enum { N_CALLERS = 2 };
    (void)state;
    struct pool *pool;
    pthread_t threads[N_CALLERS];
    struct pool_job jobs[N_CALLERS];
    unsigned shared_count = 0;
    assert_true(pool_create(&pool, MAX_POOL, NULL));
    for (size_t i = 0; i < N_CALLERS; i++) {
        jobs[i] = (struct pool_job){.pool = pool, .shared_count = &shared_count};
        assert_int_equal(pthread_create(&threads[i], NULL, run_tasks, &jobs[i]), 0);
    }
    for (unsigned i = 0; i < N_POOL_TASKS; i++) {
        pool_use(pool, 1 + i % MAX_POOL);
        usleep(10);
    }
    for (size_t i = 0; i < N_CALLERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(jobs[i].counts[0], N_POOL_TASKS);
        for (unsigned worker = 1; worker < MAX_POOL; worker++) {
            assert_true(jobs[i].counts[worker] <= jobs[i].counts[worker - 1]);
        }
    }
    assert_int_equal(shared_count, N_CALLERS * N_POOL_TASKS);
    pool_destroy(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_share_a_model),
        cmocka_unit_test(threads_are_chosen_while_sessions_run),
        cmocka_unit_test(models_open_side_by_side),
        cmocka_unit_test(forks_part_on_threads),
        cmocka_unit_test(any_thread_may_cancel),
        cmocka_unit_test(a_pool_has_one_task_at_a_time),
        cmocka_unit_test(workers_of_a_pool_come_and_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
