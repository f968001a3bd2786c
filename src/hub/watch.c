/* Events; see watch.h. */
#include "hub/watch.h"

#include "base/clock.h"

#define SECONDS_BETWEEN 0.1

static void tell(struct watch *watch, const silex_hub_event *event)
{
    if (watch->on_event != NULL && !watch->on_event(watch->user, event)) {
        watch->is_cancelled = true;
    }
}

void watch_tell(struct watch *watch, silex_hub_event_kind kind, const char *file,
                uint64_t done_bytes, uint64_t n_bytes)
{
    silex_hub_event event = watch->totals;
    event.kind = kind;
    event.file = file;
    event.file_done_bytes = done_bytes;
    event.file_bytes = n_bytes;
    tell(watch, &event);
}

void watch_note(void *user, const char *text)
{
    struct watch *watch = user;
    silex_hub_event event = watch->totals;
    event.kind = SILEX_HUB_NOTE;
    event.message = text;
    tell(watch, &event);
}

bool watch_is_time(struct watch *watch)
{
    double now = clock_seconds();
    if (watch->told_seconds != 0.0 && now - watch->told_seconds < SECONDS_BETWEEN) {
        return false;
    }
    watch->told_seconds = now;
    watch_tell(watch, SILEX_HUB_TICK, NULL, 0, 0);
    return true;
}

bool watch_check(const struct watch *watch, struct error *err)
{
    return !watch->is_cancelled || error_set(err, ERROR_CANCELLED, "cancelled");
}
