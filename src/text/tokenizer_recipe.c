/* Files of a learned tokenizer: see tokenizer_recipe.h. */
#include "text/tokenizer_recipe.h"

#include <stdlib.h>
#include "formats/json.h"
#include "text/byte_alphabet.h"
#include "text/gguf_pretokenizer.h"
#include "text/tokenizer_json_write.h"
#include "text/unicode.h"

enum { MAX_SPECIAL = 65536, N_ALPHABET = 0x144 };

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static bool add_special(struct vocabulary *vocabulary, const char *token, bool is_listed,
                        struct error *err)
{
    struct bytes text = bytes_of(token);
    uint32_t id;
    if (!is_listed && vocabulary_find(vocabulary, text, &id)) {
        return true;
    }
    if (text.n_bytes == 0 || !utf8_is_valid(text) || vocabulary_find(vocabulary, text, &id)) {
        return error_set(err, ERROR_ARGUMENT,
                         "special token \"%s\": expected text in UTF-8, each token once", token);
    }
    return vocabulary_add(vocabulary, vocabulary->n_ids, text, err);
}

static bool add_specials(const struct tokenizer_recipe *recipe, struct vocabulary *vocabulary,
                         struct error *err)
{
    const char *const roles[] = {recipe->bos_token, recipe->eos_token, recipe->pad_token};
    bool ok = recipe->n_special <= MAX_SPECIAL ||
              error_set(err, ERROR_LIMIT, "%zu special tokens: expected %d at most",
                        recipe->n_special, MAX_SPECIAL);
    for (size_t i = 0; ok && i < recipe->n_special; i++) {
        ok = add_special(vocabulary, recipe->special_tokens[i], true, err);
    }
    for (size_t i = 0; ok && i < sizeof roles / sizeof roles[0]; i++) {
        ok = roles[i] == NULL || add_special(vocabulary, roles[i], false, err);
    }
    return ok;
}

/* Letters in the order of their characters, as in the tokenizers library. */
bool tokenizer_recipe_begin(const struct tokenizer_recipe *recipe, struct vocabulary *vocabulary,
                            struct error *err)
{
    struct byte_alphabet alphabet;
    byte_alphabet_init(&alphabet);
    bool ok = add_specials(recipe, vocabulary, err);
    for (uint32_t codepoint = 0; ok && codepoint < N_ALPHABET; codepoint++) {
        int byte = byte_alphabet_byte(&alphabet, codepoint);
        if (byte < 0) {
            continue;
        }
        const struct byte_letter *letter = &alphabet.letters[byte];
        struct bytes text = {letter->bytes, letter->n_bytes};
        uint32_t id;
        ok = vocabulary_find(vocabulary, text, &id)
                 ? error_set(err, ERROR_ARGUMENT, "special token \"%.*s\": it is a letter",
                             (int)text.n_bytes, (const char *)text.data)
                 : vocabulary_add(vocabulary, vocabulary->n_ids, text, err);
    }
    return ok;
}

/* ---- steps ----------------------------------------------------------------------------------- */

static bool is_json(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '{';
}

static json_t *parse(const char *text, const char *what, struct error *err)
{
    return json_parse(bytes_of(text), what, err);
}

static bool find_row(const struct tokenizer_recipe *recipe, const struct gguf_pretokenizer **row,
                     struct error *err)
{
    const char *name = recipe->pre_tokenizer != NULL ? recipe->pre_tokenizer : "gpt-2";
    *row = NULL;
    return is_json(name) || gguf_pretokenizer_find(bytes_of(name), row, err) ||
           error_context(err, "pre-tokenizer");
}

static json_t *out_of_memory(struct error *err)
{
    error_set(err, ERROR_MEMORY, "out of memory");
    return NULL;
}

