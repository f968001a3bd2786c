/* What every conversation with the hub needs: where it is, who asks, and how patiently. */
#ifndef HUB_CONNECTION_H
#define HUB_CONNECTION_H

#include "hub/catalogue.h"
#include "silex/hub.h"

struct connection {
    char *endpoint; /* without a slash at its end */
    struct model_name name;
    struct watch watch;
    struct http *http;
    struct fetch_policy policy;
    struct catalogue catalogue;
};

/* Parses the name and prepares to ask for it; nothing is sent yet. The connection may not move.
 * Close it on failure too. */
bool connection_open(struct connection *connection, const char *name,
                     const silex_hub_options *options, struct error *err);

/* The files that the options and the name ask for. */
struct hub_choice connection_choice(const struct connection *connection,
                                    const silex_hub_options *options);

void connection_close(struct connection *connection);

#endif
