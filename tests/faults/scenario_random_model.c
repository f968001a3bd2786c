/* Writing a random model: whatever fails, nothing is left behind. */
#include <stdio.h>
#include <unistd.h>
#include "faults/scenario.h"
#include "silex/measure.h"

static const char config[] = "{\"model_type\":\"llama\",\"hidden_size\":64,\"num_hidden_layers\":1,"
                             "\"num_attention_heads\":2,\"intermediate_size\":64,"
                             "\"vocab_size\":300,\"quantization\":{\"bits\":4}}";

bool scenario_random_model(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static const char *const names[] = {"config.json", "model.safetensors", "tokenizer.json",
                                        "tokenizer_config.json"};
    char path[64], partial[128], file[200];
    silex_error error = {0};
    (void)tests_folder;
    snprintf(path, sizeof path, "/tmp/silex-faults-model-%ld", (long)getpid());
    snprintf(partial, sizeof partial, "%s.partial.%ld", path, (long)getpid());
    bool ok = silex_random_model_write(path, config, NULL, &error) == SILEX_OK;
    bool is_clean = access(partial, F_OK) != 0 && (ok || access(path, F_OK) != 0);
    for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
        snprintf(file, sizeof file, "%s/%s", path, names[i]);
        is_clean = unlink(file) == 0 && is_clean;
    }
    is_clean = (!ok || rmdir(path) == 0) && is_clean;
    /* Without a message this counts as a wrong result. */
    snprintf(message, n_message_bytes, "%s", is_clean ? error.message : "");
    return ok && is_clean;
}
