/*
 * Tokenizers of every kind of part, against the ids and texts of the Hugging Face library
 * (tokenizer_cases.json, made by tests/golden/make_tokenizer_cases.py), and hostile files.
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
#include "formats/json.h"
#include "text/tokenizer.h"
#include "text/unicode.h"

static bool open_json(struct tokenizer **tokenizer, const char *json, struct error *err)
{
    struct folder_file file = {"tokenizer.json", {(const uint8_t *)json, strlen(json)}};
    struct folder *folder;
    assert_true(folder_open_memory(&folder, &file, 1, err));
    bool ok = tokenizer_open(tokenizer, folder, err);
    folder_close(folder);
    return ok;
}

/* Decodes as a stream; every push must append whole characters. */
static void decode_stream(const struct tokenizer *tokenizer, const struct token_list *ids,
                          struct buffer *out)
{
    struct token_stream *stream;
    struct error err = {0};
    assert_true(token_stream_create(&stream, tokenizer, false, &err));
    for (size_t i = 0; i < ids->n_ids; i++) {
        size_t n_before = out->n_bytes;
        assert_true(token_stream_push(stream, ids->ids[i], out, &err));
        struct bytes part = {(const uint8_t *)buffer_text(out) + n_before, out->n_bytes - n_before};
        assert_true(utf8_is_valid(part));
    }
    assert_true(token_stream_finish(stream, out, &err));
    token_stream_destroy(stream);
}

static bool same_ids(const json_t *expected, const struct token_list *ids)
{
    bool same = json_array_size(expected) == ids->n_ids;
    for (size_t i = 0; same && i < ids->n_ids; i++) {
        same = json_integer_value(json_array_get(expected, i)) == (json_int_t)ids->ids[i];
    }
    return same;
}

static bool same_text(const json_t *expected, const struct buffer *text)
{
    return !json_is_string(expected) ||
           (json_string_length(expected) == text->n_bytes &&
            memcmp(json_string_value(expected), buffer_text(text), text->n_bytes) == 0);
}

/* One text of a case; says what differs. */
static size_t check_text(const struct tokenizer *tokenizer, const char *name, const json_t *text)
{
    const json_t *value = json_object_get(text, "text");
    struct bytes bytes = {(const uint8_t *)json_string_value(value), json_string_length(value)};
    struct token_list ids = {0};
    struct buffer decoded;
    struct buffer streamed;
    struct error err = {0};
    buffer_init(&decoded, 1 << 20);
    buffer_init(&streamed, 1 << 20);
    assert_true(tokenizer_encode(tokenizer, bytes, true, &ids, &err));
    assert_true(tokenizer_decode(tokenizer, ids.ids, ids.n_ids, false, &decoded, &err));
    decode_stream(tokenizer, &ids, &streamed);
    assert_int_equal(decoded.n_bytes, streamed.n_bytes);
    assert_memory_equal(buffer_text(&decoded), buffer_text(&streamed), decoded.n_bytes);
    bool ok = same_ids(json_object_get(text, "ids"), &ids) &&
              same_text(json_object_get(text, "decoded"), &decoded);
    if (!ok) {
        char *expected = json_dumps(text, 0);
        print_error("%s: expected %s\n  found ids", name, expected);
        for (size_t i = 0; i < ids.n_ids; i++) {
            print_error(" %u", (unsigned)ids.ids[i]);
        }
        print_error(", text \"%s\"\n", buffer_text(&decoded));
        free(expected);
    }
    token_list_clear(&ids);
    buffer_clear(&decoded);
    buffer_clear(&streamed);
    return !ok;
}

static size_t check_case(const json_t *one)
{
    const char *name = json_string_value(json_object_get(one, "name"));
    char *json = json_dumps(json_object_get(one, "tokenizer"), 0);
    struct tokenizer *tokenizer;
    struct error err = {0};
    if (!open_json(&tokenizer, json, &err)) {
        print_error("%s: %s\n", name, err.message);
        free(json);
        return 1;
    }
    free(json);
    const json_t *texts = json_object_get(one, "texts");
    size_t n_wrong = 0;
    for (size_t i = 0; i < json_array_size(texts); i++) {
        n_wrong += check_text(tokenizer, name, json_array_get(texts, i));
    }
    tokenizer_close(tokenizer);
    return n_wrong;
}

