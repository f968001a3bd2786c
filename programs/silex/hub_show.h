/* What silex-hub tells on standard error while it works. */
#ifndef HUB_SHOW_H
#define HUB_SHOW_H

#include "silex/hub.h"

enum { SHOWN_FILES = 64 }; /* at once; as many as --jobs allows */

struct hub_show {
    const char *name; /* of the model */
    bool is_terminal; /* lines are rewritten in place */
    bool is_verifying;
    double start_seconds, shown_seconds;
    uint64_t start_bytes; /* that were there */
    size_t n_lines;       /* on the terminal, to be rewritten */
    size_t n_active;
    struct {
        char name[60];
        uint64_t done_bytes, n_bytes;
    } active[SHOWN_FILES];
};

void hub_show_event(struct hub_show *show, const silex_hub_event *event);
void hub_show_end(struct hub_show *show); /* before anything else is told */

#endif
