/*
 * Real vocabularies against expected ids that others made: llama.cpp's 46 texts for each
 * vocabulary, and the cases of transformers.js. Skipped where the corpus is absent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file_map.h"
#include "formats/gguf.h"
#include "formats/json.h"
#include "text/tokenizer.h"

enum { MAX_PATH_BYTES = 4096, MAX_FILES = 4, MAX_TEXT_BYTES = 1 << 24 };

/* A tokenizer made of files of the corpus: what each is called there, and here. */
struct source {
    const char *files[MAX_FILES][2];
    bool is_legacy; /* with a tokenizer_config.json that says so */
    bool is_llama3; /* vocab.json and merges.txt, put together as Llama 3's tokenizer.json */
};

static const struct source llama2_json = {.files = {{"llama2/tokenizer.json", "tokenizer.json"}}};
static const struct source llama2_model = {
    .files = {{"llama2/tokenizer.model", "tokenizer.model"}}};
static const struct source llama2_legacy = {
    .files = {{"llama2/tokenizer.model", "tokenizer.model"}}, .is_legacy = true};
static const struct source phi3 = {.files = {{"phi3/tokenizer.json", "tokenizer.json"}}};
static const struct source falcon = {
    .files = {{"others-hf/falcon.tokenizer.json", "tokenizer.json"}}};
static const struct source t5 = {
    .files = {{"others-hf/t5-small.tokenizer.json", "tokenizer.json"}}};
static const struct source gpt2 = {
    .files = {{"gpt2/gpt2_vocab.json", "vocab.json"}, {"gpt2/gpt2_merges.txt", "merges.txt"}}};
static const struct source gpt2_json = {
    .files = {{"../models/lora-peft-gpt2/tokenizer.json", "tokenizer.json"}}};
static const struct source qwen2 = {
    .files = {{"qwen2/vocab.json", "vocab.json"},
              {"qwen2/merges.txt", "merges.txt"},
              {"qwen2/tokenizer_config.json", "tokenizer_config.json"},
              {"qwen2/added_tokens.json", "added_tokens.json"}}};
static const struct source llama3 = {
    .files = {{"llama3/encoder.json", "vocab.json"}, {"llama3/vocab.bpe", "merges.txt"}},
    .is_llama3 = true};

static bool map_corpus(struct file_map *map, const char *name)
{
    char path[MAX_PATH_BYTES];
    struct error err = {0};
    int length = snprintf(path, sizeof path, "%s/tokenizers/%s", getenv("SILEX_CORPUS"), name);
    if (length < 0 || (size_t)length >= sizeof path || !file_map_open(map, path, &err)) {
        print_error("%s\n", err.message);
        return false;
    }
    return true;
}

/* Writes Llama 3's tokenizer.json around a vocabulary and its merges. */
static void write_llama3(struct buffer *out, struct bytes vocab, struct bytes merges)
{
    buffer_append_text(
        out, "{\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\","
             "\"pattern\":{\"Regex\":\"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?"
             "\\\\p{L}+|\\\\p{N}{1,3}| ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|"
             "\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+\"},\"behavior\":\"Isolated\","
             "\"invert\":false},{\"type\":\"ByteLevel\",\"add_prefix_space\":false,"
             "\"use_regex\":false}]},\"decoder\":{\"type\":\"ByteLevel\"},"
             "\"model\":{\"type\":\"BPE\",\"ignore_merges\":true,\"vocab\":");
    buffer_append(out, vocab.data, vocab.n_bytes);
    buffer_append_text(out, ",\"merges\":[");
    bool is_first = true;
    for (size_t i = 0; i < merges.n_bytes;) {
        const uint8_t *newline = memchr(merges.data + i, '\n', merges.n_bytes - i);
        size_t end = newline != NULL ? (size_t)(newline - merges.data) : merges.n_bytes;
        if (end > i && merges.data[i] != '#') {
            buffer_append_text(out, is_first ? "\"" : ",\"");
            is_first = false;
            for (size_t k = i; k < end; k++) {
                if (merges.data[k] == '"' || merges.data[k] == '\\') {
                    buffer_append_byte(out, '\\');
                }
                buffer_append_byte(out, merges.data[k]);
            }
            buffer_append_byte(out, '"');
        }
        i = end + 1;
    }
    buffer_append_text(out, "]}}");
}

