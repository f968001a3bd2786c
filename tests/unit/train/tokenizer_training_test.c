/* Tokenizers from files: what is counted, what is written, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/folder.h"
#include "text/chat.h"
#include "text/tokenizer.h"
#include "train/tokenizer_training.h"

static char folder[64], text_path[80], lines_path[80], made_path[80];

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void remove_made(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/tokenizer.json", made_path);
    unlink(path);
    snprintf(path, sizeof path, "%s/tokenizer_config.json", made_path);
    unlink(path);
    rmdir(made_path);
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/silex-tokenizer-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(text_path, sizeof text_path, "%s/text.txt", folder);
    snprintf(lines_path, sizeof lines_path, "%s/lines.jsonl", folder);
    snprintf(made_path, sizeof made_path, "%s/made", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    remove_made();
    unlink(text_path);
    unlink(lines_path);
    return rmdir(folder);
}

static bool train(const struct tokenizer_recipe *recipe, const char *path, size_t n_tokens,
                  struct tokenizer_trained *trained, struct error *err)
{
    const struct tokenizer_training training = {
        .files = &path, .n_files = 1, .recipe = *recipe, .n_tokens = n_tokens};
    *err = (struct error){0};
    remove_made();
    return tokenizer_train(&training, made_path, trained, err);
}

static void check_decodes(const struct tokenizer *tokenizer, const char *text, size_t n_ids)
{
    struct token_list ids = {.ids = NULL};
    struct buffer out;
    struct bytes bytes = {(const uint8_t *)text, strlen(text)};
    buffer_init(&out, 1000);
    assert_true(tokenizer_encode(tokenizer, bytes, false, &ids, NULL));
    assert_int_equal(ids.n_ids, n_ids);
    assert_true(tokenizer_decode(tokenizer, ids.ids, ids.n_ids, false, &out, NULL));
    assert_string_equal(buffer_text(&out), text);
    token_list_clear(&ids);
    buffer_clear(&out);
}

static void a_tokenizer_from_text(void **state)
{
    static const char *const special[] = {"<a>", "<b>"};
    const struct tokenizer_recipe recipe = {.special_tokens = special,
                                            .n_special = 2,
                                            .bos_token = "<b>",
                                            .eos_token = "<end>",
                                            .splits_digits = true,
                                            .chat_template = "{{ bos_token }}x"};
    struct tokenizer_trained trained;
    struct error err;
    struct folder *opened;
    struct tokenizer *tokenizer;
    struct chat *chat;
    uint32_t id;
    (void)state;
    write_file(text_path, "low lower\n\xFF low 2025 lowest\n");
    assert_true(train(&recipe, text_path, 300, &trained, &err));
    assert_int_equal(trained.n_tokens, 3 + 256 + trained.n_merges);
    assert_int_equal(trained.n_bytes, 28);
    assert_true(folder_open(&opened, made_path, &err));
    assert_true(tokenizer_open(&tokenizer, opened, &err));
    assert_true(chat_open(&chat, opened, &err));
    assert_true(tokenizer_find(tokenizer, "<end>", 5, &id) && id == 2);
    assert_true(tokenizer_is_special(tokenizer, 0) && tokenizer_is_special(tokenizer, 2) &&
                !tokenizer_is_special(tokenizer, 3));
    assert_true(tokenizer_role_id(tokenizer, TOKENIZER_EOS, &id) && id == 2);
    assert_string_equal(chat_source(chat, false), "{{ bos_token }}x");
    check_decodes(tokenizer, " low", 1);
    check_decodes(tokenizer, " lower low", 2);
    check_decodes(tokenizer, "2025<a>2025", 9);
    check_decodes(tokenizer, "\xC3\xA9<end>", 3);
    struct token_list ids = {.ids = NULL};
    assert_true(tokenizer_encode(tokenizer, (struct bytes){NULL, 0}, true, &ids, &err));
    assert_int_equal(ids.n_ids, 1);
    assert_int_equal(ids.ids[0], 1);
    token_list_clear(&ids);
    chat_close(chat);
    tokenizer_close(tokenizer);
    folder_close(opened);
}

/* The same text in every form of a line gives the same merges; a template adds its own. */
static void lines_of_every_form(void **state)
{
    static const char *const lines[] = {
        "{\"text\":\"aa bb\"}\n{\"text\":\"aa\"}\n",
        "{\"prompt\":\"aa bb\",\"completion\":\"aa\"}\n",
        ("\n{\"messages\":[{\"role\":\"user\",\"content\":\"aa bb\"},{\"role\":\"assistant\","
         "\"content\":\"aa\"},{\"role\":\"tool\",\"content\":null}]}\n"),
    };
    struct tokenizer_recipe recipe = {.pre_tokenizer = "qwen2"};
    struct tokenizer_trained trained;
    struct error err;
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        write_file(lines_path, lines[i]);
        assert_true(train(&recipe, lines_path, 400, &trained, &err));
        assert_int_equal(trained.n_bytes, 7);
        assert_int_equal(trained.n_words, 3);
        assert_int_equal(trained.n_different, 2);
        assert_int_equal(trained.n_merges, 3);
    }
    recipe.chat_template = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}";
    write_file(lines_path, lines[1]);
    assert_true(train(&recipe, lines_path, 400, &trained, &err));
    assert_int_equal(trained.n_bytes, 7 + 6 + 11);
}

