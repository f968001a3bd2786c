/*
 * Requests over HTTP, several at once on one thread, by libcurl. What is decided here and nowhere
 * else: the token goes to the endpoint's own scheme, host and port alone; a redirect never leads
 * from https to http; certificates are checked; no cookies, no .netrc, no proxies but those given.
 */
#ifndef HUB_HTTP_H
#define HUB_HTTP_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

struct http;
struct http_transfer;

struct http_options {
    const char *endpoint; /* where the token may go */
    const char *token;    /* NULL: none; so with all that follow */
    const char *https_proxy, *http_proxy, *no_proxy;
    const char *ca_file;
    double timeout_seconds; /* without a byte */
};

bool http_open(struct http **out, const struct http_options *options, struct error *err);
void http_close(struct http *http); /* after all transfers are stopped or ended; NULL is allowed */

enum { HTTP_TEXT_BYTES = 300 };

/* Of the last response: -1 and "" for what it does not say. */
struct http_answer {
    long status;
    int64_t content_length;
    int64_t range_first, range_total; /* of Content-Range */
    int64_t linked_size;              /* X-Linked-Size: of the file that a redirect leads to */
    double retry_seconds;
    char etag[HTTP_TEXT_BYTES], linked_etag[HTTP_TEXT_BYTES];
    char error_code[HTTP_TEXT_BYTES], error_message[HTTP_TEXT_BYTES];
};

enum http_end {
    HTTP_ANSWERED, /* whatever the status */
    HTTP_STOPPED,  /* on_body wanted no more */
    HTTP_BROKEN,   /* the connection; another try may help */
    HTTP_REFUSED   /* no try would help: a certificate, a URL, a setting */
};

struct http_request {
    const char *url; /* borrowed until the end */
    bool wants_head; /* headers alone; a redirect to a large file is not followed */
    uint64_t first;  /* the first byte wanted */
    uint64_t end;    /* behind the last one; 0: all */
    /* The body of a 2xx answer, piece by piece; false stops the transfer. */
    bool (*on_body)(void *user, const struct http_answer *answer, const void *bytes,
                    size_t n_bytes);
    /* Once; the transfer is gone after it. `problem`, of BROKEN and REFUSED, has one line. */
    void (*on_end)(void *user, enum http_end end, const struct http_answer *answer,
                   const char *problem);
    void *user;
};

bool http_begin(struct http *http, const struct http_request *request, struct http_transfer **out,
                struct error *err);
void http_stop(struct http_transfer *transfer); /* without on_end; NULL is allowed */

/* Waits at most so long for something to happen, and handles what did. */
bool http_step(struct http *http, int wait_milliseconds, struct error *err);

#endif
