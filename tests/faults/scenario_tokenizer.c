/* Learning a tokenizer: whatever fails, nothing is left behind. */
#include <stdio.h>
#include <unistd.h>
#include "faults/scenario.h"
#include "train/tokenizer_training.h"

bool scenario_tokenizer(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static const char *const names[] = {"tokenizer.json", "tokenizer_config.json"};
    char made[64], partial[128], file[4096], lines[4096];
    const char *files[] = {file, lines};
    const struct tokenizer_training training = {
        .files = files,
        .n_files = 2,
        .n_tokens = 320,
        .recipe = {.eos_token = "<end>",
                   .chat_template = "{% for m in messages %}{{ m.content }}{% endfor %}"},
    };
    struct tokenizer_trained trained;
    struct error err = {0};
    snprintf(file, sizeof file, "%s/cli/files/story.txt", tests_folder);
    snprintf(lines, sizeof lines, "%s/cli/files/train.jsonl", tests_folder);
    snprintf(made, sizeof made, "/tmp/silex-faults-tokenizer-%ld", (long)getpid());
    snprintf(partial, sizeof partial, "%s.partial.%ld", made, (long)getpid());
    bool ok = tokenizer_train(&training, made, &trained, &err);
    bool is_clean = access(partial, F_OK) != 0 && (ok || access(made, F_OK) != 0);
    bool is_right = !ok || (trained.n_tokens == 320 && trained.n_merges == 320 - 257);
    for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
        snprintf(file, sizeof file, "%s/%s", made, names[i]);
        is_clean = unlink(file) == 0 && is_clean;
    }
    is_clean = (!ok || rmdir(made) == 0) && is_clean;
    /* Without a message this counts as a wrong result. */
    snprintf(message, n_message_bytes, "%s", is_clean ? err.message : "");
    return ok && is_clean && is_right;
}
