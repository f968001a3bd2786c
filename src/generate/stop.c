/* Stop strings; see stop.h. Texts are few and short, and every byte is compared against them a
 * bounded number of times. */
#include "generate/stop.h"

#include <string.h>

void stop_init(struct stop *stop, const char *const *texts, size_t n_texts)
{
    *stop = (struct stop){.texts = texts, .n_texts = n_texts};
    for (size_t i = 0; i < n_texts; i++) {
        size_t n = strlen(texts[i]);
        stop->n_longest = n > stop->n_longest ? n : stop->n_longest;
    }
}

/* How a stop string meets the text at one place. */
enum meeting { MEETS_NOT, MEETS_PARTLY, MEETS_WHOLLY };

static enum meeting meet(const struct stop *stop, const char *text, size_t n_bytes)
{
    enum meeting best = MEETS_NOT;
    for (size_t i = 0; i < stop->n_texts; i++) {
        size_t n = strlen(stop->texts[i]);
        size_t n_compared = n < n_bytes ? n : n_bytes;
        if (n > 0 && memcmp(text, stop->texts[i], n_compared) == 0) {
            enum meeting meeting = n <= n_bytes ? MEETS_WHOLLY : MEETS_PARTLY;
            best = meeting > best ? meeting : best;
        }
    }
    return best;
}

bool stop_search(struct stop *stop, const char *text, size_t n_bytes, size_t *n_certain)
{
    size_t n_held = n_bytes;
    for (size_t i = stop->n_searched; stop->n_longest > 0 && i < n_bytes; i++) {
        enum meeting meeting = meet(stop, text + i, n_bytes - i);
        if (meeting == MEETS_WHOLLY) {
            *n_certain = i;
            return true;
        }
        if (meeting == MEETS_PARTLY && i < n_held) {
            n_held = i;
        }
    }
    *n_certain = n_held;
    stop->n_searched = n_held;
    return false;
}
