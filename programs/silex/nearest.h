/* The known word that is nearest to a mistyped one. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* Feeds words one by one: start with a zeroed struct. */
struct nearest {
    const char *word; /* the best so far, borrowed; NULL when none is near enough */
    size_t distance;
};

/* Keeps `known` when it is nearer to `typed` than what was found before. A word is near when at
 * most a third of its letters (at least two) differ, or when one begins with the other. */
void nearest_try(struct nearest *nearest, const char *typed, const char *known);

#endif
