/* silex inspect: what a checkpoint is, what it needs, whether it fits here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "engine.h"
#include "outline.h"
#include "output.h"
#include "report.h"
#include "silex/measure.h"
#include "size_text.h"

struct inspection {
    const char *name; /* as it was given; NULL: the built-in model */
    struct engine engine;
    struct outline outline;  /* of a remote model */
    double bytes_per_second; /* that are read here; 0: not measured */
};

enum { N_READINGS = 5 };

static int compare_reals(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The median of some. */
static bool measure_read(struct inspection *inspection, struct error *err)
{
    double readings[N_READINGS];
    silex_meter *meter;
    silex_error problem = {0};
    if (!engine_check(silex_meter_open(inspection->engine.model, &meter, &problem), &problem,
                      err)) {
        return false;
    }
    for (size_t i = 0; i < N_READINGS; i++) {
        readings[i] = silex_meter_peak(meter, SILEX_PEAK_READ);
    }
    silex_meter_close(meter);
    qsort(readings, N_READINGS, sizeof *readings, compare_reals);
    inspection->bytes_per_second = readings[N_READINGS / 2];
    return true;
}

/* What the memory allows; the cache is read, too, so it is less with every token. */
static double tokens_per_second(const struct inspection *inspection)
{
    uint64_t n_bytes = inspection->engine.info.bytes_per_token;
    return n_bytes > 0 ? inspection->bytes_per_second / (double)n_bytes : 0.0;
}

static bool plan(const struct engine *engine, const struct settings *settings, size_t n_tokens,
                 silex_memory_plan *out, struct error *err)
{
    silex_session_options options = engine_session_options(engine, settings);
    silex_error problem = {0};
    options.context_tokens = n_tokens;
    return engine_check(silex_session_memory(engine->model, &options, out, &problem), &problem,
                        err);
}

/* The lengths asked for; else some usual ones below the model's, and the model's. */
static struct count_list contexts_of(const struct engine *engine, const struct settings *settings)
{
    static const size_t usual[] = {2048, 8192, 32768};
    struct count_list list = settings->contexts;
    if (list.n > 0) {
        return list;
    }
    if (settings->max_kv_size > 0) {
        return (struct count_list){.items = {settings->max_kv_size}, .n = 1};
    }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (usual[i] < engine->info.context_length) {
            list.items[list.n++] = usual[i];
        }
    }
    list.items[list.n++] = engine->info.context_length;
    return list;
}

static json_t *recommended(double value)
{
    return value < 0.0 ? json_null() : json_number(value);
}

static json_t *plan_json(const silex_memory_plan *memory)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:o, s:b}", "context_tokens",
                     (json_int_t)memory->context_tokens, "weight_bytes",
                     (json_int_t)memory->weight_bytes, "kv_bytes", (json_int_t)memory->kv_bytes,
                     "scratch_bytes", (json_int_t)memory->scratch_bytes, "total_bytes",
                     (json_int_t)memory->total_bytes, "available_bytes",
                     memory->available_bytes > 0 ? json_integer((json_int_t)memory->available_bytes)
                                                 : json_null(),
                     "fits", memory->fits);
}

static json_t *info_json(const silex_model_info *info, const char *path)
{
    json_t *object = json_pack(
        "{s:s?, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, "
        "s:b}",
        "model", path, "family", info->family, "quantization", info->quantization, "cpu_level",
        info->cpu_level, "threads", (json_int_t)info->n_threads, "decode_threads",
        (json_int_t)info->n_decode_threads, "parameters", (json_int_t)info->n_parameters, "layers",
        (json_int_t)info->n_layers, "hidden_size", (json_int_t)info->hidden_size, "heads",
        (json_int_t)info->n_heads, "kv_heads", (json_int_t)info->n_kv_heads, "head_dim",
        (json_int_t)info->head_dim, "ffn_size", (json_int_t)info->ffn_size, "vocabulary_size",
        (json_int_t)info->vocabulary_size, "context_length", (json_int_t)info->context_length,
        "weight_bytes", (json_int_t)info->weight_bytes, "bytes_per_token",
        (json_int_t)info->bytes_per_token, "has_chat_template", info->has_chat_template);
    json_t *end_tokens = json_array(), *warnings = json_array();
    for (size_t i = 0; i < info->n_end_tokens; i++) {
        json_array_append_new(end_tokens, json_integer(info->end_tokens[i]));
    }
    for (size_t i = 0; i < info->n_warnings; i++) {
        json_array_append_new(warnings, json_string(info->warnings[i]));
    }
    json_object_set_new(object, "end_tokens", end_tokens);
    json_object_set_new(object, "warnings", warnings);
    json_object_set_new(object, "recommended",
                        json_pack("{s:o, s:o, s:o}", "temperature",
                                  recommended((double)info->default_temperature), "top_p",
                                  recommended((double)info->default_top_p), "top_k",
                                  recommended((double)info->default_top_k)));
    return object;
}

