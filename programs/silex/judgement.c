/*
 * Every sequence is appended to an empty cache, and each token but the first is judged by the
 * logits before it. Sums are in double; exponentials are taken off the largest logit. To compare, a
 * second session takes the same tokens, some at a time, so that few logits have to be kept.
 */
#include "judgement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "interrupt.h"
#include "output.h"

enum { HELD_BYTES = 1 << 26 };

/* ---- likelihoods ----------------------------------------------------------------------------- */

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

void likelihoods_add(struct likelihoods *likelihoods, const float *logits, size_t n, uint32_t id)
{
    double loss = negative_log_likelihood(logits, n, id);
    if (likelihoods->n == 0) {
        likelihoods->origin = loss;
    }
    double off = loss - likelihoods->origin;
    likelihoods->sum += off;
    likelihoods->sum_of_squares += off * off;
    likelihoods->n++;
}

double likelihoods_mean(const struct likelihoods *likelihoods)
{
    return likelihoods->origin + likelihoods->sum / (double)likelihoods->n;
}

double likelihoods_standard_error(const struct likelihoods *likelihoods)
{
    double n = (double)likelihoods->n;
    double mean_off = likelihoods->sum / n;
    double variance =
        n > 1.0 ? (likelihoods->sum_of_squares - n * mean_off * mean_off) / (n - 1.0) : 0.0;
    return sqrt((variance > 0.0 ? variance : 0.0) / n);
}

/* ---- sequences ------------------------------------------------------------------------------- */

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
    likelihoods_add(&judgement->likelihoods, logits, n_vocabulary, judgement->ids[position + 1]);
    progress_step(&judgement->progress, "judging the text", judgement->sequences.fraction);
    return !interrupt_happened();
}

static bool on_other_logits(void *user, size_t index, const float *logits)
{
    struct judgement *judgement = user;
    size_t n_vocabulary = judgement->engine->info.vocabulary_size;
    const float *held = judgement->logits + index * n_vocabulary;
    size_t next = judgement->first + index + 1;
    if (next < judgement->n_ids) {
        likelihoods_add(&judgement->other_likelihoods, logits, n_vocabulary, judgement->ids[next]);
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

bool judgement_run(struct judgement *judgement, struct error *err)
{
    size_t n_row_bytes = judgement->engine->info.vocabulary_size * sizeof(float);
    struct sequences *sequences = &judgement->sequences;
    *sequences = (struct sequences){.settings = judgement->settings,
                                    .text = judgement->text,
                                    .engine = judgement->engine,
                                    .visit = judge_sequence,
                                    .context = judgement};
    if (judgement->other != NULL) {
        judgement->n_step = HELD_BYTES / n_row_bytes > 0 ? HELD_BYTES / n_row_bytes : 1;
        judgement->logits = memory_array(judgement->n_step, n_row_bytes, err);
        if (judgement->logits == NULL) {
            return false;
        }
    }
    bool is_good = sequences_walk(sequences, err);
    progress_end(&judgement->progress);
    free(judgement->logits);
    judgement->logits = NULL;
    if (is_good && judgement->likelihoods.n == 0) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: the text has fewer than two tokens, nothing can be judged",
                         sequences->text != NULL ? "the built-in text" : judgement->settings->file);
    }
    return is_good;
}

/* ---- telling --------------------------------------------------------------------------------- */

void judgement_show_divergence(const struct judgement *judgement, const char *from)
{
    const struct divergence *divergence = &judgement->divergence;
    output_format("divergence  %.3g +- %.2g nats per token, %s%s; at most %.3g\n",
                  divergence_mean(divergence), divergence_standard_error(divergence),
                  from != NULL ? "from " : "exact to fast", from != NULL ? from : "",
                  divergence->largest);
    output_format("agreement   %.3f %% have the same most likely next token\n",
                  100.0 * (double)divergence->n_agreed / (double)divergence->n);
}

json_t *judgement_divergence_json(const struct judgement *judgement)
{
    const struct divergence *divergence = &judgement->divergence;
    return json_pack("{s:o, s:o, s:o, s:f}", "mean", json_number(divergence_mean(divergence)),
                     "standard_error", json_number(divergence_standard_error(divergence)),
                     "largest", json_number(divergence->largest), "agreement",
                     (double)divergence->n_agreed / (double)divergence->n);
}
