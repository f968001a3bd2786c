/* The scalar row kernels against the C library in double precision: they define the others, so
 * what is proved here holds for every level. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "kernels/kernels.h"
#include "kernels/numbers.h"

static struct kernels scalar(void)
{
    return kernels_select(KERNEL_LEVEL_SCALAR);
}

/* The distance in units in the last place of the float nearest to `expected`. */
static double ulps(float found, double expected)
{
    float rounded = fabsf((float)expected);
    double unit = (double)(nextafterf(rounded, INFINITY) - rounded);
    return fabs((double)found - expected) / unit;
}

static float exp_of(const struct kernels *kernels, float x)
{
    float y;
    kernels->exp_sum(&x, 1, 0.0f, &y);
    return y;
}

static float tanh_of(const struct kernels *kernels, float x)
{
    kernels->soft_cap(&x, 1, 1.0f);
    return x;
}

static void exp_is_within_one_unit(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    double worst = 0;
    for (float x = -87.3365f; x < 88.7228f; x += 0.000731f) {
        double error = ulps(exp_of(&kernels, x), exp((double)x));
        worst = error > worst ? error : worst;
    }
    for (float x = 1e-30f; x < 1; x *= 1.01f) {
        double error = ulps(exp_of(&kernels, -x), exp(-(double)x));
        worst = error > worst ? error : worst;
    }
    print_message("exp: %.3f units in the last place\n", worst);
    assert_true(worst < 1.0);
}

static void exp_has_defined_ends(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    assert_true(exp_of(&kernels, -INFINITY) == 0.0f);
    assert_false(signbit(exp_of(&kernels, -INFINITY)));
    assert_true(exp_of(&kernels, INFINITY) == INFINITY);
    assert_true(isnan(exp_of(&kernels, NAN)));
    assert_true(exp_of(&kernels, 0.0f) == 1.0f);
    assert_true(exp_of(&kernels, -0.0f) == 1.0f);
    /* Everything in the last units before both ends, and far beyond them. */
    for (float x = -87.4f; x < -87.3f; x = nextafterf(x, 0)) {
        double expected = exp((double)x);
        float found = exp_of(&kernels, x);
        assert_true(expected < 0x1p-126 ? found == 0.0f : ulps(found, expected) < 1.0);
    }
    for (float x = 88.7f; x < 88.8f; x = nextafterf(x, 100)) {
        double expected = exp((double)x);
        float found = exp_of(&kernels, x);
        assert_true((float)expected == INFINITY ? found == INFINITY : ulps(found, expected) < 1.0);
    }
    for (float x = 89; x < 3e38f; x *= 1.1f) {
        assert_true(exp_of(&kernels, x) == INFINITY);
        assert_true(exp_of(&kernels, -x) == 0.0f);
    }
}

static void tanh_is_within_two_units(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    double worst = 0;
    for (float x = 1e-30f; x < 20; x *= 1.00013f) {
        float y = tanh_of(&kernels, x);
        double error = ulps(y, tanh((double)x));
        worst = error > worst ? error : worst;
        assert_true(tanh_of(&kernels, -x) == -y);
    }
    print_message("tanh: %.3f units in the last place\n", worst);
    assert_true(worst < 2.0);
    assert_true(tanh_of(&kernels, INFINITY) == 1.0f);
    assert_true(tanh_of(&kernels, -3e38f) == -1.0f);
    assert_true(tanh_of(&kernels, 0.0f) == 0.0f);
    assert_true(signbit(tanh_of(&kernels, -0.0f)));
    assert_true(isnan(tanh_of(&kernels, NAN)));
}

static void gates_agree_with_their_formulas(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    for (float x = -20; x < 20; x += 0.01f) {
        float up = 1.5f;
        float y;
        double v = (double)x;
        kernels.gate(ACTIVATION_SILU, &x, &up, 1, &y);
        assert_true(fabs((double)y - 1.5 * v / (1 + exp(-v))) <= 4e-7 * fabs(v));
        kernels.gate(ACTIVATION_GELU_TANH, &x, &up, 1, &y);
        double inner = sqrt(2 / M_PI) * (v + 0.044715 * v * v * v);
        assert_true(fabs((double)y - 1.5 * 0.5 * v * (1 + tanh(inner))) <= 4e-7 * fabs(v));
    }
}

