/* silex inspect: what a checkpoint is, what it needs, whether it fits here. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "engine.h"
#include "output.h"
#include "report.h"
#include "size_text.h"

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

static bool show_json(const struct engine *engine, const struct settings *settings,
                      const struct count_list *contexts, struct error *err)
{
    json_t *memory = json_array();
    for (size_t i = 0; i < contexts->n; i++) {
        silex_memory_plan one;
        if (!plan(engine, settings, contexts->items[i], &one, err)) {
            json_decref(memory);
            return false;
        }
        json_array_append_new(memory, plan_json(&one));
    }
    json_t *object = info_json(&engine->info, settings->model);
    json_object_set_new(object, "memory", memory);
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

int command_inspect(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    bool is_good = engine_open_model(&engine, settings, false, &err);
    if (is_good) {
        struct count_list contexts = contexts_of(&engine, settings);
        if (settings->wants_json) {
            is_good = show_json(&engine, settings, &contexts, &err);
        } else {
            show_info(&engine.info);
            is_good = show_memory(&engine, settings, &contexts, &err);
        }
    }
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
