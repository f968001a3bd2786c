/* GGUF files: what is read, and that every wrong one is refused with a reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "formats/gguf.h"
#include "support/gguf_file.h"

enum { F32 = 0, Q4_0 = 2, Q4_K = 12 };

static const char *const words[] = {"one", "", "three"};

static bool open_bytes(struct gguf *gguf, struct bytes bytes, struct error *err)
{
    gguf_init(gguf);
    *err = (struct error){ERROR_NONE, ""};
    return gguf_add(gguf, "f.gguf", bytes, err) && gguf_finish(gguf, err);
}

static void write_sample(struct gguf_file *file, unsigned version)
{
    static const uint32_t sizes[] = {7, 7, 7};
    static const uint32_t others[] = {7, 8};
    gguf_file_init(file, version);
    gguf_file_text(file, "general.architecture", "llama");
    gguf_file_texts(file, "words", words, 3);
    gguf_file_u32s(file, "sizes", sizes, 3);
    gguf_file_u32s(file, "others", others, 2);
    gguf_file_bits(file, "minus", 1, 0xFE, 1);
    gguf_file_bits(file, "large", 10, UINT64_MAX, 8);
    gguf_file_bits(file, "long", 11, (uint64_t)-5, 8);
    gguf_file_f32(file, "half", 0.5f);
    gguf_file_bool(file, "yes", true);
    gguf_file_tensor(file, "vector", F32, 0, 3, NULL, 12);
    gguf_file_tensor(file, "blocks", Q4_0, 2, 64, NULL, 72);
}

static void texts_are_found(const struct gguf *gguf)
{
    struct bytes text = {NULL, 0};
    const struct gguf_value *array;
    assert_true(gguf_read_text(gguf, "general.architecture", &text, NULL));
    assert_int_equal(text.n_bytes, 5);
    assert_memory_equal(text.data, "llama", 5);
    assert_true(gguf_read_array(gguf, "words", GGUF_STRING, &array, NULL));
    struct gguf_strings walk = gguf_strings_of(gguf, array);
    for (size_t i = 0; i < 3; i++) {
        assert_true(gguf_strings_next(&walk, &text));
        assert_int_equal(text.n_bytes, strlen(words[i]));
        assert_memory_equal(text.data, words[i], text.n_bytes);
    }
    assert_false(gguf_strings_next(&walk, &text));
    assert_false(gguf_read_text(gguf, "half", &text, NULL));
}

static void numbers_are_found(const struct gguf *gguf)
{
    int64_t integer = 1;
    double real = 1;
    bool flag = false;
    const struct gguf_value *array;
    assert_true(gguf_read_integer(gguf, "minus", -10, 10, &integer, NULL) && integer == -2);
    assert_true(gguf_read_integer(gguf, "long", -10, 10, &integer, NULL) && integer == -5);
    assert_true(gguf_read_integer(gguf, "sizes", 0, 10, &integer, NULL) && integer == 7);
    assert_true(gguf_read_integer(gguf, "absent", 0, 10, &integer, NULL) && integer == 7);
    assert_true(gguf_read_real(gguf, "half", 0, 1, &real, NULL) && real == 0.5);
    assert_true(gguf_read_real(gguf, "minus", -10, 1, &real, NULL) && real == -2);
    assert_true(gguf_read_bool(gguf, "yes", &flag, NULL) && flag);
    assert_false(gguf_read_bool(gguf, "half", &flag, NULL));
    assert_false(gguf_read_real(gguf, "yes", 0, 1, &real, NULL));
    assert_false(gguf_read_array(gguf, "words", GGUF_F32, &array, NULL));
    assert_true(gguf_read_array(gguf, "others", GGUF_U32, &array, NULL));
    assert_true(gguf_item_integer(array, 1, &integer) && integer == 8);
    assert_true(gguf_item_real(array, 0, &real) && real == 7);
    assert_false(gguf_item_integer(array, 2, &integer));
}

static void wrong_types_are_told(const struct gguf *gguf)
{
    static const struct {
        const char *key;
        const char *message;
    } wrong[] = {
        {"others", "expected an integer, found an array of U32"},
        {"half", "expected an integer, found F32"},
        {"yes", "expected an integer, found BOOL"},
        {"words", "expected an integer, found an array of STRING"},
        {"large", "expected a number from 0 to 1000"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct error err = {ERROR_NONE, ""};
        int64_t integer;
        assert_false(gguf_read_integer(gguf, wrong[i].key, 0, 1000, &integer, &err));
        assert_non_null(strstr(err.message, wrong[i].message));
    }
}

static void tensors_are_found(const struct gguf *gguf, struct bytes bytes)
{
    const struct gguf_tensor *tensor = gguf_find_tensor(gguf, "blocks");
    assert_non_null(tensor);
    assert_string_equal(tensor->type->name, "Q4_0");
    assert_int_equal(tensor->n_dimensions, 2);
    assert_int_equal(tensor->shape[0], 2);
    assert_int_equal(tensor->shape[1], 64);
    assert_ptr_equal(tensor->bytes.data, bytes.data + bytes.n_bytes - 72);
    assert_int_equal(tensor->bytes.n_bytes, 72);
    assert_int_equal(gguf_find_tensor(gguf, "vector")->n_dimensions, 1);
    assert_null(gguf_find_tensor(gguf, "none"));
}

static void all_versions_are_read(void **state)
{
    (void)state;
    for (unsigned version = 1; version <= 3; version++) {
        struct gguf_file file;
        struct gguf gguf;
        struct error err;
        write_sample(&file, version);
        struct bytes bytes = gguf_file_bytes(&file);
        assert_true(open_bytes(&gguf, bytes, &err));
        assert_int_equal(gguf.version, version);
        texts_are_found(&gguf);
        numbers_are_found(&gguf);
        wrong_types_are_told(&gguf);
        tensors_are_found(&gguf, bytes);
        gguf_clear(&gguf);
        gguf_file_clear(&file);
    }
}

/* Every length of a whole file but its own is refused or, in the padding, whole. */
static void cut_files_are_refused(void **state)
{
    (void)state;
    for (unsigned version = 1; version <= 3; version++) {
        struct gguf_file file;
        gguf_file_init(&file, version);
        gguf_file_texts(&file, "words", words, 2);
        gguf_file_u32(&file, "n", 7);
        gguf_file_tensor(&file, "t", F32, 2, 3, NULL, 24);
        struct bytes bytes = gguf_file_bytes(&file);
        for (size_t n = 0; n < bytes.n_bytes; n++) {
            uint8_t *copy = malloc(n + 1);
            memcpy(copy, bytes.data, n);
            struct gguf gguf;
            struct error err;
            assert_false(open_bytes(&gguf, (struct bytes){copy, n}, &err));
            assert_int_equal(err.code, ERROR_MALFORMED);
            assert_memory_equal(err.message, "f.gguf: ", 8);
            gguf_clear(&gguf);
            free(copy);
        }
        gguf_file_clear(&file);
    }
}

