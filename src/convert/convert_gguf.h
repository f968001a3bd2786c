/*
 * A checkpoint becomes one GGUF file: metadata, tokenizer, chat template and weights. What was
 * written is read again before it gets its name. docs/formats/gguf.md tells what is written.
 */
#ifndef CONVERT_CONVERT_GGUF_H
#define CONVERT_CONVERT_GGUF_H

#include "convert/conversion.h"

struct convert_gguf_options {
    const char *type;       /* "q4_k", …; see gguf_mix.h */
    const char *importance; /* a file of it (importance.h); NULL: none */
    struct folder *adapter; /* what the weights are fused with; NULL: nothing */
    unsigned n_threads;     /* 0: the cores there are */
    /* Called on the calling thread, also for every note; false cancels. May be NULL. */
    bool (*report)(void *user, const struct convert_report *report);
    void *user;
};

/* Nothing may be at `path` yet. */
bool convert_to_gguf(struct folder *folder, const char *path,
                     const struct convert_gguf_options *options, struct error *err);

#endif
