/* Safetensors files: what is read, and that every wrong one is refused with a reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "formats/safetensors.h"
#include "support/tensor_file.h"

static void tensors_are_found_where_they_are(void **state)
{
    (void)state;
    struct tensor_file file;
    tensor_file_init(&file);
    tensor_file_add(&file, "b", "F32", "2,3", NULL, 24);
    tensor_file_add(&file, "a.weight", "BF16", "4", NULL, 8);
    tensor_file_add(&file, "empty", "F16", "0,7", NULL, 0);
    tensor_file_add(&file, "scalar", "U32", "", NULL, 4);
    struct bytes bytes = tensor_file_bytes(&file);
    struct safetensors set;
    struct error err = {ERROR_NONE, ""};
    safetensors_init(&set);
    assert_true(safetensors_add(&set, "model.safetensors", bytes, &err));
    assert_true(safetensors_finish(&set, &err));
    assert_int_equal(set.n_tensors, 4);
    const struct safetensors_tensor *tensor = safetensors_find(&set, "b");
    assert_non_null(tensor);
    assert_int_equal(tensor->dtype, SAFETENSORS_F32);
    assert_int_equal(tensor->n_dimensions, 2);
    assert_int_equal(tensor->shape[1], 3);
    const uint8_t *data = bytes.data + bytes.n_bytes - 36;
    assert_ptr_equal(tensor->bytes.data, data);
    assert_ptr_equal(safetensors_find(&set, "a.weight")->bytes.data, data + 24);
    assert_int_equal(safetensors_find(&set, "empty")->bytes.n_bytes, 0);
    assert_int_equal(safetensors_find(&set, "scalar")->n_dimensions, 0);
    assert_null(safetensors_find(&set, "c"));
    safetensors_clear(&set);
    tensor_file_clear(&file);
}

/* Header text, bytes of data behind it, and a part of the message it must be refused with. */
static const struct refused {
    const char *header;
    size_t n_data;
    const char *message;
} refused[] = {
    {"", 0, "not a JSON object"},
    {"[]", 0, "not a JSON object"},
    {"{", 0, "not valid JSON"},
    {"{\"a\":1}", 0, "expected an object, found integer"},
    {"{\"a\":{}}", 0, "unknown dtype"},
    {"{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "dtype \"F31\""},
    {"{\"a\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "expected a string"},
    {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "\"shape\" is missing"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "\"data_offsets\" is missing"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "from 0 on"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "from 0 on"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "[first, last]"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "[first, last]"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", 4, "truncated"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "needs 8 bytes"},
    {"{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,1]}}", 1, "whole bytes"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0,
     "larger than any memory"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,0]}}", 0,
     "larger than any memory"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,0]}}", 0,
     "from 0 on"},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[9223372036854775806,"
     "9223372036854775807]}}",
     1, "truncated"},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,1]}}", 1,
     "more than 8"},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
     "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
     6, "overlap at byte 2"},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
     "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
     4, "overlap at byte 0"},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2,
     "1 bytes before tensor \"a\""},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 3, "2 bytes at the end"},
    {"{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
     "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
     2, "not valid JSON: duplicate"},
};

static void wrong_headers_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        static const char zeros[64];
        struct buffer file;
        buffer_init(&file, 1 << 20);
        struct bytes bytes = tensor_file_join(refused[i].header, refused[i].n_data, zeros, &file);
        struct safetensors set;
        struct error err = {ERROR_NONE, ""};
        safetensors_init(&set);
        assert_false(safetensors_add(&set, "model.safetensors", bytes, &err));
        if (strstr(err.message, refused[i].message) == NULL ||
            strncmp(err.message, "model.safetensors: ", 19) != 0) {
            fail_msg("%s: expected \"%s\", found \"%s\"", refused[i].header, refused[i].message,
                     err.message);
        }
        safetensors_clear(&set);
        buffer_clear(&file);
    }
}

