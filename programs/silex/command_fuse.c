/*
 * silex fuse: an adapter becomes part of the weights. What was made is then opened beside the model
 * with its adapter, and how far their next tokens are apart on a text is told. Without a text it is
 * one of some hundred tokens, of several kinds: enough for the size of the divergence, and short
 * enough for large models.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "commands.h"
#include "convert_show.h"
#include "engine.h"
#include "interrupt.h"
#include "judgement.h"
#include "model_place.h"
#include "output.h"
#include "report.h"

enum { MAX_TARGETS = 2 };

struct fusion {
    const struct settings *settings;
    char *model;             /* its path */
    const char *gguf_target; /* NULL: none */
    char *joined;            /* owns it where it lies in the new folder */
    const char *begun;       /* what is being made */
    json_t *told;            /* with --json: an array of what was made */
};

/* ---- options --------------------------------------------------------------------------------- */

static bool is_gguf(const char *path)
{
    static const char end[] = ".gguf";
    size_t n = strlen(path);
    return n >= sizeof end && strcmp(path + n - (sizeof end - 1), end) == 0;
}

static bool check_options(const struct settings *settings, struct error *err)
{
    bool only_gguf = is_gguf(settings->save_path);
    if (settings->save_path[0] == '\0' || settings->adapter_path[0] == '\0') {
        return error_set(err, ERROR_ARGUMENT,
                         "fuse: --save-path and --adapter-path must not be "
                         "empty");
    }
    if (only_gguf && (settings->dequantizes || settings->exports_gguf)) {
        return error_set(err, ERROR_ARGUMENT,
                         "fuse: --save-path names a GGUF file, whose weights are what --type says: "
                         "--dequantize and --export-gguf mean nothing then");
    }
    return only_gguf || settings->exports_gguf || settings->gguf_type == NULL ||
           error_set(err, ERROR_ARGUMENT,
                     "fuse: --type means nothing without --export-gguf, or --save-path FILE.gguf");
}

/* In the new folder, as mlx-lm has it, unless the path begins at the root. */
static bool find_gguf_target(struct fusion *fusion, struct error *err)
{
    const struct settings *settings = fusion->settings;
    if (is_gguf(settings->save_path)) {
        fusion->gguf_target = settings->save_path;
    } else if (settings->exports_gguf && settings->gguf_path[0] == '/') {
        fusion->gguf_target = settings->gguf_path;
    } else if (settings->exports_gguf) {
        size_t n = strlen(settings->save_path) + strlen(settings->gguf_path) + 2;
        fusion->joined = memory_array(n, 1, err);
        if (fusion->joined == NULL) {
            return false;
        }
        snprintf(fusion->joined, n, "%s/%s", settings->save_path, settings->gguf_path);
        fusion->gguf_target = fusion->joined;
    }
    return true;
}

/* ---- fusing ---------------------------------------------------------------------------------- */

static bool make(const struct fusion *fusion, const char *target, bool as_gguf, struct error *err)
{
    const struct settings *settings = fusion->settings;
    silex_error problem = {0};
    struct convert_show show;
    silex_convert_options options = {.dequantize = settings->dequantizes && !as_gguf,
                                     .n_threads = (unsigned)settings->n_threads};
    if (as_gguf) {
        options.gguf_type = settings->gguf_type != NULL ? settings->gguf_type : "f16";
    }
    convert_show_begin(&show, &options);
    bool is_good =
        engine_check(silex_fuse(fusion->model, settings->adapter_path, target, &options, &problem),
                     &problem, err);
    convert_show_clear(&show);
    if (is_good) {
        convert_show_end(&show, target);
    }
    return is_good;
}

/* ---- a text -------------------------------------------------------------------------------- */

static const char usual_text[] =
    "The ferry left the harbour at a quarter past seven, ten minutes late, because a lorry with "
    "apples had to turn round on the quay. Nobody minded. It was the first warm morning of the "
    "year, and the passengers stood along the rail and watched the town grow small.\n\n"
    "Q: How many minutes are there in three and a half hours?\n"
    "A: There are 60 minutes in an hour, so 3.5 * 60 = 210 minutes.\n\n"
    "def mean(numbers):\n"
    "    total = 0\n"
    "    for x in numbers:\n"
    "        total += x\n"
    "    return total / len(numbers) if numbers else 0\n\n"
    "Water boils at a lower temperature in the mountains, since the pressure of the air is less "
    "there. On a summit of 3,000 metres it is about 90 degrees, and potatoes take longer to "
    "cook.\n\n"
    "Dear Ms Okafor,\n"
    "thank you for your letter of 4 May. We have looked at the invoice again: you are right, the "
    "second item was counted twice. The difference will be on your account by Friday.\n\n"
    "Der Zug nach Hamburg faehrt heute von Gleis sieben ab. La biblioteca abre a las nueve y "
    "cierra a las ocho. Le pain est encore chaud.\n\n"
    "1. Open the window.\n2. Put the kettle on.\n3. Sit down, and tell me what happened.\n";

static bool is_measured(const struct settings *settings)
{
    return settings->file == NULL || settings->file[0] != '\0';
}

/* ---- measuring ------------------------------------------------------------------------------- */

