/* Writing a GGUF file: whatever fails, nothing is left behind. */
#include <stdio.h>
#include <unistd.h>
#include "faults/scenario.h"
#include "silex/convert.h"

bool scenario_convert_gguf(const char *tests_folder, char *message, size_t n_message_bytes)
{
    const silex_convert_options options = {.gguf_type = "q8_0", .n_threads = 2};
    char source[1000], path[64], partial[128];
    silex_error error = {0};
    snprintf(source, sizeof source, "%s/cli/tiny-chat", tests_folder);
    snprintf(path, sizeof path, "/tmp/silex-faults-%ld.gguf", (long)getpid());
    snprintf(partial, sizeof partial, "%s.partial", path);
    bool ok = silex_convert(source, path, &options, &error) == SILEX_OK;
    bool is_clean = access(partial, F_OK) != 0 && (ok || access(path, F_OK) != 0);
    is_clean = (!ok || unlink(path) == 0) && is_clean;
    /* Without a message this counts as a wrong result. */
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}