static void nested(struct gguf_file *file)
{
    gguf_file_array(file, "a", 9, 1);
}

static void type_beyond(struct gguf_file *file)
{
    gguf_file_bits(file, "a", 13, 0, 8);
}

static void item_type_beyond(struct gguf_file *file)
{
    gguf_file_array(file, "a", 77, 0);
}

static void long_array(struct gguf_file *file)
{
    gguf_file_array(file, "a", 12, UINT64_MAX / 8 + 2);
}

static void long_strings(struct gguf_file *file)
{
    gguf_file_array(file, "a", 8, UINT64_MAX / 4);
}

static void long_string(struct gguf_file *file)
{
    gguf_file_bits(file, "a", 8, UINT64_MAX - 3, 8);
}

static void empty_key(struct gguf_file *file)
{
    gguf_file_u32(file, "", 1);
}

static void same_key(struct gguf_file *file)
{
    gguf_file_u32(file, "a", 1);
    gguf_file_u32(file, "b", 1);
    gguf_file_u32(file, "a", 2);
}

static void odd_alignment(struct gguf_file *file)
{
    gguf_file_u32(file, "general.alignment", 24);
}

static void no_alignment(struct gguf_file *file)
{
    gguf_file_u32(file, "general.alignment", 0);
}

static void text_alignment(struct gguf_file *file)
{
    gguf_file_text(file, "general.alignment", "32");
}

