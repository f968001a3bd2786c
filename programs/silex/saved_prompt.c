/* The session's tokens are copied: they are borrowed only until it goes on. */
#include "saved_prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool saved_prompt_load(struct saved_prompt *saved, const struct engine *engine, const char *path,
                       struct error *err)
{
    *saved = (struct saved_prompt){0};
    if (path == NULL) {
        return true;
    }
    silex_error problem = {0};
    if (!engine_check(silex_session_load(engine->session, path, &problem), &problem, err)) {
        return false;
    }
    const uint32_t *ids = silex_session_tokens(engine->session, &saved->n_ids);
    saved->ids = memory_array(saved->n_ids, sizeof *saved->ids, err);
    if (saved->ids != NULL && saved->n_ids > 0) {
        memcpy(saved->ids, ids, saved->n_ids * sizeof *saved->ids);
    }
    return saved->ids != NULL;
}

void saved_prompt_clear(struct saved_prompt *saved)
{
    free(saved->ids);
    *saved = (struct saved_prompt){0};
}
