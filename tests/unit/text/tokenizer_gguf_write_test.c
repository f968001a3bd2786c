/* A tokenizer that is written as metadata of GGUF and read back gives the same ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/byte_alphabet.h"
#include "text/tokenizer_gguf_write.h"

static const char text[] = "Hello, hello world! It's 1234 caf\xC3\xA9s  <|end|>\n\n\xE4\xBD\xA0";

struct trial {
    struct buffer json;
    struct folder *folder;
    struct tokenizer *given;
    struct tokenizer *written;
    struct gguf_header header;
    struct buffer file;
    struct buffer notes;
    struct error err;
};

static void init(struct trial *trial)
{
    *trial = (struct trial){.err = {.code = ERROR_NONE}};
    buffer_init(&trial->json, 1 << 20);
    buffer_init(&trial->file, 1 << 20);
    buffer_init(&trial->notes, 1 << 16);
    gguf_header_init(&trial->header);
}

static void finish(struct trial *trial)
{
    tokenizer_close(trial->given);
    tokenizer_close(trial->written);
    folder_close(trial->folder);
    gguf_header_clear(&trial->header);
    buffer_clear(&trial->json);
    buffer_clear(&trial->file);
    buffer_clear(&trial->notes);
}

static struct tokenizer *open_memory(struct trial *trial, const char *name,
                                     const struct buffer *file)
{
    const struct folder_file files[] = {
        {name, {(const uint8_t *)file->data, file->n_bytes}},
        {"tokenizer_config.json",
         {(const uint8_t *)"{\"bos_token\": \"<s>\", \"eos_token\": \"<|end|>\"}", 44}},
    };
    struct tokenizer *tokenizer = NULL;
    folder_close(trial->folder);
    trial->folder = NULL;
    assert_false(file->failed);
    bool is_json = strcmp(name, "tokenizer.json") == 0;
    if (!folder_open_memory(&trial->folder, files, is_json ? 2 : 1, &trial->err) ||
        !tokenizer_open(&tokenizer, trial->folder, &trial->err)) {
        fail_msg("%s", trial->err.message);
    }
    return tokenizer;
}

/* Writes the tokenizer of trial->json with a token for each of n_rows, and reads it back. */
static bool round_trip(struct trial *trial, size_t n_rows)
{
    trial->given = open_memory(trial, "tokenizer.json", &trial->json);
    if (!tokenizer_gguf_write(trial->given, n_rows, &trial->header, &trial->notes, &trial->err)) {
        return false;
    }
    gguf_header_append(&trial->header, &trial->file);
    trial->written = open_memory(trial, "model.gguf", &trial->file);
    return true;
}

static void check_same(const struct trial *trial)
{
    struct token_list x = {.n_ids = 0};
    struct token_list y = {.n_ids = 0};
    const struct bytes bytes = {(const uint8_t *)text, sizeof text - 1};
    bool is_same = false;
    assert_true(tokenizer_encode(trial->given, bytes, true, &x, NULL));
    assert_true(tokenizer_encode(trial->written, bytes, true, &y, NULL));
    assert_int_equal(x.n_ids, y.n_ids);
    assert_memory_equal(x.ids, y.ids, x.n_ids * sizeof *x.ids);
    assert_true(tokenizer_gguf_compare(trial->given, trial->written, &is_same, NULL));
    assert_true(is_same);
    token_list_clear(&x);
    token_list_clear(&y);
}

static void append_letter(struct buffer *out, struct byte_letter letter)
{
    if (letter.n_bytes == 1 && (letter.bytes[0] == '"' || letter.bytes[0] == '\\')) {
        buffer_append_byte(out, '\\');
    }
    buffer_append(out, letter.bytes, letter.n_bytes);
}

