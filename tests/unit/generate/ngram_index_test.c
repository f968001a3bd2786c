/* The index finds what a search through the whole list finds, wherever the list was cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/random.h"
#include "generate/ngram_index.h"

enum { MOST = 400 };

/* The longest match, by looking everywhere. */
static size_t longest(const uint32_t *ids, size_t n)
{
    size_t best = 0;
    for (size_t place = 1; place < n; place++) {
        size_t i = 0;
        while (i < place && i < NGRAM_LONGEST && ids[place - 1 - i] == ids[n - 1 - i]) {
            i++;
        }
        best = i >= NGRAM_SHORTEST && i > best ? i : best;
    }
    return best;
}

static void what_followed_is_found(void **state)
{
    (void)state;
    static const uint32_t ids[] = {7, 1, 2, 3, 9, 1, 2, 4, 7, 1, 2};
    struct ngram_index *index;
    assert_true(ngram_index_create(&index, 11, NULL));
    ngram_index_extend(index, ids, 10);
    struct ngram_match match = ngram_index_find(index, ids, 11);
    assert_int_equal(match.n_equal, 3); /* the longest, not the latest */
    assert_int_equal(match.place, 3);
    match = ngram_index_find(index, ids + 2, 1);
    assert_int_equal(match.n_equal, 0);
    ngram_index_cut(index, ids, 6);
    match = ngram_index_find(index, ids, 7); /* "1 2" of the beginning */
    assert_int_equal(match.place, 3);
    assert_int_equal(match.n_equal, 2);
    ngram_index_destroy(index);
}

static void a_repetition_is_found_in_itself(void **state)
{
    (void)state;
    static const uint32_t ids[] = {5, 5, 5, 5};
    struct ngram_index *index;
    assert_true(ngram_index_create(&index, 4, NULL));
    ngram_index_extend(index, ids, 3);
    struct ngram_match match = ngram_index_find(index, ids, 4);
    assert_int_equal(match.n_equal, 3);
    assert_int_equal(match.place, 3);
    ngram_index_destroy(index);
}

/* Ids of a small alphabet, a list that grows and is cut at random: every match is one, and as long
 * as can be wherever the walk along the chain sees all places (here an alphabet so large that pairs
 * are rare). */
static void lists_that_grow_and_shrink(void **state)
{
    (void)state;
    static const uint32_t alphabets[] = {2, 5, 40, 1000000};
    for (size_t a = 0; a < 4; a++) {
        struct ngram_index *index;
        uint32_t ids[MOST];
        size_t n = 0;
        size_t n_found = 0;
        assert_true(ngram_index_create(&index, MOST, NULL));
        for (uint64_t turn = 0; turn < 3000; turn++) {
            uint64_t bits = random_bits(a, turn);
            if (n == MOST || bits % 50 == 0) {
                size_t n_kept = bits / 50 % (n + 1);
                ngram_index_cut(index, ids, n_kept);
                memset(ids + n_kept, 0xFF, (MOST - n_kept) * sizeof *ids);
                n = n_kept;
                continue;
            }
            bool copies = n > 40 && bits % 3 == 0;
            ids[n] = copies ? ids[n - 40] : (uint32_t)(bits >> 16) % alphabets[a];
            n++;
            ngram_index_extend(index, ids, n - 1);
            struct ngram_match match = ngram_index_find(index, ids, n);
            assert_true(match.n_equal <= longest(ids, n));
            if (alphabets[a] >= 40) {
                assert_int_equal(match.n_equal, longest(ids, n));
            }
            if (match.n_equal > 0) {
                assert_in_range(match.place, match.n_equal, n - 1);
                assert_memory_equal(ids + match.place - match.n_equal, ids + n - match.n_equal,
                                    match.n_equal * sizeof *ids);
                n_found++;
            }
        }
        assert_true(n_found > 50);
        ngram_index_destroy(index);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_followed_is_found),
        cmocka_unit_test(a_repetition_is_found_in_itself),
        cmocka_unit_test(lists_that_grow_and_shrink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
