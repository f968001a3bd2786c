/* Opening and closing; see connection.h. */
#include "hub/connection.h"

#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

enum { DEFAULT_RETRIES = 5 };

static bool copy_endpoint(struct connection *connection, const char *endpoint, struct error *err)
{
    endpoint = endpoint != NULL ? endpoint : "https://huggingface.co";
    size_t n = strlen(endpoint);
    while (n > 0 && endpoint[n - 1] == '/') {
        n--;
    }
    connection->endpoint = memory_text(endpoint, n, err);
    return connection->endpoint != NULL;
}

static bool open_http(struct connection *connection, const silex_hub_options *options,
                      struct error *err)
{
    struct http_options http = {
        .endpoint = connection->endpoint,
        .token = options->token,
        .https_proxy = options->https_proxy,
        .http_proxy = options->http_proxy,
        .no_proxy = options->no_proxy,
        .ca_file = options->ca_file,
        .timeout_seconds = options->timeout_seconds > 0.0 ? options->timeout_seconds : 30.0};
    if (!http_open(&connection->http, &http, err)) {
        return false;
    }
    if (options->token != NULL && strncmp(connection->endpoint, "http:", 5) == 0) {
        watch_note(&connection->watch,
                   "the endpoint is http, not https: the token goes unencrypted");
    }
    return true;
}

bool connection_open(struct connection *connection, const char *name,
                     const silex_hub_options *options, struct error *err)
{
    *connection =
        (struct connection){.watch = {.on_event = options->on_event, .user = options->user}};
    connection->policy = (struct fetch_policy){
        .n_retries = options->n_retries > 0 ? options->n_retries : DEFAULT_RETRIES,
        .retry_seconds = options->retry_seconds > 0.0 ? options->retry_seconds : 1.0,
        .note = watch_note,
        .user = &connection->watch};
    if (!model_name_parse(name, &connection->name, err) ||
        !copy_endpoint(connection, options->endpoint, err) ||
        !open_http(connection, options, err)) {
        return false;
    }
    connection->catalogue = (struct catalogue){.http = connection->http,
                                               .policy = &connection->policy,
                                               .watch = &connection->watch,
                                               .endpoint = connection->endpoint,
                                               .name = &connection->name};
    return true;
}

struct hub_choice connection_choice(const struct connection *connection,
                                    const silex_hub_options *options)
{
    return (struct hub_choice){
        .name = &connection->name, .patterns = options->include, .n_patterns = options->n_include};
}

void connection_close(struct connection *connection)
{
    http_close(connection->http);
    free(connection->endpoint);
}
