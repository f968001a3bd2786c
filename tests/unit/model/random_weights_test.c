/* Random weights: of every scheme they have the wanted spread, and a part is a part of the whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels/kernels.h"
#include "model/random_weights.h"

enum { HIDDEN = 256, ROWS = 300 };

struct planned {
    json_t *json;
    struct arena arena;
    struct model_config config;
    struct quantization quantization;
    struct random_weights weights;
};

static void plan_to_train(struct planned *planned, const char *quantization, enum float_type type,
                          double deviation)
{
    struct error err = {0};
    char text[1000];
    snprintf(text, sizeof text,
             "{\"model_type\":\"llama\",\"hidden_size\":%d,\"num_hidden_layers\":1,"
             "\"num_attention_heads\":4,\"intermediate_size\":512,\"vocab_size\":%d%s}",
             HIDDEN, ROWS, quantization);
    *planned = (struct planned){0};
    arena_init(&planned->arena, 1 << 20);
    planned->json = json_loads(text, 0, NULL);
    if (!model_config_read(&planned->config, planned->json, &planned->arena, &err) ||
        !quantization_read(&planned->quantization, planned->json, &err)) {
        fail_msg("%s", err.message);
    }
    const struct random_recipe recipe = {&planned->quantization, type, 7, deviation};
    if (!random_weights_plan(&planned->weights, &planned->config, &recipe, &err)) {
        fail_msg("%s", err.message);
    }
}

static void plan(struct planned *planned, const char *quantization, enum float_type type)
{
    plan_to_train(planned, quantization, type, 0);
}

static void clear(struct planned *planned)
{
    random_weights_clear(&planned->weights);
    arena_clear(&planned->arena);
    json_decref(planned->json);
}

/* Tensor of that name, all of it; NULL when there is none. */
static uint8_t *make(const struct planned *planned, const char *name)
{
    for (size_t i = 0; i < planned->weights.n_tensors; i++) {
        const struct safetensors_tensor *tensor = &planned->weights.tensors[i];
        if (strcmp(tensor->name, name) == 0) {
            uint8_t *bytes = malloc(tensor->bytes.n_bytes);
            random_weights_fill(&planned->weights.fills[i], 0, bytes, tensor->bytes.n_bytes);
            return bytes;
        }
    }
    return NULL;
}

static void check_spread(const float *values, size_t n, double low, double high)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(isfinite(values[i]));
        sum += (double)values[i];
        squares += (double)values[i] * (double)values[i];
    }
    double deviation = sqrt(squares / (double)n);
    assert_true(fabs(sum / (double)n) < 0.05 * deviation);
    if (deviation < low || deviation > high) {
        fail_msg("deviation %g, expected %g to %g", deviation, low, high);
    }
}

/* As the scalar kernel reads it. */
static void check_matrix(struct planned *planned, struct matrix matrix, double low, double high)
{
    struct kernels kernels = kernels_select(KERNEL_LEVEL_SCALAR);
    uint8_t *data = make(planned, "model.embed_tokens.weight");
    uint8_t *scales = make(planned, "model.embed_tokens.scales");
    uint8_t *biases = make(planned, "model.embed_tokens.biases");
    assert_non_null(data);
    assert_true((scales != NULL) == (matrix.kind != MATRIX_FLOAT));
    assert_true((biases != NULL) == (matrix.kind == MATRIX_AFFINE));
    matrix.n_rows = ROWS;
    matrix.n_columns = HIDDEN;
    matrix.data = data;
    matrix.scales = scales;
    matrix.biases = biases;
    float *values = malloc((size_t)ROWS * HIDDEN * sizeof *values);
    kernels.decode_rows(&matrix, 0, ROWS, values);
    check_spread(values, (size_t)ROWS * HIDDEN, low, high);
    free(values);
    free(data);
    free(scales);
    free(biases);
}

static void affine_weights_are_spread(void **state)
{
    (void)state;
    static const unsigned bits[] = {2, 3, 4, 5, 6, 8};
    static const unsigned groups[] = {32, 64, 128};
    static const enum float_type types[] = {FLOAT_F32, FLOAT_F16, FLOAT_BF16};
    for (size_t i = 0; i < 6 * 3; i++) {
        char text[100];
        unsigned group = groups[i % 3];
        enum float_type type = types[i / 6];
        size_t scale_bytes = type == FLOAT_F32 ? 4 : 2;
        struct planned planned;
        snprintf(text, sizeof text, ",\"quantization\":{\"bits\":%u,\"group_size\":%u}",
                 bits[i / 3], group);
        plan(&planned, text, type);
        struct matrix matrix = {.kind = MATRIX_AFFINE,
                                .float_type = type,
                                .bits = bits[i / 3],
                                .group = group,
                                .row_bytes = (size_t)HIDDEN * bits[i / 3] / 8,
                                .scale_row_bytes = HIDDEN / group * scale_bytes};
        check_matrix(&planned, matrix, 0.019, 0.021);
        clear(&planned);
    }
}

