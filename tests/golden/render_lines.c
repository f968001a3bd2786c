/*
 * Renders templates for tests/golden/compare_templates.py: one JSON object per line in,
 * {"template", "variables"}, and one out, {"output"} or {"error"}.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/json.h"
#include "text/template.h"

static void answer(const json_t *request)
{
    static const struct template_clock clock = {2025, 7, 14, 9, 30, 5};
    struct error err = {.code = ERROR_NONE};
    struct template *template = NULL;
    struct buffer out;
    buffer_init(&out, 1 << 26);
    const json_t *source = json_object_get(request, "template");
    struct bytes bytes = {(const uint8_t *)json_string_value(source), json_string_length(source)};
    bool succeeded =
        template_parse(&template, bytes, "t", &err) &&
        template_render(template, json_object_get(request, "variables"), &clock, NULL, &out, &err);
    json_t *reply = json_object();
    if (succeeded) {
        json_object_set_new(reply, "output", json_stringn(buffer_text(&out), out.n_bytes));
    } else {
        json_object_set_new(reply, "error", json_string(err.message));
    }
    char *text = json_dumps(reply, JSON_COMPACT);
    puts(text != NULL ? text : "{}");
    fflush(stdout);
    free(text);
    json_decref(reply);
    buffer_clear(&out);
    template_destroy(template);
}

int main(void)
{
    char *line = NULL;
    size_t n_capacity = 0;
    for (ssize_t n = getline(&line, &n_capacity, stdin); n > 0;
         n = getline(&line, &n_capacity, stdin)) {
        struct error err = {.code = ERROR_NONE};
        json_t *request =
            json_parse((struct bytes){(const uint8_t *)line, (size_t)n}, "request", &err);
        if (request == NULL) {
            fprintf(stderr, "%s\n", err.message);
            return EXIT_FAILURE;
        }
        answer(request);
        json_decref(request);
    }
    free(line);
    return EXIT_SUCCESS;
}