static void parts_give_the_ids_of_the_library(void **state)
{
    (void)state;
    char path[4096];
    struct file_map map;
    struct error err = {0};
    snprintf(path, sizeof path, "%s/unit/text/tokenizer_cases.json", getenv("SILEX_TESTS"));
    assert_true(file_map_open(&map, path, &err));
    json_t *cases = json_parse(map.bytes, "cases", &err);
    assert_non_null(cases);
    size_t n_wrong = 0;
    for (size_t i = 0; i < json_array_size(cases); i++) {
        n_wrong += check_case(json_array_get(cases, i));
    }
    assert_true(json_array_size(cases) > 100);
    json_decref(cases);
    file_map_close(&map);
    assert_int_equal(n_wrong, 0);
}

#define SMALL_MODEL                                                                                \
    "\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1,\"ab\":2},\"merges\":[\"a b\"]}"

/* A file that must be refused, and a word of the message. */
struct refusal {
    const char *json;
    enum error_code code;
    const char *word;
};

static const struct refusal refusals[] = {
    {"", ERROR_MALFORMED, "JSON"},
    {"[]", ERROR_MALFORMED, "object"},
    {"{}", ERROR_MALFORMED, "model"},
    {"{\"model\":{\"type\":\"WordPiece\",\"vocab\":{}}}", ERROR_UNSUPPORTED, "WordPiece"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":0},\"merges\":[]}}", ERROR_MALFORMED,
     "two tokens"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":2147483648},\"merges\":[]}}", ERROR_LIMIT,
     "id"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":-1},\"merges\":[]}}", ERROR_MALFORMED, "id"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b\"]}}", ERROR_MALFORMED,
     "merge 0"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"ab\"]}}", ERROR_MALFORMED,
     "merge 0"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1},\"merges\":[[\"a\",\"b\"]]}}",
     ERROR_MALFORMED, "makes"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1,\"a\":2},\"merges\":[]}}",
     ERROR_MALFORMED, "duplicate key (line 1, byte 47)"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\\u0000\":0},\"merges\":[]}}", ERROR_MALFORMED,
     "zero in a key"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[],\"dropout\":0.5}}",
     ERROR_UNSUPPORTED, "dropout"},
    {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[],\"unk_token\":\"u\"}}",
     ERROR_MALFORMED, "unk_token"},
    {"{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0]],\"unk_id\":7}}", ERROR_MALFORMED,
     "unk_id"},
    {"{\"normalizer\":{\"type\":\"Shout\"}," SMALL_MODEL "}", ERROR_UNSUPPORTED, "Shout"},
    {"{\"pre_tokenizer\":{\"type\":\"UnicodeScripts\"}," SMALL_MODEL "}", ERROR_UNSUPPORTED,
     "UnicodeScripts"},
    {"{\"post_processor\":{\"type\":\"Post\"}," SMALL_MODEL "}", ERROR_UNSUPPORTED, "Post"},
    {"{\"decoder\":{\"type\":\"CTC\"}," SMALL_MODEL "}", ERROR_UNSUPPORTED, "CTC"},
    {"{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(\"},\"behavior\":"
     "\"Isolated\"}," SMALL_MODEL "}",
     ERROR_MALFORMED, "regular expression"},
    {"{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"[a&&b]\"}}," SMALL_MODEL "}",
     ERROR_UNSUPPORTED, "&&"},
    {"{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"a\"},\"behavior\":\"Odd\"}"
     "," SMALL_MODEL "}",
     ERROR_UNSUPPORTED, "Odd"},
    {"{\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"////\"}," SMALL_MODEL
     "}",
     ERROR_MALFORMED, "charsmap"},
    {"{\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"?\"}," SMALL_MODEL "}",
     ERROR_MALFORMED, "base64"},
    {"{\"added_tokens\":[{\"id\":1}]," SMALL_MODEL "}", ERROR_MALFORMED, "content"},
    {"{\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":"
     "\"x\"}}],"
     "\"special_tokens\":{}}," SMALL_MODEL "}",
     ERROR_MALFORMED, "special_tokens"},
};

/* Words and merges in every form and order; "ab" is always token 2. Some are taken straight from
 * the text, some are not. */