/* Byte-level: 256 letters, "He" "el" "ll" "lo" "llo", and two special tokens. */
static void make_bytes_bpe(struct buffer *json, const char *cutting, bool composes)
{
    struct byte_alphabet alphabet;
    byte_alphabet_init(&alphabet);
    buffer_append_text(json,
                       "{\"model\": {\"type\": \"BPE\", \"ignore_merges\": false, \"vocab\": {");
    for (unsigned i = 0; i < 256; i++) {
        buffer_append_byte(json, '"');
        append_letter(json, alphabet.letters[i]);
        buffer_append_format(json, "\": %u, ", i);
    }
    buffer_append_text(json, "\"He\": 256, \"ll\": 257, \"llo\": 258, \"34\": 259}, \"merges\": "
                             "[\"3 4\", \"l l\", \"ll o\", \"H e\"]}, ");
    buffer_append_text(json, "\"added_tokens\": [{\"id\": 260, \"content\": \"<s>\", \"special\": "
                             "true}, {\"id\": 261, \"content\": \"<|end|>\", \"special\": true}, "
                             "{\"id\": 262, \"content\": \"world\", \"special\": false}], ");
    if (composes) {
        buffer_append_text(json, "\"normalizer\": {\"type\": \"NFC\"}, ");
    }
    buffer_append_format(json,
                         "\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [%s"
                         "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"use_regex\": "
                         "%s}]}, \"decoder\": {\"type\": \"ByteLevel\"}, ",
                         cutting, cutting[0] != '\0' ? "false" : "true");
    buffer_append_text(json,
                       "\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": "
                       "[{\"SpecialToken\": {\"id\": \"<s>\", \"type_id\": 0}}, {\"Sequence\": "
                       "{\"id\": \"A\", \"type_id\": 0}}], \"pair\": [], \"special_tokens\": "
                       "{\"<s>\": {\"id\": \"<s>\", \"ids\": [260], \"tokens\": [\"<s>\"]}}}}");
}

#define SPLIT(expression)                                                                          \
    "{\"type\": \"Split\", \"behavior\": \"Isolated\", \"invert\": false, \"pattern\": "           \
    "{\"Regex\": \"" expression "\"}}, "
#define LLAMA3                                                                                     \
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|\\\\p{N}{1,3}| "         \
    "?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+"
#define QWEN2                                                                                      \
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|\\\\p{N}| "              \
    "?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+"

static void check_text(const struct trial *trial, const char *key, const char *expected)
{
    struct gguf gguf;
    struct bytes value = {NULL, 0};
    gguf_init(&gguf);
    assert_true(gguf_add(&gguf, "test",
                         (struct bytes){(const uint8_t *)trial->file.data, trial->file.n_bytes},
                         NULL));
    assert_true(gguf_finish(&gguf, NULL));
    assert_true(gguf_read_text(&gguf, key, &value, NULL));
    assert_int_equal(value.n_bytes, strlen(expected));
    assert_memory_equal(value.data, expected, value.n_bytes);
    gguf_clear(&gguf);
}

static void test_bytes(void **context)
{
    static const struct {
        const char *cutting;
        bool composes;
        const char *name;
        bool is_exact;
    } rows[] = {
        {"", false, "gpt-2", true},
        {"", true, "mpt", true},
        {SPLIT(QWEN2), true, "qwen2", true},
        {SPLIT(QWEN2), false, "stablelm2", true},
        {SPLIT(LLAMA3), false, "dbrx", true},
        {SPLIT(LLAMA3), true, "dbrx", false},
        {"{\"type\": \"Digits\", \"individual_digits\": true}, " SPLIT(
             "'s|'t|'re|'ve|'m|'ll|'d| ?\\\\p{L}+| ?\\\\p{N}+| "
             "?[^\\\\s\\\\p{L}\\\\p{N}]+|\\\\s+(?!\\\\S)|\\\\s+"),
         false, "starcoder", true},
    };
    (void)context;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct trial trial;
        init(&trial);
        make_bytes_bpe(&trial.json, rows[i].cutting, rows[i].composes);
        if (!round_trip(&trial, 270)) {
            fail_msg("row %zu: %s", i, trial.err.message);
        }
        check_text(&trial, "tokenizer.ggml.pre", rows[i].name);
        check_text(&trial, "tokenizer.ggml.model", "gpt2");
        assert_int_equal(trial.notes.n_bytes == 0, rows[i].is_exact);
        if (rows[i].is_exact) {
            check_same(&trial);
        }
        assert_int_equal(tokenizer_n_tokens(trial.written), 270);
        assert_true(tokenizer_is_special(trial.written, 261));
        assert_false(tokenizer_is_special(trial.written, 262));
        finish(&trial);
    }
}

