/*
 * From tokens to logits. One call takes the next tokens of any number of sequences, as one batch:
 * every weight is read once for all of them. What a sequence gets does not depend on the others,
 * nor on how its tokens are spread over calls.
 */
#ifndef MODEL_FORWARD_H
#define MODEL_FORWARD_H

#include "model/workspace.h"

struct adapter;

enum logits_wanted { LOGITS_NONE, LOGITS_LAST, LOGITS_ALL };

/* The next tokens of one sequence. */
struct forward_part {
    struct kv_cache *cache; /* its pages for these tokens are reserved */
    const uint32_t *tokens; /* each < vocabulary_size */
    size_t n_tokens;
    size_t n_guessed; /* the last of them, which may be taken back: no window passes for them */
    /* Length of the sequence that decides the angles of ropes which depend on it
     * (model/rope_angles.h). */
    size_t rope_length;
    enum logits_wanted logits;
};

/* Gets the logits [vocabulary_size] after token `index` of part `part`; they are valid during the
 * call, those of the last WORKSPACE_LOGIT_ROWS rows asked for until the workspace is used again,
 * if there were no more. Returns false to stop asking for more. */
typedef bool forward_sink(void *context, size_t part, size_t index, const float *logits);

/* The parts together have at most workspace->n_tokens tokens. The caches are advanced. Never
 * fails; sink may be NULL when no logits are wanted. With an adapter (NULL: none), the workspace
 * has room for its rank (workspace_reserve_rank). */
void forward(const struct model *model, const struct adapter *adapter, struct backend *backend,
             enum precision precision, struct workspace *workspace,
             const struct forward_part *parts, size_t n_parts, forward_sink *sink, void *context);

#endif
