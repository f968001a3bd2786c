/* Blocks of GGUF from numbers: the bytes of ggml's own library, by hashes that
 * tests/golden/make_quantized_hashes.py made and by the vectors of the corpus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file_map.h"
#include "convert/quantize_blocks.h"
#include "kernels/blocks.h"

enum { N_COLUMNS = 1024, N_KINDS = 12, N_ROUNDS = 20, MAX_ROW_BYTES = 32 * 34 };

static const struct {
    enum matrix_kind kind;
    uint64_t hash;
    uint64_t weighed_hash; /* with importance */
} expected[] = {
    {MATRIX_BLOCK_Q4_0, 0x3ac8beb5ec25b707, 0x9b025e380343f8b1},
    {MATRIX_BLOCK_Q4_1, 0x8debb4e39f9b9be4, 0x32b6c86eea3b22ed},
    {MATRIX_BLOCK_Q5_0, 0x25b642d537b1ea4b, 0x33033ba9c34d30c3},
    {MATRIX_BLOCK_Q5_1, 0xe9eb397bf2b8e7e7, 0x6055eed039ec52bf},
    {MATRIX_BLOCK_Q8_0, 0x0784664a64e06bbe, 0x0784664a64e06bbe},
    {MATRIX_BLOCK_Q2_K, 0x9d62fe7839e1f8ba, 0x54ba38798e88b0e2},
    {MATRIX_BLOCK_Q3_K, 0xa49ed1b27356d12e, 0x01a8970e2ea32713},
    {MATRIX_BLOCK_Q4_K, 0x66fb73e2aff8e639, 0x2c2b45529ff79ad5},
    {MATRIX_BLOCK_Q5_K, 0xab27253f5c9a3f7c, 0xac9219c62f988c67},
    {MATRIX_BLOCK_Q6_K, 0xb0b727056564b3b0, 0xf9ed73585a39ced2},
};

static uint64_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 40;
}

static void fill(uint64_t *state, float *x)
{
    for (size_t i = 0; i < N_COLUMNS; i++) {
        x[i] = (float)next(state) * 0x1p-23f - 1.0f;
    }
}

/* The row kinds of the script. */
static void shape_row(float *x, unsigned kind)
{
    float first = x[0];
    for (size_t i = 0; i < N_COLUMNS; i++) {
        const float shapes[N_KINDS] = {
            x[i],
            x[i] * x[i] * x[i],
            fabsf(x[i]),
            -fabsf(x[i]),
            i % 37 == 0 ? x[i] : 0,
            first,
            0,
            x[i] * 0x1p-30f,
            x[i] * 0x1p-130f,
            x[i] * ldexpf(1, -(int)(i / 16 % 12)),
            x[i] * 30000,
            x[i] * x[i] * x[i] * x[i] * x[i] + 0.125f,
        };
        x[i] = shapes[kind];
    }
}

static uint64_t fnv(uint64_t state, const uint8_t *data, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        state = (state ^ data[i]) * 0x100000001b3u;
    }
    return state;
}

static void test_bytes_of_ggml(void **context)
{
    enum { N_TYPES = sizeof expected / sizeof expected[0] };
    (void)context;
    uint64_t state = 1;
    uint64_t hashes[N_TYPES][2];
    for (size_t k = 0; k < N_TYPES; k++) {
        hashes[k][0] = hashes[k][1] = 0xcbf29ce484222325;
    }
    for (unsigned index = 0; index < N_KINDS * N_ROUNDS; index++) {
        float x[N_COLUMNS];
        float importance[N_COLUMNS];
        uint8_t out[MAX_ROW_BYTES];
        fill(&state, x);
        fill(&state, importance);
        shape_row(x, index % N_KINDS);
        for (size_t i = 0; i < N_COLUMNS; i++) {
            importance[i] = importance[i] * importance[i] + 0x1p-10f;
        }
        for (size_t k = 0; k < N_TYPES; k++) {
            struct block_format format = block_format_of(expected[k].kind);
            size_t n_bytes = N_COLUMNS / format.n_codes * format.n_bytes;
            assert_true(quantize_blocks(expected[k].kind, x, N_COLUMNS, NULL, out));
            hashes[k][0] = fnv(hashes[k][0], out, n_bytes);
            assert_true(quantize_blocks(expected[k].kind, x, N_COLUMNS, importance, out));
            hashes[k][1] = fnv(hashes[k][1], out, n_bytes);
        }
    }
    for (size_t k = 0; k < N_TYPES; k++) {
        assert_true(hashes[k][0] == expected[k].hash);
        assert_true(hashes[k][1] == expected[k].weighed_hash);
    }
}

/* The generator that made the importance of the corpus' vectors. */
static float corpus_random(uint32_t *state)
{
    *state += 0x6D2B79F5u;
    uint32_t t = *state;
    t = (t ^ (t >> 15)) * (t | 1u);
    t ^= t + (t ^ (t >> 7)) * (t | 61u);
    return (float)(t ^ (t >> 14)) * 0x1p-32f * 2 - 1;
}

