/*
 * Generation on another thread: the caller stays free, takes text when there is some, and stops it
 * after twenty characters. So an app keeps its window alive.
 *
 *     async_cancel MODEL
 */
#include <silex/silex.h>
#include <stdio.h>
#include <string.h>

enum { ENOUGH_BYTES = 20, WAIT_MS = 50 };

/* Prints text as it comes, until there is enough of it. */
static silex_status follow(silex_generation *generation, silex_error *error)
{
    silex_status status = SILEX_OK;
    size_t n_total = 0;
    bool is_done = false;
    while (status == SILEX_OK && !is_done) {
        const char *text = "";
        size_t n_bytes = 0;
        status = silex_generation_poll(generation, WAIT_MS, &text, &n_bytes, &is_done, error);
        if (status == SILEX_OK) {
            fwrite(text, 1, n_bytes, stdout);
            fflush(stdout);
            n_total += n_bytes;
        }
        if (n_total >= ENOUGH_BYTES) {
            silex_generation_cancel(generation); /* it ends at the next token */
        }
    }
    return status;
}

static silex_status run(silex_session *session, const uint32_t *prompt, size_t n_prompt,
                        silex_error *error)
{
    silex_generation *generation = NULL;
    silex_generate_options options;
    silex_result result;
    memset(&options, 0, sizeof options);
    memset(&result, 0, sizeof result);
    options.max_tokens = 1000;
    silex_status status =
        silex_generation_start(session, prompt, n_prompt, &options, &generation, error);
    if (status != SILEX_OK) {
        return status;
    }
    status = follow(generation, error);
    silex_status end =
        silex_generation_finish(generation, &result, status == SILEX_OK ? error : NULL);
    if (status == SILEX_OK && end == SILEX_OK) {
        printf("\n(%zu tokens, %s)\n", result.n_tokens,
               result.finish == SILEX_FINISH_CANCELLED ? "cancelled" : "ended by itself");
    }
    silex_result_clear(&result);
    return status != SILEX_OK ? status : end;
}

int main(int n_arguments, char **arguments)
{
    static const char text[] = "Once upon a time";
    silex_model *model = NULL;
    silex_session *session = NULL;
    uint32_t *prompt = NULL;
    size_t n_prompt = 0;
    silex_error error = {SILEX_OK, ""};
    if (n_arguments != 2) {
        fprintf(stderr, "usage: async_cancel MODEL\n");
        return 2;
    }
    silex_status status = silex_model_open(arguments[1], NULL, &model, &error);
    if (status == SILEX_OK) {
        status = silex_session_open(model, NULL, &session, &error);
    }
    if (status == SILEX_OK) {
        status = silex_tokenize(model, text, sizeof text - 1, true, &prompt, &n_prompt, &error);
    }
    if (status == SILEX_OK) {
        status = run(session, prompt, n_prompt, &error);
    }
    if (status != SILEX_OK) {
        fprintf(stderr, "async_cancel: %s\n", error.message);
    }
    silex_free(prompt);
    silex_session_close(session);
    silex_model_close(model);
    return status == SILEX_OK ? 0 : 1;
}
