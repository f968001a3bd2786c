/* Sampling against the filters and processors of mlx-lm (tests/golden/make_sampler.py). */
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
#include "base/random.h"
#include "formats/json.h"
#include "generate/sampler.h"

enum { MAX_VOCABULARY = 64, N_DRAWS = 3000 };

struct case_data {
    size_t n;
    float logits[MAX_VOCABULARY];
    uint32_t history[MAX_VOCABULARY];
    size_t n_history;
    silex_logit_bias bias[4];
    silex_sampling sampling;
};

static float real(const json_t *object, const char *key)
{
    return (float)json_number_value(json_object_get(object, key));
}

static size_t count(const json_t *object, const char *key)
{
    return (size_t)json_integer_value(json_object_get(object, key));
}

static void read_case(const json_t *json, struct case_data *out)
{
    *out = (struct case_data){.n = json_array_size(json_object_get(json, "logits"))};
    for (size_t i = 0; i < out->n; i++) {
        out->logits[i] =
            (float)json_number_value(json_array_get(json_object_get(json, "logits"), i));
    }
    const json_t *history = json_object_get(json, "history");
    out->n_history = json_array_size(history);
    for (size_t i = 0; i < out->n_history; i++) {
        out->history[i] = (uint32_t)json_integer_value(json_array_get(history, i));
    }
    const char *key;
    json_t *value;
    size_t n_bias = 0;
    json_object_foreach(json_object_get(json, "logit_bias"), key, value)
    {
        out->bias[n_bias++] =
            (silex_logit_bias){(uint32_t)strtoul(key, NULL, 10), (float)json_number_value(value)};
    }
    out->sampling = (silex_sampling){
        .temperature = 1.5f,
        .top_p = real(json, "top_p"),
        .min_p = real(json, "min_p"),
        .min_tokens_to_keep = count(json, "min_tokens_to_keep"),
        .xtc_probability = real(json, "xtc_probability"),
        .xtc_threshold = real(json, "xtc_threshold"),
        .top_k = count(json, "top_k"),
        .repetition_penalty = real(json, "repetition_penalty"),
        .repetition_context = count(json, "repetition_context"),
        .presence_penalty = real(json, "presence_penalty"),
        .presence_context = count(json, "presence_context"),
        .frequency_penalty = real(json, "frequency_penalty"),
        .frequency_context = count(json, "frequency_context"),
        .logit_bias = out->bias,
        .n_logit_bias = n_bias,
    };
}

/* Every draw is one of the tokens that the reference keeps, has the reference's log-probability,
 * and comes about as often as the temperature says. */
static void check_case(const json_t *json)
{
    static const uint32_t exempt[] = {3, 5};
    struct case_data data;
    struct sampler *sampler;
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    read_case(json, &data);
    assert_true(sampler_check(&data.sampling, data.n, NULL));
    assert_true(sampler_create(&sampler, data.n, NULL));
    double weights[MAX_VOCABULARY] = {0};
    double total = 0;
    const json_t *logprobs = json_object_get(json, "logprobs");
    const json_t *kept = json_object_get(json, "kept");
    for (size_t i = 0; i < json_array_size(kept); i++) {
        size_t id = (size_t)json_integer_value(json_array_get(kept, i));
        weights[id] = exp(json_number_value(json_array_get(logprobs, id)) / 1.5);
        total += weights[id];
    }
    unsigned counts[MAX_VOCABULARY] = {0};
    const struct sampler_input input = {data.logits, data.history, data.n_history, exempt, 2};
    for (uint64_t seed = 0; seed < N_DRAWS; seed++) {
        data.sampling.seed = seed;
        silex_candidate drawn = sampler_draw(sampler, &kernels, &data.sampling, &input);
        assert_true(weights[drawn.id] > 0);
        counts[drawn.id]++;
        double expected = json_number_value(json_array_get(logprobs, drawn.id));
        assert_true(fabs((double)drawn.logprob - expected) < 1e-4 + 1e-5 * fabs(expected));
    }
    for (size_t i = 0; i < data.n; i++) {
        double p = weights[i] / total;
        double deviation = sqrt(p * (1 - p) / N_DRAWS);
        assert_true(fabs(counts[i] / (double)N_DRAWS - p) <= 5.5 * deviation + 1e-9);
    }
    sampler_destroy(sampler);
}

