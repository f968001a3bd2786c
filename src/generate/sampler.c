/* Sampling; see sampler.h. */
#include "generate/sampler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/random.h"
#include "base/real.h"

enum {
    DEFAULT_PENALTY_CONTEXT = 20,
    N_CHAINS = 8,
    STRIDE = 1024, /* of walks that first ask whether what they look for is in here at all */
};

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

static float largest(struct sampler *sampler, const struct kernels *kernels, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sampler->weights[i] = sampler->candidates[i].logprob;
    }
    return kernels->maximum(sampler->weights, n);
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

/* In eight chains, since one would wait for each addition. */
static double sum_of(const float *x, size_t n)
{
    double sums[N_CHAINS] = {0};
    size_t i = 0;
    for (; i + N_CHAINS <= n; i += N_CHAINS) {
        for (size_t c = 0; c < N_CHAINS; c++) {
            sums[c] += (double)x[i + c];
        }
    }
    for (; i < n; i++) {
        sums[i % N_CHAINS] += (double)x[i];
    }
    for (size_t c = 1; c < N_CHAINS; c++) {
        sums[0] += sums[c];
    }
    return sums[0];
}

/* A token stays if it and all that rank behind it are together more than 1 - p. Tokens come out of
 * a heap one by one: few do, and sorting a whole vocabulary would cost more than a step of a small
 * model. */
static size_t keep_top_p(struct sampler *sampler, size_t n, float p)
{
    double left = 1.0;
    size_t n_taken = 0;
    make_heap(sampler, n);
    while (n_taken < n && (n_taken == 0 || left > 1.0 - (double)p)) {
        left -= real_exp((double)take_first(sampler, n - n_taken).logprob);
        n_taken++;
    }
    return keep_taken(sampler, n, n_taken);
}

/* The most likely first, unless all of the vocabulary stays: then by id, as it is. */
static size_t keep_top_k(struct sampler *sampler, size_t n, size_t k)
{
    k = k < n ? k : n;
    if (k == sampler->n_vocabulary) {
        return k;
    }
    make_heap(sampler, n);
    for (size_t i = 0; i < k; i++) {
        take_first(sampler, n - i);
    }
    return keep_taken(sampler, n, k);
}

static float min_p_threshold(float largest, float min_p)
{
    return largest + (float)real_log((double)min_p);
}

