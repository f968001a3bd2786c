/* How well a model predicts the texts of a file, and how far the next tokens of a second session
 * are from its own. */
#ifndef JUDGEMENT_H
#define JUDGEMENT_H

#include <jansson.h>

#include "divergence.h"
#include "engine.h"
#include "sequences.h"
#include "terminal.h"

/* Negative log-likelihoods of tokens; zeroed at first. */
struct likelihoods {
    double origin;              /* near the mean, so that the squares stay small */
    double sum, sum_of_squares; /* around it */
    size_t n;
};

void likelihoods_add(struct likelihoods *likelihoods, const float *logits, size_t n, uint32_t id);
double likelihoods_mean(const struct likelihoods *likelihoods);
double likelihoods_standard_error(const struct likelihoods *likelihoods); /* of the mean */

struct judgement {
    const struct settings *settings; /* file, sequence_length, n_samples */
    const char *text;                /* in the place of a file's; NULL: the file's */
    struct engine *engine;           /* with a session */
    struct likelihoods likelihoods;
    struct sequences sequences;

    /* The comparison; without one, other is NULL. */
    silex_session *other;
    bool other_is_exact; /* what the divergence is measured from; else the engine's session is */
    struct likelihoods other_likelihoods;
    struct divergence divergence;

    /* While it runs. */
    const uint32_t *ids; /* of the sequence in work */
    size_t n_ids;
    size_t first;  /* token of the sequence that the call in work begins with */
    size_t n_step; /* tokens of a call */
    float *logits; /* [n_step, vocabulary] of the session, for the other to be held against */
    struct progress progress;
};

/* Judges the file with the sessions that are set. A file without two tokens is an error. */
bool judgement_run(struct judgement *judgement, struct error *err);

/* The lines, and the members, that tell the divergence; from: what it is measured from. */
void judgement_show_divergence(const struct judgement *judgement, const char *from);
json_t *judgement_divergence_json(const struct judgement *judgement);

#endif