static struct tokenizer *open_source(const struct source *source)
{
    struct file_map maps[MAX_FILES] = {0};
    struct folder_file files[MAX_FILES];
    struct buffer composed;
    struct error err = {0};
    struct folder *folder = NULL;
    struct tokenizer *tokenizer = NULL;
    size_t n = 0;
    buffer_init(&composed, MAX_TEXT_BYTES);
    while (n < MAX_FILES && source->files[n][0] != NULL) {
        assert_true(map_corpus(&maps[n], source->files[n][0]));
        files[n] = (struct folder_file){source->files[n][1], maps[n].bytes};
        n++;
    }
    static const char legacy[] = "{\"legacy\": true}";
    if (source->is_legacy) {
        files[n] = (struct folder_file){"tokenizer_config.json",
                                        {(const uint8_t *)legacy, sizeof legacy - 1}};
    }
    if (source->is_llama3) {
        write_llama3(&composed, files[0].bytes, files[1].bytes);
        files[0] = (struct folder_file){
            "tokenizer.json", {(const uint8_t *)buffer_text(&composed), composed.n_bytes}};
    }
    bool ok =
        folder_open_memory(&folder, files, source->is_llama3 ? 1 : n + source->is_legacy, &err) &&
        tokenizer_open(&tokenizer, folder, &err);
    if (!ok) {
        fail_msg("%s: %s", source->files[0][0], err.message);
    }
    folder_close(folder);
    for (size_t i = 0; i < n; i++) {
        file_map_close(&maps[i]);
    }
    buffer_clear(&composed);
    return tokenizer;
}

/* The next line's numbers; false when they are not the ids. */
static bool ids_are(const struct token_list *ids, const char **line, const char *end)
{
    bool same = true;
    size_t n = 0;
    while (*line < end && **line != '\n') {
        char *after;
        unsigned long id = strtoul(*line, &after, 10);
        if (after == *line) {
            (*line)++;
            continue;
        }
        same = same && n < ids->n_ids && ids->ids[n] == id;
        n++;
        *line = after;
        while (*line < end && **line == ' ') {
            (*line)++;
        }
    }
    *line += *line < end;
    return same && n == ids->n_ids;
}

static void check_ggml(const struct tokenizer *tokenizer, const char *folder, const char *name)
{
    static const char mark[] = "\n__ggml_vocab_test__\n";
    char path[MAX_PATH_BYTES];
    struct file_map texts = {0};
    struct file_map expected = {0};
    snprintf(path, sizeof path, "%s/ggml-vocab-%s.gguf.inp", folder, name);
    assert_true(map_corpus(&texts, path));
    snprintf(path, sizeof path, "%s/ggml-vocab-%s.gguf.out", folder, name);
    assert_true(map_corpus(&expected, path));
    /* strtoul must meet a terminator. */
    char *lines = malloc(expected.bytes.n_bytes + 1);
    assert_non_null(lines);
    memcpy(lines, expected.bytes.data, expected.bytes.n_bytes);
    lines[expected.bytes.n_bytes] = '\0';
    const char *line = lines;
    size_t n_texts = 0;
    for (size_t i = 0; i < texts.bytes.n_bytes; n_texts++) {
        const char *start = (const char *)texts.bytes.data + i;
        size_t n = texts.bytes.n_bytes - i;
        const char *next = memmem(start, n, mark, sizeof mark - 1);
        size_t n_text = next != NULL ? (size_t)(next - start) : n;
        struct token_list ids = {0};
        struct error err = {0};
        assert_true(tokenizer_encode(tokenizer, (struct bytes){(const uint8_t *)start, n_text},
                                     false, &ids, &err));
        if (!ids_are(&ids, &line, lines + expected.bytes.n_bytes)) {
            fail_msg("%s: text %zu \"%.*s\"", name, n_texts, (int)n_text, start);
        }
        token_list_clear(&ids);
        i += n_text + (next != NULL ? sizeof mark - 1 : 0);
    }
    assert_true(n_texts >= 45);
    free(lines);
    file_map_close(&texts);
    file_map_close(&expected);
}

