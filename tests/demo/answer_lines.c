/*
 * Asks the demo model many questions: answer_lines [ADAPTER] < CONVERSATIONS. A line of standard
 * input is a conversation as a JSON array of messages; a line of standard output its answer, a
 * JSON text.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"
#include "silex/adapters.h"

static bool answer(silex_session *session, const char *messages, silex_error *error)
{
    silex_generate_options options;
    silex_result result;
    memset(&options, 0, sizeof options);
    options.max_tokens = 300;
    if (silex_chat(session, messages, NULL, &options, &result, error) != SILEX_OK) {
        return false;
    }
    json_t *text = json_string(result.text);
    bool is_good = text != NULL && json_dumpf(text, stdout, JSON_ENCODE_ANY) == 0;
    putchar('\n');
    json_decref(text);
    silex_result_clear(&result);
    return is_good;
}

int main(int n_arguments, char **arguments)
{
    static char line[1 << 16];
    silex_model *model = NULL;
    silex_adapter *adapter = NULL;
    silex_session *session = NULL;
    silex_error error = {SILEX_OK, ""};
    size_t n_files;
    const silex_file *files = demo_files(&n_files);
    bool is_good = silex_model_open_memory(files, n_files, NULL, &model, &error) == SILEX_OK &&
                   (n_arguments < 2 ||
                    silex_adapter_open(model, arguments[1], &adapter, &error) == SILEX_OK) &&
                   silex_session_open(model, NULL, &session, &error) == SILEX_OK &&
                   silex_session_set_adapter(session, adapter, &error) == SILEX_OK;
    while (is_good && fgets(line, sizeof line, stdin) != NULL) {
        is_good = answer(session, line, &error);
    }
    if (!is_good) {
        fprintf(stderr, "answer_lines: %s\n", error.message);
    }
    silex_session_close(session);
    silex_adapter_close(adapter);
    silex_model_close(model);
    return is_good ? 0 : 1;
}
