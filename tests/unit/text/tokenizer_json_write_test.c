/* Tokenizers of GGUF files, written as tokenizer.json and read back, give the same ids: those of
 * the corpus on the texts of all its vocabulary vectors. Skipped where there is no corpus. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file_map.h"
#include "text/tokenizer_json_write.h"

#include <cmocka.h>

enum { MAX_FILES = 64, PATH_BYTES = 1024, SKIPPED = 77 };

struct corpus {
    char folder[PATH_BYTES];
    char vocabularies[MAX_FILES][PATH_BYTES];
    size_t n_vocabularies;
    struct file_map texts[MAX_FILES];
    size_t n_texts;
};

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name);
    return n > strlen(end) && strcmp(name + n - strlen(end), end) == 0;
}

static bool find_corpus(struct corpus *corpus)
{
    const char *root = getenv("SILEX_CORPUS");
    char path[PATH_BYTES + 300];
    snprintf(corpus->folder, sizeof corpus->folder, "%s/tokenizers/ggml-vocab-vectors",
             root != NULL ? root : "");
    DIR *directory = opendir(corpus->folder);
    if (directory == NULL) {
        return false;
    }
    for (struct dirent *item; (item = readdir(directory)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", corpus->folder, item->d_name);
        if (ends_with(item->d_name, ".gguf") && corpus->n_vocabularies < MAX_FILES) {
            snprintf(corpus->vocabularies[corpus->n_vocabularies++], PATH_BYTES, "%.1023s", path);
        } else if (ends_with(item->d_name, ".inp") && corpus->n_texts < MAX_FILES) {
            assert_true(file_map_open(&corpus->texts[corpus->n_texts++], path, NULL));
        }
    }
    closedir(directory);
    return corpus->n_vocabularies > 0;
}

/* The written tokenizer, in memory; the folder must stay. */
static struct tokenizer *write_and_open(const struct tokenizer *given, struct folder *from,
                                        struct buffer files[2], struct folder **folder)
{
    struct error err = {0};
    struct gguf gguf;
    struct tokenizer *written = NULL;
    buffer_init(&files[0], 1 << 28);
    buffer_init(&files[1], 1 << 20);
    assert_true(gguf_open(&gguf, from, &err));
    assert_true(tokenizer_json_append(&files[0], given, &gguf, &err));
    assert_true(tokenizer_config_append(&files[1], given, &err));
    buffer_append_text(&files[1], "}");
    gguf_clear(&gguf);
    const struct folder_file list[] = {
        {"tokenizer.json", {(const uint8_t *)files[0].data, files[0].n_bytes}},
        {"tokenizer_config.json", {(const uint8_t *)files[1].data, files[1].n_bytes}},
    };
    if (!folder_open_memory(folder, list, 2, &err) || !tokenizer_open(&written, *folder, &err)) {
        fail_msg("%s", err.message);
    }
    return written;
}

static void check_text(const char *name, const struct tokenizer *a, const struct tokenizer *b,
                       struct bytes text)
{
    struct token_list x = {.n_ids = 0};
    struct token_list y = {.n_ids = 0};
    struct error err = {0};
    /* Characters that no token is made of are an error of some vocabularies. */
    bool is_good = tokenizer_encode(a, text, true, &x, &err);
    assert_int_equal(is_good, tokenizer_encode(b, text, true, &y, NULL));
    if (x.n_ids != y.n_ids || (x.n_ids > 0 && memcmp(x.ids, y.ids, x.n_ids * sizeof *x.ids) != 0)) {
        size_t i = 0;
        while (i < x.n_ids && i < y.n_ids && x.ids[i] == y.ids[i]) {
            i++;
        }
        fail_msg("%s: \"%.*s\": %zu ids, then %zu; the first that differs is %zu", name,
                 (int)text.n_bytes, (const char *)text.data, x.n_ids, y.n_ids, i);
    }
    struct buffer one, two;
    buffer_init(&one, 1 << 24);
    buffer_init(&two, 1 << 24);
    assert_true(tokenizer_decode(a, x.ids, x.n_ids, false, &one, NULL));
    assert_true(tokenizer_decode(b, y.ids, y.n_ids, false, &two, NULL));
    assert_string_equal(buffer_text(&one), buffer_text(&two));
    buffer_clear(&one);
    buffer_clear(&two);
    token_list_clear(&x);
    token_list_clear(&y);
}

static void check_texts(const char *name, const struct tokenizer *a, const struct tokenizer *b,
                        struct bytes file)
{
    static const char between[] = "\n__ggml_vocab_test__\n";
    const uint8_t *at = file.data;
    const uint8_t *end = file.data + file.n_bytes;
    while (at < end) {
        const uint8_t *next = memmem(at, (size_t)(end - at), between, sizeof between - 1);
        check_text(name, a, b, (struct bytes){at, (size_t)((next != NULL ? next : end) - at)});
        at = next != NULL ? next + sizeof between - 1 : end;
    }
}

static void corpus_gives_the_same_ids(void **state)
{
    struct corpus *corpus = *state;
    size_t n_checked = 0;
    for (size_t i = 0; i < corpus->n_vocabularies; i++) {
        struct folder *folder;
        struct folder *memory;
        struct tokenizer *given;
        struct buffer files[2];
        const char *path = corpus->vocabularies[i];
        assert_true(gguf_open_path(&folder, path, NULL));
        if (tokenizer_open(&given, folder, NULL)) {
            struct tokenizer *written = write_and_open(given, folder, files, &memory);
            for (size_t k = 0; k < corpus->n_texts; k++) {
                check_texts(path, given, written, corpus->texts[k].bytes);
            }
            n_checked++;
            tokenizer_close(written);
            folder_close(memory);
            buffer_clear(&files[0]);
            buffer_clear(&files[1]);
            tokenizer_close(given);
        }
        folder_close(folder);
    }
    print_message("%zu tokenizers, %zu files of texts\n", n_checked, corpus->n_texts);
    assert_true(n_checked >= 8);
}

static void texts_are_escaped(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, 100);
    tokenizer_json_append_text(&out, (struct bytes){(const uint8_t *)"a\"\\\n\x7F\xC3\xA9", 7});
    assert_string_equal(buffer_text(&out), "\"a\\\"\\\\\\u000a\\u007f\xC3\xA9\"");
    buffer_clear(&out);
}

int main(void)
{
    static struct corpus corpus;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test_prestate(corpus_gives_the_same_ids, &corpus),
    };
    bool has_corpus = find_corpus(&corpus);
    int n_failed = has_corpus ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
    for (size_t i = 0; i < corpus.n_texts; i++) {
        file_map_close(&corpus.texts[i]);
    }
    return has_corpus ? n_failed : SKIPPED;
}