static void unaligned(struct gguf_file *file)
{
    gguf_file_u32(file, "general.alignment", 64);
    gguf_file_tensor(file, "a", F32, 0, 1, NULL, 4);
    gguf_file_tensor(file, "b", F32, 0, 1, NULL, 4);
}

static void same_tensor(struct gguf_file *file)
{
    gguf_file_tensor(file, "a", F32, 0, 1, NULL, 4);
    gguf_file_tensor(file, "a", F32, 0, 1, NULL, 4);
}

static void too_large(struct gguf_file *file)
{
    gguf_file_tensor(file, "a", F32, (uint64_t)1 << 62, (uint64_t)1 << 62, NULL, 4);
}

static void negative(struct gguf_file *file)
{
    gguf_file_tensor(file, "a", F32, UINT64_MAX, 1, NULL, 4);
}

static void missing_data(struct gguf_file *file)
{
    gguf_file_tensor(file, "a", F32, 4, 4, NULL, 63);
}

static void half_block(struct gguf_file *file)
{
    gguf_file_tensor(file, "a", Q4_K, 2, 128, NULL, 144);
}

static void removed_type(struct gguf_file *file)
{
    gguf_file_tensor(file, "a", 4, 1, 32, NULL, 20);
}

static void many_tensors(struct gguf_file *file)
{
    file->n_tensors = (uint64_t)1 << 61;
}

static void many_pairs(struct gguf_file *file)
{
    file->n_pairs = UINT64_MAX;
}

static void second_part(struct gguf_file *file)
{
    gguf_file_bits(file, "split.no", 2, 1, 2);
    gguf_file_bits(file, "split.count", 2, 2, 2);
}

static void first_part(struct gguf_file *file)
{
    gguf_file_bits(file, "split.no", 2, 0, 2);
    gguf_file_bits(file, "split.count", 2, 2, 2);
}

static void fewer_tensors(struct gguf_file *file)
{
    gguf_file_bits(file, "split.tensors.count", 5, 3, 4);
}

static const struct refused {
    void (*write)(struct gguf_file *file);
    const char *message;
} refused[] = {
    {nested, "\"a\": arrays of arrays"},
    {type_beyond, "unknown type 13"},
    {item_type_beyond, "unknown type 77"},
    {long_array, "ends within an array"},
    {long_strings, "ends within an array"},
    {long_string, "ends within the metadata"},
    {empty_key, "expected 1 to"},
    {same_key, "\"a\" is there twice"},
    {odd_alignment, "power of two, found 24"},
    {no_alignment, "power of two, found 0"},
    {text_alignment, "expected an integer, found STRING"},
    {unaligned, "\"b\": offset 32 is no multiple of 64"},
    {same_tensor, "\"a\" is both in f.gguf"},
    {too_large, "larger than any memory"},
    {negative, "a dimension of 18446744073709551615"},
    {missing_data, "64 bytes at offset 0, but there are 63"},
    {half_block, "rows of 128 elements are no whole number of blocks of 256 (Q4_K)"},
    {removed_type, "tensor \"a\": unknown type 4"},
    {many_tensors, "tensors do not fit"},
    {many_pairs, "pairs of metadata do not fit"},
    {second_part, "part 2 of 2, where part 1 was expected"},
    {first_part, "expected 2 parts"},
    {fewer_tensors, "with 3 tensors, found 1 with 0"},
};

