/*
 * silex perplexity: every sequence is appended to an empty cache, and each token but the first is
 * judged by the logits before it. Sums are in double; exponentials are taken off the largest logit.
 *
 * To compare precisions, or models, a second session takes the same tokens in the other one, some
 * at a time, so that few logits have to be kept.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "commands.h"
#include "divergence.h"
#include "engine.h"
#include "input.h"
#include "interrupt.h"
#include "model_place.h"
#include "output.h"
#include "report.h"
#include "sequences.h"
#include "terminal.h"

struct judgement {
    const struct settings *settings;
    struct engine *engine;
    const uint32_t *ids; /* of the sequence in work */
    size_t n_ids;
    double sum, sum_of_squares; /* of the negative log-likelihoods, around `origin` */
    double origin;
    size_t n_judged;
    struct progress progress;
    struct sequences sequences;

    /* The comparison; without one, other is NULL. */
    silex_session *other; /* in the other precision, or of another model */
    silex_model *other_model;
    bool other_is_exact; /* or the model that is compared with */
    size_t first;        /* token of the sequence that the call in work begins with */
    size_t n_step;       /* tokens of a call */
    float *logits;       /* [n_step, vocabulary] of the session, for the other to be held against */
    struct divergence divergence;
};

enum { HELD_BYTES = 1 << 26 };

static double negative_log_likelihood(const float *logits, size_t n, uint32_t id)
{
    float largest = logits[0];
    for (size_t i = 1; i < n; i++) {
        largest = logits[i] > largest ? logits[i] : largest;
    }
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += exp((double)logits[i] - (double)largest);
    }
    return log(sum) + (double)largest - (double)logits[id];
}

static bool on_logits(void *user, size_t index, const float *logits)
{
    struct judgement *judgement = user;
    size_t n_vocabulary = judgement->engine->info.vocabulary_size;
    size_t position = judgement->first + index;
    if (judgement->other != NULL) {
        memcpy(judgement->logits + index * n_vocabulary, logits, n_vocabulary * sizeof *logits);
    }
    if (position + 1 >= judgement->n_ids) {
        return true;
    }
    double loss = negative_log_likelihood(logits, n_vocabulary, judgement->ids[position + 1]);
    if (judgement->n_judged == 0) {
        judgement->origin = loss; /* near the mean, so that the squares stay small */
    }
    judgement->sum += loss - judgement->origin;
    judgement->sum_of_squares += (loss - judgement->origin) * (loss - judgement->origin);
    judgement->n_judged++;
    progress_step(&judgement->progress, "judging the text", judgement->sequences.fraction);
    return !interrupt_happened();
}

static bool on_other_logits(void *user, size_t index, const float *logits)
{
    struct judgement *judgement = user;
    size_t n_vocabulary = judgement->engine->info.vocabulary_size;
    const float *held = judgement->logits + index * n_vocabulary;
    if (judgement->first + index + 1 < judgement->n_ids) {
        divergence_add(&judgement->divergence, judgement->other_is_exact ? logits : held,
                       judgement->other_is_exact ? held : logits, n_vocabulary);
    }
    return !interrupt_happened();
}

static bool append(struct judgement *judgement, silex_session *session, size_t n,
                   silex_logits_callback *callback, struct error *err)
{
    silex_error problem = {0};
    return engine_check(silex_session_append(session, judgement->ids + judgement->first, n, true,
                                             callback, judgement, &problem),
                        &problem, err);
}

static bool judge_sequence(void *context, const uint32_t *ids, size_t n_ids, struct error *err)
{
    struct judgement *judgement = context;
    judgement->ids = ids;
    judgement->n_ids = n_ids;
    silex_session *session = judgement->engine->session, *other = judgement->other;
    silex_error problem = {0};
    size_t n_step = other != NULL ? judgement->n_step : judgement->n_ids;
    bool is_good =
        engine_check(silex_session_rewind(session, 0, &problem), &problem, err) &&
        (other == NULL || engine_check(silex_session_rewind(other, 0, &problem), &problem, err));
    for (judgement->first = 0; is_good && judgement->first < judgement->n_ids;
         judgement->first += n_step) {
        size_t n_left = judgement->n_ids - judgement->first;
        size_t n = n_left < n_step ? n_left : n_step;
        is_good = append(judgement, session, n, on_logits, err) &&
                  (other == NULL || append(judgement, other, n, on_other_logits, err));
    }
    return is_good;
}

static bool judge_file(struct judgement *judgement, struct error *err)
{
    struct sequences *sequences = &judgement->sequences;
    *sequences = (struct sequences){.settings = judgement->settings,
                                    .engine = judgement->engine,
                                    .visit = judge_sequence,
                                    .context = judgement};
    bool is_good = sequences_walk(sequences, err);
    progress_end(&judgement->progress);
    if (is_good && judgement->n_judged == 0) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: the text has fewer than two tokens, nothing can be judged",
                         judgement->settings->file);
    }
    return is_good;
}