static void check_vector(const char *folder, const char *name, enum matrix_kind kind,
                         bool is_weighed)
{
    char path[500];
    struct file_map input;
    struct file_map output;
    float importance[512];
    uint8_t out[MAX_ROW_BYTES];
    snprintf(path, sizeof path, "%s/%s_%s_input.bin", folder, name, is_weighed ? "im" : "noim");
    assert_true(file_map_open(&input, path, NULL));
    snprintf(path, sizeof path, "%s/%s_%s_expected.bin", folder, name, is_weighed ? "im" : "noim");
    assert_true(file_map_open(&output, path, NULL));
    size_t n_columns = input.bytes.n_bytes / 8; /* two rows of floats */
    size_t n_row_bytes = output.bytes.n_bytes / 2;
    uint32_t state = 2;
    for (size_t i = 0; i < n_columns; i++) {
        importance[i] = fabsf(corpus_random(&state)) + 1e-3f;
    }
    for (size_t row = 0; row < 2; row++) {
        float x[512];
        memcpy(x, input.bytes.data + row * n_columns * 4, n_columns * 4);
        assert_true(quantize_blocks(kind, x, n_columns, is_weighed ? importance : NULL, out));
        assert_memory_equal(out, output.bytes.data + row * n_row_bytes, n_row_bytes);
    }
    file_map_close(&input);
    file_map_close(&output);
}

static void test_corpus(void **context)
{
    static const struct {
        const char *name;
        enum matrix_kind kind;
    } rows[] = {
        {"q4_0_64", MATRIX_BLOCK_Q4_0},  {"q4_1_64", MATRIX_BLOCK_Q4_1},
        {"q5_0_64", MATRIX_BLOCK_Q5_0},  {"q5_1_64", MATRIX_BLOCK_Q5_1},
        {"q8_0_64", MATRIX_BLOCK_Q8_0},  {"q2_k_512", MATRIX_BLOCK_Q2_K},
        {"q3_k_512", MATRIX_BLOCK_Q3_K}, {"q4_k_512", MATRIX_BLOCK_Q4_K},
        {"q5_k_512", MATRIX_BLOCK_Q5_K}, {"q6_k_512", MATRIX_BLOCK_Q6_K},
    };
    (void)context;
    const char *corpus = getenv("SILEX_CORPUS");
    char folder[400];
    struct file_map probe;
    snprintf(folder, sizeof folder, "%s/models/ggml-quant-vectors", corpus != NULL ? corpus : "");
    char path[500];
    snprintf(path, sizeof path, "%s/q4_0_64_im_input.bin", folder);
    if (!file_map_open(&probe, path, NULL)) {
        skip();
    }
    file_map_close(&probe);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_vector(folder, rows[i].name, rows[i].kind, false);
        check_vector(folder, rows[i].name, rows[i].kind, true);
    }
}

static void test_refusals(void **context)
{
    (void)context;
    const float bad[] = {NAN, INFINITY, -INFINITY, 40000, -40000};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        float x[256] = {0};
        uint8_t out[MAX_ROW_BYTES];
        x[255] = bad[i];
        assert_false(quantize_blocks(MATRIX_BLOCK_Q6_K, x, 256, NULL, out));
        assert_false(quantize_blocks(MATRIX_BLOCK_Q4_0, x, 256, x, out));
    }
    assert_true(quantize_blocks_has(MATRIX_BLOCK_Q4_K));
    assert_false(quantize_blocks_has(MATRIX_BLOCK_IQ4_XS));
    assert_false(quantize_blocks_has(MATRIX_AFFINE));
}

/* Whatever the numbers, blocks can be read, and are near. */
static void test_back(void **context)
{
    (void)context;
    uint64_t state = 7;
    for (size_t k = 0; k < sizeof expected / sizeof expected[0]; k++) {
        struct block_format format = block_format_of(expected[k].kind);
        float x[N_COLUMNS];
        uint8_t out[MAX_ROW_BYTES];
        double lost = 0;
        double all = 0;
        fill(&state, x);
        assert_true(quantize_blocks(expected[k].kind, x, N_COLUMNS, NULL, out));
        for (size_t i = 0; i < N_COLUMNS; i++) {
            struct block_parts parts = {{0}, {0}, {0}};
            block_unpack(expected[k].kind, out + i / format.n_codes * format.n_bytes, &parts);
            size_t at = i % format.n_codes;
            float value = parts.scales[at / format.group] * (float)parts.codes[at] +
                          (format.has_shifts ? parts.shifts[at / format.group] : 0);
            lost += (double)(value - x[i]) * (double)(value - x[i]);
            all += (double)x[i] * (double)x[i];
        }
        assert_true(lost < 0.1 * all);
        assert_true(lost > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_of_ggml),
        cmocka_unit_test(test_corpus),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
