/* Lines to samples, samples to batches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "train/dataset.h"

/* a, b, u, :, E (the end), in one character each. */
static const char tokenizer_json[] =
    "{\"added_tokens\":[{\"id\":5,\"content\":\"E\",\"special\":true}],"
    "\"model\":{\"type\":\"BPE\",\"unk_token\":\"<unk>\","
    "\"vocab\":{\"<unk>\":0,\"a\":1,\"b\":2,\"u\":3,\":\":4},\"merges\":[]}}";
static const char tokenizer_config[] = "{\"eos_token\":\"E\"}";
static const char source[] = "{% for m in messages %}u:{{ m.content }}E{% endfor %}"
                             "{% if add_generation_prompt %}u:{% endif %}";

struct tools {
    struct folder *folder;
    struct tokenizer *tokenizer;
    struct chat *chat;
};

static int open_tools(void **state)
{
    static struct tools tools;
    struct error err = {0};
    const struct folder_file files[] = {
        {"tokenizer.json", {(const uint8_t *)tokenizer_json, sizeof tokenizer_json - 1}},
        {"tokenizer_config.json", {(const uint8_t *)tokenizer_config, sizeof tokenizer_config - 1}},
    };
    *state = &tools;
    return folder_open_memory(&tools.folder, files, 2, &err) &&
                   tokenizer_open(&tools.tokenizer, tools.folder, &err) &&
                   chat_open_source(&tools.chat,
                                    (struct bytes){(const uint8_t *)source, sizeof source - 1},
                                    "chat", &err)
               ? 0
               : -1;
}

static int close_tools(void **state)
{
    struct tools *tools = *state;
    chat_close(tools->chat);
    tokenizer_close(tools->tokenizer);
    folder_close(tools->folder);
    return 0;
}

static bool add(void **state, struct dataset *set, const char *text, bool masks, size_t max_tokens,
                struct error *err)
{
    const struct tools *tools = *state;
    const struct dataset_options options = {.masks_prompt = masks, .max_tokens = max_tokens};
    *set = (struct dataset){.n_samples = 0};
    *err = (struct error){0};
    return dataset_add(set, "train.jsonl", (struct bytes){(const uint8_t *)text, strlen(text)},
                       tools->tokenizer, tools->chat, &options, err);
}

static void check_sample(const struct dataset *set, size_t index, const uint32_t *ids, size_t n,
                         size_t first_target)
{
    const struct dataset_sample *sample = &set->samples[index];
    assert_int_equal(sample->n_tokens, n);
    assert_int_equal(sample->first_target, first_target);
    assert_memory_equal(set->tokens.ids + sample->first_token, ids, n * sizeof *ids);
}

static void lines_become_samples(void **state)
{
    struct dataset set;
    struct error err;
    const uint32_t text[] = {1, 2, 5, 0};
    const uint32_t chat[] = {3, 4, 1, 5, 3, 4, 2, 5, 0};
    assert_true(add(state, &set, "{\"text\":\"ab\"}\n\n{\"text\":\"abE\"}", false, 100, &err));
    assert_int_equal(set.n_samples, 2);
    check_sample(&set, 0, text, 4, 1);
    check_sample(&set, 1, text, 4, 1); /* an end that is there is not added again */
    assert_int_equal(set.samples[1].line, 3);
    dataset_clear(&set);
    assert_true(add(state, &set, "{\"prompt\":\"a\",\"completion\":\"b\"}", true, 100, &err));
    check_sample(&set, 0, chat, 9, 6); /* the prompt has the beginning of the answer */
    dataset_clear(&set);
    assert_true(add(state, &set,
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                    "{\"role\":\"assistant\",\"content\":\"b\"}]}",
                    false, 100, &err));
    check_sample(&set, 0, chat, 9, 1);
    dataset_clear(&set);
}

static void long_ones_are_counted(void **state)
{
    struct dataset set;
    struct error err;
    const uint32_t cut[] = {1, 2, 1};
    assert_true(add(state, &set, "{\"text\":\"abab\"}\n{\"text\":\"a\"}", false, 3, &err));
    assert_int_equal(set.n_samples, 2);
    check_sample(&set, 0, cut, 3, 1);
    assert_int_equal(set.n_cut, 1);
    assert_int_equal(set.n_lost, 2);
    assert_int_equal(set.n_longest, 5);
    dataset_clear(&set);
    /* Nothing of the answer is left. */
    assert_true(add(state, &set, "{\"prompt\":\"aaaa\",\"completion\":\"b\"}", true, 5, &err));
    assert_int_equal(set.n_samples, 0);
    assert_int_equal(set.n_empty, 1);
    dataset_clear(&set);
}

