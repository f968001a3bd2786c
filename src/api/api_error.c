/* Errors, and the few calls that need no model: whoever uses only these links nothing else. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "api/api.h"

/* The two lists of codes are one list; a change of one end would move the other. */
static_assert((int)ERROR_ARGUMENT == (int)SILEX_ERROR_ARGUMENT, "codes agree");
static_assert((int)ERROR_CANCELLED == (int)SILEX_ERROR_CANCELLED, "codes agree");
static_assert((int)ERROR_N_CODES == (int)SILEX_ERROR_CANCELLED + 1, "codes agree");
static_assert(sizeof(((struct error *)0)->message) == sizeof(((silex_error *)0)->message),
              "messages agree");

const char *silex_version(void)
{
    return SILEX_VERSION;
}

const char *silex_status_text(silex_status status)
{
    return error_code_text((enum error_code)status);
}

void silex_free(void *memory)
{
    free(memory);
}

silex_status api_fail(const struct error *err, silex_error *error)
{
    /* A failure that nobody described can only be a missing word of ours; it must not pass for
     * success. */
    silex_status code = err->code != ERROR_NONE ? (silex_status)err->code : SILEX_ERROR_ARGUMENT;
    if (error != NULL) {
        error->code = code;
        memcpy(error->message, err->message, sizeof error->message);
    }
    return code;
}

silex_status api_refuse(silex_error *error, const char *message)
{
    struct error err = {0};
    error_set(&err, ERROR_ARGUMENT, "%s", message);
    return api_fail(&err, error);
}
