/* Optimizers and schedules beside mlx: the vectors of make_optimizers.py. */
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
#include "base/memory.h"
#include "formats/json.h"
#include "formats/safetensors.h"
#include "train/optimizer.h"
#include "train/schedule.h"

static void map_file(struct file_map *map, const char *name)
{
    char path[4096];
    struct error err = {0};
    const char *tests = getenv("SILEX_TESTS");
    assert_non_null(tests);
    snprintf(path, sizeof path, "%s/golden/optimizers/%s", tests, name);
    assert_true(file_map_open(map, path, &err));
}

struct setting {
    const char *name;
    size_t n;
    double numbers[2];
};

static const struct golden_case {
    const char *name;
    enum optimizer_kind kind;
    struct setting settings[4];
} cases[] = {
    {"adam", OPTIMIZER_ADAM, {{.name = NULL}}},
    {"adam-correction", OPTIMIZER_ADAM, {{"bias_correction", 1, {1}}, {"betas", 2, {0.8, 0.95}}}},
    {"adamw", OPTIMIZER_ADAMW, {{.name = NULL}}},
    {"adamw-correction",
     OPTIMIZER_ADAMW,
     {{"weight_decay", 1, {0.1}}, {"bias_correction", 1, {1}}}},
    {"sgd", OPTIMIZER_SGD, {{.name = NULL}}},
    {"sgd-momentum",
     OPTIMIZER_SGD,
     {{"momentum", 1, {0.9}}, {"weight_decay", 1, {0.02}}, {"dampening", 1, {0.1}}}},
    {"sgd-nesterov", OPTIMIZER_SGD, {{"momentum", 1, {0.9}}, {"nesterov", 1, {1}}}},
    {"adafactor", OPTIMIZER_ADAFACTOR, {{.name = NULL}}},
    {"adafactor-vector", OPTIMIZER_ADAFACTOR, {{"warmup_init", 1, {1}}}},
    {"adafactor-moment",
     OPTIMIZER_ADAFACTOR,
     {{"beta_1", 1, {0.9}},
      {"relative_step", 1, {0}},
      {"scale_parameter", 1, {0}},
      {"weight_decay", 1, {0.01}}}},
    {"muon", OPTIMIZER_MUON, {{.name = NULL}}},
    {"muon-tall", OPTIMIZER_MUON, {{"nesterov", 1, {0}}, {"ns_steps", 1, {3}}}},
    {"muon-vector", OPTIMIZER_MUON, {{.name = NULL}}},
};

static float *copy_of(const struct safetensors *set, const char *name, const char *suffix,
                      const struct safetensors_tensor **out)
{
    char text[100];
    snprintf(text, sizeof text, "%s%s", name, suffix);
    const struct safetensors_tensor *tensor = safetensors_find(set, text);
    assert_non_null(tensor);
    float *copy = malloc(tensor->bytes.n_bytes);
    assert_non_null(copy);
    memcpy(copy, tensor->bytes.data, tensor->bytes.n_bytes);
    *out = tensor;
    return copy;
}

static void check_case(const struct safetensors *set, const struct golden_case *row,
                       struct backend *backend)
{
    const struct safetensors_tensor *shape, *steps;
    struct optimizer optimizer = optimizer_defaults(row->kind);
    struct error err = {0};
    for (size_t i = 0; i < 4 && row->settings[i].name != NULL; i++) {
        const struct setting *setting = &row->settings[i];
        assert_true(optimizer_set(&optimizer, setting->name, setting->numbers, setting->n, &err));
    }
    float *values = copy_of(set, row->name, ".first", &shape);
    float *gradients = copy_of(set, row->name, ".gradients", &steps);
    float *expected = copy_of(set, row->name, ".values", &steps);
    struct optimizer_tensor tensor = {
        .n_dimensions = shape->n_dimensions,
        .n_rows = shape->shape[0],
        .n_columns = shape->n_dimensions > 1 ? shape->shape[1] : 1,
        .values = values,
    };
    size_t n = tensor.n_rows * tensor.n_columns;
    tensor.state = calloc(optimizer_n_state(&optimizer, &tensor) + 1, sizeof *tensor.state);
    size_t n_scratch = optimizer_scratch_bytes(&optimizer, backend, &tensor) + 64;
    void *scratch = memory_pages(n_scratch, &err);
    double difference = 0;
    for (size_t step = 0; step < steps->shape[0]; step++) {
        tensor.gradient = gradients + step * n;
        optimizer_step(&optimizer, backend, &tensor, 0.01, step + 1, scratch);
        for (size_t i = 0; i < n; i++) {
            double one = fabs((double)values[i] - (double)expected[step * n + i]);
            assert_true(one < 2e-6); /* also not NaN */
            difference = one > difference ? one : difference;
        }
    }
    printf("%-18s within %.1e\n", row->name, difference);
    free(values);
    free(gradients);
    free(expected);
    free(tensor.state);
    memory_pages_free(scratch, n_scratch);
}