static void norms_agree_with_their_formulas(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    enum { N = 100 };
    float x[N], weight[N], bias[N], rms[N], layer[N], plain[N];
    double squares = 0;
    double mean = 0;
    double variance = 0;
    for (int i = 0; i < N; i++) {
        x[i] = sinf((float)i) * 3 + 1;
        weight[i] = 1 + (float)i / N;
        bias[i] = (float)i - 50;
        squares += (double)x[i] * (double)x[i] / N;
        mean += (double)x[i] / N;
    }
    for (int i = 0; i < N; i++) {
        variance += ((double)x[i] - mean) * ((double)x[i] - mean) / N;
    }
    kernels.rms_norm(x, N, weight, 1e-3f, rms);
    kernels.layer_norm(x, N, weight, bias, 1e-3f, layer);
    kernels.layer_norm(x, N, NULL, NULL, 1e-3f, plain);
    for (int i = 0; i < N; i++) {
        double r = (double)x[i] / sqrt(squares + 1e-3) * (double)weight[i];
        double p = ((double)x[i] - mean) / sqrt(variance + 1e-3);
        assert_true(fabs((double)rms[i] - r) < 1e-6);
        assert_true(fabs((double)plain[i] - p) < 1e-6);
        assert_true(fabs((double)layer[i] - (p * (double)weight[i] + (double)bias[i])) < 1e-5);
    }
}

static void rope_rotates_both_layouts(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    float cosines[2] = {0.6f, 0.8f};
    float sines[2] = {0.8f, 0.6f};
    float halves[5] = {1, 2, 3, 4, 5};
    float pairs[5] = {1, 3, 2, 4, 5};
    kernels.rope(halves, 1, 5, 2, cosines, sines, false);
    kernels.rope(pairs, 1, 5, 2, cosines, sines, true);
    assert_true(fabsf(halves[0] - (0.6f * 1 - 0.8f * 3)) < 1e-6f);
    assert_true(fabsf(halves[2] - (0.6f * 3 + 0.8f * 1)) < 1e-6f);
    assert_true(fabsf(halves[1] - (0.8f * 2 - 0.6f * 4)) < 1e-6f);
    assert_true(fabsf(halves[3] - (0.8f * 4 + 0.6f * 2)) < 1e-6f);
    assert_true(halves[4] == 5 && pairs[4] == 5);
    assert_true(pairs[0] == halves[0] && pairs[1] == halves[2]);
    assert_true(pairs[2] == halves[1] && pairs[3] == halves[3]);
}

static void small_kernels_do_what_they_say(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    float x[3] = {1, -2, NAN};
    assert_true(kernels.maximum(x, 3) == 1);
    assert_true(kernels.maximum(x + 2, 1) == -INFINITY);
    assert_true(kernels.maximum(NULL, 0) == -INFINITY);
    float zeros[2] = {-0.0f, -0.0f};
    assert_false(signbit(kernels.maximum(zeros, 2)));
    kernels.scale(x, 2, 3);
    assert_true(x[0] == 3 && x[1] == -6);
    float y[2] = {10, 20};
    kernels.add_scaled(x, y, 2, 0.5f);
    assert_true(x[0] == 8 && x[1] == 4);
    float e[3] = {0, 1, 2};
    float total = kernels.exp_sum(e, 3, 2, e);
    assert_true(fabs((double)total - (1 + exp(-1) + exp(-2))) < 1e-6);
    assert_true(e[2] == 1.0f);
}

/* The weight of a position whose score is x, beside one whose score is 0. */
static float weight_of(const struct kernels *kernels, float x)
{
    float keys[KERNEL_BLOCK_POSITIONS] = {0, x};
    float values[KERNEL_BLOCK_POSITIONS] = {0, 1};
    float query = 1;
    float output = 0;
    struct kv_block block = {
        .type = KV_F32, .key_dim = 1, .value_dim = 1, .keys = keys, .values = values};
    struct attention_row row = {
        .query = &query, .output = &output, .maximum = -INFINITY, .last = 2};
    kernels->attend_block(&block, &row, 1, 0, NULL);
    assert_true(row.sums[0] == 1.0f); /* e^0 is exact */
    assert_true(row.sums[1] == output || isnan(output));
    return output;
}

static void weights_of_a_softmax_are_close(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    double worst = 0;
    double worst_small = 0;
    for (float x = 0; x >= -87.0f; x -= 0.000731f) {
        double error = fabs((double)weight_of(&kernels, x) / exp((double)x) - 1);
        double *all = x > -9 ? &worst : &worst_small;
        *all = error > *all ? error : *all;
    }
    print_message("weights: relative error %.2g down to -9, %.2g below\n", worst, worst_small);
    assert_true(worst < 5e-7 && worst_small < 4e-6);
    assert_true(weight_of(&kernels, -87.01f) == 0.0f);
    assert_false(signbit(weight_of(&kernels, -87.01f)));
    assert_true(weight_of(&kernels, -3e38f) == 0.0f);
    assert_true(weight_of(&kernels, -INFINITY) == 0.0f);
    assert_true(isnan(weight_of(&kernels, NAN)));
}

