/* Names of GGUF files; see gguf_name.h. */
#include "store/gguf_name.h"

#include <fnmatch.h>
#include <string.h>
#include <strings.h>

static const char suffix[] = ".gguf";
static const char part[] = "-[0-9][0-9][0-9][0-9][0-9]-of-[0-9][0-9][0-9][0-9][0-9].gguf";

enum { PART_BYTES = 20 }; /* "-00001-of-00002.gguf" */

bool gguf_name_is(const char *name)
{
    size_t n = strlen(name);
    return n > strlen(suffix) && strcmp(name + n - strlen(suffix), suffix) == 0;
}

size_t gguf_name_stem(const char *name)
{
    size_t n = strlen(name);
    bool is_part = n > PART_BYTES && fnmatch(part, name + n - PART_BYTES, 0) == 0;
    return n - (is_part ? PART_BYTES : strlen(suffix));
}

bool gguf_name_has_variant(const char *name, const char *variant)
{
    if (!gguf_name_is(name)) {
        return false;
    }
    size_t n = gguf_name_stem(name), n_variant = strlen(variant);
    if (n < n_variant || strncasecmp(name + n - n_variant, variant, n_variant) != 0) {
        return false;
    }
    return n == n_variant || strchr(".-_/", name[n - n_variant - 1]) != NULL;
}
