/*
 * A template and its variables: the source up to the first NUL byte, JSON behind it (standard
 * variables when there is none). Small limits keep each run short; what is rendered must be UTF-8
 * and within them.
 */
#include <stdlib.h>
#include <string.h>

#include "formats/json.h"
#include "text/template.h"
#include "text/template_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes);

static const char standard[] =
    "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}, {\"role\": \"assistant\", "
    "\"content\": null, \"tool_calls\": [{\"function\": {\"name\": \"f\", \"arguments\": {\"a\": "
    "1.5}}}]}], \"tools\": null, \"bos_token\": \"<s>\", \"add_generation_prompt\": true, \"n\": "
    "7}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    static const struct template_limits limits = {20000, 1 << 16, 4 << 20, 100};
    const uint8_t *nul = n_bytes > 0 ? memchr(data, '\0', n_bytes) : NULL;
    struct bytes source = {data, nul != NULL ? (size_t)(nul - data) : n_bytes};
    struct bytes json = {(const uint8_t *)standard, sizeof standard - 1};
    if (nul != NULL) {
        json = (struct bytes){nul + 1, n_bytes - source.n_bytes - 1};
    }
    struct template *template = NULL;
    struct error err = {.code = ERROR_NONE};
    json_t *variables = json_parse(json, "variables", NULL);
    if (variables != NULL && template_parse(&template, source, "fuzz", &err)) {
        struct buffer out;
        buffer_init(&out, 1 << 20);
        bool succeeded = template_render(template, variables, NULL, &limits, &out, &err);
        if (succeeded ? !jinja_is_utf8(buffer_text(&out), out.n_bytes) || out.n_bytes > 1 << 16
                      : err.code == ERROR_NONE || out.n_bytes != 0) {
            abort();
        }
        buffer_clear(&out);
    } else if (variables != NULL && err.code == ERROR_NONE) {
        abort();
    }
    template_destroy(template);
    json_decref(variables);
    return 0;
}
