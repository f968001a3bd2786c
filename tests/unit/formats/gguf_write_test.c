/* What is written is read back, value by value and tensor by tensor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "formats/gguf_write.h"

static struct bytes text_bytes(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static void put_all(struct gguf_header *header)
{
    gguf_header_text(header, "general.architecture", text_bytes("llama"));
    gguf_header_u32(header, "a.count", 4000000000u);
    gguf_header_f32(header, "a.epsilon", 1e-5f);
    gguf_header_bool(header, "a.yes", true);
    gguf_header_bool(header, "a.no", false);
    gguf_header_array(header, "t.words", GGUF_STRING, 3);
    gguf_header_item_text(header, text_bytes("one"));
    gguf_header_item_text(header, text_bytes(""));
    gguf_header_item_text(header, text_bytes("three"));
    gguf_header_array(header, "t.types", GGUF_I32, 2);
    gguf_header_item_i32(header, -7);
    gguf_header_item_i32(header, 7);
    gguf_header_array(header, "t.scores", GGUF_F32, 1);
    gguf_header_item_f32(header, -0.5f);
    gguf_header_array(header, "t.flags", GGUF_BOOL, 2);
    gguf_header_item_bool(header, true);
    gguf_header_item_bool(header, false);
}

/* A file of two tensors whose bytes are 1, 2, 3, … */
static void make_file(struct gguf_header *header, struct buffer *file)
{
    const size_t matrix[] = {3, 64};
    const size_t vector[] = {5};
    assert_int_equal(gguf_header_tensor(header, "m", gguf_tensor_type_find("Q4_0"), matrix, 2), 0);
    /* 3 rows of 2 blocks of 18 bytes, padded */
    assert_int_equal(gguf_header_tensor(header, "v", gguf_tensor_type_find("F32"), vector, 1), 128);
    assert_int_equal(header->n_data_bytes, 160);
    gguf_header_append(header, file);
    assert_int_equal(file->n_bytes % GGUF_ALIGNMENT, 0);
    for (unsigned i = 0; i < 160; i++) {
        buffer_append_byte(file, (unsigned char)(i + 1));
    }
    assert_true(gguf_header_check(header, NULL));
    assert_false(file->failed);
}

static void read_back(struct gguf *gguf, const struct buffer *file)
{
    struct error err = {.code = ERROR_NONE};
    struct bytes bytes = {(const uint8_t *)file->data, file->n_bytes};
    gguf_init(gguf);
    if (!gguf_add(gguf, "test", bytes, &err) || !gguf_finish(gguf, &err)) {
        fail_msg("%s", err.message);
    }
}

static void check_values(const struct gguf *gguf)
{
    int64_t integer = 0;
    double real = 0;
    bool yes = false;
    bool no = true;
    const struct gguf_value *array;
    struct bytes word;
    assert_int_equal(gguf->version, 3);
    assert_int_equal(gguf->n_pairs, 9);
    assert_true(gguf_read_integer(gguf, "a.count", 0, INT64_MAX, &integer, NULL));
    assert_true(integer == 4000000000);
    assert_true(gguf_read_real(gguf, "a.epsilon", 0, 1, &real, NULL));
    assert_true((float)real == 1e-5f);
    assert_true(gguf_read_bool(gguf, "a.yes", &yes, NULL) && yes);
    assert_true(gguf_read_bool(gguf, "a.no", &no, NULL) && !no);
    assert_true(gguf_read_array(gguf, "t.words", GGUF_STRING, &array, NULL));
    assert_int_equal(array->n_items, 3);
    struct gguf_strings walk = gguf_strings_of(gguf, array);
    assert_true(gguf_strings_next(&walk, &word) && word.n_bytes == 3);
    assert_true(gguf_strings_next(&walk, &word) && word.n_bytes == 0);
    assert_true(gguf_strings_next(&walk, &word) && memcmp(word.data, "three", 5) == 0);
    assert_true(gguf_read_array(gguf, "t.types", GGUF_I32, &array, NULL));
    assert_true(gguf_item_integer(array, 0, &integer) && integer == -7);
    assert_true(gguf_read_array(gguf, "t.scores", GGUF_F32, &array, NULL));
    assert_true(gguf_item_real(array, 0, &real) && real == -0.5);
    assert_true(gguf_read_array(gguf, "t.flags", GGUF_BOOL, &array, NULL));
    assert_int_equal(array->n_items, 2);
}

static void test_round_trip(void **context)
{
    (void)context;
    struct gguf_header header;
    struct buffer file;
    struct gguf gguf;
    gguf_header_init(&header);
    buffer_init(&file, 1 << 20);
    put_all(&header);
    make_file(&header, &file);
    read_back(&gguf, &file);
    check_values(&gguf);
    const struct gguf_tensor *matrix = gguf_find_tensor(&gguf, "m");
    const struct gguf_tensor *vector = gguf_find_tensor(&gguf, "v");
    assert_true(matrix != NULL && vector != NULL);
    assert_int_equal(matrix->shape[0], 3);
    assert_int_equal(matrix->shape[1], 64);
    assert_int_equal(matrix->bytes.n_bytes, 108);
    assert_int_equal(matrix->bytes.data[0], 1);
    assert_int_equal(vector->bytes.n_bytes, 20);
    assert_int_equal(vector->bytes.data[0], 129);
    gguf_clear(&gguf);
    buffer_clear(&file);
    gguf_header_clear(&header);
}

/* The pairs of a file that was read, put again, are the same bytes. */
static void test_copies(void **context)
{
    (void)context;
    struct gguf_header header;
    struct gguf_header again;
    struct buffer file;
    struct gguf gguf;
    gguf_header_init(&header);
    gguf_header_init(&again);
    buffer_init(&file, 1 << 20);
    put_all(&header);
    make_file(&header, &file);
    read_back(&gguf, &file);
    for (size_t i = 0; i < gguf.n_pairs; i++) {
        gguf_header_value(&again, gguf.pairs[i].key, &gguf.pairs[i].value);
    }
    assert_int_equal(again.n_pairs, header.n_pairs);
    assert_int_equal(again.pairs.n_bytes, header.pairs.n_bytes);
    buffer_empty(&file);
    make_file(&again, &file);
    gguf_clear(&gguf);
    read_back(&gguf, &file);
    check_values(&gguf);
    gguf_clear(&gguf);
    buffer_clear(&file);
    gguf_header_clear(&header);
    gguf_header_clear(&again);
}

static void test_types(void **context)
{
    (void)context;
    assert_int_equal(gguf_tensor_type_find("BF16")->number, 30);
    assert_int_equal(gguf_tensor_type_find("Q6_K")->n_bytes, 210);
    assert_null(gguf_tensor_type_find("Q7_K"));
    assert_int_equal(gguf_padding(0), 0);
    assert_int_equal(gguf_padding(1), 31);
    assert_int_equal(gguf_padding(32), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
