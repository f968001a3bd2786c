/*
 * A draft model's session, which follows the session that it guesses for (docs/speculation.md). It
 * computes with the owner's backend, so that no second pool of threads is in the way, and draws as
 * the owner's caller draws. What it gets wrong costs time and nothing else.
 */
#ifndef GENERATE_DRAFT_H
#define GENERATE_DRAFT_H

#include "generate/sampler.h"
#include "generate/session.h"

/* How the owner's next token is drawn. */
struct drawing {
    struct sampler *sampler; /* of the owner's vocabulary; not in use meanwhile */
    const silex_sampling *sampling;
    const uint32_t *exempt;
    size_t n_exempt;
};

struct draft;

/* Adds what the draft session of these options takes to *out; nothing if they name no model. */
bool draft_plan(const struct model *owner, const struct backend *backend,
                const struct session_options *options, struct session_memory *out,
                struct error *err);
bool draft_create(struct draft **out, const struct model *owner, struct backend *backend,
                  const struct session_options *options, struct error *err);
bool draft_fork(const struct draft *draft, struct draft **out, struct error *err);
void draft_destroy(struct draft *draft); /* NULL is allowed */

/* Only the first n of the owner's tokens will stay. */
void draft_cut(struct draft *draft, size_t n);

/* How many of the owner's first n tokens it would have to compute to draw what follows them; n may
 * be more than the owner has computed. */
size_t draft_n_missing(struct draft *draft, const struct session *owner, size_t n);

/* Computes those. False when there is no memory for them, when the draft model does not have one of
 * them, or when the owner is cancelled; it can be tried again. */
bool draft_follow(struct draft *draft, struct session *owner, size_t n);

/* What follows the tokens that it holds; only after draft_follow or draft_take have succeeded. */
silex_candidate draft_draw(struct draft *draft, const struct drawing *drawing);
/* Goes on as if a guess were sure. */
bool draft_take(struct draft *draft, uint32_t guess);

#endif