static void ggml_vectors_pass(void **state)
{
    (void)state;
    static const struct {
        const struct source *source;
        const char *name;
    } rows[] = {
        {&llama2_json, "llama-spm"},
        {&llama2_model, "llama-spm"},
        {&phi3, "phi-3"},
        {&llama2_model, "phi-3"},
        {&falcon, "falcon"},
        {&gpt2, "gpt-2"},
        {&gpt2_json, "gpt-2"},
        {&qwen2, "qwen2"},
        {&llama3, "llama-bpe"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct tokenizer *tokenizer = open_source(rows[i].source);
        check_ggml(tokenizer, "ggml-vocab-vectors", rows[i].name);
        check_ggml(tokenizer, "ggml-vocab-vectors-newer", rows[i].name);
        tokenizer_close(tokenizer);
    }
}

/* The vocabularies of GGUF files, each with the texts it came with. */
static void gguf_vectors_pass(void **state)
{
    (void)state;
    static const char *const names[] = {
        "llama-spm", "phi-3",     "falcon",       "gpt-2",          "mpt",
        "refact",    "starcoder", "deepseek-llm", "deepseek-coder",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct tokenizer *tokenizer = NULL;
        struct folder *folder = NULL;
        struct error err = {0};
        char path[MAX_PATH_BYTES];
        bool is_there;
        snprintf(path, sizeof path, "%s/tokenizers/ggml-vocab-vectors/ggml-vocab-%s.gguf",
                 getenv("SILEX_CORPUS"), names[i]);
        if (!gguf_open_path(&folder, path, &err) || !tokenizer_is_in(folder, &is_there, &err) ||
            !is_there || !tokenizer_open(&tokenizer, folder, &err)) {
            fail_msg("%s", err.message);
        }
        folder_close(folder);
        check_ggml(tokenizer, "ggml-vocab-vectors", names[i]);
        check_ggml(tokenizer, "ggml-vocab-vectors-newer", names[i]);
        tokenizer_close(tokenizer);
    }
}

static bool json_ids_are(const json_t *expected, const struct token_list *ids)
{
    bool same = json_array_size(expected) == ids->n_ids;
    for (size_t i = 0; same && i < ids->n_ids; i++) {
        same = json_integer_value(json_array_get(expected, i)) == (json_int_t)ids->ids[i];
    }
    return same;
}

/* The expected texts were cleaned up: no space before some punctuation. We never do that. */
static bool is_same_cleaned(const char *cleaned, const char *text)
{
    while (*text != '\0') {
        bool is_dropped = *text == ' ' && *cleaned != ' ' && strchr(".!?,", text[1]) != NULL;
        if (!is_dropped && *text != *cleaned) {
            return false;
        }
        cleaned += !is_dropped;
        text++;
    }
    return *cleaned == '\0';
}

/* Returns 1 when ids or text differ from the case. */
static size_t check_transformers_case(const struct tokenizer *tokenizer, const char *name,
                                      const json_t *one, bool adds_special)
{
    const json_t *value = json_object_get(one, "text");
    const char *decoded = json_string_value(json_object_get(one, "decoded"));
    struct token_list ids = {0};
    struct buffer text;
    struct error err = {0};
    buffer_init(&text, MAX_TEXT_BYTES);
    assert_true(tokenizer_encode(
        tokenizer,
        (struct bytes){(const uint8_t *)json_string_value(value), json_string_length(value)},
        adds_special, &ids, &err));
    assert_true(tokenizer_decode(tokenizer, ids.ids, ids.n_ids, false, &text, &err));
    bool ok = json_ids_are(json_object_get(one, "ids"), &ids);
    if (!ok || !is_same_cleaned(decoded, buffer_text(&text))) {
        print_error("%s %s: ids %s, text \"%s\" for \"%s\"\n", name, json_string_value(value),
                    ok ? "equal" : "differ", buffer_text(&text), decoded);
        ok = false;
    }
    token_list_clear(&ids);
    buffer_clear(&text);
    return !ok;
}

static void transformers_vectors_pass(void **state)
{
    (void)state;
    static const struct {
        const struct source *source;
        const char *file;
        const char *name;
        bool adds_special;
    } rows[] = {
        {&llama2_legacy, "llama", "Xenova/llama-tokenizer", true},
        {&llama3, "llama", "Xenova/llama3-tokenizer", true},
        {&gpt2, "gpt2", "Xenova/gpt2", true},
        {&gpt2_json, "gpt2", "openai-community/gpt2", true},
        {&falcon, "falcon", "tiiuae/falcon-7b", true},
        {&t5, "t5", "google-t5/t5-small", true},
        {&qwen2, "qwen2", "Xenova/Qwen1.5-0.5B-Chat", true},
    };
    size_t n_wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char path[MAX_PATH_BYTES];
        struct file_map map = {0};
        struct error err = {0};
        snprintf(path, sizeof path, "transformers.js-vectors/%s.json", rows[i].file);
        assert_true(map_corpus(&map, path));
        json_t *root = json_parse(map.bytes, path, &err);
        assert_non_null(root);
        json_t *cases = json_object_get(root, rows[i].name);
        assert_true(json_object_size(cases) > 0);
        struct tokenizer *tokenizer = open_source(rows[i].source);
        const char *key;
        json_t *one;
        json_object_foreach(cases, key, one)
        {
            n_wrong += check_transformers_case(tokenizer, rows[i].name, one, rows[i].adds_special);
        }
        tokenizer_close(tokenizer);
        json_decref(root);
        file_map_close(&map);
    }
    assert_int_equal(n_wrong, 0);
}

