/* The texts of a file as sequences of ids, each to be read with an empty cache. */
#ifndef SEQUENCES_H
#define SEQUENCES_H

#include "engine.h"

struct sequences {
    const struct settings *settings; /* file, sequence_length, n_samples */
    const char *text;                /* in the place of a file's; NULL: the file's */
    struct engine *engine;
    bool (*visit)(void *context, const uint32_t *ids, size_t n_ids, struct error *err);
    void *context;
    double fraction; /* of the text that is done */
    size_t n;        /* sequences visited */
};

/* Visits all sequences of at least two tokens: of the text, or, where the file's name ends in
 * .jsonl, of the "text" of each line. Errors name the file. */
bool sequences_walk(struct sequences *sequences, struct error *err);

#endif
