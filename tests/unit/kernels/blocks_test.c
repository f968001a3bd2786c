/* GGUF's blocks: decoded as ggml decodes them, bit for bit, at every level of this machine. The
 * hashes are made by tests/golden/make_block_hashes.py. */
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
#include "kernels/blocks.h"
#include "kernels/kernels.h"

enum { N_BLOCKS = 512, MAX_BYTES = N_BLOCKS * 210 };

static const struct {
    enum matrix_kind kind;
    uint64_t hash;
} expected[] = {
    {MATRIX_BLOCK_Q4_0, 0xeed445b0f4495286},   {MATRIX_BLOCK_Q4_1, 0xa64404d890f94b52},
    {MATRIX_BLOCK_Q5_0, 0x8a4df340b33c4c92},   {MATRIX_BLOCK_Q5_1, 0x41250c891cd52c12},
    {MATRIX_BLOCK_Q8_0, 0xba5deea2764bec6e},   {MATRIX_BLOCK_Q2_K, 0x5ba1f3f5869c95ac},
    {MATRIX_BLOCK_Q3_K, 0xa2b5526cbfce6865},   {MATRIX_BLOCK_Q4_K, 0xb76e72798f87eed7},
    {MATRIX_BLOCK_Q5_K, 0xb3b27c1ed736294b},   {MATRIX_BLOCK_Q6_K, 0xe4a719d5d1ab2f10},
    {MATRIX_BLOCK_IQ4_NL, 0xc98902416b061602}, {MATRIX_BLOCK_IQ4_XS, 0x585bea702708f367},
    {MATRIX_BLOCK_MXFP4, 0xae4507568a874a31},
};

static void fill(uint8_t *data, size_t n)
{
    uint64_t state = 1;
    for (size_t i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        data[i] = (uint8_t)(state >> 56);
    }
}

/* Of the bits, little-endian; every NaN is the same. */
static uint64_t hash_of(const float *values, size_t n)
{
    uint64_t state = 0xcbf29ce484222325;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = isnan(values[i]) ? 0x7fc00000u : bits_of_float(values[i]);
        for (unsigned k = 0; k < 4; k++) {
            state = (state ^ (bits >> (8 * k) & 255u)) * 0x100000001b3u;
        }
    }
    return state;
}

static struct matrix rows_of_blocks(enum matrix_kind kind, const uint8_t *data, size_t n_rows,
                                    size_t n_blocks)
{
    struct block_format format = block_format_of(kind);
    return (struct matrix){.kind = kind,
                           .n_rows = n_rows,
                           .n_columns = n_blocks * format.n_codes,
                           .data = data,
                           .row_bytes = n_blocks * format.n_bytes};
}

static void blocks_are_ggmls(void **state)
{
    (void)state;
    static uint8_t data[MAX_BYTES + 1];
    static float values[N_BLOCKS * BLOCK_MAX_CODES];
    assert_int_equal(sizeof expected / sizeof expected[0], MATRIX_N_KINDS - MATRIX_FIRST_BLOCK);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        size_t n_bytes = N_BLOCKS * (size_t)block_format_of(expected[i].kind).n_bytes;
        assert_true(n_bytes <= MAX_BYTES);
        fill(data + 1, n_bytes); /* at no alignment */
        struct matrix matrix = rows_of_blocks(expected[i].kind, data + 1, 8, N_BLOCKS / 8);
        for (unsigned level = 0; level < KERNEL_N_LEVELS; level++) {
            if (!kernels_supported((enum kernel_level)level)) {
                continue;
            }
            struct kernels kernels = kernels_select((enum kernel_level)level);
            memset(values, 0, sizeof values);
            kernels.decode_rows(&matrix, 0, 8, values);
            if (hash_of(values, 8 * matrix.n_columns) != expected[i].hash) {
                fail_msg("kind %u at level %s", (unsigned)expected[i].kind,
                         kernels_level_name((enum kernel_level)level));
            }
        }
    }
}

static bool read_file(const char *type, const char *end, struct file_map *map)
{
    char path[4096];
    const char *corpus = getenv("SILEX_CORPUS");
    snprintf(path, sizeof path, "%s/models/ggml-quant-vectors/%s_%s.bin",
             corpus != NULL ? corpus : "", type, end);
    return corpus != NULL && file_map_open(map, path, NULL);
}

/* The distance of what is decoded from what was quantized, of the length of the latter. */
static double relative_error(enum matrix_kind kind, struct bytes blocks, struct bytes input)
{
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    float values[1024];
    struct matrix matrix =
        rows_of_blocks(kind, blocks.data, 1, blocks.n_bytes / block_format_of(kind).n_bytes);
    assert_true(matrix.n_columns <= 1024);
    assert_int_equal(input.n_bytes, 4 * matrix.n_columns);
    kernels.decode_rows(&matrix, 0, 1, values);
    double error = 0;
    double size = 0;
    for (size_t i = 0; i < matrix.n_columns; i++) {
        double x = (double)float_of_bits(bytes_u32(input.data + 4 * i));
        error += (x - (double)values[i]) * (x - (double)values[i]);
        size += x * x;
    }
    return sqrt(error / size);
}

/* What ggml's quantizer made of some floats comes back to them, as near as the type can be. */
static void quantized_floats_come_back(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum matrix_kind kind;
        double error;
    } cases[] = {
        {"q4_0_64", MATRIX_BLOCK_Q4_0, 0.1},     {"q4_1_64", MATRIX_BLOCK_Q4_1, 0.1},
        {"q5_0_64", MATRIX_BLOCK_Q5_0, 0.05},    {"q5_1_64", MATRIX_BLOCK_Q5_1, 0.05},
        {"q8_0_64", MATRIX_BLOCK_Q8_0, 0.01},    {"q2_k_512", MATRIX_BLOCK_Q2_K, 0.35},
        {"q3_k_512", MATRIX_BLOCK_Q3_K, 0.2},    {"q4_k_512", MATRIX_BLOCK_Q4_K, 0.1},
        {"q5_k_512", MATRIX_BLOCK_Q5_K, 0.05},   {"q6_k_512", MATRIX_BLOCK_Q6_K, 0.03},
        {"iq4_nl_64", MATRIX_BLOCK_IQ4_NL, 0.1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (unsigned weighted = 0; weighted < 2; weighted++) {
            struct file_map input;
            struct file_map blocks;
            if (!read_file(cases[i].name, weighted ? "im_input" : "noim_input", &input)) {
                skip();
            }
            assert_true(
                read_file(cases[i].name, weighted ? "im_expected" : "noim_expected", &blocks));
            double error = relative_error(cases[i].kind, blocks.bytes, input.bytes);
            if (!(error < cases[i].error)) {
                fail_msg("%s: error %g", cases[i].name, error);
            }
            file_map_close(&input);
            file_map_close(&blocks);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_ggmls),
        cmocka_unit_test(quantized_floats_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
