/* What was measured, as a table, as JSON, as comma-separated values. */
#include <math.h>
#include <stdio.h>

#include "bench.h"
#include "output.h"

enum { CELL_BYTES = 32 };

static const char *kind_text(const struct bench_point *point)
{
    return point->is_prompt ? "prompt" : "generation";
}

/* ---- text ------------------------------------------------------------------------------------ */

static double gigabytes(uint64_t n_bytes)
{
    return (double)n_bytes * 1e-9;
}

static void show_machine(const struct bench *bench)
{
    const silex_model_info *info = &bench->engine.info;
    const silex_memory_plan *plan = &bench->plan;
    uint64_t kv_bytes = plan->kv_bytes * bench->n_sessions;
    uint64_t scratch_bytes = plan->scratch_bytes * bench->n_sessions;
    output_format("machine      %s\n",
                  bench->machine.cpu_name[0] != '\0' ? bench->machine.cpu_name : "unknown");
    output_format("             %s at level %s (it has %s)\n", engine_threads(info).text,
                  info->cpu_level, bench->machine.cpu_levels);
    output_format("at best      %.1f GB/s read; multiply-adds per ns: %.0f integer, %.0f float\n",
                  bench->peaks[SILEX_PEAK_READ] * 1e-9, bench->peaks[SILEX_PEAK_INTEGER] * 1e-9,
                  bench->peaks[SILEX_PEAK_FLOAT] * 1e-9);
    if (bench->peaks[SILEX_PEAK_WEIGHTS] > 0) {
        output_format("weights      %.1f GB/s read, where they lie\n",
                      bench->peaks[SILEX_PEAK_WEIGHTS] * 1e-9);
    }
    output_format("model        %s, %s; one token reads %.3f GB\n", info->family,
                  info->quantization, gigabytes(info->bytes_per_token));
    output_format("load         %.3f seconds; first token after %.3f, opened again %.3f\n",
                  bench->load_seconds, bench->first_token_seconds, bench->again_seconds);
    output_format("peak memory  %.3f GB; planned: %.3f weights, %.3f cache, %.3f scratch\n",
                  gigabytes(bench->peak_bytes), gigabytes(plan->weight_bytes), gigabytes(kv_bytes),
                  gigabytes(scratch_bytes));
    if (bench->huge_page_bytes >= 0) {
        output_format("huge pages   %.3f GB of the weights\n", bench->huge_page_bytes * 1e-9);
    }
    output_format("energy       %s\n",
                  energy_has_meter(&bench->energy) ? bench->energy.names : "no meter");
}

static const char *energy_text(double joules, char text[CELL_BYTES])
{
    snprintf(text, CELL_BYTES, isnan(joules) ? "no meter" : "%.3f", joules);
    return text;
}

static void show_sustained(const struct bench *bench)
{
    const struct bench_sustained *sustained = &bench->sustained;
    char energy[CELL_BYTES];
    if (sustained->n_windows == 0) {
        return;
    }
    output_format(
        "\nsustained    %.2f tokens/s at the end of %.0f seconds, %.2f in the first %.1f: "
        "%.0f %%\n",
        sustained->sustained, sustained->window_seconds * (double)sustained->n_windows,
        sustained->burst, sustained->window_seconds, 100 * sustained->sustained / sustained->burst);
    output_format("             %s J/token\n             by window:",
                  energy_text(sustained->energy, energy));
    for (size_t i = 0; i < sustained->n_windows; i++) {
        output_format("%s%.1f", i > 0 && i % 10 == 0 ? "\n                        " : " ",
                      sustained->speeds[i]);
    }
    output_text("\n");
}

void bench_show_text(const struct bench *bench)
{
    char energy[CELL_BYTES];
    bool guesses = engine_guesses(bench->settings);
    show_machine(bench);
    output_format(
        "\n             depth batch tokens  tokens/s  of limit barriers    alone   J/token%s\n",
        guesses ? "  guesses" : "");
    for (size_t i = 0; i < bench->n_points; i++) {
        const struct bench_point *point = &bench->points[i];
        output_format("%-10s %7zu %5zu %6zu %9.2f %7.1f %% %6.1f %% %6.1f %% %9s", kind_text(point),
                      point->depth, point->n_sessions, point->n_tokens, point->median.speed,
                      100 * point->median.share, 100 * point->median.barriers,
                      100 * point->median.alone, energy_text(point->median.energy, energy));
        if (guesses && !point->is_prompt) {
            output_format("  %zu of %zu right", point->n_right, point->n_guesses);
        }
        output_text("\n");
    }
    show_sustained(bench);
    output_format("\nmedians of %zu runs\n", bench->settings->n_trials);
}

/* ---- comma-separated values ------------------------------------------------------------------ */

/* An empty cell where there is no number. */
static void show_cell(double value)
{
    if (isfinite(value)) {
        output_format(",%.6g", value);
    } else {
        output_text(",");
    }
}

void bench_show_csv(const struct bench *bench)
{
    output_text("kind,depth,batch,tokens,tokens_per_second,least,most,limit,share_of_limit,"
                "barrier_share,alone_share,joules_per_token,guesses,right_guesses\n");
    for (size_t i = 0; i < bench->n_points; i++) {
        const struct bench_point *point = &bench->points[i];
        const double cells[] = {point->median.speed, point->least,        point->most,
                                point->median.limit, point->median.share, point->median.barriers,
                                point->median.alone, point->median.energy};
        output_format("%s,%zu,%zu,%zu", kind_text(point), point->depth, point->n_sessions,
                      point->n_tokens);
        for (size_t j = 0; j < sizeof cells / sizeof cells[0]; j++) {
            show_cell(cells[j]);
        }
        output_format(",%zu,%zu\n", point->n_guesses, point->n_right);
    }
}

