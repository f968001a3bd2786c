/* Merges from counted words. Expected ones were learned by the tokenizers library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "text/bpe_trainer.h"

struct learned {
    struct vocabulary vocabulary;
    struct word_counts counts;
    struct trained_merges merges;
};

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static void start(struct learned *learned, const char *letters)
{
    vocabulary_init(&learned->vocabulary);
    word_counts_init(&learned->counts);
    learned->merges = (struct trained_merges){.items = NULL};
    for (uint32_t i = 0; letters[i] != '\0'; i++) {
        struct bytes letter = {(const uint8_t *)letters + i, 1};
        assert_true(vocabulary_add(&learned->vocabulary, i, letter, NULL));
    }
}

static void count(struct learned *learned, const char *word, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        assert_true(word_counts_add(&learned->counts, bytes_of(word), NULL));
    }
}

static bool train(struct learned *learned, size_t n_tokens, uint64_t min_count, struct error *err)
{
    const struct bpe_training training = {.n_tokens = n_tokens, .min_count = min_count};
    return bpe_train(&training, &learned->counts, &learned->vocabulary, &learned->merges, err);
}

/* "left right" for each merge. */
static void check(const struct learned *learned, const char *const *expected, size_t n)
{
    assert_int_equal(learned->merges.n_items, n);
    for (size_t i = 0; i < n; i++) {
        const struct trained_merge *merge = &learned->merges.items[i];
        struct bytes left = vocabulary_word(&learned->vocabulary, merge->left);
        struct bytes right = vocabulary_word(&learned->vocabulary, merge->right);
        struct bytes made = vocabulary_word(&learned->vocabulary, merge->made);
        size_t n_left = strcspn(expected[i], " ");
        assert_int_equal(left.n_bytes, n_left);
        assert_int_equal(right.n_bytes, strlen(expected[i]) - n_left - 1);
        assert_memory_equal(left.data, expected[i], left.n_bytes);
        assert_memory_equal(right.data, expected[i] + n_left + 1, right.n_bytes);
        assert_int_equal(made.n_bytes, left.n_bytes + right.n_bytes);
        assert_memory_equal(made.data, left.data, left.n_bytes);
    }
}

static void finish(struct learned *learned)
{
    vocabulary_clear(&learned->vocabulary);
    word_counts_clear(&learned->counts);
    free(learned->merges.items);
}

static const struct {
    const char *text;
    unsigned n;
} words[] = {{"cbabb", 3}, {"cbca", 2},    {"acb", 3},   {"cbcb", 1},
             {"acc", 1},   {"abbabab", 3}, {"cacba", 1}, {"cccbbca", 1}};

static const char *const expected[] = {
    "a b",   "c b",  "ab b", "a cb",  "c a",   "ab ab",  "cb abb",   "abb abab", "c c",
    "cb ca", "a cc", "b ca", "c acb", "cb cb", "cb bca", "cc cbbca", "cacb a",
};

enum { N_WORDS = sizeof words / sizeof words[0], N_MERGES = sizeof expected / sizeof expected[0] };

/* Of equally frequent pairs that of the lower ids, whatever the order of the words. */
static void merges_are_the_library_s(void **state)
{
    (void)state;
    for (size_t first = 0; first < N_WORDS; first++) {
        struct learned learned;
        start(&learned, "abc");
        for (size_t i = 0; i < N_WORDS; i++) {
            count(&learned, words[(first + i) % N_WORDS].text, words[(first + i) % N_WORDS].n);
        }
        assert_true(train(&learned, 30, 1, NULL));
        check(&learned, expected, N_MERGES);
        finish(&learned);
    }
}

static void merging_ends_where_it_is_told(void **state)
{
    struct learned learned;
    (void)state;
    start(&learned, "abc");
    for (size_t i = 0; i < N_WORDS; i++) {
        count(&learned, words[i].text, words[i].n);
    }
    assert_true(train(&learned, 3 + 5, 1, NULL));
    check(&learned, expected, 5);
    assert_int_equal(learned.vocabulary.n_words, 8);
    finish(&learned);

    static const char *const frequent[] = {"a b"};
    start(&learned, "abc");
    count(&learned, "ab", 3);
    count(&learned, "bc", 2);
    assert_true(train(&learned, 30, 3, NULL));
    check(&learned, frequent, 1);
    finish(&learned);
}

/* aaaa is merged from the left, and what is left over stays. */
static void repeated_letters(void **state)
{
    static const char *const merges[] = {"a a", "aa aa", "aaaa a"};
    struct learned learned;
    (void)state;
    start(&learned, "a");
    count(&learned, "aaaaa", 2);
    count(&learned, "aaaa", 1);
    assert_true(train(&learned, 100, 1, NULL));
    check(&learned, merges, 3);
    finish(&learned);
}

/* A merged token that is in the vocabulary already keeps its id. */
static void tokens_that_are_there(void **state)
{
    struct learned learned;
    (void)state;
    start(&learned, "ab");
    assert_true(vocabulary_add(&learned.vocabulary, 2, bytes_of("ab"), NULL));
    count(&learned, "abab", 1);
    assert_true(train(&learned, 100, 1, NULL));
    assert_int_equal(learned.merges.items[0].made, 2);
    assert_int_equal(learned.vocabulary.n_words, 4);
    finish(&learned);
}

static void strange_letters_are_refused(void **state)
{
    struct learned learned;
    struct error err = {0};
    (void)state;
    start(&learned, "ab");
    count(&learned, "abx", 1);
    assert_false(train(&learned, 100, 1, &err));
    assert_int_equal(err.code, ERROR_UNSUPPORTED);
    finish(&learned);
}

static bool cancel(void *context, double fraction)
{
    (void)context;
    return fraction < 0.5;
}

static void it_can_be_cancelled(void **state)
{
    struct learned learned;
    struct error err = {0};
    char word[9] = "";
    (void)state;
    start(&learned, "abcdefgh");
    for (uint32_t i = 0; i < 4096; i++) {
        for (uint32_t k = 0; k < 8; k++) {
            word[k] = (char)('a' + (i * 2654435761u >> (3 * k + 4) & 7));
        }
        count(&learned, word, 1);
    }
    const struct bpe_training training = {.n_tokens = 1000, .min_count = 1, .progress = cancel};
    assert_false(bpe_train(&training, &learned.counts, &learned.vocabulary, &learned.merges, &err));
    assert_int_equal(err.code, ERROR_CANCELLED);
    assert_true(learned.merges.n_items >= 400 && learned.merges.n_items < 600);
    finish(&learned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merges_are_the_library_s),
        cmocka_unit_test(merging_ends_where_it_is_told),
        cmocka_unit_test(repeated_letters),
        cmocka_unit_test(tokens_that_are_there),
        cmocka_unit_test(strange_letters_are_refused),
        cmocka_unit_test(it_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
