/* silex tokenize, detokenize and render: strings and tokens, no weights. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "engine.h"
#include "input.h"
#include "output.h"
#include "report.h"

static void print_ids(const uint32_t *ids, size_t n_ids, bool as_json)
{
    if (as_json) {
        json_t *array = json_array();
        for (size_t i = 0; i < n_ids; i++) {
            json_array_append_new(array, json_integer(ids[i]));
        }
        output_json(json_pack("{s:o}", "ids", array));
        return;
    }
    for (size_t i = 0; i < n_ids; i++) {
        output_format("%s%u", i > 0 ? " " : "", (unsigned)ids[i]);
    }
    output_text("\n");
}

int command_tokenize(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    struct buffer text = {0};
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    silex_error problem = {0};
    bool is_good = engine_open_model(&engine, settings, true, &err) &&
                   input_read("-", &text, &err) &&
                   engine_check(silex_tokenize(engine.model, buffer_text(&text), text.n_bytes,
                                               !settings->no_special, &ids, &n_ids, &problem),
                                &problem, &err);
    if (is_good) {
        print_ids(ids, n_ids, settings->wants_json);
    }
    silex_free(ids);
    buffer_clear(&text);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}

int command_detokenize(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    uint32_t *ids = NULL;
    size_t n_ids = 0, n_bytes = 0;
    char *text = NULL;
    silex_error problem = {0};
    bool is_good = engine_open_model(&engine, settings, true, &err) &&
                   input_ids_option(settings->tokens, &ids, &n_ids, &err) &&
                   engine_check(silex_detokenize(engine.model, ids, n_ids, settings->skip_special,
                                                 &text, &n_bytes, &problem),
                                &problem, &err);
    if (is_good && settings->wants_json) {
        output_json(json_pack("{s:o}", "text", json_stringn(text, n_bytes)));
    } else if (is_good) {
        output_bytes(text, n_bytes);
    }
    silex_free(text);
    free(ids);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}

/* A file that may be left out. */
static bool read_optional(const char *path, struct buffer *out, struct error *err)
{
    return path == NULL || input_read(path, out, err);
}

static bool run_render(const struct settings *settings, struct engine *engine, struct error *err)
{
    struct buffer source = {0}, messages = {0}, tools = {0};
    char *text = NULL;
    size_t n_bytes = 0;
    silex_error problem = {0};
    silex_render_options options = {.kwargs_json = settings->kwargs,
                                    .now = settings->now,
                                    .no_generation_prompt = settings->no_generation_prompt};
    bool is_good = read_optional(settings->template_file, &source, err) &&
                   input_read(settings->messages_file, &messages, err) &&
                   read_optional(settings->tools_file, &tools, err);
    if (is_good) {
        options.tools_json = settings->tools_file != NULL ? buffer_text(&tools) : NULL;
        is_good = settings->template_file != NULL
                      ? engine_check(silex_render_template(buffer_text(&source), source.n_bytes,
                                                           buffer_text(&messages), &options, &text,
                                                           &n_bytes, &problem),
                                     &problem, err)
                      : engine_open_model(engine, settings, true, err) &&
                            engine_check(silex_render(engine->model, buffer_text(&messages),
                                                      &options, &text, &n_bytes, &problem),
                                         &problem, err);
    }
    if (is_good) {
        output_bytes(text, n_bytes);
    }
    silex_free(text);
    buffer_clear(&source);
    buffer_clear(&messages);
    buffer_clear(&tools);
    return is_good;
}

int command_render(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    if ((settings->model != NULL) == (settings->template_file != NULL)) {
        report("render: give either --model DIR or --template FILE");
        return EXIT_USAGE;
    }
    bool is_good = run_render(settings, &engine, &err);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
