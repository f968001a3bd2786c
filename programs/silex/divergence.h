/* How far one distribution of next tokens is from another: the Kullback-Leibler divergence, in
 * nats, of what exact logits say to what others say. */
#ifndef DIVERGENCE_H
#define DIVERGENCE_H

#include <stddef.h>

struct divergence {
    double sum, sum_of_squares, largest;
    size_t n, n_agreed; /* positions; those with the same most likely token */
};

void divergence_add(struct divergence *divergence, const float *exact, const float *other,
                    size_t n_vocabulary);

double divergence_mean(const struct divergence *divergence);
double divergence_standard_error(const struct divergence *divergence); /* of the mean */

#endif
