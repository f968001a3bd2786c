/* Looking at what weights are multiplied with, and using it: a file is whole or not there. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "faults/scenario.h"
#include "silex/convert.h"

static bool gather(silex_session *session, const char *path, silex_error *error)
{
    static const uint32_t ids[] = {3, 1, 4, 1, 5, 9, 2, 6};
    silex_importance *importance = NULL;
    bool ok = silex_importance_open(session, &importance, error) == SILEX_OK &&
              silex_session_append(session, ids, sizeof ids / sizeof *ids, true, NULL, NULL,
                                   error) == SILEX_OK &&
              silex_importance_write(importance, path, error) == SILEX_OK;
    silex_importance_close(importance);
    return ok;
}

bool scenario_importance(const char *tests_folder, char *message, size_t n_message_bytes)
{
    char source[1000], path[64], output[80], partial[100];
    silex_model *model = NULL;
    silex_session *session = NULL;
    silex_error error = {0};
    const silex_model_options options = {.n_threads = 1};
    const silex_session_options session_options = {.context_tokens = 16};
    snprintf(source, sizeof source, "%s/golden/models/llama-tied", tests_folder);
    snprintf(path, sizeof path, "/tmp/silex-faults-%ld.importance", (long)getpid());
    snprintf(output, sizeof output, "%s.gguf", path);
    snprintf(partial, sizeof partial, "%s.partial", output);
    bool ok = silex_model_open(source, &options, &model, &error) == SILEX_OK &&
              silex_session_open(model, &session_options, &session, &error) == SILEX_OK &&
              gather(session, path, &error);
    silex_session_close(session);
    silex_model_close(model);
    bool is_clean = ok == (access(path, F_OK) == 0);
    const silex_convert_options quantized = {
        .gguf_type = "q4_0", .importance = path, .n_threads = 1};
    ok = ok && silex_convert(source, output, &quantized, &error) == SILEX_OK;
    is_clean = is_clean && ok == (access(output, F_OK) == 0);
    unlink(path);
    unlink(output);
    unlink(partial);
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}
