/*
 * Generation on a thread of its own. The thread puts text into `arrived`; the caller takes all of
 * it at once by exchanging it with `taken`, so that neither waits for the other to copy.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "api/api.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"

enum { MAX_TEXT_BYTES = 1 << 30 };

struct silex_generation {
    silex_session *session;
    silex_generate_options options;                         /* its arrays are in the arena */
    bool (*on_token)(void *user, const silex_token *token); /* the caller's */
    uint32_t *prompt;
    size_t n_prompt;
    struct arena arena;
    pthread_t thread;
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t changed;
    struct buffer arrived;
    bool is_done;
    struct buffer taken; /* the poller's own */
    silex_result result;
    struct error err;
};

/* ---- copies ---------------------------------------------------------------------------------- */

static void *copy_array(struct arena *arena, const void *from, size_t n, size_t size,
                        struct error *err)
{
    void *to = arena_array(arena, n, size, err);
    if (to != NULL && n > 0) {
        memcpy(to, from, n * size);
    }
    return to;
}

static bool copy_options(silex_generation *generation, const silex_generate_options *options,
                         struct error *err)
{
    struct arena *arena = &generation->arena;
    silex_generate_options *to = &generation->options;
    *to = *options;
    const char **stop = arena_array(arena, options->n_stop, sizeof *stop, err);
    for (size_t i = 0; stop != NULL && i < options->n_stop; i++) {
        stop[i] = arena_text(arena, options->stop[i], strlen(options->stop[i]), err);
    }
    to->stop = stop;
    to->extra_end_tokens = copy_array(arena, options->extra_end_tokens, options->n_extra_end_tokens,
                                      sizeof *options->extra_end_tokens, err);
    to->sampling.logit_bias =
        copy_array(arena, options->sampling.logit_bias, options->sampling.n_logit_bias,
                   sizeof *options->sampling.logit_bias, err);
    return !arena->failed;
}

/* ---- the thread ------------------------------------------------------------------------------ */

static bool take_token(void *user, const silex_token *token)
{
    silex_generation *generation = user;
    pthread_mutex_lock(&generation->mutex);
    buffer_append(&generation->arrived, token->text, token->n_bytes);
    /* Text that cannot be kept ends the generation with an error, not as if it were cancelled. */
    bool has_room = buffer_check(&generation->arrived, &generation->err);
    pthread_cond_signal(&generation->changed);
    pthread_mutex_unlock(&generation->mutex);
    bool goes_on =
        generation->on_token == NULL || generation->on_token(generation->options.user, token);
    return goes_on && has_room;
}

/* on_prompt gets the caller's own user pointer. */
static bool take_prompt(void *user, size_t n_done, size_t n_total)
{
    silex_generation *generation = user;
    return generation->options.on_prompt(generation->options.user, n_done, n_total);
}

static void *work(void *argument)
{
    silex_generation *generation = argument;
    silex_generate_options options = generation->options;
    struct error err = {0};
    silex_result result = {0};
    options.on_token = take_token;
    options.on_prompt = options.on_prompt != NULL ? take_prompt : NULL;
    options.user = generation;
    const struct generate_request request =
        api_request(generation->session, generation->prompt, generation->n_prompt);
    generate(generation->session->model->tokenizer, &request, 1, &options, &result, &err);
    pthread_mutex_lock(&generation->mutex);
    generation->result = result;
    if (generation->err.code == ERROR_NONE) {
        generation->err = err;
    }
    generation->is_done = true;
    pthread_cond_signal(&generation->changed);
    pthread_mutex_unlock(&generation->mutex);
    return NULL;
}

/* ---- the public functions -------------------------------------------------------------------- */

static void destroy(silex_generation *generation)
{
    pthread_cond_destroy(&generation->changed);
    pthread_mutex_destroy(&generation->mutex);
    buffer_clear(&generation->arrived);
    buffer_clear(&generation->taken);
    arena_clear(&generation->arena);
    silex_result_clear(&generation->result);
    free(generation);
}

