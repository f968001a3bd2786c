/*
 * silex perplexity: every sequence is appended to an empty cache, and each token but the first is
 * judged by the logits before it. Sums are in double; exponentials are taken off the largest logit.
 *
 * To compare precisions a second session takes the same tokens in the other one, some at a time, so
 * that few logits have to be kept.
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
#include "output.h"
#include "report.h"
#include "terminal.h"

struct judgement {
    const struct settings *settings;
    struct engine *engine;
    const uint32_t *ids; /* of the sequence in work */
    size_t n_ids;
    double sum, sum_of_squares; /* of the negative log-likelihoods, around `origin` */
    double origin;
    size_t n_judged, n_sequences;
    struct progress progress;
    double fraction; /* of the text that is done */

    /* The comparison; without one, other is NULL. */
    silex_session *other; /* in the other precision */
    bool other_is_exact;
    size_t first;  /* token of the sequence that the call in work begins with */
    size_t n_step; /* tokens of a call */
    float *logits; /* [n_step, vocabulary] of the session, for the other to be held against */
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
    progress_step(&judgement->progress, "judging the text", judgement->fraction);
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

static bool judge_sequence(struct judgement *judgement, struct error *err)
{
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
    judgement->n_sequences++;
    return is_good;
}

static bool has_enough(const struct judgement *judgement)
{
    size_t n_samples = judgement->settings->n_samples;
    return n_samples > 0 && judgement->n_sequences >= n_samples;
}

/* A sequence of one token judges nothing and is passed over. */
static bool judge_ids(struct judgement *judgement, const uint32_t *ids, size_t n_ids,
                      struct error *err)
{
    size_t n_step = judgement->settings->sequence_length;
    for (size_t first = 0; first < n_ids && !has_enough(judgement); first += n_step) {
        judgement->ids = ids + first;
        judgement->n_ids = n_ids - first < n_step ? n_ids - first : n_step;
        if (judgement->n_ids < 2) {
            break;
        }
        if (!judge_sequence(judgement, err)) {
            return false;
        }
    }
    return true;
}

static bool judge_text(struct judgement *judgement, const char *text, size_t n_bytes,
                       struct error *err)
{
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    silex_error problem = {0};
    bool is_good = engine_check(silex_tokenize(judgement->engine->model, text, n_bytes, true, &ids,
                                               &n_ids, &problem),
                                &problem, err) &&
                   judge_ids(judgement, ids, n_ids, err);
    silex_free(ids);
    return is_good;
}

static bool judge_line(struct judgement *judgement, const char *line, size_t n_bytes, size_t number,
                       struct error *err)
{
    json_error_t problem;
    json_t *object = json_loadb(line, n_bytes, JSON_REJECT_DUPLICATES, &problem);
    const json_t *text = json_object_get(object, "text");
    bool is_good =
        object == NULL
            ? error_set(err, ERROR_MALFORMED, "line %zu: %s", number, problem.text)
            : json_is_string(text) ||
                  error_set(err, ERROR_MALFORMED,
                            "line %zu: expected an object with a string \"text\"", number);
    is_good =
        is_good && judge_text(judgement, json_string_value(text), json_string_length(text), err);
    json_decref(object);
    return is_good;
}

static bool judge_lines(struct judgement *judgement, const struct buffer *file, struct error *err)
{
    const char *text = buffer_text(file);
    size_t number = 1;
    for (size_t i = 0; i < file->n_bytes && !has_enough(judgement); number++) {
        const char *end = memchr(text + i, '\n', file->n_bytes - i);
        size_t n_bytes = end != NULL ? (size_t)(end - (text + i)) : file->n_bytes - i;
        size_t n_blank = 0;
        while (n_blank < n_bytes && strchr(" \t\r", text[i + n_blank]) != NULL) {
            n_blank++;
        }
        judgement->fraction = (double)i / (double)file->n_bytes;
        if (n_blank < n_bytes && !judge_line(judgement, text + i, n_bytes, number, err)) {
            return false;
        }
        i += n_bytes + 1;
    }
    return true;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t n_text = strlen(text), n_ending = strlen(ending);
    return n_text >= n_ending && strcmp(text + n_text - n_ending, ending) == 0;
}

static bool judge_file(struct judgement *judgement, struct error *err)
{
    struct buffer file;
    const char *path = judgement->settings->file;
    bool is_good = input_read(path, &file, err);
    if (is_good) {
        is_good = ends_with(path, ".jsonl")
                      ? judge_lines(judgement, &file, err)
                      : judge_text(judgement, buffer_text(&file), file.n_bytes, err);
        is_good = is_good || error_context(err, "%s", path);
    }
    progress_end(&judgement->progress);
    buffer_clear(&file);
    if (is_good && judgement->n_judged == 0) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: the text has fewer than two tokens, nothing can be judged", path);
    }
    return is_good;
}

static void show_divergence(const struct divergence *divergence)
{
    output_format("divergence  %.3g +- %.2g nats per token, exact to fast; at most %.3g\n",
                  divergence_mean(divergence), divergence_standard_error(divergence),
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
                  "sequences", (json_int_t)judgement->n_sequences, "sequence_length",
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
        show_divergence(&judgement->divergence);
    }
    output_format("judged      %zu tokens in %zu sequences of at most %zu, %.1f seconds\n",
                  judgement->n_judged, judgement->n_sequences, judgement->settings->sequence_length,
                  seconds);
    return true;
}

/* A session in the other precision, and room for the logits of some tokens. */
static bool open_other(struct judgement *judgement, struct error *err)
{
    const struct settings *settings = judgement->settings;
    silex_session_options options = engine_session_options(judgement->engine, settings);
    size_t n_row_bytes = judgement->engine->info.vocabulary_size * sizeof(float);
    if (!settings->compares_precision) {
        return true;
    }
    judgement->other_is_exact = options.precision != SILEX_PRECISION_EXACT;
    options.precision = judgement->other_is_exact ? SILEX_PRECISION_EXACT : SILEX_PRECISION_FAST;
    if (options.context_tokens == 0) {
        options.context_tokens = settings->sequence_length;
    }
    judgement->n_step = HELD_BYTES / n_row_bytes > 0 ? HELD_BYTES / n_row_bytes : 1;
    judgement->logits = memory_array(judgement->n_step, n_row_bytes, err);
    return judgement->logits != NULL &&
           engine_open_session(judgement->engine, &options, &judgement->other, err);
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
    free(judgement.logits);
    engine_close(&engine);
    return is_good ? EXIT_DONE : report_error(&err);
}
