/* A search for scales and biases never loses more than MLX's rule, and on the whole less. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "convert/affine_search.h"
#include "convert/quantize.h"
#include "kernels/numbers.h"

enum { COLUMNS = 256, MAX_BYTES = COLUMNS * 4 };

static float next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (float)(*state >> 40) * 0x1p-23f - 1.0f;
}

static float value_of(const uint8_t *data, size_t i, enum float_type type)
{
    uint16_t half;
    float value;
    if (type == FLOAT_F32) {
        memcpy(&value, data + 4 * i, sizeof value);
        return value;
    }
    memcpy(&half, data + 2 * i, sizeof half);
    return type == FLOAT_F16 ? float_of_f16(half) : float_of_bf16(half);
}

static unsigned code_of(const uint8_t *words, size_t i, unsigned bits)
{
    unsigned code = 0;
    for (unsigned k = 0; k < bits; k++) {
        size_t bit = i * bits + k;
        code |= (unsigned)(words[bit / 8] >> bit % 8 & 1) << k;
    }
    return code;
}

struct row {
    float x[COLUMNS];
    float weights[COLUMNS];
};

/* What is lost of one group, as a reader will see it. */
static double loss_of(const struct row *row, const struct quantization_scheme *scheme,
                      enum float_type type, struct quantized_rows out, size_t group,
                      bool is_weighed)
{
    double loss = 0;
    double scale = (double)value_of(out.scales, group, type);
    double bias = (double)value_of(out.biases, group, type);
    for (size_t i = group * scheme->group; i < (group + 1) * scheme->group; i++) {
        double lost = (double)row->x[i] - (scale * code_of(out.words, i, scheme->bits) + bias);
        loss += lost * lost * (is_weighed ? (double)row->weights[i] : 1);
    }
    return loss;
}

/* The sum of losses of all groups of a row by the rule and by the search. */
static void compare(const struct row *row, const struct quantization_scheme *scheme,
                    enum float_type type, bool is_weighed, double losses[2])
{
    static uint8_t bytes[6][MAX_BYTES];
    struct quantized_rows usual = {bytes[0], bytes[1], bytes[2]};
    struct quantized_rows better = {bytes[3], bytes[4], bytes[5]};
    quantize_rows_to(scheme, type, row->x, 1, COLUMNS, usual);
    quantize_rows_better(scheme, type, row->x, is_weighed ? row->weights : NULL, 1, COLUMNS,
                         better);
    for (size_t group = 0; group < COLUMNS / scheme->group; group++) {
        double a = loss_of(row, scheme, type, usual, group, is_weighed);
        double b = loss_of(row, scheme, type, better, group, is_weighed);
        assert_true(b <= a);
        losses[0] += a;
        losses[1] += b;
    }
}

static void make_row(struct row *row, unsigned kind, uint64_t *state, enum float_type type)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        float u = next(state);
        const float kinds[] = {
            u,         u * u * u,          0.25f, 0, u * 1e-30f, 1000, fabsf(u) + 100,
            u * 1e20f, i % 50 == 0 ? u : 0};
        row->x[i] = kinds[kind % (sizeof kinds / sizeof kinds[0])];
        float w = next(state);
        row->weights[i] = kind % 4 == 3 && i < 128 ? 0 : w * w;
    }
    quantize_round(row->x, COLUMNS, type);
}

static void test_never_worse(void **context)
{
    static const unsigned bits[] = {2, 3, 4, 5, 6, 8};
    static const unsigned groups[] = {32, 64, 128};
    static const enum float_type types[] = {FLOAT_F32, FLOAT_F16, FLOAT_BF16};
    (void)context;
    uint64_t state = 3;
    for (size_t b = 0; b < 6; b++) {
        for (size_t g = 0; g < 3; g++) {
            for (size_t t = 0; t < 3; t++) {
                const struct quantization_scheme scheme = {MATRIX_AFFINE, bits[b], groups[g]};
                for (unsigned kind = 0; kind < 18; kind++) {
                    struct row row;
                    double losses[2] = {0, 0};
                    make_row(&row, kind, &state, types[t]);
                    if (types[t] == FLOAT_F16 && fabsf(row.x[0]) > 1e4f) {
                        continue;
                    }
                    compare(&row, &scheme, types[t], kind % 2 == 1, losses);
                    /* Where numbers are spread, much is gained. */
                    if (kind < 2 && bits[b] <= 4) {
                        assert_true(losses[1] < 0.98 * losses[0]);
                    }
                }
            }
        }
    }
}

/* Columns of more weight are nearer. */
static void test_weights(void **context)
{
    (void)context;
    static uint8_t bytes[3][MAX_BYTES];
    struct quantized_rows out = {bytes[0], bytes[1], bytes[2]};
    const struct quantization_scheme scheme = {MATRIX_AFFINE, 2, 64};
    uint64_t state = 9;
    double heavy[2] = {0, 0};
    for (unsigned round = 0; round < 20; round++) {
        struct row row;
        make_row(&row, 0, &state, FLOAT_BF16);
        for (size_t i = 0; i < COLUMNS; i++) {
            row.weights[i] = i % 8 == 0 ? 100 : 1;
        }
        for (unsigned is_weighed = 0; is_weighed < 2; is_weighed++) {
            quantize_rows_better(&scheme, FLOAT_BF16, row.x, is_weighed ? row.weights : NULL, 1,
                                 COLUMNS, out);
            for (size_t group = 0; group < COLUMNS / 64; group++) {
                heavy[is_weighed] += loss_of(&row, &scheme, FLOAT_BF16, out, group, true);
            }
        }
    }
    assert_true(heavy[1] < 0.8 * heavy[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_worse),
        cmocka_unit_test(test_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
