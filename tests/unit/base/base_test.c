/* The small words: error, memory, arena, buffer, folder, pool. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/folder.h"
#include "base/memory.h"
#include "base/pool.h"

static void first_error_wins_and_context_goes_in_front(void **state)
{
    (void)state;
    struct error err = {0};
    assert_false(error_set(&err, ERROR_IO, "first %d", 1));
    error_set(&err, ERROR_MEMORY, "second");
    error_context(&err, "file %s", "a");
    assert_int_equal(err.code, ERROR_IO);
    assert_string_equal(err.message, "file a: first 1");
    assert_false(error_set(NULL, ERROR_IO, "nobody listens"));
}

static void long_messages_end_at_a_character(void **state)
{
    (void)state;
    char text[2 * ERROR_MESSAGE_BYTES];
    memset(text, 'x', sizeof text);
    memcpy(text + ERROR_MESSAGE_BYTES - 2, "\xC3\xA9", 2);
    text[sizeof text - 1] = '\0';
    struct error err = {0};
    error_set(&err, ERROR_IO, "%s", text);
    assert_int_equal(strlen(err.message), ERROR_MESSAGE_BYTES - 2);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    size_t out;
    assert_false(size_multiply(SIZE_MAX / 2, 3, &out));
    assert_false(size_add(SIZE_MAX, 1, &out));
    assert_true(size_multiply(0, SIZE_MAX, &out));
    struct error err = {0};
    assert_null(memory_array(SIZE_MAX / 4, 8, &err));
    assert_int_equal(err.code, ERROR_MEMORY);
}

static void arena_keeps_its_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 100000);
    struct error err = {0};
    for (int i = 0; i < 100; i++) {
        char *piece = arena_array(&arena, 100, 1, &err);
        assert_non_null(piece);
        memset(piece, i, 100);
    }
    assert_string_equal(arena_text(&arena, "hello", 5, &err), "hello");
    assert_null(arena_array(&arena, 1000000, 1, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    assert_null(arena_array(&arena, 1, 1, &err));
    arena_clear(&arena);
}

static void what_an_arena_reserves_is_one_piece(void **state)
{
    (void)state;
    enum { N = 50, PIECE_BYTES = 65536 };
    struct arena arena;
    struct error err = {0};
    arena_init(&arena, 2 * N * PIECE_BYTES);
    assert_non_null(arena_array(&arena, 3, 1, &err));
    assert_true(arena_reserve(&arena, (size_t)N * PIECE_BYTES, &err));
    char *first = arena_array(&arena, PIECE_BYTES, 1, &err);
    for (size_t i = 1; i < N; i++) {
        assert_ptr_equal(arena_array(&arena, PIECE_BYTES, 1, &err), first + i * PIECE_BYTES);
    }
    assert_true(arena_reserve(&arena, 0, &err));
    assert_false(arena_reserve(&arena, (size_t)N * PIECE_BYTES, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    arena_clear(&arena);
}

static void buffer_appends_formats_and_stops_at_its_limit(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 1000);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_append_text(&buffer, "a");
    buffer_append_format(&buffer, "%d-%s", 42, "b");
    buffer_append_codepoint(&buffer, 0x1F600);
    buffer_append_codepoint(&buffer, 0xE9);
    assert_string_equal(buffer_text(&buffer), "a42-b\xF0\x9F\x98\x80\xC3\xA9");
    for (int i = 0; i < 200; i++) {
        buffer_append_text(&buffer, "0123456789");
    }
    struct error err = {0};
    assert_false(buffer_check(&buffer, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    assert_null(buffer_take(&buffer, NULL));
    buffer_clear(&buffer);
}

static void folders_in_memory_and_on_disk_look_the_same(void **state)
{
    (void)state;
    const struct folder_file files[] = {
        {"b.txt", {(const uint8_t *)"bee", 3}},
        {"a.txt", {(const uint8_t *)"", 0}},
    };
    struct folder *folder;
    struct error err = {0};
    struct bytes bytes;
    assert_true(folder_open_memory(&folder, files, 2, &err));
    assert_string_equal(folder_name(folder, 0), "a.txt");
    assert_true(folder_read(folder, "b.txt", &bytes, &err));
    assert_memory_equal(bytes.data, "bee", 3);
    assert_false(folder_read(folder, "c.txt", &bytes, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    folder_close(folder);

    err = (struct error){0};
    assert_false(folder_open(&folder, "/nowhere/at/all", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    err = (struct error){0};
    assert_true(folder_open(&folder, "/", &err));
    assert_false(folder_read(folder, "etc", &bytes, &err)); /* a directory is not a file */
    assert_int_equal(err.code, ERROR_IO);
    folder_close(folder);
}

static void count_worker(void *context, unsigned worker, unsigned n_workers)
{
    (void)n_workers;
    atomic_fetch_add((atomic_uint *)context, 1u << (4 * worker));
}