static bool show_json(const struct inspection *inspection, const struct settings *settings,
                      const struct count_list *contexts, struct error *err)
{
    const struct engine *engine = &inspection->engine;
    json_t *memory = json_array();
    for (size_t i = 0; i < contexts->n; i++) {
        silex_memory_plan one;
        if (!plan(engine, settings, contexts->items[i], &one, err)) {
            json_decref(memory);
            return false;
        }
        json_array_append_new(memory, plan_json(&one));
    }
    json_t *object = info_json(&engine->info, inspection->name);
    json_object_set_new(object, "memory", memory);
    if (inspection->bytes_per_second > 0.0) {
        json_object_set_new(object, "read_bytes_per_second",
                            json_number(inspection->bytes_per_second));
        json_object_set_new(object, "best_tokens_per_second",
                            json_number(tokens_per_second(inspection)));
    }
    if (inspection->outline.folder != NULL) {
        json_object_set_new(object, "remote",
                            json_pack("{s:I, s:I, s:I}", "files",
                                      (json_int_t)inspection->outline.n_files, "bytes",
                                      (json_int_t)inspection->outline.n_bytes, "fetched_bytes",
                                      (json_int_t)inspection->outline.n_fetched_bytes));
    }
    output_json(object);
    return true;
}

static void show_recommended(const silex_model_info *info)
{
    if (info->default_temperature < 0.0F && info->default_top_p < 0.0F && info->default_top_k < 0) {
        return;
    }
    output_text("recommended    ");
    if (info->default_temperature >= 0.0F) {
        output_format(" --temp %g", (double)info->default_temperature);
    }
    if (info->default_top_p >= 0.0F) {
        output_format(" --top-p %g", (double)info->default_top_p);
    }
    if (info->default_top_k >= 0) {
        output_format(" --top-k %d", info->default_top_k);
    }
    output_text("  (by the checkpoint; used only when given)\n");
}

static void show_info(const silex_model_info *info)
{
    char a[32], b[32];
    output_format("family          %s\n", info->family);
    output_format("quantization    %s\n", info->quantization);
    output_format("parameters      %llu\n", (unsigned long long)info->n_parameters);
    output_format("layers          %zu, hidden size %zu, feed-forward %zu\n", info->n_layers,
                  info->hidden_size, info->ffn_size);
    output_format("attention       %zu heads, %zu key-value heads, head size %zu\n", info->n_heads,
                  info->n_kv_heads, info->head_dim);
    output_format("vocabulary      %zu\n", info->vocabulary_size);
    output_format("context         %zu tokens\n", info->context_length);
    output_format("weights         %s, of which one token reads %s\n",
                  size_text(info->weight_bytes, a, sizeof a),
                  size_text(info->bytes_per_token, b, sizeof b));
    output_format("chat template   %s\n", info->has_chat_template ? "yes" : "no");
    output_text("end tokens     ");
    for (size_t i = 0; i < info->n_end_tokens; i++) {
        output_format(" %u", (unsigned)info->end_tokens[i]);
    }
    output_text(info->n_end_tokens > 0 ? "\n" : " none\n");
    show_recommended(info);
    output_format("runs here on    %s, level %s\n", engine_threads(info).text, info->cpu_level);
}

static void show_outline(const struct outline *outline)
{
    char all[SIZE_TEXT_BYTES], fetched[SIZE_TEXT_BYTES];
    if (outline->folder != NULL) {
        output_format("to fetch        %s in %llu files (%s were read for this)\n",
                      size_text(outline->n_bytes, all, sizeof all),
                      (unsigned long long)outline->n_files,
                      size_text(outline->n_fetched_bytes, fetched, sizeof fetched));
    }
}

static void show_speed(const struct inspection *inspection)
{
    char rate[SIZE_TEXT_BYTES];
    if (inspection->bytes_per_second > 0.0) {
        output_format("speed at best   %.1f tokens/s, by %s/s of memory read here\n",
                      tokens_per_second(inspection),
                      size_text((uint64_t)inspection->bytes_per_second, rate, sizeof rate));
    }
}

static bool show_memory(const struct engine *engine, const struct settings *settings,
                        const struct count_list *contexts, struct error *err)
{
    output_text("\nmemory for a context of\n");
    uint64_t available = 0;
    for (size_t i = 0; i < contexts->n; i++) {
        silex_memory_plan one;
        char total[32], cache[32];
        if (!plan(engine, settings, contexts->items[i], &one, err)) {
            return false;
        }
        available = one.available_bytes;
        output_format("  %8zu tokens  %11s  (cache %s)  %s\n", one.context_tokens,
                      size_text(one.total_bytes, total, sizeof total),
                      size_text(one.kv_bytes, cache, sizeof cache),
                      one.fits ? "fits" : "does not fit");
    }
    if (available > 0) {
        char text[32];
        output_format("available now    %11s\n", size_text(available, text, sizeof text));
    }
    return true;
}

static bool inspect(const struct settings *settings, struct inspection *inspection,
                    struct error *err)
{
    struct engine *engine = &inspection->engine;
    if (!engine_open_model(engine, settings, false, err) ||
        ((settings->wants_speed || inspection->outline.folder != NULL) &&
         !measure_read(inspection, err))) {
        return false;
    }
    struct count_list contexts = contexts_of(engine, settings);
    if (settings->wants_json) {
        return show_json(inspection, settings, &contexts, err);
    }
    show_info(&engine->info);
    show_outline(&inspection->outline);
    show_speed(inspection);
    return show_memory(engine, settings, &contexts, err);
}

int command_inspect(const struct settings *settings)
{
    struct inspection inspection = {.name = settings->model};
    struct settings of_outline = *settings;
    struct error err = {0};
    bool is_remote = false;
    bool is_good = outline_choose(settings, &is_remote, &err);
    if (is_good && is_remote) {
        is_good = outline_open(&inspection.outline, settings, &err);
        of_outline.model = inspection.outline.folder;
    }
    is_good = is_good && inspect(&of_outline, &inspection, &err);
    engine_close(&inspection.engine);
    outline_close(&inspection.outline);
    return is_good ? EXIT_DONE : report_error(&err);
}
