/* HTTP by libcurl's multi interface; see http.h. */
#include "hub/http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"
#include "silex/silex.h"

enum { MAX_REDIRECTS = 8, BUFFER_BYTES = 256 << 10, MAX_REFUSAL_BYTES = 1 << 20 };

/* Scheme, host and port of a URL. */
struct origin {
    char *scheme, *host, *port; /* owned by libcurl */
};

struct http {
    CURLM *multi;
    struct http_options options;
    struct origin endpoint;
    struct curl_slist *authorization; /* NULL without a token */
    struct http_transfer *transfers;
};

struct http_transfer {
    struct http *http;
    struct http_transfer *next;
    CURL *easy;
    struct http_request request;
    char *url; /* owned; of the current hop */
    struct http_answer answer;
    unsigned n_redirects;
    size_t n_refusal_bytes; /* of a body that nobody reads */
    bool has_answer, is_stopped;
    double heard_seconds; /* when the last byte came */
    char problem[CURL_ERROR_SIZE];
};

static void origin_clear(struct origin *origin)
{
    curl_free(origin->scheme);
    curl_free(origin->host);
    curl_free(origin->port);
    *origin = (struct origin){0};
}

static bool origin_of(const char *url, struct origin *out)
{
    CURLU *parts = curl_url();
    *out = (struct origin){0};
    bool ok = parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
              curl_url_get(parts, CURLUPART_SCHEME, &out->scheme, 0) == CURLUE_OK &&
              curl_url_get(parts, CURLUPART_HOST, &out->host, 0) == CURLUE_OK &&
              curl_url_get(parts, CURLUPART_PORT, &out->port, CURLU_DEFAULT_PORT) == CURLUE_OK;
    curl_url_cleanup(parts);
    if (!ok) {
        origin_clear(out);
    }
    return ok;
}

static bool same_origin(const struct origin *a, const struct origin *b)
{
    return strcmp(a->scheme, b->scheme) == 0 && curl_strequal(a->host, b->host) &&
           strcmp(a->port, b->port) == 0;
}

bool http_open(struct http **out, const struct http_options *options, struct error *err)
{
    struct http *http = memory_array(1, sizeof *http, err);
    if (http == NULL) {
        return false;
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(http);
        return error_set(err, ERROR_MEMORY, "libcurl could not be started");
    }
    http->options = *options;
    http->multi = curl_multi_init();
    bool ok = http->multi != NULL || error_set(err, ERROR_MEMORY, "libcurl could not be started");
    if (ok && !origin_of(options->endpoint, &http->endpoint)) {
        ok = error_set(err, ERROR_ARGUMENT, "the endpoint \"%s\" is no http or https URL",
                       options->endpoint);
    }
    if (ok && options->token != NULL) {
        char line[1200];
        int n = snprintf(line, sizeof line, "Authorization: Bearer %s", options->token);
        if (n >= (int)sizeof line || strpbrk(options->token, "\r\n \t") != NULL) {
            ok = error_set(err, ERROR_ARGUMENT,
                           "the token is not one: it is too long or has blanks");
        } else {
            http->authorization = curl_slist_append(NULL, line);
            ok = http->authorization != NULL || error_set(err, ERROR_MEMORY, "out of memory");
        }
    }
    if (!ok) {
        http_close(http);
        return false;
    }
    *out = http;
    return true;
}

void http_close(struct http *http)
{
    if (http != NULL) {
        while (http->transfers != NULL) {
            http_stop(http->transfers);
        }
        curl_slist_free_all(http->authorization);
        origin_clear(&http->endpoint);
        curl_multi_cleanup(http->multi);
        curl_global_cleanup();
        free(http);
    }
}

static bool header(CURL *easy, const char *name, char text[HTTP_TEXT_BYTES])
{
    struct curl_header *found = NULL;
    text[0] = '\0';
    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) {
        return false;
    }
    snprintf(text, HTTP_TEXT_BYTES, "%s", found->value);
    return true;
}

/* At most 10^18, so that nobody overflows. */
static int64_t number(const char *text)
{
    int64_t value = 0;
    size_t n = strspn(text, "0123456789");
    if (n == 0 || n > 18) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static void read_answer(struct http_transfer *transfer)
{
    struct http_answer *answer = &transfer->answer;
    char text[HTTP_TEXT_BYTES];
    curl_off_t length = -1, wait = 0;
    *answer = (struct http_answer){.range_first = -1, .range_total = -1, .linked_size = -1};
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &answer->status);
    curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &wait);
    answer->content_length = length;
    answer->retry_seconds = wait > 0 ? (double)wait : -1.0;
    header(transfer->easy, "etag", answer->etag);
    header(transfer->easy, "x-linked-etag", answer->linked_etag);
    header(transfer->easy, "x-error-code", answer->error_code);
    header(transfer->easy, "x-error-message", answer->error_message);
    if (header(transfer->easy, "x-linked-size", text)) {
        answer->linked_size = number(text);
    }
    if (header(transfer->easy, "content-range", text) && strncmp(text, "bytes ", 6) == 0) {
        const char *slash = strchr(text, '/');
        answer->range_first = number(text + 6);
        answer->range_total = slash != NULL ? number(slash + 1) : -1;
    }
    transfer->has_answer = true;
}