/* A template that shows the last two messages only: what stands before an answer is another text
 * than that of the messages before it. */
static void the_prompt_is_found_behind_a_window(void **state)
{
    static const char window[] = "{% for m in messages[-2:] %}u:{{ m.content }}E{% endfor %}"
                                 "{% if add_generation_prompt %}u:{% endif %}";
    static const char line[] =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"aaaaaaaa\"},"
        "{\"role\":\"assistant\",\"content\":\"bbbb\"},{\"role\":\"user\",\"content\":\"a\"},"
        "{\"role\":\"assistant\",\"content\":\"ba\"}]}";
    const uint32_t expected[] = {3, 4, 1, 5, 3, 4, 2, 1, 5, 0};
    struct tools tools = *(struct tools *)*state;
    void *with_window = &tools;
    struct dataset set;
    struct error err = {0};
    assert_true(chat_open_source(
        &tools.chat, (struct bytes){(const uint8_t *)window, sizeof window - 1}, "chat", &err));
    assert_true(add(&with_window, &set, line, true, 100, &err));
    assert_int_equal(set.n_samples, 1);
    assert_int_equal(set.n_empty, 0);
    check_sample(&set, 0, expected, 10, 6);
    dataset_clear(&set);
    chat_close(tools.chat);
}

static void mistakes_are_named(void **state)
{
    static const struct {
        const char *text, *parts[2];
    } rows[] = {
        {"", {"train.jsonl", "no sample"}},
        {"\n \n", {"train.jsonl", "no sample"}},
        {"{\"text\":\"a\"}\n{", {"line 2", "train.jsonl"}},
        {"{\"text\":\"a\"}\n\n{\"text\":1}", {"line 3", "\"text\""}},
        {"{\"other\":\"a\"}", {"line 1", "messages"}},
        {"{\"messages\":{}}", {"line 1", "messages"}},
        {"{\"prompt\":\"a\",\"completion\":\"b\"}\n{\"text\":\"a\"}", {"line 2", "prompt"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dataset set;
        struct error err;
        assert_false(add(state, &set, rows[i].text, false, 100, &err));
        for (size_t k = 0; k < 2; k++) {
            if (strstr(err.message, rows[i].parts[k]) == NULL) {
                fail_msg("\"%s\" is not in: %s", rows[i].parts[k], err.message);
            }
        }
        dataset_clear(&set);
    }
    struct dataset set;
    struct error err;
    assert_false(add(state, &set, "{\"text\":\"a\"}", true, 100, &err));
    dataset_clear(&set);
}

static void batches_follow_length_and_seed(void **state)
{
    struct dataset set;
    struct dataset_batches batches;
    struct error err;
    assert_true(add(state, &set,
                    "{\"text\":\"aaaa\"}\n{\"text\":\"a\"}\n{\"text\":\"aaa\"}\n{\"text\":\"b\"}\n"
                    "{\"text\":\"aa\"}",
                    false, 100, &err));
    const size_t order[] = {1, 3, 4, 2, 0};
    assert_true(dataset_batch(&set, 2, false, 100, 9, &batches, &err));
    assert_int_equal(batches.n, 3); /* the last has one */
    assert_memory_equal(batches.order, order, sizeof order);
    bool differs = false;
    size_t first[3];
    for (uint64_t epoch = 0; epoch < 20; epoch++) {
        unsigned seen = 0;
        for (size_t i = 0; i < 3; i++) {
            size_t place = dataset_batch_at(&batches, epoch * 3 + i);
            seen |= 1u << place;
            first[i] = epoch == 0 ? place : first[i];
            differs |= place != first[i];
        }
        assert_int_equal(seen, 7);
    }
    assert_true(differs);
    for (size_t i = 0; i < 3; i++) { /* going back gives the same */
        assert_int_equal(dataset_batch_at(&batches, i), first[i]);
    }
    dataset_batches_clear(&batches);
    assert_true(dataset_batch(&set, 1, true, 6, 9, &batches, &err)); /* 3, 3, 4, 5, 6 tokens */
    const size_t firsts[] = {0, 2, 3, 4, 5};
    assert_int_equal(batches.n, 4);
    assert_memory_equal(batches.firsts, firsts, sizeof firsts);
    dataset_batches_clear(&batches);
    dataset_clear(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_samples),
        cmocka_unit_test(long_ones_are_counted),
        cmocka_unit_test(the_prompt_is_found_behind_a_window),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(batches_follow_length_and_seed),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