silex_status silex_generation_start(silex_session *session, const uint32_t *prompt, size_t n_prompt,
                                    const silex_generate_options *options, silex_generation **out,
                                    silex_error *error)
{
    static const silex_generate_options defaults;
    struct error err = {0};
    if (session == NULL || (prompt == NULL && n_prompt > 0) || out == NULL) {
        return api_refuse(error, "silex_generation_start: an argument is missing");
    }
    options = options != NULL ? options : &defaults;
    silex_generation *generation = memory_array(1, sizeof *generation, &err);
    if (generation == NULL) {
        return api_fail(&err, error);
    }
    generation->session = session;
    generation->on_token = options->on_token;
    generation->n_prompt = n_prompt;
    arena_init(&generation->arena, SIZE_MAX);
    buffer_init(&generation->arrived, MAX_TEXT_BYTES);
    buffer_init(&generation->taken, MAX_TEXT_BYTES);
    pthread_mutex_init(&generation->mutex, NULL);
    pthread_cond_init(&generation->changed, NULL);
    generation->prompt = copy_array(&generation->arena, prompt, n_prompt, sizeof *prompt, &err);
    atomic_store(&session->session->is_cancelled, false);
    bool ok = generation->prompt != NULL && copy_options(generation, options, &err);
    if (ok && pthread_create(&generation->thread, NULL, work, generation) != 0) {
        ok = error_set(&err, ERROR_MEMORY, "a thread for the generation could not be started");
    }
    if (!ok) {
        destroy(generation);
        return api_fail(&err, error);
    }
    *out = generation;
    return SILEX_OK;
}

/* Waits until there is text or an end; the mutex is held. */
static void wait_for_text(silex_generation *generation, int timeout_ms)
{
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += timeout_ms / 1000;
    deadline.tv_nsec += timeout_ms % 1000 * 1000000L;
    if (deadline.tv_nsec >= 1000000000L) {
        deadline.tv_sec++;
        deadline.tv_nsec -= 1000000000L;
    }
    int result = 0;
    while (generation->arrived.n_bytes == 0 && !generation->is_done && result != ETIMEDOUT) {
        result = timeout_ms < 0
                     ? pthread_cond_wait(&generation->changed, &generation->mutex)
                     : pthread_cond_timedwait(&generation->changed, &generation->mutex, &deadline);
    }
}

silex_status silex_generation_poll(silex_generation *generation, int timeout_ms, const char **text,
                                   size_t *n_bytes, bool *is_done, silex_error *error)
{
    if (generation == NULL || text == NULL || is_done == NULL) {
        return api_refuse(error, "silex_generation_poll: an argument is missing");
    }
    buffer_empty(&generation->taken);
    pthread_mutex_lock(&generation->mutex);
    if (timeout_ms != 0) {
        wait_for_text(generation, timeout_ms);
    }
    struct buffer taken = generation->arrived;
    generation->arrived = generation->taken;
    generation->taken = taken;
    *is_done = generation->is_done;
    struct error err = generation->is_done ? generation->err : (struct error){0};
    pthread_mutex_unlock(&generation->mutex);
    *text = buffer_text(&generation->taken);
    if (n_bytes != NULL) {
        *n_bytes = generation->taken.n_bytes;
    }
    return err.code == ERROR_NONE ? SILEX_OK : api_fail(&err, error);
}

void silex_generation_cancel(silex_generation *generation)
{
    silex_session_cancel(generation->session);
}

silex_status silex_generation_finish(silex_generation *generation, silex_result *result,
                                     silex_error *error)
{
    if (generation == NULL) {
        return api_refuse(error, "silex_generation_finish: an argument is missing");
    }
    pthread_join(generation->thread, NULL);
    struct error err = generation->err;
    if (err.code == ERROR_NONE && result != NULL) {
        *result = generation->result;
        generation->result = (silex_result){0};
    }
    destroy(generation);
    return err.code == ERROR_NONE ? SILEX_OK : api_fail(&err, error);
}
