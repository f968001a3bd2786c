/*
 * A chat: one line in, one answer out. The whole conversation is given each time; the session
 * computes only what is new in it.
 *
 *     chat_loop MODEL
 */
#include <silex/silex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONVERSATION_BYTES = 1 << 16, LINE_BYTES = 1024 };

/* The conversation as a JSON array that is not closed yet. */
struct conversation {
    char text[CONVERSATION_BYTES];
    size_t n_bytes;
};

static void add_byte(struct conversation *conversation, char byte)
{
    if (conversation->n_bytes + 2 < CONVERSATION_BYTES) { /* room to close the array */
        conversation->text[conversation->n_bytes++] = byte;
    }
}

static void add_text(struct conversation *conversation, const char *text)
{
    while (*text != '\0') {
        add_byte(conversation, *text++);
    }
}

static void add_message(struct conversation *conversation, const char *role, const char *content)
{
    add_text(conversation, conversation->n_bytes == 0 ? "[" : ",");
    add_text(conversation, "{\"role\":\"");
    add_text(conversation, role);
    add_text(conversation, "\",\"content\":\"");
    for (; *content != '\0'; content++) {
        char escaped[8];
        if ((unsigned char)*content < 0x20 || *content == '"' || *content == '\\') {
            snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)(unsigned char)*content);
            add_text(conversation, escaped);
        } else {
            add_byte(conversation, *content);
        }
    }
    add_text(conversation, "\"}");
}

static bool print_token(void *user, const silex_token *token)
{
    (void)user;
    fwrite(token->text, 1, token->n_bytes, stdout);
    fflush(stdout);
    return true;
}

static silex_status answer(silex_session *session, struct conversation *conversation,
                           const char *line, silex_error *error)
{
    silex_generate_options options;
    silex_result result;
    memset(&options, 0, sizeof options);
    memset(&result, 0, sizeof result);
    options.max_tokens = 64;
    options.on_token = print_token;
    add_message(conversation, "user", line);
    memcpy(conversation->text + conversation->n_bytes, "]", 2);
    silex_status status = silex_chat(session, conversation->text, NULL, &options, &result, error);
    if (status == SILEX_OK) {
        add_message(conversation, "assistant", result.text);
        printf("\n(%zu tokens, %zu of the prompt's %zu were known)\n", result.n_tokens,
               result.n_reused_tokens, result.n_prompt_tokens);
    }
    silex_result_clear(&result);
    return status;
}

int main(int n_arguments, char **arguments)
{
    static struct conversation conversation;
    char line[LINE_BYTES];
    silex_model *model = NULL;
    silex_session *session = NULL;
    silex_error error = {SILEX_OK, ""};
    if (n_arguments != 2) {
        fprintf(stderr, "usage: chat_loop MODEL\n");
        return 2;
    }
    silex_status status = silex_model_open(arguments[1], NULL, &model, &error);
    if (status == SILEX_OK) {
        status = silex_session_open(model, NULL, &session, &error);
    }
    while (status == SILEX_OK && fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        status = answer(session, &conversation, line, &error);
    }
    if (status != SILEX_OK) {
        fprintf(stderr, "chat_loop: %s\n", error.message);
    }
    silex_session_close(session);
    silex_model_close(model);
    return status == SILEX_OK ? 0 : 1;
}