/* ---- JSON ------------------------------------------------------------------------------------ */

/* "no meter" where there is none, never 0. */
static json_t *energy_json(double joules)
{
    return isnan(joules) ? json_string("no meter") : json_real(joules);
}

static json_t *points_json(const struct bench *bench)
{
    json_t *points = json_array();
    for (size_t i = 0; i < bench->n_points; i++) {
        const struct bench_point *point = &bench->points[i];
        json_array_append_new(
            points,
            json_pack("{s:s, s:I, s:I, s:I, s:f, s:f, s:f, s:o, s:o, s:f, s:f, s:o, s:I, s:I}",
                      "kind", kind_text(point), "depth", (json_int_t)point->depth, "batch",
                      (json_int_t)point->n_sessions, "tokens", (json_int_t)point->n_tokens,
                      "tokens_per_second", point->median.speed, "least", point->least, "most",
                      point->most, "limit", json_number(point->median.limit), "share_of_limit",
                      json_number(point->median.share), "barrier_share", point->median.barriers,
                      "alone_share", point->median.alone, "joules_per_token",
                      energy_json(point->median.energy), "guesses", (json_int_t)point->n_guesses,
                      "right_guesses", (json_int_t)point->n_right));
    }
    return points;
}

static json_t *sustained_json(const struct bench *bench)
{
    const struct bench_sustained *sustained = &bench->sustained;
    if (sustained->n_windows == 0) {
        return json_null();
    }
    json_t *windows = json_array();
    for (size_t i = 0; i < sustained->n_windows; i++) {
        json_array_append_new(windows, json_real(sustained->speeds[i]));
    }
    return json_pack("{s:f, s:f, s:f, s:o, s:o}", "window_seconds", sustained->window_seconds,
                     "burst_tps", sustained->burst, "sustained_tps", sustained->sustained,
                     "joules_per_token", energy_json(sustained->energy), "windows", windows);
}

/* null for models that caches hold. */
static json_t *weights_read_json(const struct bench *bench)
{
    double speed = bench->peaks[SILEX_PEAK_WEIGHTS];
    return speed > 0 ? json_real(speed) : json_null();
}

static json_t *machine_json(const struct bench *bench)
{
    return json_pack(
        "{s:s, s:s, s:s, s:I, s:I, s:f, s:o, s:f, s:f, s:s}", "cpu", bench->machine.cpu_name,
        "cpu_levels", bench->machine.cpu_levels, "cpu_level", bench->engine.info.cpu_level,
        "threads", (json_int_t)bench->engine.info.n_threads, "decode_threads",
        (json_int_t)bench->engine.info.n_decode_threads, "read_bytes_per_second",
        bench->peaks[SILEX_PEAK_READ], "weights_read_bytes_per_second", weights_read_json(bench),
        "integer_products_per_second", bench->peaks[SILEX_PEAK_INTEGER],
        "float_products_per_second", bench->peaks[SILEX_PEAK_FLOAT], "energy",
        energy_has_meter(&bench->energy) ? bench->energy.names : "no meter");
}

/* The first point of a kind; NULL when none was measured. */
static const struct bench_point *first_of(const struct bench *bench, bool is_prompt)
{
    for (size_t i = 0; i < bench->n_points; i++) {
        if (bench->points[i].is_prompt == is_prompt) {
            return &bench->points[i];
        }
    }
    return NULL;
}

void bench_show_json(const struct bench *bench)
{
    const struct settings *settings = bench->settings;
    const silex_model_info *info = &bench->engine.info;
    const silex_memory_plan *plan = &bench->plan;
    const struct bench_point *prompt = first_of(bench, true);
    const struct bench_point *generation = first_of(bench, false);
    double speed = generation != NULL ? generation->median.speed : (double)NAN;
    output_json(json_pack(
        "{s:s?, s:s, s:s, s:I, s:I, s:o, s:f, s:f, s:f, s:I, s:o, s:{s:I, s:I, s:I}, s:I, s:I, "
        "s:I, "
        "s:o, s:o, s:o, s:o, s:o}",
        "model", settings->model, "family", info->family, "quantization", info->quantization,
        "weight_bytes", (json_int_t)info->weight_bytes, "bytes_per_token",
        (json_int_t)info->bytes_per_token, "machine", machine_json(bench), "load_seconds",
        bench->load_seconds, "first_token_seconds", bench->first_token_seconds,
        "first_token_seconds_again", bench->again_seconds, "peak_memory_bytes",
        (json_int_t)bench->peak_bytes, "huge_page_bytes",
        json_number(bench->huge_page_bytes >= 0 ? bench->huge_page_bytes : (double)NAN),
        "planned_memory_bytes", "weights", (json_int_t)plan->weight_bytes, "cache",
        (json_int_t)(plan->kv_bytes * bench->n_sessions), "scratch",
        (json_int_t)(plan->scratch_bytes * bench->n_sessions), "prompt_tokens",
        (json_int_t)settings->n_prompt_tokens, "generation_tokens",
        (json_int_t)settings->n_generation_tokens, "trials", (json_int_t)settings->n_trials,
        "prompt_tps", json_number(prompt != NULL ? prompt->median.speed : (double)NAN),
        "generation_tps", json_number(speed), "weight_gigabytes_per_second",
        json_number(speed * (double)info->bytes_per_token * 1e-9), "points", points_json(bench),
        "sustained", sustained_json(bench)));
}