static void show_divergence(const struct divergence *divergence, const char *model)
{
    output_format("divergence  %.3g +- %.2g nats per token, %s%s; at most %.3g\n",
                  divergence_mean(divergence), divergence_standard_error(divergence),
                  model != NULL ? "from " : "exact to fast", model != NULL ? model : "",
                  divergence->largest);
    output_format("agreement   %.3f %% have the same most likely next token\n",
                  100.0 * (double)divergence->n_agreed / (double)divergence->n);
}

static json_t *divergence_json(const struct divergence *divergence)
{
    return json_pack("{s:o, s:o, s:o, s:f}", "mean", json_number(divergence_mean(divergence)),
                     "standard_error", json_number(divergence_standard_error(divergence)),
                     "largest", json_number(divergence->largest), "agreement",
                     (double)divergence->n_agreed / (double)divergence->n);
}

static void show_json(const struct judgement *judgement, double nll, double nll_error,
                      double seconds)
{
    double perplexity = exp(nll);
    json_t *told =
        json_pack("{s:f, s:f, s:o, s:o, s:I, s:I, s:I, s:f, s:I}", "nll", nll, "nll_standard_error",
                  nll_error, "perplexity", json_number(perplexity), "perplexity_standard_error",
                  json_number(perplexity * nll_error), "tokens", (json_int_t)judgement->n_judged,
                  "sequences", (json_int_t)judgement->sequences.n, "sequence_length",
                  (json_int_t)judgement->settings->sequence_length, "seconds", seconds,
                  "peak_memory_bytes", (json_int_t)engine_peak_memory_bytes());
    if (judgement->other != NULL) {
        json_object_set_new(told, "divergence", divergence_json(&judgement->divergence));
    }
    output_json(told);
}

static bool show(const struct judgement *judgement, double seconds, struct error *err)
{
    double n = (double)judgement->n_judged;
    double mean_off = judgement->sum / n;
    double nll = judgement->origin + mean_off;
    double variance =
        n > 1.0 ? (judgement->sum_of_squares - n * mean_off * mean_off) / (n - 1.0) : 0.0;
    double nll_error = sqrt((variance > 0.0 ? variance : 0.0) / n);
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
        show_divergence(&judgement->divergence, judgement->settings->compare_model);
    }
    output_format("judged      %zu tokens in %zu sequences of at most %zu, %.1f seconds\n",
                  judgement->n_judged, judgement->sequences.n, judgement->settings->sequence_length,
                  seconds);
    return true;
}

/* The model that is compared with. */
static bool open_other_model(struct judgement *judgement, struct error *err)
{
    const struct settings *settings = judgement->settings;
    const silex_model_options options = {.n_threads = (unsigned)settings->n_threads,
                                         .cpu_level = settings->cpu_level};
    silex_model_info info;
    silex_error problem = {0};
    char *path = model_place(settings, settings->compare_model, err);
    bool is_good = path != NULL &&
                   engine_check(silex_model_open(path, &options, &judgement->other_model, &problem),
                                &problem, err);
    free(path);
    if (!is_good) {
        return error_context(err, "--compare-model");
    }
    silex_model_describe(judgement->other_model, &info);
    return info.vocabulary_size == judgement->engine->info.vocabulary_size ||
           error_set(err, ERROR_ARGUMENT, "--compare-model: %zu tokens, but the model has %zu",
                     (size_t)info.vocabulary_size, (size_t)judgement->engine->info.vocabulary_size);
}

/* A session in the other precision, or of another model, and room for the logits of some tokens. */
static bool open_other(struct judgement *judgement, struct error *err)
{
    const struct settings *settings = judgement->settings;
    silex_session_options options = engine_session_options(judgement->engine, settings);
    size_t n_row_bytes = judgement->engine->info.vocabulary_size * sizeof(float);
    silex_error problem = {0};
    if (settings->compare_model != NULL) {
        if (settings->compares_precision) {
            return error_set(err, ERROR_ARGUMENT,
                             "--compare-model and --compare-precision exclude each other");
        }
        if (!open_other_model(judgement, err)) {
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
    judgement->n_step = HELD_BYTES / n_row_bytes > 0 ? HELD_BYTES / n_row_bytes : 1;
    judgement->logits = memory_array(judgement->n_step, n_row_bytes, err);
    if (judgement->logits == NULL) {
        return false;
    }
    return judgement->other_model != NULL
               ? engine_check(silex_session_open(judgement->other_model, &options,
                                                 &judgement->other, &problem),
                              &problem, err)
               : engine_open_session(judgement->engine, &options, &judgement->other, err);
}

int command_perplexity(const struct settings *settings)
{
    struct engine engine = {0};
    struct error err = {0};
    struct judgement judgement = {.settings = settings, .engine = &engine};
    bool is_good = engine_open(&engine, settings, settings->sequence_length, &err) &&
                   open_other(&judgement, &err);
    double start = clock_seconds();
    is_good =
        is_good && judge_file(&judgement, &err) && show(&judgement, clock_seconds() - start, &err);
    silex_session_close(judgement.other);
    silex_model_close(judgement.other_model);
    free(judgement.logits);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
