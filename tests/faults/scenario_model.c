/* Checkpoints alone: several shards with an index, and one quantized by rules of its own. */
#include <stdio.h>
#include "faults/scenario.h"
#include "model/model.h"

static bool open_checkpoint(const char *tests_folder, const char *name, size_t n_layers,
                            char *message, size_t n_message_bytes)
{
    char path[4096];
    struct error err = {0};
    struct folder *folder = NULL;
    struct model *model = NULL;
    snprintf(path, sizeof path, "%s/golden/models/%s", tests_folder, name);
    bool ok = folder_open(&folder, path, &err) && model_open(&model, folder, &err);
    ok = ok && model->config.n_layers == n_layers && model->weights.n_parameters > 0 &&
         model->n_end_tokens == 2 && model->n_warnings == 0;
    model_close(model);
    folder_close(folder);
    if (!ok) {
        snprintf(message, n_message_bytes, "%s", err.message);
    }
    return ok;
}

bool scenario_model(const char *tests_folder, char *message, size_t n_message_bytes)
{
    return open_checkpoint(tests_folder, "llama", 2, message, n_message_bytes) &&
           open_checkpoint(tests_folder, "mlx-smollm3-mixed", 2, message, n_message_bytes) &&
           open_checkpoint(tests_folder, "rope-longrope-long", 2, message, n_message_bytes);
}