static void draws_agree_with_the_reference(void **state)
{
    (void)state;
    char path[4096];
    struct file_map map;
    const char *folder = getenv("SILEX_TESTS");
    snprintf(path, sizeof path, "%s/golden/sampler.json", folder != NULL ? folder : "tests");
    assert_true(file_map_open(&map, path, NULL));
    json_t *cases = json_parse(map.bytes, "sampler.json", NULL);
    assert_true(json_array_size(cases) >= 200);
    for (size_t i = 0; i < json_array_size(cases); i++) {
        check_case(json_array_get(cases, i));
    }
    json_decref(cases);
    file_map_close(&map);
}

static void greedy_takes_the_first_largest(void **state)
{
    (void)state;
    const float logits[] = {1, 7, -3, 7, NAN};
    const silex_sampling sampling = {0};
    const struct sampler_input input = {.logits = logits};
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    struct sampler *sampler;
    silex_candidate top[8];
    assert_true(sampler_create(&sampler, 4, NULL));
    assert_int_equal(sampler_draw(sampler, &kernels, &sampling, &input).id, 1);
    assert_int_equal(sampler_top(sampler, 3, top), 3);
    assert_int_equal(top[0].id, 1);
    assert_int_equal(top[1].id, 3);
    assert_int_equal(top[2].id, 0);
    assert_int_equal(sampler_top(sampler, 8, top), 4);
    assert_int_equal(sampler_top(sampler, 0, top), 0);
    sampler_destroy(sampler);
}

/* ---- many words ------------------------------------------------------------------------------ */

enum { MANY = 5000, MANY_DRAWS = 40 };

/* How many of n ranked tokens top-p, min-p and top-k leave, by their definitions. */
static size_t keep(const silex_candidate *ranked, size_t n, const silex_sampling *sampling)
{
    if (sampling->top_p > 0) {
        double behind = 0;
        size_t n_kept = n;
        for (; n_kept > 1; n_kept--) {
            behind += exp((double)ranked[n_kept - 1].logprob);
            if (behind > 1.0 - (double)sampling->top_p) {
                break;
            }
        }
        n = n_kept;
    }
    if (sampling->min_p > 0) {
        size_t n_kept = 0;
        float least = ranked[0].logprob + (float)log((double)sampling->min_p);
        while (n_kept < n &&
               (n_kept < sampling->min_tokens_to_keep || ranked[n_kept].logprob >= least)) {
            n_kept++;
        }
        n = n_kept;
    }
    return sampling->top_k > 0 && sampling->top_k < n ? sampling->top_k : n;
}

static double weight_of(const silex_candidate *candidate, const silex_sampling *sampling)
{
    return exp((double)candidate->logprob / (double)sampling->temperature);
}