static void header_lengths_are_bounded(void **state)
{
    (void)state;
    static const struct {
        uint64_t n_header;
        size_t n_file;
    } cases[] = {{0, 0},
                 {0, 7},
                 {0, 8},
                 {1, 8},
                 {100, 20},
                 {UINT64_MAX, 20},
                 {(uint64_t)1 << 63, 20},
                 {UINT64_MAX - 7, 20},
                 {32u << 20, 40u << 20},
                 {100000001, 100000100}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *file = calloc(cases[i].n_file > 8 ? cases[i].n_file : 8, 1);
        memcpy(file, &cases[i].n_header, 8);
        struct safetensors set;
        struct error err = {ERROR_NONE, ""};
        safetensors_init(&set);
        assert_false(safetensors_add(&set, "f", (struct bytes){file, cases[i].n_file}, &err));
        assert_int_not_equal(err.code, ERROR_NONE);
        safetensors_clear(&set);
        free(file);
    }
}

/* A header of the text that `write` appends, with no data behind it. */
static bool open_header(void (*write)(struct buffer *header), struct safetensors *set,
                        struct error *err)
{
    struct buffer header;
    struct buffer file;
    buffer_init(&header, 1 << 27);
    buffer_init(&file, 1 << 27);
    write(&header);
    struct bytes bytes = tensor_file_join(buffer_text(&header), 0, "", &file);
    assert_false(file.failed || header.failed);
    safetensors_init(set);
    bool ok = safetensors_add(set, "f", bytes, err) && safetensors_finish(set, err);
    buffer_clear(&header);
    buffer_clear(&file);
    return ok;
}

enum { N_MANY = 300000 };

static void write_many(struct buffer *header)
{
    for (int i = 0; i < N_MANY; i++) {
        buffer_append_format(header,
                             "%s\"layer.%d.weight\":{\"dtype\":\"U8\",\"shape\":[0],"
                             "\"data_offsets\":[0,0]}",
                             i > 0 ? "," : "{", i);
    }
    buffer_append_text(header, "}");
}

static void write_arrays(struct buffer *header)
{
    buffer_append_text(header, "{\"__metadata__\":[[]");
    for (int i = 0; i < 6000000; i++) {
        buffer_append_text(header, ",[]");
    }
    buffer_append_text(header, "]}");
}

static void write_nothing(struct buffer *header)
{
    buffer_append_text(header, "{}");
}

/* Longer than 16 MiB is fine; a single value that would take a GB is not. */
static void long_headers_are_read_entry_by_entry(void **state)
{
    (void)state;
    struct safetensors set;
    struct error err = {ERROR_NONE, ""};
    assert_true(open_header(write_many, &set, &err));
    assert_int_equal(set.n_tensors, N_MANY);
    assert_non_null(safetensors_find(&set, "layer.299999.weight"));
    safetensors_clear(&set);
    assert_false(open_header(write_arrays, &set, &err));
    assert_non_null(strstr(err.message, "too long"));
    safetensors_clear(&set);
    assert_true(open_header(write_nothing, &set, &err));
    safetensors_clear(&set);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    enum { DEPTH = 100000 };
    struct buffer header;
    struct buffer file;
    buffer_init(&header, 1 << 20);
    buffer_init(&file, 1 << 20);
    buffer_append_text(&header, "{\"a\":");
    for (size_t i = 0; i < DEPTH; i++) {
        buffer_append_byte(&header, '[');
    }
    struct bytes bytes = tensor_file_join(buffer_text(&header), 0, "", &file);
    struct safetensors set;
    struct error err = {ERROR_NONE, ""};
    safetensors_init(&set);
    assert_false(safetensors_add(&set, "f", bytes, &err));
    assert_int_equal(err.code, ERROR_MALFORMED);
    safetensors_clear(&set);
    buffer_clear(&header);
    buffer_clear(&file);
}

