/* What the files of the public face share: its handles, and how errors cross the line. */
#ifndef API_API_H
#define API_API_H

#include "base/folder.h"
#include "generate/generator.h"
#include "model/model.h"
#include "silex/silex.h"
#include "text/chat.h"
#include "text/tokenizer.h"

enum { API_MAX_CONTEXT = 1 << 26 };

struct silex_model {
    struct folder *folder;
    struct model *model;         /* NULL when opened without weights */
    struct tokenizer *tokenizer; /* NULL when the checkpoint has none */
    struct chat *chat;
    struct backend *backend; /* NULL when opened without weights */
};

struct silex_session {
    const silex_model *model;
    struct session *session;
    bool truncates;
    size_t keep_tokens;
};

/* Copies an internal error to the caller's, and returns its code. */
silex_status api_fail(const struct error *err, silex_error *error);

/* SILEX_ERROR_ARGUMENT with a message. */
silex_status api_refuse(silex_error *error, const char *message);

/* Session options with their defaults; *out is complete but for a context of 0. */
bool api_read_options(const silex_model *model, const silex_session_options *options,
                      struct session_options *out, struct error *err);

/* False, with an error, when the checkpoint has no tokenizer. */
bool api_has_tokenizer(const silex_model *model, struct error *err);

/* The session's settings as a request to generate. */
struct generate_request api_request(const silex_session *session, const uint32_t *prompt,
                                    size_t n_prompt);

#endif
