/* Codes, scales and biases against those of MLX, whose hashes tests/golden/make_quantized.py wrote;
 * what it says of the inputs holds here. */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "convert/quantize.h"

#include <cmocka.h>

enum { ROWS = 16, COLUMNS = 256, N = ROWS * COLUMNS, DENORMAL = 12 };

static uint64_t random_word(unsigned kind, size_t index)
{
    uint64_t z = ((uint64_t)index + ((uint64_t)kind << 32) + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static float make_value(unsigned kind, size_t index)
{
    static const float ties[16] = {0,  .5f, -.5f, .25f, .75f,  1.25f,  2.5f,  5,
                                   -5, 6,   -6,   3.5f, 1.75f, -1.25f, -.25f, 4};
    uint64_t word = random_word(kind, index);
    int part = (int)(word & 0xFFFF);
    int small = (int)(word >> 16 & 15);
    uint32_t bits = (uint32_t)(word >> 63) << 31 | (uint32_t)part;
    float unit = (float)(part - 32768) / 32768;
    float denormal;
    memcpy(&denormal, &bits, sizeof denormal);
    switch (kind) {
    case 0:
        return unit * 0.03125f;
    case 1:
        return ldexpf(unit, 3 * (int)(index / COLUMNS) - 33);
    case 2:
        return (float)part / -65536;
    case 3:
        return (float)part / 65536;
    case 4:
        return 0.0f;
    case 5:
        return 0.37f;
    case 6:
        return -0.37f;
    case 7:
        return -0.0f;
    case 8:
        return (float)(small - 8);
    case 9:
        return (float)(small - 8) * 0.25f;
    case 10:
        return ties[small];
    case 11:
        return index % 17 == 0 ? unit * 0x1p-20f : 0;
    case DENORMAL:
        return denormal;
    case 13:
        return ldexpf(unit, small * 2 - 20);
    case 14:
        return index % 2 == 0 ? -1.0f : 1.0f;
    default:
        return unit * 60000;
    }
}

static uint64_t hash_bytes(const uint8_t *bytes, size_t n)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ bytes[i]) * 0x100000001B3u;
    }
    return hash;
}

static enum float_type read_type(const char *name)
{
    return strcmp(name, "float32") == 0   ? FLOAT_F32
           : strcmp(name, "float16") == 0 ? FLOAT_F16
                                          : FLOAT_BF16;
}

static enum matrix_kind read_kind(const char *name)
{
    return strcmp(name, "affine") == 0  ? MATRIX_AFFINE
           : strcmp(name, "mxfp4") == 0 ? MATRIX_MXFP4
           : strcmp(name, "nvfp4") == 0 ? MATRIX_NVFP4
                                        : MATRIX_MXFP8;
}

static void quantize(unsigned kind, enum float_type type, const struct quantization_scheme *scheme,
                     uint64_t hashes[3])
{
    static float x[N];
    static uint8_t words[N], scales[N], biases[N];
    size_t n_scales = N / scheme->group;
    if (scheme->kind == MATRIX_AFFINE) {
        n_scales *= float_type_bytes(type);
    }
    for (size_t i = 0; i < N; i++) {
        x[i] = make_value(kind, i);
    }
    quantize_round(x, N, type);
    assert_int_equal(quantize_find_unfit(x, N), N);
    quantize_rows_to(scheme, type, x, ROWS, COLUMNS,
                     (struct quantized_rows){words, scales, biases});
    hashes[0] = hash_bytes(words, (size_t)N * scheme->bits / 8);
    hashes[1] = hash_bytes(scales, n_scales);
    hashes[2] = hash_bytes(biases, n_scales);
}

static void codes_are_those_of_mlx(void **state)
{
    (void)state;
    char path[4096];
    const char *tests = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/golden/quantized.txt", tests != NULL ? tests : "tests");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    unsigned n_rows = 0;
    unsigned kind;
    char type[16], mode[16];
    char line[200];
    struct quantization_scheme scheme;
    while (fgets(line, sizeof line, file) != NULL) {
        uint64_t wanted[3] = {0}, found[3];
        int n = sscanf(line, "%u %15s %15s %u %u %" SCNx64 " %" SCNx64 " %" SCNx64, &kind, type,
                       mode, &scheme.bits, &scheme.group, &wanted[0], &wanted[1], &wanted[2]);
        scheme.kind = read_kind(mode);
        assert_int_equal(n, scheme.kind == MATRIX_AFFINE ? 8 : 7);
        quantize(kind, read_type(type), &scheme, found);
        for (int i = 0; i < n - 5; i++) {
            if (found[i] != wanted[i]) {
                fail_msg("part %d of %s", i, line);
            }
        }
        n_rows++;
    }
    fclose(file);
    assert_int_equal(n_rows, 16 * 3 * 21 - 3 * 2);
}

/* Where MLX's exponents wrap around, scales stay finite and weights near. */
static void tiny_groups_stay_finite(void **state)
{
    (void)state;
    static const struct quantization_scheme schemes[] = {{MATRIX_MXFP4, 4, 32},
                                                         {MATRIX_MXFP8, 8, 32}};
    float x[32];
    uint8_t words[32], scales[1];
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < 32; i++) {
            x[i] = make_value(DENORMAL, i);
        }
        quantize_rows_to(&schemes[k], FLOAT_F32, x, 1, 32,
                         (struct quantized_rows){words, scales, NULL});
        assert_int_equal(scales[0], 0);
    }
}

static void what_is_no_number_is_found(void **state)
{
    (void)state;
    static float x[1000];
    const float bad[] = {NAN, -NAN, INFINITY, -INFINITY, 0x1p127f, -0x1p127f};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
        for (size_t place = 0; place < 1000; place += 333) {
            x[place] = bad[k];
            assert_int_equal(quantize_find_unfit(x, 1000), place);
            x[place] = 0x1.fffffep126f;
        }
        memset(x, 0, sizeof x);
    }
    assert_int_equal(quantize_find_unfit(x, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_mlx),
        cmocka_unit_test(tiny_groups_stay_finite),
        cmocka_unit_test(what_is_no_number_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
