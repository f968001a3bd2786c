/* silex perplexity: a text judged by a model, alone or beside another precision or model. */
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "commands.h"
#include "judgement.h"
#include "model_place.h"
#include "output.h"
#include "report.h"

struct comparison {
    struct judgement judgement;
    silex_model *model; /* that is compared with; NULL: the same */
};

static void show_json(const struct judgement *judgement, double nll, double nll_error,
                      double seconds)
{
    double perplexity = exp(nll);
    json_t *told = json_pack("{s:f, s:f, s:o, s:o, s:I, s:I, s:I, s:f, s:I}", "nll", nll,
                             "nll_standard_error", nll_error, "perplexity", json_number(perplexity),
                             "perplexity_standard_error", json_number(perplexity * nll_error),
                             "tokens", (json_int_t)judgement->likelihoods.n, "sequences",
                             (json_int_t)judgement->sequences.n, "sequence_length",
                             (json_int_t)judgement->settings->sequence_length, "seconds", seconds,
                             "peak_memory_bytes", (json_int_t)engine_peak_memory_bytes());
    if (judgement->other != NULL) {
        json_object_set_new(told, "divergence", judgement_divergence_json(judgement));
    }
    output_json(told);
}

static bool show(const struct judgement *judgement, double seconds, struct error *err)
{
    double nll = likelihoods_mean(&judgement->likelihoods);
    double nll_error = likelihoods_standard_error(&judgement->likelihoods);
    double perplexity = exp(nll);
    if (!isfinite(nll)) {
        return error_set(err, ERROR_MALFORMED, "the model's logits are not all numbers");
    }
    if (judgement->settings->wants_json) {
        show_json(judgement, nll, nll_error, seconds);
        return true;
    }
    output_format("NLL         %.6f +- %.6f nats per token\n", nll, nll_error);
    output_format("perplexity  %.4f +- %.4f\n", perplexity, perplexity * nll_error);
    if (judgement->other != NULL) {
        judgement_show_divergence(judgement, judgement->settings->compare_model);
    }
    output_format("judged      %zu tokens in %zu sequences of at most %zu, %.1f seconds\n",
                  judgement->likelihoods.n, judgement->sequences.n,
                  judgement->settings->sequence_length, seconds);
    return true;
}

/* The model that is compared with. */
static bool open_other_model(struct comparison *comparison, struct error *err)
{
    const struct engine *engine = comparison->judgement.engine;
    const struct settings *settings = comparison->judgement.settings;
    const silex_model_options options = {.n_threads = (unsigned)settings->n_threads,
                                         .cpu_level = settings->cpu_level};
    silex_model_info info;
    silex_error problem = {0};
    char *path = model_place(settings, settings->compare_model, err);
    bool is_good =
        path != NULL &&
        engine_check(silex_model_open(path, &options, &comparison->model, &problem), &problem, err);
    free(path);
    if (!is_good) {
        return error_context(err, "--compare-model");
    }
    silex_model_describe(comparison->model, &info);
    return info.vocabulary_size == engine->info.vocabulary_size ||
           error_set(err, ERROR_ARGUMENT, "--compare-model: %zu tokens, but the model has %zu",
                     (size_t)info.vocabulary_size, (size_t)engine->info.vocabulary_size);
}

/* A session in the other precision, or of another model. */
static bool open_other(struct comparison *comparison, struct error *err)
{
    struct judgement *judgement = &comparison->judgement;
    const struct settings *settings = judgement->settings;
    silex_session_options options = engine_session_options(judgement->engine, settings);
    silex_error problem = {0};
    if (settings->compare_model != NULL) {
        if (settings->compares_precision) {
            return error_set(err, ERROR_ARGUMENT,
                             "--compare-model and --compare-precision exclude each other");
        }
        if (!open_other_model(comparison, err)) {
            return false;
        }
        judgement->other_is_exact = true;
    } else if (settings->compares_precision) {
        judgement->other_is_exact = options.precision != SILEX_PRECISION_EXACT;
        options.precision =
            judgement->other_is_exact ? SILEX_PRECISION_EXACT : SILEX_PRECISION_FAST;
    } else {
        return true;
    }
    if (options.context_tokens == 0) {
        options.context_tokens = settings->sequence_length;
    }
    return comparison->model != NULL
               ? engine_check(
                     silex_session_open(comparison->model, &options, &judgement->other, &problem),
                     &problem, err)
               : engine_open_session(judgement->engine, &options, &judgement->other, err);
}

int command_perplexity(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    struct comparison comparison = {.judgement = {.settings = settings, .engine = &engine}};
    struct judgement *judgement = &comparison.judgement;
    bool is_good = engine_open(&engine, settings, settings->sequence_length, &err) &&
                   open_other(&comparison, &err);
    double start = clock_seconds();
    is_good =
        is_good && judgement_run(judgement, &err) && show(judgement, clock_seconds() - start, &err);
    silex_session_close(judgement->other);
    silex_model_close(comparison.model);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