static void optimizers_follow_mlx(void **state)
{
    struct file_map map;
    struct safetensors set;
    struct error err = {0};
    const struct backend_options options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    struct backend *backend;
    (void)state;
    assert_true(cpu_backend_create(&backend, &options, &err));
    map_file(&map, "optimizers.safetensors");
    safetensors_init(&set);
    assert_true(safetensors_add(&set, "optimizers.safetensors", map.bytes, &err) &&
                safetensors_finish(&set, &err));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_case(&set, &cases[i], backend);
    }
    safetensors_clear(&set);
    file_map_close(&map);
    backend->operations->destroy(backend);
}

/* Steps of one tensor, all of whose gradients are its first values. */
static void take_steps(const struct optimizer *optimizer, const struct optimizer_tensor *shape,
                       double rate, float *values)
{
    enum { N_STEPS = 3 };
    const struct backend_options options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    struct backend *backend;
    struct optimizer_tensor tensor = *shape;
    size_t n = tensor.n_rows * tensor.n_columns;
    float *gradient = calloc(n, sizeof *gradient);
    assert_non_null(gradient);
    assert_true(cpu_backend_create(&backend, &options, NULL));
    size_t n_scratch = optimizer_scratch_bytes(optimizer, backend, &tensor);
    void *scratch = memory_pages(n_scratch, NULL);
    for (size_t i = 0; i < n; i++) {
        values[i] = gradient[i] = (float)(i % 7) - 3.0f;
    }
    tensor.values = values;
    tensor.gradient = gradient;
    tensor.state = calloc(optimizer_n_state(optimizer, &tensor), sizeof *tensor.state);
    for (uint64_t step = 1; step <= N_STEPS; step++) {
        optimizer_step(optimizer, backend, &tensor, rate, step, scratch);
    }
    free(tensor.state);
    free(gradient);
    memory_pages_free(scratch, n_scratch);
    backend->operations->destroy(backend);
}

/* With a ratio, what is no hidden matrix takes AdamW's steps, and hidden ones Muon's as before;
 * large enough to be shared over the threads. */
static void muon_leaves_ends_and_vectors_to_adamw(void **state)
{
    enum { N_ROWS = 200, N_COLUMNS = 130, N = N_ROWS * N_COLUMNS };
    static float values[N], expected[N];
    static const struct {
        struct optimizer_tensor tensor;
        bool is_adamw;
    } rows[] = {
        {{.n_dimensions = 2, .n_rows = N_ROWS, .n_columns = N_COLUMNS, .is_end = true}, true},
        {{.n_dimensions = 1, .n_rows = N, .n_columns = 1}, true},
        {{.n_dimensions = 2, .n_rows = N_ROWS, .n_columns = N_COLUMNS}, false},
    };
    const double ratio = 0.25, rate = 0.02, decay = 0.1, betas[] = {0.8, 0.95};
    struct optimizer muon = optimizer_defaults(OPTIMIZER_MUON), mixed = muon;
    struct optimizer adamw = optimizer_defaults(OPTIMIZER_ADAMW);
    (void)state;
    assert_true(optimizer_set(&mixed, "adamw_ratio", &ratio, 1, NULL) &&
                optimizer_set(&mixed, "betas", betas, 2, NULL) &&
                optimizer_set(&adamw, "betas", betas, 2, NULL) &&
                optimizer_set(&mixed, "weight_decay", &decay, 1, NULL) &&
                optimizer_set(&muon, "weight_decay", &decay, 1, NULL) &&
                optimizer_set(&adamw, "weight_decay", &decay, 1, NULL));
    assert_true(optimizer_fingerprint(&muon) != optimizer_fingerprint(&mixed));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        take_steps(&mixed, &rows[i].tensor, rate, values);
        take_steps(rows[i].is_adamw ? &adamw : &muon, &rows[i].tensor,
                   rows[i].is_adamw ? rate * ratio : rate, expected);
        assert_memory_equal(values, expected, sizeof values);
    }
}