static void tables_are_read_in_any_form(void **state)
{
    static const char *const models[] = {
        "\"vocab\":{\"a\":0,\"b\":1,\"ab\":2},\"merges\":[\"a b\"]",
        "\"merges\":[\"a b\"],\"vocab\":{\"a\":0,\"b\":1,\"ab\":2}",
        "\"vocab\" : { \"a\" : 0 , \"b\" : 1 , \"ab\" : 2 } , \"merges\" : [ [ \"a\" , \"b\" ] ]",
        "\"vocab\":{\"a\":-0,\"b\":1,\"ab\":2},\"merges\":[[\"a\",\"b\"]]",
        "\"vocab\":{\"\\u0061\":0,\"\\u0062\":1,\"\\u0061b\":2},"
        "\"merges\":[[\"\\u0061\",\"\\u0062\"]]",
        "\"vocab\":{\"ab\":2,\"b\":1,\"a\":0},\"merges\":[\"#version: 0.2\",\"\\u0061 b\"]",
        "\"vocab\":{\"a\":0,\"b\":1,\"ab\":2,\"a \":3,\"a b\":4},\"merges\":[\"a  b\",\"a b\"]",
        "\"vocab\":{\"a\":0,\"##b\":1,\"ab\":2},\"merges\":[\"a ##b\"],"
        "\"continuing_subword_prefix\":\"##\"",
        "\"vocab\":{\"a\":0,\"##b\":1,\"ab\":2,\"a##b\":3},\"merges\":[\"a ##b\"],"
        "\"continuing_subword_prefix\":\"##\"",
    };
    (void)state;
    for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
        char json[300];
        struct tokenizer *tokenizer;
        struct error err = {0};
        struct token_list ids = {0};
        snprintf(json, sizeof json, "{\"model\":{\"type\":\"BPE\",%s}}", models[i]);
        if (!open_json(&tokenizer, json, &err)) {
            fail_msg("%s: %s", json, err.message);
        }
        assert_true(tokenizer_encode(tokenizer, (struct bytes){(const uint8_t *)"ab", 2}, true,
                                     &ids, &err));
        assert_int_equal(ids.n_ids, 1);
        assert_int_equal(ids.ids[0], 2);
        token_list_clear(&ids);
        tokenizer_close(tokenizer);
    }
}

static void hostile_files_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct tokenizer *tokenizer;
        struct error err = {0};
        assert_false(open_json(&tokenizer, refusals[i].json, &err));
        if (err.code != refusals[i].code || strstr(err.message, refusals[i].word) == NULL) {
            fail_msg("case %zu: %d %s", i, (int)err.code, err.message);
        }
    }
}

