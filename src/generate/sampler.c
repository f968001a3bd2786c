/* Sampling; see sampler.h. */
#include "generate/sampler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/random.h"
#include "base/real.h"

enum { DEFAULT_PENALTY_CONTEXT = 20 };

struct sampler {
    size_t n_vocabulary;
    float *logprobs;             /* [n_vocabulary]: logits, then log-probabilities */
    float *weights;              /* [n_vocabulary]: of the candidates, in their order */
    silex_candidate *candidates; /* [n_vocabulary] */
    uint32_t *stamps;            /* [n_vocabulary]: the pass in which an id was last seen */
    uint32_t pass;
};

/* ---- settings -------------------------------------------------------------------------------- */

static bool check_range(const char *name, float value, float low, float high, struct error *err)
{
    return (value >= low && value <= high) ||
           error_set(err, ERROR_ARGUMENT, "%s is %g: expected %g to %g", name, (double)value,
                     (double)low, (double)high);
}

bool sampler_check(const silex_sampling *sampling, size_t n_vocabulary, struct error *err)
{
    for (size_t i = 0; i < sampling->n_logit_bias; i++) {
        if (sampling->logit_bias[i].id >= n_vocabulary || isnan(sampling->logit_bias[i].bias)) {
            return error_set(err, ERROR_ARGUMENT, "logit bias for token %u: no such token",
                             sampling->logit_bias[i].id);
        }
    }
    return check_range("temperature", sampling->temperature, 0.0f, 1e6f, err) &&
           check_range("top_p", sampling->top_p, 0.0f, 1.0f, err) &&
           check_range("min_p", sampling->min_p, 0.0f, 1.0f, err) &&
           check_range("xtc_probability", sampling->xtc_probability, 0.0f, 1.0f, err) &&
           check_range("xtc_threshold", sampling->xtc_threshold, 0.0f, 0.5f, err) &&
           check_range("repetition_penalty", sampling->repetition_penalty, 0.0f, 1e6f, err) &&
           check_range("presence_penalty", sampling->presence_penalty, -1e6f, 1e6f, err) &&
           check_range("frequency_penalty", sampling->frequency_penalty, -1e6f, 1e6f, err);
}

bool sampler_create(struct sampler **out, size_t n_vocabulary, struct error *err)
{
    struct sampler *sampler = memory_array(1, sizeof *sampler, err);
    if (sampler == NULL) {
        return false;
    }
    sampler->n_vocabulary = n_vocabulary;
    sampler->logprobs = memory_array(n_vocabulary, sizeof(float), err);
    sampler->weights = memory_array(n_vocabulary, sizeof(float), err);
    sampler->candidates = memory_array(n_vocabulary, sizeof(silex_candidate), err);
    sampler->stamps = memory_array(n_vocabulary, sizeof(uint32_t), err);
    if (sampler->logprobs == NULL || sampler->weights == NULL || sampler->candidates == NULL ||
        sampler->stamps == NULL) {
        sampler_destroy(sampler);
        return false;
    }
    *out = sampler;
    return true;
}

void sampler_destroy(struct sampler *sampler)
{
    if (sampler != NULL) {
        free(sampler->logprobs);
        free(sampler->weights);
        free(sampler->candidates);
        free(sampler->stamps);
        free(sampler);
    }
}

/* ---- penalties ------------------------------------------------------------------------------- */

typedef float penalty(float logit, float strength);

static float divide_or_multiply(float logit, float strength)
{
    return logit < 0.0f ? logit * strength : logit / strength;
}

static float subtract(float logit, float strength)
{
    return logit - strength;
}

/* Applies a penalty to the tokens of the last n_context places, once each or once per place. */
static void penalize(struct sampler *sampler, const struct sampler_input *input, size_t n_context,
                     float strength, penalty *apply, bool every_place)
{
    n_context = n_context > 0 ? n_context : DEFAULT_PENALTY_CONTEXT;
    size_t first = input->n_history > n_context ? input->n_history - n_context : 0;
    sampler->pass++;
    for (size_t i = first; i < input->n_history; i++) {
        uint32_t id = input->history[i];
        if (every_place || sampler->stamps[id] != sampler->pass) {
            sampler->stamps[id] = sampler->pass;
            sampler->logprobs[id] = apply(sampler->logprobs[id], strength);
        }
    }
}

