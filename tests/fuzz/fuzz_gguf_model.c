/* A GGUF file as a whole checkpoint: what opens has weights that can be read in every byte, a
 * tokenizer that encodes and decodes, and a template that was parsed or refused. */
#include <stdlib.h>
#include "fuzz/fuzz_target.h"
#include "fuzz/tokenizer_exercise.h"
#include "model/model.h"
#include "text/chat.h"

static unsigned sum_matrix(const struct matrix *matrix)
{
    unsigned sum = 0;
    for (size_t i = 0; matrix->data != NULL && i < matrix->n_rows * matrix->row_bytes; i++) {
        sum += matrix->data[i];
    }
    return sum;
}

static unsigned sum_model(const struct model *model)
{
    unsigned sum = sum_matrix(&model->weights.embedding) + sum_matrix(&model->weights.head);
    for (size_t i = 0; i < model->config.n_layers; i++) {
        const struct layer_weights *layer = &model->weights.layers[i];
        const struct matrix *const matrices[] = {&layer->query,  &layer->key,  &layer->value,
                                                 &layer->output, &layer->gate, &layer->up,
                                                 &layer->down};
        for (size_t k = 0; k < sizeof matrices / sizeof matrices[0]; k++) {
            sum += sum_matrix(matrices[k]);
        }
    }
    return sum;
}

static void open_chat(struct folder *folder)
{
    struct error err = {0};
    struct chat *chat = NULL;
    if (!chat_open(&chat, folder, &err) && err.code == ERROR_NONE) {
        abort();
    }
    chat_close(chat);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    struct folder_file file = {"model.gguf", {data, n_bytes}};
    struct error err = {0};
    struct folder *folder = NULL;
    struct model *model = NULL;
    volatile unsigned sum = 0;
    if (!folder_open_memory(&folder, &file, 1, &err)) {
        return 0;
    }
    if (model_open(&model, folder, &err)) {
        sum = sum_model(model);
    } else if (err.code == ERROR_NONE || err.message[0] == '\0') {
        abort();
    }
    (void)sum;
    open_chat(folder);
    exercise_tokenizer("model.gguf", file.bytes);
    model_close(model);
    folder_close(folder);
    return 0;
}
