/* Generation at the public line: one session, and several in one batch. */
#include <stdlib.h>
#include "api/api.h"
#include "base/memory.h"

static const silex_generate_options defaults;

struct generate_request api_request(const silex_session *session, const uint32_t *prompt,
                                    size_t n_prompt)
{
    return (struct generate_request){
        .session = session->session,
        .prompt = prompt,
        .n_prompt = n_prompt,
        .truncates = session->truncates,
        .keep_tokens = session->keep_tokens,
    };
}

static silex_status generate_one(silex_session *session, const uint32_t *prompt, size_t n_prompt,
                                 const silex_generate_options *options, silex_result *result,
                                 silex_error *error)
{
    struct error err = {0};
    silex_result made;
    const struct generate_request request = api_request(session, prompt, n_prompt);
    if (!generate(session->model->tokenizer, &request, 1, options, &made, &err)) {
        return api_fail(&err, error);
    }
    if (result != NULL) {
        *result = made;
    } else {
        silex_result_clear(&made);
    }
    return SILEX_OK;
}

silex_status silex_generate(silex_session *session, const uint32_t *prompt, size_t n_prompt,
                            const silex_generate_options *options, silex_result *result,
                            silex_error *error)
{
    if (session == NULL || (prompt == NULL && n_prompt > 0)) {
        return api_refuse(error, "silex_generate: an argument is missing");
    }
    atomic_store(&session->session->is_cancelled, false);
    return generate_one(session, prompt, n_prompt, options != NULL ? options : &defaults, result,
                        error);
}

silex_status silex_chat(silex_session *session, const char *messages_json,
                        const silex_render_options *render, const silex_generate_options *options,
                        silex_result *result, silex_error *error)
{
    char *text = NULL;
    uint32_t *ids = NULL;
    size_t n_bytes, n_ids;
    if (session == NULL || messages_json == NULL) {
        return api_refuse(error, "silex_chat: an argument is missing");
    }
    const silex_model *model = session->model;
    silex_status status = silex_render(model, messages_json, render, &text, &n_bytes, error);
    if (status == SILEX_OK) {
        /* The template has written the special tokens that it wants. */
        status = silex_tokenize(model, text, n_bytes, false, &ids, &n_ids, error);
    }
    if (status == SILEX_OK) {
        status = silex_generate(session, ids, n_ids, options, result, error);
    }
    free(text);
    free(ids);
    return status;
}

void silex_result_clear(silex_result *result)
{
    generate_result_clear(result);
}

silex_status silex_generate_batch(silex_session *const *sessions, size_t n_sessions,
                                  const uint32_t *const *prompts, const size_t *n_prompts,
                                  const silex_generate_options *options, silex_result *results,
                                  silex_error *error)
{
    struct error err = {0};
    if (sessions == NULL || prompts == NULL || n_prompts == NULL || results == NULL ||
        n_sessions == 0) {
        return api_refuse(error, "silex_generate_batch: an argument is missing");
    }
    struct generate_request *requests = memory_array(n_sessions, sizeof *requests, &err);
    if (requests == NULL) {
        return api_fail(&err, error);
    }
    for (size_t i = 0; i < n_sessions; i++) {
        requests[i] = api_request(sessions[i], prompts[i], n_prompts[i]);
        atomic_store(&sessions[i]->session->is_cancelled, false);
    }
    bool ok = generate(sessions[0]->model->tokenizer, requests, n_sessions,
                       options != NULL ? options : &defaults, results, &err);
    free(requests);
    return ok ? SILEX_OK : api_fail(&err, error);
}