static void process_logits(struct sampler *sampler, const silex_sampling *sampling,
                           const struct sampler_input *input)
{
    memcpy(sampler->logprobs, input->logits, sampler->n_vocabulary * sizeof(float));
    for (size_t i = 0; i < sampling->n_logit_bias; i++) {
        sampler->logprobs[sampling->logit_bias[i].id] += sampling->logit_bias[i].bias;
    }
    if (sampling->repetition_penalty > 0.0f) {
        penalize(sampler, input, sampling->repetition_context, sampling->repetition_penalty,
                 divide_or_multiply, false);
    }
    if (sampling->presence_penalty < 0.0f || sampling->presence_penalty > 0.0f) {
        penalize(sampler, input, sampling->presence_context, sampling->presence_penalty, subtract,
                 false);
    }
    if (sampling->frequency_penalty < 0.0f || sampling->frequency_penalty > 0.0f) {
        penalize(sampler, input, sampling->frequency_context, sampling->frequency_penalty, subtract,
                 true);
    }
}

/* ---- filters --------------------------------------------------------------------------------- */

/* More likely first; equals by id. */
static bool ranks_before(const silex_candidate *a, const silex_candidate *b)
{
    return a->logprob > b->logprob || (a->logprob == b->logprob && a->id < b->id);
}

static void exchange(silex_candidate *a, silex_candidate *b)
{
    silex_candidate held = *a;
    *a = *b;
    *b = held;
}

/* Lets a candidate sink to its place in a heap whose top ranks first. */
static void sink(silex_candidate *heap, size_t place, size_t n)
{
    for (size_t child; (child = 2 * place + 1) < n; place = child) {
        if (child + 1 < n && ranks_before(&heap[child + 1], &heap[child])) {
            child++;
        }
        if (!ranks_before(&heap[child], &heap[place])) {
            return;
        }
        exchange(&heap[place], &heap[child]);
    }
}

static void make_heap(struct sampler *sampler, size_t n)
{
    for (size_t i = n / 2; i-- > 0;) {
        sink(sampler->candidates, i, n);
    }
}

/* Takes the first of a heap of n out to its end, and returns it. */
static silex_candidate take_first(struct sampler *sampler, size_t n)
{
    exchange(&sampler->candidates[0], &sampler->candidates[n - 1]);
    sink(sampler->candidates, 0, n - 1);
    return sampler->candidates[n - 1];
}

/* Puts the n_taken candidates that were taken from a heap of n to the front, first one first. */
static size_t keep_taken(struct sampler *sampler, size_t n, size_t n_taken)
{
    silex_candidate *taken = sampler->candidates + n - n_taken;
    for (size_t i = 0; i < n_taken / 2; i++) {
        exchange(&taken[i], &taken[n_taken - 1 - i]);
    }
    memmove(sampler->candidates, taken, n_taken * sizeof *taken);
    return n_taken;
}

static float largest(const struct sampler *sampler, size_t n)
{
    float maximum = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (sampler->candidates[i].logprob > maximum) {
            maximum = sampler->candidates[i].logprob;
        }
    }
    return maximum;
}

/* weights[i] = exp((logprob_i - shift) / temperature) */
static void weigh(struct sampler *sampler, const struct kernels *kernels, size_t n, float shift,
                  float temperature)
{
    for (size_t i = 0; i < n; i++) {
        sampler->weights[i] = (sampler->candidates[i].logprob - shift) / temperature;
    }
    kernels->exp_sum(sampler->weights, n, 0.0f, sampler->weights);
}

/* A token stays if it and all that rank behind it are together more than 1 - p. Tokens come out of
 * a heap one by one: few do, and sorting a whole vocabulary would cost more than a step of a small
 * model. */
static size_t keep_top_p(struct sampler *sampler, const struct kernels *kernels, size_t n, float p)
{
    double left = 0.0;
    size_t n_taken = 0;
    weigh(sampler, kernels, n, 0.0f, 1.0f);
    for (size_t i = 0; i < n; i++) {
        left += (double)sampler->weights[i];
    }
    make_heap(sampler, n);
    while (n_taken < n && (n_taken == 0 || left > 1.0 - (double)p)) {
        left -= real_exp((double)take_first(sampler, n - n_taken).logprob);
        n_taken++;
    }
    return keep_taken(sampler, n, n_taken);
}

static size_t keep_top_k(struct sampler *sampler, size_t n, size_t k)
{
    if (n <= k) {
        return n;
    }
    make_heap(sampler, n);
    for (size_t i = 0; i < k; i++) {
        take_first(sampler, n - i);
    }
    return keep_taken(sampler, n, k);
}

static size_t keep_min_p(struct sampler *sampler, size_t n, float min_p, size_t n_least)
{
    float threshold = largest(sampler, n) + (float)real_log((double)min_p);
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        n_kept += sampler->candidates[i].logprob >= threshold;
    }
    return keep_top_k(sampler, n, n_kept > n_least ? n_kept : n_least > 0 ? n_least : 1);
}