static size_t on_bytes(char *bytes, size_t size, size_t n, void *user)
{
    struct http_transfer *transfer = user;
    size_t n_bytes = size * n;
    transfer->heard_seconds = clock_seconds();
    if (!transfer->has_answer) {
        read_answer(transfer);
    }
    if (transfer->answer.status < 200 || transfer->answer.status > 299) {
        transfer->n_refusal_bytes += n_bytes; /* nobody reads the text of a refusal … */
        transfer->is_stopped = transfer->n_refusal_bytes > MAX_REFUSAL_BYTES; /* … without end */
        return transfer->is_stopped ? CURL_WRITEFUNC_ERROR : n_bytes;
    }
    const struct http_request *request = &transfer->request;
    if (!request->on_body(request->user, &transfer->answer, bytes, n_bytes)) {
        transfer->is_stopped = true;
        return CURL_WRITEFUNC_ERROR;
    }
    return n_bytes;
}

/* Sets an option, and remembers when that failed. */
#define SET(option, value)                                                                         \
    do {                                                                                           \
        if (result == CURLE_OK) {                                                                  \
            result = curl_easy_setopt(transfer->easy, option, value);                              \
        }                                                                                          \
    } while (0)

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static CURLcode set_route(struct http_transfer *transfer, const struct origin *origin)
{
    const struct http_options *options = &transfer->http->options;
    CURLcode result = CURLE_OK;
    bool is_secure = strcmp(origin->scheme, "https") == 0;
    bool is_own = same_origin(origin, &transfer->http->endpoint);
    SET(CURLOPT_URL, transfer->url);
    SET(CURLOPT_HTTPHEADER, is_own ? transfer->http->authorization : NULL);
    /* "" and not NULL, which would let libcurl ask the environment. */
    SET(CURLOPT_PROXY, or_empty(is_secure ? options->https_proxy : options->http_proxy));
    SET(CURLOPT_NOPROXY, or_empty(options->no_proxy));
    if (options->ca_file != NULL) {
        SET(CURLOPT_CAINFO, options->ca_file);
        SET(CURLOPT_CAPATH, NULL);
    }
    return result;
}

static CURLcode set_request(struct http_transfer *transfer, char range[64])
{
    const struct http_request *request = &transfer->request;
    CURLcode result = CURLE_OK;
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1); /* a connection for each file */
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_USERAGENT, "silex/" SILEX_VERSION);
    SET(CURLOPT_ERRORBUFFER, transfer->problem);
    SET(CURLOPT_PRIVATE, transfer);
    SET(CURLOPT_WRITEFUNCTION, on_bytes);
    SET(CURLOPT_WRITEDATA, transfer);
    SET(CURLOPT_BUFFERSIZE, (long)BUFFER_BYTES);
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS,
        (long)(1000.0 * transfer->http->options.timeout_seconds) + 1000L);
    SET(CURLOPT_NOBODY, request->wants_head ? 1L : 0L);
    if (request->first > 0 || request->end > 0) {
        int n = snprintf(range, 64, "%llu-", (unsigned long long)request->first);
        if (request->end > 0) {
            snprintf(range + n, 64 - (size_t)n, "%llu", (unsigned long long)request->end - 1);
        }
        SET(CURLOPT_RANGE, range);
    }
    return result;
}

/* Asks the current URL. */
static bool send_request(struct http_transfer *transfer)
{
    struct origin origin;
    if (!origin_of(transfer->url, &origin)) {
        return false;
    }
    CURLcode result = set_route(transfer, &origin);
    origin_clear(&origin);
    transfer->has_answer = false;
    transfer->n_refusal_bytes = 0;
    transfer->problem[0] = '\0';
    transfer->heard_seconds = clock_seconds();
    return result == CURLE_OK &&
           curl_multi_add_handle(transfer->http->multi, transfer->easy) == CURLM_OK;
}

bool http_begin(struct http *http, const struct http_request *request, struct http_transfer **out,
                struct error *err)
{
    char range[64];
    struct http_transfer *transfer = memory_array(1, sizeof *transfer, err);
    if (transfer == NULL) {
        return false;
    }
    *transfer = (struct http_transfer){.http = http, .request = *request};
    transfer->next = http->transfers;
    http->transfers = transfer;
    transfer->url = memory_text(request->url, strlen(request->url), err);
    transfer->easy = curl_easy_init();
    if (transfer->url == NULL || transfer->easy == NULL ||
        set_request(transfer, range) != CURLE_OK || !send_request(transfer)) {
        http_stop(transfer);
        return error_set(err, ERROR_MEMORY, "libcurl could not begin a request");
    }
    *out = transfer;
    return true;
}

void http_stop(struct http_transfer *transfer)
{
    if (transfer == NULL) {
        return;
    }
    struct http_transfer **link = &transfer->http->transfers;
    while (*link != transfer) {
        link = &(*link)->next;
    }
    *link = transfer->next;
    if (transfer->easy != NULL) {
        curl_multi_remove_handle(transfer->http->multi, transfer->easy);
        curl_easy_cleanup(transfer->easy);
    }
    free(transfer->url);
    free(transfer);
}