static void wrong_files_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct gguf_file file;
        struct gguf gguf;
        struct error err;
        gguf_file_init(&file, 3);
        refused[i].write(&file);
        assert_false(open_bytes(&gguf, gguf_file_bytes(&file), &err));
        if (strstr(err.message, refused[i].message) == NULL) {
            fail_msg("%zu: expected \"%s\", found \"%s\"", i, refused[i].message, err.message);
        }
        gguf_clear(&gguf);
        gguf_file_clear(&file);
    }
}

static void other_formats_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        enum error_code code;
        const char *message;
    } files[] = {
        {"lmgg", ERROR_UNSUPPORTED, "older than GGUF"},
        {"tjgg", ERROR_UNSUPPORTED, "GGJT"},
        {"PK\3\4", ERROR_MALFORMED, "not a GGUF file"},
        {"GGUF\0\0\0\4", ERROR_UNSUPPORTED, "big-endian"},
        {"GGUF\4\0\0\0", ERROR_UNSUPPORTED, "version 4"},
        {"GGUF\0\0\0\0", ERROR_UNSUPPORTED, "version 0"},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        uint8_t bytes[32] = {0};
        struct gguf gguf;
        struct error err;
        memcpy(bytes, files[i].start, 8 - 4 * (size_t)(i < 3));
        assert_false(open_bytes(&gguf, (struct bytes){bytes, sizeof bytes}, &err));
        assert_int_equal(err.code, files[i].code);
        assert_non_null(strstr(err.message, files[i].message));
        gguf_clear(&gguf);
    }
}

/* A part of a set of three, with one tensor of that name. */
static struct bytes make_part(struct gguf_file *file, unsigned number, const char *tensor)
{
    gguf_file_init(file, 3);
    gguf_file_bits(file, "split.no", 2, number, 2);
    gguf_file_bits(file, "split.count", 2, 3, 2);
    gguf_file_bits(file, "split.tensors.count", 5, 3, 4);
    if (number == 0) {
        gguf_file_text(file, "general.architecture", "llama");
    }
    gguf_file_tensor(file, tensor, F32, 0, 1, NULL, 4);
    return gguf_file_bytes(file);
}

static bool open_files(const char *const *names, const struct bytes *bytes, size_t n_files,
                       struct error *err)
{
    struct folder_file files[4];
    struct folder *folder = NULL;
    struct gguf gguf;
    for (size_t i = 0; i < n_files; i++) {
        files[i] = (struct folder_file){names[i], bytes[i]};
    }
    *err = (struct error){ERROR_NONE, ""};
    assert_true(folder_open_memory(&folder, files, n_files, err));
    bool ok = gguf_open(&gguf, folder, err);
    if (ok) {
        assert_non_null(gguf_find(&gguf, "general.architecture"));
        assert_int_equal(gguf.n_tensors, 3);
    }
    gguf_clear(&gguf);
    folder_close(folder);
    return ok;
}

