/*
 * Stop strings in a text that grows. Text that could be the beginning of a stop string is held
 * back, so that what has been given out never has to be taken back.
 */
#ifndef GENERATE_STOP_H
#define GENERATE_STOP_H

#include <stdbool.h>
#include <stddef.h>

struct stop {
    const char *const *texts; /* borrowed */
    size_t n_texts;
    size_t n_longest;
    size_t n_searched; /* bytes of the text that no stop string can begin in any more */
};

/* Empty texts are passed over. */
void stop_init(struct stop *stop, const char *const *texts, size_t n_texts);

/*
 * `text` is all that came so far. Returns true if a stop string is in it; *n_certain is then where
 * the first one begins. Otherwise *n_certain is how much can be given out.
 */
bool stop_search(struct stop *stop, const char *text, size_t n_bytes, size_t *n_certain);

#endif