static void small_floats_are_spread(void **state)
{
    (void)state;
    static const struct {
        const char *mode;
        struct matrix matrix;
    } rows[] = {
        {"mxfp4", {.kind = MATRIX_MXFP4, .bits = 4, .group = 32}},
        {"nvfp4", {.kind = MATRIX_NVFP4, .bits = 4, .group = 16}},
        {"mxfp8", {.kind = MATRIX_MXFP8, .bits = 8, .group = 32}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[100];
        struct planned planned;
        struct matrix matrix = rows[i].matrix;
        snprintf(text, sizeof text, ",\"quantization\":{\"mode\":\"%s\"}", rows[i].mode);
        plan(&planned, text, FLOAT_BF16);
        matrix.row_bytes = (size_t)HIDDEN * matrix.bits / 8;
        matrix.scale_row_bytes = HIDDEN / matrix.group;
        check_matrix(&planned, matrix, 0.015, 0.026);
        clear(&planned);
    }
}

static void floats_are_spread_and_norms_near_one(void **state)
{
    (void)state;
    static const enum float_type types[] = {FLOAT_F32, FLOAT_F16, FLOAT_BF16};
    for (size_t i = 0; i < 3; i++) {
        struct planned planned;
        plan(&planned, "", types[i]);
        struct matrix matrix = {.float_type = types[i],
                                .row_bytes = HIDDEN * (types[i] == FLOAT_F32 ? 4 : 2)};
        check_matrix(&planned, matrix, 0.019, 0.021);
        clear(&planned);
    }
    struct planned planned;
    plan(&planned, "", FLOAT_F32);
    float *norm = (float *)(void *)make(&planned, "model.norm.weight");
    for (size_t i = 0; i < HIDDEN; i++) {
        assert_true(norm[i] >= 0.9f && norm[i] <= 1.1f);
    }
    free(norm);
    clear(&planned);
}

static double kurtosis(const float *values, size_t n)
{
    double squares = 0, fourth = 0;
    for (size_t i = 0; i < n; i++) {
        double square = (double)values[i] * (double)values[i];
        squares += square;
        fourth += square * square;
    }
    return fourth * (double)n / (squares * squares);
}

/* The first numbers are written down: they are the same on every machine. */
static void weights_to_train_from_are_normal(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t n;
        double deviation;
    } rows[] = {
        {"model.embed_tokens.weight", (size_t)ROWS * HIDDEN, 0.05},
        {"model.layers.0.mlp.gate_proj.weight", (size_t)512 * HIDDEN, 0.05},
        {"model.layers.0.mlp.down_proj.weight", (size_t)512 * HIDDEN, 0.05 / 1.41421356},
        {"model.layers.0.self_attn.o_proj.weight", (size_t)HIDDEN * HIDDEN, 0.05 / 1.41421356},
    };
    static const float first_numbers[] = {-0x1.3dd8p-5f, 0x1.004p-5f, 0x1.07be66p-4f};
    struct planned planned;
    plan_to_train(&planned, ",\"attention_bias\":true", FLOAT_F32, 0.05);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        float *values = (float *)(void *)make(&planned, rows[i].name);
        assert_non_null(values);
        check_spread(values, rows[i].n, 0.99 * rows[i].deviation, 1.01 * rows[i].deviation);
        double measured = kurtosis(values, rows[i].n); /* 3 - 1.2 / 12 of twelve even numbers */
        assert_true(measured > 2.85 && measured < 2.95);
        free(values);
    }
    float *norm = (float *)(void *)make(&planned, "model.norm.weight");
    float *bias = (float *)(void *)make(&planned, "model.layers.0.self_attn.q_proj.bias");
    float *first = (float *)(void *)make(&planned, "model.embed_tokens.weight");
    assert_non_null(bias);
    for (size_t i = 0; i < HIDDEN; i++) {
        assert_true(norm[i] == 1 && bias[i] == 0);
    }
    assert_memory_equal(first, first_numbers, sizeof first_numbers);
    free(norm);
    free(bias);
    free(first);
    clear(&planned);
}

/* In pieces of 8 bytes, and of a tensor whose length is no multiple of 8. */
static void check_parts(const char *quantization, double deviation)
{
    struct planned planned;
    plan_to_train(&planned, quantization, FLOAT_BF16, deviation);
    for (size_t i = 0; i < planned.weights.n_tensors; i++) {
        size_t n = planned.weights.tensors[i].bytes.n_bytes - (i % 2 == 1 ? 3 : 0);
        uint8_t *whole = malloc(n);
        uint8_t part[8];
        random_weights_fill(&planned.weights.fills[i], 0, whole, n);
        for (size_t offset = 0; offset < n; offset += sizeof part) {
            size_t n_part = n - offset < sizeof part ? n - offset : sizeof part;
            size_t n_whole = n_part - n_part % 4; /* floats of a cut element are not written */
            random_weights_fill(&planned.weights.fills[i], offset, part, n_part);
            assert_memory_equal(part, whole + offset, n_whole);
        }
        free(whole);
    }
    clear(&planned);
}

static void parts_are_parts_of_the_whole(void **state)
{
    (void)state;
    check_parts(",\"quantization\":{\"mode\":\"mxfp8\"}", 0);
    check_parts("", 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(affine_weights_are_spread),
        cmocka_unit_test(small_floats_are_spread),
        cmocka_unit_test(floats_are_spread_and_norms_near_one),
        cmocka_unit_test(weights_to_train_from_are_normal),
        cmocka_unit_test(parts_are_parts_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
