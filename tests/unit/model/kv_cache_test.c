/* Pages of the key-value cache: windows release, forks share and copy, rewinds come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "model/kv_cache.h"

enum { N_LAYERS = 4, CONTEXT = 4096, WINDOW = 100, CHUNK = 64 };

static struct layer_config layers[N_LAYERS] = {{0, 0}, {WINDOW, 0}, {WINDOW, 0}, {0, 0}};

static struct model_config config_of_test(void)
{
    return (struct model_config){
        .n_layers = N_LAYERS, .n_kv_heads = 2, .head_dim = 16, .layers = layers};
}

/* Marks every position of every layer with a byte that tells it. */
static void append(struct kv_cache *cache, size_t n, uint8_t mark)
{
    const struct kv_plan *plan = kv_cache_plan(cache);
    assert_true(kv_cache_reserve(cache, n, NULL));
    for (size_t i = kv_cache_n_tokens(cache); i < kv_cache_n_tokens(cache) + n; i++) {
        for (size_t layer = 0; layer < N_LAYERS; layer++) {
            size_t group, offset;
            kv_plan_layer(plan, layer, &group, &offset);
            uint8_t *page = kv_cache_pages(cache, group)[i / KV_PAGE_TOKENS];
            assert_non_null(page);
            page[offset + i % KV_PAGE_TOKENS] = (uint8_t)(mark + layer + i);
        }
    }
    kv_cache_advance(cache, n, 0);
}

/* Every position that a token at the end sees carries its mark. */
static void check(const struct kv_cache *cache, uint8_t mark, size_t first, size_t last)
{
    const struct kv_plan *plan = kv_cache_plan(cache);
    size_t n = kv_cache_n_tokens(cache);
    for (size_t layer = 0; layer < N_LAYERS; layer++) {
        size_t group, offset;
        kv_plan_layer(plan, layer, &group, &offset);
        size_t window = layers[layer].window;
        size_t seen = window > 0 && n + 1 > window ? n + 1 - window : 0;
        for (size_t i = seen > first ? seen : first; i < last; i++) {
            const uint8_t *page = kv_cache_pages(cache, group)[i / KV_PAGE_TOKENS];
            assert_int_equal(page[offset + i % KV_PAGE_TOKENS], (uint8_t)(mark + layer + i));
        }
    }
}

static struct kv_cache *make_cache(const struct model_config *config)
{
    struct kv_plan plan;
    struct kv_cache *cache;
    assert_true(kv_plan_init(&plan, config, KV_F16, CONTEXT, CHUNK, NULL));
    assert_int_equal(plan.n_groups, 2);
    assert_true(plan.groups[1].n_pages < plan.groups[0].n_pages / 4);
    assert_true(kv_cache_create(&cache, &plan, NULL));
    return cache;
}

static void a_full_context_keeps_what_is_seen(void **state)
{
    (void)state;
    struct model_config config = config_of_test();
    struct kv_cache *cache = make_cache(&config);
    while (kv_cache_n_tokens(cache) < CONTEXT) {
        append(cache, CHUNK, 3);
        check(cache, 3, 0, kv_cache_n_tokens(cache));
    }
    struct error err = {0};
    assert_false(kv_cache_reserve(cache, 1, &err));
    assert_int_equal(err.code, ERROR_CONTEXT_FULL);
    assert_true(kv_cache_first_block(cache, 1) > 50);
    kv_cache_destroy(cache);
}

static void rewinding_works_within_the_slack_and_to_the_start(void **state)
{
    (void)state;
    struct model_config config = config_of_test();
    struct kv_cache *cache = make_cache(&config);
    for (int i = 0; i < 32; i++) {
        append(cache, CHUNK, 3);
    }
    assert_true(kv_cache_rewind(cache, 32 * CHUNK - 150));
    append(cache, 50, 9);
    check(cache, 3, 0, 32 * CHUNK - 150);
    check(cache, 9, 32 * CHUNK - 150, 32 * CHUNK - 100);
    assert_false(kv_cache_rewind(cache, 500));
    assert_int_equal(kv_cache_n_tokens(cache), 32 * CHUNK - 100);
    assert_true(kv_cache_rewind(cache, 0));
    append(cache, 30, 1);
    check(cache, 1, 0, 30);
    kv_cache_destroy(cache);
}

static void forks_share_and_do_not_disturb_each_other(void **state)
{
    (void)state;
    struct model_config config = config_of_test();
    struct kv_cache *parent = make_cache(&config);
    struct kv_cache *child;
    for (int i = 0; i < 5; i++) {
        append(parent, 50, 3);
    }
    assert_true(kv_cache_fork(parent, &child, NULL));
    assert_ptr_equal(kv_cache_pages(parent, 0)[0], kv_cache_pages(child, 0)[0]);
    append(child, 40, 70);
    append(parent, 60, 90);
    check(parent, 3, 0, 250);
    check(child, 3, 0, 250);
    check(child, 70, 250, 290);
    check(parent, 90, 250, 310);
    /* The parent starts over while the child holds its old pages, and closes before it. */
    assert_true(kv_cache_rewind(parent, 0));
    while (kv_cache_n_tokens(parent) < CONTEXT) {
        append(parent, CHUNK, 40);
    }
    check(child, 3, 0, 250);
    kv_cache_destroy(parent);
    check(child, 3, 0, 250);
    append(child, 60, 71);
    kv_cache_destroy(child);
}

/* Whatever is computed ahead and taken back, windows pass as they do token by token. */
static void guesses_release_no_page(void **state)
{
    (void)state;
    enum { GUESSES = 7 };
    struct model_config config = config_of_test();
    struct kv_cache *plain = make_cache(&config);
    struct kv_cache *guessing = make_cache(&config);
    size_t n_differing = 0;
    while (kv_cache_n_tokens(plain) < 1000) {
        append(plain, 1, 3);
        size_t n = kv_cache_n_tokens(plain);
        assert_true(kv_cache_reserve(guessing, 1 + GUESSES, NULL));
        kv_cache_advance(guessing, 1 + GUESSES, GUESSES);
        assert_int_equal(kv_cache_n_tokens(guessing), n + GUESSES);
        n_differing += kv_cache_first_block(plain, 1) != kv_cache_first_block(guessing, 1);
        assert_true(kv_cache_rewind(guessing, n));
        kv_cache_advance(guessing, 0, 0);
        assert_int_equal(kv_cache_first_block(guessing, 1), kv_cache_first_block(plain, 1));
    }
    assert_int_equal(n_differing, 0);
    assert_true(kv_cache_first_block(plain, 1) > 0);
    kv_cache_destroy(plain);
    kv_cache_destroy(guessing);
}

static void sizes_beyond_the_address_space_are_refused(void **state)
{
    (void)state;
    struct model_config config = config_of_test();
    struct kv_plan plan;
    struct error err = {0};
    assert_false(kv_plan_init(&plan, &config, KV_F32, SIZE_MAX, CHUNK, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_context_keeps_what_is_seen),
        cmocka_unit_test(rewinding_works_within_the_slack_and_to_the_start),
        cmocka_unit_test(forks_share_and_do_not_disturb_each_other),
        cmocka_unit_test(guesses_release_no_page),
        cmocka_unit_test(sizes_beyond_the_address_space_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
