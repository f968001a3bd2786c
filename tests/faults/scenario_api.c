/*
 * From a checkpoint's folder to tokens, and to a saved session and back, by the public interface
 * alone. Two threads, so that the pool takes part; a tiny model, so that every fault can be tried.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "faults/scenario.h"
#include "silex/measure.h"
#include "silex/silex.h"

enum { N_TOKENS = 4, CONTEXT_TOKENS = 64 };

struct opened {
    silex_model *model;
    silex_session *session;
    silex_error error;
};

static bool open_all(struct opened *opened, const char *tests_folder)
{
    char path[4096];
    silex_model_options model_options = {.n_threads = 2};
    silex_session_options session_options = {.context_tokens = CONTEXT_TOKENS, .lookup = true};
    *opened = (struct opened){0};
    snprintf(path, sizeof path, "%s/cli/tiny-chat", tests_folder);
    if (silex_model_open(path, &model_options, &opened->model, &opened->error) != SILEX_OK) {
        return false;
    }
    session_options.draft_model = opened->model;
    if (silex_session_open(opened->model, &session_options, &opened->session, &opened->error) !=
        SILEX_OK) {
        return false;
    }
    silex_session_guess_always(opened->session, true);
    return true;
}

static bool close_all(struct opened *opened, bool ok, char *message, size_t n_message_bytes)
{
    silex_session_close(opened->session);
    silex_model_close(opened->model);
    if (!ok) {
        snprintf(message, n_message_bytes, "%s", opened->error.message);
    }
    return ok;
}

static bool continue_text(struct opened *opened, silex_result *result)
{
    static const char prompt[] = "Hello, world";
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    silex_generate_options options = {.max_tokens = N_TOKENS, .ignore_end_tokens = true};
    bool ok =
        silex_tokenize(opened->model, prompt, sizeof prompt - 1, true, &ids, &n_ids,
                       &opened->error) == SILEX_OK &&
        silex_generate(opened->session, ids, n_ids, &options, result, &opened->error) == SILEX_OK;
    silex_free(ids);
    return ok;
}

bool scenario_generate(const char *tests_folder, char *message, size_t n_message_bytes)
{
    struct opened opened;
    silex_result result = {0};
    bool ok = open_all(&opened, tests_folder) && continue_text(&opened, &result) &&
              result.n_tokens == N_TOKENS;
    silex_result_clear(&result);
    return close_all(&opened, ok, message, n_message_bytes);
}

static const char messages[] = "[{\"role\":\"user\",\"content\":\"Hello, world\"}]";

/* The same through the chat template, with every kind of sampling and a stop string. */
bool scenario_chat(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static const char *const stop[] = {"never said"};
    struct opened opened;
    silex_result result = {0};
    silex_generate_options options = {
        .max_tokens = N_TOKENS,
        .ignore_end_tokens = true,
        .sampling = {.temperature = 1, .top_p = 0.9f, .top_k = 20, .repetition_penalty = 1.1f},
        .stop = stop,
        .n_stop = 1,
        .n_top = 3,
    };
    bool ok =
        open_all(&opened, tests_folder) &&
        silex_chat(opened.session, messages, NULL, &options, &result, &opened.error) == SILEX_OK &&
        result.n_tokens == N_TOKENS;
    silex_result_clear(&result);
    return close_all(&opened, ok, message, n_message_bytes);
}

/* On another thread. */
bool scenario_async(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static const uint32_t prompt[] = {3, 4, 5};
    struct opened opened;
    silex_generation *generation = NULL;
    silex_result result = {0};
    silex_generate_options options = {.max_tokens = N_TOKENS, .ignore_end_tokens = true};
    bool ok = open_all(&opened, tests_folder) &&
              silex_generation_start(opened.session, prompt, 3, &options, &generation,
                                     &opened.error) == SILEX_OK &&
              silex_generation_finish(generation, &result, &opened.error) == SILEX_OK &&
              result.n_tokens == N_TOKENS;
    silex_result_clear(&result);
    return close_all(&opened, ok, message, n_message_bytes);
}

/* Saves, loads into a fork, and continues there. A save that fails leaves no file behind. */
static bool save_and_load(struct opened *opened, const char *path)
{
    silex_session *fork = NULL;
    if (silex_session_save(opened->session, path, &opened->error) != SILEX_OK) {
        if (access(path, F_OK) == 0) {
            opened->error.message[0] = '\0'; /* no message: reported as a wrong result */
        }
        return false;
    }
    bool ok = silex_session_fork(opened->session, &fork, &opened->error) == SILEX_OK &&
              silex_session_load(fork, path, &opened->error) == SILEX_OK;
    silex_session_close(fork);
    return ok;
}

bool scenario_save(const char *tests_folder, char *message, size_t n_message_bytes)
{
    struct opened opened;
    silex_result result = {0};
    char path[64];
    snprintf(path, sizeof path, "/tmp/silex-faults-%ld", (long)getpid());
    bool ok = open_all(&opened, tests_folder) && continue_text(&opened, &result) &&
              save_and_load(&opened, path);
    unlink(path);
    silex_result_clear(&result);
    return close_all(&opened, ok, message, n_message_bytes);
}
