/*
 * Post-processors: the ids that go around (or between) the ids of a text when special tokens are
 * asked for. All kinds come down to one list: ids, and the places where the text goes.
 */
#ifndef TEXT_POSTPROCESSOR_H
#define TEXT_POSTPROCESSOR_H

#include "base/arena.h"
#include "formats/json.h"

#define POSTPROCESSOR_TEXT UINT32_MAX

struct postprocessor {
    uint32_t *items; /* ids, or POSTPROCESSOR_TEXT; in the arena */
    size_t n_items;
};

/* Reads the "post_processor" of tokenizer.json; NULL or null gives the text alone. */
bool postprocessor_read(struct postprocessor *postprocessor, const json_t *value,
                        struct arena *arena, struct error *err);

/* The text, with a token before and one after it where wanted. */
bool postprocessor_surround(struct postprocessor *postprocessor, const uint32_t *before,
                            const uint32_t *after, struct arena *arena, struct error *err);

#endif
