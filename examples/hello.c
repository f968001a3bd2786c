/*
 * The smallest use of Silex: open a model, ask, print the answer as it comes.
 *
 *     hello MODEL [QUESTION]
 */
#include <silex/silex.h>
#include <stdio.h>
#include <string.h>

static bool print_token(void *user, const silex_token *token)
{
    (void)user;
    fwrite(token->text, 1, token->n_bytes, stdout);
    fflush(stdout);
    return true; /* false would stop here */
}

int main(int n_arguments, char **arguments)
{
    if (n_arguments < 2) {
        fprintf(stderr, "usage: hello MODEL [QUESTION]\n");
        return 2;
    }
    const char *question = n_arguments > 2 ? arguments[2] : "Hello";
    silex_model *model = NULL;
    silex_session *session = NULL;
    silex_error error = {SILEX_OK, ""};
    silex_generate_options options;
    uint32_t *prompt = NULL;
    size_t n_prompt = 0;

    memset(&options, 0, sizeof options);
    options.max_tokens = 32;
    options.on_token = print_token;
    silex_status status = silex_model_open(arguments[1], NULL, &model, &error);
    if (status == SILEX_OK) {
        status = silex_session_open(model, NULL, &session, &error);
    }
    if (status == SILEX_OK) {
        status =
            silex_tokenize(model, question, strlen(question), true, &prompt, &n_prompt, &error);
    }
    if (status == SILEX_OK) {
        status = silex_generate(session, prompt, n_prompt, &options, NULL, &error);
    }
    printf("\n");
    if (status != SILEX_OK) {
        fprintf(stderr, "hello: %s\n", error.message);
    }
    silex_free(prompt);
    silex_session_close(session);
    silex_model_close(model);
    return status == SILEX_OK ? 0 : 1;
}