/* Sequences inside sequences, and templates that double at every level. */
static void nesting_is_limited(void **state)
{
    (void)state;
    struct buffer json;
    buffer_init(&json, 1 << 20);
    buffer_append_text(&json, "{\"normalizer\":");
    for (int i = 0; i < 100; i++) {
        buffer_append_text(&json, "{\"type\":\"Sequence\",\"normalizers\":[");
    }
    for (int i = 0; i < 100; i++) {
        buffer_append_text(&json, "]}");
    }
    buffer_append_text(&json, "," SMALL_MODEL "}");
    struct tokenizer *tokenizer;
    struct error err = {0};
    assert_false(open_json(&tokenizer, buffer_text(&json), &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    buffer_empty(&json);
    buffer_append_text(&json, "{\"post_processor\":{\"type\":\"Sequence\",\"processors\":[");
    for (int i = 0; i < 40; i++) {
        buffer_append_format(&json,
                             "%s{\"type\":\"TemplateProcessing\",\"single\":[{\"Sequence\":"
                             "{\"id\":\"A\"}},{\"Sequence\":{\"id\":\"A\"}}]}",
                             i > 0 ? "," : "");
    }
    buffer_append_text(&json, "]}," SMALL_MODEL "}");
    err = (struct error){0};
    assert_false(open_json(&tokenizer, buffer_text(&json), &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    buffer_clear(&json);
}

static void explosive_expressions_end_in_an_error(void **state)
{
    (void)state;
    static const char json[] =
        "{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a|aa)+[cd]\"},"
        "\"behavior\":\"Isolated\"}," SMALL_MODEL "}";
    struct tokenizer *tokenizer;
    struct error err = {0};
    struct token_list ids = {0};
    char text[2000];
    memset(text, 'a', sizeof text);
    assert_true(open_json(&tokenizer, json, &err));
    assert_false(tokenizer_encode(tokenizer, (struct bytes){(uint8_t *)text, sizeof text}, true,
                                  &ids, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    assert_int_equal(ids.n_ids, 0);
    token_list_clear(&ids);
    tokenizer_close(tokenizer);
}

/* A megabyte without a space takes the heap, and gives what short words give. */
static void long_words_are_not_quadratic(void **state)
{
    (void)state;
    struct tokenizer *tokenizer;
    struct error err = {0};
    struct token_list ids = {0};
    enum { N_PAIRS = 1 << 19 };
    char *text = malloc(2 * N_PAIRS);
    assert_non_null(text);
    for (size_t i = 0; i < N_PAIRS; i++) {
        memcpy(text + 2 * i, "ab", 2);
    }
    assert_true(open_json(&tokenizer, "{" SMALL_MODEL "}", &err));
    assert_true(tokenizer_encode(tokenizer, (struct bytes){(uint8_t *)text, 2 * N_PAIRS}, true,
                                 &ids, &err));
    assert_int_equal(ids.n_ids, N_PAIRS);
    assert_int_equal(ids.ids[0], 2);
    assert_int_equal(ids.ids[N_PAIRS - 1], 2);
    token_list_clear(&ids);
    tokenizer_close(tokenizer);
    free(text);
}

/* The same vocabulary twice: as tokenizer.json, whose post-processor holds, and as vocab.json with
 * merges.txt, where the config says what goes around a text. */
static void roles_come_from_the_config(void **state)
{
    (void)state;
    static const char json[] = "{" SMALL_MODEL "}";
    static const char vocab[] = "{\"a\":0,\"b\":1,\"ab\":2}";
    static const char merges[] = "#version: 0.2\r\na b\r\n\r\n";
    static const char config[] =
        "{\"bos_token\":\"<b>\",\"eos_token\":{\"content\":\"ab\"},\"add_bos_token\":true,"
        "\"unk_token\":null,\"added_tokens_decoder\":{\"3\":{\"content\":\"<b>\",\"special\":true}}"
        "}";
    struct folder_file files[] = {
        {"tokenizer_config.json", {(const uint8_t *)config, sizeof config - 1}},
        {"vocab.json", {(const uint8_t *)vocab, sizeof vocab - 1}},
        {"merges.txt", {(const uint8_t *)merges, sizeof merges - 1}},
        {"tokenizer.json", {(const uint8_t *)json, sizeof json - 1}},
    };
    for (size_t has_json = 0; has_json < 2; has_json++) {
        struct folder *folder;
        struct tokenizer *tokenizer;
        struct error err = {0};
        struct token_list ids = {0};
        uint32_t id;
        assert_true(folder_open_memory(&folder, files, 3 + has_json, &err));
        assert_true(tokenizer_open(&tokenizer, folder, &err));
        folder_close(folder);
        assert_string_equal(tokenizer_role_text(tokenizer, TOKENIZER_BOS), "<b>");
        assert_true(tokenizer_role_id(tokenizer, TOKENIZER_BOS, &id));
        assert_int_equal(id, 3);
        assert_true(tokenizer_is_special(tokenizer, 3));
        assert_true(tokenizer_role_id(tokenizer, TOKENIZER_EOS, &id));
        assert_int_equal(id, 2);
        assert_null(tokenizer_role_text(tokenizer, TOKENIZER_UNK));
        assert_false(tokenizer_role_id(tokenizer, TOKENIZER_PAD, &id));
        assert_int_equal(tokenizer_n_tokens(tokenizer), 4);
        assert_true(tokenizer_encode(tokenizer, (struct bytes){(const uint8_t *)"a<b>b", 5}, true,
                                     &ids, &err));
        assert_int_equal(ids.n_ids, 4 - has_json);
        assert_int_equal(ids.ids[0], has_json ? 0 : 3);
        assert_int_equal(ids.ids[ids.n_ids - 1], 1);
        token_list_clear(&ids);
        tokenizer_close(tokenizer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_give_the_ids_of_the_library),
        cmocka_unit_test(hostile_files_are_refused),
        cmocka_unit_test(tables_are_read_in_any_form),
        cmocka_unit_test(nesting_is_limited),
        cmocka_unit_test(explosive_expressions_end_in_an_error),
        cmocka_unit_test(long_words_are_not_quadratic),
        cmocka_unit_test(roles_come_from_the_config),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