static void parts_are_one_model(void **state)
{
    (void)state;
    static const char *const names[] = {"m-00001-of-00003.gguf", "m-00002-of-00003.gguf",
                                        "m-00003-of-00003.gguf", "mmproj-m.gguf"};
    static const char *const others[] = {"m-00001-of-00003.gguf", "n-00002-of-00003.gguf",
                                         "m-00003-of-00003.gguf"};
    struct gguf_file files[3];
    struct bytes bytes[4] = {{NULL, 0}};
    struct error err;
    for (unsigned i = 0; i < 3; i++) {
        bytes[i] = make_part(&files[i], i, (const char *const[]){"a", "b", "c"}[i]);
    }
    assert_true(open_files(names, bytes, 4, &err));
    assert_false(open_files(names, bytes, 2, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_non_null(strstr(err.message, "m-00003-of-00003.gguf"));
    assert_false(open_files(others, bytes, 3, &err));
    assert_non_null(strstr(err.message, "several models"));
    struct bytes swapped[] = {bytes[0], bytes[2], bytes[1]};
    assert_false(open_files(names, swapped, 3, &err));
    assert_non_null(strstr(err.message, "part 3 of 3, where part 2"));
    assert_false(open_files(&names[3], bytes, 1, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    for (size_t i = 0; i < 3; i++) {
        gguf_file_clear(&files[i]);
    }
}

static void folders_tell_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *names[2];
        bool is_gguf;
    } cases[] = {
        {{"a.gguf", "config.json"}, true},
        {{"a.gguf", "model-00001-of-00002.safetensors"}, false},
        {{"a.gguf", "adapters.safetensors"}, true},
        {{"mmproj-a.gguf", "config.json"}, false},
        {{".gguf", "config.json"}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct folder_file files[] = {{cases[i].names[0], {NULL, 0}},
                                            {cases[i].names[1], {NULL, 0}}};
        struct folder *folder = NULL;
        assert_true(folder_open_memory(&folder, files, 2, NULL));
        assert_int_equal(gguf_is_in(folder), cases[i].is_gguf);
        folder_close(folder);
    }
}

/* A file that is named itself may be called anything; in a folder only ".gguf" counts. */
static void named_files_may_have_any_name(void **state)
{
    (void)state;
    char path[] = "/tmp/silex-gguf-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    assert_true(gguf_is_path(path));
    assert_false(gguf_is_path("/tmp"));
    assert_true(gguf_is_path("/tmp/absent.gguf"));
    struct folder *folder = NULL;
    assert_true(gguf_open_path(&folder, path, NULL));
    assert_true(gguf_is_in(folder));
    folder_close(folder);
    unlink(path);
}

/* The corpus' files: those that are whole open, those that are not are refused. */
static void corpus_files_are_judged(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *message; /* NULL: whole */
    } files[] = {
        {"models/stories260K/stories260K.gguf", NULL},
        {"models/llama2-tiny-random-gguf/llama-2-tiny-random.gguf", NULL},
        {"models/gguf-old-versions/ggml-vocab-gguf-v1.gguf", NULL},
        {"models/gguf-old-versions/ggml-vocab-gguf-v2.gguf", NULL},
        {"models/gguf-old-versions/ggml-vocab-llama-v3-older.gguf", NULL},
        {"models/gguf-old-versions/ggml-vocab-pre-gguf-lmgg.bin", "older than GGUF"},
        {"models/weightless-tiny-gguf/tiny.gguf", NULL},
        {"malformed/safetensors/tiny.gguf", "truncated or damaged"},
        {"malformed/tensorhawk/model.gguf", NULL},
    };
    const char *corpus = getenv("SILEX_CORPUS");
    for (size_t i = 0; corpus != NULL && i < sizeof files / sizeof files[0]; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", corpus, files[i].name);
        struct folder *folder = NULL;
        struct bytes bytes = {NULL, 0};
        struct error err = {ERROR_NONE, ""};
        if (!gguf_open_path(&folder, path, &err) ||
            !folder_read(folder, strrchr(path, '/') + 1, &bytes, &err)) {
            folder_close(folder);
            skip();
        }
        struct gguf gguf;
        bool ok = open_bytes(&gguf, bytes, &err);
        if (ok ? files[i].message != NULL
               : files[i].message == NULL || strstr(err.message, files[i].message) == NULL) {
            fail_msg("%s: %s", files[i].name, err.message);
        }
        gguf_clear(&gguf);
        folder_close(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_versions_are_read),   cmocka_unit_test(cut_files_are_refused),
        cmocka_unit_test(wrong_files_are_refused), cmocka_unit_test(other_formats_are_named),
        cmocka_unit_test(parts_are_one_model),     cmocka_unit_test(folders_tell_what_they_are),
        cmocka_unit_test(corpus_files_are_judged), cmocka_unit_test(named_files_may_have_any_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
