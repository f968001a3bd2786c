/* Where a token comes from; see hub_token.h. */
#include "hub_token.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "input.h"
#include "store_place.h"

static char *trimmed(const char *text, struct error *err)
{
    static const char blanks[] = " \t\r\n";
    text += strspn(text, blanks);
    size_t n = strlen(text);
    while (n > 0 && strchr(blanks, text[n - 1]) != NULL) {
        n--;
    }
    return memory_text(text, n, err);
}

static bool read_file(const char *path, char **out, struct error *err)
{
    struct buffer text;
    if (access(path, R_OK) != 0) {
        return true;
    }
    bool ok = input_read(path, &text, err);
    if (ok) {
        *out = trimmed(buffer_text(&text), err);
        ok = *out != NULL;
    }
    buffer_clear(&text);
    return ok;
}

bool hub_token(char **out, struct error *err)
{
    const char *text = environment_text("HF_TOKEN"), *named = environment_text("HF_TOKEN_PATH");
    text = text != NULL ? text : environment_text("HUGGING_FACE_HUB_TOKEN");
    *out = NULL;
    bool ok = true;
    if (text != NULL) {
        *out = trimmed(text, err);
        ok = *out != NULL;
    } else if (!environment_says_yes("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
        char *path =
            named != NULL ? memory_text(named, strlen(named), err) : store_home_file("token", err);
        ok = path != NULL && read_file(path, out, err);
        free(path);
    }
    if (ok && *out != NULL && **out == '\0') {
        free(*out);
        *out = NULL;
    }
    return ok;
}
