/* Fetching with patience; see fetch.h. */
#include "hub/fetch.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"

#define LONGEST_BACKOFF_SECONDS 60.0
#define LONGEST_TOLD_SECONDS    3600.0

static void fail(struct fetch *fetch)
{
    fetch->state = FETCH_FAILED;
}

/* Another try later, or the end of all tries. */
static void try_again(struct fetch *fetch, double told_seconds, const char *why)
{
    const struct fetch_policy *policy = fetch->policy;
    if (fetch->n_failures++ >= policy->n_retries) {
        error_set(&fetch->error, ERROR_IO, "%s: %s; given up after %u tries", fetch->what, why,
                  fetch->n_failures);
        fail(fetch);
        return;
    }
    double wait = policy->retry_seconds;
    for (unsigned i = 1; i < fetch->n_failures && wait < LONGEST_BACKOFF_SECONDS; i++) {
        wait *= 2.0;
    }
    wait = wait < LONGEST_BACKOFF_SECONDS ? wait : LONGEST_BACKOFF_SECONDS;
    wait = told_seconds > 0.0 ? told_seconds : wait;
    if (wait > LONGEST_TOLD_SECONDS) {
        error_set(&fetch->error, ERROR_IO, "%s: %s, and asks to wait for %.0f seconds", fetch->what,
                  why, wait);
        fail(fetch);
        return;
    }
    char text[HTTP_TEXT_BYTES * 2];
    snprintf(text, sizeof text, "%s: %s; trying again in %g s%s", fetch->what, why, wait,
             told_seconds > 0.0 ? ", as the server asks" : "");
    policy->note(policy->user, text);
    fetch->begin_again_seconds = clock_seconds() + wait;
    fetch->state = FETCH_WAITING;
}

/* What a status that ends all tries means for the user. */
static void set_status_error(struct fetch *fetch)
{
    const struct http_answer *answer = &fetch->answer;
    const char *words = answer->error_message;
    const char *colon = words[0] != '\0' ? ": " : "";
    const char *code = answer->error_code;
    switch (answer->status) {
    case 401:
        error_set(&fetch->error, ERROR_PERMISSION,
                  "%s: not there, or not for everybody (401); check the name, or set HF_TOKEN to a "
                  "token that may read it%s%s",
                  fetch->what, colon, words);
        break;
    case 403:
        error_set(&fetch->error, ERROR_PERMISSION, "%s: this token may not read it (403)%s%s%s",
                  fetch->what,
                  strcmp(code, "GatedRepo") == 0 ? "; ask for access on the model's page" : "",
                  colon, words);
        break;
    case 404:
        error_set(&fetch->error, ERROR_NOT_FOUND, "%s: the hub has no such %s (404)%s%s",
                  fetch->what,
                  strcmp(code, "RevisionNotFound") == 0 ? "revision"
                  : strcmp(code, "EntryNotFound") == 0  ? "file"
                                                        : "model, revision or file",
                  colon, words);
        break;
    case 416:
        error_set(&fetch->error, ERROR_IO,
                  "%s: the server's file ends before byte %llu (416), though it was said to be "
                  "longer",
                  fetch->what, (unsigned long long)fetch->position);
        break;
    default:
        error_set(&fetch->error, ERROR_IO, "%s: the server answers %ld%s%s", fetch->what,
                  answer->status, colon, words);
    }
    fail(fetch);
}

static void end_answered(struct fetch *fetch)
{
    long status = fetch->answer.status;
    bool is_told = fetch->wants_head && fetch->answer.linked_etag[0] != '\0';
    char text[80];
    if ((status >= 200 && status <= 299) || (is_told && status >= 300 && status <= 399)) {
        if (fetch->wants_head || fetch->end == 0 || fetch->position == fetch->end) {
            fetch->state = FETCH_DONE;
        } else {
            try_again(fetch, -1.0, "the connection was closed in the middle");
        }
    } else if (status == 429 || status == 408 || status >= 500) {
        snprintf(text, sizeof text,
                 status == 429 ? "too many requests (%ld)" : "the server answers %ld", status);
        try_again(fetch, fetch->answer.retry_seconds, text);
    } else {
        set_status_error(fetch);
    }
}

