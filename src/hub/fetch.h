/*
 * Bytes [position, end) of a URL, whatever happens on the way: a connection that breaks or stalls
 * is made again and goes on at the byte where it broke, a server that is busy is given time, one
 * that asks for time gets it. Only what no repetition would change is an error.
 */
#ifndef HUB_FETCH_H
#define HUB_FETCH_H

#include "hub/http.h"

struct fetch_policy {
    unsigned n_retries;                         /* failures in a row, without a byte between them */
    double retry_seconds;                       /* before the first repetition; doubled each time */
    void (*note)(void *user, const char *text); /* something to tell */
    void *user;
};

enum fetch_state { FETCH_IDLE, FETCH_RUNNING, FETCH_WAITING, FETCH_DONE, FETCH_FAILED };

/* Zeroed, then its first block filled by the caller. */
struct fetch {
    struct http *http;
    const struct fetch_policy *policy;
    const char *url, *what; /* borrowed; `what` names it in messages */
    uint64_t end;           /* behind the last byte; 0: unknown, until the server ends */
    uint64_t total;         /* length of the whole; 0: unknown. Never asked for beyond it. */
    bool wants_head;
    /* The next bytes, in order. False without an error: no more are wanted. */
    bool (*sink)(void *user, const void *bytes, size_t n_bytes, struct error *err);
    void *user;

    uint64_t position; /* of the next byte; the caller sets where to begin */
    enum fetch_state state;
    struct http_answer answer; /* of the last try */
    struct error error;        /* of FETCH_FAILED */
    struct http_transfer *transfer;
    uint64_t n_skip; /* bytes to throw away: the server sends from the start */
    unsigned n_failures;
    double begin_again_seconds;
};

void fetch_start(struct fetch *fetch);
void fetch_poll(struct fetch *fetch); /* after each http_step: begins again when the wait is over */
void fetch_stop(struct fetch *fetch); /* FETCH_IDLE */

#endif