static void check_schedule(const json_t *row)
{
    struct schedule schedule;
    struct error err = {0};
    double arguments[4];
    const json_t *list = json_object_get(row, "arguments");
    const json_t *steps = json_object_get(row, "steps"), *rates = json_object_get(row, "rates");
    for (size_t i = 0; i < json_array_size(list); i++) {
        arguments[i] = json_number_value(json_array_get(list, i));
    }
    assert_true(schedule_init(&schedule, json_string_value(json_object_get(row, "name")), arguments,
                              json_array_size(list), &err));
    schedule.n_warmup = (uint64_t)json_integer_value(json_object_get(row, "warmup"));
    schedule.warmup_first = json_number_value(json_object_get(row, "warmup_init"));
    for (size_t i = 0; i < json_array_size(steps); i++) {
        uint64_t step = (uint64_t)json_integer_value(json_array_get(steps, i));
        double expected = json_number_value(json_array_get(rates, i));
        double rate = schedule_rate(&schedule, step);
        if (fabs(rate - expected) > 1e-7 + 2e-5 * fabs(expected)) {
            fail_msg("%s, step %llu: %.9g, expected %.9g",
                     json_string_value(json_object_get(row, "name")), (unsigned long long)step,
                     rate, expected);
        }
    }
}

static void schedules_follow_mlx(void **state)
{
    struct file_map map;
    struct error err = {0};
    (void)state;
    map_file(&map, "schedules.json");
    json_t *rows = json_parse(map.bytes, "schedules.json", &err);
    assert_int_equal(json_array_size(rows), 15);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        check_schedule(json_array_get(rows, i));
    }
    json_decref(rows);
    file_map_close(&map);
}

static void wrong_settings_are_refused(void **state)
{
    struct optimizer optimizer = optimizer_defaults(OPTIMIZER_ADAM);
    struct schedule schedule;
    enum optimizer_kind kind;
    const double one = 1, pair[] = {0.9, 1.0}, good[] = {1e-3, 100};
    struct error err = {0};
    (void)state;
    assert_false(optimizer_set(&optimizer, "weight_decay", &one, 1, &err));
    assert_non_null(strstr(err.message, "weight_decay"));
    assert_false(optimizer_set(&optimizer, "betas", pair, 2, NULL));
    assert_false(optimizer_set(&optimizer, "betas", &one, 1, NULL));
    assert_false(optimizer_find("lion", &kind, NULL));
    assert_true(optimizer_find("muon", &kind, NULL) && kind == OPTIMIZER_MUON);
    assert_false(schedule_init(&schedule, "other", good, 2, NULL));
    assert_false(schedule_init(&schedule, "cosine_decay", good, 1, NULL));
    const double zero_steps[] = {1e-3, 0}, part[] = {1e-3, 1.5};
    assert_false(schedule_init(&schedule, "cosine_decay", zero_steps, 2, NULL));
    assert_false(schedule_init(&schedule, "cosine_decay", part, 2, NULL));
    assert_true(schedule_init(&schedule, "cosine_decay", good, 2, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optimizers_follow_mlx),
        cmocka_unit_test(muon_leaves_ends_and_vectors_to_adamw),
        cmocka_unit_test(schedules_follow_mlx),
        cmocka_unit_test(wrong_settings_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