static int by_id(const void *a, const void *b)
{
    const silex_candidate *x = a;
    const silex_candidate *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Ranked tokens are drawn as they rank, all of a vocabulary by id. */
static uint32_t expected_draw(const silex_candidate *ranked, const silex_sampling *sampling,
                              size_t n_history)
{
    static silex_candidate order[MANY];
    size_t n = keep(ranked, MANY, sampling);
    double total = 0;
    memcpy(order, ranked, sizeof order);
    if (n == MANY) {
        qsort(order, MANY, sizeof *order, by_id);
    }
    for (size_t i = 0; i < n; i++) {
        total += weight_of(&order[i], sampling);
    }
    double left = random_uniform(sampling->seed, 2 * (uint64_t)n_history + 1) * total;
    size_t place = 0;
    while (place + 1 < n && (left -= weight_of(&order[place], sampling)) >= 0) {
        place++;
    }
    return order[place].id;
}

/* Filters are given a part of a large vocabulary; what is drawn is what all of it would give. */
static void a_large_vocabulary_is_filtered_as_a_whole(void **state)
{
    (void)state;
    static const silex_sampling settings[] = {
        {.temperature = 0.6f, .top_p = 0.95f},
        {.temperature = 1.0f, .top_p = 0.999f, .top_k = 50},
        {.temperature = 1.0f, .min_p = 0.05f, .min_tokens_to_keep = 3},
        {.temperature = 1.0f, .min_p = 0.000001f},
        {.temperature = 2.0f, .top_k = 40},
        {.temperature = 1.0f, .top_k = MANY - 1},
        {.temperature = 0.7f, .top_p = 0.8f, .min_p = 0.01f, .top_k = 20},
    };
    static const double widths[] = {0.1, 1.0, 4.0, 12.0}; /* from flat to a few that count */
    static float logits[MANY];
    static silex_candidate ranked[MANY];
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    struct sampler *sampler;
    assert_true(sampler_create(&sampler, MANY, NULL));
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
        for (size_t i = 0; i < MANY; i++) {
            double a = random_uniform(1, 2 * i + 1);
            double b = random_uniform(1, 2 * i);
            logits[i] = (float)(widths[w] * sqrt(-2 * log(1 - a)) * cos(6.283185307 * b));
        }
        const struct sampler_input first = {.logits = logits};
        sampler_draw(sampler, &kernels, &settings[0], &first);
        assert_int_equal(sampler_top(sampler, MANY, ranked), MANY);
        for (size_t s = 0; s < sizeof settings / sizeof settings[0]; s++) {
            for (size_t n = 0; n < MANY_DRAWS; n++) {
                const struct sampler_input input = {.logits = logits, .n_history = n};
                uint32_t id = sampler_draw(sampler, &kernels, &settings[s], &input).id;
                assert_int_equal(id, expected_draw(ranked, &settings[s], n));
            }
        }
    }
    sampler_destroy(sampler);
}

static void logits_that_are_not_numbers_still_draw(void **state)
{
    (void)state;
    const float logits[] = {1, NAN, INFINITY, -INFINITY};
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    struct sampler *sampler;
    assert_true(sampler_create(&sampler, 4, NULL));
    const silex_sampling settings[] = {
        {0}, {.temperature = 1}, {.temperature = 1, .top_p = 0.5f, .min_p = 0.1f, .top_k = 2}};
    for (size_t first = 0; first < 4; first++) {
        for (size_t s = 0; s < sizeof settings / sizeof settings[0]; s++) {
            float shifted[4];
            for (size_t i = 0; i < 4; i++) {
                shifted[i] = i < first ? -INFINITY : logits[i];
            }
            const struct sampler_input input = {.logits = shifted};
            assert_true(sampler_draw(sampler, &kernels, &settings[s], &input).id < 4);
        }
    }
    sampler_destroy(sampler);
}

static void settings_out_of_range_are_refused(void **state)
{
    (void)state;
    const silex_logit_bias bias = {9, 1.0f};
    const silex_sampling bad[] = {
        {.temperature = -1}, {.temperature = NAN},    {.top_p = 1.5f},
        {.min_p = -0.1f},    {.xtc_threshold = 0.6f}, {.logit_bias = &bias, .n_logit_bias = 1}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct error err = {0};
        assert_false(sampler_check(&bad[i], 9, &err));
        assert_int_equal(err.code, ERROR_ARGUMENT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_agree_with_the_reference),
        cmocka_unit_test(greedy_takes_the_first_largest),
        cmocka_unit_test(a_large_vocabulary_is_filtered_as_a_whole),
        cmocka_unit_test(logits_that_are_not_numbers_still_draw),
        cmocka_unit_test(settings_out_of_range_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