static void pool_runs_every_worker_once_per_task(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 4; n++) {
        struct pool *pool;
        assert_true(pool_create(&pool, n, NULL));
        for (int i = 0; i < 2000; i++) {
            atomic_uint seen = 0;
            pool_run(pool, count_worker, &seen);
            assert_int_equal(atomic_load(&seen), 0x1111u & ((1u << (4 * n)) - 1));
        }
        pool_destroy(pool);
    }
    assert_false(pool_create(&(struct pool *){NULL}, 0, NULL));
}

/* Also when they have gone to sleep meanwhile, and for more workers than a word has bits. */
struct relay {
    atomic_size_t n_left;
    atomic_uint n_early; /* workers that did not wait for all */
};

/* Each does its part, the later ones later, and then wants that of all others. */
static void run_relay(void *context, unsigned worker, unsigned n_workers)
{
    struct relay *relay = context;
    (void)n_workers;
    for (volatile unsigned i = 0; i < worker * 10000; i++) {
    }
    atomic_fetch_sub(&relay->n_left, 1);
    pool_wait_until_zero(&relay->n_left);
    atomic_fetch_add(&relay->n_early, atomic_load(&relay->n_left) > 0);
}

static void workers_wait_for_each_other_within_a_task(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 5; n++) {
        struct pool *pool;
        assert_true(pool_create(&pool, n, NULL));
        for (int i = 0; i < 50; i++) {
            struct relay relay = {.n_left = n};
            pool_run(pool, run_relay, &relay);
            assert_int_equal(relay.n_left, 0);
            assert_int_equal(relay.n_early, 0);
        }
        pool_destroy(pool);
    }
}

static void pool_leaves_out_workers_that_are_not_used(void **state)
{
    static const unsigned used[] = {3, 1, 2, 4, 1, 4, 2};
    (void)state;
    struct pool *pool;
    assert_true(pool_create(&pool, 4, NULL));
    assert_int_equal(pool_n_used(pool), 4);
    for (int i = 0; i < 1400; i++) {
        unsigned n = used[i % 7];
        atomic_uint seen = 0;
        pool_use(pool, n);
        pool_run(pool, count_worker, &seen);
        assert_int_equal(atomic_load(&seen), 0x1111u & ((1u << (4 * n)) - 1));
        if (i % 100 == 0) {
            nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
        }
    }
    pool_destroy(pool);
}

static void count_call(void *context, unsigned worker, unsigned n_workers)
{
    (void)worker;
    (void)n_workers;
    atomic_fetch_add((atomic_uint *)context, 1);
}

static void pool_uses_any_number_of_many(void **state)
{
    static const unsigned used[] = {63, 64, 65, 70, 1, 66, 129, 128, 130};
    (void)state;
    struct pool *pool;
    assert_true(pool_create(&pool, 130, NULL));
    for (size_t i = 0; i < sizeof used / sizeof used[0]; i++) {
        atomic_uint n_calls = 0;
        pool_use(pool, used[i]);
        pool_run(pool, count_call, &n_calls);
        assert_int_equal(atomic_load(&n_calls), used[i]);
    }
    pool_destroy(pool);
}

static void shares_cover_everything_once(void **state)
{
    (void)state;
    for (size_t n = 0; n < 70; n++) {
        for (unsigned n_workers = 1; n_workers < 6; n_workers++) {
            size_t next = 0;
            for (unsigned worker = 0; worker < n_workers; worker++) {
                size_t first, last;
                pool_share(n, 16, worker, n_workers, &first, &last);
                assert_int_equal(first, next);
                assert_true(last >= first);
                next = last;
            }
            assert_int_equal(next, n);
        }
    }
}

static void pieces_cover_everything_once(void **state)
{
    (void)state;
    for (size_t n = 0; n < 400; n++) {
        for (unsigned n_workers = 1; n_workers < 6; n_workers++) {
            atomic_size_t taken = 0;
            size_t next = 0, largest = n, first, last;
            while (pool_take(&taken, n, 16, n_workers, &first, &last)) {
                assert_int_equal(first, next);
                assert_true(last > first && last - first <= largest);
                assert_true(last == n || last % 16 == 0);
                largest = last - first;
                next = last;
            }
            assert_int_equal(next, n);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error_wins_and_context_goes_in_front),
        cmocka_unit_test(long_messages_end_at_a_character),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(arena_keeps_its_limit),
        cmocka_unit_test(what_an_arena_reserves_is_one_piece),
        cmocka_unit_test(buffer_appends_formats_and_stops_at_its_limit),
        cmocka_unit_test(folders_in_memory_and_on_disk_look_the_same),
        cmocka_unit_test(pool_runs_every_worker_once_per_task),
        cmocka_unit_test(workers_wait_for_each_other_within_a_task),
        cmocka_unit_test(pool_leaves_out_workers_that_are_not_used),
        cmocka_unit_test(pool_uses_any_number_of_many),
        cmocka_unit_test(shares_cover_everything_once),
        cmocka_unit_test(pieces_cover_everything_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