static void the_cache_keeps_what_its_type_can(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    float x[6] = {0, 1.5f, -3, 0.0117f, 2.0f, -0.0119f};
    int8_t codes[6];
    float scale = -1;
    kernels.store_kv(x, 6, KV_INT8, 1, codes, &scale);
    assert_true(scale == 3.0f / 127.0f);
    assert_int_equal(codes[0], 0);
    assert_int_equal(codes[1], 64); /* 63.5 goes to the even one */
    assert_int_equal(codes[2], -127);
    assert_int_equal(codes[3], 0);
    assert_int_equal(codes[4], 85);
    assert_int_equal(codes[5], -1);
    float zero = 0;
    kernels.store_kv(&zero, 1, KV_INT8, 1, codes, &scale);
    assert_true(scale == 0 && codes[0] == 0);
    float odd[3] = {NAN, INFINITY, -INFINITY};
    kernels.store_kv(odd, 3, KV_INT8, 1, codes, &scale);
    assert_true(scale == INFINITY);
    assert_int_equal(codes[0], -127);
    uint16_t halves[6];
    kernels.store_kv(x, 6, KV_F16, 1, halves, NULL);
    assert_int_equal(halves[1], 0x3E00);
    assert_int_equal(halves[2], 0xC200);
    float copy[6];
    kernels.store_kv(x, 6, KV_F32, 1, copy, NULL);
    assert_memory_equal(copy, x, sizeof x);
    uint16_t column[6][2] = {{0}};
    kernels.store_kv(x, 6, KV_F16, 2, column, NULL);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(column[i][0], halves[i]);
        assert_int_equal(column[i][1], 0);
    }
}

static uint64_t hashed(uint64_t hash, const void *data, size_t n_bytes)
{
    const uint8_t *bytes = data;
    for (size_t i = 0; i < n_bytes; i++) {
        hash = (hash ^ bytes[i]) * 1099511628211u;
    }
    return hash;
}

/* One block of attention, gates, norms and caps over numbers that come from integers. */
static void every_machine_gives_the_same_bits(void **state)
{
    (void)state;
    struct kernels kernels = scalar();
    enum { N = 1000, DIM = 40, ROWS = 5 };
    static float x[N], y[N], output[ROWS * DIM];
    static int8_t codes[64 * DIM];
    static float scales[64];
    uint32_t seed = 1;
    for (size_t i = 0; i < N; i++) {
        seed = seed * 1664525u + 1013904223u;
        x[i] = (float)(int32_t)seed * 0x1p-28f;
    }
    for (size_t j = 0; j < 64; j++) {
        kernels.store_kv(x + 7 * j, DIM, KV_INT8, 1, codes + j * DIM, &scales[j]);
    }
    struct kv_block block = {KV_INT8, DIM, DIM, codes, codes, scales, scales, NULL, 0};
    struct attention_row rows[ROWS];
    for (size_t r = 0; r < ROWS; r++) {
        rows[r] = (struct attention_row){.query = x + r * DIM,
                                         .output = output + r * DIM,
                                         .maximum = -INFINITY,
                                         .first = (unsigned)r,
                                         .last = 60 + (unsigned)r};
    }
    kernels.attend_block(&block, rows, ROWS, 20.0f, NULL);
    uint64_t hash = hashed(14695981039346656037u, output, sizeof output);
    kernels.gate(ACTIVATION_SILU, x, x, N, y);
    hash = hashed(hash, y, sizeof y);
    kernels.gate(ACTIVATION_GELU_TANH, x, y, N, y);
    hash = hashed(hash, y, sizeof y);
    kernels.layer_norm(x, N, y, x, 1e-5f, y);
    hash = hashed(hash, y, sizeof y);
    kernels.rms_norm(y, N, x, 1e-5f, y);
    hash = hashed(hash, y, sizeof y);
    kernels.soft_cap(y, N, 5.0f);
    float total = kernels.exp_sum(y, N, kernels.maximum(y, N), y);
    hash = hashed(hashed(hash, y, sizeof y), &total, sizeof total);
    char text[32];
    snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
    assert_string_equal(text, "1d92eba93102075d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_within_one_unit),
        cmocka_unit_test(exp_has_defined_ends),
        cmocka_unit_test(tanh_is_within_two_units),
        cmocka_unit_test(gates_agree_with_their_formulas),
        cmocka_unit_test(norms_agree_with_their_formulas),
        cmocka_unit_test(rope_rotates_both_layouts),
        cmocka_unit_test(small_kernels_do_what_they_say),
        cmocka_unit_test(every_machine_gives_the_same_bits),
        cmocka_unit_test(weights_of_a_softmax_are_close),
        cmocka_unit_test(the_cache_keeps_what_its_type_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