/* Two shards, and an index whose text is given; NULL: none. */
static bool open_shards(const char *second_name, const char *index, struct error *err)
{
    struct tensor_file first;
    struct tensor_file second;
    tensor_file_init(&first);
    tensor_file_init(&second);
    tensor_file_add(&first, "a", "F32", "1", NULL, 4);
    tensor_file_add(&second, second_name, "F32", "1", NULL, 4);
    struct folder_file files[] = {
        {"model-00001-of-00002.safetensors", tensor_file_bytes(&first)},
        {"model-00002-of-00002.safetensors", tensor_file_bytes(&second)},
        {"adapters.safetensors", {NULL, 0}},
        {"model.safetensors.index.json", {(const uint8_t *)index, index ? strlen(index) : 0}},
    };
    struct folder *folder = NULL;
    struct safetensors set;
    *err = (struct error){ERROR_NONE, ""};
    bool ok = folder_open_memory(&folder, files, index != NULL ? 4 : 3, err) &&
              safetensors_open(&set, folder, err);
    if (ok) {
        assert_int_equal(set.n_tensors, 2);
    }
    safetensors_clear(&set);
    folder_close(folder);
    tensor_file_clear(&first);
    tensor_file_clear(&second);
    return ok;
}

static void shards_are_one_set(void **state)
{
    (void)state;
    struct error err;
    assert_true(open_shards("b", NULL, &err));
    assert_true(open_shards("b",
                            "{\"metadata\":{\"total_size\":8},\"weight_map\":{"
                            "\"a\":\"model-00001-of-00002.safetensors\","
                            "\"b\":\"model-00002-of-00002.safetensors\"}}",
                            &err));
    assert_false(open_shards("a", NULL, &err));
    assert_non_null(strstr(err.message, "is both in model-00001"));
    assert_false(
        open_shards("b", "{\"weight_map\":{\"c\":\"model-00001-of-00002.safetensors\"}}", &err));
    assert_non_null(strstr(err.message, "\"c\" is in none"));
    assert_false(
        open_shards("b", "{\"weight_map\":{\"b\":\"model-00003-of-00003.safetensors\"}}", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_false(open_shards("b", "{\"weight_map\":{\"b\":1}}", &err));
    assert_false(open_shards("b", "{}", &err));
    assert_false(open_shards("b", "[]", &err));
    assert_false(open_shards("b", "{", &err));
}

static void folder_without_weights_is_refused(void **state)
{
    (void)state;
    struct folder *folder = NULL;
    struct safetensors set;
    struct error err = {ERROR_NONE, ""};
    assert_true(folder_open_memory(&folder, NULL, 0, &err));
    assert_false(safetensors_open(&set, folder, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    safetensors_clear(&set);
    folder_close(folder);
}

/* The corpus' files: those that are whole open, those that are not are refused. */
static void corpus_files_are_judged(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_whole;
    } files[] = {
        {"malformed/safetensors/hello.safetensors", true},
        {"malformed/safetensors/model.safetensors", true},
        {"malformed/safetensors/metadata_obfuscated.safetensors", true},
        {"malformed/safetensors/metadata_script_injection.safetensors", true},
        {"malformed/safetensors/tiny.safetensors", false},
        {"malformed/safetensors/safetensors_abuse_attempt_1.safetensors", false},
        {"malformed/safetensors/tiny.gguf", false},
        {"malformed/tensorhawk/leaky.safetensors", true},
    };
    const char *corpus = getenv("SILEX_CORPUS");
    for (size_t i = 0; corpus != NULL && i < sizeof files / sizeof files[0]; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%.*s", corpus,
                 (int)(strrchr(files[i].name, '/') - files[i].name), files[i].name);
        struct folder *folder = NULL;
        struct bytes bytes = {NULL, 0};
        struct error err = {ERROR_NONE, ""};
        if (!folder_open(&folder, path, &err) ||
            !folder_read(folder, strrchr(files[i].name, '/') + 1, &bytes, &err)) {
            folder_close(folder);
            skip();
        }
        struct safetensors set;
        safetensors_init(&set);
        bool ok = safetensors_add(&set, files[i].name, bytes, &err);
        if (ok != files[i].is_whole) {
            fail_msg("%s: %s", files[i].name, err.message);
        }
        safetensors_clear(&set);
        folder_close(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tensors_are_found_where_they_are),
        cmocka_unit_test(wrong_headers_are_refused),
        cmocka_unit_test(header_lengths_are_bounded),
        cmocka_unit_test(long_headers_are_read_entry_by_entry),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(shards_are_one_set),
        cmocka_unit_test(folder_without_weights_is_refused),
        cmocka_unit_test(corpus_files_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