static void on_end(void *user, enum http_end end, const struct http_answer *answer,
                   const char *problem)
{
    struct fetch *fetch = user;
    fetch->transfer = NULL;
    fetch->answer = *answer;
    if (fetch->error.code != ERROR_NONE) {
        fail(fetch);
    } else if (end == HTTP_STOPPED) {
        fetch->state = FETCH_DONE;
    } else if (end == HTTP_ANSWERED) {
        end_answered(fetch);
    } else if (end == HTTP_BROKEN) {
        try_again(fetch, -1.0, problem);
    } else {
        error_set(&fetch->error, ERROR_IO, "%s: %s", fetch->what, problem);
        fail(fetch);
    }
}

/* The first bytes of an answer: are they those that were asked for? */
static bool check_range(struct fetch *fetch, const struct http_answer *answer)
{
    fetch->n_skip = 0;
    if (answer->status != 206) {
        fetch->n_skip = fetch->position;
        return true;
    }
    bool is_right = answer->range_first == (int64_t)fetch->position &&
                    (fetch->total == 0 || answer->range_total < 0 ||
                     answer->range_total == (int64_t)fetch->total);
    return is_right ||
           error_set(&fetch->error, ERROR_IO,
                     "%s: asked for the bytes from %llu of %llu, the server sends those "
                     "from %lld of %lld",
                     fetch->what, (unsigned long long)fetch->position,
                     (unsigned long long)fetch->total, (long long)answer->range_first,
                     (long long)answer->range_total);
}

static bool on_body(void *user, const struct http_answer *answer, const void *bytes, size_t n_bytes)
{
    struct fetch *fetch = user;
    if (fetch->answer.status == 0) { /* the first of this try */
        fetch->answer = *answer;
        if (!check_range(fetch, answer)) {
            return false;
        }
    }
    if (fetch->n_skip > 0) {
        size_t n_skip = fetch->n_skip < n_bytes ? (size_t)fetch->n_skip : n_bytes;
        fetch->n_skip -= n_skip;
        bytes = (const char *)bytes + n_skip;
        n_bytes -= n_skip;
    }
    bool is_more = fetch->end > 0 && n_bytes > fetch->end - fetch->position;
    if (is_more) {
        n_bytes = (size_t)(fetch->end - fetch->position);
        if (fetch->end == fetch->total && answer->status == 200) {
            return error_set(&fetch->error, ERROR_IO,
                             "%s: the server sends more than the %llu bytes it promised",
                             fetch->what, (unsigned long long)fetch->total);
        }
    }
    if (n_bytes == 0) {
        return !is_more;
    }
    fetch->n_failures = 0;
    fetch->position += n_bytes;
    return fetch->sink(fetch->user, bytes, n_bytes, &fetch->error) && !is_more;
}

void fetch_start(struct fetch *fetch)
{
    if (fetch->total == 0) {
        fetch->position = 0; /* of unknown length: nothing to go on from */
    }
    struct http_request request = {.url = fetch->url,
                                   .wants_head = fetch->wants_head,
                                   .first = fetch->position,
                                   .end = fetch->end < fetch->total ? fetch->end : 0,
                                   .on_body = on_body,
                                   .on_end = on_end,
                                   .user = fetch};
    fetch->answer.status = 0;
    fetch->state = FETCH_RUNNING;
    if (!http_begin(fetch->http, &request, &fetch->transfer, &fetch->error)) {
        fail(fetch);
    }
}

void fetch_poll(struct fetch *fetch)
{
    if (fetch->state == FETCH_WAITING && clock_seconds() >= fetch->begin_again_seconds) {
        fetch_start(fetch);
    }
}

void fetch_stop(struct fetch *fetch)
{
    http_stop(fetch->transfer);
    fetch->transfer = NULL;
    fetch->state = FETCH_IDLE;
}