static json_t *make_normalizer(const struct tokenizer_recipe *recipe,
                               const struct gguf_pretokenizer *row, struct error *err)
{
    const char *name = recipe->normalizer;
    if (name == NULL) {
        name = row != NULL && row->is_nfc ? "NFC" : "none";
    } else if (is_json(name)) {
        return parse(name, "normalizer", err);
    }
    json_t *made = strcmp(name, "none") == 0 ? json_null() : json_pack("{s:s}", "type", name);
    return made != NULL ? made : out_of_memory(err);
}

static json_t *make_pre_tokenizer(const struct tokenizer_recipe *recipe,
                                  const struct gguf_pretokenizer *row, struct error *err)
{
    json_t *steps = row != NULL ? gguf_pretokenizer_steps(row, err)
                                : parse(recipe->pre_tokenizer, "pre-tokenizer", err);
    if (steps == NULL || !recipe->splits_digits) {
        return steps;
    }
    json_t *made = json_pack("{s:s, s:[{s:s, s:b}, O]}", "type", "Sequence", "pretokenizers",
                             "type", "Digits", "individual_digits", 1, steps);
    json_decref(steps);
    return made != NULL ? made : out_of_memory(err);
}

static void append_value(struct buffer *out, const char *key, const json_t *value)
{
    char *text = json_text(value, JSON_ENCODE_ANY, NULL);
    buffer_append_format(out, "\"%s\": ", key);
    buffer_append_text(out, text != NULL ? text : "");
    buffer_append_text(out, ",\n");
    out->failed = out->failed || text == NULL;
    free(text);
}

static bool append_steps(const struct tokenizer_recipe *recipe, struct buffer *out,
                         struct error *err)
{
    const struct gguf_pretokenizer *row;
    json_t *normalizer = NULL;
    json_t *pre_tokenizer = NULL;
    bool ok = find_row(recipe, &row, err);
    ok = ok && (normalizer = make_normalizer(recipe, row, err)) != NULL;
    ok = ok && (pre_tokenizer = make_pre_tokenizer(recipe, row, err)) != NULL;
    if (ok) {
        append_value(out, "normalizer", normalizer);
        append_value(out, "pre_tokenizer", pre_tokenizer);
    }
    json_decref(normalizer);
    json_decref(pre_tokenizer);
    return ok;
}

/* ---- tokenizer.json -------------------------------------------------------------------------- */

static size_t count_special(const struct tokenizer_recipe *recipe,
                            const struct vocabulary *vocabulary)
{
    const char *const roles[] = {recipe->bos_token, recipe->eos_token, recipe->pad_token};
    size_t n = recipe->n_special;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        uint32_t id;
        if (roles[i] != NULL && vocabulary_find(vocabulary, bytes_of(roles[i]), &id) && id >= n) {
            n = id + 1;
        }
    }
    return n;
}

static void append_added(const struct vocabulary *vocabulary, size_t n_special, struct buffer *out)
{
    buffer_append_text(out, "\"added_tokens\": [");
    for (uint32_t id = 0; id < n_special; id++) {
        buffer_append_format(out, "%s\n{\"id\": %u, \"content\": ", id > 0 ? "," : "",
                             (unsigned)id);
        tokenizer_json_append_text(out, vocabulary_word(vocabulary, id));
        buffer_append_text(out, ", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, "
                                "\"normalized\": false, \"special\": true}");
    }
    buffer_append_text(out, "],\n");
}

