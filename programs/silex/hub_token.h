/* The user's token for the hub. */
#ifndef HUB_TOKEN_H
#define HUB_TOKEN_H

#include <stdbool.h>

#include "base/error.h"

/* HF_TOKEN, or the token file of the Python tools. *out is NULL where there is none; free it. */
bool hub_token(char **out, struct error *err);

#endif