/* The transfer is gone before its owner hears of it, so that he may begin another. */
static void end_transfer(struct http_transfer *transfer, enum http_end end, const char *problem)
{
    struct http_request request = transfer->request;
    struct http_answer answer = transfer->answer;
    char copy[CURL_ERROR_SIZE + 200];
    snprintf(copy, sizeof copy, "%s", problem);
    http_stop(transfer);
    request.on_end(request.user, end, &answer, copy);
}

/* Where an answer leads to; NULL when it is no redirect to be followed. The text is libcurl's. */
static const char *redirect_of(struct http_transfer *transfer)
{
    char *target = NULL;
    bool leads_on = transfer->answer.status >= 300 && transfer->answer.status <= 399;
    bool is_told = transfer->request.wants_head && transfer->answer.linked_etag[0] != '\0';
    if (!leads_on || is_told ||
        curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &target) != CURLE_OK) {
        return NULL;
    }
    return target;
}

static void follow(struct http_transfer *transfer, const char *target)
{
    struct origin from = {0}, to = {0};
    char *url = memory_text(target, strlen(target), NULL);
    bool ok = url != NULL && origin_of(transfer->url, &from) && origin_of(target, &to);
    bool is_worse = ok && strcmp(from.scheme, "https") == 0 && strcmp(to.scheme, "https") != 0;
    origin_clear(&from);
    origin_clear(&to);
    if (!ok || is_worse || ++transfer->n_redirects > MAX_REDIRECTS) {
        free(url);
        end_transfer(transfer, HTTP_REFUSED,
                     is_worse ? "a redirect leads from https to an unencrypted connection"
                     : ok     ? "redirects lead on and on"
                              : "a redirect leads to what is no http or https URL");
        return;
    }
    free(transfer->url);
    transfer->url = url;
    curl_multi_remove_handle(transfer->http->multi, transfer->easy);
    if (!send_request(transfer)) {
        end_transfer(transfer, HTTP_REFUSED, "libcurl cannot follow a redirect");
    }
}

/* Host names alone are told: the rest of a URL may hold a signature. */
static void end_broken(struct http_transfer *transfer, CURLcode result)
{
    struct origin origin;
    char text[CURL_ERROR_SIZE + 200];
    bool is_known = origin_of(transfer->url, &origin);
    const char *host = is_known ? origin.host : "the server";
    const char *why = transfer->problem[0] != '\0' ? transfer->problem : curl_easy_strerror(result);
    enum http_end end = HTTP_BROKEN;
    if (result == CURLE_PEER_FAILED_VERIFICATION) {
        end = HTTP_REFUSED;
        snprintf(text, sizeof text, "the certificate of %s is not trusted: %s", host, why);
    } else {
        if (result == CURLE_SSL_CACERT_BADFILE || result == CURLE_UNSUPPORTED_PROTOCOL ||
            result == CURLE_URL_MALFORMAT || result == CURLE_OUT_OF_MEMORY) {
            end = HTTP_REFUSED;
        }
        snprintf(text, sizeof text, "%s: %s", host, why);
    }
    origin_clear(&origin);
    end_transfer(transfer, end, text);
}

static void finish(struct http_transfer *transfer, CURLcode result)
{
    if (!transfer->has_answer) {
        read_answer(transfer);
    }
    const char *target = redirect_of(transfer);
    if (result == CURLE_OK && target != NULL) {
        follow(transfer, target);
    } else if (transfer->is_stopped) {
        end_transfer(transfer,
                     transfer->n_refusal_bytes > MAX_REFUSAL_BYTES ? HTTP_ANSWERED : HTTP_STOPPED,
                     "");
    } else if (result == CURLE_OK) {
        end_transfer(transfer, HTTP_ANSWERED, "");
    } else {
        end_broken(transfer, result);
    }
}

static void end_stalled(struct http *http)
{
    double now = clock_seconds();
    for (struct http_transfer *transfer = http->transfers, *next; transfer != NULL;
         transfer = next) {
        next = transfer->next;
        if (now - transfer->heard_seconds > http->options.timeout_seconds) {
            char text[100];
            snprintf(text, sizeof text, "stalled: no byte came for %g seconds",
                     http->options.timeout_seconds);
            end_transfer(transfer, HTTP_BROKEN, text);
            return; /* its owner may have changed the list; the next step sees the others */
        }
    }
}

bool http_step(struct http *http, int wait_milliseconds, struct error *err)
{
    int n_running = 0, n_messages = 0;
    CURLMcode code = curl_multi_poll(http->multi, NULL, 0, wait_milliseconds, NULL);
    if (code == CURLM_OK) {
        code = curl_multi_perform(http->multi, &n_running);
    }
    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &n_messages)) != NULL;) {
        if (message->msg == CURLMSG_DONE) {
            void *transfer = NULL;
            CURLcode result = message->data.result;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
            finish(transfer, result);
        }
    }
    end_stalled(http);
    return code == CURLM_OK || error_set(err, ERROR_IO, "libcurl: %s", curl_multi_strerror(code));
}