static void check_refused(const struct tokenizer_recipe *recipe, const char *path, size_t n_tokens,
                          const char *message)
{
    struct tokenizer_trained trained;
    struct error err;
    assert_false(train(recipe, path, n_tokens, &trained, &err));
    assert_non_null(strstr(err.message, message));
    assert_int_equal(access(made_path, F_OK), -1);
}

static void what_cannot_be_is_refused(void **state)
{
    static const char *const twice[] = {"<a>", "<a>"};
    static const char *const empty[] = {""};
    static const char *const letter[] = {"a"};
    const struct tokenizer_recipe plain = {.pre_tokenizer = NULL};
    struct tokenizer_recipe recipe = {.special_tokens = twice, .n_special = 2};
    (void)state;
    write_file(text_path, "some text");
    check_refused(&recipe, text_path, 300, "each token once");
    recipe = (struct tokenizer_recipe){.special_tokens = empty, .n_special = 1};
    check_refused(&recipe, text_path, 300, "each token once");
    recipe = (struct tokenizer_recipe){.special_tokens = letter, .n_special = 1};
    check_refused(&recipe, text_path, 300, "it is a letter");
    check_refused(&plain, text_path, 255, "256 bytes");
    check_refused(&plain, text_path, (size_t)1 << 40, "256 bytes");
    recipe = (struct tokenizer_recipe){.pre_tokenizer = "no-such"};
    check_refused(&recipe, text_path, 300, "no-such");
    recipe = (struct tokenizer_recipe){.pre_tokenizer = "{\"type\":\"Whitespace\"}"};
    write_file(text_path, "caf\xC3\xA9 \xE2\x82\xAC");
    check_refused(&recipe, text_path, 300, "ByteLevel");
    recipe = (struct tokenizer_recipe){.pre_tokenizer = "{\"type\":"};
    check_refused(&recipe, text_path, 300, "pre-tokenizer");
    recipe = (struct tokenizer_recipe){.normalizer = "Shout"};
    check_refused(&recipe, text_path, 300, "Shout");
    check_refused(&plain, "/no/such/file", 300, "/no/such/file");
    write_file(text_path, "");
    check_refused(&plain, text_path, 300, "no text");
}

static void malformed_lines_are_told(void **state)
{
    const struct tokenizer_recipe plain = {.pre_tokenizer = NULL};
    struct tokenizer_recipe recipe = {.chat_template = "{{ raise_exception('no') }}"};
    (void)state;
    write_file(lines_path, "{\"text\":\"a\"}\n{\"text\":");
    check_refused(&plain, lines_path, 300, "line 2");
    write_file(lines_path, "{\"text\":\"a\"}\n\n[]\n");
    check_refused(&plain, lines_path, 300, "line 3");
    write_file(lines_path, "{\"texts\":\"a\"}\n");
    check_refused(&plain, lines_path, 300, "line 1");
    write_file(lines_path, "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}\n");
    check_refused(&recipe, lines_path, 300, "line 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tokenizer_from_text),
        cmocka_unit_test(lines_of_every_form),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(malformed_lines_are_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