static bool tell(struct fusion *fusion, const struct judgement *judgement, const char *target,
                 struct error *err)
{
    double with = likelihoods_mean(&judgement->likelihoods);
    double fused = likelihoods_mean(&judgement->other_likelihoods);
    if (!isfinite(with) || !isfinite(fused)) {
        return error_set(err, ERROR_MALFORMED, "%s: the logits are not all numbers", target);
    }
    if (fusion->settings->wants_json) {
        json_t *item =
            json_pack("{s:s, s:I, s:f, s:f, s:o}", "path", target, "tokens",
                      (json_int_t)judgement->likelihoods.n, "adapter_perplexity", exp(with),
                      "perplexity", exp(fused), "divergence", judgement_divergence_json(judgement));
        return json_array_append_new(fusion->told, item) == 0 ||
               error_set(err, ERROR_MEMORY, "out of memory");
    }
    output_format("%s, on %zu tokens of %s:\n", target, judgement->likelihoods.n,
                  fusion->settings->file != NULL ? fusion->settings->file : "a built-in text");
    judgement_show_divergence(judgement, "the model with its adapter");
    output_format("perplexity  %.4f with the adapter, %.4f fused\n", exp(with), exp(fused));
    return true;
}

static bool measure(struct fusion *fusion, const char *target, struct error *err)
{
    const struct settings *settings = fusion->settings;
    struct settings base = *settings;
    const silex_model_options model_options = {.n_threads = (unsigned)settings->n_threads,
                                               .cpu_level = settings->cpu_level};
    struct engine engine = {0};
    silex_model *fused = NULL;
    silex_error problem = {0};
    struct judgement judgement = {
        .settings = settings,
        .engine = &engine,
        .text = settings->file == NULL ? usual_text : NULL,
    };
    base.model = fusion->model;
    bool is_good = engine_open(&engine, &base, settings->sequence_length, err);
    silex_session_options options = engine_session_options(&engine, settings);
    options.context_tokens = settings->sequence_length;
    is_good =
        is_good &&
        engine_check(silex_model_open(target, &model_options, &fused, &problem), &problem, err) &&
        engine_check(silex_session_open(fused, &options, &judgement.other, &problem), &problem,
                     err) &&
        judgement_run(&judgement, err) && tell(fusion, &judgement, target, err);
    silex_session_close(judgement.other);
    silex_model_close(fused);
    engine_close(&engine);
    return is_good || error_context(err, "%s is complete, but its divergence is not known", target);
}

/* A text that was named must be judged; that the usual one cannot be is told, and no failure. */
static bool tell_divergence(struct fusion *fusion, const char *target, struct error *err)
{
    const struct settings *settings = fusion->settings;
    if (is_measured(settings) && measure(fusion, target, err)) {
        return true;
    }
    if (is_measured(settings) && (settings->file != NULL || err->code == ERROR_CANCELLED)) {
        return false;
    }
    if (fusion->told != NULL) {
        json_array_append_new(fusion->told, json_pack("{s:s, s:n}", "path", target, "divergence"));
    }
    report("how far %s is from the model with its adapter was not measured%s%s", target,
           is_measured(settings) ? ": " : "", is_measured(settings) ? err->message : "");
    *err = (struct error){0};
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool fuse(struct fusion *fusion, struct error *err)
{
    const struct settings *settings = fusion->settings;
    const char *targets[MAX_TARGETS];
    size_t n = 0;
    fusion->model = model_place(settings, settings->model, err);
    if (fusion->model == NULL || !find_gguf_target(fusion, err)) {
        return false;
    }
    if (!is_gguf(settings->save_path)) {
        targets[n++] = settings->save_path;
    }
    if (fusion->gguf_target != NULL) {
        targets[n++] = fusion->gguf_target;
    }
    for (size_t i = 0; i < n; i++) {
        fusion->begun = targets[i];
        if (!make(fusion, targets[i], targets[i] == fusion->gguf_target, err)) {
            return false;
        }
    }
    fusion->begun = NULL;
    bool is_good = true;
    for (size_t i = 0; i < n && is_good; i++) {
        is_good = tell_divergence(fusion, targets[i], err);
    }
    return is_good;
}

int command_fuse(const struct settings *settings)
{
    struct error err = {0};
    struct fusion fusion = {.settings = settings};
    if (settings->model == NULL) {
        report("fuse: --model is missing; \"silex fuse --help\" shows examples");
        return EXIT_USAGE;
    }
    if (!check_options(settings, &err)) {
        report_error(&err);
        return EXIT_USAGE;
    }
    interrupt_be_patient(); /* a second Ctrl-C must not keep the first from cleaning up */
    fusion.told = settings->wants_json ? json_array() : NULL;
    bool is_good = fuse(&fusion, &err);
    if (is_good && fusion.told != NULL) {
        output_json(json_incref(fusion.told));
    }
    int status = is_good ? EXIT_DONE : report_error(&err);
    if (fusion.begun != NULL) {
        convert_show_rest(fusion.begun, &err);
    }
    json_decref(fusion.told);
    free(fusion.joined);
    free(fusion.model);
    return status;
}

/* ---- another form ---------------------------------------------------------------------------- */

int command_convert_adapter(const struct settings *settings)
{
    struct error err = {0};
    silex_error problem = {0};
    silex_adapter_format format =
        strcmp(settings->adapter_format, "peft") == 0 ? SILEX_ADAPTER_PEFT : SILEX_ADAPTER_MLX;
    silex_adapter_tied tied = settings->tied == NULL               ? SILEX_ADAPTER_TIED_UNKNOWN
                              : strcmp(settings->tied, "yes") == 0 ? SILEX_ADAPTER_TIED_YES
                                                                   : SILEX_ADAPTER_TIED_NO;
    bool is_good = engine_check(
        silex_adapter_convert(settings->adapter_path, settings->save_path, format, tied, &problem),
        &problem, &err);
    return is_good ? EXIT_DONE : report_error(&err);
}
