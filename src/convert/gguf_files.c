/* See gguf_files.h. */
#include "convert/gguf_files.h"

#include <string.h>
#include "convert/checkpoint_files.h"
#include "text/tokenizer_json_write.h"

enum { MAX_TEXT_BYTES = 1 << 30 };

static struct bytes bytes_of(const struct buffer *buffer)
{
    return (struct bytes){(const uint8_t *)buffer_text(buffer), buffer->n_bytes};
}

/* A single template is a file of its own; two are a list in tokenizer_config.json. */
static bool put_templates(const struct source *source, struct output_folder *folder,
                          struct buffer *config, struct error *err)
{
    struct bytes usual = {NULL, 0};
    struct bytes with_tools = {NULL, 0};
    if (!gguf_read_text(&source->gguf, "tokenizer.chat_template", &usual, err) ||
        !gguf_read_text(&source->gguf, "tokenizer.chat_template.tool_use", &with_tools, err)) {
        return false;
    }
    if (usual.data != NULL && with_tools.data != NULL) {
        buffer_append_text(config, ",\n\"chat_template\": [{\"name\": \"default\", \"template\": ");
        tokenizer_json_append_text(config, usual);
        buffer_append_text(config, "}, {\"name\": \"tool_use\", \"template\": ");
        tokenizer_json_append_text(config, with_tools);
        buffer_append_text(config, "}]");
        return true;
    }
    return usual.data == NULL || output_folder_put(folder, "chat_template.jinja", usual, err);
}

static bool write_tokenizer(const struct source *source, struct output_folder *folder,
                            struct error *err)
{
    struct tokenizer *tokenizer = NULL;
    struct buffer text, config;
    bool is_there;
    if (!tokenizer_is_in(source->folder, &is_there, err)) {
        return false;
    }
    if (!is_there) {
        return true;
    }
    buffer_init(&text, MAX_TEXT_BYTES);
    buffer_init(&config, MAX_TEXT_BYTES);
    bool ok = tokenizer_open(&tokenizer, source->folder, err) &&
              tokenizer_json_append(&text, tokenizer, &source->gguf, err) &&
              output_folder_put(folder, "tokenizer.json", bytes_of(&text), err) &&
              tokenizer_config_append(&config, tokenizer, err) &&
              put_templates(source, folder, &config, err);
    buffer_append_text(&config, "}\n");
    ok = ok && buffer_check(&config, err) &&
         output_folder_put(folder, "tokenizer_config.json", bytes_of(&config), err);
    tokenizer_close(tokenizer);
    buffer_clear(&text);
    buffer_clear(&config);
    return ok;
}

/* What the file recommends for sampling. */
static bool write_generation(const struct source *source, struct output_folder *folder,
                             struct error *err)
{
    static const struct {
        const char *name, *key;
        double high;
        bool is_count;
    } rows[] = {
        {"general.sampling.temp", "temperature", 1e9, false},
        {"general.sampling.top_p", "top_p", 1, false},
        {"general.sampling.top_k", "top_k", 1e9, true},
    };
    static const char *const copied[] = {"bos_token_id", "eos_token_id", "pad_token_id"};
    json_t *json = json_object();
    bool ok = json != NULL || error_set(err, ERROR_MEMORY, "out of memory");
    for (size_t i = 0; ok && i < sizeof rows / sizeof rows[0]; i++) {
        double value = -1;
        ok = gguf_read_real(&source->gguf, rows[i].name, 0, rows[i].high, &value, err);
        if (ok && value >= 0) {
            json_t *number = rows[i].is_count ? json_integer((json_int_t)value) : json_real(value);
            ok = json_object_set_new(json, rows[i].key, number) == 0 ||
                 error_set(err, ERROR_MEMORY, "out of memory");
        }
    }
    for (size_t i = 0; ok && i < sizeof copied / sizeof copied[0]; i++) {
        json_t *value = json_object_get(source->config, copied[i]);
        ok = value == NULL || json_object_set(json, copied[i], value) == 0 ||
             error_set(err, ERROR_MEMORY, "out of memory");
    }
    ok = ok && (json_object_size(json) == 0 ||
                checkpoint_json_put(folder, "generation_config.json", json, err));
    json_decref(json);
    return ok;
}

bool gguf_files_write(const struct source *source, struct output_folder *folder, struct error *err)
{
    return write_tokenizer(source, folder, err) && write_generation(source, folder, err);
}
