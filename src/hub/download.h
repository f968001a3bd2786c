/*
 * One file from the hub to its blob. Walks through its pieces in order: what is there and right is
 * read from the disk, what is missing is fetched, all of it goes through one digest. When that
 * differs in the end, some piece came wrong: all are fetched again and compared, until the damaged
 * one is found and replaced.
 */
#ifndef HUB_DOWNLOAD_H
#define HUB_DOWNLOAD_H

#include "hub/fetch.h"
#include "hub/hub_answer.h"
#include "hub/partial.h"

struct download_place {
    const char *partials; /* folder of what is on its way */
    const char *blobs;    /* folder of what is complete */
};

enum download_state { DOWNLOAD_RUNNING, DOWNLOAD_DONE, DOWNLOAD_FAILED };

struct download;

/* The file, the place, http and the policy are borrowed until download_close; the URL is copied. */
bool download_open(struct download **out, const struct hub_file *file, const char *url,
                   const struct download_place *place, struct http *http,
                   const struct fetch_policy *policy, struct error *err);
void download_close(struct download *download); /* what is there stays; NULL is allowed */

/* Goes on, after each http_step. `err` is set when it returns DOWNLOAD_FAILED. */
enum download_state download_step(struct download *download, struct error *err);

uint64_t download_position(const struct download *download); /* bytes that are there and hashed */

#endif