static bool is_exempt(const struct sampler_input *input, uint32_t id)
{
    for (size_t i = 0; i < input->n_exempt; i++) {
        if (input->exempt[i] == id) {
            return true;
        }
    }
    return false;
}

static size_t exclude_top_choices(struct sampler *sampler, const struct kernels *kernels, size_t n,
                                  float threshold, const struct sampler_input *input)
{
    double sum = 0.0;
    double least = INFINITY;
    size_t n_kept = 0;
    weigh(sampler, kernels, n, largest(sampler, n), 1.0f);
    for (size_t i = 0; i < n; i++) {
        sum += (double)sampler->weights[i];
    }
    for (size_t i = 0; i < n; i++) {
        double probability = (double)sampler->weights[i] / sum;
        if (probability > (double)threshold && probability < least) {
            least = probability;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if ((double)sampler->weights[i] / sum <= least ||
            is_exempt(input, sampler->candidates[i].id)) {
            sampler->candidates[n_kept++] = sampler->candidates[i];
        }
    }
    return n_kept;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static silex_candidate most_likely(const struct sampler *sampler)
{
    silex_candidate best = {0, sampler->logprobs[0]};
    for (size_t i = 1; i < sampler->n_vocabulary; i++) {
        if (sampler->logprobs[i] > best.logprob || isnan(best.logprob)) {
            best = (silex_candidate){(uint32_t)i, sampler->logprobs[i]};
        }
    }
    return best;
}

static size_t filter(struct sampler *sampler, const struct kernels *kernels,
                     const silex_sampling *sampling, const struct sampler_input *input)
{
    size_t n = sampler->n_vocabulary;
    for (size_t i = 0; i < n; i++) {
        float logprob = sampler->logprobs[i];
        sampler->candidates[i] =
            (silex_candidate){(uint32_t)i, isnan(logprob) ? -INFINITY : logprob};
    }
    if (sampling->top_p > 0.0f && sampling->top_p < 1.0f) {
        n = keep_top_p(sampler, kernels, n, sampling->top_p);
    }
    if (sampling->min_p > 0.0f) {
        n = keep_min_p(sampler, n, sampling->min_p, sampling->min_tokens_to_keep);
    }
    if (sampling->xtc_probability > 0.0f &&
        random_uniform(sampling->seed, 2 * (uint64_t)input->n_history) <=
            (double)sampling->xtc_probability) {
        n = exclude_top_choices(sampler, kernels, n, sampling->xtc_threshold, input);
    }
    return sampling->top_k > 0 ? keep_top_k(sampler, n, sampling->top_k) : n;
}

silex_candidate sampler_draw(struct sampler *sampler, const struct kernels *kernels,
                             const silex_sampling *sampling, const struct sampler_input *input)
{
    size_t n = sampler->n_vocabulary;
    process_logits(sampler, sampling, input);
    float maximum = kernels->maximum(sampler->logprobs, n);
    float sum = kernels->exp_sum(sampler->logprobs, n, maximum, sampler->weights);
    float shift = maximum + (float)real_log((double)sum);
    for (size_t i = 0; i < n; i++) {
        sampler->logprobs[i] -= shift;
    }
    if (!(sampling->temperature > 0.0f)) {
        return most_likely(sampler);
    }
    n = filter(sampler, kernels, sampling, input);
    weigh(sampler, kernels, n, largest(sampler, n), sampling->temperature);
    double total = 0.0;
    for (size_t i = 0; i < n; i++) {
        total += (double)sampler->weights[i];
    }
    double target = random_uniform(sampling->seed, 2 * (uint64_t)input->n_history + 1) * total;
    double reached = 0.0;
    for (size_t i = 0; i < n; i++) {
        reached += (double)sampler->weights[i];
        if (reached > target) {
            return sampler->candidates[i];
        }
    }
    return most_likely(sampler); /* logits that are not numbers */
}

size_t sampler_top(const struct sampler *sampler, size_t n, silex_candidate *out)
{
    size_t n_found = 0;
    for (size_t id = 0; id < sampler->n_vocabulary; id++) {
        silex_candidate candidate = {(uint32_t)id, sampler->logprobs[id]};
        if (n_found == n && (n == 0 || !ranks_before(&candidate, &out[n - 1]))) {
            continue;
        }
        size_t place = n_found < n ? n_found++ : n - 1;
        while (place > 0 && ranks_before(&candidate, &out[place - 1])) {
            out[place] = out[place - 1];
            place--;
        }
        out[place] = candidate;
    }
    return n_found;
}
