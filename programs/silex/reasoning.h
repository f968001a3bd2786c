/*
 * Tells reasoning from answer while text streams in: reasoning stands between <think> and </think>
 * at the beginning of an answer, or begins in the prompt. The tags count as reasoning.
 */
#ifndef REASONING_H
#define REASONING_H

#include <stdbool.h>
#include <stddef.h>

enum reasoning_state { REASONING_UNDECIDED, REASONING_INSIDE, REASONING_OVER };

struct reasoning {
    enum reasoning_state state;
    char held[16]; /* what may be the beginning of a tag */
    size_t n_held;
    /* Gets every byte once, in order, a few at a time. */
    void (*emit)(void *user, const char *bytes, size_t n_bytes, bool is_reasoning);
    void *user;
};

/* Begin with state = REASONING_INSIDE where the prompt opened the block, else zeroed. */
void reasoning_feed(struct reasoning *reasoning, const char *bytes, size_t n_bytes);
void reasoning_end(struct reasoning *reasoning); /* emits what is held back */

#endif
