/* silex bench: the same random prompt again and again, from an empty cache each time. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/random.h"
#include "commands.h"
#include "engine.h"
#include "generation.h"
#include "interrupt.h"
#include "output.h"
#include "report.h"
#include "terminal.h"

struct bench {
    const struct settings *settings;
    struct engine *engine;
    uint32_t *prompt;
    double *prompt_speeds, *generation_speeds; /* [n_trials] */
};

static bool run_trial(const struct bench *bench, silex_result *result, struct error *err)
{
    const struct settings *settings = bench->settings;
    silex_generate_options options = {.max_tokens = settings->n_generation_tokens,
                                      .ignore_end_tokens = true};
    silex_session *session = bench->engine->session;
    silex_error problem = {0};
    if (!engine_check(silex_session_rewind(session, 0, &problem), &problem, err) ||
        !engine_check(silex_generate(session, bench->prompt, settings->n_prompt_tokens, &options,
                                     result, &problem),
                      &problem, err)) {
        return false;
    }
    if (result->finish == SILEX_FINISH_CANCELLED || interrupt_happened()) {
        return error_set(err, ERROR_CANCELLED, "interrupted");
    }
    return true;
}

static bool run_trials(const struct bench *bench, struct error *err)
{
    struct progress progress = {0};
    size_t n_trials = bench->settings->n_trials;
    bool is_good = true;
    for (size_t i = 0; i <= n_trials && is_good; i++) { /* the first warms up */
        silex_result result = {0};
        progress_step(&progress, "running trials", (double)i / (double)(n_trials + 1));
        is_good = run_trial(bench, &result, err);
        if (is_good && i > 0) {
            bench->prompt_speeds[i - 1] = generation_prompt_speed(&result);
            bench->generation_speeds[i - 1] = generation_speed(&result);
        }
        silex_result_clear(&result);
    }
    progress_end(&progress);
    return is_good;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
    qsort(values, n, sizeof *values, compare_doubles);
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

static void show(const struct bench *bench)
{
    const struct settings *settings = bench->settings;
    const struct engine *engine = bench->engine;
    double prompt_speed = median(bench->prompt_speeds, settings->n_trials);
    double generation_speed_median = median(bench->generation_speeds, settings->n_trials);
    double read_speed = generation_speed_median * (double)engine->info.bytes_per_token / 1e9;
    double peak = (double)engine_peak_memory_bytes();
    if (settings->wants_json) {
        output_json(json_pack(
            "{s:s?, s:f, s:I, s:I, s:I, s:f, s:f, s:f, s:I, s:s, s:I}", "model", settings->model,
            "load_seconds", engine->load_seconds, "prompt_tokens",
            (json_int_t)settings->n_prompt_tokens, "generation_tokens",
            (json_int_t)settings->n_generation_tokens, "trials", (json_int_t)settings->n_trials,
            "prompt_tps", prompt_speed, "generation_tps", generation_speed_median,
            "weight_gigabytes_per_second", read_speed, "peak_memory_bytes", (json_int_t)peak,
            "cpu_level", engine->info.cpu_level, "threads", (json_int_t)engine->info.n_threads));
        return;
    }
    output_format("load         %.3f seconds\n", engine->load_seconds);
    output_format("prompt       %.1f tokens per second (%zu tokens)\n", prompt_speed,
                  settings->n_prompt_tokens);
    output_format("generation   %.1f tokens per second (%zu tokens), weights read at %.2f GB/s\n",
                  generation_speed_median, settings->n_generation_tokens, read_speed);
    output_format("peak memory  %.3f GB\n", peak / 1e9);
    output_format("medians of %zu trials on %u threads, level %s\n", settings->n_trials,
                  engine->info.n_threads, engine->info.cpu_level);
}

int command_bench(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    size_t n_prompt = settings->n_prompt_tokens, n_trials = settings->n_trials;
    struct bench bench = {.settings = settings, .engine = &engine};
    bench.prompt = memory_array(n_prompt, sizeof *bench.prompt, &err);
    bench.prompt_speeds = memory_array(n_trials, sizeof *bench.prompt_speeds, &err);
    bench.generation_speeds = memory_array(n_trials, sizeof *bench.generation_speeds, &err);
    bool is_good = bench.prompt != NULL && bench.prompt_speeds != NULL &&
                   bench.generation_speeds != NULL &&
                   engine_open(&engine, settings, n_prompt + settings->n_generation_tokens, &err);
    if (is_good) {
        for (size_t i = 0; i < n_prompt; i++) {
            bench.prompt[i] = (uint32_t)(random_bits(0, i) % engine.info.vocabulary_size);
        }
        is_good = run_trials(&bench, &err);
    }
    if (is_good) {
        show(&bench);
    }
    free(bench.prompt);
    free(bench.prompt_speeds);
    free(bench.generation_speeds);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
