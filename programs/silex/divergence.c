/* Sum of p (log p - log q), in double, with each side's exponentials taken off its largest logit.
 */
#include "divergence.h"

#include <math.h>

static size_t largest_of(const float *logits, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++) {
        best = logits[i] > logits[best] ? i : best;
    }
    return best;
}

/* Logarithm of the sum of exponentials, less the largest logit. */
static double log_sum(const float *logits, size_t n, float largest)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += exp((double)logits[i] - (double)largest);
    }
    return log(sum);
}

void divergence_add(struct divergence *divergence, const float *exact, const float *other,
                    size_t n_vocabulary)
{
    size_t exact_best = largest_of(exact, n_vocabulary);
    size_t other_best = largest_of(other, n_vocabulary);
    double exact_shift =
        (double)exact[exact_best] + log_sum(exact, n_vocabulary, exact[exact_best]);
    double other_shift =
        (double)other[other_best] + log_sum(other, n_vocabulary, other[other_best]);
    double sum = 0;
    for (size_t i = 0; i < n_vocabulary; i++) {
        double log_p = (double)exact[i] - exact_shift;
        double p = exp(log_p);
        sum += p > 0 ? p * (log_p - ((double)other[i] - other_shift)) : 0;
    }
    sum = sum > 0 ? sum : 0; /* never negative but for rounding */
    divergence->sum += sum;
    divergence->sum_of_squares += sum * sum;
    divergence->largest = sum > divergence->largest ? sum : divergence->largest;
    divergence->n_agreed += exact_best == other_best;
    divergence->n++;
}

double divergence_mean(const struct divergence *divergence)
{
    return divergence->sum / (double)divergence->n;
}

double divergence_standard_error(const struct divergence *divergence)
{
    double n = (double)divergence->n;
    double mean = divergence->sum / n;
    double variance = n > 1 ? (divergence->sum_of_squares - n * mean * mean) / (n - 1) : 0;
    return sqrt((variance > 0 ? variance : 0) / n);
}
