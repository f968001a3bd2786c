/* Names that may become paths; see model_name.h. */
#include "store/model_name.h"

#include <stddef.h>
#include <string.h>

enum { PART_BYTES = 96, FILE_NAME_BYTES = 1024, FILE_PART_BYTES = 255 };

bool is_hexadecimal(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789abcdef") == n;
}

/* Letters, digits, '.', '_' and '-', as the hub allows them: no ".." and no "--", which separates
 * the parts in the store's folders. */
static bool is_part(const char *part, size_t n_bytes)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    if (n_bytes == 0 || n_bytes > PART_BYTES || part[0] == '.' || part[0] == '-' ||
        part[n_bytes - 1] == '.' || part[n_bytes - 1] == '-') {
        return false;
    }
    for (size_t i = 0; i < n_bytes; i++) {
        bool is_pair = i > 0 && part[i] == part[i - 1] && (part[i] == '.' || part[i] == '-');
        if (part[i] == '\0' || strchr(letters, part[i]) == NULL || is_pair) {
            return false;
        }
    }
    return true;
}

bool file_name_is_safe(const char *name)
{
    if (strlen(name) > FILE_NAME_BYTES) {
        return false;
    }
    for (const char *part = name;; part++) {
        size_t n_bytes = strcspn(part, "/");
        if (n_bytes == 0 || n_bytes > FILE_PART_BYTES || (n_bytes == 1 && part[0] == '.') ||
            (n_bytes == 2 && part[0] == '.' && part[1] == '.')) {
            return false;
        }
        for (size_t i = 0; i < n_bytes; i++) {
            if ((unsigned char)part[i] < 0x20 || part[i] == 0x7F || part[i] == '\\') {
                return false;
            }
        }
        part += n_bytes;
        if (*part == '\0') {
            return true;
        }
    }
}

static bool is_variant(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t n_bytes = strlen(text);
    return n_bytes > 0 && n_bytes < VARIANT_BYTES && strspn(text, letters) == n_bytes;
}

bool model_name_parse(const char *text, struct model_name *out, struct error *err)
{
    size_t n_organisation = strcspn(text, "/@:");
    const char *name = text + n_organisation + (text[n_organisation] == '/' ? 1 : 0);
    size_t n_name = strcspn(name, "@:");
    const char *behind = name + n_name;
    bool has_revision = *behind == '@';
    const char *revision = has_revision ? behind + 1 : "main";
    size_t n_revision = strcspn(revision, ":");
    behind = has_revision ? revision + n_revision : behind;
    if (text[n_organisation] != '/' || !is_part(text, n_organisation) || !is_part(name, n_name) ||
        (*behind == ':' && !is_variant(behind + 1))) {
        return error_set(err, ERROR_ARGUMENT,
                         "\"%.300s\" is not the name of a model: ORG/NAME, ORG/NAME@REVISION or "
                         "ORG/NAME:VARIANT",
                         text);
    }
    *out = (struct model_name){.has_revision = has_revision};
    if (n_revision < REVISION_BYTES) {
        memcpy(out->revision, revision, n_revision);
    }
    if (n_revision >= REVISION_BYTES || !file_name_is_safe(out->revision)) {
        return error_set(err, ERROR_ARGUMENT, "\"%.300s\": there can be no such revision", text);
    }
    memcpy(out->id, text, n_organisation + 1 + n_name);
    if (*behind == ':') {
        memcpy(out->variant, behind + 1, strlen(behind + 1));
    }
    return true;
}

bool model_name_parse_whole(const char *text, struct model_name *out, struct error *err)
{
    return model_name_parse(text, out, err) &&
           (out->variant[0] == '\0' ||
            error_set(err, ERROR_ARGUMENT, "%s: all of %s is meant here, not one of its variants",
                      text, out->id));
}