static size_t keep_min_p(struct sampler *sampler, const struct kernels *kernels, size_t n,
                         float min_p, size_t n_least)
{
    float threshold = min_p_threshold(largest(sampler, kernels, n), min_p);
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
    double least = INFINITY;
    size_t n_kept = 0;
    weigh(sampler, kernels, n, largest(sampler, kernels, n), 1.0f);
    double sum = sum_of(sampler->weights, n);
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

/* ---- candidates ------------------------------------------------------------------------------ */

/* Of a hundred thousand words a few thousand have nearly all of the probability. So the first
 * filter is given those only that are this close to the largest log-probability, if it can leave no
 * other; else more, and in the end all. */
static const float spans[] = {8.0f, 14.0f, 20.0f};

static bool has_top_p(const silex_sampling *sampling)
{
    return sampling->top_p > 0.0f && sampling->top_p < 1.0f;
}

static bool has_xtc(const silex_sampling *sampling, const struct sampler_input *input)
{
    return sampling->xtc_probability > 0.0f &&
           random_uniform(sampling->seed, 2 * (uint64_t)input->n_history) <=
               (double)sampling->xtc_probability;
}

/* The tokens of at least that log-probability, by id. */
static size_t collect(struct sampler *sampler, float least)
{
    size_t n = 0;
    for (size_t i = 0; i < sampler->n_vocabulary; i++) {
        if (sampler->logprobs[i] >= least) {
            sampler->candidates[n++] = (silex_candidate){(uint32_t)i, sampler->logprobs[i]};
        }
    }
    return n;
}

/* Whether the first filter leaves nothing but some of these n, which are all down to `least`. Half
 * of what top-p cuts off is far more than what rounding can move. */
static bool are_enough(struct sampler *sampler, const struct kernels *kernels, size_t n,
                       float maximum, float least, const silex_sampling *sampling)
{
    if (has_top_p(sampling)) {
        weigh(sampler, kernels, n, 0.0f, 1.0f);
        return 1.0 - sum_of(sampler->weights, n) < (1.0 - (double)sampling->top_p) / 2;
    }
    if (sampling->min_p > 0.0f) {
        return n >= sampling->min_tokens_to_keep &&
               least <= min_p_threshold(maximum, sampling->min_p);
    }
    return n >= sampling->top_k;
}

/* Candidates for the filters; returns how many. */
static size_t collect_enough(struct sampler *sampler, const struct kernels *kernels, float maximum,
                             const silex_sampling *sampling, const struct sampler_input *input)
{
    bool cuts_off = has_top_p(sampling) || sampling->min_p > 0.0f ||
                    (sampling->top_k > 0 && !has_xtc(sampling, input));
    for (size_t i = 0; cuts_off && i < sizeof spans / sizeof spans[0]; i++) {
        float least = maximum - spans[i];
        size_t n = collect(sampler, least);
        if (are_enough(sampler, kernels, n, maximum, least, sampling)) {
            return n;
        }
    }
    return collect(sampler, -INFINITY);
}

/* What the filters leave, as candidates; returns how many. */
static size_t filter(struct sampler *sampler, const struct kernels *kernels, float maximum,
                     const silex_sampling *sampling, const struct sampler_input *input)
{
    size_t n = collect_enough(sampler, kernels, maximum, sampling, input);
    if (has_top_p(sampling)) {
        n = keep_top_p(sampler, n, sampling->top_p);
    }
    if (sampling->min_p > 0.0f) {
        n = keep_min_p(sampler, kernels, n, sampling->min_p, sampling->min_tokens_to_keep);
    }
    if (has_xtc(sampling, input)) {
        n = exclude_top_choices(sampler, kernels, n, sampling->xtc_threshold, input);
    }
    return sampling->top_k > 0 ? keep_top_k(sampler, n, sampling->top_k) : n;
}

/* ---- drawing --------------------------------------------------------------------------------- */

/* The first of x that is equal to value; n if none is. */
static size_t find_first(const float *x, size_t n, float value)
{
    for (size_t start = 0; start < n; start += STRIDE) {
        size_t end = n - start < (size_t)STRIDE ? n : start + STRIDE;
        unsigned is_found = 0;
        for (size_t i = start; i < end; i++) {
            is_found |= x[i] == value;
        }
        for (size_t i = start; is_found && i < end; i++) {
            if (x[i] == value) {
                return i;
            }
        }
    }
    return n;
}

/* Logits that are not numbers have no largest one: any token will do. */
static silex_candidate most_likely(const struct sampler *sampler, float largest)
{
    size_t id = find_first(sampler->logprobs, sampler->n_vocabulary, largest);
    id = id < sampler->n_vocabulary ? id : 0;
    return (silex_candidate){(uint32_t)id, sampler->logprobs[id]};
}

/* The place in weights[n] where their running sum passes a share of the whole; n if it never does.
 */
static size_t find_share(const float *weights, size_t n, double share)
{
    double total = 0.0;
    double reached = 0.0;
    for (size_t start = 0; start < n; start += STRIDE) {
        total += sum_of(weights + start, n - start < (size_t)STRIDE ? n - start : STRIDE);
    }
    for (size_t start = 0; start < n; start += STRIDE) {
        size_t end = n - start < (size_t)STRIDE ? n : start + STRIDE;
        double sum = sum_of(weights + start, end - start);
        if (reached + sum <= share * total) {
            reached += sum;
            continue;
        }
        for (size_t i = start; i < end; i++) {
            reached += (double)weights[i];
            if (reached > share * total) {
                return i;
            }
        }
    }
    return n;
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
        return most_likely(sampler, maximum - shift);
    }
    n = filter(sampler, kernels, maximum - shift, sampling, input);
    weigh(sampler, kernels, n, largest(sampler, kernels, n), sampling->temperature);
    size_t place = find_share(sampler->weights, n,
                              random_uniform(sampling->seed, 2 * (uint64_t)input->n_history + 1));
    return place < n ? sampler->candidates[place] : most_likely(sampler, maximum - shift);
}

size_t sampler_top(const struct sampler *sampler, size_t n, silex_candidate *out)
{
    size_t n_found = 0;
    for (size_t id = 0; n > 0 && id < sampler->n_vocabulary; id++) {
        silex_candidate candidate = {(uint32_t)id, sampler->logprobs[id]};
        if (n_found == n && !ranks_before(&candidate, &out[n - 1])) {
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