static void append_surroundings(const struct tokenizer_recipe *recipe,
                                const struct vocabulary *vocabulary, struct buffer *out)
{
    uint32_t id;
    buffer_append_text(out, "\"post_processor\": ");
    if (recipe->bos_token == NULL ||
        !vocabulary_find(vocabulary, bytes_of(recipe->bos_token), &id)) {
        buffer_append_text(out, "null,\n");
        return;
    }
    buffer_append_text(out, "{\"type\": \"TemplateProcessing\"");
    for (int n = 1; n <= 2; n++) {
        buffer_append_text(out, n == 1 ? ", \"single\": [" : "], \"pair\": [");
        for (int i = 0; i < n; i++) {
            buffer_append_text(out, i > 0 ? ", {\"SpecialToken\": {\"id\": "
                                          : "{\"SpecialToken\": {\"id\": ");
            tokenizer_json_append_text(out, bytes_of(recipe->bos_token));
            buffer_append_format(
                out, ", \"type_id\": %d}}, {\"Sequence\": {\"id\": \"%c\", \"type_id\": %d}}", i,
                'A' + i, i);
        }
    }
    buffer_append_text(out, "], \"special_tokens\": {");
    tokenizer_json_append_text(out, bytes_of(recipe->bos_token));
    buffer_append_text(out, ": {\"id\": ");
    tokenizer_json_append_text(out, bytes_of(recipe->bos_token));
    buffer_append_format(out, ", \"ids\": [%u], \"tokens\": [", (unsigned)id);
    tokenizer_json_append_text(out, bytes_of(recipe->bos_token));
    buffer_append_text(out, "]}}},\n");
}

static void append_words(const struct vocabulary *vocabulary, struct buffer *out)
{
    buffer_append_text(out, "\"vocab\": {");
    for (uint32_t id = 0; id < vocabulary->n_ids; id++) {
        buffer_append_text(out, id > 0 ? ",\n" : "\n");
        tokenizer_json_append_text(out, vocabulary_word(vocabulary, id));
        buffer_append_format(out, ": %u", (unsigned)id);
    }
    buffer_append_text(out, "},\n");
}

static void append_merges(const struct vocabulary *vocabulary, const struct trained_merges *merges,
                          struct buffer *out)
{
    buffer_append_text(out, "\"merges\": [");
    for (size_t i = 0; i < merges->n_items; i++) {
        buffer_append_text(out, i > 0 ? ",\n[" : "\n[");
        tokenizer_json_append_text(out, vocabulary_word(vocabulary, merges->items[i].left));
        buffer_append_text(out, ", ");
        tokenizer_json_append_text(out, vocabulary_word(vocabulary, merges->items[i].right));
        buffer_append_byte(out, ']');
    }
    buffer_append_text(out, "]");
}

bool tokenizer_recipe_append(const struct tokenizer_recipe *recipe,
                             const struct vocabulary *vocabulary,
                             const struct trained_merges *merges, struct buffer *out,
                             struct error *err)
{
    buffer_append_text(out, "{\"version\": \"1.0\", \"truncation\": null, \"padding\": null,\n");
    append_added(vocabulary, count_special(recipe, vocabulary), out);
    if (!append_steps(recipe, out, err)) {
        return false;
    }
    append_surroundings(recipe, vocabulary, out);
    buffer_append_text(
        out, "\"decoder\": {\"type\": \"ByteLevel\", \"add_prefix_space\": true, "
             "\"trim_offsets\": true, \"use_regex\": true},\n"
             "\"model\": {\"type\": \"BPE\", \"dropout\": null, \"unk_token\": null, "
             "\"continuing_subword_prefix\": null, \"end_of_word_suffix\": null, "
             "\"fuse_unk\": false, \"byte_fallback\": false, \"ignore_merges\": false,\n");
    append_words(vocabulary, out);
    append_merges(vocabulary, merges, out);
    buffer_append_text(out, "}}\n");
    return buffer_check(out, err);
}

bool tokenizer_recipe_append_config(const struct tokenizer_recipe *recipe, struct buffer *out,
                                    struct error *err)
{
    const struct {
        const char *key, *text;
    } rows[] = {{"bos_token", recipe->bos_token},
                {"eos_token", recipe->eos_token},
                {"pad_token", recipe->pad_token},
                {"chat_template", recipe->chat_template}};
    buffer_append_text(out, "{\"tokenizer_class\": \"PreTrainedTokenizerFast\",\n"
                            "\"clean_up_tokenization_spaces\": false");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].text != NULL) {
            buffer_append_format(out, ",\n\"%s\": ", rows[i].key);
            tokenizer_json_append_text(out, bytes_of(rows[i].text));
        }
    }
    buffer_append_text(out, "}\n");
    return buffer_check(out, err);
}
