/* The hub's answer: whatever it says, a file that is accepted has a name that stays below a folder,
 * a size and a hash that are such, and no name comes twice. */
#include <stdlib.h>
#include <string.h>
#include "fuzz/fuzz_target.h"
#include "hub/hub_answer.h"

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    struct hub_answer answer;
    struct error err = {0};
    size_t n_left_out = 0;
    if (!hub_answer_parse((struct bytes){data, n_bytes}, "org/name", &answer, &err)) {
        require(err.code != ERROR_NONE);
        return 0;
    }
    require(is_hexadecimal(answer.commit, COMMIT_DIGITS));
    for (size_t i = 0; i < answer.n_files; i++) {
        const struct hub_file *file = &answer.files[i];
        require(file_name_is_safe(file->name) && file->name[0] != '/' &&
                strstr(file->name, "/../") == NULL && strncmp(file->name, "../", 3) != 0);
        require(file->n_bytes <= HUB_MAX_FILE_BYTES);
        require(file->hash[0] == '\0' || is_hexadecimal(file->hash, SHA256_DIGITS) ||
                is_hexadecimal(file->hash, COMMIT_DIGITS));
        require(i == 0 || strcmp(answer.files[i - 1].name, file->name) < 0);
    }
    const struct model_name name = {.id = "org/name"};
    const struct hub_choice choice = {.name = &name};
    if (hub_answer_select(&answer, &choice, &n_left_out, &err)) {
        require(n_left_out < answer.n_files);
    }
    hub_answer_clear(&answer);
    return 0;
}