static void test_unknown_cutting(void **context)
{
    (void)context;
    struct trial trial;
    init(&trial);
    make_bytes_bpe(&trial.json, SPLIT("[aeiou]+"), false);
    assert_false(round_trip(&trial, 270));
    assert_string_equal(trial.err.message,
                        "GGUF has no name for how this tokenizer cuts text into words");
    finish(&trial);
}

/* SentencePiece's kind, as tokenizer.json has it: merges, bytes, a space in front. */
static void make_sentencepiece(struct buffer *json, bool adds_space)
{
    static const char letters[] = "Hdelorw,!It'scaf";
    buffer_append_text(json, "{\"model\": {\"type\": \"BPE\", \"byte_fallback\": true, "
                             "\"fuse_unk\": true, \"unk_token\": \"<unk>\", \"vocab\": {\"<unk>\": "
                             "0, \"<s>\": 1, \"<|end|>\": 2, ");
    for (unsigned i = 0; i < 256; i++) {
        buffer_append_format(json, "\"<0x%02X>\": %u, ", i, 3 + i);
    }
    for (unsigned i = 0; letters[i] != '\0'; i++) {
        buffer_append_format(json, "\"%c\": %u, ", letters[i], 259 + i);
    }
    buffer_append_text(
        json, "\"\xE2\x96\x81\": 280, \"ll\": 281, \"lo\": 282, \"el\": 283, \"llo\": "
              "284, \"ello\": 285, \"\xE2\x96\x81w\": 286}, \"merges\": [\"l o\", \"l l\", "
              "\"e l\", \"ll o\", \"l lo\", \"el lo\", \"e llo\", \"\xE2\x96\x81 w\"]}, ");
    buffer_append_text(json,
                       "\"added_tokens\": [{\"id\": 0, \"content\": \"<unk>\", \"special\": "
                       "true}, {\"id\": 1, \"content\": \"<s>\", \"special\": true}, {\"id\": "
                       "2, \"content\": \"<|end|>\", \"special\": true}], ");
    buffer_append_format(json,
                         "\"normalizer\": {\"type\": \"Sequence\", \"normalizers\": [%s{\"type\": "
                         "\"Replace\", \"pattern\": {\"String\": \" \"}, \"content\": "
                         "\"\xE2\x96\x81\"}]}, ",
                         adds_space ? "{\"type\": \"Prepend\", \"prepend\": \"\xE2\x96\x81\"}, "
                                    : "");
    buffer_append_text(json,
                       "\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": "
                       "[{\"SpecialToken\": {\"id\": \"<s>\", \"type_id\": 0}}, {\"Sequence\": "
                       "{\"id\": \"A\", \"type_id\": 0}}], \"pair\": [], \"special_tokens\": "
                       "{\"<s>\": {\"id\": \"<s>\", \"ids\": [1], \"tokens\": [\"<s>\"]}}}}");
}

static void test_sentencepiece(void **context)
{
    (void)context;
    for (unsigned adds_space = 0; adds_space < 2; adds_space++) {
        struct trial trial;
        init(&trial);
        make_sentencepiece(&trial.json, adds_space != 0);
        if (!round_trip(&trial, 300)) {
            fail_msg("%s", trial.err.message);
        }
        assert_int_equal(trial.notes.n_bytes, 0);
        check_text(&trial, "tokenizer.ggml.model", "llama");
        check_same(&trial);
        finish(&trial);
    }
}

