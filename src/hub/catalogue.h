/* Asking the hub what a revision holds. */
#ifndef HUB_CATALOGUE_H
#define HUB_CATALOGUE_H

#include "base/buffer.h"
#include "hub/fetch.h"
#include "hub/hub_answer.h"
#include "hub/watch.h"

struct catalogue {
    struct http *http;
    const struct fetch_policy *policy;
    struct watch *watch;
    const char *endpoint; /* without a slash at its end */
    const struct model_name *name;
};

/* The commit and all files of the revision. */
bool catalogue_read(const struct catalogue *catalogue, struct hub_answer *out, struct error *err);

/* Asks for the size and the hash of each wanted file of which the API did not tell them. */
bool catalogue_complete(const struct catalogue *catalogue, struct hub_answer *answer,
                        struct error *err);

/* Runs one fetch to its end, telling the watch. */
bool catalogue_fetch(const struct catalogue *catalogue, struct fetch *fetch, struct error *err);

/* Where a file of a commit is; the buffer is emptied before. */
void catalogue_url(const struct catalogue *catalogue, const char *commit, const char *file,
                   struct buffer *out);

#endif
