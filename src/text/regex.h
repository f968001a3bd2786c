/*
 * Regular expressions of tokenizer files. They are written for Oniguruma (Ruby syntax) and run on
 * PCRE2; regex.c translates what the two read differently and refuses what it cannot translate.
 *
 * A compiled expression is read-only and may be shared by threads; each thread brings its own
 * scratch. The work of one match is limited, so that no expression hangs.
 */
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H

#include "base/bytes.h"
#include "base/error.h"

struct regex;
struct regex_scratch;

bool regex_create(struct regex **out, struct bytes pattern, struct error *err);
void regex_destroy(struct regex *regex); /* NULL is allowed */

bool regex_scratch_create(struct regex_scratch **out, struct error *err);
void regex_scratch_destroy(struct regex_scratch *scratch); /* NULL is allowed */

/* What a file gives as {"String": ...} (matched as it is) or {"Regex": ...}. */
struct text_pattern {
    struct bytes literal; /* borrowed from whoever made the pattern; used when regex is NULL */
    struct regex *regex;  /* owned */
};

/* A walk over all matches in a text. Zero it before the first. */
struct text_match {
    size_t start;
    size_t end; /* = start for an empty match */
    size_t at;  /* where the search goes on */
    bool has_last;
};

/* Finds the next match in text that is valid UTF-8; *is_found is false after the last. An empty
 * match right behind another match is passed over, and an empty literal never matches, as in the
 * tokenizers library. ERROR_LIMIT when the expression works too long. `scratch` may be NULL for a
 * literal. */
bool text_pattern_next(const struct text_pattern *pattern, struct regex_scratch *scratch,
                       struct bytes text, struct text_match *match, bool *is_found,
                       struct error *err);

#endif
