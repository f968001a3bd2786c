/* A config.json, and the same bytes as generation_config.json, beside tensors that fit the seeds:
 * what opens has angles and weights that can be read. */
#include <stdlib.h>
#include "fuzz/fuzz_target.h"
#include "model/model.h"
#include "support/tiny_llama.h"

static void read_ropes(const struct model *model)
{
    enum { MAX_PAIRS = MODEL_MAX_HEAD_DIM / 2 };
    static float cosines[MAX_PAIRS];
    static float sines[MAX_PAIRS];
    static const size_t positions[] = {0, 1, 1000};
    for (size_t i = 0; i < model->config.n_ropes; i++) {
        for (size_t k = 0; k < sizeof positions / sizeof positions[0]; k++) {
            rope_angles_fill(&model->ropes[i], &positions[k], 1, positions[k] + 1, cosines, sines);
        }
    }
}

static float read_weights(const struct model *model)
{
    float sum = 0;
    for (size_t i = 0; i < model->config.hidden_size; i++) {
        sum += model->weights.final_norm[i];
    }
    return sum + (float)model->weights.head.data[model->weights.head.row_bytes - 1];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    static struct tensor_file tensors; /* made by the first run and kept */
    static struct bytes weights;
    if (weights.data == NULL) {
        tensor_file_init(&tensors);
        tiny_llama_add(&tensors, TINY_LLAMA_TENSORS);
        weights = tensor_file_bytes(&tensors);
    }
    struct folder_file files[] = {
        {"config.json", {data, n_bytes}},
        {"generation_config.json", {data, n_bytes}},
        {"model.safetensors", weights},
    };
    struct error err = {0};
    struct folder *folder = NULL;
    struct model *model = NULL;
    volatile float sum = 0;
    bool ok = folder_open_memory(&folder, files, 3, &err) && model_open(&model, folder, &err);
    if (ok) {
        read_ropes(model);
        sum = read_weights(model);
    } else if (err.code == ERROR_NONE || err.message[0] == 0) {
        abort();
    }
    (void)sum;
    model_close(model);
    folder_close(folder);
    return 0;
}