/* Unigram as T5's tokenizer.json has it; 'i' is unknown, and bytes stand for it where they are. */
static void make_unigram(struct buffer *json, bool has_bytes)
{
    static const char letters[] = "Hdelorw,!t'sca12f";
    buffer_append_format(json,
                         "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 2, \"byte_fallback\": "
                         "%s, \"vocab\": [[\"<s>\", 0.0], [\"<|end|>\", 0.0], [\"<unk>\", 0.0], ",
                         has_bytes ? "true" : "false");
    for (unsigned i = 0; has_bytes && i < 256; i++) {
        buffer_append_format(json, "[\"<0x%02X>\", -12.5], ", i);
    }
    for (unsigned i = 0; letters[i] != '\0'; i++) {
        buffer_append_format(json, "[\"%c\", -%u.0625], ", letters[i], 6 + i % 3);
    }
    buffer_append_text(json,
                       "[\"\xE2\x96\x81\", -2.25], [\"ll\", -5.5], [\"\xE2\x96\x81wor\", -4.125], "
                       "[\"ello\", -6.5], [\"\xE2\x96\x81hello\", -7.75]]}, ");
    buffer_append_text(json,
                       "\"added_tokens\": [{\"id\": 0, \"content\": \"<s>\", \"special\": "
                       "true}, {\"id\": 1, \"content\": \"<|end|>\", \"special\": true}, {\"id\": "
                       "2, \"content\": \"<unk>\", \"special\": true}], ");
    buffer_append_text(json,
                       "\"normalizer\": null, \"pre_tokenizer\": {\"type\": \"Sequence\", "
                       "\"pretokenizers\": [{\"type\": \"WhitespaceSplit\"}, {\"type\": "
                       "\"Metaspace\", \"replacement\": \"\xE2\x96\x81\", \"add_prefix_space\": "
                       "true}]}, \"decoder\": {\"type\": \"Metaspace\", \"replacement\": "
                       "\"\xE2\x96\x81\", \"add_prefix_space\": true}, ");
    buffer_append_text(json,
                       "\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": "
                       "[{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, {\"SpecialToken\": "
                       "{\"id\": \"<|end|>\", \"type_id\": 0}}], \"pair\": [], \"special_tokens\": "
                       "{\"<|end|>\": {\"id\": \"<|end|>\", \"ids\": [1], \"tokens\": "
                       "[\"<|end|>\"]}}}}");
}

static void check_ids(const struct tokenizer *a, const struct tokenizer *b, const char *line)
{
    struct token_list x = {.n_ids = 0};
    struct token_list y = {.n_ids = 0};
    const struct bytes bytes = {(const uint8_t *)line, strlen(line)};
    assert_true(tokenizer_encode(a, bytes, true, &x, NULL));
    assert_true(tokenizer_encode(b, bytes, true, &y, NULL));
    assert_int_equal(x.n_ids, y.n_ids);
    assert_memory_equal(x.ids, y.ids, x.n_ids * sizeof *x.ids);
    token_list_clear(&x);
    token_list_clear(&y);
}

static void test_unigram(void **context)
{
    static const char *const lines[] = {"hello world, hello", "  two   spaces ", "well<|end|>all",
                                        "\xC3\xA9t\xC3\xA9 \xE4\xBD\xA0", "<unk> [PAD290]"};
    (void)context;
    for (unsigned has_bytes = 0; has_bytes < 2; has_bytes++) {
        struct trial trial;
        uint32_t unknown = 0;
        init(&trial);
        make_unigram(&trial.json, has_bytes != 0);
        if (!round_trip(&trial, 300)) {
            fail_msg("%s", trial.err.message);
        }
        assert_int_equal(trial.notes.n_bytes, 0);
        check_text(&trial, "tokenizer.ggml.model", "t5");
        for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
            check_ids(trial.given, trial.written, lines[i]);
        }
        assert_true(tokenizer_is_special(trial.written, 1));
        assert_true(tokenizer_role_id(trial.written, TOKENIZER_UNK, &unknown));
        assert_int_equal(unknown, 2);
        finish(&trial);
    }
}

/* Tokens without a row are left out, and that is told. */
static void test_few_rows(void **context)
{
    (void)context;
    struct trial trial;
    init(&trial);
    make_bytes_bpe(&trial.json, "", false);
    assert_true(round_trip(&trial, 262));
    assert_string_equal(buffer_text(&trial.notes),
                        "1 tokens have no row in the embedding and are left out\n");
    finish(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),         cmocka_unit_test(test_unknown_cutting),
        cmocka_unit_test(test_sentencepiece), cmocka_unit_test(test_unigram),
        cmocka_unit_test(test_few_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
