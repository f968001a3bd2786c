/* A trainer opened, used for a batch, and closed. */
#include <stdio.h>
#include "faults/scenario.h"
#include "train/trainer.h"

bool scenario_train(const char *tests_folder, char *message, size_t n_message_bytes)
{
    static const uint32_t tokens[] = {3, 4, 5, 6, 7, 8};
    const struct train_sequence sequence = {.tokens = tokens, .n_tokens = 6};
    const struct train_batch batch = {.sequences = &sequence, .n_sequences = 1, .weight = 1};
    const struct trainer_options options = {.tuning = TUNING_DORA, .n_rows = 8};
    const struct backend_options backend_options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    struct folder *folder = NULL;
    struct model *model = NULL;
    struct backend *backend = NULL;
    struct trainer *trainer = NULL;
    struct trainer_memory memory;
    struct train_result result = {0};
    struct error err = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s/golden/models/llama", tests_folder);
    bool ok = folder_open(&folder, path, &err) && model_open(&model, folder, &err) &&
              cpu_backend_create(&backend, &backend_options, &err) &&
              trainer_memory(model, backend, &options, &memory, &err) &&
              trainer_open(&trainer, model, backend, &options, &err) &&
              trainer_train(trainer, &batch, &result, &err);
    bool is_right = result.n_targets == 5 && result.loss > 0 && memory.total > 0;
    trainer_close(trainer);
    if (backend != NULL) {
        backend->operations->destroy(backend);
    }
    model_close(model);
    folder_close(folder);
    snprintf(message, n_message_bytes, "%s", err.message);
    return ok && is_right;
}
