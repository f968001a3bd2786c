/*
 * Guessing tokens, and computing them together with the one before (docs/speculation.md). A session
 * that does so gives what it would have given otherwise, bit for bit: every token is drawn from the
 * same logits, and a guess only decides whether those logits are there already.
 */
#ifndef GENERATE_SPECULATION_H
#define GENERATE_SPECULATION_H

#include "generate/draft.h"
#include "generate/session.h"

struct speculation;

/* Adds what the options ask for to *out: nothing when they ask for no guesses. */
bool speculation_plan(const struct model *model, const struct backend *backend,
                      const struct session_options *options, struct session_memory *out,
                      struct error *err);
/* *out is NULL when the options ask for no guesses. */
bool speculation_create(struct speculation **out, const struct model *model,
                        struct backend *backend, const struct session_options *options,
                        struct error *err);
/* For a fork of the session that `speculation` belongs to. Both may be NULL. */
bool speculation_fork(const struct speculation *speculation, struct speculation **out,
                      const struct session_options *options, struct error *err);
void speculation_destroy(struct speculation *speculation); /* NULL is allowed */

/* Computes all guesses that there are, whether that pays or not. NULL is allowed. */
void speculation_set_always(struct speculation *speculation, bool always);

/* Only the first n of ids will stay; to be called while the others are still there. NULL is
 * allowed. */
void speculation_cut(struct speculation *speculation, const uint32_t *ids, size_t n);

/* A chunk of a prompt has been computed: a draft model that is in use reads it too. */
void speculation_follow(struct session *session);

/* session_step for one session, whose next tokens may be computed before they are known. n_most:
 * tokens that can still come after this one. Between calls the session looks as after session_step;
 * a run of them ends with speculation_end, also on failure. */
bool speculation_step(struct session *session, uint32_t token, size_t n_most,
                      const struct drawing *drawing, struct error *err);
void speculation_end(struct session *session);

struct speculation_counts {
    size_t n_proposed; /* guesses computed */
    size_t n_accepted; /* of them, were drawn */
};

/* Since the session was opened. NULL is allowed. */
struct speculation_counts speculation_count(const struct speculation *speculation);

#endif
