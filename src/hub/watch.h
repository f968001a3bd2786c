/* What the caller is told, and his wish to end. */
#ifndef HUB_WATCH_H
#define HUB_WATCH_H

#include "base/error.h"
#include "silex/hub.h"

struct watch {
    silex_hub_on_event *on_event; /* NULL: nobody */
    void *user;
    bool is_cancelled;
    double told_seconds;
    silex_hub_event totals; /* copied into every event */
};

/* Tells an event; what it does not say is taken from the totals. */
void watch_tell(struct watch *watch, silex_hub_event_kind kind, const char *file,
                uint64_t done_bytes, uint64_t n_bytes);
void watch_note(void *watch, const char *text); /* a fetch_policy's note */

/* True, some times a second: time to tell what goes on. Asks the caller whether to go on. */
bool watch_is_time(struct watch *watch);

/* False with ERROR_CANCELLED when the caller wants to end. */
bool watch_check(const struct watch *watch, struct error *err);

#endif