/* Every SentencePiece model of the corpus opens; its text comes back from its ids. */
static void sentencepiece_models_round_trip(void **state)
{
    (void)state;
    static const char *const models[] = {
        "llama2/tokenizer.model",
        "mistral-spm/tokenizer.model.v1",
        "mistral-spm/mistral_instruct_tokenizer_240216.model.v2",
        "mistral-spm/mistral_instruct_tokenizer_240323.model.v3",
        "mistral-spm/mistral_instruct_tokenizer_241114.model.v7",
        "mistral-spm/mistral_instruct_tokenizer_241114.model.v7m1",
        "smollm/sentencepiece.model",
        "../models/stories260K/tok512.model",
        "sentencepiece/test_model.model",
        "sentencepiece/test_ja_model.model",
    };
    static const char text[] = "Once upon a time, there was a cat.";
    for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
        const struct source source = {.files = {{models[i], "tokenizer.model"}}};
        struct tokenizer *tokenizer = open_source(&source);
        struct token_list ids = {0};
        struct buffer decoded;
        struct error err = {0};
        buffer_init(&decoded, MAX_TEXT_BYTES);
        assert_true(tokenizer_encode(
            tokenizer, (struct bytes){(const uint8_t *)text, sizeof text - 1}, true, &ids, &err));
        assert_true(tokenizer_decode(tokenizer, ids.ids, ids.n_ids, true, &decoded, &err));
        assert_string_equal(buffer_text(&decoded), text);
        token_list_clear(&ids);
        buffer_clear(&decoded);
        tokenizer_close(tokenizer);
    }
}

int main(void)
{
    struct file_map map = {0};
    if (getenv("SILEX_CORPUS") == NULL || !map_corpus(&map, "llama2/tokenizer.json")) {
        return 77;
    }
    file_map_close(&map);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ggml_vectors_pass),
        cmocka_unit_test(gguf_vectors_pass),
        cmocka_unit_test(transformers_vectors_pass),
        cmocka_unit_test(sentencepiece_models_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
