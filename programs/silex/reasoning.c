/* Bytes that could be the beginning of the tag that matters now are held back. */
#include "reasoning.h"

#include <string.h>

static const char *awaited_tag(const struct reasoning *reasoning)
{
    return reasoning->state == REASONING_UNDECIDED ? "<think>"
           : reasoning->state == REASONING_INSIDE  ? "</think>"
                                                   : NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void emit_held(struct reasoning *reasoning, bool is_reasoning)
{
    if (reasoning->n_held > 0) {
        reasoning->emit(reasoning->user, reasoning->held, reasoning->n_held, is_reasoning);
        reasoning->n_held = 0;
    }
}

/* Holds the byte back as the next one of the tag. */
static void hold(struct reasoning *reasoning, const char *tag, char byte)
{
    reasoning->held[reasoning->n_held++] = byte;
    if (tag[reasoning->n_held] == '\0') {
        bool was_inside = reasoning->state == REASONING_INSIDE;
        emit_held(reasoning, true);
        reasoning->state = was_inside ? REASONING_OVER : REASONING_INSIDE;
    }
}

static void feed_byte(struct reasoning *reasoning, char byte)
{
    const char *tag = awaited_tag(reasoning);
    bool is_inside = reasoning->state == REASONING_INSIDE;
    if (tag != NULL && byte == tag[reasoning->n_held]) {
        hold(reasoning, tag, byte);
        return;
    }
    bool held_some = reasoning->n_held > 0;
    emit_held(reasoning, is_inside);
    if (is_inside && byte == tag[0]) {
        hold(reasoning, tag, byte);
        return;
    }
    if (reasoning->state == REASONING_UNDECIDED && (held_some || !is_blank(byte))) {
        reasoning->state = REASONING_OVER; /* an answer that does not begin with the tag */
    }
    reasoning->emit(reasoning->user, &byte, 1, is_inside);
}

void reasoning_feed(struct reasoning *reasoning, const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        feed_byte(reasoning, bytes[i]);
    }
}

void reasoning_end(struct reasoning *reasoning)
{
    emit_held(reasoning, reasoning->state == REASONING_INSIDE);
}
